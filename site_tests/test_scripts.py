"""Kinds of faults reported by readers of similar sites, tested in real browsers: input, focus, copying, Back, printing.

One test per kind, named for what a reader may expect.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from browsers import Page, Server, serve
from browsers.chromium import ChromiumPage
from finding import FINDER, opened
from generator.delivery.fingerprints import fingerprint
from generator.text.folding import fold
from searching import open_search, type_query

A10 = "documents/measures-2026-1/a10.html"
CASES = Path(__file__).parent / "cases"
FOLDING = (
    "(async () => { await handbook.load.script('assets/javascripts/fold.js'); await handbook.folding(); return 1; })()"
)


def folding_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = YAML(typ="safe").load((CASES / "folding.yml").read_text(encoding="utf-8"))
    return cases


# --- what readers type or paste ---------------------------------------------------------------------------------------


def test_one_folding_in_python() -> None:
    for case in folding_cases():
        assert fold(case["text"]) == case["folded"], case["name"]
        assert fold(case["folded"]) == case["folded"], case["name"]


def test_the_same_folding_in_the_browser(page: Page, root: str) -> None:
    page.goto(root + "about.html")
    page.evaluate(FOLDING)
    for case in folding_cases():
        assert page.evaluate(f"handbook.fold({json.dumps(case['text'])})") == case["folded"], case["name"]


PASTED = {"radicals": "⻜⾏汽⻋", "traditional": "飛行汽車", "zero-width": "飞\u200b行\u200b汽车"}


@pytest.mark.parametrize("kind", PASTED)
def test_what_is_pasted_is_found_everywhere(chromium: Page, server: Server, kind: str) -> None:
    """Search, finder, product box and citation box read the same text in the same way."""
    typed = PASTED[kind]
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, typed)
    plain = chromium.evaluate("handbook.search.ask('飞行汽车').then(a => a.hits.map(h => h.record.url))")
    assert (
        chromium.evaluate(f"handbook.search.ask({json.dumps(typed)}).then(a => a.hits.map(h => h.record.url))") == plain
    )
    assert plain and not chromium.evaluate(f"handbook.search.ask({json.dumps(typed)}).then(a => a.partial)")

    opened(chromium, server.url + FINDER)
    chromium.evaluate(
        f"void (f => {{ f.value = {json.dumps(typed)}; f.dispatchEvent(new Event('input')); }})(document.getElementById('product'))"
    )
    said = chromium.wait_for("document.getElementById('product-found').textContent")
    assert "飞行汽车" in said and "不在列" not in said

    chromium.goto(
        server.url
        + "cite.html?cite="
        + {"radicals": "若⼲政策措施第⼗条", "traditional": "若干政策措施第十條"}.get(
            kind, "若干\u200b政策措施第\u200b十条"
        )
    )
    chromium.wait_for("!!document.querySelector('.locate__found a')")
    assert chromium.evaluate("document.querySelector('.locate__found a').href").endswith(A10)


@pytest.mark.parametrize(
    ("typed", "least"),
    [
        ("1000", "1000"),
        ("1000万", "1000"),
        ("1,000 万元", "1000"),
        ("０．１亿", "1000"),
        ("一千万", "1000"),
        ("5000000元", "500"),
        ("0.5", "0.5"),
    ],
)
def test_a_sum_is_read_as_people_write_it(page: Page, server: Server, typed: str, least: str) -> None:
    opened(page, server.url + FINDER)
    page.evaluate("void (document.querySelectorAll('.finder details').forEach(d => { d.open = true; }))")
    page.click("input[name=min]")
    page.type(typed)
    page.wait_for(f"new URLSearchParams(location.hash.slice(1)).get('min') === '{least}'")
    assert page.evaluate("document.querySelector('input[name=min]').value") == typed
    assert (least in page.evaluate("document.querySelector('[data-sums-read]').textContent")) == (typed != least)


@pytest.mark.parametrize("typed", ["-5", "很多", "1e9999"])
def test_what_is_no_sum_filters_nothing_and_is_told(chromium: Page, server: Server, typed: str) -> None:
    opened(chromium, server.url + FINDER)
    chromium.evaluate("void (document.querySelectorAll('.finder details').forEach(d => { d.open = true; }))")
    chromium.click("input[name=min]")
    chromium.type(typed)
    said = chromium.wait_for("document.querySelector('[data-sums-read]').textContent")
    assert "没有读懂" in said and "min=" not in chromium.url
    assert chromium.evaluate("document.getElementById('finder-count').textContent") == "共 45 项"


def test_what_an_address_says_is_what_a_reload_shows(chromium: Page, server: Server) -> None:
    """One function writes the state and the same one reads it: no filter is lost by a reload."""
    opened(chromium, server.url + FINDER)
    look = (
        "JSON.stringify([[...document.querySelectorAll('#finder-table tr[id]')].filter(r => !r.hidden).map(r => r.id),"
        " document.getElementById('finder-q').value])"
    )
    for value in ("低空" + "很" * 300, "  首台套  ", "a&b=c#d%", "🚀" * 150):
        chromium.evaluate(
            f"void (f => {{ f.value = {json.dumps(value)}; f.dispatchEvent(new InputEvent('input', {{bubbles: true}})); }})"
            "(document.getElementById('finder-q'))"
        )
        before, url = chromium.evaluate(look), chromium.url
        assert json.loads(opened(chromium, url).evaluate(look))[0] == json.loads(before)[0], value


# --- addresses --------------------------------------------------------------------------------------------------------


def test_back_leads_back_to_the_box(page: Page, server: Server) -> None:
    """The box does not send readers forward who come back; ?q= belongs to the search."""
    page.goto(server.url + "cite.html")
    page.click("#locate")
    page.type("若干政策措施第十条")
    page.press("Enter")
    page.wait_for("location.pathname.endsWith('/a10.html')")
    page.evaluate("void setTimeout(() => history.back())")
    page.wait_for("location.pathname.endsWith('/cite.html') && document.querySelector('#locate').value.length > 3")
    page.wait_for("!!document.querySelector('.locate__found a')")
    page.evaluate("new Promise(done => setTimeout(done, 500))")
    assert "cite.html?cite=" in page.url
    page.goto(server.url + "cite.html?q=低空")
    page.wait_for("!!document.querySelector('dialog.search[open]')")
    assert "cite.html" in page.url


@pytest.mark.parametrize("address", ["?h=万元#100%", "?h=%E4%B8#%E4%B8", "#%", "?q=%"])
@pytest.mark.parametrize("where", ["web", "folder"])
def test_broken_addresses_break_nothing(
    chromium: Page, server: Server, unpacked: Path, where: str, address: str
) -> None:
    chromium.goto((server.url if where == "web" else unpacked.as_uri() + "/") + A10 + address)
    if "h=万元" in address:
        chromium.wait_for("document.querySelectorAll('mark.found').length > 0")
    chromium.evaluate("new Promise(done => setTimeout(done, 200))")
    assert chromium.errors == []


# --- focus ------------------------------------------------------------------------------------------------------------

# The focused element, and whether any part of it is visible: on top there is itself, a part of it, or its frame.
SEEN = """(() => {
    const on = document.activeElement;
    if (!on || on === document.body) return null;
    const own = on.closest("label") || on;
    const boxes = [...on.getClientRects()].filter(b => b.width && b.height);
    const seen = boxes.some(b => [.1, .5, .9].some(x => [.15, .5, .85].some(y => {
        const top = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
        return top && (own.contains(top) || top.contains(on) && !top.matches(".tray, .site-header"));
    })));
    return [seen, on.outerHTML.slice(0, 90)];
})()"""


@pytest.mark.prove
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 640), (320, 200)])
def test_the_focus_is_never_hidden(chromium: Page, server: Server, width: int, height: int) -> None:
    """With two picks the tray is fixed below and the header above: neither covers a focused control of the finder."""
    chromium.viewport(width, height)
    opened(chromium, server.url + FINDER + "#pick=s-order-rnd,s-first-set")
    chromium.wait_for("!document.querySelector('.tray').hidden")
    hidden = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(400):
            chromium.press(key)
            if (at := chromium.evaluate(SEEN)) is None:
                break
            if not at[0]:
                hidden.append((key, at[1]))
    assert not hidden, f"{len(hidden)}: {hidden[:6]}"


@pytest.mark.parametrize("path", [FINDER, "lists.html", "departments/index.html"])
def test_what_is_clipped_away_takes_no_focus(chromium: Page, server: Server, path: str) -> None:
    chromium.viewport(360, 640)
    chromium.goto(server.url + path)
    stray = chromium.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')].filter(c => c.tabIndex >= 0 && !c.disabled"
        " && c.checkVisibility({visibilityProperty: true})).filter(c => { for (let e = c.parentElement; e; e = e.parentElement)"
        " if (e.offsetWidth <= 1 && e.offsetHeight <= 1 && getComputedStyle(e).overflow === 'hidden') return true; return false; })"
        ".map(c => c.outerHTML.slice(0, 80))"
    )
    assert stray == []


# --- copying, selecting, printing -------------------------------------------------------------------------------------


def test_selected_text_holds_no_controls(chromium: Page, server: Server) -> None:
    """Selecting between two points copies only their words; the bar is not part of a heading's name."""
    chromium.goto(server.url + A10)
    chromium.click("#p1 .point__text")
    chromium.wait_for("!!document.querySelector('#p1 .cite-bar')")
    text = chromium.evaluate(
        "(s => { s.selectAllChildren(document.querySelector('.points')); return s.toString(); })(getSelection())"
    )
    assert "复制" not in text and "#" not in text and len(text) > 100
    chromium.evaluate(
        "void document.querySelector('h1').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))"
    )
    chromium.wait_for("!!document.querySelector('.page-head .cite-bar')")
    assert "复制" not in chromium.evaluate("document.querySelector('h1').textContent")


