"""Draws a page as Markdown with front matter. Besides `joining.pages` the only module that imports Jinja.

Layout is in ``templates/``; what they may ask is listed in ``_environment``. The frame around a page is the engine's.
Where a page speaks of its edition its text has marks (``book.imprint``), to be filled once that edition is known.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.book import (
    addresses,
    application,
    citations,
    differences,
    due,
    facets,
    facts,
    gathered,
    held,
    money,
    presence,
    rolls,
    states,
    telling,
    topics,
    words,
)
from generator.book.answers.questions import questions
from generator.book.handbook import Duty, Handbook
from generator.book.imprint import MARKS
from generator.book.retired import Retired
from generator.book.views.application import own_view
from generator.pages import glossing, qr
from generator.pages.compiled import compiled
from generator.pages.frame import finished
from generator.pages.page import Page, Prose
from generator.pages.pictures import shapes
from generator.records import Site

TEMPLATES = Path(__file__).parent / "templates"
WRITTEN = Path(__file__).parent / "written"


class Layout:
    """The templates and the book that they draw. ``retired``: retired addresses."""

    def __init__(self, book: Handbook, retired: Sequence[Retired]) -> None:
        self._book, self._retired = book, retired
        self._marked = glossing.marker(book)
        self._environment = _environment(book)

    def written(self, content: Path) -> dict[str, Prose]:
        """File name -> handwritten page, in whose Markdown ``{{ }}`` may use the model, and ``{% include "data.md" %}`` the
        program's own page of that name. A page that ``content`` lacks, or the whole folder, is the program's own."""
        found = {}
        for _, path in sorted(
            {path.name: path for folder in (WRITTEN, content) for path in folder.glob("*.md")}.items()
        ):
            url = addresses.HOME if path.stem == "home" else f"{path.stem}.html"
            text = self._environment.from_string(path.read_text(encoding="utf-8")).render(page_url=url)
            title = text.lstrip().splitlines()[0].removeprefix("#").strip()
            found[path.stem] = Prose(url, title, Markup(text))
        return found

    def draw(self, page: Page) -> str:
        body = self._environment.get_template(page.template).render(page_url=page.url, **page.context)
        gone = [e for e in self._retired if e.address.startswith(f"{page.url}#")]
        if gone:
            body += self._environment.get_template("retired-parts.html.jinja").render(page_url=page.url, gone=gone)
        if page.template != "prose.html.jinja":
            body = finished(self._marked(body, page.url))
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self._front(page).items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + body

    def _front(self, page: Page) -> dict[str, Any]:
        """The front matter that ``overrides/main.html`` reads, in output order."""
        meta: dict[str, Any] = {"title": page.title, "kind": page.kind, "section": page.section}
        if page.description:
            meta["description"] = page.description
        if page.force:
            meta["force"] = page.force
        if page.drawn:
            meta["drawn"] = True
        if page.finder:
            meta["finder"] = page.finder
        if page.parts:
            meta["parts"] = True
        meta["edition"] = asdict(MARKS)
        if self._book.editions:
            meta["feeds"] = [{"type": kind, "url": addresses.relative(url, page.url)} for kind, url in addresses.FEEDS]
        home = [("首页", addresses.HOME)] if page.url != addresses.HOME else []
        trail = [*home, *page.crumbs]
        meta["crumbs"] = [{"title": title, "url": addresses.relative(url, page.url)} for title, url in trail]
        for key, step in (("prev", page.previous), ("next", page.next)):
            if step:
                meta[key] = {"title": step[0], "url": addresses.relative(step[1], page.url)}
        if page.previous or page.next:
            meta["pager_unit"] = page.unit
        if page.contents:
            meta["contents"] = [
                {"title": t, "url": f"#{fragment}", "level": level, "edition": page.editions.get(fragment, "")}
                for t, fragment, level in page.contents
            ]
        return meta


# --- what templates may ask -------------------------------------------------------------------------------------------


def _environment(book: Handbook) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, *(kind.folder for kind in book.kinds if kind.folder), WRITTEN]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=False,
        lstrip_blocks=True, keep_trailing_newline=True, bytecode_cache=compiled("pages"), cache_size=-1, auto_reload=False,
    )  # fmt: skip
    environment.globals.update(
        book=book,
        edition=MARKS,
        cite=citations,
        facts=facts,
        telling=telling,
        addresses=addresses,
        apply=application,
        due=due,
        all_due=due.everything(book),
        apply_view=lambda text: own_view(text, book),
        money=money,
        rolls=rolls,
        view=book.views.of,
        spans=lambda text: states.spans(text, book.site.as_of),
        stops=held.stops,
        around=lambda text: held.around(text, book.site.as_of),
        versions=lambda text: held.versions(text, book.site.as_of),
        differences=differences.between,
        first_place=states.first_place,
        gone_points=lambda text: states.gone_points(text, book.site.as_of),
        finder=facets,
        words=book.words,
        names=book.words.names,
        there=presence.of_book(book).__contains__,
        href=_href(gathered.places(book)),
        questions=questions(),
        topics_around=lambda text: topics.around(text, book),
        qr=_qr(book.site),
    )
    environment.filters.update(
        by_role=_by_role,
        number=shapes.number,
        host=lambda url: urlsplit(url).hostname,
        json=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
    return environment


def _qr(site: Site) -> Callable[[str], Markup]:
    """The QR code of a record's permanent address."""
    return lambda url: Markup(qr.svg(addresses.permanent(site, url), "永久地址的二维码"))


def _href(places: Mapping[str, str]) -> Callable[[Context, str], str]:
    """A link from the current page to an address from the root, straight to where a record stands (``places``)."""

    @pass_context
    def href(context: Context, url: str) -> str:
        return addresses.relative(places.get(url, url), context["page_url"])

    return href


def _by_role(duties: Iterable[Duty]) -> list[tuple[str, list[Duty]]]:
    """(word of the role, its duties) groups, in the order of the text."""
    return [(words.ROLE[role], list(group)) for role, group in groupby(duties, key=lambda duty: duty.role)]
