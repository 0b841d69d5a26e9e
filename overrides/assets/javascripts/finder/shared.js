/* What the pages of the finder share: the table with its codes, the reader's list, files made in the browser. */
(function () {
  "use strict";

  const { handbook } = window;
  const { dom, load } = handbook;
  const { make } = dom;
  const Finder = handbook.finder;
  const TABLE = "data/supports.js";

  const table = () => load.data(TABLE);
  /* Of amended clauses there is an entry for each version: today's is the one. */
  const clauses = () => load.data("data/clauses.js").then((all) => all.filter(ofToday));
  const ofToday = ({ span }) => !span || Finder.during(span, handbook.now);

  /* What this handbook calls its groups, their parts and the plan: the form says it. */
  const names = () => JSON.parse(/** @type {HTMLElement} */ (document.querySelector("[data-names]")).dataset.names);

  /* A sum of money, drawn as on every other page: its kind in words right before its number. What no
     single sum says stands in the words of all its parts. */
  function amount(record) {
    const { code } = record;
    if (code.wan === null && code.amount !== "unstated") return make("span", { class: "amount amount--parts amount--" + code.amount }, record.amount_words,
      code.stars.length > 0 && [" ", make("span", { class: "star", title: code.stars.join("、") }, "★")]);
    return make("span", { class: "amount amount--" + code.amount },
      make("span", { class: "amount__kind" }, record.amount_kind),
      code.wan !== null && [" ", make("span", { class: "amount__sum" }, make("span", { class: "amount__number" }, String(code.wan)), " 万元")],
      code.stars.length > 0 && [" ", make("span", { class: "star", title: code.stars.join("、") }, "★")]);
  }

  /* The rows of the table as records by the keys of the columns. `code` holds what scripts decide by; `row` is the row
     as it is exported. Of an amended support there is one for each version: that of today, or `every` one by its `key`.
     How a text stands is told for today. */
  async function records(every) {
    const { columns, rows, codes } = await table(), states = columns.findIndex(({ key }) => key === "state");
    return rows.map((given, index) => {
      const code = codes[index], row = given.slice(), id = String(row[0]);
      row[states] = handbook.phase(code.phases).word;
      return {
        ...Object.fromEntries(columns.map(({ key }, column) => [key, row[column]])),
        row, code, key: code.span ? id + "@" + code.span[0] : id, held: Boolean(Finder.holding({ answers: code }, "")), url: load.address(code.url), clauseUrl: load.address(code.clause),
      };
    }).filter(({ code }) => every || ofToday(code));
  }

  /* --- the reader's list ------------------------------------------------------------------------------------------
     It lives in the address of the finder, of the comparison and of the list. For the way from one page to the next it
     is also kept for this tab, where the browser lets us; nothing depends on it. */

  const kept = {
    get: () => (handbook.passing.get("picked") || "").split(",").filter(Boolean),
    set: (ids) => handbook.passing.set("picked", ids.join(",")),
  };
  const pickedAddress = (ids) => load.address("supports/list.html") + Finder.format({ pick: ids });

  /* Links "放入我的清单" on pages of supports and clauses carry the list that this tab already has. */
  /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-pick]")).forEach((link) => {
    link.addEventListener("click", () => { link.href = pickedAddress([...new Set([...kept.get(), link.dataset.pick])]); });
  });

  /* --- the form ----------------------------------------------------------------------------------------------------
     Beside the table there is room for it; above it, it is folded, one click away, and so is the way back to the rows.
     The style sheet draws it so before this script runs: nothing moves when it does. */

  function unfold(form, state, count) {
    const wide = matchMedia("(min-width: 64em)"), fold = form.querySelector(".finder__fold");
    const draw = () => { fold.open = wide.matches; };
    draw();
    form.hidden = state.hidden = false;
    if (wide.addEventListener) wide.addEventListener("change", draw);
    form.querySelector("[data-see]").addEventListener("click", () => {
      draw();
      count.scrollIntoView();
      count.focus({ preventScroll: true });
    });
  }

  /* The table answers the address: it may be seen (frame.js). */
  const answered = () => { delete document.documentElement.dataset.waits; };

  /* --- files made in the browser ---------------------------------------------------------------------------------- */

  const harmless = (value) => (typeof value === "string" && /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? "'" + value : value);
  const quoted = (value) => { const text = String(harmless(value)); return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; };
  const csv = ({ columns }, rows) => "\ufeff" + [columns.map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(",") + "\r\n").join("");

  function json({ title, version, as_of, note, columns }, rows) {
    return JSON.stringify({
      title, version, as_of, note, columns: columns.map(({ key, name }) => ({ key, name })),
      rows: rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index]]))),
    }, null, 1) + "\n";
  }

  async function xlsx({ columns }, rows) {
    await load.script("assets/vendor/write-excel-file/write-excel-file.min.js");
    const cell = (value) => ({ value, type: typeof value === "number" ? Number : String, wrap: true, alignVertical: "top" });
    const head = columns.map(({ name }) => ({ value: name, type: String, fontWeight: "bold", wrap: true }));
    return window.writeXlsxFile([head, ...rows.map((row) => row.map(cell))], {
      columns: columns.map(({ width }) => ({ width })), sheet: "支持事项", stickyRowsCount: 1,
    }).toBlob();
  }

  const KIND = { csv: "text/csv;charset=utf-8", json: "application/json" };

  /* Hand the reader a file with these rows. Rows are arrays in the order of the columns: those of the whole table, where
     no other table is given. */
  async function save(kind, rows, name, given) {
    const whole = given || await table();
    const blob = kind === "xlsx" ? await xlsx(whole, rows) : new Blob([(kind === "csv" ? csv : json)(whole, rows)], { type: KIND[kind] });
    handOver(blob, name + "-" + whole.version + "." + kind);
  }

  /* A calendar of what is due of these ids, put together of entries that were made with the site; "" where nothing is. */
  async function calendar(ids) {
    const known = await load.data("data/calendar.js");
    const due = [...new Set(ids.flatMap((id) => known.of[id] || []))];
    return due.length ? known.head + due.map((id) => known.events[id]).join("") + known.tail : "";
  }

  async function saveCalendar(ids, name) {
    const text = await calendar(ids);
    if (text) handOver(new Blob([text], { type: "text/calendar;charset=utf-8" }), name + "-" + (await table()).version + ".ics");
    else handbook.say("清单里的各项，文中都没有写明日期。");
  }

  /* Hand the reader the list of policies of these supports and clauses, as "xlsx" or "docx". */
  async function savePolicyList(kind, ids, name) {
    await load.script("assets/javascripts/finder/policy.js");
    handOver(await Finder.policyList(kind, ids), name + "-" + (await load.data("data/policy-list.js")).version + "." + kind);
  }

  function handOver(blob, name) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", { href: URL.createObjectURL(blob), download: name }));
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* Until when a record holds; a day that has passed says so. */
  const until = (record) => record.valid_until + (record.code.until && record.code.until < handbook.today ? "（已过）" : "");

  Object.assign(Finder, { unfold, answered, names, table, clauses, records, amount, kept, pickedAddress, until, save, savePolicyList, saveCalendar, calendar, csv, json, xlsx });
})();
