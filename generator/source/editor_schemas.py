"""JSON Schemas of the data files, for completion and checks in editors.

Generated from ``records`` and the handbook's vocabulary into ``data/schema/`` and committed; a test keeps them current.
"""

import json
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from generator.records.kinds import KINDS, RecordKind
from generator.records.vocabulary import Vocabulary
from generator.source.load import load

FOLDER = "data/schema"


def schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """The schema files: path from the root -> JSON text, one per kind of data file. ``vocabulary``: whose codes are
    offered."""
    shapes = {PurePosixPath(kind.file).stem: _shape(kind) for kind in KINDS if kind.file}
    return {
        f"{FOLDER}/{stem}.json": json.dumps(_listed(shape.json_schema(), vocabulary), ensure_ascii=False, indent=1)
        + "\n"
        for stem, shape in sorted(shapes.items())
    }


def _shape(kind: RecordKind) -> TypeAdapter[object]:
    """What one file of a kind contains: a record, or a list of records."""
    return TypeAdapter(kind.record if kind.one_a_file else list[kind.record])  # type: ignore[name-defined]


def _listed(schema: Any, vocabulary: Vocabulary) -> Any:
    """A schema in which each code is one of those of the vocabulary."""
    if isinstance(schema, list):
        return [_listed(inner, vocabulary) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    if axis := schema.get("x-code"):
        plain = {key: value for key, value in schema.items() if key not in ("x-code", "pattern")}
        return {**plain, "enum": list(vocabulary.codes(axis))} if vocabulary.codes(axis) else plain
    return {key: _listed(value, vocabulary) for key, value in schema.items()}


def write_schemas(root: Path) -> None:
    for name, text in schemas(load(root).vocabulary).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
