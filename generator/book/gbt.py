"""GB/T 7714: how a reference to a page of the handbook is written, in the edition of 2025 and in that of 2015.

The edition of 2025 is in force since 2026-07-01. What both say of web pages is the same in its order (responsible body,
title, its number, type and carrier, date, day of citing, address) and differs in the width of the marks:
2025 writes ``.`` and ``[ ]`` half-width and all other marks full-width. What was found of the standard, and what was
decided where it is silent: ``docs/decisions/gbt-7714.md``.
"""

import re
from dataclasses import dataclass

TYPE = "[EB/OL]"  # a web page, read on the network


@dataclass(frozen=True)
class Marks:
    """The marks of one edition that differ from those of the other."""

    comma: str
    colon: str
    opening: str
    closing: str


# By the code of a form of citation.
EDITIONS = {
    "gbt": Marks("，", "：", "（", "）"),
    "gbt-2015": Marks(", ", ": ", "(", ")"),
}


@dataclass(frozen=True)
class Reference:
    """What a reference says besides the place, its note and its address.

    ``bodies`` answer for the text, in the order printed. ``other`` are those who had another part in it, each with the
    word for that part (who posted a text that names no author). ``version`` is that of the whole work. Days are ISO days,
    or what stands for one: ``dated`` of publication (``None``: not stated, and then left out), ``seen`` of citing.
    """

    title: str
    seen: str
    bodies: tuple[str, ...] = ()
    number: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    version: str | None = None
    dated: str | None = None


def pattern(reference: Reference, edition: str) -> str:
    """The reference with ``{place}``, ``{note}`` and ``{address}`` to be filled. ``edition`` is a key of ``EDITIONS``."""
    marks = EDITIONS[edition]
    dated = f"{marks.opening}{reference.dated}{marks.closing}" if reference.dated else ""
    parts = [
        _bodies(reference.bodies, marks),
        f"{marks.colon.join(filter(None, (reference.title, reference.number)))}{marks.colon}{{place}}{{note}}{TYPE}",
        *(f"{name}{marks.comma}{part}" for name, part in reference.other),
        reference.version or "",
        f"{dated}[{reference.seen}]",
        "{address}.",
    ]
    return ". ".join(part for part in parts if part)


def _bodies(names: tuple[str, ...], marks: Marks) -> str:
    """The first three, then 等. Where none is known the item is left out, as the numeric system allows."""
    return marks.comma.join([*names[:3], *(["等"] if len(names) > 3 else [])])


_BEFORE_NOTHING = re.compile(r"(?:: |：)(?=(?:〔[^〕]*〕)?\[EB/OL\])")


def without_empty_place(text: str) -> str:
    """A filled reference to a whole work: no colon where no place follows. ``cite.js`` does the same."""
    return _BEFORE_NOTHING.sub("", text)
