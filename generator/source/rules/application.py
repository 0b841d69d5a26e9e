"""Ways to apply: each thing stands where the data says, windows are in order and agree with the days, offices are offices."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from generator.records import Application, Clause, Document, Window
from generator.records.application import Office, Step
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules.documents import BINDING, without_effect
from generator.source.rules.walks import clauses, supports

_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
# How the days of a window are written for what comes so often, and how that looks.
_WRITTEN = {
    "once": (re.compile(r"[0-9]{4}"), "2027-03-01"),
    "year": (re.compile(r"--[0-9]"), "--03-01"),
    "month": (re.compile(r"---"), "---05"),
}


def applications_are_told(source: Source) -> Iterator[Problem]:
    known = {f"{document.id}/{clause.id}": {point.id for point in clause.points} for _, document, clause in clauses(source)}  # fmt: skip
    parents = {department.id: department.part_of for _, department in source.departments}
    for place, document, clause, application in _applications(source):
        if document.force not in BINDING:
            yield Problem(place, f"{without_effect(document)}没有办理的办法")
        if not any(application.entries()):
            yield Problem(place, "application 里什么都没有写", "文中没有写的不必写，把 application 整个删去。")
        for path, entry in application.entries():
            at = place
            for step in path:
                at = at / step
            yield from _stands(at / "at", entry.at, document, clause, known)
            if isinstance(entry, Office):
                yield from _office(at, entry, parents)
            if isinstance(entry, Step) and bool(entry.days) != bool(entry.day_kind) and entry.day_kind:
                yield Problem(at / "day_kind", "没有写 days（几天），就不写 day_kind")
        yield from _windows(place / "windows", application)
    yield from _batches(source, known)
    yield from _deadlines_agree(source)


def _batches(source: Source, known: dict[str, set[str]]) -> Iterator[Problem]:
    """Batches have numbers of their own, and stand somewhere in their notice."""
    for place, document in source.documents:
        counted = Counter(batch.id for batch in document.batches)
        for index, batch in enumerate(document.batches):
            at = place / "batches" / index
            if counted[batch.id] > 1:
                yield Problem(at / "id", f"编号 {batch.id} 用了两次", "每个批次写一个编号（b1、b2……），定了就不再改。")
            yield from _stands(at / "at", batch.at, document, None, known)


def _applications(source: Source) -> Iterator[tuple[Place, Document, Clause | None, Application]]:
    for place, document in source.documents:
        if document.application:
            yield place / "application", document, None, document.application
        for index, batch in enumerate(document.batches):
            if batch.application:
                yield place / "batches" / index / "application", document, None, batch.application
    for place, document, clause in clauses(source):
        if clause.application:
            yield place / "application", document, clause, clause.application
    for place, document, clause, support in supports(source):
        if support.application:
            yield place / "application", document, clause, support.application


def _stands(place: Place, at: str, document: Document, clause: Clause | None, known: dict[str, set[str]]) -> Iterator[Problem]:  # fmt: skip
    """``at`` names a point of the clause at hand, a clause of the document, a point of one, or so of another document."""
    own = known.get(f"{document.id}/{clause.id}", set()) if clause else set()
    named, _, point = at.partition("#")
    points = known.get(named if "/" in named else f"{document.id}/{named}")
    if at in own or (points is not None and (not point or point in points)):
        return
    near = [*own, *(key.partition("/")[2] for key in known if key.startswith(f"{document.id}/"))]
    yield Problem(place, f"找不到要点或条款“{at}”", did_you_mean(at, near) or "写要点（p2）、本文件的条款（a20）或条款的要点（a20#p2）。")  # fmt: skip


def _office(place: Place, office: Office, parents: dict[str, str | None]) -> Iterator[Problem]:
    if office.division and office.division in parents and parents[office.division] != office.department:
        yield Problem(place / "division", f"{office.division} 不是 {office.department} 的处室", "处室在 data/departments.yml 里用 part_of 写明属于哪个单位。")  # fmt: skip
    if office.telephone and _MOBILE.search(office.telephone):
        yield Problem(place / "telephone", "这是手机号码，手册不收录个人信息", "只写办公电话；没有就不写。")


def _windows(place: Place, application: Application) -> Iterator[Problem]:
    counted = Counter(window.id for window in application.windows)
    for index, window in enumerate(application.windows):
        at = place / index
        if counted[window.id] > 1:
            yield Problem(at / "id", f"编号 {window.id} 用了两次", "每个时间段写一个编号（w1、w2……），定了就不再改。")
        if not (window.from_ or window.until or window.ends or window.every == "always"):
            yield Problem(at, "时间段要写 from、until，或写 ends（full 额满即止、notice 另行通知），或写 every: always（常年）")  # fmt: skip
        if window.every == "always" and window.until:
            yield Problem(at / "until", "常年受理（every: always）的没有截止时间")
        pattern, example = _WRITTEN.get(window.every or "once", _WRITTEN["once"])
        for key, moment in (("from", window.from_), ("until", window.until)):
            if moment and not pattern.match(moment):
                yield Problem(at / key, f"every 为 {window.every or 'once'} 时，日期写作 {example}")
        if window.every in ("year", "month") and not (window.from_ and window.until):
            yield Problem(at, "每年、每月的时间段，from 和 until 都要写")
        if window.every in (None, "once") and window.from_ and window.until and _end(window) <= window.from_:
            yield Problem(at / "until", f"截止（{window.until}）早于开始（{window.from_}）")
    ordered = [window for window in application.windows if window.every in (None, "once") and window.from_]
    for before, after in pairwise(ordered):
        if str(after.from_) < str(before.from_):
            index = application.windows.index(after)
            yield Problem(place / index / "from", f"时间段要按先后排列，{after.id} 早于 {before.id}")


def _end(window: Window) -> str:
    """The moment up to which a window lasts, so that it compares with its beginning: a day is whole."""
    return str(window.until) if "T" in str(window.until) else f"{window.until}T24:00"


def _deadlines_agree(source: Source) -> Iterator[Problem]:
    """A deadline stands once: where ``dates.yml`` has days of a clause, the ends of its windows are among them."""
    days: dict[str, set[str]] = {}
    for _, day in source.days:
        if day.kind == "deadline":
            days.setdefault(day.clause, set()).add(day.date.isoformat())
    for place, document, clause, application in _applications(source):
        listed = days.get(f"{document.id}/{clause.id}", set()) if clause else set()
        for index, window in enumerate(application.windows):
            end = (window.until or "").partition("T")[0]
            if listed and end and window.every in (None, "once") and end not in listed:
                yield Problem(place / "windows" / index / "until", f"截止日（{end}）与 data/dates.yml 里本条款的日期（{'、'.join(sorted(listed))}）不一致", "两处写的是同一件事，请核对原文。")  # fmt: skip
