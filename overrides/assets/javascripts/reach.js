/* The place that an address names: marked, unfolded, in view and in focus. Also loads what few pages need. */
(function () {
  "use strict";

  const { load, place, say } = window.handbook;

  function reach() {
    const there = place(location.hash);
    document.querySelectorAll(".is-reached").forEach((old) => old.classList.remove("is-reached"));
    if (!there || there.id === "main") return;
    there.classList.add("is-reached");
    for (let fold = there.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!there.hasAttribute("tabindex")) there.tabIndex = -1;
    there.scrollIntoView();
    there.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", reach);
  if (document.readyState === "complete") reach(); else window.addEventListener("load", reach);

  const RARE = { "form[data-locate]": "locate", "form[data-terms]": "terms", "[data-key-settings]": "keys", "[data-beside]": "beside" };
  Object.entries(RARE).forEach(([selector, name]) => {
    if (document.querySelector(selector)) load.script("assets/javascripts/" + name + ".js").catch((error) => say(load.trouble(error)));
  });

  /* A term in running text: a link to the index of terms, which tells its meaning on the spot once its script is there. The
     step that loads the script is taken again by it. */
  const GLOSSARY = "assets/javascripts/glossary.js";
  const wanted = (event) => {
    const mark = /** @type {HTMLAnchorElement} */ (/** @type {Element} */ (event.target).closest("a.term-mark"));
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.type === "click") event.preventDefault();
    const { type } = event;
    load.script(GLOSSARY).then(() => window.handbook.glossary(mark, type)).catch(() => { if (type === "click") location.href = mark.href; });
  };
  document.addEventListener("click", wanted);
  document.addEventListener("mouseover", wanted);
})();
