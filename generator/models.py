"""The shape of the data, stated once: one typed record for each kind of thing that the YAML may hold.

Everything else is derived from here: the loader parses into these records, the JSON Schema for editors is generated
from them (``schema``), and the linker joins them. Records are frozen; inside the program they are trusted.

Amounts are whole numbers of 万元 (ten thousand yuan). Dates are days in Asia/Shanghai. A text that a source leaves open
is ``None`` or an empty list here and shown as 未载明; nothing is filled in.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class Ref:
    """Marks a field as a reference to a record of the kind named; the rule of dangling references reads it."""

    kind: Literal["clause", "department", "document", "industry", "subfield", "support", "term"]


UNFILLED = "待填写"


def _plain(text: str) -> str:
    """Refuse placeholders, and characters that nobody can see: controls, bidirectional marks, unassigned ones."""
    if UNFILLED in text:
        raise PydanticCustomError("unfilled", "unfilled")
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            raise PydanticCustomError("invisible", "U+{code}", {"code": f"{ord(character):04X}"})
    return text


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?:.*\S)?$"), AfterValidator(_plain)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
SupportId = Annotated[str, StringConstraints(pattern=r"^s-[a-z0-9]+(?:-[a-z0-9]+)*$")]
DirectionId = Annotated[str, StringConstraints(pattern=r"^d-[a-z0-9]+(?:-[a-z0-9]+)*$")]
ListId = Annotated[str, StringConstraints(pattern=r"^l-[a-z0-9]+(?:-[a-z0-9]+)*$")]
TermId = Annotated[str, StringConstraints(pattern=r"^t-[a-z0-9]+(?:-[a-z0-9]+)*$")]
PointId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]?$")]
# A reference is any word here: whether it leads somewhere is a rule over the whole (``validate``), which can also say
# what was meant, for instance where somebody writes a department's name instead of its id.
ClauseRef = Annotated[Text, Ref("clause")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$")]
# Where faults are told: a web form or a mailbox. ``{title}`` and ``{body}`` are filled in where they stand.
ReportUrl = Annotated[str, StringConstraints(pattern=r"^(?:https?://|mailto:)[^\s<>\"']+$")]
TermName = Annotated[Text, Ref("term")]
DepartmentRef = Annotated[Text, Ref("department")]
DocumentRef = Annotated[Text, Ref("document")]
IndustryRef = Annotated[Text, Ref("industry")]
SubfieldRef = Annotated[Text, Ref("subfield")]
SupportRef = Annotated[Text, Ref("support")]


class Record(BaseModel):
    """What all records share: unknown keys are refused and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# --- the site ---------------------------------------------------------------------------------------------------------


class Site(Record):
    """``data/site.yml``: what the handbook is, and the version and day of its data (never taken from the clock).

    ``live_url`` is the address at which the handbook is published: citations, QR codes and feeds begin with it.
    """

    title: Text
    subtitle: Text
    city: Text
    version: Text
    as_of: date
    live_url: Url | None = None
    report_url: ReportUrl | None = None


# --- departments ------------------------------------------------------------------------------------------------------


class Department(Record):
    """A body named in a document. ``name_printed`` is false where no source prints the full name."""

    id: Id
    name: Text
    name_printed: StrictBool = True
    short_names: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    kind: Literal["municipal", "party", "central", "local", "office", "proposer", "coordination"]
    part_of: DepartmentRef | None = None
    note: Text | None = None


class Duties(Record):
    """Departments with their roles, in the order printed. ``open`` is true where the list ends in 等."""

    lead: tuple[DepartmentRef, ...] = ()
    responsible: tuple[DepartmentRef, ...] = ()
    local: tuple[DepartmentRef, ...] = ()
    open: StrictBool = False


# --- terms ------------------------------------------------------------------------------------------------------------

TermType = Literal[
    "technology", "product", "application", "institution", "zone", "fund", "programme", "award", "qualification",
    "platform", "mechanism", "codeword", "document", "event",
]  # fmt: skip


class Term(Record):
    """A named thing that readers look up. ``explanation`` says in plain words what it is and where it comes from."""

    id: TermId
    name: Text
    type: TermType
    aliases: tuple[Text, ...] = ()
    explanation: Text | None = None


# --- industries -------------------------------------------------------------------------------------------------------


