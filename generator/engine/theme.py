"""The engine's theme, without what each build would spend on files that no page uses."""

import os

import jinja2
from mkdocs.theme import Theme

from generator.pages.compiled import compiled


class LeanTheme(Theme):
    """Keeps compiled templates, and does not look through folders of which the engine takes nothing.

    Material brings 14,000 icons in ``.icons``; walking over them takes longer than loading all of the data.
    """

    def get_env(self) -> jinja2.Environment:
        environment = super().get_env()
        environment.loader = _Templates(self.dirs)
        environment.bytecode_cache = compiled("engine")
        environment.auto_reload = False
        return environment


class _Templates(jinja2.FileSystemLoader):
    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for folder in self.searchpath:
            for place, inner, names in os.walk(folder):
                inner[:] = [name for name in inner if not name.startswith((".", "__pycache__"))]
                within = os.path.relpath(place, folder).replace(os.sep, "/")
                found.update(name if within == "." else f"{within}/{name}" for name in names)
        return sorted(found)
