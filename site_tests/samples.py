"""Shared by all tests: paths, copies of the sample handbook, and everything drawn from one."""

import shutil
from functools import cache
from pathlib import Path

from generator.book.handbook import Handbook
from generator.book.link import link
from generator.exports import files as exports
from generator.history import ledger
from generator.pages.render import render
from generator.pipeline.check import check
from generator.source.load import Source

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SAMPLE = HERE / "sample"
MORE = HERE / "sample_more"


def copied(folder: Path, more: bool = False) -> Path:
    """A copy of the sample handbook in ``folder``, which must not exist yet. ``more``: with every kind of record,
    field and choice (``sample_more`` laid over it)."""
    shutil.copytree(SAMPLE, folder)
    if more:
        shutil.copytree(MORE, folder, dirs_exist_ok=True)
    return folder


@cache
def real_source() -> Source:
    """The data of this checkout, checked."""
    return check(ROOT)


@cache
def real_book() -> Handbook:
    """The handbook of this checkout, read-only: tests that change a book link their own."""
    return link(real_source())


def drawn(root: Path) -> dict[str, str | bytes]:
    """Every file made before the engine runs, by path: pages as Markdown, exports."""
    source = check(root)
    retired = ledger.check(source)
    book = link(source)
    return {**render(book, root / "content", retired), **exports.files(book, retired)}
