"""Check: is the data valid? Imports neither the engine nor anything that draws, since editors run it after every
edit."""

from collections.abc import Sequence
from pathlib import Path

from generator.audit import outside_links
from generator.history import ledger
from generator.records.kinds import KINDS, RecordKind
from generator.source.load import Source, load
from generator.source.validate import validate

TEMPLATES = Path(__file__).parents[1] / "pages" / "templates"


def check(root: Path, kinds: Sequence[RecordKind] = KINDS) -> Source:
    """Read and validate the data below ``root``, including published addresses and outside links.

    ``kinds``: what the data may contain. Raises ``BadData``.
    """
    source = load(root, kinds)
    validate(source, today=True)
    outside_links.check(source, root, TEMPLATES)
    ledger.check(source)
    return source
