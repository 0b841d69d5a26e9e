/* The search dialog: a combobox whose list are links to the hits. It knows `search`, facets and excerpts, not Pagefind.
   The focus stays in the field; arrow keys move the current option; the query and facets are kept in the address
   (?q=...&kind=...), which works for files in a folder too. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  const PAGE = 10, WAIT = 30;
  const { make, button } = handbook.dom;
  let dialog = null, field = null, list = null, status = null, facetBox = null, more = null, nearest = null, hint = null, card = null;
  let answer = null, said = null, shown = PAGE, current = -1, turn = 0, timer = 0, composing = false;
  let stale = false, wanted = false;  // what is shown is not yet the answer to what stands in the field; Enter waits for it

  function glass() {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    Object.entries({ viewBox: "0 0 24 24", width: "20", height: "20", "aria-hidden": "true" }).forEach(([name, value]) => svg.setAttribute(name, value));
    Object.entries({ d: "M16.5 10.5a6 6 0 1 1-12 0a6 6 0 1 1 12 0M15 15l5.5 5.5", fill: "none", stroke: "currentColor", "stroke-width": "1.6" })
      .forEach(([name, value]) => path.setAttribute(name, value));
    svg.append(path);
    return svg;
  }

  function build() {
    field = /** @type {HTMLInputElement} */ (make("input", {
      class: "search__field", type: "search", role: "combobox", "aria-label": "搜索", "aria-expanded": "false", "aria-controls": "search-list",
      "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", maxlength: "200",
      placeholder: "条款、支持、部门、术语",
    }));
    facetBox = make("div", { class: "search__facets", role: "group", "aria-label": "筛选", hidden: true });
    status = make("p", { class: "search__status", role: "status" });
    nearest = make("div", { class: "search__nearest", role: "group", "aria-label": "相近的名称和别的去处", hidden: true });
    card = make("section", { class: "answer", "aria-label": "回答", "aria-live": "polite", hidden: true });
    list = make("ul", { class: "search__list", id: "search-list", role: "listbox", "aria-label": "搜索结果" });
    more = /** @type {HTMLButtonElement} */ (make("button", { type: "button", class: "search__more", hidden: true }));
    hint = make("div", { class: "search__hint" }, make("p", {}, "可以输入半个词、简称、文号、条号、金额或拼音。"), make("ul"), make("p", {}, "几个词用空格隔开，要同时符合。"));
    const bar = make("form", { class: "search__bar", method: "dialog", role: "search" }, glass(), field,
      make("button", { type: "submit", class: "search__close", "aria-label": "关闭搜索" }, "关闭"));
    const unable = api.engine.able ? "" : make("p", { class: "search__unable" }, "这个浏览器的版本较旧，只能按名称、编号、简称和拼音查找，不能查全文。需要 Chromium 109 或较新的 Firefox、Safari。");
    dialog = /** @type {HTMLDialogElement} */ (make("dialog", { class: "search", "aria-label": "搜索" }, bar, facetBox, status, unable, nearest,
      make("div", { class: "search__scroll", tabindex: "-1" }, card, list, more, hint),
      make("p", { class: "search__keys", "aria-hidden": "true" }, make("kbd", {}, "↑"), make("kbd", {}, "↓"), " 选择 ", make("kbd", {}, "Enter"), " 打开 ", make("kbd", {}, "Esc"), " 关闭")));
    field.addEventListener("input", (event) => { if (!composing && !/** @type {InputEvent} */ (event).isComposing) changed(); });
    field.addEventListener("compositionstart", () => { composing = true; });
    field.addEventListener("compositionend", () => { composing = false; changed(); });
    field.addEventListener("keydown", key);
    bar.addEventListener("submit", (event) => { if (!event.submitter) event.preventDefault(); });
    more.onclick = function () {
      const last = shown;
      shown += PAGE;
      draw();
      field.focus();
      select(last);
    };
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
      const word = /** @type {Element} */ (event.target).closest(".search__hint button, .search__nearest button");
      if (word) { field.value = word.textContent; field.focus(); changed(); }
    });
    dialog.addEventListener("close", () => { wanted = false; address(""); });
    document.body.append(dialog);
  }

  function open(query) {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    if (query !== undefined) field.value = query;
    const asked = new URLSearchParams(location.search);
    field.focus();
    field.select();
    api.catalogue.open().then(() => {
      examples();
      if (query !== undefined) api.facets.read(asked);
      if (api.engine.able) api.engine.start().catch(() => { /* told when a query needs it */ });
      if (field.value.trim()) run();
    }).catch(failed);
  }

  function examples() {
    const { searches } = api.catalogue.data;
    hint.querySelector("ul").replaceChildren(...searches.map((text) => make("li", {}, make("button", { type: "button" }, text))));
  }

  function changed() {
    stale = true;
    wanted = false;
    clearTimeout(timer);
    timer = setTimeout(() => { api.facets.clear(); run(); }, WAIT);
  }

  function run() {
    const query = field.value.trim(), mine = ++turn;
    shown = PAGE;
    stale = true;
    address(query);
    hint.hidden = Boolean(query);
    if (!query) { answer = said = null; settled(); draw(); return Promise.resolve(); }
    busy(true);
    return Promise.all([api.catalogue.open(), api.part("excerpt")]).then(() => api.ask(query)).then((found) => {
      if (mine !== turn) return;
      answer = found;
      said = found.said;
      return draw();
    }).then(() => { if (mine === turn) settled(); }, (error) => { if (mine === turn) { wanted = false; settled(); failed(error); } });
  }

  function settled() {
    busy(false);
    stale = false;
    if (wanted) follow();
  }

  function busy(on) {
    list.setAttribute("aria-busy", String(on));
    dialog.classList.toggle("is-busy", on);
  }

  /* What went wrong, and what helps: another edition wants the page anew, the query stands in its address. */
  function failed(error) {
    answer = said = null;
    draw();
    const again = error.updated ? button("重新载入", () => location.reload(), { class: null })
      : button("重试", () => { field.focus(); run(); }, { class: null });
    status.replaceChildren(handbook.load.trouble(error), again);
  }

  /* --- drawing --- */

  function draw() {
    const hits = answer ? api.facets.narrowed(answer.hits) : [], seen = hits.slice(0, shown);
    current = -1;
    list.classList.add("is-untouched");  // Enter opens the first
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren(...seen.map(item));
    field.setAttribute("aria-expanded", String(Boolean(seen.length)));
    more.hidden = hits.length <= shown;
    more.textContent = "再显示 " + Math.min(PAGE, hits.length - shown) + " 条（共 " + hits.length + " 条）";
    facetBox.hidden = !answer || !answer.hits.length;
    if (!facetBox.hidden) api.facets.draw(answer.hits, facetBox, (facet) => {
      shown = PAGE;
      address(field.value.trim());
      draw();
      facetBox.querySelector("[data-facet=" + facet + "]" + (facet === "kind" ? "[aria-pressed=true]" : "")).focus();
    });
    tell(hits);
    if (said) api.card(said, card);
    card.hidden = !said;
    return Promise.all(seen.map(fill));
  }

  function tell(hits) {
    const lost = answer && !answer.hits.length;
    nearest.hidden = !lost;
    nearest.replaceChildren(...(lost ? answer.nearest.map((name) => make("button", { type: "button" }, name)).concat(api.elsewhere(field.value.trim())) : []));
    if (!answer) status.textContent = "";
    else if (!answer.hits.length) status.textContent = "没有找到“" + field.value.trim() + "”。" + (answer.nearest.length ? "相近的名称：" : "可以换一个说法，或只写几个字。");
    else if (!hits.length) status.textContent = "这样筛选后没有结果，请放宽筛选。";
    else if (answer.partial) status.textContent = "没有一处写全“" + field.value.trim() + "”。部分匹配 " + hits.length + " 条：";
    else status.textContent = "找到 " + hits.length + " 条";
  }

  function item(hit, index) {
    const { record } = hit;
    const name = api.excerpt.draw(api.excerpt.marked(record.title, answer.words.concat(hit.words)), make("span"));
    const title = make("span", { class: "hit__title" }, record.number && !api.catalogue.isDocument(record) && make("span", { class: "hit__number" }, record.number), name);
    const link = make("a", { class: "hit hit--" + record.kind, id: "search-hit-" + index, role: "option", "aria-selected": "false", tabindex: "-1", href: target(hit, hit.anchor) },
      make("span", { class: "hit__head" }, make("span", { class: "hit__kind" }, record.kindName), title, hit.partial && make("span", { class: "hit__partial" }, "部分匹配")),
      make("span", { class: "hit__excerpt" }), make("span", { class: "hit__meta" }, meta(record)));
    return make("li", { role: "presentation" }, link);
  }

  function meta(record) {
    const document = api.catalogue.isDocument(record), parts = [];
    if (document) parts.push(record.number || "无文号");
    if (record.note && record.kind !== "clause") parts.push(record.note);
    api.catalogue.data.documents.forEach((entry, index) => {
      if (!record.documents.has(index)) return;
      const state = handbook.phase(entry.phases), word = state ? state.word : "";
      if (document) parts.push(word); else parts.push("《" + entry.name + "》" + word);
    });
    return parts.filter(Boolean).slice(0, 4).join(" · ");
  }

  /* The address of a hit, with the words to mark there. */
  function target(hit, anchor) {
    const at = hit.record.url.indexOf("#"), page = at < 0 ? hit.record.url : hit.record.url.slice(0, at);
    const hash = at < 0 ? (anchor ? "#" + anchor : "") : hit.record.url.slice(at);
    const words = Array.from(new Set(hit.words)).slice(0, 6).map((word) => "h=" + encodeURIComponent(word));
    return handbook.load.address(page) + (words.length ? "?" + words.join("&") : "") + hash;
  }

  /* The excerpt comes from the text of the hit; without one the name says all. */
  function fill(hit, index) {
    const row = list.children[index];
    if (!hit.record.text) return null;
    return api.engine.text(hit.record.text).then((fragment) => {
      const found = api.excerpt.of(fragment, hit.words.length ? hit.words : answer ? answer.words : []);
      api.excerpt.draw(found.parts, row.querySelector(".hit__excerpt"));
      row.firstElementChild.href = target(hit, hit.anchor || found.anchor);
    }, () => { row.querySelector(".hit__excerpt").textContent = "（摘录没有载入）"; });
  }

  /* --- keys --- */

  function key(event) {
    if (event.isComposing || composing || event.keyCode === 229) return;
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count) select((current + (event.key === "ArrowDown" ? 1 : -1 + Number(current < 0)) + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (stale) wanted = true; else follow();
    } else if (event.key === "Escape") {
      event.preventDefault();  // a search field would clear itself first
      dialog.close();
    }
  }

  function follow() {
    const link = list.children[Math.max(0, current)];
    wanted = false;
    if (link) link.firstElementChild.click();
  }

  function select(index) {
    if (current >= 0) list.children[current].firstElementChild.setAttribute("aria-selected", "false");
    current = index;
    list.classList.remove("is-untouched");
    const link = list.children[index].firstElementChild;
    link.setAttribute("aria-selected", "true");
    link.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", link.id);
  }

  /* --- the address --- */

  function address(query) {
    const parameters = new URLSearchParams(location.search);
    parameters.delete("h");
    if (query) parameters.set("q", query); else parameters.delete("q");
    if (query) api.facets.write(parameters);
    else ["city", "kind", "doc", "industry"].forEach((name) => { parameters.delete(name); });
    handbook.rewrite(String(parameters) && "?" + parameters, location.hash);
  }

  api.dialog = { open };
})();
