"""Audits: the data against the original texts, and visits to outside links."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.audit.report import Report
from generator.audit.verify import verify
from generator.audit.visits import Finding, visit
from generator.book.keeping import Entry, entries
from generator.book.link import link
from generator.pipeline.check import check
from generator.records import Link
from generator.source.problems import Place


def hold_against(root: Path, folder: Path) -> tuple[Report, dict[str, str]]:
    """Compare the data below ``root`` with the originals in ``folder``; also returns the data files for quoting.
    Raises ``BadData``."""
    source = check(root)
    return verify(source, folder), source.texts


def days_ahead(root: Path, first: date, days: int) -> list[Entry]:
    """What the keeper should look at from a day on for so many days. Raises ``BadData``."""
    return entries(link(check(root)), first, days)


def visit_links(
    root: Path, timeout: float, say: Callable[[str], None] = lambda step: None
) -> tuple[list[tuple[Place, Link, Finding]], dict[str, str]]:
    """Visit every listed outside address: (place, link, finding) of each, and the data files for quoting. Writes
    nothing.

    ``timeout``: seconds per step of a connection. Raises ``BadData``.
    """
    source = check(root)
    found = visit([outside for _, outside in source.links], timeout, say)
    return [(place, link, finding) for (place, link), finding in zip(source.links, found, strict=True)], source.texts
