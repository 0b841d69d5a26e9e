/* The reader's list: supports and clauses, told by the address alone. Print it, copy it with citations, export it. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make, button } = handbook.dom;
  const place = document.getElementById("picked"), tools = document.getElementById("picked-tools"), sums = document.getElementById("picked-sums");
  const NOT_HERE = "不适用";

  /* "#add=id" comes from pages that had no list at hand: it joins the one that this tab knows. */
  const add = new URLSearchParams(location.hash.slice(1)).get("add");
  if (add) handbook.rewrite(location.search, F.format({ pick: [...new Set([...F.kept.get(), add])] }));

  /* The address to hand on: never one in the reader's own folder. */
  const address = (record) => handbook.permanent(record.url.slice(handbook.root.length), record.address);

  const go = (ids) => { F.kept.set(ids); location.hash = F.format({ pick: ids }) || "#"; };

  /* A clause in the columns of the table: what does not apply to a clause says so. */
  const asRow = (clause, columns, version) => columns.map(({ key }) => ({
    id: clause.id, kind: "条款", title: clause.name, what_for: clause.summary, document: clause.document, number: clause.number, valid_until: clause.until,
    clause: clause.id, place: clause.name, citation: clause.citation, address: clause.address, version,
  }[key] || NOT_HERE));

  async function draw() {
    const state = F.parse(location.hash);
    let records, table, clauses;
    try {
      records = new Map((await F.records()).map((record) => [record.id, record]));
      table = await F.table();
      clauses = new Map((await F.clauses()).map((clause) => {
        const name = clause.name.includes(clause.heading) ? clause.name : clause.name + " " + clause.heading;
        return [clause.id, { ...clause, name, url: handbook.load.address(clause.url) }];
      }));
    } catch (error) { place.replaceChildren(make("p", {}, handbook.load.trouble(error))); return; }
    const picked = state.pick.filter((id) => records.has(id) || clauses.has(id));
    const supports = picked.filter((id) => records.has(id)).map((id) => records.get(id));
    F.kept.set(picked);
    drawTools(picked, supports, records, clauses, table);
    drawSums(supports);
    const lost = state.pick.length - picked.length;
    place.replaceChildren(
      make("p", { role: "status", class: "small" }, picked.length ? "清单有 " + picked.length + " 项（支持事项 " + supports.length + "，条款 " + (picked.length - supports.length) + "）。数据版本 " + table.version + "（" + table.as_of + "）。" : "清单是空的。可以在找支持的表里勾选，或者在支持事项、条款的页面上点“放入我的清单”。", lost > 0 && "地址里有 " + lost + " 个编号，本手册没有。"),
      make("ol", { class: "picked" }, picked.map((id) => make("li", { class: "picked__item" }, records.has(id) ? support(records.get(id)) : clause(clauses.get(id)),
        button("移出", () => go(picked.filter((other) => other !== id)), { class: "link screen-only", "aria-label": "移出：" + (records.get(id) || { title: clauses.get(id) && clauses.get(id).name }).title })))),
    );
  }

  const facts = (entries) => make("dl", { class: "facts" }, entries.map(([name, value, silent]) => make("div", {}, make("dt", {}, name), make("dd", {}, silent ? make("span", { class: "unstated" }, value) : value))));

  function support(record) {
    return [
      make("h2", {}, make("a", { href: record.url }, record.title)), make("p", {}, F.amount(record), "　", make("span", { class: "muted" }, record.what_for)),
      facts([["惠及对象", "applicant"], ["前置资格", "prior"], ["条件", "conditions"], ["按什么计", "per"], ...(record.code.silent.includes("caps") ? [] : [["合计上限", "caps"]]), ["责任单位", "departments"], ...(record.held ? [] : [["状态", "state"]]), ["有效期至", "valid_until"]]
        .map(([name, key]) => [name, key === "valid_until" ? F.until(record) : record[key], record.code.silent.includes(key)])),
      make("p", { class: "small" }, make("q", { class: "citation" }, record.citation)), make("p", { class: "small print-only" }, address(record)),
    ];
  }

  const clause = (record) => [
    make("h2", {}, make("a", { href: record.url }, record.name)), make("p", {}, make("span", { class: "tag" }, "条款"), " ", record.summary),
    make("p", { class: "small" }, make("q", { class: "citation" }, record.citation)), make("p", { class: "small print-only" }, address(record)),
  ];

  /* The list as text for a message or a document. Sums keep their kind; every entry ends with its citation. */
  function asText(picked, records, clauses, table) {
    const entries = picked.map((id, index) => {
      const record = records.get(id), number = index + 1 + ". ";
      if (!record) { const clause = clauses.get(id); return [number + clause.name, clause.summary, "依据：" + clause.citation, "地址：" + address(clause)].join("\n"); }
      const { amount: kind, wan, stars } = record.code;
      const sum = (kind === "unstated" ? record.amount_kind : wan === null ? record.amount_words : record.amount_kind + " " + wan + " 万元" + (kind === "cap" ? "（不等于可得金额）" : "")) + (stars.length ? "，" + stars.join("、") : "");
      return [
        number + record.title, "金额：" + sum + "；按什么计：" + record.per + (record.code.silent.includes("caps") ? "" : "；合计上限：" + record.caps), "惠及对象：" + record.applicant + "；前置资格：" + record.prior, "条件：" + record.conditions,
        "责任单位：" + record.departments + "；" + (record.held ? "" : "状态：" + record.state + "；") + "有效期至：" + record.valid_until, "依据：" + record.citation, "地址：" + address(record),
      ].join("\n");
    });
    return entries.join("\n\n") + "\n\n" + table.note + "\n";
  }

  function drawTools(picked, supports, records, clauses, table) {
    const every = [...[...records.values()].map((record) => [record.id, record.title]), ...[...clauses.values()].map((entry) => [entry.id, entry.name])];
    const names = new Map(every.map(([id, name]) => [name + "〔" + id + "〕", id]));
    const field = /** @type {HTMLInputElement} */ (make("input", { class: "field", type: "search", list: "picked-known", placeholder: "输入名称或条款，选一项", autocomplete: "off", "aria-label": "加一项：支持事项或条款" }));
    field.addEventListener("input", () => { const id = names.get(field.value); if (id && !picked.includes(id)) go([...picked, id]); });
    const save = (kind) => async () => {
      try {
        await F.save(kind, picked.map((id) => (records.has(id) ? records.get(id).row : asRow(clauses.get(id), table.columns, table.version))), "picked");
      } catch (error) { handbook.say(handbook.load.trouble(error)); }
    };
    const policyList = (kind) => () => F.savePolicyList(kind, picked, "policy-list-picked").catch((error) => handbook.say(handbook.load.trouble(error)));
    const has = picked.length > 0;
    tools.replaceChildren(...[
      has && button("复制为文字（含引用）", () => handbook.copy(asText(picked, records, clauses, table), "已复制清单"), { class: "action action--first" }),
      has && button("打印", () => print()), has && button("导出 CSV", save("csv")), has && button("导出 XLSX", save("xlsx")), has && button("导出 JSON", save("json")),
      has && button("政策清单 XLSX", policyList("xlsx")), has && button("政策清单 DOCX", policyList("docx")),
      has && button("导出日历", () => F.saveCalendar(picked, "picked").catch((error) => handbook.say(handbook.load.trouble(error)))),
      supports.length > 1 && supports.length < 5 && make("a", { class: "action", href: "compare.html" + F.format({ compare: supports.map((record) => record.id), pick: picked }) }, "对比"),
      has && button("复制清单地址", () => handbook.copy(location.href, "已复制清单地址")), has && button("清空", () => go([])),
      make("a", { class: "action", href: "index.html" + F.format({ pick: picked }) }, "回到全表"),
      make("label", { class: "labelled" }, "加一项 ", field, make("datalist", { id: "picked-known" }, [...names.keys()].map((name) => make("option", { value: name })))),
    ].filter(Boolean));
  }

  /* Sums told one by one and by kind. They are never added: whether two of them combine is not stated. */
  function drawSums(picked) {
    const supports = picked.filter((record) => record.held), over = picked.length - supports.length;
    const isEquity = ({ code }) => code.form === "equity" && code.wan !== null;
    const listed = (records) => records.map(({ code }) => code.wan + (code.stars.length ? "★" : "")).join("、") + " 万元";
    const parts = ["cap", "fixed"].map((kind) => supports.filter((record) => record.code.amount === kind && record.code.wan !== null && !isEquity(record)))
      .filter((records) => records.length).map((records) => records[0].amount_kind + " " + records.length + " 项（" + listed(records) + "）");
    const equity = supports.filter(isEquity), silent = supports.filter(({ code }) => code.amount === "unstated");
    const others = supports.filter(({ code }) => code.wan === null && code.amount !== "unstated");
    if (equity.length) parts.push(equity[0].form_facet + " " + equity.length + " 项（" + equity[0].amount_kind + " " + listed(equity) + "，不是补助）");
    others.forEach((record) => parts.push(record.title + (record.code.stars.length ? "★" : "") + "（" + record.amount_words + "）"));
    if (silent.length) parts.push(silent[0].amount_kind + " " + silent.length + " 项");
    if (over) parts.push("另有 " + over + " 项今天不在有效期内，没有列入");
    sums.hidden = !picked.length;
    sums.querySelector("[data-sums]").textContent = parts.join("；");
  }

  /* A button that took something out is gone with it: go on from what is left. */
  window.addEventListener("hashchange", async () => { await draw(); if (document.activeElement === document.body) place.focus({ preventScroll: true }); });
  draw();
})();
