"""Validity: which state a text is in on a day, and its words. A clause has its document's interval unless it states its own.

Pages carry the phases, so that the browser can pick the one for the day of reading; without JavaScript they show the
one for the day of the data.
"""

from datetime import date, timedelta

from generator.book import words
from generator.book.handbook import Clause, Document, Support

Text = Document | Clause | Support

# Lists show what is in force first.
ORDER = ("in-force", "upcoming", "closed", "replaced", "expired", "reference", "proposal")


def _parts(text: Text) -> tuple[Document, Clause | None]:
    if isinstance(text, Document):
        return text, None
    clause = text.clause if isinstance(text, Support) else text
    return clause.document, clause


def interval(text: Text) -> tuple[date | None, date | None]:
    """From and until when a text holds, as far as it is stated; both days included."""
    document, clause = _parts(text)
    begins, ends = document.data.valid_from, document.data.valid_until
    if clause:
        begins, ends = clause.data.valid_from or begins, clause.data.valid_until or ends
    return begins, ends


def replaced_on(text: Text) -> date | None:
    """The day from which another text stands in its place: that of the clause or of its whole document."""
    document, clause = _parts(text)
    days = [data.replaced_on for data in (document.data, clause and clause.data) if data and data.replaced_on]
    return min(days, default=None)


def phases(text: Text) -> list[tuple[str, str, str]]:
    """The states that a text goes through: the ISO day on which each begins ("" from the start), code and word."""
    document, _ = _parts(text)
    begins, ends = interval(text)
    codes: list[tuple[str, str]] = [("", document.data.force)]
    if document.data.force == "in-force":
        if begins:
            codes = [("", "upcoming"), (begins.isoformat(), "in-force")]
        if ends:
            codes.append(((ends + timedelta(days=1)).isoformat(), "expired"))
    elif document.data.force == "closed" and document.closes:
        codes = [("", "in-force"), ((document.closes + timedelta(days=1)).isoformat(), "closed")]
    if replaced := replaced_on(text):
        codes = [(day, code) for day, code in codes if day < replaced.isoformat()]
        codes.append((replaced.isoformat(), "replaced"))
    return [(day, code, words.STATUS[code]) for day, code in codes]


def status(text: Text, day: date) -> str:
    """The code of a text's state on a day."""
    return [code for begins, code, _ in phases(text) if begins <= day.isoformat()][-1]


def rank(text: Text, day: date) -> int:
    """The place of a text in a list that shows first what is in force on a day."""
    return ORDER.index(status(text, day))


def in_words(text: Text) -> str:
    """Validity in words. A text that gives none says so; one that is no policy has none to give."""
    begins, ends = interval(text)
    if ends:
        return f"{day_words(begins)}至{day_words(ends)}"
    return words.UNSTATED if _parts(text)[0].binding else words.NO_POLICY


def day_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else words.UNSTATED
