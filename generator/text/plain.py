"""The plain form in which texts are read, with the original position of each character.

NFKC, Han characters for radicals, one kind of dash and of 万, no white space, no zero-width characters. A break
(``BREAK``) stays where joining lines or columns would merge two numbers or two sentences.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from generator.text.radicals import HAN

BREAK = "\n"
_SAME = str.maketrans(
    {"—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "─": "-", "〜": "~", "～": "~", "∶": ":", "︰": ":", "％": "%", "﹪": "%",
     "[": "〔", "]": "〕", "［": "〔", "］": "〕", "萬": "万", "億": "亿", "圆": "元", "圓": "元", "•": "·", "∙": "·", "・": "·", "｡": "。", "､": "、",
     "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥"}
)  # fmt: skip
_ENDS = "。;:!?"
# A line that begins like this starts something new, even if the line before it has no full stop.
_OPENS = re.compile("第[一二三四五六七八九十百零0-9]{1,5}[条章节款项]|[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十0-9]{1,3}[)]|[0-9]{1,3}[.、](?![0-9])|(?:牵头|责任|主管|配合|实施|落实)(?:单位|部门)(?:为|是)?:")  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A range of a file: its printed text, and its code points, end exclusive."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Plain:
    """A text in plain form. ``at[i]``: position of character i in ``raw``, in code points."""

    text: str
    at: tuple[int, ...]
    raw: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A range of the plain text as a range of the raw text, end exclusive."""
        return self.at[start], self.at[end - 1] + 1

    def place(self, start: int, end: int) -> Place:
        """A range of the plain text as a place in the file."""
        first, last = self.span(start, end)
        return Place(self.raw[first:last], first, last)

    def index(self, raw_index: int) -> int:
        """The first plain character at or after a position in the raw text."""
        return bisect_left(self.at, raw_index)

    def quote(self, start: int, end: int) -> str:
        """The printed text of a range, without white space."""
        if start >= end:
            return ""
        first, last = self.span(start, end)
        return "".join(character for character in self.raw[first:last] if _kept(character))


def _kept(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")


def _simple(character: str) -> str:
    return unicodedata.normalize("NFKC", character.translate(_SAME)).translate(HAN).translate(_SAME)


def plain(raw: str, start: int = 0, end: int | None = None) -> Plain:
    """The plain form of a text or part of it; positions always refer to the whole of ``raw``."""
    end = len(raw) if end is None else end
    characters: list[str] = []
    places: list[int] = []
    space: tuple[int, str] | None = None
    for place in range(start, end):
        character = raw[place]
        if unicodedata.category(character) == "Cf":
            continue
        if character.isspace() or unicodedata.category(character) == "Cc":
            space = (space[0], space[1] + character) if space else (place, character)
            continue
        simple = _simple(character)
        if space and characters and _parts(characters, raw[place:end], space[1]):
            characters.append(BREAK)
            places.append(space[0])
        space = None
        for one in simple:
            if not one.isspace():
                characters.append(one)
                places.append(place)
    return Plain("".join(characters), tuple(places), raw)


def _parts(before: list[str], after: str, space: str) -> bool:
    """Whether white space separates what is around it."""
    last, first = before[-1], _simple(after[0])[:1]
    if last.isascii() and last.isdigit() and first.isascii() and first.isdigit():
        thousands = re.match("[0-9]{3}(?![0-9])", after) and "\n" not in space
        return not thousands
    lines = "\n" in space or "\r" in space
    return lines and (last in _ENDS or bool(_OPENS.match("".join(map(_simple, after[:8])))))


def sentence(text: str, place: int) -> str:
    """The sentence of a plain text around a position, without its full stop."""
    begin = max(text.rfind(mark, 0, place) for mark in "。" + BREAK) + 1
    stop = min((at for mark in "。" + BREAK if (at := text.find(mark, place)) >= 0), default=len(text))
    return text[begin:stop]


def sentence_before(text: str, place: int) -> str:
    """What stands in the sentence of a plain text before a position."""
    return text[max(text.rfind(mark, 0, place) for mark in "。" + BREAK) + 1 : place]
