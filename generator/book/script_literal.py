"""Data as a classic script: pages opened from a folder can load scripts and nothing else."""

import json
from typing import Any

# Character sequences that could end a script element, or a line in older JavaScript.
_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def literal(value: Any) -> str:
    """A value that is both JavaScript and JSON, safe wherever it is inserted."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def handed(path: str, value: Any) -> str:
    """A classic script at ``path`` that hands a value to the site's scripts, which ask for it by that path."""
    return f"handbook.take({literal(path)},{literal(value)});\n"
