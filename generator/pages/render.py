"""Render: the source of every page by path, from the linked records. Writes nothing.

``listing`` says which pages there are, ``templating`` draws them.
"""

from collections.abc import Sequence
from pathlib import Path

from generator.book.handbook import Handbook
from generator.book.retired import Retired
from generator.pages.listing import pages, pages_of_retired
from generator.pages.templating import Layout


def render(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> dict[str, str]:
    """Path below the engine's documents folder -> Markdown with front matter.

    ``retired``: retired addresses, each of which stays a page or a place on its page. ``content``: folder of
    handwritten pages.
    """
    layout = Layout(book, retired)
    live = list(pages(book, layout.written(content)))
    drawn = [*live, *pages_of_retired({page.url for page in live}, retired)]
    return {page.url.removesuffix(".html") + ".md": layout.draw(page) for page in drawn}
