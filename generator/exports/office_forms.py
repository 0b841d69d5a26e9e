"""Templates of one table with a head, as a workbook and as a document."""

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from xlsxwriter import Workbook

from generator.exports.office import Template, cut, marked, unzipped


@dataclass(frozen=True)
class Head:
    """What stands around the rows. ``notes``: lines under the title. ``columns``: (heading, width in characters), the
    first of which is for numbers. ``link``: the column whose texts are links, if they are."""

    title: str
    sheet: str
    notes: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    link: int | None
    day: date

    @property
    def moment(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)


_ANY_URL = "https://example.invalid/"  # of the one link in a template; each row brings its own


def workbook(head: Head) -> Template:
    """A sheet, ready to print: A4 across, as wide as the page, column heads on every page."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": head.title, "comments": "\n".join(head.notes), "created": head.moment})
    sheet = book.add_worksheet(head.sheet)
    title, strong = (book.add_format({"bold": True, **more}) for more in ({"font_size": 16}, {"text_wrap": True, "valign": "top", "border": 1}))  # fmt: skip
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    link = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_color": "#0b5394", "underline": 1})
    above = 2 + len(head.notes)
    sheet.write_string(0, 0, head.title, title)
    for index, note in enumerate(head.notes, 1):
        sheet.write_string(index, 0, note)
    for index, (name, width) in enumerate(head.columns):
        sheet.set_column(index, index, width)
        sheet.write_string(above - 1, index, name, strong)
    sheet.write_number(above, 0, 1, body)
    for index in range(1, len(head.columns)):
        if index == head.link:
            sheet.write_url(above, index, _ANY_URL, link, head.title)
        sheet.write_blank(above, index, None, link if index == head.link else body)
    sheet.freeze_panes(above, 0)
    sheet.autofilter(above - 1, 0, above, len(head.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(above - 1)
    sheet.set_footer(f"&L{head.notes[0].replace('&', '&&')}&R第 &P 页，共 &N 页")
    book.close()
    return _cut_workbook(unzipped(buffer.getvalue()), above)


def _cut_workbook(made: dict[str, str], above: int) -> Template:
    first = above + 1
    name, rels = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
    before, start, rest = made[name].partition(f'<row r="{first}"')
    row, end, after = (start + rest).partition("</row>")
    row = _by_row(row, first).replace("<v>1</v>", "<v>@n@</v>")
    place = count()
    row = re.sub(r'(<c r="[A-Z]+@r@" s="\d+")/>', lambda cell: f"{cell[1]}{_inline(next(place))}", row)
    each = {"rows": marked(row + end)}
    pieces = [*_last(before, '<dimension ref="A1:', first), "rows", *_last(after, "<autoFilter ref=", first)]
    if rels in made:
        opening, links, closing = _around(pieces.pop(), "<hyperlinks>", "</hyperlinks>")
        pieces += [opening, "links", closing]
        each["links"] = marked(_by_row(links, first).replace('"rId1"', '"rId@n@"'))
    parts = {part: [text] for part, text in made.items()}
    parts[name] = pieces
    parts["xl/workbook.xml"] = _last(made["xl/workbook.xml"], "_xlnm._FilterDatabase", first, "<")
    if rels in made:
        opening, relation, closing = _around(made[rels], 'relationships">', "</Relationships>")
        parts[rels] = [opening, "relations", closing]
        each["relations"] = marked(relation.replace('"rId1"', '"rId@n@"').replace(_ANY_URL, "@url@"))
    return Template(parts, each, above, breaks="\n", underscore="_x005F_")


def _inline(place: int) -> str:
    """The rest of a cell that holds its own text: in the table of shared texts, a row would be spread over two parts."""
    return f' t="inlineStr"><is><t xml:space="preserve">@t{place}@</t></is></c>'


def _by_row(text: str, row: int) -> str:
    """Mark the number of a row in its references (``r="5"``, ``r="A5"``, ``ref="D5"``)."""
    return re.sub(rf'\b(r|ref)="([A-Z]*){row}"', r'\1="\2@r@"', text)


def _last(text: str, after: str, row: int, end: str = '"') -> list[str]:
    """Cut out the number of the last row, from the first reference after some markup."""
    start = text.index(after)
    place = text.index(f"{row}{end}", start)
    return [text[:place], "last", text[place + len(str(row)) :]]


def _around(text: str, begins: str, ends: str) -> tuple[str, str, str]:
    before, found, rest = text.partition(begins)
    inside, ending, after = rest.partition(ends)
    assert found and ending, f"the library no longer writes {begins}"
    return before + found, inside, ending + after


# --- the document -----------------------------------------------------------------------------------------------------

_FONT = "宋体"
_STYLES = {"Normal", "Title", "Footer", "Default Paragraph Font", "Normal Table", "Table Grid"}
_RELATIONS = {RELATION.STYLES, RELATION.SETTINGS, RELATION.FOOTER}


def document(head: Head) -> Template:
    """A table on A4 across; its head is repeated on every page, and the footer says what the paper is."""
    made = docx.Document()
    _lean(made)
    told = made.core_properties
    told.title, told.comments, told.language = head.title, "\n".join(head.notes), "zh-CN"
    told.author = told.last_modified_by = told.keywords = ""
    told.created = told.modified = head.moment.replace(tzinfo=None)
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    made.add_paragraph(head.title, style="Title")
    for note in head.notes:
        made.add_paragraph(note)
    table = made.add_table(rows=2, cols=len(head.columns), style="Table Grid")
    table.autofit = False
    whole = sum(width for _, width in head.columns)
    for place, row in enumerate(table.rows):
        for index, (name, width) in enumerate(head.columns):
            cell = row.cells[index]
            cell.width = Mm(267 * width / whole)
            mark = "@n@" if index == 0 else f"@t{index - 1}@"
            run = cell.paragraphs[0].add_run(mark if place else name)
    for index, column in enumerate(table.columns):
        column.width = Mm(267 * head.columns[index][1] / whole)
    for run in (run for cell in table.rows[0].cells for run in cell.paragraphs[0].runs):
        run.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    if head.link is not None:
        _as_link(table.rows[1].cells[head.link].paragraphs[0])
    _foot(section.footer.paragraphs[0], head.notes[0])
    buffer = BytesIO()
    made.save(buffer)
    return _cut_document(unzipped(buffer.getvalue()), linked=head.link is not None)


def _lean(made: Any) -> None:
    """Leave out what the library's blank document has besides: half a megabyte of styles, a picture, an office program
    that it was not made with."""
    for holder, wanted in ((made.part, _RELATIONS), (made.part.package, {RELATION.OFFICE_DOCUMENT, RELATION.CORE_PROPERTIES})):  # fmt: skip
        for identity in [key for key, relation in holder.rels.items() if relation.reltype not in wanted]:
            del holder.rels[identity]
    styles = made.styles.element
    for element in list(styles):
        if element.tag == qn("w:latentStyles") or (element.tag == qn("w:style") and element.find(qn("w:name")).get(qn("w:val")) not in _STYLES | {name.lower() for name in _STYLES}):  # fmt: skip
            styles.remove(element)
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for element in styles.iter():
        for space in ("text", "tail"):
            if not (getattr(element, space) or "").strip():
                setattr(element, space, None)
    made.styles["Normal"].font.size = Pt(9)
    made.styles["Normal"].paragraph_format.space_after = Pt(0)
    title = made.styles["Title"]
    title.font.size, title.font.bold, title.paragraph_format.space_after = Pt(16), True, Pt(4)


def _as_link(paragraph: Any) -> None:
    """The words of a cell become a link; its relation is written with the row."""
    (run,) = paragraph.runs
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), "link@n@")
    link.append(deepcopy(run._r))
    run._r.getparent().replace(run._r, link)


def _foot(paragraph: Any, note: str) -> None:
    paragraph.add_run(f"{note}　第 ")
    for instruction, after in (("PAGE", " 页，共 "), ("NUMPAGES", " 页")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        paragraph._p.append(field)
        paragraph.add_run(after)


def _cut_document(made: dict[str, str], linked: bool) -> Template:
    name, rels = "word/document.xml", "word/_rels/document.xml.rels"
    start, end = made[name].rindex("<w:tr>"), made[name].rindex("</w:tr>") + len("</w:tr>")
    row = made[name][start:end].replace("<w:t>", '<w:t xml:space="preserve">')
    parts = {part: [text] for part, text in made.items()}
    parts[name] = [made[name][:start], "rows", made[name][end:]]
    each = {"rows": marked(row)}
    if linked:
        parts[rels] = cut(made[rels], ("</Relationships>", "relations"))
        each["relations"] = marked(f'<Relationship Id="link@n@" Type="{RELATION.HYPERLINK}" Target="@url@" TargetMode="External"/>')  # fmt: skip
    return Template(parts, each, 0, breaks='</w:t><w:br/><w:t xml:space="preserve">', underscore="_")
