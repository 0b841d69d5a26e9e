"""Compiled templates, kept beside the program as Python keeps its own: compiling them anew takes a tenth of a build."""

import os
import sys
from pathlib import Path

import jinja2

FOLDER = Path(__file__).parent / "__pycache__"


def compiled(name: str) -> jinja2.BytecodeCache | None:
    """The cache for one kind of environment; ``name`` tells apart those whose options differ, since a key holds only the
    template's name and text. ``None`` where Python itself would keep none: a read-only installation, or ``-B``."""
    if sys.dont_write_bytecode or not (FOLDER.is_dir() and os.access(FOLDER, os.W_OK)):
        return None
    return jinja2.FileSystemBytecodeCache(str(FOLDER), f"jinja-{jinja2.__version__}-{name}-%s.cache")
