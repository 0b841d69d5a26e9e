"""Topics: what belongs to a matter that stands in several documents, picked out by the texts' words for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.book.handbook import (
    Clause,
    Day,
    Department,
    Direction,
    Document,
    Entity,
    Handbook,
    PublicList,
    Support,
    Target,
)
from generator.book.held import is_held, of_day
from generator.book.validity import rank, status
from generator.records import Point

# States in which what a text asked for or gave is over.
PAST = ("closed", "expired", "replaced", "repealed", "lapsed", "deleted")


@dataclass(frozen=True)
class Topic:
    """What belongs to a topic. ``clauses``: those of the data in the order of the book, texts in force first, each with the
    points that have a word of it (all of them where none has). ``supports`` hold on the data's day, ``apart`` do not. ``also``: other clauses that have a word of it."""

    record: Entity
    clauses: list[tuple[Clause, list[Point]]]
    supports: list[Support]
    apart: list[Support]
    directions: list[Direction]
    targets: list[Target]
    days: list[Day]
    lists: list[PublicList]
    departments: list[Department]
    also: list[Clause]

    def documents(self, book: Handbook, past: bool) -> list[tuple[Document, list[tuple[Clause, list[Point]]]]]:
        """The clauses by document: those that hold on the data's day or never bound anybody, or those whose time is over."""
        found: dict[Document, list[tuple[Clause, list[Point]]]] = {}
        for clause, points in self.clauses:
            if (status(clause, book.site.as_of) in PAST) is past:
                found.setdefault(clause.document, []).append((clause, points))
        return list(found.items())


def around(text: Clause | Support, book: Handbook) -> list[Entity]:
    """The topics to which a clause or a support belongs."""
    found = [of(record, book) for record in book.others.get("topic", [])]
    return [
        topic.record
        for topic in found
        if text in topic.supports
        or text in topic.apart
        or text in topic.also
        or any(text is clause for clause, _ in topic.clauses)
    ]


@lru_cache(maxsize=512)
def of(record: Entity, book: Handbook) -> Topic:
    """A topic of the data with all that belongs to it."""
    words, named = record.data.words, set(record.data.clauses)
    clauses = sorted(
        (clause for clause in book.clauses if clause.id in named), key=lambda clause: rank(clause, book.site.as_of)
    )

    def says(*texts: str) -> bool:
        return any(word in text for word in words for text in texts)

    supports = [
        support
        for clause in clauses
        for support in clause.supports
        if says(support.title, support.data.what_for, *support.data.aliases)
    ]
    directions = [
        direction for clause in clauses for direction in clause.directions if says(direction.title, direction.data.text)
    ]
    departments: Iterable[Department] = (duty.department for clause in clauses for duty in clause.duties)
    return Topic(
        record=record,
        clauses=[(clause, _points(clause, words)) for clause in clauses],
        supports=of_day(supports, book.site.as_of),
        apart=[support for support in supports if not is_held(support, book.site.as_of)],
        directions=directions,
        targets=[target for target in book.targets if says(target.data.indicator)],
        days=[day for day in book.days if day.clause in clauses and says(day.what, day.for_whom or "")],
        lists=[entry for entry in book.lists if says(entry.name, *(promised.printed for promised in entry.promised))],
        departments=list(dict.fromkeys(departments)),
        also=[
            clause
            for clause in book.clauses
            if clause not in clauses and says(clause.heading, *(point.text for point in clause.points))
        ],
    )


def _points(clause: Clause, words: Iterable[str]) -> list[Point]:
    found = [point for point in clause.points if any(word in point.text for word in words)]
    return found or list(clause.points)
