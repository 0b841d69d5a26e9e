"""The states of linked texts: which record a text was, is and will be, how it stood, and who changed it.

``link`` puts the states of an amended text on it (``states``, the oldest first; empty where nobody amends it). A state has
its text as a linked object of its own, to which nothing in the book refers: views, macros and citations read it like any
other. ``versions`` are the states that differ in what they say, not only in how they stand: what a page shows at different
times.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from generator import records
from generator.book import addresses, handbook
from generator.book.vocabulary import Words
from generator.records import Amendment
from generator.states.replay import Held, Timeline

Text = handbook.Document | handbook.Clause | handbook.Support | handbook.Batch
AnyText = TypeVar("AnyText", handbook.Document, handbook.Clause, handbook.Support)


@dataclass(eq=False, repr=False)
class Change:
    """An amendment as readers meet it: ``do`` and the record, the clause that does it, and what it works on."""

    amendment: Amendment
    clause: handbook.Clause
    target: str

    @property
    def do(self) -> str:
        return self.amendment.do


@dataclass(eq=False, repr=False)
class TextState:
    """A text from ``since`` (``None``: as promulgated) to ``until`` (``None``: no end known).

    ``text``: as it then reads; ``None``: it is not there (not yet, or no longer). ``standing``: ``repealed``, ``lapsed``,
    ``suspended``, or empty. ``by``: the amendments with which the state begins. ``url``: its place on the page of the text.
    """

    since: date | None
    until: date | None
    text: Any
    standing: str
    by: list[Change]
    url: str

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def state_on(text: Text, day: date) -> TextState | None:
    return next((state for state in text.states if state.on(day)), None)


@dataclass(frozen=True, eq=False)
class Span:
    """The days on which a page shows a version: from the first (ISO, "" for the first version) to the last ("": no end).

    Where the text is not there on a day, the version before it is shown, or the first. ``now``: it is that of the data's day.
    """

    begins: str
    ends: str
    now: bool
    state: TextState

    @property
    def text(self) -> Any:
        return self.state.text


def spans(text: Text, as_of: date) -> list[Span]:
    """The versions of an amended text with the days on which a page shows each; empty where it has only one."""
    found = []
    for index, state in enumerate(text.versions):
        begins = state.since.isoformat() if index and state.since else ""
        after = text.versions[index + 1].since if index + 1 < len(text.versions) else None
        ends = (after - timedelta(days=1)).isoformat() if after else ""
        day = as_of.isoformat()
        found.append(Span(begins, ends, begins <= day and (not ends or day <= ends), state))
    return found


def first_place(document: handbook.Document) -> str:
    """The fragment of a document as promulgated, on its page."""
    first = document.promulgated or document.data
    day = first.valid_from or first.issued or first.published
    return f"since-{day.isoformat()}" if day else "since-first"


def gone_points(text: Text, as_of: date) -> list[str]:
    """Points that stood in a clause, and do not in what its page shows without a script: their addresses stay."""
    now = {point.id for span in spans(text, as_of) if span.now for point in getattr(span.text, "points", ())}
    ever = [point.id for state in text.versions for point in getattr(state.text, "points", ())]
    return [point for point in dict.fromkeys(ever) if point not in now]


# --- made by link -----------------------------------------------------------------------------------------------------


class Maker:
    """Makes the states of every amended text. ``departments`` and the like: the linked records by id."""

    def __init__(
        self,
        words: Words,
        clauses: Mapping[str, handbook.Clause],
        departments: Mapping[str, handbook.Department],
        terms: Mapping[str, handbook.Term],
    ) -> None:
        self.words, self.clauses, self.departments, self.terms = words, clauses, departments, terms

    def document(self, document: handbook.Document, line: Timeline) -> None:
        self._of(document, line, "")
        document.changes = [
            (state.since, [self._change(event) for event in state.events]) for state in line.states if state.since
        ]
        document.stopped = [
            (state.since, any(mark.code == "suspended" and key for key, mark in state.whole.marks.items()))
            for state in line.states
        ]
        for clause in document.clauses:
            self._of(clause, line, clause.data.id)
            for support in clause.supports:
                self._of(support, line, support.id)
        for clause in document.clauses:
            own = {support.id: support.states for support in clause.supports}
            for state in (*clause.states, *clause.versions):
                for support in state.text.supports if state.text else ():
                    support.states = own[support.id]

    def _of(self, text: Any, line: Timeline, key: str) -> None:
        held = line.of(key)
        text.states = [self._state(text, line, one) for one in held] if len(held) > 1 else []
        text.versions = [self._state(text, line, one) for one in line.versions(key)]
        # How it stands on a day is a question of the text, not of a version; on which days it reads so is one of the version.
        for state in (*text.states, *text.versions):
            if state.text is not None:
                state.text.states = text.states
                state.text.reads = (state.since, state.until + timedelta(days=1) if state.until else None)
        for index, version in enumerate(text.versions):
            after = text.versions[index + 1].since if index + 1 < len(text.versions) else None
            version.text.reads = (version.since if index else None, after)
            if isinstance(version.text, handbook.Clause):
                for support in version.text.supports:
                    support.reads = version.text.reads
            if version.text.data == text.data or len(text.versions) == 1:
                text.reads = version.text.reads

    def _state(self, text: Any, line: Timeline, held: Held) -> TextState:
        return TextState(
            held.since, held.until, self._as(text, held.record) if held.record is not None else None, held.standing,
            [self._change(event) for event in held.events] if held.since else [],
            addresses.fragment(text.url, line.place(held.since)),
        )  # fmt: skip

    def _change(self, event: Any) -> Change:
        return Change(event.amendment, self.clauses[f"{event.by}/{event.amendment.at}"], event.called)

    def _as(self, text: AnyText, record: Any) -> AnyText:
        """A text as it reads with another record."""
        then = copy.copy(text)
        then.states, then.versions = [], []
        then.data = record
        if isinstance(then, handbook.Clause):
            self._clause(then, record)
        elif isinstance(then, handbook.Support):
            self._support(then, record, then.clause)
        return then

    def _clause(self, then: handbook.Clause, record: records.Clause) -> None:
        then.number = handbook.told_apart(record, self.words)
        if not (then.industry or then.subfield):
            then.heading, then.summary = str(record.heading), str(record.summary)
            then.duties = self._duties(record.departments, then)
            then.duties_open = bool(record.departments and record.departments.open)
        then.names = [self.departments[name] for name in record.names]
        known = {support.id: support for support in then.supports}
        then.supports = []
        for support in record.supports:
            own = copy.copy(known[support.id])
            own.states, own.versions = [], []
            self._support(own, support, then)
            then.supports.append(own)
        given = {direction.id for direction in record.directions}
        then.directions = [direction for direction in then.directions if direction.id in given]
        then.terms = [self.terms[name] for name in dict.fromkeys(record.terms)]

    def _support(self, then: handbook.Support, record: records.Support, clause: handbook.Clause) -> None:
        then.data, then.clause = record, clause
        if record.departments:
            then.departments = self._duties(record.departments, clause)
            then.departments_open = record.departments.open
        else:
            then.departments, then.departments_open = clause.duties, clause.duties_open

    def _duties(self, duties: records.Duties | None, clause: handbook.Clause) -> list[handbook.Duty]:
        return [
            handbook.Duty(self.departments[name], role, clause)
            for role in records.ROLES
            for name in (getattr(duties, role) if duties else ())
        ]
