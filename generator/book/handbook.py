"""The linked handbook: every record with its address and everything that refers to it.

Templates and exports read these objects and decide nothing. ``data`` is the record as in the YAML; the other attributes
are computed by ``link``. ``Handbook`` holds all of them in the order shown to readers. They have no ``repr`` of their
contents: each leads to all others, and a failing test would print for minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from generator import records
from generator.book import words
from generator.book.vocabulary import DEFAULT, Words
from generator.records.kinds import RecordKind

if TYPE_CHECKING:
    from generator.book.kinds import Kind
    from generator.book.states import Change, TextState
    from generator.book.views_of import Views


# The first day on which an amended text reads as it does, and the first on which it reads differently; ``None``: no such day.
Days = tuple[date | None, date | None]


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


class _WithName(_WithId, Protocol):
    @property
    def name(self) -> str: ...


class Identified:
    """A record with an id from the data. ``words``: those of its handbook, set by ``link``."""

    data: _WithId
    words: Words = DEFAULT

    @property
    def id(self) -> str:
        return self.data.id


class Named(Identified):
    """A record with a name; ``name`` and ``title`` are those of the data."""

    data: _WithName

    @property
    def name(self) -> str:
        return self.data.name

    @property
    def title(self) -> str:
        return self.data.name


@dataclass(eq=False, repr=False)
class Duty:
    """A department in a role. ``of``: a clause, an industry (through its clause) or a document.

    ``open``: it is the last of a printed list that ends in 等.
    """

    department: "Department"
    role: str
    of: "Clause | Document"
    open: bool = False


@dataclass(eq=False, repr=False)
class Department(Named):
    data: records.Department
    url: str
    part_of: "Department | None" = None
    parts: list["Department"] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    supports: list["Support"] = field(default_factory=list)
    apart: list["Support"] = field(default_factory=list)  # those that do not hold on the data's day
    lists: list["PublicList"] = field(default_factory=list)
    documents_contact: list["Document"] = field(default_factory=list)
    addressed_by: list["Document"] = field(default_factory=list)
    named_in: list["Clause"] = field(default_factory=list)

    @property
    def short(self) -> str:
        """The short name printed in documents, else the full name."""
        return self.data.short_names[0] if self.data.short_names else self.data.name

    def as_role(self, role: str) -> list["Clause | Document"]:
        return [duty.of for duty in self.duties if duty.role == role]


@dataclass(frozen=True)
class Piece:
    """A piece of a text that stands beside another. ``kind`` and ``key``: the fact that it is. ``same``: number of the fact where
    the other text has it too; ``first``: no earlier piece of this text is that fact."""

    text: str
    kind: str | None = None
    key: str = ""
    same: int | None = None
    first: bool = False


@dataclass(eq=False, repr=False)
class Occurrence:
    """A term in a clause. ``how``: technology, product or application of a subfield, or only named.

    ``said``: what an item of the plan says of it.
    """

    clause: "Clause"
    how: str
    said: list["Said"] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What an item says of a term: ``code`` (of ``words.STRENGTH``) and the printed ``words``, 推动……研发与应用.

    ``words`` is ``None`` where the item only mentions the term. ``open``: its list ends in 等.
    """

    code: str
    words: str | None
    open: bool


@dataclass(eq=False, repr=False)
class Term(Named):
    data: records.Term
    url: str
    letter: str
    pinyin: str
    occurrences: list[Occurrence] = field(default_factory=list)

    @property
    def binding(self) -> list[Occurrence]:
        return [seen for seen in self.occurrences if seen.clause.document.binding]

    @property
    def reference(self) -> list[Occurrence]:
        return [seen for seen in self.occurrences if not seen.clause.document.binding]


@dataclass(eq=False, repr=False)
class Industry(Named):
    """An industry. ``clause``: the one clause of the plan that describes it (ensured by ``validate``, set by
    ``link``)."""

    data: records.Industry
    url: str
    clause: "Clause" = field(init=False)
    hue: int = 1  # one of nine colours
    duties: list[Duty] = field(default_factory=list)
    subfields: list["Subfield"] = field(default_factory=list)
    own_supports: list["Support"] = field(default_factory=list)
    open_supports: list["Support"] = field(default_factory=list)
    elsewhere: list["Support"] = field(default_factory=list)  # unlimited in the text, assigned to others
    apart: list["Support"] = field(default_factory=list)  # its own that do not hold on the data's day
    clauses: list["Clause"] = field(default_factory=list)
    previous: "Industry | None" = None
    next: "Industry | None" = None


