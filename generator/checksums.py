"""Checksums: ``SHA256SUMS`` of a folder, in the form that ``sha256sum --check`` reads."""

from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def write_checksums(folder: Path) -> None:
    """Write ``SHA256SUMS`` with a line for every file of ``folder`` but itself, in the order of their names."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names if name != NAME]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
