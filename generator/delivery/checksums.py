"""``SHA256SUMS`` in the format of ``sha256sum --check``, for the site and the bundle."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def checksums(files: Mapping[str, bytes]) -> bytes:
    """One line per file, in the given order: SHA-256 and name."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode("utf-8")


def write_checksums(folder: Path) -> None:
    """Write ``SHA256SUMS`` for all other files of ``folder``, sorted by name."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / NAME).write_bytes(checksums({name: (folder / name).read_bytes() for name in names if name != NAME}))


def whole(folder: Path) -> bool:
    """Whether every file that ``SHA256SUMS`` names is there as it was written."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
        told = [line.split("  ", 1) for line in lines]
        return bool(told) and all(sha256((folder / name).read_bytes()).hexdigest() == said for said, name in told)
    except (OSError, ValueError):
        return False
