/* What is in force today. Pages carry the phases of each document, from which day each begins; this script picks the
   one for the day of reading, so that an old offline copy never shows an expired document as valid. */
(function () {
  "use strict";

  const { dayWords, dom, phase, today } = window.handbook;
  const all = (selector) => /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(selector)));
  const code = (badge) => (badge && (/force--([a-z-]+)/.exec(badge.className) || [])[1]) || "";

  all("[data-phases]").forEach((badge) => {
    const now = phase(JSON.parse(badge.dataset.phases));
    if (badge.hasAttribute("data-quiet")) badge.hidden = !now || now.code === "in-force";
    if (!now || badge.textContent === now.word) return;
    badge.className = "force force--" + now.code;
    badge.textContent = now.word;
  });

  // The time to apply, right to the minute also while the page stays open.
  function windows() {
    all("[data-window]").forEach((badge) => {
      const now = phase(JSON.parse(badge.dataset.window));
      if (!now || badge.textContent === now.word) return;
      badge.className = "force window window--" + now.code;
      badge.textContent = now.word;
    });
  }
  if (document.querySelector("[data-window]")) {
    windows();
    setInterval(windows, 2e4);
    all("[data-window-day]").forEach((line) => { line.hidden = true; });
  }

  // A text whose state has changed says so under its head, where other texts that do not bind say it too.
  const own = document.querySelector(".page-head__status > .force, .doc-head__status > .force");
  if (["expired", "upcoming", "replaced", "repealed", "lapsed", "suspended", "deleted"].includes(code(own))) {
    own.closest("header").after(dom.make("div", { class: "notice notice--closed", role: "note" },
      dom.make("p", {}, dom.make("strong", {}, own.textContent), "按您阅读的这一天判断；以发布机关的公告为准。")));
  }

  // Lists that show first what is in force keep doing so as the days pass.
  const order = ["in-force", "suspended", "upcoming", "closed", "replaced", "expired", "repealed", "lapsed", "deleted", "draft", "interpretation", "reference", "proposal"];
  all("[data-in-force-first]").forEach((list) => {
    const rank = (item) => order.indexOf(code(item.querySelector(".force")));
    list.append(...Array.from(list.children).sort((a, b) => rank(a) - rank(b)));
  });

  all("[data-today]").forEach((line) => {
    const first = /** @type {HTMLElement[]} */ (Array.from(line.parentNode.children)).find((item) => item.dataset.day < today);
    line.parentNode.insertBefore(line, first || null);
    line.firstElementChild.textContent = "今天是" + dayWords(today) + "，以下已过";
  });

  all("[data-day]").forEach((place) => {
    const past = place.dataset.day < today;
    if (place.classList.contains("day-state")) {
      place.textContent = past ? "已过" : place.dataset.day === today ? "今天" : "";
    } else {
      place.classList.toggle("is-past", past);
    }
  });
})();
