"""Validity: the state of a text on a day, as code and words, and how it is known. A clause has its document's interval
unless it states its own.

Pages contain the phases, so that the browser picks the one for the day of reading; without JavaScript they show the one
for the day of the data.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator import records
from generator.book import words
from generator.book.handbook import Batch, Clause, Document, Support
from generator.book.publication import day_words, published_word
from generator.book.states import state_on

Text = Document | Clause | Support | Batch

# Lists show texts in force first.
ORDER = (
    "in-force", "suspended", "upcoming", "closed", "replaced", "expired", "repealed", "lapsed", "deleted", "draft", "interpretation", "reference",
    "proposal",
)  # fmt: skip

_CHANGING = ("replace", "insert", "delete", "renumber", "sum")  # what makes 部分条款已修改 of a document

SOON = timedelta(days=14)  # how long before a deadline it counts as near


@dataclass(frozen=True)
class State:
    """A state on a day. ``word``: short, for badges; ``words``: in full; ``ground``: how it is known (code of
    ``words.GROUND``)."""

    code: str
    word: str
    words: str
    ground: str


def _parts(text: Text) -> tuple[Document, Clause | None]:
    if isinstance(text, Document):
        return text, None
    if isinstance(text, Batch):
        return text.document, None
    clause = text.clause if isinstance(text, Support) else text
    return clause.document, clause


def interval(text: Text) -> tuple[date | None, date | None]:
    """First and last day (inclusive) on which a text holds; ``None`` where not stated. What an amendment added begins with
    it, and what one ended ends with it."""
    begins, ends = _stated(text)
    if text.states:
        first, last = next(state for state in text.states if state.text is not None), text.states[-1]
        begins = first.since or begins
        gone = last.text is None or last.standing in ("repealed", "lapsed")
        if gone and last.since and (ends is None or last.since <= ends):
            ends = last.since - timedelta(days=1)
    return begins, ends


def _stated(text: Text, day: date | None = None) -> tuple[date | None, date | None]:
    """The days that a text or its document states; ``day``: as they stated them on that day."""
    document, clause = _parts(text)
    data = _on(document, day) if day else document.data
    begins, ends = data.valid_from, data.valid_until
    if clause:
        own = _on(clause, day) if day else clause.data
        begins, ends = own.valid_from or begins, own.valid_until or ends
    return begins, ends


def _on(text: Document | Clause, day: date) -> records.Document | records.Clause:
    """The record of a text as on a day."""
    state = state_on(text, day)
    return state.text.data if state and state.text is not None else text.data


def interval_grounds(text: Text) -> tuple[str | None, str | None]:
    """Grounds of the two days of ``interval``, as codes; ``None`` for a day that is not stated. A clause's own days
    count as stated."""
    document, clause = _parts(text)
    begins, ends = interval(text)
    first: str | None = document.data.grounds.valid_from or "stated"
    last: str | None = document.data.grounds.valid_until or "stated"
    if clause and clause.data.valid_from:
        first = "stated"
    if clause and clause.data.valid_until:
        last = "stated"
    return first if begins else None, last if ends else None


def has_interval(text: Text) -> Literal["stated", "unstated", "none"]:
    """Whether a text has an interval: ``stated``, ``unstated``, or ``none`` for a text that is no policy."""
    if any(interval(text)):
        return "stated"
    return "unstated" if _parts(text)[0].binding else "none"


def replaced_on(text: Text) -> date | None:
    """The day from which another text replaces it: that of the clause or of its document, whichever is first."""
    document, clause = _parts(text)
    days = [data.replaced_on for data in (document.data, clause and clause.data) if data and data.replaced_on]
    return min(days, default=None)


def closes(text: Text) -> date | None:
    """The last deadline of a call: that of the clause if it sets one, else of the document."""
    document, clause = _parts(text)
    own = [day.date for day in clause.days if day.kind == "deadline"] if clause else []
    return max(own, default=document.closes)


def phases(text: Text) -> list[tuple[str, str, str]]:
    """The states of a text in order: (ISO day on which it begins, "" for the first; code; word)."""
    days = sorted({state.since for one in _around(text) for state in one.states if state.since})
    days += [day for day, _ in text.changes if day not in days] if isinstance(text, Document) else []
    if not days:
        return _phases(text, _stated(text))
    found: list[tuple[str, str, str]] = []
    for day in (None, *sorted(days)):
        begins = day.isoformat() if day else ""
        said = list(_between(text, day))
        found = [phase for phase in found if phase[0] < begins]
        before = [phase for phase in said if phase[0] <= begins]
        found += [(begins, *before[-1][1:])] if before else []
        found += [phase for phase in said if phase[0] > begins]
    return [phase for index, phase in enumerate(found) if not index or phase[1:] != found[index - 1][1:]]


def _around(text: Text) -> list[Text]:
    """A text and those that it stands in."""
    document, clause = _parts(text)
    return [*dict.fromkeys(one for one in (document, clause, text) if one is not None)]


def _between(text: Text, since: date | None) -> list[tuple[str, str, str]]:
    """The phases that an amended text has from the day of an amendment on, as far as was known then."""
    day = since or date.min
    own = state_on(text, day)
    if own is not None and own.text is None:
        code = "deleted" if own.since else "upcoming"
        return [("", code, words.STATUS[code])]
    if own is not None and own.standing:
        code = "replaced" if own.standing == "repealed" and any(by.amendment.becomes.text for by in own.by) else own.standing  # fmt: skip
        return [("", code, words.STATUS[code])]
    partly = _partly(text, day) if isinstance(text, Document) else ""
    return [
        (begins, code, f"{word}·{partly}" if partly and code == "in-force" else word)
        for begins, code, word in _phases(text, _stated(text, day))
    ]


def _partly(document: Document, day: date) -> str:
    """What is added to the word of a document: that parts of it are stopped, or changed."""
    stopped = [stops for since, stops in document.stopped if since is None or since <= day]
    changed = any(
        since <= day and any(change.do in _CHANGING for change in changes) for since, changes in document.changes
    )
    return words.PARTLY["stopped"] if stopped and stopped[-1] else words.PARTLY["amended"] if changed else ""


def _phases(text: Text, held: tuple[date | None, date | None]) -> list[tuple[str, str, str]]:
    """The phases of a text that holds from the first of two days to the second."""
    document, clause = _parts(text)
    begins, ends = held
    force = document.data.force
    if force == "closed" and clause and clause.data.outlasts:
        force = "in-force"
    found: list[tuple[str, str, str]] = [("", force, words.STATUS[force])]
    if force == "in-force":
        word = words.STATUS[force] if _known(text) else words.SEEN_IN_FORCE
        found = [("", force, word)]
        if begins:
            found = [("", "upcoming", words.STATUS["upcoming"]), (begins.isoformat(), force, word)]
        if ends:
            found.append(((ends + timedelta(days=1)).isoformat(), "expired", words.STATUS["expired"]))
    elif force == "closed":
        called = document.data.submission
        found = [("", "closed", f"{called}期限已过")]
        if last := closes(text):
            found = [
                ("", "in-force", f"{called}期内"),
                ((last - SOON).isoformat(), "in-force", "即将截止"),
                (_closed_from(text, last), "closed", f"{called}期限已过"),
            ]
    if replaced := replaced_on(text):
        found = [phase for phase in found if phase[0] < replaced.isoformat()]
        found.append((replaced.isoformat(), "replaced", words.STATUS["replaced"]))
    return found


def _closed_from(text: Text, last: date) -> str:
    """From which ISO day, or minute where a text sets an hour, the last deadline is over."""
    _, clause = _parts(text)
    days = clause.days if clause and any(day.kind == "deadline" for day in clause.days) else _parts(text)[0].deadlines
    hours = {day.hour for day in days if day.date == last and day.kind == "deadline"}
    return f"{last.isoformat()}T{max(hours)}" if hours and "" not in hours else (last + timedelta(days=1)).isoformat()


def _known(text: Text) -> bool:
    """Whether the text itself or the page that issues it, and not only the editors, says that it is in force."""
    return bool(interval(text)[1]) or _parts(text)[0].data.grounds.force == "issuing-page"


def status(text: Text, day: date) -> str:
    """The code of a text's state on a day."""
    return _phase(text, day)[0]


