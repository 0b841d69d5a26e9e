"""One amendment applied to one document: the document as it reads afterwards, or why that cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.records import Amendment, Clause, Direction, Document, Point, Support
from generator.states.targets import Target, around, clause_of, point_of, record_at, support_of

# What ends or stops a text, by what is done.
STOPS = {"repeal": "repealed", "declare-lapsed": "lapsed", "suspend": "suspended"}


class Contradiction(ValueError):
    """An amendment that cannot work: ``message`` and ``hint`` are for editors."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class Event:
    """An amendment of a document (``by``) as it works on one target. ``index``: of the amendment, ``step``: of the target
    among several (``None``: the only one)."""

    by: str
    amendment: Amendment
    target: Target
    index: int
    step: int | None = None

    @property
    def day(self) -> date:
        return self.amendment.from_

    @property
    def do(self) -> str:
        return self.amendment.do

    @property
    def called(self) -> str:
        """The target as the data writes it."""
        aim = self.target
        return f"{aim.document}/{aim.key}" if aim.kind in ("clause", "point") else aim.key or aim.document


@dataclass(frozen=True)
class Mark:
    """How a record stands: ``code`` is ``repealed``, ``lapsed``, ``suspended`` or ``continued``."""

    code: str
    event: Event


@dataclass(frozen=True)
class Whole:
    """A document as on a day. ``marks``: key -> how it stands. ``used``: ids that stood in it at any time before."""

    document: Document
    marks: Mapping[str, Mark] = field(default_factory=dict)
    used: frozenset[str] = frozenset()

    def standing(self, key: str) -> Mark | None:
        """What has ended or stopped a record, itself or anything around it; the widest first."""
        marks = (self.marks.get(step) for step in around(self.document, key))
        return next((mark for mark in marks if mark and mark.code != "continued"), None)


def begun(document: Document) -> Whole:
    """A document as promulgated."""
    return Whole(document, {}, frozenset(_ids(document)))


def _ids(document: Document) -> list[str]:
    return [identity for clause in document.clauses for identity in (clause.id, *(one.id for one in _given(clause)))]


def apply(whole: Whole, event: Event) -> Whole:
    """The document after an amendment. Raises ``Contradiction``."""
    key, do = event.target.key, event.do
    if record_at(whole.document, key) is None:
        raise Contradiction(f"{event.day} 时没有 {event.called}", "它还没有增加，或者已经删去；请核对目标和 from。")
    if event.target.kind == "part" and _part_of(whole, event) is None:
        raise Contradiction(f"{event.day} 时 {event.target.support} 的金额没有 {event.target.part} 这一部分")
    over = whole.standing(key)
    if over and over.code in ("repealed", "lapsed"):
        word = "废止" if over.code == "repealed" else "宣布失效"
        raise Contradiction(f"{event.called} 从 {over.event.day} 起已经{word}（{over.event.by}），不能再修改")
    if do in STOPS or do in ("resume", "continue"):
        return _marked(whole, event)
    document = _CHANGES[do](whole, event)
    return replace(whole, document=document, used=whole.used | frozenset(_ids(document)))


def _marked(whole: Whole, event: Event) -> Whole:
    key, own = event.target.key, whole.marks.get(event.target.key)
    marks = dict(whole.marks)
    if event.do == "resume":
        if own is None or own.code != "suspended":
            raise Contradiction(f"{event.called} 在 {event.day} 并没有停止执行，谈不上恢复", "先写停止执行（suspend），或改正 from。")  # fmt: skip
        del marks[key]
    elif event.do == "suspend" and own and own.code == "suspended":
        raise Contradiction(
            f"{event.called} 从 {own.event.day} 起已经停止执行", "要么是写重了，要么中间漏了恢复（resume）。"
        )
    elif event.do == "continue" and event.target.kind != "document":
        raise Contradiction("继续有效（continue）只写在文件上")
    else:
        marks[key] = Mark(STOPS.get(event.do, "continued"), event)
    return replace(whole, marks=marks)


# --- changes of the text ----------------------------------------------------------------------------------------------


