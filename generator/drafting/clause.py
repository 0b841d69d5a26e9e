"""One clause of a draft as data: its place, points, departments, scope, supports and directions, each with its mark."""

import re
from collections.abc import Sequence
from typing import Any

from generator.drafting import proposed
from generator.drafting.benefits import Found, benefits
from generator.drafting.made import Draft
from generator.drafting.outline import Part
from generator.drafting.points import Points, facts, points
from generator.drafting.rows import merge_rows
from generator.drafting.supports import Reach, activity_of, support
from generator.records.base import UNFILLED
from generator.text import amendments, money
from generator.text.dates import read as dates_of
from generator.text.plain import plain
from generator.text.records import Amendment, Date

_NO_GIFTS = ("condition", "problem", "suggestion", "goals", "principle", "preamble")


def clause(made: Draft, part: Part, raw: str, counter: money.Counter, reach: Reach, departments: dict[str, Any], named: list[str], path: str | None = None, ids: Sequence[str] = ()) -> dict[str, Any]:  # fmt: skip
    """The record of a part of the text. ``path``: where it stands in the draft, if not among its clauses; ``ids``: those of
    its supports, where it takes the place of a clause with as many. What it does to other texts is kept in
    ``made.changes``."""
    path = path or f"clauses/{part.id}"
    marks = made.marks
    at = (part.start, part.end)
    told: dict[str, Any] = {"id": part.id, "kind": part.kind}
    (marks.sure(f"{path}/kind", at) if part.kind_sure else marks.guess(f"{path}/kind", "按标题和位置推断", at))
    if part.under:
        told["under"] = part.under
    if part.number:
        told["number"] = part.number
        marks.sure(f"{path}/number", (part.start, part.body))
    begin = part.body
    if part.heading:
        told["heading"] = part.heading
        if part.heading_printed:
            begin = _after_heading(raw, part)
            marks.sure(f"{path}/heading", (part.body, begin))
        else:
            told["heading_printed"] = False
    elif not part.heading:
        told["heading"], told["heading_printed"] = UNFILLED, False
    told["summary"] = UNFILLED
    found = benefits(raw, begin, part.end, counter, named=part.kind not in _NO_GIFTS)
    merge_rows(found, made.original.tables)
    slots = points(made, raw, found, part.kind, path)
    if slots.records:
        told["points"] = slots.records
    if departments:
        told["departments"] = departments
    if named:
        told["names"] = named
    text = raw[begin : part.end]
    told["scope"] = _scope(made, text, part, reach, path)
    if terms := made.known.terms_in(text):
        told["terms"] = terms
    supports = []
    for i, benefit in enumerate(found.benefits, 1):
        own = ids[i - 1] if len(ids) == len(found.benefits) else f"s-{made.document['id']}-{part.id}-{i}"
        supports.append(support(benefit, found, own, slots.at, f"{path}/supports/{own}", reach, made.known, marks))
    if supports:
        told["supports"] = supports
    silent = (
        "condition",
        "problem",
        "suggestion",
        "principle",
        *(() if re.search("计划|方案", str(made.document["title"])) else ("task",)),
    )
    if found.directions and part.kind not in silent:
        told["directions"] = [_direction(made, found, entry, part, i, path, slots) for i, entry in enumerate(found.directions, 1)]  # fmt: skip
    for cap in found.caps:
        made.caps.append((cap, part.id))
    for unread in found.unread:
        marks.unread(path, "金额或比例没有读懂：" + "".join(unread.text.split()), (unread.start, unread.end))
    for fact in amendments.read(plain(raw, part.body, part.end)):
        if isinstance(fact, Amendment):
            made.changes.append((fact, part))
    for fact in dates_of(plain(raw, part.body, part.end)):
        if isinstance(fact, Date):
            made.days.append({"date": fact.value, "clause": f"{made.document['id']}/{part.id}", "at": [fact.start, fact.end]})  # fmt: skip
    address = f"{made.document['id']}/{part.id}"
    made.goals += proposed.goals(raw, begin, part.end, address)
    made.lists += proposed.lists(raw, begin, part.end, address)
    made.slots[f"{path}/summary"] = facts(raw, begin, part.end)
    return told


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
