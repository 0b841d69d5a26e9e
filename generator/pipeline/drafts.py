"""Drafts: an original becomes a draft, a draft is checked, and once nothing is open it becomes a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.drafting import adopting, writing
from generator.drafting.adopting import NotReady, Open
from generator.drafting.draft import draft
from generator.drafting.made import Draft
from generator.drafting.names import known
from generator.reading.read import read
from generator.source.load import load
from generator.source.problems import BadData, Told, did_you_mean
from generator.source.rules.names import unfit_as_file_name
from generator.source.validate import validate


class NoDraft(Told):
    """The original cannot become a draft; the message says why."""


@dataclass(frozen=True)
class Made:
    """A written draft: where it lies, and how much of it is what."""

    draft: Draft
    record: Path
    marks: Path
    form: str
    notes: tuple[str, ...]

    def count(self, state: str) -> int:
        return sum(mark.state == state for mark in self.draft.marks.entries)


def make_draft(root: Path, original: Path, identity: str | None, amends: Sequence[str] = ()) -> Made:
    """Read an original and write its draft below ``data/drafts``. ``amends``: documents of the handbook of which the draft
    says what the text makes of them. Raises ``NoDraft``, ``BadData``, ``Unreadable``, ``OSError``."""
    identity = identity or original.stem.lower()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity):
        raise NoDraft("请用 --id 给出编号：小写英文字母、数字和连字符，如 --id measures-2027-1。")
    if why := unfit_as_file_name(identity, "Document"):
        raise NoDraft(f"编号 {identity} 不能用：{why}。请另选一个。")
    for taken in (root / writing.FOLDER / f"{identity}.yml", root / adopting.DOCUMENTS / f"{identity}.yml"):
        if taken.exists():
            raise NoDraft(f"{taken.relative_to(root)} 已经存在，没有改动它。请用 --id 另给编号。")
    source = load(root)
    if source.problems:
        raise BadData(source.problems, source.texts)
    for target in amends:
        if target not in source.timelines:
            hint = did_you_mean(target, source.timelines)
            raise NoDraft(f"手册里没有文件 {target}（--amends）。{hint or ''}")
    read_over = read(original)
    timelines = {target: source.timelines[target] for target in amends}
    made = draft(read_over, identity, known(source), source.vocabulary.names.field, timelines)
    record, marks = writing.write(root, made, original.name)
    return Made(made, record, marks, read_over.form, read_over.notes)


def check_drafts(root: Path) -> list[Open]:
    """What is open in each draft, in order. Raises ``NotReady`` for a draft that is no YAML."""
    return [adopting.still_open(root, identity) for identity in adopting.drafts(root)]


def adopt(root: Path, identity: str) -> Path:
    """Move a draft to the documents. Raises ``NotReady`` where something is open, ``BadData`` where the data with it
    would not be valid; then nothing is moved."""
    found = adopting.still_open(root, identity)
    if found.problems:
        from generator.source.problems import located

        told = located(found.problems, {f"{writing.FOLDER}/{identity}.yml": found.text})
        raise NotReady("\n\n".join([*told, f"草稿 {identity} 还有 {len(found.slots)} 处待填写、{len(found.marks)} 处待核或未识别，没有移动。"]))  # fmt: skip
    source = load(root, besides={f"{adopting.DOCUMENTS}/{identity}.yml": adopting.adopted(found.text)})
    validate(source, today=True)
    return adopting.move(root, identity)
