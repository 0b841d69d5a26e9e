"""Apart: the changes that make one plain value of another, as few and as small as people would make them."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from generator.source.edits import Change, Insert, Put, Remove
from generator.source.spans import Path
from generator.source.wording import same


def between(old: Any, new: Any, path: Path = ()) -> list[Change]:
    """The changes from ``old`` to ``new``, to be made one after another. Items of lists are known again by their ``id``,
    else by what they are."""
    return list(_between(old, new, path))


def _between(old: Any, new: Any, path: Path) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict) and old and new and old.keys() & new.keys():
        yield from (Remove((*path, key)) for key in old if key not in new)
        before: str | None = None
        for key, value in new.items():
            if key in old:
                yield from _between(old[key], value, (*path, key))
            else:
                yield Insert(path, key, value, before)
            before = key
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _lists(old, new, path)
    elif not same(old, new):
        yield Put(path, new)


def _lists(old: list[Any], new: list[Any], path: Path) -> Iterator[Change]:
    ours, theirs = [_known_by(item) for item in old], [_known_by(item) for item in new]
    at = 0  # where we are in the list as it is changed
    for kind, i, k, j, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        shared = min(k - i, m - j) if kind in ("equal", "replace") else 0
        for step in range(shared):
            yield from _between(old[i + step], new[j + step], (*path, at + step))
        at += shared
        more = new[j + shared : m]
        for item in more:
            yield Insert(path, at, item)
            at += 1
        yield from (Remove((*path, at)) for _ in range(k - i - shared))


def _known_by(item: Any) -> str:
    if isinstance(item, dict):
        for key in ("id", "to", "name", "at", "url"):
            if key in item:
                return f"{key}={item[key]}"
    return repr(item)
