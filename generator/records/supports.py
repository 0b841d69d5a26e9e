"""What a clause gives: supports with their amounts and conditions, and directions without a stated way."""

from typing import Literal

from pydantic import Field, StrictBool, StrictInt

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


ApplicantKind = Literal[
    "enterprise", "university", "institute", "platform", "person", "fund-manager", "financial", "district"
]


class Applicant(Record):
    """Whom the text names as supported, as printed (``None``: 未载明), and the kinds that filters use."""

    printed: Text | None = None
    kinds: tuple[ApplicantKind, ...] = ()
    note: Text | None = None


class Payee(Record):
    """Who receives what is given, where that is not simply whom the text names.

    ``printed`` is what the text says of it (``None``: nothing). ``possible`` are the kinds that could stand behind the
    one named (who builds, runs or hosts a platform); none of them named means that every kind could. ``ground``:
    ``stated`` (the text says so), ``implied`` (its sense does), ``unstated`` (it leaves it open).
    """

    printed: Text | None = None
    possible: tuple[ApplicantKind, ...] = ()
    ground: Literal["stated", "implied", "unstated"]
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


# What somebody gets or may do: money in its kinds, and what there is besides money. ``reserve`` is 准备金, ``access``
# 市场准入, ``regulation`` 沙盒监管 and the like, ``list`` 白名单, ``procedure`` what is only done sooner (优先审查).
Means = Literal[
    "money", "equity", "credit", "risk-sharing", "fund", "tax", "reserve", "land", "data", "facilities", "resources", "scenario",
    "platform", "list", "access", "regulation", "procedure", "service", "talent", "other",
]  # fmt: skip


class Support(Record):
    """A concrete support: a named object and a named advantage. It lives under its clause and cannot exist without one.

    ``conditions`` is a tree (``generator/records/conditions.py``). ``prior``, ``star`` and a list of texts are the shape
    of older data; ``tree`` and ``all_stars`` read either. ``object_open`` is true where the list of what is supported
    ends in 等.
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
    amount: Amount
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
    def all_stars(self) -> tuple[Star, ...]:
        return self.stars or ((self.star,) if self.star else ())


class Direction(Record):
    """A direction without a stated way: the text says 支持 or 鼓励 but names no object or no advantage.

    ``verb`` is the word for it exactly as printed; how strong it is, ``text.verbs`` reads off it. ``kinds`` are the kinds
    of applicant behind ``whom``, as filters use them. Without ``scope`` a direction has that of its clause. ``later`` is
    what answers it elsewhere: a support with a stated way.

    ``means`` are the ways that the text names all the same (用地, 数据开放 ...); none where it names none.
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
