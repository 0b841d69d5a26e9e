"""A page before it is drawn, and the pages that others stand below."""

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.book import addresses


@dataclass
class Page:
    """A page before it is drawn. ``crumbs``, ``previous`` and ``next``: (title, address from the root).

    ``unit``: what previous and next are called (上一条). ``contents``: headings of a long page as (title, fragment,
    level). ``editions``: fragment -> the only edition (web or offline) that has it. ``finder``: scripts of the finder
    that the page loads, besides the shared ones. ``parts``: the page is the first of several that hold all records of a
    kind, and is given the addresses of records on the others.
    """

    url: str
    title: str
    kind: str
    template: str
    section: str
    context: dict[str, Any] = field(default_factory=dict)
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    description: str = ""
    force: str | None = None
    unit: str = "页"
    contents: list[tuple[str, str, int]] = field(default_factory=list)
    editions: dict[str, str] = field(default_factory=dict)
    finder: tuple[str, ...] = ()
    parts: bool = False

    @property
    def drawn(self) -> bool:
        """Whether the page contains a picture, and so needs its style sheet and script."""
        return not {"map", "picture", "sheets"}.isdisjoint(self.context)


@dataclass(frozen=True)
class Prose:
    """A handwritten page: address, title (its first line, ``# ...``), Markdown."""

    url: str
    title: str
    text: Markup


SUPPORTS = ("找支持", addresses.SUPPORTS)
DOCUMENTS = ("文件", addresses.DOCUMENTS)
DEPARTMENTS = ("部门", addresses.DEPARTMENTS)
TOPICS = ("专题", addresses.TOPICS)
PICTURES = ("图谱", addresses.PICTURES)
