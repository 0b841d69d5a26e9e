"""How a support stands to what a reader answers: questionnaire, finder and field for products ask one function, and it
answers as the texts do.

Verdicts for random readers are compared with an evaluation of the records in Python; what readers see, with cases read
off the texts by hand (``cases/finder/profiles.yml``).
"""

import csv
import json
import random
from collections.abc import Iterator
from io import StringIO
from itertools import chain, combinations
from typing import Any

from browsers import Page, Server
from finding import FINDER, cases, opened, saved
from generator.book import conditions, payees, standing
from generator.book.conditions import Value, evaluate
from generator.book.handbook import Handbook, Support
from generator.records import AllOf, AnyOf, Leaf, Node, NotOf, leaves
from samples import real_book

Reader = dict[str, list[str]]
CODES = {"recognition": "recognition", "assessment": "assessment", "selection": "selection", "prize": "award"}
KINDS = ["enterprise", "university", "institute", "platform", "person", "fund-manager", "financial", "district"]


# --- the same verdict from the records --------------------------------------------------------------------------------


def known(support: Support, reader: Reader, leaf: Leaf) -> tuple[Value, str]:
    """The value of a condition for a reader, and why."""
    name = f"{support.id}/{leaf.id}"
    qualification = leaf.kind in CODES and leaf.held
    if name in reader["yes"]:
        return "yes", ""
    if name in reader["not"]:
        return "no", "lack" if qualification else "denied"
    asked_of = CODES.get(leaf.kind if qualification else str(leaf.of))
    if asked_of and reader["prior"] and asked_of not in reader["prior"]:
        return "no", "lack"
    if qualification:
        return "unknown", "unanswered"
    if leaf.kind in ("open", "law") or not leaf.held:
        return "unknown", "open"
    if leaf.kind in reader["barred"]:
        return "yes", ""
    if leaf.kind == "industry" and support.data.scope.reach == "future" and reader["industry"]:
        return "yes", ""
    return "unknown", "unanswered"


def matters(tree: Node | None, value: Value, of: Any) -> Iterator[Leaf]:
    """The leaves to which a tree owes its value."""
    opposite: dict[Value, Value] = {"yes": "no", "no": "yes", "unknown": "unknown"}
    if tree is None or evaluate(tree, of) != value:
        return
    match tree:
        case AllOf(all=parts) | AnyOf(any=parts):
            yield from chain.from_iterable(matters(part, value, of) for part in parts)
        case NotOf(not_=part):
            yield from matters(part, opposite[value], of)
        case Leaf():
            yield tree


def verdict(support: Support, reader: Reader) -> str:
    found = {chain_of(support, reader), whom(support, reader), industry(support, reader)} | also(support, reader)
    return next((code for code in ("no", "lack", "unanswered", "open") if code in found), "fit")


def chain_of(support: Support, reader: Reader) -> str:
    """What the conditions come to: where some set of the lacking qualifications would help, they are lacking."""
    tree = standing.tree(support)
    value = evaluate(tree, lambda leaf: known(support, reader, leaf)[0])
    if value != "no":
        return "fit"
    lacking = [leaf for leaf in leaves(tree) if known(support, reader, leaf)[1] == "lack"]
    for had in chain.from_iterable(combinations(lacking, n) for n in range(1, len(lacking) + 1)):
        if evaluate(tree, lambda leaf, had=had: "yes" if leaf in had else known(support, reader, leaf)[0]) != "no":  # type: ignore[misc]
            return "lack"
    return "no"


def also(support: Support, reader: Reader) -> set[str]:
    """Why the conditions are not yet answered with yes."""
    tree = standing.tree(support)

    def of(leaf: Leaf) -> Value:
        return known(support, reader, leaf)[0]

    return {known(support, reader, leaf)[1] for leaf in matters(tree, "unknown", of)}


def whom(support: Support, reader: Reader) -> str:
    paid = payees.paid(support)
    if not reader["applicant"]:
        return "unanswered" if support.data.applicant.kinds else "open"
    if set(reader["applicant"]) & set(support.data.applicant.kinds):
        return "fit"
    return "open" if set(reader["applicant"]) & set(paid.unknown) else "no"


def industry(support: Support, reader: Reader) -> str:
    named, tagged = ({one.id for one in kind} for kind in (support.industries, support.tagged))
    mine = {value.split("/")[0] for value in reader["industry"]}
    if named:
        return "unanswered" if not mine else "fit" if mine & named else "no"
    if support.data.scope.reach == "unclear" or (mine and tagged and not mine & tagged):
        return "open"
    return "unanswered" if support.data.scope.reach == "future" and not mine else "fit"


