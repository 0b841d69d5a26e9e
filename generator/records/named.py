"""Things that documents call by name: departments and their duties, terms, industries and subfields."""

from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from generator.records.base import DepartmentRef, Id, Record, TermId, TermName, Text


class Department(Record):
    """A body named in a document. ``name_printed`` is false where no source prints the full name."""

    id: Id
    name: Text
    name_printed: StrictBool = True
    short_names: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    kind: Literal["municipal", "party", "central", "local", "office", "proposer", "coordination", "national"]
    part_of: DepartmentRef | None = None
    note: Text | None = None


# The roles of ``Duties``, in the order shown on pages.
ROLES = ("lead", "responsible", "shared", "local")


class Duties(Record):
    """Departments by role, in printed order. ``open``: the list ends in 等.

    ``shared``: printed as 按职责分工负责, without a lead. ``local``: districts that carry out a task (落实).
    """

    lead: tuple[DepartmentRef, ...] = ()
    responsible: tuple[DepartmentRef, ...] = ()
    shared: tuple[DepartmentRef, ...] = ()
    local: tuple[DepartmentRef, ...] = ()
    open: StrictBool = False


TermType = Literal[
    "technology", "product", "application", "institution", "zone", "fund", "programme", "award", "qualification",
    "platform", "mechanism", "codeword", "document", "event", "group", "money", "planned",
]  # fmt: skip


class Term(Record):
    """A named thing that readers look up. ``explanation``: in plain words, what it is and where it comes from."""

    id: TermId
    name: Text
    type: TermType
    aliases: tuple[Text, ...] = ()
    explanation: Text | None = None


class Statement(Record):
    """What an item says of some of its terms: the ``verb`` before them and the noun after them, if any (``then``), as
    printed: 推动……研发与应用. ``text.verbs`` reads the strength.

    Without ``verb`` the item only mentions the terms. ``open``: the list ends in 等.
    """

    verb: Text | None = None
    then: Text | None = None
    terms: tuple[TermName, ...] = Field(min_length=1)
    open: StrictBool = False


class Subfield(Record):
    """A numbered item of the action plan, 1 to 38. Its terms are those that the item names, in order; each occurs in
    at least one of its ``statements``."""

    id: Id
    number: StrictInt = Field(ge=1)
    name: Text
    aliases: tuple[Text, ...] = ()
    summary: Text
    technologies: tuple[TermName, ...] = ()
    products: tuple[TermName, ...] = ()
    applications: tuple[TermName, ...] = ()
    statements: tuple[Statement, ...] = ()
    note: Text | None = None


class Industry(Record):
    """``data/industries/<id>.yml``: an industry of the action plan with its subfields."""

    id: Id
    number: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    tier: Literal["high-growth", "high-potential"]
    summary: Text
    departments: Duties
    subfields: tuple[Subfield, ...] = Field(min_length=1)
    note: Text | None = None
