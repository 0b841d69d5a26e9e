"""Dates, times and windows: 2027年12月31日, 二〇二六年, 17:00, 自公布之日起至2027年12月31日."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.text.numerals import number
from generator.text.plain import Plain
from generator.text.records import Date, Fact, Time, Window

_HAN = "〇零○O一二三四五六七八九十"
_YEAR = f"(?:(?:19|20)[0-9]{{2}}|二[{_HAN}]{{3}})"
_DAY = re.compile(
    f"(?<![0-9])({_YEAR})年(?:([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:([0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]|(底|末))?|(底|末))?"
    "|(?<![0-9])((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])"
    "|(?<![0-9])([0-9]{1,2})月([0-9]{1,2})[日号]"
)
_SPAN = re.compile("(?<![0-9])((?:19|20)[0-9]{2})[-~至]((?:19|20)[0-9]{2})年")
_TIME = re.compile(
    "(上午|下午|中午|晚上)?([0-2]?[0-9])(?::([0-5][0-9])(?![0-9]|配套|的?比例)|时(?:([0-5]?[0-9])分|整)?(?!间|段|长|效|代|期|[0-9]))"
)
_SINCE = re.compile("(?:自|从)?(公布之日|发布之日|印发之日|施行之日|实施之日|颁布之日|公布|印发|发布|即日)起")
_TO = re.compile(
    "[,]?(?:施行|实施|执行|生效)?[,]?(?:(?:起)?(?:有效期)?(?:至|到|截至|截止到|截止至|-|~)|有效期(?:至|到))"
)
_UNTIL_BEFORE = re.compile("(?:有效期(?:延长)?(?:至|到)|截止(?:日期|时间)?(?:为|到|至|:)?|截至|不晚于|延长(?:至|到))$")
_UNTIL_AFTER = re.compile("(?:[(][^)]{1,6}[)])?(?:(?:上午|下午)?[0-9]{1,2}(?::[0-9]{2}|时整?))?(?:以?前|之前|止|截止)")
_FROM_BEFORE = re.compile("(?:自|从)$")
_FROM_AFTER = re.compile("(?:[(][^)]{1,6}[)])?(?:[0-9]{1,2}:[0-9]{2})?(?:起|开始)")
_USES = (("validity", "施行|实施|有效期|执行|生效"), ("application", "申报|报送|受理|提交|申请|填报|报名|报"))


def read(whole: Plain) -> Iterator[Fact]:
    """The dates, times and windows of a passage, unordered."""
    text = whole.text
    days = list(_days(text))
    times = [(match.start(), match.end(), value) for match in _TIME.finditer(text) if (value := _clock(match))]
    times = [time for time in times if not any(start <= time[0] < end for start, end, _ in days)]
    for start, end, value in days:
        yield Date(value=value, at=whole.place(start, end))
    for start, end, value in times:
        yield Time(value=value, at=whole.place(start, end))
    yield from _windows(whole, days, times)


Stretch = tuple[int, int, str]


def _days(text: str) -> Iterator[Stretch]:
    spans = list(_SPAN.finditer(text))
    for match in spans:
        yield match.start(1), match.end(1), match[1]
        yield match.start(2), match.end(), match[2]
    last = ""
    for match in _DAY.finditer(text):
        if any(span.start() <= match.start() < span.end() for span in spans):
            continue
        value = _day(match, last)
        if value:
            yield match.start(), match.end(), value
            last = value if value[0] != "-" else last


def _day(match: re.Match[str], last: str) -> str | None:
    """A date without a year takes the year of the date before it, 2027年3月1日至3月31日, or has none."""
    if match[9]:
        year = last[:4] or "-"
        parts = [match[9], match[10]]
    elif match[6]:
        year, parts = match[6], [match[7], match[8]]
    else:
        year = match[1] if match[1].isdecimal() else str(number(match[1].replace("O", "〇")))
        parts = [part for part in (match[2], match[3]) if part]
        if match[5]:
            return f"{year}-12-31"
    numbers = [number(part) for part in parts]
    if any(one is None for one in numbers):
        return None
    values = [int(one) for one in numbers if one is not None]
    if any(not 1 <= value <= most for value, most in zip(values, (12, 31), strict=False)):
        return None
    return "-".join([year, *(f"{value:02d}" for value in values)])


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match[2]), int(match[3] or match[4] or 0)
    if match[1] in ("下午", "晚上") and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour <= 24 else None


def _windows(whole: Plain, days: list[Stretch], times: list[Stretch]) -> Iterator[Fact]:
    """From a day or event until a day. A day after 有效期至 or before 前 ends a window; one after 自 or before 起 begins
    one."""
    text = whole.text
    used: set[int] = set()
    for match in _SINCE.finditer(text):
        to = _TO.match(text, match.end())
        day = next((day for day in days if to and day[0] == to.end()), None)
        ends = day[1] if day else match.end()
        used.update({day[0]} if day else ())
        yield Window(begins=None, since=match[1], until=_moment(day, times), use=_use(text, match.start(), ends), at=whole.place(match.start(), ends))  # fmt: skip
    for first, second in pairwise(days):
        between = text[first[1] : second[0]]
        if (len(first[2]) >= 8 or first[2].startswith("--")) and re.fullmatch(
            "(?:[(][^)]{1,6}[)])?(?:(?:上午|下午)?[0-9]{1,2}(?::[0-9]{2}|时))?起?(?:至|到|-|~|,?(?:施行|实施|执行)?,?(?:有效期(?:至|到)|至|到))",
            between,
        ):
            used.update({first[0], second[0]})
            end = max([second[1], *(time[1] for time in times if 0 <= time[0] - second[1] <= 5)])
            yield Window(begins=_moment(first, times), until=_moment(second, times), use=_use(text, first[0], end), every="year" if text[: first[0]].endswith("每年") else None, at=whole.place(first[0], end))  # fmt: skip
    for day in days:
        if day[0] in used or (len(day[2]) < 7):
            continue
        until = _UNTIL_BEFORE.search(text[: day[0]]) or _UNTIL_AFTER.match(text, day[1])
        begins = _FROM_BEFORE.search(text[: day[0]]) or _FROM_AFTER.match(text, day[1])
        if until or begins:
            yield Window(begins=None if until else _moment(day, times), until=_moment(day, times) if until else None, use=_use(text, day[0], day[1]), at=whole.place(day[0], day[1]))  # fmt: skip


def _moment(day: Stretch | None, times: list[Stretch]) -> str | None:
    """A day, with the time that directly follows it."""
    if day is None:
        return None
    hour = next((time[2] for time in times if 0 <= time[0] - day[1] <= 5), None)
    return day[2] + (f"T{hour}" if hour else "")


def _use(text: str, start: int, end: int) -> str | None:
    """What a window is for, from the surrounding words of its sentence."""
    begin = max(text.rfind(mark, 0, start) for mark in "。;\n") + 1
    stop = min((place for mark in "。;\n" if (place := text.find(mark, end)) >= 0), default=len(text))
    return next((use for use, words in _USES if re.search(words, text[begin:stop])), None)
