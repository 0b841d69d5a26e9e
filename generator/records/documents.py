"""Documents, their clauses, and the points of a clause."""

from datetime import date
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from generator.records.amounts import Cap, Split
from generator.records.application import Application
from generator.records.base import (
    ClauseRef,
    DepartmentRef,
    DocumentRef,
    Id,
    IndustryRef,
    PointId,
    Record,
    SubfieldRef,
    TermName,
    Text,
    Url,
)
from generator.records.batches import Batch
from generator.records.conditions import Node
from generator.records.named import Duties
from generator.records.supports import Direction, Means, Scope, Support


class Point(Record):
    """One thing that a clause says. ``act``: what the text does there; ``whom``: to whom; ``number``: only where
    printed.

    ``cite``: the words by which a citation names the point (关于……的规定), where the computed ones do not fit. ``means``:
    what the point names besides money (用地, 数据开放, 沙盒监管 ...) and no support of its own carries.
    """

    id: PointId
    act: Literal["give", "ask", "do", "aim", "rule", "fact", "problem", "suggest"]
    text: Text
    whom: Text | None = None
    condition: Text | None = None
    number: Text | None = None
    cite: Text | None = None
    means: tuple[Means, ...] = ()


class Limit(Record):
    """A bound that a clause sets: at least ``low`` and at most ``high`` (``None``: no bound stated) of ``what``.

    Without numbers the bound is one of kind: ``words`` lists what is allowed, as printed. ``point``: where it stands.
    """

    what: Text
    low: StrictInt | None = None
    high: StrictInt | None = None
    unit: Text | None = None
    words: tuple[Text, ...] = ()
    open: StrictBool = False
    point: PointId


class Related(Record):
    """A related clause, and why. Written on one side; ``link`` adds the other."""

    to: ClauseRef
    why: Text


class Clause(Record):
    """A part, section, article, item or paragraph of a document.

    ``under``: local id of the clause that contains it. A clause that is an industry or subfield of the plan names it
    (``industry``, ``subfield``) and takes heading, summary and departments from there: one thing, one address.
    ``leaves_out`` are qualifiers of its points (前沿, 市级 ...) that the summary leaves out on purpose.
    ``names`` are departments that the text names without giving them a role.
    ``caps`` are ceilings over several of its supports. ``conditions`` hold for every support in it and below it.
    A clause has its document's validity unless it states its own (``valid_from``, ``valid_until``); ``replaced_by`` is
    the clause that took its place, from the day ``replaced_on``. ``outlasts``: what it promises has no day and does not
    end with the deadlines of its document.
    """

    id: Id
    kind: Literal[
        "preamble", "part", "section", "paragraph", "article", "industry", "item", "action", "safeguard", "principle",
        "goals", "condition", "task", "requirement", "problem", "suggestion", "frontier", "closing",
    ]  # fmt: skip
    under: Id | None = None
    number: Text | None = None
    heading: Text | None = None
    heading_printed: StrictBool = True
    industry: IndustryRef | None = None
    subfield: SubfieldRef | None = None
    summary: Text | None = None
    leaves_out: tuple[Text, ...] = ()
    points: tuple[Point, ...] = ()
    departments: Duties | None = None
    names: tuple[DepartmentRef, ...] = ()
    scope: Scope | None = None
    subfields: tuple[SubfieldRef, ...] = ()
    terms: tuple[TermName, ...] = ()
    related: tuple[Related, ...] = ()
    supports: tuple[Support, ...] = ()
    directions: tuple[Direction, ...] = ()
    limits: tuple[Limit, ...] = ()
    caps: tuple[Cap, ...] = ()
    conditions: Node | None = None
    application: Application | None = None
    outlasts: StrictBool = False
    valid_from: date | None = None
    valid_until: date | None = None
    replaced_by: ClauseRef | None = None
    replaced_on: date | None = None
    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Relation(Record):
    """How a document relates to another: ``document`` is one of ours, ``external`` the name of a term of type
    ``document``."""

    type: Literal["implements", "based-on", "follows", "compares", "responds"]
    document: DocumentRef | None = None
    external: TermName | None = None
    note: Text


class Overlap(Record):
    """The rule for overlapping supports, and the clause that states it."""

    rule: Text
    text: Text
    clause: Id


class Contact(Record):
    """The office to ask, as named in the document. Never a person."""

    department: DepartmentRef
    text: Text


Ground = Literal["stated", "issuing-page", "page-address", "derived", "inferred"]


class Grounds(Record):
    """How each value of a document is known that readers would take for a fact.

    ``stated``: the text says it. ``issuing-page``: the page that publishes it says it. ``page-address``: read off the
    address of that page. ``derived``: follows from another value. ``inferred``: concluded by the editors.
    """

    kind: Ground | None = None
    force: Ground | None = None
    issued: Ground | None = None
    published: Ground | None = None
    valid_from: Ground | None = None
    valid_until: Ground | None = None


class Document(Record):
    """``data/documents/<id>.yml``: a document, its metadata and all its clauses in order.

    ``replaced_by``: the document that took its place, from the day ``replaced_on``. ``submission``: the document's word
    for what its deadlines are for. ``conditions`` hold for every support of it (适用对象, 不予支持). ``batches`` are those that a notice
    opens; ``splits`` say who pays which share.
    """

    id: Id
    title: Text
    short_title: Text
    aliases: tuple[Text, ...] = ()
    number: Text | None = None
    index_number: Text | None = None
    kind: Text
    force: Literal["in-force", "closed", "reference", "proposal"]
    force_text: Text
    issuers: tuple[DepartmentRef, ...] = ()
    posted_by: Text | None = None
    addressees: Text | None = None
    addressed: tuple[DepartmentRef, ...] = ()
    issued: date | None = None
    published: date | None = None
    dates_note: Text | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_note: Text | None = None
    grounds: Grounds = Grounds()
    submission: Text = "报送"
    replaced_by: DocumentRef | None = None
    replaced_on: date | None = None
    url: Url | None = None
    url_note: Text | None = None
    summary: Text
    relations: tuple[Relation, ...] = ()
    overlap: Overlap | None = None
    caps: tuple[Cap, ...] = ()
    splits: tuple[Split, ...] = ()
    contact: Contact | None = None
    conditions: Node | None = None
    application: Application | None = None
    batches: tuple[Batch, ...] = ()
    note: Text | None = None
    clauses: tuple[Clause, ...] = Field(min_length=1)
