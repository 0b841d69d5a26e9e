/* From a citation back to its address: handbook.resolve(text, table, here) -> [{url, title, exact, counted}], the best first;
   counted: the clause is sure, but not which of its points is meant.

   The table is assets/data/citations.js; handbook.resolver() loads it, with what folding needs. Numerals (十 and 10),
   brackets, spaces, width and quotes do not matter: both sides are folded (fold.js) and read as numbers. What may be written:
   an address, old or new, whole or relative; a document by title, number or nickname, followed by a place in it; a
   place alone (第10条), which is looked for in the document being read ("here", its id) and then in all; a name. */
(function () {
  "use strict";

  const { handbook } = window;
  const prepared = new WeakMap();

  // Plain form: lower case, Arabic numerals, no marks; a dot is left only between two numbers.
  function plain(text) {
    return handbook.fold(text)
      .replace(/[零〇一二三四五六七八九十百]+/g, (run) => " " + handbook.numeral(run) + " ")
      .replace(/[^\p{L}\p{N}]+/gu, ".")
      .replace(/\./g, (dot, at, all) => /\d/.test(all[at - 1] || "") && /\d/.test(all[at + 1] || "") ? "." : "");
  }

  const bare = (text) => text.replace(/第(?=\d)/g, "");

  function keysOf(clause) {
    const n = bare(plain(clause.number)), h = plain(clause.heading), keys = [bare(plain(clause.place)), h];
    clause.aliases.forEach((alias) => { keys.push(bare(plain(alias))); });
    if (n) {
      keys.push(n, n + h);
      if (clause.kind === "article" && !/条/.test(n)) keys.push(n + "条", n + "条" + h);
      else if (clause.kind === "item") keys.push(n + "项", n + "项" + h);
      else if (/^\d+$/.test(n) && !clause.above.length) keys.push(n + "部分", n + "部分" + h, n + "章");
      else if (/^\d+\.\d+$/.test(n)) {
        const parts = n.split(".");
        keys.push(parts[0] + "部分" + parts[1] + "项", parts[0] + "部分" + parts[1]);
      }
    }
    return keys.concat(below(clause, keys.filter((key) => /^\d/.test(key))));
  }

  // 第三章第十条, 第一编第二章第三条, 一、第10条: a number behind those that the text prints above it.
  function below(clause, keys) {
    let chains = [""];
    const found = [];
    clause.above.slice().reverse().forEach((number, step) => {
      const whole = step === clause.above.length - 1, n = bare(plain(number));
      const forms = whole && /^\d+$/.test(n) ? [n, n + "部分", n + "章"] : [n];
      chains = [].concat(...forms.map((form) => chains.map((rest) => joined(form, rest))));
      // （二）2. alone could be 二、（二）: without a word like 章 only all numbers together tell the clause.
      chains.forEach((chain) => { if (whole || /^\d+[^\d.]/.test(chain)) keys.forEach((key) => found.push(joined(chain, key))); });
    });
    return found;
  }

  const joined = (first, second) => first + (/\d$/.test(first) && /^\d/.test(second) ? "." : "") + second;

  /* An amended clause is found by what it says today (`when` is empty), by a number that it had or will have (`was`, with
     what became of it), and by the day that names a state (`state`). `before` marks the state before today's. */
  function readings(document, clause) {
    const read = (state, told, at) => {
      const title = document.title + " " + state.place + told;
      const points = state.points.map(({ id, number, words }) => (
        { url: clause.url + "#" + (at ? at + "-" : "") + id, number: bare(plain(number)), words: bare(plain(words)), title: title + " " + (number || words) }));
      return { url: at ? clause.url + "#" + at : clause.url, page: clause.url, title, keys: keysOf(state), points, was: false, state: null, amended: Boolean(clause.states), before: false };
    };
    if (!clause.states) return [read(clause, "", "")];
    const { now } = handbook, { states } = clause;
    const at = states.findIndex(({ from, before }) => from <= now && (!before || now < before)), there = states[at];
    const called = ({ told }) => "（" + told + "）", renumbered = states.some(({ number }) => number !== states[0].number);
    const found = [{ ...read(there || clause, there && renumbered ? called(there) : there ? "" : called(states[states.length - 1]), ""), was: !there }];
    states.forEach((state, index) => {
      const one = read(state, called(state), "since-" + state.day);
      found.push({ ...one, state, before: there ? index === at - 1 : index === states.length - 1 });
      if (there && state.number !== there.number) found.push({ ...one, was: true });
    });
    return found;
  }

  const STATE = /[.，]?(\d{4})年(\d{1,2})月(\d{1,2})日(?:(?:起施行|印发)的文本|起(?:已废止|已宣布失效|停止执行))$/;
  const BEFORE = /(?:该条|本条)?原(?:来的?)?规定$|修改前的(?:文本|规定)$|最初公布的文本$/;

  /* Which state of an amended text is meant, where a citation (in plain form) says it at its end: {day}, {day: "", before:
     true}, or null; and what stands before it. */
  function whenOf(asked) {
    const named = STATE.exec(asked), before = BEFORE.exec(asked), found = named || before;
    if (!found) return { when: null, rest: asked };
    const day = named ? named[1] + "-" + named[2].padStart(2, "0") + "-" + named[3].padStart(2, "0") : "";
    return { when: { day, before: !named }, rest: asked.slice(0, found.index).replace(/[的.]+$/, "") };
  }

  /* The clauses by which a place is looked for: of amended ones those of the state that is meant. */
  const meant = (document, when) => document.clauses.filter(({ amended, state, before, was }) => {
    if (!amended || !when) return !state || was;
    return !was && state && (when.before ? before : (state.from <= when.day && (!state.before || when.day < state.before)));
  });

  /* What was found, at the address of the state that is meant; where the day names none, the state of that day, as a guess. */
  function stated(hit, when, table) {
    const [page, fragment] = hit.url.split("#"), days = table.states[page];
    const named = /^since-(\d{4}-\d{2}-\d{2})/.exec(fragment || "");
    if (named) return { ...hit, exact: hit.exact && (!when.day || named[1] === when.day) };
    if (!days) return hit;
    const day = when.day ? days.filter((one) => one <= when.day).pop() : days.filter((one) => one <= handbook.today).slice(-2)[0];
    if (!day) return { ...hit, exact: false };
    return { url: page + "#since-" + day + (fragment ? "-" + fragment : ""), title: hit.title + "（" + handbook.dayWords(day) + "起）", exact: hit.exact && (!when.day || day === when.day) };
  }

  function prepare(table) {
    if (prepared.has(table)) return prepared.get(table);
    const ready = { points: new Map(), pages: new Map(table.pages.map((url) => [url, url])), names: new Map(), kinds: new Map(), documents: [] };
    table.documents.forEach((document) => {
      ready.pages.set(document.url, document.title);
      const entry = { id: document.id, url: document.url, title: document.title, names: document.names.map(plain), short: document.short.map(plain), clauses: [] };
      document.clauses.forEach((clause) => {
        entry.clauses.push(...readings(document, clause));
        ready.pages.set(clause.url, document.title + " " + clause.place);
        ready.points.set(clause.url, new Set(clause.points.map((point) => point.id)));
      });
      entry.names.sort((a, b) => b.length - a.length);
      ready.documents.push(entry);
    });
    table.names.forEach(({ name, kind, url }) => {
      const found = { url, title: name + "（" + kind + "）", exact: true }, key = plain(name);
      if (!ready.names.has(key)) ready.names.set(key, found);
      if (!ready.kinds.has(key + plain(kind))) ready.kinds.set(key + plain(kind), found);
      if (!ready.pages.has(url)) ready.pages.set(url, name);
    });
    ready.states = new Map(Object.entries(table.states).map(([url, days]) => [url, new Set(days)]));
    table.documents.forEach(({ clauses }) => clauses.forEach(({ url, states }) => { if (states) ready.states.set(url, new Set(states.map(({ day }) => day))); }));
    ready.handbook = plain(table.handbook);
    ready.notes = table.notes.map(plain);
    prepared.set(table, ready);
    return ready;
  }

  // An address in the text, whole or relative, of today or of old; ids (measures-2026-1/a10/p2) count as addresses.
  function byAddress(text, table, ready) {
    const candidates = handbook.fold(text).replace(/%23/g, "#").replace(/(\.html)\?[^#\s]*/gi, "$1").match(/[a-z0-9-]+(?:[/.:_~%][a-z0-9-]+)*\/?(?:#[\w-]+)?/gi) || [];
    for (let i = 0; i < candidates.length; i++) {
      const parts = candidates[i].split("#"), steps = parts[0].replace(/\/$/, "").split("/"), fragment = parts[1] ? "#" + parts[1] : "";
      for (let from = 0; from < steps.length; from++) {
        const path = steps.slice(from).join("/"), point = /^(.+)\/(p\d+)$/.exec(path);
        const named = table.ids[path];
        if (named) return { url: named, title: ready.pages.get(named), exact: true };
        const tries = [path, path + ".html", path + "/index.html"];
        if (/^[a-z0-9-]+\/[a-z0-9-]+$/.test(path)) tries.push("documents/" + path + ".html");
        if (/^s-/.test(path)) tries.push("supports/" + path + ".html");
        if (/\d/.test(path)) tries.push("documents/" + path + "/index.html");
        if (point) { tries.push("documents/" + point[1] + ".html"); }
        for (let t = 0; t < tries.length; t++) {
          const page = tries[t], at = fragment || (point && t === tries.length - 1 ? "#" + point[2] : "");
          const gone = table.moved[page + at] || (table.moved[page] && table.moved[page]);
          if (gone) return { url: gone, title: gone, exact: true, moved: true };
          if (ready.pages.has(page + at)) return { url: page + at, title: ready.pages.get(page + at), exact: true };
          if (ready.pages.has(page)) {
            const points = ready.points.get(page), state = /^#since-(\d{4}-\d{2}-\d{2})/.exec(at);
            const known = !at || (state ? ready.states.has(page) && ready.states.get(page).has(state[1]) : !points || points.has(at.slice(1)));
            return { url: known ? page + at : page, title: ready.pages.get(page), exact: known };
          }
        }
      }
    }
    return null;
  }

  // Where a document's name stands in the text; 1号 is not found in 11号.
  function nameAt(text, name) {
    let at = text.indexOf(name);
    while (at >= 0 && /\d/.test(name[0]) && /[\d.]/.test(text[at - 1] || "")) at = text.indexOf(name, at + 1);
    return at;
  }

  function pointIn(clause, tail) {
    const said = tail.replace(/^(中)?(关于|有关)/, "").replace(/(的)?(规定|说明|内容)$/, "");
    const numbered = clause.points.filter((point) => point.number && (said === point.number || said === point.number + "项"));
    if (numbered.length) return { url: numbered[0].url, title: numbered[0].title, exact: true };
    if (said.length < 2) return null;
    /** @type {{ hit: number, point: any }} */
    let best = null;
    clause.points.forEach((point) => {
      const hit = point.words === said ? 2
        : point.words.indexOf(said) >= 0 || said.indexOf(point.words) >= 0 ? 1 : 0;
      if (hit > (best ? best.hit : 0)) best = { hit, point };
    });
    return best && { url: best.point.url, title: best.point.title, exact: best.hit === 2 };
  }

  // 第2款, or an item by a number that the text does not print: which one is meant cannot be told, and is said.
  function counted(clause, tail) {
    const said = /^(\d+)([款项目段])/.exec(tail);
    return said && { url: clause.url, title: clause.title + "（第" + said[1] + said[2] + "请在本条内查看：手册不给没有印出编号的要点编次序）", exact: false, counted: true };
  }

  // The clauses of one document that a place names; a point of the clause where the rest of the place says which.
  function inDocument(document, place, ready, when) {
    const text = bare(place);
    let best = 0, found = [], own = false;
    const look = (clause) => {
      let longest = 0;
      clause.keys.forEach((key) => {
        if (!key || text.indexOf(key) !== 0 || key.length <= longest) return;
        const rest = text.slice(key.length), numbered = clause.points.some((point) => point.number && rest === "." + point.number);
        if (/\d$/.test(key) && /^[\d.条项款部章]/.test(rest) && !numbered) return;
        longest = key.length;
      });
      if (!longest || longest < best) return;
      // 一、“支持创新” is cited so, and （一）“支持创新” below it otherwise, though both read alike here.
      const cited = !clause.was && longest === clause.keys[0].length && text.indexOf(clause.keys[0]) === 0;
      if (longest > best || cited && !own) { best = longest; found = []; own = cited; }
      else if (own && !cited && !clause.was) return;
      const tail = text.slice(longest).replace(/^\.(?=\d)/, "");
      const kind = (/^支持(?:事项|方向)/.exec(tail) || [""])[0], name = tail.slice(kind.length);
      const support = kind && (ready.kinds.get(name + kind) || ready.kinds.get(plain(clause.title) + name + kind));
      const inner = tail && (support || pointIn(clause, tail));
      if (clause.was && found.some(({ url }) => url.split("#")[0] === clause.page)) return;
      found.push(inner || counted(clause, tail) || { url: clause.url, title: clause.title, exact: /^(的?(规定|内容|要求))?$/.test(tail) });
    };
    /* Those of today first; then others by numbers that are not theirs today. */
    const all = meant(document, when);
    all.filter(({ was }) => !was).forEach(look);
    all.filter(({ was }) => was).forEach(look);
    const sure = found.filter((entry) => entry.exact);
    return sure.length ? sure : found;
  }

  /* What a citation leads to. `here`: the document being read, or one of its clauses (x, x/a8). */
  /** @returns {{ url: string, title: string, exact: boolean, counted?: boolean }[]} */
  function resolve(text, table, here) {
    const found = look(text, table, (here || "").split("/")[0], here || "");
    return found.when ? found.hits.map((hit) => stated(hit, found.when, table)) : found.hits;
  }

  /* The hits, and which state of them is meant. */
  function look(text, table, here, clause) {
    const ready = prepare(table);
    const address = byAddress(text, table, ready);
    if (address) return { hits: [address], when: null };
    // A reference by GB/T 7714: what follows its type says when and where it was read; its bodies stand before the title.
    const reference = /^[^]*(?=\[EB\/OL\])/i.exec(text.normalize("NFKC"));
    let asked = plain(reference ? reference[0] : text);
    if (!asked) return { hits: [], when: null };
    if (ready.names.has(asked) && !/^\d/.test(asked)) return { hits: [ready.names.get(asked)], when: null };
    const title = asked.indexOf(ready.handbook);
    const behind = title === 0 || (title > 0 && reference) ? asked.slice(title + ready.handbook.length) : null;
    if (behind === "") return { hits: [{ url: table.home, title: table.handbook, exact: true }], when: null };
    const own = behind && ready.kinds.get(behind);
    if (own) return { hits: [own], when: null };
    // What a citation says besides document and place: where it was read, how far the text binds.
    if (asked.indexOf("见" + ready.handbook) > 0) asked = asked.slice(0, asked.indexOf("见" + ready.handbook));
    let said = whenOf(asked);
    ready.notes.forEach((note) => { if (asked.slice(-note.length) === note) asked = asked.slice(0, -note.length); });
    if (!said.when) said = whenOf(asked);
    const { when } = said;
    asked = said.rest;
    const read = "documents/" + clause + ".html";
    if (!asked) return { hits: when && ready.points.has(read) ? ofClause(read, ready, when) : [], when };
    asked = asked.replace(/^(根据|依据|按照|按|参见|详见|见)/, "");

    // The document named first; of several names at that place the longest. The place follows it.
    /** @type {{ document: any, start: number, length: number }} */
    let named = null;
    ready.documents.forEach((entry) => {
      entry.names.forEach((name) => {
        const at = nameAt(asked, name);
        if (at < 0 || named && (at > named.start || at === named.start && name.length <= named.length)) return;
        named = { document: entry, start: at, length: name.length };
      });
    });
    // A bare 措施第11条: the one text in force that is called so.
    if (!named) {
      ready.documents.forEach((entry) => entry.short.forEach((name) => {
        if (asked.indexOf(name) === 0 && /^第?\d/.test(asked.slice(name.length))) named = { document: entry, start: 0, length: name.length };
      }));
    }
    if (named) {
      const source = named.document;
      let rest = asked.slice(named.start + named.length), before = "";
      while (before !== rest) {
        before = rest;
        source.names.forEach((name) => { if (rest.indexOf(name) === 0) rest = rest.slice(name.length); });
        rest = rest.replace(/^[的.]/, "");
      }
      rest = rest || asked.slice(0, named.start);
      if (!rest) return { hits: [{ url: source.url, title: source.title, exact: true }], when };
      const inside = inDocument(source, rest, ready, when);
      return { hits: inside.length ? inside : [{ url: source.url, title: source.title, exact: false }], when };
    }
    const order = ready.documents.slice().sort((a, b) => Number(b.id === here) - Number(a.id === here));
    let found = [];
    order.forEach((entry) => { found = found.concat(inDocument(entry, asked, ready, when)); });
    const exact = found.filter((entry) => entry.exact);
    found = exact.length ? exact : found;
    if (here && found.length > 1 && exact.length && /^\D*\d/.test(asked)) {
      const near = inDocument(order[0], asked, ready, when).filter((entry) => entry.exact);
      if (near.length) return { hits: near, when };
    }
    return { hits: found, when };
  }

  /* 该条原规定, asked on the page of a clause. */
  function ofClause(page, ready, when) {
    const all = [].concat(...ready.documents.map((document) => meant(document, when)));
    return all.filter((clause) => clause.page === page).map(({ url, title }) => ({ url, title, exact: true }));
  }

  /* The table, once everything that reading a citation needs is there. */
  function resolver() {
    return Promise.all([handbook.load.data("assets/data/citations.js"), handbook.folding()]).then(([table]) => table);
  }

  Object.assign(handbook, { resolve, resolver });
})();
