"""Amounts: how a sum is said and in which order sums stand. Reading sums from sentences is for ``text``.

A ceiling (上限) is never said as a fixed sum, and no two sums are ever added.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.book import words
from generator.records import Amount, Support

UNIT = "万元"


def said(kind: str, wan: int | None) -> str:
    """A sum of 万元 in words, told as what it is: a ceiling, a fixed sum, or not stated."""
    return words.AMOUNT[kind] if wan is None else f"{words.AMOUNT[kind]} {wan} {UNIT}"


def in_words(amount: Amount, starred: bool = False) -> str:
    """``starred``: the text gives it only 依法依规 or 按规定, which is said wherever the sum stands."""
    return said(amount.kind, amount.wan) + (" ★" if starred else "")


def per(amount: Amount) -> str:
    """What one sum is given for."""
    if amount.per is None:
        return words.UNSTATED
    return f"{amount.per}（依文意）" if amount.per_implied else amount.per


def has_sum(amount: Amount) -> bool:
    return amount.wan is not None


def order(amount: Amount) -> int:
    """The smaller sums first; what states none before them all."""
    return amount.wan or 0


def different(supports: Iterable[Support]) -> list[tuple[str, int | None, tuple[str, ...]]]:
    """The different sums as (kind, 万元, stars): the largest first, those not stated last."""
    sums = {(support.amount.kind, support.amount.wan, tuple(support.all_stars)) for support in supports}
    return sorted(sums, key=lambda sum_: (-(sum_[1] or 0), sum_[0], sum_[2]))


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    """What two states of an exported amount say differently, or nothing."""
    if (old["kind"], old["wan"]) == (new["kind"], new["wan"]):
        return None
    if old["kind"] == new["kind"]:
        return f"{words.AMOUNT[new['kind']]} {old['wan']}→{new['wan']} {UNIT}"
    return f"金额：{said(old['kind'], old['wan'])}→{said(new['kind'], new['wan'])}"
