"""From facts of the text to parts of an amount, in the shape of the records: role, bounds, per, period, years, tier."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from generator.drafting.benefits import Benefit
from generator.records.amounts import CURRENCY_WORDS
from generator.text.plain import Plain
from generator.text.records import Amount, Money, Quantity, Rate, Tier

_WORDS = {code: word for word, code in CURRENCY_WORDS.items()}
_GIVE = {"interest": "interest", "rent": "rent", "tax": "tax", "voucher": "voucher"}
_PER = re.compile("(?:单个|单家|单户|单项|单台|单|每|同一)(?:个|家|户|名|位|项|台|套|件|次)?$")


def sum_words(value: Decimal, currency: str, printed: str) -> str:
    """A sum in the unit in which it is printed: 1000万元, 2.5亿元, 100元."""
    word = _WORDS.get(currency, "元")
    for scale, sign in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if sign in printed and value >= scale:
            return f"{_digits(value / scale)}{sign}{word}"
    if value >= 10**4 and value % 10**4 == 0 and not re.search("[0-9]{5}", printed.replace(",", "")):
        return f"{_digits(value / 10**4)}万{word}"
    return f"{_digits(value)}{word}"


def _digits(value: Decimal) -> str:
    return format(value.normalize(), "f") if value != value.to_integral_value() else str(int(value))


def parts(benefit: Benefit, whole: Plain, point_at: Callable[[int], str]) -> list[dict[str, Any]]:
    """The parts of a benefit in order, as YAML has them. ``point_at``: the point at a position of the plain text."""
    made: list[dict[str, Any]] = []
    for said in benefit.said:
        if said.what == "case-by-case":
            at = point_at(whole.index(said.start))
            made.append({"give": "case-by-case", "words": said.text.strip('“”"'), "at": at})
    made += [{**_part(fact, benefit, whole), "at": point_at(whole.index(fact.start))} for fact in benefit.facts]
    if not made:
        made.append({"give": "unstated", "at": point_at(benefit.start)})
    for said in benefit.said:
        if said.what == "no-cap":
            made[-1]["no_cap"] = True
        elif said.what == "difference":
            made[-1]["less"] = "已享受的"
    for limit in benefit.limits:
        for part in made:
            part.setdefault("limits", []).append("".join(limit.text.split()))
    return [{"id": f"m{i}", **part, "at": part.pop("at")} for i, part in enumerate(made, 1)]


def _part(fact: Amount, benefit: Benefit, whole: Plain) -> dict[str, Any]:
    part: dict[str, Any] = {}
    if isinstance(fact, Rate):
        part["give"] = _GIVE.get(fact.give or "", "rate")
        part["role"] = fact.role
        part["percent"] = [None if bound is None else _plain_number(bound) for bound in (fact.low, fact.high)]
        if fact.unit == "point":
            part["unit"] = "point"
        if fact.of:
            part["of"] = fact.of
    elif isinstance(fact, Money):
        part["give"] = "voucher" if fact.give == "voucher" else "money"
        part["role"] = fact.role
        part["sum"] = [None if bound is None else sum_words(bound, fact.currency, fact.text) for bound in (fact.low, fact.high)]  # fmt: skip
        if fact.currency != "CNY":
            part["currency"] = fact.currency
        if fact.exception:
            part["exception"] = fact.exception
    if fact.step:
        part["step"] = fact.per or "每增加一档"
    elif fact.per:
        if fact.per.startswith("增加"):
            part["step"] = "每" + fact.per
        else:
            part["per"] = _per(fact, whole)
    if fact.period:
        part["period"] = fact.period
    if fact.cumulative and fact.period != "cumulative":
        part["cumulative"] = True
    if fact.years:
        part["years"] = list(fact.years)
    if fact.about:
        part["about"] = True
        if fact.about_side:
            part["about_side"] = fact.about_side
    if fact.giver:
        part["giver"] = fact.giver
    if fact.tier and benefit.object is None and (tier := _tier(fact.tier, benefit)):
        part["tier"] = tier
    return part


def _per(fact: Amount, whole: Plain) -> str:
    """What a sum is for as printed: 单个项目, where the grammar keeps only 项目."""
    per = re.sub(
        "^(?:新)?(?:引进|引育|招引|培育|孵化|培养)[1一](?=[名家个位人])", "", str(fact.per)
    )  # 每引进1名: for each of them
    before = whole.text[max(0, whole.index(fact.start) - 30) : whole.index(fact.end - 1) + 1]
    at = before.rfind(per)
    if at > 0 and (match := re.search("(单个|单家|单户|单项)$", before[:at])):
        return match[1] + per
    return per


def _plain_number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else _digits(value)


def _tier(number: int, benefit: Benefit) -> dict[str, Any] | None:
    tier = next((tier for tier in benefit.tiers if tier.tier == number), None)
    if tier is None:
        return {"name": f"第{number}档"}
    if tier.name:
        return {"name": tier.name}
    return _bounds(tier)


def _bounds(tier: Tier) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if tier.of:
        made["of"] = tier.of
    for key, bound, inside in (("from", tier.low, tier.low_in), ("to", tier.high, tier.high_in)):
        if bound is not None:
            made[key] = sum_words(bound, "CNY", tier.text)
            if inside is not None:
                made[f"{key}_in"] = inside
    return made or {"name": f"第{tier.tier}档"}


def apply(made: list[dict[str, Any]]) -> str:
    """Whether all parts hold, or one of several tiers."""
    return "one-of" if sum(1 for part in made if part.get("tier")) > 1 else "all"


def threshold(fact: Amount | Quantity) -> dict[str, Any]:
    """A condition from a threshold: its words as printed, and its bounds where they are whole numbers."""
    leaf: dict[str, Any] = {
        "kind": "sum" if isinstance(fact, Money) else "size" if isinstance(fact, Quantity) else "other"
    }
    words = "".join(fact.text.split())
    leaf["words"] = f"{fact.of or ''}{words}" if len(f"{fact.of or ''}{words}") <= 24 else words
    scale, unit = (Decimal(10**4), "万元") if isinstance(fact, Money) else (Decimal(1), getattr(fact, "unit", ""))
    for key, bound in (("low", fact.low), ("high", fact.high)):
        if bound is not None and not isinstance(fact, Rate) and bound % scale == 0:
            leaf[key] = int(bound / scale)
            leaf["unit"] = unit
    return leaf
