"""Catalogue: every record that a reader may look for by name, number or citation, in one small file for the browser.

It answers before the full text is loaded: names, short names, numbers, synonyms, pinyin; it carries the facets; and it
ranks a record that the query names above one that merely mentions the words. Fields are documented in
``overrides/assets/javascripts/search/catalogue.js``, which reads it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from pypinyin import Style, lazy_pinyin

from generator import addresses, facts, words
from generator.cut import HAN, plain
from generator.handbook import Citable, Clause, Document, Handbook, Industry, Support, Term
from generator.scripts import handed
from generator.text import folding

# Kinds in the order in which they rank where nothing else tells hits apart. The second value begins the address, the
# third ends it: what stands between is the record's key.
KINDS = {
    "industry": ("产业", "industries/", "/index.html"),
    "subfield": ("细分领域", "industries/", ".html"),
    "document": ("文件", "documents/", "/index.html"),
    "department": ("部门", "departments/", ".html"),
    "clause": ("条款", "documents/", ".html"),
    "support": ("支持事项", "supports/", ".html"),
    "list": ("公开清单", f"{addresses.LISTS}#", ""),
    "target": ("目标", f"{addresses.GOALS}#", ""),
    "direction": ("支持方向", f"{addresses.DIRECTIONS}#", ""),
    "date": ("日期", f"{addresses.DATES}#", ""),
    "term": ("术语", f"{addresses.TERMS}#", ""),
    "page": ("页面", "", ".html"),
}

# What a record is told by, in this order; empty values at the end are left out. ``documents`` and ``industries`` are
# places in the lists of those, ``note`` in that of notes, ``kind`` in that of kinds; ``text`` is the fragment of the full
# text ("" where the name says all); ``reference`` is 1 where no binding text says it.
FIELDS = ("kind", "key", "title", "text", "note", "documents", "industries", "names", "number", "reference")

FIRST = ("industry", "subfield", "document", "department")


@dataclass
class Entry:
    """A record as the search knows it. ``names`` are other ways to call it, the printed short names first."""

    kind: str
    url: str
    title: str
    number: str = ""
    names: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    industries: list[Industry] = field(default_factory=list)
    note: str = ""
    binding: bool = True
    text: str = ""  # the id of its full text in the index, where it has one beyond its names

    @property
    def key(self) -> str:
        _, start, end = KINDS[self.kind]
        return self.url.removeprefix(start).removesuffix(end)


def entries(book: Handbook, prose: dict[str, str]) -> list[Entry]:
    """All records with an address of their own, kind by kind. ``prose`` gives pages written by hand: address, title."""
    return [
        *map(_industry, book.industries),
        *(_clause(subfield.clause) for subfield in book.subfields),
        *(
            Entry("document", document.url, document.title, document.data.number or "",
                  [document.data.short_title, *document.data.aliases], [document], binding=document.binding)
            for document in book.documents
        ),
        *(
            Entry("department", department.url, department.name,
                  names=[*department.data.short_names, *department.data.aliases],
                  note=words.DEPARTMENT_KIND[department.data.kind])
            for department in book.departments
        ),
        *(_clause(clause) for clause in book.clauses if not clause.industry and not clause.subfield),
        *map(_support, book.supports),
        *(
            Entry("list", entry.url, entry.name,
                  names=[p.printed for p in entry.promised if p.printed != entry.name],
                  documents=_documents(promised.clause for promised in entry.promised),
                  binding=any(promised.clause.document.binding for promised in entry.promised))
            for entry in book.lists
        ),
        *(
            Entry("target", target.url, target.data.indicator, documents=_documents(g.clause for g in target.goals),
                  note=f"{target.data.year} 年", binding=any(g.clause.document.binding for g in target.goals))
            for target in book.targets
        ),
        *(
            Entry("direction", direction.url, direction.data.title, documents=[direction.clause.document],
                  industries=_touched(direction.clause), note=words.ACTIVITY[direction.data.activity],
                  binding=direction.clause.document.binding)
            for direction in book.directions
        ),
        *(
            Entry("date", day.url, facts.day_and_what(day), documents=[day.document],
                  binding=day.document.binding)
            for day in book.days
        ),
        *map(_term, book.terms),
        *(Entry("page", url, title) for url, title in prose.items()),
    ]  # fmt: skip


def is_record(book: Handbook, url: str) -> bool:
    """Whether a page belongs to a record (and is no index or page written by hand)."""
    records = chain[Citable](book.documents, book.departments, book.clauses, book.supports)
    return url in {record.url for record in records}


def _industry(industry: Industry) -> Entry:
    clause = industry.clause
    return Entry(
        "industry", industry.url, industry.name, clause.number or "", list(industry.data.aliases), [clause.document],
        [industry], words.TIER[industry.data.tier],
    )  # fmt: skip


def _clause(clause: Clause) -> Entry:
    aliases = [*clause.data.aliases, *(clause.subfield.data.aliases if clause.subfield else ())]
    return Entry(
        "subfield" if clause.subfield else "clause", clause.url, clause.heading, clause.number or "", aliases,
        [clause.document], _touched(clause),
        clause.subfield.industry.name if clause.subfield else words.CLAUSE_KIND[clause.data.kind],
        clause.document.binding,
    )  # fmt: skip


def _support(support: Support) -> Entry:
    return Entry(
        "support", support.url, support.title, names=list(support.data.aliases), documents=[support.document],
        industries=[*support.industries, *support.tagged], note=facts.amount(support),
    )  # fmt: skip


def _term(term: Term) -> Entry:
    clauses = [seen.clause for seen in term.occurrences]
    industries = dict.fromkeys(c.subfield.industry for c in clauses if c.subfield)
    return Entry(
        "term", term.url, term.name, names=list(term.data.aliases), documents=_documents(clauses),
        industries=list(industries), note=words.TERM_TYPE[term.data.type],
        binding=bool(term.binding) or not term.occurrences,
    )  # fmt: skip


def _documents(clauses: Iterable[Clause]) -> list[Document]:
    return list(dict.fromkeys(clause.document for clause in clauses))


def _touched(clause: Clause) -> list[Industry]:
    own = [clause.subfield.industry] if clause.subfield else []
    return list(dict.fromkeys([*own, *clause.industries, *clause.tagged, *(s.industry for s in clause.subfields)]))


# --- the file ---------------------------------------------------------------------------------------------------------


def catalogue(
    book: Handbook, found: list[Entry], index: str, tokens: list[str], ends: str, covered: str
) -> dict[str, str]:
    """The catalogue and the tables of folding as classic scripts (the one form that loads from the web and from a folder
    alike), by address.

    The first is loaded when the search opens, the others with the first query: the halves share the weight, since the
    engine (80 kB) has to come before the first query and the index after it. ``index`` names the index that knows these
    records: the browser takes no other. ``tokens``: the words of the texts that are
    not Han; ``ends``: the last piece that begins with a character, as pairs; ``covered``: all their text.
    """
    notes = list(dict.fromkeys(entry.note for entry in found))
    first = {
        "index": index,
        "searches": list(book.site.searches),
        "kinds": [{"id": kind, "name": name, "start": start, "end": end} for kind, (name, start, end) in KINDS.items()],
        "documents": [
            {"id": d.id, "name": d.data.short_title, "phases": facts.phases(d), "number": d.data.number or ""}
            for d in book.documents
        ],
        "industries": [{"id": i.id, "name": i.name} for i in book.industries],
        "notes": notes,
        "fields": list(FIELDS),
        "records": [_row(book, entry, notes) for entry in found if entry.kind in FIRST],
    }
    names = [name for entry in found for name in (entry.title, *entry.names)]
    letters = {c for c in "".join([covered, *names]) if re.match(f"[{HAN}]", c)}
    usual, odd = _pinyin(names)
    second = {
        "records": [_row(book, entry, notes) for entry in found if entry.kind not in FIRST],
        "synonyms": [{"readers": list(group.readers), "texts": list(group.texts)} for group in book.synonyms],
        "tokens": " ".join(tokens),
        "ends": ends,
        "pinyin": usual,
        "spelled": dict(odd),
    }
    return {
        addresses.CATALOGUE: handed(addresses.CATALOGUE, first),
        addresses.CATALOGUE_MORE: handed(addresses.CATALOGUE_MORE, second),
        addresses.FOLDING: handed(addresses.FOLDING, folding.tables(letters)),
    }


def _row(book: Handbook, entry: Entry, notes: list[str]) -> list[Any]:
    value = {
        "kind": list(KINDS).index(entry.kind), "key": entry.key, "title": entry.title, "text": entry.text,
        "note": notes.index(entry.note), "names": _other_names(entry), "number": entry.number,
        "documents": sorted({book.documents.index(d) for d in entry.documents}),
        "industries": sorted({book.industries.index(i) for i in entry.industries}),
        "reference": 0 if entry.binding else 1,
    }  # fmt: skip
    return _short([value[name] for name in FIELDS])


def _other_names(entry: Entry) -> list[str]:
    """The names that differ from the title and from each other as the search compares them."""
    found = {plain(entry.title): ""} | {plain(name): "" for name in entry.names}
    for name in reversed(entry.names):
        if plain(name) != plain(entry.title):
            found[plain(name)] = name
    return [name for name in found.values() if name]


def _short(row: list[Any]) -> list[Any]:
    """A row without the empty values at its end."""
    while row and row[-1] in (0, "", []):
        row.pop()
    return row


def _pinyin(names: list[str]) -> tuple[dict[str, str], list[list[str]]]:
    """How each character of the names is read, and where one is read otherwise (重庆: chongqing, not zhongqing)."""
    letters = {letter for name in names for letter in plain(name) if re.match(f"[{HAN}]", letter)}
    usual: dict[str, str] = {}
    by_sound: dict[str, list[str]] = defaultdict(list)
    for letter in sorted(letters):
        usual[letter] = lazy_pinyin(letter, style=Style.NORMAL)[0]
        by_sound[usual[letter]].append(letter)
    odd: dict[str, str] = {}
    for name in dict.fromkeys(names):
        for run in re.findall(f"[{HAN}]+", plain(name)):
            read = lazy_pinyin(run, style=Style.NORMAL)
            for at, letter in enumerate(run):
                if len(read) == len(run) and read[at] != usual[letter]:
                    # The character with a neighbour tells, once for all names: the next one, or for the last the one before.
                    start = at if at + 1 < len(run) else max(0, at - 1)
                    odd[run[start : start + 2]] = " ".join(read[start : start + 2])
    return {sound: "".join(found) for sound, found in sorted(by_sound.items())}, sorted(map(list, odd.items()))
