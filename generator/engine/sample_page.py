"""The page for which a frame is drawn: it has holes where pages differ, and refuses what it cannot answer for all of them."""

from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2 import pass_context
from jinja2.runtime import Context
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import script_tag_filter, url_filter

from generator.engine import frames
from generator.engine.frames import CONTENT, Cannot, Hole

# What the engine knows of a page by itself, besides its front matter.
_OWN = ("url", "canonical_url", "abs_url", "edit_url")


class _Unknown:
    """What no template may ask about the page of a frame."""

    def __getattr__(self, name: str) -> Any:
        raise Cannot


class Sample(Page):
    """A page as templates see it. ``bound``: whether the frame holds for pages in this folder alone."""

    def __init__(self, page: Page, meta: Mapping[str, Any], holes: Mapping[frames.Path, Hole]) -> None:
        """``meta``: front matter with holes; ``holes``: all of them, by path."""
        self._place, self.bound, self._holes = page.url, False, holes
        content: Any = holes[CONTENT]
        self.children = self.previous_page = self.next_page = self.parent = None
        self.meta, self.content, self.toc, self.markdown = dict(meta), content, page.toc, ""
        self.update_date, self.file = page.update_date, _Unknown()  # type: ignore[assignment]
        self.canonical_url, self.abs_url, self.edit_url = map(self._own, _OWN[1:])  # type: ignore[assignment]
        self.active = True

    @staticmethod
    def values(page: Page) -> dict[frames.Path, str]:
        """What fills the holes of a page besides its front matter and content."""
        return {(name,): value for name in _OWN if (value := getattr(page, name))}

    def _own(self, name: str) -> Hole | None:
        return self._holes.get((name,))

    @property
    def url(self) -> Any:
        return self._own("url")

    @property
    def is_homepage(self) -> bool:
        return False  # the first page is in the menu, and so never in a shared frame

    def __eq__(self, other: object) -> bool:
        return self is other  # for the same reason no entry of the menu is this page

    __hash__ = object.__hash__

    def address(self, told: str) -> str:
        """The address that the filter ``url`` gives on this page."""
        if "\ue000" in told:
            raise Cannot  # an address made of a value: what it leads to depends on that value
        # On pages in folders of equal depth that begin alike an address is written alike, unless it leads into one of them.
        parts = told.split("/")
        self.bound |= len(parts) > 2 and parts[0] == self._place.partition("/")[0]
        return normalize_url(told, page=_At(self._place))  # type: ignore[arg-type]


class _At:
    def __init__(self, url: str) -> None:
        self.url = url


def share_links(env: jinja2.Environment) -> None:
    """Let the engine's filters for addresses serve sample pages too, and take a hole for the text that it stands for."""
    env.filters["url"], env.filters["script_tag"] = _url, _script_tag
    env.tests["string"] = lambda value: isinstance(value, str | Hole)


@pass_context
def _url(context: Context, value: Any) -> str:
    page = context["page"]
    return page.address(str(value)) if isinstance(page, Sample) else url_filter(context, value)  # type: ignore[arg-type]


@pass_context
def _script_tag(context: Context, script: Any) -> str:
    page = context["page"]
    if not isinstance(page, Sample):
        return script_tag_filter(context, script)  # type: ignore[arg-type]
    page.address(str(script))
    return script_tag_filter({**context, "page": _At(page._place)}, script)  # type: ignore[typeddict-item]
