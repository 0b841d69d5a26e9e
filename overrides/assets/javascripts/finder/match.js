/* How a support stands to what a reader has answered: the one place where conditions are weighed in the browser. The
   questionnaire, the finder and the field for products all ask here.

   A tree has three values, as in generator/book/conditions.py: "yes", "no", and "unknown" where the text is silent or
   the reader is. Its leaves are told in generator/book/matching.py. */
(function () {
  "use strict";

  const { handbook } = window;
  const F = handbook.finder = /** @type {Handbook.Finder} */ ({});

  /* --- the algebra --------------------------------------------------------------------------------------------------- */

  const OPPOSITE = { yes: "no", no: "yes", unknown: "unknown" };
  const every = (values) => (values.includes("no") ? "no" : values.includes("unknown") ? "unknown" : "yes");

  /* `known` is told whether its leaf stands for the whole (true) or, behind a "not", against it. */
  function weigh(tree, known, way = true) {
    if (!tree) return "yes";
    if (typeof tree === "string") return known(tree, way);
    const values = tree.slice(1).map((part) => weigh(part, known, tree[0] === "not" ? !way : way));
    if (tree[0] === "not") return OPPOSITE[values[0]];
    return tree[0] === "all" ? every(values) : OPPOSITE[every(values.map((value) => OPPOSITE[value]))];
  }

  /* The leaves by which a tree has a value, joined as they stand in it: ["any", leaf, leaf]; null where there are none. */
  function decisive(tree, value, known, way = true) {
    if (!tree || weigh(tree, known, way) !== value) return null;
    if (typeof tree === "string") return tree;
    if (tree[0] === "not") return decisive(tree[1], OPPOSITE[value], known, !way);
    const parts = tree.slice(1).map((part) => decisive(part, value, known, way)).filter(Boolean);
    return parts.length > 1 ? [tree[0], ...parts] : parts[0];
  }
  const leaves = (tree) => (!tree ? [] : typeof tree === "string" ? [tree] : tree.slice(1).flatMap(leaves));
  const pick = (tree, wanted) => {
    if (!tree || typeof tree === "string") return tree && wanted(tree) ? tree : null;
    const parts = tree.slice(1).map((part) => pick(part, wanted)).filter(Boolean);
    return parts.length > 1 ? [tree[0], ...parts] : parts[0] || null;
  };

  /* --- a support and a reader ---------------------------------------------------------------------------------------- */

  const BARRING = ["credit", "accident"];
  const QUALIFICATIONS = ["recognition", "assessment", "selection", "award"];

  /* What one leaf is worth to this reader, and on what ground: "lack" (a qualification that the reader has not),
     "denied" (the reader says no), "unanswered" (the reader has not said), "open" (no text says). To have some
     recognition is not to have this one: that is asked by name. */
  function ground(leaf, row, state) {
    const [code, name] = leaf.split(":"), key = row.id + "/" + name;
    if (state.yes.includes(key)) return ["yes", ""];
    if (state.not.includes(key)) return ["no", QUALIFICATIONS.includes(code) ? "lack" : "denied"];
    const held = state.prior.filter((value) => QUALIFICATIONS.includes(value)), said = held.length > 0 || state.prior.includes("none");
    if (QUALIFICATIONS.includes(code)) return said && !held.includes(code) ? ["no", "lack"] : ["unknown", "unanswered"];
    if (code.startsWith("open-")) return said && !held.includes(code.slice(5)) ? ["no", "lack"] : ["unknown", "open"];
    if (BARRING.includes(code) && state.barred.includes(code)) return ["yes", ""];
    if (code === "future" && state.industry.length) return ["yes", ""];
    return ["unknown", code === "open" ? "open" : "unanswered"];
  }

  /* Who is meant, and for which industry: "yes", "no", "unanswered" or "open". */
  function whom(row, state) {
    if (state.applicant.length) return { yes: "yes", no: "no", unknown: "open" }[F.fit(row, "applicant", state)];
    return row.answers.applicant.includes("unstated") ? "open" : "unanswered";
  }
  function industry(row, state) {
    const { reach, named } = row.answers;
    if (named.length) return state.industry.length ? F.fit(row, "industry", state) : "unanswered";
    if (reach === "unclear" || F.fit(row, "industry", state) === "unknown") return "open";
    return reach === "future" && !state.industry.length ? "unanswered" : "yes";
  }

  /* How a row stands to the answers. `code`, the first that holds: "no" (ruled out), "lack" (a qualification comes
     first), "unanswered" (the reader has not said all that is asked), "open" (the texts leave something open), "fit" (all
     that the texts ask was answered with yes). Kinds of activity are the texts' headings and decide nothing here. The
     lists name what it rests on: "whom", "industry", or leaves by their names; `first` has those that are lacking as a
     tree, since one of several may be enough. */
  function match(row, state) {
    const found = { no: [], lack: [], unanswered: [], open: [] };
    const said = { whom: whom(row, state), industry: industry(row, state) };
    Object.keys(said).forEach((key) => { if (said[key] !== "yes") found[said[key]].push(key); });
    const of = (leaf) => ground(leaf, row, state), known = (leaf) => of(leaf)[0];
    const later = (leaf, way) => (way && of(leaf)[1] === "lack" ? "yes" : known(leaf));
    const names = (part) => [...new Set(leaves(part).map((leaf) => leaf.split(":")[1]))];
    const { tree } = row.answers, now = weigh(tree, known), then = now === "no" ? later : known;
    let first = null;
    if (weigh(tree, then) === "no") found.no.push(...names(decisive(tree, "no", then)));
    else if (now === "no") {
      first = pick(decisive(tree, "no", known), (leaf) => of(leaf)[1] === "lack" && !leaf.startsWith("open-"));
      found.lack.push(...names(first));
    }
    leaves(decisive(tree, "unknown", then)).forEach((leaf) => found[of(leaf)[1]].push(...names(leaf)));
    return { code: ["no", "lack", "unanswered", "open"].find((code) => found[code].length) || "fit", first, ...found };
  }

  Object.assign(F, { weigh, match });
})();
