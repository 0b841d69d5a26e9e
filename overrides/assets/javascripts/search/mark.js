/* On a page that was reached from a hit (?h=word): marks the words, shows the first, and tidies the address away. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  const INLINE = /^(A|ABBR|B|CITE|CODE|DFN|EM|I|MARK|Q|SMALL|SPAN|STRONG|SUB|SUP|TIME)$/;

  function mark(words) {
    const article = document.querySelector("article");
    const plain = words.map(api.cut.plain).filter(Boolean);
    if (!article || !plain.length) return;
    const place = handbook.place(location.hash);
    runs(article).forEach((nodes) => { markRun(nodes, plain); });
    const first = (place && place.querySelector("mark.found")) || (!place && article.querySelector("mark.found"));
    if (first && !place && first.getBoundingClientRect().bottom > innerHeight) first.scrollIntoView({ block: "center" });
    tidy();
  }

  /* Text nodes that a reader sees in one line: broken at every block element. */
  function runs(root) {
    const list = [];
    let run = [];
    (function walk(node) {
      if (node.nodeType === 3) return void run.push(node);
      if (node.nodeType !== 1 || /^(SCRIPT|STYLE|SVG|BUTTON)$/i.test(node.tagName)) return;
      const block = !INLINE.test(node.tagName);
      if (block) { list.push(run); run = []; }
      node.childNodes.forEach(walk);
      if (block) { list.push(run); run = []; }
    })(root);
    return list.concat([run]).filter((nodes) => nodes.length);
  }

  function markRun(nodes, plain) {
    const text = nodes.map((node) => node.data).join("");
    const spans = api.cut.spans(api.cut.mapped(text), plain);
    let at = text.length;
    if (!spans.length) return;
    nodes.reverse().forEach((node) => {  // from the end, so that places before stay true
      const start = at - node.data.length, end = at;
      at = start;
      spans.slice().reverse().forEach((span) => {
        const from = Math.max(span[0], start) - start, to = Math.min(span[1], end) - start;
        if (from >= to || !node.data.trim()) return;
        const range = document.createRange(), found = document.createElement("mark");
        range.setStart(node, from);
        range.setEnd(node, to);
        found.className = "found";
        range.surroundContents(found);
      });
    });
  }

  /* The address that readers copy is that of the place alone. */
  function tidy() {
    const query = new URLSearchParams(location.search);
    query.delete("h");
    handbook.rewrite(String(query) && "?" + query, location.hash);
  }

  api.mark = mark;
})();
