/* A term's meaning and places, told beside the word. Loaded when the first term is pointed at or pressed (reach.js).

   Pressed (pointer, tap or Enter), the note takes the focus; Esc, or going on from its last link, gives it back. Pointed at, it
   comes after a moment and goes with the pointer. It lies over the page: nothing moves. */
(function () {
  "use strict";

  const { handbook } = window;
  const { load, phase } = handbook;
  const { make } = handbook.dom;
  const MOMENT = 350;

  /** @type {{ mark: HTMLAnchorElement, box: HTMLElement, held: boolean } | null} */
  let open = null;
  let soon = 0, later = 0;

  const path = (mark) => "assets/data/glossary" + (mark.dataset.part ? "-" + mark.dataset.part : "") + ".js";

  function place([words, how, url, document], phases) {
    const now = phase(phases[document]);
    return make("li", {}, make("a", { href: load.address(url) }, words), how && "（" + how + "）",
      now && now.code !== "in-force" && [" ", make("span", { class: "force force--" + now.code }, now.word)]);
  }

  function drawn(mark, term, phases) {
    const id = "term-note-name";
    return make("div", { class: "term-note screen-only", role: "dialog", "aria-labelledby": id, tabindex: "-1" },
      make("p", { class: "term-note__name" }, make("strong", { id }, term.name), " ", make("span", { class: "tag" }, term.type), term.also.length > 0 && [" ", make("span", { class: "also" }, "又称 " + term.also.join("、"))]),
      make("p", {}, term.text || "手册没有解释这个词。"),
      term.places.length > 0 && [make("p", { class: "term-note__label" }, "写到它的地方"), make("ul", {}, term.places.map((one) => place(one, phases)))],
      make("p", {}, make("a", { href: mark.href }, "在术语索引里看" + (term.total > term.places.length ? "全部 " + term.total + " 处" : ""))));
  }

  /* Below the word, or above it where there is more room; inside the window. */
  function lay(mark, box) {
    const word = mark.getClientRects()[0], width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(word.left, width - box.offsetWidth - 8));
    const below = innerHeight - word.bottom, above = word.top > below && box.offsetHeight > below - 12;
    box.style.left = left + scrollX + "px";
    box.style.top = (above ? Math.max(0, word.top + scrollY - box.offsetHeight - 6) : word.bottom + scrollY + 6) + "px";
  }

  function close(back) {
    clearTimeout(soon);
    if (!open) return;
    const { mark, box, held } = open;
    open = null;
    mark.removeAttribute("aria-expanded");
    box.remove();
    if (back && held) mark.focus({ preventScroll: true });
  }

  async function show(mark, held) {
    if (open && open.mark === mark) {
      open.held = open.held || held;
      if (held) open.box.focus({ preventScroll: true });
      return;
    }
    const [{ terms, phases }] = await Promise.all([load.data(path(mark)), load.style("assets/stylesheets/glossary.css")]), term = terms[mark.hash.slice(1)];
    if (!term) throw load.lost(mark.href);
    close(false);
    const box = drawn(mark, term, phases);
    document.body.append(box);
    open = { mark, box, held };
    mark.setAttribute("aria-expanded", "true");
    lay(mark, box);
    if (held) box.focus({ preventScroll: true });
  }

  const within = (target) => open && (open.box.contains(target) || open.mark.contains(target));

  document.addEventListener("mouseover", (event) => {
    if (within(event.target)) clearTimeout(later);
    else {
      clearTimeout(soon);
      if (open && !open.held) { clearTimeout(later); later = setTimeout(() => close(false), MOMENT); }
    }
  });
  document.addEventListener("pointerdown", (event) => { if (!within(event.target)) close(false); });
  document.addEventListener("keydown", (event) => {
    if (!open) return;
    if (event.key === "Escape") close(true);
    if (event.key !== "Tab" || !open.box.contains(document.activeElement)) return;
    const stops = open.box.querySelectorAll("a"), at = document.activeElement;
    if (event.shiftKey ? at === stops[0] || at === open.box : at === stops[stops.length - 1]) {
      event.preventDefault();
      close(true);
    }
  });
  addEventListener("resize", () => close(true));

  /* What a reader does to a term: "click", or "mouseover". */
  handbook.glossary = async (mark, what) => {
    if (what === "click") return show(mark, true);
    clearTimeout(soon);
    if (matchMedia("(hover: hover)").matches) soon = setTimeout(() => show(mark, false).catch(() => { /* pressed, it is a link */ }), MOMENT);
    return undefined;
  };
})();
