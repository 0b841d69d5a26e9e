/* Pagefind's worker, driven by its own messages ({id, method, args} -> {id, result | error}). This protocol belongs to
   one version of Pagefind: site_tests/test_search_worker.py holds it. The only file that knows Pagefind.

   engine.pages(pieces) -> Map of fragment -> score: the texts in which the pieces stand next to each other in order. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  let worker = null, ready = null, last = 0, waiting = null, failure = null, asked = null;

  function start() {
    if (ready) return ready;
    waiting = new Map();
    asked = new Map();
    failure = null;
    ready = create().then((made) => {
      worker = made;
      worker.onmessage = hear;
      worker.onerror = () => { handbook.load.explained(handbook.load.lost("worker")).catch(stop); };
      return send("init", { basePath: "/search/", language: "und" });
    });
    ready.catch(stop);
    return ready;
  }

  /* What the engine is made of, by what a browser has to have. The index is compressed, and its WebAssembly uses types of
     references (Chromium 96, Firefox 79, Safari 15). Without it names and numbers are found all the same. */
  const NEEDS = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0]);
  const able = typeof Worker === "function" && typeof DecompressionStream === "function" &&
    typeof WebAssembly === "object" && WebAssembly.validate(NEEDS);

  async function create() {
    const names = ["assets/javascripts/search/worker.js", "search/pagefind-worker.js"];
    if (!handbook.offline) {
      const [own, engine] = await Promise.all(names.map(handbook.load.file));
      return new Worker(own + "#" + engine);
    }
    const files = await Promise.all(["worker.js", "pagefind-worker.js"].map(api.bytes));
    return new Worker(URL.createObjectURL(new Blob([files[0], "\n", files[1]], { type: "text/javascript" })));
  }

  /* The catalogue and the index are halves of one edition: its first file bears the name that the catalogue knows, and
     another index than its own would find what it does not know. */
  const ENTRY = "pagefind-entry.json";
  async function wanted(name) {
    if (name !== ENTRY) return api.bytes(name);
    const { index } = api.catalogue.data, bytes = await api.bytes("pagefind-entry." + index + ".json");
    if (JSON.parse(new TextDecoder().decode(bytes)).languages.und.hash !== index) throw Object.assign(handbook.load.lost(name), { updated: true });
    return bytes;
  }

  function hear(event) {
    const data = event.data, mine = worker;
    if (data.need) {
      wanted(data.name).catch((error) => { failure = error; return null; }).then((bytes) => {
        mine.postMessage({ give: data.need, bytes }, bytes ? [bytes] : []);
      });
      return;
    }
    const call = waiting && waiting.get(data.id);
    if (!call) return;
    waiting.delete(data.id);
    // Pagefind caches a chunk that did not load, and then finds nothing: begin again with a new worker.
    if (failure || data.error) { const error = failure || new Error(data.error); call.failed(error); stop(error); }
    else call.done(data.result);
  }

  function stop(error) {
    if (worker) worker.terminate();
    if (waiting) waiting.forEach((call) => { call.failed(error); });
    worker = ready = waiting = asked = null;
  }

  function send(method, argument) {
    return new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      worker.postMessage({ id: last, method, args: argument === undefined ? [] : [].concat(argument) });
    });
  }

  /* The results of one Pagefind query: fragment -> {score, words (their places)}. */
  function ask(query) {
    return start().then(() => {
      if (!asked.has(query)) asked.set(query, send("search", [query, {}]).then((answer) => new Map(answer.results.map((result) => [result.id.replace(/^.*_/, ""), { score: result.score, words: result.words }]))));
      return asked.get(query);
    });
  }

  /* All pieces that begin with a letter. Pagefind loads the chunk in which the letter itself would stand, though its pieces
     may go on in the next one: the last of them brings that in first. */
  function beginning(letter, ends) {
    return (ends.has(letter) ? ask(ends.get(letter)) : Promise.resolve()).then(() => ask(letter));
  }

  /* The quoted query knows which texts, the plain one how they rank (a quoted one scores all alike). */
  function exact(list) {
    return Promise.all([ask('"' + list.join(" ") + '"'), ask(list.join(" "))]).then((both) => {
      const found = new Map();
      both[0].forEach((_, text) => { found.set(text, both[1].has(text) ? both[1].get(text).score : 0); });
      return found;
    });
  }

  /* Texts in which a piece that begins with `letter` stands right after the pieces of `list` (3000 + 万 finds 万元).
     A quoted query knows no beginnings, and tells only its first place: so the places of all pieces are compared. */
  function before(list, letter, ends) {
    return Promise.all([exact(list)].concat(list.map(ask), beginning(letter, ends))).then((all) => {
      const found = new Map(), pieces = all.slice(1);
      all[0].forEach((score, text) => {
        if (!pieces.every((piece) => piece.has(text))) return;
        const places = pieces.map((piece) => new Set(piece.get(text).words));
        const together = Array.from(places[0]).some((start) => places.every((of, step) => of.has(start + step)));
        if (together) found.set(text, score + pieces[pieces.length - 1].get(text).score);
      });
      return found;
    });
  }

  function best(maps) {
    return maps.reduce((all, map) => {
      map.forEach((score, text) => { all.set(text, Math.max(score, all.get(text) || 0)); });
      return all;
    }, new Map());
  }

  /* `vocabulary.tokens`: all words of the texts that are not Han, for a query that ends in the middle of one (eVT, vtol);
     `vocabulary.ends`: for a letter the last piece that begins with it. */
  function pages(cut, vocabulary) {
    const list = cut.list, end = list[list.length - 1], head = list.slice(0, -1);
    if (cut.open) return head.length ? before(head, end, vocabulary.ends) : beginning(end, vocabulary.ends).then((found) => best([new Map(Array.from(found, (entry) => [entry[0], entry[1].score]))]));
    if (!cut.token) return exact(list);
    const number = /^\d+[ꀖꀗ]?$/.test(end);
    const longer = vocabulary.tokens.filter((token) => token !== end && (head.length || number ? token.startsWith(end) : end.length > 1 && token.includes(end))).slice(0, 12);
    return Promise.all([exact(list)].concat(longer.map((token) => exact(head.concat(token))))).then((maps) => 
      // The whole word ranks above a part of a longer one.
       best(maps.map((map, index) => index ? new Map(Array.from(map, (entry) => [entry[0], entry[1] / 4])) : map))
    );
  }

  /* The text of a fragment: its content in pieces and the places in it that have an id. */
  const texts = new Map();
  function text(fragment) {
    if (!texts.has(fragment)) texts.set(fragment, api.bytes("fragment/und_" + fragment + ".pf_fragment").then(unzip).then((said) => JSON.parse(said.slice("pagefind_dcd".length))));
    texts.get(fragment).catch(() => { texts.delete(fragment); });
    return texts.get(fragment);
  }
  function unzip(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  api.engine = { able, start, pages, text, ask };
})();
