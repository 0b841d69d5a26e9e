"""What can be reckoned from an amount: only where the text states both base and method, and never more than it states.

``plan`` says what a reader would have to enter and which rules lead from there to a result; ``reckon`` follows it in exact
decimals. ``assets/javascripts/reckon.js`` does the same in the browser; a property test holds both together. Sums are in
万元. Results of several parts stand side by side: amounts are never added.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.book import money
from generator.records import Amount, Leaf, Node, Part, Sum, Tier, leaves
from generator.records.amounts import SUM, sum_of
from generator.text.numerals import number

NOT_OBTAINED = "以核定数和年度预算为准，不等于可得金额"
# For what a sum may be given that a reader can count, and whether only whole numbers of it exist.
COUNTED = {"人": True, "亩": False, "平方米": False}
TIMES = {"month": "个月", "year": "年"}
_LONGEST = re.compile(r"(?:最长|最多|不超过)([0-9零一二两三四五六七八九十]+)(个月|年)")
_MOST = re.compile(r"(?:面积|人数)?(?:最多|不超过)([0-9,.]+)(人|亩|平方米)")
_SAME_UNIT = {"名": "人", "位": "人", "个人": "人", "人次": "人", "平米": "平方米", "㎡": "平方米"}
# 20人以上, 不少于20名, 满100亩: from this number on.
_COUNT = r"[0-9零一二两三四五六七八九十百千万,.]+(?:余|多)?"
_UNIT = r"(人次|人|名|位|亩|平方米|平米|㎡)"
_FROM = re.compile(
    rf"(?:不少于|不低于|不小于|至少|(?<![不未])(?:达到?|满|超过|高于|大于|多于)|≥|>){_COUNT}(?:个)?{_UNIT}|{_COUNT}(?:个)?{_UNIT}(?:（含）)?(?:及?以上|起)"
)
_RATE_OF_A_BANK = re.compile(r"利率|LPR|标准|补贴额")  # not a sum that an applicant knows


@dataclass(frozen=True)
class Input:
    """What is entered: ``base`` (万元), ``count`` or ``time``. ``most``: what is above it does not count."""

    key: str
    label: str
    unit: str
    whole: bool = False
    most: Decimal | None = None


@dataclass(frozen=True)
class Step:
    """A tier of the base: its bounds in 万元 (``None``: none), whether they belong to it, and the share in percent."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool
    share: tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Line:
    """One result. ``steps`` are shares of the base, one for the whole or one for each tier; without them ``each`` is a sum
    for one unit. ``years`` says for which years of a schedule, ``again`` that it is given anew in each (每年)."""

    id: str
    words: str
    steps: tuple[Step, ...] = ()
    each: tuple[Decimal | None, Decimal | None] | None = None


@dataclass(frozen=True)
class Bound:
    """A ceiling of the same amount in 万元. ``first``: of one month or year, so before it is multiplied by the time."""

    id: str
    sum: Decimal
    words: str
    first: bool = False


@dataclass(frozen=True)
class Plan:
    inputs: tuple[Input, ...]
    lines: tuple[Line, ...]
    bounds: tuple[Bound, ...]
    method: str | None
    formula: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """``low`` and ``high`` in 万元 (``None``: the text sets no such end); ``bounds`` are the ceilings that cut it; ``tier``
    is false where what was entered belongs to no tier."""

    low: Decimal | None = None
    high: Decimal | None = None
    bounds: tuple[str, ...] = ()
    tier: bool = True


def plan(amount: Amount, tree: Node | None = None) -> Plan | None:
    """How an amount is reckoned; ``None`` where base or method is open, or something in it is not understood. ``tree``: the
    conditions of the support."""
    if money.open_words(amount) or _counts_from(amount, tree) or any(map(_left_open, amount.parts)):
        return None
    rates = [part for part in amount.parts if part.percent is not None]
    return _of_rates(amount, rates) if rates else _of_units(amount)


def _counts_from(amount: Amount, tree: Node | None) -> bool:
    """Whether something is given for each person or measure, and only from a number of these on (招用20人以上的，每人1000元):
    whether the first nineteen count, too, the text leaves open."""
    asked = {_SAME_UNIT.get(part.per, part.per) for part in amount.parts if part.per}
    if not asked & COUNTED.keys():
        return False
    return any(_SAME_UNIT.get(unit, unit) in asked for leaf in leaves(tree) for unit in _from_units(leaf))


