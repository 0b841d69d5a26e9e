"""Marks the terms of the handbook in the running text of a drawn page: each is a link to its entry in the index of terms,
which a script opens on the spot (``glossary.js``). Which words are terms is decided by ``book.glossary``.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import escape

from generator.book import addresses, gathered
from generator.book.glossary import Terms
from generator.book.handbook import Handbook, Term

# A tag or a comment; values of attributes may contain ">".
_TAG = re.compile(r"""(<!--.*?-->|<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>)""", re.DOTALL)
_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)")
_CLASSES = re.compile(r'\sclass="([^"]*)"')

RUNNING = frozenset("p li dd td blockquote".split())
EMPTY = frozenset("area br col hr img input link meta source track wbr".split())
# What leads elsewhere or is pressed, what heads a text, what is not prose.
NEVER = frozenset(
    "a button caption code dfn dt h1 h2 h3 h4 h5 h6 label legend nav noscript option pre script select style summary svg template textarea th time".split()
)
# Labels, sums, lists of links to other records and what is told of those: no running text of this page.
NEVER_CLASSES = frozenset(
    "actions also amount beside anchor card cards chosen cite compact contents data day-state figures finder force hero__status kicker list-links"
    " muted notice page-head__status paper-foot paper-head picture print-only small star support-rows tag term term__where tray unstated".split()
)


def marker(book: Handbook) -> Callable[[str, str], str]:
    """The function that marks the terms of a page: (its HTML, its address) -> HTML. The index of terms has none."""
    terms, places = Terms(book), gathered.places(book)
    index = {part.url for part in gathered.terms(book)}

    def link(term: Term, said: str, page: str) -> str:
        href = addresses.relative(places.get(term.url, term.url), page)
        part = terms.parts[term]
        more = f' data-part="{part}"' if part > 1 else ""
        return f'<a class="term-mark" href="{escape(href)}"{more}>{said}</a>'

    def marked(html: str, page: str) -> str:
        return html if page in index else _marked(html, terms, lambda term, said: link(term, said, page))

    return marked


def _marked(html: str, terms: Terms, link: Callable[[Term, str], str]) -> str:
    made: list[str] = []
    running = 0  # how many elements of running text are open
    never: str | None = None  # the element that is passed over, and how many of its name are open in it
    depth = 0
    seen: set[Term] = set()
    for place, piece in enumerate(_TAG.split(html)):
        if not place % 2:  # texts and tags by turns
            made.append(_linked(piece, terms, link, seen) if running and not never and piece else piece)
            continue
        made.append(piece)
        tag, closes, passed_over = _read(piece)
        if not tag:
            continue
        if never:
            depth += (-1 if closes else 1) if tag == never else 0
            if depth == 0:
                never = None
        elif passed_over:
            never, depth = tag, 1
        elif tag in RUNNING:
            running += -1 if closes else 1
            seen = set()
    return "".join(made)


@lru_cache(maxsize=65536)  # most tags of a page are those of other pages
def _read(piece: str) -> tuple[str, bool, bool]:
    """The name of a tag, whether it closes, and whether it opens what is passed over; no name for comments and elements that
    hold nothing."""
    name = _NAME.match(piece)
    if not name or name[1].lower() in EMPTY or piece.endswith("/>"):
        return "", False, False
    tag, closes = name[1].lower(), piece.startswith("</")
    classes = _CLASSES.search(piece) if "class" in piece else None
    passed_over = tag in NEVER or (classes is not None and not NEVER_CLASSES.isdisjoint(classes[1].split()))
    return tag, closes, passed_over and not closes


def _linked(text: str, terms: Terms, link: Callable[[Term, str], str], seen: set[Term]) -> str:
    made, at = [], 0
    for start, end, term in terms.within(text, seen):
        made += [text[at:start], link(term, text[start:end])]
        at = end
    return "".join([*made, text[at:]])
