"""Views of the states of amended texts: from when to when, who changed it, and what it then says."""

from datetime import date

from pydantic import Field

from generator.book import citations, words
from generator.book.handbook import Clause, Document, Handbook, Support
from generator.book.states import Change, TextState
from generator.book.views.amounts import AmountView, amount_of
from generator.book.views.base import Part
from generator.records import Point


class ChangeView(Part):
    """An amendment: the document and clause that make it, what they do, on what, from which day."""

    document: str
    clause: str
    do: str
    do_word: str
    target: str
    begins: date = Field(serialization_alias="from")
    citation: str


class StateView(Part):
    """``since``: first day (null: as promulgated); ``until``: last day (null: no end known). ``present``: whether the text is
    there at all; ``standing``: ``repealed``, ``lapsed``, ``suspended``, or empty."""

    since: date | None
    until: date | None
    url: str
    present: bool
    standing: str
    standing_word: str
    by: tuple[ChangeView, ...]
    citation: str | None


class DocumentState(StateView):
    valid_until: date | None


class ClauseState(StateView):
    number: str | None
    heading: str | None
    summary: str | None
    points: tuple[Point, ...]
    supports: tuple[str, ...]


class SupportState(StateView):
    title: str | None
    amount: AmountView | None


def change_view(change: Change) -> ChangeView:
    return ChangeView(
        document=change.clause.document.id, clause=change.clause.id, do=change.do, do_word=words.DO[change.do],
        target=change.target, begins=change.amendment.from_,
        citation=citations.citation(change.clause, None),
    )  # fmt: skip


def _fields(state: TextState, book: Handbook) -> dict[str, object]:
    return {
        "since": state.since, "until": state.until, "url": state.url, "present": state.text is not None,
        "standing": state.standing, "standing_word": words.STATUS.get(state.standing, ""),
        "by": tuple(map(change_view, state.by)),
        "citation": citations.state_citation(state) if state.text is not None else None,
    }  # fmt: skip


def of_document(document: Document, book: Handbook) -> tuple[DocumentState, ...]:
    return tuple(
        DocumentState(**_fields(state, book), valid_until=state.text.data.valid_until if state.text else None)
        for state in document.states
    )


def of_clause(clause: Clause, book: Handbook) -> tuple[ClauseState, ...]:
    found = []
    for state in clause.states:
        then: Clause | None = state.text
        found.append(
            ClauseState(
                **_fields(state, book),
                number=then.number if then else None,
                heading=then.heading if then else None,
                summary=then.summary if then else None,
                points=then.points if then else (),
                supports=tuple(support.id for support in then.supports) if then else (),
            )
        )
    return tuple(found)


def of_support(support: Support, book: Handbook) -> tuple[SupportState, ...]:
    return tuple(
        SupportState(
            **_fields(state, book),
            title=state.text.title if state.text else None,
            amount=amount_of(state.text) if state.text else None,
        )
        for state in support.states
    )
