"""Check: may this data be used? It loads neither the engine nor anything that draws: editors run it after every change."""

from collections.abc import Sequence
from pathlib import Path

from generator.audit import outside_links
from generator.history import ledger, page_editions
from generator.records.kinds import KINDS, RecordKind
from generator.source.load import Source, load
from generator.source.validate import validate

TEMPLATES = Path(__file__).parents[1] / "pages" / "templates"


def check(root: Path, kinds: Sequence[RecordKind] = KINDS) -> Source:
    """Read and validate the data below ``root``; no address that was ever published may be lost, and every address
    outside is listed. ``kinds``: what the data may hold. Raises ``BadData``."""
    source = load(root, kinds)
    validate(source, today=True)
    outside_links.check(source, root, TEMPLATES)
    ledger.check(source)
    page_editions.check(source)
    return source
