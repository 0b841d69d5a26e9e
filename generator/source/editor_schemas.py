"""JSON Schemas of the data files, for completion and checks in editors.

Generated from ``records`` into ``data/schema/`` and committed; a test keeps them current.
"""

import json
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter

from generator.records.kinds import KINDS, RecordKind

FOLDER = "data/schema"


def schemas() -> dict[str, str]:
    """The schema files: path from the root -> JSON text, one per kind of data file."""
    shapes = {PurePosixPath(kind.file).stem: _shape(kind) for kind in KINDS if kind.file}
    return {
        f"{FOLDER}/{stem}.json": json.dumps(shape.json_schema(), ensure_ascii=False, indent=1) + "\n"
        for stem, shape in sorted(shapes.items())
    }


def _shape(kind: RecordKind) -> TypeAdapter[object]:
    """What one file of a kind contains: a record, or a list of records."""
    return TypeAdapter(kind.record if kind.one_a_file else list[kind.record])  # type: ignore[name-defined]


def write_schemas(root: Path) -> None:
    for name, text in schemas().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
