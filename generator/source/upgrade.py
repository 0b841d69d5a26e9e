"""Upgrade: what older shapes of the data become in the newest format, as changes of each file.

Older shapes stay legal: ``records`` raises them in memory. Here the same functions say what they are raised to, and that is
written. What the newest shape asks for and the old one does not have (the printed words of a condition, the point where it
stands) is not invented: such places are told for people to see to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.records import PlainAmount, Record, raised
from generator.records.about import FORMAT
from generator.records.amounts import Sum
from generator.source.edits import Change, Insert, Put, Remove
from generator.source.spans import Path

SITE = "data/site.yml"
DOCUMENTS = "data/documents/"


@dataclass(frozen=True)
class Step:
    """One place that becomes what the newest format says: ``what``, in Chinese. No ``changes``: people must see to it."""

    path: Path
    what: str
    changes: tuple[Change, ...] = ()


def steps(name: str, plain: Any) -> list[Step]:
    """What there is to do in one file. ``plain``: its content as lists, dicts and scalars, free of problems."""
    if name == SITE:
        return list(_site(plain))
    if not name.startswith(DOCUMENTS):
        return []
    return [step for path, record in _records(plain, ()) for step in _record(path, record)]


def _site(plain: dict[str, Any]) -> Iterator[Step]:
    if plain.get("format", 1) < FORMAT:
        done: Change = Put(("format",), FORMAT) if "format" in plain else Insert((), "format", FORMAT, "as_of")
        yield Step((), f"写明数据是第 {FORMAT} 版格式（format: {FORMAT}）", (done,))


def _records(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every record of a file, at whatever depth: an amendment holds whole supports and clauses, too."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from _records(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _records(inner, (*path, index))


def _record(path: Path, record: dict[str, Any]) -> Iterator[Step]:
    amount = record.get("amount")
    if isinstance(amount, dict) and "kind" in amount and "parts" not in amount:
        yield Step((*path, "amount"), "金额写成 parts", tuple(_amount((*path, "amount"), amount)))
    if "star" in record and "stars" not in record:
        moved = (Insert(path, "stars", [record["star"]], "star"), Remove((*path, "star"), keeps_comment=True))
        yield Step((*path, "star"), "star 写成 stars", moved)
    prior = record.get("prior")
    if isinstance(prior, dict) and prior.get("kind") == "none":
        yield Step((*path, "prior"), "没有前置资格的，不写 prior", (Remove((*path, "prior"), keeps_comment=True),))
    elif isinstance(prior, dict):
        yield Step((*path, "prior"), "前置资格请写进 conditions，照原文写 words 和 at；旧写法仍然可用")
    conditions = record.get("conditions")
    if isinstance(conditions, list) and conditions:
        yield Step((*path, "conditions"), "条件请逐项写明 words 和 at；旧写法仍然可用")


def _amount(path: Path, amount: dict[str, Any]) -> Iterator[Change]:
    new = as_plain(raised(PlainAmount.model_validate(amount)))
    assert isinstance(new, dict)
    last = list(amount)[-1]
    for key, value in new.items():
        yield Insert(path, key, value, last)
        last = key
    yield from (Remove((*path, key), keeps_comment=True) for key in amount)


def as_plain(value: Any) -> Any:
    """A record as YAML would have it: without what is said by leaving it out, sums and shares as they are written."""
    if isinstance(value, Sum):
        return f"{value.figure.normalize():f}{value.unit}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Record):
        fields = type(value).model_fields
        said = {name: getattr(value, name) for name in fields}
        return {
            fields[name].alias or name: as_plain(inner)
            for name, inner in said.items()
            if fields[name].is_required() or inner != fields[name].default
        }
    if isinstance(value, tuple):
        return [as_plain(inner) for inner in value]
    return value
