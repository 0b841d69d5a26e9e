"""What is still open in a draft, and its move to the documents once nothing is."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.drafting.marks import OPEN_STATES
from generator.drafting.writing import FOLDER, paths
from generator.records.base import UNFILLED
from generator.source.problems import Place, Problem, Told

DOCUMENTS = "data/documents"


class NotReady(Told):
    """The draft cannot be adopted; the message says what is open."""


@dataclass(frozen=True)
class Open:
    """What is open in one draft. ``slots`` are places to be written, ``marks`` those to be looked at."""

    identity: str
    text: str
    slots: tuple[Problem, ...]
    marks: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.slots, *self.marks)


def drafts(root: Path) -> list[str]:
    """The ids of the drafts of a handbook, in order."""
    return sorted(path.stem for path in (root / FOLDER).glob("*.yml") if not path.name.endswith(".marks.yml"))


def still_open(root: Path, identity: str) -> Open:
    """What is open in a draft: slots, and marks that nobody has settled. Raises ``NotReady`` where there is none."""
    record, marks = paths(root, identity)
    name = f"{FOLDER}/{record.name}"
    if not record.is_file():
        known = "、".join(drafts(root)) or "没有草稿"
        raise NotReady(f"没有草稿 {identity}（data/drafts/ 里有：{known}）。")
    text = record.read_text(encoding="utf-8")
    plain = _plain(text, name)
    told = _plain(marks.read_text(encoding="utf-8"), f"{FOLDER}/{marks.name}") if marks.is_file() else {}
    lines = text.splitlines()
    slots = tuple(Problem(Place(name, steps), "待填写", _facts(lines, plain, steps)) for steps in _slots(plain))
    looked = []
    for mark in told.get("marks", []) if isinstance(told, dict) else []:
        if isinstance(mark, dict) and mark.get("state") in OPEN_STATES:
            at = mark.get("at")
            where = f"（原文第 {at[0]}—{at[1]} 字）" if isinstance(at, list) and len(at) == 2 else ""
            steps = steps_of(plain, str(mark.get("path", "")))
            looked.append(
                Problem(Place(name, steps), f"{mark['state']}：{mark.get('path')}，{mark.get('reason')}{where}")
            )
    return Open(identity, text, slots, tuple(looked))


def _plain(text: str, name: str) -> Any:
    try:
        return YAML(typ="safe").load(text) or {}
    except YAMLError as error:
        raise NotReady(f"{name} 不是正确的 YAML：{error}") from error


def _slots(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _slots(inner, (*steps, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _slots(inner, (*steps, index))
    elif isinstance(value, str) and UNFILLED in value:
        yield steps


def steps_of(plain: Any, path: str) -> tuple[str | int, ...]:
    """The steps of YAML for the path of a mark, in which entries of lists are named by their id; as far as it leads."""
    steps: list[str | int] = []
    value = plain
    for name in path.split("/"):
        if isinstance(value, dict) and name in value:
            steps.append(name)
            value = value[name]
        elif isinstance(value, list):
            index = next((i for i, one in enumerate(value) if one == name or (isinstance(one, dict) and name in (one.get("id"), one.get("document")))), None)  # fmt: skip
            if index is None:
                break
            steps.append(index)
            value = value[index]
        else:
            break
    return tuple(steps)


def _facts(lines: list[str], plain: Any, steps: tuple[str | int, ...]) -> str | None:
    """The facts that a slot must carry, from the comment beside it."""
    from generator.source.problems import located

    told = located([Problem(Place("draft", steps), "")], {"draft": "\n".join(lines)})
    number = int(told[0].split(":")[1]) if told else 0
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return line.partition("# ")[2] or None


def move(root: Path, identity: str) -> Path:
    """Put a draft among the documents; its marks go. Raises ``NotReady``, ``OSError``."""
    record, marks = paths(root, identity)
    target = root / DOCUMENTS / record.name
    text = "\n".join(_without_notes(record.read_text(encoding="utf-8").splitlines())) + "\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise NotReady(f"{DOCUMENTS}/{record.name} 已经存在，没有改动它。") from error
    record.unlink()
    marks.unlink(missing_ok=True)
    return target


def adopted(text: str) -> str:
    """The text of a draft as it will lie among the documents: without the notes of the program."""
    return "\n".join(_without_notes(text.splitlines())) + "\n"


def _without_notes(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith(("# 草稿：", "# 写好、核对完")):
            continue
        yield line.partition(" # 须写到：")[0].rstrip()
