/* What is in force today. Pages carry the phases of each document, from which day each begins; this script picks the
   one for the day of reading, so that an old offline copy never shows an expired document as valid. Days are those of
   China and compare as text (2026-01-13); handbookToday is for the other scripts. */
(function () {
  "use strict";

  // China keeps UTC+8 all year. (Intl would say the same, after loading its tables for 40 ms on a phone.)
  var today = window.handbookToday = new Date(new Date().getTime() + 8 * 36e5).toISOString().slice(0, 10);

  document.querySelectorAll("[data-phases]").forEach(function (badge) {
    var now = JSON.parse(badge.dataset.phases).filter(function (phase) { return phase[0] <= today; }).pop();
    if (badge.hasAttribute("data-quiet")) badge.hidden = !now || now[1] === "in-force";
    if (!now || badge.classList.contains("force--" + now[1])) return;
    badge.className = "force force--" + now[1];
    badge.textContent = now[2];
  });

  // A text whose state has changed says so under its head, where other texts that do not bind say it too.
  var own = document.querySelector(":is(.page-head__status, .doc-head__status) > .force");
  if (own && /force--(expired|upcoming|replaced)/.test(own.className)) {
    var notice = document.createElement("div");
    notice.className = "notice notice--closed";
    notice.setAttribute("role", "note");
    notice.innerHTML = "<p><strong></strong>按您阅读的这一天判断；以发布机关的公告为准。</p>";
    notice.querySelector("strong").textContent = own.textContent;
    own.closest("header").after(notice);
  }

  // Lists that show first what is in force keep doing so as the days pass.
  var order = ["in-force", "upcoming", "closed", "replaced", "expired", "reference", "proposal"];
  document.querySelectorAll("[data-in-force-first]").forEach(function (list) {
    Array.from(list.children).map(function (item, index) {
      var badge = item.querySelector(".force"), code = badge && (/force--([a-z-]+)/.exec(badge.className) || [])[1];
      return [order.indexOf(code), index, item];
    }).sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; }).forEach(function (entry) { list.appendChild(entry[2]); });
  });

  document.querySelectorAll("[data-today]").forEach(function (line) {
    var first = Array.from(line.parentNode.children).find(function (item) { return item.dataset.day < today; });
    line.parentNode.insertBefore(line, first || null);
    line.firstElementChild.textContent = "今天是" + today.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日") + "，以下已过";
  });

  document.querySelectorAll("[data-day]").forEach(function (place) {
    var past = place.dataset.day < today;
    if (place.classList.contains("day-state")) {
      place.textContent = past ? "已过" : place.dataset.day === today ? "今天" : "";
    } else {
      place.classList.toggle("is-past", past);
    }
  });
})();
