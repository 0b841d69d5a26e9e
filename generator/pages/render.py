"""Render: the source of every page by path, from the linked records. Writes nothing.

``listing`` and ``continued`` say which pages there are, ``templating`` draws them, ``imprint`` says which edition each of them names.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.book.handbook import Handbook
from generator.book.imprint import Imprint, Printed, filled, imprints
from generator.book.retired import Retired
from generator.pages.continued import continued
from generator.pages.listing import pages, pages_of_retired
from generator.pages.templating import Layout


def drawing(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> Iterator[tuple[str, str]]:
    """All pages one by one: address, and Markdown with front matter, with marks where a page speaks of its edition.

    ``retired``: retired addresses, each of which stays a page or a place on its page. ``content``: folder of
    handwritten pages.
    """
    layout = Layout(book, retired)
    live = [*pages(book, layout.written(content)), *continued(book)]
    drawn = [*live, *pages_of_retired({page.url for page in live}, retired)]
    yield from ((page.url, layout.draw(page)) for page in drawn)


def draw(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> dict[str, str]:
    """``drawing``, as a table of all pages by address."""
    return dict(drawing(book, content, retired))


def source(url: str, text: str, edition: Imprint) -> tuple[str, str]:
    """A drawn page as a file below the documents folder of the engine: its path, and its text with the edition it names."""
    return f"{url.removesuffix('.html')}.md", filled(text, edition)


def render(
    book: Handbook, content: Path, retired: Sequence[Retired] = (), kept: Mapping[str, Printed] | None = None
) -> dict[str, str]:
    """``draw`` and ``sources`` in one step. ``kept`` is what was published of the pages."""
    drawn = draw(book, content, retired)
    editions = imprints(drawn, book.site, kept or {})
    return dict(source(url, text, editions[url]) for url, text in drawn.items())
