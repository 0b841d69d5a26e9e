/* 我的产品在列吗: a product or technology in the reader's words, and the terms and subfields of the action plan that
   match it. The terms are loaded when the field is first used. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make, button } = handbook.dom;
  const field = /** @type {HTMLInputElement} */ (document.getElementById("product")), place = document.getElementById("product-found");
  if (!field) return;
  let asked = 0;

  /* What was typed stays: the reader sees what the choice came from. */
  const filter = (value, called) => button("看它的支持", () => document.dispatchEvent(new CustomEvent("finder:industry", { detail: { value, called } })), { class: "link" });
  const pin = (hit) => button("排在最前，看是否符合", () => document.dispatchEvent(new CustomEvent("finder:pin", { detail: { id: hit.value, product: field.value.trim() } })), { class: "link", "aria-label": "排在最前，看是否符合：" + hit.name });
  const link = (hit) => [make("a", { href: handbook.load.address(hit.url) }, hit.name), hit.called ? make("span", { class: "muted" }, "（又称 " + hit.called + "）") : ""];

  function subfieldLine({ value, number, names, industry, url }, how) {
    return ["（" + number + "）", make("a", { href: handbook.load.address(url) }, names[0]), "（" + industry + "）", how ? "的" + how : "", filter(value, names[0])];
  }

  function line(hit, data) {
    if (hit.kind === "industries") return [make("span", { class: "tag" }, F.names().group), ...link(hit), filter(hit.value, hit.name)];
    if (hit.kind === "subfields") return [make("span", { class: "tag" }, F.names().part), "（" + hit.number + "）", ...link(hit), "（" + hit.industry + "）", filter(hit.value, hit.name)];
    if (hit.kind === "supports") return [make("span", { class: "tag" }, "支持事项"), ...link(hit), pin(hit)];
    const where = hit.seen.length
      ? ["：", ...hit.seen.flatMap(({ subfield, how }, turn) => [turn ? "；" : "", ...subfieldLine(data.subfields[subfield], how)])]
      : [make("span", { class: "muted" }, (hit.binding ? "：不在" + F.names().part + "，见于 " : "：" + F.names().plan + "没有写到，只见于参考性文本 ") + [...new Set(hit.elsewhere)].slice(0, 2).join("、"))];
    return [make("span", { class: "tag" }, "术语"), ...link(hit), ...where];
  }

  const list = (title, hits, data) => hits.length ? [make("p", { class: "product-found__title" }, title), make("ul", { class: "list-links" }, hits.map((hit) => make("li", {}, line(hit, data))))] : [];

  const load = () => Promise.all([handbook.load.data("data/products.js"), handbook.folding()]).then(([data]) => data);

  async function look() {
    const text = field.value.trim(), turn = (asked += 1);
    if (!handbook.bare(text)) { place.replaceChildren(); document.dispatchEvent(new CustomEvent("finder:product", { detail: { exact: [], partial: [] } })); return; }
    let data;
    try { data = await load(); } catch (error) { place.replaceChildren(make("p", {}, handbook.load.trouble(error))); return; }
    if (turn !== asked) return;
    document.dispatchEvent(new CustomEvent("finder:product", { detail: F.products(text, data) }));
    const { exact, partial } = F.products(text, data);
    const silence = [
      make("p", { class: "product-found__title" }, "“" + text + "”不在列"),
      make("p", {}, "现行文件的 " + data.subfields.length + " 个" + F.names().part + "和术语里没有这个说法。这不等于得不到支持：有 " + data.open + " 项支持不分" + F.names().group + "，能否适用要问责任单位。也可以换一个更常见的名称再查。"),
    ];
    place.replaceChildren(...(exact.length || partial.length
      ? [...(exact.length && exact.every((hit) => hit.kind === "terms" && !hit.binding) ? silence : []), ...list("名称或别名相同", exact, data), ...list(exact.length ? "另有部分相同" : "没有完全相同的写法，只有部分相同，是否为同一事物请自行核对", partial, data)]
      : silence));
  }

  let wait = 0;
  const soon = (event) => { if (!event.isComposing) { clearTimeout(wait); wait = setTimeout(look, 120); } };
  field.addEventListener("focus", () => load().catch(() => { /* told when it is needed */ }), { once: true });
  field.addEventListener("input", soon);
  field.addEventListener("compositionend", soon);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); look(); } });
})();
