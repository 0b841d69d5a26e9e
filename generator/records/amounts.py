"""Amounts in parts: what is given, whether it is a ceiling or a fixed sum, what a rate is of, for whom and how often.

An amount is a list of parts: a rate and a ceiling that hold together (``all``), or tiers of which one applies (``one-of``).
Older data says one sum in one line; ``raised`` is the one place that makes a part of it. Sums are exact and kept with the
unit that is printed; rates are in percent.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from generator.records.base import ClauseRef, PointId, Record, SupportRef, Text
from generator.text.numerals import number

CURRENCY_WORDS: dict[str, str] = {
    "元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY", "英镑": "GBP", "新加坡元": "SGD", "澳元": "AUD",
    "加元": "CAD", "瑞士法郎": "CHF",
}  # fmt: skip

# What a part gives: money, a share of something (``rate``), a share of interest, tax or rent, a voucher, things or
# services, what is settled case by case, or something of which the text does not say how much.
Give = Literal["money", "rate", "interest", "tax", "rent", "voucher", "in-kind", "case-by-case", "unstated"]
Role = Literal["cap", "fixed", "floor", "range"]
Period = Literal["once", "year", "half-year", "quarter", "month", "day", "each", "cumulative"]

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
PartId = Annotated[str, StringConstraints(pattern=r"^m[1-9][0-9]?$")]
CapId = Annotated[str, StringConstraints(pattern=r"^k[1-9][0-9]?$")]

_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
SUM = rf"^(?:{_NUMBER})(?:[十百千]?[万亿]|)(?:{'|'.join(CURRENCY_WORDS)})$"
PERCENT = rf"^{_NUMBER}[%‰]?$"
_SUM = re.compile(
    rf"(?P<number>{_NUMBER})(?P<scale>[十百千]?[万亿]|)(?P<word>{'|'.join(sorted(CURRENCY_WORDS, key=len, reverse=True))})"
)
_PERCENT = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>[%‰]?)")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Sum:
    """A sum of ``value`` units of its currency (元), exact; ``unit`` as written: 万元, 亿元, 元, 万美元."""

    value: Decimal
    unit: str

    @property
    def currency(self) -> str:
        return CURRENCY_WORDS[self.unit.lstrip("十百千万亿")]

    @property
    def figure(self) -> Decimal:
        """How many of its unit: 1.5 for 1.5亿元."""
        scale = Decimal(1)
        for sign in self.unit:
            scale *= _SCALES.get(sign, 1)
        return self.value / scale

    @property
    def printed(self) -> str:
        """As texts print it, in its own unit: 165.5万元."""
        figure = self.figure
        digits = figure.quantize(Decimal(1)) if figure == figure.to_integral_value() else figure.normalize()
        return f"{digits:f}{self.unit}"

    @property
    def wan(self) -> Decimal:
        """In ten thousands of the currency's unit."""
        return self.value / 10**4


def sum_of(value: Any) -> Any:
    """A sum from its words (1000万元, 1.5亿元, 100元). A bare number is refused: it does not say whether of 元 or of 万元."""
    if isinstance(value, Sum):
        return value
    match = _SUM.fullmatch(value) if isinstance(value, str) else None
    digits = number(match["number"]) if match else None
    if match is None or not digits:
        raise PydanticCustomError("sum_form", "sum")
    scale = Decimal(1)
    for sign in match["scale"]:
        scale *= _SCALES[sign]
    return Sum(digits * scale, match["scale"] + match["word"])


def percent_of(value: Any) -> Any:
    """A share in percent from 20, "0.5", 20% or 3‰. Binary floats are refused: they are not exact."""
    if isinstance(value, Decimal):
        return value
    match = None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        match = _PERCENT.fullmatch(str(value))
    digits = number(match["number"]) if match else None
    if match is None or not digits:
        raise PydanticCustomError("percent_form", "percent")
    return digits / 10 if match["unit"] == "‰" else digits


Money = Annotated[Sum, BeforeValidator(sum_of), WithJsonSchema({"type": "string", "pattern": SUM})]
Percent = Annotated[
    Decimal,
    BeforeValidator(percent_of),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": PERCENT}]}),
]


