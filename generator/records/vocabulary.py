"""``data/vocabulary.yml``: the words that a handbook has for codes, and codes of its own.

Each axis has core codes, which the program decides by. A handbook renames them, hides those that it does not use, and
adds others, each with the core code that it counts as.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from generator.records.base import Id, Record, Text

# The core codes of each axis, in the order shown.
CORE: dict[str, tuple[str, ...]] = {
    "activities": (
        "research", "platform", "transfer", "standards", "incubation", "growth", "scenario", "product", "infrastructure",
        "talent", "finance", "zone",
    ),
    "forms": (
        "support", "construction", "operation", "award", "subsidy", "equity", "personal", "funding", "service", "priority",
        "finance", "risk-sharing", "resources",
    ),
    "applicants": ("enterprise", "university", "institute", "platform", "person", "fund-manager", "financial", "district"),
    "departments": ("municipal", "party", "central", "national", "local", "office", "coordination", "proposer"),
    "terms": (
        "technology", "product", "application", "institution", "zone", "fund", "programme", "award", "qualification",
        "platform", "mechanism", "codeword", "document", "event", "group", "money", "planned",
    ),
    "levels": ("district", "municipal", "provincial", "ministry", "national"),
    "clauses": (
        "preamble", "part", "section", "paragraph", "article", "industry", "item", "action", "safeguard", "principle",
        "goals", "condition", "task", "requirement", "problem", "suggestion", "frontier", "closing",
    ),
    "tiers": (),
}  # fmt: skip

# Axes whose codes can only be renamed: the program orders levels, and a kind of clause decides how it is cited.
FIXED = ("levels", "clauses")


@dataclass(frozen=True)
class Code:
    """Marks a field as a code of this axis; ``rules.vocabulary`` reads the mark, the editors' schema lists the codes."""

    axis: str

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """The axis is told in the schema, where the editors' schema lists its codes (``source.editor_schemas``)."""
        return {**handler(core_schema), "x-code": self.axis}


Activity = Annotated[Id, Code("activities")]
FormCode = Annotated[Id, Code("forms")]
ApplicantKind = Annotated[Id, Code("applicants")]
DepartmentKind = Annotated[Id, Code("departments")]
TermType = Annotated[Id, Code("terms")]
TierCode = Annotated[Id, Code("tiers")]


class Word(Record):
    """A code with its word. ``counts_as``: the core code that a code of the handbook's own counts as. ``hidden``: a core
    code that this handbook does not use."""

    id: Id
    name: Text | None = None
    counts_as: Id | None = None
    hidden: StrictBool = False


class TierWord(Record):
    """A class of groups in the plan, in the order shown. ``look``: how pictures tell it apart (default: the first is
    filled, others hollow)."""

    id: Id
    name: Text
    look: Literal["filled", "hollow"] | None = None


class Names(Record):
    """What the handbook calls its parts.

    ``group``: what it is grouped by (产业, 领域); ``part``: the parts of a group; ``plan``: the document that lists them, in
    short; ``field``: what the whole is about (``None``: not said); ``districts``: those who
    carry out tasks.
    """

    group: Text = "产业"
    part: Text = "细分领域"
    plan: Text = "规划文件"
    field: Text | None = None
    districts: Text = "区县"


class Vocabulary(Record):
    """The words of a handbook; whatever is left out keeps its default."""

    names: Names = Field(default_factory=Names)
    tiers: tuple[TierWord, ...] = ()
    activities: tuple[Word, ...] = ()
    forms: tuple[Word, ...] = ()
    applicants: tuple[Word, ...] = ()
    departments: tuple[Word, ...] = ()
    terms: tuple[Word, ...] = ()
    levels: tuple[Word, ...] = ()
    clauses: tuple[Word, ...] = ()

    def words(self, axis: str) -> tuple[Word | TierWord, ...]:
        found: Any = getattr(self, axis)
        return tuple(found)

    def codes(self, axis: str) -> tuple[str, ...]:
        """The codes that the data may use: core ones that are not hidden, then the handbook's own."""
        told = {word.id: word for word in self.words(axis)}
        core = [code for code in CORE[axis] if not getattr(told.get(code), "hidden", False)]
        return (*core, *(code for code in told if code not in CORE[axis]))
