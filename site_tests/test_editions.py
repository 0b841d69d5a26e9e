"""What a new edition changes: the pages that show what changed, and no others; and what scripts add to the rest."""

import csv
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from browsers import Page, serve
from generator.cli import main
from generator.history import page_editions
from generator.pipeline import editions
from generator.pipeline.check import check
from generator.pipeline.site import make_site
from generator.source.problems import BadData
from samples import ROOT, copied

FIRST, SECOND = ("1.10", "2026-02-16"), ("1.11", "2026-02-20")  # no day of the sample lies between them
# They are about the edition itself: what it changed, and which zip belongs to it. So they change with each.
OF_THE_EDITION = {"updates.html", "offline.html"}
SAYS_WHAT_CHANGED = {"questions.html"}
DRAWN_ONLY = {"pictures/index.html"}  # its small pictures draw a sum as a bar, in no words
CARRY_WORDS = {"aria-label", "content", "data-place", "data-words", "title"}
RULES = "data/documents/rules.yml"


@dataclass(frozen=True)
class Two:
    """The sample in two editions that follow each other: its folder now, and both built sites."""

    root: Path
    before: Path
    after: Path


def edit(root: Path, name: str, *pairs: tuple[str, str]) -> None:
    text = (root / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (root / name).write_text(text, encoding="utf-8")


def built(root: Path, to: Path) -> Path:
    make_site(root, to)
    return to / "site"


def two(folder: Path, *edits: tuple[str, tuple[str, str]]) -> Two:
    root, old = copied(folder / "now", more=True), folder / "before"
    shutil.copytree(ROOT / "content", root / "content", dirs_exist_ok=True)
    edit(root, "data/site.yml", ("2026-01-31", FIRST[1]))
    editions.enter(root)
    before = built(root, folder / "first")
    shutil.copytree(root, old)
    for name, pair in edits:
        edit(root, name, pair)
    edit(root, "data/site.yml", *zip(FIRST, SECOND, strict=True))
    editions.compare(root, "../before", ".", record=True)
    editions.enter(root)
    return Two(root, before, built(root, folder / "second"))


@pytest.fixture(scope="module")
def another_sum(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """A ceiling of 300,000 yuan becomes one of 3,470,000: in the sentence of its clause, in its summary, as a number."""
    edits = [(RULES, ("最高30万元", "最高347万元")), (RULES, ("wan: 30\n", "wan: 347\n"))]
    return two(tmp_path_factory.mktemp("sum"), *edits)


@pytest.fixture(scope="module")
def another_name(tmp_path_factory: pytest.TempPathFactory) -> Two:
    return two(tmp_path_factory.mktemp("name"), ("data/departments.yml", ("样本市科学技术局", "样本市科技创新局")))


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def changed(of: Two) -> set[str]:
    before, after = pages(of.before), pages(of.after)
    assert set(before) == set(after)
    return {name for name in after if before[name] != after[name]}


def reading(site: Path, words: str) -> set[str]:
    """The pages on which words can be read, or heard, or asked for: in their text or in an attribute that carries words."""

    def says(page: str) -> bool:
        tree = html.fromstring(page.encode("utf-8"))
        told = (value for element in tree.iter() for name, value in element.attrib.items() if name in CARRY_WORDS)
        return words in tree.text_content() or any(words in value for value in told)

    return {name for name, page in pages(site).items() if says(page)}


def showing(of: Two, words: str) -> set[str]:
    """The pages of the new edition that show words which stood nowhere in the old one."""
    assert not reading(of.before, words)
    found = reading(of.after, words)
    assert len(found) > 3
    return found


# --- on the disk ------------------------------------------------------------------------------------------------------


def test_one_changed_sum_rewrites_the_pages_that_show_it_and_no_others(another_sum: Two) -> None:
    shown = showing(another_sum, "347")
    assert changed(another_sum) == shown | DRAWN_ONLY | SAYS_WHAT_CHANGED | OF_THE_EDITION
    assert len(shown) < len(pages(another_sum.after)) / 2


def test_a_changed_name_rewrites_the_pages_that_bear_it_and_no_others(another_name: Two) -> None:
    assert changed(another_name) == showing(another_name, "样本市科技创新局") | SAYS_WHAT_CHANGED | OF_THE_EDITION


def test_a_page_names_the_edition_that_last_changed_it(another_sum: Two) -> None:
    """In its foot, in its citations and for search engines alike; the page for missing addresses names none."""
    new = changed(another_sum)
    days = {
        url.findtext("{*}loc"): url.findtext("{*}lastmod")
        for url in etree.parse(another_sum.after / "sitemap.xml").getroot()
    }
    for name, text in pages(another_sum.after).items():
        version, day = SECOND if name in new else FIRST
        if name == "404.html":
            assert "本页内容最后改动于" not in text
            continue
        assert f'本页内容最后改动于 {version} 版（<time datetime="{day}">' in text, name
        cited = set(re.findall(r"手册(1\.\d+)版，", text))
        assert cited <= {version}, (name, cited)
        assert f'name="PubDate" content="{day}"' in text or "PubDate" not in text, name
        assert days.get(f"https://handbook.example.cn/{name}", day) == day, name
    assert set(days.values()) == {FIRST[1], SECOND[1]}


def test_what_is_kept_is_in_order_and_only_what_changed_is_rewritten(another_sum: Two) -> None:
    old, now = (
        list(csv.reader((root / page_editions.FILE).read_text(encoding="utf-8").splitlines()))
        for root in (another_sum.root.parent / "before", another_sum.root)
    )
    assert old[0] == now[0] == ["page", "sum", "version", "day"]
    assert [row[0] for row in now[1:]] == sorted(set(pages(another_sum.after)) - OF_THE_EDITION - {"404.html"})
    assert {tuple(row[2:]) for row in old[1:]} == {FIRST}
    fresh = {row[0] for row in now if row not in old}
    assert fresh == changed(another_sum) - OF_THE_EDITION
    assert {tuple(row[2:]) for row in now if row[0] in fresh} == {SECOND}


def test_publishing_again_changes_nothing(another_sum: Two) -> None:
    before = (another_sum.root / page_editions.FILE).read_bytes()
    assert editions.enter(another_sum.root).pages == 0
    assert (another_sum.root / page_editions.FILE).read_bytes() == before


# --- the file that keeps it -------------------------------------------------------------------------------------------


def said(root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["check"]).output


def test_check_reminds_of_a_file_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copied(tmp_path / "sample", more=True)
    told = said(root, monkeypatch)
    assert "提醒：data/page-editions.csv" in told and "从版本库恢复" in told and "数据没有问题" in told
    editions.enter(root)
    assert "提醒：data/page-editions.csv" not in said(root, monkeypatch)


def test_a_handbook_that_was_never_published_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "page-editions" not in said(copied(tmp_path / "sample"), monkeypatch)


ROW = "index.html,0123456789abcdef,1.10,2026-01-31\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("page,sum,version,day\n" + ROW, None),
        ("page,version\n", 1),
        ("page,sum,version,day\n" + ROW + ROW, 3),
        ("page,sum,version,day\nindex.html,0123456789abcdef,1.10\n", 2),
        ("page,sum,version,day\n../index.html,0123456789abcdef,1.10,2026-01-31\n", 2),
        ("page,sum,version,day\nindex.html,short,1.10,2026-01-31\n", 2),
        ("page,sum,version,day\nindex.html,0123456789abcdef,<b>,2026-01-31\n", 2),
        ("page,sum,version,day\nindex.html,0123456789abcdef,1.10,2026-02-30\n", 2),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None) -> None:
    root = copied(tmp_path / "sample")
    (root / page_editions.FILE).write_text(text, encoding="utf-8")
    if line is None:
        check(root)
        return
    with pytest.raises(BadData) as refused:
        check(root)
    assert f"data/page-editions.csv:{line}:1" in str(refused.value) and "版本库" in str(refused.value)


# --- in a browser -----------------------------------------------------------------------------------------------------

CLAUSE = "documents/measures/a1.html"  # the same in both editions
FOOT = "document.querySelector('.site-footer__version').textContent"
NOW = "；手册现为 1.11 版，数据截至 2026年2月20日"


@pytest.mark.parametrize("where", ["web", "folder"])
def test_scripts_tell_the_edition_that_the_handbook_has_now(page: Page, another_sum: Two, where: str) -> None:
    with serve(another_sum.after) as server:
        root = server.url if where == "web" else f"{another_sum.after.as_uri()}/"
        page.goto(root + CLAUSE)
        page.wait_for(f"{FOOT}.includes('；手册现为')")
        assert page.evaluate(FOOT) == f"本页内容最后改动于 1.10 版（2026年2月16日）{NOW}"
        page.evaluate("void (s => { s.value = 'gongwen'; s.dispatchEvent(new Event('change')) })(document.querySelector('.cite__form'))")  # fmt: skip
        assert "手册1.11版，2026年2月20日" in page.evaluate("document.querySelector('q.citation').textContent")
        report = page.evaluate("decodeURIComponent(document.querySelector('p.cite__report a').getAttribute('href'))")
        assert "手册版本：1.11（2026-02-20），本页版本：1.10（2026-02-16）" in report
        page.goto(root + "about.html#cite")
        page.wait_for("document.querySelector('[data-cited]').textContent.includes('1.11版')")
        assert page.errors == []


def test_without_that_file_a_page_names_its_own(chromium: Page, another_sum: Two, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(another_sum.after, site)
    (site / "assets/data/edition.js").unlink()
    chromium.goto((site / CLAUSE).as_uri())
    chromium.evaluate("handbook.load.edition().then(() => 1, () => 0)")
    chromium.evaluate("void (s => { s.value = 'gongwen'; s.dispatchEvent(new Event('change')) })(document.querySelector('.cite__form'))")  # fmt: skip
    assert chromium.evaluate(FOOT) == "本页内容最后改动于 1.10 版（2026年2月16日）"
    assert "手册1.10版，2026年2月16日" in chromium.evaluate("document.querySelector('q.citation').textContent")


def test_the_foot_asks_only_when_it_comes_near(chromium: Page, another_sum: Two) -> None:
    """A long page without citations is read without asking for the edition."""
    with serve(another_sum.after) as server:
        chromium.viewport(360, 300)
        chromium.goto(server.url + "pictures/coverage.html")
        asked = "performance.getEntriesByType('resource').some(r => r.name.endsWith('/assets/data/edition.js'))"
        assert not chromium.evaluate(asked)
        chromium.evaluate("document.querySelector('.site-footer').scrollIntoView()")
        chromium.wait_for(f"{FOOT}.includes('；手册现为 1.11 版')")
        assert chromium.evaluate(asked)
