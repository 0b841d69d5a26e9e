/* What the pages of the finder share: data loaded when needed, copying, the reader's list, files made in the browser. */
(function () {
  "use strict";

  const Finder = window.Finder;
  const root = new URL("../../../", document.currentScript.src);
  const at = (url) => new URL(url, root).href;
  const loading = {};

  /* A classic script, once: the only way to data that also works from a folder. */
  function script(url) {
    if (!loading[url]) {
      loading[url] = new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = at(url);
        element.onload = done;
        element.onerror = () => { delete loading[url]; element.remove(); failed(new Error(url)); };
        document.head.append(element);
      });
    }
    return loading[url];
  }

  const data = (name) => script("data/" + (name === "table" ? "supports" : name) + ".js").then(() => window.handbookData[name]);

  /* An element with attributes and children; text is always text. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    });
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  }

  const button = (text, act, attributes) => {
    const element = make("button", { type: "button", class: "action", ...attributes }, text);
    element.addEventListener("click", act);
    return element;
  };

  async function copy(text, place) {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch (refused) {
      const area = make("textarea", { "aria-hidden": "true", class: "off-screen" });
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    say(done ? "已复制" : "浏览器不允许复制，请手动选取", place);
  }

  /* One quiet word, seen beside the place and told to screen readers. */
  let voice;
  function say(text, place) {
    if (!voice) { voice = make("p", { class: "off-screen", role: "status", "aria-live": "polite" }); document.body.append(voice); }
    voice.textContent = text;
    if (!place) return;
    if (place.said) clearTimeout(place.said);
    place.dataset.label = place.dataset.label || place.textContent;
    place.textContent = text;
    place.said = setTimeout(() => { place.textContent = place.dataset.label; place.said = 0; }, 1600);
  }

  /* The sum of a support, drawn as on every other page: its kind in words right before its number. */
  const KINDS = { "上限": "cap", "定额": "fixed", "未载明": "unstated" };
  function amount(record) {
    return make("span", { class: "amount amount--" + KINDS[record.amount_kind] },
      make("span", { class: "amount__kind" }, record.amount_kind),
      typeof record.amount_wan === "number" && [" ", make("span", { class: "amount__sum" },
        make("span", { class: "amount__number" }, String(record.amount_wan)), " 万元")]);
  }

  /* The rows of the table as records by column key, with their addresses. */
  async function records() {
    const table = await data("table");
    return table.rows.map((row, index) => Object.assign(
      Object.fromEntries(table.columns.map(([key], column) => [key, row[column]])),
      { row, url: at(table.urls[index][0]), clauseUrl: at(table.urls[index][1]) },
    ));
  }

  /* --- the reader's list ------------------------------------------------------------------------------------------
     It lives in the address of the finder, of the comparison and of the list. For the way from one page to the next it
     is also kept for this tab, where the browser lets us; nothing depends on it. */

  const KEPT = "handbook.picked";
  const kept = {
    get() { try { return (sessionStorage.getItem(KEPT) || "").split(",").filter(Boolean); } catch (off) { return []; } },
    set(ids) { try { sessionStorage.setItem(KEPT, ids.join(",")); } catch (off) { /* storage is off */ } },
  };
  const pickedAddress = (ids) => at("supports/list.html") + Finder.format({ pick: ids });

  /* Links "放入我的清单" on pages of supports and clauses carry the list that this tab already has. */
  document.querySelectorAll("a[data-pick]").forEach((link) => {
    link.addEventListener("click", () => { link.href = pickedAddress([...new Set([...kept.get(), link.dataset.pick])]); });
  });

  /* --- files made in the browser ---------------------------------------------------------------------------------- */

  const harmless = (value) => (typeof value === "string" && /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? "'" + value : value);
  const quoted = (value) => { const text = String(harmless(value)); return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; };
  const csv = (table, rows) => "\ufeff" + [table.columns.map((column) => column[1]), ...rows].map((row) => row.map(quoted).join(",") + "\r\n").join("");

  function json(table, rows) {
    const keys = table.columns.map((column) => column[0]);
    return JSON.stringify({
      title: table.title, version: table.version, as_of: table.as_of, note: table.note,
      columns: table.columns.map(([key, name]) => ({ key, name })),
      rows: rows.map((row) => Object.fromEntries(keys.map((key, index) => [key, row[index]]))),
    }, null, 1) + "\n";
  }

  async function xlsx(table, rows) {
    await script("assets/vendor/write-excel-file/write-excel-file.min.js");
    const cell = (value) => ({ value, type: typeof value === "number" ? Number : String, wrap: true, alignVertical: "top" });
    const head = table.columns.map((column) => ({ value: column[1], type: String, fontWeight: "bold", wrap: true }));
    return window.writeXlsxFile([head, ...rows.map((row) => row.map(cell))], {
      columns: table.columns.map((column) => ({ width: column[2] })), sheet: "支持事项", stickyRowsCount: 1,
    }).toBlob();
  }

  const KIND = { csv: "text/csv;charset=utf-8", json: "application/json" };

  /* Hand the reader a file with these rows. Rows are arrays in the order of the table's columns. */
  async function save(kind, rows, name) {
    const table = await data("table");
    const blob = kind === "xlsx" ? await xlsx(table, rows) : new Blob([(kind === "csv" ? csv : json)(table, rows)], { type: KIND[kind] });
    const link = make("a", { href: URL.createObjectURL(blob), download: name + "-" + table.version + "." + kind });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* Until when a record holds; a day that has passed says so. */
  const until = (record) => record.valid_until + (/^\d/.test(record.valid_until) && record.valid_until < window.handbookToday ? "（已过）" : "");

  const failed = () => "数据没有读到，请重新打开本页；如果是离线版，请先完整解压。";

  Object.assign(Finder, { at, data, records, make, button, copy, say, amount, kept, pickedAddress, until, save, csv, json, xlsx, failed });
})();
