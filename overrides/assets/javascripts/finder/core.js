/* The finder's reasoning, without a page: what an address says, which rows answer it, how many would.
   A row is {id, index, text, wan, answers}; answers are those of generator/book/facets.py, with `sums` in 万元 from and to
   (null: no end), and `recurring` with their period; `wan` is what sorts: the largest of them, or null. */
(function () {
  "use strict";

  const { handbook } = window;
  const { bare, finder: F } = handbook;

  /* The questions of both tables, of supports and of directions; a table reads from an address only what it asks. "city"
     is asked of joined handbooks. */
  const FACETS = ["city", "applicant", "industry", "activity", "prior", "level", "newness", "grade", "barred", "form", "kind", "period", "per", "window", "department", "document", "strength", "means"];
  const LISTS = [...FACETS, "pick", "compare", "yes", "not", "pin"];
  const WORDS = ["q", "min", "max", "open", "aside", "sort", "ask", "product", "as"];

  /* --- the address ------------------------------------------------------------------------------------------------
     All state stands after "#", so that it is never sent to a server and works the same from a folder. `format` writes
     it and `parse` reads it, nobody else: what a reader does goes through both, so that what is drawn is what a reload
     would draw. */

  const LONGEST = 200;  // of a typed text
  const SUM = /^\d{1,9}(\.\d{1,4})?$/;  // in 万元

  const AS = /^(was|coming|\d{4}-\d{2}-\d{2})$/;

  function parse(hash) {
    const state = /** @type {Handbook.State} */ ({});
    LISTS.forEach((key) => { state[key] = []; });
    WORDS.forEach((key) => { state[key] = ""; });
    if (hash.includes("=")) {
      new URLSearchParams(hash.replace(/^#/, "")).forEach((value, key) => {
        if (LISTS.includes(key)) state[key] = [...new Set(value.split(",").filter(Boolean))];
        else if (WORDS.includes(key)) state[key] = Array.from(value.trim()).slice(0, LONGEST).join("");
      });
    }
    ["min", "max"].forEach((key) => { if (!SUM.test(state[key])) state[key] = ""; });
    if (!AS.test(state.as)) state.as = "";
    return state;
  }

  function format(state) {
    const parts = [...LISTS, ...WORDS].map((key) => {
      const value = LISTS.includes(key) ? (state[key] || []).join(",") : state[key] || "";
      return value && key + "=" + encodeURIComponent(value).replace(/%2C/g, ",").replace(/%2F/g, "/");
    });
    const said = parts.filter(Boolean).join("&");
    return said ? "#" + said : "";
  }

  const filtered = (state) => Boolean(state.q || state.min || state.max || FACETS.some((key) => state[key].length));

  /* What is looked for, word by word, as rows are told: folded, 第十条 as 第10条. */
  const arabic = (text) => text.replace(/第([一二三四五六七八九十]{1,3})条/g, (all, run) => "第" + handbook.numeral(run) + "条");
  const words = (text) => arabic(handbook.fold(text)).split(/\s+/).map(bare).filter(Boolean);

  /* --- what holds when --------------------------------------------------------------------------------------------
     When a row holds is told as [from, before, in words, what became of it]; without it, always. An address asks (`as`)
     for what holds now, or on a day, for what was, or what comes. What comes back are the days for which the row is
     listed, or nothing. */

  const during = ([from, before], at) => from <= at && (!before || at < before);

  function holding({ answers }, as) {
    const held = answers.held || [["", ""]], now = handbook.now;
    const on = held.find((days) => during(days, /^\d/.test(as) ? as + "T12:00" : now));
    if (as !== "was" && as !== "coming") return on;
    const later = held.filter(([from]) => from > now), over = held.filter(([from]) => from <= now);
    if (on) return undefined;
    return as === "coming" ? later[0] : over[over.length - 1] || (later.length ? undefined : ["", ""]);
  }

  /* --- does a row answer a question: "yes", "no", or "unknown" where the text is silent ---------------------------- */

  function fit(row, key, state) {
    if (key === "q") return words(state.q).every((word) => row.text.includes(word)) ? "yes" : "no";
    if (key === "range") {
      if (!state.min && !state.max) return "yes";
      const sums = told(row.answers, state.period);
      if (!sums.length) return "unknown";
      return sums.some(([from, to]) => (to === null || to >= Number(state.min || 0)) && from <= Number(state.max || Infinity)) ? "yes" : "no";
    }
    const chosen = state[key];
    if (!chosen.length) return "yes";
    if (key === "industry") return fitIndustry(row.answers, chosen);
    if (key === "prior") return fitPrior(row.answers, chosen);
    /* What bars somebody is told only where a text says it; of the others nothing is known. */
    if (key === "barred") return chosen.some((value) => row.answers.barred.includes(value)) ? "no" : "unknown";
    if (chosen.some((value) => row.answers[key].includes(value))) return "yes";
    const maybe = row.answers.maybe[key] || [];
    return maybe === "*" || chosen.some((value) => maybe.includes(value)) ? "unknown" : "no";
  }

  /* The sums that a range is compared with: those given once, or of the periods that were chosen. */
  function told({ sums, recurring, period }, chosen) {
    const again = recurring.filter(([, , code]) => chosen.includes(code));
    const once = !chosen.length || period.some((code) => chosen.includes(code) && !recurring.some((sum) => sum[2] === code));
    return once ? [...sums, ...again] : again;
  }

  /* Where nothing is asked, a row is for those who look for such rows: else every choice would bring them all. */
  function fitPrior(answers, chosen) {
    if (!answers.needs) return chosen.some((value) => answers.prior.includes(value)) ? "yes" : "no";
    return F.weigh(answers.needs, (leaf) => {
      if (leaf === "?") return chosen.includes("unstated") ? "yes" : "unknown";
      if (leaf.startsWith("?")) return chosen.includes(leaf.slice(1)) ? "unknown" : "no";
      return chosen.includes(leaf) ? "yes" : "no";
    });
  }

  /* A support that no industry is named for is open to all of them. One that only the editors gave to another industry
     is not ruled out by the text. A subfield stands for its industry: no support is written for a subfield alone. */
  function fitIndustry(answers, chosen) {
    if (!answers.industry.length || chosen.some((value) => answers.industry.includes(value.split("/")[0]))) return "yes";
    return answers.named.length ? "no" : "unknown";
  }

  const own = (row, state) => state.industry.some((value) => row.answers.industry.includes(value.split("/")[0]));

  const QUESTIONS = [...FACETS, "q", "range"];

  /* What the texts leave open never hides a row. Put aside, to be listed on demand (`aside`): what the texts file under
     another kind of activity, what only the editors gave to another industry, and what needs a qualification that was not
     chosen. (Directions ask nothing beforehand and are marked instead.) The guided questions (`ask`) leave only the second of these aside. Only of sums is silence no answer: what has
     none lies in no range. What a reader's product named (`pin`) stays. */
  function aside(row, key, state) {
    if (key === "industry") return Boolean(row.answers.reach) && fit(row, key, state) === "unknown";
    return (key === "activity" || key === "prior") && fit(row, key, state) === "no";
  }
  const asides = (row, state, except) => ["activity", "industry", "prior"].filter((key) => key !== except && aside(row, key, state));
  const hiding = (row, state, except) => asides(row, state, except).filter((key) => !state.ask || key === "industry");

  const STRICT = QUESTIONS.filter((key) => !["activity", "prior"].includes(key));

  /* Whether what the text says to one question leaves the row in the list. */
  function allows(row, key, state) {
    const answer = fit(row, key, state);
    return answer === "yes" || (answer === "unknown" && (key !== "range" || Boolean(state.open)));
  }

  function passes(row, state, except) {
    if (state.pin.includes(row.id)) return true;
    return STRICT.every((key) => key === except || allows(row, key, state)) && (Boolean(state.aside) || !hiding(row, state, except).length);
  }

  const silentOn = (row, state) => QUESTIONS.filter((key) => fit(row, key, state) === "unknown");

  /* How many rows there would be with each of these options, [key, value], alone chosen in its question, the others as they
     are, and nothing of what is put aside: a Map by "key/value". All at once, for there are a hundred options and maybe
     thousands of rows: a row is asked each question once as the state stands, and an option only where nothing but its own
     question keeps the row out. */
  function counts(rows, state, options) {
    const open = { ...state, aside: "", ask: "", pin: [] };
    const kept = (row, key, now) => (STRICT.includes(key) ? allows(row, key, now) : true) && !aside(row, key, now);
    const asked = options.map(([key, value]) => ({ key, name: key + "/" + value, alone: { ...open, [key]: [value] } }));
    const found = new Map(asked.map(({ name }) => [name, 0]));
    rows.forEach((row) => {
      const against = QUESTIONS.filter((key) => !kept(row, key, open));
      if (against.length > 2) return;
      asked.forEach(({ key, name, alone }) => {
        // A range is compared with the sums of the chosen periods: the one question that hears the answer to another.
        const heard = key === "period" ? [key, "range"] : [key];
        if (against.every((other) => heard.includes(other)) && heard.every((other) => kept(row, other, alone))) found.set(name, found.get(name) + 1);
      });
    });
    return found;
  }

  /* What could be given up, and how many rows that would bring. */
  function ways(rows, state) {
    const active = QUESTIONS.filter((key) => (key === "range" ? state.min || state.max : key === "q" ? state.q : state[key].length));
    return active
      .map((key) => ({ key, found: rows.filter((row) => passes(row, state, key)).length }))
      .filter((way) => way.found)
      .sort((a, b) => b.found - a.found);
  }

  const without = (state, key) => ({ ...state, ...(key === "range" ? { min: "", max: "" } : key === "q" ? { q: "" } : { [key]: [] }) });

  /* --- order ------------------------------------------------------------------------------------------------------ */

  let chinese = null;  // made when first needed: its tables take a while to load

  /* The time to apply, for the moment of reading: the phases of each window are told with the row. */
  function timely(row) {
    if (!row.answers.windows) return;
    const codes = row.answers.windows.map((phases) => handbook.phase(phases).code);
    row.answers.window = [...new Set([...codes, ...(codes.includes("soon") ? ["open"] : [])])];  // what ends soon is open, too
  }

  const ending = (row) => (["soon", "open"].findIndex((code) => (row.answers.window || []).includes(code)) + 3) % 3;  // 0, 1, else 2

  /* Rows by one column; what is not stated stands last either way. Sums by number, the rest as Chinese text. In their own
     order, those come first whose time to apply ends soon, then those whose time runs. */
  function sorted(rows, sort, value) {
    if (!sort) return rows.map((row, index) => ({ row, index, rank: ending(row) })).sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ row }) => row);
    const down = sort.startsWith("-");
    const key = sort.replace(/^-/, "");
    chinese = chinese || new Intl.Collator("zh-Hans-CN", { numeric: true });
    return rows
      .map((row, index) => ({ row, index, value: value(row, key) }))
      .sort((a, b) => {
        const silent = Number(a.value === null) - Number(b.value === null);
        const order = silent || a.value === null ? 0 : typeof a.value === "number" ? a.value - b.value : chinese.compare(a.value, b.value);
        return silent || (down ? -order : order) || a.index - b.index;
      })
      .map((entry) => entry.row);
  }

  /* --- "is my product in it?" -------------------------------------------------------------------------------------
     Exact: a name or alias is what was typed. Partial: one contains the other, or they share most of their
     two-character pieces. */

  function pieces(text) {
    const all = new Set();
    for (let i = 0; i + 2 <= text.length; i += 1) all.add(text.slice(i, i + 2));
    return all;
  }

  function likeness(asked, name) {
    const typed = bare(asked), known = bare(name);
    if (!typed || !known) return 0;
    if (typed === known) return 1;
    if (known.includes(typed)) return 0.6 + 0.3 * (typed.length / known.length);
    if (typed.includes(known)) return known.length > 1 ? 0.5 + 0.3 * (known.length / typed.length) : 0;
    if (typed.length < 4 || known.length < 4) return 0;
    const a = pieces(typed), b = pieces(known);
    const shared = [...a].filter((piece) => b.has(piece)).length;
    const share = shared / Math.min(a.size, b.size);
    return shared > 1 && share >= 0.6 ? 0.5 * share : 0;
  }

  function products(asked, data) {
    const found = [];
    /* `called` is the name that was recognised, where it is not the one shown. */
    const add = (hit, names) => {
      const scores = names.map((name) => likeness(asked, name)), score = Math.max(...scores), at = scores.indexOf(score);
      if (score > 0) found.push({ ...hit, name: names[0], score, called: bare(names[0]).includes(bare(names[at])) ? "" : names[at] });
    };
    ["industries", "subfields", "terms", "supports"].forEach((kind) => {
      data[kind].forEach((entry) => add({ ...entry, kind }, entry.names));
    });
    const kept = found.sort((a, b) => b.score - a.score);
    return { exact: kept.filter((hit) => hit.score === 1), partial: kept.filter((hit) => hit.score < 1).slice(0, 8) };
  }

  Object.assign(F, {
    FACETS, QUESTIONS, during, holding, parse, format, filtered, fit, own, passes, asides, silentOn, counts, timely, ways, without, sorted, likeness, products,
  });
})();
