"""Sums, rates and quantities of a sentence as facts: bounds, per what, how often, of what, and which belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.text import schedule
from generator.text.amounts import Element, lists, ratio
from generator.text.grammar import Token, grammar
from generator.text.plain import Plain
from generator.text.records import Amount, Fact, Money, Quantity, Rate, Split, Tier, Unread, Years
from generator.text.roles import Reading, Sentence, role

BENEFITS = ("cap", "fixed", "floor", "range")
_REASONS = {"A": "nothing around it says what this sum is", "P": "nothing around it says what this rate is of", "R": "what this ratio relates is open", "w": "the sum is not stated"}  # fmt: skip
_NO_MEASURE = ("分", "共", "为", "在", "按", "有", "每", "则", "仅", "各", "约")
_WHAT = {"A": "money", "P": "rate", "R": "ratio", "w": "money"}


@dataclass(frozen=True)
class Bounds:
    low: Decimal | None
    high: Decimal | None
    low_in: bool | None = None
    high_in: bool | None = None
    by_convention: bool = False


class Counter:
    """Names for benefits, b1, b2, … through a whole text."""

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> str:
        self.count += 1
        return f"b{self.count}"


def read(whole: Plain, benefits: Counter) -> list[Fact]:
    """The sums, rates, quantities, tiers and years of a passage."""
    found: list[Fact] = []
    for sentence in sentences(whole):
        found.extend(_Reader(whole, sentence, benefits).facts())
    return found


def sentences(whole: Plain) -> Iterator[Sentence]:
    """A passage cut at full stops and semicolons, each sentence with its tokens."""
    row: list[Token] = []
    for token in grammar().tokens(whole.text):
        row.append(token)
        if token.sign in ".;":
            yield Sentence(tuple(row), "".join(t.sign for t in row), whole.text[: row[-1].end])
            row = []
    if row:
        yield Sentence(tuple(row), "".join(t.sign for t in row), whole.text[: row[-1].end])


class _Reader:
    """One sentence. Parts of one benefit get one name; a new one begins where a new object or giver does."""

    def __init__(self, whole: Plain, sentence: Sentence, benefits: Counter) -> None:
        self.whole, self.sentence, self.benefits = whole, sentence, benefits
        self.readings = [role(sentence, amounts) for amounts in lists(list(sentence.tokens))]
        self.benefit: str | None = None
        self.per: str | None = None
        self.money_given = False
        self.end_of_last = 0
        self.of: str | None = None
        self.schedule = schedule.Schedule()
        self.consumed: dict[int, tuple[int, int]] = {}
        free = grammar().free.search(self._all())
        self.rent = bool(free) or "租" in self._all()

    def facts(self) -> list[Fact]:
        steps: list[tuple[int, Reading | Token]] = [(reading.amounts.first, reading) for reading in self.readings]
        taken = {place for reading in self.readings for place in range(reading.amounts.first, reading.amounts.last)}
        for place, token in enumerate(self.sentence.tokens):
            if place not in taken and token.sign in "YhWXwR":
                steps.append((place, token))
        found: list[Fact] = []
        for place, step in sorted(steps, key=lambda entry: entry[0]):
            found.extend(self._word(place, step) if isinstance(step, Token) else self._reading(step))
        return list(self._tiers(found))

    # --- words ---

    def _all(self) -> str:
        return self.sentence.words(0, len(self.sentence.tokens))

    def _place(self, start: int, end: int) -> dict[str, int | str]:
        first, last = self.whole.span(start, end)
        return {"text": self.whole.raw[first:last], "start": first, "end": last}

    def _word(self, place: int, token: Token) -> Iterator[Fact]:
        """年 of a schedule, 减半, 全额, 免租, and sums that the text leaves open."""
        spot = self._place(token.start, token.end)
        if token.sign in "wR":
            yield Unread(what=_WHAT[token.sign], reason=_REASONS[token.sign], **spot)  # type: ignore[arg-type]
        elif token.sign == "Y":
            if years := self.schedule.take(token.words):
                yield Years(low=years[0], high=years[1], **spot)  # type: ignore[arg-type]
        else:
            yield from self._free(place, token, spot)

    def _free(self, place: int, token: Token, spot: dict[str, int | str]) -> Iterator[Fact]:
        right = self.sentence.signs[place + 1 :]
        share: list[tuple[Decimal, tuple[int, int] | None]] = []
        if token.sign == "X":
            first, second = schedule.free_and_half(token.words)
            share = [(Decimal(100), first), (Decimal(50), second)]
        elif token.sign == "h":
            share = [(Decimal(50), self._years_left(place))]
        elif right[:1] in ("V", "B") or grammar().free.search(token.words):
            following = next((r for r in self.readings if r.amounts.first == place + 1 and r.amounts.kind == "Q"), None)
            if following and following.amounts.elements[0].low.unit == "年":
                years = self.schedule.begin(int(following.amounts.elements[0].low.value))
                self.consumed[following.amounts.first] = years
                share = [(Decimal(100), years)]
            else:
                share = [(Decimal(100), self._years_left(place))]
        for value, years in share:
            yield Rate(
                role="fixed", low=value, high=value, benefit=self._part(place, money=False), years=years,
                per=self.per, give="rent" if self.rent else self._give(place), **spot,
            )  # type: ignore[arg-type]  # fmt: skip

    # --- amounts ---

    def _reading(self, reading: Reading) -> Iterator[Fact]:
        amounts = reading.amounts
        per = self._per(amounts.first, amounts.last)
        tiers = len(amounts.elements) > 1
        pairs = self._joined_bounds(reading)
        for index, (element, bounds) in enumerate(pairs):
            start = self._start(reading) if index == 0 else self.sentence.tokens[element.first].start
            spot = self._place(start, self.sentence.tokens[element.last - 1].end)
            if amounts.kind == "Q" and amounts.first in self.consumed:
                low, high = self.consumed[amounts.first]
                yield Years(low=low, high=high, **spot)  # type: ignore[arg-type]
            elif amounts.kind == "Q":
                yield self._quantity(reading, element, bounds, spot)
            elif reading.role in ("split", "instalment") or (element.low.unit == "open" and reading.role != "unread"):
                yield from self._split(reading, element, spot)
            elif reading.role == "unread":
                yield Unread(what=_WHAT[amounts.kind], reason=_REASONS[amounts.kind], **spot)  # type: ignore[arg-type]
            else:
                tier = index + 1 if tiers and len(pairs) > 1 else None
                yield self._amount(reading, element, bounds, per, tier, spot)
        self.end_of_last = amounts.last

    def _start(self, reading: Reading) -> int:
        """Where a fact begins: with the bounding word that stands directly before its amount."""
        first = reading.amounts.first
        while first and self.sentence.signs[first - 1] in "CLFGl" and self.sentence.tokens[first - 1].sign in "CLFGl":
            first -= 1
        return self.sentence.tokens[first].start

    def _split(self, reading: Reading, element: Element, spot: dict[str, int | str]) -> Iterator[Fact]:
        if reading.role not in ("split", "instalment"):
            yield Unread(what="ratio", reason=_REASONS["R"], **spot)  # type: ignore[arg-type]
            return
        words = self.sentence.tokens[element.first].words
        parts = ratio(words) if element.kind == "R" else (element.low.value,)
        what = "payers" if reading.role == "split" else "instalments"
        yield Split(what=what, parts=parts, **spot)  # type: ignore[arg-type]

    def _joined_bounds(self, reading: Reading) -> list[tuple[Element, Bounds]]:
        """Bounds of each element; 1亿元以上、5亿元以下 is one stretch."""
        elements = reading.amounts.elements
        if reading.role == "threshold" and len(elements) == 2 and (elements[0].suffix[:1], elements[1].suffix[:1]) == ("u", "d"):  # fmt: skip
            low, high = bounds(elements[0], reading), bounds(elements[1], reading)
            joined = replace(elements[0], last=elements[1].last)
            return [(joined, Bounds(low.low, high.high, low.low_in, high.high_in, low.by_convention or high.by_convention))]  # fmt: skip
        return [(element, bounds(element, reading)) for element in elements]

    def _quantity(self, reading: Reading, element: Element, b: Bounds, spot: dict[str, int | str]) -> Fact:
        kind = reading.role
        left = self.sentence.words(max(0, reading.amounts.first - 4), reading.amounts.first)
        if kind == "count" and grammar().schedule.search(left):
            kind = "limit"
        return Quantity(
            role="limit" if kind in ("cap", "limit") else kind, about=bool(element.about), low=b.low, high=b.high,
            low_in=b.low_in, high_in=b.high_in, by_convention=b.by_convention, unit=element.low.unit,
            of=self._measure(reading), step=reading.step, **spot,
        )  # type: ignore[arg-type]  # fmt: skip

    def _amount(self, reading: Reading, element: Element, b: Bounds, per: str | None, tier: int | None, spot: dict[str, int | str]) -> Amount:  # fmt: skip
        kind = reading.role
        if kind == "given":
            kind = "range" if element.high else "fixed"
        first = reading.amounts.first
        given = kind in BENEFITS or kind == "uplift"
        period, cumulative = self._period(first, reading.amounts.last)
        if given and (tier is None or tier == 1):
            self._part(first, money=element.kind == "A")
        if given:
            per = element.per or per or self.per
            self.per = per
        of = self._measure(reading)
        if kind == "threshold":
            of = of or (self.of if element.suffix or element.high else None)
            self.of = of
        shared = dict(
            role=kind, about=bool(element.about), about_side=element.about, low=b.low, high=b.high, low_in=b.low_in,
            high_in=b.high_in, by_convention=b.by_convention, per=per if given or kind in ("total", "old") else None,
            period=period if kind != "threshold" else None, cumulative=cumulative,
            benefit=self.benefit if given else self._coming() if kind == "threshold" else None, tier=tier,
            years=self._years_left(first) if given else None, of=of, give=self._give(first) if given else None,
            giver=self._giver(first) if given else None, step=reading.step,
        )  # fmt: skip
        if element.kind == "A":
            exception = self._exception(reading.amounts.last) if kind == "cap" else None
            return Money(**shared, currency=element.low.unit, exception=exception, **spot)  # type: ignore[arg-type]
        return Rate(**shared, unit=element.low.unit, **spot)  # type: ignore[arg-type]

    # --- what belongs together ---

    def _part(self, place: int, money: bool) -> str:
        """The name of the benefit that begins or goes on at a place."""
        between = self.sentence.signs[self.end_of_last : place]
        again = "a" in re.sub("^.*?(?=[,;&])", "", between) or "z" in between
        another = money and self.money_given and re.match("t?[xyz]{0,4}[VB][x]{0,2}[&][xyzp]*[CvV]", between)
        if self.benefit is None or (self.money_given and (again or another)) or (again and "z" in between):
            if self.benefit is None or not self._is_reserved:
                self.benefit = self.benefits.next()
            self._is_reserved = False
            self.money_given = False
        self._is_reserved = False
        self.money_given = self.money_given or money
        return self.benefit

    _is_reserved = False

    def _coming(self) -> str | None:
        """The benefit that a threshold belongs to: the one that follows it, else the one before it, in this sentence."""
        later = [r for r in self.readings if r.amounts.first >= self.end_of_last]
        gives = any(r.role in (*BENEFITS, "given", "uplift") and r.amounts.kind != "Q" for r in later)
        if self.benefit is None and gives:
            self.benefit = self.benefits.next()
            self._is_reserved = True
        elif self.money_given and gives and "a" in self.sentence.signs[self.end_of_last : later[0].amounts.first]:
            self.benefit = self.benefits.next()
            self._is_reserved, self.money_given = True, False
        return self.benefit

    def _segment(self, place: int) -> int:
        """The first sign of the part between commas in which a place stands."""
        return max(self.sentence.signs.rfind(",", 0, place), -1) + 1

    def _per(self, first: int, last: int) -> str | None:
        start = max(self._segment(first), self.end_of_last)
        for token in reversed(self.sentence.tokens[start:first]):
            if token.sign == "p":
                return self._per_words(token)
            if token.sign == "M":
                return self.sentence.words(self.sentence.tokens.index(token), first).removeprefix("每")
        behind = re.match("t?p", self.sentence.signs[last:])
        if behind and not re.match("t?p[yCLg]*[A-Z]", self.sentence.signs[last:]):
            return self._per_words(self.sentence.tokens[last + behind.end() - 1])
        step = next((r for r in self.readings if r.step and r.amounts.last == self.end_of_last), None)
        if step and "," not in self.sentence.signs[step.amounts.last : first]:
            return self.sentence.words(self._step_start(step), step.amounts.last).removeprefix("每")
        return None

    def _step_start(self, step: Reading) -> int:
        place = step.amounts.first
        while place and self.sentence.signs[place] != "M":
            place -= 1
        return place

    def _per_words(self, token: Token) -> str:
        """企业 of 每家企业 and 单个企业; 亩 of 每亩; 单家 as it stands, for it does not say what."""
        printed = self.whole.quote(token.start, token.end)
        rest = re.sub("^(?:每一?|单一?|同一?)", "", printed)
        noun = re.sub(
            "^(?:个|家|户|名|位|项|件|款|种|笔|批|台[（(]套[)）]|台套|台|套|张|辆|艘|架|条|座|篇|所)(?=.)", "", rest
        )
        if not noun or (noun == rest and printed[0] in "单同" and len(rest) == 1):
            return printed
        return noun

    def _period(self, first: int, last: int) -> tuple[str | None, bool]:
        start = max(self._segment(first), self.end_of_last)
        words = [token.words for token in self.sentence.tokens[start:first] if token.sign == "y"]
        if behind := re.match("t?(?:[xV]{0,2}t)?y", self.sentence.signs[last:]):
            words.append(self.sentence.tokens[last + behind.end() - 1].words)
        words += [
            t.words
            for t in self.sentence.tokens[start : last + 1]
            if t.sign == "q" and re.search("[年月天日]", t.words)
        ]
        governor = " ".join(token.words for token in self.sentence.tokens[start:first] if token.sign == "L")
        return schedule.period(words, governor)

    def _years_left(self, place: int) -> tuple[int, int] | None:
        start = self._segment(place)
        for token in self.sentence.tokens[start:place]:
            if token.sign == "Y":
                return self.schedule.of(token.words)
        return None

    def _measure(self, reading: Reading) -> str | None:
        """What an amount is of: the base of a rate, or what is measured against a threshold."""
        signs, tokens = self.sentence.signs, self.sentence.tokens
        if reading.base and reading.amounts.kind in "PR":
            return self.whole.quote(tokens[reading.base[0]].start, tokens[reading.base[1] - 1].end)
        first = reading.amounts.first
        if reading.amounts.kind in "PR" and reading.role in (*BENEFITS, "given"):
            return self._base_before(reading)
        end = first
        while end and signs[end - 1] in "CLFGlMcgyi:(":
            end -= 1
        start = end
        allowed = "xzKJnyfUD0NVp" if reading.amounts.kind != "Q" else "xKJnfU"
        while start > self.end_of_last and signs[start - 1] in allowed:
            start -= 1
        while start < end and signs[start] in "pyD":
            start += 1
        measured = signs[start:end]
        if not measured or (reading.amounts.kind != "Q" and not re.search("[KJfn]", measured)):
            return None
        words = self.whole.quote(tokens[start].start, tokens[end - 1].end)
        if words in _NO_MEASURE:
            return None
        return words if len(words) <= 24 and reading.role in ("threshold", "limit", "old", "count") else None

    def _base_before(self, reading: Reading) -> str | None:
        """研发费用按100%, 超过30%的部分给予10%: what is named before the ground."""
        signs, tokens, first = self.sentence.signs, self.sentence.tokens, reading.amounts.first
        start = self._segment(first)
        if (part := signs.rfind("tU", start, first)) >= 0 and re.fullmatch("tU[HvzgpyCLFx]*", signs[part:first]):
            begin = max(signs.rfind("a", start, part) + 1, start)
            return self.whole.quote(tokens[begin].start, tokens[part + 1].end)
        for pattern in ("H([xzKVJnf]+?)[CLFgpy]{1,4}$", "([xzKVJnf]+?)H[CLFgpyx]{0,4}$"):
            if found := re.search(pattern, signs[start:first]):
                begin, end = start + found.start(1), start + found.end(1)
                if re.search("[Kf]", found[1]) or reading.amounts.kind == "R":
                    return self.whole.quote(tokens[begin].start, tokens[end - 1].end)
        return None

    def _give(self, place: int) -> str:
        words = self._all()
        segment = self.sentence.words(self._segment(place), min(len(self.sentence.tokens), place + 12))
        for name, pattern in grammar().gives:
            if pattern.search(segment) or (name == "voucher" and pattern.search(words)):
                return name
        return "money"

    def _giver(self, place: int) -> str | None:
        start = max(self._segment(place), self.end_of_last)
        for i, token in enumerate(self.sentence.tokens[start:place], start):
            if token.sign == "z" and not ({"H", "t"} & set(self.sentence.signs[i:place])):
                return token.words.removesuffix("财政").removesuffix("级")
        return None

    def _exception(self, last: int) -> str | None:
        if last >= len(self.sentence.tokens):
            return None
        start = self.sentence.tokens[last - 1].end
        found = grammar().exceptions.search(self.sentence.text, start)
        return self.whole.quote(found.start(), found.end()) if found else None

    # --- tiers ---

    def _tiers(self, found: list[Fact]) -> Iterator[Fact]:
        """Named tiers (一等奖) and stretches with their own rates, numbered as their parts are."""
        stretches = [f for f in found if isinstance(f, Money | Rate) and f.role == "threshold" and not f.step]
        gives = [f for f in found if isinstance(f, Amount) and f.role in BENEFITS]
        numbers: dict[int, int] = {}
        if len(stretches) > 1 and len(stretches) <= len(gives):
            numbers = {id(fact): index for index, fact in enumerate(stretches, 1)}
            if all(fact.tier is None for fact in stretches):
                following = [next((g for g in gives if g.start > s.start and g.role != "cap"), None) for s in stretches]
                numbers |= {id(g): index for index, g in enumerate(following, 1) if g is not None and g.tier is None}
        for fact in found:
            if isinstance(fact, Amount) and id(fact) in numbers:
                fact = replace(fact, tier=fact.tier or numbers[id(fact)])
                if fact.role == "threshold":
                    yield Tier(tier=fact.tier or 1, of=fact.of, low=fact.low, high=fact.high, low_in=fact.low_in, high_in=fact.high_in, benefit=fact.benefit, text=fact.text, start=fact.start, end=fact.end)  # fmt: skip
            yield fact
        index = 0
        for token in self.sentence.tokens:
            if token.sign == "0":
                names = token.words.split("、")
                kind = "等奖" if names[-1].endswith("等奖") else "等"
                for name in names:
                    index += 1
                    name = name if len(names) == 1 or name == names[-1] else name + kind
                    yield Tier(tier=index, name=name, **self._place(token.start, token.end))  # type: ignore[arg-type]


def bounds(element: Element, reading: Reading) -> Bounds:
    """The bounds that the role, the word before the amount and the word behind it make of an amount."""
    low, high = element.low.value, element.high.value if element.high else None
    governor, suffix = reading.governor, element.suffix
    strict = bool(
        governor and grammar().strict.search(governor.words) and not grammar().not_strict.search(governor.words)
    )
    if reading.role == "count" or element.about and reading.role in ("given", "total"):
        return Bounds(low, high or low)
    if high is not None and reading.role != "cap":
        return Bounds(low, high, element.low_in, element.high_in)
    top = high if high is not None else low
    sign = governor.sign if governor else ""
    if reading.role == "cap":
        return Bounds(None, top, None, element.high_in is not False)
    if reading.role == "floor":
        return Bounds(low, None, element.low_in is not False, None)
    if reading.role == "given" or (reading.role in ("split", "instalment", "unread")):
        return Bounds(low, low)
    if suffix[:1] == "d" or (sign in ("L", "C", "l") and suffix[:1] != "u") or suffix[:1] == "r":
        conventional = suffix[:1] == "d" and element.low_in is None
        return Bounds(None, low, None, not strict if element.low_in is None else element.low_in, conventional)
    if reading.role in ("total", "old", "limit", "uplift") and sign not in ("F", "G") and suffix[:1] != "u":
        return Bounds(low, low)
    conventional = suffix[:1] == "u" and element.low_in is None
    return Bounds(low, None, not strict if element.low_in is None else element.low_in, None, conventional)