class Subfield(Record):
    """A numbered item of the action plan, 1 to 38. Its terms are those that the item names, in its order."""

    id: Id
    number: StrictInt = Field(ge=1)
    name: Text
    aliases: tuple[Text, ...] = ()
    summary: Text
    technologies: tuple[TermName, ...] = ()
    products: tuple[TermName, ...] = ()
    applications: tuple[TermName, ...] = ()
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


# --- supports ---------------------------------------------------------------------------------------------------------


class Amount(Record):
    """``wan`` is the number of 万元: a ceiling (``cap``) or a fixed sum (``fixed``); ``unstated`` has none.

    ``per`` is what one sum is given for, as printed; ``None`` is 未载明; ``per_implied`` marks what is only implied.
    """

    kind: Literal["cap", "fixed", "unstated"]
    wan: StrictInt | None = Field(default=None, gt=0)
    per: Text | None = None
    per_implied: StrictBool = False


class Form(Record):
    """How a support is given: the printed word (``None``: no such word), and the facet that filters use."""

    printed: Text | None = None
    facet: Literal[
        "support", "construction", "operation", "award", "subsidy", "equity", "personal", "funding", "service",
        "priority", "finance", "risk-sharing", "resources",
    ]  # fmt: skip


class Prior(Record):
    """What an applicant must already be or have: recognised, assessed, selected or prize-winning."""

    kind: Literal["recognition", "assessment", "selection", "award", "none", "unstated"]
    text: Text | None = None


class Applicant(Record):
    """Who is given the support, as printed (``None``: 未载明), and the kinds that filters use."""

    printed: Text | None = None
    kinds: tuple[
        Literal["enterprise", "university", "institute", "platform", "person", "fund-manager", "financial", "district"],
        ...,
    ] = ()
    note: Text | None = None


class Scope(Record):
    """Which industries something concerns.

    ``reach``: ``named`` (the text names industries), ``future`` (future industries in general), ``any`` (the text sets
    no such limit), ``unclear``. ``industries`` are those printed; ``tagged`` those that the editors added (编者归类).
    """

    reach: Literal["named", "future", "any", "unclear"]
    industries: tuple[IndustryRef, ...] = ()
    tagged: tuple[IndustryRef, ...] = ()
    note: Text | None = None


class Answer(Record):
    """What later came of a promise without a sum: the clauses and supports that answer it, and the gap that remains."""

    clauses: tuple[ClauseRef, ...] = ()
    supports: tuple[SupportRef, ...] = ()
    gap: Text | None = None


Activity = Literal[
    "research", "platform", "transfer", "standards", "incubation", "growth", "scenario", "product", "infrastructure",
    "talent", "finance", "zone",
]  # fmt: skip


class Support(Record):
    """A concrete support: a named object and a named advantage. It lives under its clause and cannot exist without one."""

    id: SupportId
    point: PointId | None = None
    title: Text
    aliases: tuple[Text, ...] = ()
    what_for: Text
    activity: Activity
    applicant: Applicant
    prior: Prior
    form: Form
    amount: Amount
    star: Literal["依法依规", "按规定"] | None = None
    conditions: tuple[Text, ...] = ()
    scope: Scope
    departments: Duties | None = None
    unstated: tuple[Text, ...] = ()
    note: Text | None = None
    terms: tuple[TermName, ...] = ()
    later: Answer | None = None


class Direction(Record):
    """A direction without a stated way: the text says 支持 or 鼓励 but names no object or no advantage."""

    id: DirectionId
    point: PointId | None = None
    title: Text
    text: Text
    whom: Text | None = None
    activity: Activity


# --- documents and clauses --------------------------------------------------------------------------------------------


class Point(Record):
    """One thing that a clause says. ``act``: what the text does there; ``whom``: to whom; ``number`` only where printed.

    ``cite`` are the words by which a citation names the point (关于……的规定), where those that the program takes from the
    beginning of the text are no good.
    """

    id: PointId
    act: Literal["give", "ask", "do", "aim", "rule", "fact", "problem", "suggest"]
    text: Text
    whom: Text | None = None
    condition: Text | None = None
    number: Text | None = None
    cite: Text | None = None


class Related(Record):
    """A clause that belongs beside this one, and why. Written on one side; the linker adds the other."""

    to: ClauseRef
    why: Text


