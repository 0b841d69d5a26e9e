/* What pictures show of the day of reading: where today stands, and which force a document has. Without this script both
   are those of the data's day, and say so. Days are those of Asia/Shanghai and compare as text. */
(function () {
  "use strict";

  var today = window.handbookToday;  // of status.js
  var parts = today.split("-").map(Number);

  // data-stops: [[day, place], …]; between two of them time runs evenly.
  function place(stops) {
    var last = stops[stops.length - 1];
    if (today <= stops[0][0]) return stops[0][1];
    if (today >= last[0]) return last[1];
    var next = stops.findIndex(function (stop) { return stop[0] > today; });
    var a = stops[next - 1], b = stops[next];
    return a[1] + (b[1] - a[1]) * (Date.parse(today) - Date.parse(a[0])) / (Date.parse(b[0]) - Date.parse(a[0]));
  }

  document.querySelectorAll("[data-stops]").forEach(function (mark) {
    var stops = JSON.parse(mark.dataset.stops);
    var at = place(stops);
    var after = today > stops[stops.length - 1][0] ? "（在图之后）" : "";
    var texts = mark.querySelectorAll("text");
    if (mark.classList.contains("pic-today--down")) {
      mark.setAttribute("transform", "translate(0 " + at + ")");
      texts[0].textContent = "今天" + after;
      texts[1].textContent = parts[1] + "月" + parts[2] + "日";
    } else {
      mark.setAttribute("transform", "translate(" + at + " 0)");
      texts[0].textContent = "今天 " + parts[0] + "年" + parts[1] + "月" + parts[2] + "日" + after;
      mark.classList.toggle("is-late", at > 780);
    }
  });

  document.querySelectorAll("[data-states]").forEach(function (box) {
    var now = JSON.parse(box.dataset.states).filter(function (phase) { return phase[0] <= today; }).pop();
    var word = box.querySelector(".pic-status");
    if (!now || box.classList.contains("pic-doc--" + now[1])) return;
    box.setAttribute("class", "pic-doc pic-doc--" + now[1]);
    box.setAttribute("aria-label", box.getAttribute("aria-label").replace(word.textContent, now[2]));
    word.textContent = now[2];
  });
})();
