"""Order of the term index: by pinyin; names that begin with a digit come last, under #."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.core import Pinyin

from generator.book import handbook

_CUTTER = Pinyin()


def sounds(text: str) -> list[str]:
    """How each Han character of a text is read, without tones; other characters stay as they are.

    What ``lazy_pinyin`` says of the whole text, but each word of it is looked up once: names repeat the same words.
    """
    return [sound for word in _CUTTER.seg(text) for sound in _of_word(word)]


@lru_cache(maxsize=16_384)
def _of_word(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin([word], style=Style.NORMAL))


def spelled(name: str) -> tuple[str, str]:
    """The index letter of a name (# for a digit) and its pinyin."""
    letters = "".join(sounds(name)).lower()
    letter = next((c.upper() for c in letters if c.isalnum()), "#")
    return letter if "A" <= letter <= "Z" else "#", letters


def alphabetical(entry: handbook.Term | handbook.See) -> tuple[bool, str, str]:
    return entry.letter == "#", entry.letter, entry.pinyin
