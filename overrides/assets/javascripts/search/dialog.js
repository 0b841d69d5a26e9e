/* The search dialog: a combobox whose list are links to the hits. It knows `search`, facets and excerpts, not Pagefind.
   The focus stays in the field; arrow keys move the current option; the query and facets are kept in the address
   (?q=...&kind=...), which works for files in a folder too. */
(function (api) {
  "use strict";

  var PAGE = 10, WAIT = 30;
  var dialog, field, list, status, facetBox, more, nearest, hint;
  var answer, shown = PAGE, current = -1, turn = 0, timer, composing = false;
  var stale = false, wanted = false;  // what is shown is not yet the answer to what stands in the field; Enter waits for it

  var SHAPE =
    '<form class="search__bar" method="dialog" role="search">' +
    '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M15 15l5.5 5.5" stroke="currentColor" stroke-width="1.6"/></svg>' +
    '<input class="search__field" type="search" role="combobox" aria-label="搜索" aria-expanded="false" aria-controls="search-list" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" placeholder="条款、支持、产业、部门、术语">' +
    '<button type="submit" class="search__close" aria-label="关闭搜索">关闭</button></form>' +
    '<div class="search__facets" role="group" aria-label="筛选" hidden></div>' +
    '<p class="search__status" role="status"></p>' +
    '<div class="search__nearest" role="group" aria-label="相近的名称" hidden></div>' +
    '<div class="search__scroll" tabindex="-1"><ul class="search__list" id="search-list" role="listbox" aria-label="搜索结果"></ul>' +
    '<button type="button" class="search__more" hidden></button>' +
    '<div class="search__hint"><p>可以输入半个词、简称、文号、条号、金额或拼音。</p><ul></ul><p>几个词用空格隔开，要同时符合。</p></div></div>' +
    '<p class="search__keys" aria-hidden="true"><kbd>↑</kbd><kbd>↓</kbd> 选择 <kbd>Enter</kbd> 打开 <kbd>Esc</kbd> 关闭</p>';

  function build() {
    dialog = document.createElement("dialog");
    dialog.className = "search";
    dialog.setAttribute("aria-label", "搜索");
    dialog.innerHTML = SHAPE;  // fixed text; what comes from data or readers is only ever set as text
    function part(name) { return dialog.querySelector(".search__" + name); }
    field = part("field"); list = part("list"); status = part("status"); facetBox = part("facets");
    more = part("more"); nearest = part("nearest"); hint = part("hint");
    field.addEventListener("input", function (event) { if (!composing && !event.isComposing) changed(); });
    field.addEventListener("compositionstart", function () { composing = true; });
    field.addEventListener("compositionend", function () { composing = false; changed(); });
    field.addEventListener("keydown", key);
    dialog.querySelector("form").addEventListener("submit", function (event) {
      if (!event.submitter) event.preventDefault();
    });
    more.onclick = function () {
      var last = shown;
      shown += PAGE;
      draw();
      field.focus();
      select(last);
    };
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
      var word = event.target.closest(".search__hint button, .search__nearest button");
      if (word) { field.value = word.textContent; field.focus(); changed(); }
    });
    dialog.addEventListener("close", function () { wanted = false; address(""); });
    document.body.append(dialog);
  }

  function open(query) {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    if (query !== undefined) field.value = query;
    var asked = new URLSearchParams(location.search);
    field.focus();
    field.select();
    api.catalogue.load().then(function () {
      examples();
      if (query !== undefined) api.facets.read(asked);
      api.engine.start().catch(function () { /* told when a query needs it */ });
      if (field.value.trim()) run();
    }, failed);
  }

  function examples() {
    hint.querySelector("ul").replaceChildren.apply(hint.querySelector("ul"), api.catalogue.data.searches.map(function (text) {
      var button = element("button", "", text), row = element("li");
      button.type = "button";
      row.append(button);
      return row;
    }));
  }

  function changed() {
    stale = true;
    wanted = false;
    clearTimeout(timer);
    timer = setTimeout(function () { api.facets.clear(); run(); }, WAIT);
  }

  function run() {
    var query = field.value.trim(), mine = ++turn;
    shown = PAGE;
    stale = true;
    address(query);
    hint.hidden = Boolean(query);
    if (!query) { answer = null; settled(); draw(); return Promise.resolve(); }
    busy(true);
    return Promise.all([api.catalogue.load(), api.part("excerpt")]).then(function () { return api.search(query); }).then(function (found) {
      if (mine !== turn) return;
      answer = found;
      return draw();
    }).then(function () { if (mine === turn) settled(); }, function () { if (mine === turn) { wanted = false; settled(); failed(); } });
  }

  function settled() {
    busy(false);
    stale = false;
    if (wanted) follow();
  }

  function busy(on) {
    list.setAttribute("aria-busy", on);
    dialog.classList.toggle("is-busy", on);
  }

  function failed() {
    answer = null;
    draw();
    var again = document.createElement("button");
    again.type = "button";
    again.textContent = "重试";
    again.onclick = function () { field.focus(); run(); };
    status.replaceChildren("搜索的数据没有载入完整，请检查网络。", again);
  }

  /* --- drawing --- */

  function draw() {
    var hits = answer ? api.facets.narrowed(answer.hits) : [], seen = hits.slice(0, shown);
    current = -1;
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren.apply(list, seen.map(item));
    field.setAttribute("aria-expanded", Boolean(seen.length));
    more.hidden = hits.length <= shown;
    more.textContent = "再显示 " + Math.min(PAGE, hits.length - shown) + " 条（共 " + hits.length + " 条）";
    facetBox.hidden = !answer || !answer.hits.length;
    if (!facetBox.hidden) api.facets.draw(answer.hits, facetBox, function (facet) {
      shown = PAGE;
      address(field.value.trim());
      draw();
      facetBox.querySelector("[data-facet=" + facet + "]" + (facet === "kind" ? "[aria-pressed=true]" : "")).focus();
    });
    tell(hits);
    return Promise.all(seen.map(fill));
  }

  function tell(hits) {
    nearest.hidden = !answer || !answer.nearest.length;
    nearest.replaceChildren.apply(nearest, (answer ? answer.nearest : []).map(function (name) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      return button;
    }));
    if (!answer) status.textContent = "";
    else if (!answer.hits.length) status.textContent = "没有找到“" + field.value.trim() + "”。" + (answer.nearest.length ? "相近的名称：" : "可以换一个说法，或只写几个字。");
    else if (!hits.length) status.textContent = "这样筛选后没有结果，请放宽筛选。";
    else if (answer.partial) status.textContent = "没有一处写全“" + field.value.trim() + "”。部分匹配 " + hits.length + " 条：";
    else status.textContent = "找到 " + hits.length + " 条";
  }

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function item(hit, index) {
    var record = hit.record, data = api.catalogue.data, kind = data.kinds[record.kind];
    var row = element("li"), link = element("a", "hit hit--" + kind[0]);
    row.setAttribute("role", "presentation");
    link.id = "search-hit-" + index;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.href = target(hit, hit.anchor);
    var head = element("span", "hit__head");
    head.append(element("span", "hit__kind", kind[1]));
    var title = element("span", "hit__title");
    if (record.number && kind[0] !== "document") title.append(element("span", "hit__number", record.number));
    title.append(api.excerpt.draw(api.excerpt.marked(record.title, answer.words.concat(hit.words)), element("span")));
    head.append(title);
    if (hit.partial) head.append(element("span", "hit__partial", "部分匹配"));
    link.append(head, element("span", "hit__excerpt"), element("span", "hit__meta", meta(record, kind[0])));
    row.append(link);
    return row;
  }

  function meta(record, kind) {
    var data = api.catalogue.data, parts = [];
    if (kind === "document") parts.push(record.number || "无文号");
    if (record.note && !(kind === "clause")) parts.push(record.note);
    data.documents.forEach(function (row, index) {
      var state = api.catalogue.state(row), known = state[1] === "in-force" ? "" : state[2];
      if (!(record.documents & 1 << index)) return;
      if (kind === "document") parts.push(state[2]); else parts.push("《" + row[1] + "》" + known);
    });
    return parts.slice(0, 4).join(" · ");
  }

  /* The address of a hit, with the words to mark there. */
  function target(hit, anchor) {
    var at = hit.record.url.indexOf("#"), page = at < 0 ? hit.record.url : hit.record.url.slice(0, at);
    var hash = at < 0 ? (anchor ? "#" + anchor : "") : hit.record.url.slice(at);
    var words = Array.from(new Set(hit.words)).slice(0, 6).map(function (word) { return "h=" + encodeURIComponent(word); });
    return api.root + page + (words.length ? "?" + words.join("&") : "") + hash;
  }

  /* The excerpt comes from the text of the hit; without one the name says all. */
  function fill(hit, index) {
    var row = list.children[index];
    if (!hit.record.text) return null;
    return api.engine.text(hit.record.text).then(function (fragment) {
      var found = api.excerpt.of(fragment, hit.words.length ? hit.words : answer ? answer.words : []);
      api.excerpt.draw(found.parts, row.querySelector(".hit__excerpt"));
      row.firstElementChild.href = target(hit, hit.anchor || found.anchor);
    }, function () { row.querySelector(".hit__excerpt").textContent = "（摘录没有载入）"; });
  }

  /* --- keys --- */

  function key(event) {
    if (event.isComposing || composing || event.keyCode === 229) return;
    var count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count) select((current + (event.key === "ArrowDown" ? 1 : -1 + (current < 0)) + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (stale) wanted = true; else follow();
    } else if (event.key === "Escape") {
      event.preventDefault();  // a search field would clear itself first
      dialog.close();
    }
  }

  function follow() {
    var link = list.children[Math.max(0, current)];
    wanted = false;
    if (link) link.firstElementChild.click();
  }

  function select(index) {
    if (current >= 0) list.children[current].firstElementChild.setAttribute("aria-selected", "false");
    current = index;
    var link = list.children[index].firstElementChild;
    link.setAttribute("aria-selected", "true");
    link.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", link.id);
  }

  /* --- the address --- */

  function address(query) {
    var parameters = new URLSearchParams(location.search);
    parameters.delete("h");
    if (query) parameters.set("q", query); else parameters.delete("q");
    if (query) api.facets.write(parameters);
    else ["kind", "doc", "industry"].forEach(function (name) { parameters.delete(name); });
    var text = parameters.toString();
    try { history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash); } catch (e) { /* refused: the search still works */ }
  }

  api.dialog = { open: open };
})(window.handbookSearch);
