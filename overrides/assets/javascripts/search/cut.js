/* Words of a query, cut as generator/search/tokenizer.py cuts the texts. The two must agree: a test compares them. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
  const TOKEN = new RegExp("[" + HAN + "]+|\\d{1,3}(?:,\\d{3})+[%‰]?(?!\\d)|\\d+[%‰]|(?:(?![" + HAN + "])[\\p{L}\\p{N}])+", "gu");
  const IS_HAN = new RegExp("^[" + HAN + "]", "u");

  /* Folded like everything that readers type; separators of thousands do not matter either. */
  const fold = (text) => handbook.fold(text).replace(/\d{1,3}(?:,\d{3})+(?!\d)/g, (number) => number.replace(/,/g, ""));

  function runs(text) { return fold(text).match(TOKEN) || []; }

  /* A name without punctuation and spaces, to compare. */
  function plain(text) { return runs(text).join(""); }

  /* What stands between spaces; a word of punctuation alone is none. */
  function words(text) {
    return text.split(/\s+/).filter((word) => runs(word).length);
  }

  /* The pieces of a word in their order. The last run goes on in the text, so its last character is no piece of its
     own, except where the run is one character long: then `open` says that it begins a piece. */
  function pieces(word) {
    const found = [];
    const all = runs(word);
    all.forEach((run, index) => {
      const letters = Array.from(run), last = index === all.length - 1;
      if (!IS_HAN.test(run)) return found.push(run.replace("%", "ꀖ").replace("‰", "ꀗ"));
      for (let i = 0; i + 1 < letters.length; i++) found.push(letters[i] + letters[i + 1]);
      if (!last || letters.length === 1) found.push(letters[letters.length - 1]);
    });
    const end = all[all.length - 1] || "";
    return { list: found, open: IS_HAN.test(end) && Array.from(end).length === 1, token: !!end && !IS_HAN.test(end) };
  }

  /* A text with, for each character of its plain form, where it stands: to find words in it and mark them. */
  function mapped(text) {
    const letters = [], places = [];
    let i = 0;
    for (const c of text) {
      if (/[\p{L}\p{N}]/u.test(c) || /[%％‰]/.test(c) && /[\d０-９]/.test(text[i - 1])) {
        for (const folded of fold(c)) {
          for (const unit of folded.split("")) { letters.push(unit); places.push(i); }
        }
      }
      i += c.length;
    }
    places.push(text.length);
    return { plain: letters.join(""), places, text };
  }

  /* Where the plain words stand in a mapped text: [start, end] in its own characters, in order, without overlap. */
  function spans(map, plainWords) {
    const found = [];
    plainWords.forEach((word) => {
      for (let at = map.plain.indexOf(word); word && at >= 0; at = map.plain.indexOf(word, at + word.length)) {
        if (whole(map, at, word)) found.push([map.places[at], ends(map, at + word.length - 1)]);
      }
    });
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.reduce((kept, span) => {
      const last = kept[kept.length - 1];
      if (last && span[0] < last[1]) last[1] = Math.max(last[1], span[1]);
      else kept.push(span);
      return kept;
    }, []);
  }
  function ends(map, at) {
    const start = map.places[at];
    return start + (map.text.codePointAt(start) > 0xffff ? 2 : 1);
  }
  /* A number is not found within a longer one. */
  function whole(map, at, word) {
    const before = at && map.places[at] - map.places[at - 1] === 1 ? map.plain[at - 1] : "";
    const after = map.places[at + word.length] - map.places[at + word.length - 1] === 1 ? map.plain[at + word.length] || "" : "";
    return !(/^\d/.test(word) && /\d/.test(before)) && !(/\d$/.test(word) && /^\d/.test(after));
  }

  api.cut = { fold, plain, words, pieces, mapped, spans, runs };
})();
