"""Windows: in which state the time to apply is at a moment, in code and words, right to the minute in Asia/Shanghai.

Pages carry the phases, so that the browser picks the one for the moment of reading, in an old offline copy too; without
JavaScript they show the one for the day of the data. Nothing here says that an office is taking applications: only what
the text says of the time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.book import validity, words
from generator.book.handbook import Batch, Clause, Document, Support
from generator.records import Window

Text = Document | Clause | Support | Batch

# Lists show first what is open, and of that what ends soonest.
ORDER = ("soon", "open", "always", "full", "upcoming", "notice", "unstated", "beyond", "closed")
AHEAD = {"year": 5, "month": 24}  # how many of what recurs are worked out


@dataclass(frozen=True)
class Phase:
    """``begins`` is an ISO day or minute in Asia/Shanghai ("" from the start), compared as text. ``word`` may hold
    ``{n}``: the days left until ``last``, the ISO day on which the window ends."""

    begins: str
    code: str
    word: str
    last: str = ""


@dataclass(frozen=True)
class State:
    """``word`` for badges; ``words`` say also whose time that is."""

    code: str
    word: str
    words: str


def verb(window: Window, text: Text) -> str:
    """The text's own word for handing in: 申报, 报送."""
    return window.verb or _document(text).data.submission


def phases(window: Window, text: Text) -> list[Phase]:
    """The states that a window goes through, in their order. ``text`` is what it is for: when that ends, so does it."""
    called = verb(window, text)
    recurs = window.every in ("year", "month")
    return _within(list(_recurring(window, called, text) if recurs else _once(window, called)), text)


def _once(window: Window, called: str) -> Iterator[Phase]:
    standing = _standing(window, called)
    if not window.from_ and not window.until:
        yield Phase("", *standing)
        return
    yield from _span(window.from_, window.until, called, standing)
    if window.until:
        yield Phase(_ended(window.until), "closed", words.WINDOW["closed"])


def _standing(window: Window, called: str) -> tuple[str, str]:
    """Code and word of a window while it is open, or of one that has no days."""
    if window.every == "always":
        return "always", words.WINDOW["always"]
    if not window.from_ and not window.until:
        return str(window.ends), words.WINDOW[str(window.ends)]
    during = words.WINDOW["open"].format(verb=called)
    return "open", f"{during}，{words.WINDOW['full']}" if window.ends == "full" else during


def _span(begins: str | None, until: str | None, called: str, standing: tuple[str, str]) -> Iterator[Phase]:
    """From before a window opens to its last day; what comes after, the caller knows."""
    opens = _opened(begins) if begins else ""
    if opens:
        yield Phase("", "upcoming", words.WINDOW["upcoming"])
    if not until:
        yield Phase(opens, *standing)
        return
    last = date.fromisoformat(until.partition("T")[0])
    near = (last - validity.SOON).isoformat()
    if opens < near:
        yield Phase(opens, *standing)
    if last.isoformat() > opens:
        yield Phase(max(near, opens), "soon", words.WINDOW["soon"].format(left="剩{n}日"), last.isoformat())
    hour = until.partition("T")[2]
    left = f"今日{hour}截止" if hour and hour != "24:00" else "今日截止"
    yield Phase(max(last.isoformat(), opens), "soon", words.WINDOW["soon"].format(left=left), last.isoformat())


def _recurring(window: Window, called: str, text: Text) -> Iterator[Phase]:
    """Every year or month anew, worked out from the year of the data; after the last one worked out, the text decides."""
    standing = _standing(window, called)
    begun = validity.interval(text)[0]
    due = [span for span in spans(window, text) if not begun or span[1][:10] >= begun.isoformat()]
    before = ""
    for begins, until in due:
        first, *rest = _span(begins, until, called, standing)
        word = f"{words.WINDOW['upcoming']}（下期{_short_day(begins)}开始）"
        yield Phase(before, first.code, word)
        yield from rest
        before = _ended(until)
    yield Phase(
        before, "beyond", words.WINDOW["beyond"].format(until=_short_day(due[-1][1])) if due else words.UNSTATED
    )


