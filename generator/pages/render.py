"""Render: the source of every page by path, from the linked records. Writes nothing.

``listing`` and ``continued`` say which pages there are, ``templating`` draws them, ``imprint`` says which edition each of them names.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.book.handbook import Handbook
from generator.book.imprint import Imprint, Printed, filled, imprints
from generator.book.retired import Retired
from generator.pages.continued import continued
from generator.pages.listing import pages, pages_of_retired
from generator.pages.templating import Layout


def draw(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> dict[str, str]:
    """All pages by address, as Markdown with front matter, with marks where a page speaks of its edition.

    ``retired``: retired addresses, each of which stays a page or a place on its page. ``content``: folder of
    handwritten pages.
    """
    layout = Layout(book, retired)
    live = [*pages(book, layout.written(content)), *continued(book)]
    drawn = [*live, *pages_of_retired({page.url for page in live}, retired)]
    return {page.url: layout.draw(page) for page in drawn}


def sources(drawn: Mapping[str, str], editions: Mapping[str, Imprint]) -> dict[str, str]:
    """The pages below the documents folder of the engine, by path, each with the edition that it names."""
    return {f"{url.removesuffix('.html')}.md": filled(text, editions[url]) for url, text in drawn.items()}


def render(
    book: Handbook, content: Path, retired: Sequence[Retired] = (), kept: Mapping[str, Printed] | None = None
) -> dict[str, str]:
    """``draw`` and ``sources`` in one step. ``kept`` is what was published of the pages."""
    drawn = draw(book, content, retired)
    return sources(drawn, imprints(drawn, book.site, kept or {}))
