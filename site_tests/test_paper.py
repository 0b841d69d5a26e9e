"""Paper: the content of a printed page, and the PDF of a document with outline, links and text."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from ruamel.yaml import YAML

from browsers import Page
from browsers.chromium import ChromiumPage
from generator.book import facts
from generator.book.handbook import Handbook
from generator.delivery import pdf
from generator.delivery.pdf_outline import mend_outline
from papers import plain, printed, squeezed
from samples import real_book

ROOT = Path(__file__).resolve().parent.parent


SHEETS: dict[str, int] = YAML(typ="safe").load((ROOT / "site_tests/cases/paper.yml").read_text(encoding="utf-8"))[
    "most"
]


@pytest.fixture(scope="module")
def book() -> Handbook:
    return real_book()


@pytest.fixture(scope="module")
def program() -> str:
    try:
        return pdf.browser()
    except pdf.PaperFailed as error:
        pytest.skip(str(error))


def flat(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry)
        else:
            yield entry.title


def test_a_printed_clause(program: str, site: Path, book: Handbook, tmp_path: Path) -> None:
    """One A4 page: head of the document, number, force, validity, addresses, version date; no buttons."""
    reader = printed(program, site, "documents/measures-2026-1/a10.html", tmp_path)
    text = plain(reader)
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    for said in (
        "重庆市经济和信息化委员会等10个单位", "渝经信规范〔2026〕1号", "10.", "现行有效", "2026年1月13日至2027年12月31日", "1/1",
        "documents/measures-2026-1/a10.html", "jjxxw.cq.gov.cn/zwgk_213", "supports/s-", facts.day_words(book.site.as_of), "第10条",
    ):  # fmt: skip
        assert squeezed(said) in text, said
    assert "复制" not in text and "报告错误" not in text


def test_a_question_is_printed_alone_from_its_address(chromium: Page, site: Path) -> None:
    """All questions are printed from the page's own address."""
    text = plain(sheets(chromium, site, "questions.html#how-much"))
    assert "能拿多少钱" in text and "questions.html#how-much" in text and "怎样申报" not in text
    assert len(sheets(chromium, site, "questions.html#how-much").pages) == 1
    assert "怎样申报" in plain(sheets(chromium, site, "questions.html"))


def sheets(page: Page, site: Path, path: str) -> PdfReader:
    assert isinstance(page, ChromiumPage)
    address, mark, place = path.partition("#")
    page.goto((site / address).as_uri() + mark + place)
    return PdfReader(BytesIO(page.paper()))


def test_a_printed_page_is_an_extract_and_no_letter(chromium: Page, site: Path) -> None:
    """An article, a support and the finder: as many sheets as they may take, headed as what they are."""
    for path in ("documents/measures-2026-1/a5.html", "supports/s-mic-municipal.html", "supports/s-incubator.html"):
        reader = sheets(chromium, site, path)
        first = squeezed(reader.pages[0].extract_text())
        assert "政策摘编(非正式文本)摘自《" in first[:30], path
        assert len(reader.pages) == 1, path
    assert len(sheets(chromium, site, "supports/index.html").pages) <= SHEETS["supports/index.html"]


@pytest.mark.prove
def test_articles_and_supports_print_on_one_sheet(chromium: Page, site: Path, book: Handbook) -> None:
    articles = [clause for clause in book.clauses if clause.data.kind in ("article", "action")]
    urls = [clause.url for clause in articles] + [support.url for support in book.supports]
    taken = {url: len(sheets(chromium, site, url).pages) for url in urls}
    assert len(taken) > 60 and set(SHEETS) - {"supports/index.html"} <= set(taken)
    assert {url: count for url, count in taken.items() if count != SHEETS.get(url, 1)} == {}


def test_the_pdf_of_a_document(program: str, site: Path, book: Handbook, tmp_path: Path) -> None:
    document = next(document for document in book.documents if document.id == "measures-2026-1")
    sheets = pdf._Sheets(book, site, document.title, [("", [document.url])])
    assert any(sheet.name.startswith("print.") for sheet in sheets._styles()) and all(
        s.is_file() for s in sheets._styles()
    )
    reader = PdfReader(pdf._print(program, sheets.text(), tmp_path / "measures.pdf"))
    text = plain(reader)
    assert (
        squeezed(document.title) in text
        and "渝经信规范〔2026〕1号" in text
        and "documents/measures-2026-1/index.html" in text
    )
    entries = list(flat(reader.outline))
    outline = squeezed("".join(entries))
    doubled = [
        entry
        for entry in map(squeezed, entries)
        if len(entry) > 8 and entry[len(entry) // 2 :] in entry[: len(entry) // 2 + 4]
    ]
    assert doubled == [], "a heading that is cut in two is read twice"
    for clause in document.clauses:
        assert squeezed(clause.heading) in outline, clause.id
        assert not clause.points or squeezed(clause.points[0].text)[:10] in text, clause.id
    actions = [annotation.get_object() for page in reader.pages for annotation in page.get("/Annots", [])]
    inner = [a for a in actions if "/Dest" in a or a.get("/A", {}).get("/S") == "/GoTo"]
    outer = [str(a["/A"]["/URI"]) for a in actions if "/URI" in a.get("/A", {})]
    assert len(inner) >= 14 and outer
    assert all(address.startswith("http") for address in outer), "no path of the machine that printed"


def test_the_whole_holds_every_page_once(site: Path, book: Handbook) -> None:
    """Every link inside the whole has a target in it; no path of this machine remains."""
    from lxml import html

    tree = html.fromstring(pdf._Sheets(book, site, book.site.title, pdf._whole(book)).text(cover=True))
    ids = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter("a"):
        target = element.get("href")
        assert target is None or target.startswith("http") or target.removeprefix("#") in set(ids), target


def test_a_title_that_is_read_twice_stands_once(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    above = writer.add_outline_item(title="一、总体要求一、总体要求", page_number=0)
    writer.add_outline_item(title="要点要点", page_number=0, parent=above)
    writer.add_outline_item(title="人人", page_number=0)
    writer.write(tmp_path / "printed.pdf")
    mend_outline(tmp_path / "printed.pdf", tmp_path / "mended.pdf")
    mended = PdfReader(tmp_path / "mended.pdf")
    assert list(flat(mended.outline)) == ["一、总体要求", "要点", "人人"]
    assert mended.pages[0].mediabox == page.mediabox


def test_a_machine_without_chromium_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(pdf.PaperFailed, match="HANDBOOK_CHROMIUM"):
        pdf.browser()


def test_the_drawing_of_a_code_is_that_of_the_library() -> None:
    import segno

    from generator.pages import qr

    for length in range(1, 200, 7):
        text, label = "documents/measures-2026-1/a10.html?"[:length] + "x" * (length - 35), "<码>"
        code = segno.make(text, error="m", mask=2, micro=False, boost_error=False)
        options = {
            "border": qr.QUIET,
            "svgclass": "qr",
            "lineclass": None,
            "dark": "#000",
            "light": "#fff",
            "title": label,
        }
        assert qr.svg(text, label) == code.svg_inline(omitsize=True, **options)


def test_the_qr_code_holds_the_permanent_address(site: Path) -> None:
    """The code on the page equals a new code of its address."""
    from generator.pages import qr

    text = (site / "documents/measures-2026-1/a10.html").read_text(encoding="utf-8")
    path = qr.svg("documents/measures-2026-1/a10.html", "x").split(' d="')[1].split('"')[0]
    assert path in text
