/* The table of directions as the answer to the form above it. Without this script the table is complete. As in the finder
   all state stands in the address behind "#"; a row hides only where the text answers no, and one that leaves the
   question open stays and is counted as such. */
(function () {
  "use strict";

  const { dom, finder } = window.handbook;
  const { make, button } = dom;
  const KEYS = ["applicant", "strength", "means", "industry", "activity", "document"];
  const MORE = ["industry", "activity", "document"];

  const form = /** @type {HTMLFormElement} */ (document.getElementById("directions-finder"));
  const bar = document.getElementById("directions-state"), counted = document.getElementById("directions-count");
  const list = document.getElementById("directions-chosen");
  const field = /** @type {HTMLInputElement} */ (document.getElementById("directions-q"));
  const boxes = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll("input[type=checkbox]")));
  const rows = Array.from(/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#directions-table tbody tr"))).map((element) => ({
    element, answers: JSON.parse(element.dataset.answers), text: window.handbook.bare(window.handbook.fold(element.textContent)), wan: null,
  }));
  const named = (box) => box.parentNode.querySelector(".option__name").textContent;

  const known = (key, value) => boxes.some((box) => box.name === key && box.value === value);

  function parse(hash) {
    const state = { q: "", open: "1", ...Object.fromEntries(KEYS.map((key) => [key, []])) };
    if (hash.includes("=")) {
      new URLSearchParams(hash.replace(/^#/, "")).forEach((value, key) => {
        if (KEYS.includes(key)) state[key] = [...new Set(value.split(","))].filter((code) => known(key, code));
        else if (key === "q") state.q = Array.from(value.trim()).slice(0, finder.LONGEST).join("");
      });
    }
    return state;
  }

  function format(state) {
    const said = [...KEYS.filter((key) => state[key].length).map((key) => key + "=" + state[key].join(",")), ...(state.q ? ["q=" + encodeURIComponent(state.q)] : [])];
    return said.length ? "#" + said.join("&") : "";
  }

  const asked = [...KEYS, "q"];
  const passes = (row, state) => asked.every((key) => finder.fit(row, key, state) !== "no");
  const unsaid = (row, state) => asked.some((key) => finder.fit(row, key, state) === "unknown");

  let state = parse(location.hash);
  let typing = false;

  /* A new choice is a new step for Back; typing on is not. */
  function choose(change, typed) {
    state = { ...state, ...change };
    history[typed && typing ? "replaceState" : "pushState"](null, "", location.pathname + location.search + (format(state) || "#"));
    typing = Boolean(typed);
    draw();
  }

  function draw() {
    const shown = rows.filter((row) => passes(row, state)), open = shown.filter((row) => unsaid(row, state)).length;
    rows.forEach((row) => { row.element.hidden = !shown.includes(row); });
    boxes.forEach((box) => {
      box.checked = state[box.name].includes(box.value);
      const found = rows.filter((row) => passes(row, { ...state, [box.name]: [box.value] })).length;
      box.parentElement.querySelector("[data-count]").textContent = String(found);
      box.parentElement.classList.toggle("is-none", !found);
    });
    if (field.value.trim() !== state.q) field.value = state.q;
    counted.textContent = "共 " + rows.length + " 项" + (shown.length < rows.length ? "，现列 " + shown.length + " 项" : "")
      + (open ? "，其中 " + open + " 项文中没有写明，须自行核对" : "");
    const chosen = boxes.filter((box) => box.checked).map((box) => button(named(box), () => choose({ [box.name]: state[box.name].filter((value) => value !== box.value) }), { class: "chosen", "aria-label": "去掉条件：" + named(box) }));
    if (state.q) chosen.push(button("“" + state.q + "”", () => choose({ q: "" }), { class: "chosen", "aria-label": "去掉条件：" + state.q }));
    if (chosen.length) chosen.push(button("全部清除", () => choose(parse("")), { class: "chosen chosen--all" }));
    const held = list.contains(document.activeElement);
    list.replaceChildren(...chosen.map((one) => make("li", {}, one)));
    if (held) counted.focus({ preventScroll: true });
    const more = MORE.reduce((sum, key) => sum + state[key].length, 0);
    form.querySelector("[data-chosen]").textContent = chosen.length ? "（已选 " + (chosen.length - 1) + "）" : "";
    form.querySelector("[data-chosen-more]").textContent = more ? "（已选 " + more + "）" : "";
  }

  boxes.forEach((box) => box.addEventListener("change", () => choose({ [box.name]: boxes.filter((other) => other.name === box.name && other.checked).map((other) => other.value) })));
  field.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) choose({ q: field.value.trim() }, true); });
  field.addEventListener("compositionend", () => choose({ q: field.value.trim() }, true));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", () => { state = parse(location.hash); typing = false; draw(); });
  window.addEventListener("hashchange", () => { state = parse(location.hash); draw(); });

  form.hidden = false;
  bar.hidden = false;
  form.querySelector("details").open = matchMedia("(min-width: 48em)").matches;
  draw();
})();
