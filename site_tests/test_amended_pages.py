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
    for case in CASES:
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
