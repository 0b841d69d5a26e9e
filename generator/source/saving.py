"""Saving: a file is replaced whole or not at all, and never where somebody else has changed it meanwhile."""

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.source.problems import Told


class ChangedMeanwhile(Told):
    """The file on disk is not the one that was read. ``ours``: what was to be written; ``theirs``: what is there now
    (``None``: nothing)."""

    def __init__(self, path: Path, ours: str, theirs: bytes | None):
        self.path, self.ours, self.theirs = path, ours, theirs
        told = "已被删去" if theirs is None else "已被别人改动"
        super().__init__(f"{path.name} 在打开以后{told}，没有写入；两边的内容都还在。")


def hash_of(content: bytes) -> str:
    """What ``save`` knows a state of a file by."""
    return sha256(content).hexdigest()


def read(path: Path) -> tuple[str, str]:
    """The text of a file, with its byte order mark and line breaks as they are, and its hash. Raises ``OSError``,
    ``UnicodeDecodeError``."""
    content = path.read_bytes()
    return content.decode("utf-8"), hash_of(content)


def save(path: Path, text: str, seen_hash: str | None) -> str:
    """Write ``text`` as UTF-8, its line breaks as they are; returns its hash. ``seen_hash`` is that of the file as it was
    read, ``None`` where there was none. Raises ``ChangedMeanwhile`` where the file is another by now, and ``OSError``; the file
    is then as it was. The new file keeps the old one's rights; a link goes on leading to the file that is changed."""
    content = text.encode("utf-8")
    path = path.resolve()
    try:
        there: bytes | None = path.read_bytes()
    except FileNotFoundError:
        there = None
    if (None if there is None else hash_of(there)) != seen_hash:
        raise ChangedMeanwhile(path, text, there)
    if there == content:
        return hash_of(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if there is not None else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return hash_of(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
