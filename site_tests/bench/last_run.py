"""The numbers of this run beside those of the last one that was kept, ``docs/bench.json``.

Every run is written to ``build/bench.json``; ``HANDBOOK_KEEP=1 make bench`` keeps it for comparison. CPU seconds of two runs
compare only if both met the same load: ratios to a peer of the same run, exponents and bytes do.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs/bench.json"
NOTICED = 0.05  # relative change below which a number is told as the same

_noted: dict[str, float] = {}


def note(table: str, name: str, value: float) -> None:
    """Keep a number of this run."""
    if value == value:  # no ratio to a peer that took nothing
        _noted[f"{table}: {name}"] = round(value, 4)


def compared(now: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """A line for each number of both runs that changed noticeably, the largest change first; and how many did not."""
    both = [(name, before[name], value) for name, value in now.items() if before.get(name)]
    changed = [(value / was - 1, name, was, value) for name, was, value in both if abs(value / was - 1) > NOTICED]
    lines = [
        f"  {name:52}{was:14,.2f}{value:14,.2f}{change:+8.0%}"
        for change, name, was, value in sorted(changed, key=lambda one: -abs(one[0]))
    ]
    return [*lines, f"  {len(both) - len(changed)} numbers as before, {len(now) - len(both)} new"]


def finish(conditions: str) -> None:
    """Print the comparison, write the run, and keep it if asked to."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    if kept:
        print(f"\ncompared with {kept['day']} ({kept['conditions']}){'before':>26}{'now':>14}")
        print("\n".join(compared(_noted, kept["numbers"])))
    run = {"day": date.today().isoformat(), "conditions": conditions, "numbers": dict(sorted(_noted.items()))}
    target = ROOT / "build/bench.json"
    target.parent.mkdir(exist_ok=True)
    _write(target, run)
    if os.environ.get("HANDBOOK_KEEP"):  # measures that did not run keep their numbers
        _write(KEPT, {**run, "numbers": dict(sorted({**kept.get("numbers", {}), **_noted}.items()))})


def _write(path: Path, run: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
