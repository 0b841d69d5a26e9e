"""Web pages: the text of the part that holds the document, a line for each block."""

from lxml import html
from lxml.etree import ParserError

from generator.reading.tables import rows_as_lines
from generator.reading.word_numbers import printed
from generator.text.facts import Unreadable

_UNSEEN = "script style noscript template nav header footer aside form button svg iframe head".split()
_BLOCKS = {*"address article blockquote dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section table tr ul".split()}  # fmt: skip


def text_of(content: str, name: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of a page, and which ranges of it are tables. Raises ``Unreadable`` where nothing is left."""
    try:
        page = html.document_fromstring(content.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError) as error:
        raise Unreadable(f"{name} 不是网页，或已损坏。") from error
    for unseen in page.xpath("|".join(f"//{tag}" for tag in _UNSEEN)):
        if unseen.tag not in ("header", "footer") or not unseen.xpath("ancestor::article|ancestor::main"):
            unseen.drop_tree()
    mains = page.xpath("//article|//main|//*[@role='main']")
    root = mains[0] if len(mains) == 1 else page.find("body")
    writer = _Writer()
    writer.walk(root if root is not None else page)
    text, tables = writer.done()
    if not text.strip():
        raise Unreadable(f"{name} 里没有文字（可能要打开网页后由脚本载入）。请在浏览器里全选复制，存为 .txt。")
    return text, tables


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = [""]
        self.tables: list[tuple[int, int]] = []  # line numbers

    def walk(self, element: html.HtmlElement) -> None:
        if not isinstance(element.tag, str):
            self._say(element.tail)
            return
        if element.tag == "table" and not element.xpath(".//table"):
            self._break()
            for caption in element.xpath("./caption"):
                self._say(" ".join(caption.text_content().split()))
                self._break()
            before = " ".join(line for line in self.lines[-4:] if line.strip())
            first = len(self.lines)
            self.lines += ["", *rows_as_lines(grid(element), before), ""]
            self.tables.append((first, len(self.lines)))
            self.lines.append("")
        else:
            block = element.tag in _BLOCKS
            if block or element.tag == "br":
                self._break()
            if element.tag == "li":
                self._say(_number(element))
            self._say(element.text)
            for child in element:
                self.walk(child)
            if block:
                self._break()
        self._say(element.tail)

    def _say(self, words: str | None) -> None:
        if words:
            self.lines[-1] += words.replace("\n", " ").replace("\r", " ")

    def _break(self) -> None:
        if self.lines[-1].strip():
            self.lines.append("")

    def done(self) -> tuple[str, list[tuple[int, int]]]:
        lines = [" ".join(line.split(" ")).strip(" \t\xa0") for line in self.lines]
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        return "\n".join(lines), [(starts[first], starts[last]) for first, last in self.tables]


def grid(table: html.HtmlElement) -> list[list[str]]:
    """The cells of a table; a merged one stands in every place that it covers."""
    rows: list[list[str]] = []
    kept: dict[int, tuple[int, str]] = {}  # column: rows still to cover, and the words
    for row in table.iter("tr"):
        cells: list[str] = []
        own = [cell for cell in row if cell.tag in ("td", "th")]
        while own or len(cells) in kept:
            column = len(cells)
            if column in kept:
                left, words = kept.pop(column)
                if left > 1:
                    kept[column] = (left - 1, words)
                cells.append(words)
                continue
            cell = own.pop(0)
            words = " ".join(str(cell.text_content()).split())
            for offset in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    kept[column + offset] = (down - 1, words)
                cells.append(words)
        rows.append(cells)
    return rows


def _number(item: html.HtmlElement) -> str:
    """The number that a browser shows before an item of a numbered list."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return ""
    start = str(above.get("start", "1"))
    count = int(start) if start.isdecimal() else 1
    for other in above.iterchildren("li"):
        own = str(other.get("value", ""))
        count = int(own) if own.isdecimal() else count
        if other is item:
            break
        count += 1
    form = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}.get(str(above.get("type")))
    return f"{printed(count, form or 'decimal')}."


def _span(cell: html.HtmlElement, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(int(value), 100) if value.isdecimal() and int(value) else 1
