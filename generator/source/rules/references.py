"""Every reference leads somewhere. One walk over the marks (``Ref``) finds them all, so a new field needs no new code."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from generator.records import Department, Industry, Record, Ref
from generator.source.load import Source
from generator.source.problems import Place, Problem, Steps, did_you_mean
from generator.source.rules.walks import all_records, clauses, supports


def references_lead_somewhere(source: Source) -> Iterator[Problem]:
    known: dict[str, dict[str, str]] = {
        "clause": {f"{document.id}/{clause.id}": "" for _, document, clause in clauses(source)},
        "department": _called(source.departments),
        "document": {record.id: "" for _, record in source.documents},
        "industry": _called(source.industries),
        "subfield": {s.id: s.name for _, industry in source.industries for s in industry.subfields},
        "support": {support.id: "" for *_, support in supports(source)},
        "term": {name: "" for _, term in source.terms for name in (term.name, *term.aliases)},
    }
    words = {
        "clause": "条款", "department": "单位编号", "document": "文件", "industry": "产业编号", "subfield": "细分领域编号",
        "support": "支持事项", "term": "术语",
    }  # fmt: skip
    for place, record in all_records(source):
        for at, kind, word in references(place, record):
            if word not in known[kind]:
                by_name = next(
                    (key for key, called in known[kind].items() if called and word in called.split("|")), None
                )
                hint = f"是不是想写 {by_name}？" if by_name else did_you_mean(word, known[kind])
                if kind == "term" and not hint:
                    hint = "请先在 data/terms/ 里登记这个术语。"
                yield Problem(at, f"找不到{words[kind]}“{word}”", hint)


def _called(records: Iterable[tuple[Place, Department | Industry]]) -> dict[str, str]:
    """Ids with the names that somebody may write instead."""
    return {
        record.id: "|".join((record.name, *getattr(record, "short_names", ()), *record.aliases))
        for _, record in records
    }


def references(place: Place, record: Record) -> Iterator[tuple[Place, str, str]]:
    """Every reference in a record and in the records inside it: place, kind of what it refers to, the word."""
    for path, kind, word in _references_at(place.path, record):
        yield Place(place.file, path), kind, word


def _references_at(path: Steps, record: Record) -> Iterator[tuple[Steps, str, str]]:
    for name, kind in _fields(type(record)):
        value = getattr(record, name)
        name = type(record).model_fields[name].alias or name  # as the YAML calls it
        for step, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Record):
                yield from _references_at((*path, name) if step is None else (*path, name, step), item)
            elif kind and item is not None:
                yield (*path, name) if step is None else (*path, name, step), kind, item


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str | None], ...]:
    """The fields that refer to a record or may hold one inside, with the kind: most hold neither."""
    return tuple(
        (name, kind)
        for name, info in model.model_fields.items()
        if (kind := _reference(model, name)) or _holds_records(info.annotation)
    )


def _holds_records(annotation: Any) -> bool:
    return (isinstance(annotation, type) and issubclass(annotation, Record)) or any(map(_holds_records, get_args(annotation)))  # fmt: skip


@cache
def _reference(model: type[Record], name: str) -> str | None:
    """The kind of record that a field refers to, however deep in its annotation the mark stands."""

    def kinds(annotation: Any) -> Iterator[str]:
        for mark in getattr(annotation, "__metadata__", ()):
            if isinstance(mark, Ref):
                yield mark.kind
        for inner in get_args(annotation):
            yield from kinds(inner)

    info = model.model_fields[name]
    marks = [mark.kind for mark in info.metadata if isinstance(mark, Ref)]
    return next(iter([*marks, *kinds(info.annotation)]), None)
