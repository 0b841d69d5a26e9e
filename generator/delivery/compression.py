"""Release: the site for a web server, each text with its gzip and brotli forms.

A step of its own, since brotli at its highest level takes longer than the whole build. Same input, same bytes.
"""

import gzip
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from generator.delivery.checksums import write_checksums
from generator.delivery.swap import fresh, only_one, publish, recover

# File types worth compressing; images, archives and index chunks are compressed already.
KINDS = {".html", ".css", ".js", ".json", ".jsonl", ".svg", ".xml", ".txt", ".csv", ".wasm", ".ics", ".md"}
SMALLEST = 500  # bytes: below this a compressed form saves no network packet


def release(output: Path, effort: int = 11) -> tuple[Path, int]:
    """Create ``output/release`` from ``output/site``. Returns the folder and the number of compressed files.

    ``effort``: brotli's level, 0 to 11. ``SHA256SUMS`` covers the files of the site, not their compressed forms.
    """
    target = output / "release"
    with only_one(output):
        recover(target)
        made = fresh(target)
        shutil.copytree(output / "site", made)
        write_checksums(made)
        files = [
            p for p in sorted(made.rglob("*")) if p.suffix in KINDS and p.is_file() and p.stat().st_size >= SMALLEST
        ]
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(_compress, effort=effort), files))
        publish(made, target)
    return target, len(files)


def _compress(path: Path, effort: int) -> None:
    data = path.read_bytes()
    for suffix, small in ((".gz", gzip.compress(data, 9, mtime=0)), (".br", brotli.compress(data, quality=effort))):
        if len(small) < len(data):
            path.with_name(path.name + suffix).write_bytes(small)
