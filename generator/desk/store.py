"""The records of a handbook as the desk sees them: found by name, read, checked, saved, undone; what was typed is kept.

Everything is a file of the handbook: a record is a place in one (``Entry``). Nothing is saved but through ``splice``, so
what was not changed stays to the byte, and nothing is judged but by ``check``.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import Any

from generator.book.vocabulary import Words
from generator.desk.forms import Shape
from generator.desk.memory import Memory, Step
from generator.drafting.adopting import adopted, still_open
from generator.history import ledger
from generator.records.kinds import DOCUMENT, KINDS, RecordKind
from generator.records.vocabulary import Vocabulary
from generator.source import editor_schemas, saving, scaffolds
from generator.source.edits import Change, Insert, Put, Remove
from generator.source.load import Source, load
from generator.source.plain import only_remarks, parse
from generator.source.problems import BadData, Problem, Steps, Told
from generator.source.splice import edited
from generator.source.validate import validate

DRAFTS = "data/drafts"
WRITTEN_BY_COMMANDS = ("edition",)  # kinds that no officer edits


class NoSuchRecord(Told):
    """There is no record at this place."""


@dataclass(frozen=True)
class Entry:
    """A record: where it lies, what it is called. ``around``: the entry that it is nested in."""

    kind: RecordKind
    file: str
    path: Steps
    id: str
    name: str
    around: "Entry | None" = None

    @property
    def at(self) -> str:
        """The path as an address has it."""
        return "/".join(map(str, self.path))

    @property
    def address(self) -> str:
        """The record's address on the site; empty where it has none."""
        if not self.kind.pattern or self.kind.by_name:
            return ""
        steps: list[str] = []
        entry: Entry | None = self
        while entry:
            steps.insert(0, entry.id)
            entry = entry.around
        return self.kind.at(*steps)


@dataclass
class Read:
    """A file as it was read: its text, the hash by which saving knows it, and what it says."""

    file: str
    text: str
    hash: str
    plain: Any


@dataclass(frozen=True)
class Saved:
    """What a save came to. ``hash``: that of the file now."""

    hash: str
    changed: bool


