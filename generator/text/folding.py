"""Folding: what readers type or paste, brought to the one form in which it is compared.

Stated here, for the whole project; ``overrides/assets/javascripts/fold.js`` does the same in the browser with the tables
that ``script`` hands it, and ``site_tests/cases/folding.yml`` holds both to the same cases. In this order: what nobody
sees is dropped; radicals of PDF files become Han characters; then Unicode's NFKC (full width, ligatures, circled
numbers); then traditional characters become simplified ones and marks that look alike become one mark; then lower case.
"""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from generator.text import radicals

# Each group is written as its first: brackets, quotation marks, dashes, dots in the middle, commas, stops and the like.
MARKS = (
    "(（﹙", ")）﹚", "[［〔【〖﹝", "]］〕】〗﹞", "<《〈«‹＜", ">》〉»›＞", "\"“”„‟＂「」『』〝〞", "'‘’‚‛＇",
    "-‐‑‒–—―−－", "·•・‧∙⋅", ",，、", ".。．｡", ":：", ";；", "!！", "?？", "~～〜", "/／",
)  # fmt: skip

# Unicode's property Default_Ignorable_Code_Point: zero-width characters, marks of direction, soft hyphens, selectors of
# variants, fillers.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MARKS = {ord(mark): group[0] for group in MARKS for mark in group[1:]}


def fold(text: str) -> str:
    """The text in the form in which it is compared. Its length may change."""
    text = _UNSEEN.sub("", text).translate(radicals.HAN)
    return unicodedata.normalize("NFKC", text).translate(_MARKS).translate(_traditional()).lower()


@cache
def _traditional() -> dict[int, str]:
    """For each traditional character the simplified one, as far as one stands for one."""
    candidates = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(candidates)).split("\n")
    return {ord(old): new for old, new in zip(candidates, simple, strict=True) if old != new}


def _known(radical: str) -> bool:
    """Whether NFKC knows a radical: browsers have that already."""
    return unicodedata.normalize("NFKC", radical) != radical


def tables(letters: set[str]) -> dict[str, str]:
    """The tables for the browser: in each, pairs of a character and the one that it stands for, one after the other.

    ``letters``: the Han characters of our texts. Characters that stand for none of them find nothing anyway; and what
    the texts themselves print is left as it is, since the search holds their words as printed.
    """
    return {
        "marks": "".join(chr(mark) + first for mark, first in _MARKS.items()),
        "radicals": "".join(chr(radical) + han for radical, han in radicals.HAN.items() if not _known(chr(radical))),
        "traditional": "".join(
            chr(old) + new for old, new in _traditional().items() if new in letters and chr(old) not in letters
        ),
    }
