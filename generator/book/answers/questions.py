"""The words of questions, ``questions.yml``: what can be asked, for whom, words of the handbook itself, and the questions
that concern everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Intent:
    """What can be asked. ``surely``: words that alone say it; ``maybe``: words that say it beside others."""

    code: str
    word: str
    surely: tuple[str, ...]
    maybe: tuple[str, ...]


@dataclass(frozen=True)
class House:
    """A word of the handbook itself: its names (the first is printed), its meaning, its place in the guide."""

    code: str
    names: tuple[str, ...]
    says: str
    at: str


@dataclass(frozen=True)
class Everybody:
    """A question that concerns everybody: permanent id, the question, and the answer that it is given."""

    id: str
    question: str
    intent: str
    about: str


@dataclass(frozen=True)
class Questions:
    intents: tuple[Intent, ...]
    stop: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    wholes: Mapping[str, tuple[str, ...]]
    house: Mapping[str, tuple[House, ...]]  # by group: amounts, force, words
    everybody: tuple[Everybody, ...]

    @property
    def house_words(self) -> list[House]:
        return [word for group in self.house.values() for word in group]


@cache
def questions() -> Questions:
    """The data file, read once."""
    text = files("generator.book.answers").joinpath("questions.yml").read_text(encoding="utf-8")
    data = YAML(typ="safe").load(text)
    return Questions(
        intents=tuple(
            Intent(code, entry["word"], tuple(entry["surely"]), tuple(entry["maybe"]))
            for code, entry in data["intents"].items()
        ),
        stop=tuple(map(str, data["stop"])),
        kinds={code: tuple(names) for code, names in data["kinds"].items()},
        wholes={code: tuple(names) for code, names in data["wholes"].items()},
        house={
            group: tuple(
                House(code, tuple(entry["names"]), entry["says"], entry.get("at", group))
                for code, entry in entries.items()
            )
            for group, entries in data["house"].items()
        },
        everybody=tuple(
            Everybody(entry["id"], entry["question"], entry["of"], entry.get("about", ""))
            for entry in data["everybody"]
        ),
    )
