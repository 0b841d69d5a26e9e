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

  // Amended texts: of each version the page has one part, shown on the days from its first to its last. Points have their
  // addresses in the part that is shown.
  const within = (days, day) => {
    const [from, until] = days.split("/");
    return from <= day && (!until || day <= until);
  };
  function hold(day) {
    all("[data-holds]").forEach((part) => {
      part.hidden = !within(part.dataset.holds, day);
      part.querySelectorAll(".point[data-url]").forEach((point) => {
        const id = /** @type {HTMLElement} */ (point).dataset.url.split("#")[1];
        if (part.hidden) point.removeAttribute("id");
        else if (!document.getElementById(id) || part.closest(".with-side")) point.id = id;
      });
    });
    all("[data-holds-mark]").forEach((part) => {
      /** @type {HTMLElement} */ (part.querySelector("[data-mark]")).hidden = !within(part.dataset.holdsMark, day);
    });
  }
  // Of a support that is amended the finder has a row for each version: only that of today may answer.
  all("tr[data-row]").forEach((row) => {
    if (!within(row.dataset.holds, today)) { row.remove(); return; }
    row.id = row.dataset.row;
    row.hidden = false;
    row.removeAttribute("data-holds");
  });
  if (document.querySelector("[data-holds], [data-holds-mark]")) hold(today);

  // A document read as on a day that the reader chooses; the address keeps it (#on=2027-01-01).
  const reading = /** @type {HTMLFormElement} */ (document.querySelector("[data-reading-day]"));
  if (reading) {
    const input = reading.querySelector("input"), said = reading.querySelector("[role=status]");
    const asOn = (day, what) => {
      hold(day);
      said.textContent = what || (day === today ? "今天的文本" : dayWords(day) + "的文本");
    };
    const asked = (/^#on=([0-9]{4}-[0-9]{2}-[0-9]{2})$/.exec(location.hash) || [])[1] || today;
    reading.hidden = false;
    input.value = asked;
    asOn(asked);
    input.addEventListener("change", () => {
      if (!input.value) return;
      asOn(input.value);
      window.handbook.rewrite(location.search, "#on=" + input.value);
    });
    reading.querySelector("[data-promulgated]").addEventListener("click", () => asOn("0000-00-00", "最初公布的文本"));
    reading.addEventListener("submit", (event) => event.preventDefault());
  }

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
  const order = ["in-force", "suspended", "upcoming", "closed", "replaced", "expired", "repealed", "lapsed", "deleted", "reference", "proposal"];
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
