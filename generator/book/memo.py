"""What is computed once for a book and asked for many times."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from generator.book.handbook import Handbook

Thing = TypeVar("Thing")
Record = TypeVar("Record")


def once(make: Callable[[Record, Handbook], Thing]) -> Callable[[Record, Handbook], Thing]:
    """A function of a linked record and its book, computed once for each record; the results live as long as the book.

    For functions whose result does not change once the book is linked, and whose caller does not change the result.
    """

    @wraps(make)
    def kept(record: Record, book: Handbook) -> Thing:
        made: dict[Any, Any] = book.computed.setdefault(make, {})
        if record not in made:
            made[record] = make(record, book)
        found: Thing = made[record]
        return found

    return kept


def once_a_book(make: Callable[[Handbook], Thing]) -> Callable[[Handbook], Thing]:
    """A function of a linked book alone, computed once, as in ``once``."""

    @wraps(make)
    def kept(book: Handbook) -> Thing:
        if make not in book.computed:
            book.computed[make] = make(book)
        found: Thing = book.computed[make]
        return found

    return kept
