/* Marks in the contents beside a long page where the reader is, and keeps that entry in view. */
(function () {
  "use strict";

  var list = document.querySelector(".contents--beside");
  var entries = Array.from(list.querySelectorAll("a")).map(function (link) {
    return { link: link, place: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
  }).filter(function (entry) { return entry.place; });
  var current = null, waiting = false;

  function mark() {
    waiting = false;
    if (!list.clientHeight) return;
    var passed = entries.filter(function (entry) { return entry.place.getBoundingClientRect().top < 130; }).pop();
    if (passed === current) return;
    if (current) current.link.removeAttribute("aria-current");
    current = passed;
    if (!current) return;
    current.link.setAttribute("aria-current", "location");
    var box = current.link.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 2;
  }

  addEventListener("scroll", function () {
    if (!waiting) { waiting = true; requestAnimationFrame(mark); }
  }, { passive: true });
  mark();
})();
