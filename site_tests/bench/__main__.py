"""All measurements in sequence: ``make bench``; one of them: ``make bench ARGS=build``. Never a test."""

import sys

import cold_build
import pages
import peer
import search

MEASURES = {"build": cold_build.main, "search": search.main, "pages": pages.main}


def main() -> None:
    asked = sys.argv[1:] or list(MEASURES)
    if unknown := [name for name in asked if name not in MEASURES]:
        sys.exit(f"没有叫 {'、'.join(unknown)} 的测量；有 {'、'.join(MEASURES)}。")
    print(peer.conditions())
    for name in asked:
        MEASURES[name]()


main()
