"""Problems in the data, and how they are reported to the officer who maintains it.

A problem refers to a place (a file and a path of keys inside it). Line and column are looked up only when it is
printed, because that is slow. Messages are in Chinese.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A position: ``file`` relative to the root, ``path`` the keys and indexes that lead to it.

    ``mark`` (line and column, from 1) replaces the path where the parser itself reported a position. With ``key`` the
    position is that of the last key rather than its value.
    """

    file: str
    path: Steps = ()
    mark: tuple[int, int] | None = None
    key: bool = False

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.file, (*self.path, step))

    def at_key(self, name: str) -> "Place":
        return Place(self.file, (*self.path, name), key=True)


@dataclass(frozen=True)
class Problem:
    """One problem: its place, a message, and a likely fix."""

    place: Place
    message: str
    hint: str | None = None


class Told(Exception):
    """Base of errors that end a command with one clear message and no traceback. ``str`` of it is Chinese.

    Every room derives its errors from this class, so that the command need not import a room to catch them.
    """


class BadData(Told):
    """The data is invalid. ``problems``: all problems found; ``texts``: file name -> content, for quoting."""

    def __init__(self, problems: Iterable[Problem], texts: dict[str, str]):
        self.problems = tuple(problems)
        self.texts = texts
        super().__init__(f"{len(self.problems)} problems")

    def __str__(self) -> str:
        return report(self.problems, self.texts)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint naming the known word closest to ``word``, or ``None``."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"是不是想写 {near[0]}？" if near else None


def report(problems: Iterable[Problem], texts: dict[str, str]) -> str:
    """All problems as text: place, message, line with caret, hint; then the count."""
    blocks = located(problems, texts)
    return "\n\n".join([*blocks, f"共 {len(blocks)} 处问题。数据未被采用，上一次生成的网站保持不变。"])


def located(problems: Iterable[Problem], texts: dict[str, str]) -> list[str]:
    """Each problem as a block of text, ordered by file and line."""

    @cache
    def tree(file: str) -> Node | None:
        try:
            composed: Node | None = YAML(typ="safe").compose(texts.get(file, ""))
        except (YAMLError, ValueError, RecursionError):
            return None
        return composed

    told = []
    for problem in problems:
        line, column = problem.place.mark or _find(tree(problem.place.file), problem.place)
        told.append((problem.place.file, line, column, problem))
    told.sort(key=lambda entry: entry[:3])
    return [_told(file, line, column, problem, texts.get(file, "")) for file, line, column, problem in told]


def _told(file: str, line: int, column: int, problem: Problem, text: str) -> str:
    lines = [f"{file}:{line}:{column}: {problem.message}"]
    source = text.splitlines()
    if 0 < line <= len(source):
        quoted, caret = _window(source[line - 1], column)
        lines += [f"    {quoted}", f"    {caret}"]
    if problem.hint:
        lines.append(f"  提示：{problem.hint}")
    return "\n".join(map(_harmless, lines))


def _harmless(line: str) -> str:
    """Text without characters that could control a terminal: controls and bidirectional marks."""
    return "".join("�" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character for character in line)


def _window(line: str, column: int, width: int = 72) -> tuple[str, str]:
    """The part of a long line around ``column``, and a caret line (Han characters are two columns wide)."""
    start = max(0, min(column - 1 - width // 3, len(line) - width))
    shown = "".join(c if c.isprintable() else "�" for c in line[start : start + width])
    lead = shown[: max(0, column - 1 - start)]
    if start:
        shown, lead = "…" + shown, "…" + lead
    return shown, "".join("　" if ord(c) > 0x2E7F else " " for c in lead) + "^"


def _find(node: Node | None, place: Place) -> tuple[int, int]:
    """Line and column (from 1) of a place, or of its deepest step that exists in the file."""
    best = node
    for depth, step in enumerate(place.path):
        last = depth == len(place.path) - 1
        if isinstance(node, MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                break
            node = pair[0] if last and place.key else pair[1]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            break
        best = node
    if best is None:
        return 1, 1
    return best.start_mark.line + 1, best.start_mark.column + 1
