"""Terms in running text: which words are marked, and what a reader sees who points at one, taps it or comes by keyboard.

The rule is told here again by another reader: from the built pages and ``handbook.json``.
"""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browsers import Page, Server
from looking import resolved

PAGE = "documents/measures-2026-1/a5.html"
NEVER = "ancestor::a or ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::h4 or ancestor::button or ancestor::summary or ancestor::svg"
PARAGRAPHS = ("p", "li", "dd", "td", "blockquote")


def marks(site: Path) -> list[tuple[str, html.HtmlElement]]:
    """(page, mark) of every marked term of the site."""
    found = []
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if "term-mark" in text:
            page = path.relative_to(site).as_posix()
            found += [(page, mark) for mark in html.fromstring(text).xpath("//a[@class='term-mark']")]
    return found


@pytest.fixture(scope="module")
def marked(site: Path) -> list[tuple[str, html.HtmlElement]]:
    return marks(site)


@pytest.fixture(scope="module")
def terms(model: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {term["id"]: term for term in model["terms"]}


def test_a_mark_is_a_name_of_the_term_that_it_leads_to(
    marked: list[tuple[str, html.HtmlElement]], terms: dict[str, dict[str, Any]]
) -> None:
    assert len(marked) > 500
    for page, mark in marked:
        where, fragment = resolved(mark.get("href") or "", page)
        assert where == "terms.html", page
        term, said = terms[fragment], mark.text_content()
        assert said == term["name"] or (said in term["aliases"] and term["explanation"]), (page, said)


def test_marks_stand_in_running_text_alone(marked: list[tuple[str, html.HtmlElement]]) -> None:
    for page, mark in marked:
        assert not mark.xpath(NEVER), (page, mark.text_content())


def test_a_paragraph_marks_a_term_once(marked: list[tuple[str, html.HtmlElement]]) -> None:
    seen = set()
    for page, mark in marked:
        paragraph = next(element for element in mark.iterancestors() if element.tag in PARAGRAPHS)
        key = (page, mark.getroottree().getpath(paragraph), mark.get("href"))
        assert key not in seen, key
        seen.add(key)


def test_the_longest_name_wins(marked: list[tuple[str, html.HtmlElement]], terms: dict[str, dict[str, Any]]) -> None:
    """No name of a term begins inside a mark's own text and goes on beyond it, where it begins with the mark."""
    names: dict[str, list[str]] = {}
    for term in terms.values():
        names.setdefault(term["name"][0], []).append(term["name"])
    for page, mark in marked:
        said = mark.text_content() + (mark.tail or "")
        longer = [
            name for name in names.get(said[0], []) if len(name) > len(mark.text_content()) and said.startswith(name)
        ]
        assert not longer, (page, said[:20], longer)


def test_a_name_that_a_paragraph_spells_out_is_marked(site: Path) -> None:
    """By hand: the summary of article 5."""
    tree = html.parse(str(site / PAGE))
    text = [mark.text_content() for mark in tree.iterfind(".//a[@class='term-mark']")]
    assert {"产业研究院", "市级孵化器", "创客中国", "渝创星火"} <= set(text), text


# --- on the spot ------------------------------------------------------------------------------------------------------

NOTE = "document.querySelector('.term-note')"
MARK = "[...document.querySelectorAll('a.term-mark')].find(mark => mark.textContent === '产业研究院')"


def test_a_term_is_told_on_the_spot(chromium: Page, root: str) -> None:
    chromium.goto(root + PAGE)
    assert not [request for request in chromium.requests if "glossary" in request.url], "loaded before it is wanted"
    before = chromium.evaluate("[document.documentElement.scrollHeight, scrollY, location.href]")
    chromium.evaluate(f"({MARK}).focus({{preventScroll: true}})")
    chromium.press("Enter")
    text = chromium.wait_for(f"{NOTE} && {NOTE}.textContent")
    assert "产业研究院" in text and "若干政策措施 第5条" in text
    assert chromium.evaluate("[document.documentElement.scrollHeight, scrollY, location.href]") == before, (
        "nothing moves"
    )
    assert chromium.evaluate(f"document.activeElement === {NOTE}")
    chromium.press("Escape")
    chromium.wait_for(f"{NOTE} === null")
    assert chromium.evaluate(f"document.activeElement === {MARK}"), "the focus is back"
    chromium.press("Enter")
    chromium.wait_for(f"{NOTE} !== null")
    links = chromium.evaluate(f"{NOTE}.querySelectorAll('a').length")
    for _ in itertools.repeat(None, links + 1):
        chromium.press("Tab")
    chromium.wait_for(f"{NOTE} === null")
    assert chromium.evaluate(f"document.activeElement === {MARK}")
    assert chromium.errors == []


def test_a_note_stays_in_the_window_and_goes_with_a_tap_elsewhere(chromium: Page, server: Server) -> None:
    chromium.viewport(360, 640)
    chromium.goto(server.url + PAGE)
    count = chromium.evaluate("document.querySelectorAll('a.term-mark').length")
    for index in (0, count // 2, count - 1):
        chromium.evaluate(f"document.querySelectorAll('a.term-mark')[{index}].scrollIntoView({{block: 'center'}})")
        chromium.evaluate(f"document.querySelectorAll('a.term-mark')[{index}].click()")
        box = chromium.wait_for(f"{NOTE} && (b => [b.left, b.right, b.height])({NOTE}.getBoundingClientRect())")
        assert box[0] >= 0 and box[1] <= 360 and box[2] > 60, box
        chromium.evaluate("void document.body.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}))")
        chromium.wait_for(f"{NOTE} === null")
    assert chromium.evaluate("document.documentElement.scrollWidth") <= 360


def test_pointing_opens_and_leaving_closes(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + PAGE)
    over = "({0}).dispatchEvent(new MouseEvent('mouseover', {{bubbles: true}}))"
    chromium.evaluate("void " + over.format(MARK))
    chromium.wait_for(f"{NOTE} !== null")
    assert not chromium.evaluate(f"{NOTE}.contains(document.activeElement)"), "pointing takes no focus"
    chromium.evaluate("void " + over.format("document.querySelector('h1')"))
    chromium.wait_for(f"{NOTE} === null")


def test_without_its_script_a_term_is_a_link(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + PAGE)
    chromium.evaluate("void (handbook.load.script = () => Promise.reject(new Error('none')))")
    chromium.evaluate(f"({MARK}).click()")
    chromium.wait_for(
        "location.pathname.endsWith('/terms.html') && document.getElementById(location.hash.slice(1)) !== null"
    )
    assert json.dumps(chromium.evaluate("location.hash")).startswith('"#t-')
