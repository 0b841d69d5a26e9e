"""Catalogue: every record that can be searched by name, number or citation, in small files for the browser.

It answers before the full text is loaded (names, short names, numbers, synonyms, pinyin), contains the facets, and
ranks a record that the query names above one that only mentions the words. Fields are documented in
``overrides/assets/javascripts/search/catalogue.js``, which reads it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from generator.book import addresses, validity
from generator.book.alphabet import sounds
from generator.book.handbook import Handbook
from generator.book.kinds import Found, Kind
from generator.book.script_literal import handed
from generator.search import answers
from generator.search.tokenizer import HAN, as_searched
from generator.text import folding

# Fields of a row in order; trailing empty values are omitted. ``documents``, ``industries``, ``note`` and ``kind``
# are indexes into their lists. ``text``: fragment of the full text ("" if the name says everything). ``reference``: 1
# if no binding text contains it.
FIELDS = ("kind", "key", "title", "text", "note", "documents", "industries", "names", "number", "reference")

# Kinds loaded when the search opens; all others come with the first query.
FIRST = ("industry", "subfield", "document", "department")
PAGE = ("page", "页面", "{key}.html")


@dataclass
class Entry:
    """A record as a search result, found at ``url``. Handwritten pages have no kind."""

    kind: Kind | None
    url: str
    found: Found
    text: str = ""  # id of its full text in the index, if it has text beyond its names

    @property
    def code(self) -> str:
        return self.kind.code if self.kind else PAGE[0]

    @property
    def key(self) -> str:
        """The part of the address that varies within the kind."""
        start, end = (self.kind.data.pattern if self.kind else PAGE[2]).split("{key}")
        return self.url.removeprefix(start).removesuffix(end)


def ranked(book: Handbook) -> list[Kind]:
    """Kinds in the order that ranks otherwise equal results."""
    return sorted(book.kinds, key=lambda kind: kind.rank)


def entries(book: Handbook) -> list[Entry]:
    """All records with an address of their own, kind by kind. Handwritten pages have none and follow."""
    return [
        Entry(kind, record.url, found)
        for kind in ranked(book)
        for record in kind.all(book)
        if (found := kind.found(record)) is not None
    ]


# --- the file ---------------------------------------------------------------------------------------------------------


def catalogue(
    book: Handbook, found: list[Entry], index: str, tokens: list[str], ends: str, covered: str
) -> dict[str, str]:
    """The catalogue and the folding tables as classic scripts, by address (the only form that loads both from the web
    and from a folder).

    The first is loaded when the search opens, the others with the first query: this shares the weight, since the engine
    (80 kB) precedes the first query and the index follows it. ``index``: id of the index with these records, the only
    one that the browser accepts. ``tokens``: words of the texts that are not Han. ``ends``: pairs of a character and
    the last piece that begins with it. ``covered``: all indexed text.
    """
    notes = list(dict.fromkeys(entry.found.note for entry in found))
    row = _Rows(book, notes)
    first = {
        "index": index,
        "searches": list(book.site.searches),
        "group": book.words.names.group,
        "kinds": [_kind(code, word, pattern) for code, word, pattern in _kinds(book)],
        "documents": [
            {"id": d.id, "name": d.data.short_title, "phases": validity.phases(d), "number": d.data.number or ""}
            for d in book.documents
        ],
        "industries": [{"id": i.id, "name": i.name} for i in book.industries],
        "notes": notes,
        "fields": list(FIELDS),
        "records": [row.of(entry) for entry in found if entry.code in FIRST],
    }
    names = [name for entry in found for name in (entry.found.title, *entry.found.names)]
    letters = {c for c in set(covered).union(*names) if re.match(f"[{HAN}]", c)}
    usual, odd = _pinyin([*names, *answers.words_of_questions()])
    second = {
        "records": [row.of(entry) for entry in found if entry.code not in FIRST],
        "synonyms": [{"readers": list(group.readers), "texts": list(group.texts)} for group in book.synonyms],
        "tokens": " ".join(tokens),
        "ends": ends,
        "pinyin": usual,
        "spelled": dict(odd),
    }
    return {
        addresses.CATALOGUE: handed(addresses.CATALOGUE, first),
        addresses.CATALOGUE_MORE: handed(addresses.CATALOGUE_MORE, second),
        **answers.scripts(book),
        addresses.FOLDING: handed(addresses.FOLDING, folding.tables(letters)),
    }


def _kind(code: str, word: str, pattern: str) -> dict[str, str]:
    start, end = pattern.split("{key}")
    return {"id": code, "name": word, "start": start, "end": end}


def _kinds(book: Handbook) -> list[tuple[str, str, str]]:
    """Code, word and address pattern of every kind, by rank."""
    return [*((kind.code, book.words.kind(kind.data), kind.data.pattern) for kind in ranked(book)), PAGE]


class _Rows:
    """Rows of the catalogue. Places in the lists they refer to are looked up in tables: there may be thousands."""

    def __init__(self, book: Handbook, notes: list[str]) -> None:
        self._codes = {code: place for place, (code, *_) in enumerate(_kinds(book))}
        self._notes = {note: place for place, note in enumerate(notes)}
        self._documents = {document: place for place, document in enumerate(book.documents)}
        self._industries = {industry: place for place, industry in enumerate(book.industries)}

    def of(self, entry: Entry) -> list[Any]:
        found = entry.found
        value = {
            "kind": self._codes[entry.code], "key": entry.key, "title": found.title, "text": entry.text,
            "note": self._notes[found.note], "names": _other_names(found), "number": found.number,
            "documents": sorted({self._documents[d] for d in found.documents}),
            "industries": sorted({self._industries[i] for i in found.industries}),
            "reference": 0 if found.binding else 1,
        }  # fmt: skip
        return _short([value[name] for name in FIELDS])


def _other_names(found: Found) -> list[str]:
    """Names that differ from the title and from each other after normalisation."""
    told = {as_searched(found.title): ""} | {as_searched(name): "" for name in found.names}
    for name in reversed(found.names):
        if as_searched(name) != as_searched(found.title):
            told[as_searched(name)] = name
    return [name for name in told.values() if name]


def _short(row: list[Any]) -> list[Any]:
    """A row without trailing empty values."""
    while row and row[-1] in (0, "", []):
        row.pop()
    return row


def _pinyin(names: list[str]) -> tuple[dict[str, str], list[list[str]]]:
    """How each character of the names is read, and pairs in which one is read otherwise (银行: yinhang, not yinxing)."""
    letters = {letter for letter in set().union(*map(as_searched, names)) if re.match(f"[{HAN}]", letter)}
    usual: dict[str, str] = {}
    by_sound: dict[str, list[str]] = defaultdict(list)
    for letter in sorted(letters):
        usual[letter] = sounds(letter)[0]
        by_sound[usual[letter]].append(letter)
    odd: dict[str, str] = {}
    for name in dict.fromkeys(names):
        for run in re.findall(f"[{HAN}]+", as_searched(name)):
            read = sounds(run)
            for at, letter in enumerate(run):
                if len(read) == len(run) and read[at] != usual[letter]:
                    # A character and one neighbour determine the reading: the next one, or for the last character the
                    # one before.
                    start = at if at + 1 < len(run) else max(0, at - 1)
                    odd[run[start : start + 2]] = " ".join(read[start : start + 2])
    return {sound: "".join(found) for sound, found in sorted(by_sound.items())}, sorted(map(list, odd.items()))
