"""Schema: the shape of the data as JSON Schema, for editors that complete and check YAML while one types.

Generated from ``models`` into ``data/schema/`` and committed; a test keeps it current.
"""

import json
from pathlib import Path

from pydantic import TypeAdapter

from generator.source.load import FOLDERS, SINGLE

FOLDER = "data/schema"


def schemas() -> dict[str, str]:
    """The schema files by name, one for each kind of data file."""
    shapes = {Path(name).stem: shape for name, shape in {**SINGLE, **FOLDERS}.items()}
    return {
        f"{FOLDER}/{stem}.json": json.dumps(TypeAdapter(shape).json_schema(), ensure_ascii=False, indent=1) + "\n"
        for stem, shape in sorted(shapes.items())
    }


def write_schemas(root: Path) -> None:
    for name, text in schemas().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
