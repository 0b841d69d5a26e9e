"""Old browsers of offices: the promises of ``generator/pages/written/accessibility.md`` in Chromium 86 and 109.

They are the kernels of 360, QQ and WeChat; 109 is the last for Windows 7. ``old-browsers.sh`` downloads them.
"""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsers import Chromium, Page
from conftest import ROOT
from finding import FINDER, opened
from searching import hits, open_search, status, type_query

A10 = "documents/measures-2026-1/a10.html"
PAGES = ("index.html", A10, "documents/action-plan-2024-75/index.html", "industries/index.html", "pictures/timeline.html", "dates.html", FINDER)  # fmt: skip


@pytest.fixture(scope="module", params=[86, 109])
def old(request: pytest.FixtureRequest, running_browser: Any) -> Iterator[Chromium]:
    program = ROOT / f".venv/browsers/chromium-{request.param}/chromium"
    if not program.is_file():
        pytest.skip(f"此机器上没有 Chromium {request.param}（可运行 site_tests/old-browsers.sh 取得）")
    running_browser.close()  # one browser at a time, and one Playwright per process
    with Chromium(program, ("--no-zygote", "--disable-software-rasterizer")) as browser:
        assert browser.version.split(".")[0] == str(request.param)
        yield browser


@pytest.fixture
def page(old: Chromium) -> Iterator[Page]:
    with old.page() as page:
        yield page


@pytest.fixture(params=["web", "folder"])
def start(request: pytest.FixtureRequest, unpacked: Path) -> str:
    return request.getfixturevalue("server").url if request.param == "web" else unpacked.as_uri() + "/"


def test_pages_are_drawn_without_an_error(page: Page, start: str) -> None:
    for path in PAGES:
        page.goto(start + path)
        assert page.errors == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        shown = page.evaluate(
            "[...document.querySelectorAll('header.site-header, article h1')].map(e => e.offsetHeight)"
        )
        assert len(shown) == 2 and all(shown), path


def test_filters_and_exports(page: Page, start: str) -> None:
    opened(page, start + FINDER + "#industry=low-altitude&activity=product")
    assert "现列 4 项" in page.evaluate("document.getElementById('finder-count').textContent")
    page.evaluate("document.querySelector('.option input[name=applicant]').click()")
    assert "applicant=enterprise" in page.url
    for kind, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        page.evaluate(
            "void (window.saved = null, URL.createObjectURL = blob => { blob.arrayBuffer().then(bytes => {"
            " window.saved = btoa(String.fromCharCode(...new Uint8Array(bytes))); }); return '#saved'; })"
        )
        page.evaluate(f"document.querySelector('[data-export={kind}]').click()")
        assert base64.b64decode(page.wait_for("window.saved")).startswith(begins)
    assert page.errors == []


def test_cites_and_finds_the_place(page: Page, start: str) -> None:
    page.goto(start + A10 + "#p2")
    page.wait_for("document.activeElement.id === 'p2'")
    assert page.evaluate("document.querySelector('q.citation').textContent").startswith("《重庆市未来产业培育发展")
    assert page.evaluate("document.querySelectorAll('.cite__buttons button').length") == 2
    page.goto(start + "cite.html?cite=渝经信规范〔2026〕1号第十一条")
    page.wait_for("!!document.querySelector('.locate__found a')")
    assert page.evaluate("document.querySelector('.locate__found a').href").endswith("measures-2026-1/a11.html")
    assert page.errors == []


def test_finds_names_and_numbers_and_says_what_it_cannot(page: Page, old: Chromium, start: str) -> None:
    """Below 96 the engine does not run: names and numbers are found, and the dialog explains the rest."""
    open_search(page, start + "guide.html")
    type_query(page, "低空经济")
    assert "industries/low-altitude/index.html" in hits(page)[:2]
    type_query(page, "渝经信规范〔2026〕1号第十条")
    assert hits(page)[0].startswith(A10)
    told = page.evaluate("(e => e ? e.textContent : '')(document.querySelector('.search__unable'))")
    if old.version.startswith("86."):
        assert "只能按名称、编号" in told and "网络" not in status(page)
    else:
        assert told == ""
        type_query(page, "概念验证")
        assert len(hits(page)) > 3 and page.evaluate("!!document.querySelector('.hit__excerpt mark')")
    assert page.errors == []
