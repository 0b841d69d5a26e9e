"""Targets of amendments, read: a document, a clause, a point, a support, or a part of an amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.records import Clause, Document, Point, Support


@dataclass(frozen=True)
class Target:
    """``key`` names a record within its document: "" the document, ``a12``, ``a12#p2``, ``s-y``, ``s-y/m1``."""

    document: str
    kind: Literal["document", "clause", "point", "support", "part"]
    key: str

    @property
    def clause(self) -> str:
        """The local id of the clause, of a clause or a point."""
        return self.key.partition("#")[0]

    @property
    def point(self) -> str:
        return self.key.partition("#")[2]

    @property
    def support(self) -> str:
        return self.key.partition("/")[0]

    @property
    def part(self) -> str:
        return self.key.partition("/")[2]


def target(text: str, owners: dict[str, str]) -> Target | None:
    """A target from its text; ``owners``: documents by their own id and supports by the id of their document. ``None``
    where neither is known; whether a clause, point or part is there is a question of the day."""
    head, _, rest = text.partition("/")
    document = owners.get(head)
    if document is None:
        return None
    if head != document:
        return Target(document, "part" if rest else "support", text)
    if not rest:
        return Target(document, "document", "")
    return Target(document, "point" if "#" in rest else "clause", rest)


def clause_of(document: Document, local: str) -> Clause | None:
    return next((clause for clause in document.clauses if clause.id == local), None)


def point_of(clause: Clause, identity: str) -> Point | None:
    return next((point for point in clause.points if point.id == identity), None)


def support_of(document: Document, identity: str) -> tuple[Clause, Support] | None:
    """A support with the clause that gives it."""
    return next(
        ((clause, support) for clause in document.clauses for support in clause.supports if support.id == identity),
        None,
    )


def around(document: Document, key: str) -> Iterator[str]:
    """The keys whose standing a record shares, from the document inward: it, the clauses around it, itself."""
    yield ""
    local, point = key.partition("#")[0], "#" in key
    found = support_of(document, key.partition("/")[0]) if key.startswith("s-") else None
    clause = found[0] if found else clause_of(document, local)
    above = []
    while clause:
        above.append(clause.id)
        clause = clause_of(document, clause.under) if clause.under else None
    yield from reversed(above)
    if found:
        yield found[1].id
    if point or "/" in key:
        yield key


def record_at(document: Document, key: str) -> Document | Clause | Point | Support | None:
    """The record of a key, as the document has it; a part counts as its support."""
    if not key:
        return document
    if clause := clause_of(document, key.partition("#")[0]):
        return point_of(clause, key.partition("#")[2]) if "#" in key else clause
    found = support_of(document, key.partition("/")[0])
    return found[1] if found else None
