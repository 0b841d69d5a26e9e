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

  /* The choices of a facet with counts: what choosing each would show, the other facets as they are. */
  function counted(hits, facet) {
    var open = hits.filter(function (hit) { return fits(hit.record, facet); });
    var list = options(facet).map(function (option, index) {
      return { id: option.id, name: option.name, count: open.filter(function (hit) { return has(hit.record, facet, index); }).length };
    });
    return [{ id: "", name: "全部" + (facet === "kind" ? "" : NAMES[facet]), count: open.length }].concat(list.filter(function (option) {
      return option.count || chosen[facet] === option.id;
    }));
  }

  /* Kinds are few and stand in a row of buttons; documents and industries are lists to choose from. */
  function draw(hits, into, changed) {
    function choose(facet, id) { chosen[facet] = id; changed(facet); }
    var kinds = document.createElement("div");
    kinds.className = "search__kinds";
    counted(hits, "kind").forEach(function (option) {
      var button = document.createElement("button"), count = document.createElement("span");
      button.type = "button";
      button.dataset.facet = "kind";
      button.setAttribute("aria-pressed", chosen.kind === option.id);
      count.textContent = option.count;
      button.append(option.name + " ", count);
      button.onclick = function () { choose("kind", option.id); };
      kinds.append(button);
    });
    into.replaceChildren.apply(into, [kinds].concat(["doc", "industry"].map(function (facet) {
      var select = document.createElement("select");
      select.dataset.facet = facet;
      select.setAttribute("aria-label", NAMES[facet]);
      counted(hits, facet).forEach(function (option) { select.append(new Option(option.name + "（" + option.count + "）", option.id)); });
      select.value = chosen[facet];
      select.classList.toggle("is-set", Boolean(chosen[facet]));
      select.onchange = function () { choose(facet, select.value); };
      return select;
    })));
  }

  /* What an address names and nobody knows is not chosen: it would hide all hits behind a choice that no one sees. */
  function read(query) {
    Object.keys(chosen).forEach(function (facet) {
      var given = query.get(facet);
      chosen[facet] = options(facet).some(function (option) { return option.id === given; }) ? given : "";
    });
  }
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
