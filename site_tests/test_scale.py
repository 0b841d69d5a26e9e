"""Large handbooks: synthetic ones of small size show what would grow without bound in large ones."""

import posixpath
import re
from functools import cache
from pathlib import Path

import pytest

import last_run
import synthetic
from generator.book import addresses, gathered, matching, rolls, volumes
from generator.book.handbook import Handbook
from generator.book.link import link
from generator.engine.build import write_pages
from generator.exports import tables
from generator.pages import render
from generator.pipeline.check import check
from generator.search import page_text
from generator.source.defaults import DEFAULTS
from samples import real_book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """A handbook of 220 clauses: long enough for lists that may grow to be longer than a page shows."""
    return _made(tmp_path_factory.mktemp("synthetic"), 220)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return _made(tmp_path_factory.mktemp("synthetic"), 90)


@pytest.fixture(scope="module")
def pages(book: Handbook) -> dict[str, str]:
    """Every page by address, as text with marks."""
    return _drawn(book)


def _made(folder: Path, clauses: int) -> Handbook:
    synthetic.write(folder / "book", clauses)
    return link(check(folder / "book"))


def _drawn(book: Handbook) -> dict[str, str]:
    return render.draw(book, DEFAULTS / "content")


@cache
def _small_pages(book: Handbook) -> dict[str, str]:
    return _drawn(book)


def _links(page: str, url: str) -> list[str]:
    """The addresses from the root to which a page links, in its order."""
    folder = posixpath.dirname(url)
    found = re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page)
    return [posixpath.normpath(posixpath.join(folder, link)) for link in found]


def test_a_synthetic_handbook_is_like_a_real_one(book: Handbook) -> None:
    assert 205 <= len(book.clauses) <= 235
    assert 1.2 <= len(book.supports) / len(book.clauses) <= 1.8  # 1.5, give or take chance
    assert any(document.replaced_by for document in book.documents)


def test_the_same_numbers_give_the_same_handbook(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        synthetic.write(tmp_path / name, 60, seed)
        check(tmp_path / name)
    one, again, other = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.yml")}
        for name in ("one", "again", "other")
    )
    assert one == again
    assert one != other


# --- lists on pages -----------------------------------------------------------------------------------------------------


def test_a_long_list_says_so_and_all_of_it_stands_on_pages_of_their_own(book: Handbook, pages: dict[str, str]) -> None:
    """Shown entries, the number of the others, and all entries in order over the further pages: for every record."""
    records: list[rolls.Listing] = [*book.departments, *book.industries, *book.subfields, *book.clauses, *book.terms]
    long = [(record, key, roll) for record in records for key, roll in rolls.of(record).items() if roll.others]
    assert {roll.form for *_, roll in long} >= {"clauses", "supports", "occurrences"}
    for record, key, roll in long:
        url = record.url.partition("#")[0]
        assert len(roll.shown) <= rolls.LINES
        assert f"另有 {roll.others} {roll.unit}" in pages[url]
        assert roll.whole.partition("#")[0] in _links(pages[url], url)
        if roll.form == "clauses":
            assert roll.things and len(roll.things) == roll.total
            whole = [addresses.whole(record.url, key, number) for number in range(1, len(roll.pages) + 1)]
            wanted = [clause.url for clause in roll.things]
            listed = [link for page in whole for link in _links(pages[page], page)]
            assert [link for link in listed if link in set(wanted)] == wanted
            assert all(page in _links(pages[whole[0]], whole[0]) for page in whole[1:])


def test_a_short_list_stands_whole_in_the_order_of_the_handbook(small: Handbook) -> None:
    for department in small.departments:
        for roll in rolls.of(department).values():
            if roll.total <= rolls.LINES:
                assert not roll.others and not roll.pages
    named = [roll for d in small.departments for key, roll in rolls.of(d).items() if key == "lead" and not roll.others]
    assert named and all(list(roll.shown) == list(roll.things) for roll in named)


def test_of_many_like_supports_the_nearest_are_shown(book: Handbook) -> None:
    alike = rolls.Alike(book)
    for support in book.supports:
        roll = alike.to(support)
        others = [
            s for s in book.current if s.data.activity == support.data.activity and s.clause is not support.clause
        ]
        assert roll.total == len(others)
        assert set(roll.shown) <= set(others)
        assert len(roll.shown) == min(len(others), rolls.ROWS)
        assert sorted(roll.shown, key=book.supports.index) == list(roll.shown)
        own = {*support.industries, *support.tagged}
        same = [s for s in others if own & {*s.industries, *s.tagged}]
        if len(own) == 1 and len(same) <= rolls.ROWS:
            assert set(same) <= set(roll.shown), "those of the same industry come first"


