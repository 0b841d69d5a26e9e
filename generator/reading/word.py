"""Word files: paragraphs as Word shows them, with computed numbers, without deleted and hidden text."""

import zipfile
from collections.abc import Iterator

from lxml import etree

from generator.reading.tables import rows_as_lines
from generator.reading.word_numbers import Numbers
from generator.text.facts import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text that Word does not show: deleted, moved away, codes of fields, and texts that stand elsewhere.
_UNSHOWN = {W + tag for tag in "del moveFrom instrText delText delInstrText rPr pPr sectPr".split()} | {_FALLBACK}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
# A cell that holds paragraphs of text is layout, not a table of facts.
_LONG_CELL = 300


def text_of(packed: zipfile.ZipFile, name: str) -> tuple[str, tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The text, what was done to it, and which ranges are tables. Raises ``Unreadable``."""
    try:
        document = etree.fromstring(packed.read("word/document.xml"), _PARSER)
        numbers = Numbers(_part(packed, "word/numbering.xml"), _part(packed, "word/styles.xml"))
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{name} 已损坏，读不了。请用 Word 打开，另存一份。") from error
    body = document.find(f"{W}body")
    if body is None:
        raise Unreadable(f"{name} 里没有正文。")
    writer = _Writer(numbers)
    writer.blocks(body)
    notes = []
    if next(document.iter(W + "del", W + "ins", W + "moveFrom"), None) is not None:
        notes.append("修订已按接受处理：插入的算，删除的不算")
    if writer.hidden:
        notes.append("隐藏文字没有读")
    if numbers.used:
        notes.append("自动编号由程序算出")
    for part, words in (("word/footnotes.xml", "脚注"), ("word/comments.xml", "批注")):
        root = _part(packed, part)
        if root is not None and any(text.text and text.text.strip() for text in root.iter(W + "t")):
            notes.append(f"{words}没有读")
    text, tables = writer.done()
    return text, tuple(notes), tables


def _part(packed: zipfile.ZipFile, name: str) -> etree._Element | None:
    return etree.fromstring(packed.read(name), _PARSER) if name in packed.namelist() else None


class _Writer:
    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.lines: list[str] = []
        self.tables: list[tuple[int, int]] = []
        self.hidden = False
        self._open = ""  # a paragraph whose end was deleted: the next one continues it

    def blocks(self, parent: etree._Element) -> None:
        for block in parent:
            if block.tag == W + "p":
                self._paragraph(block)
            elif block.tag == W + "tbl":
                self._table(block)
            elif isinstance(block.tag, str) and block.tag not in _UNSHOWN:
                self.blocks(block)  # content controls, insertions of whole paragraphs

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = "".join(self._shown(paragraph))
        number = self.numbers.of(paragraph) if words.strip() else ""
        words = self._open + number + words
        self._open = ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._open = words
            return
        self.lines += words.split("\n")
        for box in paragraph.iter(W + "txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self.blocks(box)

    def _shown(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _UNSHOWN or tag == W + "txbxContent" or not isinstance(tag, str):
                continue
            if tag == W + "r" and self._unseen(child):
                self.hidden = True
            elif tag == W + "t":
                yield child.text or ""
            elif tag in (W + "br", W + "cr"):
                yield "\n"
            elif tag == W + "tab":
                yield " "
            elif tag == W + "noBreakHyphen":
                yield "-"
            else:
                yield from self._shown(child)

    @staticmethod
    def _unseen(run: etree._Element) -> bool:
        vanish = run.find(f"{W}rPr/{W}vanish")
        return vanish is not None and vanish.get(W + "val", "1") not in ("0", "false", "off")

    def _table(self, table: etree._Element) -> None:
        if len(table.findall(f".//{W}tc")) == 1 or any(len(cell) > _LONG_CELL for row in self._grid(table) for cell in row):  # fmt: skip
            for cell in table.iter(W + "tc"):
                self.blocks(cell)
            return
        before = " ".join(line for line in self.lines[-4:] if line.strip())
        first = len(self.lines)
        self.lines += ["", *rows_as_lines(self._grid(table), before), ""]
        self.tables.append((first, len(self.lines) - 1))

    def _grid(self, table: etree._Element) -> list[list[str]]:
        """The cells; a merged one stands in every place that it covers, one that goes on in the row above repeats it."""
        rows: list[list[str]] = []
        for row in table.iter(W + "tr"):
            cells: list[str] = []
            for cell in row.iter(W + "tc"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                wide = str(span.get(W + "val", "1")) if span is not None else "1"
                words = " ".join("".join(self._shown(paragraph)) for paragraph in cell.iter(W + "p")).strip()
                if merge is not None and merge.get(W + "val") != "restart" and rows and len(cells) < len(rows[-1]):
                    words = rows[-1][len(cells)]
                cells += [words] * (min(int(wide), 60) if wide.isdecimal() else 1)
            rows.append(cells)
        return rows

    def done(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        if self._open:
            self.lines.append(self._open)
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return "\n".join(self.lines), tuple((starts[first], starts[last]) for first, last in self.tables)
