"""Results of the finder: comparison, the list in the address, files made in the browser."""

import base64
import json
from pathlib import Path

from browsers import Page, Server
from finding import FINDER, opened, saved, show
from sheets import HOSTILE, read_csv, read_xlsx

# --- comparison and list ----------------------------------------------------------------------------------------------


def test_comparison_marks_what_differs(chromium: Page, root: str) -> None:
    ids = "s-order-rnd,s-first-set,s-seed-equity,s-key-core-tech,s-cro"
    opened(chromium, root + "supports/compare.html#compare=" + ids)
    chromium.wait_for("document.querySelector('table.compare') !== null")
    table = chromium.evaluate(
        "[...document.querySelectorAll('table.compare tbody tr')].map(r => [r.className, ...[...r.cells].map(c => c.textContent)])"
    )
    assert len(table[0]) == 2 + 4, "the fifth is one too many"
    for look, head, *cells in table:
        assert look == ("differs" if len(set(cells)) > 1 else "same")
        assert head.endswith("不同" if look == "differs" else "相同")
    assert table[0][2:] == ["上限 300 万元", "上限 500 万元", "上限 200 万元 ★", "上限 3000 万元"]
    chromium.evaluate("document.querySelector('.compare__act button').click()")
    chromium.wait_for("document.querySelectorAll('table.compare thead th').length === 4")
    assert "s-order-rnd" not in chromium.url
    assert chromium.errors == []


def test_the_list_lives_in_the_address(chromium: Page, root: str) -> None:
    """Supports picked in the finder and a clause added from its own page, copied as text with citations."""
    opened(chromium, root + FINDER + "#pick=s-order-rnd,s-seed-equity")
    chromium.goto(root + "documents/measures-2026-1/a8.html")
    chromium.click("a[data-pick]")
    chromium.wait_for("document.querySelectorAll('.picked__item').length > 0")
    count = chromium.evaluate("document.querySelectorAll('.picked__item').length")
    url = chromium.url
    assert "add=" not in url and "measures-2026-1/a8" in url
    assert count == 3, "the tab kept the list on the way over another page"
    opened(chromium, url).wait_for("document.querySelectorAll('.picked__item').length === 3")
    said = chromium.evaluate("document.querySelector('[data-sums]').textContent")
    assert "上限 1 项（300 万元）" in said and "股权投资 1 项（上限 200★ 万元，不是补助）" in said
    assert "500" not in said, "sums are told one by one and never added"
    chromium.evaluate(
        "void (window.copied = '', Object.defineProperty(navigator, 'clipboard', {value: {writeText: async t => { copied = t; }}, configurable: true}))"
    )
    chromium.evaluate("document.querySelector('#picked-tools button').click()")
    text = chromium.wait_for("copied")
    assert "依据：《重庆市未来产业培育发展若干政策措施》（渝经信规范〔2026〕1号）第10条" in text
    assert "上限 300 万元（不等于可得金额）" in text and "第8条" in text and text.count("地址：") == 3
    assert chromium.errors == []


# --- exports ----------------------------------------------------------------------------------------------------------


def test_files_made_in_the_browser_are_those_built_with_the_site(chromium: Page, root: str, site: Path) -> None:
    opened(chromium, root + FINDER)
    for kind in ("csv", "json"):
        made = saved(chromium, f"document.querySelector('[data-export={kind}]').click()")
        assert made == (site / f"data/supports.{kind}").read_bytes(), kind
    made = saved(chromium, "document.querySelector('[data-export=xlsx]').click()")
    assert read_xlsx(made) == read_xlsx((site / "data/supports.xlsx").read_bytes())
    show(chromium, "kind=fixed&sort=-amount")
    rows = read_csv(saved(chromium, "document.querySelector('[data-export=csv]').click()"))
    assert [row[0] for row in rows[1:]] == show(chromium, "kind=fixed&sort=-amount")["rows"]
    assert chromium.errors == []


def test_no_text_becomes_a_formula_in_the_browser(chromium: Page, server: Server) -> None:
    opened(chromium, server.url + FINDER)
    table = json.dumps(
        {
            "columns": [{"key": "a", "name": "甲", "width": 10}, {"key": "b", "name": "乙", "width": 10}],
            "title": "",
            "version": "",
            "as_of": "",
            "note": "",
        }
    )
    rows = json.dumps([[text, 5] for text in HOSTILE])
    csv = chromium.evaluate(f"handbook.finder.csv({table}, {rows})").encode()
    assert read_csv(csv)[1:] == [[text if text.startswith("http") else f"'{text}", "5"] for text in HOSTILE]
    xlsx = chromium.evaluate(
        f"handbook.finder.xlsx({table}, {rows}).then(b => b.arrayBuffer()).then(b => btoa(String.fromCharCode(...new Uint8Array(b))))"
    )
    assert read_xlsx(base64.b64decode(xlsx))[1:] == [[text, 5] for text in HOSTILE]


# --- in the other browser ---------------------------------------------------------------------------------------------


def test_firefox_from_a_folder(firefox: Page, site: Path) -> None:
    opened(firefox, site.as_uri() + "/" + FINDER + "#industry=low-altitude&activity=product")
    assert "现列 4 项" in firefox.evaluate("document.getElementById('finder-count').textContent")
    firefox.evaluate("document.querySelector('.option input[name=applicant]').click()")
    assert "applicant=enterprise" in firefox.url
    made = saved(firefox, "document.querySelector('[data-export=csv]').click()")
    assert made.startswith(b"\xef\xbb\xbf") and b"s-order-rnd" in made
    opened(firefox, site.as_uri() + "/supports/list.html#pick=s-order-rnd,measures-2026-1/a10")
    firefox.wait_for("document.querySelectorAll('.picked__item').length === 2")
    assert firefox.errors == []