def _pair(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:
        return value
    raise PydanticCustomError("pair_form", "pair")


Sums = Annotated[tuple[Money | None, Money | None], BeforeValidator(_pair)]
Percents = Annotated[tuple[Percent | None, Percent | None], BeforeValidator(_pair)]
Span = Annotated[tuple[StrictInt, StrictInt | None], BeforeValidator(_pair)]


class Tier(Record):
    """Which of several parts applies: by ``name`` (一等), or by what the applicant reached of ``of``, between two bounds.

    ``from_in`` and ``to_in`` say whether the bound itself belongs to the tier; ``None`` where the text leaves that open.
    A bound is a sum, or a number with its unit as printed (20人, 30%).
    """

    name: Text | None = None
    of: Text | None = None
    from_: Text | None = Field(default=None, alias="from")
    from_in: StrictBool | None = None
    to: Text | None = None
    to_in: StrictBool | None = None


class Instalment(Record):
    """A share of a part that is paid at another time: ``percent`` of it, in a ``year``, or when ``words`` are fulfilled.

    ``at``: the clause that says so, where it is another one than the part's (细则: ``rules/m4``).
    """

    percent: Percent
    year: StrictInt | None = Field(default=None, gt=0)
    words: Text | None = None
    at: ClauseRef | None = None


class Part(Record):
    """One thing that is given. ``id`` is permanent, so that an amendment can name it.

    ``sum`` and ``percent`` are (low, high): a ceiling has no low, a floor no high, a fixed one has both alike. ``of`` is
    what a rate is of, as printed (``None``: 未载明); ``unit`` ``point`` for percentage points, which are added to a rate.
    ``per`` is what one sum is given for, as printed; ``per_implied`` where that is only implied. ``period`` is how often
    (``None``: 未载明), ``cumulative`` where it is a total over that time. ``years`` are the first and last year of a
    schedule (no last one: 第二年起), ``tier`` says when this part applies rather than another. ``giver`` as printed (省, 市). ``about``: the text
    says about, ``about_side`` on which side. ``limits`` are bounds in other things than money, as printed (最长36个月).
    ``step``: given anew for each such step (每增加1亿元). ``less`` is what is taken off it (补足差额). ``no_cap``: the text
    says that there is no ceiling. ``refers_to`` is the support whose amount this one is a share of or repeats.
    ``exception`` are the words by which a ceiling may be exceeded. ``words`` as printed where there is no number (一事一议).
    ``at`` is the point where it stands.
    """

    id: PartId
    give: Give
    role: Role | None = None
    sum: Sums | None = None
    percent: Percents | None = None
    unit: Literal["percent", "point"] = "percent"
    of: Text | None = None
    currency: Currency = "CNY"
    per: Text | None = None
    per_implied: StrictBool = False
    period: Period | None = None
    cumulative: StrictBool = False
    years: Span | None = None
    tier: Tier | None = None
    giver: Text | None = None
    about: StrictBool = False
    about_side: Literal["near", "below", "above"] | None = None
    limits: tuple[Text, ...] = ()
    step: Text | None = None
    less: Text | None = None
    instalments: tuple[Instalment, ...] = ()
    no_cap: StrictBool = False
    refers_to: SupportRef | None = None
    exception: Text | None = None
    words: Text | None = None
    at: PointId | None = None

    @property
    def is_rate(self) -> bool:
        return self.percent is not None


class Payer(Record):
    """Who pays which share of an amount (市、区按5:5承担). It says nothing of how much the applicant gets."""

    giver: Text
    percent: Percent


# What the one line of older data can say of a part, or leaves out without saying less.
_PLAIN = ("id", "give", "role", "sum", "per", "per_implied", "period", "at")


class Amount(Record):
    """What a support gives, in parts. ``all``: they hold together; ``one-of``: of those with a tier one applies, those
    without hold in every case. ``method`` is how a rate over tiers is reckoned: on the whole, or tier by tier; ``None`` is
    未载明. ``kind``, ``wan``, ``per`` and ``per_implied`` are what one line could say of it."""

    apply: Literal["all", "one-of"] = "all"
    parts: tuple[Part, ...] = Field(min_length=1)
    payers: tuple[Payer, ...] = ()
    method: Literal["whole", "stepwise"] | None = None

    @property
    def alone(self) -> Part | None:
        """The part that says all, where one does: a sum of our currency with no more to say of it than for what."""
        part = self.parts[0]
        fields = Part.model_fields
        more = [name for name in fields if name not in _PLAIN and getattr(part, name) != fields[name].default]
        whole = len(self.parts) == 1 and not self.payers and part.give == "money" and part.sum is not None
        return part if whole and not more and part.period in (None, "once") else None

    @property
    def kind(self) -> str:
        """A code of ``words.AMOUNT``: of the first part that says how much, or that there are tiers."""
        return self.kinds[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every code of ``words.AMOUNT`` that this amount answers to, the one for the whole first."""
        tiers = ["tiers"] if any(part.tier for part in self.parts) else []
        said = [code for part in self.parts for code in kinds_of(part) if code != "unstated"]
        return tuple(dict.fromkeys([*tiers, *said])) or ("unstated",)

    @property
    def wan(self) -> int | None:
        """Whole 万元, where one ceiling or fixed sum says all."""
        part = self.alone
        if part is None or part.sum is None or part.role not in ("cap", "fixed") or part.sum[1] is None:
            return None
        wan = part.sum[1].wan
        return int(wan) if wan == wan.to_integral_value() else None

    @property
    def per(self) -> str | None:
        """What it is given for, where all parts that say it agree."""
        said = {part.per for part in self.parts if part.per}
        return said.pop() if len(said) == 1 else None

    @property
    def per_implied(self) -> bool:
        return any(part.per_implied for part in self.parts if part.per)


def kinds_of(part: Part) -> tuple[str, ...]:
    """The codes of one part: a rate is a rate whatever its bounds; a sum is what its bounds make it."""
    codes = []
    if part.give == "case-by-case":
        codes.append("case-by-case")
    elif part.percent is not None:
        codes.append("rate")
    elif part.sum is not None and part.role:
        codes.append(str(part.role))
    if part.no_cap:
        codes.append("no-cap")
    return tuple(codes) or ("unstated",)


class PlainAmount(Record):
    """The shape of older data: ``wan`` is the number of 万元, a ceiling (``cap``) or a fixed sum; ``unstated`` has none.

    ``per`` is what one sum is given for, as printed; ``None`` is 未载明; ``per_implied`` marks what is only implied.
    """

    kind: Literal["cap", "fixed", "unstated"]
    wan: StrictInt | None = Field(default=None, gt=0)
    per: Text | None = None
    per_implied: StrictBool = False


def raised(amount: PlainAmount | Amount) -> Amount:
    """An amount in parts, whichever shape the data has."""
    return amount if isinstance(amount, Amount) else _raised(amount)


@lru_cache(maxsize=4096)  # asked for many thousand times in a build
def _raised(amount: PlainAmount) -> Amount:
    if amount.kind == "unstated" or amount.wan is None:
        part = Part(id="m1", give="unstated", per=amount.per, per_implied=amount.per_implied)
        return Amount(parts=(part,))
    high = Sum(Decimal(amount.wan) * 10**4, "万元")
    low = high if amount.kind == "fixed" else None
    part = Part(
        id="m1", give="money", role=amount.kind, sum=(low, high), per=amount.per, per_implied=amount.per_implied
    )
    return Amount(parts=(part,))


# Marks of the shapes in the paths of pydantic's errors; ``messages`` takes them out again.
PARTS, PLAIN = "shape:parts", "shape:wan"


def _shape(value: Any) -> str:
    if isinstance(value, Amount):
        return PARTS
    return PARTS if isinstance(value, dict) and not {"parts", "apply", "payers", "method"}.isdisjoint(value) else PLAIN


AnyAmount = Annotated[
    Annotated[Amount, Tag(PARTS)] | Annotated[PlainAmount, Tag(PLAIN)],
    Discriminator(_shape),
]


def _reach(value: Any) -> str:
    return "shape:list" if isinstance(value, list | tuple) else "shape:whole"


Over = Annotated[
    Annotated[Literal["document", "clause"], Tag("shape:whole")] | Annotated[tuple[SupportRef, ...], Tag("shape:list")],
    Discriminator(_reach),
]


class Cap(Record):
    """A ceiling over several supports. ``over`` is all of the document, of the clause, or the supports that are named.

    ``per`` is for whom it holds, ``period`` and ``cumulative`` over what time; ``None`` is 未载明. ``at`` is the clause, or the
    point of the clause, that states it.
    """

    id: CapId
    sum: Money
    per: Text | None = None
    over: Over
    period: Period | None = None
    cumulative: StrictBool = False
    words: Text | None = None
    at: Text


SplitId = Annotated[str, StringConstraints(pattern=r"^f[1-9][0-9]?$")]


class Split(Record):
    """Who pays which share of several supports (支持资金由市、区县按5:5承担): all of the document, or those that are named, here or in
    another document. It says nothing of how much an applicant gets. ``at`` is the clause, or its point (a2#p1), that says so.
    """

    id: SplitId
    payers: tuple[Payer, ...] = Field(min_length=2)
    over: Annotated[
        Annotated[Literal["document"], Tag("shape:whole")] | Annotated[tuple[SupportRef, ...], Tag("shape:list")],
        Discriminator(_reach),
    ]
    at: Text
