/* Tables that sort: every heading of a table[data-sortable] becomes a button. A heading with data-sort="number" sorts
   by number; a cell's data-value is used instead of its text where it has one. Without this script the table is
   complete, in the order of the documents. */
(function () {
  "use strict";

  const { dom } = window.handbook;
  let chinese = null;  // made when first needed: its tables take a while to load

  function value(row, column, byNumber) {
    const cell = row.cells[column];
    const text = cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
    return byNumber ? parseFloat(text) || 0 : text;
  }

  function sort(table, column, heading) {
    const down = heading.getAttribute("aria-sort") === "ascending";
    const byNumber = heading.dataset.sort === "number";
    chinese = chinese || new Intl.Collator("zh-Hans-CN", { numeric: true });
    const rows = Array.from(table.tBodies[0].rows, (row, index) => ({ row, index, value: value(row, column, byNumber) }));
    rows.sort((a, b) => {
      const order = byNumber ? a.value - b.value : chinese.compare(a.value, b.value);
      return (down ? -order : order) || a.index - b.index;
    });
    table.tBodies[0].append(...rows.map((entry) => entry.row));
    heading.parentNode.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  // A table wider than its box scrolls by keyboard too, under its own name; one that fits is no stop on the way.
  function boxes() {
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".table-wrap")).forEach((box) => {
      const caption = box.querySelector("caption");
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", caption ? caption.textContent : "表格");
      } else {
        ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
      }
    });
  }
  requestAnimationFrame(boxes);  // with the frame that lays the page out anyway
  addEventListener("resize", boxes);

  /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table[data-sortable]")).forEach((table) => {
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const button = dom.button("", () => sort(table, column, heading), { class: "sort" });
      button.append(...heading.childNodes);
      heading.append(button);
    });
  });
})();
