"""The view of a condition, of which a tree is made."""

from datetime import date
from typing import Any

from pydantic import Field

from generator.book import facts, words
from generator.book.conditions import Said
from generator.book.handbook import Clause, Handbook, Support
from generator.book.views.base import Part, point_address


class ConditionView(Part):
    """A condition tree. ``joined``: ``all``, ``any`` or ``not`` over ``parts``, or "" for a single condition.

    ``text``: our own words; ``words``: as printed at ``at``; ``marks``: level, newness and grades in words.
    """

    text: str
    joined: str
    joined_word: str
    parts: tuple["ConditionView", ...]
    id: str | None = None
    kind: str | None = None
    kind_word: str | None = None
    words: str | None = None
    at: str | None = None
    url: str | None = Field(default=None, description="出处在网站里的地址")
    place: str | None = Field(default=None, description="写在另一条里的条件：那一条的名称")
    of: str | None = None
    held: bool | None = None
    term: str | None = None
    level: str | None = None
    and_above: bool | None = None
    newness: str | None = None
    grade: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    unit: str | None = None
    since: date | None = None
    until: date | None = None
    marks: tuple[str, ...] = ()


def condition_view(said: Said, support: Support, book: Handbook) -> ConditionView:
    told: dict[str, Any] = {}
    if leaf := said.leaf:
        clause, point = _where(leaf.at, support, book)
        told = {
            "url": clause and (point_address(clause.url, point) if point else clause.url),
            "place": facts.short_place(clause) if clause and clause is not support.clause else None,
            **leaf.model_dump(exclude={"text", "note"}),
            "kind_word": words.CONDITION[leaf.kind],
            "marks": said.marks,
        }
    return ConditionView(
        text=said.text,
        joined=said.joined,
        joined_word=words.JOINED.get(said.joined, ""),
        parts=tuple(condition_view(part, support, book) for part in said.parts),
        **told,
    )


def _where(at: str | None, support: Support, book: Handbook) -> tuple[Clause | None, str | None]:
    """The clause, and the point of it, where the words of a condition stand."""
    if at is None:
        return None, None
    if any(point.id == at for point in support.clause.points):
        return support.clause, at
    named, _, point = at.partition("#")
    wanted = named if "/" in named else f"{support.document.id}/{named}"
    return next((clause for clause in book.clauses if clause.id == wanted), None), point or None
