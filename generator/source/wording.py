"""Wording: plain values as YAML text, written as a person would and as the file does already.

Chinese stands plain, quotes only where they are needed; small records and lists of codes on one line. How a list or a
record of a name is written elsewhere in the file is how a new one is written. Every scalar is read back before it is used.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.source.plain import reader

# Read as something else than text by other readers of YAML, or by people.
_QUOTED = re.compile(r"[0-9TZ:.+,_-]+|(?i:yes|no|on|off|y|n|true|false|null)|~|(?s:.*[\ufeff\t].*)")
_QUOTED_IN_FLOW = re.compile(r"[:,\[\]{}]")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Columns that a new record may take on one line, as an item of a list and as a value; a Han character takes two.
MOST_OF_AN_ITEM, MOST_OF_A_VALUE = 160, 64


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal and of the same kinds throughout: ``1`` is not ``True``."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _reads(text: str, value: Any, before: str, after: str) -> bool:
    try:
        return same(reader().load(f"{before}{text}{after}"), [value])
    except (YAMLError, ValueError, TypeError):
        return False


def _double(value: str) -> str:
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


@lru_cache(maxsize=4096)
def _text(value: str, flow: bool, style: str | None) -> str:
    plain = [value] if value and not _QUOTED.fullmatch(value) and not (flow and _QUOTED_IN_FLOW.search(value)) else []
    single = ["'" + value.replace("'", "''") + "'"]
    candidates = [*({'"': [], "'": single}.get(style or "", plain)), _double(value)]
    around = ("[", "]") if flow else ("- ", "\n")
    for text in candidates:
        if "\n" not in text and _reads(text, value, *around):
            return text
    raise ValueError(value)


def scalar(value: Any, flow: bool = False, style: str | None = None) -> str:
    """A scalar on one line. ``style``: the quotes that it should have, where they can hold it. Raises ``TypeError`` for what
    is no scalar, ``ValueError`` for text that no file can hold."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _text(value, flow, style if style in ("'", '"') else None)
    raise TypeError(type(value).__name__)


def literal(value: str, column: int, folded: int = 0) -> list[str] | None:
    """Text as a block scalar, its header first; its lines begin at ``column``. ``folded``: how wide its folded lines may
    be, 0 for a literal one. ``None`` where a block scalar cannot hold it."""
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    chomp = "-" if ends == 0 else "" if ends == 1 else "+"
    if not body or body[0] in " \t":
        return None
    lines = body.split("\n")
    if folded:
        lines = [part for line in lines for part in (*_folded(line, folded), "")][:-1]
    lines += [""] * (ends - 1)
    made = [f"{'>' if folded else '|'}{chomp}", *(f"{' ' * column}{line}" if line else "" for line in lines)]
    text = "\n".join([made[0], *(line[column - 2 :] if line else "" for line in made[1:])])
    return made if column >= 2 and _reads(text, value, "- ", "\n") else None


def _folded(line: str, width: int) -> Iterator[str]:
    """A line cut at single spaces, each part about as wide as the file's; text without spaces stays whole."""
    part = ""
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", line):
        if part and len(part) + 1 + len(word) > width:
            yield part
            part = word
        else:
            part = f"{part} {word}" if part else word
    yield part


