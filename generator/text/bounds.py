"""Bounds of an amount, from its role, the words around it and the printed number."""

from dataclasses import dataclass
from decimal import Decimal

from generator.text.amounts import Element
from generator.text.grammar import grammar
from generator.text.roles import Reading


@dataclass(frozen=True)
class Bounds:
    """``None``: the text gives no such bound; for ``*_in``: whether it is included is open."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool | None = None
    high_in: bool | None = None
    by_convention: bool = False


def bounds(element: Element, reading: Reading) -> Bounds:
    """The bounds of one amount of a reading."""
    value, high = element.low.value, element.high.value if element.high else None
    governor, suffix = reading.governor, element.suffix[:1]
    sign = governor.sign if governor else ""
    strict = bool(
        governor and grammar().strict.search(governor.words) and not grammar().not_strict.search(governor.words)
    )
    if reading.role == "count" or (element.about and reading.role in ("given", "total")):
        return Bounds(value, high or value)
    if reading.role == "cap":
        return Bounds(None, high or value, None, element.high_in is not False)
    if high is not None:
        return Bounds(value, high, element.low_in, element.high_in, element.by_convention)
    if reading.role == "floor":
        return Bounds(value, None, element.low_in is not False, None, suffix == "u" and element.low_in is None)
    if reading.role in ("given", "split", "instalment", "part", "unread"):
        return Bounds(value, value)
    included = not strict if element.low_in is None else element.low_in
    if suffix in ("d", "r") or (sign in ("L", "C", "l") and suffix != "u"):
        return Bounds(None, value, None, included, suffix == "d" and element.low_in is None)
    if reading.role in ("total", "old", "limit", "uplift") and sign not in ("F", "G") and suffix != "u":
        return Bounds(value, value)
    return Bounds(value, None, included, None, suffix == "u" and element.low_in is None)
