"""Codes of the handbook's vocabulary: each that the data uses exists, and each of its own counts as a core one."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from generator.records import Record
from generator.records.vocabulary import CORE, FIXED, Code, Vocabulary
from generator.source.load import Source
from generator.source.problems import Place, Problem, Steps, did_you_mean
from generator.source.rules.walks import all_records

FILE = "data/vocabulary.yml"


def codes_are_known(source: Source) -> Iterator[Problem]:
    """Codes of activities, forms, applicants, departments, terms and tiers are core ones or declared, and not hidden."""
    allowed = {axis: source.vocabulary.codes(axis) for axis in CORE}
    for place, record in all_records(source):
        for path, axis, code in _codes_at(place.path, record):
            if code in allowed[axis]:
                continue
            if axis == "tiers" and not allowed[axis]:
                said = f"“{code}”没有登记", f"请在 {FILE} 的 tiers 里写出各个类别的编号和名称；没有分类的，这一行删去。"
            else:
                said = (
                    f"“{code}”不在可选值之内：{'、'.join(allowed[axis])}",
                    did_you_mean(code, allowed[axis]) or f"要用自己的编号，请先在 {FILE} 的 {axis} 里登记。",
                )
            yield Problem(Place(place.file, path), *said)


def vocabulary_is_told_once(source: Source) -> Iterator[Problem]:
    """Each code stands once; a core code is renamed or hidden, a code of the handbook's own has a name and counts as a
    core one."""
    for place, vocabulary in source.of(Vocabulary):
        for axis, core in CORE.items():
            seen: set[str] = set()
            for index, word in enumerate(vocabulary.words(axis)):
                at = place / axis / index
                if word.id in seen:
                    yield Problem(at / "id", f"编号 {word.id} 已经用过", "一个编号只写一次。")
                seen.add(word.id)
                if axis != "tiers":
                    yield from _word(at, axis, core, word)


def _word(at: Place, axis: str, core: tuple[str, ...], word: Any) -> Iterator[Problem]:
    if word.id in core:
        if word.counts_as:
            yield Problem(
                at / "counts_as", f"{word.id} 是程序自带的编号，不能算作别的", "请删去这一行，或另选一个编号。"
            )
        elif not word.name and not word.hidden:
            yield Problem(at, f"{word.id} 没有改什么", "请写 name（改名）或 hidden: true（不用它）。")
    elif axis in FIXED:
        yield Problem(at / "id", f"“{word.id}”不在可选值之内：{'、'.join(core)}", "这一类只能改名，不能增加。")
    elif not word.name:
        yield Problem(at, f"自己的编号 {word.id} 没有名称", "请写 name。")
    elif word.counts_as not in core:
        wrong = f"“{word.counts_as}”" if word.counts_as else "没有写的"
        yield Problem(at / "counts_as" if word.counts_as else at, f"{word.id} 算作哪一个自带的编号：{wrong}不在可选值之内", f"请写 counts_as，可选：{'、'.join(core)}。")  # fmt: skip


def _codes_at(path: Steps, record: Record) -> Iterator[tuple[Steps, str, str]]:
    """Every code in a record and the records in it: path, axis, code."""
    for name, axis in _fields(type(record)):
        value = getattr(record, name)
        called = type(record).model_fields[name].alias or name
        for step, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            here = (*path, called) if step is None else (*path, called, step)
            if isinstance(item, Record):
                yield from _codes_at(here, item)
            elif axis and isinstance(item, str):
                yield here, axis, item


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str | None], ...]:
    return tuple(
        (name, axis)
        for name, info in model.model_fields.items()
        if (axis := _axis([*info.metadata], info.annotation)) or _holds_records(info.annotation)
    )


def _axis(marks: list[Any], annotation: Any) -> str | None:
    """The axis marked at any depth of a field's annotation."""
    marks = [*marks, *getattr(annotation, "__metadata__", ())]
    if found := next((mark.axis for mark in marks if isinstance(mark, Code)), None):
        return str(found)
    return next((axis for inner in get_args(annotation) if (axis := _axis([], inner))), None)


def _holds_records(annotation: Any) -> bool:
    return (isinstance(annotation, type) and issubclass(annotation, Record)) or any(map(_holds_records, get_args(annotation)))  # fmt: skip
