"""``SHA256SUMS`` in the format of ``sha256sum --check``, for the site and the bundle; what differs between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def checksums(files: Mapping[str, bytes]) -> bytes:
    """One line per file, in the given order: SHA-256 and name."""
    return written({name: sha256(data).hexdigest() for name, data in files.items()})


def written(sums: Mapping[str, str]) -> bytes:
    """``sums`` (path -> SHA-256) as the text of ``SHA256SUMS``."""
    return "".join(f"{found}  {name}\n" for name, found in sums.items()).encode("utf-8")


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


def read(text: str) -> dict[str, str]:
    """Path -> SHA-256, of the text of a ``SHA256SUMS``. Lines of another form are left out."""
    lines = (line.partition("  ") for line in text.splitlines())
    return {name: found for found, gap, name in lines if gap and len(found) == 64}


@dataclass(frozen=True)
class Difference:
    """Paths that differ between two editions of the site, each list sorted."""

    new: list[str]
    changed: list[str]
    gone: list[str]

    @property
    def purge(self) -> list[str]:
        """What a CDN must forget: the changed and the gone, and the folder of each index page, as which it is asked for too. A
        new path has not been asked for."""
        paths = sorted([*self.changed, *self.gone])
        return [
            name for path in paths for name in (path, *([path.removesuffix("index.html")] if _is_index(path) else []))
        ]


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def difference(old: Mapping[str, str], now: Mapping[str, str]) -> Difference:
    """What changed from one edition to another; each is path -> SHA-256."""
    return Difference(
        sorted(now.keys() - old.keys()),
        sorted(name for name in now.keys() & old.keys() if now[name] != old[name]),
        sorted(old.keys() - now.keys()),
    )