def test_copying_without_a_clipboard_leaves_the_focus_where_it_is(page: Page, server: Server) -> None:
    """On plain http there is no clipboard API: the fallback copies, and the focus stays on the button."""
    page.goto(server.url + A10)
    page.evaluate(
        "void (Object.defineProperty(window, 'isSecureContext', {value: false}), document.execCommand = () => { window.asked = true; return true; })"
    )
    page.evaluate("document.querySelector('.cite__buttons button').focus()")
    page.press("Enter")
    page.wait_for("window.asked")
    assert page.evaluate("document.activeElement.textContent") == "复制引用"
    assert "已复制引用" in page.wait_for("document.querySelector('.said').textContent")


def test_what_is_unfolded_for_paper_is_folded_again(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + FINDER)
    folds = "[...document.querySelectorAll('article details')].map(d => d.open)"
    before = chromium.evaluate(folds)
    assert False in before
    chromium.evaluate("void dispatchEvent(new Event('beforeprint'))")
    assert all(chromium.evaluate(folds))
    chromium.evaluate("void dispatchEvent(new Event('afterprint'))")
    assert chromium.evaluate(folds) == before


# --- colours of the reader --------------------------------------------------------------------------------------------

LIGHT = """(colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; })"""


def test_forced_colours_keep_what_has_a_meaning(chromium: ChromiumPage, server: Server) -> None:
    chromium.forced_colours()
    chromium.goto(server.url + "pictures/timeline.html")
    faint = chromium.evaluate(
        f"(() => {{ const light = {LIGHT}, paper = light(getComputedStyle(document.body).backgroundColor);"
        " const far = c => { const l = light(c); return (Math.max(l, paper) + .05) / (Math.min(l, paper) + .05); };"
        " return [...document.querySelectorAll('.picture__wide text')].filter(t => t.getClientRects().length && t.textContent.trim())"
        " .map(t => [t.textContent, far(getComputedStyle(t).fill)]).filter(([, c]) => c < 4.5); })()"
    )
    assert faint == []
    lost = chromium.evaluate(
        "[...document.querySelectorAll('.legend i')].filter(i => { const s = getComputedStyle(i), page = getComputedStyle(document.body).backgroundColor;"
        " const edge = ['Top', 'Right', 'Bottom', 'Left'].some(side => parseFloat(s['border' + side + 'Width']) > 0 && s['border' + side + 'Color'] !== page);"
        " return !edge && (s.backgroundColor === page || s.backgroundColor === 'rgba(0, 0, 0, 0)'); }).map(i => i.className)"
    )
    assert lost == []
    chromium.goto(server.url + A10 + "#p2")
    chromium.wait_for("document.querySelector('#p2').classList.contains('is-reached')")
    mark = "(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)(getComputedStyle(document.querySelector('#p2')))"
    assert chromium.evaluate(mark)
    chromium.forced_colours(False)


