"""The grammar, ``grammar.json``. Tokens turn a plain text into signs; rules read the signs.

The file is usable from two languages: no lookbehind, no backslash classes, no groups except ``(?:…)`` and lookahead,
unless a row names its groups.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Token:
    """A token of a plain text: its sign, its words, and their position."""

    sign: str
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Rule:
    """A row of ``rules``: the kinds of amount it applies to, what must surround them, and the role it gives."""

    kinds: str
    role: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    suffix: str
    form: str
    step: bool


@dataclass(frozen=True)
class Grammar:
    """The compiled data file."""

    signs: tuple[str, ...]
    lexer: re.Pattern[str]
    element: re.Pattern[str]
    rules: tuple[Rule, ...]
    base: re.Pattern[str]
    strict: re.Pattern[str]
    not_strict: re.Pattern[str]
    gives: tuple[tuple[str, re.Pattern[str]], ...]
    exceptions: re.Pattern[str]
    schedule: re.Pattern[str]
    free: re.Pattern[str]

    def tokens(self, text: str) -> Iterator[Token]:
        """A whole plain text as tokens; an unknown character is a token ``x`` of its own."""
        last = 0
        for match in self.lexer.finditer(text):
            for place in range(last, match.start()):
                yield Token("x", text[place], place, place + 1)
            if match.end() > match.start():
                assert match.lastindex is not None
                yield Token(self.signs[match.lastindex - 1], match[0], match.start(), match.end())
            last = match.end()
        for place in range(last, len(text)):
            yield Token("x", text[place], place, place + 1)


@cache
def data() -> dict[str, Any]:
    """The content of the data file."""
    loaded: dict[str, Any] = json.loads(files("generator.text").joinpath("grammar.json").read_text(encoding="utf-8"))
    return loaded


def filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with its parts inserted, recursively; ``{0,4}`` is not a part."""
    while True:
        done = re.sub(r"\{([a-z]+)\}", lambda match: f"(?:{parts[match[1]]})", pattern)
        if done == pattern:
            return done
        pattern = done


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A single pattern, by its name in the file."""
    raw = data()
    return re.compile(filled(raw[name], raw["parts"]), re.MULTILINE)


@cache
def named(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A list of (word, pattern) rows, by its name in the file."""
    raw = data()
    return tuple((word, re.compile(filled(row, raw["parts"]), re.MULTILINE)) for word, row in raw[name])


@dataclass(frozen=True)
class Form:
    """A form of amendment: what is done, its pattern, and the field of each group."""

    do: str
    pattern: re.Pattern[str]
    fields: tuple[str, ...]


@cache
def forms(do: str | None = None) -> tuple[Form, ...]:
    """The forms of amendments in their order; ``do``: only those of one kind."""
    raw = data()
    return tuple(
        Form(row["do"], re.compile(filled(row["pattern"], raw["parts"]), re.MULTILINE), tuple(row["fields"]))
        for row in raw["amendments"]
        if do in (None, row["do"])
    )


@cache
def grammar() -> Grammar:
    raw = data()
    parts = raw["parts"]

    def compiled(pattern: str | None) -> re.Pattern[str] | None:
        return None if pattern is None else re.compile(filled(pattern, parts))

    def sure(pattern: str) -> re.Pattern[str]:
        return re.compile(filled(pattern, parts))

    rules = tuple(
        Rule(
            row["for"], row["role"], compiled(row.get("left")), compiled(row.get("right")), compiled(row.get("before")),
            compiled(row.get("after")), compiled(row.get("unless")), row.get("suffix", ""), row.get("form", ""),
            row.get("step", False),
        )
        for row in raw["rules"]
    )  # fmt: skip
    return Grammar(
        tuple(row["sign"] for row in raw["tokens"]),
        sure("|".join(f"({row['pattern']})" for row in raw["tokens"])),
        sure(raw["element"]), rules, sure(raw["base"]), sure(raw["strict"]), sure(raw["not_strict"]),
        tuple((row["give"], sure(row["words"])) for row in raw["gives"]),
        sure(raw["exceptions"]), sure(raw["schedule_words"]), sure(raw["free"]),
    )  # fmt: skip
