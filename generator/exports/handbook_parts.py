"""The model in pieces, for programs that do not want to read it whole: the same records as in ``handbook.json``, each once.

``data/handbook.jsonl`` has a record a line, ``{"clauses": {...}}``; its first line is ``{"handbook": {...}}`` with what stands at
the top of the whole. ``data/parts.json`` has the same head and lists the parts: ``data/parts/documents/<id>.json`` with all that
lives under one document, and for what belongs to no document ``data/parts/<list>.json``, cut into further files where it is
long. A part names no version: it changes only where its records do.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from generator.book import addresses
from generator.book.handbook import Document, Handbook

RECORDS = 500  # of one list, in a part that belongs to no document
Lists = dict[str, list[dict[str, Any]]]


def files(book: Handbook, whole: Mapping[str, Any]) -> dict[str, str]:
    """Address -> text. ``whole``: what ``handbook_json.handbook_data`` made of the book."""
    keys = [kind.key for kind in book.kinds]
    head = {name: value for name, value in whole.items() if name not in keys}
    parts = list(_parts(book, whole))
    told = [
        {"path": path, "document": document, "counts": {key: len(found) for key, found in lists.items()}}
        for path, document, lists in parts
    ]
    return {
        addresses.JSON_LINES: "".join(_line({key: record}) for key, record in _lines(head, keys, whole)),
        addresses.JSON_PARTS: to_json({**head, "parts": told}, indent=1).decode() + "\n",
        **{path: to_json(lists, indent=1).decode() + "\n" for path, _, lists in parts},
    }


def _line(value: Any) -> str:
    return to_json(value).decode() + "\n"


def _lines(head: Any, keys: list[str], whole: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "handbook", head
    for key in keys:
        yield from ((key, record) for record in whole[key])


def _parts(book: Handbook, whole: Mapping[str, Any]) -> Iterator[tuple[str, str | None, Lists]]:
    """(address, id of its document, its lists) of each part, in the order of the handbook."""
    of_documents: dict[str, Lists] = {document.id: {} for document in book.documents}
    others: Lists = {}
    for kind in book.kinds:
        for record, told in zip(kind.all(book), whole[kind.key], strict=True):
            document = _document_of(record)
            lists = of_documents[document.id] if document else others
            lists.setdefault(kind.key, []).append(told)
    for identity, lists in of_documents.items():
        yield addresses.json_part(f"documents/{identity}"), identity, lists
    for key, records in others.items():
        for start in range(0, len(records), RECORDS):
            number = start // RECORDS + 1
            path = addresses.json_part(key if number == 1 else f"{key}-{number}")
            yield path, None, {key: records[start : start + RECORDS]}


def _document_of(record: Any) -> Document | None:
    """The document that a record lives under; none for what belongs to the whole handbook."""
    if isinstance(record, Document):
        return record
    found = getattr(record, "document", None)
    return found if isinstance(found, Document) else None