# --- many documents; the search's facets ------------------------------------------------------------------------------


def test_facets_know_more_than_31_documents(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "低空经济")
    kept = chromium.evaluate(
        """(() => {
            const { catalogue, facets } = handbook.search;
            for (let n = catalogue.data.documents.length; n < 70; n += 1)
                catalogue.data.documents.push({ id: "d" + n, name: "文件" + n, phases: [], number: "" });
            const hits = [0, 1, 2, 31, 32, 33, 64, 69].map(n => ({ record: { order: 0, documents: new Set([n]), industries: new Set() } }));
            facets.read(new URLSearchParams("doc=d33"));
            const found = facets.narrowed(hits).map(hit => [...hit.record.documents][0]);
            facets.clear();
            return found;
        })()"""
    )
    assert kept == [33]


# --- a deploy under an open page; a copy inside a zip -----------------------------------------------------------------


@pytest.mark.parametrize(
    "live_url", [None, "https://example.org", "https://example.org/handbook/", "https://example.org/a/b"]
)
def test_the_page_for_missing_addresses_finds_its_sheets_wherever_the_site_lies(
    tmp_path: Path, live_url: str | None
) -> None:
    """The 404 page is served at any depth, so its links are absolute: they too use hashed names."""
    base = "/" + "".join(f"{part}/" for part in (live_url or "").split("/")[3:] if part)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.css").write_text("a {}", encoding="utf-8")
    (tmp_path / "index.html").write_text('<link rel="stylesheet" href="assets/a.css">', encoding="utf-8")
    (tmp_path / "404.html").write_text(f'<link rel="stylesheet" href="{base}assets/a.css">', encoding="utf-8")
    fingerprint(tmp_path, live_url)
    for page, start in (("index.html", ""), ("404.html", base)):
        address = (tmp_path / page).read_text(encoding="utf-8").split('href="')[1].rstrip('">')
        assert address.startswith(f"{start}assets/a.") and (tmp_path / address.removeprefix(start)).is_file(), page


