"""The handbook's own words claim no more than the texts: none of the five texts tells how to apply for anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent

# Words of procedures that no text contains. Readers use them, so aliases may contain them; so may denials, and code
# that reads citations of earlier editions.
EXPLAINED = ("不能据此申请支持", "申报已截止")
CLAIMED = ("申报", "申请支持", "申请研发", "申请人", "谁申请")


def own_words() -> Iterator[tuple[str, str]]:
    """Everything that the handbook says in its own words: place and text."""
    scripts = sorted((ROOT / "overrides/assets/javascripts").rglob("*.js"))
    handwritten = [*(ROOT / "content").glob("*.md"), *(ROOT / "generator/pages/written").glob("*.md")]
    for path in [*sorted((ROOT / "generator").rglob("*.jinja")), *handwritten, *scripts]:
        yield path.name, path.read_text(encoding="utf-8")
    # Code that reads the texts of any city knows their words, and messages those that an editor may write as a key.
    for path in sorted((ROOT / "generator").rglob("*.py")):
        reads = any(path.is_relative_to(ROOT / "generator" / room) for room in ("text", "drafting"))
        if reads or path.name == "messages.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
                yield f"{path.name}:{node.lineno}", node.value
    for path in sorted((ROOT / "data/documents").glob("*.yml")):
        yield from told(path.name, YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def told(where: str, value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "aliases":
                yield from told(where, inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from told(where, inner, key)
    elif isinstance(value, str):
        yield f"{where} {key}", value


def test_no_label_claims_a_procedure() -> None:
    claims = [(where, text) for where, text in own_words() for word in CLAIMED if word in text]
    assert not [(where, text) for where, text in claims if not any(words in text for words in EXPLAINED)]
