"""The view of a condition, of which a tree is made."""

from datetime import date
from typing import Any

from pydantic import Field

from generator.book import words
from generator.book.conditions import Said
from generator.book.handbook import Support
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


def condition_view(said: Said, support: Support) -> ConditionView:
    told: dict[str, Any] = {}
    if leaf := said.leaf:
        told = {
            "url": _where(leaf.at, support),
            **leaf.model_dump(exclude={"text", "note"}),
            "kind_word": words.CONDITION[leaf.kind],
            "marks": said.marks,
        }
    return ConditionView(
        text=said.text,
        joined=said.joined,
        joined_word=words.JOINED.get(said.joined, ""),
        parts=tuple(condition_view(part, support) for part in said.parts),
        **told,
    )


def _where(at: str | None, support: Support) -> str | None:
    """Where the words of a condition stand: a point of the support's clause, or a clause."""
    if at is None:
        return None
    if any(point.id == at for point in support.clause.points):
        return point_address(support.clause.url, at)
    named = (at, f"{support.document.id}/{at}")
    return next((clause.url for clause in support.document.clauses if clause.id in named), None)
