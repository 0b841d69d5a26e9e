"""Does ``handbook upgrade`` bring older data to the newest format, say the same, and leave all else alone?"""

import io
import re
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from generator.book.link import link
from generator.cli import main
from generator.exports.handbook_json import handbook_data
from generator.pipeline import upgrading
from generator.pipeline.upgrading import SaysOther, upgrade
from generator.records.about import FORMAT
from generator.source.load import load
from generator.source.plain import parse
from generator.source.saving import save
from generator.source.splice import edited
from generator.source.upgrade import steps
from generator.source.validate import validate
from samples import HERE, ROOT, copied

CASES = YAML(typ="safe").load((HERE / "cases" / "upgrade" / "shapes.yml").read_text("utf-8"))
NAME = "data/documents/x.yml"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_shapes(case: dict[str, Any]) -> None:
    found = steps(NAME, parse(NAME, case["before"], []))
    after = edited(case["before"], [change for step in found for change in step.changes])
    assert after == case["after"]
    assert [step.what for step in found if not step.changes] == case.get("left", [])
    assert not [step for step in steps(NAME, parse(NAME, after, [])) if step.changes]


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yml")}


def comments(found: dict[str, bytes]) -> list[str]:
    return sorted(remark for text in found.values() for remark in re.findall(r"(?:^|\s)(#.*)", text.decode()))


def says(root: Path) -> dict[str, Any]:
    source = load(root)
    validate(source)
    return handbook_data(link(source))


def test_every_older_shape_of_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same model before and after, all comments kept, nothing left to do a second time; ``--check`` writes nothing."""
    root = copied(tmp_path / "book", more=True)
    monkeypatch.chdir(root)
    before, said = files(root), says(root)
    shown = CliRunner().invoke(main, ["upgrade", "--check"])
    assert shown.exit_code == 0 and "没有改动；运行 handbook upgrade 就改。" in shown.output
    assert files(root) == before
    done = CliRunner().invoke(main, ["upgrade"])
    assert done.exit_code == 0, done.output
    after = files(root)
    assert says(root) == said
    assert comments(after) == comments(before)
    assert not re.search(rb"\bwan: |\bstar: |prior: \{kind: none", b"".join(after.values()))
    assert f"format: {FORMAT}".encode() in after["data/site.yml"]
    again = CliRunner().invoke(main, ["upgrade"])
    assert "已经是最新格式，没有改动。" in again.output
    assert files(root) == after


@pytest.mark.prove
def test_data_of_old_commits(tmp_path: Path) -> None:
    """The first data of this handbook, and data of two days before its second format."""
    asked = ["git", "-C", str(ROOT), "log", "--format=%H", "--reverse", "--before=2026-11-24", "--", "data/documents"]
    listed = subprocess.run(asked, capture_output=True, text=True).stdout.split()
    if not listed:
        pytest.skip("no history here")
    for commit in dict.fromkeys((listed[0], listed[-1])):
        packed = subprocess.run(["git", "-C", str(ROOT), "archive", commit, "data"], capture_output=True, check=True)
        root = tmp_path / commit
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(root, filter="data")
        said = says(root)
        assert upgrade(root).told
        assert says(root) == said
        assert not upgrade(root, dry=True).told


def test_nothing_is_written_where_the_data_would_say_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    root = copied(tmp_path / "book")
    before = files(root)
    wrong = lambda *told: edited(*told).replace("100万元", "1000万元")  # noqa: E731
    monkeypatch.setattr(upgrading, "edited", wrong)
    with pytest.raises(SaysOther):
        upgrade(root)
    assert files(root) == before


def test_a_broken_run_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that names the format is written last."""
    root = copied(tmp_path / "book")
    said, real, count = says(root), save, 0

    def failing(*told: Any) -> str:
        nonlocal count
        count += 1
        if count == 2:
            raise OSError(28, "No space left on device")
        return real(*told)

    monkeypatch.setattr(upgrading, "save", failing)
    with pytest.raises(OSError, match="No space"):
        upgrade(root)
    assert b"format" not in files(root)["data/site.yml"] and says(root) == said
    monkeypatch.setattr(upgrading, "save", real)
    assert upgrade(root).told
    assert says(root) == said and not upgrade(root).told


@pytest.mark.parametrize("folder", [".", "examples/shilishi"])
def test_our_own_handbooks_are_up_to_date(folder: str) -> None:
    assert not upgrade(ROOT / folder, dry=True).told
