/* The finder: the form above the table of supports, and the table as its answer. Without this script the table is
   complete. The address holds all state; this script draws what it says and writes what the reader does. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make, button } = handbook.dom;
  const $ = (id) => document.getElementById(id);
  const form = /** @type {HTMLFormElement} */ ($("finder")), body = $("finder-table").querySelector("tbody");
  const columns = /** @type {HTMLTableCellElement[]} */ (Array.from($("finder-table").querySelectorAll("thead th")));
  const order = /** @type {HTMLSelectElement} */ ($("finder-sort"));
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const subfield = /** @type {HTMLSelectElement} */ (form.elements.namedItem("subfield"));

  /* Cells are known by the key of their column. */
  const cells = (element) => Object.fromEntries(columns.map((column, index) => [column.dataset.key, element.cells[index]]));

  /* Of an amended support there is a row for each version. Only those that hold when the address asks for, today if it
     says nothing, answer any question: `rows`. */
  const all = Array.from(body.rows, (element, index) => {
    const cell = cells(element), { row: id, since } = element.dataset;
    return {
      id: id || element.id, key: id ? id + "@" + since : element.id, index, element, cell, answers: JSON.parse(element.dataset.answers), box: null,
      wan: cell.amount.dataset.value ? Number(cell.amount.dataset.value) : null,
      text: handbook.bare(element.textContent + " " + element.dataset.words),
      clause: cell.clause.querySelector("a"), when: null,
    };
  });
  let rows = all;
  const versions = all.filter((row) => row.element.dataset.row);
  const byId = new Map(), ofElement = new Map(all.map((row) => [row.element, row]));
  const boxes = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll(".option input")));
  const name = /** @type {Record<string, string>} */ ({});
  boxes.forEach((box) => { name[box.name + "/" + box.value] = box.parentNode.querySelector(".option__name").textContent; });
  Array.from(subfield.options).forEach((option) => { if (option.value) name["industry/" + option.value] = option.dataset.name; });
  const MORE = [...new Set(Array.from(form.querySelectorAll(".finder__more .option input"), (box) => /** @type {HTMLInputElement} */ (box).name))];
  const QUESTION = { q: "文字", range: "金额范围" };
  /** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("fieldset.facet")).forEach((set) => { QUESTION[set.dataset.facet] = set.querySelector("legend").textContent; });

  let state = read(location.hash);

  /* What an address says, less what this table does not know. */
  function read(hash) {
    const said = F.parse(hash);
    F.FACETS.forEach((key) => { said[key] = said[key].filter((value) => name[key + "/" + value]); });
    if (!columns.some((column) => column.dataset.key === said.sort.replace(/^-/, ""))) said.sort = "";
    return said;
  }

  /* What readers type is folded with tables that come when the first text is there. */
  let folds = false;
  function folding() {
    if (folds || !state.q) return;
    folds = true;
    handbook.folding().then(draw, () => { folds = false; });
  }

  /* A new choice is a new step for Back; typing on is not. */
  let typing = "";
  function choose(change, what) {
    const address = F.format({ ...state, ...change }) || "#";
    state = read(address);
    try {
      history[what && what === typing ? "replaceState" : "pushState"](null, "", location.pathname + location.search + address);
    } catch (refused) { /* some browsers refuse it in a folder: the table works all the same */ }
    typing = what || "";
    const held = /** @type {HTMLElement} */ (document.activeElement);
    draw();
    /* Rows that move lose the focus, and buttons that did their work are gone: the reader goes on from the count. */
    const gone = !held.isConnected || !held.offsetParent;
    if (gone || held !== document.activeElement) (gone ? $("finder-count") : held).focus({ preventScroll: true });
  }

  /* The rows as they stand in the table. */
  let drawn = [];
  function listed(shown) {
    const kept = new Set(shown);
    return Array.from(body.rows, (element) => ofElement.get(element)).filter((row) => kept.has(row));
  }

  /* --- drawing ---------------------------------------------------------------------------------------------------- */

  function draw() {
    folding();
    rows = all.filter((row) => F.holding(row, state.as));
    [...all, ...rows].forEach((row) => byId.set(row.id, row));
    rows.forEach(F.timely);
    drawDay();
    const shown = F.sorted(rows.filter((row) => F.passes(row, state)), state.sort, cellValue);
    drawForm();
    drawCounts();
    drawRows(shown);
    drawState(shown);
    drawNotes();
    drawEmpty(shown);
    drawTray();
    drawn = listed(shown);
    drawReasons();
  }

  /* Which day the list is of, how much there is of the rest, and beside each row of another day when it held. */
  const as = /** @type {HTMLSelectElement} */ ($("finder-as")), day = /** @type {HTMLInputElement} */ ($("finder-day"));
  const WHEN = Object.fromEntries(Array.from(as.options, (option) => [option.value, option.text]));
  const onDay = () => /^\d/.test(state.as);
  const called = () => (onDay() ? handbook.dayWords(state.as) + "有效的" : WHEN[state.as]);

  function drawDay() {
    ["", "was", "coming"].forEach((code, place) => { as.options[place].text = WHEN[code] + "（" + all.filter((row) => F.holding(row, code)).length + "）"; });
    as.value = onDay() ? "day" : state.as;
    day.hidden = !onDay();
    if (onDay()) day.value = state.as;
    all.forEach((row) => {
      const [, , words, after] = state.as && F.holding(row, state.as) || [];
      const said = [state.as === "was" && after, words].filter(Boolean).join("，");
      if (!said && !row.when) return;
      if (!row.when) row.cell.title.append(" ", row.when = make("span", { class: "tag" }));
      row.when.textContent = said;
      row.when.hidden = !said;
    });
    versions.forEach((row) => { row.element.removeAttribute("id"); });
    versions.forEach((row) => { if (byId.get(row.id) === row) row.element.id = row.id; });
  }
  as.addEventListener("change", () => choose({ as: as.value === "day" ? handbook.today : as.value }));
  day.addEventListener("change", () => { if (day.value) choose({ as: day.value }); });

  function drawForm() {
    boxes.forEach((box) => {
      box.checked = state[box.name].includes(box.value);
      box.closest(".option").classList.toggle("is-chosen", box.checked);
    });
    const sub = state.industry.find((value) => value.includes("/")) || "";
    if (subfield.value !== sub) subfield.value = sub;
    if (field("q").value.trim() !== state.q) field("q").value = state.q;
    drawSums();
    const more = MORE.reduce((sum, key) => sum + state[key].length, state.min || state.max ? 1 : 0);
    form.querySelector("[data-chosen-more]").textContent = more ? "（已选 " + more + "）" : "";
  }

  /* A field of a sum shows what was typed as long as it stands for the sum in use; beside it stands what was taken. */
  function drawSums() {
    const said = [];
    ["min", "max"].forEach((key) => {
      const typed = field(key).value.trim(), sum = handbook.wan(typed);
      const same = state[key] ? sum === Number(state[key]) : sum === null;
      if (!same) field(key).value = state[key];
      const now = field(key).value.trim(), wrong = now !== "" && handbook.wan(now) === null;
      field(key).setAttribute("aria-invalid", String(wrong));
      if (wrong) said.push("没有读懂“" + now + "”，没有按它筛选。可以写 500、1000万、0.1亿。");
      else if (now !== state[key] && state[key]) said.push((key === "min" ? "从 " : "到 ") + state[key] + " 万元。");
    });
    const place = form.querySelector("[data-sums-read]");
    if (place.textContent !== said.join("")) place.textContent = said.join("");
  }

  function drawCounts() {
    const parts = Array.from(subfield.options).filter((option) => option.value);
    const counted = F.counts(rows, state, [...boxes.map((box) => [box.name, box.value]), ...parts.map((option) => ["industry", option.value])]);
    boxes.forEach((box) => {
      const found = counted.get(box.name + "/" + box.value);
      const place = box.parentNode.querySelector("[data-count]");
      const only = box.name === "industry" && rows.filter((row) => row.answers.industry.includes(box.value) && F.passes(row, { ...state, industry: [box.value] })).length;
      place.textContent = String(found);
      if (box.name === "industry") place.append(make("span", { class: "option__own" }, only ? "（点名或归类 " + only + "）" : ""));
      box.parentElement.classList.toggle("is-none", !found);
    });
    parts.forEach((option) => { option.textContent = option.dataset.name + "（" + counted.get("industry/" + option.value) + "）"; });
  }

  /* Where a row stands in the list: what a product named, then, after the guided questions, by how it stands to the
     answers (match.js); else what is for the chosen industries alone, for all, left open, put aside. */
  function group(row) {
    if (state.pin.includes(row.id)) return "pin";
    const aside = F.asides(row, state);
    if (aside.includes("industry")) return state.ask ? "industry" : "aside";
    if (state.ask) return aside.includes("activity") ? "activity" : F.match(row, state).code;
    if (aside.length) return "aside";
    if (F.silentOn(row, state).length) return "silent";
    return state.industry.length && !F.own(row, state) ? "general" : "own";
  }

  function titles() {
    const names = [...new Set(state.industry.map((value) => name["industry/" + value.split("/")[0]]))].join("、");
    return {
      pin: "名称或俗称与您查的“" + (state.product || "产品") + "”对得上", fit: "所填条件均符合（以审核为准）", unanswered: "还要您回答，才知道是否符合", open: "文中未明确，需询问", lack: "还差资格、评估、入选或获奖",
      own: state.industry.length ? "点名" + names + "的，或由编者归类的" : "与所选条件对得上的", general: "不分" + F.names().group + "，各" + F.names().group + "都可看的", silent: "条款没有写明、须自行核对的",
      activity: "归在别的事项类别，其余没有排除", industry: "条款没有写" + F.names().group + "，由编者归到别的" + F.names().group, aside: "另放的：归在别的类别，或要先有别的资格",
    };
  }

  /* Of one group those first that are nearest to fitting, and among equals what is for the chosen industry. */
  const nearest = (list) => ["fit", "unanswered", "open", "lack", "no"].flatMap((code) => {
    const these = list.filter((row) => F.match(row, state).code === code);
    return [...these.filter((row) => F.own(row, state)), ...these.filter((row) => !F.own(row, state))];
  });

  function drawRows(shown) {
    const kept = new Set(shown);
    all.forEach((row) => { row.element.hidden = !kept.has(row); row.element.classList.remove("has-why"); });
    const title = titles(), where = new Map(shown.map((row) => [row, group(row)]));
    const groups = Object.keys(title).map((code) => shown.filter((row) => where.get(row) === code));
    const ordered = groups.map((list) => (state.ask ? nearest(list) : list));
    const several = groups.filter((list) => list.length).length > 1 || state.industry.length || state.ask;
    const lines = [];
    ordered.forEach((list, number) => {
      if (list.length && several) {
        lines.push(make("tr", { class: "group" }, make("th", { colspan: columns.length, scope: "rowgroup" }, Object.values(title)[number], make("span", { class: "group__count" }, list.length + " 项"))));
      }
      list.forEach((row) => lines.push(row.element));
    });
    all.filter((row) => !kept.has(row)).forEach((row) => lines.push(row.element));
    /* Rows that stand where they belong stay: moving them would lay out the whole table again. */
    if (lines.length !== body.rows.length || lines.some((row, index) => body.rows[index] !== row)) body.replaceChildren(...lines);
    columns.forEach((column) => {
      const on = state.sort.replace(/^-/, "") === column.dataset.key;
      if (on) column.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      else column.removeAttribute("aria-sort");
    });
    order.value = Array.from(order.options).some((option) => option.value === state.sort) ? state.sort : "";
  }

  function drawState(shown) {
    const said = shown.length === rows.length ? "共 " + rows.length + " 项" : "共 " + rows.length + " 项，现列 " + shown.length + " 项";
    if ($("finder-count").textContent !== said) $("finder-count").textContent = said;
    $("export-rows").textContent = "现列的 " + shown.length + " 项";
    /** @type {[string, object][]} */
    const chosen = [];
    if (state.as) chosen.push([called(), { as: "" }]);
    F.FACETS.forEach((key) => state[key].forEach((value) => {
      chosen.push([name[key + "/" + value], { [key]: state[key].filter((other) => other !== value) }]);
    }));
    if (state.q) chosen.push(["“" + state.q + "”", { q: "" }]);
    if (state.min || state.max) chosen.push([(state.min || "0") + "–" + (state.max || "不限") + " 万元", { min: "", max: "" }]);
    if (state.product || state.pin.length) chosen.push(["产品：" + (state.product || state.pin.length + " 项"), { product: "", pin: [] }]);
    if (state.open && !state.ask) chosen.push(["也列没有写明金额的", { open: "" }]);
    if (state.aside) chosen.push(["也列另放的", { aside: "" }]);
    if (state.yes.length || state.not.length) chosen.push(["已核对的条件 " + (state.yes.length + state.not.length) + " 项", { yes: [], not: [] }]);
    if (state.ask) chosen.push(["按回答列出", { open: "", ask: "", yes: [], not: [] }]);
    $("finder-print").textContent = (chosen.length ? "筛选：" + chosen.map((entry) => entry[0]).join("、") + "。" : "") + $("finder-count").textContent + "。" + location.href;
    const list = $("finder-chosen");
    list.replaceChildren(...chosen.map(([text, change]) => make("li", {}, button(text, () => choose(change), { class: "chosen", "aria-label": "去掉条件：" + text }))));
    if (chosen.length) list.append(make("li", {}, button("全部清除", () => choose(cleared()), { class: "chosen chosen--all" })));
    form.querySelector("[data-see]").textContent = "看 " + shown.length + " 项";
    form.querySelector("[data-chosen]").textContent = chosen.length ? "（已选 " + chosen.length + "）" : "";
  }

  const cleared = () => ({ ...F.parse(""), pick: state.pick, sort: state.sort });

  /* What a reader must know of this choice: what silence left out, what a range cannot compare, the guided answers. */
  function drawNotes() {
    const notes = [];
    if (state.as) notes.push(make("p", {}, make("strong", {}, "这里列的是" + called() + "。"), state.as === "coming" ? "今天还不能据此得到什么。" : "不是今天的标准，只供查考。"));
    if (!state.open && F.filtered(state)) {
      const more = rows.filter((row) => F.passes(row, { ...state, open: "1" }) && !F.passes(row, state));
      if (more.length) {
        const silent = more.every((row) => row.answers.kind.includes("unstated"));
        notes.push(make("p", {}, "另有 " + more.length + " 项，条款没有写明金额" + (silent ? "" : "，或只写了比例、按年给的数") + "，不能比较大小，没有列出。", button("一并列出", () => choose({ open: "1" }), { class: "link" })));
      }
    }
    notes.push(...putAside());
    const sub = state.industry.filter((value) => value.includes("/")).map((value) => name["industry/" + value]);
    if (state.min && state.max && Number(state.min) > Number(state.max)) notes.push(make("p", {}, "金额的下限大于上限，没有一项能相符。"));
    if (sub.length) notes.push(make("p", {}, "没有一项支持只写给" + F.names().part + "“" + sub.join("”“") + "”：这里列出它所属" + F.names().group + "的，以及不分" + F.names().group + "的。"));
    if (state.ask) {
      const back = { ...state, ask: "", open: "", sort: "", q: "" };
      notes.push(make("p", {}, make("strong", {}, "这是按您的回答列出的，不是资格认定。"), "没有回答的不当作符合，也不排除；事项类别只是编者的归类，不决定能不能得到。", make("a", { href: "ask.html" + F.format(back) }, "修改回答"),
        " 匹配表：", ["csv", "xlsx"].map((kind) => button(kind.toUpperCase(), () => saveMatches(kind), { class: "link", "aria-label": "导出匹配表 " + kind.toUpperCase() }))));
    }
    $("finder-notes").replaceChildren(...notes);
  }

  /* What could be listed too: nothing of it is ruled out by a text. Told by number and, where a qualification comes first,
     by name. */
  function putAside() {
    if (state.aside) return [];
    const more = rows.filter((row) => F.passes(row, { ...state, aside: "1" }) && !F.passes(row, state));
    const first = (row) => ["prior", "industry", "activity"].find((key) => F.asides(row, state).includes(key));
    const of = (key) => more.filter((row) => first(row) === key);
    const links = (list) => list.flatMap((row, index) => [index ? "、" : "", make("a", { href: row.cell.title.querySelector("a").getAttribute("href") }, row.cell.title.querySelector("a").textContent)]);
    const told = [
      of("prior").length && [of("prior").length + " 项要先有别的资格，或不要求资格（", links(of("prior").slice(0, 6)), of("prior").length > 6 ? "等" : "", "）"],
      of("industry").length && [of("industry").length + " 项条款没有写" + F.names().group + "，由编者归到别的" + F.names().group], of("activity").length && [of("activity").length + " 项归在别的事项类别"],
    ].filter(Boolean);
    return told.length ? [make("p", {}, "另有 " + more.length + " 项没有列出，条款都没有排除：", told.flatMap((part, index) => [index ? "；" : "", ...part]), "。", button("一并列出", () => choose({ aside: "1" }), { class: "link" }))] : [];
  }

  /* What stands beside the rows comes with its own script, once it is asked for. */
  const reasons = () => handbook.load.script("assets/javascripts/finder/reasons.js");
  function drawReasons() {
    if (!state.ask && !state.pin.length) return;
    const now = state;
    reasons().then(() => now === state && F.beside(drawn, state, name)).catch((error) => handbook.say(handbook.load.trouble(error)));
  }

  async function saveMatches(kind) {
    try {
      await reasons();
      const { columns, rows: lines } = await F.matches(drawn, state, name);
      await F.save(kind, lines, "matches", { ...(await F.table()), columns });
    } catch (error) { handbook.say(handbook.load.trouble(error)); }
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
    const cell = row.cell[key];
    const text = cell.dataset.value !== undefined ? cell.dataset.value : (key === "title" ? cell.querySelector("a") : cell).textContent.trim();
    return text === "" || (cell.dataset.value === undefined && cell.querySelector(".unstated")) ? null : text;
  }

  columns.forEach((column) => {
    const key = column.dataset.key, first = key === "amount" ? "-" : "", second = first ? "" : "-";
    const sort = button(column.textContent, () => {
      choose({ sort: state.sort === first + key ? second + key : state.sort === second + key ? "" : first + key });
    }, { class: "sort" });
    column.replaceChildren(sort);
  });
  order.addEventListener("change", () => choose({ sort: order.value }));

  /* --- picking ---------------------------------------------------------------------------------------------------- */

  all.forEach((row) => {
    const title = row.cell.title.querySelector("a").textContent;
    row.box = make("input", { type: "checkbox", "aria-label": "选入清单：" + title });
    row.box.addEventListener("change", () => {
      choose({ pick: row.box.checked ? [...state.pick, row.id] : state.pick.filter((id) => id !== row.id) });
    });
    row.cell.title.prepend(make("label", { class: "pick screen-only" }, row.box));
  });

  const tray = make("section", { class: "tray screen-only", "aria-label": "我的清单", hidden: true });
  $("finder-table").before(tray);  // early in the order, though it is drawn below

  /* What has the focus is scrolled clear of the tray, however high that is, and so is the end of the page. */
  function clear() {
    const fixed = getComputedStyle(tray).position === "fixed" && !tray.hidden;
    document.body.style.paddingBottom = fixed ? tray.offsetHeight + 8 + "px" : "";
    document.documentElement.style.scrollPaddingBottom = fixed ? tray.offsetHeight + 8 + "px" : "";
  }
  addEventListener("resize", clear);

  function drawTray() {
    all.forEach((row) => {
      row.box.checked = state.pick.includes(row.id);
      row.element.classList.toggle("is-picked", row.box.checked);
    });
    F.kept.set(state.pick);
    requestAnimationFrame(clear);
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
    /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-link=picked]")).forEach((link) => {
      link.hidden = !state.pick.length;
      link.href = F.pickedAddress(state.pick);
      link.textContent = "我的清单（" + state.pick.length + "）";
    });
  }

  /* --- what the reader does --------------------------------------------------------------------------------------- */

  form.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.closest(".option")) {
      const others = state[box.name].filter((value) => value !== box.value);
      choose({ [box.name]: box.checked ? [...others, box.value] : others });
    } else if (box.name === "subfield") {
      choose({ industry: [...state.industry.filter((value) => !value.includes("/")), ...(subfield.value ? [subfield.value] : [])] });
    } else if (["min", "max"].includes(box.name)) {
      drawSums();
    }
  });
  form.addEventListener("input", (event) => {
    const { name: key, value } = /** @type {HTMLInputElement} */ (event.target);
    if (/** @type {InputEvent} */ (event).isComposing) return;
    if (key === "q") choose({ q: value.trim() }, key);
    if (key === "min" || key === "max") {
      const sum = handbook.wan(value);
      choose({ [key]: sum === null ? "" : String(sum) }, key);
    }
  });
  form.addEventListener("compositionend", (event) => {
    if (event.target === field("q")) choose({ q: field("q").value.trim() }, "q");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("finder:industry", (event) => {
    const { value, called } = /** @type {CustomEvent} */ (event).detail;
    choose({ industry: [value] });
    handbook.say("已按“" + called + "”筛选，列出 " + drawn.length + " 项");
    $("finder-count").scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("finder:pin", (event) => {
    const { id, product } = /** @type {CustomEvent} */ (event).detail;
    choose({ pin: [...new Set([...(product === state.product ? state.pin : []), id])], product });
    $("finder-table").scrollIntoView();
    byId.get(id).cell.title.querySelector("a").focus({ preventScroll: true });
  });
  document.addEventListener("finder:answer", (event) => {
    const { key, keys } = /** @type {CustomEvent} */ (event).detail, other = key === "yes" ? "not" : "yes";
    choose({ [key]: [...new Set([...state[key], ...keys])], [other]: state[other].filter((name) => !keys.includes(name)) });
  });
  window.addEventListener("hashchange", () => { state = read(location.hash); typing = ""; draw(); });
  window.addEventListener("popstate", () => { state = read(location.hash); typing = ""; draw(); });

  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-export], [data-policy-list]")).forEach((place) => place.addEventListener("click", async () => {
    try {
      const shown = drawn.map((row) => row.key);
      if (!shown.length) { handbook.say("没有可以导出的"); return; }
      if (place.dataset.policyList) {
        await F.savePolicyList(place.dataset.policyList, shown, "policy-list-selected");
      } else {
        const records = new Map((await F.records(true)).map((record) => [record.key, record]));
        await F.save(place.dataset.export, shown.map((key) => records.get(key).row), "supports-selected");
      }
      handbook.say("已导出 " + shown.length + " 项");
    } catch (error) { handbook.say(handbook.load.trouble(error)); }
  }));
  document.querySelector("[data-copy-address]").addEventListener("click", () => handbook.copy(location.href, "已复制本页地址"));

  F.unfold(form, $("finder-state"), $("finder-count"));
  document.querySelector("[data-columns]").addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget), whole = $("finder-table").classList.toggle("is-whole");
    button.setAttribute("aria-pressed", String(whole));
  });
  draw();
  F.answered();
})();
