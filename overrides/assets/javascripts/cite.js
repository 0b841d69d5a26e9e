/* Copy a link or a citation at every clause and point, mark the place reached, and the box that takes a citation.

   The block .cite[data-cite] says how the page's text is cited: patterns with {place}, {note} and {address}. Every
   element with data-place and data-url is a place in it. One small bar moves to the place that the pointer or the focus
   is on. With the focus on a place, c copies its citation and l its link. */
(function () {
  "use strict";

  var root = new URL("../../", document.currentScript.src);
  var block = document.querySelector(".cite[data-cite]");
  var about = block ? JSON.parse(block.dataset.cite) : null;

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  // --- what is copied -------------------------------------------------------------------------------------------------

  // The published address where it is set; else that of the site being read; from a folder or on one's own machine,
  // where that would lead nobody anywhere, the address inside the handbook.
  function permanent(url) {
    if (about.live) return new URL(url, about.live.replace(/\/*$/, "/")).href;
    var own = /^https?:$/.test(location.protocol) && !/^(localhost|127\.|\[::1\])/.test(location.hostname);
    return own ? new URL(url, root).href : url;
  }

  // How far the text binds on the day of reading: status.js has drawn it on the page's own badge.
  function note() {
    var badge = document.querySelector(":is(.page-head__status, .doc-head__status) > .force");
    var code = badge && (/force--([a-z-]+)/.exec(badge.className) || [])[1];
    return about.notes[code] || "";
  }

  function remembered() {
    try { return localStorage.getItem("handbook.citation") || "gongwen"; } catch (e) { return "gongwen"; }
  }

  function citation(place, url, form) {
    var parts = { place: place, note: note(), address: permanent(url) };
    return about.forms[form].replace(/\{(place|note|address)\}/g, function (all, name) { return parts[name]; })
      .replace(/(?:: |：)(?=(?:〔[^〕]*〕)?\[EB\/OL\])/, "");
  }

  function copy(text, said) {
    function old() {
      var area = make("textarea", "visually-hidden");
      area.value = text;
      area.setAttribute("readonly", "");
      var before = document.activeElement;
      document.body.appendChild(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      if (before) before.focus({ preventScroll: true });
      return done ? Promise.resolve() : Promise.reject(new Error("copy"));
    }
    var done = navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text).catch(old) : old();
    return done.then(function () { say(said + "：" + (text.length > 60 ? text.slice(0, 60) + "……" : text)); }, function () { say("浏览器不允许复制，请选中后复制：" + text); });
  }

  var status;
  function say(text) {
    if (!status) {
      status = make("p", "cite-said");
      status.setAttribute("role", "status");
      document.body.appendChild(status);
    }
    status.textContent = text;
    status.classList.add("is-shown");
    clearTimeout(say.later);
    say.later = setTimeout(function () { status.classList.remove("is-shown"); }, 6000);
  }

  function copyLink(place) {
    var address = permanent(place.dataset.url);
    copy(address, /^https?:/.test(address) ? "已复制链接" : "已复制手册内的地址（可粘贴到任何一份手册的“定位条款”）");
  }
  function copyCitation(place) { copy(citation(place.dataset.place, place.dataset.url, remembered()), "已复制引用"); }

  function button(text, act) {
    var one = make("button", "cite-button", text);
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  }

  // --- the bar at the place -------------------------------------------------------------------------------------------

  var current = null, bar = null;
  function placeOf(node) { return node && node.closest ? node.closest("[data-place]") : null; }

  // The pointer takes the bar along; the focus, once in the bar, keeps it.
  function show(place, pointed) {
    if (!place || place === block || place === current) return;
    if (!pointed && bar && bar.contains(document.activeElement)) return;
    if (!bar) {
      bar = make("span", "cite-bar");
      bar.append(button("复制链接", function () { copyLink(current); }), button("复制引用", function () { copyCitation(current); }));
    }
    if (current) current.classList.remove("has-bar");
    current = place;
    place.classList.add("has-bar");
    var head = place.querySelector(":scope > :is(.clause__head, h1)");
    (head || place).append(bar);
  }

  // The block: a choice of form, the citation in it, two buttons.
  function drawBlock() {
    var all = block.querySelector(".cite__all"), text = block.querySelector("q.citation");
    var choice = make("select", "cite__form");
    choice.setAttribute("aria-label", "引用写法");
    Object.keys(about.labels).forEach(function (form) { choice.add(new Option(about.labels[form], form)); });
    choice.value = remembered();
    if (!choice.value) choice.value = "gongwen";
    function draw() { text.textContent = citation(block.dataset.place, block.dataset.url, choice.value); }
    choice.addEventListener("change", function () {
      try { localStorage.setItem("handbook.citation", choice.value); } catch (e) { /* storage is off */ }
      draw();
    });
    var buttons = make("div", "cite__buttons");
    buttons.append(
      button("复制引用", function () { copy(text.textContent, "已复制引用"); }),
      button("复制链接", function () { copyLink(block); }));
    if (all) all.replaceWith(buttons);
    block.querySelector("p.cite__label").append(" ", choice);
    block.querySelector(".cite__address code").textContent = permanent(block.dataset.url);
    draw();
    drawReport();
  }

  // The report names the address being read; where no receiver is set it can be copied.
  function drawReport() {
    var pre = block.querySelector(".cite__text"), link = block.querySelector("p.cite__report a");
    var given = block.dataset.url, whole = permanent(given);
    if (pre) {
      pre.textContent = pre.textContent.replace("地址：" + given, "地址：" + whole);
      pre.after(button("复制报告", function () { copy(pre.textContent, "已复制报告"); }));
    } else if (link && whole !== given) {
      var asked = "地址：" + given;
      link.href = link.getAttribute("href").replace(encodeURIComponent(asked), encodeURIComponent("地址：" + whole));
    }
  }

  if (block) {
    drawBlock();
    document.addEventListener("pointerover", function (event) { show(placeOf(event.target), true); });
    document.addEventListener("focusin", function (event) { show(placeOf(event.target)); });
    document.addEventListener("click", function (event) { show(placeOf(event.target)); });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      var on = document.activeElement, place = placeOf(on);
      if (!place || /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName)) return;
      if (event.key === "c") copyCitation(place);
      else if (event.key === "l") copyLink(place);
      else return;
      event.preventDefault();
    });
  }

  // --- the place reached ----------------------------------------------------------------------------------------------

  function reach() {
    var place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    document.querySelectorAll(".is-reached").forEach(function (old) { old.classList.remove("is-reached"); });
    if (!place || place.id === "main") return;
    place.classList.add("is-reached");
    for (var fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", reach);
  if (document.readyState === "complete") reach(); else window.addEventListener("load", reach);

  // --- from a citation back -------------------------------------------------------------------------------------------

  function load(path) {
    return new Promise(function (done, fail) {
      var script = make("script");
      script.src = new URL(path, root).href;
      script.onload = done;
      script.onerror = function () { script.remove(); fail(new Error(path)); };
      document.head.appendChild(script);
    });
  }

  var ready;
  function resolver() {
    ready = ready || Promise.all([
      window.handbookResolve || load("assets/javascripts/resolve.js"),
      window.handbookCitations || load("assets/data/citations.js")
    ]).catch(function (error) { ready = null; throw error; });
    return ready;
  }

  document.querySelectorAll("form[data-locate]").forEach(function (form) {
    var found = form.querySelector(".locate__found");
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var asked = form.elements.q.value.trim();
      if (!asked) return;
      found.textContent = "正在查找……";
      resolver().then(function () {
        var here = (/documents\/([a-z0-9-]+)\//.exec(location.pathname) || [])[1];
        var hits = window.handbookResolve(asked, window.handbookCitations, here);
        found.textContent = "";
        if (hits.length === 1 && hits[0].exact) {
          found.textContent = "打开：" + hits[0].title;
          location.href = new URL(hits[0].url, root).href;
          return;
        }
        found.append(make("p", "", hits.length ? (hits.length === 1 ? "没有完全对上，最接近的是：" : "可能是下面的某一条：")
          : "没有找到。请检查文号和条款号；文件里没有印出的编号不能定位。"));
        if (!hits.length) return;
        var list = make("ul", "list-links");
        hits.slice(0, 12).forEach(function (hit) {
          var item = make("li"), link = make("a", "", hit.title);
          link.href = new URL(hit.url, root).href;
          item.append(link);
          list.append(item);
        });
        found.append(list);
      }, function () { found.textContent = "没有读到定位用的数据，请重试。"; });
    });
    var given = new URLSearchParams(location.search).get("q");
    if (given) { form.elements.q.value = given; form.requestSubmit(); }
  });
})();
