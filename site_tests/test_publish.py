"""The last good site stays complete, whatever happens to a build: bad data, a full disk, a kill at any moment."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.delivery import swap as publishing
from generator.delivery.checksums import write_checksums
from generator.delivery.swap import NothingKept, fresh, kept, publish, recover
from generator.pipeline.site import put_back

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
KILLS = 8
BUILD = [sys.executable, "-m", "generator", "build"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as its own project, built once."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(HERE / "sample", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "content", root / "content", dirs_exist_ok=True)
    for name in ("mkdocs.yml", "overrides"):
        (root / name).symlink_to(ROOT / name)
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root


def build(root: Path, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(BUILD, cwd=root, env=ENVIRONMENT, capture_output=True, encoding="utf-8", timeout=120, **how)


def whole(site: Path) -> str:
    """Check every file of a site against its SHA256SUMS, with none left over; returns the version it shows."""
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=site, capture_output=True, encoding="utf-8")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {line.split("  ", 1)[1] for line in (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert listed == {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    return (site / "data/handbook.json").read_text(encoding="utf-8").split('"version": "')[1].split('"')[0]


def set_version(root: Path, version: str) -> None:
    path = root / "data/site.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n".join(f'version: "{version}"' if x.startswith("version:") else x for x in text.splitlines()) + "\n", encoding="utf-8")  # fmt: skip


def test_the_built_site_is_whole(project: Path) -> None:
    assert whole(project / "build/site") == "1.10"


@pytest.mark.prove
def test_a_killed_build_leaves_a_whole_site(project: Path) -> None:
    """Killed at random moments, some of them late: after each kill the site is the last good one or the new one."""
    chance = random.Random(7)
    started = time.monotonic()
    set_version(project, "0")
    assert build(project).returncode == 0
    takes, before = time.monotonic() - started, "0"
    for turn in range(1, KILLS + 1):
        set_version(project, str(turn))
        running = subprocess.Popen(
            BUILD, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(takes * chance.uniform(0.3, 1.05))
        running.kill()
        assert running.wait(60) in (0, -signal.SIGKILL)
        found = whole(project / "build/site")
        assert found in (before, str(turn))
        before = found
    assert build(project).returncode == 0
    assert whole(project / "build/site") == str(KILLS)
    assert sorted(path.name for path in (project / "build").iterdir() if not path.name.endswith(".zip")) == [".lock", "pages", "site", "site.previous"]  # fmt: skip


@pytest.mark.parametrize("exchange", [True, False])
def test_at_no_moment_of_the_swap_is_there_a_broken_site(tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Every step of publishing is interrupted once; the first step of the next build repairs what is left."""
    if not exchange:
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)

    class Killed(BaseException):
        pass

    real_rename, real_exchange, real_remove = Path.rename, publishing._exchange, shutil.rmtree
    for last_step in range(1, 8):
        site = tmp_path / f"{last_step}/site"
        for folder, word in ((site, "last"), (fresh(site), "next")):
            folder.mkdir(parents=True)
            (folder / "index.html").write_text(word)
        steps = 0

        def step(real: Callable[..., object], *arguments: Any, **options: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps > last_step:  # noqa: B023 - called within the turn
                raise Killed
            return real(*arguments, **options)

        monkeypatch.setattr(Path, "rename", lambda self, to: step(real_rename, self, to))
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: step(real_exchange, one, other))
        monkeypatch.setattr(shutil, "rmtree", lambda *a, **k: step(real_remove, *a, **k))
        try:
            publish(fresh(site), site)
        except Killed:
            if exchange:
                assert site.exists(), "with an exchange there is no moment without a site"
        monkeypatch.setattr(Path, "rename", real_rename)
        monkeypatch.setattr(shutil, "rmtree", real_remove)
        recover(site)
        assert (site / "index.html").read_text() in ("last", "next")
        assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_readers_never_miss_a_page_while_it_is_published(tmp_path: Path) -> None:
    """Forty swaps during uninterrupted reading."""
    site, missed, stop = tmp_path / "site", [], threading.Event()
    site.mkdir()
    (site / "index.html").write_text("0")
    made = fresh(site)
    made.mkdir()
    if not publishing._exchange(made, site):
        pytest.skip("this file system cannot exchange two names in one step")
    publishing._exchange(made, site)
    made.rmdir()

    def read() -> None:
        while not stop.is_set():
            try:
                (site / "index.html").read_text()
            except OSError as error:
                missed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(40):
        made.mkdir()
        (made / "index.html").write_text(str(turn))
        publish(made, site)
    stop.set()
    reader.join()
    assert not missed


