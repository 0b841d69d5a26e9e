"""The joined site's own pages, as Markdown with front matter for the engine: start, finder, comparison, offline copy."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.book import addresses, facts, words
from generator.joining.finished import Finished
from generator.joining.matters import LEVELS, Matter, matters
from generator.joining.rows import COLUMNS, facets, rows
from generator.pages.frame import finished as marked
from generator.records import Site

TEMPLATES = Path(__file__).parent / "templates"
COMPARE = "compare/index.html"
# What a program can read of the joined site: which handbooks it has, with their own editions.
DATA = "data/joined.json"


@dataclass(frozen=True)
class Page:
    """A page: address, title, template, what the template is given, scripts of the finder that it loads."""

    url: str
    title: str
    template: str
    section: str
    context: dict[str, Any] = field(default_factory=dict)
    crumbs: tuple[tuple[str, str], ...] = ()
    finder: tuple[str, ...] = ()


def compare(matter: Matter) -> str:
    return f"compare/{matter.code}.html"


def listing(handbooks: Sequence[Finished], about: Site) -> list[Page]:
    """All pages of the joined site itself. Raises ``CannotJoin``."""
    compared = matters(handbooks)
    found = rows(handbooks)
    asked = facets(handbooks, found)
    home = ("首页", addresses.HOME)
    return [
        Page(addresses.HOME, about.title, "start.html.jinja", "home", {"compared": compared}),
        Page(
            addresses.SUPPORTS, "在各城市找支持", "finder.html.jinja", "supports",
            {"rows": found, "facets": asked, "columns": COLUMNS}, (home,), ("directions",),
        ),
        Page(COMPARE, "各城市对比", "matters.html.jinja", "compare", {"compared": compared}, (home,)),
        *(
            Page(
                compare(matter), f"{matter.name}：各城市对比", "matter.html.jinja", "compare",
                {"matter": matter}, (home, ("各城市对比", COMPARE)),
            )
            for matter in compared
        ),
        Page(addresses.OFFLINE, "离线版", "offline.html.jinja", "offline", {}, (home,)),
    ]  # fmt: skip


def drawn(pages: Sequence[Page], handbooks: Sequence[Finished], about: Site) -> Iterator[tuple[str, str]]:
    """Each page as (path below the folder of the engine, text)."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        lstrip_blocks=True,
        trim_blocks=True,
    )
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    environment.globals.update(
        handbooks=handbooks, about=about, UNSTATED=words.UNSTATED, levels=list(LEVELS.values()), compare=compare,
        COMPARE=COMPARE, addresses=addresses,
        day=lambda iso: facts.day_words(date.fromisoformat(iso)),
    )  # fmt: skip
    for page in pages:
        href = _href(page.url)
        body = environment.get_template(page.template).render(page=page, href=href, **page.context)
        front: dict[str, Any] = {
            "title": page.title, "kind": "supports" if page.finder else "joined", "section": page.section, "description": f"{about.title}：{page.title}",
            "crumbs": [{"title": title, "url": href(url)} for title, url in (*page.crumbs, (page.title, page.url)) if page.crumbs],
            **({"finder": list(page.finder)} if page.finder else {}),
        }  # fmt: skip
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        yield f"{page.url.removesuffix('.html')}.md", "---\n" + "\n".join(lines) + "\n---\n\n" + marked(body)


def data(handbooks: Sequence[Finished], about: Site) -> str:
    """``data/joined.json``: the handbooks of the site, each with its own edition and day."""
    told = {
        "title": about.title,
        "handbooks": [
            {
                "folder": one.key, "city": one.city, "title": one.data["title"], "version": one.data["version"],
                "as_of": one.data["as_of"], "format": one.data["format"], "notice": one.data["notice"],
                "data": one.url(addresses.JSON),
            }
            for one in handbooks
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _href(here: str) -> Any:
    return lambda url: addresses.relative(url, here)
