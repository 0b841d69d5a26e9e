"""Finished pages in their frames, beside the engine's own loop.

The engine reads every page before it builds the first, passes each through Markdown, and draws the theme around each anew.
A finished page needs none of this: its content is its source, and its frame serves many pages (``frames``). The engine
still builds what is in the menu or written in Markdown, and says which files, menu and templates there are. The result is
byte for byte that of the engine: ``site_tests/test_frames.py`` holds all pages against it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.engine.frames import CONTENT, Frames, Hole
from generator.engine.frames import Path as At
from generator.engine.sample_page import Sample, share_links
from generator.pages.frame import START

_BLANK_LINE = re.compile(r"(?<=\n) +\n")


@dataclass(frozen=True)
class Source:
    """A finished page: its front matter, and its content as the engine's Markdown would leave it."""

    meta: dict[str, Any]
    content: str


def is_finished(path: Path) -> bool:
    """Whether our templates wrote this page, and for the usual template of the theme."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    return head.startswith("---\n") and body.lstrip("\n").startswith(START) and "\ntemplate:" not in head


def read(path: Path) -> Source:
    """A finished page."""
    head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    meta = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in head.split("\n"))}
    return Source(meta, _BLANK_LINE.sub("\n", body.expandtabs(4)).strip())


class Framing:
    """Takes finished pages out of the engine's hands, and draws them once it is done."""

    def __init__(self, config: MkDocsConfig, share: bool = True) -> None:
        """``share``: whether frames are shared; without, the theme is drawn for each page (for tests)."""
        self._config, self._share = config, share
        self._held: list[File] = []
        self._frames = Frames()
        self.drawn = 0  # how often the theme was drawn
        for event, method in (("files", self._hold), ("nav", self._menu), ("env", self._environment)):
            config.plugins.events[event].append(method)

    def _hold(self, files: Files, /, **_: Any) -> None:
        """Exclude finished pages from the build. They stay known, since handwritten pages may link to them."""
        in_menu = set(_pages_of(self._config.nav or []))
        for file in files.documentation_pages():
            if in_menu and file.src_uri not in in_menu and is_finished(Path(file.abs_src_path or "")):
                file.inclusion = InclusionLevel.EXCLUDED
                self._held.append(file)

    def _menu(self, nav: Navigation, /, **_: Any) -> None:
        self._nav = nav

    def _environment(self, env: jinja2.Environment, /, files: Files, **_: Any) -> None:
        share_links(env)
        self._template = env.get_template("main.html")
        self._files = [*files.documentation_pages(), *self._held]

    def pages(self) -> Iterator[tuple[Path, str]]:
        """File and HTML of every page that was held back, one by one."""
        for file in self._held:
            yield Path(file.abs_dest_path or ""), self._page(file, read(Path(file.abs_src_path or "")))

    def _page(self, file: File, source: Source) -> str:
        if not self._share:
            return self._full(file, source)
        page = Page(None, file, self._config)

        def draw(meta: Any, holes: Mapping[At, Hole]) -> tuple[str, bool]:
            sample = Sample(page, meta, holes)
            return self._draw(page, sample), sample.bound

        folder = file.url.split("/")[:-1]
        depth = (folder[:1], len(folder), page.canonical_url is None)
        more = {**Sample.values(page), CONTENT: source.content}
        framed = self._frames.page(repr(depth), tuple(folder), source.meta, more, draw)
        return self._full(file, source) if framed is None else framed

    def _full(self, file: File, source: Source) -> str:
        """The page as the engine draws it."""
        page = Page(None, file, self._config)
        page.meta, page.content, page.markdown, page.active = source.meta, source.content, "", True
        return self._draw(page, page)

    def _draw(self, page: Page, seen: Page) -> str:
        """Draw the theme around ``page``, of which templates see ``seen``."""
        self.drawn += 1
        return self._template.render({**get_context(self._nav, self._files, self._config, page), "page": seen})


def _pages_of(entries: Iterable[Any]) -> Iterator[str]:
    """The pages that a menu names, in all its depths."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, Mapping):
            for inner in entry.values():
                yield from _pages_of([inner] if isinstance(inner, str) else inner)
