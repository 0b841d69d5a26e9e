"""What the texts name besides money: land, data, market access, ways of regulating ... and where they name it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.book import words
from generator.book.handbook import Clause, Handbook
from generator.records import Point

MONEY = ("money", "equity", "credit", "risk-sharing", "fund")


@dataclass(frozen=True)
class Named:
    """A place that names something besides money: a direction or a point of a clause."""

    clause: Clause
    title: str
    text: str
    url: str


def besides_money(book: Handbook) -> list[tuple[str, str, list[Named]]]:
    """Code, word and places of all that is named besides money, in the order of ``words.MEANS``."""
    found: dict[str, list[Named]] = {}
    for clause in book.clauses:
        for code, named in _of_clause(clause):
            found.setdefault(code, []).append(named)
    return [(code, word, found[code]) for code, word in words.MEANS.items() if code in found and code not in MONEY]


def _of_clause(clause: Clause) -> Iterator[tuple[str, Named]]:
    told: set[tuple[str | None, str]] = set()
    for direction in clause.directions:
        for code in direction.data.means:
            told.add((direction.data.point, code))
            yield code, Named(clause, direction.title, direction.data.text, direction.url)
    for point in clause.points:
        for code in point.means:
            if (point.id, code) not in told:
                yield code, Named(clause, clause.title, point.text, _address(clause, point))


def _address(clause: Clause, point: Point) -> str:
    return f"{clause.url}#{point.id}"
