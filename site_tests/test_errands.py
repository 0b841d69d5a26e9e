"""The errands of readers, counted in clicks and keys (``cases/errands.yml``), on the web and from a folder.

Errands without a browser have tests of their own: a printed article (``test_paper``), an edited amount and a misspelt
department (``test_check``), ``handbook.json`` for programs (``test_handbook_json``).
"""

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from browsers import Page, Server
from finding import FINDER, opened

ERRANDS: list[dict[str, Any]] = YAML(typ="safe").load(
    (Path(__file__).parent / "cases/errands.yml").read_text(encoding="utf-8")
)
# The nth element that a selector and its words name, given a name of its own, so that it can be clicked as a reader does.
NAMED = """(([selector, text]) => {
  const found = [...document.querySelectorAll(selector)].find((one) => one.offsetParent !== null && (!text || one.textContent.includes(text)));
  if (!found) return false;
  document.querySelectorAll("[data-here]").forEach((old) => old.removeAttribute("data-here"));
  found.setAttribute("data-here", "");
  return true;
})(%s)"""
ON_SCREEN = """((selector) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return Boolean(box && box.height && box.top >= 0 && box.top < innerHeight - 20 && box.left >= 0 && box.right <= innerWidth + 1);
})(%s)"""


def take(page: Page, root: str, step: dict[str, Any]) -> int:
    """Do one step; returns how many clicks and keys it took."""
    if "go" in step:
        opened(page, root + step["go"])
        return 1
    if "press" in step:
        page.press(step["press"])
        return 1
    if "type" in step:
        page.wait_for("document.activeElement.matches('input')")
        page.type(step["type"])
        page.wait_for("document.querySelector('.hit, [data-hit], .search__list a') !== null")
        return 1
    if "focus" in step:
        page.wait_for(f"document.querySelector({json.dumps(step['focus'])}) !== null")
        page.evaluate(f"document.querySelector({json.dumps(step['focus'])}).focus()")
        return 0
    if "tab" in step:
        for count in range(1, 80):
            page.press("Shift+Tab" if step.get("back") else "Tab")
            if page.evaluate(f"document.activeElement.matches({json.dumps(step['tab'])})"):
                return count
        raise AssertionError(step)
    page.wait_for(NAMED % json.dumps([step["click"], step.get("text", "")]))
    page.click("[data-here]")
    return 1


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda errand: errand["name"])
def test_errands_take_few_steps(chromium: Page, server: Server, errand: dict[str, Any]) -> None:
    chromium.viewport(errand.get("width", 1280), 844 if "width" in errand else 800)
    opened(chromium, server.url + "index.html")
    taken = 0
    for step in errand["steps"]:
        taken += take(chromium, server.url, step)
        if "first" in step:
            chromium.wait_for(ON_SCREEN % json.dumps(step["first"]))
    chromium.wait_for(errand["sees"])
    assert taken <= errand["most"], (errand["name"], taken)
    assert chromium.errors == []


@pytest.mark.parametrize("errand", ERRANDS[:2], ids=lambda errand: errand["name"])
def test_from_a_folder(chromium: Page, site: Path, errand: dict[str, Any]) -> None:
    root = site.as_uri() + "/"
    chromium.viewport(errand.get("width", 1280), 844)
    opened(chromium, root + "index.html")
    for step in errand["steps"]:
        take(chromium, root, step)
    chromium.wait_for(errand["sees"])
    assert chromium.errors == []


# --- faults that readers met ------------------------------------------------------------------------------------------


def test_a_list_copied_from_a_folder_names_no_place_on_this_machine(chromium: Page, site: Path) -> None:
    opened(chromium, site.as_uri() + "/supports/list.html#pick=s-cro,measures-2026-1/a10")
    chromium.wait_for("document.querySelectorAll('.picked__item').length === 2")
    chromium.evaluate(
        "void (navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); })"
    )
    chromium.evaluate(
        "void (document.execCommand = () => { window.copied = document.activeElement.value; return true; })"
    )
    chromium.evaluate(
        "[...document.querySelectorAll('button')].find(b => b.textContent.startsWith('复制为文字')).click()"
    )
    copied = chromium.wait_for("window.copied")
    assert "supports/s-cro.html" in copied and "documents/measures-2026-1/a10.html" in copied
    assert "file:" not in copied and "file:" not in chromium.evaluate("document.querySelector('.picked').textContent")


