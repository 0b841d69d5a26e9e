"""Pages that go on where a page of a record or a picture stops: the whole of long lists, and further parts of pictures.

They exist only in handbooks that are large enough. Their addresses are no promise: a list that became short has none.
"""

from collections.abc import Iterator, Sequence

from generator.book import addresses, presence, rolls
from generator.book.handbook import Handbook
from generator.pages.page import PICTURES, Page
from generator.pages.pictures import atlas


def continued(book: Handbook) -> Iterator[Page]:
    yield from _whole_lists(book)
    yield from _parts_of_pictures(book)


def _whole_lists(book: Handbook) -> Iterator[Page]:
    """All of what records list in part, for the lists that are too long for the page of their record."""
    groups: tuple[Sequence[rolls.Listing], ...] = (
        book.departments, book.industries, book.subfields, book.documents, book.clauses, book.terms,
    )  # fmt: skip
    for record in (record for group in groups for record in group):
        for key, roll in rolls.of(record).items():
            yield from _whole((record.title, record.url), record.url, key, roll)
    for key, (home, roll) in rolls.of_book(book).items():
        yield from _whole(home, home[1], key, roll)
    for edition in book.editions:
        url = addresses.edition(edition.id)
        yield from _whole(("更新记录", url), url, "changes", rolls.of_edition(edition))


def _whole(home: tuple[str, str], page: str, key: str, roll: rolls.Roll) -> Iterator[Page]:
    """The pages of one list. ``home``: title and address of the place that shows part of it."""
    pages = [addresses.whole(page, key, number) for number in range(1, len(roll.pages) + 1)]
    for index, entries in enumerate(roll.pages):
        yield Page(
            pages[index], f"{roll.title}（第 {index + 1} 页）" if index else roll.title, "all", "all.html.jinja", "",
            {"home": home, "roll": roll, "key": key, "entries": entries, "pages": pages, "number": index + 1}, [home],
            previous=(f"第 {index} 页", pages[index - 1]) if index else None,
            next=(f"第 {index + 2} 页", pages[index + 1]) if index + 1 < len(pages) else None,
            description=f"{roll.title}，共 {roll.total} {roll.unit}",
        )  # fmt: skip


def _parts_of_pictures(book: Handbook) -> Iterator[Page]:
    for sheet in atlas.further(book, presence.of_book(book)):
        yield Page(
            sheet.url, f"{sheet.title}（第 {sheet.number} 部分）", "picture", "pictures/page.html.jinja", "pictures",
            {"book": sheet.book, "sheet": sheet, "picture": sheet.pictures[0], **sheet.facts},
            [PICTURES, (sheet.title, sheet.parts[0])],
            previous=(f"第 {sheet.number - 1} 部分", sheet.parts[sheet.number - 2]),
            next=(f"第 {sheet.number + 1} 部分", sheet.parts[sheet.number]) if sheet.number < len(sheet.parts) else None,
            description=f"{sheet.question}第 {sheet.number} 部分，共 {len(sheet.parts)} 部分",
        )  # fmt: skip
