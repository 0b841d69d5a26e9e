"""The walks over all records that rules share, each with the place of what it yields."""

from collections.abc import Iterator
from itertools import chain

from generator.records import (
    Clause,
    Day,
    Department,
    Document,
    Industry,
    PublicList,
    Support,
    Synonym,
    Target,
    Term,
)
from generator.source.load import Source
from generator.source.problems import Place

# What the rules walk over; all other records stand inside one of these.
Entry = Department | Term | Industry | Document | PublicList | Target | Day | Synonym


def all_records(source: Source) -> Iterator[tuple[Place, Entry]]:
    return chain(
        source.departments, source.terms, source.industries, source.documents, source.lists, source.targets,
        source.days, source.synonyms,
    )  # fmt: skip


def clauses(source: Source) -> Iterator[tuple[Place, Document, Clause]]:
    for place, document in source.documents:
        for index, clause in enumerate(document.clauses):
            yield place / "clauses" / index, document, clause


def supports(source: Source) -> Iterator[tuple[Place, Document, Clause, Support]]:
    for place, document, clause in clauses(source):
        for index, support in enumerate(clause.supports):
            yield place / "supports" / index, document, clause, support
