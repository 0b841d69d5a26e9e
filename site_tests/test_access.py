"""Accessibility: axe-core on every kind of page, keyboard, narrow screens, contrast, motion.

Tests what the accessibility statement (``generator/pages/written/accessibility.md``) promises. ``HANDBOOK_SHOTS`` names a folder for
screenshots of every kind of page.
"""

import hashlib
import json
import os
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from browsers import Page, Server
from looking import KINDS as LOOKED_AT
from searching import open_search, type_query

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
SHOTS = os.environ.get("HANDBOOK_SHOTS")

KINDS = LOOKED_AT | {
    "pictures": "pictures/index.html",
    **{f"picture {name}": f"pictures/{name}.html" for name in
       ("industries", "duties", "documents", "timeline", "amounts", "goals", "coverage")},
    "accessibility": "accessibility.html",
}  # fmt: skip

RUN = """axe.run(document, {resultTypes: ["violations"], runOnly: %s})
    .then(found => found.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => ({
    id: v.id, impact: v.impact, help: v.help,
    at: v.nodes.slice(0, 4).map(n => [n.target.join(" "), (n.any[0] || n.all[0] || n.none[0] || {}).message])})))"""
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The only rule about colours: the others need not run twice per width.
COLOURS = ["color-contrast"]
SCHEMES = {"light": "default", "dark": "slate"}  # the theme's names for them


def test_axe_is_the_one_that_is_recorded() -> None:
    recorded = re.search(r"`([0-9a-f]{64})`", (AXE.parent / "README.md").read_text(encoding="utf-8"))
    assert recorded and hashlib.sha256(AXE.read_bytes()).hexdigest() == recorded[1]


def open_folds(page: Page) -> None:
    """Folded content is content too."""
    page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true; })")


def faults(page: Page, rules: list[str]) -> list[dict[str, Any]]:
    """Serious and critical findings of axe-core on the page as it is."""
    if page.evaluate("!window.axe"):
        page.evaluate(f"(() => {{ {AXE.read_text(encoding='utf-8')}\n; return true; }})()")
    found: list[dict[str, Any]] = page.evaluate(RUN % json.dumps(rules))
    return found


# Every visible control must be focusable.
REACH = """(() => {
    const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
        .filter(c => c.checkVisibility({visibilityProperty: true}) && !c.disabled);
    const deaf = controls.filter(c => { c.focus({preventScroll: true}); return document.activeElement !== c; });
    const unseen = controls.filter(c => c.getAttribute("tabindex") > 0 || c.tabIndex < 0);
    const clickable = [...document.querySelectorAll("[onclick]")];
    return [...deaf, ...unseen, ...clickable].slice(0, 5).map(c => c.outerHTML.slice(0, 120));
})()"""


@pytest.mark.long
@pytest.mark.parametrize("width", [1280, 360])
def test_every_kind_of_page_in_both_schemes(chromium: Page, server: Server, width: int) -> None:
    """axe-core finds nothing serious or critical, and the keyboard reaches every control; both in one visit."""
    chromium.viewport(width, 900)
    found = {}
    for kind, path in KINDS.items():
        chromium.dark(False)
        chromium.goto(server.url + path)
        open_folds(chromium)
        for scheme, rules in (("light", ALL_RULES), ("dark", COLOURS)):
            chromium.dark(scheme == "dark")
            chromium.wait_for(f"document.body.dataset.mdColorScheme === '{SCHEMES[scheme]}'")
            if wrong := faults(chromium, rules):
                found[kind, scheme] = wrong
            if SHOTS:
                Path(SHOTS).mkdir(parents=True, exist_ok=True)
                chromium.screenshot(Path(SHOTS) / f"{kind.replace(' ', '-')}-{width}-{scheme}.png", full=True)
        if unreached := chromium.evaluate(REACH):
            found[kind, "keyboard"] = unreached
    assert not found, "\n".join(f"{place}: {json.dumps(wrong, ensure_ascii=False)}" for place, wrong in found.items())


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_serious_in_the_open_search(chromium: Page, server: Server, scheme: str, width: int) -> None:
    chromium.viewport(width, 900)
    chromium.dark(scheme == "dark")
    open_search(chromium, server.url + "guide.html")
    for query in ("低空经济", "低空补贴", "不存在的东西"):  # hits with facets, parts, nothing
        type_query(chromium, query)
        assert faults(chromium, ALL_RULES) == [], query
        if SHOTS:
            chromium.screenshot(Path(SHOTS) / f"search-{query}-{width}-{scheme}.png")


