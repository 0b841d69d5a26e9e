"""Folding: a normal form in which text typed or pasted by readers is compared.

``overrides/assets/javascripts/fold.js`` does the same in the browser with ``tables``; ``site_tests/cases/folding.yml``
tests both. Steps, in order: drop invisible characters; replace radicals of PDF files by Han characters; NFKC (full
width, ligatures, circled numbers); replace traditional by simplified characters, and similar marks by one mark; lower
case.
"""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from generator.text import radicals

# Each group is replaced by its first character: brackets, quotation marks, dashes, middle dots, commas, stops and the
# like.
MARKS = (
    "(（﹙", ")）﹚", "[［〔【〖﹝", "]］〕】〗﹞", "<《〈«‹＜", ">》〉»›＞", "\"“”„‟＂「」『』〝〞", "'‘’‚‛＇",
    "-‐‑‒–—―−－", "·•・‧∙⋅", ",，、", ".。．｡", ":：", ";；", "!！", "?？", "~～〜", "/／",
)  # fmt: skip

# Unicode's property Default_Ignorable_Code_Point: zero-width characters, direction marks, soft hyphens, variation
# selectors, fillers.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MARKS = {ord(mark): group[0] for group in MARKS for mark in group[1:]}


def fold(text: str) -> str:
    """The text in the form that is compared. Its length may differ."""
    text = _UNSEEN.sub("", text).translate(radicals.HAN)
    return unicodedata.normalize("NFKC", text).translate(_MARKS).translate(_traditional()).lower()


@cache
def _traditional() -> dict[int, str]:
    """Code point of a traditional character -> simplified character, where the mapping is one to one."""
    candidates = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(candidates)).split("\n")
    return {ord(old): new for old, new in zip(candidates, simple, strict=True) if old != new}


def _known(radical: str) -> bool:
    """Whether NFKC maps a radical; browsers have that already."""
    return unicodedata.normalize("NFKC", radical) != radical


def tables(letters: set[str]) -> dict[str, str]:
    """Tables for the browser; each is a string of pairs (character, replacement).

    ``letters``: the Han characters of our texts. Characters that map to none of them find nothing anyway. Characters
    that the texts themselves print are kept, since the search holds words as printed.
    """
    return {
        "marks": "".join(chr(mark) + first for mark, first in _MARKS.items()),
        "radicals": "".join(chr(radical) + han for radical, han in radicals.HAN.items() if not _known(chr(radical))),
        "traditional": "".join(
            chr(old) + new for old, new in _traditional().items() if new in letters and chr(old) not in letters
        ),
    }
