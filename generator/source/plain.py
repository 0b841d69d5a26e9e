"""Plain: the text of a YAML file as lists, dicts and scalars, or a problem in Chinese.

The C parser of ruamel.yaml reads plain data without positions; positions are looked up only for problems. Anchors,
aliases and tags are refused before parsing: the data needs none, and they let YAML files grow without bound or name
Python objects. So are files that are too large or too deep: 30,000 brackets crash the C parser.
"""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

from generator.source.messages import syntax
from generator.source.problems import Place, Problem

# Only files that match this are scanned for tokens, since scanning takes time.
_SUSPICIOUS = re.compile(r"(?:^|\W)[&*!]", re.MULTILINE)

# Far above what a record needs (the largest file has 52,000 characters and nine levels).
MOST_CHARACTERS = 500_000
DEEPEST = 60
_BRACKET = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(rf"^(?:[ \t]{{{4 * DEEPEST},}}|(?:[ \t]*[-?:][ \t]){{{DEEPEST},}})", re.MULTILINE)


class _Constructor(SafeConstructor):
    """ruamel's safe constructor, except that an impossible date (2026-02-30) stays text, so that it can be reported."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


class _Resolver(VersionedResolver):
    """ruamel's resolver, fixed to YAML 1.2; looking up the version took a third of the loading time."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def reader() -> YAML:
    """The reader of all files: fast, YAML 1.2 whatever a file declares."""
    yaml = YAML(typ="safe")
    yaml.Constructor = _Constructor
    yaml.Resolver = _Resolver
    return yaml


def parse(name: str, text: str, problems: list[Problem]) -> Any:
    """Plain lists, dicts and scalars of one file, or ``None`` after adding a problem."""
    try:
        if (problem := _beyond_measure(name, text)) is not None:
            problems.append(problem)
            return None
        if _SUSPICIOUS.search(text) and _refused(name, text, problems):
            return None
        plain = reader().load(text)
    except MarkedYAMLError as error:
        # For an unclosed quote or key the parser reports a late position; the position where it began is more useful.
        began_earlier = "quoted scalar" in str(error.context) or "simple key" in str(error.context)
        mark = error.context_mark if began_earlier else error.problem_mark or error.context_mark
        place = Place(name, mark=(mark.line + 1, mark.column + 1) if mark else (1, 1))
        problems.append(Problem(place, *syntax(error)))
        return None
    except (YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:  # a key that is no text, too
        problems.append(Problem(Place(name, mark=(1, 1)), f"YAML 无法读取（{type(error).__name__}）", "文件中可能有不可见字符、过深的嵌套或过大的数字。"))  # fmt: skip
        return None
    if plain is None:
        problems.append(Problem(Place(name, mark=(1, 1)), "文件是空的"))
    return plain


def only_remarks(text: str) -> bool:
    """Whether a file has remarks and nothing else: a list that is still empty."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and all(line.startswith("#") for line in lines)


def _beyond_measure(name: str, text: str) -> Problem | None:
    """A problem for a file that is too large or nested too deeply to parse."""
    if len(text) > MOST_CHARACTERS:
        return Problem(Place(name, mark=(1, 1)), f"文件太大（{len(text)} 个字符）", f"一个数据文件最多 {MOST_CHARACTERS} 个字符，请分成几个文件。")  # fmt: skip
    deep, at = 0, None
    for bracket in _BRACKET.finditer(text):
        deep = deep + 1 if bracket[0] in "[{" else max(0, deep - 1)
        if deep > DEEPEST:
            at = bracket.start()
            break
    if at is None and (match := _INDENTED.search(text)):
        at = match.start()
    if at is None:
        return None
    before = text[:at]
    mark = (before.count("\n") + 1, at - before.rfind("\n"))
    return Problem(Place(name, mark=mark), "嵌套太深", f"数据最多 {DEEPEST} 层；请检查缩进和括号是否成对。")


def _refused(name: str, text: str, problems: list[Problem]) -> bool:
    words = {AnchorToken: "锚点（&）", AliasToken: "别名（*）", TagToken: "标签（!）"}
    for token in YAML(typ="safe").scan(text):
        if word := words.get(type(token)):
            mark = (token.start_mark.line + 1, token.start_mark.column + 1)
            problems.append(Problem(Place(name, mark=mark), f"数据中不能使用 YAML {word}", "若这是文字的开头，请给整段文字加引号。"))  # fmt: skip
            return True
    return False
