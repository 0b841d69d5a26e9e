"""Differences between two versions of an amended text, fact by fact: what it was and what it is, in words.

Wording is not compared letter by letter: a point is told as it was and as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.book import conditions, money, words
from generator.book.handbook import Clause, Document, Support
from generator.book.publication import day_words


@dataclass(frozen=True)
class Difference:
    """``was`` or ``now`` is empty where the fact was added, or taken away."""

    what: str
    was: str
    now: str


def between(old: Any, new: Any) -> list[Difference]:
    """What two versions of a document, clause or support say differently."""
    made = _document(old, new) if isinstance(new, Document) else _clause(old, new) if isinstance(new, Clause) else _support(old, new)  # fmt: skip
    return [difference for difference in made if difference.was != difference.now]


def _document(old: Document, new: Document) -> Iterator[Difference]:
    yield Difference("有效期至", day_words(old.data.valid_until), day_words(new.data.valid_until))


def _clause(old: Clause, new: Clause) -> Iterator[Difference]:
    yield Difference("编号", old.number or "", new.number or "")
    yield Difference("标题", old.heading, new.heading)
    yield from _listed("要点", {p.id: p.text for p in old.points}, {p.id: p.text for p in new.points})
    before, after = ({support.id: support for support in one.supports} for one in (old, new))
    yield from _listed(
        "支持事项",
        {key: _sum(support) for key, support in before.items() if key not in after},
        {key: _sum(support) for key, support in after.items() if key not in before},
    )
    for key in before:
        if key in after:
            for difference in between(before[key], after[key]):
                yield Difference(f"{after[key].title}：{difference.what}", difference.was, difference.now)
    yield Difference("责任单位", _names(old), _names(new))


def _sum(support: Support) -> str:
    return f"{support.title}（{money.in_words(support.data.money, bool(support.data.all_stars))}）"


def _names(clause: Clause) -> str:
    return "、".join(duty.department.short for duty in clause.duties) or words.UNSTATED


def _support(old: Support, new: Support) -> Iterator[Difference]:
    yield Difference("名称", old.title, new.title)
    yield from _listed(
        "金额",
        {part.id: _part(part) for part in old.data.money.parts},
        {part.id: _part(part) for part in new.data.money.parts},
    )
    yield Difference(
        "惠及对象", old.data.applicant.printed or words.UNSTATED, new.data.applicant.printed or words.UNSTATED
    )
    was, now = ("；".join(conditions.texts(one.data.tree)) for one in (old, new))
    yield Difference("条件", was or words.NO_CONDITION, now or words.NO_CONDITION)


def _part(part: Any) -> str:
    per = f"，按{part.per}计" if part.per else ""
    return f"{money.line(part)}{per}"


def _listed(what: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
    """Entries by their permanent ids: changed ones side by side, then those that are gone, then those that came."""
    for key in (*old, *(key for key in new if key not in old)):
        yield Difference(what, old.get(key, ""), new.get(key, ""))
