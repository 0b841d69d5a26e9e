/* The table of directions, or the joined one of several cities' supports, as the answer to the form above it. Without this script the table is complete. The address
   holds all state; what it means, which rows answer it and how many would is decided by core.js, as in the finder of
   supports. A row hides only where the text answers no; one that leaves a question open stays, marked and counted. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make, button } = handbook.dom;
  const $ = (id) => document.getElementById("directions-" + id);
  const form = /** @type {HTMLFormElement} */ ($("finder")), field = /** @type {HTMLInputElement} */ ($("q"));
  const boxes = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll(".option input")));
  const more = form.querySelector(".finder__more");

  const elements = /** @type {NodeListOf<HTMLTableRowElement>} */ ($("table").querySelectorAll("tbody tr"));
  const rows = Array.from(elements, (element, index) => ({
    id: element.id, index, element, answers: JSON.parse(element.dataset.answers), wan: null, text: handbook.bare(element.textContent + " " + (element.dataset.words || "")),
    mark: make("span", { class: "tag screen-only" }, "文中没有写明，须自行核对"),
  }));

  const KEYS = [...new Set(boxes.map((box) => box.name))];
  const name = {}, question = { q: "文字" };
  boxes.forEach((box) => { name[box.name + "/" + box.value] = box.parentNode.querySelector(".option__name").textContent; });
  /** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll("fieldset.facet")).forEach((set) => { question[set.dataset.facet] = set.querySelector("legend").textContent; });

  /* What an address says, less what this table does not know. No direction has a sum. */
  function read(hash) {
    const said = F.parse(hash), known = F.parse("");
    KEYS.forEach((key) => { known[key] = said[key].filter((value) => name[key + "/" + value]); });
    return { ...known, q: said.q };
  }

  let state = read(location.hash);

  /* What readers type is folded with tables that come when the first text is there. */
  let folds = false;
  function folding() {
    if (folds || !state.q) return;
    folds = true;
    handbook.folding().then(draw, () => { folds = false; });
  }

  /* A new choice is a new step for Back; typing on is not. */
  let typing = false;
  function choose(change, typed) {
    const address = F.format({ ...state, ...change }) || "#";
    state = read(address);
    try {
      history[typed && typing ? "replaceState" : "pushState"](null, "", location.pathname + location.search + address);
    } catch (refused) { /* some browsers refuse it in a folder: the table works all the same */ }
    typing = Boolean(typed);
    const held = /** @type {HTMLElement} */ (document.activeElement);
    draw();
    /* Buttons that did their work are gone: the reader goes on from the count. */
    if (!held.isConnected || !held.offsetParent) $("count").focus({ preventScroll: true });
  }

  const without = (key, value) => () => choose({ [key]: state[key].filter((other) => other !== value) });
  const cleared = () => choose(F.parse(""));

  function draw() {
    folding();
    const shown = rows.filter((row) => F.passes(row, state));
    let open = 0;
    rows.forEach((row) => {
      const silent = shown.includes(row) && F.silentOn(row, state).length > 0;
      row.element.hidden = !shown.includes(row);
      if (silent) row.element.cells[0].append(row.mark);
      else row.mark.remove();
      open += Number(silent);
    });
    drawForm();
    const said = "共 " + rows.length + " 项" + (shown.length < rows.length ? "，现列 " + shown.length + " 项" : "")
      + (open ? "，其中 " + open + " 项文中没有写明，须自行核对" : "");
    if ($("count").textContent !== said) $("count").textContent = said;
    drawChosen(said);
    drawEmpty(shown);
  }

  function drawForm() {
    const counted = F.counts(rows, state, boxes.map((box) => [box.name, box.value]));
    boxes.forEach((box) => {
      const found = counted.get(box.name + "/" + box.value);
      box.checked = state[box.name].includes(box.value);
      box.parentNode.querySelector("[data-count]").textContent = String(found);
      box.parentElement.classList.toggle("is-chosen", box.checked);
      box.parentElement.classList.toggle("is-none", !found);
    });
    if (field.value.trim() !== state.q) field.value = state.q;
    const folded = boxes.filter((box) => box.checked && more.contains(box)).length;
    form.querySelector("[data-chosen-more]").textContent = folded ? "（已选 " + folded + "）" : "";
  }

  function drawChosen(said) {
    /** @type {[string, () => void][]} */
    const chosen = [];
    KEYS.forEach((key) => state[key].forEach((value) => { chosen.push([question[key] + "：" + name[key + "/" + value], without(key, value)]); }));
    if (state.q) chosen.push(["“" + state.q + "”", () => choose({ q: "" })]);
    $("chosen").replaceChildren(...chosen.map(([text, drop]) => make("li", {}, button(text, drop, { class: "chosen", "aria-label": "去掉条件：" + text }))));
    if (chosen.length) $("chosen").append(make("li", {}, button("全部清除", cleared, { class: "chosen chosen--all" })));
    form.querySelector("[data-see]").textContent = "看 " + rows.filter((row) => !row.element.hidden).length + " 项";
    form.querySelector("[data-chosen]").textContent = chosen.length ? "（已选 " + chosen.length + "）" : "";
    $("print").textContent = (chosen.length ? "筛选：" + chosen.map((entry) => entry[0]).join("、") + "。" : "") + said + "。" + location.href;
  }

  function drawEmpty(shown) {
    $("empty").hidden = shown.length > 0;
    $("table").hidden = shown.length === 0;
    if (shown.length) return;
    const told = (key) => question[key] + "：" + (key === "q" ? state.q : state[key].map((value) => name[key + "/" + value]).join("、"));
    const ways = F.ways(rows, state).map(({ key, found }) => make("li", {}, button("去掉“" + told(key) + "”", () => choose(F.without(state, key)), { class: "link" }), "，可见 " + found + " 项"));
    $("empty").replaceChildren(
      make("p", { class: "finder-empty__title" }, "没有一项同时符合这些条件"),
      ways.length ? make("ul", {}, ways) : make("p", {}, "去掉任何一个条件都还没有。"),
      button("清除全部条件", cleared),
    );
  }

  form.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.type !== "checkbox") return;
    if (box.checked) choose({ [box.name]: [...state[box.name], box.value] });
    else without(box.name, box.value)();
  });
  field.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) choose({ q: field.value.trim() }, true); });
  field.addEventListener("compositionend", () => choose({ q: field.value.trim() }, true));
  form.addEventListener("submit", (event) => event.preventDefault());
  const again = () => { state = read(location.hash); typing = false; draw(); };
  window.addEventListener("hashchange", again);
  window.addEventListener("popstate", again);

  F.unfold(form, $("state"), $("count"));
  draw();
  F.answered();
})();
