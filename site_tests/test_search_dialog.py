"""The search dialog as readers use it: keys, input methods, facets, the address, failures, weights."""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from browsers import Page, Server
from searching import hits, open_search, settled, status, type_query

OPEN = "!!document.querySelector('dialog.search[open]')"
FOCUSED = "document.activeElement.classList[0]"
SELECTED = "[...document.querySelectorAll('[role=option]')].findIndex(option => option.getAttribute('aria-selected') === 'true')"


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_open_it(chromium: Page, server: Server, keys: str) -> None:
    chromium.goto(server.url + "about.html")
    chromium.press(keys)
    chromium.wait_for(OPEN)
    assert chromium.evaluate(FOCUSED) == "search__field"
    assert chromium.evaluate("document.querySelector('.search__field').value") == "", "the key itself is not typed"
    chromium.press("Escape")
    chromium.wait_for(f"!({OPEN})")


def test_letters_open_nothing_until_somebody_wants_them(chromium: Page, server: Server) -> None:
    """WCAG 2.1.4: dictating "scroll down" types s first. Keys without Ctrl can be switched off."""
    chromium.goto(server.url + "accessibility.html")
    for letter in "scroll fc":
        chromium.press(letter if letter.strip() else "Space")
    chromium.evaluate("new Promise(done => setTimeout(done, 300))")
    assert not chromium.evaluate(OPEN)
    assert chromium.evaluate("[...document.querySelectorAll('[data-keys]')].map(b => [b.dataset.keys, b.checked])") == [
        ["slash", True],
        ["letters", False],
    ]
    chromium.click("[data-keys=letters]")
    chromium.evaluate("document.activeElement.blur()")
    chromium.press("s")
    chromium.wait_for(OPEN)
    chromium.press("Escape")
    chromium.wait_for(f"!({OPEN})")
    chromium.click("[data-keys=slash]")
    chromium.goto(server.url + "about.html")
    chromium.press("/")
    chromium.evaluate("new Promise(done => setTimeout(done, 300))")
    assert not chromium.evaluate(OPEN)
    chromium.press("Control+k")
    chromium.wait_for(OPEN)


def test_the_button_opens_it_and_gets_the_focus_back(page: Page, server: Server) -> None:
    page.goto(server.url + "index.html")
    page.click("[data-search-open]")
    page.wait_for(OPEN)
    assert page.evaluate("document.querySelectorAll('.search a[href]').length") == 0, "no link before the hits"
    page.press("Escape")
    page.wait_for(f"!({OPEN})")
    assert page.evaluate("document.activeElement.hasAttribute('data-search-open')")


def test_letters_in_a_field_do_not_open_it(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + "about.html")
    chromium.evaluate("void document.querySelector('article').insertAdjacentHTML('afterbegin', '<input id=box>')")
    chromium.click("#box")
    chromium.type("fs/")
    assert chromium.evaluate("document.querySelector('#box').value") == "fs/"
    assert not chromium.evaluate(OPEN)


def test_results_as_one_types_arrows_and_enter(page: Page, server: Server) -> None:
    open_search(page, server.url + "guide.html")
    type_query(page, "首台套")
    found = hits(page)
    assert len(found) == len(set(found)) > 2
    assert status(page) == f"找到 {len(found)} 条"
    assert page.evaluate("document.querySelector('.search__field').getAttribute('aria-expanded')") == "true"
    assert page.evaluate(SELECTED) == -1
    page.press("ArrowDown")
    page.press("ArrowDown")
    assert page.evaluate(SELECTED) == 1
    field = "document.querySelector('.search__field')"
    assert (
        page.evaluate(
            f"document.getElementById({field}.getAttribute('aria-activedescendant')).getAttribute('aria-selected')"
        )
        == "true"
    )
    page.press("ArrowUp")
    page.press("ArrowUp")
    assert page.evaluate(SELECTED) == len(found) - 1, "from the first one goes to the last"
    page.press("ArrowDown")
    page.press("ArrowDown")
    page.press("Enter")
    place = found[1]
    page.wait_for(f"location.href.endsWith({json.dumps(place)}) && !location.search")
    assert page.evaluate("document.querySelectorAll('mark.found').length") > 0, (
        "the words are marked on the page reached"
    )
    assert page.errors == []


