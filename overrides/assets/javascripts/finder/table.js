/* The finder: the form above the table of supports, and the table as its answer. Without this script the table is
   complete. The address holds all state; this script draws what it says and writes what the reader does. */
(function () {
  "use strict";

  const F = window.Finder;
  const { make, button } = F;
  const $ = (id) => document.getElementById(id);
  const form = $("finder"), body = $("finder-table").querySelector("tbody");
  const columns = Array.from($("finder-table").querySelectorAll("thead th"));
  const COUNTED = F.FACETS;

  const rows = Array.from(body.rows).map((element, index) => ({
    id: element.id, index, element, answers: JSON.parse(element.dataset.answers),
    wan: element.cells[1].dataset.value ? Number(element.cells[1].dataset.value) : null,
    text: F.plain(element.textContent + " " + element.dataset.words),
    clause: element.cells[9].querySelector("a"),
  }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const boxes = Array.from(form.querySelectorAll(".option input"));
  const subfield = form.elements.subfield;
  const name = {};
  boxes.forEach((box) => { name[box.name + "/" + box.value] = box.parentNode.querySelector(".option__name").textContent; });
  Array.from(subfield.options).forEach((option) => { if (option.value) name["industry/" + option.value] = option.dataset.name; });
  const QUESTION = { q: "文字", range: "金额范围" };
  form.querySelectorAll("fieldset").forEach((set) => { QUESTION[set.dataset.facet] = set.querySelector("legend").textContent; });

  let state = read();

  /* What the address says, less what this table does not know. */
  function read() {
    const said = F.parse(location.hash);
    F.FACETS.forEach((key) => { said[key] = said[key].filter((value) => name[key + "/" + value]); });
    if (!columns.some((column) => column.dataset.key === said.sort.replace(/^-/, ""))) said.sort = "";
    return said;
  }

  /* A new choice is a new step for Back; typing on is not. */
  let typing = "";
  function choose(change, what) {
    state = { ...state, ...change };
    const address = location.pathname + location.search + (F.format(state) || "#");
    history[what && what === typing ? "replaceState" : "pushState"](null, "", address);
    typing = what || "";
    const held = document.activeElement;
    draw();
    /* Rows that move lose the focus, and buttons that did their work are gone: the reader goes on from the count. */
    const gone = !held.isConnected || !held.offsetParent;
    if (gone || held !== document.activeElement) (gone ? $("finder-count") : held).focus({ preventScroll: true });
  }

  /* --- drawing ---------------------------------------------------------------------------------------------------- */

  function draw() {
    const shown = F.sorted(rows.filter((row) => F.passes(row, state)), state.sort, cellValue);
    drawForm();
    drawCounts();
    drawRows(shown);
    drawState(shown);
    drawNotes(shown);
    drawEmpty(shown);
    drawTray();
    document.dispatchEvent(new CustomEvent("finder:drawn", { detail: { state, shown, name } }));
  }

  function drawForm() {
    boxes.forEach((box) => { box.checked = state[box.name].includes(box.value); });
    const sub = state.industry.find((value) => value.includes("/")) || "";
    if (subfield.value !== sub) subfield.value = sub;
    ["q", "min", "max"].forEach((key) => { if (form.elements[key].value.trim() !== state[key]) form.elements[key].value = state[key]; });
    form.classList.toggle("finder--asked", Boolean(state.ask));
    const more = ["prior", "form", "kind", "department", "document"].reduce((sum, key) => sum + state[key].length, state.min || state.max ? 1 : 0);
    form.querySelector("[data-chosen-more]").textContent = more ? "（已选 " + more + "）" : "";
  }

  function drawCounts() {
    boxes.forEach((box) => {
      const found = F.count(rows, state, box.name, box.value);
      const place = box.parentNode.querySelector("[data-count]");
      const only = box.name === "industry" && rows.filter((row) => row.answers.industry.includes(box.value) && F.passes(row, { ...state, industry: [box.value] })).length;
      place.textContent = String(found);
      if (box.name === "industry") place.append(make("span", { class: "option__own" }, only ? "（点名或归类 " + only + "）" : ""));
      box.parentNode.classList.toggle("is-none", !found);
    });
    Array.from(subfield.options).forEach((option) => {
      if (option.value) option.textContent = option.dataset.name + "（" + F.count(rows, state, "industry", option.value) + "）";
    });
  }

  function group(row) {
    if (F.silentOn(row, state).length) return 2;
    return state.industry.length && !F.own(row, state) ? 1 : 0;
  }

  function drawRows(shown) {
    const kept = new Set(shown);
    rows.forEach((row) => { row.element.hidden = !kept.has(row); });
    const names = [...new Set(state.industry.map((value) => name["industry/" + value.split("/")[0]]))].join("、");
    const titles = [state.industry.length ? "点名" + names + "的，或由编者归类的" : "各项条件相符的", "不分产业，各产业都可看的", "条款没有写明、须自行核对的"];
    const groups = [0, 1, 2].map((number) => shown.filter((row) => group(row) === number));
    const several = groups.filter((list) => list.length).length > 1 || state.industry.length;
    const order = [];
    groups.forEach((list, number) => {
      if (list.length && several) {
        order.push(make("tr", { class: "group" }, make("th", { colspan: columns.length, scope: "rowgroup" }, titles[number], make("span", { class: "group__count" }, list.length + " 项"))));
      }
      list.forEach((row) => order.push(row.element));
    });
    rows.filter((row) => !kept.has(row)).forEach((row) => order.push(row.element));
    /* Rows that stand where they belong stay: moving them would lay out the whole table again. */
    if (order.length !== body.rows.length || order.some((row, index) => body.rows[index] !== row)) body.replaceChildren(...order);
    columns.forEach((column) => {
      const on = state.sort.replace(/^-/, "") === column.dataset.key;
      if (on) column.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else column.removeAttribute("aria-sort");
    });
    $("finder-sort").value = Array.from($("finder-sort").options).some((option) => option.value === state.sort) ? state.sort : "";
  }

  function drawState(shown) {
    const said = shown.length === rows.length ? "共 " + rows.length + " 项" : "共 " + rows.length + " 项，现列 " + shown.length + " 项";
    if ($("finder-count").textContent !== said) $("finder-count").textContent = said;
    $("export-rows").textContent = "现列的 " + shown.length + " 项";
    const chosen = [];
    F.FACETS.forEach((key) => state[key].forEach((value) => {
      chosen.push([name[key + "/" + value], { [key]: state[key].filter((other) => other !== value) }]);
    }));
    if (state.q) chosen.push(["“" + state.q + "”", { q: "" }]);
    if (state.min || state.max) chosen.push([(state.min || "0") + "–" + (state.max || "不限") + " 万元", { min: "", max: "" }]);
    if (state.open) chosen.push(["并列未写明的", { open: "", ask: "" }]);
    $("finder-print").textContent = (chosen.length ? "筛选：" + chosen.map((entry) => entry[0]).join("、") + "。" : "") + $("finder-count").textContent + "。" + location.href;
    const list = $("finder-chosen");
    list.replaceChildren(...chosen.map(([text, change]) => make("li", {}, button(text, () => choose(change), { class: "chosen", "aria-label": "去掉条件：" + text }))));
    if (chosen.length) list.append(make("li", {}, button("全部清除", () => choose(cleared()), { class: "chosen chosen--all" })));
    form.querySelector("[data-chosen]").textContent = chosen.length ? "（已选 " + chosen.length + "）" : "";
  }

  const cleared = () => ({ ...F.parse(""), pick: state.pick, sort: state.sort });

  /* What a reader must know of this choice: what silence left out, what a range cannot compare, the guided answers. */
  function drawNotes(shown) {
    const notes = [];
    if (!state.open && F.filtered(state)) {
      const more = rows.filter((row) => F.passes(row, { ...state, open: "1" }) && !F.passes(row, state));
      if (more.length) {
        notes.push(make("p", {}, "另有 " + more.length + " 项，条款没有写明金额，不能比较大小，没有列出。", button("一并列出", () => choose({ open: "1" }), { class: "link" })));
      }
    }
    const sub = state.industry.filter((value) => value.includes("/")).map((value) => name["industry/" + value]);
    if (state.min && state.max && Number(state.min) > Number(state.max)) notes.push(make("p", {}, "金额的下限大于上限，没有一项能相符。"));
    if (sub.length) notes.push(make("p", {}, "没有一项支持只写给细分领域“" + sub.join("”“") + "”：这里列出它所属产业的，以及不分产业的。"));
    if (state.ask) {
      const needing = state.prior.length ? rows.filter((row) => F.passes(row, state, "prior")).length - shown.length : 0;
      if (needing) notes.push(make("p", {}, "另有 " + needing + " 项要先有您没有选的资格（认定、评估、入选或获奖），没有列出。", button("一并列出", () => choose({ prior: [] }), { class: "link" })));
      const back = { ...state, ask: "", open: "", sort: "", q: "" };
      notes.push(make("p", {}, make("strong", {}, "这是按您的回答列出的，不是资格认定。"), "没有回答的问题不排除任何一项；条款没有写明的也留在这里，要您自行核对。", make("a", { href: "ask.html" + F.format(back) }, "修改回答")));
    }
    $("finder-notes").replaceChildren(...notes);
  }

  const said = (key) => QUESTION[key] + (F.FACETS.includes(key) ? "：" + state[key].map((value) => name[key + "/" + value]).join("、") : key === "q" ? "：" + state.q : "");

  function drawEmpty(shown) {
    const place = $("finder-empty");
    place.hidden = shown.length > 0;
    $("finder-table").hidden = shown.length === 0;
    if (shown.length) return;
    const ways = F.ways(rows, state).map(({ key, found }) => make("li", {}, button("去掉“" + said(key) + "”", () => choose(F.without(state, key)), { class: "link" }), "，可见 " + found + " 项"));
    place.replaceChildren(
      make("p", { class: "finder-empty__title" }, "没有一项同时符合这些条件"),
      ways.length ? make("ul", {}, ways) : make("p", {}, "去掉任何一个条件都还没有。"),
      button("清除全部条件", () => choose(cleared())),
    );
  }

  /* --- sorting ---------------------------------------------------------------------------------------------------- */

  function cellValue(row, key) {
    if (key === "amount") return row.wan;
    const cell = row.element.cells[columns.findIndex((column) => column.dataset.key === key)];
    const text = cell.dataset.value !== undefined ? cell.dataset.value : (key === "title" ? cell.querySelector("a:not(.pick)") : cell).textContent.trim();
    return text === "" || text === "未载明" ? null : text;
  }

  columns.forEach((column) => {
    const key = column.dataset.key, first = key === "amount" ? "-" : "", second = first ? "" : "-";
    const sort = button(column.textContent, () => {
      choose({ sort: state.sort === first + key ? second + key : state.sort === second + key ? "" : first + key });
    }, { class: "sort" });
    const text = column.textContent;
    column.replaceChildren(sort);
    $("finder-sort").append(make("option", { value: first + key }, text + (first ? "，从大到小" : "")));
    if (first) $("finder-sort").append(make("option", { value: second + key }, text + "，从小到大"));
  });
  $("finder-sort").prepend(make("option", { value: "" }, "按文件顺序"));
  $("finder-sort").addEventListener("change", (event) => choose({ sort: event.target.value }));

  /* --- picking ---------------------------------------------------------------------------------------------------- */

  rows.forEach((row) => {
    const title = row.element.cells[0].querySelector("a").textContent;
    row.box = make("input", { type: "checkbox", "aria-label": "选入清单：" + title });
    row.box.addEventListener("change", () => {
      choose({ pick: row.box.checked ? [...state.pick, row.id] : state.pick.filter((id) => id !== row.id) });
    });
    row.element.cells[0].prepend(make("label", { class: "pick screen-only" }, row.box));
  });

  const tray = make("section", { class: "tray screen-only", "aria-label": "我的清单", hidden: true });
  $("finder-table").after(tray);

  function drawTray() {
    rows.forEach((row) => {
      row.box.checked = state.pick.includes(row.id);
      row.element.classList.toggle("is-picked", row.box.checked);
    });
    F.kept.set(state.pick);
    const supports = state.pick.filter((id) => byId.has(id));
    tray.hidden = !state.pick.length;
    const compare = supports.length > 1 && supports.length < 5;
    tray.replaceChildren(
      make("p", { class: "tray__count" }, "已选 " + state.pick.length + " 项"),
      compare ? make("a", { class: "action action--first", href: "compare.html" + F.format({ ...state, compare: supports }) }, "对比")
        : make("span", { class: "tray__hint" }, supports.length < 2 ? "再选一项就可以对比" : "对比最多四项"),
      make("a", { class: "action", href: F.pickedAddress(state.pick) }, "我的清单：打印、复制、导出"),
      button("清空", () => choose({ pick: [] })),
    );
    document.querySelectorAll("[data-link=picked]").forEach((link) => {
      link.hidden = !state.pick.length;
      link.href = F.pickedAddress(state.pick);
      link.textContent = "我的清单（" + state.pick.length + "）";
    });
  }

  /* --- what the reader does --------------------------------------------------------------------------------------- */

  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box.closest(".option")) {
      const others = state[box.name].filter((value) => value !== box.value);
      choose({ [box.name]: box.checked ? [...others, box.value] : others });
    } else if (box === subfield) {
      choose({ industry: [...state.industry.filter((value) => !value.includes("/")), ...(box.value ? [box.value] : [])] });
    }
  });
  form.addEventListener("input", (event) => {
    if (["q", "min", "max"].includes(event.target.name) && !event.isComposing) choose({ [event.target.name]: event.target.value.trim() }, event.target.name);
  });
  form.addEventListener("compositionend", (event) => { if (event.target.name === "q") choose({ q: event.target.value.trim() }, "q"); });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("finder:industry", (event) => choose({ industry: [event.detail] }));
  document.addEventListener("finder:text", (event) => choose({ q: event.detail }));
  window.addEventListener("hashchange", () => { state = read(); typing = ""; draw(); });
  window.addEventListener("popstate", () => { state = read(); typing = ""; draw(); });

  document.querySelectorAll("[data-export]").forEach((place) => place.addEventListener("click", async () => {
    try {
      const shown = new Set(Array.from(body.rows).filter((row) => row.id && !row.hidden).map((row) => row.id));
      const order = new Map([...shown].map((id, index) => [id, index]));
      const chosen = (await F.data("table")).rows.filter((row) => shown.has(row[0])).sort((a, b) => order.get(a[0]) - order.get(b[0]));
      await F.save(place.dataset.export, chosen, "supports-selected");
      F.say("已导出 " + chosen.length + " 项");
    } catch (error) { F.say(F.failed(), place); }
  }));
  document.querySelector("[data-copy-address]").addEventListener("click", (event) => F.copy(location.href, event.target));

  form.hidden = false;
  $("finder-state").hidden = false;
  const wide = matchMedia("(min-width: 48em)");
  const fold = form.querySelector(".finder__fold");
  /* After the guided questions the answer comes first; the form is one click away. */
  const unfold = () => { fold.open = wide.matches && !state.ask; };
  unfold();
  if (wide.addEventListener) wide.addEventListener("change", unfold);
  draw();
})();
