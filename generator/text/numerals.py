"""Numerals of policy texts: 3,000, 3000万, 1.5亿, 1亿5000万, 三千万, 叁仟万, 二〇二六. All values are exact.

Texts are expected in the form of ``plain``: half-width digits and marks, no white space.
"""

import re
from decimal import Decimal

_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "O": 0, "幺": 1, "两": 2, "貳": 2, "弍": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_PIECE = re.compile("[0-9][0-9,]*(?:[.][0-9]+)?|.", re.DOTALL)
_FRACTIONS = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}


def number(text: str) -> Decimal | None:
    """The value of a numeral; ``None`` if ``text`` is not one. Words for approximation (余, 多) do not change the
    value."""
    text = text.replace("余", "").replace("多", "").replace("整", "")
    if "点" in text:
        whole, _, fraction = text.partition("点")
        digits = [_DIGITS.get(character) for character in fraction]
        head = number(whole)
        if head is None or not digits or None in digits:
            return None
        return head + Decimal("0." + "".join(map(str, digits)))
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    return _composed(text)


def _composed(text: str) -> Decimal | None:
    """三千五百万 and 1亿5000万: digits, then small units within a section, then 万 and 亿 that end sections."""
    total, section = Decimal(0), Decimal(0)
    digit: Decimal | None = None
    seen = False
    for piece in _PIECE.findall(text):
        if piece[0] in "0123456789":
            if digit is not None:
                return None
            digit = Decimal(piece.replace(",", ""))
        elif piece in _DIGITS:
            if digit:
                return None
            digit = Decimal(_DIGITS[piece])
        elif piece in _SMALL:
            section += (digit or Decimal(1)) * _SMALL[piece]
            digit = None
        elif piece in _LARGE:
            section += digit or 0
            if not section and not total:
                section = Decimal(1)  # 万元 in 百万元 has its factor; 亿 alone is one
            if _LARGE[piece] == 10**8:
                total, section = (total + section) * 10**8, Decimal(0)
            else:
                total, section = total + section * 10**4, Decimal(0)
            digit = None
        else:
            return None
        seen = True
    return total + section + (digit or 0) if seen else None


def percent(text: str) -> Decimal | None:
    """百分之三十, 3‰, 20%, 三成 as a share in percent."""
    for words, factor in _FRACTIONS.items():
        if text.startswith(words):
            value = number(text.removeprefix(words))
            return None if value is None else value * factor
    unit = {"%": Decimal(1), "‰": Decimal("0.1"), "成": Decimal(10)}.get(text[-1:])
    value = number(text[:-1]) if unit is not None else None
    return None if unit is None or value is None else value * unit


def han(value: int) -> str:
    """A whole number from 0 to 9999 as printed in articles: 十, 十二, 一百零五. Raises ``ValueError`` for others."""
    if not 0 <= value <= 9999:
        raise ValueError(f"no printed form for {value}")
    digits = "零一二三四五六七八九"
    if value < 10:
        return digits[value]
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, value = divmod(value, unit)
        if count:
            words += ("零" if gap else "") + ("" if name == "十" and count == 1 and not words else digits[count]) + name
            gap = False
        else:
            gap = bool(words)
    return words
