"""The draft of an original: a document record as data, with its marks. Summaries and points are slots to be written."""

import re
from typing import Any

from generator.drafting import duties, proposed, ways
from generator.drafting.amounts import sum_words
from generator.drafting.benefits import Found, benefits
from generator.drafting.head import head
from generator.drafting.layers import layers
from generator.drafting.made import Draft
from generator.drafting.marks import Marks
from generator.drafting.names import Known, candidates
from generator.drafting.outline import Part, outline
from generator.drafting.points import Points, facts, points
from generator.drafting.rows import merge_rows
from generator.drafting.supports import MOST_WORDS, Reach, activity_of, support
from generator.drafting.validity import validity
from generator.reading.original import Original
from generator.records.base import UNFILLED
from generator.text import amendments, money
from generator.text.dates import read as dates_of
from generator.text.plain import plain
from generator.text.records import Amendment, Date

_NO_GIFTS = ("condition", "problem", "suggestion", "goals", "principle", "preamble")
_SCOPE = re.compile("对象|适用|范围")


def draft(original: Original, identity: str, known: Known, general: str | None) -> Draft:
    """The draft of an original. ``general``: the word for the industries of the handbook as a whole (未来产业)."""
    raw = original.text
    marks = Marks(doubtful=original.doubtful)
    found = layers(raw)
    parts = outline(raw, found)
    document: dict[str, Any] = {"id": identity}
    made = Draft(document, marks, original, known)
    valid = next((one for part in reversed(parts) if (one := validity(raw, part.body, part.end))), None)
    head(made, found, valid, raw)
    reach = _reach(parts, raw, general, str(document.get("title", "")))
    departments: dict[str, dict[str, Any]] = {}
    named: dict[str, list[str]] = {}
    for part in parts:
        departments[part.id], named[part.id] = duties.lists(raw, part, known, marks, f"clauses/{part.id}")
    duties.move_up(parts, raw, departments)
    counter = money.Counter()
    document["clauses"] = [_clause(made, part, raw, counter, reach, departments.get(part.id, {}), named[part.id]) for part in parts]  # fmt: skip
    _settle_reach(made, reach)
    _caps(made)
    if way := ways.application(raw, parts, found, known, marks):
        document["application"] = way
        document["clauses"] = document.pop("clauses")  # clauses last
    made.candidates = candidates(raw[found.body : found.end], known)
    return made


def _reach(parts: list[Part], raw: str, general: str | None, title: str) -> Reach:
    """Of whom the whole text speaks: what its clause on scope says, else what its title names."""
    if general is None:
        return Reach(None)
    by_id = {part.id: part for part in parts}
    for part in parts:
        above = by_id[part.under].heading if part.under else None
        if any(words and _SCOPE.search(words) for words in (part.heading, above)):
            text = raw[part.body : part.end]
            if general in text:
                # 某某产业项目，以及其他企业的增资项目，适用本规定: not all that it is for is of that industry.
                others = [words for words in re.split("以及|或者", re.split("[。；]", text)[0]) if general not in words]
                return Reach(general, None if others else "future")
            if re.search("适用于", text):
                return Reach(general, "any")
    return Reach(general) if general in title else Reach(general, "any")


def _clause(made: Draft, part: Part, raw: str, counter: money.Counter, reach: Reach, departments: dict[str, Any], named: list[str]) -> dict[str, Any]:  # fmt: skip
    path = f"clauses/{part.id}"
    marks = made.marks
    at = (part.start, part.end)
    clause: dict[str, Any] = {"id": part.id, "kind": part.kind}
    (marks.sure(f"{path}/kind", at) if part.kind_sure else marks.guess(f"{path}/kind", "按标题和位置推断", at))
    if part.under:
        clause["under"] = part.under
    if part.number:
        clause["number"] = part.number
        marks.sure(f"{path}/number", (part.start, part.body))
    begin = part.body
    if part.heading:
        clause["heading"] = part.heading
        if part.heading_printed:
            begin = _after_heading(raw, part)
            marks.sure(f"{path}/heading", (part.body, begin))
        else:
            clause["heading_printed"] = False
    elif not part.heading:
        clause["heading"], clause["heading_printed"] = UNFILLED, False
    clause["summary"] = UNFILLED
    found = benefits(raw, begin, part.end, counter, named=part.kind not in _NO_GIFTS)
    merge_rows(found, made.original.tables)
    slots = points(made, raw, found, part.kind, path)
    if slots.records:
        clause["points"] = slots.records
    if departments:
        clause["departments"] = departments
    if named:
        clause["names"] = named
    text = raw[begin : part.end]
    clause["scope"] = _scope(made, text, part, reach, path)
    if terms := made.known.terms_in(text):
        clause["terms"] = terms
    supports = []
    for i, benefit in enumerate(found.benefits, 1):
        own = f"s-{made.document['id']}-{part.id}-{i}"
        supports.append(support(benefit, found, own, slots.at, f"{path}/supports/{own}", reach, made.known, marks))
    if supports:
        clause["supports"] = supports
    silent = (
        "condition",
        "problem",
        "suggestion",
        "principle",
        *(() if re.search("计划|方案", str(made.document["title"])) else ("task",)),
    )
    if found.directions and part.kind not in silent:
        clause["directions"] = [_direction(made, found, entry, part, i, path, slots) for i, entry in enumerate(found.directions, 1)]  # fmt: skip
    for cap in found.caps:
        made.caps.append((cap, part.id))
    for unread in found.unread:
        marks.unread(path, "金额或比例没有读懂：" + "".join(unread.text.split()), (unread.start, unread.end))
    for fact in amendments.read(plain(raw, part.body, part.end)):
        if isinstance(fact, Amendment):
            made.amends.append(_amendment(fact, part.id))
            marks.unread(path, "修改、废止或延长别的文件", (fact.start, fact.end))
    for fact in dates_of(plain(raw, part.body, part.end)):
        if isinstance(fact, Date):
            made.days.append({"date": fact.value, "clause": f"{made.document['id']}/{part.id}", "at": [fact.start, fact.end]})  # fmt: skip
    address = f"{made.document['id']}/{part.id}"
    made.goals += proposed.goals(raw, begin, part.end, address)
    made.lists += proposed.lists(raw, begin, part.end, address)
    made.slots[f"{path}/summary"] = facts(raw, begin, part.end)
    return clause


