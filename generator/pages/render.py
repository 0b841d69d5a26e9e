"""Render: every file of the site's source by its path, from the linked records. Nothing is written here.

``pages`` says which pages there are, ``layout`` draws them; tables, feeds and scripts have modules of their own.
"""

from collections.abc import Sequence
from pathlib import Path

from generator.book import addresses, citations
from generator.book.handbook import Handbook
from generator.exports import feeds, tables
from generator.exports.handbook_json import handbook_json
from generator.history.ledger import Retired, moved
from generator.pages.listing import pages, pages_of_retired
from generator.pages.templating import Layout


def render(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> dict[str, str | bytes]:
    """All files below the documents folder of the engine, by path: Markdown pages, the files of ``data/``, feeds.

    ``retired`` are the addresses that were published and are no more: each stays a page, or a place on its page.
    ``content`` is the folder of pages written by hand.
    """
    files: dict[str, str | bytes] = {addresses.JSON: handbook_json(book), **tables.files(book)}
    files[addresses.CITATIONS] = citations.table_script(book, moved(list(retired)))
    if book.editions:
        files[addresses.ATOM] = feeds.atom(book.site, book.editions)
        files[addresses.FEED] = feeds.json_feed(book.site, book.editions)
    layout = Layout(book, retired)
    live = list(pages(book, layout.written(content)))
    for page in [*live, *pages_of_retired({page.url for page in live}, retired)]:
        files[page.url.removesuffix(".html") + ".md"] = layout.draw(page)
    return files
