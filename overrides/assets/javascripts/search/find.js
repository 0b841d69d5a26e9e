/* The search: handbook.search.ask(query) -> {hits: [{record, score, partial, words, via}], partial, nearest}.

   A hit matches every word of the query: by the name of its record, by its text (the word as a phrase, exactly), by a
   synonym, or by pinyin. Only where nothing does, parts of the words are looked for, and the hits say so. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  const NAMING = ["name", "synonym", "pinyin", "cited"];
  const known = new Map();

  function search(query) {
    const key = query.trim();
    if (!known.has(key)) {
      if (known.size > 200) known.clear();
      const answer = api.catalogue.loadMore().then(() => Promise.all([find(key), answered(key)])).then(([found, said]) => first(found, said));
      known.set(key, answer);
      answer.catch(() => { known.delete(key); });
    }
    return known.get(key);
  }

  /* The answer, where the question is understood. One that did not load leaves the hits as they are. */
  const answered = (query) => api.part("answer").then(() => api.answer(query)).catch(() => null);

  /* What the answer is about comes first, whatever else has its words; a citation knows better. */
  function first(found, said) {
    const { hits } = found, [of] = said ? said.about : [];
    const broad = said && ["list", "sum"].includes(said.intent) && /^industries\//.test(of);  // the next step leads to its supports
    const at = said && said.about.length === 1 && !broad ? hits.findIndex(({ record }) => record.url === of) : -1;
    if (at > 0 && hits[0].via !== "cited") hits.unshift(...hits.splice(at, 1));
    return { ...found, said };
  }

  function find(query) {
    const words = api.cut.words(query);
    if (!words.length) return { hits: [], partial: false, nearest: [], words: [] };
    const cited = api.catalogue.cited(query);
    return Promise.all([cited.size ? new Map() : resolved(query)].concat(words.map((word) => ofWord(word, words.length > 1)))).then((all) => {
      const places = all[0], found = all.slice(1);
      const spelled = words.length > 1 ? ofPinyin(api.cut.plain(query)) : new Map();
      const hits = both(found);
      cited.forEach((worth, record) => { give(hits, record, { score: 300 + worth, words: [], via: "cited" }); });
      spelled.forEach((hit, record) => { give(hits, record, hit); });
      places.forEach((hit, record) => { hits.set(record, hit); });
      if (hits.size) return ranked(hits, false, words);
      return partly(words, found).then((some) => some.size ? ranked(some, true, words) : { hits: [], partial: false, nearest: api.catalogue.nearest(query), words });
    });
  }

  /* Addresses, and citations as people write them in full, are read by the one resolver (resolve.js). It and its table are
     loaded only for a query that looks like one and that the catalogue cannot read: they weigh more than a chunk of the
     index. */
  const CITATION = /^s-[a-z\d-]+$|[/《〔[<]|\.html|[\dp](?:#|%23)|第.+[条项]|号.*[\d一二三四五六七八九十]/;
  async function resolved(query) {
    const hits = new Map();
    if (!CITATION.test(handbook.fold(query))) return hits;
    await handbook.load.script("assets/javascripts/resolve.js");
    handbook.resolve(query, await handbook.resolver(), null).forEach((place, index) => {
      const [page, anchor] = place.url.split("#"), record = api.catalogue.ofAddress(place.url) || api.catalogue.ofAddress(page);
      if (!(place.exact || place.counted) || !record) return;
      hits.set(record, { score: 400 - index, words: [], via: "cited", anchor: record.url === place.url ? "" : anchor });
    });
    return hits;
  }

  /* Adds to a map of record -> hit; the better reason stays, and a second one adds a little. */
  function give(hits, record, hit) {
    const old = hits.get(record);
    if (!old) return hits.set(record, hit);
    const better = hit.score > old.score ? hit : old, other = better === hit ? old : hit;
    hits.set(record, {
      score: better.score + other.score / 10, via: better.via, words: Array.from(new Set(old.words.concat(hit.words))),
    });
  }

  /* Every record that one word finds. */
  function ofWord(word, among) {
    const plain = api.cut.plain(word), digits = handbook.arabic(plain);
    const forms = digits !== plain && /^第.+[条项]$/.test(plain) ? [word, digits] : [word, ...sameSum(word)];
    const others = api.catalogue.alternatives(word);
    const hits = new Map();
    api.catalogue.records.forEach((record) => {
      // Beside another word a document stands for what belongs to it (ofGroup): its own page need not come first.
      const worth = api.catalogue.named(record, plain) * (among && api.catalogue.isDocument(record) ? 0.3 : 1);
      if (worth) give(hits, record, { score: worth, words: [word], via: "name" });
      others.forEach((other) => {
        const less = api.catalogue.named(record, api.cut.plain(other)) * 0.6;
        if (less) give(hits, record, { score: less, words: [other], via: "synonym" });
      });
    });
    ofPinyin(plain).forEach((hit, record) => { give(hits, record, hit); });
    if (among) ofGroup(plain).forEach((record) => { give(hits, record, { score: 1, words: [], via: "group" }); });
    return Promise.all(forms.concat(others).map(texts)).then((all) => {
      all.forEach((found, index) => {
        const most = Math.max.apply(null, Array.from(found.values()).concat(1e-9)), own = index < forms.length;
        found.forEach((score, text) => {
          const record = api.catalogue.ofText(text);
          if (!record) throw new Error("The index knows a text that the catalogue does not: " + text);
          give(hits, record, {
            score: (own ? 5 : 1) + (own ? 20 : 8) * score / most, words: [forms.concat(others)[index]], via: own ? "text" : "synonym",
          });
        });
      });
      return hits;
    });
  }

  /* A sum as texts may write it: 三千万, 0.3亿 and 3000万元 are one. */
  function sameSum(word) {
    const wan = /[万亿]/.test(word) ? handbook.wan(word) : null;
    if (wan === null) return [];
    const written = wan < 1e4 ? [wan + "万"] : [wan / 1e4 + "亿", wan + "万"];
    return written.filter((form) => api.cut.plain(form) !== api.cut.plain(word));
  }

  /* A browser that cannot run the engine finds names and numbers; the dialog says what is missing. */
  function texts(word) { return !api.engine.able ? Promise.resolve(new Map()) : api.engine.pages(api.cut.pieces(word), api.catalogue.vocabulary); }

  function ofPinyin(plain) {
    const hits = new Map();
    if (/^[a-z]{2,}$/.test(plain)) api.catalogue.records.forEach((record) => {
      const worth = api.catalogue.spells(record, plain);
      if (worth) hits.set(record, { score: worth, words: [], via: "pinyin" });
    });
    return hits;
  }

  /* Beside another word, the name of a document or an industry stands for all that belongs to it. */
  function ofGroup(plain) {
    const { documents } = api.catalogue.data;
    const named = documents.map((document, index) => index).filter((index) => api.catalogue.callings(documents[index], index).includes(plain));
    const industries = [].concat(...api.catalogue.records.filter((record) => record.kind === "industry" && record.plain.includes(plain))
      .map((record) => Array.from(record.industries)));
    return api.catalogue.records.filter((record) => (
      named.some((index) => record.documents.has(index)) || industries.some((index) => record.industries.has(index))));
  }

  /* Records that all maps have. */
  function both(maps) {
    return maps.reduce((all, map) => {
      const left = new Map();
      all.forEach((hit, record) => {
        const other = map.get(record);
        if (other) left.set(record, {
          score: hit.score + other.score, words: hit.words.concat(other.words), via: hit.via === other.via ? hit.via : "words",
        });
      });
      return left;
    });
  }

  /* --- parts --- */

  /* Words that have no hit together, or none at all: the longest parts that the texts or names do have. A record
     counts for how much of the query it has, and for how well the parts name it (机器人怎么申请资金: the robots first).
     Less than half of the query, and no name, is no match (在的 of 不存在的东西). */
  function partly(words, found) {
    return Promise.all(words.map((word, index) => found[index].size ? [{ word, hits: found[index] }] : parts(word))).then((all) => {
      const list = all.flat().filter((part) => part.hits.size), some = new Map();
      const length = words.reduce((sum, word) => sum + size(word), 0);
      list.forEach((part) => {
        const share = size(part.word) / length;
        part.hits.forEach((hit, record) => {
          const names = NAMING.includes(hit.via);
          if (!names && api.catalogue.isDocument(record)) return;  // a whole document has nearly every word
          const old = some.get(record) || { score: 0, words: [], via: "part", share: 0, named: false };
          some.set(record, {
            score: old.score + share * (hit.score + 40), words: old.words.concat(hit.words), via: "part",
            share: old.share + share, named: old.named || names,
          });
        });
      });
      some.forEach((hit, record) => { if (!hit.named && hit.share < 0.5) some.delete(record); });
      return some;
    });
  }

  function size(word) { return Array.from(api.cut.plain(word)).length; }

  function parts(word) {
    const letters = Array.from(api.cut.plain(word)), found = [];
    if (letters.length < 2) return Promise.resolve(found);  // it is its own only part, and was not found
    function from(start) {
      return start >= letters.length ? Promise.resolve(found) : longest(start, Math.min(letters.length, start + 8));
    }
    function longest(start, end) {
      const part = letters.slice(start, end).join("");
      // A single Han character says too little, and so does a piece of a number or of a Latin word.
      if (end - start < 2) return from(start + 1);
      if (start === 0 && end === letters.length || insideToken(letters, start) || insideToken(letters, end)) return longest(start, end - 1);
      return ofWord(part, false).then((hits) => {
        if (!hits.size) return longest(start, end - 1);
        found.push({ word: part, hits });
        return from(end);
      });
    }
    return from(0);
  }
  function insideToken(letters, at) {
    return at > 0 && at < letters.length && /[a-z0-9]/.test(letters[at - 1]) && /[a-z0-9]/.test(letters[at]);
  }

  function ranked(hits, partial, words) {
    const kinds = api.catalogue.data.kinds.length;
    const list = Array.from(hits, (entry) => {
      const record = entry[0], hit = entry[1];
      return {
        record, partial, words: hit.words, via: hit.via, anchor: hit.anchor || "",
        score: hit.score + (kinds - record.order) * 0.6 - (record.reference ? 12 : 0),
      };
    });
    list.sort((a, b) => b.score - a.score || a.record.rank - b.record.rank);
    return { hits: list, partial, nearest: [], words };
  }

  /* Where to go on from nothing: the finder with the same words, those who answer, what everybody asks. */
  const elsewhere = (query) => [
    ["在“找支持”里找", "supports/index.html#q=" + encodeURIComponent(query)], ["部门", "departments/index.html"], ["专题", "topics/index.html"], ["常见问题", "questions.html"],
  ].filter(([, url]) => api.catalogue.ofAddress(url.replace(/#.*/, ""))).map(([words, url]) => handbook.dom.make("a", { href: handbook.load.address(url) }, words));

  Object.assign(api, { ask: search, elsewhere });
})();
