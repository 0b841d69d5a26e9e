"""The site on real servers with the configurations of ``deploy``: policy, compression, caching, speed."""

import asyncio
import gzip
import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import brotli
import pytest

from browsers import Page
from generator.delivery.compression import release
from hosts import HOSTS, ROOT, Host

REQUESTS, CONNECTIONS = 6000, 24


@pytest.fixture(scope="module")
def released(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("release")
    (output / "site").symlink_to(site)
    return release(output, effort=2).folder


@pytest.fixture(scope="module", params=HOSTS)
def host(request: pytest.FixtureRequest) -> Host:
    if not HOSTS[request.param].installed:
        pytest.skip(f"此机器上没有 {request.param}（可运行 site_tests/setup-server.sh 安装）")
    return HOSTS[request.param]


@pytest.fixture(scope="module")
def port(host: Host, released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of each server in turn, running with the committed configuration."""
    with host.serve(released, tmp_path_factory.mktemp("server")) as number:
        yield number


def get(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer, answer.read()


def test_security_headers_on_every_answer(port: int, released: Path) -> None:
    script = next((released / "assets/javascripts").glob("tables.*.js")).relative_to(released).as_posix()
    for path, status in (("/", 200), ("/data/handbook.json", 200), (f"/{script}", 200), ("/no/such/page.html", 404)):
        answer, _ = get(port, path)
        assert answer.status == status
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] and answer.headers["Permissions-Policy"]
        assert answer.headers.get("Server") in (None, "nginx"), "no version is told"


def test_types_caching_and_compression(host: Host, port: int, released: Path) -> None:
    script = next((released / "assets/javascripts").glob("tables.*.js")).relative_to(released).as_posix()
    # nginx states the encoding for every text, Caddy for types that have another default.
    kinds = {
        "/": r"text/html; charset=utf-8", "/data/handbook.json": r"application/json(; charset=utf-8)?",
        f"/{script}": r"(application|text)/javascript; charset=utf-8", "/assets/images/mark.svg": r"image/svg\+xml(; charset=utf-8)?",
    }  # fmt: skip
    for path, kind in kinds.items():
        assert re.fullmatch(kind, get(port, path)[0].headers["Content-Type"]), path
    assert "immutable" in get(port, f"/{script}")[0].headers["Cache-Control"]
    page, body = get(port, "/index.html")
    assert page.headers["Cache-Control"] == "no-cache"
    assert get(port, "/index.html", If_None_Match=page.headers["ETag"])[0].status == 304
    packed, small = get(port, "/index.html", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(small) == body
    assert "Accept-Encoding" in packed.headers["Vary"]
    if host.brotli:
        packed, small = get(port, "/index.html", Accept_Encoding="br, gzip")
        assert packed.headers["Content-Encoding"] == "br" and brotli.decompress(small) == body


def test_missing_and_hidden_files(port: int) -> None:
    answer, body = get(port, "/no/such/page.html")
    assert answer.status == 404 and "没有这个页面" in body.decode()
    for path in ("/.git/config", "/../../../etc/passwd", "/data/..%2f..%2f..%2fetc/passwd", "/.htpasswd"):
        assert get(port, path)[0].status in (400, 404), path


PAGES = (
    "index.html", "supports/index.html", "supports/promises.html", "industries/index.html", "industries/low-altitude/index.html",
    "industries/low-altitude/general-aviation.html", "documents/measures-2026-1/index.html", "documents/measures-2026-1/a10.html",
    "departments/jjxxw.html", "goals.html", "dates.html", "terms.html", "lists.html", "no/such/page.html",
)  # fmt: skip


def test_nothing_is_blocked_in_a_real_browser(port: int, chromium: Page) -> None:
    """Every kind of page under the policy: no violation, no outside request, working scripts."""
    for path in PAGES:
        chromium.forget()
        chromium.goto(f"http://127.0.0.1:{port}/{path}")
        wrong = [text for text in chromium.errors if "404" not in text or path != "no/such/page.html"]
        assert not wrong, (path, wrong)
        assert all(request.url.startswith(f"http://127.0.0.1:{port}/") for request in chromium.requests)
        assert chromium.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    chromium.goto(f"http://127.0.0.1:{port}/departments/index.html")
    chromium.forget()
    chromium.click("table[data-sortable] th button")
    assert chromium.evaluate("document.querySelector('th[aria-sort]') !== null")
    before = chromium.evaluate("document.body.dataset.mdColorScheme")
    chromium.click("[data-scheme-toggle]")
    assert chromium.evaluate("document.body.dataset.mdColorScheme") != before
    assert chromium.errors == []


def test_the_policy_is_at_work(port: int, chromium: Page) -> None:
    """A script injected into a page does not run."""
    chromium.goto(f"http://127.0.0.1:{port}/index.html")
    chromium.evaluate("""(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';
        document.body.append(s); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 2">') })()""")
    time.sleep(0.2)
    assert chromium.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in text for text in chromium.errors)


@pytest.mark.parametrize("host", ["nginx"], indirect=True)  # the simple client does not read chunked answers
def test_load(port: int) -> None:
    """Thousands of requests over dozens of connections, all answered completely."""
    paths = ["/", "/supports/index.html", "/documents/measures-2026-1/a10.html", "/terms.html", "/data/handbook.json"]
    lengths = {path: len(get(port, path, Accept_Encoding="gzip")[1]) for path in paths}

    async def ask(share: int) -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        good = 0
        for number in range(share):
            path = paths[number % len(paths)]
            writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            told = re.search(rb"Content-Length: (\d+)", head)
            assert told
            length = int(told[1])
            await reader.readexactly(length)
            good += head.startswith(b"HTTP/1.1 200 ") and length == lengths[path]
        writer.close()
        return good

    async def all_of_them() -> int:
        return sum(await asyncio.gather(*(ask(REQUESTS // CONNECTIONS) for _ in range(CONNECTIONS))))

    started = time.monotonic()
    good = asyncio.run(asyncio.wait_for(all_of_them(), 60))
    rate = good / (time.monotonic() - started)
    assert good == REQUESTS // CONNECTIONS * CONNECTIONS
    print(f"{rate:.0f} requests a second, as many as this client can ask")
    assert rate > 300, "on a machine that does many things at once; alone it is thousands"


def test_both_servers_have_one_policy() -> None:
    policy = re.search(r'Content-Security-Policy "([^"]+)"', (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8"))
    assert policy and policy[1] in (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
