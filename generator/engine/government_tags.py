"""The tags that pages of government websites bear in their heads: of the site, of the column, of a page with content.

They are written only where ``data/site.yml`` says that the operator runs a government website. A value that is not
known is left out, never invented. What was found of the rule behind them: ``docs/decisions/government-tags.md``.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.records import Site

# The texts here are retold in plain words and are not the official ones, so every column explains policy.
COLUMN_TYPE = "政策解读"


def tags(about: Site, page: Mapping[str, Any], address: str | None) -> list[tuple[str, str]]:
    """Names and values, the site's first. ``page`` is the front matter of a page (empty: it has none),
    ``address`` its whole address, where the site has one."""
    operator = about.operator
    if not operator or not operator.government:
        return []
    found = [
        ("SiteName", about.title),
        ("SiteDomain", urlsplit(about.live_url or "").hostname),
        ("SiteIDCode", operator.site_id_code),
    ]
    trail = [crumb["title"] for crumb in page.get("crumbs", ())][1:]  # without 首页, which begins it
    title = page.get("title")
    if title and page.get("kind") not in ("home", "retired"):
        found += [("ColumnName", trail[0] if trail else title), ("ColumnType", COLUMN_TYPE)]
    if title and (trail or page.get("kind") == "prose"):
        found += [
            ("ArticleTitle", title),
            ("PubDate", page.get("edition", {}).get("iso")),
            ("ContentSource", operator.name),
            ("Keywords", ",".join(dict.fromkeys([title, *reversed(trail)]))),
            ("Author", operator.name),
            ("Description", page.get("description")),
            ("Url", address),
        ]
    return [(name, value) for name, value in found if value]
