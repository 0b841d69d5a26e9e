/* Pagefind's worker, driven by its own messages ({id, method, args} -> {id, result | error}). This protocol belongs to
   one version of Pagefind: site_tests/test_search_worker.py holds it. The only file that knows Pagefind.

   engine.pages(pieces) -> Map of fragment -> score: the texts in which the pieces stand next to each other in order. */
(function (api) {
  "use strict";

  var worker, ready, last = 0, waiting, failure, asked;

  function start() {
    if (ready) return ready;
    waiting = new Map();
    asked = new Map();
    failure = null;
    ready = create().then(function (made) {
      worker = made;
      worker.onmessage = hear;
      worker.onerror = function () { stop(new Error("worker")); };
      return send("init", { basePath: "/search/", language: "und" });
    });
    ready.catch(stop);
    return ready;
  }

  function create() {
    if (!api.load.offline) return Promise.resolve(new Worker(api.root + "assets/javascripts/search/worker.js"));
    return Promise.all(["worker.js", "pagefind-worker.js"].map(function (name) { return api.load.bytes(name); })).then(function (files) {
      return new Worker(URL.createObjectURL(new Blob([files[0], "\n", files[1]], { type: "text/javascript" })));
    });
  }

  function hear(event) {
    var data = event.data, mine = worker;
    if (data.need) {
      api.load.bytes(data.name).catch(function (error) { failure = error; return null; }).then(function (bytes) {
        mine.postMessage({ give: data.need, bytes: bytes }, bytes ? [bytes] : []);
      });
      return;
    }
    var call = waiting && waiting.get(data.id);
    if (!call) return;
    waiting.delete(data.id);
    // Pagefind caches a chunk that did not load, and then finds nothing: begin again with a new worker.
    if (failure || data.error) { var error = failure || new Error(data.error); call.failed(error); stop(error); }
    else call.done(data.result);
  }

  function stop(error) {
    if (worker) worker.terminate();
    if (waiting) waiting.forEach(function (call) { call.failed(error); });
    worker = ready = waiting = asked = null;
  }

  function send(method, argument) {
    return new Promise(function (done, failed) {
      waiting.set(++last, { done: done, failed: failed });
      worker.postMessage({ id: last, method: method, args: argument === undefined ? [] : [].concat(argument) });
    });
  }

  /* The results of one Pagefind query: fragment -> {score, words (their places)}. */
  function ask(query) {
    return start().then(function () {
      if (!asked.has(query)) asked.set(query, send("search", [query, {}]).then(function (answer) {
        return new Map(answer.results.map(function (result) {
          return [result.id.replace(/^.*_/, ""), { score: result.score, words: result.words }];
        }));
      }));
      return asked.get(query);
    });
  }

  /* All pieces that begin with a letter. Pagefind loads the chunk in which the letter itself would stand, though its pieces
     may go on in the next one: the last of them brings that in first. */
  function beginning(letter, ends) {
    return (ends.has(letter) ? ask(ends.get(letter)) : Promise.resolve()).then(function () { return ask(letter); });
  }

  /* The quoted query knows which texts, the plain one how they rank (a quoted one scores all alike). */
  function exact(list) {
    return Promise.all([ask('"' + list.join(" ") + '"'), ask(list.join(" "))]).then(function (both) {
      var found = new Map();
      both[0].forEach(function (_, text) { found.set(text, both[1].has(text) ? both[1].get(text).score : 0); });
      return found;
    });
  }

  /* Texts in which a piece that begins with `letter` stands right after the pieces of `list` (3000 + 万 finds 万元).
     A quoted query knows no beginnings, and tells only its first place: so the places of all pieces are compared. */
  function before(list, letter, ends) {
    return Promise.all([exact(list)].concat(list.map(ask), beginning(letter, ends))).then(function (all) {
      var found = new Map(), pieces = all.slice(1);
      all[0].forEach(function (score, text) {
        if (!pieces.every(function (piece) { return piece.has(text); })) return;
        var places = pieces.map(function (piece) { return new Set(piece.get(text).words); });
        var together = Array.from(places[0]).some(function (start) {
          return places.every(function (of, step) { return of.has(start + step); });
        });
        if (together) found.set(text, score + pieces[pieces.length - 1].get(text).score);
      });
      return found;
    });
  }

  function best(maps) {
    return maps.reduce(function (all, map) {
      map.forEach(function (score, text) { all.set(text, Math.max(score, all.get(text) || 0)); });
      return all;
    }, new Map());
  }

  /* `vocabulary.tokens`: all words of the texts that are not Han, for a query that ends in the middle of one (eVT, vtol);
     `vocabulary.ends`: for a letter the last piece that begins with it. */
  function pages(cut, vocabulary) {
    var list = cut.list, end = list[list.length - 1], head = list.slice(0, -1);
    if (cut.open) return head.length ? before(head, end, vocabulary.ends) : beginning(end, vocabulary.ends).then(function (found) {
      return best([new Map(Array.from(found, function (entry) { return [entry[0], entry[1].score]; }))]);
    });
    if (!cut.token) return exact(list);
    var number = /^\d+$/.test(end);
    var longer = vocabulary.tokens.filter(function (token) {
      return token !== end && (head.length || number ? token.startsWith(end) : end.length > 1 && token.includes(end));
    }).slice(0, 12);
    return Promise.all([exact(list)].concat(longer.map(function (token) { return exact(head.concat(token)); }))).then(function (maps) {
      // The whole word ranks above a part of a longer one.
      return best(maps.map(function (map, index) {
        return index ? new Map(Array.from(map, function (entry) { return [entry[0], entry[1] / 4]; })) : map;
      }));
    });
  }

  /* The text of a fragment: its content in pieces and the places in it that have an id. */
  var texts = new Map();
  function text(fragment) {
    if (!texts.has(fragment)) texts.set(fragment, api.load.bytes("fragment/und_" + fragment + ".pf_fragment").then(unzip).then(function (said) {
      return JSON.parse(said.slice("pagefind_dcd".length));
    }));
    texts.get(fragment).catch(function () { texts.delete(fragment); });
    return texts.get(fragment);
  }
  function unzip(bytes) {
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  api.engine = { start: start, pages: pages, text: text, ask: ask };
})(window.handbookSearch);
