/* The search: search(query) -> {hits: [{record, score, partial, words, via}], partial, nearest}.

   A hit matches every word of the query: by the name of its record, by its text (the word as a phrase, exactly), by a
   synonym, or by pinyin. Only where nothing does, parts of the words are looked for, and the hits say so. */
(function (api) {
  "use strict";

  var NAMING = ["name", "synonym", "pinyin", "cited"];
  var known = new Map();

  function search(query) {
    var key = query.trim();
    if (!known.has(key)) {
      if (known.size > 200) known.clear();
      var answer = api.catalogue.loadMore().then(function () { return find(key); });
      known.set(key, answer);
      answer.catch(function () { known.delete(key); });
    }
    return known.get(key);
  }

  function find(query) {
    var words = api.cut.words(query);
    if (!words.length) return { hits: [], partial: false, nearest: [], words: [] };
    var cited = api.catalogue.cited(query);
    return Promise.all([cited.size ? new Map() : resolved(query)].concat(words.map(function (word) { return ofWord(word, words.length > 1); }))).then(function (all) {
      var places = all[0], found = all.slice(1);
      var spelled = words.length > 1 ? ofPinyin(api.cut.plain(query)) : new Map();
      var hits = both(found);
      cited.forEach(function (worth, record) { give(hits, record, { score: 300 + worth, words: [], via: "cited" }); });
      spelled.forEach(function (hit, record) { give(hits, record, hit); });
      places.forEach(function (hit, record) { hits.set(record, hit); });
      if (hits.size) return ranked(hits, false, words);
      return partly(words, found).then(function (some) {
        return some.size ? ranked(some, true, words) : { hits: [], partial: false, nearest: api.catalogue.nearest(query), words: words };
      });
    });
  }

  /* Addresses, and citations as people write them in full, are read by the one resolver (resolve.js). It and its table are
     loaded only for a query that looks like one and that the catalogue cannot read: they weigh more than a chunk of the
     index. */
  var CITATION = /^s-[a-z\d-]+$|[\/《〔\[]|\.html|[\dp]#|第.+[条项]|号.*[\d一二三四五六七八九十]/;
  function resolved(query) {
    if (!CITATION.test(query)) return Promise.resolve(new Map());
    return Promise.all([
      window.handbookResolve || api.script(api.root + "assets/javascripts/resolve.js"),
      window.handbookCitations || api.script(api.root + "assets/data/citations.js"),
    ]).then(function () {
      var hits = new Map();
      window.handbookResolve(query, window.handbookCitations, null).forEach(function (place, index) {
        var at = place.url.split("#"), record = api.catalogue.ofAddress(place.url) || api.catalogue.ofAddress(at[0]);
        if (!place.exact && !place.counted || !record) return;
        hits.set(record, { score: 400 - index, words: [], via: "cited", anchor: record.url === place.url ? "" : at[1] });
      });
      return hits;
    });
  }

  /* Adds to a map of record -> hit; the better reason stays, and a second one adds a little. */
  function give(hits, record, hit) {
    var old = hits.get(record);
    if (!old) return hits.set(record, hit);
    var better = hit.score > old.score ? hit : old, other = better === hit ? old : hit;
    hits.set(record, {
      score: better.score + other.score / 10, via: better.via, words: Array.from(new Set(old.words.concat(hit.words))),
    });
  }

  /* Every record that one word finds. */
  function ofWord(word, among) {
    var plain = api.cut.plain(word), digits = api.catalogue.arabic(plain);
    var forms = digits !== plain && /^第.+[条项]$/.test(plain) ? [word, digits] : [word];
    var others = api.catalogue.alternatives(word);
    var hits = new Map();
    api.catalogue.records.forEach(function (record) {
      // Beside another word a document stands for what belongs to it (ofGroup): its own page need not come first.
      var worth = api.catalogue.named(record, plain) * (among && api.catalogue.isDocument(record) ? 0.3 : 1);
      if (worth) give(hits, record, { score: worth, words: [word], via: "name" });
      others.forEach(function (other) {
        var less = api.catalogue.named(record, api.cut.plain(other)) * 0.6;
        if (less) give(hits, record, { score: less, words: [other], via: "synonym" });
      });
    });
    ofPinyin(plain).forEach(function (hit, record) { give(hits, record, hit); });
    if (among) ofGroup(plain).forEach(function (record) { give(hits, record, { score: 1, words: [], via: "group" }); });
    return Promise.all(forms.concat(others).map(texts)).then(function (all) {
      all.forEach(function (found, index) {
        var most = Math.max.apply(null, Array.from(found.values()).concat(1e-9)), own = index < forms.length;
        found.forEach(function (score, text) {
          var record = api.catalogue.ofText(text);
          give(hits, record, {
            score: (own ? 5 : 1) + (own ? 20 : 8) * score / most, words: [forms.concat(others)[index]], via: own ? "text" : "synonym",
          });
        });
      });
      return hits;
    });
  }

  function texts(word) { return api.engine.pages(api.cut.pieces(word), api.catalogue.vocabulary); }

  function ofPinyin(plain) {
    var hits = new Map();
    if (/^[a-z]{2,}$/.test(plain)) api.catalogue.records.forEach(function (record) {
      var worth = api.catalogue.spells(record, plain);
      if (worth) hits.set(record, { score: worth, words: [], via: "pinyin" });
    });
    return hits;
  }

  /* Beside another word, the name of a document or an industry stands for all that belongs to it. */
  function ofGroup(plain) {
    var data = api.catalogue.data, documents = 0, industries = 0;
    data.documents.forEach(function (document, index) {
      if (api.catalogue.callings(document, index).includes(plain)) documents |= 1 << index;
    });
    api.catalogue.records.forEach(function (record) {
      if (data.kinds[record.kind][0] === "industry" && record.plain.includes(plain)) industries |= record.industries;
    });
    return api.catalogue.records.filter(function (record) { return record.documents & documents || record.industries & industries; });
  }

  /* Records that all maps have. */
  function both(maps) {
    return maps.reduce(function (all, map) {
      var left = new Map();
      all.forEach(function (hit, record) {
        var other = map.get(record);
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
    return Promise.all(words.map(function (word, index) {
      return found[index].size ? [{ word: word, hits: found[index] }] : parts(word);
    })).then(function (all) {
      var list = all.flat().filter(function (part) { return part.hits.size; }), some = new Map();
      var length = words.reduce(function (sum, word) { return sum + size(word); }, 0);
      list.forEach(function (part) {
        var share = size(part.word) / length;
        part.hits.forEach(function (hit, record) {
          var names = NAMING.includes(hit.via);
          if (!names && api.catalogue.isDocument(record)) return;  // a whole document has nearly every word
          var old = some.get(record) || { score: 0, words: [], via: "part", share: 0, named: false };
          some.set(record, {
            score: old.score + share * (hit.score + 40), words: old.words.concat(hit.words), via: "part",
            share: old.share + share, named: old.named || names,
          });
        });
      });
      some.forEach(function (hit, record) { if (!hit.named && hit.share < 0.5) some.delete(record); });
      return some;
    });
  }

  function size(word) { return Array.from(api.cut.plain(word)).length; }

  function parts(word) {
    var letters = Array.from(api.cut.plain(word)), found = [];
    if (letters.length < 2) return Promise.resolve(found);  // it is its own only part, and was not found
    function from(start) {
      return start >= letters.length ? Promise.resolve(found) : longest(start, Math.min(letters.length, start + 8));
    }
    function longest(start, end) {
      var part = letters.slice(start, end).join("");
      // A single Han character says too little, and so does a piece of a number or of a Latin word.
      if (end - start < 2) return from(start + 1);
      if (start === 0 && end === letters.length || insideToken(letters, start) || insideToken(letters, end)) return longest(start, end - 1);
      return ofWord(part, false).then(function (hits) {
        if (!hits.size) return longest(start, end - 1);
        found.push({ word: part, hits: hits });
        return from(end);
      });
    }
    return from(0);
  }
  function insideToken(letters, at) {
    return at > 0 && at < letters.length && /[a-z0-9]/.test(letters[at - 1]) && /[a-z0-9]/.test(letters[at]);
  }

  function ranked(hits, partial, words) {
    var kinds = api.catalogue.data.kinds.length;
    var list = Array.from(hits, function (entry) {
      var record = entry[0], hit = entry[1];
      return {
        record: record, partial: partial, words: hit.words, via: hit.via, anchor: hit.anchor || "",
        score: hit.score + (kinds - record.kind) * 0.6 - (record.reference ? 12 : 0),
      };
    });
    list.sort(function (a, b) { return b.score - a.score || a.record.rank - b.record.rank; });
    return { hits: list, partial: partial, nearest: [], words: words };
  }

  api.search = search;
})(window.handbookSearch);
