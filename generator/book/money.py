"""Amounts: how they are said, in which order sums stand, and which sums a reader may look for.

A ceiling (上限) is never said as a fixed sum, a rate never stands among sums and says what it is of, and no two sums are
ever added. Nothing is computed from a rate: base and method are the text's, and mostly open. Reading amounts from
sentences is for ``text``.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from generator.book import words
from generator.book.handbook import Support
from generator.records import Amount, Cap, Part, Payer, Sum, Tier, kinds_of

UNIT = "万元"
# Over what time a sum can be compared with others that are given once.
ONCE = (None, "once", "each", "cumulative")


def said(kind: str, wan: int | None) -> str:
    """An amount of ``wan`` 万元 in words, with its kind: ceiling, fixed, or not stated."""
    return words.AMOUNT[kind] if wan is None else f"{words.AMOUNT[kind]} {wan} {UNIT}"


def in_words(amount: Amount, starred: bool = False) -> str:
    """All parts. ``starred``: the text gives it only 依法依规 or 按规定, which is said wherever the sum stands."""
    return "；".join(map(line, amount.parts)) + (" ★" if starred else "")


def line(part: Part) -> str:
    """One part with when it applies before it and how it is given behind it; what it is given for stands elsewhere."""
    before = "，".join(filter(None, [tier_words(part.tier), years_words(part)]))
    core = " ".join(filter(None, [part_word(part), part_rest(part)]))
    whole = "，".join([core, *behind(part)])
    return f"{before}：{whole}" if before else whole


def part_word(part: Part) -> str:
    """What a part is, before its number: 上限, 定额, 比例上限, 贴息比例 …"""
    if part.give == "case-by-case":
        return part.words or words.AMOUNT["case-by-case"]
    given = words.GIVE.get(part.give, "")
    if part.percent is not None:
        return given + words.RATE[str(part.role)]
    if part.sum is not None:
        return given + words.AMOUNT[str(part.role)]
    if part.no_cap:
        return given + (part.words or words.AMOUNT["no-cap"])
    return given + words.AMOUNT["unstated"]


def part_rest(part: Part) -> str:
    """The number of a part, with what a rate is of; nothing where it has none."""
    if part.percent is not None:
        number = _about(part, _percent(part))
        if part.unit == "point":
            return number
        return f"{part.of}的 {number}" if part.of else f"{number}（计算基数{words.UNSTATED}）"
    return _about(part, _span(*part.sum)) if part.sum is not None else ""


def behind(part: Part) -> list[str]:
    """How a part is given, and what bounds it besides its number, each in a few words."""
    told = [period_words(part) if part.period or part.cumulative else "", *part.limits]
    told.append(f"按{part.step}计" if part.step else "")
    told.append(f"减去{part.less}" if part.less else "")
    told.append(part.words or words.AMOUNT["no-cap"] if part.no_cap and (part.sum or part.percent) else "")
    told.append(part.exception or "")
    told += [f"其中 {plain(one.percent)}% {_when(one.year, one.words)}" for one in part.instalments]
    return [f"由{part.giver}给"] * bool(part.giver) + [word for word in told if word]


def _when(year: int | None, condition: str | None) -> str:
    return "，".join(filter(None, [f"第 {year} 年付" if year else "", condition])) or "另付"


def period_words(part: Part) -> str:
    """How often, or 未载明."""
    often = words.PERIOD.get(part.period or "", "")
    if part.cumulative and part.period != "cumulative":
        return f"{often}累计"
    return often or words.UNSTATED


def of_words(part: Part) -> str:
    """What a rate is of."""
    return part.of or words.UNSTATED


def years_words(part: Part) -> str:
    """The years of a schedule: 第 1—3 年, 第 2 年起."""
    if part.years is None:
        return ""
    first, last = part.years
    if last is None:
        return f"第 {first} 年起"
    return f"第 {first} 年" if first == last else f"第 {first}—{last} 年"


def tier_words(tier: Tier | None) -> str:
    """When a tier applies: by its name, or from where to where; （含） only where the text says so."""
    if tier is None:
        return ""
    bounds = [f"{tier.from_}{_bound(tier.from_in)}以上" if tier.from_ else "", f"{tier.to}{_bound(tier.to_in)}以下" if tier.to else ""]  # fmt: skip
    reached = "、".join(filter(None, bounds))
    return " ".join(filter(None, [tier.name, f"{tier.of or ''}{reached}"]))


def _bound(included: bool | None) -> str:
    return "" if included is None else "（含）" if included else "（不含）"


def open_words(amount: Amount) -> list[str]:
    """What the text leaves open of how the amount is found: why nothing is computed from it."""
    told = []
    rates = [part for part in amount.parts if part.percent is not None]
    if any(part.of is None and part.unit == "percent" for part in rates):
        told.append(f"比例以什么为基数，文中{words.UNSTATED}")
    tiers = [part.tier for part in amount.parts if part.tier and (part.tier.from_ or part.tier.to)]
    if any((t.from_ and t.from_in is None) or (t.to and t.to_in is None) for t in tiers):
        told.append(f"恰好在起止点上的归哪一档，文中{words.UNSTATED}")
    if tiers and any(part.tier for part in rates) and amount.method is None:
        told.append(f"按全额还是分段计算，文中{words.UNSTATED}")
    if any(part.step for part in amount.parts):
        told.append(f"不足一步的怎样计算，文中{words.UNSTATED}")
    return told


def _about(part: Part, number: str) -> str:
    before, after = words.ABOUT[part.about_side or "near"] if part.about else ("", "")
    head, _, unit = number.rpartition(" ")
    return f"{before}{head}{after or ' '}{unit}" if head else f"{before}{number}{after}"


def _percent(part: Part) -> str:
    low, high = part.percent or (None, None)
    figures = [plain(bound) for bound in dict.fromkeys((low, high)) if bound is not None]
    return f"{'—'.join(figures)} 个百分点" if part.unit == "point" else "—".join(f"{figure}%" for figure in figures)


def _span(low: Sum | None, high: Sum | None) -> str:
    """A sum or a range of sums in the unit that is printed."""
    if low is None or high is None or low == high:
        only = low or high
        return f"{plain(only.figure)} {only.unit}" if only else ""
    if low.unit == high.unit:
        return f"{plain(low.figure)}—{plain(high.figure)} {high.unit}"
    return f"{plain(low.figure)} {low.unit}—{plain(high.figure)} {high.unit}"


def plain(number: Decimal) -> str:
    """A number without an exponent and without zeros at its end: 1000, 0.5."""
    return f"{number.quantize(Decimal(1))}" if number == number.to_integral_value() else f"{number.normalize():f}"


def exact(number: Decimal) -> int | float:
    """As JSON prints it: a whole number, or the shortest decimal, which has the digits of the text."""
    return int(number) if number == number.to_integral_value() else float(number)


def per(amount: Amount) -> str:
    """What one sum is given for; where parts differ, each of it."""
    told = dict.fromkeys(per_of(part) for part in amount.parts if part.per)
    return "、".join(told) or words.UNSTATED


def per_of(part: Part) -> str:
    if part.per is None:
        return words.UNSTATED
    return f"{part.per}（依文意）" if part.per_implied else part.per


def by_kind(amount: Amount) -> dict[str, str]:
    """The parts in words by kind (上限, 比例 …), so that unlike amounts stand line by line beside each other."""
    told: dict[str, list[str]] = {}
    for part in amount.parts:
        if (code := kinds_of(part)[0]) != "unstated":
            told.setdefault(code, []).append(line(part))
    return {code: "；".join(told[code]) for code in words.AMOUNT if code in told}


def has_sum(amount: Amount) -> bool:
    """Whether the text says how much, in whichever way."""
    return amount.kinds != ("unstated",)


def sums(amount: Amount) -> list[tuple[Decimal, Decimal | None]]:
    """The sums in 万元 that a reader may look for, from and to (``None``: no end), one for each part and tier.

    A ceiling counts as the number it is, and a sum for each person or project as that for one of them. Rates are no sums;
    what is given by the year or in another currency is not compared with what is given once, and answers no such question.
    """
    found: list[tuple[Decimal, Decimal | None]] = []
    for low, high in map(_compared, amount.parts):
        if first := low or high:
            found.append((first.wan, high.wan if high else None))
    return found


def recurring(amount: Amount) -> list[tuple[Decimal, Decimal | None, str]]:
    """The sums in 万元 that come again, each with the code of its period: they compare with others of that period alone."""
    found: list[tuple[Decimal, Decimal | None, str]] = []
    for part in amount.parts:
        if part.sum and part.period and part.period not in ONCE and part.currency == "CNY" and not part.step:
            low, high = part.sum
            if first := low or high:
                found.append((first.wan, high.wan if high else None, part.period))
    return found


def periods(amount: Amount) -> list[str]:
    """How often the parts that are money or a share are given: codes of ``words.PERIOD``, ``unstated`` where not said."""
    return list(
        dict.fromkeys(part.period or ("cumulative" if part.cumulative else "unstated") for part in amount.parts)
    )


# By the last words of what is printed: 单个企业 and 每家企业 are for an enterprise.
_PER = {"企业": "enterprise", "项目": "project", "人": "person", "亩": "area", "平方米": "area"}


def per_codes(amount: Amount) -> list[str]:
    """What the sums are given for, in the kinds of ``words.PER``; ``unstated`` where no part says it."""
    told = [part.per for part in amount.parts if part.per]
    return list(dict.fromkeys(next((_PER[end] for end in _PER if per.endswith(end)), "other") for per in told)) or [
        "unstated"
    ]


def _compared(part: Part) -> tuple[Sum | None, Sum | None]:
    """The bounds of a sum that can be compared with others: none of a rate, of what comes again each year."""
    if part.sum is None or part.currency != "CNY" or part.period not in ONCE or part.step:
        return None, None
    return part.sum


def order(amount: Amount) -> Decimal:
    """The largest sum in 万元 that can be compared. The smaller first; what has no such sum (a rate) before them all."""
    return max((high or low for low, high in sums(amount)), default=Decimal(0))


def different(supports: Iterable[Support]) -> list[Support]:
    """One support for each different amount with its stars: the largest sum first, those without one last."""
    told: dict[tuple[str, tuple[str, ...]], Support] = {}
    for support in supports:
        told.setdefault((in_words(support.data.money), tuple(support.data.all_stars)), support)
    return sorted(told.values(), key=lambda s: (-order(s.data.money), s.data.money.kind, tuple(s.data.all_stars)))


def cap_words(cap: Cap) -> str:
    """A ceiling over several supports: 每家企业累计最高 3000 万元."""
    often = Part(id="m1", give="money", period=cap.period, cumulative=cap.cumulative)
    time = period_words(often) if cap.period or cap.cumulative else ""
    return f"{f'每{cap.per}' if cap.per else ''}{time}最高 {_span(None, cap.sum)}"


def payers_words(payers: Iterable[Payer]) -> str:
    """Who pays which share: 市 50%，区县 50%."""
    return "，".join(f"{payer.giver} {plain(payer.percent)}%" for payer in payers)


def counted(amounts: Iterable[Amount]) -> dict[str, int]:
    """How many amounts are of which kind, in the order of the words; each counts once."""
    kinds = [amount.kind for amount in amounts]
    return {kind: kinds.count(kind) for kind in words.AMOUNT if kind in kinds}


# --- changes ----------------------------------------------------------------------------------------------------------


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> str | None:
    """What two states of an exported amount say differently, or nothing. States of older programs have no parts."""
    if (old["kind"], old["wan"]) == (new["kind"], new["wan"]):
        was, now = old.get("parts"), new.get("parts")
        return _changed_parts(was, now) if was is not None and now is not None else None
    if old["kind"] == new["kind"] and None not in (old["wan"], new["wan"]):
        return f"{words.AMOUNT[new['kind']]} {old['wan']}→{new['wan']} {UNIT}"
    return f"金额：{_told(old)}→{_told(new)}"


def _told(amount: Mapping[str, Any]) -> str:
    if amount["wan"] is None and amount.get("parts"):
        return "；".join(str(part["words"]) for part in amount["parts"])
    return said(amount["kind"], amount["wan"])


def _changed_parts(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> str | None:
    """Part by part, by its permanent id."""
    before, after = ({part["id"]: part for part in parts} for parts in (old, new))
    told = [f"删去 {part['words']}" for identity, part in before.items() if identity not in after]
    for identity, part in after.items():
        if identity not in before:
            told.append(f"增加 {part['words']}")
        elif before[identity]["words"] != part["words"]:
            told.append(f"{before[identity]['words']}→{part['words']}")
        elif before[identity]["per_words"] != part["per_words"]:
            told.append(f"按什么计 {before[identity]['per_words']}→{part['per_words']}")
    return f"金额：{'；'.join(told)}" if told else None


__all__ = [
    "UNIT",
    "behind",
    "by_kind",
    "cap_words",
    "changed",
    "counted",
    "different",
    "exact",
    "has_sum",
    "in_words",
    "kinds_of",
    "line",
    "of_words",
    "open_words",
    "order",
    "part_rest",
    "part_word",
    "payers_words",
    "per",
    "per_codes",
    "per_of",
    "period_words",
    "periods",
    "plain",
    "recurring",
    "said",
    "sums",
    "tier_words",
    "years_words",
]  # fmt: skip
