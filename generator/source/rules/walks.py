"""Walks over all records, shared by rules; each yields records with their places."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.records import Clause, Document, Record, Support
from generator.records.kinds import RecordKind
from generator.source.load import Source
from generator.source.problems import Place


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


def clauses(source: Source) -> Iterator[tuple[Place, Document, Clause]]:
    for place, document in source.documents:
        for index, clause in enumerate(document.clauses):
            yield place / "clauses" / index, document, clause


def supports(source: Source) -> Iterator[tuple[Place, Document, Clause, Support]]:
    for place, document, clause in clauses(source):
        for index, support in enumerate(clause.supports):
            yield place / "supports" / index, document, clause, support