def test_excerpts_are_the_words_of_the_page(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    for query in ("最高3000万元", "概念验证", "CRO", "eVTOL"):
        type_query(chromium, query)
        shown = chromium.evaluate("""Promise.all([...document.querySelectorAll('.search__list a')].filter(a => a.querySelector('.hit__excerpt').textContent).map(async a => {
            const page = new DOMParser().parseFromString(await (await fetch(a.href)).text(), 'text/html');
            const plain = text => text.replace(/\\s+/g, '');
            return [plain(a.querySelector('.hit__excerpt').textContent.replace(/^…|…$/g, '')), plain(page.querySelector('article').textContent)];
        }))""")
        assert shown
        for excerpt, text in shown:
            assert excerpt in text, query


def test_nothing_happens_during_composition(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    field = "document.querySelector('.search__field')"
    chromium.evaluate(f"""void (f => {{
        f.dispatchEvent(new CompositionEvent('compositionstart'));
        f.value = 'di kong';
        f.dispatchEvent(new InputEvent('input', {{ isComposing: true }}));
        f.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', isComposing: true }}));
    }})({field})""")
    assert (
        chromium.evaluate(
            "new Promise(done => setTimeout(() => done(document.querySelectorAll('[role=option]').length), 400))"
        )
        == 0
    )
    chromium.evaluate(f"""void (f => {{
        f.value = '低空';
        f.dispatchEvent(new CompositionEvent('compositionend', {{ data: '低空' }}));
        f.dispatchEvent(new InputEvent('input', {{ isComposing: false }}));
    }})({field})""")
    settled(chromium, "低空")
    assert len(hits(chromium)) > 3


def test_facets_count_and_narrow(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "研发")
    kinds = chromium.evaluate(
        "[...document.querySelectorAll('.search__kinds button')].map(b => [b.firstChild.data.trim(), +b.lastChild.textContent])"
    )
    total = int(status(chromium).split()[1])
    assert kinds[0] == ["全部", total]
    assert sum(count for _, count in kinds[1:]) == total, "a record is of one kind"
    for name, count in kinds[1:]:
        chromium.evaluate(
            f"void [...document.querySelectorAll('.search__kinds button')].find(b => b.firstChild.data.trim() === {json.dumps(name)}).click()"
        )
        assert status(chromium) == f"找到 {count} 条"
    chromium.evaluate("void document.querySelector('.search__kinds button').click()")
    options = chromium.evaluate(
        "[...document.querySelector('select[data-facet=doc]').options].map(o => [o.value, o.text])"
    )
    value, text = options[1]
    chromium.evaluate(
        f"void (s => {{ s.value = {value!r}; s.dispatchEvent(new Event('change')) }})(document.querySelector('select[data-facet=doc]'))"
    )
    assert status(chromium) == f"找到 {text.split('（')[-1][:-1]} 条"
    assert f"doc={value}" in chromium.url


def test_the_address_carries_the_search(page: Page, server: Server) -> None:
    page.goto(server.url + "goals.html?q=%E5%85%88%E5%AF%BC%E5%8C%BA&kind=clause&doc=notice-2025-6")
    page.wait_for(OPEN)
    settled(page, "先导区")
    found = hits(page)
    assert found
    assert all(url.startswith("documents/notice-2025-6/") for url in found)
    page.press("Escape")
    page.wait_for("!location.search")


def test_the_query_survives_back(page: Page, server: Server) -> None:
    open_search(page, server.url + "guide.html")
    type_query(page, "概念验证")
    found = hits(page)
    page.press("Enter")
    page.wait_for(f"location.href.endsWith({json.dumps(found[0])})")
    page.evaluate("void setTimeout(() => history.back())")  # the call must end before its page does
    page.wait_for(
        f"location.pathname.endsWith('guide.html') && {OPEN} && document.querySelectorAll('[role=option]').length > 0"
    )
    assert page.evaluate("document.querySelector('.search__field').value") == "概念验证"


def insert(text: str) -> str:
    return f"(f => {{ f.value = {json.dumps(text)}; f.dispatchEvent(new InputEvent('input')); }})(document.querySelector('.search__field'))"


ENTER = "document.querySelector('.search__field').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))"


def test_enter_waits_for_the_hits_of_what_was_typed(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "先导区")
    chromium.evaluate(f"void ({insert('脑机接口')}, {ENTER})")
    chromium.wait_for("location.pathname.endsWith('/industries/brain/index.html')")


def test_enter_on_nothing_opens_nothing_later(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "asdfghq")
    assert hits(chromium) == []
    chromium.press("Enter")
    type_query(chromium, "先导区")
    assert hits(chromium)
    chromium.evaluate("new Promise(done => setTimeout(done, 300))")
    assert chromium.url.partition("?")[0] == server.url + "guide.html"


def test_after_more_hits_the_arrows_go_on(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "未来产业")
    chromium.click(".search__more")
    assert chromium.evaluate("document.querySelector('[aria-selected=true]').id") == "search-hit-10"
    chromium.press("ArrowDown")
    assert chromium.evaluate("document.querySelector('[aria-selected=true]').id") == "search-hit-11"


def test_an_unknown_facet_in_an_address_hides_nothing(chromium: Page, server: Server) -> None:
    chromium.goto(server.url + "goals.html?q=%E5%85%88%E5%AF%BC%E5%8C%BA&kind=zzz&doc=nobody")
    chromium.wait_for(OPEN)
    settled(chromium, "先导区")
    assert hits(chromium)


def test_part_and_nothing_are_told(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "低空补贴")
    assert "部分匹配" in status(chromium)
    assert chromium.evaluate(
        "[...document.querySelectorAll('.hit')].every(hit => hit.textContent.includes('部分匹配'))"
    )
    type_query(chromium, "dikongjinji")
    assert "没有找到" in status(chromium)
    assert hits(chromium) == []
    chromium.click(".search__nearest button")
    settled(chromium, "低空经济")
    assert hits(chromium)[0] == "industries/low-altitude/index.html"


def test_hostile_queries_stay_text(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    for query in ("<img src=x onerror=alert(1)>", "\"'&<>", "{{7*7}}", "%00%ff", "\\", "a" * 3000, "（）《》", "👍"):
        chromium.evaluate(
            f"void (f => {{ f.value = {json.dumps(query)}; f.dispatchEvent(new InputEvent('input')) }})(document.querySelector('.search__field'))"
        )
        settled(chromium, query)
        assert chromium.evaluate("document.querySelectorAll('.search img, .search script').length") == 0
    assert chromium.errors == []


# --- failures ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def shaky(site: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The site over HTTP with faults: ``faults["times"]`` requests for files named ``faults["name"]`` fail."""
    faults: dict[str, Any] = {"name": "", "times": 0, "failed": 0}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if faults["name"] and faults["name"] in path and faults["times"]:
                faults["times"] -= 1
                faults["failed"] += 1
                return self.send_error(503)
            file = site / path.lstrip("/")
            if not file.is_file():
                return self.send_error(404)
            data = file.read_bytes()
            self.send_response(200)
            kinds = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}
            self.send_header("Content-Type", kinds.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", faults
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", [".pf_index", "wasm.unknown", "catalogue-more."])
def test_a_part_that_fails_once_is_asked_for_again(
    chromium: Page, shaky: tuple[str, dict[str, Any]], name: str
) -> None:
    address, faults = shaky
    faults.update(name=name, times=1)
    open_search(chromium, address + "guide.html")
    type_query(chromium, "概念验证")
    assert faults["failed"] == 1
    assert len(hits(chromium)) > 3


@pytest.mark.parametrize("name", [".pf_index", "wasm.unknown", "catalogue-more."])
def test_a_part_that_keeps_failing_is_told_and_can_be_tried_again(
    chromium: Page, shaky: tuple[str, dict[str, Any]], name: str
) -> None:
    address, faults = shaky
    faults.update(name=name, times=99)
    open_search(chromium, address + "guide.html")
    chromium.type("概念验证")
    chromium.wait_for("document.querySelector('.search__status').textContent.includes('没有载入完整')")
    assert hits(chromium) == []
    faults["times"] = 0
    chromium.click(".search__status button")
    chromium.wait_for("document.querySelectorAll('[role=option]').length > 3")


# --- weights ----------------------------------------------------------------------------------------------------------


def weight(server: Server, paths: set[str] | None = None) -> int:
    """Bytes as sent by a host: gzipped unless the file is compressed already."""
    total = 0
    for path in server.sent:
        data = (server.folder / path.lstrip("/")).read_bytes()
        packed = "/fragment/" in path or path.endswith((".pf_index", ".pf_meta", ".pagefind"))
        total += len(data) if packed else len(gzip.compress(data, 9))
    return total


def test_weights(chromium: Page, server: Server) -> None:
    server.forget()
    chromium.goto(server.url + "guide.html")
    chromium.wait_for("!!(window.handbook && handbook.search)")
    before = [path for path in server.sent if "search" in path]
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in before] == ["/assets/javascripts/search/open.js"]
    assert server.sent[before[0]] <= 5000, "nothing over 5 kB before it is opened"
    server.forget()
    chromium.press("/")
    chromium.wait_for("!!(handbook.search.catalogue && handbook.search.catalogue.data)")
    chromium.evaluate("handbook.search.engine.start().then(() => new Promise(done => setTimeout(done, 800)))")
    assert weight(server) <= 110_000, f"opening: {weight(server)} bytes"
    server.forget()
    type_query(chromium, "概念验证")
    assert weight(server) <= 150_000, f"first query: {weight(server)} bytes"
