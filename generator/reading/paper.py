"""PDF files with a text layer: lines joined to paragraphs, page numbers removed, also where they stand in a sentence."""

import re
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from generator.text.facts import Unreadable

MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"[ \t]*(?:[—–\-－─·.]+[ \t]*)?(?:第[ ]*)?[0-9０-９]{1,4}(?:[ ]*页)?(?:[ ]*[/，,共][ ]*[0-9]{1,4}[ ]*页?)?(?:[ \t]*[—–\-－─·.]+)?[ \t]*")  # fmt: skip
_OPENS = re.compile("[ ]*(?:第[一二三四五六七八九十百零0-9]{1,5}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}[.．、](?![0-9])|附件)")  # fmt: skip
_ENDS = "。；：！？:;!?"
# Of all characters, those that no font explains: replacements, private ones, controls.
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_SCANNED = "文字来自扫描识别，可能有误"


def text_of(content: bytes, name: str) -> tuple[str, tuple[str, ...], str | None]:
    """The text, what was done to it, and why it is doubtful (a layer of OCR). Raises ``Unreadable``."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(f"{name} 设有密码，读不了。请去掉密码再存一份。")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(f"{name} 有 {len(reader.pages)} 页，超过 {MOST_PAGES} 页，没有读。")
        pages = [page.extract_text() or "" for page in reader.pages]
        scanned = [_scanned(page) for page in reader.pages]
    except Unreadable:
        raise
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        # What pypdf raises for broken files is of many kinds.
        raise Unreadable(f"{name} 已损坏，读不了。请重新导出一份 PDF。") from error
    words = "".join(pages).strip()
    if len(re.sub(r"\s", "", words)) < 10 * max(1, len(pages)):
        raise Unreadable(f"{name} 没有文字层（多半是扫描件）。请换成由 Word 导出的 PDF，或先做文字识别再校对。")
    strange = len(_STRANGE.findall(words))
    if strange * 10 > len(words) or not re.search("[一-龥]", words):
        raise Unreadable(f"{name} 的字体没有写明文字（缺 ToUnicode），读出来是乱码。请重新导出，或另存为 Word。")
    kept, removed = zip(*(_without_numbers(page) for page in pages), strict=True)
    notes = ("页码已去掉", "换行已按段落接起来") if any(removed) else ("换行已按段落接起来",)
    return _joined([line for lines in kept for line in lines]), notes, _SCANNED if any(scanned) else None


def _scanned(page: PageObject) -> bool:
    """Whether a page's text is written invisibly over a picture, as OCR does."""
    contents = page.get_contents()
    if contents is None or not re.search(rb"(?:^|\s)3\s+Tr\b", contents.get_data()):
        return False
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn)


def _without_numbers(page: str) -> tuple[list[str], bool]:
    """The lines of a page without the number at its head or foot."""
    lines = [line.rstrip() for line in page.split("\n") if line.strip()]
    removed = False
    for place in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[place]):
            lines.pop(place)
            removed = True
    return lines, removed


def _joined(lines: list[str]) -> str:
    """Paragraphs: a line as long as most goes on in the next one, unless it ends a sentence or the next one opens."""
    widths = sorted(_width(line) for line in lines)
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _OPENS.match(line):
            paragraphs[-1] += line.strip()
        else:
            paragraphs.append(line.strip())
        goes_on = _width(line) >= usual * 0.85 and line.rstrip()[-1] not in _ENDS
    return "\n".join(paragraphs)


def _width(line: str) -> int:
    return sum(1 if character.isascii() else 2 for character in line.strip())
