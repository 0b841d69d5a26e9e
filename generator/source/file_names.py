"""File names that work on every system: a handbook made on one disk is opened, copied and unpacked on others."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.source.problems import Place, Problem

# Windows takes these for devices, whatever their ending and case.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]')
FOLDERS = ("data", "content")
NAMED_BY_ID = ("data/documents/", "data/industries/")  # what is wrong with their names is told at the id


def unfit(name: str) -> str | None:
    """Why Windows cannot have a file or folder of this name, in Chinese; ``None`` if it can."""
    if name.partition(".")[0].strip().lower() in DEVICES:
        return "Windows 上不能有这个名字的文件"
    if found := _REFUSED.search(name):
        return f"Windows 上文件名里不能有“{found[0] if found[0].isprintable() else '控制字符'}”"
    return "Windows 上文件名不能以点或空格结尾" if name.endswith((".", " ")) else None


def misnamed(root: Path) -> Iterator[Problem]:
    """Names below ``data/`` and ``content/`` that some systems refuse, or take for the same as another."""
    for folder in FOLDERS:
        seen: dict[str, str] = {}
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if any(part.startswith(".") for part in path.relative_to(root).parts):
                continue
            if not name.startswith(NAMED_BY_ID) and (why := unfit(path.name)):
                yield Problem(Place(name, mark=(1, 1)), f"文件名 {path.name} 不能用：{why}", "请改名，如在后面加 -a。")
            alike = unicodedata.normalize("NFC", name).casefold()
            if other := seen.get(alike):
                yield Problem(Place(name, mark=(1, 1)), f"与 {other} 只差大小写，在 Windows 和 macOS 上是同一个文件", "请为其中一个改名。")  # fmt: skip
            seen.setdefault(alike, name)
