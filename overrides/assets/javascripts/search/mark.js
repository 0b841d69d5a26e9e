/* On a page that was reached from a hit (?h=word): marks the words, shows the first, and tidies the address away. */
(function (api) {
  "use strict";

  var INLINE = /^(A|ABBR|B|CITE|CODE|DFN|EM|I|MARK|Q|SMALL|SPAN|STRONG|SUB|SUP|TIME)$/;

  function mark(words) {
    var article = document.querySelector("article");
    var plain = words.map(api.cut.plain).filter(Boolean);
    if (!article || !plain.length) return;
    var place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    runs(article).forEach(function (nodes) { markRun(nodes, plain); });
    var first = (place && place.querySelector("mark.found")) || (!place && article.querySelector("mark.found"));
    if (first && !place && first.getBoundingClientRect().bottom > innerHeight) first.scrollIntoView({ block: "center" });
    tidy();
  }

  /* Text nodes that a reader sees in one line: broken at every block element. */
  function runs(root) {
    var list = [], run = [];
    (function walk(node) {
      if (node.nodeType === 3) return void run.push(node);
      if (node.nodeType !== 1 || /^(SCRIPT|STYLE|SVG|BUTTON)$/i.test(node.tagName)) return;
      var block = !INLINE.test(node.tagName);
      if (block) { list.push(run); run = []; }
      node.childNodes.forEach(walk);
      if (block) { list.push(run); run = []; }
    })(root);
    return list.concat([run]).filter(function (nodes) { return nodes.length; });
  }

  function markRun(nodes, plain) {
    var text = nodes.map(function (node) { return node.data; }).join("");
    var spans = api.cut.spans(api.cut.mapped(text), plain), at = text.length;
    if (!spans.length) return;
    nodes.reverse().forEach(function (node) {  // from the end, so that places before stay true
      var start = at - node.data.length, end = at;
      at = start;
      spans.slice().reverse().forEach(function (span) {
        var from = Math.max(span[0], start) - start, to = Math.min(span[1], end) - start;
        if (from >= to || !node.data.trim()) return;
        var range = document.createRange(), found = document.createElement("mark");
        range.setStart(node, from);
        range.setEnd(node, to);
        found.className = "found";
        range.surroundContents(found);
      });
    });
  }

  /* The address that readers copy is that of the place alone. */
  function tidy() {
    var query = new URLSearchParams(location.search);
    query.delete("h");
    var rest = query.toString();
    try { history.replaceState(history.state, "", location.pathname + (rest ? "?" + rest : "") + location.hash); } catch (e) { /* some browsers refuse it in a folder */ }
  }

  api.mark = mark;
})(window.handbookSearch);
