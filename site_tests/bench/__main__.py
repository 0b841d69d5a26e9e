"""All measurements in sequence: ``make bench``; one of them: ``make bench ARGS=build``. Never a test.

``python site_tests/bench write FOLDER CLAUSES [SEED]`` writes a synthetic handbook and measures nothing.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # helpers of tests that measures use

import cold_build
import drafts
import growth
import last_run
import pages
import peer
import search
import synthetic

MEASURES = {
    "build": cold_build.main,
    "search": search.main,
    "pages": pages.main,
    "growth": growth.main,
    "draft": drafts.main,
}


def main() -> None:
    if sys.argv[1:2] == ["write"]:
        return synthetic.main(sys.argv[2:])
    asked = sys.argv[1:] or list(MEASURES)
    if unknown := [name for name in asked if name not in MEASURES]:
        sys.exit(f"没有叫 {'、'.join(unknown)} 的测量；有 {'、'.join(MEASURES)}。")
    print(peer.conditions())
    for name in asked:
        MEASURES[name]()
    last_run.finish(peer.conditions())


main()