def _replaced(whole: Whole, event: Event) -> Document:
    becomes, target = event.amendment.becomes, event.target
    chosen: dict[str, Clause | Point | Support | None] = {
        "clause": becomes.clause, "point": becomes.point, "support": becomes.support,
    }  # fmt: skip
    new = chosen.get(target.kind)
    if new is None:
        raise Contradiction(f"修改（replace）{event.called} 时，becomes 要写 {target.kind}", "整份文件不能这样改，请逐条写。" if target.kind == "document" else None)  # fmt: skip
    own = target.point or target.support
    if new.id != own:
        raise Contradiction(f"修改前后编号要一致：目标是 {own}，becomes 里写的是 {new.id}")
    if isinstance(new, Clause):
        _fit(whole, event, new, set(_of_clause(whole.document, target.clause)))
        return _with_clause(whole.document, new)
    if isinstance(new, Support):
        found = support_of(whole.document, target.support)
        assert found is not None
        return _with_clause(whole.document, _with(found[0], "supports", new))
    clause = clause_of(whole.document, target.clause)
    assert clause is not None
    return _with_clause(whole.document, _told(_with(clause, "points", new), event))


def _inserted(whole: Whole, event: Event) -> Document:
    becomes, target, after = event.amendment.becomes, event.target, event.amendment.after
    if target.kind == "document":
        if becomes.clause is None:
            raise Contradiction("增加条款时，becomes 要写 clause")
        _fit(whole, event, becomes.clause, set())
        return whole.document.model_copy(
            update={"clauses": _behind(whole.document.clauses, after, becomes.clause, event, inner=True)}
        )
    clause = clause_of(whole.document, target.clause) if target.kind == "clause" else None
    if clause is None or (becomes.point is None and becomes.support is None):
        raise Contradiction("增加（insert）的目标是文件（增加条款）或条款（增加要点、支持事项），becomes 写增加的内容")
    if becomes.point:
        if point_of(clause, becomes.point.id):
            raise Contradiction(f"{event.called} 已经有要点 {becomes.point.id}")
        points = _behind(clause.points, after, becomes.point, event)
        clause = clause.model_copy(update={"points": points})
    if becomes.support:
        if becomes.support.id in whole.used:
            raise Contradiction(f"编号 {becomes.support.id} 已经用过", "编号永不重复使用，请另选一个。")
        clause = clause.model_copy(update={"supports": (*clause.supports, becomes.support)})
    return _with_clause(whole.document, _told(clause, event))


def _deleted(whole: Whole, event: Event) -> Document:
    target, document = event.target, whole.document
    if target.kind == "clause":
        gone = {target.clause}
        for below in document.clauses:
            if below.under in gone:
                gone.add(below.id)
        return document.model_copy(update={"clauses": tuple(c for c in document.clauses if c.id not in gone)})
    if target.kind == "point":
        around_it = clause_of(document, target.clause)
        assert around_it is not None
        left = tuple(point for point in around_it.points if point.id != target.point)
        return _with_clause(document, _told(around_it.model_copy(update={"points": left}), event))
    found = support_of(document, target.support)
    if found is None or target.kind == "document":
        raise Contradiction("整份文件写废止（repeal），不写删去（delete）")
    clause, support = found
    if target.kind == "support":
        kept = tuple(other for other in clause.supports if other is not support)
        return _with_clause(document, _told(clause.model_copy(update={"supports": kept}), event))
    parts = tuple(part for part in support.money.parts if part.id != target.part)
    if not parts:
        raise Contradiction("删去这一部分后，这项支持没有金额了", "写 sum，becomes 里写新的金额。")
    amount = support.money.model_copy(update={"parts": parts})
    return _with_clause(
        document, _told(_with(clause, "supports", support.model_copy(update={"amount": amount})), event)
    )


def _renumbered(whole: Whole, event: Event) -> Document:
    if event.target.kind != "document" or not event.amendment.becomes.numbers:
        raise Contradiction("条文顺序调整（renumber）的目标是文件，becomes.numbers 写各条的新编号")
    document = whole.document
    for one in event.amendment.becomes.numbers:
        clause = clause_of(document, one.clause)
        if clause is None:
            raise Contradiction(f"{event.day} 时 {document.id} 没有条款 {one.clause}")
        document = _with_clause(document, clause.model_copy(update={"number": one.number}))
    return document


