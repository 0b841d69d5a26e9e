/* The page frame's own script, loaded before anything is drawn.
   It replaces the theme's inline scripts, so that a strict CSP needs no hashes. */
(function () {
  "use strict";

  // The theme's bundle expects these four globals.
  var root = new URL("../../", document.currentScript.src);
  window.__md_scope = root;
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (hash, c) { return (hash << 5) - hash + c.charCodeAt(0); }, 0);
  };
  window.__md_get = function (key, store, scope) {
    try { return JSON.parse((store || localStorage).getItem((scope || root).pathname + "." + key)); } catch (e) { return null; }
  };
  window.__md_set = function (key, value, store, scope) {
    try { (store || localStorage).setItem((scope || root).pathname + "." + key, JSON.stringify(value)); } catch (e) { /* storage is off */ }
  };

  // Light or dark: the reader's choice, else the system's.
  var system = matchMedia("(prefers-color-scheme: dark)");
  var chosen = __md_get("__scheme");
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
      __md_set("__scheme", chosen);
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
})();
