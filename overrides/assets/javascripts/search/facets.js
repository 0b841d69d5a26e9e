/* Facets: narrowing the hits by kind, document and industry, with counts. All from the catalogue; nothing is loaded. */
(function (api) {
  "use strict";

  var NAMES = { kind: "类别", doc: "文件", industry: "产业" };
  var chosen = { kind: "", doc: "", industry: "" };

  function options(facet) {
    var data = api.catalogue.data;
    if (facet === "kind") return data.kinds.map(function (kind) { return { id: kind[0], name: kind[1] }; });
    return (facet === "doc" ? data.documents : data.industries).map(function (row) { return { id: row[0], name: row[1] }; });
  }

  function has(record, facet, index) {
    if (facet === "kind") return record.kind === index;
    return Boolean((facet === "doc" ? record.documents : record.industries) & 1 << index);
  }

  function fits(record, except) {
    return Object.keys(chosen).every(function (facet) {
      if (facet === except || !chosen[facet]) return true;
      return has(record, facet, options(facet).findIndex(function (option) { return option.id === chosen[facet]; }));
    });
  }

  function narrowed(hits) { return hits.filter(function (hit) { return fits(hit.record); }); }

  /* One list of choices a facet; each count is what choosing it would show, the other facets as they are. */
  function draw(hits, into, changed) {
    var sets = Object.keys(NAMES).map(function (facet) {
      var open = hits.filter(function (hit) { return fits(hit.record, facet); });
      var select = document.createElement("select"), label = document.createElement("label");
      select.dataset.facet = facet;
      select.append(new Option("全部" + NAMES[facet], ""));
      options(facet).forEach(function (option, index) {
        var count = open.filter(function (hit) { return has(hit.record, facet, index); }).length;
        if (count || chosen[facet] === option.id) select.append(new Option(option.name + "（" + count + "）", option.id));
      });
      select.value = chosen[facet];
      select.classList.toggle("is-set", Boolean(chosen[facet]));
      select.onchange = function () { chosen[facet] = select.value; changed(facet); };
      select.setAttribute("aria-label", NAMES[facet]);
      label.append(select);
      return label;
    });
    into.replaceChildren.apply(into, sets);
  }

  function read(query) { Object.keys(chosen).forEach(function (facet) { chosen[facet] = query.get(facet) || ""; }); }
  function write(query) {
    Object.keys(chosen).forEach(function (facet) {
      if (chosen[facet]) query.set(facet, chosen[facet]); else query.delete(facet);
    });
  }
  function clear() { Object.keys(chosen).forEach(function (facet) { chosen[facet] = ""; }); }

  api.facets = {
    draw: draw, narrowed: narrowed, read: read, write: write, clear: clear,
    get any() { return Object.keys(chosen).some(function (facet) { return chosen[facet]; }); },
  };
})(window.handbookSearch);
