"""Amounts in a sentence of signs: lists of sums, rates, quantities or ratios, with printed values and bounds."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.text.grammar import Token, grammar
from generator.text.numerals import number, percent

_CURRENCIES = (
    ("USD", "美元|美金|USD|US[$]|[$]"), ("EUR", "欧元"), ("HKD", "港元|港币"), ("JPY", "日元"), ("GBP", "英镑"),
    ("SGD", "新加坡元"), ("AUD", "澳元"), ("CAD", "加元"), ("CHF", "瑞士法郎"),
)  # fmt: skip
_COUNT = re.compile(
    "((?:(?!千瓦|千米|千克)[0-9,.零〇一二两三四五六七八九十百千万亿拾佰仟壹贰叁肆伍陆柒捌玖余多])+)(.+)"
)
_MONEY_WORDS = re.compile(
    "元人民币|人民币|元整|美元|美金|欧元|港元|港币|日元|英镑|新加坡元|澳元|加元|瑞士法郎|元|RMB|USD|US[$]|[$¥￥整]"
)


@dataclass(frozen=True)
class Value:
    """One amount. ``kind``: its sign (A, P, Q, R); ``unit``: what it counts (CNY, percent, point, 人)."""

    kind: str
    value: Decimal
    unit: str
    about: str | None = None


@dataclass(frozen=True)
class Element:
    """One amount or range with its marks, at tokens ``first`` to ``last`` (exclusive) of the sentence."""

    kind: str
    low: Value
    high: Value | None
    low_in: bool | None
    high_in: bool | None
    suffix: str
    about: str | None
    per: str | None
    by_convention: bool
    first: int
    last: int


@dataclass(frozen=True)
class AmountList:
    """Amounts of one kind joined by 、 or 和; ``first`` and ``last`` are positions among the signs."""

    elements: tuple[Element, ...]
    first: int
    last: int

    @property
    def kind(self) -> str:
        return self.elements[0].kind


def lists(tokens: list[Token]) -> list[AmountList]:
    """The lists of amounts of a sentence, in order. Bare numbers without a unit are omitted."""
    signs = "".join(token.sign for token in tokens)
    rows: list[list[re.Match[str]]] = []
    for match in grammar().element.finditer(signs):
        if rows and signs[rows[-1][-1].end() : match.start()] == "&":
            rows[-1].append(match)
        else:
            rows.append([match])
    found = []
    for row in rows:
        found.extend(_split(row, tokens))
    return found


def _split(row: list[re.Match[str]], tokens: list[Token]) -> list[AmountList]:
    """A row split where the kind or unit changes; a bare number takes the unit of the next amount that has one."""
    made: list[Element] = []
    unit: Token | None = None
    for match in reversed(row):
        element = _element(match, tokens, unit)
        if element:
            made.insert(0, element)
            unit = next((t for t in tokens[match.start() : match.end()] if t.sign in "APQR"), unit)
        else:
            unit = None
    groups: list[list[Element]] = []
    for element in made:
        last = groups[-1][-1] if groups else None
        joined = (
            last and last.last + 1 == element.first and (last.kind, last.low.unit) == (element.kind, element.low.unit)
        )
        if joined:
            groups[-1].append(element)
        else:
            groups.append([element])
    return [AmountList(tuple(group), group[0].first, group[-1].last) for group in groups]


def _element(match: re.Match[str], tokens: list[Token], unit: Token | None) -> Element | None:
    part = tokens[match.start() : match.end()]
    amounts = [token for token in part if token.sign in "NAPQR"]
    own = next((token for token in amounts if token.sign != "N"), unit)
    if own is None:
        return None
    values = [value(token, own if token.sign == "N" else None) for token in amounts]
    if not values or any(one is None for one in values):
        return None
    values = _of_one_currency(values, amounts, unit)
    low = values[0]
    high = values[1] if len(values) > 1 else None
    assert low is not None
    if high and (high.kind, high.unit) != (low.kind, low.unit):
        low, high = replace(low, unit="open"), None  # from 10% to 5万元: two amounts that no range joins
    signs = match[0]
    second = max(signs.rfind(sign) for sign in "NAPQR") if high else len(signs)
    marks = [_included(signs[:second]), _included(signs[second:] if high else signs)]
    about = "near" if "c" in signs or "k" in signs else None
    if "c" in signs and any(token.sign == "c" and token.words in ("近", "将近", "接近") for token in part):
        about = "below"
    about = about or low.about or (high.about if high else None)
    strokes = [token.words[1:] for token in part if token.sign == "q"]
    suffix = "".join(sign for sign in signs if sign in "udr")
    stretch = high is not None and suffix == "ud"  # 10万元以上50万元以下
    if high:
        suffix = suffix.replace("u", "").replace("d", "")
    if stretch:
        marks = [True if mark is None else mark for mark in marks]
    return Element(low.kind, low, high, marks[0], marks[1], suffix, about, _counted(strokes[-1]) if strokes else None, stretch, match.start(), match.end())  # fmt: skip


def _of_one_currency(values: list[Value | None], amounts: list[Token], unit: Token | None) -> list[Value | None]:
    """500万—1000万美元, 500万、1000万美元: a sum without a currency has that of the next one."""
    following = _currency(unit.words) if unit and unit.sign == "A" else None
    found: list[Value | None] = []
    for one, token in zip(reversed(values), reversed(amounts), strict=True):
        own = _currency(token.words)
        if one and one.kind == "A" and not own and following:
            one = replace(one, unit=following)
        following = own or following
        found.insert(0, one)
    return found


def _currency(words: str) -> str | None:
    """The code of a printed currency, CNY for 元; ``None`` where a sum names none (500万)."""
    other = next((code for code, names in _CURRENCIES if re.search(names, words)), None)
    return other or ("CNY" if re.search("元|RMB|人民币|[¥￥]", words) else None)


def _counted(stroke: str) -> str | None:
    """The counted unit: 平方米 of 平方米·月; empty for 年, which is a frequency."""
    first = re.split("[·/.]", stroke)[0]
    return None if first in ("年", "月", "日", "天", "季") else first


def _included(signs: str) -> bool | None:
    return True if "i" in signs else False if "e" in signs else None


def value(token: Token, like: Token | None = None) -> Value | None:
    """The value of one amount; a bare number is read ``like`` the amount that shares its unit (10—30万元)."""
    words = token.words
    if like is not None:
        scaled = like.sign == "A" and re.search("[万亿千百]", words)
        words = words + ("元" if scaled else _unit_of(like))
        token = replace(token, sign=like.sign, words=words)
    about = "above" if re.search("[余多]", words) else None
    match token.sign:
        case "A":
            sum_ = number(_MONEY_WORDS.sub("", words))
            return None if sum_ is None else Value("A", sum_, _currency(words) or "CNY", about)
        case "P":
            return _share(words, about)
        case "Q":
            found = _COUNT.fullmatch(words)
            count = number(found[1]) if found else None
            return None if found is None or count is None else Value("Q", count, found[2], about)
        case "R":
            return _ratio(words)
        case _:
            return None


def _unit_of(token: Token) -> str:
    """What follows the digits: 万元 of 30万元, % of 10%, 年 of 3年."""
    return re.sub("^[0-9,.余多]+|^[一二两三四五六七八九](?=[十百千万亿]|[^十百千万亿])", "", token.words, count=1)


def _share(words: str, about: str | None) -> Value | None:
    if words.endswith("百分点"):
        digits = words.removesuffix("百分点").removesuffix("个")
        count = Decimal("0.5") if digits == "半" else number(digits)
        return None if count is None else Value("P", count, "point", about)
    if fraction := re.fullmatch("([^百千万])分之(.)", words):
        below, above = number(fraction[1]), number(fraction[2])
        exact = below and above and not 100 * above % below
        # 三分之一 has no exact decimals: there is a share, and no value of it.
        return Value("P", 100 * above / below, "percent") if exact and below and above else Value("P", Decimal(0), "open")  # fmt: skip
    if words.endswith("折"):
        return Value("P", Decimal(0), "open")  # 七折: what is paid, not what is given
    share = percent(words)
    return None if share is None else Value("P", share, "percent", about)


def ratio(words: str) -> tuple[Decimal, ...]:
    """The numbers of a ratio: 1:0.5, 一比一."""
    parts = [number(part) for part in re.split("[:比]", words)]
    return tuple(part for part in parts if part is not None)


def _ratio(words: str) -> Value | None:
    """1:0.5 after a base is 50 percent of it. If the first number is not 1 the share is open: no value but 0."""
    parts = ratio(words)
    if len(parts) < 2:
        return None
    clear = len(parts) == 2 and parts[0] == 1
    return Value("R", parts[1] * 100 if clear else Decimal(0), "percent" if clear else "open")
