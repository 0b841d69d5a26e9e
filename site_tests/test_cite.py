"""Citations: their wording, that each resolves back, and the buttons and box in a browser."""

import json
import re
from pathlib import Path

import pytest

from browsers import Page, Server
from generator.book import citations, facts, gbt, resolver_table
from generator.book.handbook import Clause, Document, Handbook
from samples import real_book

ROOT = Path(__file__).resolve().parent.parent
A10 = "documents/measures-2026-1/a10.html"
COPIED = "window.copied = []; navigator.clipboard.writeText = text => { copied.push(text); return Promise.resolve() }"


@pytest.fixture(scope="module")
def book() -> Handbook:
    return real_book()


def clause(book: Handbook, identity: str) -> Clause:
    return next(clause for clause in book.clauses if clause.id == identity)


# --- what a citation says ---------------------------------------------------------------------------------------------


def test_an_article_an_item_a_section_and_a_point(book: Handbook) -> None:
    measures, plan = (
        "《重庆市未来产业培育发展若干政策措施》（渝经信规范〔2026〕1号）",
        "《重庆市未来产业培育行动计划（2024—2027年）》（渝府办发〔2024〕75号）",
    )
    a10 = clause(book, "measures-2026-1/a10")
    assert citations.citation(a10, book.site) == f"{measures}第10条"
    assert citations.citation(clause(book, "action-plan-2024-75/i24"), book.site).startswith(f"{plan}第（24）项“")
    assert (
        citations.citation(clause(book, "action-plan-2024-75/act2"), book.site)
        == f"{plan}三、（二）“实施科技创新成果转化行动”"
    )
    said = {point.id: citations.point_citation(a10, point) for point in a10.points}
    assert "“订单式”研发制造" in said["p3"] and said["p3"].endswith("的规定")
    assert not any(re.search(r"第[\d（]+[）]?款|第\d+项", text) for text in said.values()), (
        "no number that is not printed"
    )


def test_a_heading_of_the_editors_is_not_quoted_as_printed(book: Handbook) -> None:
    assert citations.place(clause(book, "measures-2026-1/closing")) == "中“实施期限与政策重叠”部分（标题为编者所加）"


def test_a_text_that_binds_less_says_so(book: Handbook) -> None:
    for document in book.documents:
        said = citations.citation(document.clauses[-1], book.site)
        assert ("不是政策文件" in said) == (not document.binding), said


def test_every_form_has_number_place_address_and_version(book: Handbook) -> None:
    block = citations.page_block(clause(book, "measures-2026-1/a10"), book.site, "in-force")
    forms = dict(block["forms"])
    for label in ("公文（带出处）", "GB/T 7714—2025", "GB/T 7714—2015（旧）", "Markdown", "链接"):
        text = forms[label]
        assert "渝经信规范〔2026〕1号" in text and "第10条" in text and A10 in text, text
        assert facts.day_words(book.site.as_of) in text or f"[{book.site.as_of}]" in text, text


def test_points_of_a_clause_are_told_apart(book: Handbook) -> None:
    for one in book.clauses:
        places = [citations.point_place(one, point) for point in one.points]
        assert len(set(places)) == len(places), one.id


def test_the_report_is_filled_in_where_it_is_to_be_sent(book: Handbook) -> None:
    def report(target: str) -> str:
        return str(citations.report(book.site.model_copy(update={"report_url": target}), "measures-2026-1/a10", A10))

    assert citations.report(book.site.model_copy(update={"report_url": None}), "x", "y") is None
    assert report("mailto:a@b.cn").startswith("mailto:a@b.cn?subject=") and "measures-2026-1%2Fa10" in report(
        "mailto:a@b.cn"
    )
    assert book.site.version in report("https://example.cn/new?t={title}&b={body}")


# --- the way back -----------------------------------------------------------------------------------------------------


def everything(book: Handbook) -> list[tuple[str, str]]:
    cases = []
    for document in book.documents:
        cases.append((citations.citation(document, book.site), document.url))
        for one in document.clauses:
            cases.append((citations.citation(one, book.site), one.url))
            cases += [(citations.point_citation(one, point), f"{one.url}#{point.id}") for point in one.points]
    return cases + [(citations.citation(record, book.site), record.url) for record, _ in resolver_table.named(book)]


def references(book: Handbook) -> list[tuple[str, str]]:
    """Every record and point by GB/T 7714, in both editions, with the address removed."""
    found = []
    for edition in gbt.EDITIONS:
        for record in [*book.documents, *book.clauses, *(record for record, _ in resolver_table.named(book))]:
            document, place = citations.where(record)
            found.append((_reference(document, place, edition, book), record.url))
        for one in book.clauses:
            for point in one.points:
                place = citations.point_place(one, point)
                found.append((_reference(one.document, place, edition, book), f"{one.url}#{point.id}"))
        found.append((_reference(None, "", edition, book), "index.html"))
    return found


