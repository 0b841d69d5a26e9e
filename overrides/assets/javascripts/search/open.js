/* The only part of the search that every page loads: it binds the ways to open it and fetches the rest when asked.
   Also loads the marking of found words on a page that was reached from a hit (?h=...). */
(function () {
  "use strict";

  const { handbook } = window;
  const { load, keys } = handbook;
  const FOLDER = "assets/javascripts/search/";
  const PARTS = ["cut", "catalogue", "load", "engine", "facets", "dialog"];

  /** @type {Handbook.Search} */
  const api = handbook.search = {
    part: (name) => load.script(FOLDER + name + ".js"),
    ask: (query) => api.part("find").then(() => api.ask(query)),  // find.js takes its place
  };
  const fold = () => load.script("assets/javascripts/fold.js");
  const sheet = () => load.style("assets/stylesheets/search.css");

  function open(query) {
    Promise.all([sheet(), fold(), ...PARTS.map(api.part)])
      .then(() => api.dialog.open(query))
      .catch((error) => handbook.say("搜索没有载入。" + load.trouble(error)));
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    const command = event.ctrlKey || event.metaKey;
    const wanted = command ? !event.shiftKey && event.key.toLowerCase() === "k"
      : !keys.typing(event.target) && (event.key === "/" ? keys.slash : ["f", "s"].includes(event.key) && keys.letters);
    if (!wanted) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    const opener = /** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest("[data-search-open]"));
    if (!opener) return;
    event.preventDefault();
    open(opener.dataset.searchOpen || undefined);
  });

  function ready() {
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-search-open], [data-search-only]")).forEach((part) => {
      part.hidden = false;
    });
    const query = new URLSearchParams(location.search);
    if (query.has("q")) open(query.get("q"));
    if (query.has("h")) {
      Promise.all([sheet(), fold(), api.part("cut"), api.part("mark")]).then(() => handbook.folding())
        .then(() => api.mark(query.getAll("h"))).catch(() => { /* unmarked, the page says the same */ });
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
