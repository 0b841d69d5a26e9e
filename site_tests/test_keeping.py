"""``handbook calendar``: what the keeper of the invented city should look at, on chosen days."""

import contextlib

import pytest
from click.testing import CliRunner

from generator.cli import main
from samples import ROOT

# First day, days, what must be listed and what must not.
CASES = [
    ("2026-11-25", 30, ["2026-12-15  修改生效  《外商投资若干规定》废止", "2026-12-01  开始办理" ], ["2026-12-31"]),
    ("2026-12-30", 5, ["2026-12-31  修改生效  《人才支持办法》宣布失效", "2027-01-01  修改生效  《算力券和创新券办法》修改"], ["2026-12-15"]),
    ("2027-02-20", 10, ["2027-03-01  修改生效", "恢复执行"], ["废止：foreign"]),
    ("2029-12-01", 40, ["2029-12-31  有效期届满"], ["2028-12-31"]),
]  # fmt: skip


@pytest.mark.parametrize(("first", "days", "listed", "silent"), CASES)
def test_the_days_ahead_are_told(first: str, days: int, listed: list[str], silent: list[str]) -> None:
    with contextlib.chdir(ROOT / "examples/shilishi"):
        done = CliRunner().invoke(main, ["calendar", "--on", first, "--days", str(days)])
    assert done.exit_code == 0, done.output
    for said in listed:
        assert said in done.stdout, (said, done.stdout)
    for said in silent:
        assert said not in done.stdout, said
    assert "延长贴息办法有效期的通知》没有写有效期" in done.stdout
