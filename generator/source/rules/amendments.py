"""Amendments: they have a target that is there, and what they make of it holds as a text does."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.records import Document
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules.amounts import amounts_are_whole, caps_stand_somewhere, sums_are_carried
from generator.source.rules.clauses import clauses_say_something, clauses_stand_in_order, scopes_make_sense
from generator.source.rules.conditions import conditions_are_told
from generator.source.rules.documents import BINDING, without_effect

# The rules that hold within one document, and so in each of its states.
OF_A_TEXT: Sequence[Callable[[Source], Iterator[Problem]]] = (
    clauses_stand_in_order, clauses_say_something, sums_are_carried, amounts_are_whole, caps_stand_somewhere,
    conditions_are_told, scopes_make_sense,
)  # fmt: skip


def amendments_have_targets(source: Source) -> Iterator[Problem]:
    """An amendment stands in a clause of a document with effect, has targets, and contradicts nothing that stands."""
    places = {}
    for place, document in source.documents:
        places[document.id] = place
        numbered = Counter(amendment.id for amendment in document.amends)
        local = {clause.id for clause in document.clauses}
        for index, amendment in enumerate(document.amends):
            at = place / "amends" / index
            if numbered[amendment.id] > 1:
                yield Problem(at / "id", f"修改的编号 {amendment.id} 用了两次", "编号写作 e1、e2……，定了就不再改。")
            if amendment.at not in local:
                yield Problem(at / "at", f"本文件没有条款 {amendment.at}", did_you_mean(amendment.at, local))
            if bool(amendment.target) == bool(amendment.targets):
                yield Problem(at, "修改的目标写 target（一个）或 targets（几个），写且只写一个")
            if document.force not in BINDING:
                yield Problem(at, f"{without_effect(document)}不能修改别的文件")
            issued = document.issued or document.published
            if issued and amendment.from_ < issued:
                yield Problem(at / "from", f"修改从 {amendment.from_} 起，早于本文件的日期（{issued}）")
            if (text := amendment.becomes.text) and text.partition("/")[0] not in source.timelines:
                yield Problem(at / "becomes" / "text", f"找不到替代它的文件或条款“{text}”", did_you_mean(text, source.timelines))  # fmt: skip
            elif text and any(("/" in text) != ("/" in aim) for aim in amendment.all_targets):
                yield Problem(at / "becomes" / "text", "文件由文件替代，条款由条款替代")
            if text and amendment.do != "repeal":
                yield Problem(at / "becomes" / "text", "由什么替代（text）只写在废止（repeal）上")
    for fault in source.faults:
        at = places[fault.by] / "amends" / fault.index
        yield Problem(at / ("target" if fault.step is None else "targets") / (fault.step or 0) if fault.step is not None else at / "target", fault.message, fault.hint)  # fmt: skip


def amended_texts_hold(source: Source) -> Iterator[Problem]:
    """Every later state of a document obeys the rules that it obeyed as promulgated; told where the change is written."""
    places = {document.id: place for place, document in source.documents}
    for identity, timeline in source.timelines.items():
        if not timeline.amended:
            continue
        before = _faults(places[identity], timeline.states[0].whole.document)
        for state in timeline.states[1:]:
            found = _faults(places[identity], state.whole.document)
            event = state.events[-1]
            for message, hint in found.items():
                if message not in before:
                    at = places[event.by] / "amends" / event.index
                    yield Problem(at, f"《{state.whole.document.short_title}》{state.since}起的文本：{message}", hint)
            before |= found


def _faults(place: Place, document: Document) -> dict[str, str | None]:
    alone = Source()
    alone.keep(place, document)
    return {problem.message: problem.hint for rule in OF_A_TEXT for problem in rule(alone)}
