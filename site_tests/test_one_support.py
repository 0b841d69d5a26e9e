"""One support in every output: amount, validity, departments, star and status agree.

The sample's first article gets a validity shorter than its document's. Expected values come from the data of the
sample; only the words for codes (上限, 定额) are assumed.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from browsers import Page, serve
from generator.delivery import pdf
from generator.exports import feeds
from generator.history import changes
from generator.pipeline.site import make_site
from papers import plain, printed, squeezed
from samples import copied, real_source
from searching import ask, open_search
from sheets import read_csv, read_xlsx


@dataclass(frozen=True)
class Told:
    """What every output must say about a support."""

    id: str
    title: str
    amount: str
    wan: int | str
    until: str
    until_words: str
    departments: str
    star: bool


OWN, DOCUMENT = ("2027-06-30", "2027年6月30日"), ("2027-12-31", "2027年12月31日")
BOTH = "市科技局、市工信局"
CASES = (
    Told("s-kite", "载人风筝项目", "上限 100 万元", 100, *OWN, BOTH, True),
    Told("s-kite-award", "获奖风筝", "定额 20 万元", 20, *OWN, BOTH, False),
    Told("s-kite-late", "迟到的风筝", "上限 30 万元", 30, *DOCUMENT, "市工信局", False),
)
LATE = """    supports:
      - id: s-kite-late
        point: p2
        title: 迟到的风筝
        what_for: 支持迟到的风筝。
        activity: product
        applicant: {printed: 企业, kinds: [enterprise]}
        prior: {kind: none}
        form: {printed: 支持, facet: support}
        amount: {kind: cap, wan: 30, per: 项目}
        scope: {reach: named, industries: [air]}
        departments: {responsible: [gxj]}
"""


# Amounts that no single number says: what every output has to say of them.
@dataclass(frozen=True)
class Parts:
    id: str
    words: str
    lines: tuple[str, ...]
    kinds: tuple[str, ...]
    sums: list[list[float]]
    per: str
    of: str
    period: str


IN_PARTS = (
    Parts(
        "s-kite-rate", "比例 设备购置额的 20%；上限 60 万元，每年",
        ("比例 设备购置额的 20%", "上限 60 万元"), ("rate", "cap"), [], "企业", "设备购置额", "未载明、每年",
    ),
    Parts(
        "s-kite-tiers", "一等奖：定额 10 万元；二等奖：定额 1.5 万元",
        ("定额 10 万元", "定额 1.5 万元"), ("tiers", "fixed"), [[10, 10], [1.5, 1.5]], "未载明", "没有写比例", "未载明",
    ),
)  # fmt: skip
PARTS = """      - id: s-kite-rate
        point: p3
        title: 风筝设备
        what_for: 支持买设备。
        activity: infrastructure
        applicant: {printed: 企业, kinds: [enterprise]}
        prior: {kind: none}
        form: {printed: 补助, facet: subsidy}
        amount:
          parts:
          - {id: m1, give: rate, role: fixed, percent: [20, 20], of: 设备购置额}
          - {id: m2, give: money, role: cap, sum: [null, 60万元], per: 企业, period: year}
        scope: {reach: any}
      - id: s-kite-tiers
        point: p4
        title: 风筝等次奖
        what_for: 按等次奖励。
        activity: product
        applicant: {printed: 企业, kinds: [enterprise]}
        prior: {kind: none}
        form: {printed: 奖励, facet: award}
        amount:
          apply: one-of
          parts:
          - {id: m1, give: money, role: fixed, sum: [10万元, 10万元], tier: {name: 一等奖}}
          - {id: m2, give: money, role: fixed, sum: [1.5万元, 1.5万元], tier: {name: 二等奖}}
        scope: {reach: any}