@dataclass(eq=False, repr=False)
class Subfield(Named):
    """A subfield. ``clause``: the item of the plan that describes it."""

    data: records.Subfield
    url: str
    industry: Industry
    clause: "Clause" = field(init=False)
    technologies: list[Term] = field(default_factory=list)
    products: list[Term] = field(default_factory=list)
    applications: list[Term] = field(default_factory=list)
    said: dict[str, list["Said"]] = field(default_factory=dict)  # term id -> what the item says of it
    statements: list[tuple[records.Statement, "Said", list[Term]]] = field(default_factory=list)
    clauses: list["Clause"] = field(default_factory=list)
    previous: "Subfield | None" = None
    next: "Subfield | None" = None

    @property
    def terms(self) -> list[Term]:
        """All terms once, in printed order within technologies, products, applications."""
        return list(dict.fromkeys([*self.technologies, *self.products, *self.applications]))


@dataclass(eq=False, repr=False)
class Support(Identified):
    data: records.Support
    url: str
    clause: "Clause"
    departments: list[Duty] = field(default_factory=list)
    departments_open: bool = False
    industries: list[Industry] = field(default_factory=list)
    tagged: list[Industry] = field(default_factory=list)
    answers: list["Support"] = field(default_factory=list)
    answered_by: list["Support"] = field(default_factory=list)
    answered_in: list["Clause"] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    batches: list["Batch"] = field(default_factory=list)
    results: list["Outcome"] = field(default_factory=list)
    splits: list[tuple[records.Split, "Document"]] = field(default_factory=list)  # with the document that says so
    states: list["TextState"] = field(default_factory=list)  # of an amended one, see ``book.states``
    versions: list["TextState"] = field(default_factory=list)
    reads: Days = (None, None)

    @property
    def title(self) -> str:
        return self.data.title

    @property
    def document(self) -> "Document":
        return self.clause.document

    @property
    def promise(self) -> bool:
        """Whether this is a promise without a sum, which a later document may answer."""
        return self.data.later is not None

    @property
    def point(self) -> records.Point | None:
        return next((point for point in self.clause.points if point.id == self.data.point), None)


@dataclass(eq=False, repr=False)
class Direction(Identified):
    """A direction. ``strength``: code of ``words.DIRECTION``, from the printed verb (``None``: the data has no verb).

    ``industries`` and ``tagged`` come from its own scope, else from its clause, unless that is for all future industries.
    """

    data: records.Direction
    url: str
    clause: "Clause"
    strength: str | None = None
    industries: list[Industry] = field(default_factory=list)
    tagged: list[Industry] = field(default_factory=list)
    answered_in: list["Clause"] = field(default_factory=list)
    answered_by: list[Support] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.data.title

    @property
    def document(self) -> "Document":
        return self.clause.document

    @property
    def scope(self) -> records.Scope | None:
        return self.data.scope or self.clause.data.scope


