"""Bad data is refused: all problems at once, with their places, in clear Chinese.

Each case is a file in ``cases/check``: ``about`` says what is wrong, ``edits`` change the sample handbook, ``expect``
is the exact output of ``handbook check``. A new case is a new file. To see the current output of a case, run ``python
site_tests/test_check.py NAME``.
"""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from generator.cli import main
from generator.source.file_names import misnamed

HERE = Path(__file__).resolve().parent
CASES = {path.stem: path for path in sorted((HERE / "cases/check").glob("*.yml"))}
WARNINGS = {path.stem: path for path in sorted((HERE / "cases/warnings").glob("*.yml"))}


def run_check(root: Path) -> Result:
    """``handbook check`` run in ``root``, in this process: a new process per case would take a second."""
    with contextlib.chdir(root):
        return CliRunner().invoke(main, ["check"])


def broken_sample(name: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of the sample with the edits of a case; replaced text must exist, so that no case becomes stale."""
    case = YAML(typ="safe").load({**CASES, **WARNINGS}[name])
    root = folder / "sample"
    shutil.copytree(HERE / "sample", root)
    for edit in case["edits"]:
        path = root / edit["file"]
        if edit.get("remove"):
            path.unlink()
        elif "bytes" in edit:
            path.write_bytes(bytes.fromhex(edit["bytes"]))
        elif "create" in edit:
            path.write_text(edit["create"], encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            assert edit["replace"] in text, f"{name}: {edit['replace']!r} is not in {edit['file']}"
            path.write_text(text.replace(edit["replace"], edit["with"], 1), encoding="utf-8")
    return root, case


def test_the_sample_itself_is_right() -> None:
    done = run_check(HERE / "sample")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("name", CASES)
def test_bad_data_is_told(name: str, tmp_path: Path) -> None:
    root, case = broken_sample(name, tmp_path)
    done = run_check(root)
    assert "Traceback" not in done.stderr
    assert done.stderr.rstrip() == case["expect"].rstrip()
    assert (done.exit_code, done.stdout) == (1, "")


@pytest.mark.parametrize("name", WARNINGS)
def test_what_should_be_looked_at_is_told_and_refuses_nothing(name: str, tmp_path: Path) -> None:
    root, case = broken_sample(name, tmp_path)
    done = run_check(root)
    assert done.exit_code == 0
    assert done.stderr.rstrip() == case["expect"].rstrip()


def test_the_command_itself_ends_with_1_and_no_traceback(tmp_path: Path) -> None:
    root, case = broken_sample("unknown-key", tmp_path)
    command = [sys.executable, "-c", "from generator.cli import main; main()", "check"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout, done.stderr.rstrip()) == (1, "", case["expect"].rstrip())


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Two different faults in two files are two problems in one run."""
    root, _ = broken_sample("unknown-department", tmp_path)
    path = root / "data/targets.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("plan/act1", "plan/act9"), encoding="utf-8")
    told = run_check(root).stderr
    assert "data/documents/measures.yml" in told and "data/targets.yml" in told and "共 2 处问题" in told


if __name__ == "__main__":
    import tempfile

    for wanted in sys.argv[1:] or CASES:
        with tempfile.TemporaryDirectory() as folder:
            print(f"=== {wanted}\n{run_check(broken_sample(wanted, Path(folder))[0]).stderr}")


@pytest.mark.parametrize(("name", "why"), [("aux.md", "Windows"), ("LPT1", "Windows"), ("a?.md", "“?”"), ("a.", "点或空格"), ("a ", "点或空格")])  # fmt: skip
def test_names_of_other_systems(name: str, why: str, tmp_path: Path) -> None:
    """Handwritten pages, too, are named so that every system can have them."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).touch()
    told = list(misnamed(tmp_path))
    assert len(told) == 1 and why in told[0].message
    (tmp_path / "content" / name).rename(tmp_path / "content" / "auxiliary.md")
    assert not list(misnamed(tmp_path))
