"""Publishing a new edition over the old one: only what changed is compressed, told and sent, and an upload that stops after any
object leaves a site of which every page works."""

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import boto3
import brotli
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from generator.cli import main
from generator.delivery import checksums
from generator.delivery.compression import release
from generator.delivery.upload import COMING, PREVIOUS, cache_of, kind_of, steps, upload
from generator.pipeline.site import make_site
from samples import copied

EDITION = "assets/data/edition.js"


class Stopped(Exception):
    """An upload was cut off."""


class Memory:
    """A store that can be made to stop after a number of acts."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.log: list[tuple[str, str]] = []
        self.left: int | None = None

    def _act(self, what: str, path: str) -> None:
        if self.left == 0:
            raise Stopped
        if self.left is not None:
            self.left -= 1
        self.log.append((what, path))

    def get(self, path: str) -> bytes | None:
        return self.objects.get(path)

    def put(self, path: str, data: bytes, kind: str, cache: str) -> None:
        self._act("put", path)
        self.objects[path] = data

    def delete(self, path: str) -> None:
        self._act("delete", path)
        self.objects.pop(path, None)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two editions of the sample as built: a sum changes, a term comes, a direction with its page goes, a script is another."""
    output = tmp_path_factory.mktemp("editions")
    root = copied(output / "sample", more=True)
    make_site(root, output / "one")
    _edit(root / "data/site.yml", r'version: "?([\d.]+)"?', r'version: "\g<1>1"')
    terms = next(iter(sorted((root / "data/terms").glob("*.yml"))))
    with terms.open("a", encoding="utf-8") as file:
        file.write("- id: t-brand-new\n  name: 全新术语\n  type: product\n")
    lists = root / "data/departments.yml"
    with lists.open("a", encoding="utf-8") as file:
        file.write("- id: brandnew\n  name: 样例市全新局\n  short_names: [市全新局]\n  kind: municipal\n")
    make_site(root, output / "two")
    _another_script(output / "two/site")
    for name in ("one", "two"):
        shutil.rmtree(output / name / "pages")
    return [output / "one/site", output / "two/site"]


def _edit(path: Path, pattern: str, becomes: str) -> None:
    text, found = re.subn(pattern, becomes, path.read_text(encoding="utf-8"), count=1)
    assert found, path
    path.write_text(text, encoding="utf-8")


def _another_script(site: Path) -> None:
    """As if the program had changed, too: a script of every page gets another content, and so another name."""
    (old,) = (site / "assets/javascripts").glob("status.*.js")
    new = old.with_name("status.0123456789ab.js")
    old.write_text(old.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    old.rename(new)
    for page in site.rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(old.name, new.name), encoding="utf-8")
    checksums.write_checksums(site)


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


# --- the release --------------------------------------------------------------------------------------------------------


def _tiny(site: Path, files: dict[str, str]) -> None:
    shutil.rmtree(site, ignore_errors=True)
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    checksums.write_checksums(site)


ONE = {"index.html": "首页" * 400, "a/index.html": "甲" * 800, "b.html": "乙" * 800, "old.html": "旧" * 800}
TWO = {"index.html": "首页" * 400, "a/index.html": "新甲" * 400, "b.html": "乙" * 800, "c.html": "丙" * 800}


def test_a_release_keeps_what_did_not_change_and_tells_what_did(tmp_path: Path) -> None:
    _tiny(tmp_path / "site", ONE)
    first = release(tmp_path, effort=2)
    assert (first.kept, first.since) == (0, None)
    assert not (tmp_path / "release-purge.txt").exists()
    before = {name: (tmp_path / "release" / name).stat() for name in ("index.html", "b.html.br", "a/index.html")}
    _tiny(tmp_path / "site", TWO)
    second = release(tmp_path, effort=2, live_url="https://example.gov.cn/handbook/")
    after = {name: (tmp_path / "release" / name).stat() for name in before}
    same = {name for name in before if (before[name].st_ino, before[name].st_mtime_ns) == (after[name].st_ino, after[name].st_mtime_ns)}  # fmt: skip
    assert same == {"index.html", "b.html.br"}
    assert second.kept == 2 and second.since
    assert json.loads((tmp_path / "release-changes.json").read_text(encoding="utf-8")) == {
        "new": ["c.html"], "changed": ["a/index.html"], "gone": ["old.html"],
    }  # fmt: skip
    assert (tmp_path / "release-purge.txt").read_text(encoding="utf-8").split() == [
        f"https://example.gov.cn/handbook/{path}" for path in ("a/index.html", "a/", "old.html", "SHA256SUMS")
    ]
    for name, text in TWO.items():
        assert (tmp_path / "release" / name).read_text(encoding="utf-8") == text
        assert brotli.decompress((tmp_path / "release" / f"{name}.br").read_bytes()).decode() == text
    assert not (tmp_path / "release/old.html.br").exists()