@dataclass(eq=False, repr=False)
class Clause:
    """A clause. An item of the plan takes ``heading``, ``summary`` and ``duties`` from its industry or subfield."""

    data: records.Clause
    document: "Document"
    url: str
    number: str | None
    heading: str
    summary: str
    parent: "Clause | None" = None
    children: list["Clause"] = field(default_factory=list)
    previous: "Clause | None" = None
    next: "Clause | None" = None
    industry: Industry | None = None
    subfield: Subfield | None = None
    duties: list[Duty] = field(default_factory=list)
    duties_open: bool = False
    names: list[Department] = field(default_factory=list)
    supports: list[Support] = field(default_factory=list)
    current: list[Support] = field(default_factory=list)  # supports that hold on the data's day
    directions: list[Direction] = field(default_factory=list)
    industries: list[Industry] = field(default_factory=list)
    tagged: list[Industry] = field(default_factory=list)
    subfields: list[Subfield] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)  # term id -> the name used by the clause
    related: list[tuple["Clause", str]] = field(default_factory=list)
    promises_answered: list[Support] = field(default_factory=list)
    lists: list["PublicList"] = field(default_factory=list)
    days: list["Day"] = field(default_factory=list)
    goals: list["Goal"] = field(default_factory=list)
    replaced_by: "Clause | None" = None
    replaces: list["Clause"] = field(default_factory=list)
    states: list["TextState"] = field(default_factory=list)  # of an amended one, see ``book.states``
    versions: list["TextState"] = field(default_factory=list)
    reads: Days = (None, None)
    official: list["Piece"] = field(default_factory=list)  # the official wording, in a build with originals
    plain: list[list["Piece"]] = field(default_factory=list)  # beside it: the summary, then the text of each point

    @property
    def id(self) -> str:
        return f"{self.document.id}/{self.data.id}"

    @property
    def words(self) -> Words:
        return self.document.words

    @property
    def points(self) -> tuple[records.Point, ...]:
        return self.data.points

    @property
    def title(self) -> str:
        """Number and heading, as a reader would say them."""
        return self.number_lead + self.heading

    @property
    def number_lead(self) -> str:
        """The number with the space before the heading; full-width punctuation needs none."""
        if not self.number:
            return ""
        return self.number if self.number[-1] in "、）" else f"{self.number} "

    @property
    def own_number(self) -> str:
        """The last part of the number: （一） of 三、（一）."""
        above = self.parent.number if self.parent else None
        return (self.number or "").removeprefix(above or "")

    @property
    def ancestors(self) -> list["Clause"]:
        return [*self.parent.ancestors, self.parent] if self.parent else []

    @property
    def depth(self) -> int:
        return len(self.ancestors)


def told_apart(clause: records.Clause, words: "Words") -> str | None:
    """The number as shown. A proposal numbers problems and suggestions separately: theirs include the kind."""
    if clause.number and clause.kind in ("problem", "suggestion"):
        return words.CLAUSE_KIND[clause.kind] + clause.number
    return clause.number


@dataclass(eq=False, repr=False)
class Relation:
    """A relation seen from one side. ``code``: its type; ``stated``: this side states it. ``document`` or ``term``:
    the other end."""

    code: str
    stated: bool
    note: str
    document: "Document | None" = None
    term: Term | None = None

    @property
    def label(self) -> str:
        """The relation in words, from this side."""
        return words.RELATION[self.code][0 if self.stated else 1]


@dataclass(eq=False, repr=False)
class See:
    """An entry of the term index that leads to an industry or subfield whose name is not a term."""

    record: Industry | Subfield
    letter: str
    pinyin: str

    @property
    def name(self) -> str:
        return self.record.name


