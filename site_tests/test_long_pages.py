"""Pages that hold all records of a kind, in a handbook that has too many for one page: in parts, whole, and found by old addresses."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

import synthetic
from browsers import Page as Tab
from generator.book import addresses, gathered
from generator.book.handbook import Handbook, See
from generator.book.link import link
from generator.pages import gatherings
from generator.pages.continued import continued
from generator.pages.templating import Layout
from generator.pipeline.check import check

SCRIPTS = Path(__file__).parent.parent / "overrides/assets/javascripts"
MOST = 4


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handbook]:
    """A small synthetic handbook, of which a page holds only few records."""
    folder = tmp_path_factory.mktemp("synthetic") / "book"
    synthetic.write(folder, 120)
    with pytest.MonkeyPatch.context() as patch:
        for page in gathered.MOST:
            patch.setitem(gathered.MOST, page, MOST)
        patch.setattr(gathered, "COLUMNS", 2)
        yield link(check(folder))


@pytest.fixture(scope="module")
def drawn(book: Handbook) -> dict[str, str]:
    layout = Layout(book, [])
    made = [
        *gatherings.documents(book), *gatherings.departments(book), *gatherings.around_supports(book), *gatherings.indexes(book),
        *continued(book),
    ]  # fmt: skip
    return {page.url: layout.draw(page) for page in made}


def _parts(drawn: dict[str, str], page: str) -> list[str]:
    further = addresses.whole(page, "part", 2).removesuffix("2.html")
    found = [url for url in drawn if url.startswith(further)]
    return [page, *sorted(found, key=lambda url: int(re.findall(r"\d+", url)[-1]))]


RECORDS: dict[str, Callable[[Handbook], Sequence[Any]]] = {
    addresses.TERMS: lambda book: [entry for entry in book.index if not isinstance(entry, See)],
    addresses.DIRECTIONS: lambda book: book.directions,
    addresses.DATES: lambda book: book.days,
    addresses.LISTS: lambda book: book.lists,
}


@pytest.mark.parametrize("page", RECORDS)
def test_parts_hold_every_record_once_and_few_each(book: Handbook, drawn: dict[str, str], page: str) -> None:
    wanted = [record.url.partition("#")[2] for record in RECORDS[page](book)]
    parts = _parts(drawn, page)
    assert len(parts) > 1
    found = [[name for name in re.findall(r' id="([^"]+)"', drawn[url]) if name in wanted] for url in parts]
    assert sorted(name for names in found for name in names) == sorted(wanted)
    assert all(len(names) <= MOST for names in found)
    for url in parts:
        assert set(parts) - {url} <= _targets(drawn[url], url), "each part links to the others"


@pytest.mark.parametrize(("page", "kind"), [(addresses.DOCUMENTS, "documents"), (addresses.DEPARTMENTS, "departments")])
def test_parts_list_every_record_with_a_page_of_its_own(
    book: Handbook, drawn: dict[str, str], page: str, kind: str
) -> None:
    parts = _parts(drawn, page)
    wanted = {record.url for record in getattr(book, kind)}
    listed = [link for url in parts for link in wanted & _targets(drawn[url].partition("</header>")[2], url)]
    assert len(parts) > 1 and sorted({*listed}) == sorted(wanted)


def test_the_table_of_goals_has_every_goal_once(book: Handbook, drawn: dict[str, str]) -> None:
    wanted = sorted(f"{target.id}/{goal.clause.url}" for target in book.targets for goal in target.goals)
    found = []
    for url in _parts(drawn, addresses.GOALS):
        assert drawn[url].count('<th scope="col"') <= 1 + gathered.COLUMNS
        for row in drawn[url].split("<tr id=")[1:]:
            cells = [cell for cell in row.split("<td")[1:] if "href" in cell]
            found += [f"{row.split(chr(34))[1]}/{next(iter(_targets(cell, url)))}" for cell in cells]
    assert sorted(found) == wanted


def test_links_lead_straight_to_where_a_record_stands(book: Handbook, drawn: dict[str, str]) -> None:
    checked = 0
    for url, page in drawn.items():
        for href in re.findall(r'href="([^":]*#[^"=]+)"', page):
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(url), path)) if path else url
            if target in drawn:
                assert f'id="{fragment}"' in drawn[target], (url, href)
                checked += 1
    assert checked > 100


@pytest.mark.parametrize("other", ["", "#nothing-of-that-name"])
def test_a_permanent_address_leads_on_to_the_part(
    book: Handbook, drawn: dict[str, str], tmp_path: Path, chromium: Tab, other: str
) -> None:
    """By ``file://``, with the site's own scripts and the real data script; what stands on no part changes nothing."""
    (url, stands), *_ = reversed(gathered.places(book).items())
    page = url.partition("#")[0]
    for name in ("core.js", "parts.js"):
        (tmp_path / "assets/javascripts").mkdir(parents=True, exist_ok=True)
        copyfile(SCRIPTS / name, tmp_path / "assets/javascripts" / name)
    for path, text in gathered.places_script(book).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    for path in (page, stands.partition("#")[0]):
        scripts = [addresses.relative(f"assets/javascripts/{name}", path) for name in ("core.js", "parts.js")]
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        text = drawn[path].partition("---\n\n")[2] + "".join(f'<script src="{script}"></script>' for script in scripts)
        (tmp_path / path).write_text(f'<!doctype html><meta charset="utf-8">{text}', "utf-8")
    root = tmp_path.as_uri() + "/"
    if other:
        chromium.goto(root + page + other)
        chromium.wait_for("handbook.load.data('assets/data/places.js').then(() => true)")
        assert chromium.url == root + page + other
    else:
        chromium.goto(root + url)
        chromium.wait_for(f"location.href === {root + stands!r} && document.querySelector(':target') !== null")


def _targets(page: str, url: str) -> set[str]:
    folder = posixpath.dirname(url)
    return {posixpath.normpath(posixpath.join(folder, link)) for link in re.findall(r'href="([^"#:]+)', page)}
