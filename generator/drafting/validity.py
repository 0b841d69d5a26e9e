"""From when until when a text is in force, as it says of itself; an end that is only reckoned is told as such."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from generator.text.dates import read as dates_of
from generator.text.numerals import number
from generator.text.plain import plain
from generator.text.records import Window

_ITSELF = re.compile(
    "本(?:政策|若干|措施|办法|规定|细则|通知|意见|方案|计划|行动|条例|规则|标准|公告|通告|决定)|^自|现(?:将|就|予)"
)
_ACTS = re.compile("施行|实施|执行|生效|有效期")
_LASTS = re.compile("(?:有效期|执行期|试行期|实施期)(?:限)?(?:为)?([0-9一二三四五六七八九十]{1,3})年")
_OTHER = re.compile("有效期(?:延长|从)|同时废止.*有效期|券|凭证|资质|证书")


@dataclass(frozen=True)
class Validity:
    """Days as ISO text. ``reckoned``: the end follows from a number of years; ``since``: an event (公布之日), whose day the
    text does not say. ``clause``: the text in which it stands, as a range."""

    begins: str | None = None
    until: str | None = None
    since: str | None = None
    reckoned: bool = False
    at: tuple[int, int] | None = None


def validity(raw: str, start: int, end: int) -> Validity | None:
    """What a range of a text says of the validity of the text itself; ``None`` if nothing."""
    whole = plain(raw, start, end)
    windows = [fact for fact in dates_of(whole) if isinstance(fact, Window)]
    for window in windows:
        place = whole.index(window.start)
        first = max(whole.text.rfind("。", 0, place), whole.text.rfind(";", 0, place)) + 1
        last = whole.text.find("。", place)
        sentence = whole.text[first : last if last >= 0 else len(whole.text)]
        if window.use != "validity" or not _ACTS.search(sentence) or not _ITSELF.search(sentence) or _OTHER.search(sentence):  # fmt: skip
            continue
        until, begins, reckoned = _day(window.until), _day(window.begins), False
        for other in windows:
            if other is not window and first <= whole.index(other.start) < first + len(sentence):
                until = until or _day(other.until)
                begins = begins or _day(other.begins)
        if until is None and begins and (lasts := _LASTS.search(sentence)) and (years := number(lasts[1])):
            until, reckoned = _after_years(begins, int(years)), True
        return Validity(begins, until, window.since, reckoned, (window.start, window.end))
    return None


def _day(moment: str | None) -> str | None:
    day = (moment or "").partition("T")[0]
    return day if len(day) == 10 and not day.startswith("-") else None


def _after_years(begins: str, years: int) -> str:
    """The last day of so many years: of those that begin on 2026-07-01 and last three, 2029-06-30."""
    day = date.fromisoformat(begins)
    year = day.year + years
    return (date(year, day.month, min(day.day, monthrange(year, day.month)[1])) - timedelta(days=1)).isoformat()