def _from_units(leaf: Leaf) -> list[str]:
    """What a condition counts from a number on, as it is recorded or printed."""
    recorded = [leaf.unit] if leaf.unit and leaf.low is not None else []
    return [*recorded, *(found[1] or found[2] for found in _FROM.finditer(f"{leaf.words or ''}，{leaf.text or ''}"))]


def _left_open(part: Part) -> bool:
    return (
        part.give in ("case-by-case", "unstated", "in-kind", "tax") or part.about or bool(part.less or part.step or part.refers_to)
        or part.currency != "CNY" or bool(part.tier and (part.tier.name or part.give == "money"))
        or not all(_LONGEST.fullmatch(limit) or _MOST.fullmatch(limit) for limit in part.limits)
    )  # fmt: skip


def _of_rates(amount: Amount, rates: list[Part]) -> Plan | None:
    """Shares of one base: in tiers, by years, or one alone; and the ceilings beside them."""
    bases = {part.of for part in rates}
    base = next(iter(bases))
    caps = [part for part in amount.parts if part.percent is None]
    if (
        len(bases) != 1
        or not base
        or _RATE_OF_A_BANK.search(base)
        or any(part.limits for part in rates if part.give != "interest")
    ):
        return None
    if any(part.role != "cap" or part.sum is None or part.years or part.limits for part in caps):
        return None
    tiered = [part for part in rates if part.tier]
    if tiered:
        steps = [_step(part, base) for part in rates]
        if len(tiered) < len(rates) or None in steps or any(part.years for part in rates):
            return None
        found = tuple(step for step in steps if step)
        if not _joined(found, amount.method):
            return None
        lines: tuple[Line, ...] = (Line(rates[0].id, "", found),)
    else:
        if len({part.years for part in rates}) != len(rates):
            return None  # two shares that hold together: which of them gives way is open
        lines = tuple(Line(part.id, money.years_words(part), (_whole(part),)) for part in rates)
    inputs, period = [Input("base", base, "万元")], None
    if limits := [limit for part in rates for limit in part.limits]:
        period = rates[0].period
        longest = _longest(_most(limits), "年")
        if (
            len(rates) > 1
            or period != "year"
            or longest is None
            or any(cap.period not in ("year", None) for cap in caps)
        ):
            return None
        inputs = [Input("base", f"每年的{base}（各年相同）", "万元"), Input("time", "多少年", "年", True, longest)]
    formula = [
        "：".join(filter(None, [money.years_words(part) or money.tier_words(part.tier), f"{base} × {_share(part)}"]))
        for part in rates
    ]
    if period:
        formula = [f"{one} × 年数（最多 {inputs[-1].most} 年）" for one in formula]
    return Plan(tuple(inputs), lines, _bounds(caps, period), amount.method, (*formula, *map(money.line, caps)))


def _of_units(amount: Amount) -> Plan | None:
    """So much for each person or measure of land, month by month where the text says until when."""
    units = [part for part in amount.parts if part.per in COUNTED and part.sum]
    if len(units) != 1 or units[0].years or any(p.role != "cap" or p.sum is None or p.years or p.tier or p.limits for p in amount.parts if p is not units[0]):  # fmt: skip
        return None
    part = units[0]
    low, high = part.sum or (None, None)
    most, per = _most(part.limits), str(part.per)
    inputs = [Input("count", f"多少{per}", per, COUNTED[per], most.get(per))]
    formula = f"{_role(part)}{money.part_rest(part)} × {per}数"
    if part.period in TIMES:
        unit = TIMES[part.period]
        longest = _longest(most, unit)
        if longest is None:
            return None
        inputs.append(Input("time", f"多少{unit}", unit, True, longest))
        formula += f" × {unit.removeprefix('个')}数（最多 {longest} {unit}）"
    elif part.period not in (None, "once"):
        return None
    line = Line(part.id, "", (), (low.wan if low else None, high.wan if high else None))
    caps = [other for other in amount.parts if other is not part]
    if any(other.period in TIMES and other.period != part.period for other in caps):
        return None
    return Plan(tuple(inputs), (line,), _bounds(caps, part.period), None, (formula, *map(money.line, caps)))


def _most(limits: Iterable[str]) -> dict[str, Decimal | None]:
    """The largest number of each unit that the limits set."""
    found = [match for limit in limits if (match := _LONGEST.fullmatch(limit) or _MOST.fullmatch(limit))]
    return {match[2]: number(match[1]) for match in found}


