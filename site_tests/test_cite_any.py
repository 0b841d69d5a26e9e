"""Citations of documents numbered in any way: each is written as people write it, and read back to where it came from.

``cases/cite/composed.yml`` has the documents; others are put together at random. The real ones are in ``test_cite``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from browsers import Page
from generator import records
from generator.book import citations, resolver_table
from generator.book.handbook import Handbook
from generator.book.link import link
from generator.pipeline.check import check
from generator.source.load import Source
from generator.source.problems import Place
from generator.text.numerals import han
from samples import HERE, ROOT

COMPOSED = YAML(typ="safe").load(HERE / "cases/cite/composed.yml")
Row = list[Any]


def _clause(
    identity: str, kind: str, under: str | None, number: str | None, heading: str, points: Row
) -> dict[str, Any]:
    said = [
        {"id": f"p{i}", "act": "rule", "number": one, "text": f"{heading}的第{i}种情形。"}
        for i, one in enumerate(points, 1)
    ]
    return {"id": identity, "kind": kind, "under": under, "number": number, "heading": heading, "summary": "一句话。", "points": said}  # fmt: skip


def _book(documents: list[dict[str, Any]]) -> Handbook:
    """A handbook of these documents alone."""
    source = Source()
    for place, record in check(HERE / "sample").of(records.Site):
        source.keep(place, record)
    for count, one in enumerate(documents):
        clauses = [_clause(*row, *([[]] if len(row) == 5 else [])) for row in one["clauses"]]
        data = {"id": f"d{count}", "title": one["title"], "short_title": one["title"], "number": one.get("number"), "kind": "规范性文件",
                "force": "in-force", "force_text": "正式文件。", "summary": "一句话。", "clauses": clauses}  # fmt: skip
        source.keep(Place(f"data/documents/d{count}.yml"), records.Document.model_validate(data))
    return link(source)


def _cited(book: Handbook) -> list[tuple[str, str]]:
    """Every clause and numbered point as it is cited, with its address; of an amended one that of the reading it names."""
    found = []
    for one in book.clauses:
        cited = citations.citation(one, book.site)
        state = next((s.url for s in one.states if s.text is not None and citations.state_citation(s) == cited), None)
        found.append((cited, state or one.url))
        for point in one.points:
            if point.number:
                place = f"{state}-{point.id}" if state else f"{one.url}#{point.id}"
                found.append((citations.point_citation(one, point), place))
    return found


ASK = """(([table, cases]) => cases.map(([text, url]) => [text, url, handbook.resolve(text, table, null)])
  .filter(([text, url, hits]) => !hits.length || hits[0].url !== url || !hits[0].exact || hits.filter((hit) => hit.exact).length > 1)
  .map(([text, url, hits]) => [text, url, hits.map((hit) => hit.url)]))"""


def _lost(page: Page, book: Handbook, cases: list[tuple[str, str]]) -> object:
    """The cases that are not read back exactly, and to one place only."""
    return page.evaluate(f"{ASK}({json.dumps([resolver_table.table(book, {}), cases])})")


@pytest.fixture
def reader(chromium: Page, site: Path) -> Page:
    chromium.goto((site / "cite.html").as_uri())
    chromium.evaluate(
        "(async () => { for (const name of ['fold', 'resolve']) await handbook.load.script(`assets/javascripts/${name}.js`);"
        " await handbook.folding(); return 1; })()"
    )
    return chromium


def test_every_clause_of_composed_documents_is_cited_and_found(reader: Page) -> None:
    book = _book(COMPOSED)
    cases = _cited(book)
    assert len(cases) > 50 and len({text for text, _ in cases}) == len(cases), "no two places are cited alike"
    assert not [text for text, _ in cases if "第第" in text or "条条" in text]
    assert _lost(reader, book, cases) == []


def test_what_people_write_of_them_is_found(reader: Page) -> None:
    book = _book(COMPOSED)
    cases = []
    for document, told in zip(book.documents, COMPOSED, strict=True):
        urls = {clause.data.id: clause.url for clause in document.clauses}
        for text, meant in told["written"].items():
            clause, mark, point = meant.partition("#")
            cases.append((text, urls[clause] + mark + point))
    assert _lost(reader, book, cases) == []


def test_an_article_that_is_not_there_is_not_taken_for_another(reader: Page) -> None:
    book = _book(COMPOSED)
    table = json.dumps(resolver_table.table(book, {}))
    for text in (
        "样府规〔2026〕11号第九十九条",
        "样府规〔2026〕11号第十条之一",
        "样本市每章另排细则第三章第一条",
        "样府规〔2026〕11号第一章第十条",
    ):
        hits = reader.evaluate(f"handbook.resolve({json.dumps(text)}, {table}, null)")
        assert not [hit for hit in hits if hit["exact"]], text


def test_both_handbooks_are_read_back(reader: Page) -> None:
    for root in (ROOT, ROOT / "examples/shilishi"):
        book = link(check(root))
        cases = [(text, url) for text, url in _cited(book)]
        assert _lost(reader, book, cases) == []


# --- documents put together at random ---------------------------------------------------------------------------------

STYLES = {
    "章": lambda n: f"第{han(n)}章", "节": lambda n: f"第{han(n)}节", "条": lambda n: f"第{han(n)}条", "条1": lambda n: f"第{n}条",
    "一、": lambda n: f"{han(n)}、", "（一）": lambda n: f"（{han(n)}）", "1.": lambda n: f"{n}.", "（1）": lambda n: f"（{n}）",
}  # fmt: skip
LEVELS = st.sampled_from(
    [("章", "条"), ("章", "条1"), ("章", "节", "条"), ("一、", "（一）"), ("一、", "1."), ("一、", "（一）", "1."), ("章", "1."), ("条",), ("1.",),
     ("一、", "（一）", "1.", "（1）"), ("章", "一、", "（一）")]
)  # fmt: skip
WORDS = ["支持创新", "一网通办", "十项措施", "培育企业", "兑现资金", "2027年目标", "引进人才", "保障用地", "附则"]


@st.composite
def numbered(draw: st.DrawFn) -> dict[str, Any]:
    """A document with one to four levels of numbers; a level goes on through the text or begins again under each number."""
    levels = draw(LEVELS)
    goes_on = [index > 0 and draw(st.booleans()) for index in range(len(levels))]
    counts = [0] * len(levels)
    rows: list[Row] = []

    def add(level: int, under: str | None) -> None:
        if not goes_on[level]:
            counts[level] = 0
        for _ in range(draw(st.integers(1, 3))):
            counts[level] += 1
            identity = f"c{len(rows)}"
            last = level == len(levels) - 1
            kind = "article" if levels[level] in ("条", "条1", "1.") and last else "task" if level else "part"
            points = ["（一）", "（二）"] if last and levels[level] in ("条", "条1") and draw(st.booleans()) else []
            heading = draw(st.sampled_from(WORDS))
            rows.append([identity, kind, under, STYLES[levels[level]](counts[level]), heading, points])
            if not last:
                add(level + 1, identity)

    add(0, None)
    return {"title": "样本市随机编号规定", "number": "样府规〔2026〕21号", "clauses": rows}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbered())
def test_any_numbering_is_cited_and_found(reader: Page, document: dict[str, Any]) -> None:
    book = _book([document])
    cases = _cited(book)
    assert len({text for text, _ in cases}) == len(cases), "no two places are cited alike"
    assert _lost(reader, book, cases) == []