def readers(book: Handbook, count: int) -> Iterator[Reader]:
    chance = random.Random(20261125)
    names = [f"{support.id}/{leaf.id}" for support in book.supports for leaf in leaves(standing.tree(support))]
    own = [
        f"{support.id}/{leaf.id}" for support in book.supports for leaf in leaves(standing.tree(support))
        if leaf.kind not in ("open", "law") and leaf.held
    ]  # fmt: skip
    assert len(names) > len(own) > 50
    subfields = [f"{one.industry.id}/{one.id}" for one in book.subfields]
    for _ in range(count):
        told = chance.sample(own, chance.choice([0, 0, 20, 50]))
        cut = chance.randint(0, len(told))
        yield {
            "applicant": chance.sample(KINDS, chance.choice([0, 1, 1, 2])),
            "industry": chance.sample([one.id for one in book.industries] + subfields, chance.choice([0, 1, 1, 2])),
            "activity": chance.sample(["research", "platform", "product", "talent", "zone"], chance.choice([0, 1, 2])),
            "prior": chance.choice([[], ["none"], chance.sample(list(CODES.values()), chance.randint(1, 4))]),
            "barred": chance.choice([[], [], ["credit"], ["accident"]]),
            "yes": told[:cut],
            "not": told[cut:],
        }


MATCHED = """((readers) => {
  const F = handbook.finder, rows = [...document.querySelectorAll("#finder-table tbody tr[id]")].map((element) => (
    { id: element.id, answers: JSON.parse(element.dataset.answers), text: "" }));
  return readers.map((reader) => {
    const state = { ...F.parse(""), ...reader }, asking = { ...state, ask: "1", open: "1" };
    return Object.fromEntries(rows.map((row) => [row.id, [F.match(row, state).code, F.match(row, asking).code,
      F.passes(row, { ...state, aside: "1" }), F.passes(row, { ...asking, aside: "1" }), F.passes(row, state), F.passes(row, asking), F.asides(row, state)]]));
  });
})(%s)"""


def test_every_reader_gets_the_verdict_of_the_texts(chromium: Page, server: Server) -> None:
    """For 400 random readers: the verdict is that of the records, the same in finder and questionnaire; nothing is
    called fitting where a question was left out; a row is lost to a reader only where a text rules it out."""
    book = real_book()
    opened(chromium, server.url + FINDER)
    several = list(readers(book, 400))
    seen: set[str] = set()
    for reader, told in zip(several, chromium.evaluate(MATCHED % json.dumps(several)), strict=True):
        for support in book.supports:
            code, asking, finder_all, ask_all, finder, ask, asides = told[support.id]
            expected = verdict(support, reader)
            assert code == asking == expected, (support.id, reader)
            hard = "no" in (whom(support, reader), industry(support, reader))
            hard = hard or bool(set(reader["barred"]) & set(standing.barred(support)))
            assert finder_all == ask_all == (not hard), (support.id, reader)
            assert not finder or ask, (support.id, reader, "the finder shows no row that the questionnaire withholds")
            assert ask == (not hard and "industry" not in asides), (support.id, reader)
            if code == "fit":
                assert reader["applicant"], "nobody is named who was not asked"
            seen.add(code)
    assert seen == {"no", "lack", "unanswered", "open", "fit"}
    assert chromium.errors == []


def test_trees_are_weighed_in_the_browser_as_in_python(chromium: Page, server: Server) -> None:
    """Random trees with random values: the script's value, and the leaves it names for it, are those of Python."""
    opened(chromium, server.url + FINDER)
    chance = random.Random(7)

    def tree(depth: int) -> Any:
        if depth == 0 or chance.random() < 0.3:
            return chance.choice("abcdef")
        joined = chance.choice(["all", "any", "not"])
        return [joined, *(tree(depth - 1) for _ in range(1 if joined == "not" else chance.randint(1, 3)))]

    def record(node: Any) -> Node:
        if isinstance(node, str):
            return Leaf(kind="other", text=node)
        parts = tuple(map(record, node[1:]))
        if node[0] == "not":
            return NotOf.model_validate({"not": parts[0]})
        return AllOf(all=parts) if node[0] == "all" or len(parts) < 2 else AnyOf(any=parts)

    drawn = [(tree(4), {letter: chance.choice(["yes", "no", "unknown"]) for letter in "abcdef"}) for _ in range(500)]
    weighed = chromium.evaluate(
        f"{json.dumps(drawn)}.map(([tree, told]) => handbook.finder.weigh(tree, (leaf) => told[leaf]))"
    )
    expected = [evaluate(record(node), lambda leaf, told=told: told[str(leaf.text)]) for node, told in drawn]  # type: ignore[misc]
    assert weighed == expected and set(expected) == {"yes", "no", "unknown"}


# --- what readers see -------------------------------------------------------------------------------------------------


READ = """[...document.querySelectorAll("#finder-table tbody tr[id]")].filter((row) => !row.hidden).map((row) => {
  const why = row.nextElementSibling;
  return [row.id, why.dataset.verdict, why.textContent];
})"""


