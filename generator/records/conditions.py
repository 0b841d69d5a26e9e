"""Conditions as trees: all of these, any of these, not this, down to leaves that say one thing each.

Every condition has three values: yes, no, unknown. How a tree is answered is decided in ``generator/book/conditions.py``.
``tree_of`` is the one place that raises the shape of older data (a list of texts, one qualification with others of which
one is enough, one star) to a tree.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictBool, StrictInt, StringConstraints, Tag

from generator.records.base import Record, TermName, Text

LeafKind = Literal[
    "recognition", "assessment", "selection", "prize", "place", "legal-person", "size", "firm-age", "credit", "accident",
    "sum", "date", "industry", "stage", "exclusion", "law", "open", "other",
]  # fmt: skip
# What somebody must already be or have: these are asked of a reader, and make the filter of prior qualifications.
QualificationKind = Literal["recognition", "assessment", "selection", "prize"]
# What a text leaves open: whether a qualification is needed at all, or further things of a kind behind 等.
LeftOpen = Literal["qualification", "recognition", "assessment", "selection", "prize", "other"]
Level = Literal["district", "municipal", "provincial", "ministry", "national"]
Newness = Literal["new", "existing", "any"]
Star = Literal["依法依规", "按规定"]

ConditionId = Annotated[str, StringConstraints(pattern=r"^c[1-9][0-9]?$")]


class Leaf(Record):
    """One condition. ``words`` as printed, ``at`` the point (or clause) where they stand, ``text`` in our own words.

    ``open`` is a thing that the text leaves open, and always unknown. ``of`` says what: ``qualification`` whether one is
    needed at all, a kind that a list ends in 等 and others of that kind count as well.
    ``held`` is false where nobody can have it beforehand: who is chosen in the course of a call is not yet selected.
    ``level`` is that of the qualification, ``and_above`` where higher ones count too; ``newness`` is ``None`` where the
    text says nothing of it. ``low``, ``high`` and ``unit`` hold sums, sizes and ages; ``since`` and ``until`` days.
    """

    id: ConditionId | None = None
    kind: LeafKind
    words: Text | None = None
    text: Text | None = None
    at: Text | None = None
    of: LeftOpen | None = None
    held: StrictBool = True
    term: TermName | None = None
    level: Level | None = None
    and_above: StrictBool = False
    newness: Newness | None = None
    grade: tuple[Text, ...] = ()
    low: StrictInt | None = None
    high: StrictInt | None = None
    unit: Text | None = None
    since: date | None = None
    until: date | None = None
    note: Text | None = None


class AllOf(Record):
    """Every one of them must hold. ``text`` says the whole in our own words, where that reads better than the parts."""

    all: tuple["Node", ...] = Field(min_length=1)
    text: Text | None = None


class AnyOf(Record):
    """One of them is enough."""

    any: tuple["Node", ...] = Field(min_length=2)
    text: Text | None = None


class NotOf(Record):
    """It must not hold."""

    not_: "Node" = Field(alias="not")
    text: Text | None = None


# Marks of the shapes in the paths of pydantic's errors; ``messages`` takes them out again.
MARK = "shape:"


def _shape(value: Any) -> str:
    """Which shape a piece of YAML is meant to have; records that are already made know it themselves."""
    if isinstance(value, list | tuple):
        return "shape:texts"
    for key, shape in (("all", AllOf), ("any", AnyOf), ("not", NotOf)):
        if isinstance(value, shape) or (isinstance(value, dict) and key in value):
            return f"{MARK}{key}"
    return "shape:leaf"


Node = Annotated[
    Annotated[AllOf, Tag("shape:all")]
    | Annotated[AnyOf, Tag("shape:any")]
    | Annotated[NotOf, Tag("shape:not")]
    | Annotated[Leaf, Tag("shape:leaf")],
    Discriminator(_shape),
]
Conditions = Annotated[
    Annotated[tuple[Text, ...], Tag("shape:texts")]
    | Annotated[AllOf, Tag("shape:all")]
    | Annotated[AnyOf, Tag("shape:any")]
    | Annotated[NotOf, Tag("shape:not")]
    | Annotated[Leaf, Tag("shape:leaf")],
    Discriminator(_shape),
]

AllOf.model_rebuild()
AnyOf.model_rebuild()
NotOf.model_rebuild()


class Prior(Record):
    """Older shape: what an applicant must already be or have. ``also`` are other ways where one is enough."""

    kind: Literal["recognition", "assessment", "selection", "award", "none", "unstated"]
    also: tuple[Literal["recognition", "assessment", "selection", "award"], ...] = ()
    text: Text | None = None


def leaves(node: Node | None) -> list[Leaf]:
    """All leaves of a tree in their order; those under a ``not`` too."""
    match node:
        case None:
            return []
        case AllOf(all=inner) | AnyOf(any=inner):
            return [leaf for each in inner for leaf in leaves(each)]
        case NotOf(not_=inner):
            return leaves(inner)
        case Leaf():
            return [node]


def tree_of(conditions: tuple[str, ...] | Node, prior: Prior | None = None) -> Node | None:
    """The tree that a support's conditions are, whichever shape the data has; ``None`` where there are none."""
    if not isinstance(conditions, tuple):
        return conditions
    parts: list[Node] = []
    if prior and prior.kind == "unstated":
        parts.append(Leaf(kind="open", of="qualification"))
    elif prior and prior.kind != "none":
        each: list[Node] = [
            Leaf(kind="prize" if kind == "award" else kind, text=prior.text) for kind in (prior.kind, *prior.also)
        ]
        parts.append(AnyOf(any=tuple(each), text=prior.text) if prior.also else each[0])
    parts += [Leaf(kind="other", text=text) for text in conditions]
    return AllOf(all=tuple(parts)) if parts else None
