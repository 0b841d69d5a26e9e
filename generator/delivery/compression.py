"""Release: the site for a web server, each text with its gzip and brotli forms.

A step of its own, since brotli at its highest level takes longer than the whole build. What has not changed since the last
release is taken over from it, compressed forms and all, as the same file on the disk: it keeps its time, so that browsers
that ask whether it changed are told no, and tools that copy the release copy only the rest. Same input, same bytes.
"""

import gzip
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import brotli

from generator.delivery import checksums
from generator.delivery.checksums import Difference
from generator.delivery.swap import fresh, only_one, publish, recover
from generator.source.problems import Told

# File types worth compressing; images, archives and index chunks are compressed already.
KINDS = {".html", ".css", ".js", ".json", ".jsonl", ".svg", ".xml", ".txt", ".csv", ".wasm", ".ics", ".md"}
SMALLEST = 500  # bytes: below this a compressed form saves no network packet
CHANGES = "release-changes.json"
PURGE = "release-purge.txt"


class NoChecksums(Told):
    """The file that should say what was published says nothing."""


@dataclass(frozen=True)
class Released:
    """``folder``: the release. ``compressed``: texts that have compressed forms; ``kept``: files taken over from the last
    release. ``since``: how it differs from what was published before; ``None`` if nothing is known of that."""

    folder: Path
    compressed: int
    kept: int
    since: Difference | None


def release(output: Path, effort: int = 11, published: Path | None = None, live_url: str | None = None) -> Released:
    """Create ``output/release`` from ``output/site``, and beside it the list of what changed (``release-changes.json``) and of
    what a CDN must forget (``release-purge.txt``, a path or with ``live_url`` an address a line).

    ``effort``: brotli's level, 0 to 11. ``published``: the ``SHA256SUMS`` of the edition that readers have; without it that
    is the last release here. ``SHA256SUMS`` covers the files of the site, not their compressed forms. Raises ``NoChecksums``.
    """
    target = output / "release"
    with only_one(output):
        recover(target)
        last = _sums(target)
        before = _published(published) if published else last
        made = fresh(target)
        shutil.copytree(output / "site", made)
        checksums.write_checksums(made)
        now = _sums(made)
        kept = [
            name
            for name, found in now.items()
            if last.get(name) == found and _take_over(target / name, made / name, found)
        ]
        texts = [name for name in now if _worth_it(made / name)]
        with ThreadPoolExecutor() as pool:
            fresh_ones = [made / name for name in sorted({*texts}.difference(kept))]
            list(pool.map(partial(_compress, effort=effort), fresh_ones))
        publish(made, target)
        since = checksums.difference(before, now) if before else None
        _tell(output, since, live_url)
    return Released(target, len(texts), len(kept), since)


def _sums(folder: Path) -> dict[str, str]:
    path = folder / checksums.NAME
    return checksums.read(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _published(path: Path) -> dict[str, str]:
    found = checksums.read(path.read_text(encoding="utf-8", errors="replace"))
    if not found:
        raise NoChecksums(f"{path} 里没有校验和。应当是已上线那一版的 {checksums.NAME}（在网站根目录下）。")
    return found


def _worth_it(path: Path) -> bool:
    return path.suffix in KINDS and path.stat().st_size >= SMALLEST


def _forms(path: Path) -> list[Path]:
    return [form for suffix in (".gz", ".br") if (form := path.with_name(path.name + suffix)).is_file()]


def _take_over(old: Path, new: Path, sum_: str) -> bool:
    """Put the last release's file and its compressed forms in the place of the new ones. False if the file is no longer what
    its checksum says, or a form does not hold it: somebody has touched the folder."""
    if not old.is_file():
        return False
    data = old.read_bytes()
    if sha256(data).hexdigest() != sum_ or not all(_holds(form, data) for form in _forms(old)):
        return False
    if _worth_it(new) and not _forms(old):
        return False
    new.unlink()
    for path in (old, *_forms(old)):
        place = new.with_name(path.name)
        try:
            os.link(path, place)
        except OSError:  # a file system without such links
            shutil.copy2(path, place)
    return True


def _holds(form: Path, data: bytes) -> bool:
    try:
        unpacked = gzip.decompress(form.read_bytes()) if form.suffix == ".gz" else brotli.decompress(form.read_bytes())
    except (OSError, EOFError, brotli.error):
        return False
    return bool(unpacked == data)


def _compress(path: Path, effort: int) -> None:
    data = path.read_bytes()
    for suffix, small in ((".gz", gzip.compress(data, 9, mtime=0)), (".br", brotli.compress(data, quality=effort))):
        if len(small) < len(data):
            path.with_name(path.name + suffix).write_bytes(small)


def _tell(output: Path, since: Difference | None, live_url: str | None) -> None:
    """Write the two lists; without a known edition before, none that would tell of an earlier release."""
    changes, purge = output / CHANGES, output / PURGE
    if since is None:
        changes.unlink(missing_ok=True)
        purge.unlink(missing_ok=True)
        return
    changes.write_text(json.dumps(asdict(since), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    start = f"{live_url.rstrip('/')}/" if live_url else "/"
    purge.write_text("".join(f"{start}{path}\n" for path in [*since.purge, checksums.NAME]), encoding="utf-8")
