"""Swap: replace the last good site by a finished folder, so that there is one at every moment.

On Linux the two names are exchanged in one step (``renameat2``). Elsewhere the old folder is renamed away and the new
one takes its name; ``recover``, at the start of the next build, repairs a kill between the two. ``only_one`` holds a
lock, which the system releases however the process ends. A site of another edition than the new one is kept beside it,
so that ``roll_back`` can put it back.
"""

import contextlib
import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.delivery.checksums import whole
from generator.source.problems import Told

_AT_FDCWD, _EXCHANGE = -100, 2
_VERSION = re.compile(r'"version": ?"([^"]+)"')


class Busy(Told):
    """Another build is running in the same folder."""


class NothingKept(Told):
    """There is no whole site of an earlier edition to put back."""


@contextlib.contextmanager
def only_one(output: Path) -> Iterator[None]:
    """Hold the folder for one build, on any system. Raises ``Busy``."""
    from filelock import FileLock, Timeout  # its import takes longer than a command that needs no lock

    output.mkdir(parents=True, exist_ok=True)
    lock = FileLock(output / ".lock", preserve_lock_file=True)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise Busy(f"另一个生成过程正在使用 {output}，请等它结束后再试。") from error
    try:
        yield
    finally:
        lock.release()


def recover(site: Path) -> None:
    """Repair what a killed build left: restore the last good site, remove half-made folders."""
    old = _old(site)
    if not site.exists() and old.exists():
        old.rename(site)
    for left in (old, fresh(site)):
        shutil.rmtree(left, ignore_errors=True)


def fresh(site: Path) -> Path:
    """The folder for the next site, beside the last one: on the same disk, so that a rename is enough."""
    return site.with_name(site.name + ".new")


def _old(site: Path) -> Path:
    return site.with_name(site.name + ".old")


def kept(site: Path) -> Path:
    """Where the last site of another edition lies."""
    return site.with_name(site.name + ".previous")


def edition_of(site: Path) -> str | None:
    """The version that a finished site shows."""
    try:
        with (site / "data" / "handbook.json").open(encoding="utf-8") as file:
            found = _VERSION.search(file.read(2000))
    except (OSError, UnicodeDecodeError):
        return None
    return found[1] if found else None


def publish(made: Path, site: Path) -> None:
    """Replace ``site`` by the finished folder ``made``. The old one is removed, unless it is of another edition."""
    old = _old(site)
    shutil.rmtree(old, ignore_errors=True)
    if not site.exists():
        made.rename(site)
    elif _exchange(made, site):
        made.rename(old)
    else:
        site.rename(old)
        made.rename(site)
    if old.exists() and edition_of(old) not in (None, edition_of(site)):
        shutil.rmtree(kept(site), ignore_errors=True)
        old.rename(kept(site))
    shutil.rmtree(old, ignore_errors=True)


def roll_back(site: Path) -> tuple[str, str]:
    """Exchange a site with the kept one. Returns the editions, the one that is back first. Raises ``NothingKept``; nothing
    is changed then."""
    recover(site)
    previous = kept(site)
    back, gone = edition_of(previous), edition_of(site)
    if back is None or not whole(previous):
        told = "没有留下完整的上一版" if not previous.exists() or back is None else f"留下的 {back} 版文件不全"
        raise NothingKept(f"{site.parent} 里{told}，没有改动。请用上一版的数据重新生成（handbook build）。")
    if gone is None:
        previous.rename(site)
    elif not _exchange(previous, site):
        site.rename(_old(site))
        previous.rename(site)
        _old(site).rename(previous)
    return back, gone or ""


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; false if the system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library older than 2018
        return False
    refused: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return not refused
