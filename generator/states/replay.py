"""Replay: the amendments of all documents in the order of their days, and what each document says from when to when.

The whole of ``states`` in one sentence: ``timelines(documents)[id].on(day).whole`` is a document as on a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, product

from generator.records import Document, Record
from generator.states.apply import Contradiction, Event, Whole, apply, begun
from generator.states.targets import around, record_at, support_of, target


@dataclass(frozen=True)
class Fault:
    """An amendment that cannot work. ``step``: which of several targets."""

    by: str
    index: int
    step: int | None
    message: str
    hint: str | None = None


@dataclass(frozen=True)
class State:
    """A document between two amendments: from ``since`` (``None``: as promulgated) to ``until`` (``None``: no end known).

    ``events`` are the amendments with which it begins.
    """

    since: date | None
    until: date | None
    whole: Whole
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Held:
    """A record of a document between two amendments that concern it.

    ``record``: as it then reads (``None``: it is not there). ``standing``: ``repealed``, ``lapsed``, ``suspended``, or
    empty. ``events``: with which this begins.
    """

    since: date | None
    until: date | None
    record: Record | None
    standing: str
    events: tuple[Event, ...]

    @property
    def holds(self) -> bool:
        return self.record is not None and not self.standing


@dataclass(frozen=True)
class Timeline:
    """All states of a document, the oldest first."""

    states: tuple[State, ...]

    @property
    def amended(self) -> bool:
        return len(self.states) > 1

    def on(self, day: date) -> State:
        return [state for state in self.states if state.since is None or state.since <= day][-1]

    @property
    def begins(self) -> date | None:
        """The day that names the first state: from when the document holds, else when it was issued or published."""
        first = self.states[0].whole.document
        return first.valid_from or first.issued or first.published

    def place(self, since: date | None) -> str:
        """The fragment by which the state since a day is found on the page of its text."""
        named = since or self.begins
        return f"since-{named.isoformat()}" if named else "since-first"

    def versions(self, key: str) -> tuple[Held, ...]:
        """The states of a record that read differently, each over all the time that it reads so. None where it has only
        one, from the beginning to now."""
        held = self.of(key)
        found = []
        for _, group in groupby(held, key=lambda one: one.record):
            run = list(group)
            if run[0].record is not None:
                found.append(replace(run[0], until=run[-1].until))
        return tuple(found) if len(found) > 1 or any(one.record is None for one in held) else ()

    def told(self, key: str) -> tuple[Held, ...]:
        """The states of an amended record in which it is there, each with an address of its own; none of another."""
        held = self.of(key)
        return tuple(one for one in held if one.record is not None) if len(held) > 1 else ()

    def of(self, key: str) -> tuple[Held, ...]:
        """The states of one record ("" is the document itself, without what its clauses say)."""
        found: list[Held] = []
        for state in self.states:
            record = record_at(state.whole.document, key)
            mark = state.whole.standing(key) if record is not None else None
            standing = mark.code if mark else ""
            if record is not None and not key:
                assert isinstance(record, Document)
                record = record.model_copy(update={"clauses": ()})
            events = tuple(event for event in state.events if _concerns(state.whole, event, key))
            last = found[-1] if found else None
            # Nothing of it changed, or it was only said again.
            if last and last.record == record and last.standing == standing:
                found[-1] = Held(last.since, state.until, record, standing, last.events)
            else:
                found.append(Held(state.since, state.until, record, standing, events or state.events))
        return tuple(found)


def _concerns(whole: Whole, event: Event, key: str) -> bool:
    """Whether an amendment is one of a record: of itself, of a part of it, or of what it stands in."""
    own, becomes = event.target.key, event.amendment.becomes
    if event.do == "renumber":
        return any(one.clause == key for one in becomes.numbers) or not key
    if event.do == "insert" and key:
        new = [one.id for one in (becomes.clause, becomes.support) if one]
        new += [support.id for support in (becomes.clause.supports if becomes.clause else ())]
        return key in new or (bool(own) and own == key)
    if own == key:
        return True
    if own in (outer := list(around(whole.document, key))):
        # A part is a record of its own beside the clauses below it: that it reads differently changes nothing in them.
        own_clause = (
            key.partition("#")[0]
            if not key.startswith("s-")
            else next((c for c in outer[::-1] if not c.startswith("s-")), "")
        )
        return event.do not in ("replace", "insert") or own == own_clause or own.startswith("s-")
    return bool(key) and key in around(whole.document, own)


def events(documents: Sequence[Document]) -> tuple[list[Event], list[Fault]]:
    """All amendments in the order in which they work; those of one day in the order of their documents."""
    owners = {document.id: document.id for document in documents}
    for document in documents:
        for clause in document.clauses:
            owners.update({support.id: document.id for support in clause.supports})
    for document in documents:
        for amendment in document.amends:
            _own(amendment.all_targets, amendment.becomes, owners)
    found: list[tuple[tuple[object, ...], Event]] = []
    faults = []
    for document in documents:
        issued = document.issued or document.published or date.min
        for index, amendment in enumerate(document.amends):
            for step, text in enumerate(amendment.all_targets):
                place = step if amendment.targets else None
                aim = target(text, owners)
                if aim is None:
                    faults.append(Fault(document.id, index, place, f"找不到修改的目标“{text}”", "目标写作：文件编号、文件编号/条款、文件编号/条款#p2、支持事项编号、支持事项编号/m1。"))  # fmt: skip
                elif aim.document == document.id:
                    faults.append(Fault(document.id, index, place, "文件不能修改它自己"))
                else:
                    # Numbers are put in order once everything else of the day is in place.
                    order = (amendment.from_, amendment.do == "renumber", issued, document.id, index, step)
                    found.append((order, Event(document.id, amendment, aim, index, place)))
    return [event for _, event in sorted(found, key=lambda entry: entry[0])], faults


def _own(targets: Sequence[str], becomes: object, owners: dict[str, str]) -> None:
    """Supports that an amendment adds belong to the document that it amends."""
    heads = [owners.get(text.partition("/")[0]) for text in targets]
    owner = next(filter(None, heads), None)
    clause, support = getattr(becomes, "clause", None), getattr(becomes, "support", None)
    for one in (*(clause.supports if clause else ()), *((support,) if support else ())):
        if owner:
            owners.setdefault(one.id, owner)


def timelines(documents: Sequence[Document]) -> tuple[dict[str, Timeline], list[Fault]]:
    """Every document's states, and the amendments that contradict what stands (they are left out)."""
    ordered, faults = events(documents)
    by_document: dict[str, list[Event]] = {}
    for event in ordered:
        by_document.setdefault(event.target.document, []).append(event)
    lines = {}
    for document in documents:
        states, told = _replayed(document, by_document.get(document.id, []))
        faults += told
        lines[document.id] = Timeline(tuple(states))
    return lines, faults


