"""The list of policies (政策清单): both forms opened by readers of their formats, and the same from a browser."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from browsers import Page
from finding import FINDER, opened, saved, show
from generator.book.handbook import Handbook
from generator.exports import office, policy_list
from generator.exports.office import Row
from generator.exports.office_forms import Head, document, workbook
from samples import real_book
from sheets import HOSTILE

HEADINGS = ["序号", "政策名称", "文号", "条款", "支持内容", "标准", "条件", "责任单位", "有效期", "备注"]
LIVE = "https://example.org/handbook/"
FORMS = pytest.mark.parametrize("form", ["xlsx", "docx"])


def read(data: bytes, form: str) -> tuple[list[str], list[list[str]], list[str | None]]:
    """Lines above the table, the table with its head, and for each row the link of its clause."""
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "inlineStr"}, "no formula"
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        start = next(index for index, row in enumerate(rows) if all(row))
        links = [cell.hyperlink.target if cell.hyperlink else None for cell in sheet["D"][start + 1 :]]
        return [row[0] for row in rows[:start]], rows[start:], links
    paper = docx.Document(io.BytesIO(data))
    (table,) = paper.tables
    links = [next((link.address for link in row.cells[3].paragraphs[0].hyperlinks), None) for row in table.rows[1:]]
    return [line.text for line in paper.paragraphs], [[cell.text for cell in row.cells] for row in table.rows], links


def live(book: Handbook) -> Handbook:
    return replace(book, site=book.site.model_copy(update={"live_url": LIVE}))


def made(book: Handbook, form: str) -> bytes:
    data = policy_list.files(book)[f"data/policy-list.{form}"]
    assert isinstance(data, bytes)
    return data


# --- the files of the build -------------------------------------------------------------------------------------------


@FORMS
def test_all_supports_by_document(form: str) -> None:
    book = real_book()
    above, (head, *rows), links = read(made(book, form), form)
    assert head == HEADINGS and above[0] == f"{book.site.title}：政策清单"
    said = "".join(above)
    assert "政策摘编（非正式文本），以公开原文为准" in said and f"{book.site.version}（{book.site.as_of}）" in said
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(book.supports) + 1)]
    assert all(all(row) for row in rows), "what a text does not say is said to be so"
    names = [row[1] for row in rows]
    assert names == sorted(names, key=[document.title for document in book.documents].index)
    assert links == [None] * len(rows), "without an address of the site nothing is a link"
    (row,) = [row for row in rows if "“订单式”研发制造项目" in row[4]]
    assert row[1:3] == ["重庆市未来产业培育发展若干政策措施", "渝经信规范〔2026〕1号"]
    assert row[3].split("\n") == ["若干政策措施 第10条", "documents/measures-2026-1/a10.html"]
    assert row[5].split("\n")[:2] == ["上限 300 万元", "按什么计：项目"]
    assert "对象：低空装备企业" in row[6] and row[7] == "市经济信息委、市科技局"
    assert row[8] == "2026年1月13日至2027年12月31日"
    assert "编者归类：低空经济" in row[9] and "未载明：“订单式”指什么，未载明" in row[9] and "★" not in row[9]


@FORMS
def test_stars_and_promises_are_told(form: str) -> None:
    _, (_, *rows), _ = read(made(real_book(), form), form)
    (pilot,) = [row for row in rows if row[4].startswith("市级中试平台运营\n")]
    assert pilot[5].startswith("上限 200 万元 ★") and "★ 依法依规" in pilot[9]
    (promise,) = [row for row in rows if row[4].startswith("博士后研究资助\n")]
    assert promise[5].startswith("未载明 ★") and promise[9].startswith("未定额承诺") and promise[8] == "未载明"


@FORMS
def test_a_row_links_to_its_clause_where_the_site_has_an_address(form: str) -> None:
    book = live(real_book())
    _, (_, *rows), links = read(made(book, form), form)
    assert links == [LIVE + support.clause.url for support in book.supports]
    assert not any("\n" in row[3] or ".html" in row[3] for row in rows)


@FORMS
def test_same_data_same_bytes(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book = live(real_book())
    first = made(book, form)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert made(book, form) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        day = book.site.as_of
        assert {part.date_time for part in archive.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}
        assert archive.read("docProps/core.xml").decode().count(f"{day.isoformat()}T00:00:00Z") == 2


@FORMS
def test_any_text_stays_text(form: str) -> None:
    """Formulas, markup, slots, and what XML cannot hold, in every column and in the head."""
    texts = [
        *HOSTILE,
        "<b>x</b>&amp;\"'",
        "]]>",
        "@t0@",
        "{{rows}}",
        "_x0041_",
        "a\nb",
        " 前后 ",
        "\x07",
        "</w:t>",
        '"onload="',
    ]
    head = Head("<w:tr>@n@</w:tr>", "清单", ('<row r="4">&',), (("序号", 5), ("甲", 20), ("乙", 20), ("丙", 20)), 3, date(2026, 1, 2))  # fmt: skip
    rows = [Row((text, text, text), f'https://example.org/?a=1&b="{number}"') for number, text in enumerate(texts)]
    template = (workbook if form == "xlsx" else document)(head)
    above, (_, *read_rows), links = read(office.zipped(office.filled(template, rows), head.day), form)
    assert above[:2] == [head.title, *head.notes]
    written = [text.replace("\x07", "\ufffd") for text in texts]
    # Spreadsheets write _x005F_ for an underscore that would begin an escape; this reader keeps it.
    assert [[cell.replace("_x005F_", "_") for cell in row[1:]] for row in read_rows] == [[text] * 3 for text in written]
    assert links == [row.url for row in rows]


@pytest.mark.prove
@FORMS
def test_another_reader_opens_it(form: str, tmp_path: Path) -> None:
    office_program = shutil.which("soffice") or shutil.which("libreoffice")
    if not office_program:
        pytest.skip("LibreOffice is not installed here")
    path = tmp_path / f"list.{form}"
    path.write_bytes(made(live(real_book()), form))
    to = "csv:Text - txt - csv (StarCalc):44,34,76" if form == "xlsx" else "txt:Text (encoded):UTF8"
    subprocess.run(
        [office_program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", to, "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    said = next(path for path in tmp_path.iterdir() if path.suffix in (".csv", ".txt")).read_text(encoding="utf-8")
    assert said.count("渝经信规范〔2026〕1号") >= 36 and "上限 300 万元" in said


# --- from the browser -------------------------------------------------------------------------------------------------


@FORMS
def test_the_browser_writes_what_the_build_writes(form: str, chromium: Page, root: str, site: Path) -> None:
    opened(chromium, root + FINDER)
    whole = saved(chromium, f"document.querySelector('[data-policy-list={form}]').click()")
    assert office.unzipped(whole) == office.unzipped((site / f"data/policy-list.{form}").read_bytes())
    shown = show(chromium, "kind=fixed&sort=-amount")["rows"]
    _, (_, *rows), _ = read(saved(chromium, f"document.querySelector('[data-policy-list={form}]').click()"), form)
    titles = {support.id: support.title for support in real_book().supports}
    assert [row[4].split("\n")[0] for row in rows] == [titles[identity] for identity in shown]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(shown) + 1)]
    assert chromium.errors == []


@FORMS
def test_picks_in_the_order_of_the_list(form: str, chromium: Page, root: str) -> None:
    opened(chromium, root + "supports/list.html#pick=s-seed-equity,measures-2026-1/a7,s-order-rnd")
    chromium.wait_for("document.querySelectorAll('.picked__item').length === 3")
    press = f"[...document.querySelectorAll('#picked-tools button')].find(b => b.textContent === '政策清单 {form.upper()}').click()"
    _, (head, *rows), _ = read(saved(chromium, press), form)
    assert head == HEADINGS and [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][5].startswith("上限 200 万元 ★") and rows[2][5].startswith("上限 300 万元")
    assert rows[1][3].startswith("若干政策措施 第7条") and rows[1][5] == "不适用" and "条款" in rows[1][9]
    assert chromium.errors == []
