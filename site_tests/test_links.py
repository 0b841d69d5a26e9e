"""Outside links: all are listed with the day a person checked them, and the command tells dead from unreachable.

All servers are local; no test uses the network.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from lxml import html
from ruamel.yaml import YAML

from generator.audit import outside_links, visits
from generator.cli import main
from generator.records import Link
from generator.source.load import load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


# --- the list ---------------------------------------------------------------------------------------------------------


def outside(page: Path) -> set[str]:
    """Every outside address that a page links to or loads, in any attribute."""
    found = set()
    for element in html.fromstring(page.read_bytes().decode("utf-8")).iter():
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            if name.rpartition("}")[2] in ("href", "src", "action", "formaction", "data", "poster", "cite"):
                found |= {value} if urlsplit(value.strip()).scheme.lower() not in ("", "mailto") or value.strip().startswith("//") else set()  # fmt: skip
    return found


@pytest.mark.parametrize("edition", ["site", "unpacked"])
def test_every_outside_link_of_the_built_site_is_listed(edition: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(edition)
    listed = {link.url for _, link in load(ROOT).links}
    found = {url: path.name for path in sorted(folder.rglob("*.html")) for url in outside(path)}
    assert {url: page for url, page in found.items() if url not in listed} == {}
    assert listed == set(found), "each listed link is on some page"


def test_the_page_about_the_data_shows_the_list(site: Path) -> None:
    page = html.fromstring((site / "about.html").read_bytes().decode("utf-8"))
    (table,) = [t for t in page.iter("table") if t.findtext("caption") == "外部链接"]
    assert [cell.text_content() for cell in table.xpath("./thead/tr/th")] == ["链接", "用途", "最近人工核对日"]
    rows = {row.xpath("string(./th/a/@href)"): [cell.text_content() for cell in row.xpath("./td")] for row in table.xpath("./tbody/tr")}  # fmt: skip
    listed = [link for _, link in load(ROOT).links]
    assert list(rows) == [link.url for link in listed]
    for link in listed:
        what, checked = rows[link.url]
        assert what.startswith(link.what)
        day = f"{link.checked.year}年{link.checked.month}月{link.checked.day}日" if link.checked else "未核对"
        assert checked.startswith(day)


def test_pages_and_templates_are_looked_through() -> None:
    texts = {"a.html": '<a\n href="https://a.example/x">x</a> <img src=http://b.example/y>', "b.md": "[x](https://c.example/z) `https://d.example`"}  # fmt: skip
    found = {url: (place.file, place.mark) for place, url in outside_links.in_texts(texts)}
    assert found == {
        "https://a.example/x": ("a.html", (2, 8)), "http://b.example/y": ("a.html", (2, 44)), "https://c.example/z": ("b.md", (1, 5)),
    }  # fmt: skip


# --- visiting them ----------------------------------------------------------------------------------------------------


class _Answers(BaseHTTPRequestHandler):
    """Answers as the path asks; records the methods used and the number of simultaneous requests."""

    asked: list[tuple[str, str, str]]
    busy: list[int]
    one_at_a_time = threading.Lock()

    @classmethod
    def count(cls, change: int) -> None:
        with cls.one_at_a_time:
            cls.busy.append(cls.busy[-1] + change)

    def _answer(self) -> None:
        server_now = type(self)
        server_now.count(1)
        server_now.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
        path = self.path.partition("?")[0]
        status, location = 200, None
        if path == "/slow":
            time.sleep(3)
        elif path == "/moved":
            status, location = 301, "/fine"
        elif path == "/moved-away":
            status, location = 302, "/gone"
        elif path == "/to-a-file":
            status, location = 302, "file:///etc/passwd"
        elif path == "/round":
            status, location = 302, "/round"
        elif path == "/head-refused":
            status = 405 if self.command == "HEAD" else 200
        elif path == "/head-gone":
            status = 404 if self.command == "HEAD" else 200
        elif path == "/pause":
            time.sleep(0.2)
        elif path.strip("/").isdigit():
            status = int(path.strip("/"))
        elif path == "/gone":
            status = 410
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        server_now.count(-1)  # before the answer leaves: with it in hand, the visitor may ask the next one at once
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815 (the names are the library's)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A local server with every kind of answer; its address without a final slash."""
    monkeypatch.setenv("no_proxy", "*")
    _Answers.asked, _Answers.busy = [], [0]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads, server.block_on_close = True, False
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def closed() -> str:
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def visited(*urls: str) -> list[tuple[str, str]]:
    found = visits.visit([Link(url=url, what="测试") for url in urls], timeout=0.7)
    return [(finding.state, finding.detail) for finding in found]


