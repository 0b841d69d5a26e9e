"""Sitemap and robots.txt, written only where the site's own address is known.

No sitemap is better than an empty one or one with invented addresses.
"""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from generator.book import addresses
from generator.records import Site

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
NAMES = (SITEMAP, ROBOTS)
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Not pages of the handbook: the 404 page and pages of retired addresses.
_MISSING = "404.html"
_RETIRED = b"kind-retired"


def write(site: Path, about: Site, days: Mapping[str, str]) -> None:
    """Write ``sitemap.xml`` and ``robots.txt`` into ``site``, where ``about`` has an address of its own.

    ``days`` are the ISO days on which the pages were last changed, by address. Robots ask for their file at
    the root of a host only: below a path it is for the host's own file to name the map.
    """
    if not about.live_url:
        return
    urls = etree.Element(f"{{{_SPACE}}}urlset", nsmap={None: _SPACE})
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name == _MISSING or _RETIRED in path.read_bytes():
            continue
        url = etree.SubElement(urls, f"{{{_SPACE}}}url")
        etree.SubElement(url, f"{{{_SPACE}}}loc").text = addresses.permanent(about, name)
        etree.SubElement(url, f"{{{_SPACE}}}lastmod").text = days[name]
    (site / SITEMAP).write_bytes(etree.tostring(urls, encoding="utf-8", xml_declaration=True, pretty_print=True))
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {addresses.permanent(about, SITEMAP)}\n"
    (site / ROBOTS).write_text(robots, encoding="utf-8")