def test_profiles_of_readers(chromium: Page, root: str) -> None:
    for case in cases("profiles")[: 2 if root.startswith("file") else None]:
        name = case["name"]
        opened(chromium, root + "supports/ask.html")
        for key, values in case["answers"].items():
            for value in values:
                chromium.evaluate(f"document.querySelector('#ask input[name={key}][value={value}]').click()")
        if "product" in case:
            chromium.evaluate(
                f"void ((f) => {{ f.value = {json.dumps(case['product'])}; f.dispatchEvent(new Event('input')); }})"
                "(document.getElementById('product'))"
            )
            chromium.wait_for("document.getElementById('product-found').textContent !== ''")
        chromium.evaluate("void setTimeout(() => document.querySelector('#ask button[type=submit]').click())")
        chromium.wait_for(
            "location.pathname.endsWith('supports/index.html') && document.querySelector('tr.why') !== null"
        )
        rows = chromium.evaluate(READ)
        verdicts, beside = {row: code for row, code, _ in rows}, {row: text for row, _, text in rows}
        order = [row for row, _, _ in rows]
        assert order[: len(case.get("first", []))] == case.get("first", []), (name, order)
        assert len(order) == case.get("count", len(order)), name
        assert {row: verdicts.get(row) for row in case.get("verdicts", {})} == case.get("verdicts", {}), name
        assert not set(case.get("withheld", [])) & set(order), name
        for row, said in case.get("says", {}).items():
            assert all(words in beside[row] for words in said), (name, row, beside[row])
        groups = chromium.evaluate("[...document.querySelectorAll('tr.group')].map(row => row.textContent).join()")
        assert case.get("group", "") in groups and "相符的" not in groups, (name, groups)
        assert case.get("note", "") in chromium.evaluate("document.getElementById('finder-notes').textContent"), name
        for row, said in case.get("letter", {}).items():
            chromium.evaluate(f"void (document.querySelector('#{row} + tr.why details').open = true)")
            chromium.wait_for(f"document.querySelector('#{row} + tr.why pre') !== null")
            text = chromium.evaluate(f"document.querySelector('#{row} + tr.why pre').textContent")
            assert all(words in text for words in said), (name, row, text)
        # Back leads to the questions with the answers kept.
        chromium.evaluate("void setTimeout(() => history.back())")
        chromium.wait_for("location.pathname.endsWith('ask.html') && document.getElementById('ask')?.hidden === false")
        kept = chromium.evaluate("[...document.querySelectorAll('#ask input:checked')].map(b => b.value)")
        assert kept == [value for values in case["answers"].values() for value in values], name
    assert chromium.errors == []


def test_a_condition_is_answered_in_its_row_and_the_table_of_matches_tells_it(chromium: Page, server: Server) -> None:
    """Saying yes to the last condition makes a row fit, wherever the same condition stands; the export says the same."""
    opened(chromium, server.url + FINDER + "#applicant=enterprise&industry=ai&prior=none&open=1&ask=1")
    chromium.wait_for("document.querySelector('#s-standard-national + tr.why') !== null")
    for _ in range(3):
        chromium.evaluate("document.querySelector('#s-standard-national + tr.why li button').click()")
        chromium.wait_for("document.querySelector('#s-standard-national + tr.why') !== null")
    codes = {row: code for row, code, _ in chromium.evaluate(READ)}
    assert codes["s-standard-national"] == "fit" and codes["s-standard-international"] == "unanswered"
    assert "s-standard-international/c1" in chromium.url, "the same condition is answered once"
    held = saved(chromium, "document.querySelector('[aria-label=\"导出匹配表 CSV\"]').click()").decode("utf-8-sig")
    head, *rows, about = csv.reader(StringIO(held))
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(rows) == len(codes) and about[0].startswith("所填：企业；人工智能；未答；")
    assert told["牵头制修订国家标准"]["结论"] == "所填条件均符合（以审核为准）"
    assert told["新认定的国家级单项冠军企业"]["还差"] == "新认定为国家级单项冠军企业"
    assert told["牵头制修订国家标准"]["先问谁"] == "市经济信息委"
    xlsx = saved(chromium, "document.querySelector('[aria-label=\"导出匹配表 XLSX\"]').click()")
    assert xlsx[:2] == b"PK"
    assert chromium.errors == []


def test_what_the_letters_ask_is_what_the_texts_leave_open(model: dict[str, Any]) -> None:
    """Every letter asks for each thing that the support's page calls 未载明, and names whom to ask by the clause."""
    from generator.book import matching

    told = matching.data(real_book())["supports"]
    for support in model["supports"]:
        letter = told[support["id"]]
        asked = "".join(letter["questions"])
        for item in support["unstated"]:
            assert item.rstrip("。").removesuffix("未载明").rstrip("，：") in asked, (support["id"], item)
        assert bool(letter["ask"]["first"]) == bool(support["departments"]), support["id"]
        assert (support["payee"]["unknown"] != []) == (
            "付给谁" in letter["questions"][0] if letter["questions"] else False
        )
    assert conditions.CODES == CODES
