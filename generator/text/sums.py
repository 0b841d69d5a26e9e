"""Sums of money in a sentence. ``validate`` and ``verify`` both rely on this one reading of 最高 and 万元."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUM = re.compile(r"(最高)?\s*(\d[\d,]*)\s*万元")
_JOINED = re.compile(r"[、和或及]")


@dataclass(frozen=True)
class Sum:
    """A sum of ``wan`` 万元, ``cap`` (a ceiling) or ``fixed``, with its position in the text."""

    wan: int
    kind: str
    start: int
    end: int


def sums(text: str) -> Iterator[Sum]:
    """The sums in order. In ``最高50万元、30万元`` both are ceilings: 最高 applies to the whole list after it."""
    last, ceiling = 0, False
    for match in _SUM.finditer(text):
        joined = _JOINED.fullmatch(text[last : match.start()] or "-")
        ceiling = bool(match[1]) or (ceiling and bool(joined))
        yield Sum(int(match[2].replace(",", "")), "cap" if ceiling else "fixed", match.start(), match.end())
        last = match.end()
