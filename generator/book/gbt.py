"""References by GB/T 7714, in the editions of 2025 and 2015.

The edition of 2025 is in force since 2026-07-01. For web pages both have the same order (responsible body, title,
number, type and carrier, date, day of citing, address) and differ in the width of marks: 2025 writes ``.`` and ``[ ]``
half-width and all others full-width. Sources, and decisions where the standard is silent:
``docs/decisions/gbt-7714.md``.
"""

import re
from dataclasses import dataclass
from datetime import date

TYPE = "[EB/OL]"  # a web page, read online


@dataclass(frozen=True)
class Marks:
    """The marks in which the editions differ."""

    comma: str
    colon: str
    opening: str
    closing: str


# By code of the form of citation.
EDITIONS = {
    "gbt": Marks("，", "：", "（", "）"),
    "gbt-2015": Marks(", ", ": ", "(", ")"),
}


@dataclass(frozen=True)
class Reference:
    """The parts of a reference besides place, note and address.

    ``bodies``: responsible bodies in printed order. ``other``: other contributors, each with the word for their part
    (who posted a text without an author). ``version``: of the whole work. ``dated``: day of publication (``None``: not
    stated, omitted). ``seen``: day of citing.
    """

    title: str
    seen: date
    bodies: tuple[str, ...] = ()
    number: str | None = None
    other: tuple[tuple[str, str], ...] = ()
    version: str | None = None
    dated: date | None = None


def pattern(reference: Reference, edition: str) -> str:
    """The reference with ``{place}``, ``{note}`` and ``{address}`` to fill in. ``edition``: a key of ``EDITIONS``."""
    marks = EDITIONS[edition]
    dated = f"{marks.opening}{reference.dated.isoformat()}{marks.closing}" if reference.dated else ""
    parts = [
        _bodies(reference.bodies, marks),
        f"{marks.colon.join(filter(None, (reference.title, reference.number)))}{marks.colon}{{place}}{{note}}{TYPE}",
        *(f"{name}{marks.comma}{part}" for name, part in reference.other),
        reference.version or "",
        f"{dated}[{reference.seen.isoformat()}]",
        "{address}.",
    ]
    return ". ".join(part for part in parts if part)


def _bodies(names: tuple[str, ...], marks: Marks) -> str:
    """The first three bodies, then 等. Empty where none is known, as the numeric system allows."""
    return marks.comma.join([*names[:3], *(["等"] if len(names) > 3 else [])])


_BEFORE_NOTHING = re.compile(r"(?:: |：)(?=(?:〔[^〕]*〕)?\[EB/OL\])")


def without_empty_place(text: str) -> str:
    """Removes the colon of an empty place from a filled reference. ``cite.js`` does the same."""
    return _BEFORE_NOTHING.sub("", text)
