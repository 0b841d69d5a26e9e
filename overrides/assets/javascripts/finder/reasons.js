/* After the guided questions: beside each row, why it is there. What matched the answers is told apart from what the
   reader must check, each with the clause. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make } = handbook.dom;
  const silent = (group) => ({
    prior: "条款没有写要不要前置资格", industry: "条款没有写" + group + "，编者归到了别的" + group, range: "条款没有写金额", barred: "条款没有写有这种情形的能不能得到",
    level: "条款没有写资格的级别", newness: "条款没有写资格要不要新认定", grade: "条款没有写等次",
  });

  function matched(row, state, record, name) {
    const said = [];
    const { group, part } = F.names();
    const asked = (key) => state[key].length && F.fit(row, key, state) === "yes";
    const names = (key) => state[key].filter((value) => row.answers[key].includes(value)).map((value) => name[key + "/" + value]).join("、");
    if (asked("applicant")) said.push("给" + record.applicant + "，与您选的“" + names("applicant") + "”相符");
    if (asked("industry")) said.push(F.own(row, state) ? (row.answers.named.length ? "条款点名您选的" + group : "编者归到您选的" + group) : "不分" + group + "：" + record.industries);
    if (state.industry.some((value) => row.answers.subfield.includes(value))) said.push("所在条款涉及您选的" + part);
    if (asked("activity")) said.push("事项是“" + names("activity") + "”");
    if (asked("prior")) said.push(row.answers.needs ? "前置资格的种类与您选的相符" : row.answers.prior.length > 1 ? "其中一类没有设前置资格" : "文中没有设前置资格");
    return said;
  }

  function toCheck(row, state, record) {
    const said = F.silentOn(row, state).map((key) => (key === "applicant" ? record.payee : silent(F.names().group)[key])).filter(Boolean);
    if (record.code.prior_text) said.push("前置资格：" + record.code.prior_text);
    if (record.code.conditions.length) said.push("条件：" + record.conditions);
    return said.length ? said : ["条款没有另设条件，未载明之处请询问责任单位"];
  }

  document.addEventListener("finder:drawn", async (event) => {
    const { state, shown, name } = /** @type {CustomEvent} */ (event).detail;
    if (!state.ask) return;
    const records = new Map((await F.records().catch(() => /** @type {Handbook.Support[]} */ ([]))).map((record) => [record.id, record]));
    document.querySelectorAll("tr.why").forEach((row) => { row.previousElementSibling.classList.remove("has-why"); row.remove(); });
    shown.forEach((row) => {
      const record = records.get(row.id);
      if (!record || row.element.hidden) return;
      const clause = row.clause.cloneNode(true);
      const yes = matched(row, state, record, name);
      row.element.classList.add("has-why");
      row.element.after(make("tr", { class: "why" }, make("td", { colspan: row.element.cells.length },
        make("dl", { class: "why__list" },
          make("div", {}, make("dt", {}, "为什么在这里"), make("dd", {}, yes.length ? yes.join("；") : "您没有回答会排除它的问题")),
          make("div", {}, make("dt", {}, "要自行核对"), make("dd", {}, toCheck(row, state, record).join("；"), "（", clause, "）"))))));
    });
  });
})();
