/* Amended texts. A page carries every version of what changed, each with the days on which it is the one; this script
   shows that of the day of reading, or of a day that the reader chooses. Loaded only where a text was amended. */
(function () {
  "use strict";

  const { dayWords, today } = window.handbook;
  const all = (selector) => /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(selector)));

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
  hold(today);

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
})();
