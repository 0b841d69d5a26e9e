"""Tokenizer: cuts text into the pieces of the search index, the same for texts and queries.

A run of Han characters becomes overlapping pairs and its last character (行政机关 -> 行政 政机 机关 关), so that each of its
substrings is a sequence of adjacent pieces. A run of other letters and digits stays whole, a number with its percent sign. Punctuation and spaces are
attached to the piece before them, where Pagefind ignores them and excerpts can be rebuilt exactly.
``overrides/assets/javascripts/search/cut.js`` does the same to a query.
"""

import re
import unicodedata
from dataclasses import dataclass

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"[{HAN}]+|\d{{1,3}}(?:[,，]\d{{3}})+[%％‰]?(?!\d)|\d+[%％‰]|(?:(?![{HAN}])[^\W_])+")
_HAN = re.compile(f"[{HAN}]")

SPACE = "␣"  # stands for a space: Pagefind splits words at real ones
LOW = "▁"  # stands for _, which Pagefind treats as a letter
SHARES = str.maketrans({"%": "ꀖ", "‰": "ꀗ"})  # letters, so that 30% is another word than 30
BREAK = "¶"  # end of a block of text
WALL = "ꀕ"  # a word that nobody types, between blocks: no phrase spans two (AI | 大模型)


@dataclass(frozen=True)
class Block:
    """A paragraph, cell or heading: text, id of its place, weight in the ranking."""

    text: str
    anchor: str | None = None
    weight: float = 1


def cut(text: str) -> list[str]:
    """The pieces of one block, the last one marked with ``BREAK``; empty if there is nothing to find."""
    text = " ".join(text.split())
    found = list(_TOKEN.finditer(text))
    pieces: list[str] = []
    lead = _between(text[: found[0].start()]) if found else ""
    for index, match in enumerate(found):
        token = unicodedata.normalize("NFKC", match[0]).translate(SHARES)
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        if _HAN.match(token):
            pieces += [token[at : at + 2] for at in range(len(token) - 1)]
            token = token[-1]
        pieces.append(token + _between(text[match.end() : end]))
    if pieces:
        pieces[0] = lead + pieces[0]
        pieces[-1] += BREAK
    return pieces


def _between(text: str) -> str:
    return text.replace(" ", SPACE).replace("_", LOW)


def as_searched(text: str) -> str:
    """A name as compared by the search: without differences of width, case, punctuation and spaces."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(match[0].replace(",", "") for match in _TOKEN.finditer(text))