def _replayed(document: Document, ordered: Sequence[Event]) -> tuple[list[State], list[Fault]]:
    states = [State(None, None, begun(document))]
    faults: list[Fault] = []
    for day, group in groupby(ordered, key=lambda event: event.day):
        whole = states[-1].whole
        done: list[Event] = []
        for event in group:
            try:
                _twice(whole, event, done)
                whole = apply(whole, event)
                done.append(event)
            except Contradiction as why:
                faults.append(Fault(event.by, event.index, event.step, why.message, why.hint))
        if done:
            last = states[-1]
            states[-1] = State(last.since, day - timedelta(days=1), last.whole, last.events)
            states.append(State(day, None, whole, tuple(done)))
    return states, faults


# What an amendment touches of its target. Two of one day may not touch the same.
_ASPECT = {
    "renumber": "number", "extend": "until", "insert": "new", "continue": "standing", "repeal": "standing",
    "declare-lapsed": "standing", "suspend": "standing", "resume": "standing",
}  # fmt: skip


def _touched(whole: Whole, event: Event) -> list[str]:
    """The keys that an amendment writes: its target, and the point that a changed sum stands in."""
    found = support_of(whole.document, event.target.support) if event.do == "sum" else None
    point = event.amendment.becomes.point
    return [event.target.key, *([f"{found[0].id}#{point.id}"] if found and point else [])]


def _inside(whole: Whole, outer: str, of: Event, inner: str) -> bool:
    """Whether an amendment of ``outer`` writes ``inner`` too. A part is a record of its own beside the clauses below it, so
    only its deletion concerns them."""
    if outer not in around(whole.document, inner):
        return False
    own_clause = inner.partition("#")[0] if not inner.startswith("s-") else None
    found = support_of(whole.document, inner.partition("/")[0]) if own_clause is None else None
    clause = found[0].id if found else own_clause
    return outer == clause or outer.startswith("s-") or of.do == "delete"


def _twice(whole: Whole, event: Event, done: Sequence[Event]) -> None:
    """Refuse what two amendments of one day say of the same text, or of a text and of a part of it."""
    aspect = _ASPECT.get(event.do, "text")
    for other in done:
        if aspect == "new" or aspect != _ASPECT.get(other.do, "text"):
            continue
        for own, theirs in product(_touched(whole, event), _touched(whole, other)):
            within = _inside(whole, theirs, other, own) or _inside(whole, own, event, theirs)
            if own == theirs or (aspect == "text" and within):
                raise Contradiction(
                    f"同一天（{event.day}）改了两次：{other.by} 的 {other.amendment.id} 已经改了 {other.called}",
                    "同一天对同一处只写一次；前后两次修改的，写明各自的 from。",
                )


def ever(timeline: Timeline, day: date) -> Document:
    """A document with everything that stands in it at any time: each clause and support as on ``day``, or, where it is
    not there then, as it was last or will be first. Its own fields are those of the day."""
    chosen = timeline.on(day)
    order: list[str] = []
    for state in timeline.states:
        before = None
        for clause in state.whole.document.clauses:
            if clause.id not in order:
                order.insert(order.index(before) + 1 if before else 0, clause.id)
            before = clause.id
    clauses = tuple(_clause_ever(timeline, chosen, local) for local in order)
    return chosen.whole.document.model_copy(update={"clauses": clauses, **_successor(timeline, "")})


def _successor(timeline: Timeline, key: str) -> dict[str, object]:
    """What takes the place of a repealed document or clause, and from which day, where the repeal says it."""
    for state in timeline.states:
        for event in state.events:
            if event.do == "repeal" and event.target.key == key and event.amendment.becomes.text:
                return {"replaced_by": event.amendment.becomes.text, "replaced_on": event.day}
    return {}


def _clause_ever(timeline: Timeline, chosen: State, local: str) -> Record:
    clause = _nearest(timeline, chosen, local).model_copy(update=_successor(timeline, local))
    supports: dict[str, Record] = {}
    for state in timeline.states:
        then = record_at(state.whole.document, local)
        for support in getattr(then, "supports", ()):
            supports.setdefault(support.id, _nearest(timeline, chosen, support.id))
    return clause.model_copy(update={"supports": tuple(supports.values())}) if supports else clause


def _nearest(timeline: Timeline, chosen: State, key: str) -> Record:
    """A record as in a state; else as in the last before that has it, else as in the first after."""
    at = timeline.states.index(chosen)
    for state in (*reversed(timeline.states[: at + 1]), *timeline.states[at + 1 :]):
        if (record := record_at(state.whole.document, key)) is not None:
            return record
    raise KeyError(key)
