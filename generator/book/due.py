"""What is due when: beginnings and ends of windows, deadlines, events and the days between which a text holds, as entries
of a reader's calendar. Chosen here, once, for files, pages and what a reader picked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.book import amended_days, application, validity, windows
from generator.book.application import Text
from generator.book.handbook import Clause, Day, Department, Document, Handbook, Support
from generator.records import Window

# Days of the handbook that a reader's calendar needs; when a text was issued and published is past.
KINDS = ("opening", "deadline", "event", "valid_from", "valid_until", "amends")


@dataclass(frozen=True)
class Due:
    """An entry: ``id`` is permanent. ``begins`` to ``ends`` are whole days, unless ``hour`` (17:00, Asia/Shanghai) says when
    on the first of them. ``every`` is ``year`` or ``month`` for what recurs, up to the day ``last`` where one is known."""

    id: str
    kind: str
    what: str
    description: str
    url: str
    text: Text
    begins: date
    ends: date
    hour: str = ""
    every: str = ""
    last: date | None = None


def everything(book: Handbook) -> list[Due]:
    found = [_of_day(day, book) for day in book.days if day.kind in KINDS]
    return [*found, *(_of_window(text, window, book) for text, window in _recurring(book))]


def of_document(document: Document, entries: Sequence[Due]) -> list[Due]:
    return [entry for entry in entries if _document(entry.text) is document]


def of_department(department: Department, entries: Sequence[Due]) -> list[Due]:
    """What a department has to do with: it issued the document, answers for the clause or is named as an office."""
    return [entry for entry in entries if _concerns(department, entry.text)]


def of_pick(pick: Support | Clause, entries: Sequence[Due]) -> list[Due]:
    """What is due of a support or a clause: its window, wherever that is stated, its own days, and when its text ends."""
    told = application.way(pick).fields.get("windows")
    by = [held.by for held in told.held] if told else []
    document, clause = pick.document, None if isinstance(pick, Support) else pick
    return [
        entry
        for entry in entries
        if any(entry.text is text for text in by)
        or (clause is not None and entry.text is clause)
        or (entry.kind in ("valid_from", "valid_until") and entry.text is document)
        or (
            entry.kind == "amends"
            and entry.text is document
            and any(state.since == entry.begins for state in pick.states)
        )
    ]


def _recurring(book: Handbook) -> Iterator[tuple[Text, Window]]:
    """The windows that come every year or month: they have no day of their own."""
    for document in book.documents:
        for text in application.stating(document):
            stated = application.own(text)
            yield from ((text, w) for w in (stated.windows if stated else ()) if w.every in ("year", "month"))


def _of_day(day: Day, book: Handbook) -> Due:
    text = day.of or day.clause or day.document
    what = day.what if day.clause else f"《{day.document.data.short_title}》{day.what}"
    lines = [f"对象：{day.for_whom}" if day.for_whom else "", day.ground]
    lines += [*amended_days.told(day), _of_data(book)] if day.kind == "amends" else [_place(text, book)]
    said = "\n".join(line for line in lines if line)
    return Due(day.id, day.kind, what, said, day.url, text, day.date, day.date, day.hour)


def _of_window(text: Text, window: Window, book: Handbook) -> Due:
    """What comes again and again, from the first to the last day of its first time, until the text ends."""
    said = windows.in_words(window, text)
    called = f"《{text.data.short_title}》" if isinstance(text, Document) else text.title
    begins, until = next(iter(windows.spans(window, text)))
    return Due(
        id=f"{text.id.replace('/', '-')}-{window.id}",
        kind="window",
        what=f"{called}：{said}",
        description=_place(text, book),
        url=text.url,
        text=text,
        begins=date.fromisoformat(begins[:10]),
        ends=date.fromisoformat(until[:10]),
        every=str(window.every),
        last=validity.interval(text)[1],
    )


def _concerns(department: Department, text: Text) -> bool:
    if isinstance(text, Document) and any(duty.department is department for duty in text.issuers):
        return True
    duties = text.departments if isinstance(text, Support) else text.duties if isinstance(text, Clause) else []
    told = application.way(text).entries("offices")
    offices = {name for office in told for name in (office.department, office.division)}
    return department.id in offices or any(duty.department is department for duty in duties)


def _place(text: Text, book: Handbook) -> str:
    document, clause = _document(text), text.clause if isinstance(text, Support) else text
    place = f" {clause.title}" if isinstance(clause, Clause) else ""
    return f"依据：《{document.title}》{document.data.number or ''}{place}\n{_of_data(book)}"


def _of_data(book: Handbook) -> str:
    return f"数据版本 {book.site.version}（{book.site.as_of.isoformat()}），以公开原文为准。"


def _document(text: Text) -> Document:
    return text if isinstance(text, Document) else text.document
