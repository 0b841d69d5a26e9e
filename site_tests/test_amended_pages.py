"""Pages of amended texts show the state of the day of reading, on the web and from a folder, and say who changed it.

The days and words are data (``cases/states/pages.yml``); the city is the invented one of ``examples``.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from browsers import Page, serve
from generator.history import ledger
from generator.pipeline.check import check
from generator.pipeline.site import make_site
from samples import ROOT

CASES: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / "site_tests/cases/states/pages.yml")
LISTED: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / "site_tests/cases/states/finder.yml")
FINDER = "supports/index.html"
# Set before any script of the page runs.
CLOCK = """<script>(() => {{ const Real = Date, then = Real.parse("{day}T12:00:00+08:00");
window.Date = class extends Real {{ constructor(...given) {{ super(...(given.length ? given : [then])); }}
static now() {{ return then; }} }}; }})();</script>"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented city, with a copy of each page of the cases for each of its days."""
    root = tmp_path_factory.mktemp("city") / "shilishi"
    shutil.copytree(ROOT / "examples/shilishi", root, ignore=shutil.ignore_patterns("build"))
    make_site(root, root / "build")
    site = root / "build/site"
    for case in [*CASES, *({"page": FINDER, "day": case["day"]} for case in LISTED)]:
        page = site / case["page"]
        text = page.read_text(encoding="utf-8")
        clocked = text.replace("<head>", f"<head>{CLOCK.format(day=case['day'])}", 1)
        _on(page, case["day"]).write_text(clocked, encoding="utf-8")
    return site


def _on(page: Path, day: object) -> Path:
    return page.with_name(f"{page.stem}-on-{day}.html")


@pytest.fixture(scope="module", params=["web", "folder"])
def start(request: pytest.FixtureRequest, city: Path) -> Iterator[str]:
    if request.param == "folder":
        yield city.as_uri() + "/"
        return
    with serve(city) as server:
        yield server.url


@pytest.mark.prove
def test_the_state_of_the_day_of_reading_is_shown(chromium: Page, start: str, city: Path) -> None:
    wrong = []
    for case in CASES:
        chromium.goto(start + _on(city / case["page"], case["day"]).relative_to(city).as_posix())
        words = chromium.evaluate(
            f"[...document.querySelectorAll({case['in']!r})].filter(e => e.getClientRects().length).map(e => e.innerText).join(' ').replace(/\\s+/g, ' ')"
        )
        missing = [said for said in case["seen"] if said not in words]
        present = [said for said in case["unseen"] if said in words]
        if missing or present or chromium.errors:
            wrong.append((case["page"], str(case["day"]), missing, present, words[:80], chromium.errors))
    assert not wrong, wrong


# What the finder lists, row by row, and the same rows in the table that it hands over.
ROWS = """(async () => {
  const records = new Map((await handbook.finder.records(true)).map((record) => [record.key, record]));
  const shown = [...document.querySelectorAll("#finder-table tbody tr[data-answers]")].filter((row) => !row.hidden && row.getClientRects().length);
  return shown.map((row) => {
    const id = row.dataset.row || row.id, key = row.dataset.row ? id + "@" + row.dataset.since : id, { state, holds_from, holds_until, ended_by, changed_by, amount_words } = records.get(key);
    return [id, row.innerText.replace(/\\s+/g, " "), { state, holds_from, holds_until, ended_by, changed_by, amount_words }];
  });
})()"""


@pytest.mark.prove
def test_the_finder_lists_what_holds_when_the_address_asks(chromium: Page, start: str, city: Path) -> None:
    wrong = []
    for case in LISTED:
        page = _on(city / FINDER, case["day"]).relative_to(city).as_posix()
        chromium.goto("about:blank")
        chromium.goto(f"{start}{page}{'#as=' if case['as'] else ''}{case['as']}")
        rows = chromium.evaluate(ROWS)
        text: dict[str, str] = {}
        for identity, words, _ in rows:  # of what was, several versions
            text[identity] = text.get(identity, "") + words
        cells = {identity: told for identity, _, told in rows}
        missing = [
            (i, w) for i, words in case["rows"].items() for w in [*words, ""] if i not in text or w not in text[i]
        ]
        present = [identity for identity in case["absent"] if identity in text]
        other = [
            (i, k, cells[i][k])
            for i, told in case.get("exported", {}).items()
            for k, w in told.items()
            if w not in cells[i][k]
        ]
        if (case["as"] != "was" and len(text) != len(rows)) or missing or present or other or chromium.errors:
            wrong.append((str(case["day"]), case["as"], missing, present, other, chromium.errors))
    assert not wrong, wrong


def test_every_address_of_a_state_is_a_place_on_its_page(city: Path) -> None:
    addresses = [at for at in ledger.addresses_of(check(ROOT / "examples/shilishi")) if "#since-" in at]
    assert len(addresses) > 40
    for address in addresses:
        page, _, fragment = address.partition("#")
        tree = html.fromstring((city / page).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        assert len(tree.xpath(f"//*[@id='{fragment}']")) == 1, address


def test_without_a_script_the_day_of_the_data_is_shown_and_said(city: Path) -> None:
    tree = html.fromstring((city / "supports/s-tech-upgrade.html").read_bytes())
    shown = [part for part in tree.xpath("//*[@data-holds]") if part.get("hidden") is None]
    text = " ".join(part.text_content() for part in shown)
    assert "15%" in text and "20%" not in text
    states = "".join(tree.xpath("//*[@id='states']/..//text()"))
    assert "2026年11月25日的文本" in states and "修改若干措施等文件的决定" in states
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
