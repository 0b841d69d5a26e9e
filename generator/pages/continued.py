"""Pages that go on where a page of a record or a picture stops: the whole of long lists, and further parts of pictures.

They exist only in handbooks that are large enough. Their addresses are no promise: a list that became short has none.
"""

from collections.abc import Iterator, Sequence

from generator.book import addresses, rolls
from generator.book.handbook import Handbook
from generator.pages.listing import Page


def continued(book: Handbook) -> Iterator[Page]:
    yield from _whole_lists(book)


def _whole_lists(book: Handbook) -> Iterator[Page]:
    """All of what records list in part, for the lists that are too long for the page of their record."""
    groups: tuple[Sequence[rolls.Listing], ...] = (
        book.departments, book.industries, book.subfields, book.documents, book.clauses, book.terms,
    )  # fmt: skip
    for record in (record for group in groups for record in group):
        for key, roll in rolls.of(record).items():
            pages = [addresses.whole(record.url, key, number) for number in range(1, len(roll.pages) + 1)]
            for index, entries in enumerate(roll.pages):
                yield Page(
                    pages[index], f"{roll.title}（第 {index + 1} 页）" if index else roll.title, "all", "all.html.jinja", "",
                    {"record": record, "roll": roll, "key": key, "entries": entries, "pages": pages, "number": index + 1},
                    [(record.title, record.url)],
                    previous=(f"第 {index} 页", pages[index - 1]) if index else None,
                    next=(f"第 {index + 2} 页", pages[index + 1]) if index + 1 < len(pages) else None,
                    description=f"{roll.title}，共 {roll.total} {roll.unit}",
                )  # fmt: skip
