"""What ``check`` says, at the fields of a form."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.desk import fields
from generator.source.problems import Problem, Steps, Told

if TYPE_CHECKING:
    from generator.desk.store import Entry, Store


@dataclass(frozen=True)
class Note:
    """One problem. ``name``: the input that it concerns, empty for the record as a whole or another one; ``where``: the file
    and path, in words; ``link``: where it is mended."""

    message: str
    hint: str
    file: str
    path: Steps
    name: str = ""
    where: str = ""
    link: str = ""


def notes(problems: list[Problem], store: "Store") -> list[Note]:
    """Problems with the record at which each is mended."""
    found = []
    for one in problems:
        entry = _record_at(store, one.place.file, one.place.path)
        link = f"/edit?file={entry.file}&at={entry.at}" if entry else ""
        where = _where(store, entry, one.place.path) if entry else one.place.file
        found.append(Note(one.message, one.hint or "", one.place.file, one.place.path, where=where, link=link))
    return found


def _record_at(store: "Store", file: str, path: Steps) -> "Entry | None":
    """The innermost record around a place; ``None`` in a file that cannot be read."""
    if store.kind_of(file) is None:
        return None
    try:
        around = [entry for entry in store.entries(file) if path[: len(entry.path)] == entry.path]
    except Told:
        return None
    return max(around, key=lambda entry: len(entry.path), default=None)


def _where(store: "Store", entry: "Entry", path: Steps) -> str:
    """The record and the field, in an officer's words."""
    named = [str(step) for step in path[len(entry.path) :] if isinstance(step, str)]
    model = store.shape(entry.file, entry.path).model
    words = [
        fields.told(model if i == 0 else "", step).name if fields.known(step) else step for i, step in enumerate(named)
    ]
    return "：".join([f"{entry.kind.word} {entry.name}", *([" ".join(words)] if words else [])])


def at_fields(told: list[Note], path: Steps) -> list[Note]:
    """The notes with the names of the inputs that they concern in the form of the record at ``path``."""
    return [
        replace(one, name=".".join(map(str, one.path[len(path) :]))) if one.path[: len(path)] == path else one
        for one in told
    ]
