"""The keepers' manual, followed literally: every command is run in its order, every file is written as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from samples import ROOT

MANUAL = ROOT / "docs/keepers/README.md"
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^\n]+?) -->\n)?```(?P<kind>sh|yaml)\n(?P<text>.*?)```\n", re.DOTALL)
# Marks of commands that run until they are stopped, or need what a new handbook has not.
NOT_RUN = {"要服务器", "要原文", "要上一版"}
# What each section must leave behind, from the folder in which the manual begins.
LEFT = (
    "hb/data/ledger.csv", "hb/data/changes.yml", "hb/build/site/documents/measures-2027-1/a1.html", "hb/build/release/index.html",
    "joined/site/compare/growth.html", "joined/site/other-city/supports/s-upgrade.html",
)  # fmt: skip


def script(text: str) -> str:
    """The manual as one shell script that stops at the first command that fails."""
    lines = ["set -e"]
    for match in BLOCK.finditer(text):
        if match["kind"] == "sh":
            if match["mark"] not in NOT_RUN:
                lines.append(match["text"])
        else:
            assert match["mark"] and match["mark"].startswith("写入 "), match["text"]
            lines.append(f"cat > {match['mark'].removeprefix('写入 ')} <<'END'\n{match['text']}END")
    return "\n".join(lines)


@pytest.mark.prove
def test_every_command_of_the_manual_works(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "-c", script(MANUAL.read_text(encoding="utf-8"))], cwd=tmp_path, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=300, env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert [name for name in LEFT if not (tmp_path / name).is_file()] == []
    page = (tmp_path / "hb/build/site/supports/s-upgrade.html").read_text(encoding="utf-8")
    assert "上限" in page and "第一条" in page


def test_the_manual_names_only_commands_that_there_are() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    named = set(re.findall(r"\bhandbook ([a-z]+)", text))
    assert len(named) > 10 and named <= set(main.commands)
