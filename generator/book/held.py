"""On which days what a text gives may be had. Worked out here, once, for the finder, tables, answers and counts: what has
ended never answers a question about today, and what has not begun does not either.

Days are ISO, and half-open: from a day (or minute) up to the one before which it holds, "" where there is no end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from generator.book import words
from generator.book.publication import day_words
from generator.book.states import spans
from generator.book.validity import Text, phases, status

SomeText = TypeVar("SomeText", bound=Text)

# States in which a text holds, or of which it makes no sense to ask: a text posted for reference does not end.
LIVE = ("in-force", "interpretation", "reference", "proposal")


OTHER = "other"


@dataclass(frozen=True)
class Held:
    """``words``: from when to when, "" where neither is stated; ``after``: what became of it then, "" while no end is
    known; ``called``: the same as a row that has ended is called by it."""

    begins: str
    before: str
    words: str
    after: str

    @property
    def until(self) -> str:
        """The last day, "" where none is known."""
        return _last(self.before)

    @property
    def called(self) -> str:
        return words.FORMER if self.after == words.CHANGED else self.after


@dataclass(frozen=True, eq=False)
class Version:
    """A text as it reads from a day on, up to another one. ``now``: it is that of the data's day."""

    text: Any
    begins: str
    before: str
    now: bool
    amended: bool = False

    @property
    def key(self) -> str:
        """What tells the versions of a text apart; a text that nobody amends has its id alone."""
        return f"{self.text.id}@{self.begins}" if self.amended else str(self.text.id)


def versions(text: Text, as_of: date) -> list[Version]:
    """The versions of a text in the order of their days; of a text that nobody amends, itself."""
    found = []
    for span in spans(text, as_of):
        begins, before = (day.isoformat() if day else "" for day in span.text.reads)
        found.append(Version(span.text, begins, before, span.now, True))
    return found or [Version(text, "", "", True)]


def held(text: Text) -> list[Held]:
    """When a text holds, within the days on which it reads so."""
    found = []
    begins, before = (day.isoformat() if day else "" for day in text.reads)
    live = [(since, code in LIVE, word) for since, code, word in phases(text)]
    turns = [turn for at, turn in enumerate(live) if not at or not (turn[1] and live[at - 1][1])]
    for at, (since, holds, _) in enumerate(turns):
        until, after = (turns[at + 1][0], turns[at + 1][2]) if at + 1 < len(turns) else ("", "")
        changed = bool(before) and (not until or before < until)
        first, last = max(since, begins), before if changed else until
        if holds and (not last or first < last):
            found.append(Held(first, last, period(first, last), words.CHANGED if changed else after))
    return found


def next_change(texts: Iterable[Text], day: date) -> str:
    """The first day after one on which some of these texts begin or cease to hold, "" where none is known."""
    at = day.isoformat()
    return min(
        (moment for text in texts for one in held(text) for moment in (one.begins, one.before) if moment > at),
        default="",
    )


def told_phases(text: Text) -> list[tuple[str, str, str]]:
    """The phases of a version of a text, with the code ``other`` for the days on which it reads differently: then nothing
    may be told of it."""
    begins, before = (day.isoformat() if day else "" for day in text.reads)
    found = [phase for phase in phases(text) if not before or phase[0] < before]
    if begins:
        last = [phase for phase in found if phase[0] <= begins][-1:]
        found = [("", OTHER, ""), *((begins, *phase[1:]) for phase in last), *(p for p in found if p[0] > begins)]
    return [*found, (before, OTHER, "")] if before else found


def around(text: Text, day: date) -> Held | None:
    """The days around a day on which a text holds; else the last before it, else the first after it."""
    found, at = held(text), day.isoformat()
    on = [one for one in found if one.begins <= at and (not one.before or at < one.before)]
    past = [one for one in found if one.begins <= at]
    return next(iter(on or past[-1:] or found), None)


def is_held(text: Text, day: date) -> bool:
    """Whether what a text gives may be had on a day."""
    return status(text, day) in LIVE


def of_day(texts: Iterable[SomeText], day: date) -> list[SomeText]:
    """Those of some texts that hold on a day, in their order."""
    return [text for text in texts if is_held(text, day)]


def stops(text: Text) -> list[str]:
    """What ended or stopped a text, from which day, by which clause: 2026年12月15日起已废止（依据《…》一、废止的文件）."""
    found = []
    for state in text.states:
        if state.since and state.standing:
            by = "、".join(dict.fromkeys(f"《{c.clause.document.data.short_title}》{c.clause.title}" for c in state.by))
            until = f"至{day_words(state.until)}" if state.until else "起"
            found.append(f"{day_words(state.since)}{until}{words.STATUS[state.standing]}（依据{by}）")
    return found


def changed_by(text: Text) -> list[str]:
    """Who changed, stopped or ended a text, when: 某决定 一、（一）修改，2026年10月1日起. Empty where nobody did."""
    found = [
        f"{change.clause.document.data.short_title} {change.clause.title}：{words.DO[change.do]}，{day_words(state.since)}起"
        for state in text.states
        for change in state.by
    ]
    return list(dict.fromkeys(found))


def period(begins: str, before: str) -> str:
    """From when to when, in words."""
    first, last = begins[:10], _last(before)
    if first and last:
        return f"{_words(first)}至{_words(last)}"
    return f"{_words(first)}起" if first else f"至{_words(last)}" if last else ""


def _words(day: str) -> str:
    return day_words(date.fromisoformat(day))


def _last(before: str) -> str:
    """The last day of what holds before a day, or before a minute of it."""
    if not before or "T" in before:
        return before[:10]
    return (date.fromisoformat(before) - timedelta(days=1)).isoformat()
