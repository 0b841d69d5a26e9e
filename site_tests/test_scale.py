"""Large handbooks: synthetic ones of small size show what would grow without bound in large ones."""

from functools import cache
from pathlib import Path

import pytest

import synthetic
from generator.book.handbook import Handbook
from generator.book.link import link
from generator.pipeline.check import check
from generator.search import page_text


@cache
def _book(folder: Path) -> Handbook:
    return link(check(folder))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """A handbook of 400 clauses: long enough for every list that may grow to be longer than a page shows."""
    folder = tmp_path_factory.mktemp("synthetic") / "book"
    synthetic.write(folder, 400)
    return _book(folder)


def test_a_synthetic_handbook_is_like_a_real_one(book: Handbook) -> None:
    assert 380 <= len(book.clauses) <= 420
    assert 1.3 <= len(book.supports) / len(book.clauses) <= 1.7
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


def test_a_page_is_read_for_all_its_places_at_once(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<article class="kind-terms"><h1>术语</h1><div id="a"><p>甲</p></div><div id="b"><p>乙</p></div></article>',
        "utf-8",
    )
    read = page_text.read(page, ["a", "b", "c"])
    assert (read.title, read.by_hand) == ("术语", False)
    assert {name: [block.text for block in blocks] for name, blocks in read.texts.items()} == {"a": ["甲"], "b": ["乙"], "c": []}  # fmt: skip