def _reference(document: Document | None, place: str, edition: str, book: Handbook) -> str:
    note = citations.status_note(document.data.force) if document and not document.binding else ""
    return citations.fill(citations.patterns(document, book.site)[edition], place, "", note)


ASK = """(cases => cases.map(([text, url]) => [text, url, handbook.resolve(text, citations, null)])
  .filter(([text, url, hits]) => !hits.length || hits[0].url !== url).map(([text, url, hits]) => [text, url, hits[0] && hits[0].url]))"""


def load_resolver(chromium: Page, site: Path) -> None:
    chromium.goto((site / "cite.html").as_uri())
    chromium.evaluate(
        "(async () => { for (const name of ['fold', 'resolve']) await handbook.load.script(`assets/javascripts/${name}.js`);"
        " window.citations = await handbook.resolver(); return 1; })()"
    )


def test_every_citation_finds_its_way_back(chromium: Page, site: Path, book: Handbook) -> None:
    load_resolver(chromium, site)
    cases = everything(book)
    assert len(cases) > 1500
    # The same with other numerals, brackets, width and spaces; and forms pasted whole.
    numerals = str.maketrans("（）〔〕“”", '()[]""')
    varied = [(text.translate(numerals).replace("第", " 第 "), url) for text, url in cases]
    articles = [one for one in book.clauses if one.data.kind == "article"]
    chinese = dict(zip(range(1, 15), "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四".split(), strict=True))
    for one in articles:
        number = int(str(one.number).rstrip("."))
        varied += [(f"渝经信规范[2026]1号第{chinese[number]}条", one.url), (f"第{chinese[number]}条", one.url)]
    for one in book.clauses[:40]:
        varied += [(text, one.url) for label, text in citations.page_block(one, book.site, "in-force")["forms"]]
    varied += [(reference, url) for reference, url in references(book)]
    assert chromium.evaluate(f"{ASK}({json.dumps([*cases, *varied])})") == []
    assert chromium.errors == []


EXAMPLES = {
    "渝经信规范〔2026〕1号第十条": A10,
    "渝经信规范〔2026〕1号第十一条": "documents/measures-2026-1/a11.html",
    "措施第十一条": "documents/measures-2026-1/a11.html",
    "计划第24项": "industries/low-altitude/general-aviation.html",
    "documents/measures-2026-1/a10.html%23p2": f"{A10}#p2",
    "https://example.gov.cn/handbook/documents/measures-2026-1/a10.html%23p2": f"{A10}#p2",
    "第11条": "documents/measures-2026-1/a11.html",
    "11.": "documents/measures-2026-1/a11.html",
    "75号文 第24项": "industries/low-altitude/general-aviation.html",
    "2024 75号 （二十四）": "industries/low-altitude/general-aviation.html",
    "未来产业十四条第3条": "documents/measures-2026-1/a3.html",
    "渝府办发(2024)75号 三、(二)": "documents/action-plan-2024-75/act2.html",
    "documents/measures-2026-1/a10.html#p2": f"{A10}#p2",
    "https://example.gov.cn/handbook/documents/measures-2026-1/a10.html": A10,
    "measures-2026-1/a10/p2": f"{A10}#p2",
    "根据若干政策措施第10条关于“订单式”研发制造的规定": f"{A10}#p3",
    "市经济信息委": "departments/jjxxw.html",
    "s-key-core-tech": "supports/s-key-core-tech.html",
}


def test_a_paragraph_that_is_only_counted_leads_to_its_clause_and_says_so(chromium: Page, site: Path) -> None:
    """The texts print no numbers for 款: the handbook leads to the clause, never to a point it counted itself."""
    load_resolver(chromium, site)
    for asked in ("措施第10条第2款", "渝经信规范〔2026〕1号第十条第二款", "第10条第2款", "第十条第（二）项"):
        (hit,) = chromium.evaluate(f"handbook.resolve({json.dumps(asked)}, citations, null)")
        assert hit["url"] == A10 and not hit["exact"] and "请在本条内查看" in hit["title"], asked


def test_what_officers_write(chromium: Page, site: Path) -> None:
    load_resolver(chromium, site)
    assert chromium.evaluate(f"{ASK}({json.dumps(list(EXAMPLES.items()))})") == []
    assert chromium.evaluate("handbook.resolve('胡乱写的', citations)") == []
    moved = "Object.assign({}, citations, {moved: {'documents/old/a1.html': 'documents/measures-2026-1/a1.html'}})"
    assert (
        chromium.evaluate(f"handbook.resolve('documents/old/a1.html', {moved})[0].url")
        == "documents/measures-2026-1/a1.html"
    )


