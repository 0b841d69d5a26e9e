"""The table files, opened by readers of their formats, agree with the model; no text becomes a formula."""

import hashlib
import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from generator.book import citations
from generator.book.handbook import Handbook
from generator.book.link import link
from generator.exports import tables
from generator.pipeline.check import check
from sheets import HOSTILE, read_csv, read_xlsx

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def book() -> Handbook:
    return link(check(ROOT))


def test_three_formats_say_the_same_as_the_model(site: Path, book: Handbook) -> None:
    head = [column.name for column in tables.COLUMNS]
    rows = tables.rows(book)
    assert read_xlsx((site / "data/supports.xlsx").read_bytes()) == [head, *rows]
    assert read_csv((site / "data/supports.csv").read_bytes()) == [
        head,
        *([str(value) for value in row] for row in rows),
    ]
    data = json.loads((site / "data/supports.json").read_text(encoding="utf-8"))
    assert [column["name"] for column in data["columns"]] == head
    assert [list(row.values()) for row in data["rows"]] == rows
    for row, support in zip(data["rows"], book.supports, strict=True):
        assert all(value != "" and value is not None for value in row.values()), support.id
        assert row["id"] == support.id and row["clause"] == support.clause.id and row["version"] == book.site.version
        assert row["citation"].startswith(citations.citation(support.clause, book.site)) and row["address"].endswith(
            support.url
        )
        assert row["amount_wan"] == (support.data.amount.wan or "未载明")


def test_an_address_is_whole_where_the_site_has_one(book: Handbook) -> None:
    live = book.site.model_copy(update={"live_url": "https://example.org/handbook/"})
    for site, begins in ((book.site, ""), (live, "https://example.org/handbook/")):
        row = dict(
            zip([column.key for column in tables.COLUMNS], tables.rows(replace(book, site=site))[0], strict=True)
        )
        assert row["address"] == begins + book.supports[0].url


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    """A title and a condition that a spreadsheet would execute are texts in every format."""
    shutil.copytree(ROOT / "site_tests/sample", tmp_path / "root")
    measures = tmp_path / "root/data/documents/measures.yml"
    text = measures.read_text(encoding="utf-8")
    measures.write_text(text.replace("title: 载人风筝项目", "title: '=1+1'").replace("what_for: 支持做", "what_for: '@SUM(A1) 做").replace("风筝的项目。", "风筝的项目。'", 1), encoding="utf-8")  # fmt: skip
    book = link(check(tmp_path / "root"))
    row = tables.rows(book)[0]
    assert row[2] == "=1+1" and str(row[3]).startswith("@SUM(A1)")
    assert read_xlsx(tables.supports_xlsx(book))[1][2:4] == row[2:4]
    assert read_csv(tables.supports_csv(book))[1][2:4] == [f"'{value}" for value in row[2:4]]
    values: list[str | int] = [*HOSTILE, "文字", 5]
    assert [tables.harmless(value) for value in values] == [
        *(f"'{t}" for t in HOSTILE[:-1]),
        HOSTILE[-1],
        "文字",
        5,
    ]


def test_scripts_hold_no_end_of_script(book: Handbook) -> None:
    for text in tables.files(book).values():
        if isinstance(text, str) and text.startswith("(window"):
            assert "<" not in text.split("=", 1)[1]


def test_same_data_same_bytes(book: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tables.supports_xlsx(book)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert tables.supports_xlsx(book) == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert book.site.as_of.isoformat().encode() in parts.read("docProps/core.xml")


def test_libraries_of_others_are_as_recorded() -> None:
    vendor = ROOT / "overrides/assets/vendor"
    recorded = dict(
        re.findall(r"`([\w./-]+\.js)` \| `([0-9a-f]{64})`", (vendor / "README.md").read_text(encoding="utf-8"))
    )
    found = {
        path.relative_to(vendor).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in vendor.rglob("*.js")
    }
    assert found == recorded
