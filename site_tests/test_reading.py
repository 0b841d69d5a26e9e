"""Originals as they come: Word, PDF, web pages, text; and what is refused, by name and with nothing left behind.

The files are made here, so that each holds one trap.
"""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from generator.reading import read as reading
from generator.reading.original import Original
from generator.reading.word_numbers import printed
from generator.text.facts import Unreadable
from generator.text.numbering import clauses
from paper_files import pdf

TEXT = "第一条 对企业给予最高30万元补助。\n第二条 本办法自2026年3月1日起施行。"


def read(folder: Path, name: str, content: bytes) -> Original:
    path = folder / name
    path.write_bytes(content)
    before = set(folder.iterdir())
    try:
        return reading.read(path)
    finally:
        assert set(folder.iterdir()) == before, "nothing is left behind"


def word(*paragraphs: str, more: object = None) -> bytes:
    """A Word file of paragraphs; ``more`` gets the document before it is saved."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if callable(more):
        more(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# --- text and web pages -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_texts_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "a.txt", TEXT.encode(encoding)).text == TEXT


def test_a_page_is_read_without_its_frame(tmp_path: Path) -> None:
    page = "<!doctype html><html><head><title>题</title><script>var x = '最高9万元'</script></head><body><nav>首页</nav><p>第一条 甲。<p>第二条<br>乙</body></html>"
    assert read(tmp_path, "a.html", page.encode("gb18030")).text.split("\n")[:3] == ["第一条 甲。", "第二条", "乙"]


def test_the_head_of_a_table_holds_for_its_cells(tmp_path: Path) -> None:
    page = (
        "<html><body><table><tr><th rowspan=2>类型</th><th colspan=2>奖励（万元）</th></tr><tr><th>首次</th><th>再次</th></tr>"
        "<tr><td>国家级</td><td>100</td><td>50</td></tr></table><table><tr><td>任务</td><td>牵头单位</td></tr><tr><td>审核</td><td>市科技局</td></tr>"
        "</table></body></html>"
    )
    found = read(tmp_path, "a.htm", page.encode())
    assert "国家级；奖励首次给予100万元；奖励再次给予50万元。" in found.text
    assert "审核；牵头单位：市科技局。" in found.text
    assert "类型；奖励（万元）。" in found.text, "the head is kept, too"
    assert [found.text[start:end].strip().startswith(("类型", "任务")) for start, end in found.tables] == [True, True]


def test_the_caption_of_a_table_says_the_unit(tmp_path: Path) -> None:
    """A unit beside a table holds for columns of numbers without one; where the words above give nothing, nothing is given."""
    table = "<table><caption>单位：{unit}</caption><tr><td>类型</td><td>更新</td><td>投资额（亿元）</td></tr><tr><td>甲</td><td>12</td><td>3</td></tr></table>"
    given = read(
        tmp_path, "a.html", f"<html><body><p>补助金额见下表。</p>{table.format(unit='万元/台')}</body></html>".encode()
    ).text
    assert "单位：万元/台" in given and "甲；更新每台给予12万元；投资额3亿元。" in given
    told = read(
        tmp_path, "b.html", f"<html><body><p>投资情况见下表。</p>{table.format(unit='万元')}</body></html>".encode()
    ).text
    assert "甲；更新12万元；投资额3亿元。" in told


def test_numbered_lists_of_a_page_have_their_numbers(tmp_path: Path) -> None:
    page = "<html><body><ol start=3><li>甲</li><li value=7>乙<ol type=a><li>丙</li></ol></li></ol><ul><li>丁</li></ul></body></html>"
    assert read(tmp_path, "a.html", page.encode()).text.split("\n")[:4] == ["3.甲", "7.乙", "a.丙", "丁"]


# --- Word -------------------------------------------------------------------------------------------------------------


LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def numbered(document: object) -> None:
    """Gives a document a list of three levels, and paragraphs in it; the second list restarts it."""
    numbering = document.part.numbering_part.element  # type: ignore[attr-defined]
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>' for i, (form, words) in enumerate(LEVELS))  # fmt: skip
    first = numbering.find(qn("w:num"))
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, abstract) if first is None else first.addprevious(abstract)
    for identity, over in ((91, ""), (92, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')):
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="90"/>{over}</w:num>'))  # fmt: skip
    for words, identity, level in (
        ("甲", 91, 0), ("子", 91, 1), ("丑", 91, 1), ("寅", 91, 2), ("乙", 91, 0), ("卯", 91, 1), ("丙", 92, 0),
    ):  # fmt: skip
        paragraph = document.add_paragraph(words)  # type: ignore[attr-defined]
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'))  # fmt: skip


def test_automatic_numbers_are_computed(tmp_path: Path) -> None:
    found = read(tmp_path, "a.docx", word("总则", more=numbered))
    assert found.text.split("\n") == ["总则", "一、甲", "（一）子", "（二）丑", "1.寅", "二、乙", "（一）卯", "一、丙"]
    assert "自动编号由程序算出" in found.notes


@pytest.mark.parametrize(
    ("form", "count", "words"),
    [
        ("chineseCounting", 21, "二十一"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("decimalZero", 7, "07"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("unheardOf", 5, "5"),
    ],
)
def test_formats_of_numbers(form: str, count: int, words: str) -> None:
    assert printed(count, form).removeprefix("壹") == words


def test_changes_are_accepted_and_hidden_text_is_left_out(tmp_path: Path) -> None:
    def change(document: object) -> None:
        paragraph = document.add_paragraph("给予最高")._p  # type: ignore[attr-defined]
        for xml in (
            "<w:del><w:r><w:delText>50</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>30</w:t></w:r></w:ins>",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r>", "<w:r><w:t>万元补助。</w:t></w:r>",
        ):  # fmt: skip
            opened = xml.replace(">", f" {nsdecls('w')}>", 1)
            paragraph.append(parse_xml(opened))

    found = read(tmp_path, "a.docx", word(more=change))
    assert found.text.strip() == "给予最高30万元补助。"
    assert {"修订已按接受处理：插入的算，删除的不算", "隐藏文字没有读"} <= set(found.notes)


def test_merged_cells_of_word(tmp_path: Path) -> None:
    def table(document: object) -> None:
        made = document.add_table(rows=3, cols=2)  # type: ignore[attr-defined]
        for row, cells in enumerate([("等次", "最高奖励（万元）"), ("一等", "100"), ("一等", "50")]):
            for column, words in enumerate(cells):
                made.cell(row, column).text = words
        made.cell(2, 0).text = ""
        made.cell(1, 0).merge(made.cell(2, 0))

    text = read(tmp_path, "a.docx", word(more=table)).text
    assert "一等；最高奖励100万元。" in text and "一等；最高奖励50万元。" in text, "a merged cell holds for both rows"


# --- PDF --------------------------------------------------------------------------------------------------------------

LONG = "第一条对在本市注册的企业建设中试平台的给予最高三十万元的一次性建"


def test_a_page_number_in_mid_sentence_goes(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "a.pdf",
        pdf([[LONG, "—1—"], ["设补助。", "第二条本办法自公布之日起施行，有效期至二〇二九年末。", "2"]]),
    )
    assert found.text.split("\n") == [f"{LONG}设补助。", "第二条本办法自公布之日起施行，有效期至二〇二九年末。"]
    assert [clause.number for clause in clauses(found.text)] == ["第一条", "第二条"]
    assert "页码已去掉" in found.notes and found.doubtful is None


def test_a_layer_of_ocr_is_doubtful(tmp_path: Path) -> None:
    found = read(tmp_path, "a.pdf", pdf([[LONG]], mode=3, picture=True))
    assert found.doubtful and LONG in found.text


# --- what is refused --------------------------------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


REFUSED = {
    "scan": (pdf([[""]], picture=True), "没有文字层"),
    "no-tounicode": (
        pdf([["给予最高三十万元补助，这一行的字体没有写明文字。"]], to_unicode=False),
        "ToUnicode|没有文字层",
    ),
    "broken-pdf": (b"%PDF-1.7\nnothing follows", "已损坏"),
    "ofd": (packed(OFD_xml=b"<x/>"), "OFD"),
    "sheet": (packed(xl__workbook_xml=b"<x/>"), "不是 Word"),
    "broken-word": (word(TEXT)[:900], "已损坏"),
    "broken-xml": (packed(word__document_xml=b"<w:document"), "已损坏"),
    "bomb": (packed(word__document_xml=b"0" * (20 * 2**20)), "大得不正常"),
    "empty-word": (word(), "没有文字"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
    "binary": (b"abc\0def", "不是 UTF-8"),
    "empty": (b"", "空文件"),
    "blank": (b" \n \n", "没有文字"),
    "page-of-scripts": (b"<html><body><script>x</script></body></html>", "没有文字"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str, tmp_path: Path) -> None:
    content, why = REFUSED[name]
    with pytest.raises(Unreadable, match=why) as refused:
        read(tmp_path, "原文", content)
    assert "原文" in str(refused.value), "the file is named"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(501 * 2**20)  # sparse: it takes no room
    with pytest.raises(Unreadable, match="超过 500 MB"):
        reading.read(path)


def test_an_older_word_file_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.reading.read.shutil.which", lambda name: None)
    with pytest.raises(Unreadable, match="LibreOffice"):
        read(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def test_entities_reach_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密")
    xml = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>甲&e;</w:t></w:r></w:p></w:body></w:document>'
    found = read(tmp_path, "a.docx", packed(word__document_xml=xml.encode()))
    assert "机密" not in found.text


# --- files that another program wrote ---------------------------------------------------------------------------------


@pytest.mark.prove
@pytest.mark.parametrize("form", ["doc", "pdf"])
def test_files_of_another_program(form: str, tmp_path: Path) -> None:
    """LibreOffice writes the same document in other forms; what is read of them has the same clauses."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        pytest.skip("LibreOffice is not installed here")
    source = tmp_path / "original.docx"
    source.write_bytes(word("关于支持企业的若干规定", more=numbered))
    wanted = [(clause.number, clause.heading) for clause in clauses(reading.read(source).text)]
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    found = reading.read(tmp_path / f"original.{form}").text
    assert [(clause.number, clause.heading) for clause in clauses(found)] == wanted
    assert len(wanted) == 8
