/* On a support's own page: copy its citation. Adding it to the list is a link that works without this script. */
(function () {
  "use strict";

  document.querySelectorAll("[data-copy]").forEach((place) => {
    place.hidden = false;
    place.addEventListener("click", () => window.Finder.copy(document.getElementById(place.dataset.copy).textContent.trim(), place));
  });
})();
