"""The alphabet of the index of terms: Chinese names by pinyin, those that begin with a digit last, under #."""

from pypinyin import Style, lazy_pinyin

from generator.book import handbook


def spelled(name: str) -> tuple[str, str]:
    """The letter under which a name stands, and its pinyin; names that begin with a digit stand under #."""
    letters = "".join(lazy_pinyin(name, style=Style.NORMAL)).lower()
    letter = next((c.upper() for c in letters if c.isalnum()), "#")
    return letter if "A" <= letter <= "Z" else "#", letters


def alphabetical(entry: handbook.Term | handbook.See) -> tuple[bool, str, str]:
    return entry.letter == "#", entry.letter, entry.pinyin
