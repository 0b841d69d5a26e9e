"""The second handbook, ``examples/shilishi``: the same commands, and nothing that only fits the first one.

Its city is invented. It says so on every page and in every file that may travel alone, its texts agree with its data in
both directions, and it names no real place.
"""

import contextlib
import csv
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from lxml import html
from openpyxl import load_workbook

from generator.cli import main
from samples import ROOT

CITY = ROOT / "examples/shilishi"
INVENTED = "虚构"
REAL_PLACES = re.compile("重庆|渝府|渝经信|北京|上海|深圳|广州|成都|杭州")


def run(root: Path, *words: str) -> Result:
    with contextlib.chdir(root):
        done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture(scope="module")
def trees(city: Path) -> dict[str, html.HtmlElement]:
    """Every page by its address."""
    site = city / "build/site"
    return {
        path.relative_to(site).as_posix(): html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def test_texts_and_data_agree_in_both_directions(city: Path) -> None:
    table = run(city, "verify", "originals").stdout.splitlines()
    rows = [line.split() for line in table if re.match(r"[a-z]+-20", line)]
    assert {row[0] for row in rows} == {path.stem for path in (CITY / "originals").glob("*.txt")}
    assert len(rows) >= 8
    for _, checked, _, _, missing, extra in rows:
        assert (int(missing), int(extra)) == (0, 0)
        assert int(checked) > 15


def test_every_page_says_that_the_city_is_invented(trees: dict[str, html.HtmlElement]) -> None:
    assert len(trees) > 200
    for url, tree in trees.items():
        notices = tree.find_class("site-notice")
        assert len(notices) == 1 and INVENTED in notices[0].text_content(), url
        assert INVENTED in (tree.findtext(".//title") or ""), url


def test_every_file_that_travels_alone_says_so(city: Path) -> None:
    data = city / "build/site/data"
    handbook = json.loads((data / "handbook.json").read_text(encoding="utf-8"))
    table = json.loads((data / "supports.json").read_text(encoding="utf-8"))
    assert INVENTED in handbook["notice"] and INVENTED in table["note"]
    with (data / "supports.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(handbook["supports"]) > 40
    assert all(INVENTED in row["提示"] for row in rows)
    workbook = load_workbook(data / "supports.xlsx")
    head, *body = workbook.worksheets[0].iter_rows(values_only=True)
    assert all(INVENTED in str(row[head.index("提示")]) for row in body)
    (bundle,) = (city / "build").glob("*.zip")
    with ZipFile(bundle) as archive:
        (read_me,) = (name for name in archive.namelist() if name.endswith("先读我.txt"))
        assert INVENTED in archive.read(read_me).decode("utf-8-sig")


def test_links_lead_somewhere(city: Path, trees: dict[str, html.HtmlElement]) -> None:
    site = city / "build/site"
    places = {url: {element.get("id") for element in tree.iter() if element.get("id")} for url, tree in trees.items()}
    for url, tree in trees.items():
        if url == "404.html":  # its links begin at the root of a server
            continue
        for link in tree.iter("a"):
            href = link.get("href") or ""
            if re.match(r"[a-z]+:", href) or not href:
                assert not href or "example.org" in href or not href.startswith("http"), (url, href)
                continue
            address, fragment = urldefrag(unquote(href))
            address = address.partition("?")[0]
            target = (site / url).parent.joinpath(address).resolve() if address else site / url
            assert target.is_file(), (url, href)
            name = target.relative_to(site.resolve() if address else site).as_posix()
            if fragment and name in places and "=" not in fragment:
                assert fragment in places[name], (url, href)


def test_nothing_of_a_real_place_is_left(trees: dict[str, html.HtmlElement]) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in CITY.rglob("*") if path.suffix in (".txt", ".yml")}
    pages = {url: "".join(body.text_content() for body in tree.iter("body")) for url, tree in trees.items()}
    assert len(texts) > 20
    for name, text in {**texts, **pages}.items():
        assert (found := REAL_PLACES.search(text)) is None, (name, found)


def test_numbers_are_cited_as_printed(city: Path) -> None:
    handbook = json.loads((city / "build/site/data/handbook.json").read_text(encoding="utf-8"))
    cited = {clause["id"]: clause["citation"] for clause in handbook["clauses"]}
    assert "二、（一）“新设项目”" in cited["foreign-2026-7/b1"]
    assert cited["measures-2026-2/a8"].startswith("《示例市支持未来产业发展若干措施》（示府办规〔2026〕2号）第八条")
    assert not [citation for citation in cited.values() if re.search("第[一二三]、|第第|条条", citation)]
