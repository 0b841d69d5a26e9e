"""Scripts: data as a classic script, since a page opened from a folder may load scripts and nothing else."""

import json
from typing import Any

# What could end a script that the text is pasted into, or a line of it for older readers of JavaScript.
_ESCAPES = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def literal(value: Any) -> str:
    """A value as JavaScript and JSON at once, harmless wherever it is pasted."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def handed(path: str, value: Any) -> str:
    """A classic script at ``path`` that hands a value to the site's scripts, which ask for it by the same path."""
    return f"handbook.take({literal(path)},{literal(value)});\n"
