"""`handbook draft NEW --amends ID`: what a text does to documents of the handbook, proposed as records."""

import contextlib
import re
import shutil
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from generator.cli import main
from generator.drafting.becomes import as_written
from generator.drafting.draft import draft
from generator.drafting.names import known
from generator.drafting.writing import as_yaml
from generator.pipeline import drafts
from generator.reading.read import read
from generator.records import Document
from generator.records.base import UNFILLED
from generator.source.load import Source, load
from generator.source.problems import BadData

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples/shilishi"
CASES = YAML(typ="safe").load((HERE / "cases/drafts/amends/decisions.yml").read_text(encoding="utf-8"))
HEAD = "示例市人民政府办公室\n关于修改《示例市支持未来产业发展若干措施》的决定\n\n示府办规〔2027〕1号\n\n"
FOOT = "\n示例市人民政府办公室\n2027年2月1日\n"


@pytest.fixture(scope="module")
def city() -> Source:
    return load(EXAMPLE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE / "data", tmp_path / "handbook/data")
    return tmp_path / "handbook"


def sums(told: Any) -> list[str]:
    """Bounds of amounts in a proposal, in order, each once."""
    found: list[str] = []
    if isinstance(told, dict):
        for key, inner in told.items():
            if key in ("sum", "percent") and isinstance(inner, list):
                found += [f"{bound}%" if key == "percent" else str(bound) for bound in inner if bound is not None]
            else:
                found += sums(inner)
    elif isinstance(told, list):
        for inner in told:
            found += sums(inner)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_changes_are_proposed(case: dict[str, Any], city: Source, tmp_path: Path) -> None:
    original = tmp_path / "decision.txt"
    original.write_text(HEAD + case["says"] + FOOT, encoding="utf-8")
    timelines = {identity: city.timelines[identity] for identity in case["amends"]}
    made = draft(read(original), "zz-new", known(city), city.vocabulary.names.field, timelines)
    proposed = made.document.get("amends", [])
    assert [one["do"] for one in proposed] == [one["do"] for one in case["proposed"]]
    assert len(made.amends) == case.get("left", 0)
    for one, wanted in zip(proposed, case["proposed"], strict=True):
        becomes = one.get("becomes", {})
        for key in ("target", "targets", "from", "after"):
            if key in wanted:
                assert one.get(key) == wanted[key], key
        for key, value in wanted.get("clause", {}).items():
            assert becomes["clause"].get(key) == value, key
        if "supports" in wanted:
            assert [support["id"] for support in becomes["clause"]["supports"]] == wanted["supports"]
        if "sums" in wanted:
            assert sums(becomes) == wanted["sums"]
        if "numbers" in wanted:
            assert {entry["clause"]: entry["number"] for entry in becomes["numbers"]} == wanted["numbers"]
        if "point" in wanted:
            assert becomes["point"]["id"] == wanted["point"]
        if "until" in wanted:
            assert becomes["until"] == wanted["until"]
        if "text" in wanted:
            assert "；".join(made.slots[f"amends/{one['id']}/becomes/point/text"]) == wanted["text"]
    # Each proposal has a mark, and no sentence of the original is in the record.
    marked = {mark.path for mark in made.marks.entries}
    assert all(f"amends/{one['id']}" in marked for one in proposed)
    record = as_yaml(made)
    for words in re.findall("“([^”]{12,})”", case["says"]):
        assert words not in record
    told = YAML(typ="safe").load(record)
    assert told.get("amends", []) == proposed


def owner(source: Source, target: str) -> str:
    """The document of a target, which may be a support."""
    head = target.partition("/")[0]
    if head in source.timelines:
        return head
    return next(d.id for _, d in source.documents for c in d.clauses for s in c.supports if s.id == head)


def write_points(becomes: dict[str, Any], document: Document, target: str) -> None:
    """Fill the texts of points as the editors wrote them."""
    local = becomes["clause"]["id"] if "clause" in becomes else target.partition("/")[2].partition("#")[0]
    clauses = [clause for clause in document.clauses if clause.id == local or any(s.id == target.partition("/")[0] for s in clause.supports)]  # fmt: skip
    for point in [*becomes.get("clause", {}).get("points", []), *([becomes["point"]] if "point" in becomes else [])]:
        point["text"] = next(own.text for own in clauses[0].points if own.id == point["id"])


def test_proposals_do_what_the_editors_wrote(root: Path) -> None:
    """The city's own decision, drafted anew and settled, leaves the same sums, articles and numbers as the committed one."""
    wanted = load(root)
    (root / "data/documents/change-2026-12.yml").unlink()
    verify = root / "data/verify.yml"
    verify.write_text(re.sub(r"\n  - \{clause: change-2026-12/[^\n]*", "", verify.read_text(encoding="utf-8")), encoding="utf-8")  # fmt: skip
    amended = ("measures-2026-2", "vouchers-2026-5")
    made = drafts.make_draft(root, EXAMPLE / "originals/change-2026-12.txt", "change-2026-12", amended)
    yaml = YAML(typ="safe")
    record = yaml.load(made.record)
    for one in record["amends"]:
        document = wanted.timelines[owner(wanted, one["target"])].on(one["from"]).whole.document
        write_points(one.get("becomes", {}), document, one["target"])
    text = StringIO()
    yaml.dump(record, text)
    numbers = iter(range(10_000))
    settled = re.sub(UNFILLED, lambda _: f"第{next(numbers)}处由人写", text.getvalue()).replace(
        "reach: unclear", "reach: any"
    )
    made.record.write_text(settled, encoding="utf-8")
    made.marks.unlink()
    try:
        drafts.adopt(root, "change-2026-12")
    except BadData as error:
        pytest.fail(str(error))
    got = load(root)
    for identity in amended:
        for day in (date(2026, 10, 1), date(2027, 1, 1)):
            ours, theirs = (one.timelines[identity].on(day).whole.document for one in (got, wanted))
            assert [(c.id, c.number) for c in ours.clauses] == [(c.id, c.number) for c in theirs.clauses]
            amounts = [
                [as_written(support.money)["parts"] for clause in document.clauses for support in clause.supports]
                for document in (ours, theirs)
            ]
            assert amounts[0] == amounts[1]


def test_an_unknown_document_is_refused_before_anything_is_written(root: Path) -> None:
    with contextlib.chdir(root):
        done = CliRunner().invoke(main, ["draft", str(EXAMPLE / "originals/change-2026-12.txt"), "--id", "zz-new", "--amends", "measures-2026-3"])  # fmt: skip
    assert done.exit_code == 1 and "measures-2026-3" in done.output and "measures-2026-2" in done.output
    assert not (root / "data/drafts").exists()


def test_the_command_says_what_it_proposed(root: Path) -> None:
    with contextlib.chdir(root):
        done = CliRunner().invoke(main, ["draft", str(EXAMPLE / "originals/change-2026-12.txt"), "--id", "zz-new", "--amends", "measures-2026-2"])  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "对 measures-2026-2 的修改：写出 5 处，另有 2 处没有写出" in done.output
