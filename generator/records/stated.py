"""Amounts as they are compared: what a sentence gives, by the grammar of ``text``, and what a part of an amount records.

The two are the same where they are equal: a ceiling is no fixed sum, a threshold no benefit, and no digit may be lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.records.amounts import CURRENCY_WORDS, Cap, Part, Sum
from generator.text import amendments, money
from generator.text.plain import Plain
from generator.text.plain import plain as in_plain
from generator.text.records import Amendment, Fact, Money, Rate
from generator.text.records import Amount as AmountFact
from generator.text.tiers import GIVEN

_NAMES = {currency: word for word, currency in CURRENCY_WORDS.items()}
_BEFORE = {
    "cap": "最高", "fixed": "定额", "floor": "不低于", "range": "区间", "threshold": "门槛", "total": "安排总额",
    "old": "原标准", "limit": "限制", "uplift": "上浮或下浮",
}  # fmt: skip
_RATE = {"fixed": "比例", "range": "比例"}
# What an amount is that nobody gets; said where a support takes it for its own.
NO_BENEFIT = {
    "threshold": "要先达到的门槛", "total": "安排的总额", "old": "已被调整的原标准", "limit": "对别人收费的限制",
    "uplift": "另一笔金额上浮或下浮多少",
}  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """``kind`` is ``sum`` or ``rate``; bounds in units of the currency, or in percent (or points: ``unit``)."""

    kind: str
    role: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    about: bool = False

    @property
    def words(self) -> str:
        """For messages: 最高 100 万元, 定额 20%."""
        numbers = [self._number(bound) for bound in dict.fromkeys((self.low, self.high)) if bound is not None]
        unit = {"percent": "%", "point": " 个百分点"}.get(
            self.unit
        ) or f" {self._scale}{_NAMES.get(self.unit, self.unit)}"
        role = _RATE.get(self.role, _BEFORE[self.role]) if self.kind == "rate" else _BEFORE[self.role]
        return f"{role} {'约 ' if self.about else ''}{'—'.join(numbers)}{unit}"

    @property
    def key(self) -> str:
        return self.words.replace(" ", "")

    @property
    def _scale(self) -> str:
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        return "万" if min(bounds) >= 10**4 else ""

    def _number(self, bound: Decimal) -> str:
        figure = bound / 10**4 if self.kind == "sum" and self._scale else bound
        return f"{figure.quantize(Decimal(1))}" if figure == figure.to_integral_value() else f"{figure.normalize():f}"


def of_part(part: Part) -> Stated | None:
    """What a part records; ``None`` where it has no number."""
    if part.role is None or (part.sum is None and part.percent is None):
        return None
    low, high = (bound.value if isinstance(bound, Sum) else bound for bound in part.sum or part.percent or ())
    if part.sum is not None:
        return Stated("sum", part.role, low, high, part.currency, part.about)
    return Stated("rate", part.role, low, high, part.unit, part.about)


def of_cap(cap: Cap) -> Stated:
    return Stated("sum", "cap", None, cap.sum.value, cap.sum.currency)


def of_fact(fact: AmountFact) -> Stated:
    """What a sentence states, benefit or not (``role``)."""
    rate = isinstance(fact, Rate)
    unit = fact.unit if isinstance(fact, Rate) else fact.currency if isinstance(fact, Money) else ""
    return Stated("rate" if rate else "sum", fact.role, fact.low, fact.high, unit, fact.about)


@lru_cache(maxsize=4096)
def plain(text: str) -> Plain:
    return in_plain(text)


@lru_cache(maxsize=4096)
def facts_of_money(text: str) -> tuple[Fact, ...]:
    """Sums, rates, quantities, tiers and years of a text; places count its characters."""
    return tuple(money.read(plain(text), money.Counter()))


def amounts(text: str) -> Iterator[tuple[Stated, AmountFact]]:
    """Every sum and rate of a text in its role."""
    if not money.possible(plain(text)):
        return
    for fact in facts_of_money(text):
        if isinstance(fact, AmountFact):
            yield of_fact(fact), fact


def given(text: str) -> list[tuple[Stated, AmountFact]]:
    """Those that somebody gets by this text; what it makes of a sum of another text, the other one gives."""
    found = [(stated, fact) for stated, fact in amounts(text) if fact.role in GIVEN]
    if not found:  # most texts
        return []
    if not amendments.may_change_sums(plain(text)):
        return found
    changed = [fact.at for fact in amendments.read(plain(text)) if isinstance(fact, Amendment) and fact.do == "sum"]
    return [(stated, fact) for stated, fact in found if not any(at.start <= fact.at.start < at.end for at in changed)]


def carried(text: str) -> list[tuple[Stated, AmountFact]]:
    """Those that a support must carry: what a text gives, without a deduction from tax, since that is the state's law retold."""
    return [(stated, fact) for stated, fact in given(text) if fact.give != "tax"]
