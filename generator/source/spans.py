"""Spans: where the parts of a YAML text stand, to the character.

The parser says where a scalar and a flow collection begin and end. A block collection has no end of its own: the parser
puts it before the next token, behind comments that belong to what follows. Here a block ends at the end of its last leaf.
"""

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.source.plain import reader

Path = tuple[str | int, ...]
_BREAK = re.compile(r"\r\n|\r|\n")
_COLON = re.compile(r"[ \t]*:")
# Blank space and comments up to the next token.
_BETWEEN = re.compile(r"(?:[ \t\r\n]|(?<![^ \t\r\n])#[^\r\n]*)*")
_REMARK = re.compile(r"(?P<before>[ \t]*)#[^\r\n]*")


class Unusual(Exception):
    """A way of writing that is not edited by program: ``at`` is its position, ``args[0]`` says in Chinese what it is."""

    def __init__(self, at: int, what: str):
        self.at = at
        super().__init__(what)


def in_brackets(node: Node) -> bool:
    """Whether a collection is written on the line, in brackets."""
    return bool(getattr(node, "flow_style", False))


class Spans:
    """A text, its tree, and positions in it (code points, from 0; ends are exclusive). ``tree`` is ``None`` where the text
    has nothing but comments."""

    def __init__(self, text: str):
        self.text = text
        self.tree: Node | None = reader().compose(text)
        found = _BREAK.search(text)
        self.newline = found[0] if found else "\n"

    def find(self, path: Path) -> Node:
        """The node at a path. Raises ``KeyError`` with the path up to the step that is not there."""
        node = self.tree
        for depth, step in enumerate(path):
            if isinstance(node, MappingNode):
                inner = next((value for key, value in node.value if key.value == str(step)), None)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
                inner = node.value[step]
            else:
                inner = None
            if inner is None:
                raise KeyError(path[: depth + 1])
            node = inner
        if node is None:
            raise KeyError(path)
        return node

    def end(self, node: Node) -> int:
        """Where a node ends: a block at the end of its last leaf."""
        stop: int = node.end_mark.index
        if isinstance(node, ScalarNode):
            if node.style in ("|", ">"):
                whole = self.text[node.start_mark.index : stop]
                header = _BREAK.split(whole, maxsplit=1)[0]
                kept = whole if "+" in header.partition("#")[0] else whole.rstrip()
                return int(node.start_mark.index) + len(re.sub(r"(?:\r\n|\r|\n)\Z", "", kept))
            return stop
        if in_brackets(node) or not node.value:
            return stop
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, MappingNode) else last)

    def slots(self, node: Node) -> Iterator[tuple[int, int, Node]]:
        """The entries of a collection: where each begins (its key or dash), where its value may begin (behind the colon or
        dash), and its value."""
        text, before = self.text, int(node.start_mark.index)
        for entry in node.value:
            if isinstance(node, MappingNode):
                key, value = entry
                colon = _COLON.match(text, key.end_mark.index)
                if colon is None:
                    raise Unusual(key.start_mark.index, "键后面没有紧跟冒号")
                yield int(key.start_mark.index), colon.end(), value
            elif in_brackets(node):
                yield int(entry.start_mark.index), int(entry.start_mark.index), entry
            else:
                between = _BETWEEN.match(text, before)
                dash = between.end() if between else before
                if text[dash : dash + 1] != "-":
                    raise Unusual(dash, "这里应是列表的一项")
                yield dash, dash + 1, entry
                before = max(self.end(entry), dash + 1)

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """The end of the line of a position, before its line break."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        return at - self.line_start(at)

    def alone(self, at: int) -> bool:
        """Whether nothing but blanks stands before a position on its line."""
        return not self.text[self.line_start(at) : at].strip()

    def behind(self, at: int) -> int:
        """The end of the line on which an entry ends at ``at``, with its comment: one that goes on below itself, at the
        same column, is one comment."""
        stop = self.line_end(at)
        remark = _REMARK.match(self.text, at)
        column = self.column(at) + len(remark["before"]) if remark else None
        while column is not None and stop < len(self.text):
            start = self.next_line(stop)
            more = _REMARK.match(self.text, start)
            if more is None or len(more["before"]) != column:
                break
            stop = more.end()
        return stop

    def above(self, at: int) -> int:
        """The start of the line of ``at`` or of the comment directly above it, unless that one heads the file."""
        start = top = self.line_start(at)
        while start:
            line = self.line_start(start - len(self._break_before(start)))
            if not self.text[line:start].strip().startswith("#"):
                return start
            start = line
        return top

    def blank_lines(self, at: int) -> int:
        """How many blank lines follow the line that ends at ``at``."""
        count, at = 0, self.next_line(at)
        while at < len(self.text) and not self.text[at : self.line_end(at)].strip():
            count, at = count + 1, self.next_line(at)
        return count

    def whole_lines(self, start: int, stop: int) -> tuple[int, int]:
        """The lines from ``start`` (anywhere on the first) to ``stop`` (the end of the last), so that no two groups of blank
        lines meet where they are taken out, and a file without a last line break goes on having none."""
        text, begin, end = self.text, self.line_start(start), self.next_line(stop)
        before = begin
        while before and not text[self._line_before(before) : before].strip():
            before = self._line_before(before)
        last = end >= len(text)
        if before < begin and (last or not text[end : self.line_end(end)].strip()):
            begin = before
        if last and end == stop and begin:
            begin -= len(self._break_before(begin))
        return begin, end

    def _line_before(self, start: int) -> int:
        return self.line_start(start - len(self._break_before(start)))

    def _break_before(self, start: int) -> str:
        return "\r\n" if self.text[start - 2 : start] == "\r\n" else self.text[start - 1 : start]
