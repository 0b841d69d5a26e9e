"""Same input, same bytes: builds in other folders, time zones, locales and hash seeds are identical, including the
zip."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

ELSEWHERE = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Kathmandu", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "HOME": "/nonexistent"},
]


def built(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The sample built in ``folder``: name -> hash of every output file."""
    shutil.copytree(HERE / "sample", folder)
    shutil.copytree(ROOT / "content", folder / "content", dirs_exist_ok=True)
    for name in ("mkdocs.yml", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ", "SOURCE_DATE"))}  # fmt: skip
    command = [sys.executable, "-m", "generator", "release"]
    done = subprocess.run(command, cwd=folder, env={**kept, "PYTHONPATH": str(ROOT), **environment}, capture_output=True, timeout=200)  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    build = folder / "build"
    return {
        path.relative_to(build).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(build.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("a") / "手册 一", ELSEWHERE[0])


@pytest.mark.parametrize("environment", ELSEWHERE[1:], ids=lambda e: e["TZ"])
def test_other_folder_zone_locale_and_seed(first: dict[str, str], tmp_path: Path, environment: dict[str, str]) -> None:
    other = built(tmp_path / "a much longer folder name/than the other", environment)
    assert {name for name in first if other.get(name) != first[name]} == set()
    assert set(other) == set(first)
    assert (
        any(name.endswith(".zip") for name in first) and "site/SHA256SUMS" in first and "release/index.html.br" in first
    )


def test_the_day_of_the_build_can_be_set(first: dict[str, str], tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH changes the zip's times and nothing else."""
    one = built(tmp_path / "one", {**ELSEWHERE[0], "SOURCE_DATE_EPOCH": "1700000000"})
    archive = next(name for name in one if name.endswith(".zip"))
    assert one[archive] != first[archive]
    assert one["site/data/handbook.json"] == first["site/data/handbook.json"]
