/* Excerpts: the exact words of a text around what was found, put together from the pieces of the index. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  const LENGTH = 84;
  const HAN_PAIR = /^([^\p{L}\p{N}]*)(\p{Script=Han})\p{Script=Han}$/u;

  /* The blocks of a fragment, in the words of the page: {text, anchor}. */
  function blocks(fragment) {
    const pieces = fragment.content.replace(/\.$/, "").split(/\s+/), anchors = fragment.anchors.slice();
    const list = [];
    let text = "", anchor = "";
    pieces.forEach((piece, place) => {
      while (anchors.length && anchors[0].location <= place) anchor = anchors.shift().id;
      if (/^ꀕ\.?$/.test(piece)) return;
      const pair = piece.match(HAN_PAIR);
      text += pair ? pair[1] + pair[2] : piece.replace(/¶\.?$/, "");
      if (/¶\.?$/.test(piece)) {
        list.push({ text: text.replace(/␣/g, " ").replace(/▁/g, "_").replace(/ꀖ/g, "%").replace(/ꀗ/g, "‰"), anchor: anchor === "top" ? "" : anchor });
        text = "";
      }
    });
    return list;
  }

  /* The block that says most of the words: its id, and an excerpt as parts {text, marked}. The first block is the title. */
  function excerpt(fragment, words) {
    const plain = words.map(api.cut.plain);
    /** @type {{ worth?: number, block: any, spans: any[], title?: boolean }} */
    let best = null;
    blocks(fragment).forEach((block, index) => {
      const map = api.cut.mapped(block.text), spans = api.cut.spans(map, plain);
      const kinds = plain.filter((word) => map.plain.includes(word)).length;
      const worth = kinds * 10 + Math.min(spans.length, 3) + (index ? 1 : 0) + Math.min(block.text.length, 60) / 30;
      if (!best || worth > best.worth) best = { worth, block, spans, title: !index };
    });
    if (best && best.title && best.spans.length) best = { block: next(fragment) || best.block, spans: [] };
    return best ? { anchor: best.block.anchor, parts: window_(best.block.text, best.spans) } : { anchor: "", parts: [] };
  }
  /* Where only the title says it, what follows the title says more. */
  function next(fragment) {
    const list = blocks(fragment);
    return list[1] && { text: list[1].text, anchor: "" };
  }

  function window_(text, spans) {
    const first = spans[0] || [0, 0];
    const start = text.length <= LENGTH ? 0 : Math.max(0, Math.min(first[0] - 24, text.length - LENGTH));
    const end = Math.min(text.length, start + LENGTH);
    const parts = /** @type {Handbook.Part[]} */ (start ? [{ text: "…" }] : []);
    let at = start;
    spans.forEach((span) => {
      if (span[0] < at || span[1] > end) return;
      if (span[0] > at) parts.push({ text: text.slice(at, span[0]) });
      parts.push({ text: text.slice(span[0], span[1]), marked: true });
      at = span[1];
    });
    parts.push({ text: text.slice(at, end) + (end < text.length ? "…" : "") });
    return parts;
  }

  /* A name with the words marked in it. */
  function marked(name, words) {
    const parts = /** @type {Handbook.Part[]} */ ([]);
    let at = 0;
    api.cut.spans(api.cut.mapped(name), words.map(api.cut.plain)).forEach((span) => {
      parts.push({ text: name.slice(at, span[0]) }, { text: name.slice(span[0], span[1]), marked: true });
      at = span[1];
    });
    return parts.concat({ text: name.slice(at) });
  }

  function draw(parts, into) {
    into.replaceChildren.apply(into, parts.filter((part) => part.text).map((part) => {
      if (!part.marked) return document.createTextNode(part.text);
      const mark = document.createElement("mark");
      mark.textContent = part.text;
      return mark;
    }));
    return into;
  }

  api.excerpt = { of: excerpt, blocks, marked, draw };
})();