def _amendment(fact: Amendment, clause: str) -> dict[str, Any]:
    """What a text does to another, and where it says so; its wording stays in the original."""
    told = {key: value for key, value in fact.to_json().items() if key in ("do", "target", "after", "from", "until")}
    short = {key: value for key, value in told.items() if value is not None and len(str(value)) <= MOST_WORDS}
    return {**short, "at": clause, "words": [fact.start, fact.end]}


def _settle_reach(made: Draft, reach: Reach) -> None:
    """Where a text prints its industry with most of its benefits, leaving it out says something: those are for any."""
    if not reach.word or reach.whole:
        return
    scopes = [support["scope"] for clause in made.document["clauses"] for support in clause.get("supports", [])]
    if sum(scope["reach"] in ("future", "named") for scope in scopes) * 2 > len(scopes):
        for scope in scopes:
            if scope["reach"] == "unclear":
                scope["reach"] = "any"


def _after_heading(raw: str, part: Part) -> int:
    start = raw.find(str(part.heading)[:4], part.body) if part.heading else -1
    end = part.body if start < 0 else start + len(str(part.heading))
    while end < part.end and raw[end] in "。：: 】］)）\u3000\n.":
        end += 1
    return min(end, part.end)


def _scope(made: Draft, text: str, part: Part, reach: Reach, path: str) -> dict[str, Any]:
    industries = made.known.industries_in(f"{part.heading or ''}{text}")
    at = (part.start, part.end)
    if industries:
        made.marks.sure(f"{path}/scope", at)
        return {"reach": "named", "industries": industries}
    if reach.word and reach.word in text:
        made.marks.sure(f"{path}/scope", at)
        return {"reach": "future"}
    made.marks.guess(f"{path}/scope", "条文没有写产业，请核对", at)
    return {"reach": reach.whole or ("unclear" if reach.word else "any")}


def _direction(made: Draft, found: Found, entry: tuple[str, int, int], part: Part, number: int, path: str, slots: Points) -> dict[str, Any]:  # fmt: skip
    verb, start, end = entry
    identity = f"d-{made.document['id']}-{part.id}-{number}"
    at = found.text.span(start, end)
    made.marks.guess(f"{path}/directions/{identity}", "只写支持、鼓励，没有写方式；请核对是不是一个支持方向", at)
    return {
        "id": identity, "point": slots.at(start), "title": UNFILLED, "text": UNFILLED, "verb": verb,
        "activity": activity_of(found.text.text[start:end]),
    }  # fmt: skip


def _caps(made: Draft) -> None:
    caps = made.caps
    entries = []
    for i, (cap, clause) in enumerate(caps, 1):
        assert cap.high is not None
        entry: dict[str, Any] = {"id": f"k{i}", "sum": sum_words(cap.high, cap.currency, cap.text)}
        if cap.per:
            entry["per"] = cap.per
        entry["over"] = "document"
        if cap.period and cap.period != "cumulative":
            entry["period"] = cap.period
        if cap.cumulative:
            entry["cumulative"] = True
        entry["at"] = clause
        entries.append(entry)
        made.marks.guess(f"caps/k{i}", "几项合计的上限，请核对管到哪几项", (cap.start, cap.end))
    if entries:
        clauses = made.document.pop("clauses")
        made.document["caps"] = entries
        made.document["clauses"] = clauses