def _phase(text: Text, day: date) -> tuple[str, str]:
    return [(code, word) for begins, code, word in phases(text) if begins <= day.isoformat()][-1]


def state(text: Text, day: date, as_of: date | None = None) -> State:
    """The state of a text on a day with its words in full and its ground. ``as_of``: the day of the data, where it is another."""
    code, word = _phase(text, day)
    said = basis(text, day_words(as_of or day))
    if code == "replaced":
        document, clause = _parts(text)
        other = (clause.replaced_by if clause and clause.replaced_by else None) or document.replaced_by
        return State(code, word, f"已由{_called(other)}替代" if other else word, "stated")
    return State(code, word, f"{word}（{said}）" if said else word, _ground(text))


def _ground(text: Text) -> str:
    document, clause = _parts(text)
    if document.data.force != "in-force" and not (clause and clause.data.outlasts):
        return document.data.grounds.force or "stated"
    if interval(text)[1]:
        return interval_grounds(text)[1] or "stated"
    return "issuing-page" if document.data.grounds.force == "issuing-page" else "inferred"


def basis(text: Text, as_of: str) -> str:
    """On what the state of a text rests, in words that hold on every day: 文内载明至2027年12月31日.

    ``as_of``: the day, in words, on which the editors inferred what no text says.
    """
    document, clause = _parts(text)
    ends = _stated(text)[1]  # what an amendment ended earlier is not what the text says
    if not document.binding:
        return ""
    if document.data.force == "closed" and not (clause and clause.data.outlasts):
        return f"按文中所载时间，{day_words(closes(text))}止" if closes(text) else ""
    ground = _ground(text)
    if ends:
        said = {"stated": "文内载明", "issuing-page": "发布页标注"}.get(ground, "编者推断")
        return f"{said}至{day_words(ends)}"
    return "发布页标注" if ground == "issuing-page" else f"截至{as_of}，编者推断"


