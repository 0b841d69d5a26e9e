"""Walks over all records, shared by rules; each yields records with their places."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.records import Amendment, Clause, Document, Record, Support
from generator.records.kinds import RecordKind
from generator.source.load import Source
from generator.source.problems import Place
from generator.states.apply import Event
from generator.states.replay import events


def all_records(source: Source) -> Iterator[tuple[Place, Any]]:
    """All records that have their own file and an id; all others are nested in one of these."""
    kinds = [kind for kind in source.kinds if kind.file and "id" in kind.record.model_fields]
    # The log of editions is written by a command and never changed: rules skip it.
    return chain.from_iterable(source.of(kind.record) for kind in kinds if kind.code != "edition")


def of_kind(source: Source, kind: RecordKind) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """The records of a kind with their places, each as (outermost record, ..., record)."""
    if kind.inside is None:
        yield from ((place, (record,)) for place, record in source.of(kind.record))
        return
    code, name = kind.inside
    outer = next(other for other in source.kinds if other.code == code)
    for place, around in of_kind(source, outer):
        inner: tuple[Record, ...] = getattr(around[-1], name)
        for index, record in enumerate(inner):
            yield place / name / index, (*around, record)
    if outer.record in (Document, Clause):
        yield from _added(source, kind)


def _added(source: Source, kind: RecordKind) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """The records of a kind that amendments add: inserted clauses, and what changed clauses give for the first time."""
    assert kind.inside is not None
    documents = {document.id: document for _, document in source.documents}
    known = {
        record.id for document in documents.values() for clause in document.clauses for record in _nested(clause, kind)
    }
    for place, amendment, event in amendments(source):
        becomes, document = amendment.becomes, documents[event.target.document]
        at = place / "becomes"
        if kind.record is Clause:
            if becomes.clause and amendment.do == "insert":
                yield at / "clause", (document, becomes.clause)
            continue
        if becomes.support and isinstance(becomes.support, kind.record) and becomes.support.id not in known:
            around = next((c for c in document.clauses if c.id == event.target.clause), becomes.clause)
            known.add(becomes.support.id)
            yield at / "support", (document, around, becomes.support)
        # What an inserted clause gives is found with that clause.
        if becomes.clause and amendment.do != "insert":
            for index, record in enumerate(_nested(becomes.clause, kind)):
                if record.id not in known:
                    known.add(record.id)
                    yield at / "clause" / str(kind.inside[1]) / index, (document, becomes.clause, record)


def _nested(clause: Clause, kind: RecordKind) -> tuple[Any, ...]:
    return getattr(clause, kind.inside[1], ()) if kind.inside else ()


def amendments(source: Source) -> Iterator[tuple[Place, Amendment, Event]]:
    """Every amendment of every document with its place, and each event that it makes."""
    places = {document.id: place for place, document in source.documents}
    ordered, _ = events([document for _, document in source.documents])
    for event in ordered:
        yield places[event.by] / "amends" / event.index, event.amendment, event


def clauses(source: Source) -> Iterator[tuple[Place, Document, Clause]]:
    for place, document in source.documents:
        for index, clause in enumerate(document.clauses):
            yield place / "clauses" / index, document, clause


def supports(source: Source) -> Iterator[tuple[Place, Document, Clause, Support]]:
    for place, document, clause in clauses(source):
        for index, support in enumerate(clause.supports):
            yield place / "supports" / index, document, clause, support
