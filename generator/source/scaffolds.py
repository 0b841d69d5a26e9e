"""Commented templates of records, for officers who add a document, an industry or a support."""

from pathlib import Path

FOLDER = Path(__file__).parent / "blank"
AS_FILES = {"document": "data/documents", "industry": "data/industries"}
KINDS = tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))


def template(kind: str, identity: str = "") -> str:
    """The template of ``kind`` as YAML; ``identity`` is its id where it gets its own file."""
    return (FOLDER / f"{kind}.yml").read_text(encoding="utf-8").replace("{id}", identity)


def write_new(root: Path, kind: str, identity: str) -> Path:
    """Write the template of a kind with its own files and return the path. Raises ``FileExistsError``."""
    path = root / AS_FILES[kind] / f"{identity}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(template(kind, identity))
    return path
