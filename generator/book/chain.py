"""The chain by year of a support: measures, detailed rules, the call of each year, what was put out and paid; beside it
interpretations and drafts, which are no ground. And what the newest call says of things that the measures leave open.

Nothing here says that a past call still counts: each carries the phases of its own windows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.book import application, facts, money, windows, words
from generator.book.handbook import Batch, Clause, Document, Outcome, Support
from generator.book.windows import Phase


@dataclass(frozen=True)
class Link:
    """``kind`` is a code of ``words.CHAIN``; ``record`` what stands there, ``clause`` where it is said (``None``: in the whole
    document); ``year`` that of a call or a result."""

    kind: str
    record: Document | Clause | Batch | Outcome
    year: int | None
    words: str
    url: str
    clause: Clause | None = None

    @property
    def document(self) -> Document:
        return self.record if isinstance(self.record, Document) else self.record.document


@dataclass(frozen=True)
class Answered:
    """That a call says something of ``field`` (one of ``application.FIELDS``, or ``amount``) and where; ``words``: what it says
    of the amount."""

    field: str
    label: str
    words: str
    batch: Batch
    clause: Clause


def of_support(support: Support) -> list[Link]:
    """The whole chain, in the order in which it came to be; calls and results newest first."""
    return [
        Link("measures", support.clause, None, facts.short_place(support.clause), support.clause.url, support.clause),
        *_rules(support),
        *_years(support),
        *_beside(support, "explains", "interpretation"),
        *_beside(support, "proposes", "draft"),
    ]


def _rules(support: Support) -> list[Link]:
    """Clauses that go with the support's own, of texts in force that carry its document out and are no calls."""
    measures = support.document
    carrying = {
        relation.document for relation in measures.relations if relation.code == "implements" and not relation.stated
    }
    found = [
        clause
        for clause, _ in support.clause.related
        if clause.document in carrying and clause.document.data.force == "in-force" and not clause.document.batches
    ]
    return [
        Link("rules", clause, None, facts.short_place(clause), clause.url, clause) for clause in dict.fromkeys(found)
    ]


def _years(support: Support) -> list[Link]:
    """Each call with its results below it; results of no call of ours by their year."""
    links = [
        Link("call", batch, batch.data.year, f"《{batch.document.data.short_title}》{batch.called}", batch.url, clause_of(batch))
        for batch in support.batches
    ]  # fmt: skip
    links += [
        Link("result", one, one.data.year, outcome_words(one), one.url, clause_of(one)) for one in support.results
    ]

    def order(link: Link) -> tuple[int, int, int]:
        issued = link.document.data.issued or link.document.data.published
        return -(link.year or 0), link.kind != "call", -(issued.toordinal() if issued else 0)

    return sorted(links, key=order)


def _beside(support: Support, relation: str, kind: str) -> list[Link]:
    """Texts that are no ground: of each the clause that goes with the support's own, else the whole."""
    texts = [
        one.document for one in support.document.relations if one.code == relation and not one.stated and one.document
    ]
    found = []
    for text in texts:
        clause = next((clause for clause, _ in support.clause.related if clause.document is text), None)
        place, url = (facts.short_place(clause), clause.url) if clause else (f"《{text.data.short_title}》", text.url)
        found.append(Link(kind, clause or text, None, place, url, clause))
    return found


def place(clause: Clause) -> str:
    return facts.short_place(clause)


# --- a call -----------------------------------------------------------------------------------------------------------


def call_phases(batch: Batch) -> tuple[Phase, ...]:
    """The states of a call over all its windows; empty where it sets no days. A call that is over says so."""
    told = [windows.phases(window, batch) for window in application.way(batch).windows]
    return tuple(_joined(told))


def _joined(told: list[list[Phase]]) -> Iterable[Phase]:
    days = sorted({phase.begins for phases in told for phase in phases})
    # A window without a beginning of its own (papers by January 8) opens no call that says when it begins.
    begin = [phases for phases in told if phases and phases[0].code == "upcoming"]
    opening = min((phases[1].begins for phases in begin if len(phases) > 1), default="")
    last: Phase | None = None
    for day in days:
        counted = begin if day < opening else told
        begun = [[phase for phase in phases if phase.begins <= day] for phases in counted]
        best = min((phases[-1] for phases in begun if phases), key=lambda phase: windows.ORDER.index(phase.code))
        word = words.CALL_OVER if best.code == "closed" else best.word
        if last is None or (best.code, word, best.last) != (last.code, last.word, last.last):
            last = Phase(day, best.code, word, best.last)
            yield last


def clause_of(record: Batch | Outcome) -> Clause:
    """The clause of its notice in which a batch or a result stands."""
    return _named(record.document, record.data.at)


def _named(document: Document, at: str) -> Clause:
    named = at.partition("#")[0].rpartition("/")[2]
    return next(clause for clause in document.clauses if clause.data.id == named)


def amount_words(batch: Batch) -> str:
    """What the notice gives in this batch, "" where it leaves that to the measures."""
    return money.in_words(batch.data.amount) if batch.data.amount else ""


# --- what a call answers ----------------------------------------------------------------------------------------------


def answered(support: Support) -> list[Answered]:
    """Field by field where the latest call states what the measures leave open; one for each field and clause of a call."""
    found: dict[tuple[str, str], Answered] = {}
    calls = application.latest_batches(support)
    for name, told in application.way(support).fields.items():
        for held in told.held:
            batch = next((call for call in calls if _of_call(held.by, call, support)), None)
            if batch is not None:
                clause, _ = application.stands_in(held.entry, held.by, batch.document.clauses)
                found.setdefault((name, clause.id), Answered(name, words.FIELD[name], "", batch, clause))
    for batch in calls:
        if batch.data.amount_at:
            clause = _named(batch.document, batch.data.amount_at)
            found["amount", clause.id] = Answered("amount", words.FIELD["amount"], amount_words(batch), batch, clause)
    return list(found.values())


def _of_call(by: Any, batch: Batch, support: Support) -> bool:
    return by is batch or (by is batch.document and by is not support.document)


# --- results ----------------------------------------------------------------------------------------------------------


def outcome_words(outcome: Outcome) -> str:
    """A result in one sentence: 2026年度公示：12家；合计165.5万元（各家合起来的数，不是一家的）."""
    data = outcome.data
    many = f"{data.count}{data.unit}" if data.count is not None else f"数量{words.UNSTATED}"
    much = f"合计{data.sum.printed}（各家合起来的数）" if data.sum else f"金额{words.UNSTATED}"
    return f"{data.year}年度{words.STAGE[data.stage]}：{many}，{much}"


def published_in(outcome: Outcome) -> str:
    """Where the result was published: the notice, with its number, and its page where there is one."""
    data = outcome.document.data
    number = f"（{data.number}）" if data.number else ""
    return f"《{data.short_title}》{number}，{data.url or data.url_note or f'公布处{words.UNSTATED}'}"
