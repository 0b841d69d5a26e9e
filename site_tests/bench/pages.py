"""Lighthouse on the most visited pages, served by nginx as in production, compared with plain Material.

Needs node and npm, and the version of Lighthouse named here. Scores are medians of several runs. The peer is served
without our policy, which would block its inline scripts, and without compression, which costs it performance that a
host would give it back.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import peer

sys.path[:0] = [str(peer.ROOT / "site_tests"), str(peer.ROOT)]

from browsers import serve  # noqa: E402
from generator.delivery.compression import release  # noqa: E402
from generator.pipeline.site import make_site  # noqa: E402
from hosts import HOSTS  # noqa: E402

LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on older Node versions, such as Debian's
PAGES = {
    "home": "index.html",
    "clause": "documents/measures-2026-1/a10.html",
    "finder": "supports/index.html",
    "industry": "industries/low-altitude/index.html",
}
KINDS = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def scores(url: str) -> dict[str, int]:
    """The four scores of one page, from 0 to 100: medians of several runs on a simulated phone."""
    runs = []
    for _ in range(RUNS):
        command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--only-categories={','.join(KINDS)}"]
        command += [
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
        ]
        done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": _chromium()})
        runs.append({kind: entry["score"] for kind, entry in json.loads(done.stdout)["categories"].items()})
    return {kind: round(100 * statistics.median(run[kind] for run in runs)) for kind in KINDS}


def _chromium() -> str:
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


def main() -> None:
    if not shutil.which("npx"):
        print("\npages: not measured, since there is no npx on this machine")
        return
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as temporary:
        folder = Path(temporary)
        make_site(peer.ROOT, folder)
        peer.build(folder / "pages", folder / "plain")
        released = release(folder, effort=5).folder
        print(f"\n{'Lighthouse (phone)':24}" + "".join(f"{kind:>16}" for kind in KINDS))
        with HOSTS["nginx"].serve(released, folder) as port:
            for name, path in PAGES.items():
                _print(name, scores(f"http://127.0.0.1:{port}/{path}"))
        with serve(folder / "plain") as server:  # one page is enough for the peer
            _print("home, Material", scores(server.url + PAGES["home"]))


def _print(name: str, found: dict[str, int]) -> None:
    print(f"  {name:22}" + "".join(f"{found[kind]:16}" for kind in KINDS), flush=True)


if __name__ == "__main__":
    main()