def test_each_kind_of_answer_is_told_from_the_others(web: str, closed: str) -> None:
    paths = ("fine", "fine?q=中文", "moved", "404", "410", "moved-away", "401", "403", "429", "412", "500", "503", "slow", "round", "to-a-file", "head-refused", "head-gone")  # fmt: skip
    found = dict(zip(paths, visited(*(f"{web}/{path}" for path in paths)), strict=True))
    assert found == {
        "fine": ("fine", ""), "fine?q=中文": ("fine", ""), "moved": ("moved", f"{web}/fine"), "404": ("dead", "404"), "410": ("dead", "410"),
        "moved-away": ("dead", "410"), "401": ("refused", "401"), "403": ("refused", "403"), "429": ("refused", "429"),
        "412": ("refused", "412"), "500": ("faulty", "500"), "503": ("faulty", "503"), "slow": ("unreachable", "超时"),
        "round": ("faulty", "302，一再转址，没有到达"), "to-a-file": ("faulty", "302，一再转址，没有到达"),
        "head-refused": ("fine", ""), "head-gone": ("fine", ""),
    }  # fmt: skip
    assert visited(closed) == [("unreachable", "对方没有接受连接")]


def test_a_name_that_nobody_knows_is_unreachable_and_not_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert visited("http://no-such-host.invalid/") == [("unreachable", "找不到这个主机名")]


def test_a_server_that_speaks_no_tls_is_unreachable_and_not_dead(web: str) -> None:
    assert visited(web.replace("http:", "https:") + "/404") == [("unreachable", "加密连接或证书有问题")]


def test_a_fragment_is_no_move_and_is_not_sent(web: str) -> None:
    assert visited(f"{web}/fine#part") == [("fine", "")]
    assert _Answers.asked[0][:2] == ("HEAD", "/fine")


def test_the_visitor_is_polite(web: str) -> None:
    """It identifies itself, asks by HEAD first and by GET only if that fails, and a few at a time."""
    assert {state for state, _ in visited(*(f"{web}/pause?{n}" for n in range(12)))} == {"fine"}
    assert {method for method, *_ in _Answers.asked} == {"HEAD"} and len(_Answers.asked) == 12
    assert all("policy-handbook-link-check" in agent for *_, agent in _Answers.asked)
    assert 1 < max(_Answers.busy) <= visits.AT_ONCE
    _Answers.asked.clear()
    visited(f"{web}/404")
    assert [method for method, *_ in _Answers.asked] == ["HEAD", "GET"]


# --- the verb ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "sample"
    shutil.copytree(HERE / "sample", root)
    monkeypatch.chdir(root)
    return root


def lead_to(root: Path, plan: str, measures: str) -> dict[str, bytes]:
    """Point the two links of the sample elsewhere. Returns the changed files."""
    for path in sorted((root / "data").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("https://example.gov.cn/plan", plan).replace("https://example.gov.cn/measures", measures), encoding="utf-8")  # fmt: skip
    return files(root)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def run() -> Result:
    return CliRunner().invoke(main, ["links", "--timeout", "0.7"])


def test_all_is_well(sample: Path, web: str) -> None:
    before = lead_to(sample, f"{web}/fine", f"{web}/fine?2")
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"正常  {web}/fine（风筝计划的公开页面；最近人工核对日：2026-01-20）"
    assert "最近人工核对日：未核对" in done.stdout and "请编辑人员" not in done.stdout
    assert done.stdout.endswith("共 2 个链接，0 个失效，0 个要看一看。数据没有改动。\n")
    assert files(sample) == before


def test_a_dead_link_ends_with_1_and_says_where_it_stands(sample: Path, web: str) -> None:
    before = lead_to(sample, f"{web}/404", f"{web}/moved")
    done = run()
    assert done.exit_code == 1
    assert f"data/links.yml:1:8: 失效（404）\n    - url: {web}/404\n" in done.stdout
    assert f"data/links.yml:5:8: 已转到 {web}/fine" in done.stdout
    assert "1 个失效，2 个要看一看。数据没有改动。" in done.stdout
    assert files(sample) == before


@pytest.mark.parametrize("path", ["403", "moved", "500", "slow"])
def test_what_is_not_dead_does_not_fail(path: str, sample: Path, web: str) -> None:
    lead_to(sample, f"{web}/fine", f"{web}/{path}")
    done = run()
    assert done.exit_code == 0 and "0 个失效，1 个要看一看" in done.stdout


def test_without_a_network_nothing_is_said_about_the_links(sample: Path, closed: str) -> None:
    before = lead_to(sample, closed, f"{closed}2")
    done = run()
    assert done.exit_code == 3
    assert "没有网络" in done.stderr and "没有得出结论" in done.stderr
    assert "失效" not in done.stdout + done.stderr and files(sample) == before


def test_bad_data_is_told_before_anybody_is_visited(sample: Path, web: str) -> None:
    lead_to(sample, f"{web}/fine", f"{web}/404")
    (sample / "data/links.yml").unlink()
    done = run()
    assert done.exit_code == 1 and "外部链接没有登记" in done.stderr and _Answers.asked == []


def test_the_committed_list_is_honest() -> None:
    """A day of checking is a real day, with what was seen."""
    for record in YAML(typ="safe").load((ROOT / "data/links.yml").read_text(encoding="utf-8")):
        assert record.get("checked") is None or (isinstance(record["checked"], date) and record["seen"])
        assert record.get("checked") or record["note"], "a link that nobody checked says what is known of it"
