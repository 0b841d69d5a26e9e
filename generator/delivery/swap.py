"""Publish: put a finished folder in the place of the last good site, so that at no moment there is none.

Where the system can exchange two names in one step (Linux, ``renameat2``) it does. Elsewhere the old folder steps aside
by one rename and the new one takes its place by another; a build that was killed between the two is mended by
``recover`` at the start of the next. One build at a time: ``only_one`` holds a lock, which the system gives back when
the process ends in whatever way.
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
    """Another build is at work in the same folder."""


@contextlib.contextmanager
def only_one(output: Path) -> Iterator[None]:
    """Hold the folder for one build. Raises ``Busy``."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / ".lock").open("a") as lock:
        try:
            import fcntl
        except ImportError:  # Windows has no such lock; two builds at once are then the user's care
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"另一个生成过程正在使用 {output}，请等它结束后再试。") from error
        yield


def recover(site: Path) -> None:
    """Mend what a killed build left: the last good site back in its place, half-made folders gone."""
    old = _old(site)
    if not site.exists() and old.exists():
        old.rename(site)
    for left in (old, fresh(site)):
        shutil.rmtree(left, ignore_errors=True)


def fresh(site: Path) -> Path:
    """The folder in which the next site is made, beside the last one: on the same disk, so that a rename is enough."""
    return site.with_name(site.name + ".new")


def _old(site: Path) -> Path:
    return site.with_name(site.name + ".old")


def publish(made: Path, site: Path) -> None:
    """Put the finished folder ``made`` in the place of ``site``; the former one is removed afterwards."""
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
    """Exchange two names in one step; false where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library older than 2018
        return False
    refused: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return not refused
