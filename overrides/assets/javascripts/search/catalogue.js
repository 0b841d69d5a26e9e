/* The catalogue: every record by name, number, citation, short name, synonym and pinyin, before any full text.

   It comes in two scripts that generator/search/catalogue.py writes: search/catalogue.js on opening, search/catalogue-more.js with
   the first query, which also brings the tables of folding. Records are rows under one header of `fields`; `row` reads
   them, and everybody else knows them by name. */
(function () {
  "use strict";

  const { handbook } = window;
  const { load, arabic } = handbook;
  const api = handbook.search;

  // Their other names are names indeed; those of supports and clauses are words that readers may try.
  const CALLED = ["industry", "subfield", "document", "department", "term"];

  const records = [], byText = new Map(), byAddress = new Map(), ends = new Map(), sounds = new Map();
  let data = null, synonyms = [], tokens = [], spelled = [], opened = null, whole = null;

  /* Values that are empty at the end of a row are left out. */
  const row = (values) => Object.fromEntries(data.fields.map((name, index) => [name, values[index]]));

  function add(values) {
    const given = row(values), kind = data.kinds[given.kind];
    const record = {
      key: given.key, title: given.title, text: given.text || "", note: data.notes[given.note || 0], number: given.number || "",
      kind: kind.id, kindName: kind.name, order: given.kind, reference: Boolean(given.reference), rank: records.length,
      documents: new Set(given.documents || []), industries: new Set(given.industries || []),
      url: kind.start + given.key + kind.end, city: given.city || 0, names: [given.title].concat(given.names || []), called: CALLED.includes(kind.id),
      plain: [], spellings: null,
    };
    if (kind.id === "document" && record.number) record.names.push(record.number);
    record.plain = record.names.map(api.cut.plain);
    records.push(record);
    byAddress.set(record.url, record);
    if (record.text) byText.set(record.text, record);
  }

  async function first() {
    data = await load.data("search/catalogue.js");
    data.records.forEach(add);
  }

  async function more() {
    const [given] = await Promise.all([load.data("search/catalogue-more.js"), handbook.folding(), open()]);
    given.records.forEach(add);
    synonyms = given.synonyms.map((group) => ({ readers: group.readers.map(api.cut.plain), texts: group.texts }));
    tokens = given.tokens.split(" ");
    const letters = Array.from(given.ends);
    for (let index = 0; index < letters.length; index += 2) ends.set(letters[index], letters[index] + letters[index + 1]);
    Object.entries(given.pinyin).forEach(([sound, found]) => Array.from(found).forEach((letter) => sounds.set(letter, sound)));
    spelled = Object.entries(given.spelled).map(([pair, sound]) => ({ pair, said: sound.split(" ") }));
  }

  /* Each half once; one that failed may be asked for again. */
  function open() { return opened = opened || first().catch((error) => { opened = null; throw error; }); }
  function loadMore() { return whole = whole || more().catch((error) => { whole = null; throw error; }); }

  /* --- names --- */

  /* How well a plain word names a record: 0 to 100. */
  function named(record, word) {
    return record.plain.reduce((best, name, index) => {
      if (!name.includes(word)) return best;
      const share = word.length / name.length;
      let worth = name === word ? 100 : name.startsWith(word) ? 55 + 25 * share : 35 + 25 * share;
      // Another name counts like the title where it is the name exactly; where it only has the word in it, less.
      if (index) worth = name === word ? worth - (record.called ? 3 : 15) : worth * 0.7;
      return Math.max(best, worth);
    }, 0);
  }

  /* What else the texts call it: the words of a synonym, and the printed names of a record called exactly so. */
  function alternatives(word) {
    const plain = api.cut.plain(word);
    let found = [];
    synonyms.forEach((group) => { if (group.readers.includes(plain)) found = found.concat(group.texts); });
    records.forEach((record) => {
      if (record.called && record.plain.includes(plain)) found = found.concat(record.names.slice(0, 2));
    });
    const seen = new Set([plain]);
    return found.filter((name) => {
      const other = api.cut.plain(name), fresh = !seen.has(other) && !other.includes(plain);
      seen.add(other);
      return fresh;
    }).slice(0, 6);
  }

  /* --- pinyin --- */

  function spell(name) {
    const letters = Array.from(name), read = letters.map((c) => sounds.get(c) || c);
    spelled.forEach(({ pair, said }) => {
      for (let at = name.indexOf(pair); at >= 0; at = name.indexOf(pair, at + 1)) {
        said.forEach((sound, step) => { read[at + step] = sound; });
      }
    });
    return read;
  }

  function spellings(record) {
    return record.spellings = record.spellings || record.plain.map((name) => {
      const read = spell(name);
      return { full: read.join(""), initials: read.map((s) => s[0]).join(""), starts: starts(read) };
    });
  }
  function starts(read) {
    let at = 0;
    return read.map((sound) => { at += sound.length; return at - sound.length; });
  }

  /* How well Latin letters spell the name of a record; a syllable may be begun, but not entered in its middle. */
  function spells(record, letters) {
    return spellings(record).reduce((best, name) => {
      const share = letters.length / name.full.length, at = name.full.indexOf(letters);
      const worth = name.full === letters ? 92 : name.initials === letters ? 85 :
        at >= 0 && name.starts.includes(at) && letters.length > 2 ? (at ? 30 : 50) + 25 * share :
        letters.length > 2 && name.initials.startsWith(letters) ? 40 : 0;
      return Math.max(best, worth);
    }, 0);
  }

  /* --- citations: 某府办发〔2027〕1号第十条, 第11条, 9号文 第24项, 三、（二） --- */

  const isDocument = (record) => record.kind === "document";
  const only = (set, index) => set.size === 1 && set.has(index);

  function ofDocument(index) {
    return records.filter((record) => isDocument(record) && only(record.documents, index));
  }

  function callings(document, index) {
    if (document.plain) return document.plain;
    const number = api.cut.plain(document.number), parts = /^(\D+)(\d{4})(\d+号)$/.exec(number);
    const names = [document.name].concat(...ofDocument(index).map((record) => record.names));
    if (parts) {
      const [, issuer, year, serial] = parts;
      names.push(number, year + serial, year + "年" + serial, serial, issuer + serial);
    }
    return document.plain = names.map((name) => arabic(api.cut.plain(name)));
  }

  /* Records that the whole query cites: a document (2027 9号), or a clause by its number. A number alone must look like one as printed (11. or （24）). */
  function cited(query) {
    const text = arabic(api.cut.plain(query)), found = new Map();
    const printed = /^[^\p{L}\p{N}]*[\p{N}]+[^\p{L}\p{N}]+$/u.test(query.trim());
    data.documents.forEach((document, index) => {
      [""].concat(callings(document, index)).forEach((name) => {
        if (!text.startsWith(name)) return;
        if (name && text === name) ofDocument(index).forEach((record) => { found.set(record, name.length); });
        const rest = text.slice(name.length).match(/^(?:文件|文|的|之)?(第)?([\d号]*?\d+)(条|项)?(?:规定)?$/);
        if (!rest || !name && !rest[1] && !rest[3] && !printed) return;
        records.forEach((record) => {
          if (!record.number || !record.documents.has(index)) return;
          if (arabic(api.cut.plain(record.number)) !== rest[2]) return;
          const article = /^\d+\.$/.test(record.number);
          if (rest[3] && article !== (rest[3] === "条")) return;
          const same = handbook.fold(query).trim() === handbook.fold(record.number);  // 11. is the article, （11） the item
          found.set(record, name.length + (same ? 10 : 1));
        });
      });
    });
    return found;
  }

  /* --- the nearest names, for a query that finds nothing --- */

  function pairs(text) {
    const letters = Array.from("^" + text), found = new Set(letters.slice(1));
    for (let i = 0; i + 1 < letters.length; i++) found.add(letters[i] + letters[i + 1]);
    return found;
  }
  function alike(a, b) {
    let both = 0;
    a.forEach((pair) => { if (b.has(pair)) both++; });
    return 2 * both / (a.size + b.size);
  }
  function nearest(query) {
    const plain = api.cut.plain(query), sound = spell(plain).join(""), own = pairs(plain), spoken = pairs(sound);
    const found = [];
    records.forEach((record) => {
      const best = record.plain.reduce((most, name, index) => {
        const heard = alike(spoken, pairs(spellings(record)[index].full));
        const likeness = Math.max(alike(own, pairs(name)), heard > 0.7 ? heard - 0.1 : 0);
        return likeness > most.likeness ? { likeness, name: record.names[index] } : most;
      }, { likeness: 0 });
      if (best.likeness > 0.35) found.push(best);
    });
    found.sort((a, b) => b.likeness - a.likeness);
    const names = found.filter((entry) => entry.likeness > 0.7 * found[0].likeness).map((entry) => entry.name);
    return names.filter((name, index) => names.indexOf(name) === index).slice(0, 5);
  }

  api.catalogue = {
    open, loadMore, named, spell, spells, alternatives, cited, callings, nearest, isDocument,
    get records() { return records; }, get synonyms() { return synonyms; }, get data() { return data; }, get vocabulary() { return { tokens, ends }; },
    ofText: (text) => byText.get(text),
    ofAddress: (url) => byAddress.get(url),
  };
})();
