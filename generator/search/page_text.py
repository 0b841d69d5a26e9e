"""The text of a built page that the search covers, block by block.

Links to other records, their tables, labels and states belong to other pages or to none: they are recognised by their
classes, so that new pages work without extra care. Templates add ``data-pagefind-ignore`` to text repeated on many
pages, and ``data-pagefind-weight`` (on block elements) to what counts more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from generator.search.tokenizer import Block

INLINE = frozenset("a abbr b bdi cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split())  # fmt: skip
HIDDEN = frozenset("script style template svg button noscript head".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
LABELS = frozenset(("h2", "h3", "h4", "dt", "caption"))
OF_OTHERS = frozenset(
    "also anchor cards cite compact contents day-state figures fold-list force group kicker list-links notice page-head__amount"
    " page-head__status picture point__act point__support print-only reading side support-rows table-wrap tag term__where".split()
)
TITLE_WEIGHT = 10.0
NAMES = frozenset(("term__name",))  # weigh like titles; there are too many of them to say so at each


@dataclass(frozen=True)
class Read:
    """What the search needs of one built page: its heading (empty if it has none), whether it was written by hand, and the
    covered text of the page (fragment ``""``) and of its places, as far as asked for."""

    title: str
    by_hand: bool
    texts: dict[str, list[Block]]


def read(path: Path, fragments: Iterable[str]) -> Read:
    """Read the built page at ``path``. ``fragments``: ids of the places whose text is wanted; ``""`` is the whole page.

    The parsed page is dropped at once: kept, the trees of all pages would be the largest thing in memory.
    """
    page = path.read_bytes()
    first, last = page.find(b"<article"), page.rfind(b"</article>")
    if first < 0:
        return Read("", False, {fragment: [] for fragment in fragments})
    # The frame, a third of the page, need not be parsed.
    tree = html.document_fromstring(page[first : last + len(b"</article>")], parser=html.HTMLParser(encoding="utf-8"))
    article = next(tree.iter("article"))
    by_hand = "kind-prose" in (article.get("class") or "").split()
    # Headings of handwritten pages are their own text; those of other pages are repeated labels.
    labels = LABELS - HEADINGS if by_hand else LABELS
    places = {element.get("id"): element for element in article.xpath(".//*[@id]")} | {"": article}
    heading = next(iter(article.xpath(".//h1")), None)
    return Read(
        " ".join(heading.text_content().split()) if heading is not None else "",
        by_hand,
        {name: _Walk(places[name], labels).blocks if name in places else [] for name in fragments},
    )


class _Walk:
    """One pass over an element in document order, split at block elements."""

    def __init__(self, root: html.HtmlElement, labels: frozenset[str]) -> None:
        self._labels = labels
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._heading: str | None = None
        self._enter(root, None, 1.0, top=True)

    def _enter(self, element: html.HtmlElement, anchor: str | None, weight: float, top: bool = False) -> None:
        if not isinstance(element.tag, str) or element.tag in HIDDEN:
            return
        if not top and self._is_of_others(element):
            if element.tag in HEADINGS:
                self._heading = element.get("id")
            return
        block = element.tag not in INLINE
        outer = (anchor, weight)
        if block:
            self._end_block(*outer)
            weight = float(
                element.get("data-pagefind-weight")
                or (
                    TITLE_WEIGHT
                    if element.tag == "h1" or not NAMES.isdisjoint((element.get("class") or "").split())
                    else weight
                )
            )
            identity = None if top else element.get("id")
            if element.tag == "aside":
                self._heading = None
            if identity and element.tag in HEADINGS:
                self._heading = identity  # text after a heading belongs to it
            elif identity:
                anchor = identity
        self._text.append(element.text or "")
        for child in element:
            self._enter(child, anchor, weight)
            self._text.append(child.tail or "")
        if block:
            self._end_block(anchor, weight)

    def _is_of_others(self, element: html.HtmlElement) -> bool:
        if element.get("data-pagefind-ignore") is not None or element.tag in self._labels:
            return True
        return not OF_OTHERS.isdisjoint((element.get("class") or "").split())

    def _end_block(self, anchor: str | None, weight: float) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            self.blocks.append(Block(text, anchor or self._heading, weight))
