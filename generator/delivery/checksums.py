"""Checksums: ``SHA256SUMS`` in the form that ``sha256sum --check`` reads, of the site and of what the bundle holds."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def checksums(files: Mapping[str, bytes]) -> bytes:
    """A line for every file, in the order given: SHA-256 and name."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode("utf-8")


def write_checksums(folder: Path) -> None:
    """Write ``SHA256SUMS`` with a line for every file of ``folder`` but itself, in the order of their names."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / NAME).write_bytes(checksums({name: (folder / name).read_bytes() for name in names if name != NAME}))
