"""Repairs titles in the outline of a printed PDF."""

from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def mend_outline(printed: Path, target: Path) -> None:
    """Write ``printed`` to ``target`` with a repaired outline.

    If a heading is laid out twice, on both sides of a page break, Chromium repeats its title: such titles are halved.
    """
    writer = PdfWriter(clone_from=printed)
    for entry in _entries(writer.get_outline_root()):
        title = str(entry.get("/Title", ""))
        half = len(title) // 2
        if half > 1 and title[:half] == title[half:]:
            entry[NameObject("/Title")] = TextStringObject(title[:half])
    writer.write(target)


def _entries(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """All entries of an outline below ``node``, which links its first child, and each child the next."""
    child = node.get("/First")
    while child is not None:
        entry = child.get_object()
        yield entry
        yield from _entries(entry)
        child = entry.get("/Next")
