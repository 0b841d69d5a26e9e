"""Fixtures: the real site, built once through the command; a server for it; and one real browser at a time."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from filelock import FileLock

from browsers import BrowserMissing, Chromium, Firefox, Page, Server, serve

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = {"chromium": Chromium, "firefox": Firefox}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write site_tests/golden/ anew (make golden)")


class Running:
    """The one running browser. Asking for another closes it: two at once overload small machines."""

    def __init__(self) -> None:
        self._browser: Chromium | Firefox | None = None

    def get(self, name: str) -> Chromium | Firefox:
        if self._browser and self._browser.name != name:
            self.close()
        if not self._browser:
            try:
                self._browser = Chromium() if name == "chromium" else Firefox()
            except BrowserMissing as error:
                pytest.skip(
                    f"此机器上没有 {name}（可运行 site_tests/setup-browsers.sh 安装）：{str(error).splitlines()[0]}"
                )
        return self._browser

    def close(self) -> None:
        browser, self._browser = self._browser, None
        if browser:
            browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order: tests without a browser, then one browser after the other, so that each is started once.

    Within each group long tests come first, so that the processes of a run end at about the same time.
    """

    def rank(item: pytest.Item) -> tuple[int, bool]:
        asked = {*getattr(item, "fixturenames", ())}
        if callspec := getattr(item, "callspec", None):
            asked.add(callspec.params.get("page"))
        browser = 2 if "firefox" in asked else 1 if "chromium" in asked else 0
        return browser, item.get_closest_marker("long") is None

    items.sort(key=rank)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The folder of the real site, built once for all workers of the run from the data of this checkout."""
    common = tmp_path_factory.getbasetemp()
    if hasattr(pytestconfig, "workerinput"):  # a worker of pytest-xdist: its folder is inside that of the run
        common = common.parent
    output = common / "the-real-site"
    with FileLock(common / "the-real-site.lock"):
        if not (output / "site/index.html").is_file():
            _build(output)
    return output / "site"


def _build(output: Path, root: Path = ROOT) -> None:
    command = [sys.executable, "-c", "from generator.cli import main; main()", "build", "--output", str(output)]
    done = subprocess.run(
        command, cwd=root, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=900
    )
    if done.returncode:
        pytest.fail(f"handbook build: exit status {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False)
    assert (output / "site/index.html").is_file(), "handbook build ended well, but wrote no site/index.html"


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The second handbook, of an invented city, in a folder of its own, built once for all workers by the command."""
    common = tmp_path_factory.getbasetemp()
    if hasattr(pytestconfig, "workerinput"):
        common = common.parent
    root = common / "example/shilishi"
    with FileLock(common / "example.lock"):
        if not root.is_dir():
            shutil.copytree(ROOT / "examples/shilishi", root, ignore=shutil.ignore_patterns("build"))
            _build(root / "build", root)
    return root


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline bundle, unpacked into a folder with spaces and Chinese in its path."""
    folder = tmp_path_factory.mktemp("bundle") / "我的 文件" / "政策手册（离线）"
    with ZipFile(next(site.parent.glob("*.zip"))) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The real site over HTTP; ``server.url`` ends with a slash."""
    with serve(site) as running:
        yield running


@pytest.fixture(params=["web", "folder"])
def root(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The site on the web, and the same site opened from a folder."""
    yield request.getfixturevalue("server").url if request.param == "web" else site.as_uri() + "/"


@pytest.fixture(scope="session")
def model(site: Path) -> dict[str, Any]:
    """The real handbook as exported to programs."""
    found: dict[str, Any] = json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def running_browser() -> Iterator[Running]:
    running = Running()
    yield running
    running.close()


def _page(running: Running, name: str) -> Iterator[Page]:
    with running.get(name).page() as page:
        yield page


@pytest.fixture
def chromium(running_browser: Running) -> Iterator[Page]:
    """A new tab of Chromium, with storage of its own."""
    yield from _page(running_browser, "chromium")


@pytest.fixture
def firefox(running_browser: Running) -> Iterator[Page]:
    """A new tab of Firefox, with storage of its own."""
    yield from _page(running_browser, "firefox")


@pytest.fixture(params=BROWSERS)
def page(request: pytest.FixtureRequest, running_browser: Running) -> Iterator[Page]:
    """A new tab of each browser in turn: the test runs once with Chromium and once with Firefox."""
    yield from _page(running_browser, request.param)
