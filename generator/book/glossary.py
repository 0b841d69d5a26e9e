"""Which words of a running text are terms of the handbook, and what is told of a term on the spot.

One rule for all pages (``Terms.within``): the longest name wins, from the left; a term is marked once in a paragraph. What
counts as a name is decided by ``_names``.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator.book import addresses, gathered, telling, words
from generator.book.facts import other_names, phases, short_place
from generator.book.handbook import Handbook, Occurrence, Term
from generator.book.script_literal import handed

PLACES = 4  # that are told on the spot; the index of terms has all


def _names(term: Term) -> Iterator[str]:
    """The name; other names only of a term that is explained, since they may mean something else without the explanation,
    and not short ones, which are parts of other words (中试, AR). Documents are known by many names that others have too
    (an action plan): only the whole name is theirs."""
    yield term.name
    if term.data.explanation and term.words.core("terms", term.data.type) != "document":
        yield from (name for name in term.data.aliases if len(name) > 2)


class Terms:
    """The terms of a handbook, to be found in texts."""

    def __init__(self, book: Handbook) -> None:
        found: dict[str, Term] = {}
        for term in book.terms:
            for name in _names(term):
                found.setdefault(name, term)
        for term in book.terms:  # a name goes before the other name of another term
            found[term.name] = term
        # By the first two characters: of the names of a large handbook only a few are compared at each place.
        self._by_start: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for name in sorted(found, key=len, reverse=True):
            if len(name) > 1:
                self._by_start[name[:2]].append((name, found[name]))
        self.parts = {term: part.number for part in gathered.terms(book) for term in part.things}

    def within(self, text: str, seen: set[Term]) -> Iterator[tuple[int, int, Term]]:
        """(start, end, term) of the names in a piece of a paragraph, in order. ``seen``: the terms that the paragraph has
        marked; it grows."""
        begun = self._by_start
        behind = 0  # the end of the name before
        for at in [at for at in range(len(text) - 1) if text[at : at + 2] in begun]:
            if at < behind:
                continue
            for name, term in begun[text[at : at + 2]]:
                end = at + len(name)
                if text.startswith(name, at) and not _cuts(text, at) and not _cuts(text, end):
                    if term not in seen:
                        seen.add(term)
                        yield at, end, term
                    behind = end
                    break


def _cuts(text: str, at: int) -> bool:
    """Whether a boundary there would cut a Latin word or a number: AR is not in ARM."""
    return 0 < at < len(text) and all(c.isascii() and c.isalnum() for c in text[at - 1 : at + 1])


# --- what is told on the spot -------------------------------------------------------------------------------------------


def files(book: Handbook) -> dict[str, str | bytes]:
    """A data script for each part of the index of terms: ``terms``: id -> {name, type, also, text, places: [[words, how,
    address, document]], total}; ``phases``: document -> phases of its force. Addresses are relative to the root."""
    made: dict[str, str | bytes] = {}
    for part in gathered.terms(book) if book.terms else ():
        terms = {thing.id: _told(thing) for thing in part.things if isinstance(thing, Term)}
        told = {"terms": terms, "phases": {document.id: phases(document) for document in book.documents}}
        made[addresses.glossary(part.number)] = handed(addresses.glossary(part.number), told)
    return made


def _told(term: Term) -> dict[str, Any]:
    places = [*term.binding, *term.reference]
    return {
        "name": term.name,
        "type": term.words.TERM_TYPE[term.data.type],
        "also": other_names(term),
        "text": term.data.explanation,
        "places": [_place(seen) for seen in places[:PLACES]],
        "total": len(places),
    }


def _place(seen: Occurrence) -> list[str]:
    how = "" if seen.how == "named" else f"{words.OCCURRENCE[seen.how]}{telling.said_words(seen)}"
    return [short_place(seen.clause), how, seen.clause.url, seen.clause.document.id]
