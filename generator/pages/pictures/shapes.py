"""Shapes of pictures, and measuring and breaking of Chinese text for their layout."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

WIDE = 1000  # units; about the pixels of a desktop column
SMALL = 288  # units: the text column of a 320-pixel screen, so that type has its nominal size there


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    w: float
    h: float
    css: str
    r: float = 0
    tag: str = "rect"


@dataclass(frozen=True)
class Circle:
    x: float
    y: float
    r: float
    css: str
    tag: str = "circle"


@dataclass(frozen=True)
class Path:
    d: str
    css: str
    tag: str = "path"


@dataclass(frozen=True)
class Text:
    """One line of text. ``anchor``: SVG's start, middle or end; ``css``: size and tone (see ``pictures.css``)."""

    x: float
    y: float
    text: str
    css: str = ""
    anchor: str = "start"
    tag: str = "text"


@dataclass(frozen=True)
class Link:
    """Shapes that link somewhere. ``name``: what they are; ``tip``: also show it on hover, for shapes without words.
    ``data``: attributes for the script that knows the day of reading."""

    url: str
    name: str
    parts: "tuple[Part, ...]"
    css: str = ""
    tip: bool = False
    data: tuple[tuple[str, str], ...] = ()
    tag: str = "link"

    @property
    def label(self) -> str:
        """The accessible name. It contains the visible words as shown (WCAG 2.5.3), for users of speech input."""
        seen = self.seen
        return self.name if not seen or f"{self.name}，".startswith(f"{seen}，") else f"{seen}，{self.name}"

    @property
    def seen(self) -> str:
        return "".join(part.text for part in self.parts if isinstance(part, Text))


@dataclass(frozen=True)
class Group:
    """Shapes moved together to ``at``."""

    parts: "tuple[Part, ...]"
    at: tuple[float, float]
    css: str = ""
    data: tuple[tuple[str, str], ...] = ()
    tag: str = "group"


Part = Rect | Circle | Path | Text | Link | Group


@dataclass(frozen=True)
class Drawing:
    """One form of a picture: ``wide`` or ``small``."""

    form: str
    width: float
    height: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Picture:
    """A picture. ``id``: unique on its page; ``about``: what it shows, in one sentence; ``table``: id of the place
    on the page with the same facts as text."""

    id: str
    title: str
    about: str
    drawings: tuple[Drawing, ...]
    table: str


@dataclass
class Canvas:
    """Collects the shapes of a layout, in the order in which they are drawn and read."""

    parts: list[Part] = field(default_factory=list)

    def add(self, *parts: Part) -> None:
        self.parts += parts

    def drawing(self, form: str, height: float, width: float | None = None) -> Drawing:
        return Drawing(form, width or (WIDE if form == "wide" else SMALL), height, tuple(self.parts))


def number(value: float) -> str:
    """A coordinate in few bytes, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> Path:
    return Path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", css)


# --- text -------------------------------------------------------------------------------------------------------------

NEVER_FIRST = "，。、；：？！）》〕”’"
NEVER_LAST = "（《〔“‘"


def width(text: str) -> float:
    """The width of a text in em, rounded up: Han and full-width characters are 1, Latin letters and digits less."""
    return sum(_advance(c) for c in text)


@lru_cache(maxsize=8192)
def _advance(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WFA":
        return 1.0
    if c == " ":
        return 0.3
    return 0.72 if c.isupper() else 0.6


def wrap(text: str, em: float) -> list[str]:
    """Breaks a text into lines of at most ``em``, of about equal length. Han text breaks anywhere except at
    punctuation; Latin words and numbers stay whole."""
    rows = _fill(text, em)
    narrower = em - 0.5
    while len(rows) > 1 and narrower > em / 2 and len(tighter := _fill(text, narrower)) == len(rows):
        rows, narrower = tighter, narrower - 0.5
    return rows


def _fill(text: str, em: float) -> list[str]:
    lines, current = [], ""
    for piece in _pieces(text):
        if current and width(current + piece) > em:
            lines.append(current.rstrip())
            current = ""
        current += piece if current else piece.lstrip()
    return [*lines, current.rstrip()] if current.strip() else lines or [""]


def _pieces(text: str) -> Iterable[str]:
    """The smallest parts after which a line may end."""
    piece = ""
    for index, c in enumerate(text):
        piece += c
        after = text[index + 1 : index + 2]
        word = c.isascii() and after.isascii() and c != " " and after not in ("", " ")
        if not word and c not in NEVER_LAST and after not in NEVER_FIRST:
            yield piece
            piece = ""
    if piece:
        yield piece


def shorten(text: str, em: float) -> str:
    """A text shortened to ``em``; the full text is in the name of the shape and in the table."""
    if width(text) <= em:
        return text
    kept = ""
    for c in text:
        if width(kept + c) > em - 1:
            break
        kept += c
    return kept.rstrip(NEVER_FIRST + NEVER_LAST) + "…"


def lines(
    x: float, y: float, rows: Iterable[str], step: float, css: str = "", anchor: str = "start"
) -> tuple[Text, ...]:
    """Lines of text below each other; ``y`` is the first baseline."""
    return tuple(Text(x, y + step * index, row, css, anchor) for index, row in enumerate(rows))
