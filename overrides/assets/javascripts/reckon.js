/* The calculator of a support's page: where the text states base and method, what they give for numbers that a reader enters.
   The rules come with the page (generator/book/reckoning.py), which follows them in the same way; all of it is exact:
   whole numbers with a scale, never binary fractions. */
(function () {
  "use strict";

  const { handbook } = window;
  const { make } = handbook.dom;

  /* --- exact decimals: [digits, how many of them are behind the point] ---------------------------------------------- */

  const ten = (power) => BigInt("1" + "0".repeat(power));
  /** @returns {any} */
  const pair = (digits, scale) => [digits, scale];
  function exact(text) {
    const [whole, rest = ""] = text.split(".");
    return pair(BigInt(whole + rest), rest.length);
  }
  const lifted = ([digits, scale], to) => digits * ten(to - scale);
  const common = (a, b) => Math.max(a[1], b[1]);
  const less = (a, b) => lifted(a, common(a, b)) < lifted(b, common(a, b));
  const same = (a, b) => lifted(a, common(a, b)) === lifted(b, common(a, b));
  const plus = (a, b) => pair(lifted(a, common(a, b)) + lifted(b, common(a, b)), common(a, b));
  const minus = (a, b) => pair(lifted(a, common(a, b)) - lifted(b, common(a, b)), common(a, b));
  const times = (a, b) => pair(a[0] * b[0], a[1] + b[1]);
  const least = (a, b) => (less(b, a) ? b : a);
  const percent = ([digits, scale]) => pair(digits, scale + 2);
  const ZERO = pair(BigInt(0), 0);

  /* As people write it, without noughts at the end. */
  function written([digits, scale]) {
    const all = String(digits).padStart(scale + 1, "0");
    const whole = scale ? all.slice(0, -scale) : all, rest = scale ? all.slice(-scale).replace(/0+$/, "") : "";
    return rest ? whole + "." + rest : whole;
  }

  /* --- the rules ----------------------------------------------------------------------------------------------------- */

  const ends = (pair, act) => pair.map((end) => (end === null ? null : act(end)));

  function within(step, base) {
    const above = step.low === null || less(exact(step.low), base) || (step.low_in && same(exact(step.low), base));
    return above && (step.high === null || less(base, exact(step.high)) || (step.high_in && same(exact(step.high), base)));
  }

  function piece(step, base) {
    const top = step.high === null ? base : least(base, exact(step.high)), low = step.low === null ? ZERO : exact(step.low);
    return less(top, low) ? ZERO : minus(top, low);
  }

  function before(line, method, taken) {
    if (line.each) return ends(line.each, (end) => times(exact(end), taken.count));
    if (method === "stepwise") {
      return [0, 1].map((end) => (line.steps.some((step) => step.share[end] === null) ? null
        : line.steps.reduce((sum, step) => plus(sum, percent(times(piece(step, taken.base), exact(step.share[end])))), ZERO)));
    }
    const step = line.steps.find((one) => within(one, taken.base));
    return step ? ends(step.share, (share) => percent(times(taken.base, exact(share)))) : null;
  }

  /* What each line gives: from, to (null: the text sets no such end), and the ceilings that cut it; null: in no tier.
     `entered` are decimals as text. */
  function reckon(plan, entered) {
    const taken = {};
    plan.inputs.forEach(({ key, most }) => { taken[key] = most === null ? exact(entered[key]) : least(exact(entered[key]), exact(most)); });
    return plan.lines.map((line) => {
      let found = before(line, plan.method, taken);
      if (!found) return null;
      const cut = [];
      [true, false].forEach((first) => {
        plan.bounds.filter((bound) => bound.first === first).forEach((bound) => {
          const most = exact(bound.sum), [low, high] = found;
          if (high === null || less(most, high)) cut.push(bound.id);
          found = [low === null ? null : least(low, most), high === null ? most : least(high, most)];
        });
        if (first && taken.time) found = ends(found, (end) => times(end, taken.time));
      });
      return { low: found[0] && written(found[0]), high: found[1] && written(found[1]), bounds: cut };
    });
  }

  /* --- the page ------------------------------------------------------------------------------------------------------ */

  /* What people type, exact: 1000, 1,000.5, 0.1亿, ５００万元. A sum alone is 万元. "" where it is no such number. */
  function typed(text, input) {
    const said = text.normalize("NFKC").replace(/[\s,，]/g, "");
    const parts = /^([0-9]{1,9}(?:\.[0-9]{1,6})?)(?:(万|亿)?元?|[人亩年]|平方米|个?月)$/.exec(said);
    if (!parts || (input.whole && parts[1].includes(".")) || (input.unit !== "万元" && parts[2])) return "";
    if (input.unit === "万元" && /[^万亿]元$/.test(said)) return written(times(exact(parts[1]), exact("0.0001")));
    return parts[2] === "亿" ? written(times(exact(parts[1]), exact("10000"))) : written(exact(parts[1]));
  }

  function told(result, plan) {
    if (!result) return "所填的数不在任何一档之内。";
    const { low, high, bounds } = result, unit = " 万元";
    const sum = low === null ? (high === null ? "没有写明" : "不超过 " + high + unit) : high === null ? "不少于 " + low + unit : low === high ? low + unit : low + "—" + high + unit;
    const cut = plan.bounds.filter((bound) => bounds.includes(bound.id)).map((bound) => bound.words);
    return sum + (cut.length ? "（受限于：" + cut.join("；") + "）" : "");
  }

  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-reckon]")).forEach((place) => {
    const plan = JSON.parse(place.dataset.reckon);
    const answer = make("output", { class: "reckon__answer", "aria-live": "polite" });
    const fields = plan.inputs.map(() => /** @type {HTMLInputElement} */ (make("input", { class: "field field--number", type: "text", inputmode: "decimal", autocomplete: "off" })));
    function draw() {
      const entered = Object.fromEntries(plan.inputs.map((input, index) => [input.key, typed(fields[index].value, input)]));
      fields.forEach((field, index) => field.setAttribute("aria-invalid", String(field.value.trim() !== "" && !entered[plan.inputs[index].key])));
      const whole = plan.inputs.every((input) => entered[input.key]);
      answer.replaceChildren(...(whole ? reckon(plan, entered).map((result, index) => make("p", {}, plan.lines[index].words ? plan.lines[index].words + "：" : "按文中办法算得：", make("strong", {}, told(result, plan)), "。" + plan.note + "。")) : []));
    }
    fields.forEach((field) => field.addEventListener("input", draw));
    place.append(make("div", { class: "reckon screen-only" },
      plan.inputs.map((input, index) => make("label", { class: "labelled" }, input.label + " ", fields[index], " " + input.unit + " ")), answer));
  });

  handbook.reckon = { reckon, typed };
})();
