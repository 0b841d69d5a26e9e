"""Automatic numbers of Word: they are not in the text, but computed from numbering.xml, level by level."""

from dataclasses import dataclass, field

from lxml import etree

from generator.text.numerals import han

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_LEGAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")


@dataclass
class _Level:
    start: int = 1
    format: str = "decimal"
    words: str = ""
    restart: int | None = None  # restarts after this level; None: after any above it
    legal: bool = False


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The number of each paragraph, asked for in the order of the text. ``used``: whether any had one."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.used = False
        self._lists: dict[str, _List] = {}
        self._list_of: dict[str, str] = {}  # numId -> abstractNumId
        self._begun: dict[str, dict[int, int]] = {}  # numId -> level -> where it starts anew
        self._by_style = dict(_styles(styles))
        for abstract in numbering.iter(W + "abstractNum") if numbering is not None else ():
            own = _List()
            for level in abstract.iter(W + "lvl"):
                own.levels[int(level.get(W + "ilvl", "0"))] = _level(level)
            self._lists[str(abstract.get(W + "abstractNumId"))] = own
        for num in numbering.iter(W + "num") if numbering is not None else ():
            key = str(num.get(W + "numId"))
            to = num.find(f"{W}abstractNumId")
            self._list_of[key] = str(to.get(W + "val")) if to is not None else ""
            self._begun[key] = {
                int(over.get(W + "ilvl", "0")): int(start.get(W + "val", "1"))
                for over in num.iter(W + "lvlOverride")
                if (start := over.find(f"{W}startOverride")) is not None
            }

    def of(self, paragraph: etree._Element) -> str:
        """The printed number of a paragraph; empty where it has none (or only a bullet)."""
        num, depth = self._place(paragraph)
        own = self._lists.get(self._list_of.get(num or "", ""))
        if num is None or own is None or depth not in own.levels:
            return ""
        level = own.levels[depth]
        begins = self._begun[num].pop(depth, None)
        if begins is not None:
            own.counts[depth] = begins
        else:
            own.counts[depth] = own.counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in own.counts if one > depth]:
            after = own.levels[deeper].restart if deeper in own.levels else None
            if after is None or depth < after:
                del own.counts[deeper]
        if level.format in ("bullet", "none") or not level.words:
            return ""
        self.used = True
        words = level.words
        for above, inner in own.levels.items():
            count = own.counts.get(above, inner.start)
            words = words.replace(f"%{above + 1}", printed(count, "decimal" if level.legal else inner.format))
        return words

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else that of its style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        num, depth = self._by_style.get(str(style.get(W + "val")) if style is not None else "", (None, 0))
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            level, number = own.find(f"{W}ilvl"), own.find(f"{W}numId")
            depth = int(level.get(W + "val", "0")) if level is not None else depth
            num = str(number.get(W + "val")) if number is not None else num
        return (None if num == "0" else num), depth


def _styles(styles: etree._Element | None) -> list[tuple[str, tuple[str | None, int]]]:
    """Lists that styles bring, with those of the styles that they are based on."""
    if styles is None:
        return []
    by_id = {str(style.get(W + "styleId")): style for style in styles.iter(W + "style")}
    found: list[tuple[str, tuple[str | None, int]]] = []
    for identity in by_id:
        style, seen = by_id.get(identity), set()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            number = style.find(f"{W}pPr/{W}numPr")
            if number is not None and (num := number.find(f"{W}numId")) is not None:
                level = number.find(f"{W}ilvl")
                found.append((identity, (str(num.get(W + "val")), int(level.get(W + "val", "0")) if level is not None else 0)))  # fmt: skip
                break
            based = style.find(f"{W}basedOn")
            style = by_id.get(str(based.get(W + "val"))) if based is not None else None
    return found


def _level(level: etree._Element) -> _Level:
    def value(tag: str) -> str | None:
        found = level.find(W + tag)
        return None if found is None else found.get(W + "val", "1")

    restart = value("lvlRestart")
    return _Level(
        int(value("start") or 1), value("numFmt") or "decimal", value("lvlText") or "",
        int(restart) if restart is not None else None, value("isLgl") not in (None, "0", "false"),
    )  # fmt: skip


def printed(count: int, form: str) -> str:
    """A count in a format of Word. A format that is not known is shown in plain digits."""
    if form.startswith(
        ("chineseCounting", "japaneseCounting", "ideographDigital", "taiwaneseCounting", "koreanCounting")
    ):
        return han(count)
    if form.startswith("chineseLegal"):
        return han(count).translate(_LEGAL)
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(count).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        words = ""
        for value, sign in _ROMAN:
            words += sign * (count // value)
            count %= value
        return words if form == "upperRoman" else words.lower()
    return str(count)