def spans(window: Window, text: Text) -> Iterator[tuple[str, str]]:
    """Beginning and end of each time of what comes every year or month, from the last one before the data's year on.

    Counted from the year, not from the day: a page must not change with every edition of the data.
    """
    year, count = _document(text).as_of.year, AHEAD[str(window.every)]
    begins, until = str(window.from_), str(window.until)
    if window.every == "year":
        for step in range(year - 1, year + count):
            over = begins[2:] > until[2:]  # from November to January
            yield from _real(f"{step}-{begins[2:]}", f"{step + over}-{until[2:]}")
        return
    for step in range(-1, 12 + count):
        months = [(year * 12 + step + over) for over in (0, begins[3:] > until[3:])]
        first, second = (f"{number // 12}-{number % 12 + 1:02}" for number in months)
        yield from _real(f"{first}-{begins[3:]}", f"{second}-{until[3:]}")


def _real(begins: str, until: str) -> Iterator[tuple[str, str]]:
    """A span both ends of which are in the calendar (no February 30); a missing last day is the month's last."""
    try:
        date.fromisoformat(begins[:10])
    except ValueError:
        return
    day = until[:10]
    while day:
        try:
            date.fromisoformat(day)
            break
        except ValueError:
            day = f"{day[:8]}{int(day[8:]) - 1:02}"
    yield begins, day + until[10:]


def _within(found: list[Phase], text: Text) -> list[Phase]:
    """When the text is no longer in force, or another stands in its place, a window of it is over."""
    ends = next(((day, word) for day, code, word in validity.phases(text) if code in ("expired", "replaced")), None)
    if ends is None:
        return found
    day, word = ends
    if any(phase.code == "closed" and phase.begins <= day for phase in found):
        return found
    return [*(phase for phase in found if phase.begins < day), Phase(day, "closed", word)]


def _opened(moment: str) -> str:
    """The moment from which a window that begins so is open; midnight is the day itself."""
    return _ended(moment) if moment.endswith("T24:00") else moment.removesuffix("T00:00")


def _ended(moment: str) -> str:
    """The moment from which a window that lasts until ``moment`` is over: of a day, the next midnight."""
    day, _, hour = moment.partition("T")
    return moment if hour and hour != "24:00" else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def at(found: list[Phase], moment: str) -> Phase:
    """The phase at an ISO day or minute in Asia/Shanghai, with the days that are left filled in."""
    phase = [phase for phase in found if phase.begins <= moment][-1]
    if "{n}" not in phase.word:
        return phase
    left = date.fromisoformat(phase.last) - date.fromisoformat(moment[:10])
    return Phase(phase.begins, phase.code, phase.word.replace("{n}", str(left.days)), phase.last)


def state(window: Window, text: Text, moment: str) -> State:
    phase = at(phases(window, text), moment)
    return State(phase.code, phase.word, f"{phase.word}{ground(phase.code, text)}")


def ground(code: str, text: Text) -> str:
    """Whose time a state goes by, in brackets; what the text says outright needs none."""
    if code in ("upcoming", "open", "soon", "closed"):
        said = "通知" if "通知" in _document(text).data.title else "文中"
        return f"（按{said}所载时间）"
    return "（原文）" if code in ("always", "full", "notice") else ""


# --- in words ---------------------------------------------------------------------------------------------------------


def in_words(window: Window, text: Text) -> str:
    """When, in words, with all that the text says of it: 2027年3月1日9:00至3月31日17:00申报，额满即止."""
    called, begins, until = verb(window, text), window.from_, window.until
    each = {"year": "每年", "month": "每月"}.get(str(window.every), "")
    if begins and until:
        said = f"{each}{_moment(begins)}至{_moment(until)}{called}"
    elif begins:
        said = f"{_moment(begins)}起{called}，截止时间{words.UNSTATED}"
    elif until:
        said = f"{_moment(until)}前{called}，开始时间{words.UNSTATED}"
    else:
        said = words.WINDOW["always"] if window.every == "always" else ""
    if window.every == "always" and begins:
        said = f"{_moment(begins)}起{words.WINDOW['always']}"
    ends = words.WINDOW[window.ends] if window.ends else ""
    what = window.what if window.what else ""
    whom = f"（{window.whom}）" if window.whom else ""
    return "，".join(filter(None, [said, ends])) + (f"：{what}" if what else "") + whom


def _moment(moment: str) -> str:
    day, _, hour = moment.partition("T")
    *_, month, number = day.split("-")
    year = f"{day[:4]}年" if day[0] != "-" else ""
    said = f"{year}{f'{int(month)}月' if month else ''}{int(number)}日"
    return said + (f"{hour.removeprefix('0')}" if hour else "")


def _short_day(moment: str) -> str:
    return validity.day_words(date.fromisoformat(moment[:10]))


def _document(text: Text) -> Document:
    return text if isinstance(text, Document) else text.document