@pytest.mark.parametrize(
    ("place", "most"), [("supports/s-", 1.3), ("documents/", 1.1), ("departments/", 1.4), ("pictures/", 1.4)]
)
def test_pages_do_not_grow_with_the_handbook(small: Handbook, pages: dict[str, str], place: str, most: float) -> None:
    """Bytes of a page of each kind on average, where the handbook grows to 2.7 times its size."""

    def average(drawn: dict[str, str]) -> float:
        sizes = [len(page.encode()) for url, page in drawn.items() if url.startswith(place) and url.count("/") < 3]
        return sum(sizes) / len(sizes)

    assert average(pages) / average(_small_pages(small)) <= most


def test_data_for_scripts_grows_no_faster_than_the_supports(small: Handbook, book: Handbook) -> None:
    """Bytes for each support: what many supports share (a condition, the places of a term) is not told with each of them."""
    for url in (addresses.MATCHING_SCRIPT, addresses.TABLE_SCRIPT):
        few, many = (len(tables.files(one)[url]) / len(one.supports) for one in (small, book))
        assert many / few <= 1.15, (url, few, many)
    told = matching.data(book)
    first = [leaf["first"] for one in told["supports"].values() for leaf in one["leaves"].values() if "first" in leaf]
    assert max(text.count("、") for text in first) <= rolls.NAMES
    assert any(re.search(r"等 (\d+) 处写到", text) for text in first)
    alike = [
        told["same"][leaf["same"]]
        for one in told["supports"].values()
        for leaf in one["leaves"].values()
        if "same" in leaf
    ]
    assert alike and all(len(keys) > 1 for keys in alike)
    for identity, one in told["supports"].items():
        for name, leaf in one["leaves"].items():
            assert "same" not in leaf or f"{identity}/{name}" in told["same"][leaf["same"]]


# --- pictures -----------------------------------------------------------------------------------------------------------


def test_parts_of_a_handbook_are_whole_documents_in_order(book: Handbook, small: Handbook) -> None:
    parts = volumes.volumes(book)
    assert len(parts) > 1
    assert [document for part in parts for document in part.documents] == book.documents
    for part in parts:
        assert len(part.documents) == 1 or len(part.supports) <= volumes.SUPPORTS
        assert len(part.documents) <= volumes.DOCUMENTS
        assert {day.document for day in part.days} <= set(part.documents)
    assert sum(len(part.days) for part in parts) == len(book.days)
    assert sum(len(target.goals) for part in parts for target in part.targets) == sum(
        len(t.goals) for t in book.targets
    )


@pytest.mark.parametrize(("picture", "kind"), [("amounts", "current"), ("documents", "documents")])
def test_the_parts_of_a_picture_show_everything_once(
    book: Handbook, pages: dict[str, str], picture: str, kind: str
) -> None:
    first = addresses.picture(picture)
    rest = [url for url in pages if url.startswith(addresses.whole(first, "part").removesuffix(".html"))]
    assert rest and all(url in _links(pages[first], first) for url in rest)
    tables = [pages[url].partition('<div class="table-wrap"')[2] for url in (first, *rest)]
    rows = [
        next(iter(_links(row, url)))
        for url, table in zip((first, *rest), tables, strict=True)
        for row in table.split("<tr>")[2:]
    ]
    assert sorted(rows) == sorted(record.url for record in getattr(book, kind))


def test_a_handbook_of_today_is_drawn_whole() -> None:
    assert volumes.volumes(real_book()) == [real_book()]
    assert gathered.places(real_book()) == {}
    assert gathered.places_script(real_book()) == {}


def test_a_page_is_read_for_all_its_places_at_once(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<article class="kind-terms"><h1>术语</h1><div id="a"><p>甲</p></div><div id="b"><p>乙</p></div></article>',
        "utf-8",
    )
    read = page_text.read(page, ["a", "b", "c"])
    assert (read.title, read.by_hand) == ("术语", False)
    assert {name: [block.text for block in blocks] for name, blocks in read.texts.items()} == {"a": ["甲"], "b": ["乙"], "c": []}  # fmt: skip


# --- memory -------------------------------------------------------------------------------------------------------------


def test_pages_are_drawn_one_by_one_as_they_are_written(small: Handbook, tmp_path: Path) -> None:
    """A file is on disk before the next page is drawn: pages need not all be in memory."""
    seen = 0
    for number, (url, text) in enumerate(render.drawing(small, DEFAULTS / "content")):
        seen += write_pages([(f"{number}.md", text)], tmp_path / "pages")
        assert (tmp_path / "pages" / f"{number}.md").read_text(encoding="utf-8") == text, url
        if seen == 3:
            break
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["2.md"], "others are removed"


# --- the benchmark ------------------------------------------------------------------------------------------------------


def test_a_run_of_the_benchmark_is_compared_with_the_kept_one() -> None:
    before = {"a": 10.0, "b": 100.0, "c": 5.0, "gone": 1.0}
    now = {"a": 12.0, "b": 50.0, "c": 5.1, "fresh": 3.0}
    lines = last_run.compared(now, before)
    assert [line.split()[0] for line in lines] == ["b", "a", "1"]
    assert ["-50%" in lines[0], "+20%" in lines[1]] == [True, True]
    assert lines[2].strip() == "1 numbers as before, 1 new"
