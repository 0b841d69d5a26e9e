"""The change log as Atom and JSON Feed.

Entry ids come from the log and never change. Links are absolute if the site's own address is set, else relative to the
feed, as XML allows.
"""

import json
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from generator.book import addresses
from generator.records import Edition, Site

ATOM = "http://www.w3.org/2005/Atom"


def _when(edition: Edition) -> str:
    """Midnight in Asia/Shanghai of a day of the data."""
    return f"{edition.date.isoformat()}T00:00:00+08:00"


def told(edition: Edition) -> str:
    return "\n".join([edition.summary, *(f"{change.title}：{change.what}" for change in edition.changes)])


def atom(site: Site, editions: list[Edition]) -> str:
    """Atom, newest entry first."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-CN")

    def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = text
        return element

    add(feed, "title", f"{site.title}：更新记录")
    add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, editions[-1].id)}")  # the oldest entry names the feed
    add(feed, "updated", _when(editions[0]))
    add(add(feed, "author"), "name", site.title)
    add(feed, "link", rel="self", type="application/atom+xml", href=addresses.permanent(site, addresses.ATOM))
    add(feed, "link", rel="alternate", type="text/html", href=addresses.permanent(site, addresses.UPDATES))
    for edition in editions:
        entry = add(feed, "entry")
        add(entry, "title", f"{edition.title}（{edition.version}）")
        add(entry, "id", edition.id)
        add(entry, "updated", _when(edition))
        place = addresses.permanent(site, addresses.edition(edition.id))
        add(entry, "link", rel="alternate", type="text/html", href=place)
        add(entry, "content", told(edition), type="text")
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True).decode("utf-8")


def json_feed(site: Site, editions: list[Edition]) -> str:
    """JSON Feed 1.1, newest entry first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site.title}：更新记录",
        "home_page_url": addresses.permanent(site, addresses.UPDATES),
        "feed_url": addresses.permanent(site, addresses.FEED),
        "language": "zh-CN",
        "authors": [{"name": site.title}],
        "items": [
            {
                "id": edition.id, "url": addresses.permanent(site, addresses.edition(edition.id)),
                "title": f"{edition.title}（{edition.version}）", "date_published": _when(edition),
                "content_text": told(edition),
            }
            for edition in editions
        ],
    }  # fmt: skip
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
