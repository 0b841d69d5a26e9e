"""Load: read ``data/`` into typed records, and say of everything that does not fit where it stands.

Fast on the good path: the C parser of ruamel.yaml reads plain data, which knows no places. Places are looked up only
for problems (``problems``). Anchors, aliases and tags are refused before parsing: the data needs none, and they are
the ways in which YAML files grow without bound or name Python objects. So is what is too large or nested too deep for
a record: the C parser itself ends the process on 30,000 brackets.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

from generator.records import (
    Day,
    Department,
    Document,
    Edition,
    Industry,
    Link,
    PublicList,
    Record,
    Site,
    Synonym,
    Target,
    Term,
)  # fmt: skip
from generator.records.verification import Verification
from generator.source.messages import misfit, syntax
from generator.source.problems import Place, Problem, Steps, did_you_mean

# What one file holds: a record, or a list of records of one kind.
Shape = type[Record] | type[list[Any]]

SINGLE: dict[str, Shape] = {
    "data/site.yml": Site,
    "data/departments.yml": list[Department],
    "data/lists.yml": list[PublicList],
    "data/targets.yml": list[Target],
    "data/dates.yml": list[Day],
    "data/synonyms.yml": list[Synonym],
    "data/links.yml": list[Link],
    "data/changes.yml": list[Edition],
    "data/verify.yml": Verification,
}
# The command writes the changes when the data is first published; a handbook may do without synonyms. A list of links is
# missed only where there are links (``links``).
MAY_BE_MISSING = ("data/changes.yml", "data/links.yml", "data/synonyms.yml", "data/verify.yml")
PLAIN = ("data/ledger.csv",)  # read as text here, and understood by ``ledger``
FOLDERS: dict[str, Shape] = {"data/terms": list[Term], "data/industries": Industry, "data/documents": Document}
FOLDERS_NOT_DATA = ("data/schema",)

# Only where one of these may begin a node is the look at the tokens worth its time.
_SUSPICIOUS = re.compile(r"(?:^|\W)[&*!]", re.MULTILINE)

# Far above anything that a record needs (the largest file has 52,000 characters and nine levels).
MOST_CHARACTERS = 500_000
DEEPEST = 60
MOST_PROBLEMS = 200  # of one file; a file with more is not a file of this kind
_BRACKET = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(rf"^(?:[ \t]{{{4 * DEEPEST},}}|(?:[ \t]*[-?:][ \t]){{{DEEPEST},}})", re.MULTILINE)


@dataclass
class Source:
    """Everything that ``data/`` says, with the place of each record.

    ``site`` is one record, the others lists of (place, record) in the order of files and of lines. ``texts`` are the
    files as read, by name; ``problems`` what could not be read or did not fit, and so is missing from the lists.
    """

    site: Site | None = None
    verification: Verification = field(default_factory=Verification)
    departments: list[tuple[Place, Department]] = field(default_factory=list)
    terms: list[tuple[Place, Term]] = field(default_factory=list)
    industries: list[tuple[Place, Industry]] = field(default_factory=list)
    documents: list[tuple[Place, Document]] = field(default_factory=list)
    lists: list[tuple[Place, PublicList]] = field(default_factory=list)
    targets: list[tuple[Place, Target]] = field(default_factory=list)
    days: list[tuple[Place, Day]] = field(default_factory=list)
    synonyms: list[tuple[Place, Synonym]] = field(default_factory=list)
    links: list[tuple[Place, Link]] = field(default_factory=list)
    editions: list[tuple[Place, Edition]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def keep(self, place: Place, record: Record) -> None:
        """Put a record with the others of its kind."""
        match record:
            case Site():
                self.site = record
            case Verification():
                self.verification = record
            case Department():
                self.departments.append((place, record))
            case Term():
                self.terms.append((place, record))
            case Industry():
                self.industries.append((place, record))
            case Document():
                self.documents.append((place, record))
            case PublicList():
                self.lists.append((place, record))
            case Target():
                self.targets.append((place, record))
            case Day():
                self.days.append((place, record))
            case Synonym():
                self.synonyms.append((place, record))
            case Link():
                self.links.append((place, record))
            case Edition():
                self.editions.append((place, record))
            case _:
                raise TypeError(f"no room for {type(record).__name__}")


def load(root: Path) -> Source:
    """Read all data below ``root / "data"``, as far as it can be read; ``validate`` refuses what has problems."""
    source = Source()
    problems = source.problems
    for name, shape in _files(root, problems):
        text = _read(root, name, problems)
        if text is None:
            continue
        source.texts[name] = text
        if name in PLAIN:
            continue
        plain = _parse(name, text, problems)
        if plain is not None:
            _take(name, plain, shape, source)
    return source


def _files(root: Path, problems: list[Problem]) -> list[tuple[str, Any]]:
    """Names of the files to read with the shape of each; files that have no place here are problems."""
    if not (root / "data").is_dir():
        problems.append(Problem(Place("data"), "这里没有 data 文件夹", "请在手册项目的根目录运行本命令。"))
        return []
    found = []
    for path in sorted((root / "data").rglob("*")):
        name = path.relative_to(root).as_posix()
        folder = name.rpartition("/")[0]
        if path.is_dir() or path.name.startswith(".") or name.startswith(FOLDERS_NOT_DATA):
            continue
        shape = SINGLE.get(name) or (FOLDERS.get(folder) if path.suffix == ".yml" else None)
        if shape is None and name not in PLAIN:
            problems.append(Problem(Place(name), "这个文件不属于数据，未被读取", did_you_mean(name, [*SINGLE, f"{folder}/{path.stem}.yml"])))  # fmt: skip
        else:
            found.append((name, shape))
    names = {name for name, _ in found}
    problems += [
        Problem(Place(name), "缺少这个文件", "可从版本库恢复它。")
        for name in SINGLE
        if name not in (*names, *MAY_BE_MISSING)
    ]
    return found


def _read(root: Path, name: str, problems: list[Problem]) -> str | None:
    try:
        return (root / name).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        mark = (before.count(b"\n") + 1, len(before.rpartition(b"\n")[2]) + 1)
        problems.append(Problem(Place(name, mark=mark), "文件不是 UTF-8 编码", "请用编辑器另存为 UTF-8 编码。"))
    except OSError as error:
        problems.append(Problem(Place(name), f"文件无法读取（{error.strerror}）"))
    return None


class _Constructor(SafeConstructor):
    """As ruamel's safe constructor, but a day that cannot be (2026-02-30) stays text, so that it can be located."""

    def construct_yaml_timestamp(self, node: Any, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_timestamp)


