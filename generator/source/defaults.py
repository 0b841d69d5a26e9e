"""Defaults: what a handbook takes from the program where its own folder has none: theme, pages written by hand, settings.

In a checkout they lie at its root, where they are edited; a wheel carries a copy (``setup.py`` puts it there).
"""

from pathlib import Path

NAMES = ("content", "overrides", "mkdocs.yml")
_PROGRAM = Path(__file__).resolve().parents[1]
_PACKED = _PROGRAM / "defaults"
DEFAULTS = _PACKED if _PACKED.is_dir() else _PROGRAM.parent


def own_or_default(root: Path, name: str) -> Path:
    """``root / name`` where that exists, else the program's own; ``name`` is one of ``NAMES``. Each is taken as a whole."""
    own = root / name
    return own if own.exists() else DEFAULTS / name
