"""Swap: replace the last good site by a finished folder, so that there is one at every moment.

On Linux the two names are exchanged in one step (``renameat2``). Elsewhere the old folder is renamed away and the new
one takes its name; ``recover``, at the start of the next build, repairs a kill between the two. ``only_one`` holds a
lock, which the system releases however the process ends.
"""

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.source.problems import Told

_AT_FDCWD, _EXCHANGE = -100, 2


class Busy(Told):
    """Another build is running in the same folder."""


@contextlib.contextmanager
def only_one(output: Path) -> Iterator[None]:
    """Hold the folder for one build. Raises ``Busy``."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / ".lock").open("a") as lock:
        try:
            import fcntl
        except ImportError:  # no such lock on Windows; simultaneous builds are the user's risk there
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"另一个生成过程正在使用 {output}，请等它结束后再试。") from error
        yield


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


def publish(made: Path, site: Path) -> None:
    """Replace ``site`` by the finished folder ``made``; the old one is then removed."""
    old = _old(site)
    shutil.rmtree(old, ignore_errors=True)
    if not site.exists():
        made.rename(site)
    elif _exchange(made, site):
        made.rename(old)
    else:
        site.rename(old)
        made.rename(site)
    shutil.rmtree(old, ignore_errors=True)


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
