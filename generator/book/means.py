"""What there is to be had: money in its kinds, and what there is besides money, each with where it stands."""

from dataclasses import dataclass

from generator.book import words
from generator.book.handbook import Clause, Handbook, Support
from generator.records import Means, Point

# What a form of support gives, where that is not money, or where the word alone does not tell (支持 without a sum).
_OF_FORM: dict[str, Means] = {
    "equity": "equity", "service": "service", "priority": "procedure", "finance": "credit", "risk-sharing": "risk-sharing",
    "resources": "resources",
}  # fmt: skip


def of_support(support: Support) -> tuple[Means, ...]:
    """What a support gives; nothing where the text says 支持 and neither a sum nor a way."""
    facet = support.data.form.facet
    if facet in _OF_FORM:
        return (_OF_FORM[facet],)
    return () if facet == "support" and support.data.amount.wan is None else ("money",)


@dataclass(frozen=True, eq=False)
class Besides:
    """Where something besides money stands: a support, or a point of a clause that no support carries."""

    clause: Clause
    support: Support | None = None
    point: Point | None = None


def besides_money(book: Handbook) -> list[tuple[str, list[Besides]]]:
    """What the documents with effect name besides money, by its code: supports first, then points of clauses."""
    found: dict[str, list[Besides]] = {}
    for support in book.supports:
        for code in of_support(support):
            if code != "money":
                found.setdefault(code, []).append(Besides(support.clause, support=support))
    for clause in book.clauses:
        for point in clause.points if clause.document.binding else ():
            for code in point.means:
                found.setdefault(code, []).append(Besides(clause, point=point))
    return [(code, found[code]) for code in words.MEANS if code in found]
