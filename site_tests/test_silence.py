"""What the data does not say is said in words or left out: no page and no table prints the program's own word for it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from generator.source.problems import BadData
from samples import SAMPLE, copied, drawn

NOTHING = re.compile(r"\bNone\b|\bundefined\b|\bnan\b")


def keys(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key of every record below a value, as the path that leads to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from keys(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from keys(inner, (*path, index))


def without(value: Any, path: tuple[str | int, ...]) -> Any:
    """A copy in which the key at the end of ``path`` is missing."""
    first, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        copy[first] = without(value[first], tuple(rest))
    else:
        del copy[first]
    return copy


def test_each_value_that_may_be_missing_is_missing_once(tmp_path: Path) -> None:
    """Every key of the sample is left out in turn; where the data is still right without it, all output is read."""
    root, yaml, left_out = copied(tmp_path / "sample"), YAML(typ="safe"), 0
    said = []
    for path in sorted((SAMPLE / "data").rglob("*.yml")):
        copy = root / path.relative_to(SAMPLE)
        whole = yaml.load(path)
        for step in keys(whole):
            with copy.open("w", encoding="utf-8") as file:
                yaml.dump(without(whole, step), file)
            try:
                files = drawn(root)
            except BadData:
                continue
            left_out += 1
            for name, text in files.items():
                if isinstance(text, str):
                    found = NOTHING.search(text)
                    if found:
                        said.append(
                            f"without {path.name} {step}: {name}: {text[max(0, found.start() - 60) : found.end() + 20]}"
                        )
        copy.write_bytes(path.read_bytes())
    assert not said, "\n\n".join(said)
    assert left_out > 40
