/* The index of terms, narrowed by what is typed: a name, another name, or words of the explanation. Letters without a term
   left go with them. Without this script the index is whole. */
(function () {
  "use strict";

  const { handbook } = window;
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-terms]"));
  const field = form.querySelector("input"), found = form.querySelector("[data-found]");
  const groups = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".index-group")));
  const letters = /** @type {HTMLElement} */ (document.querySelector(".index-letters"));
  let terms = null;

  async function narrow() {
    if (!terms) {
      await handbook.load.script("assets/javascripts/fold.js");
      await handbook.folding();
      terms = groups.map((group) => /** @type {HTMLElement[]} */ (Array.from(group.querySelectorAll(".term"))).map((element) => ({ element, text: handbook.bare(element.textContent) })));
    }
    const typed = handbook.bare(field.value);
    let left = 0;
    groups.forEach((group, index) => {
      const shown = terms[index].filter(({ text }) => text.includes(typed));
      terms[index].forEach(({ element }) => { element.hidden = true; });
      shown.forEach(({ element }) => { element.hidden = false; });
      group.hidden = !shown.length;
      left += shown.length;
    });
    letters.hidden = Boolean(typed);
    found.textContent = typed ? (left ? left + " 个术语" : "没有这样的术语，可以换个说法，或用搜索查全文") : "";
  }

  const act = () => { narrow().catch((error) => handbook.say(handbook.load.trouble(error))); };
  field.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) act(); });
  field.addEventListener("compositionend", act);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
})();
