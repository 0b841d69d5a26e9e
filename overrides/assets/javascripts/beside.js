/* The official wording and what the handbook says of it: a fact that both have is shown in both while one is pointed at or has
   the focus. Without this script it is a link from one to the other. */
(function () {
  "use strict";

  const both = document.querySelector("[data-beside]");
  const facts = /** @type {HTMLElement[]} */ (Array.from(both.querySelectorAll("[data-same]")));

  function show(target) {
    const fact = target && /** @type {HTMLElement} */ (target.closest("[data-same]"));
    facts.forEach((other) => other.classList.toggle("is-same", Boolean(fact) && other.dataset.same === fact.dataset.same));
  }
  both.addEventListener("pointerover", (event) => show(event.target));
  both.addEventListener("pointerleave", () => show(document.activeElement));
  both.addEventListener("focusin", (event) => show(event.target));
  both.addEventListener("focusout", () => show(null));
})();
