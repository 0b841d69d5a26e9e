"""How a citation names one reading of an amended text, and which clauses stood beside it at the time.

A state is named by the day from which it works: 2026年3月1日起施行的文本; the first one by the day from which its document
does. A text that has only one reading, and still stands, needs no such word.
"""

from datetime import date

from generator.book.handbook import Clause, Document, Support
from generator.book.publication import day_words
from generator.book.states import TextState
from generator.book.words import ORIGINAL, STATUS

Text = Document | Clause | Support


def document_of(text: Text) -> Document:
    return text if isinstance(text, Document) else text.document


def called(text: Text, since: date | None, standing: str = "") -> str:
    """The words for the reading since a day; ``None``: as promulgated. ``standing``: what has ended or stopped it."""
    if since and standing:
        return f"{day_words(since)}起{STATUS[standing]}"
    if since:
        return f"{day_words(since)}起施行的文本"
    document = document_of(text)
    first = document.promulgated or document.data
    if first.valid_from:
        return f"{day_words(first.valid_from)}起施行的文本"
    issued = first.issued or first.published
    return f"{day_words(issued)}印发的文本" if issued else ORIGINAL


def suffix(text: Text) -> str:
    """What a citation of a text adds: which of several readings it is, or the last one of a text that was taken out.
    Empty where the text has only the one."""
    if not text.states or (text.reads == (None, None) and text.states[-1].text is not None):
        return ""
    return f"，{called(text, text.reads[0] or _came(text))}"


def _came(text: Text) -> date | None:
    """The day on which a text came to stand in its document; ``None``: it always did."""
    return next(state for state in text.states if state.text is not None).since


def clause_on(clause: Clause, day: date | None) -> Clause:
    """A clause as it read from a day on (``None``: as promulgated)."""
    held = [state for state in clause.versions if state.since is None or (day and state.since <= day)]
    return held[-1].text if held else clause


def beside(clause: Clause) -> list[Clause]:
    """The other clauses that stood in the document, as they then read, while a clause read as it does."""
    own = _stood(clause)
    found = []
    for other in clause.document.clauses:
        if other.data.id == clause.data.id:
            continue
        if not other.states:
            found.append(other)
        else:
            found += [state.text for state in other.states if state.text is not None and _met(state, own)]
    return found


def _stood(clause: Clause) -> list[tuple[date, date]]:
    """The days on which a clause stood in its document and read as it does."""
    begins, before = clause.reads
    low, high = begins or date.min, before or date.max
    if not clause.states:
        return [(low, high)]
    spans = [
        (max(low, s.since or date.min), min(high, s.until or date.max)) for s in clause.states if s.text is not None
    ]
    return [(first, last) for first, last in spans if first < last]


def _met(state: TextState, spans: list[tuple[date, date]]) -> bool:
    first, last = state.since or date.min, state.until or date.max
    return any(begins <= last and first < before for begins, before in spans)
