/* The only part of the search that every page loads: it binds the ways to open it and fetches the rest when asked.
   Also loads the marking of found words on a page that was reached from a hit (?h=...). */
(function () {
  "use strict";

  var here = document.currentScript.src;
  var api = window.handbookSearch = { root: new URL("../../../", here).href };
  var PARTS = ["cut", "catalogue", "load", "engine", "find", "facets", "dialog"];
  var loading = {};

  // A script is asked for again once; a failure is not remembered, so that the reader can try again.
  api.script = function (url) {
    return loading[url] = loading[url] || insert(url).catch(function () { return insert(url); }).catch(function (error) {
      delete loading[url];
      throw error;
    });
  };
  function insert(url) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = url;
      script.async = false;
      script.onload = function () { script.remove(); done(); };
      script.onerror = function () { script.remove(); failed(new Error(url)); };
      document.head.append(script);
    });
  }
  api.part = function (name) { return api.script(new URL(name + ".js", here).href); };
  api.sheet = function () {
    var url = new URL("../../stylesheets/search.css", here).href;
    return loading[url] = loading[url] || new Promise(function (done) {
      var link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = url;
      link.onload = link.onerror = done;
      document.head.append(link);
    });
  };

  function open(query) {
    Promise.all([api.sheet()].concat(PARTS.map(api.part))).then(function () {
      api.dialog.open(query);
    }, function () {
      alert("搜索没有载入，请检查网络后再试。");
    });
  }

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    var command = event.ctrlKey || event.metaKey;
    if (command ? !event.shiftKey && event.key.toLowerCase() === "k" : "/fs".includes(event.key) && !typing(event.target)) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-search-open]");
    if (!opener) return;
    event.preventDefault();
    open(opener.dataset.searchOpen || undefined);
  });

  function ready() {
    document.querySelectorAll("[data-search-open], [data-search-only]").forEach(function (part) { part.hidden = false; });
    var query = new URLSearchParams(location.search);
    if (query.has("q")) open(query.get("q"));
    if (query.has("h")) Promise.all([api.sheet(), api.part("cut"), api.part("mark")]).then(function () { api.mark(query.getAll("h")); });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