def test_tab_walks_a_whole_page_and_out_of_it(page: Page, server: Server) -> None:
    """No keyboard trap: Tab alone leads from the first control to the last, and each shows its focus."""
    page.viewport(1280, 900)
    page.goto(server.url + "pictures/documents.html")
    count = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary')].filter(c => c.checkVisibility() && c.tabIndex >= 0).length"
    )
    seen, bare = set(), []
    for _ in range(count + 3):
        page.press("Tab")
        at = page.evaluate(
            "(() => { const a = document.activeElement; if (!a || a === document.body) return null;"
            " const all = [...document.querySelectorAll('a[href], button, summary')];"
            " const style = getComputedStyle(a);"
            " return [all.indexOf(a), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,"
            " a.outerHTML.slice(0, 90)]; })()"
        )
        if at is None:
            break
        seen.add(at[0])
        if not at[1]:
            bare.append(at[2])
    assert len(seen) == count
    assert not bare


@pytest.mark.parametrize("width", [320, 400])
def test_nothing_is_wider_than_the_screen(chromium: Page, server: Server, width: int) -> None:
    """Reflow (WCAG 1.4.10): at 320 pixels (1280 at 400 percent) nothing scrolls sideways except wide tables in a
    box."""
    chromium.viewport(width, 640)
    wide = {}
    for kind, path in KINDS.items():
        chromium.goto(server.url + path)
        open_folds(chromium)
        found = chromium.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[kind] = found
    assert not wide


def test_text_may_be_spaced_out(chromium: Page, server: Server) -> None:
    """Text spacing (WCAG 1.4.12): with the reader's spacing nothing is cut off or leaves the page."""
    chromium.viewport(360, 640)
    for path in (
        "index.html",
        "documents/measures-2026-1/a10.html",
        "supports/s-first-set.html",
        "pictures/goals.html",
    ):
        chromium.goto(server.url + path)
        chromium.evaluate(
            "(() => { const s = new CSSStyleSheet(); s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em"
            " !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');"
            " document.adoptedStyleSheets = [s]; return true; })()"
        )
        assert chromium.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_nothing_moves_for_those_who_ask_for_stillness(site: Path) -> None:
    """Our style sheets animate nothing; the theme's transitions are off for readers who prefer less motion."""
    ours = [path.read_text(encoding="utf-8") for path in sorted((site / "assets/stylesheets").glob("*.css"))]
    for text in ours:
        outside = re.sub(r"@media \(prefers-reduced-motion[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
        assert (
            not re.search(r"(?<![-\w])(animation|transition)(-name|-property)?:(?!\s*none)", outside) or ".md-" in text
        )
    assert any("prefers-reduced-motion" in text for text in ours)


def test_breadcrumbs_that_wrap_leave_room_for_a_finger(chromium: Page, site: Path) -> None:
    """Two lines of links are targets above each other: at least 24 pixels apart (WCAG 2.5.8)."""
    chromium.viewport(320, 640)
    chromium.goto((site / "documents/action-plan-2024-75/act4.html").as_uri())
    tops = chromium.evaluate("[...document.querySelectorAll('.crumbs li')].map(li => li.getBoundingClientRect().top)")
    lines = sorted(set(tops))
    assert len(lines) > 1, "too short to wrap: choose another page"
    assert min(below - above for above, below in pairwise(lines)) >= 24
