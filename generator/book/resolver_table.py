"""The table from which a written citation is resolved to its address.

Only ``overrides/assets/javascripts/resolve.js`` reads it and knows how numerals, brackets and spaces may vary. Its test
covers every record.
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.book import addresses, presence
from generator.book.citations import NOTES, above, kind_word, place, point_words
from generator.book.handbook import Called, Document, Handbook
from generator.book.script_literal import handed

# Notes on the state of a text in citations of earlier editions.
OLD_NOTES = ("申报已截止", "已失效")
# What officers call a text where it is clear which one they mean: 措施第11条.
KINDS = ("措施", "计划", "通知", "办法", "意见", "方案", "规定", "细则", "条例", "决定", "规划")


def _kinds(documents: list[Document]) -> dict[str, Document]:
    """Short generic names for documents with effect that are the only one of their type."""
    found = {}
    for kind in KINDS:
        alike = [
            document
            for document in documents
            if document.binding and re.sub(r"[（(].*", "", document.title).endswith(kind)
        ]
        if len(alike) == 1:
            found[kind] = alike[0]
    return found


def table(book: Handbook, moved: dict[str, str]) -> dict[str, Any]:
    """What ``resolve.js`` needs: names of documents, places in them, other names, old addresses.

    ``moved``: retired address -> its successor.
    """
    numbers = [document.data.number for document in book.documents if document.data.number]
    tails = [number.rpartition("〕")[2] for number in numbers]

    kinds = _kinds(book.documents)

    def names(document: Document) -> list[str]:
        data = document.data
        given = [data.title, data.short_title, *data.aliases]
        if data.number:
            given.append(data.number)
            given.append(data.number[data.number.index("〔") :] if "〔" in data.number else data.number)
            tail = data.number.rpartition("〕")[2]
            if tails.count(tail) == 1:
                given += [f"{tail}文件", f"{tail}文", tail]
        return given

    return {
        "handbook": book.site.title, "home": addresses.HOME,
        "notes": [*NOTES.values(), *OLD_NOTES],
        "documents": [
            {
                "id": document.id, "url": document.url, "title": document.data.short_title, "names": names(document),
                "short": [kind for kind, named in kinds.items() if named is document],
                "clauses": [
                    {
                        "url": clause.url, "kind": clause.data.kind, "number": clause.number or "",
                        "above": list(above(clause)), "heading": clause.heading, "place": place(clause), "aliases": list(clause.data.aliases),
                        "points": [
                            {"id": p.id, "number": p.number or "", "words": point_words(clause, p)} for p in clause.points
                        ],
                    }
                    for clause in document.clauses
                ],
            }
            for document in book.documents
        ],
        "pages": [url for url in addresses.PAGES if url in presence.of_book(book)],
        # Clauses whose address does not follow from their id: items of the plan, which share pages of industries.
        "ids": {clause.id: clause.url for clause in book.clauses if clause.industry or clause.subfield},
        "names": [
            {"name": name, "kind": kind_word(record), "url": record.url}
            for record, given in named(book)
            for name in dict.fromkeys(given)
        ],
        "moved": moved,
    }  # fmt: skip


def named(book: Handbook) -> Iterator[tuple[Called, list[str]]]:
    """All records with a name; those first that win for a bare name."""
    for kind in sorted(book.kinds, key=lambda kind: kind.rank):
        for record in kind.all(book):
            if names := list(kind.names(record)):
                yield record, names


def table_script(book: Handbook, moved: dict[str, str]) -> str:
    """The table as a classic script."""
    return handed(addresses.CITATIONS, table(book, moved))