@pytest.fixture
def deployed(site: Path, tmp_path: Path) -> Path:
    """A site that a test may change while it is served."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    return copy


def test_an_open_page_says_that_the_handbook_was_updated(chromium: Page, deployed: Path) -> None:
    """After another edition has replaced the one of the page, the page says so, and a reload helps."""
    index = deployed / "search/index"
    with serve(deployed) as server:
        open_search(chromium, server.url + "guide.html")
        type_query(chromium, "低空经济")
        index.rename(deployed / "search/index-of-old")  # the names of the old edition are gone
        told = deployed / "assets/data/edition.js"
        text = told.read_text(encoding="utf-8")
        told.write_text(text.replace('{"sum":"', '{"sum":"f', 1), encoding="utf-8")
        chromium.evaluate("void document.querySelector('.search__field').select()")
        chromium.type("概念验证")
        chromium.wait_for("document.querySelector('.search__status').textContent.includes('更新')")
        assert chromium.evaluate("document.querySelector('.search__status button').textContent") == "重新载入"
        (deployed / "search/index-of-old").rename(index)
        chromium.click(".search__status button")
        chromium.wait_for("document.querySelectorAll('[role=option]').length > 3")
        assert chromium.evaluate("document.querySelector('.search__field').value") == "概念验证"


def test_the_catalogue_takes_no_index_but_its_own(chromium: Page, deployed: Path) -> None:
    (entry,) = (deployed / "search").glob("pagefind-entry.*.json")
    entry.write_text(entry.read_text(encoding="utf-8").replace('"und_', '"und_0'), encoding="utf-8")
    with serve(deployed) as server:
        open_search(chromium, server.url + "guide.html")
        chromium.type("概念验证")
        chromium.wait_for("document.querySelector('.search__status').textContent.includes('更新')")


def test_a_page_inside_a_zip_says_to_unpack_first(page: Page, unpacked: Path, tmp_path: Path) -> None:
    """A page opened inside a zip says to unpack it first; in the unpacked folder this is not shown."""
    shown = "(e => e && e.offsetHeight > 0)(document.querySelector('.unpacked'))"
    page.goto((unpacked / "index.html").as_uri())
    assert page.evaluate("!!document.querySelector('.unpacked')") and not page.evaluate(shown)
    alone = tmp_path / "index.html"
    shutil.copyfile(unpacked / "index.html", alone)
    page.goto(alone.as_uri())
    assert page.evaluate(shown) and "解压" in page.evaluate("document.querySelector('.unpacked').textContent")


def test_the_site_on_the_web_does_not_speak_of_unpacking(site: Path) -> None:
    assert 'class="unpacked"' not in (site / "index.html").read_text(encoding="utf-8")
