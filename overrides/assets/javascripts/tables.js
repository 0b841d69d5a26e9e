/* Tables that sort: every heading of a table[data-sortable] becomes a button. A heading with data-sort="number" sorts
   by number; a cell's data-value is used instead of its text where it has one. Without this script the table is
   complete, in the order of the documents. */
(function () {
  "use strict";

  var chinese;  // made when first needed: its tables take a while to load

  function value(row, column, byNumber) {
    var cell = row.cells[column];
    var text = cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
    return byNumber ? parseFloat(text) || 0 : text;
  }

  function sort(table, column, heading) {
    var down = heading.getAttribute("aria-sort") === "ascending";
    var byNumber = heading.dataset.sort === "number";
    var body = table.tBodies[0];
    chinese = chinese || new Intl.Collator("zh-Hans-CN", { numeric: true });
    var rows = Array.from(body.rows).map(function (row, index) { return [value(row, column, byNumber), index, row]; });
    rows.sort(function (a, b) {
      var order = byNumber ? a[0] - b[0] : chinese.compare(a[0], b[0]);
      return (down ? -order : order) || a[1] - b[1];
    });
    rows.forEach(function (entry) { body.appendChild(entry[2]); });
    heading.parentNode.querySelectorAll("th").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  // A table wider than its box scrolls by keyboard too, under its own name; one that fits is no stop on the way.
  function boxes() {
    document.querySelectorAll(".table-wrap").forEach(function (box) {
      var wide = box.scrollWidth > box.clientWidth;
      var caption = box.querySelector("caption");
      if (wide) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", caption ? caption.textContent : "表格");
      } else {
        ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
      }
    });
  }
  requestAnimationFrame(boxes);  // with the frame that lays the page out anyway
  addEventListener("resize", boxes);

  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      button.addEventListener("click", function () { sort(table, column, heading); });
      heading.appendChild(button);
    });
  });
})();
