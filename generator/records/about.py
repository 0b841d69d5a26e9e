"""The handbook itself: what it is, where it leads outside, and the log of what its editions changed."""

from datetime import date
from typing import Annotated

from pydantic import StrictBool, StringConstraints

from generator.records.base import Id, Inside, Record, ReportUrl, SiteIdCode, Text, Url, Version


class Operator(Record):
    """Who runs the published site. ``government``: it is a government website, whose pages then bear the tags of such
    sites; ``site_id_code`` is its code in the national list (10 digits)."""

    name: Text
    government: StrictBool = False
    site_id_code: SiteIdCode | None = None


class Site(Record):
    """``data/site.yml``: what the handbook is, and the version and day of its data (never taken from the clock).

    ``searches`` are queries that show a reader what the search takes, on the home page and in the search itself.
    ``download`` names the zip for readers without a network, before its version.
    ``live_url`` is the address at which the handbook is published: citations, QR codes and feeds begin with it.
    ``operator`` is who publishes it there, and answers for it (``None``: nobody is named).
    """

    title: Text
    subtitle: Text
    city: Text
    version: Version
    as_of: date
    download: Id = "handbook"
    searches: tuple[Text, ...] = ()
    live_url: Url | None = None
    report_url: ReportUrl | None = None
    operator: Operator | None = None


class Link(Record):
    """``data/links.yml``: an address outside that the handbook leads to, and what for.

    ``checked`` is the day on which a person last opened it and compared (``None``: nobody, or no day was kept), ``seen``
    what that person found there. Programs never write here.
    """

    url: Url
    what: Text
    checked: date | None = None
    seen: Text | None = None
    note: Text | None = None


class Change(Record):
    """One thing that an edition changed: what it is about, what changed, where it stands (``None``: it is gone)."""

    title: Text
    what: Text
    url: Inside | None = None


class Edition(Record):
    """``data/changes.yml``: a published state of the data. ``id`` never changes: readers of feeds know it by that."""

    id: Annotated[str, StringConstraints(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]
    version: Text
    date: date
    title: Text
    summary: Text
    changes: tuple[Change, ...] = ()
