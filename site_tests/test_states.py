"""Amendments replayed: what a document says on any day is what its history, done one step at a time, leaves there.

Histories are random; the other side of the comparison is a plain dictionary that knows nothing of records.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book import held
from generator.book.link import link
from generator.pipeline.check import check
from generator.records import Document
from generator.states.replay import Timeline, ever, timelines
from generator.states.targets import record_at
from samples import ROOT

BEGIN = date(2026, 1, 1)


def clause(identity: str, wan: int, number: str) -> dict[str, Any]:
    return {
        "id": identity, "kind": "article", "number": number, "heading": identity, "summary": "概要。",
        "points": [{"id": "p1", "act": "give", "text": f"给予{wan}万元。"}], "scope": {"reach": "any"},
        "supports": [support(identity, wan)],
    }  # fmt: skip


def support(identity: str, wan: int) -> dict[str, Any]:
    return {
        "id": f"s-{identity}", "point": "p1", "title": identity, "what_for": "支持。", "activity": "research",
        "applicant": {"printed": "企业"}, "form": {"facet": "award"}, "amount": {"kind": "fixed", "wan": wan},
        "scope": {"reach": "any"},
    }  # fmt: skip


def document(identity: str, clauses: Sequence[Any], amends: Sequence[Any] = ()) -> Document:
    return Document.model_validate(
        {
            "id": identity, "title": identity, "short_title": identity, "kind": "规范性文件", "force": "in-force",
            "force_text": "施行。", "summary": "概要。", "clauses": list(clauses), "amends": list(amends),
            "valid_from": BEGIN, "valid_until": date(2030, 1, 1),
        }
    )  # fmt: skip


@dataclass
class Plain:
    """A document as a dictionary: order of its articles, number and sum of each, what is stopped, until when."""

    sums: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    until: date = date(2030, 1, 1)
    used: set[str] = field(default_factory=set)

    def told(self) -> tuple[Any, ...]:
        everything = self.stopped.get("")
        return (
            [(c, self.numbers[c], self.sums[c], everything or self.stopped.get(c) or "") for c in self.order],
            everything or "",
            self.until,
        )


def as_told(timeline: Timeline, day: date) -> tuple[Any, ...]:
    whole = timeline.on(day).whole
    rows = []
    for one in whole.document.clauses:
        mark = whole.standing(one.id)
        rows.append((one.id, one.number, one.supports[0].money.wan, mark.code if mark else ""))
    mark = whole.standing("")
    return rows, mark.code if mark else "", whole.document.valid_until


CODES = {"repeal": "repealed", "declare-lapsed": "lapsed", "suspend": "suspended"}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Any], list[tuple[date, tuple[Any, ...]]]]:
    """Amendments that can follow each other, each on a day of its own, and what the plain document says after each."""
    plain = Plain()
    for index in range(3):
        name = f"a{index}"
        plain.order.append(name)
        plain.sums[name], plain.numbers[name] = 10 + index, f"第{index}条"
    plain.used = set(plain.order)
    amends: list[Any] = []
    states = [(BEGIN, plain.told())]
    day = BEGIN
    for step in range(draw(st.integers(0, 8))):
        day += timedelta(days=draw(st.integers(1, 40)))
        live = [name for name in plain.order if plain.stopped.get(name, "suspended") == "suspended"]
        if plain.stopped.get("") in ("repealed", "lapsed"):
            break
        can = ["insert", "extend", "renumber"] + (["replace", "sum", "delete", "repeal", "suspend"] if live else [])
        can += ["resume"] if "suspended" in plain.stopped.values() else []
        can += ["declare-lapsed"] if step > 4 else []
        do = draw(st.sampled_from(can))
        wan, name = draw(st.integers(1, 5000)), draw(st.sampled_from(live)) if live else ""
        amend: dict[str, Any] = {"id": f"e{step + 1}", "at": "a1", "do": do, "from": day, "target": f"x/{name}"}
        if do == "insert":
            new = f"b{step}"
            after = draw(st.sampled_from([None, *plain.order]))
            amend |= {"target": "x", "after": after, "becomes": {"clause": clause(new, wan, "第九条之一")}}
            plain.order.insert(plain.order.index(after) + 1 if after else 0, new)
            plain.sums[new], plain.numbers[new] = wan, "第九条之一"
        elif do == "extend":
            plain.until += timedelta(days=wan)
            amend |= {"target": "x", "becomes": {"until": plain.until}}
        elif do == "renumber":
            for index, one in enumerate(plain.order):
                plain.numbers[one] = f"第{step}{index}条"
            if not plain.order:
                continue
            amend |= {
                "target": "x",
                "becomes": {"numbers": [{"clause": one, "number": plain.numbers[one]} for one in plain.order]},
            }
        elif do == "replace":
            plain.sums[name] = wan
            amend |= {"becomes": {"clause": clause(name, wan, plain.numbers[name])}}
        elif do == "sum":
            plain.sums[name] = wan
            part = {"id": "m1", "give": "money", "role": "fixed", "sum": [f"{wan}万元", f"{wan}万元"]}
            aim = draw(st.sampled_from([f"s-{name}", f"s-{name}/m1"]))
            amend |= {"target": aim, "becomes": {"amount": {"parts": [part]}}}
        elif do == "delete":
            plain.order.remove(name)
            plain.stopped.pop(name, None)
        elif do == "resume":
            stopped = draw(st.sampled_from([key for key, code in plain.stopped.items() if code == "suspended"]))
            amend["target"] = f"x/{stopped}" if stopped else "x"
            del plain.stopped[stopped]
        else:
            whole = do == "declare-lapsed" or (do == "suspend" and draw(st.booleans()))
            if do == "suspend" and plain.stopped.get("" if whole else name):
                continue
            plain.stopped["" if whole else name] = CODES[do]
            amend["target"] = "x" if whole else f"x/{name}"
        amends.append(amend)
        states.append((day, plain.told()))
    return amends, states


def replayed(amends: Sequence[Any]) -> Timeline:
    base = document("x", [clause(f"a{index}", 10 + index, f"第{index}条") for index in range(3)])
    lines, faults = timelines([base, document("y", [clause("z1", 1, "第一条")], amends)])
    assert not faults, faults
    return lines["x"]


@settings(max_examples=150, deadline=None)
@given(histories())
def test_replay_equals_the_direct_state(history: tuple[list[Any], list[tuple[date, tuple[Any, ...]]]]) -> None:
    amends, states = history
    timeline = replayed(amends)
    for index, (since, told) in enumerate(states):
        until = states[index + 1][0] - timedelta(days=1) if index + 1 < len(states) else since + timedelta(days=999)
        assert as_told(timeline, since) == told
        assert as_told(timeline, until) == told


@settings(max_examples=60, deadline=None)
@given(histories())
def test_states_join_without_gap_and_nothing_is_lost(history: tuple[list[Any], list[Any]]) -> None:
    amends, states = history
    timeline = replayed(amends)
    for key in ("", "a0", "a1#p1", "s-a2"):
        held = timeline.of(key)
        assert held[0].since is None and held[-1].until is None
        for before, after in pairwise(held):
            assert before.until is not None and before.until + timedelta(days=1) == after.since
            assert (before.record, before.standing) != (after.record, after.standing)
            assert after.events
    seen = {row[0] for _, told in states for row in told[0]}
    assert {one.id for one in ever(timeline, date(2031, 1, 1)).clauses} == seen
    # A document that nobody amends is the very record that was read.
    other = document("z", [clause("c0", 1, "第一条")])
    assert ever(timelines([other])[0]["z"], BEGIN) == other


def test_what_holds_on_a_day_is_what_the_replayed_text_says() -> None:
    """For every support of the invented city and every day around a change: exactly one version of it holds, and it is the
    record that replay has there, where document, clause and support stand on that day; else none does."""
    source = check(ROOT / "examples/shilishi")
    book = link(source)
    seen = 0
    for support in book.supports:
        line = source.timelines[support.document.id]
        turns = {state.since for state in line.states if state.since} | {support.document.data.valid_from}
        days = {day + timedelta(days=step) for day in turns if day for step in (-1, 0, 1)} | {date(2030, 1, 1)}
        for day in days:
            whole = line.on(day).whole
            first, last = whole.document.valid_from, whole.document.valid_until
            record, at = record_at(whole.document, support.id), day.isoformat()
            holds = record is not None and not whole.standing(support.id) and (first or day) <= day <= (last or day)
            found = [
                version.text.data
                for version in held.versions(support, book.site.as_of)
                for one in held.held(version.text)
                if one.begins <= at and (not one.before or at < one.before)
            ]
            assert found == ([record] if holds else []), (support.id, day)
            seen += holds
    assert seen > 100


def test_the_order_of_writing_does_not_matter() -> None:
    amends = [
        {"id": "e1", "at": "a1", "do": "delete", "target": "x/a2", "from": date(2027, 1, 1)},
        {"id": "e2", "at": "a1", "do": "sum", "target": "s-a2", "from": date(2026, 6, 1),
         "becomes": {"amount": {"kind": "cap", "wan": 600}}},
    ]  # fmt: skip
    assert [s.since for s in replayed(amends).states] == [s.since for s in replayed(amends[::-1]).states]
