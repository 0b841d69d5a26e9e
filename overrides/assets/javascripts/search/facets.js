/* Facets: narrowing the hits by kind, document and industry, in joined handbooks by city too, with counts. All from the
   catalogue; nothing is loaded. */
(function () {
  "use strict";

  const { handbook } = window;
  const api = handbook.search;

  const name = (facet) => facet === "kind" ? "类别" : facet === "doc" ? "文件" : facet === "city" ? "城市" : api.catalogue.data.group;
  const chosen = { city: "", kind: "", doc: "", industry: "" };

  function options(facet) {
    const data = api.catalogue.data;
    return facet === "kind" ? data.kinds : facet === "doc" ? data.documents : facet === "city" ? data.cities || [] : data.industries;
  }

  function has(record, facet, index) {
    if (facet === "kind") return record.order === index;
    if (facet === "city") return record.city === index;
    return (facet === "doc" ? record.documents : record.industries).has(index);
  }

  function fits(record, except) {
    return Object.keys(chosen).every((facet) => {
      if (facet === except || !chosen[facet]) return true;
      return has(record, facet, options(facet).findIndex((option) => option.id === chosen[facet]));
    });
  }

  function narrowed(hits) { return hits.filter((hit) => fits(hit.record)); }

  /* The choices of a facet with counts: what choosing each would show, the other facets as they are. */
  function counted(hits, facet) {
    const open = hits.filter((hit) => fits(hit.record, facet));
    const list = options(facet).map((option, index) => ({ id: option.id, name: option.name, count: open.filter((hit) => has(hit.record, facet, index)).length }));
    return [{ id: "", name: "全部" + (facet === "kind" ? "" : name(facet)), count: open.length }].concat(list.filter((option) => option.count || chosen[facet] === option.id));
  }

  /* Kinds are few and stand in a row of buttons; documents and industries are lists to choose from. */
  function draw(hits, into, changed) {
    const { make, button } = handbook.dom;
    const choose = (facet, id) => { chosen[facet] = id; changed(facet); };
    const kinds = make("div", { class: "search__kinds" }, counted(hits, "kind").map(({ id, name, count }) => {
      const one = button(name + " ", () => choose("kind", id), { class: null, "data-facet": "kind", "aria-pressed": String(chosen.kind === id) });
      one.append(make("span", {}, String(count)));
      return one;
    }));
    into.replaceChildren(kinds, ...["city", "doc", "industry"].filter((facet) => facet !== "city" || options(facet).length).map((facet) => {
      const select = /** @type {HTMLSelectElement} */ (make("select", { "data-facet": facet, "aria-label": name(facet), class: chosen[facet] && "is-set" },
        counted(hits, facet).map(({ id, name, count }) => make("option", { value: id }, name + "（" + count + "）"))));
      select.value = chosen[facet];
      select.addEventListener("change", () => choose(facet, select.value));
      return select;
    }));
  }

  /* What an address names and nobody knows is not chosen: it would hide all hits behind a choice that no one sees. */
  function read(query) {
    Object.keys(chosen).forEach((facet) => {
      const given = query.get(facet);
      chosen[facet] = options(facet).some((option) => option.id === given) ? given : "";
    });
  }
  function write(query) {
    Object.keys(chosen).forEach((facet) => {
      if (chosen[facet]) query.set(facet, chosen[facet]); else query.delete(facet);
    });
  }
  function clear() { Object.keys(chosen).forEach((facet) => { chosen[facet] = ""; }); }

  api.facets = {
    draw, narrowed, read, write, clear,
    get any() { return Object.keys(chosen).some((facet) => chosen[facet]); },
  };
})();
