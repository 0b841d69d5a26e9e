/* The answer to a question, above the hits: handbook.search.answer(query) -> what is asked, of what, and the facts.

   A question is read as a row of known words in any order: what is asked (intents), of what (names of records, kinds of
   applicant, words of the handbook), and words that ask nothing. What is left over must be next to nothing, else there is no
   answer and the hits stand alone. All words and all facts come from generator/search/answers.py; nothing is decided here
   but which answer is meant. */
(function () {
  "use strict";

  const { handbook } = window;
  const { load } = handbook;
  const api = handbook.search;

  // The closer to what somebody can get, the more likely it is meant where a question names several.
  const NEAR = ["support", "topic", "list", "direction", "target", "subfield", "industry", "clause", "date", "term", "department", "document"];
  const OF_ALL = ["how", "until", "combine", "force"];  // what is true of all is true of an industry too
  const SURE = 3, UNKNOWN = 3;

  /** @type {any} */
  let data = null, words = null, spelled = null, longest = 0, ready = null;

  const open = () => ready = ready || Promise.all([load.data("search/answers.js"), api.catalogue.loadMore()]).then(([given]) => {
    data = given;
    words = lexicon();
  }).catch((error) => { ready = null; throw error; });

  /* --- the words ----------------------------------------------------------------------------------------------------- */

  function lexicon() {
    const known = new Map();
    const add = (word, sense) => {
      const plain = api.cut.plain(word);
      if (!plain) return;
      if (!known.has(plain)) known.set(plain, []);
      known.get(plain).push(sense);
      longest = Math.max(longest, plain.length);
    };
    data.stop.forEach((word) => add(word, { stop: true }));
    data.intents.forEach(([code, , surely, maybe]) => {
      surely.forEach((word) => add(word, { intent: code, weight: SURE }));
      maybe.forEach((word) => add(word, { intent: code, weight: 1 }));
    });
    Object.entries(data.names).forEach(([about, names]) => names.forEach((name) => add(name, { about, title: names[0], rank: about.startsWith("kind/") ? 30 : about.startsWith("whole/") ? 40 : 9 })));
    const of = new Set(Array.from(known.keys()).filter((word) => known.get(word).some((sense) => sense.about)));  // 区县: those who ask
    api.catalogue.records.forEach((record) => {
      const near = NEAR.indexOf(record.kind);
      if (near < 0) return;
      record.names.forEach((name, index) => {
        // A word that readers may try is weaker than a name.
        if (Array.from(name).length > 1 && !(record.kind === "department" && of.has(api.cut.plain(name)))) add(name, { about: record.url, title: record.title, record, rank: near + (index && !record.called && record.kind !== "topic" ? 10 : 0) });
      });
    });
    api.catalogue.synonyms.forEach(({ readers, texts }) => {
      const senses = [].concat(...texts.map((text) => (known.get(api.cut.plain(text)) || []).filter((sense) => sense.about)));
      readers.forEach((word) => { if (!(known.get(word) || []).some((sense) => sense.about)) senses.forEach((sense) => add(word, sense)); });
    });
    shortened(known, add);
    return known;
  }

  /* A list is asked for by the end of its name, where no other list ends so and the words name nothing else but a term: 区县未来产业招商榜单 is
     招商榜单. */
  function shortened(known, add) {
    const lists = api.catalogue.records.filter(({ kind }) => kind === "list"), ends = new Map();
    lists.forEach((record) => {
      const name = api.cut.plain(record.names[0]);
      for (let from = 2; from <= name.length - 4; from += 1) ends.set(name.slice(from), (ends.get(name.slice(from)) || []).concat(record));
    });
    ends.forEach((records, end) => {
      const [record] = records;
      if (records.length === 1 && (known.get(end) || []).every((sense) => sense.record && sense.record.kind === "term")) add(end, { about: record.url, title: record.title, record, rank: NEAR.indexOf("list") + 10 });
    });
  }

  /* The same words as they sound, for those who type without choosing characters. */
  function sounding() {
    if (spelled) return spelled;
    spelled = new Map();
    words.forEach((senses, word) => {
      if (!/^\p{Script=Han}+$/u.test(word)) return;
      const sound = api.catalogue.spell(word).join("");
      if (/^[a-z]+$/.test(sound)) spelled.set(sound, (spelled.get(sound) || []).concat(senses));
    });
    return spelled;
  }

  /* --- reading a question -------------------------------------------------------------------------------------------- */

  /* The cheapest way to cut a text into known words; a character that belongs to none costs most. `ends` are the places
     where a word may begin or end; `more` are readings of slips: from, to, senses, cost. */
  function read(text, known, ends, more) {
    /** @type {any[]} */
    const best = [{ cost: 0, unknown: 0, tokens: [] }];
    const better = (at, from, cost, unknown, token) => {
      const way = best[from];
      if (!way || best[at] && best[at].cost <= way.cost + cost) return;
      best[at] = { cost: way.cost + cost, unknown: way.unknown + unknown, tokens: token ? way.tokens.concat(token) : way.tokens };
    };
    for (let from = 0; from < text.length; from += 1) {
      if (!best[from]) continue;
      better(from + 1, from, UNKNOWN, 1, null);
      if (ends && !ends.has(from)) continue;
      for (let to = from + 1; to <= Math.min(text.length, from + 60); to += 1) {
        const senses = (!ends || ends.has(to)) && known.get(text.slice(from, to));
        if (senses) better(to, from, senses.every(({ stop }) => stop) ? 0.7 : 1, 0, { from, to, senses });
      }
      more.forEach((slip) => { if (slip.from === from) better(slip.to, from, slip.cost, 0, slip); });
    }
    return best[text.length];
  }

  /* Between which letters a word may end: anywhere between Han characters, not within a Latin word or a number. */
  function borders(runs) {
    const found = new Set([0]);
    let at = 0;
    runs.forEach((run) => {
      if (/\p{Script=Han}/u.test(run)) for (let step = 1; step < run.length; step += 1) found.add(at + step);
      at += run.length;
      found.add(at);
    });
    return found;
  }

  /* A clause by its number, wherever it stands in the question: 措施第十条谁负责. */
  const NUMBERED = /第[零〇一二三四五六七八九十百\d]+[条项]/;
  /** @returns {Handbook.Slip[]} */
  function numbered(text) {
    const match = NUMBERED.exec(text);
    if (!match) return [];
    const to = match.index + match[0].length;
    for (let from = 0; from <= match.index; from += 1) {
      const cited = Array.from(api.catalogue.cited(text.slice(from, to)).entries()).sort((a, b) => b[1] - a[1]);
      if (cited.length) {
        const most = cited.filter(([, worth]) => worth === cited[0][1]).map(([record]) => record);
        return [{ from, to, cost: 0.5, senses: most.map((record) => ({ about: record.url, title: record.title, record, rank: 0 })) }];
      }
    }
    return [];
  }

  async function understood(query) {
    const runs = api.cut.runs(query), text = runs.join("");
    if (!text || text.length > 60) return null;
    const places = numbered(text);
    const plain = read(text, words, borders(runs), places);
    if (!plain.unknown) return { ...plain, text };
    if (/^[a-z]+$/.test(text)) {
      const heard = read(text, sounding(), null, []);
      return heard.unknown ? null : { ...heard, text, slip: true };
    }
    if (!/\p{Script=Han}/u.test(text)) return null;
    await api.part("slips");
    const mended = read(text, words, borders(runs), places.concat(api.slips(text, words)));
    return { ...mended, text, slip: mended.tokens.some((token) => token.meant) };
  }

  /* --- which answer -------------------------------------------------------------------------------------------------- */

  /* What is asked, the surest first; equally sure ones in the order of the data. */
  function asked(tokens) {
    const weights = new Map(data.intents.map(([code]) => [code, 0]));
    tokens.forEach(({ senses }) => senses.forEach(({ intent, weight }) => { if (intent) weights.set(intent, weights.get(intent) + weight); }));
    return Array.from(weights).filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1]).map(([code, weight]) => ({ code, weight }));
  }

  /* Of what: the nearest names, and those equally near; then what else the same words may name. */
  function about(tokens, intent) {
    const ofTerm = { "": null, meaning: 0 };  // a word's meaning is the term's; what is given for it, its support's
    const found = [];
    tokens.forEach((token) => {
      const byRank = new Map();
      token.senses.forEach((sense) => {
        const term = sense.record && sense.record.kind === "term", moved = term ? (intent in ofTerm ? ofTerm[intent] : 20) : null;
        const rank = moved === null ? sense.rank : moved, same = byRank.get(rank) || [];
        if (sense.about && !same.some((other) => other.about === sense.about)) byRank.set(rank, same.concat(sense));
      });
      byRank.forEach((senses, rank) => found.push({ token, rank, senses }));
    });
    return found.sort((a, b) => a.rank - b.rank || b.token.to - b.token.from - (a.token.to - a.token.from));
  }

  const partOf = (address) => Array.from(address).reduce((sum, letter) => sum + letter.codePointAt(0), 0) % data.parts;

  async function rowsOf(address) {
    const table = await load.data("search/answers-" + data.sum + "-" + partOf(address) + ".js");
    return table.rows.filter(([of]) => of === address).map(([, intents, facts, step, ask]) => ({ intents: intents.split(" "), facts, step, ask, table }));
  }

  const row = async (address, intent) => (await rowsOf(address)).find(({ intents }) => intents.includes(intent)) || null;

  function facts({ table, facts: given }) {
    const found = [];
    for (let index = 0; index < given.length; index += 2) {
      const [place, url, states] = table.places[given[index + 1]], state = handbook.phase(table.states[states]);
      /* Of a text that was amended, only what it says today. */
      if (!state || state.code !== "other") found.push({ words: table.texts[given[index]], place, url, state: state && state.word ? state : null });
    }
    return found;
  }

  async function answer(query) {
    await open();
    const said = await understood(query);
    if (!said) return null;
    const intents = asked(said.tokens), names = about(said.tokens, intents.length ? intents[0].code : "");
    const left = said.unknown, sure = intents.length > 0 && intents[0].weight >= SURE;
    if (!names.length) return sure && !left ? whole(intents, said) : null;
    if (left > (intents.length && said.text.length > 5 ? 1 : 0)) return null;
    for (const { senses, token } of names) {
      const found = await ofNames(senses.slice(0, 4), senses.length, intents, names);
      if (found) return { ...found, slip: said.slip ? token.meant || senses[0].title : "" };
    }
    return null;
  }

  async function ofNames(senses, count, intents, names) {
    const wanted = intents.length ? intents.map(({ code }) => code) : ["about"];
    if (count > 4) return null;
    for (const code of wanted) {
      const rows = await Promise.all(senses.map((sense) => row(sense.about, code)));
      if (rows.every(Boolean)) return drawn(code, senses, rows, names);
    }
    const [{ about: of, record }] = senses;
    const general = wanted.find((code) => OF_ALL.includes(code));
    if (senses.length === 1 && general && (of.startsWith("kind/") || record && ["industry", "subfield", "topic"].includes(record.kind))) {
      const [all, own] = await Promise.all([row("", general), row(of, "list")]);
      if (all && own) return drawn(general, senses, [{ ...all, link: own.table.steps[own.step] }], names);
    }
    return null;
  }

  async function whole(intents, said) {
    const found = await row("", intents[0].code);
    return found && { ...drawn(intents[0].code, [{ about: "", title: "" }], [found], []), slip: said.slip ? word(intents[0].code) : "" };
  }

  const word = (code) => (data.intents.find(([intent]) => intent === code) || ["", ""])[1];

  function drawn(intent, senses, rows, names) {
    const several = senses.length > 1, seen = new Set();
    const lines = [].concat(...rows.map((one, index) => facts(one).slice(0, several ? 1 : undefined).map((fact) => ({
      ...fact, words: several && senses[index].title ? senses[index].title + "：" + fact.words : fact.words,
    })))).filter((line) => !seen.has(line.words) && seen.add(line.words));
    /* Of several, those that have ended or are still to come are no answer about today, unless nothing else is there. */
    const now = intent === "force" || intent === "until" ? lines : lines.filter(({ state }) => !state || !data.over.includes(state.code));
    if (now.length) lines.splice(0, lines.length, ...now);
    const [label, url] = rows[0].link || rows[0].table.steps[rows[0].step];
    const kind = names.find(({ senses: [sense] }) => sense.about.startsWith("kind/") && sense.about !== senses[0].about);
    return {
      intent, about: senses.map((sense) => sense.about), title: several ? "" : senses[0].title, asked: word(intent), lines, ask: rows[0].ask || "",
      step: { label, url: kind && /^supports\/index\.html#/.test(url) && !url.includes("applicant=") ? url + "&applicant=" + kind.senses[0].about.slice(5) : url },
    };
  }

  /* --- the card ------------------------------------------------------------------------------------------------------ */

  /* Each fact with the text that says it and its state today; a state is said for every text that is not simply in force. */
  function card(found, into) {
    const { make } = handbook.dom;
    const lines = found.lines.map(({ words: told, place, url, state }) => make("li", { class: state && state.code !== "in-force" && "answer__past" },
      told, (place || state) && make("span", { class: "answer__source" }, place && make("a", { href: load.address(url) }, place), state && make("span", { class: "force force--" + state.code }, state.word))));
    into.replaceChildren(
      make("p", { class: "answer__head" }, make("strong", {}, found.title || found.asked), found.title && found.intent !== "about" && " · " + found.asked, found.slip && make("span", { class: "answer__slip" }, "按“" + found.slip + "”回答")),
      make("ul", { class: "answer__facts" }, lines),
      found.ask && make("p", { class: "answer__ask" }, "文中没有写明的，可先问：" + found.ask),
      make("p", { class: "answer__step" }, make("a", { href: load.address(found.step.url) }, found.step.label + " →")));
  }

  Object.assign(api, { answer, card });
})();
