/* Up to four supports side by side; what differs is marked in words as well as by look. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make, button } = handbook.dom;
  const place = document.getElementById("compare");
  const MOST = 4;
  const SHOWN = [
    "amount", "per", "what_for", "applicant", "payee", "prior", "conditions", "form", "caps", "funding", "industries", "tagged", "departments", "state", "valid_until", "overlap", "unstated", "place",
  ];
  /* How to apply, where one of them states it; that none does, stands in "unstated". */
  const APPLY = ["windows", "channels", "materials", "offices", "steps"];

  async function draw() {
    let all, names, kinds;
    try {
      all = await F.records();
      const table = await F.table();
      kinds = table.kinds;
      names = Object.fromEntries([...table.columns.map(({ key, name }) => [key, name]), ...Object.entries(kinds).map(([code, word]) => ["kind:" + code, "金额：" + word])]);
    } catch (error) { place.replaceChildren(make("p", {}, handbook.load.trouble(error))); return; }
    const state = F.parse(location.hash);
    const known = new Map(all.map((record) => [record.id, record]));
    const asked = state.compare.filter((id) => known.has(id)).slice(0, MOST);
    const chosen = asked.map((id) => known.get(id));
    const to = (ids) => F.format({ ...state, compare: ids }) || "#";
    const go = (ids) => { location.hash = to(ids); };
    const adder = chosen.length < MOST && make("label", { class: "labelled screen-only" }, "加一项 ", make("select", { class: "field" },
      make("option", { value: "" }, "选择支持事项"), all.filter((record) => record.held && !asked.includes(record.id)).map((record) => make("option", { value: record.id }, record.title))));
    if (adder) {
      const chooser = adder.querySelector("select");
      chooser.addEventListener("change", () => { if (chooser.value) go([...asked, chooser.value]); });
    }
    const back = make("a", { class: "action", href: "index.html" + F.format({ ...state, compare: [] }) }, "回到全表");
    document.getElementById("compare-tools").replaceChildren(...[adder, chosen.length > 0 && button("打印", () => print()), chosen.length > 0 && button("复制引用", () => handbook.copy(chosen.map((record) => record.citation).join("\n"), "已复制 " + chosen.length + " 条引用")),
      chosen.length > 0 && make("a", { class: "action", href: F.pickedAddress([...new Set([...state.pick, ...asked])]) }, "放入我的清单"),
      ...["csv", "xlsx"].map((kind) => chosen.length > 0 && button("导出 " + kind.toUpperCase(), () => F.save(kind, chosen.map((record) => record.row), "supports-compared").catch((error) => handbook.say(handbook.load.trouble(error))))),
      chosen.length > 0 && button("复制本页地址", () => handbook.copy(location.href, "已复制本页地址")), back].filter(Boolean));
    if (!chosen.length) { place.replaceChildren(make("p", {}, "还没有选支持事项。可以在全表里勾选，或者从上面的“加一项”选。")); return; }

    /* One kind of amount in one line, so that unlike amounts can be compared: what a text does not set is said. */
    const ofKind = (record, code) => record.code.kinds[code] || (record.code.amount === "unstated" ? record.amount_kind : "没有写" + kinds[code]);
    const value = (record, key) => (key.startsWith("kind:") ? ofKind(record, key.slice(5)) : key === "amount" ? record.amount_words + record.code.stars.length : String(record[key]));
    const cell = (record, key) => {
      if (key === "amount") return F.amount(record);
      if (key.startsWith("kind:")) return record.code.kinds[key.slice(5)] || make("span", { class: "unstated" }, ofKind(record, key.slice(5)));
      if (key === "place") return make("a", { href: record.clauseUrl }, record.place);
      if (key === "valid_until") return F.until(record);
      if (record.code.silent.includes(key)) return make("span", { class: "unstated" }, record[key]);
      const parts = { conditions: record.code.conditions, unstated: record.code.missing }[key] || [];
      return parts.length > 1 ? make("ul", { class: "plain" }, parts.map((part) => make("li", {}, part))) : record[key];
    };
    let differing = 0;
    /* What a rate is of, and how often: asked only where an amount is more than one sum. */
    const several = chosen.some(({ code }) => code.wan === null && code.amount !== "unstated");
    const lined = Object.keys(kinds).filter((code) => chosen.some((record) => record.code.kinds[code])).map((code) => "kind:" + code);
    const apply = APPLY.filter((key) => chosen.some((record) => !record.code.silent.includes(key)));
    const columns = several ? ["amount", ...lined, "amount_of", "amount_period", ...SHOWN.slice(1)] : SHOWN;
    /* What no text states of any of them takes no line. */
    const told = (key) => !["caps", "funding"].includes(key) || chosen.some((record) => !record.code.silent.includes(key));
    const shown = columns.filter(told).flatMap((key) => (key === "unstated" ? [...apply, key] : [key]));
    const lines = shown.map((key) => {
      const differs = new Set(chosen.map((record) => value(record, key))).size > 1;
      differing += Number(differs);
      return make("tr", { class: differs ? "differs" : "same" },
        make("th", { scope: "row" }, key === "amount" ? "金额" : names[key], chosen.length > 1 && make("span", { class: "compare__mark" }, differs ? "不同" : "相同")),
        chosen.map((record) => make("td", { "data-label": record.title }, cell(record, key))));
    });
    const heads = chosen.map((record) => make("th", { scope: "col" }, make("a", { href: record.url }, record.title),
      make("span", { class: "compare__act screen-only" }, button("移出", () => go(asked.filter((id) => id !== record.id)), { class: "link", "aria-label": "移出：" + record.title }))));
    place.replaceChildren(...[
      state.compare.length > MOST && make("p", { class: "small" }, "对比最多四项，地址里多出的没有列出。"),
      make("p", { role: "status", class: "small" }, chosen.length > 1 ? chosen.length + " 项对比，" + shown.length + " 个方面中 " + differing + " 个不同。" : "只有一项，再加一项就可以对比。"),
      make("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "对比表，可左右滚动" }, make("table", { class: "compare" },
        make("caption", { class: "off-screen" }, "支持事项对比"), make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "方面"), heads)), make("tbody", {}, lines))),
    ].filter(Boolean));
  }

  /* A button that took something out is gone with it: go on from what is left. */
  window.addEventListener("hashchange", async () => { await draw(); if (document.activeElement === document.body) place.focus({ preventScroll: true }); });
  draw();
})();
