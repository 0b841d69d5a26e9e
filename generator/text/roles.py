"""The role of each list of amounts in a sentence, by the first rule of the grammar that matches the signs around it."""

import re
from dataclasses import dataclass

from generator.text.amounts import AmountList
from generator.text.grammar import Rule, Token, grammar

_FROM_TO = re.compile("[Oo][^,.;Z]*Z")
_REACH = 160  # signs on each side of a list that rules see, since sentences may be very long


@dataclass(frozen=True)
class Sentence:
    """A sentence of a plain text: its tokens, their signs, and the words."""

    tokens: tuple[Token, ...]
    signs: str
    text: str

    def words(self, first: int, last: int) -> str:
        """The words from token ``first`` to ``last`` (exclusive)."""
        return "" if first >= last else self.text[self.tokens[first].start : self.tokens[last - 1].end]


@dataclass(frozen=True)
class Reading:
    """A list of amounts with its role. ``base``: what a rate is of; ``governor``: the bounding word before the list
    (不超过, 达到), with its sign; ``step``: for 每增加."""

    amounts: AmountList
    role: str
    base: tuple[int, int] | None
    governor: Token | None
    step: bool


def role(sentence: Sentence, amounts: AmountList) -> Reading:
    """The reading of one list; its role is ``unread`` if no rule matches."""
    left, base = _left(sentence, amounts)
    right = sentence.signs[amounts.last : amounts.last + _REACH]
    before = sentence.words(max(0, amounts.first - _REACH), amounts.first)
    end = sentence.tokens[amounts.last - 1].end
    after = sentence.text[end : end + _REACH]
    last = amounts.elements[-1]
    form = "range" if amounts.elements[0].high else "one"
    for rule in grammar().rules:
        if _fits(rule, amounts.kind, left, right, before, after, last.suffix, form):
            return Reading(amounts, rule.role, base, _governor(sentence, amounts, rule, left), rule.step)
    return Reading(amounts, "unread", base, None, False)


def _fits(rule: Rule, kind: str, left: str, right: str, before: str, after: str, suffix: str, form: str) -> bool:
    return (
        kind in rule.kinds
        and (not rule.suffix or any(sign in suffix for sign in rule.suffix))
        and (not rule.form or rule.form == form)
        and (rule.left is None or bool(rule.left.search(left)))
        and (rule.right is None or bool(rule.right.search(right)))
        and (rule.before is None or bool(rule.before.search(before)))
        and (rule.after is None or bool(rule.after.search(after)))
        and (rule.unless is None or not rule.unless.search(left))
    )


def _left(sentence: Sentence, amounts: AmountList) -> tuple[str, tuple[int, int] | None]:
    """The signs before a list, without its base and 从…到; and the position of the base."""
    cut = max(0, amounts.first - _REACH)
    left = sentence.signs[cut : amounts.first]
    base = None
    if amounts.kind in "PR" and (found := grammar().base.search(left)):
        start, end = _narrowed(sentence, cut + found.start(), cut + found.end())
        if start < end:
            left = left[: start - cut]
            base = (start, end - 1 if sentence.signs[end - 1] == "t" else end)
    # The beginning of a very long sentence is out of reach.
    return ("x" if cut else "") + _without_old(left), base


def _narrowed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A base begins after the last governing sign, and has at most 40 characters."""
    for place in range(end - 2, start - 1, -1):
        if sentence.signs[place] in "CLFGlHa":
            start = place + 1
            break
    while start < end and _light(sentence.tokens[start]):
        if sentence.tokens[start].words == "经" and "t" in sentence.signs[start : end - 1]:
            break  # 经审计的研发投入
        start += 1
    bounded = sentence.signs[start - 1 : start] in tuple("CLFGlH")  # 不超过股权投资损失的30%
    if sentence.signs[start : start + 1] == "V" and "K" in sentence.signs[start:end] and not bounded:
        start += 1  # 补贴租金的50% is half of the rent
    return (start, end) if len(sentence.words(start, end)) <= 40 else (end, end)


def _light(token: Token) -> bool:
    return token.sign in "pyt" or token.words in "其经在"


def _without_old(left: str) -> str:
    """从A调整为B: B is read as if alone (上限从A调整为B is a ceiling)."""
    while found := list(_FROM_TO.finditer(left)):
        left = left[: found[-1].start()] + left[found[-1].end() :]
    return left


def _governor(sentence: Sentence, amounts: AmountList, rule: Rule, left: str) -> Token | None:
    """The nearest bounding word before the list, if the rule looked at one."""
    found = rule.left.search(left) if rule.left else None
    stretch = found[0] if found else ""
    if not re.search("[CLFGlJ]", stretch):
        return None
    for place in range(amounts.first - 1, -1, -1):
        if sentence.signs[place] in "CLFGlJ":
            return sentence.tokens[place]
        if sentence.signs[place] in ".;":
            return None
    return None