# --- in the browser ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["web", "folder"])
def test_the_box_opens_the_clause(page: Page, site: Path, server: Server, where: str) -> None:
    start = server.url if where == "web" else site.as_uri() + "/"
    page.goto(start + "cite.html")
    page.click("#locate")
    page.type("若干政策措施第十条关于“订单式”研发制造的规定")
    page.press("Enter")
    page.wait_for("location.pathname.endsWith('/a10.html') || !!document.querySelector('.locate__found a')")
    if not page.url.endswith("a10.html#p3"):
        page.click(".locate__found a")
        page.wait_for("location.hash === '#p3' && document.readyState === 'complete'")
    page.wait_for("document.activeElement.id === 'p3'")
    assert page.evaluate("document.querySelector('#p3').classList.contains('is-reached')")
    assert page.evaluate(
        "(r => r.top >= 0 && r.top < innerHeight)(document.querySelector('#p3').getBoundingClientRect())"
    )
    assert page.errors == []


def test_the_box_offers_what_it_might_be(chromium: Page, site: Path) -> None:
    chromium.goto((site / "cite.html").as_uri() + "?cite=第二部分")
    chromium.wait_for("document.querySelectorAll('.locate__found a').length > 1")
    chromium.goto((site / "cite.html").as_uri() + "?cite=没有这样的条款")
    chromium.wait_for("document.querySelector('.locate__found').textContent.includes('没有找到')")


def test_one_key_copies_at_a_point(chromium: Page, site: Path) -> None:
    chromium.goto((site / A10).as_uri() + "#p2")
    chromium.evaluate("void handbook.lasting.set('keys.letters', 'on')")
    chromium.wait_for("document.activeElement.id === 'p2'")
    chromium.evaluate(f"void (() => {{ {COPIED} }})()")
    chromium.press("c")
    chromium.wait_for("copied.length === 1")
    chromium.press("l")
    chromium.wait_for("copied.length === 2")
    citation, address = chromium.evaluate("copied")
    assert citation.startswith("《重庆市未来产业培育发展若干政策措施》（渝经信规范〔2026〕1号）第10条关于")
    assert address == f"{A10}#p2", "from a folder: the address inside the handbook, since the folder's leads nowhere"


def test_hover_shows_two_buttons_and_a_tap_copies(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + A10)
    chromium.evaluate(f"void (() => {{ {COPIED} }})()")
    chromium.click("#p1 .point__text")
    chromium.wait_for("!!document.querySelector('#p1 .cite-bar')")
    assert chromium.evaluate("[...document.querySelectorAll('#p1 .cite-bar button')].map(b => b.textContent)") == [
        "复制链接",
        "复制引用",
    ]
    chromium.click("#p1 .cite-bar button:last-child")
    assert "第10条关于" in chromium.wait_for("copied[0]")
    assert "已复制引用" in chromium.wait_for("document.querySelector('.said').textContent")


def test_the_form_chosen_is_remembered(chromium: Page, site: Path) -> None:
    chromium.goto((site / A10).as_uri())
    chromium.evaluate(
        "void (s => { s.value = 'markdown'; s.dispatchEvent(new Event('change')) })(document.querySelector('.cite__form'))"
    )
    chromium.goto((site / "documents/measures-2026-1/a11.html").as_uri())
    assert chromium.evaluate("document.querySelector('q.citation').textContent").startswith(
        "[《重庆市未来产业培育发展若干政策措施》"
    )


def test_reference_texts_and_expired_ones_say_so_in_what_is_copied(chromium: Page, site: Path) -> None:
    chromium.goto((site / "documents/cluster-plan-2024-08/index.html").as_uri())
    assert "〔参考文本，不是政策文件〕" in chromium.evaluate("document.querySelector('q.citation').textContent")
    chromium.goto((site / "documents/proposal-2025-07/index.html").as_uri())
    assert "〔提案建议，不是政策文件〕" in chromium.evaluate("document.querySelector('q.citation').textContent")


def test_the_report_can_be_copied_where_nobody_is_set_to_receive_it(chromium: Page, site: Path, book: Handbook) -> None:
    chromium.goto((site / A10).as_uri())
    text = chromium.evaluate("document.querySelector('.cite__text').textContent")
    assert "measures-2026-1/a10" in text and book.site.version in text and A10 in text
    chromium.evaluate("void (document.querySelector('details.cite__report').open = true)")
    assert chromium.evaluate("document.querySelector('.cite__report button').textContent") == "复制报告"


def test_without_javascript_all_forms_and_the_address_are_there(site: Path) -> None:
    text = (site / A10).read_text(encoding="utf-8")
    assert "GB/T 7714" in text and "复制" not in text
    assert f"<code>{A10}</code>" in text
