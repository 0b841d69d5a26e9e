"""Numbering of policy texts: the meaning of a printed number, how a number may be printed, and splitting a text by its
numbers.

Styles, outermost first: 第一编, 第一章, 第一节, 第一条 (第十二条之一), 一、, （一）, 1., 1.1, 1.1.1, （1）, ①. A series may restart under each number above
it or continue through the text; both occur. Items inside an article (第…条) belong to it and are not clauses.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.headings import Heading, annex_lists, headings
from generator.text.numerals import han, number
from generator.text.radicals import HAN

_NUM = "[一二三四五六七八九十百千零〇0-9]{1,6}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN_NUM = "[一二三四五六七八九十百]{1,4}"
_DECIMAL, _DEEP_DECIMAL = "1.1", "1.1.1"
# Style and its pattern (value in the first group, what follows 之 in the second), outermost first.
_STYLES: tuple[tuple[str, str], ...] = (
    ("编", f"第({_NUM})编"), ("章", f"第({_NUM})章"), ("节", f"第({_NUM})节"), ("条", f"第({_NUM})条(?:之({_HAN_NUM}|[0-9]{{1,2}}))?"),
    ("一、", f"({_HAN_NUM})[、.]"), ("(一)", f"[(]({_HAN_NUM})[)]"), ("1.", r"([0-9]{1,3})(?:[.](?![0-9])|、)"),
    (_DECIMAL, r"([0-9]{1,2}[.][0-9]{1,2})(?![0-9.])[.]?"), (_DEEP_DECIMAL, r"([0-9]{1,2}(?:[.][0-9]{1,2}){2})(?![0-9.])[.]?"),
    ("(1)", r"[(]?([0-9]{1,3})[)]"), ("①", f"([{_CIRCLED}])"),
)  # fmt: skip
_LEVEL = {style: level for level, (style, _) in enumerate(_STYLES)}
_PATTERNS = [(style, re.compile(pattern)) for style, pattern in _STYLES]
_ANY = re.compile("|".join(re.sub(r"\((?!\?)", "(?:", pattern) for _, pattern in _STYLES))
_BEGIN = re.compile(rf"(?:^|[ \t。;:])[ \t]*(?:\[[A-Za-z]+:[^\]]*\])?({_ANY.pattern})", re.MULTILINE)


@dataclass(frozen=True)
class Mark:
    """A printed number: its style (``条``, ``(一)``, …), its value, the value after 之 (0 if none), and the values that a
    decimal number repeats from those above it (2 for 2.1)."""

    style: str
    value: int
    inserted: int = 0
    outer: tuple[int, ...] = ()

    @property
    def level(self) -> int:
        return _LEVEL[self.style]

    @property
    def values(self) -> tuple[int, ...]:
        """All numbers that it says, outermost first."""
        return (*self.outer, self.value, self.inserted)


@dataclass(frozen=True)
class Clause:
    """A numbered part of a text, or one between numbers. Positions count code points of the text, end exclusive.

    ``number``: as printed; ``None`` before the first number and under a heading without one. ``under``: the printed
    numbers above it, outermost first. ``body``: where its heading or text begins.
    """

    number: str | None
    heading: str | None
    under: tuple[str, ...]
    start: int
    body: int
    end: int


def folded(raw: str) -> str:
    """The text with half-width marks and Han characters for radicals; every character keeps its position."""
    return "".join(map(_one, raw))


def _one(character: str) -> str:
    if character in _CIRCLED or character in "\n ":
        return character
    if character == "\r" or character.isspace() or unicodedata.category(character) == "Cf":
        return "\n" if character in "\r\x0b\x0c\x85\u2028\u2029" else " "
    simple = unicodedata.normalize("NFKC", character).translate(HAN)
    return simple if len(simple) == 1 else character


def marks(printed: str) -> list[Mark]:
    """The marks of a printed number: ``二、（一）1.`` has three, ``第十二条之一`` one."""
    text = folded(printed).replace(" ", "")
    return [mark for match in _ANY.finditer(text) if (mark := _mark(match[0]))]


def _mark(text: str) -> Mark | None:
    for style, pattern in _PATTERNS:
        if match := pattern.fullmatch(text):
            if style == "①":
                return Mark(style, _CIRCLED.index(match[1]) + 1)
            if style in (_DECIMAL, _DEEP_DECIMAL):
                *outer, last = map(int, match[1].split("."))
                return Mark(style, last, outer=tuple(outer))
            value = number(match[1])
            inserted = number(match[2]) if style == "条" and match[2] else 0
            return None if value is None or inserted is None else Mark(style, int(value), int(inserted))
    return None


def printed(mark: Mark) -> list[str]:
    """The forms in which a number may be printed or cited, the usual one first: 第十条, 第10条, 10., 10、."""
    value, words = mark.value, han(mark.value)
    tail = f"之{han(mark.inserted)}" if mark.inserted else ""
    match mark.style:
        case "编" | "章" | "节":
            return [f"第{words}{mark.style}", f"第{value}{mark.style}"]
        case "条":
            plainly = [] if tail else [f"{value}.", f"{value}、"]
            return [f"第{words}条{tail}", f"第{value}条{tail}", *([f"第{value}条之{mark.inserted}"] if tail else []), *plainly]  # fmt: skip
        case "一、":
            return [f"{words}、"]
        case "(一)":
            return [f"（{words}）", f"({words})"]
        case "1.":
            return [f"{value}.", f"{value}．", f"{value}、", f"第{words}条", f"第{value}条"]
        case "(1)":
            return [f"（{value}）", f"({value})", f"{value}）", f"{value})"]
        case "1.1" | "1.1.1":
            return [".".join(map(str, (*mark.outer, value)))]
        case _:
            return [_CIRCLED[value - 1]] if 1 <= value <= len(_CIRCLED) else []


# --- cutting ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    mark: Mark | None
    words: str | None
    start: int
    body: int
    inner: bool = False


def clauses(raw: str) -> list[Clause]:
    """The text split by its own numbering. What precedes the first number is a clause of its own if it contains
    words."""
    text = folded(raw)
    places = _places(text)
    if not places or text[: places[0].start].strip():
        places.insert(0, _Place(None, None, 0, 0))
    found: list[Clause] = []
    above: list[tuple[int, str]] = []
    for place, end in zip(places, [*(place.start for place in places[1:]), len(text)], strict=True):
        if place.mark is None:
            above = above if place.inner else []
            title = raw[place.body : place.body + len(place.words)] if place.words else None
            if not text[place.start : end].strip():
                continue
            found.append(Clause(None, title, tuple(n for _, n in above), place.start, place.body, end))
            continue
        level = place.mark.level
        above = [entry for entry in above if entry[0] < level]
        shown = re.sub(r"\s", "", raw[place.start : place.body])
        found.append(
            Clause(
                shown, _heading(raw, text, place.body, end), tuple(n for _, n in above), place.start, place.body, end
            )
        )
        above.append((level, shown))
    return found


def _places(text: str) -> list[_Place]:
    free = headings(text)
    numbered = list(_numbered(text, [one for one in free if one.words]))
    taken = [place.start for place in numbered]
    places = [_Place(None, one.words, one.start, one.body, one.inner) for one in free if one.start not in taken]
    return sorted([*numbered, *places], key=lambda place: place.start)


def _numbered(text: str, between: list[Heading]) -> Iterator[_Place]:
    """The numbers of a text in order. ``between``: headings without number. Under an annex all numbers begin again,
    under others only those below articles."""
    last: dict[str, Mark] = {}
    stack: list[Mark] = []
    between = list(between)
    lists = annex_lists(text)
    position = 0
    while match := _BEGIN.search(text, position):
        start, end = match.start(1), match.end(1)
        position = max(end - 1, match.start() + 1)
        if any(first <= start < behind for first, behind in lists):
            continue
        while between and between[0].start < start:
            heading = between.pop(0)
            if not heading.inner:
                kept = () if heading.anew else ("编", "章", "节", "条")
                last, stack = {style: one for style, one in last.items() if style in kept}, []
        mark = _mark(match[1])
        if mark is None:
            continue
        opens = not text[: match.start(1)].rpartition("\n")[2].strip() or match[0].lstrip().startswith("[")
        if not _follows(mark, last, stack, text, start, end, opens):
            continue
        stack = [above for above in stack if above.level < mark.level] + [mark]
        last[mark.style] = mark
        yield _Place(mark, None, start, end)


# 第一条第二款修改为…, 第三条增加一款: an article of another text, at the beginning of a line.
_CITED = re.compile("第[一二三四五六七八九十0-9（(]|(?:整体)?(?:修改|改)为|增加|新增|删[去除]|中|予以|之?后|[规约]定")


def _follows(
    mark: Mark, last: dict[str, Mark], stack: list[Mark], text: str, start: int, end: int, opens: bool
) -> bool:
    """Whether a mark is the next number of the text, and not a citation (第十条的规定), a decimal, or an item of an
    article."""
    if any(above.style == "条" for above in stack) and mark.level > _LEVEL["条"]:
        return False
    if mark.outer:
        return opens and _is_next_decimal(mark, last, stack, text, end)
    before = last.get(mark.style, Mark(mark.style, 0))
    if text[end : end + 1] in ("、", ",", "和", "至", "-", "的", "款", "项") and text[end : end + 2] != "项目":
        return False
    if mark.style == "条" and _CITED.match(text, end):
        return False
    spaced = end >= len(text) or text[end] in " \n【(《[" or text[start - 1 : start] in ("", "\n")
    if mark.style in ("编", "章", "节", "条"):
        if not (opens or (spaced and text[end : end + 1] == " ")):
            return False
        later = (mark.value, mark.inserted) > (before.value, before.inserted)
        direct = mark.value == before.value + 1 or (mark.value == before.value and mark.inserted == before.inserted + 1)
        # After a gap (a deleted article) only a line that looks like the beginning of an article counts.
        again = mark.value == 1 and (not before.value or text[end : end + 1] in (" ", "【", "\n"))
        return direct or again or (later and spaced and opens and text[end : end + 1] in (" ", "【"))
    if mark.value == before.value + 1:
        return True
    deeper = not stack or mark.level > stack[-1].level
    if mark.value == 1:
        return deeper or opens
    return opens and before.value > 0 and mark.value == before.value + 2 and text[end - 1] in "、.)"


# 1.5万元 and 2.5%的 at the beginning of a line are values.
_MEASURED = re.compile("[ ]*(?:[%‰万亿元年月个倍级版点至到~-]|以[上下])")


def _is_next_decimal(mark: Mark, last: dict[str, Mark], stack: list[Mark], text: str, end: int) -> bool:
    """Whether 2.1 begins a series below 2. (or 二、), or 2.2 follows 2.1."""
    if _MEASURED.match(text, end):
        return False
    before = last.get(mark.style)
    if before and before.outer == mark.outer:
        return mark.value == before.value + 1 and mark.value > 1
    above = [one for one in stack if one.level < mark.level]
    if mark.value != 1 or not above:
        return False
    return (*above[-1].outer, above[-1].value) == mark.outer


_STOP = re.compile("[。;:!?\n]|(?<![A-Za-z0-9])[ ](?![A-Za-z0-9])")
_BRACKETED = re.compile(r"[ ]*[【\[(]([^】\])\n]{2,30})[】\])]")
_SPREAD = re.compile("([一-龥](?:[ ]+[一-龥]){1,5})[ ]*(?:\n|$)")
_ASKS = re.compile("怎样|怎么|如何|为什么|为何|什么|哪些|多少|是否|[吗呢]$")
_SUM = re.compile("[0-9一二三四五六七八九十百千万亿]+(?:元|万|亿|%|美元)")


def _heading(raw: str, text: str, body: int, end: int) -> str | None:
    """The heading of a numbered part: what precedes the first stop, if it is short and something follows."""
    if (
        (match := _BRACKETED.match(text, body, end))
        and match.end() < end
        and text[body : match.end()].lstrip()[0] in "【[("
    ):
        return raw[match.start(1) : match.end(1)].strip()
    begin = body + len(text[body:end]) - len(text[body:end].lstrip())
    if spread := _SPREAD.match(text, begin, end):  # 总　　则
        return "".join(raw[begin : spread.end(1)].split())
    stop = _STOP.search(text, begin, end)
    words = text[begin : stop.start() if stop else end].strip()
    asked = stop is not None and stop[0] in "\n?" and bool(_ASKS.search(words))  # 二、最高30万元怎样理解
    if not words or len(words) > 40 or "," in words or (_SUM.search(words) and not asked):
        return None
    rest = text[stop.end() if stop else end : end].strip()
    if stop and stop[0] == "?" and rest and text[stop.end()] == "\n":  # 一、为什么奖励增量？
        return raw[begin : begin + len(words)]
    if stop and stop[0] in "。;:!?" and (not rest or stop[0] != "。"):
        return None
    if stop and stop[0] in "\n " and len(words) > 30:
        return None
    return raw[begin : begin + len(words)]
