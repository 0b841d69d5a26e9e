"""Third-party software is listed with its licence as in the lock files, and the site carries the required notices."""

import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

import licences

ROOT = Path(__file__).resolve().parent.parent
STALE = "run `make licences` after `make lock`"


def test_the_list_has_every_locked_package_in_its_version() -> None:
    rows = {name: package.version for name, package in licences.listed().items()}
    wanted = {name: version for _, group in licences.groups() for name, version in group.items()}
    assert rows == wanted, STALE
    assert len(wanted) > 50 and all(wanted.values())


def test_every_locked_line_is_read() -> None:
    """The reader of lock files understands every line."""
    for lock in ("requirements.lock", "requirements-test.lock", "site_tests/bench/requirements.txt"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#", "-"))]
        assert len(lines) == len(licences.locked(lock)), lock


def test_each_package_stands_under_what_it_is_needed_for() -> None:
    text = licences.LIST.read_text(encoding="utf-8")
    for title, group in licences.groups():
        part = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
        assert set(re.findall(r"^\| `([^`]+)`", part, re.MULTILINE)) == set(group), STALE


def test_each_licence_is_what_the_installed_package_says() -> None:
    told = licences.listed()
    held = 0
    for name, package in told.items():
        if found := licences.installed(name, package.version):
            assert package.licence == licences.licence_of(found), name
            held += 1
    assert held > 40, "most packages are installed where the tests run"
    simple = re.compile(r"[A-Za-z0-9.-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.-]+)*")
    assert all(simple.fullmatch(package.licence) for package in told.values()), "an SPDX expression each"


def test_files_of_others_are_listed_as_they_are() -> None:
    text = licences.LIST.read_text(encoding="utf-8")
    rows = dict(re.findall(r"`((?:overrides|site_tests)/[^`]+)` \| `([0-9a-f]{64})`", text))
    found = {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("overrides/assets/vendor", "site_tests/vendor")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".js", ".css", ".wasm", ".mjs", ".woff2")
    }
    assert rows == found, STALE
    for library in licences.vendored():
        assert f"| {library.name} | {library.version} | {library.licence} |" in text
        assert list((ROOT / library.file).parent.glob("LICENSE*")), "its licence lies beside it"


def test_the_notices_are_current() -> None:
    for name in ("mkdocs-material", "pypinyin", "opencc"):
        if not licences.installed(name, licences.locked("requirements.lock")[name]):
            pytest.skip(f"{name} is installed in another version than the lock has")
    assert licences.NOTICES.read_text(encoding="utf-8") == licences.the_notices(), STALE


@pytest.mark.parametrize("edition", ["site", "unpacked"])
def test_the_site_carries_the_notices_of_what_it_ships(edition: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(edition)
    notices = (folder / "licences.txt").read_text(encoding="utf-8")
    versions = licences.locked("requirements.lock")
    for said in (
        f"Material for MkDocs {versions['mkdocs-material']}", f"Pagefind {versions['pagefind-bin']}", f"OpenCC {versions['opencc']}",
        f"pypinyin {versions['pypinyin']}", "write-excel-file", "fflate", "rxjs", "Martin Donath", "CloudCannon", "Apache License\nVersion 2.0",
    ):  # fmt: skip
        assert said in notices, said
    about = html.fromstring((folder / "about.html").read_bytes().decode("utf-8"))
    assert about.xpath("//article//a[@href='licences.txt']"), "the page about the data leads to them"


def test_every_script_of_others_on_the_site_is_accounted_for(site: Path) -> None:
    """Scripts and styles are ours (``overrides/assets``), written by the build, or named in the notices."""
    ours = {re.sub(r"\.[0-9a-f]{12}$", "", path.stem) for path in (ROOT / "overrides/assets").rglob("*") if path.suffix in (".js", ".css")}  # fmt: skip
    written = {
        "citations",
        "supports",
        "matching",
        "policy-list",
        "clauses",
        "calendar",
        "products",
        "catalogue",
        "catalogue-more",
        "answers",
        "folding",
        "edition",
    }
    of_others = re.compile(r"answers-[0-9a-f]{8}-[0-9]+|bundle\.[0-9a-f]{8}\.min|(?:main|palette)\.[0-9a-f]{8}\.min|pagefind-worker|write-excel-file\.min|fflate")  # fmt: skip
    for path in site.rglob("*"):
        if path.suffix in (".js", ".css", ".wasm"):
            stem = re.sub(r"\.[0-9a-f]{12}$", "", path.stem)
            assert stem in ours | written or of_others.fullmatch(stem), path.relative_to(site)
    assert not (site / "assets/javascripts/lunr").exists() and not (site / "assets/javascripts/workers").exists()
