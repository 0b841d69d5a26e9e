/* Copy a link or a citation at every clause and point. Loaded by pages that say how they are cited.

   The block .cite[data-cite] says how the page's text is cited: patterns with {place}, {note} and {address}, and with
   {version}, {day} and {iso} of the handbook. Every element with data-place and data-url is a place in it. One small bar moves to the place that the pointer or the focus
   is on. Where the reader wants letters as keys, c copies the citation of the place that has the focus, l its link. */
(function () {
  "use strict";

  const { handbook } = window;
  const { dom, load, copy, keys } = handbook;
  const block = /** @type {HTMLElement} */ (document.querySelector(".cite[data-cite]"));
  const about = JSON.parse(block.dataset.cite);

  // --- what is copied -------------------------------------------------------------------------------------------------

  const permanent = (url) => handbook.permanent(url, about.live && new URL(url, about.live.replace(/\/*$/, "/")).href);

  // The page names the edition that last changed it. Who cites it today cites the handbook as it is today, where that
  // can be learnt; a report tells both.
  let edition = about.edition;
  addEventListener("load", () => load.edition().then((now) => { edition = now; redraw(); }, () => {}));

  // How far the text binds on the day of reading: status.js has drawn it on the page's own badge.
  function note() {
    const badge = document.querySelector(".page-head__status > .force, .doc-head__status > .force");
    const code = badge && (/force--([a-z-]+)/.exec(badge.className) || [])[1];
    return about.notes[code] || "";
  }

  const remembered = () => handbook.lasting.get("citation") || "gongwen";

  function citation(place, url, form) {
    const parts = { place, note: note(), address: permanent(url) };
    return handbook.dated(about.forms[form], edition).replace(/\{(place|note|address)\}/g, (all, name) => parts[name]).replace(/(?:: |：)(?=(?:〔[^〕]*〕)?\[EB\/OL\])/, "");
  }

  /* How a place is cited on the day of reading: an amended text by the reading that holds then. */
  function said(place) {
    const { places, place: only } = place.dataset, { now } = handbook;
    const held = places && JSON.parse(places).find(([from, before]) => from <= now && (!before || now < before));
    return held ? held[2] : only;
  }

  function copyLink(place) {
    const address = permanent(place.dataset.url);
    copy(address, /^https?:/.test(address) ? "已复制链接" : "已复制手册内的地址（可粘贴到任何一份手册的“定位条款”）");
  }
  const copyCitation = (place) => copy(citation(said(place), place.dataset.url, remembered()), "已复制引用");
  const button = (text, act) => dom.button(text, act, { class: "cite-button" });

  // --- the bar at the place -------------------------------------------------------------------------------------------

  let current = null, bar = null, redraw = () => {};
  const placeOf = (node) => (node && node.closest ? node.closest("[data-place]") : null);

  // The pointer takes the bar along; the focus, once in the bar, keeps it. It stands after the heading and never in it,
  // so that it is no part of the heading's name.
  function show(place, pointed) {
    if (!place || place === block || place === current) return;
    if (!pointed && bar && bar.contains(document.activeElement)) return;
    bar = bar || dom.make("span", { class: "cite-bar" },
      button("复制链接", () => copyLink(current)), button("复制引用", () => copyCitation(current)));
    if (current) current.classList.remove("has-bar");
    current = place;
    place.classList.add("has-bar");
    const head = place.querySelector(":scope > .clause__head, :scope > h1");
    if (head) head.after(bar); else place.append(bar);
  }

  // The block: a choice of form, the citation in it, two buttons.
  function drawBlock() {
    const all = block.querySelector(".cite__all"), text = block.querySelector("q.citation");
    const choice = /** @type {HTMLSelectElement} */ (dom.make("select", { class: "cite__form", "aria-label": "引用写法" },
      Object.keys(about.labels).map((form) => dom.make("option", { value: form }, about.labels[form]))));
    choice.value = remembered();
    if (!choice.value) choice.value = "gongwen";
    const draw = () => { text.textContent = citation(said(block), block.dataset.url, choice.value); };
    redraw = () => { draw(); reported("本页版本：" + told(about.edition), "手册版本：" + told(edition) + "，本页版本：" + told(about.edition)); };
    choice.addEventListener("change", () => { handbook.lasting.set("citation", choice.value); draw(); });
    const buttons = dom.make("div", { class: "cite__buttons" },
      button("复制引用", () => copy(text.textContent, "已复制引用")), button("复制链接", () => copyLink(block)));
    if (all) all.replaceWith(buttons);
    block.querySelector("p.cite__label").append(" ", choice);
    block.querySelector(".cite__address code").textContent = permanent(block.dataset.url);
    draw();
    drawReport();
  }

  // On paper: the same address in letters, where the page was built without knowing it.
  const printed = document.querySelector(".paper-foot [data-address]"), whole = printed && permanent(/** @type {HTMLElement} */ (printed).dataset.address);
  if (printed && /^https?:/.test(whole)) {
    printed.querySelector("code").textContent = whole;
    if (printed.querySelector("[data-inside]")) printed.querySelector("[data-inside]").remove();
  }

  // The report names the address being read; where no receiver is set it can be copied.
  function drawReport() {
    const pre = block.querySelector(".cite__text"), given = block.dataset.url;
    reported("地址：" + given, "地址：" + permanent(given));
    if (pre) pre.after(button("复制报告", () => copy(pre.textContent, "已复制报告")));
  }

  const told = ({ version, as_of }) => version + "（" + as_of + "）";

  // One line of the report, in its text or in the link that carries it.
  function reported(before, after) {
    const pre = block.querySelector(".cite__text"), link = block.querySelector("p.cite__report a");
    if (pre) pre.textContent = pre.textContent.replace(before, after);
    else if (link) link.setAttribute("href", link.getAttribute("href").replace(encodeURIComponent(before), encodeURIComponent(after)));
  }

  drawBlock();
  document.addEventListener("pointerover", (event) => show(placeOf(event.target), true));
  document.addEventListener("focusin", (event) => show(placeOf(event.target), false));
  document.addEventListener("click", (event) => show(placeOf(event.target), false));
  document.addEventListener("keydown", (event) => {
    if (!keys.letters || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    const on = document.activeElement, place = placeOf(on);
    if (!place || keys.typing(on)) return;
    if (event.key === "c") copyCitation(place);
    else if (event.key === "l") copyLink(place);
    else return;
    event.preventDefault();
  });
})();
