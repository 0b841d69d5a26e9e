"""Every reference resolves. One walk over the ``Ref`` marks finds them all, so new fields need no new code."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from generator.records import Record, Ref
from generator.records.kinds import CLAUSE, RecordKind, no_names
from generator.source.load import Source
from generator.source.problems import Place, Problem, Steps, did_you_mean
from generator.source.rules.walks import all_records, of_kind


def references_lead_somewhere(source: Source) -> Iterator[Problem]:
    kinds = {kind.code: kind for kind in source.kinds}
    known = {code: _known(source, kind) for code, kind in kinds.items() if kind.pattern}
    for place, record in all_records(source):
        for at, code, word in references(place, record):
            if word not in known[code]:
                by_name = next((key for key, names in known[code].items() if word in names), None)
                hint = f"是不是想写 {by_name}？" if by_name else did_you_mean(word, known[code])
                if kinds[code].by_name and not hint:
                    hint = f"请先在 {kinds[code].file} 里登记这个{kinds[code].word}。"
                yield Problem(at, f"找不到{_called(kinds[code])}“{word}”", hint)


def _called(kind: RecordKind) -> str:
    """What messages call a reference to a kind: its 编号 where a name could be mistaken for the id."""
    return kind.word if kind.by_name or kind.names is no_names else f"{kind.word}编号"


def _known(source: Source, kind: RecordKind) -> dict[str, tuple[str, ...]]:
    """The valid references to a kind, each with the names that somebody may write instead."""
    found: dict[str, tuple[str, ...]] = {}
    for _, around in of_kind(source, kind):
        names = tuple(kind.names(around[-1]))
        if kind.by_name:
            found.update(dict.fromkeys(names, ()))
        else:
            # A subfield is referenced by its own id, though its address contains the industry too.
            own = kind.key(*(record.id for record in around)) if kind is CLAUSE else around[-1].id
            found[own] = names
    return found


def references(place: Place, record: Record) -> Iterator[tuple[Place, str, str]]:
    """Every reference in a record and the records nested in it: place, code of the kind, reference."""
    for path, kind, word in _references_at(place.path, record):
        yield Place(place.file, path), kind, word


def _references_at(path: Steps, record: Record) -> Iterator[tuple[Steps, str, str]]:
    for name, kind in _fields(type(record)):
        value, raw = getattr(record, name), name
        name = type(record).model_fields[name].alias or name  # as the YAML calls it
        for step, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Record):
                yield from _references_at((*path, name) if step is None else (*path, name, step), item)
            elif kind and item is not None and item not in _own_words(type(record), raw):
                yield (*path, name) if step is None else (*path, name, step), kind, item


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str | None], ...]:
    """The fields that are references or may contain nested records, with the kind; most fields are neither."""
    return tuple(
        (name, kind)
        for name, info in model.model_fields.items()
        if (kind := _reference(model, name)) or _holds_records(info.annotation)
    )


def _holds_records(annotation: Any) -> bool:
    return (isinstance(annotation, type) and issubclass(annotation, Record)) or any(map(_holds_records, get_args(annotation)))  # fmt: skip


@cache
def _own_words(model: type[Record], name: str) -> frozenset[str]:
    """The words that a field may hold instead of a reference: a ceiling is over the document, or over supports."""

    def said(annotation: Any) -> Iterator[str]:
        for inner in get_args(annotation):
            if isinstance(inner, str):
                yield inner
            yield from said(inner)

    return frozenset(said(model.model_fields[name].annotation))


@cache
def _reference(model: type[Record], name: str) -> str | None:
    """The kind that a field refers to, at any depth of its annotation."""

    def kinds(annotation: Any) -> Iterator[str]:
        for mark in getattr(annotation, "__metadata__", ()):
            if isinstance(mark, Ref):
                yield mark.kind
        for inner in get_args(annotation):
            yield from kinds(inner)

    info = model.model_fields[name]
    marks = [mark.kind for mark in info.metadata if isinstance(mark, Ref)]
    return next(iter([*marks, *kinds(info.annotation)]), None)
