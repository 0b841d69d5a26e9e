"""The draft of an original: a document record as data, with its marks. Summaries and points are slots to be written."""

import re
from collections.abc import Mapping
from typing import Any

from generator.drafting import duties, ways
from generator.drafting.amending import propose
from generator.drafting.amounts import sum_words
from generator.drafting.clause import clause
from generator.drafting.head import head
from generator.drafting.layers import layers
from generator.drafting.made import Draft
from generator.drafting.marks import Marks
from generator.drafting.names import Known, candidates
from generator.drafting.outline import Part, outline
from generator.drafting.supports import MOST_WORDS, Reach
from generator.drafting.validity import validity
from generator.reading.original import Original
from generator.states.replay import Timeline
from generator.text import money
from generator.text.records import Amendment

_SCOPE = re.compile("对象|适用|范围")


def draft(original: Original, identity: str, known: Known, general: str | None, amended: Mapping[str, Timeline] | None = None) -> Draft:  # fmt: skip
    """The draft of an original. ``general``: the word for the industries of the handbook as a whole (未来产业). ``amended``:
    the documents, by id, of which it is asked what the text makes of them."""
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
    document["clauses"] = [clause(made, part, raw, counter, reach, departments.get(part.id, {}), named[part.id]) for part in parts]  # fmt: skip
    _settle_reach(made, reach)
    _caps(made)
    if way := ways.application(raw, parts, found, known, marks):
        document["application"] = way
        document["clauses"] = document.pop("clauses")  # clauses last
    changes = made.changes
    if amended:
        changes = propose(made, parts, raw, amended, reach, valid.begins if valid else None)
        document["clauses"] = document.pop("clauses")  # clauses last
    for fact, part in changes:
        made.amends.append(_amendment(fact, part.id))
        marks.unread(f"clauses/{part.id}", "修改、废止或延长别的文件", (fact.start, fact.end))
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


def _amendment(fact: Amendment, where: str) -> dict[str, Any]:
    """What a text does to another, and where it says so; its wording stays in the original."""
    told = {key: value for key, value in fact.to_json().items() if key in ("do", "target", "after", "from", "until")}
    short = {key: value for key, value in told.items() if value is not None and len(str(value)) <= MOST_WORDS}
    return {**short, "at": where, "words": [fact.start, fact.end]}


def _settle_reach(made: Draft, reach: Reach) -> None:
    """Where a text prints its industry with most of its benefits, leaving it out says something: those are for any."""
    if not reach.word or reach.whole:
        return
    scopes = [support["scope"] for clause in made.document["clauses"] for support in clause.get("supports", [])]
    if sum(scope["reach"] in ("future", "named") for scope in scopes) * 2 > len(scopes):
        for scope in scopes:
            if scope["reach"] == "unclear":
                scope["reach"] = "any"


def _caps(made: Draft) -> None:
    caps = made.caps
    entries = []
    for i, (cap, at) in enumerate(caps, 1):
        assert cap.high is not None
        entry: dict[str, Any] = {"id": f"k{i}", "sum": sum_words(cap.high, cap.currency, cap.text)}
        if cap.per:
            entry["per"] = cap.per
        entry["over"] = "document"
        if cap.period and cap.period != "cumulative":
            entry["period"] = cap.period
        if cap.cumulative:
            entry["cumulative"] = True
        entry["at"] = at
        entries.append(entry)
        made.marks.guess(f"caps/k{i}", "几项合计的上限，请核对管到哪几项", (cap.start, cap.end))
    if entries:
        clauses = made.document.pop("clauses")
        made.document["caps"] = entries
        made.document["clauses"] = clauses
