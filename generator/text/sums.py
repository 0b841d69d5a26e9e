"""Sums of money in a sentence: the one reading of 最高 and 万元 that both ``validate`` and ``verify`` rely on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUM = re.compile(r"(最高)?\s*(\d[\d,]*)\s*万元")
_JOINED = re.compile(r"[、和或及]")


@dataclass(frozen=True)
class Sum:
    """A sum of ``wan`` 万元, ``cap`` (a ceiling) or ``fixed``, and where in the text it stands."""

    wan: int
    kind: str
    start: int
    end: int


def sums(text: str) -> Iterator[Sum]:
    """The sums in order. ``最高50万元、30万元`` makes both ceilings: 最高 governs the list that follows it."""
    last, ceiling = 0, False
    for match in _SUM.finditer(text):
        joined = _JOINED.fullmatch(text[last : match.start()] or "-")
        ceiling = bool(match[1]) or (ceiling and bool(joined))
        yield Sum(int(match[2].replace(",", "")), "cap" if ceiling else "fixed", match.start(), match.end())
        last = match.end()
