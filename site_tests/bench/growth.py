"""How the build grows with the handbook: CPU, memory and bytes of synthetic handbooks of several sizes, with exponents.

``make bench ARGS=growth``; sizes in clauses from ``HANDBOOK_SIZES`` (space-separated). An exponent of 1 means that twice
the clauses cost twice as much. Each build runs alone, in a process of its own. ``HANDBOOK_GROWTH`` names a file for the
same numbers as JSON.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import last_run
import peer
import synthetic

SIZES = (100, 400, 1000)


@dataclass
class Built:
    """One build. ``cpu`` in seconds, with all child processes; ``elapsed`` in seconds; ``peak`` in MB, of the largest
    process; sizes in bytes; ``kinds``: pages and bytes of HTML by kind of page; ``largest``: address and bytes."""

    clauses: int
    pages: int
    cpu: float
    elapsed: float
    peak: float
    site: int
    html: int
    zip: int
    json: int
    kinds: dict[str, tuple[int, int]]
    largest: list[tuple[str, int]]

    @property
    def page(self) -> float:
        """Bytes of HTML per page."""
        return self.html / self.pages


def build(clauses: int, folder: Path) -> Built:
    """Write a synthetic handbook into ``folder`` and build it. Raises ``CalledProcessError``."""
    book, output = folder / "book", folder / "out"
    synthetic.write(book, clauses)
    command = [sys.executable, "-m", "generator", "build", "--output", str(output)]
    began = time.monotonic()
    running = subprocess.Popen(
        command, cwd=book, env={**os.environ, "PYTHONPATH": str(peer.ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )  # fmt: skip
    _, status, used = os.wait4(running.pid, 0)
    if status:
        assert running.stderr is not None
        raise subprocess.CalledProcessError(status, command, stderr=running.stderr.read())
    return measured(clauses, output, (used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024))


def measured(clauses: int, output: Path, spent: tuple[float, float, float]) -> Built:
    site = output / "site"
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    number, html = Counter(map(kind, pages)), Counter[str]()
    for path, size in pages.items():
        html[kind(path)] += size
    bundle = sum(size for path, size in sizes.items() if path.startswith("download/"))
    largest = sorted(sizes.items(), key=lambda entry: -entry[1])
    return Built(
        clauses, len(pages), *spent, sum(sizes.values()) - bundle, sum(pages.values()), bundle, sizes["data/handbook.json"],
        {name: (number[name], html[name]) for name in sorted(number)},
        [entry for entry in largest if not entry[0].startswith("download/")][:8],
    )  # fmt: skip


def kind(path: str) -> str:
    """The kind of a page by its address: clause, support, list …"""
    folder, _, name = path.rpartition("/")
    if not folder or (name == "index.html" and "/" not in folder):
        return "index"
    first = folder.partition("/")[0]
    if first == "documents":
        return "document" if name == "index.html" else "clause"
    if first == "industries":
        return "industry" if name == "index.html" else "subfield"
    return first.removesuffix("s")


def exponent(small: float, large: float, growth: float) -> float:
    """The exponent of a quantity where the size grew ``growth`` times."""
    return math.log(large / small) / math.log(growth) if small and large else float("nan")


def table(found: Sequence[Built]) -> None:
    """Print the builds side by side, with exponents over pages between neighbours."""
    print(f"\n{'growth':28}" + "".join(f"{one.clauses:>12}" for one in found) + "   exponents over pages")
    rows: list[tuple[str, list[float], int]] = [
        ("pages", [one.pages for one in found], 0), ("CPU, s", [one.cpu for one in found], 1), ("elapsed, s", [one.elapsed for one in found], 1),
        ("peak of one process, MB", [one.peak for one in found], 0), ("site, MB", [one.site / 1e6 for one in found], 1),
        ("HTML of a page, kB", [one.page / 1e3 for one in found], 1), ("bundle, MB", [one.zip / 1e6 for one in found], 1),
        ("handbook.json, MB", [one.json / 1e6 for one in found], 1),
    ]  # fmt: skip
    for name in sorted({name for one in found for name in one.kinds}):
        rows.append((f"  {name}, MB", [one.kinds.get(name, (0, 0))[1] / 1e6 for one in found], 2))
    for name, values, digits in rows:
        grown = [
            exponent(a, b, y.pages / x.pages) for (a, x), (b, y) in pairwise(zip(values, found, strict=True))
        ]  # fmt: skip
        for one, value in zip(found, values, strict=True):
            last_run.note("growth", f"{name.strip()} at {one.clauses} clauses", value)
        for one, e in zip(found[1:], grown, strict=True):
            last_run.note("growth", f"{name.strip()}, exponent to {one.clauses} clauses", e)
        print(
            f"  {name:26}"
            + "".join(f"{value:12.{digits}f}" for value in values)
            + "   "
            + " ".join(f"{e:.2f}" for e in grown)
        )
    print("  largest files: " + ", ".join(f"{path} {size / 1e6:.1f} MB" for path, size in found[-1].largest))


def main() -> None:
    found = []
    for clauses in map(int, os.environ.get("HANDBOOK_SIZES", "").split() or SIZES):
        with tempfile.TemporaryDirectory(prefix="handbook-growth-") as temporary:
            found.append(build(clauses, Path(temporary)))
    table(found)
    if path := os.environ.get("HANDBOOK_GROWTH"):
        said = {"conditions": peer.conditions(), "builds": [asdict(one) for one in found]}
        Path(path).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
