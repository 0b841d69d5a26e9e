"""The table of directions in a real browser: what each address shows, Back, and what stays where the text is silent."""

from pathlib import Path

from browsers import Page
from finding import address, cases, opened

PAGE = "supports/directions.html"
SHOWN = "[...document.querySelectorAll('#directions-table tbody tr')].filter((row) => !row.hidden).map((row) => row.id)"
COUNT = "document.getElementById('directions-count').textContent"


def test_an_address_shows_its_directions(chromium: Page, site: Path) -> None:
    for case in cases("directions"):
        opened(chromium, f"{(site / PAGE).as_uri()}#{address(case['address'])}")
        shown = chromium.evaluate(SHOWN)
        assert shown == case.get("rows", shown), case["address"]
        assert len(shown) == case.get("count", len(shown)), case["address"]
        said = chromium.evaluate(COUNT)
        assert (f"其中 {case.get('open')} 项文中没有写明" in said) == ("open" in case), (case["address"], said)
    assert chromium.errors == []


def test_a_choice_can_be_taken_back(chromium: Page, site: Path) -> None:
    opened(chromium, (site / PAGE).as_uri())
    everything = len(chromium.evaluate(SHOWN))
    chromium.evaluate("void document.querySelector('input[name=strength][value=guide]').click()")
    assert chromium.evaluate("location.hash") == "#strength=guide" and len(chromium.evaluate(SHOWN)) == 2
    told = chromium.evaluate(
        "document.querySelector('input[value=guide]').parentNode.querySelector('[data-count]').textContent"
    )
    assert told == "2"
    chromium.evaluate("void document.querySelector('#directions-chosen button').click()")
    assert len(chromium.evaluate(SHOWN)) == everything
    chromium.evaluate("void setTimeout(() => history.back())")
    chromium.wait_for("location.hash === '#strength=guide'")
    assert len(chromium.evaluate(SHOWN)) == 2
    assert chromium.errors == []


def test_a_link_to_a_direction_is_no_filter(chromium: Page, site: Path) -> None:
    opened(chromium, f"{(site / PAGE).as_uri()}#d-unicorn")
    assert len(chromium.evaluate(SHOWN)) > 50
