"""The words of forms: what a field of a record is called, what it means, and the words for its choices."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from generator.book.vocabulary import Words


@dataclass(frozen=True)
class Told:
    """``name``: what an officer calls a field; ``help``: what it means, with an example; ``long``: it takes several lines."""

    name: str
    help: str
    long: bool = False


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe").load((files("generator.desk") / "fields.yml").read_text(encoding="utf-8"))
    return data


def told(model: str, key: str) -> Told:
    """The words of the field ``key`` of a model; its own name where nobody wrote them (a test finds that)."""
    data = _data()
    name, help_ = data["fields"].get(f"{model}.{key}") or data["fields"].get(key) or (key, "")
    return Told(name, help_, key in data["long"])


def known(key: str, model: str = "") -> bool:
    """Whether there are words for a field of this name."""
    return key in _data()["fields"] or f"{model}.{key}" in _data()["fields"]


def variant(name: str) -> str:
    """What one of several shapes of a value is called."""
    return str(_data()["variants"].get(name, name))


def choices(model: str, key: str, codes: list[str], words: Words) -> list[tuple[str, str]]:
    """Codes with the handbook's words for them, as (code, word)."""
    table = _data()["words"].get(f"{model}.{key}") or _data()["words"].get(model) or {}
    if isinstance(table, str):
        table = getattr(words, table)
    return [(code, _word(table, code)) for code in codes]


def _word(table: Any, code: str) -> str:
    word = table.get(code, code)
    return str(word if isinstance(word, str) else word[0])
