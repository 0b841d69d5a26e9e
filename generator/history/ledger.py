"""Ledger: every published address with its day, and what became of retired ones.

``data/ledger.csv`` is written only by ``handbook publish`` and ``handbook retire``. An address in it must always lead
somewhere: to its record, or to a page (for a fragment, a place on its page) that names its successor or says that it is
gone. ``check`` refuses data that would break this.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.book import addresses, presence
from generator.book.answers.questions import questions
from generator.book.retired import Retired
from generator.records import INSIDE, Clause, Document, Record, Text, Topic
from generator.records.kinds import CLAUSE
from generator.source.load import Source
from generator.source.problems import BadData, Place, Problem, Told, did_you_mean
from generator.source.rules.walks import of_kind
from generator.states.replay import ever

FILE = "data/ledger.csv"
R = TypeVar("R", bound=Record)
HEAD = ("address", "published", "became", "on", "reason")
GONE = "gone"
# Addresses become files and reasons are shown to readers: both follow the rules of the data.
_ADDRESS = re.compile(INSIDE)
_REASON: TypeAdapter[str] = TypeAdapter(Text)


class Unwritten(Told):
    """The ledger was not changed; the message says why."""


@dataclass(frozen=True)
class Row:
    """One address. ``became``: empty while it leads to its record; then its successor's address, or ``gone``."""

    address: str
    published: date
    became: str = ""
    on: date | None = None
    reason: str = ""
    line: int = 0


def read(text: str) -> tuple[list[Row], list[Problem]]:
    """The rows of the ledger, and problems in its lines."""
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, cells in enumerate(csv.reader(io.StringIO(text)), start=1):
        place = Place(FILE, mark=(line, 1))
        if line == 1:
            if tuple(cells) != HEAD:
                problems.append(
                    Problem(place, f"地址簿的第一行应为 {','.join(HEAD)}", "地址簿由命令写入，请从版本库恢复它。")
                )
            continue
        try:
            address, published, became, on, reason = cells
            row = Row(
                address, date.fromisoformat(published), became, date.fromisoformat(on) if on else None, reason, line
            )
            if not _ADDRESS.fullmatch(address) or bool(became) != bool(row.on and reason):
                raise ValueError
            if reason:
                _REASON.validate_python(reason)
        except ValueError:
            problems.append(
                Problem(
                    place,
                    "地址簿的这一行不完整或写法不对",
                    "地址簿由 handbook publish 和 handbook retire 写入，不要手工改动。",
                )
            )
            continue
        if address in seen:
            problems.append(Problem(place, f"地址 {address} 登记了两次", "每个地址只登记一次。"))
        seen.add(address)
        rows.append(row)
    return rows, problems


def write(root: Path, rows: list[Row]) -> None:
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(HEAD)
    for row in rows:
        sheet.writerow((row.address, row.published, row.became, row.on or "", row.reason))
    path = root / FILE
    fresh = path.with_suffix(".new")
    fresh.write_text(out.getvalue(), encoding="utf-8")
    fresh.replace(path)


# --- what the data has now --------------------------------------------------------------------------------------------


def addresses_of(source: Source) -> list[str]:
    """Every address of the present data, in the order of the handbook. A test compares it with the linked book."""
    there = presence.present(
        presence.Parts(
            documents=_kept(source.documents),
            industries=_kept(source.industries),
            departments=_kept(source.departments),
            terms=_kept(source.terms),
            lists=_kept(source.lists),
            targets=_kept(source.targets),
            days=_kept(source.days),
            topics=_kept(source.of(Topic)),
        )
    )
    asked = (addresses.question(one.id) for one in questions().everybody)
    fixed = [*addresses.PAGES, *map(addresses.picture, addresses.DRAWN), *asked]
    return list(dict.fromkeys([*(url for url in fixed if url in there), *_of_records(source)]))


def _kept(found: Sequence[tuple[Place, R]]) -> list[R]:
    return [record for _, record in found]


def _of_records(source: Source) -> Iterator[str]:
    for kind in source.kinds:
        if kind.pattern:
            for _, around in of_kind(source, kind):
                yield from _of_clause(source, *around) if kind is CLAUSE else (kind.at(*(step.id for step in around)),)
    yield from _of_states(source)
    for _, document in source.documents:
        for key in ("issued", "published", "valid_from", "valid_until"):
            if getattr(document, key):
                yield addresses.date(f"{document.id}-{key.replace('_', '-')}")


def _of_states(source: Source) -> Iterator[str]:
    """Where each state of an amended text is found: on the page of its clause with its points, of its support."""
    for identity, line in source.timelines.items():
        if not line.amended:
            continue
        whole = ever(line, date.max)
        for clause in whole.clauses:
            page = _page(source, whole, clause)
            for held in line.told(clause.id):
                assert isinstance(held.record, Clause)
                yield addresses.fragment(page, line.place(held.since))
                for point in held.record.points:
                    yield addresses.fragment(page, f"{line.place(held.since)}-{point.id}")
                    yield addresses.fragment(page, point.id)
            for support in clause.supports:
                for held in line.told(support.id):
                    yield addresses.fragment(addresses.support(support.id), line.place(held.since))
        for state in line.states:
            yield addresses.fragment(addresses.document(identity), line.place(state.since))
            if state.since:
                yield addresses.date(f"{identity}-since-{state.since.isoformat()}")