class Clause(Record):
    """A part, section, article, item or paragraph of a document.

    ``under`` is the local id of the part it stands in. A clause that is an industry or a subfield of the plan names it
    (``industry``, ``subfield``) and takes heading, summary and departments from there: one thing, one address.
    ``names`` are departments that the text names without giving them a role.
    A clause has its document's validity unless it states its own (``valid_from``, ``valid_until``); ``replaced_by`` is
    the clause that took its place, from the day ``replaced_on``.
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
    points: tuple[Point, ...] = ()
    departments: Duties | None = None
    names: tuple[DepartmentRef, ...] = ()
    scope: Scope | None = None
    subfields: tuple[SubfieldRef, ...] = ()
    terms: tuple[TermName, ...] = ()
    related: tuple[Related, ...] = ()
    supports: tuple[Support, ...] = ()
    directions: tuple[Direction, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    replaced_by: ClauseRef | None = None
    replaced_on: date | None = None
    aliases: tuple[Text, ...] = ()
    note: Text | None = None


class Relation(Record):
    """How a document stands to another: ``document`` is one of ours, ``external`` the name of a term of type document."""

    type: Literal["implements", "based-on", "follows", "compares", "responds"]
    document: DocumentRef | None = None
    external: TermName | None = None
    note: Text


class Overlap(Record):
    """The rule for supports that overlap with others, and the clause that states it."""

    rule: Text
    text: Text
    clause: Id


class Contact(Record):
    """The office to ask, as the document names it. Never a person."""

    department: DepartmentRef
    text: Text


class Document(Record):
    """``data/documents/<id>.yml``: a document, its metadata and all its clauses in their order.

    ``replaced_by`` is the document that took its place, from the day ``replaced_on``.
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
    replaced_by: DocumentRef | None = None
    replaced_on: date | None = None
    url: Url | None = None
    url_note: Text | None = None
    summary: Text
    relations: tuple[Relation, ...] = ()
    overlap: Overlap | None = None
    contact: Contact | None = None
    note: Text | None = None
    clauses: tuple[Clause, ...] = Field(min_length=1)


# --- lists, goals, dates ----------------------------------------------------------------------------------------------


class Promised(Record):
    """Where a list is promised: the clause, its name there as printed, the rhythm as printed (``None``: 未载明)."""

    clause: ClauseRef
    printed: Text
    rhythm: Text | None = None
    departments: tuple[DepartmentRef, ...] = ()


class PublicList(Record):
    """``data/lists.yml``: a list or report that the documents promise to publish."""

    id: ListId
    name: Text
    what: Text
    promised: tuple[Promised, ...] = Field(min_length=1)
    published_at: Url | None = None
    note: Text | None = None


class Goal(Record):
    """What one document says of a goal: as printed, and as numbers where it names any (``low`` to ``high``)."""

    clause: ClauseRef
    printed: Text
    low: StrictInt | None = None
    high: StrictInt | None = None
    unit: Text | None = None
    note: Text | None = None


class Target(Record):
    """``data/targets.yml``: an indicator with the goals that the documents set for it."""

    id: Id
    indicator: Text
    year: StrictInt
    goals: tuple[Goal, ...] = Field(min_length=1)
    note: Text | None = None


class Synonym(Record):
    """``data/synonyms.yml``: words of readers (``readers``) and the words that the documents use for the same thing."""

    id: Id
    readers: tuple[Text, ...] = Field(min_length=1)
    texts: tuple[Text, ...] = Field(min_length=1)


class Day(Record):
    """``data/dates.yml``: a date that a clause sets. Issue, publication and validity come from the documents."""

    id: Id
    date: date
    kind: Literal["deadline", "event"]
    what: Text
    for_whom: Text | None = None
    clause: ClauseRef


# --- the log of changes -----------------------------------------------------------------------------------------------


class Change(Record):
    """One thing that an edition changed: what it is about, what changed, where it stands (``None``: it is gone)."""

    title: Text
    what: Text
    url: Text | None = None


class Edition(Record):
    """``data/changes.yml``: a published state of the data. ``id`` never changes: readers of feeds know it by that."""

    id: Annotated[str, StringConstraints(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]
    version: Text
    date: date
    title: Text
    summary: Text
    changes: tuple[Change, ...] = ()
