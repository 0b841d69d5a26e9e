"""Audits: the data held against the original texts, and the addresses outside visited."""

from collections.abc import Callable
from pathlib import Path

from generator.audit.verify import Report, verify
from generator.audit.visits import Finding, visit
from generator.pipeline.check import check
from generator.records import Link
from generator.source.problems import Place


def hold_against(root: Path, folder: Path) -> tuple[Report, dict[str, str]]:
    """Hold the data below ``root`` against the originals in ``folder``. Raises ``BadData``."""
    source = check(root)
    return verify(source, folder), source.texts


def visit_links(
    root: Path, timeout: float, say: Callable[[str], None] = lambda step: None
) -> tuple[list[tuple[Place, Link, Finding]], dict[str, str]]:
    """Visit every listed address outside: what was found at each, and the texts for quoting. Writes nothing.

    ``timeout``: seconds for each step of a connection. Raises ``BadData``.
    """
    source = check(root)
    found = visit([link for _, link in source.links], timeout, say)
    return [(place, link, finding) for (place, link), finding in zip(source.links, found, strict=True)], source.texts
