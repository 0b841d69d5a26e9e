"""Audits: the data against the original texts, and visits to outside links."""

from collections.abc import Callable
from pathlib import Path

from generator.audit.report import Report
from generator.audit.verify import verify
from generator.audit.visits import Finding, visit
from generator.pipeline.check import check
from generator.records import Link
from generator.source.problems import Place


def hold_against(root: Path, folder: Path) -> tuple[Report, dict[str, str]]:
    """Compare the data below ``root`` with the originals in ``folder``; also returns the data files for quoting.
    Raises ``BadData``."""
    source = check(root)
    return verify(source, folder), source.texts


def visit_links(
    root: Path, timeout: float, say: Callable[[str], None] = lambda step: None
) -> tuple[list[tuple[Place, Link, Finding]], dict[str, str]]:
    """Visit every listed outside address: (place, link, finding) of each, and the data files for quoting. Writes
    nothing.

    ``timeout``: seconds per step of a connection. Raises ``BadData``.
    """
    source = check(root)
    found = visit([link for _, link in source.links], timeout, say)
    return [(place, link, finding) for (place, link), finding in zip(source.links, found, strict=True)], source.texts
