"""Editions: publish addresses, retire them, and compare states of the data."""

from dataclasses import dataclass
from pathlib import Path

from generator.book.link import link
from generator.book.vocabulary import Words
from generator.exports.handbook_json import handbook_data
from generator.history import changes, ledger, page_editions
from generator.pages.render import draw
from generator.pipeline.check import check
from generator.records import Change
from generator.source.load import load
from generator.source.problems import BadData
from generator.source.validate import validate


@dataclass(frozen=True)
class Entered:
    """What an edition brought: the new addresses, whether it began the log of changes, how many pages it changed."""

    addresses: list[str]
    begun: bool
    pages: int


def enter(root: Path) -> Entered:
    """Enter new addresses into the ledger, begin the log of changes where there is none, and keep which edition last
    changed each page.

    Raises ``Unwritten`` where this version has no entry in the log yet: what changed is told by ``compare``.
    """
    source = check(root)
    assert source.site is not None
    version = source.site.version
    if source.editions and version not in {edition.version for _, edition in source.editions}:
        raise ledger.Unwritten(
            f"更新记录里还没有 {version} 版。请先运行 handbook changes 上一版的提交 . --record，再发布。"
        )
    fresh = ledger.publish(root, source)
    if not source.editions:
        changes.record(root, changes.first_edition(handbook_data(link(source)), source.vocabulary.names))
    published = check(root)  # pages offer the feeds as soon as the log has begun
    drawn = draw(link(published), root / "content", ledger.check(published))
    return Entered(fresh, not source.editions, page_editions.publish(root, published, drawn))


def retire(root: Path, address: str, to: str | None, reason: str) -> list[str]:
    """Record in the ledger what became of an address. The data must be readable but need not be valid."""
    source = load(root)
    if source.problems:
        raise BadData(source.problems, source.texts)
    return ledger.retire(root, source, address, to, reason)


def compare(root: Path, old: str, new: str, record: bool, title: str | None = None) -> list[Change]:
    """The differences of the state ``new`` from ``old``; ``record``: append them to the log, with ``title``."""

    def read(folder: Path) -> changes.Model:
        source = load(folder)
        validate(source)
        return handbook_data(link(source))

    after = changes.state(root, new, read)
    found = changes.compare(changes.state(root, old, read), after, called=Words(load(root).vocabulary))
    if record:
        edition = changes.next_edition(after, found, title)
        if edition.id in {entry.id for _, entry in load(root).editions}:
            raise ledger.Unwritten(f"更新记录里已有 {edition.version} 版（{edition.date}）。新的一版要在 data/site.yml 里改 version 和 as_of。")  # fmt: skip
        changes.record(root, edition)
    return found
