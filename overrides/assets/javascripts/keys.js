/* The reader's own choice of keys, on the page about accessibility. */
(function () {
  "use strict";

  const { keys, lasting } = window.handbook;
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-key-settings]"));

  /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("[data-keys]")).forEach((box) => {
    const name = box.dataset.keys;
    box.checked = keys[name];
    box.addEventListener("change", () => lasting.set("keys." + name, box.checked ? "on" : "off"));
  });
  place.hidden = false;
})();