@dataclass
class Store:
    """The handbook at ``root``; ``folder``: where the desk keeps what is not part of the handbook."""

    root: Path
    folder: Path
    lock: RLock = field(default_factory=RLock)
    memory: Memory = field(init=False)
    _seen: tuple[Any, Source] | None = None
    _problems: list[Problem] | None = None

    def __post_init__(self) -> None:
        self.memory = Memory(self.folder)

    # --- finding ---

    def kinds(self) -> list[RecordKind]:
        return [kind for kind in KINDS if kind.code not in WRITTEN_BY_COMMANDS]

    def files(self, kind: RecordKind) -> list[str]:
        """The files of a kind that are there, by their names from the root."""
        if not kind.file.endswith("/"):
            return [kind.file] if (self.root / kind.file).is_file() or self._may_begin(kind) else []
        return sorted(path.relative_to(self.root).as_posix() for path in (self.root / kind.file).glob("*.yml"))

    def judged(self, name: str) -> list[Problem]:
        """What ``check`` says of a file as it lies on the disk; of a draft, as if it were a document."""
        if name.startswith(f"{DRAFTS}/"):
            # A slot says which facts of the original its text must carry.
            slots = {one.place.path: one for one in still_open(self.root, PurePosixPath(name).stem).slots}
            found = [one for one in self.problems({name: self.read(name).text}) if one.place.file == name]
            return [_with_facts(one, slots.get(one.place.path)) for one in found]
        return [one for one in self.problems() if one.place.file == name]

    def read(self, name: str) -> Read:
        """A data file. Raises ``NoSuchRecord`` where it is none, ``BadData`` where it cannot be read."""
        kind = self.kind_of(name)
        if kind is None or (not (self.root / name).is_file() and not self._may_begin(kind)):
            raise NoSuchRecord(f"没有数据文件 {name}。")
        if not (self.root / name).is_file():
            return Read(name, "", "", [])
        try:
            text, hash_ = saving.read(self.root / name)
        except UnicodeDecodeError as error:
            raise NoSuchRecord(f"{name} 不是 UTF-8 编码，请先用编辑器另存为 UTF-8。") from error
        problems: list[Problem] = []
        empty = only_remarks(text) and not kind.one_a_file
        plain = [] if empty else parse(name, text, problems)
        if problems:
            raise BadData(problems, {name: text})
        return Read(name, text, hash_, plain)

    def _may_begin(self, kind: RecordKind) -> bool:
        """Whether a kind has one file of many records, which the first record begins."""
        return bool(kind.file) and not kind.file.endswith("/") and not kind.one_a_file

    def kind_of(self, name: str) -> RecordKind | None:
        """The kind that a file holds; ``None`` for a name that is no data file."""
        pure = PurePosixPath(name)
        if ".." in pure.parts or pure.suffix != ".yml" or pure.as_posix() != name or pure.name.startswith("."):
            return None
        folder = f"{pure.parent.as_posix()}/"
        if folder == f"{DRAFTS}/":
            return None if name.endswith(".marks.yml") else DOCUMENT
        return next((kind for kind in self.kinds() if kind.file and kind.file in (name, folder)), None)

    def entries(self, name: str) -> list[Entry]:
        """All records of a file, each before those inside it."""
        kind, plain = self.kind_of(name), self.read(name).plain
        assert kind is not None
        if kind.one_a_file:
            return list(_entries(kind, name, (), plain, None))
        return [entry for i, one in enumerate(plain or []) for entry in _entries(kind, name, (i,), one, None)]

    def entry(self, name: str, path: Steps) -> Entry:
        """The record at a place. Raises ``NoSuchRecord``."""
        for one in self.entries(name):
            if one.path == path:
                return one
        raise NoSuchRecord(f"{name} 里没有这条记录，可能已被移动或删去。")

    def find(self, words: str, most: int = 60) -> list[Entry]:
        """Records whose id, name or address has all the words."""
        wanted = words.casefold().split()
        found = []
        for entry in self.all():
            heap = f"{entry.id} {entry.name} {entry.address} {entry.kind.word} {entry.file}".casefold()
            if all(word in heap for word in wanted):
                found.append(entry)
                if len(found) == most:
                    break
        return found

    def all(self) -> Iterator[Entry]:
        for kind in self.kinds():
            for name in self.files(kind) if kind.file else ():
                try:
                    yield from self.entries(name)
                except BadData:
                    continue  # the overview says that this file cannot be read

    def references(self, code: str) -> list[tuple[str, str]]:
        """What may be written as a reference to a kind: (reference, name)."""
        kind = next(one for one in KINDS if one.code == code)
        found: list[tuple[str, str]] = []
        for entry in self.all():
            if entry.kind is kind:
                around = entry.around
                own = f"{around.id}/{entry.id}" if kind.long_key and code == "clause" and around else entry.id
                found.append((entry.name if kind.by_name else own, entry.name))
        return found

    # --- the shapes and words of forms ---

    @cached_property
    def _schemas(self) -> dict[str, Shape]:
        made = {}
        for path, text in editor_schemas.schemas(self.vocabulary).items():
            schema = json.loads(text)
            made[PurePosixPath(path).stem] = Shape(schema, schema.get("$defs", {}))
        return made

    @property
    def vocabulary(self) -> Vocabulary:
        return self.source().vocabulary

    def words(self) -> Words:
        return Words(self.vocabulary)

    def shape(self, name: str, path: Steps) -> Shape:
        """The schema of the record at a place."""
        kind = self.kind_of(name)
        assert kind is not None
        return self._schemas[PurePosixPath(kind.file).stem].at(path)

    # --- checking and saving ---

    def source(self) -> Source:
        """The data as it lies on the disk, read again only where a file is another."""
        with self.lock:
            paths = sorted((self.root / "data").rglob("*.*"))
            stamp = tuple((path, (told := path.stat()).st_mtime_ns, told.st_size) for path in paths)
            if self._seen is None or self._seen[0] != stamp:
                self._seen = (stamp, load(self.root))
                self._problems = None
            return self._seen[1]

    def problems(self, texts: dict[str, str] | None = None) -> list[Problem]:
        """What ``check`` says of the data, with other texts in the place of some files."""
        with self.lock:
            drafts = [name for name in texts or {} if name.startswith(f"{DRAFTS}/")]
            if drafts:  # judged as if it lay among the documents already
                as_document = {_document_of(name): adopted(text) for name, text in (texts or {}).items()}
                back = {_document_of(name): name for name in drafts}
                told = self.problems(as_document)
                return [replace(one, place=replace(one.place, file=back.get(one.place.file, one.place.file))) for one in told]  # fmt: skip
            source = load(self.root, besides=texts) if texts else self.source()
            if not texts and self._problems is not None:
                return self._problems
            try:
                validate(source, today=True)
                found: list[Problem] = []
            except BadData as error:
                found = list(error.problems)
            if not texts:
                self._problems = found
            return found

    def change(self, read: Read, changes: list[Change]) -> str:
        """The text of a file with changes. Raises ``NotSpliced``."""
        return edited(read.text, changes, read.file)

    def put(self, read: Read, path: Steps, value: Any) -> str:
        return self.change(read, [Put(path, value)])

    def save(self, name: str, text: str, seen: str | None, what: str) -> Saved:
        """Write a file and remember how to undo it. Raises ``ChangedMeanwhile``, ``OSError``."""
        with self.lock:
            path = self.root / name
            before = path.read_bytes().decode("utf-8") if path.is_file() else None
            hash_ = saving.save(path, text, seen or None)
            if before != text:
                self.memory.remember(name, before, hash_, what)
            return Saved(hash_, before != text)

    def add(self, name: str, path: Steps, kind: RecordKind, seen: str) -> tuple[str, Steps]:
        """The text of a file with a blank record added to the list at ``path``, and the place of the new one."""
        read = self.read(name)
        if read.hash != seen:
            raise NoSuchRecord(f"{name} 刚刚被改动过，请重新打开再加。")
        there = read.plain
        for step in path:
            there = there.get(step) if isinstance(there, dict) else there[step]
        blank = blank_record(kind)
        if there is None and path:
            return self.change(read, [Put(path, [blank])]), (*path, 0)
        return self.change(read, [Insert(path, len(there or []), blank)]), (*path, len(there or []))

    def remove(self, read: Read, path: Steps) -> str:
        return self.change(read, [Remove(path)])

    def published(self, entry: Entry) -> bool:
        """Whether its address was ever published."""
        rows, _ = ledger.read(self.source().texts.get(ledger.FILE, ""))
        return bool(entry.address) and any(row.address == entry.address for row in rows)

    def retire(self, address: str, to: str | None, reason: str) -> list[str]:
        """Say in the ledger what became of an address. Raises what the ledger raises."""
        return ledger.retire(self.root, self.source(), address, to, reason)

    def undo(self) -> Step:
        """Take back the last save. Raises ``ChangedMeanwhile`` where the file is another by now, ``NoSuchRecord`` where there
        is nothing to take back."""
        with self.lock:
            last = next(iter(self.memory.steps()), None)
            if last is None:
                raise NoSuchRecord("没有可以撤回的改动。")
            path = self.root / last.file
            if last.before is not None:
                saving.save(path, last.before, last.hash)
            elif saving.hash_of(path.read_bytes()) == last.hash:
                path.unlink()
            else:
                raise saving.ChangedMeanwhile(path, "", path.read_bytes())
            self.memory.forget_last()
            return last


