"""The installed program: a wheel alone builds a site from a folder with nothing but data."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.pipeline.site import make_site
from samples import ROOT, SAMPLE

CARRIED = ("overrides", "mkdocs.yml")
OF_THE_BUILD = (
    *CARRIED,
    "generator",
    "pyproject.toml",
    "setup.py",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
    "LICENSE-DATA",
)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=clean | environment, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(folder: Path) -> set[str]:
    """Names below a folder (or the name of a file), from its parent, without Python's caches."""
    found = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder.parent).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built in a copy: setuptools uses ``build/``, where the site is, and would take it along."""
    copy, out = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("wheel")
    for name in OF_THE_BUILD:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    pip = (sys.executable, "-m", "pip", "-q", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", out, ".", cwd=copy)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a fresh environment with the wheel. Its dependencies are those of this environment, made
    visible by a ``.pth`` file, without the editable install of this checkout."""
    folder = tmp_path_factory.mktemp("environment") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    run(sys.executable, "-m", "pip", "-q", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (own / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def test_the_wheel_holds_the_whole_program(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    defaults = {f"generator/defaults/{name}" for part in CARRIED for name in files(ROOT / part)}
    assert held == files(ROOT / "generator") | defaults


def test_an_installed_wheel_needs_nothing_but_data(installed: Path, tmp_path: Path) -> None:
    root = tmp_path / "手册"
    shutil.copytree(SAMPLE / "data", root / "data")
    where = run(installed / "python", "-c", "import generator; print(generator.__file__)", cwd=root).strip()
    assert Path(where).is_relative_to(installed.parent)
    assert "数据没有问题" in run(installed / "handbook", "check", cwd=root)
    run(installed / "handbook", "build", cwd=root)
    site = root / "build/site"
    for page in ("index.html", "guide.html", "about.html", "documents/measures/a1.html", "licences.txt", "404.html"):
        assert (site / page).is_file(), page
    assert {path.name for path in root.iterdir()} == {"data", "build"}, "nothing is written beside"
    # The checkout builds the same from the same data, with the theme and pages at its root.
    again = tmp_path / "again"
    shutil.copytree(SAMPLE / "data", again / "data")
    make_site(again, again / "build")
    assert (again / "build/site/SHA256SUMS").read_bytes() == (site / "SHA256SUMS").read_bytes()


def test_an_installed_wheel_begins_a_handbook_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The first commands of a new keeper, as the manual has them."""
    run(installed / "handbook", "init", "新手册", "--city", "样城市", cwd=tmp_path)
    root = tmp_path / "新手册"
    assert "数据没有问题：0 份文件" in run(installed / "handbook", "check", cwd=root)
    run(installed / "handbook", "build", cwd=root)
    assert "样城市政策手册" in (root / "build/site/index.html").read_text(encoding="utf-8")
    assert run(installed / "handbook", "--version", cwd=root).strip() == metadata("policy-handbook")["Version"]
