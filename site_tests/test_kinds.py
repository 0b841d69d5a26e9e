"""How to add a kind of record: one record, one descriptor, one template. This example exists only in the test."""

import gzip
import json
import shutil
from pathlib import Path

import pytest

from generator.book.kinds import Compared, Found, Kind
from generator.book.link import link
from generator.book.registry import KINDS
from generator.exports.handbook_json import handbook_data, schema
from generator.history import changes, ledger
from generator.pipeline.check import check
from generator.pipeline.site import make_site
from generator.records import ClauseRef, Id, Record, Text
from generator.records.kinds import OF_THE_HOUSE, RecordKind
from generator.source.load import Source
from generator.source.problems import BadData
from samples import ROOT, copied


class Prize(Record):
    """A prize that a text mentions."""

    id: Id
    name: Text
    what: Text
    clause: ClauseRef


TEMPLATE = """<header class="page-head"><p class="kicker">奖项</p><h1>{{ record.name }}</h1></header>
<p class="gist">{{ record.data.what }}</p>"""

PRIZES = """- id: golden-kite
  name: 金风筝奖
  what: 每年评出的最好风筝。
  clause: measures/a1
"""


@pytest.fixture
def kind(tmp_path: Path) -> Kind:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/prize.html.jinja").write_text(TEMPLATE, encoding="utf-8")
    return Kind(
        data=RecordKind(
            "prize", "奖项", Prize, "data/prizes.yml", pattern="prizes/{key}.html", names=lambda prize: (prize.name,)
        ),
        key="prizes",
        rank=20,
        found=lambda prize: Found(prize.name, note="奖项"),
        compared={"name": Compared("名称"), "what": Compared("说明", "text"), "clause": Compared("依据")},
        template="prize.html.jinja",
        folder=tmp_path / "templates",
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copied(tmp_path / "sample")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "data/prizes.yml").write_text(PRIZES, encoding="utf-8")
    return root


def read(root: Path, kind: Kind) -> Source:
    return check(root, [*(known.data for known in (*KINDS, kind)), *OF_THE_HOUSE])


def text_of(site: Path, pattern: str) -> str:
    """The one file of this pattern: names of scripts carry a sum."""
    (path,) = site.glob(pattern)
    return path.read_text(encoding="utf-8")


def test_a_new_kind_is_everywhere(root: Path, kind: Kind, tmp_path: Path) -> None:
    kinds = (*KINDS, kind)
    make_site(root, tmp_path / "build", kinds=kinds)
    site = tmp_path / "build/site"
    page = (site / "prizes/golden-kite.html").read_text(encoding="utf-8")
    assert "金风筝奖" in page and "每年评出的最好风筝" in page

    data = json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))
    assert data["prizes"] == [
        {
            "id": "golden-kite", "url": "prizes/golden-kite.html", "address": "prizes/golden-kite.html",
            "citation": f"{data['title']}“金风筝奖”（奖项）", "name": "金风筝奖", "what": "每年评出的最好风筝。", "clause": "measures/a1",
        }
    ]  # fmt: skip
    assert set(schema(kinds)["properties"]) == set(data)

    source = read(root, kind)
    assert "prizes/golden-kite.html" in ledger.addresses_of(source)
    citations = text_of(site, "assets/data/citations.*.js")
    assert '"金风筝奖"' in citations and '"prizes/golden-kite.html"' in citations
    catalogue = text_of(site, "search/catalogue-more.*.js")
    assert '"golden-kite"' in catalogue and "金风筝奖" in catalogue
    fragments = [gzip.decompress(path.read_bytes()).decode() for path in (site / "search/fragment").iterdir()]
    assert sum("评出" in text for text in fragments) == 1, "its text is in the index as that of any page"

    prizes = root / "data/prizes.yml"
    prizes.write_text(PRIZES.replace("金风筝奖", "银风筝奖"), encoding="utf-8")
    new = handbook_data(link(read(root, kind), kinds))
    assert [(change.title, change.what, change.url) for change in changes.compare(data, new, kinds)] == [
        ("银风筝奖", "名称：金风筝奖→银风筝奖", "prizes/golden-kite.html")
    ]


def test_its_references_are_checked(root: Path, kind: Kind) -> None:
    prizes = root / "data/prizes.yml"
    prizes.write_text(PRIZES.replace("measures/a1", "measures/a99"), encoding="utf-8")
    with pytest.raises(BadData, match=r"data/prizes\.yml:4:11: 找不到条款“measures/a99”"):
        read(root, kind)


def test_without_the_descriptor_its_file_is_refused(root: Path) -> None:
    with pytest.raises(BadData, match=r"data/prizes\.yml:1:1: 这个文件不属于数据"):
        check(root)