def _with_facts(problem: Problem, slot: Problem | None) -> Problem:
    if slot is None:
        return problem
    return replace(problem, message=slot.message, hint=slot.hint or "用自己的话写。")


def _document_of(draft: str) -> str:
    return f"data/documents/{PurePosixPath(draft).name}"


def _entries(kind: RecordKind, name: str, path: Steps, value: Any, around: Entry | None) -> Iterator[Entry]:
    if not isinstance(value, dict):
        return
    own = value.get("id") or (PurePosixPath(name).stem if kind.one_a_file else "")
    entry = Entry(kind, name, path, str(own), called(value) or str(own) or kind.word, around)
    yield entry
    for inner in KINDS:
        if inner.inside and inner.inside[0] == kind.code:
            listed = value.get(inner.inside[1])
            for index, one in enumerate(listed if isinstance(listed, list) else ()):
                yield from _entries(inner, name, (*path, inner.inside[1], index), one, entry)


def called(value: dict[str, Any]) -> str:
    """What a record is called, from the first of its names that is there."""
    number = str(value.get("number") or "")
    for key in ("short_title", "title", "heading", "name", "indicator", "what", "summary"):
        if value.get(key):
            text = str(value[key])
            return f"{number} {text}".strip() if key in ("heading", "summary") else text
    texts = value.get("readers") or value.get("url")
    return "、".join(texts) if isinstance(texts, list) else str(texts or number)


def blank_record(kind: RecordKind) -> Any:
    """A new record of a kind with its fields to be filled in: that of ``handbook new``, else the least that it needs."""
    if kind.code in scaffolds.KINDS:
        problems: list[Problem] = []
        plain = parse(kind.code, scaffolds.template(kind.code, "new"), problems)
        if isinstance(plain, list) and plain:
            return plain[0]
        if isinstance(plain, dict):
            return plain
    return {"id": "new"} if "id" in kind.record.model_fields else {}
