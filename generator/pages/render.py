"""Render: every page of the site's source by its path, from the linked records. Nothing is written here.

``listing`` says which pages there are, ``templating`` draws them.
"""

from collections.abc import Sequence
from pathlib import Path

from generator.book.handbook import Handbook
from generator.book.retired import Retired
from generator.pages.listing import pages, pages_of_retired
from generator.pages.templating import Layout


def render(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> dict[str, str]:
    """All pages below the documents folder of the engine, by path, as Markdown with front matter.

    ``retired`` are the addresses that were published and are no more: each stays a page, or a place on its page.
    ``content`` is the folder of pages written by hand.
    """
    layout = Layout(book, retired)
    live = list(pages(book, layout.written(content)))
    drawn = [*live, *pages_of_retired({page.url for page in live}, retired)]
    return {page.url.removesuffix(".html") + ".md": layout.draw(page) for page in drawn}
