"""Nobody is shut out: axe-core on every kind of page, the keyboard, narrow screens, contrast, motion.

What the accessibility statement (``content/accessibility.md``) says is what stands here under test. Screenshots of every
kind of page go to the folder that ``HANDBOOK_SHOTS`` names, when it is set.
"""

import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from browsers import Page, Server
from test_look import KINDS as LOOKED_AT

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
SHOTS = os.environ.get("HANDBOOK_SHOTS")

KINDS = LOOKED_AT | {
    "pictures": "pictures/index.html",
    **{f"picture {name}": f"pictures/{name}.html" for name in
       ("industries", "duties", "documents", "timeline", "amounts", "goals", "coverage")},
    "accessibility": "accessibility.html",
}  # fmt: skip

RUN = """axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
    "best-practice"]}).then(found => found.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => ({
    id: v.id, impact: v.impact, help: v.help,
    at: v.nodes.slice(0, 4).map(n => [n.target.join(" "), (n.any[0] || n.all[0] || n.none[0] || {}).message])})))"""


def test_axe_is_the_one_that_is_recorded() -> None:
    recorded = re.search(r"`([0-9a-f]{64})`", (AXE.parent / "README.md").read_text(encoding="utf-8"))
    assert recorded and hashlib.sha256(AXE.read_bytes()).hexdigest() == recorded[1]


def open_folds(page: Page) -> None:
    """What is folded is content too."""
    page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true; })")


# Each kind of page in both schemes and at both widths; all four pairings only where screenshots are asked for.
PAIRINGS = [("light", 1280), ("dark", 360), *([("dark", 1280), ("light", 360)] if SHOTS else [])]


@pytest.mark.parametrize(("scheme", "width"), PAIRINGS)
def test_axe_finds_nothing_serious(chromium: Page, server: Server, scheme: str, width: int) -> None:
    chromium.viewport(width, 900)
    chromium.dark(scheme == "dark")
    axe = AXE.read_text(encoding="utf-8")
    found = {}
    for kind, path in KINDS.items():
        chromium.goto(server.url + path)
        open_folds(chromium)
        chromium.evaluate(f"(() => {{ {axe}\n; return true; }})()")
        if faults := chromium.evaluate(RUN):
            found[kind] = faults
        if SHOTS:
            name = f"{kind.replace(' ', '-')}-{width}-{scheme}.png"
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            chromium.screenshot(Path(SHOTS) / name, full=True)
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


# Every control that can be seen must be able to take the focus, and show that it has it.
REACH = """(() => {
    const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
        .filter(c => c.checkVisibility({visibilityProperty: true}) && !c.disabled);
    const deaf = controls.filter(c => { c.focus({preventScroll: true}); return document.activeElement !== c; });
    const unseen = controls.filter(c => c.getAttribute("tabindex") > 0 || c.tabIndex < 0);
    const clickable = [...document.querySelectorAll("[onclick]")];
    return [...deaf, ...unseen, ...clickable].slice(0, 5).map(c => c.outerHTML.slice(0, 120));
})()"""


def test_the_keyboard_reaches_every_control(chromium: Page, server: Server) -> None:
    faults = {}
    for width in (1280, 360):
        chromium.viewport(width, 900)
        for kind, path in KINDS.items():
            chromium.goto(server.url + path)
            open_folds(chromium)
            if found := chromium.evaluate(REACH):
                faults[kind, width] = found
    assert not faults


def test_tab_walks_a_whole_page_and_out_of_it(page: Page, server: Server) -> None:
    """No trap: from the first control to the last by Tab alone, each of them showing where the focus is."""
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
    """Reflow (WCAG 1.4.10): at 320 pixels, which is 1280 at 400 percent, nothing scrolls sideways but wide tables in a box."""
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
    """Text spacing (WCAG 1.4.12): with the reader's own spacing nothing is cut off or runs out of the page."""
    chromium.viewport(360, 640)
    for path in ("index.html", "documents/measures-2026-1/a10.html", "supports/s-first-set.html", "pictures/goals.html"):
        chromium.goto(server.url + path)
        chromium.evaluate(
            "(() => { const s = new CSSStyleSheet(); s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em"
            " !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');"
            " document.adoptedStyleSheets = [s]; return true; })()"
        )
        assert chromium.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_nothing_moves_for_those_who_ask_for_stillness(site: Path) -> None:
    """Our sheets move nothing at all; the theme's transitions are switched off where the reader asks for less motion."""
    ours = [path.read_text(encoding="utf-8") for path in sorted((site / "assets/stylesheets").glob("*.css"))]
    for text in ours:
        outside = re.sub(r"@media \(prefers-reduced-motion[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
        assert not re.search(r"(?<![-\w])(animation|transition)(-name|-property)?:(?!\s*none)", outside) or ".md-" in text
    assert any("prefers-reduced-motion" in text for text in ours)
