"""Rendering in a real browser: one page of every kind, on wide and narrow screens, light and dark."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browsers import Page, Server
from looking import KINDS, on_the_day

A10 = "documents/measures-2026-1/a10.html"


def test_every_kind_of_page_is_sound(chromium: Page, server: Server) -> None:
    """No console message, no outside request, one h1, nothing wider than the narrowest phone."""
    chromium.viewport(320, 640)
    faults = []
    for kind, path in KINDS.items():
        chromium.forget()
        chromium.goto(server.url + path)
        seen = chromium.evaluate(
            "({ width: document.documentElement.scrollWidth, h1: document.querySelectorAll('h1').length,"
            " title: document.title, main: !!document.querySelector('article#main') })"
        )
        outside = [r.url for r in chromium.requests if urlsplit(r.url).netloc != urlsplit(server.url).netloc]
        failed = [r.url for r in chromium.requests if r.failed]
        said = [message.text for message in chromium.console]
        if seen["width"] > 320 or seen["h1"] != 1 or not seen["title"] or not seen["main"] or outside or failed or said:
            faults.append((kind, seen, outside, failed, said))
    assert not faults


def test_the_state_is_that_of_the_day_of_reading(chromium: Page, server: Server) -> None:
    """In force through the last day, expired on the next, not in force before the first: also in an old copy."""
    badge = "document.querySelector('.page-head__status .force').textContent"
    warned = "!!document.querySelector('header + .notice--closed')"
    for day, word, warning in (
        ("2026-01-12", "尚未施行", True), ("2026-01-13", "现行有效", False), ("2027-12-31", "现行有效", False),
        ("2028-01-01", "有效期已届满", True), ("2063-04-05", "有效期已届满", True),
    ):  # fmt: skip
        on_the_day(chromium, server.url + A10, day)
        assert (chromium.evaluate(badge), chromium.evaluate(warned)) == (word, warning), day
    for day, word in (("2025-12-01", "报送期内"), ("2025-12-31", "即将截止"), ("2026-01-01", "报送期限已过")):
        on_the_day(chromium, server.url + "documents/notice-2025-6/req1.html", day)
        assert chromium.evaluate(badge) == word, day


def test_dates_are_past_or_to_come(chromium: Page, server: Server) -> None:
    above = """(() => {
        const all = [...document.querySelectorAll(".timeline > li")];
        const line = all.findIndex((item) => "today" in item.dataset);
        return [all.slice(0, line), all.slice(line + 1)].map((part) => part.map((item) => item.dataset.day));
    })()"""
    for day in ("2024-01-01", "2025-12-25", "2026-01-13", "2028-02-01"):
        on_the_day(chromium, server.url + "dates.html", day)
        coming, passed = chromium.evaluate(above)
        assert all(date >= day for date in coming) and all(date < day for date in passed), day
        assert sorted(coming + passed, reverse=True) == coming + passed
        assert chromium.evaluate("document.querySelectorAll('.timeline .is-past').length") == len(passed), day


def test_tables_sort_by_number(chromium: Page, server: Server) -> None:
    """By number and not by text, both ways, by mouse and keyboard; screen readers get the state."""
    chromium.goto(server.url + "departments/index.html")
    column = """(() => {
        const table = document.querySelector("table[data-sortable]");
        const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent.trim() === "责任");
        table.tHead.rows[0].cells[at].querySelector("button").id = "sort";
        return [[...table.tBodies[0].rows].map((row) => +row.cells[at].textContent),
                table.tHead.rows[0].cells[at].getAttribute("aria-sort")];
    })()"""
    before, state = chromium.evaluate(column)
    assert state is None and max(before) > 9
    chromium.click("#sort")
    assert chromium.evaluate(column) == [sorted(before), "ascending"]
    chromium.evaluate("document.getElementById('sort').focus()")
    chromium.press("Enter")
    assert chromium.evaluate(column) == [sorted(before, reverse=True), "descending"]


def test_the_menu_works_by_keyboard(page: Page, server: Server) -> None:
    """On a phone: Enter opens it, Escape closes it and returns the focus to its button; the skip link comes first."""
    page.viewport(360, 640)
    page.goto(server.url + A10)
    page.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.press("Enter")
    page.wait_for("document.activeElement.id === 'main'")
    page.evaluate("document.querySelector('.menu-fold > summary').focus()")
    page.press("Enter")
    page.wait_for("document.querySelector('.menu-fold').open")
    page.press("Tab")
    assert page.evaluate("document.activeElement.closest('.menu-fold nav') !== null")
    page.press("Escape")
    assert page.evaluate("!document.querySelector('.menu-fold').open && document.activeElement.tagName === 'SUMMARY'")


def test_light_or_dark_is_the_readers_choice(chromium: Page, server: Server) -> None:
    """The system's scheme by default; a choice persists across pages and reloads."""
    paper = "getComputedStyle(document.body).backgroundColor"
    chromium.goto(server.url + A10)
    light = chromium.evaluate(paper)
    chromium.dark()
    chromium.wait_for(f"{paper} !== {json.dumps(light)}")
    chromium.click("[data-scheme-toggle]")
    assert chromium.evaluate(paper) == light
    chromium.goto(server.url + "goals.html")
    assert chromium.evaluate(paper) == light
    assert chromium.evaluate("document.querySelector('[data-scheme-toggle]').ariaPressed") == "false"


def test_contents_stand_beside_a_long_page_and_follow_the_reader(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + "documents/action-plan-2024-75/index.html#i24")
    chromium.wait_for("document.querySelector('.contents--beside [aria-current]')?.hash === '#i24'")
    box = chromium.evaluate(
        "(() => { const b = document.querySelector('.contents--beside [aria-current]').getBoundingClientRect();"
        " return b.top > 0 && b.bottom < innerHeight; })()"
    )
    assert box, "the entry of the place where the reader is must be in view"
    chromium.viewport(360, 640)
    assert chromium.evaluate("document.querySelector('.contents--folded').offsetHeight > 0")
    assert chromium.evaluate("document.querySelector('.contents--beside').offsetHeight") == 0


@pytest.mark.parametrize("path", ["index.html", A10])
def test_the_folder_opens_without_a_server(page: Page, site: Path, path: str) -> None:
    page.goto((site / path).as_uri())
    assert page.console == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 249, 244)"
    page.click(".menu-bar .fold > summary")
    page.click(".menu-bar a[href*='goals']")
    page.wait_for(
        "location.pathname.endsWith('/goals.html') && document.querySelectorAll('.data--goals tbody tr').length"
    )
    assert page.console == []


def test_a_wide_table_scrolls_by_keyboard(chromium: Page, server: Server) -> None:
    chromium.viewport(800, 700)
    chromium.goto(server.url + "supports/index.html")
    boxes = (
        "[...document.querySelectorAll('.table-wrap')].map((b) => [b.scrollWidth > b.clientWidth, b.tabIndex, b.role])"
    )
    for wide, stop, role in chromium.evaluate(boxes):
        assert (stop, role) == ((0, "region") if wide else (-1, None))
