"""What a clause gives: supports with amounts and conditions, and directions without a stated way."""

from typing import Literal

from pydantic import StrictBool

from generator.records.amounts import Amount, AnyAmount, raised
from generator.records.application import Application
from generator.records.base import (
    ClauseRef,
    DirectionId,
    IndustryRef,
    PointId,
    Record,
    SupportId,
    SupportRef,
    TermName,
    Text,
)
from generator.records.conditions import Conditions, Node, Prior, Star, tree_of
from generator.records.named import Duties
from generator.records.vocabulary import Activity, ApplicantKind, FormCode


class Form(Record):
    """How a support is given: the printed word (``None``: the text has none) and the code for filters."""

    printed: Text | None = None
    facet: FormCode


class Applicant(Record):
    """Who is named as supported, as printed (``None``: 未载明), and the codes for filters."""

    printed: Text | None = None
    kinds: tuple[ApplicantKind, ...] = ()
    note: Text | None = None


class Payee(Record):
    """Who receives the support, where that may differ from whom the text names.

    ``printed``: what the text says about it (``None``: nothing). ``possible``: kinds that may receive it (who builds,
    runs or hosts a platform); empty means any kind. ``ground``: ``stated`` (the text says so), ``implied``, or
    ``unstated`` (left open).
    """

    printed: Text | None = None
    possible: tuple[ApplicantKind, ...] = ()
    ground: Literal["stated", "implied", "unstated"]
    note: Text | None = None


class Scope(Record):
    """Which industries something concerns.

    ``reach``: ``named`` (the text names industries), ``future`` (future industries in general), ``any`` (no such
    limit), ``unclear``. ``industries``: those printed; ``tagged``: those added by the editors (编者归类).
    """

    reach: Literal["named", "future", "any", "unclear"]
    industries: tuple[IndustryRef, ...] = ()
    tagged: tuple[IndustryRef, ...] = ()
    note: Text | None = None


class Answer(Record):
    """What answered a promise without a sum: clauses and supports, and the gap that remains."""

    clauses: tuple[ClauseRef, ...] = ()
    supports: tuple[SupportRef, ...] = ()
    gap: Text | None = None


# What is given: kinds of money, and things besides money. ``reserve``: 准备金; ``access``: 市场准入; ``regulation``: 沙盒监管
# and the like; ``list``: 白名单; ``procedure``: faster handling (优先审查).
Means = Literal[
    "money", "equity", "credit", "risk-sharing", "fund", "tax", "reserve", "land", "data", "facilities", "resources", "scenario",
    "platform", "list", "access", "regulation", "procedure", "service", "talent", "other",
]  # fmt: skip


class Support(Record):
    """A concrete support: a named object and a named advantage. It is nested in its clause.

    ``conditions`` is a tree (``records/conditions.py``). ``prior``, ``star`` and a list of texts are the shape of older
    data; ``tree`` and ``all_stars`` read both. ``object_open``: the list of what is supported ends in 等.
    """

    id: SupportId
    point: PointId | None = None
    title: Text
    aliases: tuple[Text, ...] = ()
    what_for: Text
    activity: Activity
    applicant: Applicant
    payee: Payee | None = None
    prior: Prior | None = None
    form: Form
    amount: AnyAmount
    star: Star | None = None
    stars: tuple[Star, ...] = ()
    conditions: Conditions = ()
    object_open: StrictBool = False
    scope: Scope
    departments: Duties | None = None
    application: Application | None = None
    unstated: tuple[Text, ...] = ()
    note: Text | None = None
    terms: tuple[TermName, ...] = ()
    later: Answer | None = None

    @property
    def tree(self) -> Node | None:
        """The conditions as a tree; ``None`` where the text sets none."""
        return tree_of(self.conditions, self.prior)

    @property
    def money(self) -> Amount:
        """The amount in parts, whichever shape the data has."""
        return raised(self.amount)

    @property
    def all_stars(self) -> tuple[Star, ...]:
        return self.stars or ((self.star,) if self.star else ())


class Direction(Record):
    """A direction: the text says 支持 or 鼓励 but names no object or no way.

    ``verb``: as printed; ``text.verbs`` reads its strength. ``kinds``: codes of applicants behind ``whom``, for
    filters. Without ``scope`` it has the scope of its clause. ``later``: the support elsewhere that states a way.
    ``means``: ways that the text names all the same (用地, 数据开放 ...); may be empty.
    """

    id: DirectionId
    point: PointId | None = None
    title: Text
    text: Text
    whom: Text | None = None
    verb: Text | None = None
    kinds: tuple[ApplicantKind, ...] = ()
    activity: Activity
    means: tuple[Means, ...] = ()
    scope: Scope | None = None
    later: Answer | None = None
    note: Text | None = None
