"""Sums, rates and quantities of a passage as facts, and which of them belong to one benefit."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache

from generator.text import schedule
from generator.text.amounts import Element, lists, ratio
from generator.text.around import Around
from generator.text.bounds import Bounds, bounds
from generator.text.grammar import Token, data, filled, grammar
from generator.text.plain import Place, Plain
from generator.text.records import Amount, Fact, Money, Quantity, Rate, Split, Unread, Years
from generator.text.roles import Reading, Sentence, role
from generator.text.tiers import GIVEN, tiered

_REASONS = {
    "A": "nothing around it says what this sum is",
    "P": "nothing around it says what this rate is of",
    "R": "what this ratio relates is open",
    "w": "the sum is not stated",
}
_INEXACT = "the share that is given has no exact decimals, or is not said"
_DIVISIONS = {"split": "payers", "instalment": "instalments", "part": "part"}
_DIVIDED = tuple(_DIVISIONS)
_WHAT = {"A": "money", "P": "rate", "R": "ratio", "w": "money"}


class Counter:
    """Names of benefits, b1, b2, …, counted through a whole text."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> str:
        self.count += 1
        return f"b{self.count}"


def read(whole: Plain, benefits: Counter) -> list[Fact]:
    """The sums, rates, quantities, tiers and years of a passage, sentence by sentence."""
    found: list[Fact] = []
    before: _Reader | None = None
    for sentence in sentences(whole):
        reader = _Reader(whole, sentence, benefits, before)
        found.extend(reader.facts())
        before = reader if sentence.signs.endswith(";") else None  # 投资额1亿元以上的…；5亿元以上的…
    return found


# Signs of which a sum or a rate needs one.
_OF_AMOUNTS = frozenset("APRXhW")


@cache
def _possible() -> re.Pattern[str]:
    raw = data()
    return re.compile(
        "|".join(filled(row["pattern"], raw["parts"]) for row in raw["tokens"] if row["sign"] in _OF_AMOUNTS)
    )


def possible(whole: Plain) -> bool:
    """Whether a passage may state a sum or a rate; if not, ``read`` finds none. Most texts do not, and reading takes longer."""
    return _possible().search(whole.text) is not None


LONG = 400  # tokens: longer stretches are texts without full stops, and are cut at a comma


def sentences(whole: Plain) -> Iterator[Sentence]:
    """A passage split at full stops and semicolons, each sentence with its tokens."""
    row: list[Token] = []
    for token in grammar().tokens(whole.text):
        row.append(token)
        if token.sign in ".;" or (len(row) > LONG and token.sign == ",") or len(row) > 4 * LONG:
            yield _sentence(row, whole)
            row = []
    if row:
        yield _sentence(row, whole)


def _sentence(row: list[Token], whole: Plain) -> Sentence:
    return Sentence(tuple(row), "".join(token.sign for token in row), whole.text[: row[-1].end])


class _Benefit:
    """The current benefit of a sentence. A threshold may name it before any of its parts is read."""

    def __init__(self, names: Counter) -> None:
        self.names = names
        self.name: str | None = None
        self.begun = False
        self.has_money = False

    def expect(self, anew: bool) -> str:
        """The name of the benefit that a threshold belongs to and that follows it."""
        if self.name is None or (anew and self.begun):
            self.name, self.begun, self.has_money = self.names.next(), False, False
        return self.name

    def part(self, anew: bool, money: bool) -> str:
        """The name for one more part; ``anew``: another benefit begins with it."""
        if self.name is None or (anew and self.begun):
            self.name, self.has_money = self.names.next(), False
        self.begun, self.has_money = True, self.has_money or money
        return self.name


