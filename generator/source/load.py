"""Load: read ``data/`` into typed records; report everything that does not fit, with its place.

What a file says without regard to records is read by ``plain``; the places of problems are looked up only when they
are printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

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
from generator.records.about import FORMAT
from generator.records.kinds import KINDS, RecordKind
from generator.records.verification import Verification
from generator.records.vocabulary import Vocabulary
from generator.source.file_names import misnamed
from generator.source.messages import mended, misfit
from generator.source.plain import only_remarks, parse
from generator.source.problems import Place, Problem, Steps, did_you_mean
from generator.states.replay import Fault, Timeline, timelines

# Read as text here, and understood by ``history``, which writes them.
PLAIN = ("data/ledger.csv", "data/page-editions.csv")
FOLDERS_NOT_DATA = ("data/schema", "data/drafts/")
R = TypeVar("R", bound=Record)

MOST_PROBLEMS = 200  # per file; a file with more is not a file of this kind


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
    # Where something was left out or replaced in records that are kept all the same, one for each such problem.
    mended: list[Place] = field(default_factory=list)
    # Written in a newer format than this program knows: nothing else is told.
    newer: bool = False
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
    ``Source.problems``. ``besides``: texts by file name that are read in the place of the files or as if they lay there."""
    source, besides = Source(kinds), besides or {}
    problems = source.problems
    for name, kind in _files(root, kinds, problems):
        text = besides[name] if name in besides else _read(root, name, problems)
        if text is None:
            continue
        source.texts[name] = text
        if kind is not None and not _take_text(name, text, kind, source):
            return source
    problems += misnamed(root)
    homes = {kind.file: kind for kind in kinds if kind.file}
    for name in sorted(besides.keys() - source.texts.keys()):
        source.texts[name] = besides[name]
        kind = homes.get(name) or homes.get(f"{name.rpartition('/')[0]}/")
        if kind is not None and not _take_text(name, besides[name], kind, source):
            return source
    return source


def _take_text(name: str, text: str, kind: RecordKind, source: Source) -> bool:
    """Take the records of a file; false where it is in a newer format, of which nothing else can be said."""
    plain: Any = [] if only_remarks(text) and not kind.one_a_file else parse(name, text, source.problems)
    if (newer := _newer(name, plain, kind)) is not None:
        source.problems[:], source.newer = [newer], True
        return False
    if plain is not None:
        _take(name, plain, kind, source)
    return True


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


def _newer(name: str, plain: Any, kind: RecordKind) -> Problem | None:
    """A problem where the data is written in a newer format than this program knows."""
    told = plain.get("format") if kind.record is Site and isinstance(plain, dict) else None
    if not isinstance(told, int) or isinstance(told, bool) or told <= FORMAT:
        return None
    return Problem(
        Place(name, ("format",)),
        f"这本手册的数据是第 {told} 版格式，本机的程序只认得到第 {FORMAT} 版",
        "请先升级程序（handbook --version 看现在的版本），再打开这本手册；数据没有改动。",
    )


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
            if (kept := _mended(adapter, item, faults)) is not None:
                source.keep(place, kept)
                source.mended += [problem.place for problem in source.problems[-len(told) :]]
                continue
            if not room:
                break
            continue
        source.keep(place, record)


def _mended(adapter: TypeAdapter[Record], item: Any, faults: list[Any]) -> Record | None:
    try:
        return adapter.validate_python(rest) if (rest := mended(item, faults)) is not None else None
    except (ValidationError, KeyError, IndexError, TypeError):  # what was taken out is needed, or hangs together
        return None


@cache
def _adapter(model: type[Record]) -> TypeAdapter[Record]:
    return TypeAdapter(model)


def _inside(path: Steps, outer: Steps) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer
