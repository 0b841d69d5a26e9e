/* The page frame's own script, loaded before anything is drawn.
   It replaces the theme's inline scripts and its bundle, so that a strict CSP needs no hashes. */
(function () {
  "use strict";

  // Style sheets may keep room for what scripts will show, so that nothing jumps.
  document.documentElement.dataset.scripts = "";

  // Light or dark: the reader's choice, else the system's. Kept for this handbook alone: a folder of files shares
  // one storage with every other page opened from the disk.
  var key = new URL("../../", document.currentScript.src).pathname + "scheme";
  var system = matchMedia("(prefers-color-scheme: dark)");
  var chosen = null;
  try { chosen = localStorage.getItem(key); } catch (e) { /* storage is off */ }
  function draw() {
    var scheme = chosen || (system.matches ? "slate" : "default");
    document.body.setAttribute("data-md-color-scheme", scheme);
    document.querySelectorAll("[data-scheme-toggle]").forEach(function (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", scheme === "slate");
    });
  }
  draw();
  if (system.addEventListener) system.addEventListener("change", draw);

  document.addEventListener("DOMContentLoaded", draw);
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-scheme-toggle]")) {
      chosen = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
      try { localStorage.setItem(key, chosen); } catch (e) { /* storage is off */ }
      draw();
    }
    closeFolds(event.target);
  });

  // Menus that open over the page close with Escape and by a click elsewhere.
  function closeFolds(except) {
    document.querySelectorAll(".fold[open]").forEach(function (fold) {
      if (except && fold.contains(except)) return;
      if (!except && fold.contains(document.activeElement)) fold.firstElementChild.focus();
      fold.open = false;
    });
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeFolds();
  });

  // Paper cannot unfold anything.
  addEventListener("beforeprint", function () {
    document.querySelectorAll("article details").forEach(function (details) { details.open = true; });
  });
})();
