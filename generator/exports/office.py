"""Office files as templates: the parts of a file as text, with slots for rows.

A template is made once by the libraries of its format (python-docx, XlsxWriter) around a single row of marks. It is
filled with rows here, and in the same way in the browser (``finder/policy.js``), which cannot run these libraries: both
write the same parts for the same rows.
"""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# Texts and names of slots in turn: text, slot, text, ... A template never searches the texts of a handbook for marks.
Pieces = list[str]
_MARK = re.compile(r"@(\w+)@")
# What XML cannot hold. The data has none of it; a file with it would not open.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Row:
    """Texts of a row, from the second column on (the first has its number), and the address of its link."""

    texts: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Template:
    """``parts``: name -> pieces. ``each``: the slots that repeat for every row -> pieces of one repetition.

    Slots of a repetition: ``n`` (number, from 1), ``r`` (its row in the sheet), ``url``, ``t0`` ``t1`` ... (texts). A
    part may also have ``last``, the last row of the sheet. ``above``: rows of the sheet above the first. ``breaks``:
    what a line break in a text becomes. ``underscore``: what an underscore becomes that would begin an escape.
    """

    parts: dict[str, Pieces]
    each: dict[str, Pieces]
    above: int
    breaks: str
    underscore: str


def cut(text: str, *ends: tuple[str, str]) -> Pieces:
    """Cut a text at markup that occurs in it: for each (markup, slot), in order, the slot comes right before the
    markup."""
    pieces = []
    for markup, slot in ends:
        before, found, rest = text.partition(markup)
        assert found, f"the library no longer writes {markup}"
        pieces += [before, slot]
        text = found + rest
    return [*pieces, text]


def marked(text: str) -> Pieces:
    """The pieces of a repetition, written with marks such as ``@n@``."""
    return _MARK.split(text)


def filled(template: Template, rows: list[Row]) -> dict[str, str]:
    """The parts of a file with these rows, by name."""
    slots = dict.fromkeys(template.each, "")
    for number, row in enumerate(rows, 1):
        texts = {f"t{index}": _text(template, text) for index, text in enumerate(row.texts)}
        own = {"n": str(number), "r": str(template.above + number), "url": _xml(row.url), **texts}
        for slot, pieces in template.each.items():
            slots[slot] += _joined(pieces, own)
    slots["last"] = str(template.above + len(rows))
    return {name: _joined(pieces, slots) for name, pieces in template.parts.items()}


def _joined(pieces: Pieces, slots: dict[str, str]) -> str:
    return "".join(slots[piece] if index % 2 else piece for index, piece in enumerate(pieces))


def _text(template: Template, text: str) -> str:
    return _LOOKS_ESCAPED.sub(template.underscore, _xml(text)).replace("\n", template.breaks)


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;"})


def zipped(parts: dict[str, str], day: date) -> bytes:
    """The file of these parts, each dated ``day``: same parts, same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
