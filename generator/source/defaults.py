"""Defaults: theme and engine settings, used where a handbook's own folder has none (default pages: ``pages/written``).

In a checkout they are at its root, where they are edited; a wheel contains a copy (``setup.py``).
"""

from pathlib import Path

NAMES = ("overrides", "mkdocs.yml")
_PROGRAM = Path(__file__).resolve().parents[1]
_PACKED = _PROGRAM / "defaults"
DEFAULTS = _PACKED if _PACKED.is_dir() else _PROGRAM.parent


def own_or_default(root: Path, name: str) -> Path:
    """``root / name`` if it exists, else the program's own. ``name`` is one of ``NAMES``; folders are never mixed."""
    own = root / name
    return own if own.exists() else DEFAULTS / name
