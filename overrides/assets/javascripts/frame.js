/* The page frame's own script, loaded before anything is drawn.
   It replaces the theme's inline scripts and its bundle, so that a strict CSP needs no hashes. */
(function () {
  "use strict";

  // Style sheets may keep room for what scripts will show, so that nothing jumps.
  document.documentElement.dataset.scripts = "";

  // An address that carries a choice is answered by a script. A table is not shown whole before that, only to be replaced:
  // it waits for its script, and no longer than for the page.
  if (location.hash.includes("=")) {
    document.documentElement.dataset.waits = "";
    addEventListener("load", () => { delete document.documentElement.dataset.waits; });
  }

  // Light or dark: the reader's choice, else the system's. Kept for this handbook alone: a folder of files shares
  // one storage with every other page opened from the disk.
  const key = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).pathname + "scheme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem(key); } catch { /* storage is off */ }
  function draw() {
    const scheme = chosen || (system.matches ? "slate" : "default");
    document.body.setAttribute("data-md-color-scheme", scheme);
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-scheme-toggle]")).forEach((button) => {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(scheme === "slate"));
    });
  }
  draw();
  if (system.addEventListener) system.addEventListener("change", draw);

  document.addEventListener("DOMContentLoaded", draw);
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-scheme-toggle]")) {
      chosen = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      try { localStorage.setItem(key, chosen); } catch { /* storage is off */ }
      draw();
    }
    closeFolds(target);
  });

  // Menus that open over the page close with Escape and by a click elsewhere.
  function closeFolds(except) {
    /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".fold[open]")).forEach((fold) => {
      if (except && fold.contains(except)) return;
      if (!except && fold.contains(document.activeElement)) /** @type {HTMLElement} */ (fold.firstElementChild).focus();
      fold.open = false;
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeFolds(null);
  });

  // Pages name the edition that last changed them, so that a page that did not change stays the same file. The one that
  // the handbook has now is asked for when a place that tells it comes near (cite.js needs it for citations anyway).
  function tellEdition(edition) {
    const { dated, dayWords } = window.handbook;
    document.querySelectorAll("[data-now]").forEach((place) => {
      place.textContent = "；手册现为 " + edition.version + " 版，数据截至 " + dayWords(edition.as_of);
    });
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cited]")).forEach((place) => {
      place.textContent = dated(place.dataset.cited, edition);
    });
  }
  addEventListener("load", () => {
    const watch = new IntersectionObserver((seen) => {
      if (!document.querySelector(".cite[data-cite]") && !seen.some((place) => place.isIntersecting)) return;
      watch.disconnect();
      window.handbook.load.edition().then(tellEdition, () => { /* the page has said its own */ });
    }, { rootMargin: "400px" });
    document.querySelectorAll("[data-now], [data-cited]").forEach((place) => watch.observe(place.parentElement));
  });

  // Paper cannot unfold anything. What was unfolded for it is folded again.
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  addEventListener("beforeprint", () => {
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-own]")).forEach((place) => {
      place.textContent = window.handbook.permanent(place.dataset.own, place.textContent);
    });
    const folded = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("article details:not([open])"));
    unfolded = unfolded.concat(Array.from(folded));
    unfolded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => {
    unfolded.forEach((details) => { details.open = false; });
    unfolded = [];
  });
})();
