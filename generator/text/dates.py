"""Dates, times and windows: 2027年12月31日, 二〇二六年, 17:00, 自公布之日起至2027年12月31日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.text.numerals import number
from generator.text.plain import Plain
from generator.text.records import Date, Fact, Time, Window

_HAN = "〇零○O一二三四五六七八九十"
_YEAR = f"(?:(?:19|20)[0-9]{{2}}|二[{_HAN}]{{3}})"
_DAY = re.compile(
    f"(?<![0-9])({_YEAR})年(?:([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:([0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]|(底|末))?|(底|末))?"
    "|(?<![0-9])((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])"
    "|(?<![0-9一二三四五六七八九十])([0-9]{1,2}|[一二三四五六七八九十]{1,2})月([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
_SPAN = re.compile("(?<![0-9])((?:19|20)[0-9]{2})[-~至]((?:19|20)[0-9]{2})年")
_OF_DAY = "凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间"
_HOUR = "[0-2]?[0-9]|[零〇一二两三四五六七八九十]{1,3}"
_MINUTES = "[0-5]?[0-9]|[一二三四五六七八九十]{1,3}"
# 17:00, 17时, 17时30分, 下午5点半. An hour in 点 is one where something of a time stands beside it: 5点要求 is no hour.
_TIME = re.compile(
    f"(?<![0-9第:])(?:({_OF_DAY})?([0-2]?[0-9]):([0-5][0-9])(?![0-9]|配套|的?比例)(?::[0-5][0-9])?"
    f"|({_OF_DAY})?({_HOUR})时(?:({_MINUTES})分|(整)|(半))?(?!间|段|长|效|代|期|[0-9])"
    f"|({_OF_DAY})({_HOUR})点(?:({_MINUTES})分?|(整|钟)|(半))?"
    f"|(?<=[日号)])()({_HOUR})点(?:({_MINUTES})分?|(整|钟)|(半))?"
    f"|()([0-2]?[0-9])点(?:([0-5]?[0-9])分|(整|钟)|(半)|(?=以?前|之前|止|截止)))"
)
_SINCE = re.compile("(?:自|从)?(公布之日|发布之日|印发之日|施行之日|实施之日|颁布之日|公布|印发|发布|即日)起")
_TO = re.compile(
    "[,]?(?:施行|实施|执行|生效)?[,]?(?:(?:起)?(?:有效期)?(?:至|到|截至|截止到|截止至|-|~)|有效期(?:至|到))"
)
_UNTIL_BEFORE = re.compile("(?:有效期(?:延长)?(?:至|到)|截止(?:日期|时间)?(?:为|到|至|:)?|截至|不晚于|延长(?:至|到))$")
_UNTIL_AFTER = re.compile("(?:下班)?(?:以?前|之前|止|截止)|(?=后[^。;,]{0,12}不(?:予|再))|当[日天](?:止|截止|前)")
_FROM_BEFORE = re.compile("(?:自|从)$")
_FROM_AFTER = re.compile("起|开始")
_BETWEEN = re.compile("起?(?:至|到|-|~|,?(?:施行|实施|执行)?,?(?:有效期(?:至|到)|至|到|截至|截止到))")
_SAME_MONTH = re.compile("(?:至|到|-|~)([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]")
# 每年3月、6月、9月、12月的1日至15日: as many windows as months.
_MONTHS = re.compile("((?:[0-9]{1,2}月[、和及])+[0-9]{1,2}月)的?([0-9]{1,2})日?(?:至|到|-|~)([0-9]{1,2})日")
# 每年3月、9月受理; 申报时间为每年3月至5月: whole months in which applications are taken.
_MONTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
_TAKEN = "(?:受理|申报|申请|报送|征集|报名|填报|提交)"
_YEARLY = re.compile(
    f"每年度?(?:的)?({_MONTH}(?:月份?)?(?:至|到|-|~){_MONTH}月份?|{_MONTH}(?:月份?)?(?:(?:[、,和及与]|以及){_MONTH}(?:月份?)?)*)(?<=[月份])"
    "(?![0-9一二三四五六七八九十底初末上中下])(起|开始)?"
)
_THEN_TAKEN = re.compile(
    "(?:的|各|分别|集中|统一|定期|组织|开展|启动|进行|接受|开放|开始|期间|安排|均|可|都|[一二两]次|[一1]批|内|由[^,。;]{2,10}|通过[^,。;]{2,12}|向[^,。;]{2,12}|在[^,。;]{2,12}){0,4}"
    f"{_TAKEN}(?!的?(?:通知|指南|公告|公示|结果|评审|文件|方案|审核|条件|[^,。;]{{0,4}}(?:进行|开展)?(?:评审|审核|初审|复核)))"
)
_TAKEN_BEFORE = re.compile(
    f"{_TAKEN}(?:工作|材料)?(?:时间|期限|期|时段|月份|窗口期?)?(?:一般|原则上|统一)?[,]?(?:分别|固定|集中)?(?:为|是|:|在|于|定于|安排在)?$"
)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAY = "(?:[(][^()]{1,6}[)])?,?\n?"
# 常年受理: no day begins or ends it.
_ALWAYS = re.compile(
    "(?:常年|全年|长年|长期|全年度|常态化|全天候|随时)(?:不间断|滚动|常态化|开放|接受|网上|线上|集中|均可|均|可|都)*"
    "(?:受理|申报|申请|报送|开放(?=申|报|受|[。,;)]|$)|征集|入库|接收|办理)"
    "|(?:申报|受理|报送|申请|征集|办理)(?:时间|期限|时限|日期)?(?:为|:|是)?(?:常年|全年|长年|长期|常态化)(?=[。,;:()受申开有]|$)"
    "|(?:申报|受理|报送|申请|征集)(?:时间|期限|时限|日期)?:?(?:不限(?!于|制|[^,。;]{1,4}次)|不设(?:期限|时限|截止(?:时间|日期)?)|不受限制)"
    "|随(?:时)?(?:报|申报)随(?:时)?(?:审|受理|评|办|批)|(?:不设|无)(?:申报)?截止(?:时间|日期)"
)
_USES = (
    ("validity", "施行|实施|有效期|执行|生效"),
    ("application", "申报|报送|受理|提交|申请|填报|报名|报|送达|送至|送交|寄送|递交|邮寄|交至|前送"),
)


# What else happens at a time; said of it, a time of the same sentence is none for applying.
_OTHER_USES = re.compile(
    "评审|初审|复审|核查|公示|答辩|评估|验收|拨付|兑现|开工|完工|竣工|投产|注册|成立|发生|取得|获得|签订|审核|推荐"
)


def read(whole: Plain) -> Iterator[Fact]:
    """The dates, times and windows of a passage, unordered."""
    text = whole.text
    days = list(_days(text))
    times = list(_times(text, days))
    for start, end, value in days:
        yield Date(value=value, at=whole.place(start, end))
    for start, end, value in times:
        yield Time(value=value, at=whole.place(start, end))
    yield from _windows(whole, days, times)
    yield from _monthly(whole)
    yield from _whole_months(whole)
    for match in _ALWAYS.finditer(text):
        if not re.search("不(?:实行|再|予|接受)?$|非$", text[: match.start()]):
            yield Window(
                begins=None, until=None, use="application", every="always", at=whole.place(match.start(), match.end())
            )


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
            rest = _SAME_MONTH.match(text, match.end()) if len(value) in (7, 10) and value[-3] == "-" else None
            day = number(rest[1]) if rest else None
            if rest and day is not None and 1 <= day <= 31 and re.search("[日号]$", match[0]):  # 3月1日至15日
                yield rest.start(1), rest.end(), f"{value[:-2]}{int(day):02d}"
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


def _times(text: str, days: list[Stretch]) -> Iterator[Stretch]:
    for match in _TIME.finditer(text):
        value = _clock(match)
        if value and not any(start <= match.start() < end for start, end, _ in days):
            yield match.start(), match.end(), value


def _clock(match: re.Match[str]) -> str | None:
    """24:00 is the end of a day; 下午5点半 is 17:30."""
    groups = match.groups()
    first = next(i for i in (0, 3, 8, 13, 18) if groups[i + 1])
    part, printed_hour, minutes = groups[first : first + 3]
    half = first and groups[first + 4]
    hour, minute = number(printed_hour), number(minutes) if minutes else Decimal(30 if half else 0)
    if hour is None or minute is None:
        return None
    if part in ("下午", "傍晚", "晚上", "晚间", "晚", "夜间") and hour <= 12 and (hour < 12 or part != "下午"):
        hour += 12
    if part == "中午" and hour < 3:
        hour += 12
    moment = int(hour) * 60 + int(minute)
    return f"{int(hour):02d}:{int(minute):02d}" if minute < 60 and moment <= 24 * 60 else None


@dataclass(frozen=True)
class _Moment:
    """A day with the hour that is printed behind it, at a place that holds both. ``value``: ``2027-01-08T17:00``."""

    start: int
    end: int
    value: str

    @property
    def has_month(self) -> bool:
        return self.value.startswith("--") or len(self.value) >= 7

    @property
    def has_day(self) -> bool:
        return self.value.startswith("--") or len(self.value) >= 10


def _moments(text: str, days: list[Stretch], times: list[Stretch]) -> list[_Moment]:
    """Each day, with the time printed right behind it; of 9:00至17:00 on one day both ends."""
    found = []
    for start, end, day in days:
        behind = re.compile(_WEEKDAY).match(text, end)
        place = behind.end() if behind else end
        time = next((time for time in times if time[0] == place), None)
        if not time or len(day) < 7:
            found.append(_Moment(start, end, day))
            continue
        found.append(_Moment(start, time[1], f"{day}T{time[2]}"))
        until = next(
            (t for t in times if t[0] > time[1] and re.fullmatch("起?(?:至|到|-|~)", text[time[1] : t[0]])), None
        )
        if until:
            found.append(_Moment(until[0], until[1], f"{day}T{until[2]}"))
    return found


def _windows(whole: Plain, days: list[Stretch], times: list[Stretch]) -> Iterator[Fact]:
    """From a day or event until a day. A day after 有效期至 or before 前 ends a window; one after 自 or before 起 begins
    one."""
    text = whole.text
    moments = _moments(text, days, times)
    used: set[int] = set()
    for match in _SINCE.finditer(text):
        to = _TO.match(text, match.end())
        moment = next((one for one in moments if to and one.start == to.end()), None)
        ends = moment.end if moment else match.end()
        used.update({moment.start} if moment else ())
        yield Window(
            begins=None, since=match[1], until=moment.value if moment else None, use=_use(text, match.start(), ends),
            at=whole.place(match.start(), ends),
        )  # fmt: skip
    for first, second in pairwise(moments):
        between = re.sub(f"^{_WEEKDAY}", "", text[first.end : second.start])
        if first.start not in used and first.has_day and _BETWEEN.fullmatch(between):
            used.update({first.start, second.start})
            every = "year" if re.search("每年度?(?:的)?$", text[: first.start]) else None
            yield Window(
                begins=first.value, until=second.value, use=_use(text, first.start, second.end), every=every,
                at=whole.place(first.start, second.end),
            )  # fmt: skip
    for moment in moments:
        if moment.start in used or not moment.has_month:
            continue
        behind = re.compile(_WEEKDAY).match(text, moment.end)
        place = behind.end() if behind else moment.end
        until = _UNTIL_BEFORE.search(text[: moment.start]) or _UNTIL_AFTER.match(text, place)
        begins = _FROM_BEFORE.search(text[: moment.start]) or _FROM_AFTER.match(text, place)
        if until or begins:
            every = "year" if re.search("每年度?(?:的)?$", text[: moment.start]) else None
            yield Window(
                begins=None if until else moment.value, until=moment.value if until else None,
                use=_use(text, moment.start, moment.end), every=every, at=whole.place(moment.start, moment.end),
            )  # fmt: skip


def _monthly(whole: Plain) -> Iterator[Fact]:
    for match in _MONTHS.finditer(whole.text):
        every = "year" if re.search("每年度?(?:的)?$", whole.text[: match.start()]) else None
        for month in re.findall("[0-9]+", match[1]):
            begins, until = (f"--{int(month):02d}-{int(day):02d}" for day in (match[2], match[3]))
            use = _use(whole.text, match.start(), match.end())
            yield Window(begins=begins, until=until, use=use, every=every, at=whole.place(match.start(), match.end()))


def _whole_months(whole: Plain) -> Iterator[Fact]:
    """Every year in these months: one window for each, or one from the first to the last of a range. February is open to
    its last day in a leap year."""
    for match in _YEARLY.finditer(whole.text):
        if not (_THEN_TAKEN.match(whole.text, match.end()) or _TAKEN_BEFORE.search(whole.text[: match.start()])):
            continue
        printed = [number(digits) for digits in re.findall(_MONTH, match[1])]
        months = [int(month) for month in printed if month is not None and 1 <= month <= 12]
        if len(months) < len(printed):
            continue
        ranged = re.search("至|到|-|~", match[1])
        spans = [(months[0], months[-1])] if ranged else [(month, month) for month in months]
        for first, last in spans:
            yield Window(
                begins=f"--{first:02d}-01", until=None if match[2] else f"--{last:02d}-{_LONGEST[last - 1]}",
                use="application", every="year", at=whole.place(match.start(), match.end()),
            )  # fmt: skip


def _use(text: str, start: int, end: int) -> str | None:
    """What a window is for, from the surrounding words of its sentence."""
    near = _stretch(text, start, end, ",。;\n")
    if found := next((use for use, words in _USES if re.search(words, near)), None):
        return found
    if _OTHER_USES.search(near):
        return None
    return next((use for use, words in _USES if re.search(words, _stretch(text, start, end, "。;\n"))), None)


def _stretch(text: str, start: int, end: int, marks: str) -> str:
    begin = max(text.rfind(mark, 0, start) for mark in marks) + 1
    stop = min((place for mark in marks if (place := text.find(mark, end)) >= 0), default=len(text))
    return text[begin:stop]
