"""Things that documents call by name: departments and their duties, terms, industries and subfields."""

from pydantic import Field, StrictBool, StrictInt

from generator.records.base import DepartmentRef, Id, Record, TermId, TermName, Text
from generator.records.vocabulary import DepartmentKind, TermType, TierCode


class Department(Record):
    """A body named in a document. ``name_printed`` is false where no source prints the full name."""

    id: Id
    name: Text
    name_printed: StrictBool = True
    short_names: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    kind: DepartmentKind
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
    """``data/industries/<id>.yml``: an industry of the plan with its subfields.

    ``tier``: the class that the plan puts it in (``None``: the plan has no classes). ``hue``: one of the nine colours
    (``None``: by its place).
    """

    id: Id
    number: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    tier: TierCode | None = None
    hue: StrictInt | None = Field(default=None, ge=1, le=9)
    summary: Text
    departments: Duties
    subfields: tuple[Subfield, ...] = Field(min_length=1)
    note: Text | None = None
