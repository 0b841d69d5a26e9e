"""Splice: change values in the text of a YAML file, and leave every other character as it is.

The text is edited at the marks of its parsed tree: a scalar's span is replaced, whole lines are put in or taken out. Then
it is read again and compared with what was meant; if the two differ, nothing is changed. (The round-trip writer of
ruamel.yaml changed 22 of 35 of the handbook's files that nobody had edited.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from generator.source.apart import between
from generator.source.edits import Change, Insert, Put, Remove, carried_out
from generator.source.plain import only_remarks, parse
from generator.source.problems import Place, Problem, Told, located
from generator.source.spans import Path, Spans, Unusual, in_brackets
from generator.source.wording import Habits, literal, same, scalar

__all__ = ["Change", "Insert", "NotSpliced", "Put", "Remove", "between", "edited"]


class NotSpliced(Told):
    """A change that cannot be written at its place; nothing was changed. ``problem``: where, and why."""

    def __init__(self, problem: Problem, text: str):
        self.problem = problem
        super().__init__("\n".join(located([problem], {problem.place.file: text})))


@dataclass(frozen=True)
class _Edit:
    """Characters ``start`` to ``stop`` replaced by ``text``."""

    start: int
    stop: int
    text: str


def edited(text: str, changes: Sequence[Change], name: str = "") -> str:
    """``text`` with the changes made one after another; paths of each are those after the ones before it.

    Values are plain (text, numbers, yes and no, ``None``, dates, lists, dicts). ``name`` is the file's, for messages. Raises
    ``NotSpliced`` with a place in Chinese: the text cannot be read, a path is not there, or what is written does not read
    as meant.
    """
    mark, body = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    model = _read(body, name)
    for change in changes:
        try:
            meant = carried_out(model, change)
        except LookupError as error:
            raise NotSpliced(Problem(Place(name, change.path), f"这里没有“{error.args[0]}”，没有改动"), body) from error
        for step in _steps(model, change):
            body = _one(body, step, name)
        model = meant
    if not same(_read(body, name), model) and not body.endswith("\n") and same(_read(f"{body}\n", name), model):
        body += "\n"  # text that ends with a line break, at the end of a file that had none
    if not same(_read(body, name), model):
        raise NotSpliced(Problem(Place(name, changes[-1].path), "改出来的文字读起来与要写的不一样，没有改动", "请在文件里手工修改这一处。"), text)  # fmt: skip
    return mark + body


def _read(text: str, name: str) -> Any:
    if not text.strip() or only_remarks(text):
        return None
    problems: list[Problem] = []
    plain = parse(name, text, problems)
    if problems:
        raise NotSpliced(problems[0], text)
    return plain


def _steps(model: Any, change: Change) -> list[Change]:
    """A change as the smallest ones that come to the same: of a collection that is put anew only what differs."""
    if not isinstance(change, Put):
        return [change]
    old = model
    for step in change.path[:-1]:
        old = old[step]
    if change.path:
        if isinstance(old, dict) and change.path[-1] not in old:
            return [Insert(change.path[:-1], change.path[-1], change.value)]
        old = old[change.path[-1]]
    if old and change.value and isinstance(old, dict | list) and type(old) is type(change.value):
        return between(old, change.value, change.path)
    return [] if same(old, change.value) else [change]


def _one(text: str, change: Change, name: str) -> str:
    spans = Spans(text)
    hands = _Hands(spans)
    try:
        if isinstance(change, Put):
            edits = hands.put(change.path, change.value)
        elif isinstance(change, Insert):
            edits = hands.insert(change)
        else:
            edits = hands.remove(change.path, change.keeps_comment)
    except Unusual as error:
        before = text[: error.at]
        mark = (before.count("\n") + 1, spans.column(error.at) + 1)
        raise NotSpliced(Problem(Place(name, mark=mark), f"{error}，这种写法不能由程序改，没有改动", "请在文件里手工修改这一处。"), text) from error  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise NotSpliced(Problem(Place(name, change.path), "这里写不下要写的值，没有改动"), text) from error
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.stop :]
    return text


class _Hands:
    """The edits of one change, at the marks of one text."""

    def __init__(self, spans: Spans):
        self.spans, self.habits = spans, Habits(spans.tree)

    def _slot(self, path: Path) -> tuple[Node, int, int, int, Node]:
        """The collection around a path, the place there, where the entry and its value may begin, and the value."""
        around, node = self.spans.find(path[:-1]), self.spans.find(path)
        for index, (start, behind, value) in enumerate(self.spans.slots(around)):
            if value is node:
                return around, index, start, behind, node
        raise KeyError(path)

    def put(self, path: Path, value: Any) -> list[_Edit]:
        """A value for another; both are not collections of one kind that has entries."""
        spans, habits = self.spans, self.habits
        if not path:
            return self._root(value)
        around, _, _, behind, node = self._slot(path)
        start, stop = int(node.start_mark.index), spans.end(node)
        named = _named(path)
        if in_brackets(around):
            style = node.style if isinstance(node, ScalarNode) else None
            gap = " " if start == stop else ""
            return [_Edit(start, stop, gap + habits.inline(value, style))]
        key = around.value[0][0].start_mark.index if isinstance(around, MappingNode) else around.start_mark.index
        column = spans.column(key)
        same_line = spans.line_start(start) == spans.line_start(behind) or start == stop
        short = self._scalar_again(node, value, column) or habits.short(value, named)
        if short is not None:
            if same_line:
                return [_Edit(behind, stop, f" {short}")] if start == stop else [_Edit(start, stop, short)]
            begin, end = spans.whole_lines(start, spans.behind(stop))
            return [_Edit(behind, behind, f" {short}"), _Edit(begin, end, "")]
        inward = 2 if not isinstance(around, MappingNode) else habits.offset if isinstance(value, list) else habits.step
        if not same_line and not isinstance(node, ScalarNode):
            inward = spans.column(start) - column or inward * isinstance(value, dict)
        lines = habits.lines(value, named, column + inward)
        if isinstance(value, str):
            block = spans.newline.join(lines)
            return [_Edit(behind, stop, f" {block}")] if same_line else [_Edit(start, stop, block)]
        if not isinstance(around, MappingNode):
            if isinstance(value, list):
                return [_Edit(behind, stop, f" {habits.inline(value)}")]
            return [_Edit(behind, stop, " " + spans.newline.join(lines).lstrip(" "))]
        if not same_line:
            return [_Edit(spans.line_start(start), stop, spans.newline.join(lines))]
        at = spans.behind(stop)
        return [_Edit(behind, stop, ""), _Edit(at, at, spans.newline + spans.newline.join(lines))]

    def _scalar_again(self, node: Node, value: Any, column: int) -> str | None:
        """A value in the style of the scalar that it replaces; ``None`` where that has no say."""
        if not isinstance(node, ScalarNode) or isinstance(value, dict | list):
            return None
        text = self.spans.text[node.start_mark.index : self.spans.end(node)]
        if isinstance(value, str) and node.style in ("|", ">") and value:
            widest = max(len(line.strip()) for line in text.splitlines()) if node.style == ">" else 0
            lines = literal(value, column + 2, widest)
            return self.spans.newline.join(lines) if lines else None
        return scalar(value, style=node.style) if not isinstance(value, str) or "\n" not in value else None

    def _root(self, value: Any) -> list[_Edit]:
        spans = self.spans
        if spans.tree is None:
            lines = self.habits.lines(value, "", 0) if value else [self.habits.inline(value)]
            stop, block = len(spans.text), spans.newline.join(lines)
            ended = not spans.text or spans.text.endswith(("\n", "\r"))
            return [_Edit(stop, stop, block + spans.newline if ended else spans.newline + block)]
        start, stop = int(spans.tree.start_mark.index), spans.end(spans.tree)
        lines = self.habits.lines(value, "", 0) if value and isinstance(value, dict | list) else [self.habits.inline(value)]  # fmt: skip
        return [_Edit(start, stop, spans.newline.join(lines))]

    def insert(self, change: Insert) -> list[_Edit]:
        spans, habits = self.spans, self.habits
        if spans.tree is None and not change.path:
            return self._root([change.value] if isinstance(change.at, int) else {change.at: change.value})
        node = spans.find(change.path)
        mapping = isinstance(node, MappingNode)
        if not node.value or isinstance(node, ScalarNode):
            return self.put(change.path, {change.at: change.value} if isinstance(change.at, str) else [change.value])
        index = change.index([key.value for key, _ in node.value]) if mapping else int(change.at)
        entries = list(spans.slots(node))
        ends = [max(spans.end(value), behind) for _, behind, value in entries]
        if in_brackets(node):
            return self._insert_inline(node, change, index, entries, ends)
        start = entries[0][0]
        column = spans.column(start)
        if mapping:
            lines, blank = habits.pair(change.at, change.value, column), 0
        else:
            lines = habits.item(change.value, _named((*change.path, 0)), column)
            blank = spans.blank_lines(spans.behind(ends[0])) if len(ends) > 1 else 0
        block = spans.newline.join(lines)
        if index:
            at = spans.behind(ends[index - 1])
            return [_Edit(at, at, spans.newline * (blank + 1) + block)]
        if not spans.alone(start):
            raise Unusual(start, "列表里直接套着列表")
        at = spans.above(start)
        return [_Edit(at, at, block + spans.newline * (blank + 1))]

    def _insert_inline(self, node: Node, change: Insert, index: int, entries: list[tuple[int, int, Node]], ends: list[int]) -> list[_Edit]:  # fmt: skip
        """An entry of a collection in brackets: between two as they stand apart there already."""
        if self.spans.text[node.start_mark.index] not in "[{":
            raise Unusual(node.start_mark.index, "列表里的一项没有写大括号")
        whole = {change.at: change.value} if isinstance(node, MappingNode) else [change.value]
        made = self.habits.inline(whole)[1:-1]
        apart = ", "
        if len(entries) > 1:
            found = self.spans.text[ends[0] : entries[1][0]]
            apart = found if found.strip() == "," else apart
        if index:
            return [_Edit(ends[index - 1], ends[index - 1], apart + made)]
        return [_Edit(entries[0][0], entries[0][0], made + apart)]

    def remove(self, path: Path, keeps_comment: bool = False) -> list[_Edit]:
        spans, text = self.spans, self.spans.text
        around, index, start, behind, node = self._slot(path)
        if len(around.value) == 1:
            empty: Any = {} if isinstance(around, MappingNode) else []
            return self.put(path[:-1], empty)
        stop = max(spans.end(node), behind)
        entries = list(spans.slots(around))
        following = entries[index + 1][0] if index + 1 < len(entries) else None
        if in_brackets(around):
            if following is not None:
                apart = text[stop:following]
                if apart.strip() == ",":
                    return [_Edit(start, following, "")]
                comma = stop + apart.index(",") + 1  # what stands behind it is a comment, which stays
                return [_Edit(start, comma, "")]
            _, before, value = entries[index - 1]
            return [_Edit(max(spans.end(value), before), stop, "")]
        if spans.alone(start):
            remark = text[stop : spans.behind(stop)].strip()
            if keeps_comment and remark:
                return [_Edit(start, spans.behind(stop), remark)]
            begin, end = spans.whole_lines(start, spans.behind(stop))
            return [_Edit(begin, end, "")]
        if not isinstance(around, MappingNode):
            raise Unusual(start, "列表里直接套着列表")
        # The first key stands behind a dash: the next one moves up to it, unless a comment lies between.
        assert following is not None
        rest = spans.behind(stop)
        if not text[rest:following].strip():
            return [_Edit(start, following, "")]
        return [_Edit(len(text[:start].rstrip(" ")), rest, "")]


def _named(path: Path) -> str:
    """What a collection is called: the nearest key."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")
