/* Beside each row, how it stands to what the reader has answered (match.js), in words: what fits, what comes first, what
   is still to be said, what only the office can tell, each with its clause; and the letter that asks it. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder;
  const { make, button } = handbook.dom;
  const WORD = { fit: "所填条件均符合（以审核为准）", lack: "还差", unanswered: "还要您回答", open: "文中未明确，需询问", no: "不符合" };

  /* What a text leaves open of questions that are not conditions of their own. */
  const SILENT = {
    range: "条款没有写金额", barred: "条款没有写有这种情形的能不能得到", level: "条款没有写资格的级别", newness: "条款没有写资格要不要新认定", grade: "条款没有写等次",
  };

  let texts = null, known = null;
  const load = () => Promise.all([handbook.load.data("data/matching.js"), F.records(true)]).then(([data, records]) => {
    texts = data;
    known = new Map(records.map((record) => [record.key, record]));
  });

  const of = (row) => texts.supports[row.key];

  /* --- words ------------------------------------------------------------------------------------------------------ */

  const chosen = (state, key, name) => state[key].map((value) => name[key + "/" + value]).filter(Boolean).join("、");
  const joined = (tree, say) => (typeof tree === "string" ? say(tree.split(":")[1]) : tree.slice(1).map((part) => joined(part, say)).join(tree[0] === "any" ? "，或者" : "；"));

  /* What one entry of a match says; `name` is "whom", "industry" or that of a leaf. */
  function said(row, list, name) {
    const { leaves, payee, scope } = of(row), record = known.get(row.key);
    if (name === "whom") return { no: "条款写的对象是" + record.applicant, unanswered: "您是哪一类（条款给" + record.applicant + "）", open: payee }[list];
    if (name === "industry") return { no: "条款点名的" + F.names().group + "是" + record.industries, unanswered: "属于哪个" + F.names().group + "（" + record.industries + "）", open: scope }[list];
    return leaves[name].text;
  }

  /* All that a match rests on, by its code. */
  function grounds(row, found, state) {
    const all = (list) => found[list].map((name) => said(row, list, name));
    const { leaves } = of(row);
    return {
      no: all("no"), unanswered: all("unanswered"), open: [...all("open"), ...F.silentOn(row, state).map((key) => SILENT[key]).filter(Boolean)],
      lack: found.first ? [joined(found.first, (name) => leaves[name].text)] : [], before: found.lack.map((name) => leaves[name].first).filter(Boolean),
    };
  }

  function reasons(row, state, name) {
    const record = known.get(row.key), yes = [];
    if (state.pin.includes(row.id)) yes.push("名称或俗称与您查的“" + (state.product || "产品") + "”对得上");
    if (state.applicant.length && F.fit(row, "applicant", state) === "yes") yes.push("条款给" + record.applicant + "，您选了“" + chosen(state, "applicant", name) + "”");
    if (state.industry.length && F.fit(row, "industry", state) === "yes") yes.push(F.own(row, state) ? (row.answers.named.length ? "条款点名您选的" + F.names().group : "编者归到您选的" + F.names().group) : "不分" + F.names().group + "：" + record.industries);
    if (state.industry.some((value) => row.answers.subfield.includes(value))) yes.push("所在条款涉及您选的" + F.names().part);
    if (state.activity.length) {
      const fits = F.fit(row, "activity", state), filed = "条款把它归在“" + record.activity + "”";
      yes.push(fits === "yes" ? filed + "，正是您选的" : filed + "，不是您选的“" + chosen(state, "activity", name) + "”；事项类别只是编者的归类，不决定能不能得到");
    }
    const ticked = Object.keys(of(row).leaves).filter((leaf) => state.yes.includes(row.id + "/" + leaf));
    if (ticked.length) yes.push("您已核对：" + ticked.map((leaf) => of(row).leaves[leaf].text).join("、"));
    return yes;
  }

  /* --- the letter ------------------------------------------------------------------------------------------------- */

  function letter(row, state, name) {
    const { ask, questions, citation } = of(row), record = known.get(row.key), found = F.match(row, state);
    const about = ["applicant", "industry", "activity", "prior"].filter((key) => state[key].length).map((key) => ({ applicant: "类别", industry: F.names().group, activity: "想做的事", prior: "已有资格" })[key] + "：" + chosen(state, key, name));
    if (state.product) about.push("产品：" + state.product);
    const mine = grounds(row, found, state);
    return [
      "询问：" + record.title,
      "先问：" + (ask.first || "条款没有写责任单位") + (ask.then.length ? "；再问：" + ask.then.join("、") + (ask.open ? "等" : "") : "") + (ask.first ? "（条款列的" + ask.role + "，按所列先后）" : ""),
      "依据：" + citation, "金额：" + record.amount_words, about.length ? "我的情况：" + about.join("；") : "我的情况：（请填写）",
      ...(mine.lack.length ? ["还差的资格：" + mine.lack.join("；")] : []),
      ...(mine.unanswered.length ? ["本人尚未核对的条件：" + mine.unanswered.join("；")] : []),
      "", "请问：", ...questions.map((question, index) => index + 1 + ". " + question),
      "", "以上按《" + document.title.split(" - ").pop() + "》数据版本 " + record.version + " 整理，不是官方文本，以公开原文和责任单位答复为准。",
    ].join("\n");
  }

  function letterOf(row, state, name) {
    const fold = make("details", { class: "letter" }, make("summary", {}, "该问什么"));
    fold.addEventListener("toggle", () => {
      if (!(/** @type {HTMLDetailsElement} */ (fold).open) || fold.querySelector("pre")) return;
      const text = letter(row, state, name);
      fold.append(make("pre", { class: "letter__text", tabindex: "0" }, text), make("p", { class: "letter__do screen-only" },
        button("复制这封信", () => handbook.copy(text, "已复制该问什么")), " ", button("打印这封信", () => alone(text))));
    });
    return fold;
  }

  /* On paper the letter stands alone, and the page comes back when that is done. */
  function alone(text) {
    const sheet = make("pre", { class: "letter__text print-alone" }, text);
    document.body.append(sheet);
    document.documentElement.classList.add("prints-alone");
    const back = () => { sheet.remove(); document.documentElement.classList.remove("prints-alone"); removeEventListener("afterprint", back); };
    addEventListener("afterprint", back);
    print();
  }

  /* --- beside the rows -------------------------------------------------------------------------------------------- */

  const answer = (row, leaf, key) => {
    const keys = texts.same[of(row).leaves[leaf].same] || [row.id + "/" + leaf];
    document.dispatchEvent(new CustomEvent("finder:answer", { detail: { key, keys } }));
  };

  /* What the reader alone can say, each condition with two buttons. */
  function open(row, found) {
    const { leaves } = of(row);
    return found.unanswered.filter((name) => leaves[name]).map((name) => make("li", {}, leaves[name].text, " ",
      button("是", () => answer(row, name, "yes"), { class: "link", "aria-label": "是：" + leaves[name].text }), " ",
      button("不是", () => answer(row, name, "not"), { class: "link", "aria-label": "不是：" + leaves[name].text })));
  }

  const line = (name, ...children) => make("div", {}, make("dt", {}, name), make("dd", {}, ...children));

  function beside(row, state, name) {
    const found = F.match(row, state), told = grounds(row, found, state), yes = reasons(row, state, name);
    const asked = told.unanswered.filter((text, index) => !of(row).leaves[found.unanswered[index]]);
    const lines = [];
    if (told.no.length) lines.push(line(WORD.no, told.no.join("；")));
    if (told.lack.length) lines.push(line(WORD.lack, make("strong", {}, told.lack.join("；")), make("p", {}, [...new Set(told.before)].join(" "))));
    if (found.unanswered.length) lines.push(line(WORD.unanswered, asked.join("；"), make("ul", { class: "plain" }, open(row, found))));
    if (told.open.length) lines.push(line("需询问", told.open.join("；")));
    return make("tr", { class: "why", "data-verdict": found.code }, make("td", { colspan: row.element.cells.length },
      make("p", { class: "why__verdict why__verdict--" + found.code }, found.code === "lack" ? WORD.lack + "：" + told.lack.join("；") : found.code === "no" ? WORD.no + "：" + told.no.join("；") : found.code === "fit" ? WORD.fit : WORD[found.code] + "：" + (told[found.code].join("；"))),
      make("dl", { class: "why__list" }, line("为什么在这里", yes.length ? yes.join("；") : "您没有回答会排除它的问题"),
        lines, line("依据", row.clause.cloneNode(true))), letterOf(row, state, name)));
  }

  /* Draw all this for the rows as they are listed. The texts come with the first call. */
  let turn = 0;
  async function besides(rows, state, name) {
    const mine = (turn += 1);
    if (!texts) await load();
    if (mine !== turn) return;
    document.querySelectorAll("tr.why").forEach((row) => { row.previousElementSibling.classList.remove("has-why"); row.remove(); });
    if (state.ask) {
      const notes = document.getElementById("finder-notes"), old = notes.querySelector(".else");
      if (old) old.remove();
      notes.append(elsewhere(state));
    }
    rows.forEach((row) => {
      row.element.classList.add("has-why");
      row.element.after(beside(row, state, name));
    });
  }

  /* Texts without any support that speak to such a reader, and the directions that only point somewhere. */
  function elsewhere(state) {
    const keys = ["applicant", "activity"].flatMap((key) => state[key].map((value) => key + "/" + value));
    const found = new Map(keys.flatMap((key) => texts.else[key] || []).map((one) => [one.url, one]));
    const link = (url, text) => make("a", { href: handbook.load.address(url) }, text);
    return make("p", { class: "else" }, found.size > 0 && ["没有列为支持事项、但写到您所答情形的文件：", [...found.values()].map((one) => link(one.url, "《" + one.title + "》")), "。"],
      link("supports/directions.html" + F.format({ applicant: state.applicant, industry: state.industry, activity: state.activity }), "只有方向、没有写明办法的，按同样的回答查看"));
  }

  /* --- the table of a profile ----------------------------------------------------------------------------------------- */

  const COLUMNS = [["title", "支持事项", 34], ["verdict", "结论", 26], ["why", "为什么在这里", 40], ["lack", "还差", 34], ["unanswered", "还要回答", 34], ["open", "需询问", 40],
    ["amount", "金额", 22], ["ask", "先问谁", 16], ["place", "依据条款", 24], ["citation", "引用", 48], ["address", "地址", 36]]
    .map(([key, name, width]) => ({ key: String(key), name: String(name), width: Number(width) }));

  /* The rows now listed as a table of what each says to this profile; the last row tells the answers and the edition. */
  async function matches(shown, state, name) {
    if (!texts) await load();
    const rows = shown.map((row) => {
      const found = F.match(row, state), told = grounds(row, found, state), record = known.get(row.key), { ask, citation } = of(row);
      const own = { title: record.title, verdict: WORD[found.code], why: reasons(row, state, name).join("；"), lack: [...told.lack, ...told.no].join("；"), unanswered: told.unanswered.join("；"), open: told.open.join("；"),
        amount: record.amount_words, ask: ask.first || "未载明", place: record.place, citation, address: record.address };
      return COLUMNS.map(({ key }) => own[key] || "无");
    });
    const profile = ["applicant", "industry", "activity", "prior"].map((key) => chosen(state, key, name) || "未答").join("；");
    return { columns: COLUMNS, rows: [...rows, ["所填：" + profile, (await F.table()).note, ...COLUMNS.slice(2).map(() => "")]] };
  }

  Object.assign(F, { beside: besides, matches });
})();
