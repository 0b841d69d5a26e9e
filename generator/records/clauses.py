"""Clauses: parts, sections, articles of a document, and the points of a clause."""

from datetime import date
from typing import Literal

from pydantic import StrictBool, StrictInt

from generator.records.amounts import Cap
from generator.records.application import Application
from generator.records.base import (
    ClauseRef,
    DepartmentRef,
    Id,
    IndustryRef,
    PointId,
    Record,
    SubfieldRef,
    TermName,
    Text,
)
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
