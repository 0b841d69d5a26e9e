"""Originals beside drafts: the text as it was read, with the marks that say how each value of the draft is known.

A mark is a stretch of the text and a path into the draft. An officer settles marks one by one: confirmed, or rejected with
the value that it stands for. The text itself is never put into the data; it lies beside the desk's other things.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.desk.store import NoSuchRecord, Read, Store
from generator.drafting.adopting import steps_of
from generator.drafting.marks import OPEN_STATES
from generator.drafting.writing import FOLDER, paths
from generator.reading.read import read as read_original
from generator.source import saving
from generator.source.edits import Put, Remove
from generator.source.plain import parse
from generator.source.problems import Problem, Steps, Told
from generator.source.splice import edited

SETTLED = "已核对"


class OtherOriginal(Told):
    """The file is not the one that the draft was made from."""


@dataclass(frozen=True)
class Mark:
    """One mark. ``number``: its place in the file of marks; ``steps``: the value in the draft, as far as it is there."""

    number: int
    path: str
    state: str
    reason: str
    at: tuple[int, int] | None
    steps: Steps
    words: str = ""

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES


@dataclass(frozen=True)
class Stretch:
    """A stretch of the original under one mark, or under none."""

    text: str
    mark: Mark | None = None


def is_draft(name: str) -> bool:
    return name.startswith(f"{FOLDER}/") and not name.endswith(".marks.yml")


def identity(name: str) -> str:
    return Path(name).stem


def marks(store: Store, read: Read) -> list[Mark]:
    """The marks of a draft, in the order of the text."""
    told, text = _marks_file(store, identity(read.file)), original(store, identity(read.file)) or ""
    found = []
    for number, one in enumerate(told[1].get("marks") or []):
        at = one.get("at")
        place = (int(at[0]), int(at[1])) if isinstance(at, list) and len(at) == 2 else None
        words = text[slice(*place)].strip()[:60] if place else ""
        steps = steps_of(read.plain, str(one.get("path", "")))
        found.append(Mark(number, str(one.get("path", "")), str(one.get("state", "")), str(one.get("reason") or ""), place, steps, words))  # fmt: skip
    return sorted(found, key=lambda mark: (mark.at or (1 << 30, 0), mark.number))


def _marks_file(store: Store, name: str) -> tuple[str, dict[str, Any], Path]:
    path = paths(store.root, name)[1]
    if not path.is_file():
        return "", {}, path
    text = saving.read(path)[0]
    problems: list[Problem] = []
    plain = parse(path.name, text, problems)
    return text, plain if isinstance(plain, dict) else {}, path


def to_take_over(store: Store, name: str) -> dict[str, list[Any]]:
    """What the original has for other files of the handbook: new departments, candidates for terms, days, goals, lists."""
    told = _marks_file(store, name)[1]
    return {key: told[key] for key in ("departments", "terms", "dates", "goals", "lists", "amends") if told.get(key)}


def settle(store: Store, read: Read, number: int, confirmed: bool) -> None:
    """Confirm a mark, or reject it: then the value that it stands for leaves the draft. Raises ``NoSuchRecord``."""
    with store.lock:
        text, told, path = _marks_file(store, identity(read.file))
        entries = told.get("marks") or []
        if not 0 <= number < len(entries):
            raise NoSuchRecord("没有这一处标记，可能已经处理过。")
        mark = next(one for one in marks(store, read) if one.number == number)
        if not confirmed and mark.steps and _whole(read, mark):
            store.save(read.file, store.change(read, [Remove(mark.steps)]), read.hash, f"不要 {mark.path}")
        seen = saving.hash_of(path.read_bytes())
        saving.save(path, edited(text, [Put(("marks", number, "state"), SETTLED)], path.name), seen)


def _whole(read: Read, mark: Mark) -> bool:
    """Whether the steps lead to the value itself, and not only to what is around one that is gone already."""
    return len([step for step in mark.path.split("/") if step]) == len(mark.steps)


def kept(store: Store, name: str) -> Path:
    return store.folder / "originals" / f"{name}.txt"


def original(store: Store, name: str) -> str | None:
    """The text of an original as it was read; ``None`` where nobody gave the file."""
    path = kept(store, name)
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def keep(store: Store, name: str, file: Path) -> None:
    """Keep the text of an original beside its draft. Raises ``OtherOriginal`` where the draft was made from another file,
    ``Unreadable`` (of ``text``) where it cannot be read."""
    found = read_original(file)
    wanted = (_marks_file(store, name)[1].get("original") or {}).get("sha256")
    if wanted and wanted != found.digest:
        raise OtherOriginal("这不是起草时用的那个文件（校验值不同），没有采用。")
    path = kept(store, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(found.text.encode("utf-8"))


def stretches(text: str, found: list[Mark]) -> list[Stretch]:
    """The text cut at the borders of marks; where several lie over each other, the shortest counts."""
    placed = [mark for mark in found if mark.at and 0 <= mark.at[0] < mark.at[1] <= len(text)]
    borders = sorted({0, len(text), *(end for mark in placed for end in mark.at or ())})
    made: list[Stretch] = []
    for start, end in pairwise(borders):
        over = [mark for mark in placed if mark.at and mark.at[0] <= start and end <= mark.at[1]]
        best = min(over, key=lambda mark: (mark.at[1] - mark.at[0], not mark.open), default=None) if over else None  # type: ignore[index]
        if made and made[-1].mark is best:
            made[-1] = Stretch(made[-1].text + text[start:end], best)
        else:
            made.append(Stretch(text[start:end], best))
    return made
