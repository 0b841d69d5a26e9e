"""Keeps the text of finished pages on disk while the engine runs, instead of all of them in memory.

The engine reads every page before it builds the first, and keeps source and result of each. A finished page's result is
its source without the front matter, so it is read again when its template asks for it: byte for byte what the engine had,
which is compared before anything is let go.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


class OnDisk:
    """The content of a page as templates use it: printed, and searched for a word."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __str__(self) -> str:
        return _body(self._path)

    def __contains__(self, word: str) -> bool:
        return word in _body(self._path)


@lru_cache(maxsize=1)  # a template asks several times for the content of one page
def _body(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n---\n")[2].strip()


def keep_on_disk(config: MkDocsConfig) -> None:
    """Let the engine forget the text of each page that it can read again."""
    config.plugins.events["page_content"].append(_let_go)


def _let_go(html: str, /, *, page: Page, **_: Any) -> str | OnDisk:
    path = Path(page.file.abs_src_path or "")
    if not path.is_file() or _body(path) != html:
        return html
    page.markdown = ""  # the engine has read it and needs it no more
    return OnDisk(path)
