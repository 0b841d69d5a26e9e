"""Numbers of the present edition, counted by hand: ``edition.yml`` is the only file for them."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

EDITION: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_suffix(".yml"))