"""
POINTS = """      - id: p3
        act: give
        text: 按设备购置额的20%给予补助，每家企业每年最高60万元。
      - id: p4
        act: give
        text: 给予一等奖10万元、二等奖1.5万元奖励。
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("walk") / "sample")
    path = root / "data/documents/measures.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("    terms: [载人风筝]\n", f"    terms: [载人风筝]\n    valid_until: {OWN[0]}\n", 1)
    last = "        text: 与其他政策重叠时按最新的、不重复给。\n"
    assert OWN[0] in text and last in text
    text = text.replace(
        last,
        f"{last}      - id: p2\n        act: give\n        text: 对迟到的风筝给予最高30万元支持。\n{POINTS}{LATE}{PARTS}",
    )
    path.write_text(text, encoding="utf-8")
    make_site(root, root / "build")
    return root / "build/site"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def page(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / name).read_bytes().decode("utf-8"))


def row_of(table: list[list[Any]], told: Told) -> dict[str, Any]:
    head, *rows = table
    (row,) = [row for row in rows if row[0] == told.id]
    return dict(zip(head, row, strict=True))


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.id)
class TestWalk:
    def test_its_page(self, site: Path, told: Told) -> None:
        article = page(site, f"supports/{told.id}.html").xpath("//article")[0]
        text = words(article)
        for said in (told.title, told.amount, told.until_words, "现行有效", *told.departments.split("、")):
            assert said in text, said
        (amount,) = article.find_class("page-head__amount")
        assert ("★" in words(amount)) == told.star

    def test_its_row_in_the_finder(self, site: Path, told: Told) -> None:
        (row,) = page(site, "supports/index.html").xpath(f"//tr[@id='{told.id}']")
        cells = {cell.get("data-label"): cell for cell in row}
        assert told.amount in words(cells["金额"]) and ("★" in words(row)) == told.star
        assert (cells["有效期至"].get("data-value"), words(cells["责任单位"])) == (told.until, told.departments)
        assert told.until in words(cells["有效期至"])
        phases = json.loads(row.xpath("string(.//*[contains(@class, 'force')]/@data-phases)"))
        assert [code for _, code, *_ in phases] == ["upcoming", "in-force", "expired"]

    def test_the_tables(self, site: Path, told: Told) -> None:
        tables: list[list[list[Any]]] = [
            read_csv((site / "data/supports.csv").read_bytes()),
            read_xlsx((site / "data/supports.xlsx").read_bytes()),
        ]
        for table in tables:
            row = row_of(table, told)
            assert f"{row['金额性质']} {row['金额（万元）']} 万元" == told.amount
            assert (row["有效期至"], row["责任单位"]) == (told.until, told.departments)
        data = json.loads((site / "data/supports.json").read_text(encoding="utf-8"))
        (row,) = [row for row in data["rows"] if row["id"] == told.id]
        assert (row["amount_wan"], row["valid_until"], row["departments"]) == (told.wan, told.until, told.departments)

    def test_the_model_for_programs(self, site: Path, told: Told) -> None:
        data = json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))
        (record,) = [record for record in data["supports"] if record["id"] == told.id]
        marked = f"{told.amount} ★" if told.star else told.amount
        assert (record["amount"]["words"], record["amount"]["wan"]) == (marked, told.wan)
        assert (record["valid_until"], record["validity"]["status"]) == (told.until, "in-force")
        assert bool(record["star"]) == bool(record["stars"]) == told.star
        assert "、".join(duty["name"] for duty in record["departments"]) == told.departments

    def test_the_picture_of_amounts(self, site: Path, told: Told) -> None:
        links = page(site, "pictures/amounts.html").xpath(f"//svg//a[contains(@href, '{told.id}.html')]")
        assert links
        for link in links:
            assert told.amount in link.get("aria-label") and ("★" in link.get("aria-label")) == told.star

    def test_paper(self, site: Path, told: Told, tmp_path: Path) -> None:
        try:
            program = pdf.browser()
        except pdf.PaperFailed as error:
            pytest.skip(str(error))
        text = plain(printed(program, site, f"supports/{told.id}.html", tmp_path))
        for said in (told.amount, told.until_words, "现行有效", *told.departments.split("、")):
            assert squeezed(said) in text, said

    def test_the_log_of_changes_and_its_feed(self, site: Path, told: Told) -> None:
        new = json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))
        old = json.loads(json.dumps(new))
        (record,) = [record for record in old["supports"] if record["id"] == told.id]
        kind, number, unit = told.amount.split()
        record["amount"]["wan"] = 7
        (change,) = changes.compare(old, new)
        assert change.what == f"{kind} 7→{number} {unit}" and change.title.startswith(told.title)
        edition = changes.next_edition(new, [change])
        about = real_source().site
        assert about is not None
        atom = etree.fromstring(feeds.atom(about, [edition]).encode())
        assert f"{kind} 7→{number} {unit}" in "".join(atom.itertext())


