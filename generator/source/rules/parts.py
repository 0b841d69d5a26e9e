"""The parts of an amount: each has the fields of what it gives, and they fit together."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from generator.records import Amount, Part, Sum
from generator.source.problems import Place, Problem, did_you_mean

_BOUNDS = {
    "cap": "上限（cap）写作 [null, 数]",
    "floor": "下限（floor）写作 [数, null]",
    "fixed": "定额（fixed）两项相同，写作 [数, 数]",
    "range": "区间（range）写作 [小的数, 大的数]",
}


def fit(place: Place, amount: Amount, points: set[str]) -> Iterator[Problem]:
    """What does not fit in one amount, with ``points`` the ids of the points of its clause."""
    numbered = Counter(part.id for part in amount.parts)
    for index, part in enumerate(amount.parts):
        at = place / "parts" / index
        if numbered[part.id] > 1:
            yield Problem(at / "id", f"金额部分的编号 {part.id} 用了两次", "编号写作 m1、m2……，定了就不再改。")
        if part.at and part.at not in points:
            yield Problem(at / "at", f"找不到要点“{part.at}”", did_you_mean(part.at, points))
        yield from _given(at, part)
        yield from _bounded(at, part)
        yield from _told(at, part)
    tiers = [part for part in amount.parts if part.tier]
    if amount.apply == "one-of" and len(tiers) < 2:
        yield Problem(
            place / "apply", "几档取一（one-of）时，至少两个部分要写明档次（tier）", "一并适用的写 apply: all。"
        )
    if amount.apply == "all" and tiers:
        yield Problem(
            place, "分档的金额要写 apply: one-of", "写了 tier 的几个部分只适用其中一个；没有 tier 的每档都适用。"
        )
    if amount.payers and sum(payer.percent for payer in amount.payers) != 100:
        yield Problem(place / "payers", "各方分担的比例合起来不是 100%")


def _given(at: Place, part: Part) -> Iterator[Problem]:
    """How much, where what is given has a how much."""
    number = part.sum or part.percent
    if part.sum and part.percent:
        yield Problem(at, "一个部分只写金额（sum）或比例（percent）之一", "比例和上限一并适用时，写成两个部分。")
    elif part.give in ("case-by-case", "unstated"):
        if number:
            yield Problem(at, f"give 为 {part.give} 时不写金额和比例")
        if part.give == "case-by-case" and not part.words:
            yield Problem(at, "一事一议的，照原文写 words", "例如 words: 一事一议。")
    elif part.give == "rate" and not part.percent:
        yield Problem(at, "比例（rate）要写 percent")
    elif part.give == "money" and not part.sum and not part.no_cap:
        yield Problem(at, "金额（money）要写 sum", "没有写多少的，give 写 unstated；写“上不封顶”的，写 no_cap: true。")
    if bool(number) != bool(part.role):
        yield Problem(at, "有金额或比例的，写明 role（cap、fixed、floor、range）；没有的不写")


def _bounded(at: Place, part: Part) -> Iterator[Problem]:
    for key in ("sum", "percent"):
        pair = getattr(part, key)
        if pair is None or part.role is None:
            continue
        low, high = (_number(bound) for bound in pair)
        right = {
            "cap": low is None and high is not None,
            "floor": low is not None and high is None,
            "fixed": low is not None and low == high,
            "range": low is not None and high is not None and low < high,
        }
        if not right[part.role]:
            yield Problem(at / key, _BOUNDS[part.role])
    for currency in dict.fromkeys(bound.currency for bound in part.sum or () if bound):
        if currency != part.currency:
            yield Problem(at / "sum", f"金额的币种是 {currency}，currency 却是 {part.currency}")


def _number(bound: Sum | Decimal | None) -> Decimal | None:
    return bound.value if isinstance(bound, Sum) else bound


def _told(at: Place, part: Part) -> Iterator[Problem]:
    if not part.percent:
        for key in ("of", "unit"):
            if getattr(part, key) != Part.model_fields[key].default:
                yield Problem(at / key, f"{key} 只写在比例（percent）上")
    if part.years and not 1 <= part.years[0] <= (part.years[1] or part.years[0]):
        yield Problem(at / "years", "年份写作 [第几年, 到第几年]，如前三年写 [1, 3]，第二年起写 [2, null]")
    if part.tier and not (part.tier.name or part.tier.from_ or part.tier.to):
        yield Problem(at / "tier", "档次要写名称（name），或写起点、终点（from、to）")
    if part.about_side and not part.about:
        yield Problem(at / "about_side", "写了 about_side，就要写 about: true")
    if part.instalments and sum(one.percent for one in part.instalments) > 100:
        yield Problem(at / "instalments", "各期的比例合起来超过 100%")
