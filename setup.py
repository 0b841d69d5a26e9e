"""What pyproject.toml cannot say: a wheel carries the theme, the default pages and the settings of the engine.

They lie at the root of the project, outside the package, because that is where they are edited; a built package has a
copy in ``generator/defaults``. An editable install reads them where they lie (``generator/source/defaults.py``).
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CARRIED = ("overrides", "mkdocs.yml")


class BuildWithDefaults(build_py):  # type: ignore[misc]  # setuptools comes without types
    """``build_py``, and the defaults beside the modules."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        root, target = Path(__file__).resolve().parent, Path(self.build_lib, "generator", "defaults")
        shutil.rmtree(target, ignore_errors=True)
        for name in CARRIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, target / name)
            else:
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(root / name, target / name)


setup(cmdclass={"build_py": BuildWithDefaults})
