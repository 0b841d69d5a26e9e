"""Amounts: wording and order. ``text.sums`` reads sums from sentences.

A ceiling (上限) is never worded as a fixed sum, and amounts are never added.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.book import words
from generator.records import Amount, Support

UNIT = "万元"


def said(kind: str, wan: int | None) -> str:
    """An amount of ``wan`` 万元 in words, with its kind: ceiling, fixed, or not stated."""
    return words.AMOUNT[kind] if wan is None else f"{words.AMOUNT[kind]} {wan} {UNIT}"


def in_words(amount: Amount, starred: bool = False) -> str:
    """An amount in words. ``starred``: the text adds 依法依规 or 按规定, shown wherever the amount is."""
    return said(amount.kind, amount.wan) + (" ★" if starred else "")


def per(amount: Amount) -> str:
    """What one amount is given for."""
    if amount.per is None:
        return words.UNSTATED
    return f"{amount.per}（依文意）" if amount.per_implied else amount.per


def has_sum(amount: Amount) -> bool:
    return amount.wan is not None


def order(amount: Amount) -> int:
    """Sort key: unstated amounts first, then ascending."""
    return amount.wan or 0


def different(supports: Iterable[Support]) -> list[tuple[str, int | None, tuple[str, ...]]]:
    """The distinct amounts as (kind, 万元, stars): descending, unstated last."""
    sums = {(support.amount.kind, support.amount.wan, tuple(support.all_stars)) for support in supports}
    return sorted(sums, key=lambda sum_: (-(sum_[1] or 0), sum_[0], sum_[2]))


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    """How two states of an exported amount differ, in words; empty if they do not."""
    if (old["kind"], old["wan"]) == (new["kind"], new["wan"]):
        return None
    if old["kind"] == new["kind"]:
        return f"{words.AMOUNT[new['kind']]} {old['wan']}→{new['wan']} {UNIT}"
    return f"金额：{said(old['kind'], old['wan'])}→{said(new['kind'], new['wan'])}"
