"""Load: read ``data/`` into typed records; report everything that does not fit, with its place.

The C parser of ruamel.yaml reads plain data without positions; positions are looked up only for problems. Anchors,
aliases and tags are refused before parsing: the data needs none, and they let YAML files grow without bound or name
Python objects. So are files that are too large or too deep: 30,000 brackets crash the C parser.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

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
)
from generator.records.kinds import KINDS, RecordKind
from generator.records.verification import Verification
from generator.records.vocabulary import Vocabulary
from generator.source.messages import misfit, syntax, without_unknown_keys
from generator.source.problems import Place, Problem, Steps, did_you_mean
from generator.states.replay import Fault, Timeline, timelines

# Read as text here, and understood by ``history``, which writes them.
PLAIN = ("data/ledger.csv", "data/page-editions.csv")
FOLDERS_NOT_DATA = ("data/schema", "data/drafts/")
R = TypeVar("R", bound=Record)

# Only files that match this are scanned for tokens, since scanning takes time.
_SUSPICIOUS = re.compile(r"(?:^|\W)[&*!]", re.MULTILINE)

# Far above what a record needs (the largest file has 52,000 characters and nine levels).
MOST_CHARACTERS = 500_000
DEEPEST = 60
MOST_PROBLEMS = 200  # per file; a file with more is not a file of this kind
_BRACKET = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(rf"^(?:[ \t]{{{4 * DEEPEST},}}|(?:[ \t]*[-?:][ \t]){{{DEEPEST},}})", re.MULTILINE)


@dataclass
class Source:
    """The content of ``data/``, with the place of each record.

    ``of`` returns the records of a kind that has its own files, as (place, record), in the order of files and lines;
    the properties are shorthand for frequent kinds. ``texts``: file name -> content. ``problems``: what could not be
    read or did not fit; such records are missing from the lists, except those with keys that are not known.
    """

    kinds: Sequence[RecordKind] = KINDS
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # Where keys were left out of records that are kept all the same, one for each such problem.
    mended: list[Place] = field(default_factory=list)
    _kept: dict[type[Record], list[tuple[Place, Any]]] = field(default_factory=dict)

    def keep(self, place: Place, record: Record) -> None:
        """Add a record to those of its kind."""
        self._kept.setdefault(type(record), []).append((place, record))

    @property
    def whole(self) -> bool:
        """Whether every record is there, so that what is missing is missing in the data."""
        return len(self.problems) == len(self.mended)

    def of(self, record: type[R]) -> list[tuple[Place, R]]:
        return self._kept.get(record, [])

    @property
    def site(self) -> Site | None:
        return next((record for _, record in self.of(Site)), None)

    @property
    def verification(self) -> Verification:
        return next((record for _, record in self.of(Verification)), Verification())

    @property
    def vocabulary(self) -> Vocabulary:
        return next((record for _, record in self.of(Vocabulary)), Vocabulary())

    @property
    def departments(self) -> list[tuple[Place, Department]]:
        return self.of(Department)

    @property
    def terms(self) -> list[tuple[Place, Term]]:
        return self.of(Term)

    @property
    def industries(self) -> list[tuple[Place, Industry]]:
        return self.of(Industry)

    @property
    def documents(self) -> list[tuple[Place, Document]]:
        return self.of(Document)

    @cached_property
    def _replayed(self) -> tuple[dict[str, Timeline], list[Fault]]:
        return timelines([document for _, document in self.documents])

    @property
    def timelines(self) -> dict[str, Timeline]:
        """What each document says from when to when, by its id: the amendments of all documents replayed."""
        return self._replayed[0]

    @property
    def faults(self) -> list[Fault]:
        """Amendments that contradict what stands."""
        return self._replayed[1]

    @property
    def lists(self) -> list[tuple[Place, PublicList]]:
        return self.of(PublicList)

    @property
    def targets(self) -> list[tuple[Place, Target]]:
        return self.of(Target)

    @property
    def days(self) -> list[tuple[Place, Day]]:
        return self.of(Day)

    @property
    def synonyms(self) -> list[tuple[Place, Synonym]]:
        return self.of(Synonym)

    @property
    def links(self) -> list[tuple[Place, Link]]:
        return self.of(Link)

    @property
    def editions(self) -> list[tuple[Place, Edition]]:
        return self.of(Edition)


def load(root: Path, kinds: Sequence[RecordKind] = KINDS, besides: Mapping[str, str] | None = None) -> Source:
    """Read all data below ``root / "data"``, as far as it can be read. Raises nothing for bad data: see
    ``Source.problems``. ``besides``: documents by file name that are read as if they lay there."""
    source = Source(kinds)
    problems = source.problems
    for name, kind in _files(root, kinds, problems):
        text = _read(root, name, problems)
        if text is None:
            continue
        source.texts[name] = text
        if kind is None:
            continue
        plain = [] if _only_remarks(text) and not kind.one_a_file else _parse(name, text, problems)
        if plain is not None:
            _take(name, plain, kind, source)
    documents = next((kind for kind in kinds if kind.record is Document), None)
    for name, text in (besides or {}).items():
        source.texts[name] = text
        plain = _parse(name, text, problems)
        if plain is not None and documents is not None:
            _take(name, plain, documents, source)
    return source


def _files(root: Path, kinds: Sequence[RecordKind], problems: list[Problem]) -> list[tuple[str, RecordKind | None]]:
    """The files to read, with the kind that each contains (``None``: plain text). Files that do not belong are
    problems."""
    if not (root / "data").is_dir():
        problems.append(
            Problem(
                Place("data"),
                "这里没有 data 文件夹",
                "请在手册的文件夹里运行本命令；新手册可用 handbook init 文件夹 建立。",
            )
        )
        return []
    homes = {kind.file: kind for kind in kinds if kind.file}
    single = [name for name in homes if not name.endswith("/")]
    found: list[tuple[str, RecordKind | None]] = []
    for path in sorted((root / "data").rglob("*")):
        name = path.relative_to(root).as_posix()
        folder = name.rpartition("/")[0]
        if path.name.startswith(".") or name.startswith(FOLDERS_NOT_DATA):
            continue
        if path.is_dir():
            if name in homes:
                problems.append(Problem(Place(name), "这里应是一个文件，却是文件夹", "请把它移走或改名。"))
            continue
        kind = homes.get(name) or (homes.get(f"{folder}/") if path.suffix == ".yml" else None)
        if kind is None and name not in PLAIN:
            problems.append(Problem(Place(name), "这个文件不属于数据，未被读取", did_you_mean(name, [*single, f"{folder}/{path.stem}.yml"])))  # fmt: skip
        else:
            found.append((name, kind))
    names = {name for name, _ in found}
    problems += [
        Problem(
            Place(name),
            "缺少这个文件",
            "它写手册的名称、版本和日期（title、subtitle、city、version、as_of）。新手册可用 handbook init 文件夹 建立。",
        )
        for name in single
        if name not in names and homes[name].needed
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


def _parse(name: str, text: str, problems: list[Problem]) -> Any:
    """Plain lists, dicts and scalars of one file, or ``None`` after adding a problem."""
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


def _only_remarks(text: str) -> bool:
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


def _take(name: str, plain: Any, kind: RecordKind, source: Source) -> None:
    """Validate plain data as records and keep them with their places, or add problems."""
    many, model = not kind.one_a_file, kind.record
    if many != isinstance(plain, list):
        want = "一个列表（每条记录以 - 开头）" if many else "一条记录（键: 值），不是列表"
        source.problems.append(Problem(Place(name, mark=(1, 1)), f"这个文件应为{want}"))
        return
    adapter, room = _adapter(model), MOST_PROBLEMS
    for index, item in enumerate(plain if many else [plain]):
        place = Place(name, (index,) if many else ())
        try:
            record = adapter.validate_python(item)
        except ValidationError as error:
            faults = error.errors(include_url=False)
            # If items of a list are invalid, pydantic also reports the list as too short: only the items are
            # reported.
            told = [
                f for f in faults if f["type"] != "too_short" or not any(_inside(g["loc"], f["loc"]) for g in faults)
            ]
            source.problems += [misfit(place, model, fault) for fault in told[:room]]
            room -= len(told[:room])
            if (rest := without_unknown_keys(item, faults)) is not None:
                source.keep(place, adapter.validate_python(rest))
                source.mended += [
                    Place(place.file, problem.place.path[:-1]) for problem in source.problems[-len(told) :]
                ]
                continue
            if not room:
                break
            continue
        source.keep(place, record)


@cache
def _adapter(model: type[Record]) -> TypeAdapter[Record]:
    return TypeAdapter(model)


def _inside(path: Steps, outer: Steps) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer
