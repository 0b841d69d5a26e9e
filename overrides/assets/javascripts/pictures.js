/* What pictures show of the day of reading: where today stands, and which force a document has. Without this script
   there is no mark of today, and force is that of the day to which the page says it holds. Days are those of Asia/Shanghai and compare as text. */
(function () {
  "use strict";

  const { phase, today } = window.handbook;
  const parts = today.split("-").map(Number);

  // data-stops: [[day, place], …]; between two of them time runs evenly.
  function along(stops) {
    const first = stops[0], last = stops[stops.length - 1];
    if (today <= first.day) return first.place;
    if (today >= last.day) return last.place;
    const next = stops.findIndex(({ day }) => day > today), a = stops[next - 1], b = stops[next];
    return a.place + (b.place - a.place) * (Date.parse(today) - Date.parse(a.day)) / (Date.parse(b.day) - Date.parse(a.day));
  }

  /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-stops]")).forEach((mark) => {
    const stops = JSON.parse(mark.dataset.stops).map(([day, place]) => ({ day, place }));
    const at = along(stops);
    const after = today > stops[stops.length - 1].day ? "（在图之后）" : "";
    const texts = mark.querySelectorAll("text");
    mark.classList.add("is-placed");
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

  /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("[data-states]")).forEach((box) => {
    const now = phase(JSON.parse(box.dataset.states));
    const word = box.querySelector(".pic-status");
    if (!now || box.classList.contains("pic-doc--" + now.code)) return;
    box.setAttribute("class", "pic-doc pic-doc--" + now.code);
    box.setAttribute("aria-label", box.getAttribute("aria-label").replace(word.textContent, now.word));
    word.textContent = now.word;
  });
})();
