"""The days that windows set: when applying begins and when it ends, for the calendar of the handbook.

What comes every year or month has no day of its own. A deadline that ``dates.yml`` has for the same clause is that day:
it gets the window's hour, and no second entry.
"""

from collections.abc import Iterator
from datetime import date

from generator.book import addresses, application, windows
from generator.book.handbook import Batch, Clause, Day, Document, Support
from generator.records import Window


def window_days(document: Document) -> Iterator[Day]:
    """The days of all windows that a document, its clauses and their supports state; each also joins its clause's days."""
    for text in application.stating(document):
        stated = application.own(text)
        clause = text.clause if isinstance(text, Support) else text if isinstance(text, Clause) else None
        for window in stated.windows if stated else ():
            if window.every in (None, "once"):
                yield from _days(text, document, clause, window)


def _days(
    text: Document | Clause | Support | Batch, document: Document, clause: Clause | None, window: Window
) -> Iterator[Day]:
    called = windows.verb(window, text)
    for key, kind, moment, word in (
        ("from", "opening", window.from_, "开始"),
        ("until", "deadline", window.until, "截止"),
    ):
        if not moment:
            continue
        day, _, hour = moment.partition("T")
        when, hour = date.fromisoformat(day), hour.replace("24:00", "")
        known = (
            [entry for entry in clause.days if entry.date == when and entry.kind == kind and entry.of in (None, text)]
            if clause
            else []
        )
        if known:
            known[0].hour, known[0].of = known[0].hour or hour, known[0].of or text
            continue
        identity = f"{text.id.replace('/', '-')}-{window.id}-{key}"
        what = f"{_called(text)}：{window.what or ''}{called}{word}"
        made = Day(
            identity, when, kind, what, document, addresses.date(identity), clause, window.whom, hour=hour, of=text
        )
        if clause:
            clause.days.append(made)
        yield made


def _called(text: Document | Clause | Support | Batch) -> str:
    if isinstance(text, Document):
        return f"《{text.data.short_title}》"
    return text.title