def _of_clause(source: Source, document: Document, clause: Clause) -> Iterator[str]:
    """Addresses of a clause: its page (of an industry or subfield where it describes one), its place in the whole
    text, its points."""
    page = _page(source, document, clause)
    yield page
    yield addresses.fragment(addresses.document(document.id), clause.id)
    for point in clause.points:
        yield addresses.fragment(page, point.id)


def _page(source: Source, document: Document, clause: Clause) -> str:
    if clause.industry:
        return addresses.industry(clause.industry)
    if clause.subfield:
        return next(
            addresses.subfield(industry.id, subfield.id)
            for _, industry in source.industries
            for subfield in industry.subfields
            if subfield.id == clause.subfield
        )
    return addresses.clause(document.id, clause.id)


# --- the promise ------------------------------------------------------------------------------------------------------


def check(source: Source) -> list[Retired]:
    """The retired addresses. Raises ``BadData`` if a published address would be lost."""
    rows, problems = read(source.texts.get(FILE, ",".join(HEAD)))
    if source.editions and not rows and not problems:
        problems.append(Problem(Place(FILE), "地址簿不见了：手册发布过，却没有登记任何地址", "请从版本库恢复它。"))
    live = set(addresses_of(source))
    known = {row.address: row for row in rows}
    retired = []
    for row in rows:
        place = Place(FILE, mark=(row.line, 1))
        if not row.became:
            if row.address not in live:
                problems.append(Problem(place, f"地址 {row.address} 在 {row.published} 发布过，现在没有内容了", _way_out(row.address, live)))  # fmt: skip
        elif row.address in live:
            problems.append(
                Problem(place, f"地址 {row.address} 已于 {row.on} 停用，不能再给别的内容", "请为新内容另选编号。")
            )
        else:
            to, found = _end(row, known, live)
            if not found:
                problems.append(
                    Problem(place, f"地址 {row.address} 的去向 {row.became} 不存在", did_you_mean(row.became, live))
                )
            assert row.on is not None
            retired.append(Retired(row.address, row.published, row.on, row.reason, to))
    if problems:
        raise BadData(problems, source.texts)
    return retired


def _end(row: Row, known: dict[str, Row], live: set[str]) -> tuple[str | None, bool]:
    """The final address after all successors, and whether it can be determined."""
    passed = set()
    while row.became not in live:
        if row.became == GONE:
            return None, True
        passed.add(row.address)
        if row.became not in known or row.became in passed:
            return None, False
        row = known[row.became]
        if not row.became:
            return None, False
    return row.became, True


def _way_out(address: str, live: set[str]) -> str:
    near = did_you_mean(address, live) or ""
    return f"恢复它的编号；若内容已改编号或撤销，运行 handbook retire {address} --to 新地址 --reason 原因（撤销的不写 --to）。{near}"


# --- the verbs --------------------------------------------------------------------------------------------------------


def publish(root: Path, source: Source) -> list[str]:
    """Append every address that is not in the ledger, with the day of the data. Returns those added."""
    rows, _ = read(source.texts.get(FILE, ",".join(HEAD)))
    known = {row.address for row in rows}
    assert source.site is not None
    day = source.site.as_of
    fresh = [address for address in addresses_of(source) if address not in known]
    if fresh:
        write(root, [*rows, *(Row(address, day) for address in fresh)])
    return fresh


def retire(root: Path, source: Source, address: str, to: str | None, reason: str) -> list[str]:
    """Record what became of an address and its parts: fragments of its page, and its place in the whole text.

    Parts map to the same part of the successor if it exists, else to the successor. Returns the retired addresses.
    """
    rows, problems = read(source.texts.get(FILE, ",".join(HEAD)))
    if problems:
        raise BadData(problems, source.texts)
    live = set(addresses_of(source))
    assert source.site is not None
    if address not in {row.address for row in rows}:
        raise Unwritten(
            f"地址簿里没有 {address}，没有发布过的地址不必登记去向。{did_you_mean(address, [r.address for r in rows]) or ''}"
        )
    if address in live:
        raise Unwritten(f"{address} 现在还有内容，请先在数据里改掉或删去它。")
    if to is not None and to not in live:
        raise Unwritten(f"去向 {to} 不存在。{did_you_mean(to, live) or ''}")
    try:
        _REASON.validate_python(reason)
    except ValidationError as error:
        raise Unwritten("原因读者会看到：不能为空、不能换行，首尾不能有空格，不能有看不见的字符。") from error
    place_in_text = _in_whole_text(address)
    done = []
    for index, row in enumerate(rows):
        if row.became or row.address in live:
            continue
        part = row.address == address or row.address.startswith(f"{address}#") or row.address == place_in_text
        if part:
            rows[index] = replace(
                row, became=_successor(row.address, address, to, live), on=source.site.as_of, reason=reason
            )
            done.append(row.address)
    if not done:
        raise Unwritten(f"{address} 的去向已经登记过，没有改动。")
    write(root, rows)
    return done


def _successor(part: str, address: str, to: str | None, live: set[str]) -> str:
    if to is None:
        return GONE
    page, _, fragment = part.partition("#")
    same = f"{to.partition('#')[0]}#{fragment}"
    if fragment and page == address and same in live:
        return same
    return (_in_whole_text(to) or to) if part == _in_whole_text(address) else to


def _in_whole_text(address: str) -> str | None:
    """The place of a clause on the page with the whole text of its document."""
    steps = address.removesuffix(".html").split("/")
    if len(steps) != 3 or steps[0] != "documents" or steps[2] == "index" or "#" in address:
        return None
    return addresses.fragment(addresses.document(steps[1]), steps[2])