class Habits:
    """How a file writes its collections: by the name of the key, on one line or on several; and how far it indents."""

    def __init__(self, tree: Node | None):
        self._flow: dict[str, Counter[bool]] = {}
        self._items: dict[str, Counter[bool]] = {}
        steps: Counter[int] = Counter()
        offsets: Counter[int] = Counter()
        waiting = [tree] if tree is not None else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, MappingNode):
                for key, value in node.value:
                    waiting.append(value)
                    if isinstance(value, ScalarNode) or not value.value:
                        continue
                    self._flow.setdefault(key.value, Counter())[bool(value.flow_style)] += 1
                    if not node.flow_style and not value.flow_style:
                        inward = value.start_mark.column - key.start_mark.column
                        (steps if isinstance(value, MappingNode) else offsets)[inward] += 1
                    if isinstance(value, SequenceNode) and not value.flow_style:
                        for item in value.value:
                            if isinstance(item, MappingNode):
                                self._items.setdefault(key.value, Counter())[bool(item.flow_style)] += 1
            elif isinstance(node, SequenceNode):
                waiting += node.value
        self.step = steps.most_common(1)[0][0] if steps else 2
        self.offset = offsets.most_common(1)[0][0] if offsets else 2

    def _on_one_line(self, value: Any, key: str) -> bool:
        if not value:
            return True
        counted = self._flow.get(key)
        if counted:
            return counted[True] >= counted[False]
        if isinstance(value, dict):
            return len(value) <= 4 and _flat(value.values()) and _width(self.inline(value)) <= MOST_OF_A_VALUE
        return _flat(value) and _width(self.inline(value)) <= MOST_OF_A_VALUE

    def _item_on_one_line(self, item: dict[Any, Any], key: str) -> bool:
        counted = self._items.get(key)
        if not item or counted:
            return not item or (counted is not None and counted[True] >= counted[False])
        return _width(self.inline(item)) <= MOST_OF_AN_ITEM and not any(_nested(inner) for inner in item.values())

    def inline(self, value: Any, style: str | None = None, flow: bool = True) -> str:
        """A value on one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key_of(key)}: {self.inline(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.inline, value)) + "]"
        return scalar(value, flow, style)

    def short(self, value: Any, key: str) -> str | None:
        """A value on one line where the file would have it so, else ``None``: it is written by ``lines``."""
        if isinstance(value, dict | list):
            return self.inline(value) if self._on_one_line(value, key) else None
        return scalar(value) if not isinstance(value, str) or "\n" not in value else None

    def lines(self, value: Any, key: str, column: int) -> list[str]:
        """A collection in block style, or text of several lines; its lines begin at ``column``. For text the first line is
        the header, which belongs behind the colon or dash."""
        if isinstance(value, str):
            return literal(value, column) or [_double(value)]
        if isinstance(value, dict):
            return [line for name, inner in value.items() for line in self.pair(name, inner, column)]
        made = []
        for item in value:
            made += self.item(item, key, column)
        return made

    def pair(self, name: Any, value: Any, column: int) -> list[str]:
        """``name: value`` as lines that begin at ``column``."""
        head = f"{' ' * column}{key_of(name)}:"
        if (short := self.short(value, str(name))) is not None:
            return [f"{head} {short}"]
        inward = self.offset if isinstance(value, list) else self.step
        below = self.lines(value, str(name), column + inward)
        return [f"{head} {below[0]}", *below[1:]] if isinstance(value, str) else [head, *below]

    def item(self, value: Any, key: str, column: int) -> list[str]:
        """``- value`` as lines, the dash at ``column``. ``key``: what the list is called."""
        head = f"{' ' * column}- "
        if isinstance(value, dict) and not self._item_on_one_line(value, key):
            below = self.lines(value, key, column + 2)
            return [head + below[0].lstrip(" "), *below[1:]]
        if isinstance(value, str) and "\n" in value:
            below = self.lines(value, key, column + 2)
            return [head + below[0], *below[1:]]
        return [head + self.inline(value, flow=isinstance(value, dict | list))]


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _flat(values: Any) -> bool:
    return not any(isinstance(value, dict | list) for value in values)


def _nested(value: Any) -> bool:
    """Whether a value holds records of its own."""
    if isinstance(value, dict):
        return not _flat(value.values())
    return isinstance(value, list) and not _flat(value)


@lru_cache(maxsize=4096)
def key_of(key: Any) -> str:
    """A key, plain or in quotes."""
    text = str(key)
    for written in (text, _double(text)):
        try:
            if written and same(reader().load(f"{{{written}: 0}}"), {key: 0}):
                return written
        except (YAMLError, ValueError, TypeError):
            continue
    raise ValueError(key)
