"""Parts of a handbook that a picture can show: whole documents, in the order of the handbook, few enough to be read.

A picture draws every clause, support and day of the book that it is given. Given a part of a book it draws that part: the
records are the same, only the lists of the book are shorter.
"""

from collections.abc import Iterable
from dataclasses import replace

from generator.book.handbook import Department, Document, Handbook

# The most that one picture shows; a single document with more has one to itself.
DOCUMENTS = 16
CLAUSES = 120  # articles, actions and industries: the columns of a matrix
SUPPORTS = 160
_COLUMNS = ("article", "action", "industry")


def volumes(book: Handbook) -> list[Handbook]:
    """The book in parts; the book itself where it is small enough."""
    parts = list(_parts(book.documents))
    return [book] if len(parts) < 2 else [_only(book, part) for part in parts]


def about(book: Handbook, department: Department) -> tuple[Handbook, int]:
    """What the picture of a department shows: the book where it is small enough, or else the first of the documents that
    give the department a duty; and how many of these documents it leaves out."""
    if len(list(_parts(book.documents))) < 2:
        return book, 0
    given = {duty.of if isinstance(duty.of, Document) else duty.of.document for duty in department.duties}
    parts = list(_parts(document for document in book.documents if document in given))
    return (_only(book, parts[0]), sum(map(len, parts[1:]))) if parts else (book, 0)


def _parts(documents: Iterable[Document]) -> Iterable[list[Document]]:
    part: list[Document] = []
    columns = supports = 0
    for document in documents:
        own = sum(clause.data.kind in _COLUMNS for clause in document.clauses), len(document.supports)
        full = len(part) == DOCUMENTS or columns + own[0] > CLAUSES or supports + own[1] > SUPPORTS
        if part and full:
            yield part
            part, columns, supports = [], 0, 0
        part.append(document)
        columns, supports = columns + own[0], supports + own[1]
    if part:
        yield part


def _only(book: Handbook, documents: list[Document]) -> Handbook:
    """The book with some of its documents, and what belongs to them."""
    kept = set(documents)
    targets = [
        replace(target, goals=goals)
        for target in book.targets
        if (goals := [goal for goal in target.goals if goal.clause.document in kept])
    ]
    days = [day for day in book.days if day.document in kept]
    return replace(book, documents=documents, targets=targets, days=days)
