"""A finished handbook, read back from its site: its data, and the scripts that hold its search.

Only what a site publishes is read, so that handbooks can be joined without their sources. What is missing, broken or
written by an older program is refused, each handbook by its folder.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from generator.book import addresses
from generator.exports.handbook_json import FORMAT
from generator.records.about import Site
from generator.source.problems import Told

_SCRIPT = re.compile(r"handbook\.take\(\"[^\"]+\",(?P<value>.*)\);\n", re.DOTALL)
# What a handbook must say of itself to be joined; ``city`` and ``codes`` came after the rest of the format.
NEEDED = ("title", "city", "version", "as_of", "notice", "codes", "documents", "supports", "departments", "industries")
READ_ME = "先读我.txt"


class CannotJoin(Told):
    """The handbooks cannot be joined; the message says which one, and why."""


@dataclass(frozen=True)
class Finished:
    """A handbook with its site. ``key``: the folder below which its addresses stay."""

    key: str
    site: Path
    data: dict[str, Any]
    bundle: Path

    @property
    def city(self) -> str:
        return str(self.data["city"])

    def url(self, url: str) -> str:
        """An address of this handbook, from the root of the joined site."""
        return f"{self.key}/{url}"

    def script(self, path: str) -> Any:
        """The value that a data script hands over. ``path``: the plain name by which scripts ask for it."""
        sums = self._edition["files"]
        name = re.sub(r"(?=\.\w+$)", f".{sums[path]}", path) if path in sums else path
        return _handed(self.site / name, self)

    def core(self, axis: str, code: str) -> str:
        """The core code that a code of this handbook counts as: handbooks are compared by nothing else."""
        found = self.data["codes"].get(axis, {}).get(code)
        return str(found["core"]) if found else code

    @cached_property
    def _edition(self) -> dict[str, Any]:
        found: dict[str, Any] = _handed(self.site / addresses.EDITION, self)
        return found

    def offline(self) -> dict[str, bytes]:
        """The files of its offline copy, by path below its own folder. The joined copy has its own read-me."""
        with ZipFile(self.bundle) as archive:
            named = ((name, name.partition("/")[2]) for name in archive.namelist())
            return {inner: archive.read(name) for name, inner in named if inner and inner != READ_ME}


def finished(folder: Path) -> Finished:
    """Read the finished handbook in ``folder``: its site, or what holds it (``site``, ``build/site``).

    Raises ``CannotJoin``."""
    for site in (folder, folder / "site", folder / "build/site"):
        if (site / addresses.JSON).is_file():
            break
    else:
        raise CannotJoin(f"{folder} 里没有生成好的手册（找不到 {addresses.JSON}）。请先在那里运行 handbook build。")
    try:
        data = json.loads((site / addresses.JSON).read_text(encoding="utf-8"))
    except ValueError as error:
        raise CannotJoin(f"{folder} 的 {addresses.JSON} 已损坏，读不出来。请在那里重新运行 handbook build。") from error
    known = data.get("format") if isinstance(data, dict) else None
    if known != FORMAT:
        newer = isinstance(known, int) and known > FORMAT
        advice = "请先更新本程序。" if newer else "请用本程序在那里重新运行 handbook build。"
        raise CannotJoin(f"{folder} 的数据格式是 {known}，本程序合并的是 {FORMAT}。{advice}")
    if lacking := [name for name in NEEDED if name not in data]:
        raise CannotJoin(
            f"{folder} 是较早的程序生成的（{addresses.JSON} 里没有 {'、'.join(lacking)}）。请用本程序重新运行 handbook build。"
        )
    bundles = sorted((site / "download").glob("*.zip"))
    if len(bundles) != 1:
        raise CannotJoin(f"{folder} 的 download/ 里没有离线压缩包。请在那里重新运行 handbook build。")
    key = bundles[0].name.removesuffix(f"-{data['version']}.zip")
    made = Finished(key, site, data, bundles[0])
    made.script(addresses.CATALOGUE)
    _whole(made, folder)
    return made


def _whole(made: Finished, folder: Path) -> None:
    """Refuse a site with missing or broken parts now, not when half of it is joined."""
    for path in (addresses.CATALOGUE_MORE, addresses.ANSWERS, addresses.CITATIONS):
        made.script(path)
    if not (made.site / addresses.HOME).is_file():
        raise CannotJoin(f"{folder} 没有 {addresses.HOME}。请在那里重新运行 handbook build。")
    try:
        with ZipFile(made.bundle) as archive:
            broken = archive.testzip()
    except BadZipFile as error:
        raise CannotJoin(f"{made.bundle} 已损坏。请在那里重新运行 handbook build。") from error
    if broken:
        raise CannotJoin(f"{made.bundle} 里的 {broken} 已损坏。请在那里重新运行 handbook build。")


def _handed(path: Path, of: Finished) -> Any:
    try:
        match = _SCRIPT.fullmatch(path.read_text(encoding="utf-8"))
        if match:
            return json.loads(match["value"])
    except (OSError, ValueError):
        pass
    raise CannotJoin(f"{of.site} 的 {path.relative_to(of.site)} 缺失或已损坏。请在那里重新运行 handbook build。")


def together(folders: list[Path]) -> list[Finished]:
    """All handbooks, in the order given. Raises ``CannotJoin``."""
    if len(folders) < 2:
        raise CannotJoin("要合并，至少给出两本生成好的手册。")
    found = [finished(folder) for folder in folders]
    keys = [one.key for one in found]
    for one, folder in zip(found, folders, strict=True):
        if keys.count(one.key) > 1:
            raise CannotJoin(
                f"{folder} 与另一本手册的下载名称（data/site.yml 的 download）都是 {one.key}，地址会混在一起。请改掉一个，重新生成。"
            )
        if one.key in RESERVED:
            raise CannotJoin(f"{folder} 的下载名称 {one.key} 与合并后网站自己的文件夹同名。请改掉，重新生成。")
    return found


# Folders of the joined site itself.
RESERVED = frozenset(("assets", "compare", "data", "download", addresses.SEARCH, "supports"))


def about(handbooks: list[Finished], title: str | None) -> Site:
    """What the joined site says of itself. Its day is the latest of its handbooks; each keeps its own edition and day."""
    cities = "、".join(one.city for one in handbooks)
    latest = max(str(one.data["as_of"]) for one in handbooks)
    notices = [f"{one.city}：{one.data['notice']}" for one in handbooks if one.data["notice"]]
    return Site.model_validate({
        "title": title or f"{cities}政策手册",
        "subtitle": "几座城市的政策，放在一起查，分别看出处",
        "city": cities,
        "version": latest.replace("-", "."),
        "as_of": latest,
        "notice": " ".join(notices) or None,
        "download": "joined-handbooks",
        "searches": list(dict.fromkeys(words for one in handbooks for words in one.script(addresses.CATALOGUE)["searches"][:3]))[:6],
    })  # fmt: skip
