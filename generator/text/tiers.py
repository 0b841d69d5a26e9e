"""Tiers: parts of which one applies, by name (一等奖), by position in a list (分别), or by the range reached."""

from collections.abc import Iterator
from dataclasses import replace

from generator.text.plain import Plain
from generator.text.records import Amount, Fact, Tier
from generator.text.roles import Sentence

_ORDINALS = "一二三四五"
GIVEN = ("cap", "fixed", "floor", "range")


def tiered(found: list[Fact], whole: Plain, sentence: Sentence) -> Iterator[Fact]:
    """The facts of a sentence with numbered tiers, and a fact for each tier that has a name or bounds."""
    named = list(_named(whole, sentence))
    stretches = [fact for fact in found if isinstance(fact, Amount) and fact.role == "threshold" and not fact.step]
    gives = [fact for fact in found if isinstance(fact, Amount) and fact.role in GIVEN]
    numbers: dict[int, int] = {}
    alike = (
        len({(fact.kind, fact.of) for fact in stretches}) == 1
    )  # 营收1亿元以上且增长10%以上 is one condition in two parts
    if alike and 1 < len(stretches) <= len(gives):
        numbers = {id(fact): index for index, fact in enumerate(stretches, 1)}
        if all(fact.tier is None for fact in stretches):
            for index, stretch in enumerate(stretches, 1):
                give = next((g for g in gives if g.start > stretch.start and g.role != "cap"), None)
                if give is not None and give.tier is None:
                    numbers[id(give)] = index
    for index, tier in enumerate(named):
        until = named[index + 1].start if index + 1 < len(named) else None
        give = next((g for g in gives if g.start >= tier.end and (until is None or g.start < until)), None)
        if give is not None and give.tier is None and tier.end != until:
            numbers.setdefault(id(give), tier.tier)
    for fact in found:
        if isinstance(fact, Amount) and id(fact) in numbers:
            fact = replace(fact, tier=fact.tier or numbers[id(fact)])
            if fact.role == "threshold":
                yield Tier(
                    tier=fact.tier or 1, of=fact.of, low=fact.low, high=fact.high, low_in=fact.low_in,
                    high_in=fact.high_in, benefit=fact.benefit, at=fact.at,
                )  # fmt: skip
        yield fact
    yield from named


def _named(whole: Plain, sentence: Sentence) -> Iterator[Tier]:
    """一等奖, 二等奖; 一、二、三等 are three."""
    index = 0
    special = any(token.sign == "0" and token.words.startswith("特") for token in sentence.tokens)
    for token in sentence.tokens:
        if token.sign == "0":
            names = token.words.split("、")
            ending = "等奖" if names[-1].endswith("等奖") else "等"
            for name in names:
                index = _ORDINALS.index(name[0]) + 1 + special if name[0] in _ORDINALS else index + 1
                full = name if name == names[-1] else name + ending
                yield Tier(tier=index, name=full, at=whole.place(token.start, token.end))
