"""Pages that hold all records of a kind (the index of terms, the directions): in parts where there are many.

Records of these kinds have no page of their own; their permanent address is a place on the page of the kind (``terms.html#id``).
Where that page would be too long, it holds the first records and the others stand on further pages below ``all/``, in one
order. Links inside the site lead straight to where a record stands (``places``); whoever comes by the permanent address
is led on by a script that knows which part has which record (``places_script``), and without scripts finds the parts linked
from the page. So a permanent address does not depend on how many records there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.book import addresses, means, telling
from generator.book.handbook import Document, Handbook, See
from generator.book.script_literal import handed

# The most entries of one page. Handbooks of one city stay below: their pages are whole.
MOST = {
    addresses.TERMS: 800, addresses.DIRECTIONS: 200, addresses.DATES: 200, addresses.LISTS: 100, addresses.GOALS: 100,
    addresses.DEPARTMENTS: 200, addresses.DOCUMENTS: 100, addresses.PROMISES: 100, addresses.BESIDES: 200,
}  # fmt: skip
COLUMNS = 8  # documents side by side in the table of goals

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """A page of a gathering. ``things``: its entries. ``number``: from 1. ``urls``: addresses of all parts, the page of the
    kind first."""

    things: Sequence[T]
    number: int
    urls: Sequence[str]
    total: int

    @property
    def url(self) -> str:
        return self.urls[self.number - 1]

    @property
    def title(self) -> str:
        """What is added to the title of the page; nothing on the first."""
        return f"（第 {self.number} 页）" if self.number > 1 else ""


def parts(page: str, things: Sequence[T]) -> list[Part[T]]:
    """The parts of the gathering at ``page``; one, maybe empty, where it is short."""
    most = MOST[page]
    return _parts(page, [things[start : start + most] for start in range(0, len(things), most)] or [things])


def _parts(page: str, pieces: Sequence[Sequence[T]]) -> list[Part[T]]:
    urls = [page, *(addresses.whole(page, "part", number) for number in range(2, len(pieces) + 1))]
    total = sum(map(len, pieces))
    return [Part(piece, number, urls, total) for number, piece in enumerate(pieces, 1)]


def terms(book: Handbook) -> list[Part[Any]]:
    return parts(addresses.TERMS, book.index)


def directions(book: Handbook) -> list[Part[Any]]:
    return parts(addresses.DIRECTIONS, telling.directions_in_force_first(book))


def days(book: Handbook) -> list[Part[Any]]:
    """The newest first."""
    return parts(addresses.DATES, sorted(book.days, key=lambda day: day.date, reverse=True))


def lists(book: Handbook) -> list[Part[Any]]:
    return parts(addresses.LISTS, book.lists)


def besides(book: Handbook) -> list[Part[tuple[str, str, means.Named]]]:
    """(code, word, place) of everything besides money."""
    return parts(
        addresses.BESIDES, [(code, word, place) for code, word, places in means.besides_money(book) for place in places]
    )


def goals(book: Handbook) -> list[tuple[Part[Any], list[Document]]]:
    """Targets, with the documents whose goals stand beside each other: each part holds some of both."""
    documents = list(dict.fromkeys(goal.clause.document for target in book.targets for goal in target.goals))
    documents.sort(key=book.documents.index)
    beside = [documents[start : start + COLUMNS] for start in range(0, len(documents), COLUMNS)] or [[]]
    most = MOST[addresses.GOALS]
    below = [book.targets[start : start + most] for start in range(0, len(book.targets), most)] or [[]]
    # All targets with the first documents come first: the addresses of targets lead there.
    cells = [(targets, columns) for columns in beside for targets in below]
    made = _parts(addresses.GOALS, [targets for targets, _ in cells])
    return [(part, columns) for part, (_, columns) in zip(made, cells, strict=True)]


# --- where records stand ------------------------------------------------------------------------------------------------


def places(book: Handbook) -> dict[str, str]:
    """Address of a record -> where it stands, for the records that do not stand on the page of their kind."""
    return dict(_places(book))


def _places(book: Handbook) -> Iterator[tuple[str, str]]:
    for page in (terms(book), directions(book), days(book), lists(book), [part for part, _ in goals(book)]):
        seen: set[str] = set()
        for part in page:
            for record in part.things:
                if isinstance(record, See) or record.url in seen:
                    continue
                seen.add(record.url)
                if part.number > 1:
                    yield record.url, addresses.fragment(part.url, record.url.partition("#")[2])


def places_script(book: Handbook) -> dict[str, str]:
    """The data script that leads from permanent addresses to parts: page -> [part, ids on it]; none in a small handbook."""
    told: dict[str, dict[str, list[str]]] = {}
    for url, stands in places(book).items():
        page, _, fragment = url.partition("#")
        told.setdefault(page, {}).setdefault(stands.partition("#")[0], []).append(fragment)
    made = {page: [{"url": url, "ids": ids} for url, ids in found.items()] for page, found in told.items()}
    return {addresses.PLACES: handed(addresses.PLACES, made)} if made else {}
