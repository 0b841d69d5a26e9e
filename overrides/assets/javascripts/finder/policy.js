/* The list of policies (政策清单) of a choice of rows, as XLSX or DOCX. The build hands over both files as texts with
   slots, and the words of every row; this fills them as generator/exports/office.py does. Loaded when it is asked for. */
(function () {
  "use strict";

  const { load } = window.handbook;

  const MEDIA = {
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  };
  const SIGN = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" };

  /* Any text as text within XML. */
  const xml = (text) => text.replace(/[^\t\n\r -\ufffd]/g, "\ufffd").replace(/[&<>"]/g, (sign) => SIGN[sign]);

  /* Texts and names of slots in turn. */
  const joined = (pieces, slots) => pieces.map((piece, index) => (index % 2 ? slots[piece] : piece)).join("");

  function filled({ parts, each, above, breaks, underscore }, rows) {
    const cell = (text) => xml(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, underscore).replace(/\n/g, breaks);
    const slots = { last: String(above + rows.length) };
    Object.entries(each).forEach(([slot, pieces]) => {
      slots[slot] = rows.map((row, index) => {
        const own = { n: String(index + 1), r: String(above + index + 1), url: xml(row[row.length - 1]) };
        row.slice(0, -1).forEach((text, place) => { own["t" + place] = cell(text); });
        return joined(pieces, own);
      }).join("");
    });
    return Object.entries(parts).map(([name, pieces]) => [name, joined(pieces, slots)]);
  }

  /* The file of the records with these ids, in this order; of an amended one by its id that of today, or by its key. */
  async function policyList(kind, ids) {
    const { finder, now } = window.handbook;
    const row = (id) => rows[id] || rows[id + "@" + spans[id].find((span) => finder.during(span, now))[0]];
    const { forms, rows, spans, day } = await load.data("data/policy-list.js");
    await load.script("assets/vendor/fflate/fflate.js");
    const { zipSync, strToU8 } = window.fflate;
    const [year, month, date] = day.split("-").map(Number);
    const files = filled(forms[kind], ids.map(row)).map(([name, text]) => [name, strToU8(text)]);
    return new Blob([zipSync(Object.fromEntries(files), { mtime: new Date(year, month - 1, date) })], { type: MEDIA[kind] });
  }

  window.handbook.finder.policyList = policyList;
})();