def test_two_builds_at_once(project: Path) -> None:
    """The second is told to wait and changes nothing."""
    import fcntl

    with (project / "build/.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = build(project)
    assert done.returncode == 1 and "请等它结束后再试" in done.stderr and "Traceback" not in done.stderr
    whole(project / "build/site")


def made(folder: Path, version: str) -> Path:
    """A small finished site of an edition."""
    (folder / "data").mkdir(parents=True)
    (folder / "data/handbook.json").write_text(f'{{"title": "样本", "version": "{version}"}}', encoding="utf-8")
    write_checksums(folder)
    return folder


@pytest.mark.parametrize("exchange", [True, False])
def test_an_edition_is_put_back(tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last site of another edition, however often the new one was built; twice is back again. Releases go along."""
    if not exchange:
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    site, release = tmp_path / "site", tmp_path / "release"
    with pytest.raises(NothingKept):
        put_back(tmp_path)
    for version in ("1", "2", "2"):
        for folder in (site, release):
            publish(made(fresh(folder), version), folder)
    assert put_back(tmp_path) == ("1", "2", True)
    assert whole(site) == whole(release) == "1" and whole(kept(site)) == "2"
    assert put_back(tmp_path) == ("2", "1", True)
    publish(made(fresh(site), "3"), site)
    assert put_back(tmp_path) == ("2", "3", True)  # the release is of that edition already
    (kept(site) / "data/handbook.json").write_text('{"version": "3", "cut', encoding="utf-8")
    with pytest.raises(NothingKept, match="3 版文件不全"):
        put_back(tmp_path)
    assert whole(site) == "2"


def test_the_command_puts_the_last_edition_back(project: Path) -> None:
    was = whole(project / "build/site")
    set_version(project, "next")
    assert build(project).returncode == 0
    assert whole(project / "build/site") == "next"
    done = subprocess.run([*BUILD[:-1], "rollback"], cwd=project, env=ENVIRONMENT, capture_output=True, encoding="utf-8")  # fmt: skip
    assert done.returncode == 0 and f"网站已换回 {was} 版；next 版留着" in done.stdout, done.stderr
    assert whole(project / "build/site") == was
    assert 'version: "next"' in (project / "data/site.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("most", [0, 2_000, 60_000])
def test_a_full_disk(project: Path, most: int) -> None:
    """Files cannot exceed ``most`` bytes, as on a full disk."""
    set_version(project, f"full-{most}")
    before = whole(project / "build/site")
    done = build(project, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr and "上一次生成的网站保持不变" in done.stderr, done.stderr
    assert whole(project / "build/site") == before


def test_bad_data_and_unreadable_files(project: Path) -> None:
    before = whole(project / "build/site")
    path = project / "data/dates.yml"
    good = path.read_bytes()
    for bad in ("text", "folder", "link to nowhere"):
        path.unlink()
        if bad == "text":
            path.write_text("- id: [", encoding="utf-8")
        elif bad == "folder":
            path.mkdir()
        else:
            path.symlink_to("nowhere.yml")
        done = build(project)
        assert done.returncode == 1 and "data/dates.yml" in done.stderr and "Traceback" not in done.stderr, (
            bad,
            done.stderr,
        )
        assert whole(project / "build/site") == before
        path.rmdir() if bad == "folder" else path.unlink()
        path.write_bytes(good)
