"""What ``handbook verify`` is told beforehand: the shape of ``data/verify.yml``, which may be missing.

Every entry gives its reason. An entry that no longer applies is itself reported, so that the file cannot rot.
Expected differences are facts, never sentences: ``words`` are a few characters that find a place in an original.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.records import ClauseRef, DepartmentRef, DocumentRef, Record, Text

# Short on purpose: no sentence of a source is committed.
Words = Annotated[str, StringConstraints(min_length=1, max_length=24)]
KINDS = Literal[
    "number", "heading", "sum", "date", "quantity", "document-number", "department", "duty", "term", "printed", "verb",
    "industry", "tagged", "relation",
]  # fmt: skip


class Misread(Record):
    """What the text file has, and what the official text has (``""`` where a layout mark is to be ignored)."""

    document: DocumentRef
    read: Words
    means: Annotated[str, StringConstraints(max_length=24)] = ""
    reason: Text


class LeftOut(Record):
    """A passage that is neither checked nor shown (names of persons): from ``begin`` up to and with ``end``.

    Without ``end`` it goes to the end of the text.
    """

    document: DocumentRef
    begin: Words
    end: Words | None = None
    reason: Text


class Begins(Record):
    """Where an unnumbered clause begins in the original: its first words."""

    clause: ClauseRef
    words: Words


class PrintedName(Record):
    """A name of a department that stands in an original and is neither its full name nor one of its short names."""

    printed: Words
    department: DepartmentRef
    reason: Text


class Difference(Record):
    """A fact on one side only. ``side``: ``model`` (the original lacks it) or ``original`` (the handbook lacks it).

    ``clause`` is the local id; without it the fact is one of the document as a whole.
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
