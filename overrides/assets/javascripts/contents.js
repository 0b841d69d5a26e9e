/* Marks in the contents beside a long page where the reader is, and keeps that entry in view. */
(function () {
  "use strict";

  const { place } = window.handbook;
  const list = document.querySelector(".contents--beside");
  const entries = Array.from(list.querySelectorAll("a"), (link) => ({ link, place: place(link.hash) })).filter((entry) => entry.place);
  let current = null, waiting = false;

  function mark() {
    waiting = false;
    if (!list.clientHeight) return;
    const passed = entries.filter((entry) => entry.place.getBoundingClientRect().top < 130).pop();
    if (passed === current) return;
    if (current) current.link.removeAttribute("aria-current");
    current = passed;
    if (!current) return;
    current.link.setAttribute("aria-current", "location");
    const box = current.link.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 2;
  }

  addEventListener("scroll", () => {
    if (!waiting) { waiting = true; requestAnimationFrame(mark); }
  }, { passive: true });
  mark();
})();
