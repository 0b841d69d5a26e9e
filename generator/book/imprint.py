"""Imprint: the edition that a page names, which is the one that last changed the page.

No page holds the version of the data, so one changed sum rewrites the pages that show it and no others. Where a page
speaks of its edition it is drawn with marks in place of version and day. The sum of that text says whether the page is
still what it was in an earlier edition; only then are the marks filled, with that edition or else with the data's own.
What the site's edition is now, scripts read in ``assets/data/edition.js``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from generator.book import addresses
from generator.book.validity import day_words
from generator.records import Site


@dataclass(frozen=True)
class Imprint:
    """A version and its day in the two forms in which pages write it: 2026-01-31 and 2026年1月31日."""

    version: str
    iso: str
    words: str


@dataclass(frozen=True)
class Printed:
    """What is kept of a published page: the sum of its text with marks, and the edition that last changed it."""

    sum: str
    imprint: Imprint


# Private characters, one for each field: the data may hold none of them, and they pass through templates unharmed.
MARKS = Imprint("\ue000", "\ue001", "\ue002")

# Pages about the edition itself. They name the data's own, whatever else they say.
OF_THE_EDITION = frozenset((addresses.OFFLINE, addresses.UPDATES))


def imprint(version: str, day: date) -> Imprint:
    return Imprint(version, day.isoformat(), day_words(day))


def of_data(site: Site) -> Imprint:
    """The edition that the data has now."""
    return imprint(site.version, site.as_of)


def sum_of(text: str) -> str:
    """The sum of a page's text with marks: 16 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()[:16]


def imprints(drawn: Mapping[str, str], site: Site, kept: Mapping[str, Printed]) -> dict[str, Imprint]:
    """The edition that each page names. ``drawn`` are texts with marks, by address; ``kept`` what was published of them."""
    now = of_data(site)

    def named(url: str, text: str) -> Imprint:
        before = kept.get(url)
        same = before and url not in OF_THE_EDITION and before.sum == sum_of(text)
        return before.imprint if before and same else now

    return {url: named(url, text) for url, text in drawn.items()}


def filled(text: str, edition: Imprint) -> str:
    """A text with the marks replaced, also where they stand encoded in an address (a report that is sent by mail)."""
    for mark, value in zip(_fields(MARKS), _fields(edition), strict=True):
        text = text.replace(mark, value).replace(quote(mark), quote(value, safe=""))
    return text


def _fields(edition: Imprint) -> tuple[str, str, str]:
    return edition.version, edition.iso, edition.words
