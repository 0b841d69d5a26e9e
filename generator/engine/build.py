"""Build: run the engine (MkDocs with Material) over the pages.

Pages are written to a folder in which unchanged files are left alone and stale ones removed. The site is built beside
the last good one and replaces it only when complete (``delivery.swap``).
"""

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils.yaml import yaml_load

from generator.book.clock import epoch
from generator.engine import sitemap
from generator.engine.framing import Framing
from generator.engine.government_tags import tags
from generator.engine.theme import LeanTheme
from generator.records import Site
from generator.source.defaults import own_or_default
from generator.source.problems import Told

# The theme's own search, which our pages do not use: 1.2 MB, partly under licences with obligations of their own.
UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers")


class BuildFailed(Told):
    """The engine failed; the message is for the person who ran the build."""


def write_pages(files: Iterable[tuple[str, str | bytes]], folder: Path) -> int:
    """Make ``folder`` contain exactly ``files`` (path and content): write changed files, keep unchanged ones, remove all
    others. Each is taken when the one before is written, so that they need not all be in memory. Returns how many there are.
    """
    names = set()
    for name, text in files:
        names.add(name)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in names:
            path.unlink()
    return len(names)


def build(
    root: Path,
    pages: Path,
    site: Path,
    about: Site,
    days: Mapping[str, str],
    called: Mapping[str, str],
    share: bool = True,
    menu: Iterable[Any] | None = None,
    finish: Callable[[Path, bytes], bytes] = lambda path, html: html,
) -> int:
    """Turn the Markdown of ``pages`` into HTML in ``site``, with the theme and the settings of ``root``, or else the default ones.

    ``about`` says what the site is; ``days`` the ISO day of the last change of each page, by address; ``called``: pages that the menu calls by another name
    than the settings do. The menu leaves out pages that there are not. ``share``: whether pages
    share frames of the theme. ``menu``: another than that of the settings. ``finish`` gets file and HTML of a page before it is
    written, of those that are not in the menu. Returns for how many pages the theme was drawn. Raises ``BuildFailed``.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = _config(root, pages, site, about, called, menu)
        framing = Framing(config, share)
        run_mkdocs(config)
        for unused in UNUSED:
            shutil.rmtree(site / unused, ignore_errors=True)
        for path, html in framing.pages():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(finish(path, html.encode("utf-8", errors="xmlcharrefreplace")))
    except (Abort, MkDocsException) as error:
        raise BuildFailed(f"MkDocs 未能生成网站：{error}") from error
    for own in ("sitemap.xml", "sitemap.xml.gz"):  # the engine's sitemap knows neither our dates nor retired pages
        (site / own).unlink(missing_ok=True)
    sitemap.write(site, about, days)
    return framing.drawn


def _config(
    root: Path, pages: Path, site: Path, about: Site, called: Mapping[str, str], menu: Iterable[Any] | None
) -> MkDocsConfig:
    # The engine reads "now" from this variable where it prints dates; otherwise two builds would differ.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch(about)))
    settings = own_or_default(root, "mkdocs.yml")
    config = load_config(
        config_file=str(settings),
        theme=_theme(settings, own_or_default(root, "overrides")),
        docs_dir=str(pages.resolve()),
        site_dir=str(site.resolve()),
        site_name=about.title,
        site_url=about.live_url or "",
        site_description=f"{about.title}：{about.subtitle}",
    )
    config.theme.__class__ = LeanTheme  # the engine makes the theme itself, and offers no place to say of which class
    config.nav = list(_menu(config.nav or [] if menu is None else menu, pages, called))
    config.extra["handbook"] = {"notice": about.notice, "government_tags": partial(tags, about)}
    return config


def _menu(entries: Iterable[Any], pages: Path, called: Mapping[str, str]) -> Iterator[Any]:
    """The entries of the menu whose pages there are. An entry is ``{title: page}``, as in the settings of the engine."""
    for entry in entries:
        if not isinstance(entry, dict):
            yield entry
            continue
        ((title, page),) = entry.items()
        # Addresses end in .html where no page is meant that the engine makes: a joined handbook.
        if not isinstance(page, str) or not page.endswith(".md") or (pages / page).is_file():
            yield {called.get(str(page).removesuffix(".md") + ".html", title): page}


def _theme(settings: Path, overrides: Path) -> dict[str, Any]:
    """The theme of the settings with our templates from ``overrides``, which may be in another place."""
    with settings.open("rb") as file:
        theme = yaml_load(file).get("theme") or {}
    return {**(theme if isinstance(theme, dict) else {"name": theme}), "custom_dir": str(overrides.resolve())}
