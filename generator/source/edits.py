"""Changes of plain data, each with the path of keys and indexes that leads to it."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from generator.source.spans import Path


@dataclass(frozen=True)
class Put:
    """The value at a path. A key that is not there yet is added at the end of its record. Of a collection that is there
    only what differs is written."""

    path: Path
    value: Any


@dataclass(frozen=True)
class Insert:
    """A new entry in the collection at a path: under the key ``at``, or before the item ``at`` of a list (its length: at the
    end). ``after``: behind which key; ``None``: at the end."""

    path: Path
    at: str | int
    value: Any
    after: str | None = None

    def index(self, keys: list[str]) -> int:
        """At which place among the keys that are there."""
        return keys.index(self.after) + 1 if self.after in keys else len(keys)


@dataclass(frozen=True)
class Remove:
    """The entry at a path, with its key and the comment on its line. Comments above it stay. ``keeps_comment``: that on its
    line stays, too, on a line of its own."""

    path: Path
    keeps_comment: bool = False


Change = Put | Insert | Remove


def carried_out(model: Any, change: Change) -> Any:
    """The plain data after a change; the old is left alone. Raises ``LookupError`` with the step that is not there or that
    is there already."""
    model = deepcopy(model)
    if isinstance(change, Insert):
        inner = _at(model, change.path)
        if inner is None:  # a key without a value, a file of comments
            made: Any = {change.at: change.value} if isinstance(change.at, str) else [change.value]
            return _set(model, change.path, made)
        if isinstance(inner, dict) and isinstance(change.at, str) and change.at not in inner:
            inner[change.at] = deepcopy(change.value)
        elif isinstance(inner, list) and isinstance(change.at, int) and 0 <= change.at <= len(inner):
            inner.insert(change.at, deepcopy(change.value))
        else:
            raise LookupError(change.at)
        return model
    if not change.path:
        if isinstance(change, Put):
            return deepcopy(change.value)
        raise LookupError("")
    last = change.path[-1]
    inner = _at(model, change.path[:-1])
    known = last in inner if isinstance(inner, dict) else _indexed(inner, last)
    if not known and not (isinstance(change, Put) and isinstance(inner, dict)):
        raise LookupError(last)
    if isinstance(change, Remove):
        del inner[last]
    else:
        inner[last] = deepcopy(change.value)
    return model


def _indexed(inner: Any, step: str | int) -> bool:
    return isinstance(inner, list) and isinstance(step, int) and 0 <= step < len(inner)


def _at(model: Any, path: Path) -> Any:
    for step in path:
        if not (step in model if isinstance(model, dict) else _indexed(model, step)):
            raise LookupError(step)
        model = model[step]
    return model


def _set(model: Any, path: Path, value: Any) -> Any:
    if not path:
        return deepcopy(value)
    _at(model, path[:-1])[path[-1]] = deepcopy(value)
    return model