def test_a_release_that_was_tampered_with_is_not_taken_over(tmp_path: Path) -> None:
    _tiny(tmp_path / "site", ONE)
    release(tmp_path, effort=2)
    (tmp_path / "release/b.html.br").write_bytes(brotli.compress("假".encode()))
    (tmp_path / "release/old.html").write_text("假", encoding="utf-8")
    (tmp_path / "release/a/index.html.gz").unlink()
    (tmp_path / "release/a/index.html.br").unlink()
    assert release(tmp_path, effort=2).kept == 1
    for name, text in ONE.items():
        assert (tmp_path / "release" / name).read_text(encoding="utf-8") == text
        assert brotli.decompress((tmp_path / "release" / f"{name}.br").read_bytes()).decode() == text


def test_a_release_is_compared_with_the_edition_that_readers_have(tmp_path: Path) -> None:
    _tiny(tmp_path / "site", ONE)
    (tmp_path / "published").write_bytes((tmp_path / "site/SHA256SUMS").read_bytes())
    _tiny(tmp_path / "site", TWO)
    release(tmp_path, effort=2)
    again = release(tmp_path, effort=2, published=tmp_path / "published")
    assert again.since and again.since.changed == ["a/index.html"]


# --- the order of an upload -----------------------------------------------------------------------------------------------

_REFERENCE = re.compile(r'<(script|link|img|a)\b[^>]*?\b(?:src|href)="([^"#?]+)', re.DOTALL)


def _asks(path: str, page: bytes) -> tuple[set[str], set[str]]:
    """(what a page loads, the pages it links to), by path from the root."""
    loads: set[str] = set()
    links: set[str] = set()
    for tag, told in _REFERENCE.findall(page.decode("utf-8")):
        if re.match(r"[a-z]+:", told):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(unescape(told))))
        (links if tag == "a" else loads).add(target)
    return loads, links


class Watch:
    """Holds of a store, after each act, that every page that a reader can come to works."""

    def __init__(self, began: set[str]) -> None:
        self._began = began
        self._known: dict[bytes, tuple[set[str], set[str]]] = {}

    def _of(self, path: str, page: bytes) -> tuple[set[str], set[str]]:
        key = path.encode() + page
        if key not in self._known:
            self._known[key] = _asks(path, page)
        return self._known[key]

    def hold(self, objects: dict[str, bytes]) -> None:
        seen, open_ = set(), {path for path in self._began if path.endswith(".html") and path != "404.html"}
        while open_:
            path = open_.pop()
            seen.add(path)
            loads, links = self._of(path, objects[path])
            assert {*loads, *links} <= objects.keys(), (path, sorted({*loads, *links} - objects.keys())[:3])
            open_ |= {link for link in links if link.endswith(".html")} - seen
        told = json.loads(objects[EDITION].decode().partition(",")[2].rstrip(";\n)"))
        files = {re.sub(r"(?=\.\w+$)", f".{sum_}", path) for path, sum_ in told["files"].items()}
        assert files <= objects.keys(), sorted(files - objects.keys())[:3]
        catalogue = next(objects[path] for path in files if path.startswith("search/catalogue."))
        (index,) = re.findall(rb'"index":"(\w+)"', catalogue)
        entry = json.loads(objects[f"search/pagefind-entry.{index.decode()}.json"])
        assert f"search/pagefind.{entry['languages']['und']['hash']}.pf_meta" in objects


def test_an_upload_may_stop_after_any_object(editions: list[Path]) -> None:
    one, two = map(_files, editions)
    store = Memory()
    upload(editions[0], store)
    assert {path for path in store.objects if path != PREVIOUS} == one.keys()
    changed = checksums.difference(*(checksums.read(files["SHA256SUMS"].decode()) for files in (one, two)))
    assert changed.new and changed.changed and changed.gone
    watch = Watch({*one} - {*changed.gone} | {path for path in changed.gone if path.endswith(".html")})
    watch.hold(store.objects)
    store.log.clear()
    whole = Memory()
    whole.objects = dict(store.objects)
    done = upload(editions[1], whole)
    assert done.put == len(changed.new) + len(changed.changed) < len(two)
    acts = whole.log
    for act, path in acts:
        if act == "put":
            store.objects[path] = whole.objects.get(path, b"")
        else:
            store.objects.pop(path, None)
        watch.hold(store.objects)
    assert {path: data for path, data in store.objects.items() if path in two} == two
    assert set(changed.gone) <= store.objects.keys(), "pages of the old edition may still be open"
    assert acts.index(("put", EDITION)) > max(acts.index(("put", path)) for path in two if path.endswith(".html") and ("put", path) in acts)  # fmt: skip


def test_what_went_out_of_use_is_deleted_one_edition_later(editions: list[Path], tmp_path: Path) -> None:
    one, two = map(_files, editions)
    store = Memory()
    store.objects["belongs-to-somebody-else.txt"] = b""
    upload(editions[0], store)
    upload(editions[1], store)
    assert (upload(editions[1], store).put, upload(editions[1], store).deleted) == (0, 0), (
        "the same edition twice is no edition"
    )
    third = tmp_path / "site"
    shutil.copytree(editions[1], third)
    (third / "data/new.txt").write_text("新", encoding="utf-8")
    checksums.write_checksums(third)
    done = upload(third, store)
    assert done.put == 1 and done.deleted == len(one.keys() - two.keys())
    assert store.objects.keys() == _files(third).keys() | {PREVIOUS, "belongs-to-somebody-else.txt"}


