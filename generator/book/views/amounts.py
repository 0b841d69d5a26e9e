"""Views of amounts: the whole in one line as programs have always read it, and its parts with codes and words."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from pydantic import Field

from generator.book import facts, money, reckoning, standing, words
from generator.book.handbook import Support
from generator.book.views.base import Part
from generator.records import Amount, Cap, Node, Sum
from generator.records import Part as PartRecord

Number = int | float


class TierView(Part):
    """When a part applies rather than another; the bounds as printed, whether they are included where the text says it."""

    name: str | None
    of: str | None
    from_: str | None = Field(serialization_alias="from")
    from_in: bool | None
    to: str | None
    to_in: bool | None


class InstalmentView(Part):
    percent: Number
    year: int | None
    words: str | None
    at: str | None


class PartView(Part):
    """One thing that is given. ``low`` and ``high`` are in units of the currency (元), or of ``unit``: percent or points."""

    id: str
    give: str = Field(description="money rate interest tax rent voucher in-kind case-by-case unstated")
    role: str | None = Field(description="cap 上限 fixed 定额 floor 下限 range 区间")
    kinds: tuple[str, ...]
    low: Number | None
    high: Number | None
    unit: str | None = Field(description="金额为币种（CNY 的单位是元），比例为 percent 或 point（百分点）")
    of: str | None = Field(description="比例的计算基数")
    per: str | None
    per_implied: bool
    period: str | None
    cumulative: bool
    years: tuple[int, int | None] | None
    tier: TierView | None
    giver: str | None
    about: bool
    about_side: str | None
    limits: tuple[str, ...]
    step: str | None
    less: str | None
    instalments: tuple[InstalmentView, ...]
    no_cap: bool
    refers_to: str | None
    exception: str | None
    at: str | None
    kind_word: str
    number_words: str
    behind_words: tuple[str, ...]
    words: str
    per_words: str
    period_words: str
    of_words: str | None
    when_words: str


class PayerView(Part):
    giver: str
    percent: Number


class InputView(Part):
    key: str
    label: str
    unit: str
    whole: bool
    most: str | None


class StepView(Part):
    low: str | None
    high: str | None
    low_in: bool
    high_in: bool
    share: tuple[str | None, str | None]


class LineView(Part):
    id: str
    words: str
    steps: tuple[StepView, ...]
    each: tuple[str | None, str | None] | None


class BoundView(Part):
    id: str
    sum: str
    words: str
    first: bool


class ReckoningView(Part):
    """How an amount is reckoned, where the text states base and method (``book/reckoning.py``). Numbers are exact decimals as
    text, sums in 万元, shares in percent."""

    inputs: tuple[InputView, ...]
    lines: tuple[LineView, ...]
    bounds: tuple[BoundView, ...]
    method: str | None
    formula: tuple[str, ...]
    note: str


def reckoning_of(amount: Amount, tree: Node | None = None) -> ReckoningView | None:
    made = reckoning.plan(amount, tree)
    return ReckoningView(**_printed(asdict(made)), note=reckoning.NOT_OBTAINED) if made else None


def _printed(value: Any) -> Any:
    """A plan with its decimals as text."""
    if isinstance(value, Decimal):
        return money.plain(value)
    if isinstance(value, dict):
        return {key: _printed(inner) for key, inner in value.items()}
    return tuple(map(_printed, value)) if isinstance(value, list | tuple) else value


class AmountView(Part):
    """What is given. ``wan`` (万元) only where one ceiling or fixed sum says all; ``parts`` always say the whole."""

    kind: str
    wan: int | None
    per: str | None
    per_implied: bool
    kind_word: str
    words: str
    per_words: str
    kinds: tuple[str, ...]
    apply: str = Field(description="all：各部分一并适用；one-of：有档次的部分只适用其一")
    parts: tuple[PartView, ...]
    payers: tuple[PayerView, ...]
    method: str | None
    sums: tuple[tuple[Number, Number | None], ...] = Field(description="可以比较大小的金额（万元）：从、到")
    open: tuple[str, ...] = Field(description="怎样计算，文中没有写明的")
    reckoning: ReckoningView | None = Field(description="文中写明基数和办法的，怎样计算")


class CapView(Part):
    """A ceiling over several supports, in 元."""

    id: str
    sum: Number
    currency: str
    per: str | None
    over: str | tuple[str, ...]
    period: str | None
    cumulative: bool
    at: str
    words: str
    url: str | None = Field(default=None, description="写明它的那一条")
    place: str | None = None


class FundingView(Part):
    """Who pays which share, in words; ``url`` and ``place`` are the clause that says so, where it is another one."""

    words: str
    url: str | None
    place: str | None


def caps_of(support: Support) -> tuple[CapView, ...]:
    """The ceilings over several supports that bind one of them, each with the clause that states it."""
    return tuple(
        cap_view(cap).model_copy(update={"url": clause.url, "place": facts.short_place(clause)} if clause else {})
        for cap, clause in facts.caps_over(support)
    )


def funding_of(support: Support) -> tuple[FundingView, ...]:
    return tuple(
        FundingView(words=told, url=clause.url if clause else None, place=facts.short_place(clause) if clause else None)
        for told, clause in facts.funding(support)
    )


def amount_of(support: Support) -> AmountView:
    data, amount = support.data, support.data.money
    return AmountView(
        kind=amount.kind,
        wan=amount.wan,
        per=amount.per,
        per_implied=amount.per_implied,
        kind_word=words.AMOUNT[amount.kind],
        words=money.in_words(amount, bool(data.all_stars)),
        per_words=money.per(amount),
        kinds=amount.kinds,
        apply=amount.apply,
        parts=parts_of(amount, data.point),
        payers=tuple(PayerView(giver=payer.giver, percent=money.exact(payer.percent)) for payer in amount.payers),
        method=amount.method,
        sums=tuple((money.exact(low), None if high is None else money.exact(high)) for low, high in money.sums(amount)),
        open=tuple(money.open_words(amount)),
        reckoning=reckoning_of(amount, standing.tree(support)),
    )


def parts_of(amount: Amount, point: str | None) -> tuple[PartView, ...]:
    """The parts of an amount; ``point`` is where they stand, unless a part says it for itself."""
    return tuple(_part(part, point) for part in amount.parts)


def _part(part: PartRecord, point: str | None) -> PartView:
    low, high = part.percent or part.sum or (None, None)
    unit = part.unit if part.percent is not None else part.currency if part.sum is not None else None
    return PartView(
        **part.model_dump(
            include={
                "id", "give", "role", "of", "per", "per_implied", "period", "cumulative", "years", "giver", "about",
                "limits", "step", "less", "no_cap", "refers_to", "exception",
            }
        ),
        kinds=money.kinds_of(part),
        low=_bound(low),
        high=_bound(high),
        unit=unit,
        about_side=(part.about_side or "near") if part.about else None,
        tier=TierView(**part.tier.model_dump()) if part.tier else None,
        instalments=tuple(InstalmentView(percent=money.exact(i.percent), year=i.year, words=i.words, at=i.at) for i in part.instalments),
        at=part.at or (point if unit else None),
        kind_word=money.part_word(part),
        number_words=money.part_rest(part),
        behind_words=tuple(money.behind(part)),
        words=money.line(part),
        per_words=money.per_of(part),
        period_words=money.period_words(part),
        of_words=money.of_words(part) if part.percent is not None and part.unit == "percent" else None,
        when_words="，".join(filter(None, [money.tier_words(part.tier), money.years_words(part)])),
    )  # fmt: skip


def cap_view(cap: Cap) -> CapView:
    return CapView(
        id=cap.id, sum=money.exact(cap.sum.value), currency=cap.sum.currency, per=cap.per, over=cap.over, period=cap.period,
        cumulative=cap.cumulative, at=cap.at, words=money.cap_words(cap),
    )  # fmt: skip


def _bound(bound: Sum | Decimal | None) -> Number | None:
    if bound is None:
        return None
    return money.exact(bound.value if isinstance(bound, Sum) else bound)
