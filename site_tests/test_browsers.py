"""Tests of the browser drivers, on which all other browser tests rely."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from browsers import BrowserError, Page, Server, serve

INDEX = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>小页</title>
<link rel="icon" href="data:,"><script src="script.js"></script>
<style>:root { color-scheme: light dark } body { height: 3000px }</style></head>
<body><p>你好</p><input id="box"><button id="button" onclick="this.dataset.clicked = event.isTrusted">按</button></body></html>"""

STRICT = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'"><title>严</title><script>inline = 1</script>"""

FAULTY = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script>
console.log("a log"); console.warn("a warning"); console.error("an error", 7);
setTimeout(() => nowhere.to.be.found(), 0);
Promise.reject(new Error("unhandled promise"));
</script>"""

FETCH = "fetch({!r}).then(answer => answer.text(), error => 'refused: ' + error)"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(INDEX, encoding="utf-8")
    (tmp_path / "strict.html").write_text(STRICT, encoding="utf-8")
    (tmp_path / "faulty.html").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "script.js").write_text("loaded = 'by a classic script';", encoding="utf-8")
    (tmp_path / "data.json").write_text('{"value": 1}', encoding="utf-8")
    return tmp_path


@pytest.fixture
def web(tiny: Path) -> Iterator[Server]:
    with serve(tiny) as server:
        yield server


def names(page: Page) -> dict[str, bool]:
    """The requests of the page, by the last part of the address, and whether each failed."""
    return {request.url.rsplit("/", 1)[-1]: request.failed for request in page.requests}


def test_values_of_expressions(page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    assert page.evaluate("document.title") == "小页"
    assert page.evaluate("loaded") == "by a classic script"
    assert page.evaluate("({a: [1, 2.5, null, '二'], b: true})") == {"a": [1, 2.5, None, "二"], "b": True}
    assert page.evaluate("undefined") is None
    assert page.evaluate("new Promise(done => setTimeout(() => done('later'), 50))") == "later"
    assert page.evaluate("fetch('data.json').then(answer => answer.json())") == {"value": 1}
    with pytest.raises(BrowserError, match="of no use"):
        page.evaluate("Promise.reject(new Error('of no use'))")
    with pytest.raises(BrowserError):
        page.evaluate("this is no expression")
    assert page.errors == []


def test_a_file_may_load_scripts_but_not_fetch_its_neighbours(page: Page, tiny: Path) -> None:
    page.goto((tiny / "index.html").as_uri())
    assert page.url.startswith("file:///")
    assert page.evaluate("loaded") == "by a classic script"
    assert page.evaluate(FETCH.format("data.json")).startswith("refused: TypeError")
    assert page.evaluate("location.origin") in ("null", "file://")


def test_messages_and_errors_are_caught(page: Page, web: Server) -> None:
    page.goto(web.url + "faulty.html")
    found = {(message.level, message.text) for message in page.console}
    assert {("log", "a log"), ("warning", "a warning"), ("error", "an error 7")} <= found
    assert any("nowhere is not defined" in text for text in page.errors)
    assert any("unhandled promise" in text for text in page.errors)
    page.forget()
    assert page.console == [] and page.requests == []


def test_a_strict_policy_stops_the_page_and_not_the_test(page: Page, web: Server) -> None:
    page.goto(web.url + "strict.html")
    assert page.evaluate("typeof inline") == "undefined"
    assert any("Content-Security-Policy" in text or "Content Security Policy" in text for text in page.errors)


def test_requests_are_seen_and_counted(page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    page.evaluate("fetch('missing.json').then(answer => answer.text())")
    assert names(page) == {"index.html": False, "script.js": False, "missing.json": True}
    assert {request.status for request in page.requests} == {200, 404}
    assert web.sent == {"/index.html": len(INDEX.encode()), "/script.js": len("loaded = 'by a classic script';")}
    assert web.missing == ["/missing.json"]


def test_nothing_is_cached(page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    page.goto(web.url + "index.html")
    assert web.sent["/script.js"] == 2 * len("loaded = 'by a classic script';")


def test_offline_and_online_again(page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    page.offline()
    assert page.evaluate(FETCH.format("data.json")).startswith("refused: TypeError")
    assert page.evaluate("navigator.onLine") is False
    assert names(page)["data.json"] is True
    page.offline(False)
    assert page.evaluate(FETCH.format("data.json")) == '{"value": 1}'


def test_window_and_colours(page: Page, web: Server, tmp_path: Path) -> None:
    page.goto(web.url + "index.html")
    page.viewport(375, 667)
    assert page.evaluate("[innerWidth, innerHeight]") == [375, 667]
    for on in (True, False):
        page.dark(on)
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is on
    page.screenshot(tmp_path / "window.png")
    page.screenshot(tmp_path / "page.png", full=True)
    assert png_size(tmp_path / "window.png") == (375, 667)
    assert png_size(tmp_path / "page.png")[1] >= 3000


def png_size(path: Path) -> tuple[int, int]:
    return struct.unpack(">II", path.read_bytes()[16:24])


def test_keys_and_mouse(page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    # Without preventDefault Firefox would open its own search for / and Control+k, and take the following keys.
    page.evaluate(
        "void (keys = [], onkeydown = e => { keys.push((e.ctrlKey ? '^' : '') + e.key); e.preventDefault() })"
    )
    page.press("Control+k")
    page.press("/")
    page.press("ArrowDown")
    page.press("+")
    assert page.evaluate("keys") == ["^Control", "^k", "/", "ArrowDown", "+"]
    page.evaluate("void (onkeydown = null)")
    page.click("#box")
    page.type("6G 工信局")
    page.press("Backspace")
    assert page.evaluate("document.querySelector('#box').value") == "6G 工信"
    page.click("#button")
    assert page.evaluate("document.querySelector('#button').dataset.clicked") == "true"
    with pytest.raises(BrowserError, match="no such element"):
        page.click("#nothing")


def test_waiting(page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    page.evaluate("void setTimeout(() => { late = 3 }, 200)")
    assert page.wait_for("late", timeout=5) == 3
    with pytest.raises(BrowserError, match="not true after"):
        page.wait_for("1 > 2", timeout=0.1)


def test_each_page_has_a_storage_of_its_own(running_browser: Any, page: Page, web: Server) -> None:
    page.goto(web.url + "index.html")
    page.evaluate("localStorage.setItem('mark', 1)")
    with running_browser.get(page.browser).page() as other:
        other.goto(web.url + "index.html")
        assert other.evaluate("localStorage.getItem('mark')") is None


def test_an_address_that_does_not_answer(page: Page, web: Server) -> None:
    with pytest.raises(BrowserError):
        page.goto("http://127.0.0.1:9/")  # the discard port: nothing listens there


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("a.wasm", "application/wasm"),
        ("a.pf_meta", "application/octet-stream"),
    ],
)
def test_types_sent(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with serve(tmp_path) as server, urlopen(server.url + name, timeout=10) as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-store"
