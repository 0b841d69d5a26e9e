/* The guided way in: four plain questions, answered in the page, that end in the table of supports with these filters.
   The answers stand in this page's address, so that Back and reload keep them. Nothing is sent anywhere. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
  const boxes = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll("input[type=checkbox]")));
  const subfield = /** @type {HTMLSelectElement} */ (form.elements.namedItem("subfield"));
  const KEYS = ["applicant", "industry", "activity", "prior", "barred"];

  /* The supports that a product typed here names: they stand first in the answer, with that as the reason. */
  const product = /** @type {HTMLInputElement} */ (document.getElementById("product"));
  let named = [];
  document.addEventListener("finder:product", (event) => {
    const { exact, partial } = /** @type {CustomEvent} */ (event).detail;
    named = [...exact, ...partial].filter((hit) => hit.kind === "supports").map((hit) => hit.value);
  });
  document.addEventListener("finder:pin", (event) => {
    named = [/** @type {CustomEvent} */ (event).detail.id];
    handbook.say("已记下，看结果时排在最前");
  });

  /* "说不准" is no answer: it unticks the others and filters nothing. */
  function state() {
    const said = F.parse(location.hash);
    KEYS.forEach((key) => {
      said[key] = boxes.filter((box) => box.name === key && box.checked && box.value).map((box) => box.value);
    });
    if (subfield.value) said.industry = [...said.industry.filter((value) => !subfield.value.startsWith(value + "/")), subfield.value];
    return said;
  }

  function draw() {
    const said = F.parse(location.hash);
    boxes.forEach((box) => { box.checked = box.value ? said[box.name].includes(box.value) : false; });
    /* A qualification that one has does not close what needs none; that answer is added on the way out, not shown. */
    boxes.forEach((box) => { if (box.name === "prior" && box.value === "none") box.checked = said.prior.length === 1 && said.prior[0] === "none"; });
    const sub = said.industry.find((value) => value.includes("/")) || "";
    subfield.value = Array.from(subfield.options).some((option) => option.value === sub) ? sub : "";
  }

  function target() {
    const said = state();
    const answer = {};
    KEYS.forEach((key) => { answer[key] = said[key]; });
    if (answer.prior.length && !answer.prior.includes("none")) answer.prior = [...answer.prior, "none"];
    return "index.html" + F.format({ ...answer, pick: said.pick, yes: said.yes, not: said.not, pin: named.length ? named : said.pin, product: named.length ? product.value.trim() : said.product, open: "1", ask: "1" });
  }

  form.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.type === "checkbox" && box.checked) {
      const group = boxes.filter((other) => other.name === box.name && other !== box);
      const alone = !box.value || (box.name === "prior" && box.value === "none");
      group.forEach((other) => { if (alone || !other.value || (box.name === "prior" && other.value === "none")) other.checked = false; });
    }
    handbook.rewrite(location.search, F.format(state()) || "#");
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); location.href = target(); });
  document.addEventListener("finder:industry", (event) => {
    const { value, called } = /** @type {CustomEvent} */ (event).detail;
    if (value.includes("/")) subfield.value = value;
    else boxes.forEach((box) => { if (box.name === "industry") box.checked = box.value === value; });
    form.dispatchEvent(new Event("change"));
    handbook.say("“" + called + "”已选入第二个问题");
  });
  window.addEventListener("hashchange", draw);
  form.hidden = false;
  draw();
})();