def _called(text: Document | Clause) -> str:
    if isinstance(text, Document):
        return f"《{text.data.short_title}》"
    return f"《{text.document.data.short_title}》{text.title}"


def ground_words(document: Document, value: str) -> str:
    """How a value of a document is known, in words: 起始日按官网页面地址推得. ``value``: a field of ``Grounds``.

    Empty where the text states it, since that is what readers expect.
    """
    grounds = document.data.grounds
    code = getattr(grounds, value)
    if value == "valid_from" and code == "derived" and grounds.published not in (None, "stated"):
        code = grounds.published  # 自公布之日起: as certain as the day of publication
    if code in (None, "stated"):
        return ""
    what = f"{published_word(document)}日" if value == "published" else words.VALUE[value]
    return words.GROUND[code].format(what=what, page="发布页" if document.binding else "网页")


def interval_ground_words(text: Text) -> str:
    """How the days of ``interval`` are known, in words; empty where the text states both."""
    document, clause = _parts(text)
    said = [
        ground_words(document, value)
        for value, day in zip(("valid_from", "valid_until"), interval(text), strict=True)
        if day and not (clause and getattr(clause.data, value))
    ]
    return "；".join(filter(None, said))


def rank(text: Text, day: date) -> int:
    """Sort key for lists that show texts in force on a day first."""
    return ORDER.index(status(text, day))


def in_words(text: Text) -> str:
    """The interval in words, also where it is not stated or does not apply."""
    begins, ends = interval(text)
    match has_interval(text):
        case "none":
            return words.NO_POLICY
        case "unstated":
            return words.UNSTATED
    if begins and ends:
        return f"{day_words(begins)}至{day_words(ends)}"
    return f"{day_words(begins)}起，截止日未载明" if begins else f"至{day_words(ends)}，起始日未载明"


__all__ = [
    "ORDER", "SOON", "State", "Text", "basis", "closes", "day_words", "ground_words", "has_interval", "in_words", "interval",
    "interval_ground_words", "interval_grounds", "phases", "rank", "replaced_on", "state", "status",
]  # fmt: skip
