"""A cold build of the whole handbook, compared with plain Material and its Chinese search on the same pages.

Runs in pairs, one after the other, so that both meet the same load; the ratio is the median of the pairs' ratios.
"""

import statistics
import tempfile
from pathlib import Path

import last_run
import peer

PAIRS = 3


def main() -> None:
    our, their = [], []
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as temporary:
        peer.ours(Path(temporary, "first"))  # compiles what the program keeps compiled, modules and templates
        for number in range(PAIRS):
            folder = Path(temporary, str(number))
            folder.mkdir()
            our.append(peer.ours(folder / "ours"))
            their.append(peer.build(folder / "ours/pages", folder / "plain"))
    peer.table("cold build", [("CPU seconds (median)", statistics.median(our), statistics.median(their))], "Material")
    ratios = [one / other for one, other in zip(our, their, strict=True)]
    last_run.note("cold build", "median ratio of pairs", statistics.median(ratios))
    print(
        f"  median ratio of {PAIRS} pairs: {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
