"""Upgrading: bring a folder's data to the newest format, by edits at their places, and only if it says the same."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.book.link import link
from generator.exports.handbook_json import handbook_data
from generator.source.load import Source, load
from generator.source.plain import parse
from generator.source.problems import BadData, Place, Told, located
from generator.source.problems import Problem as At
from generator.source.saving import hash_of, save
from generator.source.splice import edited
from generator.source.upgrade import SITE, Step, steps
from generator.source.validate import validate


class SaysOther(Told):
    """The upgraded data would not say the same; nothing was written."""


@dataclass(frozen=True)
class Upgraded:
    """What was done, or would be: each with its place and line (``told``); what is left to people (``left``); the files."""

    told: list[str]
    left: list[str]
    files: list[str]


def upgrade(root: Path, dry: bool = False) -> Upgraded:
    """Rewrite older shapes below ``root``; ``dry``: only say what would be done. The file that names the format is written
    last: a run that was broken off is finished by the next. Raises ``BadData`` where the data cannot be read, ``SaysOther``,
    ``ChangedMeanwhile``, ``OSError``."""
    source = load(root)
    if source.problems:
        raise BadData(source.problems, source.texts)
    seen = {name: (root / name).read_bytes() for name in source.texts}
    found = {name: steps(name, parse(name, text, [])) for name, text in source.texts.items() if name.endswith(".yml")}
    done = [(name, step) for name, these in found.items() for step in these if step.changes]
    left = [(name, step) for name, these in found.items() for step in these if not step.changes]
    new = {
        name: edited(seen[name].decode("utf-8"), [change for step in these for change in step.changes], name)
        for name, these in found.items()
        if any(step.changes for step in these)
    }
    if not dry:
        _refuse_other(root, source, new)
        for name in sorted(new, key=lambda name: (name == SITE, name)):
            save(root / name, new[name], hash_of(seen[name]))
    return Upgraded(_told(done, source), _told(left, source), sorted(new))


def _told(found: list[tuple[str, Step]], source: Source) -> list[str]:
    return located([At(Place(name, step.path), step.what) for name, step in found], source.texts)


def _refuse_other(root: Path, source: Source, new: dict[str, str]) -> None:
    """Compare what the handbook says before and after, in a copy. Raises ``SaysOther``."""
    with tempfile.TemporaryDirectory() as there:
        copy = Path(there)
        shutil.copytree(root / "data", copy / "data")
        for name, text in new.items():
            (copy / name).write_bytes(text.encode("utf-8"))
        if _says(load(copy)) != _says(source):
            raise SaysOther("升级后的数据说的会与现在不同，没有改动任何文件。请把这个文件夹和这句话交给维护程序的人。")


def _says(source: Source) -> Any:
    """The exported model; of data that breaks a rule (which an upgrade does not ask about), its supports."""
    if source.problems:
        return source.problems
    try:
        validate(source)
    except BadData as error:
        amounts = [
            (support.id, support.money, support.tree, support.all_stars)
            for _, document in source.documents
            for clause in document.clauses
            for support in clause.supports
        ]
        return [problem.message for problem in error.problems], amounts
    return handbook_data(link(source))
