"""Means: what is given, money in its kinds and things besides money, each with its places."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.book import addresses, money, words
from generator.book.handbook import Clause, Handbook, Support
from generator.records import Means

MONEY = ("money", "equity", "credit", "risk-sharing", "fund")

# What a form of support gives, where that is not money; ``None`` where the form does not tell (支持 without a sum).
_OF_FORM: dict[str, Means] = {
    "equity": "equity", "service": "service", "priority": "procedure", "finance": "credit", "risk-sharing": "risk-sharing",
    "resources": "resources",
}  # fmt: skip


def of_support(support: Support) -> tuple[Means, ...]:
    """Codes of what a support gives; empty where the text says 支持 with neither a sum nor a way."""
    facet = support.data.form.facet
    if facet in _OF_FORM:
        return (_OF_FORM[facet],)
    return () if facet == "support" and not money.has_sum(support.data.money) else ("money",)


@dataclass(frozen=True, eq=False)
class Named:
    """A place that names something besides money: a support, a direction or a point of a clause."""

    clause: Clause
    title: str
    text: str
    url: str


def besides_money(book: Handbook) -> list[tuple[str, str, list[Named]]]:
    """(code, word, places) of everything besides money in texts with effect; supports first."""
    found: dict[str, list[Named]] = {}
    for support in book.current:
        for gives in of_support(support):
            named = Named(support.clause, support.title, support.data.what_for, support.url)
            found.setdefault(gives, []).append(named)
    for clause in book.clauses:
        for code, named in _of_clause(clause) if clause.document.binding else ():
            found.setdefault(code, []).append(named)
    return [(code, word, found[code]) for code, word in words.MEANS.items() if code in found and code not in MONEY]


def _of_clause(clause: Clause) -> Iterator[tuple[str, Named]]:
    """Places in a clause. A direction covers the means of its point; other points stand for themselves."""
    told: set[tuple[str | None, str]] = set()
    for direction in clause.directions:
        for code in direction.data.means:
            told.add((direction.data.point, code))
            yield code, Named(clause, direction.title, direction.data.text, direction.url)
    for point in clause.points:
        for code in point.means:
            if (point.id, code) not in told:
                yield code, Named(clause, clause.title, point.text, addresses.fragment(clause.url, point.id))
