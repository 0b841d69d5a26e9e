"""The handbook itself: its settings, its outside links, and the log of its editions."""

from datetime import date
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from generator.records.base import Id, Inside, Record, ReportUrl, SiteIdCode, Text, Url, Version

# The newest shape of the data that this program knows: 1, amounts in one line; 2, amounts in parts. Older ones stay legal.
FORMAT = 2


# A folder beside data/, known by its name, never in it: the lines of originals are no data.
ORIGINALS = r"^originals(?:[A-Za-z0-9_-]|/[A-Za-z0-9_-])*$"


class Operator(Record):
    """Who runs the published site.

    ``government``: it is a government website, so its pages get the tags of such sites. ``site_id_code``: its code in
    the national list (10 digits).
    """

    name: Text
    government: StrictBool = False
    site_id_code: SiteIdCode | None = None


class Site(Record):
    """``data/site.yml``: settings of the handbook, with the version and day of its data (never taken from the clock).

    ``searches``: example queries on the home page and in the search dialog. ``download``: file name of the offline zip,
    before the version. ``format``: the shape in which the data is written (``handbook upgrade`` brings it to the newest). ``live_url``: the address of the published handbook, with which citations, QR codes and feeds
    begin. ``originals``: the folder with the official texts (``<document>.txt`` and so on), which every build then shows beside the
    clauses. ``operator``: who publishes it (``None``: nobody is named). ``notice``: a sentence that nobody may miss (内容为
    虚构, 试运行), at the head of every page, on paper, and in every export.
    """

    title: Text
    subtitle: Text
    city: Text
    version: Version
    as_of: date
    originals: Annotated[str, StringConstraints(pattern=ORIGINALS)] | None = None
    format: StrictInt = Field(default=1, ge=1, le=FORMAT)
    notice: Text | None = None
    download: Id = "handbook"
    searches: tuple[Text, ...] = ()
    live_url: Url | None = None
    report_url: ReportUrl | None = None
    operator: Operator | None = None


class Link(Record):
    """``data/links.yml``: an outside address that the handbook links to, and what for.

    ``checked``: the day on which a person last opened and compared it (``None``: nobody did, or no day was kept).
    ``seen``: what that person found. Programs never write here.
    """

    url: Url
    what: Text
    checked: date | None = None
    seen: Text | None = None
    note: Text | None = None


class Change(Record):
    """One change of an edition: its subject, what changed, and its address (``None``: it no longer exists)."""

    title: Text
    what: Text
    url: Inside | None = None


class Edition(Record):
    """``data/changes.yml``: a published state of the data. ``id`` never changes: feed readers identify entries by
    it."""

    id: Annotated[str, StringConstraints(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]
    version: Text
    date: date
    title: Text
    summary: Text
    changes: tuple[Change, ...] = ()
