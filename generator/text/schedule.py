"""Years of a schedule (前三年, 其后2年) and how often something is given (每年, 一次性, 累计)."""

import re

from generator.text.numerals import number

Span = tuple[int, int | None]
_DIGITS = re.compile("[0-9]+|[一二两三四五六七八九十]+")

_OPEN = re.compile("^第.*年(?:起|开始|及?以后|及其后)$")


class Schedule:
    """Years counted from the first in a sentence: what comes later follows what was said before."""

    def __init__(self) -> None:
        self.last = 0
        self._known: dict[str, Span] = {}

    def begin(self, count: int) -> tuple[int, int]:
        """The first ``count`` years: 免租3年."""
        years = (self.last + 1, self.last + count)
        self.last = years[1]
        return years

    def take(self, words: str) -> Span | None:
        """The years meant by printed words, without a last one where it is open; ``None`` if they cannot be counted."""
        years = self._meant(words)
        if years:
            self.last = years[1] or 0
            self._known[words] = years
        return years

    def of(self, words: str) -> Span | None:
        """The years of words read before."""
        return self._known.get(words)

    def _meant(self, words: str) -> Span | None:
        counts = [int(value) for digits in _DIGITS.findall(words) if (value := number(digits)) is not None]
        if words == "首年":
            return 1, 1
        if words == "次年":
            return (self.last + 1, self.last + 1) if self.last else (2, 2)
        if not counts or words.startswith("满"):
            return None
        if _OPEN.search(words):  # 第二年起 has no end
            return counts[0], None
        if words.startswith("第"):
            return counts[0], counts[-1]
        if words.startswith(("前", "头")):
            return 1, counts[0]
        return (self.last + 1, self.last + counts[0]) if self.last else None


def free_and_half(words: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """两免三减半: years 1 to 2 and 3 to 5."""
    free, half = (int(number(words[place]) or 0) for place in (0, 2))
    return (1, free), (free + 1, free + half)


_PERIODS = (
    ("month", "月"), ("quarter", "季"), ("day", "天|日"), ("half-year", "半年"), ("once", "一次性|单次"), ("each", "每次"),
    ("year", "每.{0,4}年|年度|当年|一年内|全年|按年|逐年|/.*年"),
)  # fmt: skip


def period(words: list[str]) -> tuple[str | None, bool]:
    """How often, and whether it is a total over time: 每年累计不超过 is ``year`` and cumulative."""
    cumulative = any(re.search("累计|合计|总计", word) for word in words)
    for name, pattern in _PERIODS:
        if any(re.search(pattern, word) for word in words):
            return name, cumulative
    return ("cumulative" if cumulative else None), cumulative
