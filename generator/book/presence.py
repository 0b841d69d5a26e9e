"""Presence: which of the fixed pages a handbook has, and of the questions of all. A part that the data lacks has no page,
no menu entry, no link.

Decided from the records alone, so that the ledger knows the addresses of a state without linking it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator import records
from generator.book import addresses
from generator.book.answers.questions import questions
from generator.book.handbook import Handbook
from generator.records.application import Application

# Pages and files that every handbook has.
ALWAYS = (
    addresses.HOME, addresses.GUIDE, addresses.ABOUT, addresses.DATA, addresses.OFFLINE, addresses.ACCESSIBILITY, addresses.UPDATES,
    addresses.ATOM, addresses.FEED, addresses.JSON, addresses.JSON_SCHEMA, addresses.JSON_LINES, addresses.JSON_PARTS, addresses.TABLE_CSV, addresses.TABLE_XLSX, addresses.TABLE_JSON,
    addresses.POLICY_XLSX, addresses.POLICY_DOCX, addresses.CALENDAR,
)  # fmt: skip
_DATES = ("issued", "published", "valid_from", "valid_until")


@dataclass(frozen=True)
class Parts:
    """The records that decide."""

    documents: Sequence[records.Document]
    industries: Sequence[records.Industry]
    departments: Sequence[records.Department]
    terms: Sequence[records.Term]
    lists: Sequence[records.PublicList]
    targets: Sequence[records.Target]
    days: Sequence[Any]
    topics: Sequence[Any] = ()


def of_book(book: Handbook) -> frozenset[str]:
    """The fixed pages of a linked handbook."""
    days = [day for day in book.days if day.clause]
    return present(
        Parts(
            documents=_data(book.documents),
            industries=_data(book.industries),
            departments=_data(book.departments),
            terms=_data(book.terms),
            lists=_data(book.lists),
            targets=_data(book.targets),
            days=days,
            topics=_data(book.others.get("topic", [])),
        )
    )


def _data(linked: Iterable[Any]) -> list[Any]:
    return [record.data for record in linked]


def present(parts: Parts) -> frozenset[str]:
    """The addresses of the fixed pages and files, pictures among them."""
    return frozenset(_present(parts))


def _present(parts: Parts) -> Iterator[str]:
    clauses = [clause for document in parts.documents for clause in document.clauses]
    supports = [support for clause in clauses for support in clause.supports]
    directions = any(clause.directions for clause in clauses)
    dated = bool(parts.days) or any(getattr(document, key) for document in parts.documents for key in _DATES)
    windows = [window for document in parts.documents for held in _applications(document) for window in held.windows]
    once = any(window.every in (None, "once") and (window.from_ or window.until) for window in windows)
    told = [clause.departments for clause in clauses if clause.kind in ("action", "article")]
    told += [industry.departments for industry in parts.industries]
    duties = any(held and (held.lead or held.responsible or held.shared) for held in told)
    yield from ALWAYS
    has = {
        (addresses.DOCUMENTS, addresses.CITE, addresses.PICKED): bool(parts.documents),
        (addresses.SUPPORTS, addresses.ASK, addresses.COMPARE, addresses.QUESTIONS): bool(supports),
        (addresses.PROMISES,): any(support.later for support in supports),
        (addresses.DIRECTIONS,): directions,
        (addresses.BESIDES,): bool(supports) or directions,
        (addresses.INDUSTRIES,): bool(parts.industries),
        (addresses.DEPARTMENTS,): bool(parts.departments),
        (addresses.TERMS,): bool(parts.terms or parts.industries),
        (addresses.LISTS,): bool(parts.lists),
        (addresses.GOALS,): bool(parts.targets),
        (addresses.TOPICS,): bool(parts.topics),
        (addresses.DATES,): dated or bool(windows),
        (addresses.PICTURES,): bool(parts.documents),
    }  # fmt: skip
    for urls, there in has.items():
        if there:
            yield from urls
    # Questions that concern everybody stand there where the handbook has what they are about.
    about = {"industries": bool(parts.industries), "goals": bool(parts.targets)}
    yield from (addresses.question(one.id) for one in questions().everybody if supports and about.get(one.id, True))
    drawn = {
        "industries": bool(parts.industries),
        "duties": duties,
        "documents": bool(parts.documents),
        "timeline": dated or once,
        "amounts": bool(supports),
        "goals": bool(parts.targets),
        "coverage": bool(parts.industries),
    }
    yield from (addresses.picture(name) for name in addresses.DRAWN if drawn[name])


def _applications(document: records.Document) -> Iterator[Application]:
    """What a document, its batches, its clauses and their supports say of the way to apply."""
    texts: list[Any] = [document, *document.batches, *document.clauses]
    texts += [support for clause in document.clauses for support in clause.supports]
    for text in texts:
        if held := getattr(text, "application", None):
            yield held