def _longest(most: Mapping[str, Decimal | None], unit: str) -> Decimal | None:
    years = most.get("年")
    return most.get("个月") or (years * 12 if years else None) if unit == "个月" else years


def _whole(part: Part) -> Step:
    return Step(None, None, True, True, part.percent or (None, None))


def _step(part: Part, base: str) -> Step | None:
    """A tier whose bounds are sums of the base."""
    tier = part.tier or Tier()
    bounds = [_sum(tier.from_), _sum(tier.to)]
    if tier.of != base or (tier.from_ and bounds[0] is None) or (tier.to and bounds[1] is None):
        return None
    return Step(bounds[0], bounds[1], bool(tier.from_in), bool(tier.to_in), part.percent or (None, None))


def _sum(text: str | None) -> Decimal | None:
    if text is None or not re.fullmatch(SUM, text):
        return None
    read = sum_of(text)
    return read.wan if isinstance(read, Sum) and read.currency == "CNY" else None


def _joined(steps: tuple[Step, ...], method: str | None) -> bool:
    """Whether tiers follow each other without gap and overlap, and it is told how they are reckoned."""
    return method is not None and all(
        before.high is not None and before.high == after.low and before.high_in != after.low_in
        for before, after in pairwise(steps)
    )


def _bounds(caps: list[Part], period: str | None) -> tuple[Bound, ...]:
    return tuple(
        Bound(
            part.id,
            part.sum[1].wan,
            money.line(part),
            bool(period in TIMES and part.period == period and not part.cumulative),
        )
        for part in caps
        if part.sum and part.sum[1]
    )


def _share(part: Part) -> str:
    return _role(part) + money.part_rest(part).rpartition("的 ")[2]


def _role(part: Part) -> str:
    """A share or sum that is a ceiling or a floor says so in the formula, too."""
    return {"cap": "不超过 ", "floor": "不低于 "}.get(str(part.role), "")


# --- following it -----------------------------------------------------------------------------------------------------


def reckon(made: Plan, entered: Mapping[str, Decimal]) -> list[Result]:
    """The result of each line for what was entered, which is all that ``inputs`` ask for and not below zero."""
    taken = {
        one.key: min(entered[one.key], one.most) if one.most is not None else entered[one.key] for one in made.inputs
    }
    return [_cut(_result(line, made.method, taken), made.bounds, taken.get("time", Decimal(1))) for line in made.lines]


def _result(line: Line, method: str | None, taken: Mapping[str, Decimal]) -> Result:
    """Before the ceilings and the time."""
    if line.each:
        low, high = (None if bound is None else bound * taken["count"] for bound in line.each)
        return Result(low, high)
    base = taken["base"]
    if method == "stepwise":
        pieces = [(step, _piece(step, base)) for step in line.steps]
        low, high = (
            None if any(step.share[end] is None for step, _ in pieces)
            else sum((piece * (step.share[end] or 0) / 100 for step, piece in pieces), Decimal(0))
            for end in (0, 1)
        )  # fmt: skip
        return Result(low, high)
    step = next((step for step in line.steps if _within(step, base)), None)
    if step is None:
        return Result(tier=False)
    low, high = (None if share is None else base * share / 100 for share in step.share)
    return Result(low, high)


def _piece(step: Step, base: Decimal) -> Decimal:
    low = step.low or Decimal(0)
    return max(Decimal(0), (base if step.high is None else min(base, step.high)) - low)


def _within(step: Step, base: Decimal) -> bool:
    above = step.low is None or base > step.low or (step.low_in and base == step.low)
    below = step.high is None or base < step.high or (step.high_in and base == step.high)
    return above and below


def _cut(result: Result, bounds: tuple[Bound, ...], time: Decimal) -> Result:
    """Ceilings of one month or year first, then the time, then the ceilings of the whole."""
    if not result.tier:
        return result
    low, high, cutting = result.low, result.high, []
    for first in (True, False):
        for bound in bounds:
            if bound.first == first:
                if high is None or high > bound.sum:
                    high = bound.sum
                    cutting.append(bound.id)
                low = None if low is None else min(low, bound.sum)
        if first:
            low, high = (None if end is None else end * time for end in (low, high))
    return Result(low, high, tuple(cutting))
