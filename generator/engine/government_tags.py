"""Meta tags of government websites: of the site, of the column, of a page with content.

Written only if ``data/site.yml`` says that the operator runs a government website. Unknown values are omitted, never
invented. Sources of the rules: ``docs/decisions/government-tags.md``.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.records import Site

# The texts are retold in plain words and are not the official ones, so every column is an explanation of policy.
COLUMN_TYPE = "政策解读"


def tags(about: Site, page: Mapping[str, Any], address: str | None) -> list[tuple[str, str]]:
    """(name, value) pairs, the site's first. ``page``: front matter of a page (may be empty). ``address``: its
    absolute address, if the site has one."""
    operator = about.operator
    if not operator or not operator.government:
        return []
    found = [
        ("SiteName", about.title),
        ("SiteDomain", urlsplit(about.live_url or "").hostname),
        ("SiteIDCode", operator.site_id_code),
    ]
    # Values may be holes of a frame (``frames``): they are compared and joined as markup, and not looked up.
    trail = [crumb["title"] for crumb in page.get("crumbs", ())][1:]  # without 首页, which comes first
    title = page.get("title")
    if title and page.get("kind") not in ("home", "retired"):
        found += [("ColumnName", trail[0] if trail else title), ("ColumnType", COLUMN_TYPE)]
    if title and (trail or page.get("kind") == "prose"):
        found += [
            ("ArticleTitle", title),
            ("PubDate", page.get("edition", {}).get("iso")),
            ("ContentSource", operator.name),
            ("Keywords", Markup(",").join(_once([title, *reversed(trail)]))),
            ("Author", operator.name),
            ("Description", page.get("description")),
            ("Url", address),
        ]
    return [(name, value) for name, value in found if value]


def _once(words: list[str]) -> list[str]:
    return [word for place, word in enumerate(words) if word not in words[:place]]