class _Resolver(VersionedResolver):
    """As ruamel's, but every file is YAML 1.2, whatever it says of itself; looking that up took a third of the time."""

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def _parse(name: str, text: str, problems: list[Problem]) -> Any:
    """Plain lists, dicts and scalars of one file, or ``None`` after noting why it cannot be read."""
    try:
        if (problem := _beyond_measure(name, text)) is not None:
            problems.append(problem)
            return None
        if _SUSPICIOUS.search(text) and _refused(name, text, problems):
            return None
        yaml = YAML(typ="safe")
        yaml.Constructor = _Constructor
        yaml.Resolver = _Resolver
        plain = yaml.load(text)
    except MarkedYAMLError as error:
        # Where a quote or a key was left open, the parser notices late: the place where it began helps more.
        began_earlier = "quoted scalar" in str(error.context) or "simple key" in str(error.context)
        mark = error.context_mark if began_earlier else error.problem_mark or error.context_mark
        place = Place(name, mark=(mark.line + 1, mark.column + 1) if mark else (1, 1))
        problems.append(Problem(place, *syntax(error)))
        return None
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:
        problems.append(Problem(Place(name, mark=(1, 1)), f"YAML 无法读取（{type(error).__name__}）", "文件中可能有不可见字符、过深的嵌套或过大的数字。"))  # fmt: skip
        return None
    if plain is None:
        problems.append(Problem(Place(name, mark=(1, 1)), "文件是空的"))
    return plain


def _beyond_measure(name: str, text: str) -> Problem | None:
    """What would take the parser too long, or too deep."""
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


def _take(name: str, plain: Any, shape: Any, source: Source) -> None:
    """Turn plain data into records, keep them with their places, or note what does not fit."""
    many = get_origin(shape) is list
    if many != isinstance(plain, list):
        want = "一个列表（每条记录以 - 开头）" if many else "一条记录（键: 值），不是列表"
        source.problems.append(Problem(Place(name, mark=(1, 1)), f"这个文件应为{want}"))
        return
    model = get_args(shape)[0] if many else shape
    adapter, room = _adapter(model), MOST_PROBLEMS
    for index, item in enumerate(plain if many else [plain]):
        place = Place(name, (index,) if many else ())
        try:
            record = adapter.validate_python(item)
        except ValidationError as error:
            faults = error.errors(include_url=False)
            # A list whose items do not fit is also "too short" to pydantic: only the items are told.
            told = [
                f for f in faults if f["type"] != "too_short" or not any(_inside(g["loc"], f["loc"]) for g in faults)
            ]
            source.problems += [misfit(place, model, fault) for fault in told[:room]]
            room -= len(told[:room])
            if not room:
                break
            continue
        source.keep(place, record)


@cache
def _adapter(model: type[Record]) -> TypeAdapter[Record]:
    return TypeAdapter(model)


def _inside(path: Steps, outer: Steps) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer
