"""The rooms of the program and the one direction of their imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parent.parent / "generator"

# From the lowest layer up. A room may import from the lines above its own; rooms of one line not from each other.
LAYERS = (
    ("text",),
    ("reading",),
    ("records",),
    ("states",),
    ("source",),
    ("book",),
    ("history", "pages", "exports", "audit", "drafting"),
    ("joining",),
    ("engine",),
    ("search", "delivery"),
    ("pipeline",),
    ("desk",),
    ("cli",),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(PROGRAM).with_suffix("").parts[0]


MODULES = [path for path in sorted(PROGRAM.rglob("*.py")) if room_of(path) not in ("__init__", "__main__")]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The rooms that a module imports from, with the line, wherever the import is."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written from the top"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("generator."):
                yield node.lineno, name.split(".")[1]


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PROGRAM).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    own = room_of(path)
    for line, other in imported(path):
        assert other == own or LEVEL[other] < LEVEL[own], f"{path.name}:{line}: {own} may not import from {other}"


def test_only_the_engine_knows_mkdocs() -> None:
    for path in MODULES:
        if room_of(path) != "engine":
            assert "import mkdocs" not in (text := path.read_text(encoding="utf-8")), path
            assert "from mkdocs" not in text, path


def test_no_test_imports_another() -> None:
    """Shared code is in modules of its own: a test can be read, moved and deleted alone."""
    tests = Path(__file__).resolve().parent
    for path in sorted(tests.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.startswith("test_") for name in modules), path