class _Reader:
    """Reads one sentence from its first amount to its last."""

    def __init__(self, whole: Plain, sentence: Sentence, benefits: Counter, before: "_Reader | None") -> None:
        self.whole, self.sentence = whole, sentence
        self.readings = [role(sentence, amounts) for amounts in lists(list(sentence.tokens))]
        self.around = Around(whole, sentence, self.readings)
        self.benefit = _Benefit(benefits)
        self.schedule: schedule.Schedule = before.schedule if before else schedule.Schedule()
        self.since = 0  # the sign behind the last amount
        self.per: str | None = None
        self.of: str | None = before.of if before else None
        self.free_years = dict(self._free_years())

    def facts(self) -> list[Fact]:
        taken = {place for reading in self.readings for place in range(reading.amounts.first, reading.amounts.last)}
        steps: list[tuple[int, Reading | Token]] = [(reading.amounts.first, reading) for reading in self.readings]
        steps += [(i, t) for i, t in enumerate(self.sentence.tokens) if i not in taken and t.sign in "YhWXwR"]
        found: list[Fact] = []
        for place, step in sorted(steps, key=lambda entry: entry[0]):
            found.extend(self._word(place, step) if isinstance(step, Token) else self._reading(step))
        return list(tiered(found, self.whole, self.sentence))

    # --- words ---

    def _word(self, place: int, token: Token) -> Iterator[Fact]:
        """Years of a schedule, 减半, 全额, 免租, and sums that the text leaves open."""
        at = self.whole.place(token.start, token.end)
        if token.sign in "wR":
            yield Unread(what=_WHAT[token.sign], reason=_REASONS[token.sign], at=at)
        elif token.sign == "Y":
            looks_back = token.words[0] == "前" and not self.around.gives_in_segment(place)
            if not looks_back and (years := self.schedule.take(token.words)):
                yield Years(low=years[0], high=years[1], at=at)
        else:
            for share, span in self._shares(place, token):
                yield Rate(
                    role="fixed", low=share, high=share, benefit=self._part(place, money=False), years=span,
                    per=self.per, give="rent" if self.around.rent else self.around.give(place), at=at,
                )  # fmt: skip

    def _shares(self, place: int, token: Token) -> Iterator[tuple[Decimal, schedule.Span | None]]:
        """The shares meant by a word without digits, each with its years."""
        if token.sign == "X":
            first, second = schedule.free_and_half(token.words)
            yield from ((Decimal(100), first), (Decimal(50), second))
        elif token.sign == "h":
            yield Decimal(50), self._years(place)
        elif grammar().free.search(token.words) or self.sentence.signs[place + 1 : place + 2] in ("V", "B"):
            yield Decimal(100), self._beside(place) or self._years(place)

    def _free_years(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """免租3年, 3年免租: the first three years. The number is then not a quantity of its own."""
        free = [i for i, t in enumerate(self.sentence.tokens) if t.sign == "W" and grammar().free.search(t.words)]
        for reading in self.readings:
            first, last, low = reading.amounts.first, reading.amounts.last, reading.amounts.elements[0].low
            if low.unit == "年" and (first - 1 in free or last in free):
                yield first, self.schedule.begin(int(low.value))

    def _beside(self, place: int) -> tuple[int, int] | None:
        spans = (self.free_years.get(r.amounts.first) for r in self.readings if place in (r.amounts.first - 1, r.amounts.last))  # fmt: skip
        return next((span for span in spans if span), None)

    def _years(self, place: int) -> schedule.Span | None:
        first = self.around.segment(place)
        if re.search("Y,$", self.sentence.signs[:first]):  # 前三年，每年给予80%
            first -= 2
        for token in reversed(self.sentence.tokens[first:place]):
            if token.sign == "Y":
                return self.schedule.of(token.words)
        return None

    # --- amounts ---

    def _reading(self, reading: Reading) -> Iterator[Fact]:
        amounts = reading.amounts
        per = self.around.per(amounts.first, amounts.last, self.since)
        for index, element in enumerate(amounts.elements):
            begin = self._begin(reading) if index == 0 else self.sentence.tokens[element.first].start
            at = self.whole.place(begin, self.sentence.tokens[element.last - 1].end)
            if amounts.kind == "Q":
                yield self._quantity(reading, element, at)
            elif reading.role == "unread" or (element.low.unit == "open" and reading.role not in _DIVIDED):
                reason = _INEXACT if (amounts.kind, element.low.unit) == ("P", "open") else _REASONS[amounts.kind]
                yield Unread(what=_WHAT[amounts.kind], reason=reason, at=at)
            elif reading.role in _DIVIDED:
                words = self.sentence.tokens[element.first].words
                parts = ratio(words) if element.kind == "R" else (element.low.value,)
                yield Split(what=_DIVISIONS[reading.role], parts=parts, at=at)
            else:
                yield self._amount(reading, element, per, index + 1 if len(amounts.elements) > 1 else None, at)
        self.since = amounts.last

    def _begin(self, reading: Reading) -> int:
        """Where a fact begins: at the bounding word directly before its amount."""
        first = reading.amounts.first
        while first and self.sentence.signs[first - 1] in "CLFGl":
            first -= 1
        return self.sentence.tokens[first].start

    def _quantity(self, reading: Reading, element: Element, at: Place) -> Fact:
        if reading.amounts.first in self.free_years:
            low, high = self.free_years[reading.amounts.first]
            return Years(low=low, high=high, at=at)
        b = bounds(element, reading)
        left = self.sentence.words(max(0, reading.amounts.first - 4), reading.amounts.first)
        limit = reading.role == "limit" or (reading.role == "count" and grammar().schedule.search(left))
        return Quantity(
            role="limit" if limit else reading.role, about=bool(element.about), low=b.low, high=b.high, low_in=b.low_in,
            high_in=b.high_in, by_convention=b.by_convention, unit=element.low.unit,
            of=self.around.measure(reading, self.since), step=reading.step, at=at,
        )  # fmt: skip

    def _amount(self, reading: Reading, element: Element, per: str | None, tier: int | None, at: Place) -> Amount:
        first, last = reading.amounts.first, reading.amounts.last
        b: Bounds = bounds(element, reading)
        kind = ("range" if element.high else "fixed") if reading.role == "given" else reading.role
        of = self.around.measure(reading, self.since)
        period, cumulative = self.around.period(first, last, self.since)
        amount = Amount(
            role=kind, about=bool(element.about), about_side=element.about, low=b.low, high=b.high, low_in=b.low_in,
            high_in=b.high_in, by_convention=b.by_convention, tier=tier, of=of, step=reading.step, at=at,
        )  # fmt: skip
        if kind in GIVEN or kind == "uplift":
            name = (
                self._part(first, money=element.kind == "A") if tier in (None, 1) else self.benefit.part(False, False)
            )
            per = element.per or per or self.per
            # 每家企业按10%补贴，最高50万元: the ceiling is per company too; after a sum nothing is inherited.
            self.per = per if element.kind != "A" else None
            amount = replace(
                amount, per=per, period=period, cumulative=cumulative, benefit=name, years=self._years(first),
                give=self.around.give(first), giver=self.around.giver(first, self.since),
            )  # fmt: skip
        elif kind == "threshold":
            self.of = of or (self.of if element.suffix or element.high else None)
            amount = replace(amount, of=self.of, benefit=self._expected())
        else:
            amount = replace(amount, per=element.per or per, period=period, cumulative=cumulative)
        shared = {name: getattr(amount, name) for name in (field.name for field in fields(amount))}
        if element.kind == "A":
            exception = self.around.exception(last) if kind == "cap" else None
            return Money(**shared, currency=element.low.unit, exception=exception)
        return Rate(**shared, unit=element.low.unit)

    # --- what belongs together ---

    def _part(self, place: int, money: bool) -> str:
        """The benefit of a part: a new one after 对…, for another giver, and after what is given was named."""
        between = self.sentence.signs[self.since : place]
        giver = "z" in between and "H" not in between
        named = money and re.match("t?[xyz]{0,4}[VB][x]{0,2}&[xyzp]*[CvV]", between)
        other = bool(re.search("[,;&][^,;&]*a", between)) or bool(named)
        return self.benefit.part(giver or (other and self.benefit.has_money), money)

    def _expected(self) -> str | None:
        """The benefit of a threshold: the next one, else the previous one; none if nothing is given."""
        rest = [reading for reading in self.readings if reading.amounts.first >= self.since]
        if any(r.role in (*GIVEN, "given", "uplift") and r.amounts.kind != "Q" for r in rest):
            between = self.sentence.signs[self.since : rest[0].amounts.first]
            return self.benefit.expect("a" in between and self.benefit.has_money)
        return self.benefit.name
