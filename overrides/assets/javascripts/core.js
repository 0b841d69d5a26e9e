/* What all scripts of the site share, in one namespace: `handbook`. Elements, days, what this browser remembers, copying,
   and the one way to load anything. Scripts are classic ones, since a page opened from a folder may load nothing else.
   Their shapes are told in site_tests/scripts/handbook.d.ts. */
(function () {
  "use strict";

  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = new URL("../../", source).href;
  const offline = location.protocol === "file:";

  /* --- elements ------------------------------------------------------------------------------------------------------ */

  /* An element with attributes and children; text is always text. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
    });
    element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  function button(text, act, attributes) {
    const element = make("button", { type: "button", class: "action", ...attributes }, text);
    element.addEventListener("click", act);
    return element;
  }

  /* --- addresses ----------------------------------------------------------------------------------------------------- */

  /* Addresses come broken, too: what cannot be decoded stays as it is. */
  function decode(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  /* The element that a fragment names, if there is one. */
  const place = (hash) => (hash.length > 1 && (document.getElementById(hash.slice(1)) || document.getElementById(decode(hash.slice(1))))) || null;

  /* Write the address without a new step for Back. Some browsers refuse it in a folder: then it stays. */
  function rewrite(search, hash) {
    try { history.replaceState(history.state, "", location.pathname + search + hash); } catch { /* the page works all the same */ }
  }

  /* --- days ---------------------------------------------------------------------------------------------------------- */

  /* The day of reading in China, which keeps UTC+8 all year. Days compare as text (2026-01-13). (Intl would say the same,
     after loading its tables for 40 ms on a phone.) */
  const now = () => new Date(new Date().getTime() + 8 * 36e5).toISOString().slice(0, 16);
  const today = () => now().slice(0, 10);

  /* What holds now of the phases of a text, each told as [from which day or minute, code, word, last day]; null before the
     first. {n} in a word is the number of days that are left until the last. */
  function phase(phases) {
    const [, code, word, last] = phases.filter(([from]) => from <= now()).pop() || [];
    return code ? { code, word: last ? word.replace("{n}", String(Math.round((Date.parse(last) - Date.parse(today())) / 864e5))) : word } : null;
  }

  /* A day as texts write it: 2026-01-31 is 2026年1月31日. */
  const dayWords = (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

  /* A citation with the edition of the handbook filled in: citations.fill does the same in Python. */
  const dated = (pattern, { version, as_of }) => {
    const parts = { version, day: dayWords(as_of), iso: as_of };
    return pattern.replace(/\{(version|day|iso)\}/g, (all, name) => parts[name]);
  };

  /* The address to hand on: `known`, where it is a whole one (the published address); else that of the site being read;
     from a folder or on one's own machine, where that would lead nobody anywhere, the address inside the handbook. */
  function permanent(url, known) {
    if (/^https?:/.test(known || "")) return known;
    const own = /^https?:$/.test(location.protocol) && !/^(localhost|127\.|\[::1\])/.test(location.hostname);
    return own ? new URL(url, root).href : url;
  }

  /* --- what this browser remembers ----------------------------------------------------------------------------------- */

  /* For this handbook alone: a folder of files shares one storage with every other page opened from the disk. */
  const memory = (/** @type {"localStorage" | "sessionStorage"} */ kind) => ({
    get(name) { try { return window[kind].getItem(new URL(root).pathname + name); } catch { return null; } },
    set(name, value) { try { window[kind].setItem(new URL(root).pathname + name, value); } catch { /* storage is off */ } },
  });

  /* --- loading ------------------------------------------------------------------------------------------------------- */

  const EDITION = "assets/data/edition.js";
  const loading = new Map();  // by path: the promise of what was loaded
  const taken = new Map();  // by path: what a data script has handed over

  const address = (path) => new URL(path, root).href;

  /* Data scripts say handbook.take("their/path.js", value). */
  function take(path, value) { taken.set(path, value); }

  /** @returns {Handbook.Lost} */
  const lost = (url) => Object.assign(new Error(url), { load: /** @type {const} */ (true), updated: false });

  function insert(url) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = url;
      script.async = false;
      script.onload = () => { script.remove(); done(); };
      script.onerror = () => { script.remove(); failed(lost(url)); };
      document.head.append(script);
    });
  }

  /* Nothing is asked for twice, but a failure is not remembered: the reader can try again. */
  function once(key, act) {
    if (!loading.has(key)) {
      const promise = act();
      loading.set(key, promise);
      promise.catch(() => loading.delete(key));
    }
    return loading.get(key);
  }

  /* The edition that this page works with for as long as it is open: its version, its day, and the sum that the name of
     each file carries, so that two editions never mix. Without it plain names are used. */
  const edition = () => once(EDITION, () => insert(address(EDITION)).then(() => taken.get(EDITION)));
  const file = (path) => edition().then(({ files }) => address(files[path] ? path.replace(/(?=\.\w+$)/, "." + files[path]) : path), () => address(path));

  /* Why something did not load: where the site has another edition by now, files of the page's own are gone. */
  function explained(error) {
    const known = taken.get(EDITION);
    if (offline || !known) return Promise.reject(error);
    return fetch(address(EDITION), { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : ""), () => "").then((text) => {
      error.updated = text !== "" && !text.includes(JSON.stringify(known.sum));
      throw error;
    });
  }

  const script = (path) => once(path, () => file(path).then((url) => insert(url).catch(() => insert(url)).catch(explained)));
  const data = (path) => script(path).then(() => taken.get(path));
  const style = (path) => once(path, () => file(path).then((url) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  })));

  /* What to tell a reader of an error, truly: another edition, a file that did not come, or a fault of ours. */
  function trouble(error) {
    if (error.updated) return "手册刚刚更新，本页还是旧的一版，请重新载入本页。";
    if (!error.load) return "这一步出了错，是本手册的问题，与网络无关。";
    return offline ? "数据没有读到。如果是离线版，请先完整解压。" : "数据没有载入完整，请检查网络后重试。";
  }

  /* --- saying and copying -------------------------------------------------------------------------------------------- */

  let status = null, later = 0;

  /* One quiet word, seen for a while and told to screen readers. */
  function say(text) {
    if (!status) {
      status = make("p", { class: "said", role: "status" });
      document.body.append(status);
    }
    status.textContent = text;
    status.classList.add("is-shown");
    clearTimeout(later);
    later = setTimeout(() => status.classList.remove("is-shown"), 6000);
  }

  /* Copy a text and say so. Focus and selection stay where they were. */
  function copy(text, said) {
    const shown = text.length > 60 ? text.slice(0, 60) + "……" : text;
    const done = navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text).catch(() => copyOld(text)) : copyOld(text);
    return done.then(() => say((said || "已复制") + "：" + shown), () => say("浏览器不允许复制，请选中后复制：" + text));
  }

  function copyOld(text) {
    const before = /** @type {HTMLElement} */ (document.activeElement), selection = getSelection();
    const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
    const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "visually-hidden", readonly: true }));
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (before && before !== document.body) before.focus({ preventScroll: true });
    if (ranges.length) {
      selection.removeAllRanges();
      ranges.forEach((range) => selection.addRange(range));
    }
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  /* --- keys ---------------------------------------------------------------------------------------------------------- */

  /* Keys without Ctrl or ⌘ may be pressed by accident, or by dictation: the reader decides (accessibility.html).
     `slash` opens the search with /, `letters` are f, s, c and l; these are off until somebody wants them. */
  const lasting = memory("localStorage");
  const keys = {
    get slash() { return lasting.get("keys.slash") !== "off"; },
    get letters() { return lasting.get("keys.letters") === "on"; },
    typing(target) {
      if (target.tagName === "INPUT") return !/^(checkbox|radio|button|submit|reset)$/.test(target.type);
      return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
    },
  };

  window.handbook = {
    get today() { return today(); },
    get now() { return now(); },
    root, offline, phase, dayWords, dated, decode, place, permanent, rewrite, take, say, copy, keys,
    dom: { make, button },
    load: { address, file, script, data, style, edition, explained, lost, trouble },
    lasting, passing: memory("sessionStorage"),
  };
})();