def _summed(whole: Whole, event: Event) -> Document:
    becomes, target = event.amendment.becomes, event.target
    found = support_of(whole.document, target.support) if target.kind in ("support", "part") else None
    if found is None or becomes.amount is None:
        raise Contradiction("调整金额（sum）的目标是支持事项或它的一部分金额，becomes 写 amount")
    clause, support = found
    new = support.model_copy(update={"amount": becomes.amount})
    if target.kind == "part":
        own = [p for part in support.money.parts for p in (new.money.parts if part.id == target.part else (part,))]
        new = support.model_copy(update={"amount": support.money.model_copy(update={"parts": tuple(own)})})
    clause = _with(clause, "supports", new)
    if becomes.point:
        if not point_of(clause, becomes.point.id):
            raise Contradiction(f"条款 {clause.id} 没有要点 {becomes.point.id}")
        clause = _with(clause, "points", becomes.point)
    return _with_clause(whole.document, _told(clause, event))


def _extended(whole: Whole, event: Event) -> Document:
    until, target, document = event.amendment.becomes.until, event.target, whole.document
    if until is None or target.kind not in ("document", "clause"):
        raise Contradiction("延长有效期（extend）的目标是文件或条款，becomes.until 写新的截止日")
    clause = clause_of(document, target.clause) if target.kind == "clause" else None
    before = (clause.valid_until if clause else None) or document.valid_until
    if before and until <= before:
        raise Contradiction(f"延长后的截止日（{until}）不晚于原来的截止日（{before}）")
    if before and event.day > before and (event.day - before).days > 1:
        raise Contradiction(f"有效期在 {before} 已经届满，延长却从 {event.day} 起：中间有空档", "请核对 from；确属重新施行的，写成新文件。")  # fmt: skip
    if clause:
        return _with_clause(document, clause.model_copy(update={"valid_until": until}))
    grounds = document.grounds.model_copy(update={"valid_until": "stated"})
    return document.model_copy(update={"valid_until": until, "grounds": grounds})


_CHANGES = {
    "replace": _replaced, "insert": _inserted, "delete": _deleted, "renumber": _renumbered, "sum": _summed, "extend": _extended,
}  # fmt: skip


# --- small steps ------------------------------------------------------------------------------------------------------


def _part_of(whole: Whole, event: Event) -> object | None:
    found = support_of(whole.document, event.target.support)
    return found and next((part for part in found[1].money.parts if part.id == event.target.part), None)


def _of_clause(document: Document, local: str) -> list[str]:
    clause = clause_of(document, local)
    return [local, *(one.id for one in _given(clause))] if clause else []


def _given(clause: Clause) -> tuple[Support | Direction, ...]:
    return (*clause.supports, *clause.directions)


def _fit(whole: Whole, event: Event, clause: Clause, own: set[str]) -> None:
    """A new or changed clause brings no id that another text has or had."""
    for identity in (clause.id, *(one.id for one in _given(clause))):
        if identity in whole.used - own:
            raise Contradiction(f"编号 {identity} 已经用过", "编号永不重复使用，请另选一个。")
    if clause.industry or clause.subfield:
        raise Contradiction("描述产业或细分领域的条款不能整条修改", "它的标题和概要在产业的文件里。")
    if clause.under and not clause_of(whole.document, clause.under):
        raise Contradiction(f"{event.day} 时 {whole.document.id} 没有条款 {clause.under}（under）")


def _with(clause: Clause, name: str, new: object) -> Clause:
    changed = tuple(new if one.id == getattr(new, "id", None) else one for one in getattr(clause, name))
    return clause.model_copy(update={name: changed})


def _with_clause(document: Document, new: Clause) -> Document:
    return document.model_copy(update={"clauses": tuple(new if c.id == new.id else c for c in document.clauses)})


def _told(clause: Clause, event: Event) -> Clause:
    """A clause with the summary that fits its new state, where one is given."""
    summary = event.amendment.becomes.summary
    return clause.model_copy(update={"summary": summary}) if summary else clause


def _behind(whole: tuple[Any, ...], after: str | None, new: Any, event: Event, inner: bool = False) -> tuple[Any, ...]:
    """A row of records with another behind ``after`` (``inner``: and behind what stands below that), or first."""
    if after is None:
        return (new, *whole)
    ids = [one.id for one in whole]
    if after not in ids:
        raise Contradiction(f"{event.day} 时没有 {after}，不能加在它后面（after）")
    at = ids.index(after) + 1
    if inner:
        below = {after}
        while at < len(whole) and whole[at].under in below and new.under != after:
            below.add(whole[at].id)
            at += 1
    return (*whole[:at], new, *whole[at:])
