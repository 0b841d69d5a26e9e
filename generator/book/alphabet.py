"""Order of the term index: by pinyin; names that begin with a digit come last, under #."""

from pypinyin import Style, lazy_pinyin

from generator.book import handbook


def spelled(name: str) -> tuple[str, str]:
    """The index letter of a name (# for a digit) and its pinyin."""
    letters = "".join(lazy_pinyin(name, style=Style.NORMAL)).lower()
    letter = next((c.upper() for c in letters if c.isalnum()), "#")
    return letter if "A" <= letter <= "Z" else "#", letters


def alphabetical(entry: handbook.Term | handbook.See) -> tuple[bool, str, str]:
    return entry.letter == "#", entry.letter, entry.pinyin
