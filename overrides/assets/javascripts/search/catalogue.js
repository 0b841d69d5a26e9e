/* The catalogue: every record by name, number, citation, short name, synonym and pinyin, before any full text.

   It comes in two scripts that generator/search/catalogue.py writes. catalogue.js (on opening):
     searches   examples of queries
     kinds      [id, name, start of address, end of address]; the key stands between the two
     documents  [id, short title, phases ([from which day, code, word]), number]        industries [id, name]
     notes      short remarks, by index
     records    [kind, key, title, text, note, documents, industries, names, number, reference]: `text` is the fragment
                of the full text ("" where the name says all), documents and industries are bits, `reference` is 1
                where no binding text says it; empty values at the end are left out
   catalogue-more.js (with the first query): the other records; synonyms [[readers' words], [words of the
   texts]]; tokens (words that are not Han); ends (for a character the last piece that begins with it); traditional (pairs of characters); pinyin {sound: characters}; spelled
   [[characters that are read otherwise side by side, how]]. */
(function (api) {
  "use strict";

  // Their other names are names indeed; those of supports and clauses are words that readers may try.
  var CALLED = ["industry", "subfield", "document", "department", "term"];

  var data, records = [], byText = new Map(), synonyms = [], tokens = [], ends = new Map(), sounds = new Map(), spelled = [];

  function first(given) { data = given; given.records.forEach(add); }

  function more(given) {
    api.cut.traditional(given.traditional);
    given.records.forEach(add);
    synonyms = given.synonyms.map(function (group) { return { readers: group[0].map(api.cut.plain), texts: group[1] }; });
    tokens = given.tokens.split(" ");
    for (var at = 0, letters = Array.from(given.ends); at < letters.length; at += 2) ends.set(letters[at], letters[at] + letters[at + 1]);
    Object.keys(given.pinyin).forEach(function (sound) {
      Array.from(given.pinyin[sound]).forEach(function (letter) { sounds.set(letter, sound); });
    });
    spelled = given.spelled.map(function (pair) { return [pair[0], pair[1].split(" ")]; });
  }

  function add(row) {
    var kind = data.kinds[row[0]];
    var record = {
      kind: row[0], key: row[1], title: row[2], text: row[3] || "", note: data.notes[row[4] || 0], documents: row[5] || 0,
      industries: row[6] || 0, number: row[8] || "", reference: row[9] || 0, rank: records.length,
      url: kind[2] + row[1] + kind[3],
    };
    record.names = [row[2]].concat(row[7] || []);
    if (kind[0] === "document" && record.number) record.names.push(record.number);
    record.called = CALLED.includes(kind[0]);
    record.plain = record.names.map(api.cut.plain);
    records.push(record);
    if (record.text) byText.set(record.text, record);
  }

  function load() { return api.script(api.load.folder + "catalogue.js"); }
  function loadMore() { return api.script(api.load.folder + "catalogue-more.js"); }

  /* --- names --- */

  /* How well a plain word names a record: 0 to 100. */
  function named(record, word) {
    return record.plain.reduce(function (best, name, index) {
      if (!name.includes(word)) return best;
      var share = word.length / name.length;
      var worth = name === word ? 100 : name.startsWith(word) ? 55 + 25 * share : 35 + 25 * share;
      // Another name counts like the title where it is the name exactly; where it only has the word in it, less.
      if (index) worth = name === word ? worth - (record.called ? 3 : 15) : worth * 0.7;
      return Math.max(best, worth);
    }, 0);
  }

  /* What else the texts call it: the words of a synonym, and the printed names of a record called exactly so. */
  function alternatives(word) {
    var plain = api.cut.plain(word), found = [];
    synonyms.forEach(function (group) { if (group.readers.includes(plain)) found = found.concat(group.texts); });
    records.forEach(function (record) {
      if (record.called && record.plain.includes(plain)) found = found.concat(record.names.slice(0, 2));
    });
    var seen = new Set([plain]);
    return found.filter(function (name) {
      var other = api.cut.plain(name), fresh = !seen.has(other) && !other.includes(plain);
      seen.add(other);
      return fresh;
    }).slice(0, 6);
  }

  /* --- pinyin --- */

  function spell(name) {
    var letters = Array.from(name), read = letters.map(function (c) { return sounds.get(c) || c; });
    spelled.forEach(function (pair) {
      for (var at = name.indexOf(pair[0]); at >= 0; at = name.indexOf(pair[0], at + 1)) {
        pair[1].forEach(function (sound, i) { read[at + i] = sound; });
      }
    });
    return read;
  }

  function spellings(record) {
    return record.spellings = record.spellings || record.plain.map(function (name) {
      var read = spell(name);
      return { full: read.join(""), initials: read.map(function (s) { return s[0]; }).join(""), starts: starts(read) };
    });
  }
  function starts(read) {
    var at = 0;
    return read.map(function (sound) { at += sound.length; return at - sound.length; });
  }

  /* How well Latin letters spell the name of a record; a syllable may be begun, but not entered in its middle. */
  function spells(record, letters) {
    return spellings(record).reduce(function (best, name) {
      var share = letters.length / name.full.length, at = name.full.indexOf(letters);
      var worth = name.full === letters ? 92 : name.initials === letters ? 85 :
        at >= 0 && name.starts.includes(at) && letters.length > 2 ? (at ? 30 : 50) + 25 * share :
        letters.length > 2 && name.initials.startsWith(letters) ? 40 : 0;
      return Math.max(best, worth);
    }, 0);
  }

  /* --- citations: 渝经信规范〔2026〕1号第十条, 第11条, 75号文 第24项, 三、（二） --- */

  function arabic(text) { return text.replace(/[零一二三四五六七八九十百]+/g, window.handbookNumeral); }

  function isDocument(record) { return data.kinds[record.kind][0] === "document"; }
  /* The state of a document on the day of reading: [day, code, word]. */
  function state(document) {
    return document[2].filter(function (phase) { return phase[0] <= window.handbookToday; }).pop();
  }

  function ofDocument(index) {
    return records.filter(function (record) { return record.documents === 1 << index && isDocument(record); });
  }

  function callings(document, index) {
    if (document.plain) return document.plain;
    var number = api.cut.plain(document[3]), parts = number.match(/^(\D+)(\d{4})(\d+号)$/);
    var names = [document[1]].concat(ofDocument(index).reduce(function (all, r) { return all.concat(r.names); }, []));
    if (parts) names.push(number, parts[2] + parts[3], parts[2] + "年" + parts[3], parts[3], parts[1] + parts[3]);
    return document.plain = names.map(function (name) { return arabic(api.cut.plain(name)); });
  }

  /* Records that the whole query cites: a document (2024 75号), or a clause by its number. A number alone must look like one as printed (11. or （24）). */
  function cited(query) {
    var text = arabic(api.cut.plain(query)), found = new Map();
    var printed = /^[^\p{L}\p{N}]*[\p{N}]+[^\p{L}\p{N}]+$/u.test(query.trim());
    data.documents.forEach(function (document, index) {
      [""].concat(callings(document, index)).forEach(function (name) {
        if (!text.startsWith(name)) return;
        if (name && text === name) ofDocument(index).forEach(function (record) { found.set(record, name.length); });
        var rest = text.slice(name.length).match(/^(?:文件|文|的|之)?(第)?([\d号]*?\d+)(条|项)?(?:规定)?$/);
        if (!rest || !name && !rest[1] && !rest[3] && !printed) return;
        records.forEach(function (record) {
          if (!record.number || !(record.documents & 1 << index)) return;
          if (arabic(api.cut.plain(record.number)) !== rest[2]) return;
          var article = /^\d+\.$/.test(record.number);
          if (rest[3] && article !== (rest[3] === "条")) return;
          var same = query.normalize("NFKC").trim() === record.number.normalize("NFKC");  // 11. is the article, （11） the item
          found.set(record, name.length + (same ? 10 : 1));
        });
      });
    });
    return found;
  }

  /* --- the nearest names, for a query that finds nothing --- */

  function pairs(text) {
    var letters = Array.from("^" + text), found = new Set(letters.slice(1));
    for (var i = 0; i + 1 < letters.length; i++) found.add(letters[i] + letters[i + 1]);
    return found;
  }
  function alike(a, b) {
    var both = 0;
    a.forEach(function (pair) { if (b.has(pair)) both++; });
    return 2 * both / (a.size + b.size);
  }
  function nearest(query) {
    var plain = api.cut.plain(query), sound = spell(plain).join(""), own = pairs(plain), spoken = pairs(sound);
    var found = [];
    records.forEach(function (record) {
      var best = record.plain.reduce(function (most, name, index) {
        var heard = alike(spoken, pairs(spellings(record)[index].full));
        var likeness = Math.max(alike(own, pairs(name)), heard > 0.7 ? heard - 0.1 : 0);
        return likeness > most.likeness ? { likeness: likeness, name: record.names[index] } : most;
      }, { likeness: 0 });
      if (best.likeness > 0.35) found.push(best);
    });
    found.sort(function (a, b) { return b.likeness - a.likeness; });
    var names = found.filter(function (entry) { return entry.likeness > 0.7 * found[0].likeness; }).map(function (entry) { return entry.name; });
    return names.filter(function (name, index) { return names.indexOf(name) === index; }).slice(0, 5);
  }

  api.catalogue = {
    first: first, more: more, load: load, loadMore: loadMore, named: named, spells: spells, alternatives: alternatives,
    cited: cited, state: state, callings: callings, nearest: nearest, arabic: arabic,
    get records() { return records; }, get data() { return data; }, get vocabulary() { return { tokens: tokens, ends: ends }; },
    isDocument: isDocument,
    ofText: function (text) { return byText.get(text); },
    ofAddress: function (url) { return records.find(function (record) { return record.url === url; }); },
  };
})(window.handbookSearch);
