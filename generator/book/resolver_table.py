"""The table from which a written citation is resolved to its address.

Only ``overrides/assets/javascripts/resolve.js`` reads it and knows how numerals, brackets and spaces may vary. Its test
covers every record.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.book import addresses, presence, readings, words
from generator.book.citations import NOTES, above, kind_word, place, point_words
from generator.book.handbook import Called, Clause, Document, Handbook
from generator.book.publication import day_words
from generator.book.script_literal import handed
from generator.book.states import TextState, first_place

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
                        "url": clause.url, **_clause(clause),
                        **({"states": list(_states(clause))} if clause.versions else {}),
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
        # Of amended texts that always read alike, of documents and of supports: the days that name their states.
        "states": {
            **{d.url: [first_place(d).removeprefix("since-"), *(day.isoformat() for day, _ in d.changes)] for d in book.documents if d.changes},
            **{s.url: [_day(state) for state in s.states if state.text is not None] for s in book.supports if s.states},
            **{c.url: [_day(state) for state in c.states] for c in book.clauses if c.states and not c.versions},
        },
        "moved": moved,
    }  # fmt: skip


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "kind": clause.data.kind, "number": clause.number or "",
        "above": list(above(clause)), "heading": clause.heading, "place": place(clause), "aliases": list(clause.data.aliases),
        "points": [{"id": p.id, "number": p.number or "", "words": point_words(clause, p)} for p in clause.points],
    }  # fmt: skip


def _day(state: TextState) -> str:
    """The day that names a state, as in its address."""
    return state.url.partition("#since-")[2]


def _states(clause: Clause) -> Iterator[dict[str, Any]]:
    """The states of an amended clause: as in the table, with the day that names each, the days on which it is the one
    (``from``, ``before``), and what is said of it beside its place (``told``)."""
    for index, state in enumerate(clause.states):
        if state.text is None:
            continue
        after = clause.states[index + 1] if index + 1 < len(clause.states) else None
        begins, before = (
            state.since.isoformat() if state.since else "",
            after.since.isoformat() if after and after.since else "",
        )
        yield {
            "day": _day(state), "from": begins, "before": before,
            "told": f"{readings.called(state.text, state.since, state.standing)}{_then(state, after, clause)}", **_clause(state.text),
        }  # fmt: skip


def _then(state: TextState, after: TextState | None, clause: Clause) -> str:
    """What became of a state, and what it was before where that had another number."""
    said = []
    earlier = [
        one.text.number
        for one in clause.states
        if one.text is not None and (one.since or date.min) < (state.since or date.min)
    ]
    if earlier and earlier[-1] != state.text.number:
        said.append(f"原{earlier[-1]}")
    if after and after.since:
        from_ = f"{day_words(after.since)}起"
        if after.text is None:
            said.append(f"{from_}删去")
        elif after.text.number != state.text.number:
            said.append(f"{from_}为{after.text.number}")
        else:
            said.append(
                f"{from_}{words.STATUS[after.standing] if after.standing else '修改' if after.text.data != state.text.data else '恢复执行'}"
            )
    return "".join(f"，{one}" for one in said)


def named(book: Handbook) -> Iterator[tuple[Called, list[str]]]:
    """All records with a name; those first that win for a bare name."""
    for kind in sorted(book.kinds, key=lambda kind: kind.rank):
        for record in kind.all(book):
            if names := list(kind.names(record)):
                yield record, names


def table_script(book: Handbook, moved: dict[str, str]) -> str:
    """The table as a classic script."""
    return handed(addresses.CITATIONS, table(book, moved))
