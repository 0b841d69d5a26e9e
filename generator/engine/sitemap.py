"""Sitemap and robots.txt, written only where the site's own address is known.

No sitemap is better than an empty one or one with invented addresses.
"""

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


def write(site: Path, about: Site) -> None:
    """Write ``sitemap.xml`` and ``robots.txt`` into ``site`` if ``about`` has a ``live_url``.

    Every page shows the version and day of the data, so that day is its last change. Robots read robots.txt only at the
    root of a host: below a path, the host's own file must name the sitemap.
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
        etree.SubElement(url, f"{{{_SPACE}}}lastmod").text = about.as_of.isoformat()
    (site / SITEMAP).write_bytes(etree.tostring(urls, encoding="utf-8", xml_declaration=True, pretty_print=True))
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {addresses.permanent(about, SITEMAP)}\n"
    (site / ROBOTS).write_text(robots, encoding="utf-8")
