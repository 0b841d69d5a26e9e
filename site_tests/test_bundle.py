"""The offline bundle: reproducible, complete, labelled as a copy, and working from a folder."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from lxml import html

from browsers import Page
from generator.delivery.bundle import bundle
from samples import real_book
from searching import hits, open_search, type_query

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def archive(site: Path) -> Path:
    return next(site.parent.glob("*.zip"))


def test_same_site_same_bytes(site: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    again = tmp_path / "another folder" / "site"
    shutil.copytree(site, again)
    # Only a fresh build undoes what the first bundling did to the site: therefore the search is built again.
    from generator.delivery.editions import edition
    from generator.search.indexing import index

    book = real_book()
    index(book, again)
    edition(again, book.site)
    before = {
        path.relative_to(site): path.read_bytes() for path in sorted((site / "search").rglob("*")) if path.is_file()
    }
    after = {
        path.relative_to(again): path.read_bytes() for path in sorted((again / "search").rglob("*")) if path.is_file()
    }
    assert after == before, "the index is the same bytes"
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        folder.mkdir()
        bundle(again, folder, book.site)
    assert [p.read_bytes() for p in first.glob("*.zip")] == [p.read_bytes() for p in second.glob("*.zip")]


def test_sums_are_true_for_the_standard_tool(unpacked: Path, site: Path) -> None:
    for folder in (unpacked, site):
        listed = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        files = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
        assert len(listed) == len(files)
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)


def test_one_folder_with_a_text_to_read_first(archive: Path) -> None:
    with ZipFile(archive) as opened:
        names = opened.namelist()
        assert names[0].endswith("/先读我.txt")
        assert {name.split("/")[0] for name in names} == {archive.stem}
        text = opened.read(names[0]).decode("utf-8-sig")
        assert all(info.create_system == 3 and info.external_attr >> 16 == 0o644 for info in opened.infolist())
    for said in ("index.html", "数据版本", "数据日期", "网上版本", "SHA256SUMS"):
        assert said in text
    assert text.count("\r\n") == text.count("\n")


def test_the_site_offers_the_bundle_as_it_is(site: Path, archive: Path) -> None:
    page = (site / "offline.html").read_text(encoding="utf-8")
    link = re.search(r'href="(download/[^"]+\.zip)"', page)
    assert link, "the page links to the zip"
    data = (site / link[1]).read_bytes()
    assert data == archive.read_bytes()
    assert hashlib.sha256(data).hexdigest() in page
    assert f"{len(data):,} 字节" in page
    assert "[[" not in page
    assert "这是离线版" not in page
    assert 'href="offline.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_every_page_of_the_copy_says_what_it_is(unpacked: Path, site: Path) -> None:
    for path in unpacked.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "这是离线版" in text, path
        assert "下载离线版" not in text and "[[bundle" not in text, path
    for path in site.rglob("*.html"):
        assert "这是离线版" not in path.read_text(encoding="utf-8"), path


def test_every_link_and_fragment_lands_in_the_copy(unpacked: Path) -> None:
    """As on the site (``test_site``), and within the folder: no link leaves it or needs a server."""
    pages = {path: html.fromstring(path.read_bytes().decode("utf-8")) for path in sorted(unpacked.rglob("*.html"))}
    ids = {path: {element.get("id") for element in tree.iter() if element.get("id")} for path, tree in pages.items()}
    broken = []
    for path, tree in pages.items():
        for element in tree.iter("a", "area", "link", "script", "img", "source"):
            link = element.get("href") or element.get("src") or ""
            parts = urlsplit(link)
            if not link or parts.scheme or path.name == "404.html":
                continue  # outside addresses: see test_links; the 404 page does not belong in a folder
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            fragment = unquote(parts.fragment)
            state = "=" in fragment  # a choice of the finder, not a place on the page
            lands = target.is_file() and target.is_relative_to(unpacked.resolve()) and not parts.netloc
            if not lands or (fragment and not state and target in ids and fragment not in ids[target]):
                broken.append((path.relative_to(unpacked).as_posix(), link))
    assert not broken
    assert len(pages) > 200


def test_it_works_from_a_folder(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.click('.doors a[href*="supports"]')
    page.wait_for(
        "location.pathname.endsWith('/supports/index.html') && document.querySelectorAll('table tbody tr').length >= "
        f"{len(real_book().supports)}"
    )
    open_search(page, (unpacked / "documents/measures-2026-1/a10.html").as_uri())
    type_query(page, "首台套")
    found = hits(page)
    assert found
    page.press("Enter")
    page.wait_for(
        f"location.pathname.endsWith({found[0].partition('#')[0]!r}) && !!document.querySelector('mark.found')"
    )
    data = page.evaluate("document.querySelector('.site-footer__edition').textContent")
    assert "这是离线版" in data
    page.goto((unpacked / "about.html").as_uri())
    for href in page.evaluate(
        "[...document.querySelectorAll('article a[href]')].map(a => a.href).filter(a => a.startsWith('file:'))"
    ):
        assert Path(unquote(urlsplit(href).path)).is_file(), "downloads lie inside the bundle"
    root = unpacked.as_uri() + "/"
    outside = [request.url for request in page.requests if not request.url.startswith(root)]
    assert outside == []
    assert page.console == []
    # Last, since it logs errors: the policy of readers is on, so the tests above are meaningful.
    assert page.evaluate("fetch('index.html').then(() => 'allowed', () => 'refused')") == "refused"