@pytest.mark.parametrize("told", IN_PARTS, ids=lambda told: told.id)
class TestAmountInParts:
    def test_its_page(self, site: Path, told: Parts) -> None:
        article = page(site, f"supports/{told.id}.html").xpath("//article")[0]
        assert told.words in words(article.find_class("page-head__amount")[0])
        (table,) = article.find_class("amount-parts")
        assert len(table.xpath(".//tbody/tr")) == len(told.lines)
        for line, row in zip(told.lines, table.xpath(".//tbody/tr"), strict=True):
            assert line in words(row)

    def test_its_row_in_the_finder(self, site: Path, told: Parts) -> None:
        (row,) = page(site, "supports/index.html").xpath(f"//tr[@id='{told.id}']")
        answers = json.loads(row.get("data-answers"))
        assert (tuple(answers["kind"]), answers["sums"]) == (told.kinds, told.sums)
        cells = {cell.get("data-label"): cell for cell in row}
        assert told.words in words(cells["金额"])
        assert cells["金额"].get("data-value") == (str(max(to for _, to in told.sums)) if told.sums else "")

    def test_the_tables(self, site: Path, told: Parts) -> None:
        table = read_csv((site / "data/supports.csv").read_bytes())
        (row,) = [dict(zip(table[0], row, strict=True)) for row in table[1:] if row[0] == told.id]
        assert row["金额（万元）"] == "见“金额（全部写法）”" and row["按什么计"] == told.per
        assert (row["金额（全部写法）"], row["比例的计算基数"], row["多久给一次"]) == (told.words, told.of, told.period)

    def test_the_model_for_programs(self, site: Path, told: Parts) -> None:
        data = json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))
        (record,) = [record for record in data["supports"] if record["id"] == told.id]
        amount = record["amount"]
        assert (amount["words"], amount["wan"], amount["kinds"]) == (told.words, None, list(told.kinds))
        assert [part["id"] for part in amount["parts"]] == ["m1", "m2"]

    def test_the_picture_of_amounts(self, site: Path, told: Parts) -> None:
        links = page(site, "pictures/amounts.html").xpath(f"//svg//a[contains(@href, '{told.id}.html')]")
        assert links and all(told.words in link.get("aria-label") for link in links)
        lengths = [rect for link in links for rect in link.xpath(".//*[contains(@class, 'pic-rate')]")]
        assert bool(lengths) == (not told.sums), "a rate has no length"


def test_the_search(site: Path, chromium: Page) -> None:
    """The hit shows the amount beside the name, from the catalogue."""
    with serve(site) as server:
        open_search(chromium, server.url)
        for told, answer in zip(CASES, ask(chromium, [told.title for told in CASES]), strict=True):
            assert f"supports/{told.id}.html" in answer.urls[:3]
    (path,) = site.glob("search/catalogue.*.js")
    catalogue = path.read_text(encoding="utf-8")
    for told in CASES:
        assert re.search(rf'"{told.amount}(?: ★)?"', catalogue), told.amount
