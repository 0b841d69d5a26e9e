"""The shape of ``data/verify.yml`` (optional): known exceptions for ``handbook verify``.

Every entry has a reason; an entry that no longer applies is reported. Expected differences are facts, never sentences:
``words`` are a few characters that locate a place in an original.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.records import ClauseRef, DepartmentRef, DocumentRef, Record, Text

# Short, so that no sentence of a source is committed.
Words = Annotated[str, StringConstraints(min_length=1, max_length=24)]
KINDS = Literal[
    "number", "heading", "sum", "date", "quantity", "document-number", "department", "duty", "term", "printed", "verb",
    "industry", "tagged", "relation",
]  # fmt: skip


class Misread(Record):
    """``read``: what the text file has; ``means``: what the official text has (``""``: a layout mark to ignore)."""

    document: DocumentRef
    read: Words
    means: Annotated[str, StringConstraints(max_length=24)] = ""
    reason: Text


class LeftOut(Record):
    """A passage that is neither checked nor shown (names of persons): from ``begin`` through ``end``, or to the end
    of the text without ``end``."""

    document: DocumentRef
    begin: Words
    end: Words | None = None
    reason: Text


class Begins(Record):
    """The first words of an unnumbered clause in the original."""

    clause: ClauseRef
    words: Words


class PrintedName(Record):
    """A printed name of a department that is neither its full name nor one of its short names."""

    printed: Words
    department: DepartmentRef
    reason: Text


class Difference(Record):
    """A fact on one side only. ``side``: ``model`` (missing in the original) or ``original`` (missing in the handbook).

    ``clause`` is the local id; without it the fact belongs to the whole document.
    """

    document: DocumentRef
    clause: Text | None = None
    side: Literal["model", "original"]
    kind: KINDS
    facts: tuple[Text, ...] = Field(min_length=1)
    reason: Text


class Verification(Record):
    """``data/verify.yml``."""

    misread: tuple[Misread, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    begins: tuple[Begins, ...] = ()
    names: tuple[PrintedName, ...] = ()
    differences: tuple[Difference, ...] = ()