FILES = st.dictionaries(st.sampled_from(["index.html", "a.html", "b.html", "x.0123456789ab.js", EDITION]), st.sampled_from("123"), min_size=1)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(FILES, st.integers(0, 12)), min_size=1, max_size=5), FILES)
def test_a_stopped_upload_is_made_good_by_the_next(
    tmp_path_factory: pytest.TempPathFactory, stopped: list[tuple[dict[str, str], int]], last: dict[str, str]
) -> None:
    """Any editions, each cut off anywhere or taken up again: the last one stands whole, and two more leave nothing else."""
    folder, store = tmp_path_factory.mktemp("editions") / "site", Memory()
    for files, acts in stopped:
        _tiny(folder, files)
        store.left = acts
        with suppress(Stopped):
            upload(folder, store)
    store.left = None
    for files in (last, {**last, "more.html": "4"}, {**last, "more.html": "5"}):
        _tiny(folder, files)
        upload(folder, store)
        assert {path: store.objects[path].decode() for path in files} == files
    assert store.objects.keys() == {*last, "more.html", "SHA256SUMS", PREVIOUS}
    assert COMING not in store.objects


def test_hashed_files_come_first_and_the_edition_last() -> None:
    old = {"index.html": "1", "a.js": "1", EDITION: "1"}
    now = {"index.html": "2", "new.html": "1", "s.0123456789ab.css": "1", "search/index/und_x.pf_index": "1", EDITION: "2", "z.json": "1"}  # fmt: skip
    assert [step.path for step in steps(now, old, {"older.html": "1", "index.html": "0"})] == [
        "s.0123456789ab.css", "search/index/und_x.pf_index", "new.html", "z.json", "index.html", EDITION, "older.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        (EDITION, "text/javascript; charset=utf-8", "no-cache"),
        (
            "assets/javascripts/a.0123456789ab.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("search/fragment/und_1.pf_fragment", "application/octet-stream", "public, max-age=31536000, immutable"),
        ("data/supports.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "no-cache"),
        ("SHA256SUMS", "text/plain; charset=utf-8", "no-cache"),
    ],
)
def test_objects_say_what_they_are(path: str, kind: str, cache: str) -> None:
    assert (kind_of(path), cache_of(path)) == (kind, cache)


# --- a real server of the protocol ----------------------------------------------------------------------------------------


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in (("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_DEFAULT_REGION", "us-east-1")):  # fmt: skip
        monkeypatch.setenv(name, value)
    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def test_the_command_speaks_to_a_real_server(endpoint: str, tmp_path: Path) -> None:
    client = boto3.client("s3", endpoint_url=endpoint)
    client.create_bucket(Bucket="handbook")
    command = ["upload", "s3://handbook/city/", "--endpoint", endpoint, "--output", str(tmp_path)]

    def stored() -> dict[str, str]:
        found = client.list_objects_v2(Bucket="handbook").get("Contents", [])
        return {
            one["Key"]: client.get_object(Bucket="handbook", Key=one["Key"])["Body"].read().decode() for one in found
        }

    _tiny(tmp_path / "site", ONE)
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "已上传 4 个文件，删去 0 个早已不用的。"), done.output
    _tiny(tmp_path / "site", TWO)
    done = CliRunner().invoke(main, command)
    assert done.output.splitlines()[0] == "已上传 2 个文件，删去 0 个早已不用的。"
    found = stored()
    assert {f"city/{name}": text for name, text in {**ONE, **TWO}.items()}.items() <= found.items()
    _tiny(tmp_path / "site", {**TWO, "d.html": "丁"})
    done = CliRunner().invoke(main, command)
    assert done.output.splitlines()[0] == "已上传 1 个文件，删去 1 个早已不用的。"
    assert stored().keys() == {f"city/{name}" for name in (*TWO, "d.html", "SHA256SUMS", PREVIOUS)}
    head = client.head_object(Bucket="handbook", Key="city/index.html")
    assert (head["ContentType"], head["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")


def test_a_store_that_refuses_is_told_in_one_message(endpoint: str, tmp_path: Path) -> None:
    _tiny(tmp_path / "site", ONE)
    for address, told in (("s3://no-such-bucket", "对象存储没有照办"), ("ftp://x", "读不懂 ftp://x")):
        done = CliRunner().invoke(main, ["upload", address, "--endpoint", endpoint, "--output", str(tmp_path)])
        assert done.exit_code == 1 and told in done.output and "Traceback" not in done.output
    done = CliRunner().invoke(main, ["upload", "s3://x", "--endpoint", endpoint, "--output", str(tmp_path / "nothing")])
    assert done.exit_code == 1 and "没有完整的网站" in done.output
