"""Conditions as trees: ``all``, ``any`` and ``not`` over leaves.

A condition has three values: yes, no, unknown. ``book/conditions.py`` evaluates trees. ``tree_of`` is the only place
that converts the shape of older data (a list of texts, one qualification with alternatives, one star) to a tree.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictBool, StrictInt, StringConstraints, Tag

from generator.records.base import Record, TermName, Text

LeafKind = Literal[
    "recognition", "assessment", "selection", "prize", "place", "legal-person", "size", "firm-age", "credit", "accident",
    "sum", "date", "industry", "stage", "exclusion", "law", "open", "other",
]  # fmt: skip
# What an applicant must already be or have. Readers are asked for these; they form the filter of prior
# qualifications.
QualificationKind = Literal["recognition", "assessment", "selection", "prize"]
# What a text leaves open: whether a qualification is needed at all, or further things of a kind behind 等.
LeftOpen = Literal["qualification", "recognition", "assessment", "selection", "prize", "other"]
Level = Literal["district", "municipal", "provincial", "ministry", "national"]
Newness = Literal["new", "existing", "any"]
Star = Literal["依法依规", "按规定"]

ConditionId = Annotated[str, StringConstraints(pattern=r"^c[1-9][0-9]?$")]


class Leaf(Record):
    """One condition. ``words`` as printed, ``at`` the point or clause where they stand, ``text`` in our own words.

    A leaf of kind ``open`` is what the text leaves open; it is always unknown. Its ``of`` tells what is open:
    ``qualification`` (whether one is needed at all), or a kind whose printed list ends in 等. ``held`` is false where
    nobody can have it beforehand (who is selected in the course of a call). ``level`` is that of the qualification;
    ``and_above``: higher levels count too; ``newness`` is ``None`` where the text does not say. ``low``, ``high`` and
    ``unit`` hold sums, sizes and ages; ``since`` and ``until`` days.
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
    """All parts must hold. ``text`` states the whole in our own words where that reads better than the parts."""

    all: tuple["Node", ...] = Field(min_length=1)
    text: Text | None = None


class AnyOf(Record):
    """At least one part must hold."""

    any: tuple["Node", ...] = Field(min_length=2)
    text: Text | None = None


class NotOf(Record):
    """The part must not hold."""

    not_: "Node" = Field(alias="not")
    text: Text | None = None


# Prefix of the shape tags in pydantic's error paths; ``source.messages`` removes it.
MARK = "shape:"


def _shape(value: Any) -> str:
    """The tag of the shape that a piece of YAML, or a record, is meant to have."""
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
    """Older shape of a qualification. ``also``: alternatives, one of which is enough."""

    kind: Literal["recognition", "assessment", "selection", "award", "none", "unstated"]
    also: tuple[Literal["recognition", "assessment", "selection", "award"], ...] = ()
    text: Text | None = None


def leaves(node: Node | None) -> list[Leaf]:
    """All leaves of a tree in order, including those under ``not``."""
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
    """The tree of a support's conditions, from either shape of the data; ``None`` where there are none."""
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