def test_copying_moves_nothing(chromium: Page, server: Server) -> None:
    """A second click at the same place meets the same button, not its neighbour."""
    opened(chromium, server.url + "supports/list.html#pick=s-cro")
    chromium.wait_for("document.querySelectorAll('#picked-tools button').length > 3")
    where = "JSON.stringify([...document.querySelectorAll('#picked-tools > *')].map(b => [b.textContent, b.getBoundingClientRect().x]))"
    before = chromium.evaluate(where)
    chromium.click("#picked-tools button")
    chromium.wait_for("document.querySelector('.said') !== null")
    assert chromium.evaluate(where) == before


def test_slash_opens_the_search_from_a_checkbox_and_folds_show_their_focus(chromium: Page, server: Server) -> None:
    opened(chromium, server.url + FINDER)
    for summary in (".finder__more > summary", ".finder-export > summary"):
        chromium.press("Tab")  # so that the focus is the keyboard's
        chromium.evaluate(f"document.querySelector({json.dumps(summary)}).focus()")
        drawn = chromium.evaluate(
            f"(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.querySelector({json.dumps(summary)})))"
        )
        assert drawn[0] == "solid" and drawn[1] >= 2, summary
    chromium.evaluate("document.querySelector('#finder .option input').focus()")
    chromium.press("/")
    chromium.wait_for("document.activeElement.matches('.search__field, [role=combobox], input[type=search]')")


SHIFTED = """(async () => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) sum += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  await new Promise((done) => setTimeout(done, 500));
  return sum;
})()"""


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_the_finder_and_its_pages_do_not_move_while_they_load(chromium: Page, server: Server, width: int) -> None:
    """Also where the processor is slow and scripts come late."""
    chromium.viewport(width, 800)
    chromium.slowed(6, 0.02)
    for path in (
        FINDER,
        FINDER + "#industry=low-altitude",
        "supports/directions.html#q=标准",
        "supports/compare.html#compare=s-cro",
    ):
        opened(chromium, server.url + path)
        moved = chromium.evaluate(SHIFTED)
        assert moved <= 0.02, (path, width, moved)


def test_what_is_touched_is_large_enough(chromium: Page, server: Server) -> None:
    chromium.viewport(390, 844)
    opened(chromium, server.url + FINDER)
    boxes = chromium.evaluate(
        "[...document.querySelectorAll('.pick')].map(p => p.getBoundingClientRect()).map(b => [b.width, b.height])"
    )
    assert len(boxes) > 40 and all(width >= 24 and height >= 24 for width, height in boxes)


def test_on_paper_the_address_is_that_of_the_site_being_read(chromium: Page, server: Server) -> None:
    """Read from a host that the handbook does not know of, the printed address is as whole as the citation's."""
    chromium.goto(server.url + "documents/measures-2026-1/a10.html")
    host = chromium.evaluate(
        "handbook.permanent.toString().includes('location.hostname') && document.querySelector('.paper-foot [data-address] code').textContent"
    )
    assert host == "documents/measures-2026-1/a10.html", "on one's own machine the address inside the handbook"


def test_terms_are_filtered_and_goals_say_a_state_once(chromium: Page, server: Server) -> None:
    chromium.viewport(390, 844)
    opened(chromium, server.url + "terms.html")
    chromium.wait_for("document.querySelector('form[data-terms]').hidden === false")
    chromium.evaluate("document.getElementById('terms-filter').focus()")
    chromium.type("鈣鈦礦")
    chromium.wait_for("document.querySelector('[data-found]').textContent.includes('个术语')")
    shown = chromium.evaluate(
        "[...document.querySelectorAll('.term')].filter(t => t.offsetParent).map(t => t.textContent)"
    )
    assert shown and all("钙钛矿" in text for text in shown)
    assert chromium.evaluate("document.documentElement.scrollWidth") <= 390
    opened(chromium, server.url + "goals.html")
    labels = chromium.evaluate("[...document.querySelectorAll('[data-label]')].map(c => c.dataset.label)")
    assert labels and all(label.count("参考文本") <= 1 for label in labels)
