"""What the present edition of the data holds, counted by hand: ``edition.yml``, the one file for such numbers."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

EDITION: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_suffix(".yml"))