@dataclass(eq=False, repr=False)
class Document(Identified):
    """A document; ``data`` has everything that ever stands in it, as on the data's day.

    Of an amended one: ``promulgated`` is the record as written, ``states`` what it says of itself, ``changes`` the
    amendments by their days, ``stopped`` from which day on parts of it are suspended, or no longer.
    """

    data: records.Document
    url: str
    promulgated: records.Document | None = None
    states: list["TextState"] = field(default_factory=list)
    versions: list["TextState"] = field(default_factory=list)
    reads: Days = (None, None)
    changes: list[tuple[date, list["Change"]]] = field(default_factory=list)
    stopped: list[tuple[date | None, bool]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    issuers: list[Duty] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    closes: date | None = None
    as_of: date = date.min  # the data's day, set by ``link``
    deadlines: list["Day"] = field(default_factory=list)
    overlap_clause: Clause | None = None
    contact: Department | None = None
    addressed: list[Department] = field(default_factory=list)
    replaced_by: "Document | None" = None
    replaces: list["Document"] = field(default_factory=list)
    batches: list["Batch"] = field(default_factory=list)
    results: list["Outcome"] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.data.title

    @property
    def binding(self) -> bool:
        """Whether it was issued with effect by a public body, unlike a reference text or a proposal."""
        return self.data.force in ("in-force", "closed")

    @property
    def supports(self) -> list[Support]:
        return [support for clause in self.clauses for support in clause.supports]

    @property
    def current(self) -> list[Support]:
        return [support for clause in self.clauses for support in clause.current]


@dataclass(eq=False, repr=False)
class Batch:
    """A batch of a call, with the supports that it is for."""

    data: records.Batch
    document: Document
    url: str
    supports: list[Support] = field(default_factory=list)
    results: list["Outcome"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.document.id}/{self.data.id}"

    @property
    def title(self) -> str:
        return f"{self.document.data.short_title}（{self.data.name}）"

    @property
    def called(self) -> str:
        """Its name with the year, where the name does not have it: what an old call said is not taken for this year's."""
        year = self.data.year
        return self.data.name if year is None or str(year) in self.data.name else f"{year}年度{self.data.name}"

    @property
    def states(self) -> list["TextState"]:
        """A batch is not amended itself; it ends with its document."""
        return self.document.states

    @property
    def versions(self) -> list["TextState"]:
        return []

    @property
    def reads(self) -> Days:
        return None, None


@dataclass(eq=False, repr=False)
class Outcome:
    """A result that a notice reports, with the supports that it is of and the batch that it comes from."""

    data: records.Result
    document: Document
    url: str
    batch: Batch | None = None
    supports: list[Support] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class PublicList(Named):
    data: records.PublicList
    url: str
    promised: list["Promised"] = field(default_factory=list)


@dataclass(eq=False, repr=False)
class Promised:
    clause: Clause
    printed: str
    rhythm: str | None
    departments: list[Department]
    open: bool  # the list of departments ends in 等
    duty: list[tuple[str | None, str]] = field(default_factory=list)  # (code of ``words.DUTY``, printed word)

    @property
    def public(self) -> bool:
        """Whether the text says that the list is published, not only made."""
        return any(code == "publish" for code, _ in self.duty)


@dataclass(eq=False, repr=False)
class Goal:
    data: records.Goal
    clause: Clause
    target: "Target"


@dataclass(eq=False, repr=False)
class Target(Identified):
    data: records.Target
    url: str
    goals: list[Goal] = field(default_factory=list)

    def goal_of(self, document: Document) -> Goal | None:
        return next((goal for goal in self.goals if goal.clause.document is document), None)


@dataclass(eq=False, repr=False)
class Day:
    """A date of the calendar, set by a clause or by a document's metadata (then ``clause`` is ``None``).

    ``ground`` says how the day is known, where the text does not state it. ``hour`` is the hour of the day (17:00), where
    a text sets one; ``of`` the text whose window begins or ends on it.
    """

    id: str
    date: date
    kind: str
    what: str
    document: Document
    url: str
    clause: Clause | None = None
    for_whom: str | None = None
    ground: str = ""
    hour: str = ""
    of: "Document | Clause | Support | Batch | None" = None


@dataclass(eq=False, repr=False)
class Entity(Named):
    """A record of a kind without a class of its own here; nothing refers to it."""

    data: Any
    url: str
    kind: RecordKind


# Records with a name of their own; and all that can be cited: those and the texts.
Called = Department | Term | Industry | Subfield | Support | Direction | PublicList | Target | Day | Entity
Citable = Document | Clause | Called


@dataclass(eq=False, repr=False)
class Handbook:
    """All linked records. ``words``: what the handbook calls its codes and parts. ``kinds``: descriptors of all kinds."""

    site: records.Site
    words: Words = DEFAULT
    kinds: "Sequence[Kind]" = ()
    documents: list[Document] = field(default_factory=list)
    industries: list[Industry] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    index: list[Term | See] = field(default_factory=list)
    lists: list[PublicList] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    synonyms: list[records.Synonym] = field(default_factory=list)
    links: list[records.Link] = field(default_factory=list)
    editions: list[records.Edition] = field(default_factory=list)  # newest first
    others: dict[str, list[Entity]] = field(default_factory=dict)  # code of the kind -> records of other kinds
    computed: dict[Any, Any] = field(default_factory=dict)  # what ``memo`` keeps

    @cached_property
    def views(self) -> "Views":
        """The typed views of records, created on demand and cached."""
        from generator.book.views_of import Views  # imported here: views depend on this module

        return Views(self)

    @property
    def clauses(self) -> list[Clause]:
        return [clause for document in self.documents for clause in document.clauses]

    @property
    def supports(self) -> list[Support]:
        return [support for document in self.documents for support in document.supports]

    @property
    def current(self) -> list[Support]:
        """The supports that hold on the data's day: what has ended or is still to come answers no question about it."""
        return [support for document in self.documents for support in document.current]

    @property
    def subfields(self) -> list[Subfield]:
        return [subfield for industry in self.industries for subfield in industry.subfields]

    @property
    def directions(self) -> list[Direction]:
        return [direction for clause in self.clauses for direction in clause.directions]
