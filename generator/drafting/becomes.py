"""What takes the place of a record that a text amends: a changed sum, a point to be written anew, a copy of a clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.drafting.made import Draft
from generator.records import Clause, Point, Record, Support
from generator.records.amounts import CURRENCY_WORDS, Part, Sum, percent_of, sum_of
from generator.records.base import UNFILLED
from generator.text.plain import plain

_WORDS = "|".join(sorted(CURRENCY_WORDS, key=len, reverse=True))
_NUMBER = re.compile(f"[0-9][0-9,]*(?:[.][0-9]+)?(?:[十百千]?[万亿])?(?:{_WORDS})|[0-9]+(?:[.][0-9]+)?%")
_CEILING = re.compile("最高|不超过|上限|为限|封顶|不高于|以内")

Pair = tuple[str, str]  # old words, new words


@dataclass(frozen=True)
class NewSum:
    """A bound of one part of a support's amount, before and after; ``words``: as printed."""

    support: Support
    part: Part
    old: Sum | Decimal
    new: Sum | Decimal
    words: Pair


def as_written(value: Any) -> Any:
    """A record as YAML has it: only what is written, sums in words, shares as whole numbers where they are."""
    if isinstance(value, Record):
        given = {name: getattr(value, name) for name in type(value).model_fields if name in value.model_fields_set}
        alias = {name: info.alias or name for name, info in type(value).model_fields.items()}
        return {alias[name]: as_written(inner) for name, inner in given.items()}
    if isinstance(value, dict):
        return {key: as_written(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(inner) for inner in value]
    if isinstance(value, Sum):
        return f"{_digits(value.figure)}{value.unit}"
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else _digits(value)
    return value


def _digits(value: Decimal) -> str:
    return format(value.normalize(), "f")


def new_sum(clause: Clause, words: Pair) -> NewSum | None:
    """The one sum or share of a clause that changes, where old and new words differ in nothing but a number; ``None``
    where they differ in more, or where no amount of the clause, or more than one, has the old number."""
    old, new = (plain(one).text for one in words)
    first, second = _NUMBER.findall(old), _NUMBER.findall(new)
    if len(first) != 1 or len(second) != 1 or old.replace(first[0], "#") != new.replace(second[0], "#"):
        return None
    before, after = _value(first[0]), _value(second[0])
    if type(before) is not type(after):
        return None
    found = [
        (support, part)
        for support in clause.supports
        for part in support.money.parts
        if before in (part.sum or part.percent or ())
    ]
    if len(found) > 1:
        found = [one for one in found if (one[1].role == "cap") == bool(_CEILING.search(old))]
    return NewSum(*found[0], before, after, (first[0], second[0])) if len(found) == 1 else None


def _value(words: str) -> Sum | Decimal:
    told = percent_of(words) if words.endswith("%") else sum_of(words)
    assert isinstance(told, Sum | Decimal)
    return told


def changed_part(part: Part, changes: Sequence[NewSum]) -> dict[str, Any]:
    """A part of an amount with its new bounds."""
    told: dict[str, Any] = as_written(part)
    key = "sum" if part.sum else "percent"
    told[key] = [
        next((as_written(one.new) for one in changes if bound == one.old), as_written(bound))
        for bound in getattr(part, key)
    ]
    return told


def point_with(clause: Clause, words: str) -> Point | None:
    """The one point of a clause whose text has these words."""
    wanted = plain(words).text
    found = [point for point in clause.points if wanted and wanted in plain(point.text).text]
    return found[0] if len(found) == 1 else None


def numbers_after(words: str, pairs: Sequence[Pair]) -> list[str]:
    """The sums and shares of a text as they are after the change: those that it must carry."""
    new = dict(pairs)
    return list(dict.fromkeys(new.get(one, one) for one in _NUMBER.findall(plain(words).text)))


def rewritten(made: Draft, point: Point, path: str, facts: list[str]) -> dict[str, Any]:
    """A point whose text is to be written anew; ``facts``: what it must carry."""
    made.slots[f"{path}/text"] = facts
    return {**as_written(point), "text": UNFILLED}


def copied(made: Draft, clause: Clause, path: str, facts: list[str]) -> dict[str, Any]:
    """A clause as it stands, with its summary and the texts of its points to be written anew."""
    told: dict[str, Any] = as_written(clause)
    told["summary"] = UNFILLED
    made.slots[f"{path}/summary"] = facts
    for point in told.get("points", []):
        point["text"] = UNFILLED
        made.slots[f"{path}/points/{point['id']}/text"] = facts
    return told


def day_of(told: str | None) -> date | None:
    """A whole day from its ISO text; ``None`` for months, years and hours."""
    return date.fromisoformat(told) if told and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", told) else None
