"""The table of directions in a real browser: what each address shows, counts, Back, what stays where the text is silent.

Cases are a data file in ``cases/finder``; counts are compared with the same questions asked of the data.
"""

import json
import random
from typing import Any

from browsers import Page, Server
from finding import address, cases, opened
from generator.book import facets
from generator.book.handbook import Direction
from samples import real_book

PAGE = "supports/directions.html"
KEYS = ("applicant", "strength", "means", "industry", "activity", "document")

# What the page shows for an address: rows in order, those marked as open, counts beside options.
SHOW = """((hash) => {
  history.replaceState(null, "", location.pathname + "#" + hash);
  dispatchEvent(new PopStateEvent("popstate"));
  const counts = {};
  document.querySelectorAll(".option input").forEach((box) => {
    counts[box.name + "/" + box.value] = Number(box.parentNode.querySelector("[data-count]").textContent);
  });
  const rows = [...document.querySelectorAll("#directions-table tbody tr")].filter((row) => !row.hidden);
  const empty = document.getElementById("directions-empty");
  return {
    rows: rows.map((row) => row.id), counts, status: document.getElementById("directions-count").textContent,
    marked: rows.filter((row) => [...row.querySelectorAll("th .tag")].some((tag) => tag.offsetParent && tag.textContent.includes("自行核对"))).length,
    empty: empty.hidden ? "" : empty.textContent,
  };
})(%s)"""


def show(page: Page, state: str) -> dict[str, Any]:
    seen: dict[str, Any] = page.evaluate(SHOW % json.dumps(address(state)))
    return seen


def answer(direction: Direction, key: str, values: list[str]) -> bool | None:
    """A direction's answer to a question; ``None`` where the text leaves it open."""
    told = facets.direction_answers(direction)
    if set(values) & set(told[key]) or (key == "industry" and not told[key]):
        return True
    if key == "industry":
        return False if told["named"] else None
    return None if key == "applicant" and not direction.data.kinds else False


def asked(directions: list[Direction], choice: dict[str, list[str]]) -> list[str]:
    return [
        direction.data.id
        for direction in directions
        if False not in {answer(direction, key, values) for key, values in choice.items()}
    ]


def test_counts_equal_what_filtering_the_data_gives(chromium: Page, server: Server) -> None:
    """For random choices, the rows shown and the number beside every option equal those of the data."""
    directions = real_book().directions
    opened(chromium, server.url + PAGE)
    values: dict[str, list[str]] = {}
    for option in show(chromium, "")["counts"]:
        key, _, value = option.partition("/")
        values.setdefault(key, []).append(value)
    assert set(values) == set(KEYS) and "unstated" in values["applicant"] and "unstated" in values["means"]
    chance = random.Random(20260113)
    for _ in range(40):
        keys = chance.sample(KEYS, chance.randint(0, 3))
        choice = {key: chance.sample(values[key], chance.randint(1, min(3, len(values[key])))) for key in keys}
        state = "&".join(f"{key}={','.join(codes)}" for key, codes in choice.items())
        seen = show(chromium, state)
        assert sorted(seen["rows"]) == sorted(asked(directions, choice)), state
        for option, count in seen["counts"].items():
            key, _, value = option.partition("/")
            assert count == len(asked(directions, {**choice, key: [value]})), (state, option)
    assert chromium.errors == []


def test_an_address_shows_its_directions(chromium: Page, root: str) -> None:
    opened(chromium, root + PAGE)
    for case in cases("directions"):
        seen = show(chromium, case["address"])
        assert seen["rows"] == case.get("rows", seen["rows"]), case["address"]
        assert len(seen["rows"]) == case.get("count", len(seen["rows"])), case["address"]
        assert seen["marked"] == case.get("open", 0), case["address"]
        said = f"其中 {case.get('open')} 项文中没有写明" in seen["status"]
        assert said == ("open" in case), (case["address"], seen["status"])
        assert all(words in seen["empty"] for words in case.get("empty", [])), (case["address"], seen["empty"])
        assert bool(seen["empty"]) == (not seen["rows"]), case["address"]
    assert chromium.errors == []


def test_every_filter_by_hand_and_the_address_survives(chromium: Page, root: str) -> None:
    """One click on an option of each question writes the address; reload, Back and a new tab show the same."""
    opened(chromium, root + PAGE)
    chromium.evaluate("void (document.querySelector('.finder__more').open = true)")
    everything = f"共 {len(real_book().directions)} 项"
    for key in KEYS:
        chromium.evaluate(f"document.querySelector('.option input[name={key}]').click()")
        assert f"{key}=" in chromium.url
    look = (
        "JSON.stringify([document.getElementById('directions-count').textContent, "
        "[...document.querySelectorAll('.option input:checked')].map(b => b.name + b.value), "
        "[...document.querySelectorAll('.chosen')].map(b => b.textContent), document.querySelector('[data-chosen]').textContent])"
    )
    before, url = chromium.evaluate(look), chromium.url
    assert len(json.loads(before)[1]) == len(KEYS) and f"（已选 {len(KEYS)}）" in before
    assert opened(chromium, url).evaluate(look) == before
    chromium.evaluate("document.querySelector('.chosen--all').click()")
    assert chromium.evaluate("document.getElementById('directions-count').textContent") == everything
    assert chromium.evaluate("document.activeElement.id") == "directions-count"
    chromium.evaluate("void setTimeout(() => history.back())")
    chromium.wait_for(f"document.querySelector('.chosen--all') && {look} === {json.dumps(before)}")
    chromium.evaluate("document.querySelector('.chosen').click()")
    assert "applicant=" not in chromium.url and "document=" in chromium.url
    assert chromium.errors == []


def test_what_is_typed_is_folded_and_one_step_for_back(chromium: Page, root: str) -> None:
    """Characters as other places write them find the same rows."""
    opened(chromium, root + PAGE)
    chromium.click("#directions-q")
    chromium.type("超級工廠")
    chromium.wait_for(
        "[...document.querySelectorAll('#directions-table tbody tr')].filter(r => !r.hidden).length === 2"
    )
    assert show(chromium, "q=超級工廠")["rows"] == show(chromium, "q=超级工厂")["rows"]
    chromium.click("#directions-q")
    chromium.type("级")
    chromium.wait_for("document.getElementById('directions-empty').hidden === false")
    chromium.evaluate("void setTimeout(() => history.back())")
    chromium.wait_for("document.getElementById('directions-q').value === '超级工厂'")
    assert chromium.errors == []


def test_a_link_to_a_direction_is_no_filter(chromium: Page, root: str) -> None:
    opened(chromium, f"{root}{PAGE}#d-unicorn")
    shown = chromium.evaluate(
        "[...document.querySelectorAll('#directions-table tbody tr')].filter((row) => !row.hidden).length"
    )
    assert shown == len(real_book().directions)
