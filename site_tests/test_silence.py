"""Missing values are worded or omitted: no page or table prints ``None`` or the like."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.pipeline.check import check
from generator.source.problems import BadData
from samples import copied, drawn

Key = tuple[Path, tuple[str | int, ...]]  # a file, and the path of a key in it
SEED, AT_ONCE = 20260131, 12
NOTHING = re.compile(r"\bNone\b|\bundefined\b|\bnan\b")


def keys(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key of every record below a value, as its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from keys(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from keys(inner, (*path, index))


def without(value: Any, path: tuple[str | int, ...]) -> Any:
    """A copy without the key at the end of ``path``."""
    first, *rest = path
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[first] = without(value[first], tuple(rest))
    else:
        del copy[first]
    return copy


class Bared:
    """A copy of the sample from whose files keys can be left out."""

    def __init__(self, folder: Path) -> None:
        self.root = copied(folder, more=True)
        yaml = YAML(typ="safe")
        self._whole = {path: yaml.load(path) for path in sorted((self.root / "data").rglob("*.yml"))}
        self.keys = [(path, step) for path, whole in self._whole.items() for step in keys(whole)]

    @contextmanager
    def of(self, some: list[Key]) -> Iterator[Path]:
        """The root of the sample without these keys, while the block runs."""
        before = {path: path.read_bytes() for path, _ in some}
        for path in before:
            bare = self._whole[path]
            for _, step in (key for key in some if key[0] == path):
                with suppress(KeyError, IndexError):  # it is inside one that is already left out
                    bare = without(bare, step)
            with path.open("w", encoding="utf-8") as file:
                YAML(typ="safe").dump(bare, file)
        yield self.root
        for path, text in before.items():
            path.write_bytes(text)


def right(root: Path) -> bool:
    try:
        check(root)
    except BadData:
        return False
    return True


def together(bared: Bared, some: list[Key]) -> Iterator[list[Key]]:
    """Groups of keys that may be missing at once: drawing takes longer than checking."""
    with bared.of(some) as root:
        if right(root):
            yield some
            return
    if len(some) > 1:
        yield from together(bared, some[: len(some) // 2])
        yield from together(bared, some[len(some) // 2 :])


@pytest.mark.prove
def test_each_value_that_may_be_missing_is_missing_once(tmp_path: Path) -> None:
    """Every optional key of the sample is left out, some at a time, and all output is read."""
    bared = Bared(tmp_path / "sample")
    may_be_missing = []
    for key in bared.keys:
        with bared.of([key]) as root:
            if right(root):
                may_be_missing.append(key)
    assert len(may_be_missing) > 100
    random.Random(SEED).shuffle(may_be_missing)
    said = []
    for start in range(0, len(may_be_missing), AT_ONCE):
        for some in together(bared, may_be_missing[start : start + AT_ONCE]):
            with bared.of(some) as root:
                files = drawn(root)
            for name, text in files.items():
                if name.endswith(".schema.json"):  # describes the shape, not the data
                    continue
                if isinstance(text, str) and (found := NOTHING.search(text)):
                    left_out = [f"{path.name} {step}" for path, step in some]
                    said.append(f"{name}: {text[max(0, found.start() - 60) : found.end() + 20]}\nwithout {left_out}")
    assert not said, "\n\n".join(said)
