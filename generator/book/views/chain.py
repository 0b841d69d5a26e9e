"""Views of the chain by year: calls, results, what a call answers, texts that are no ground."""

from generator.book import chain, words
from generator.book.application import latest_batches
from generator.book.chain import Link
from generator.book.handbook import Batch, Document, Handbook, Outcome, Support
from generator.book.views.application import WindowPhaseView
from generator.book.views.base import Part
from generator.book.windows import Phase, at


class SumView(Part):
    """A total as printed (``words``), exact in units of its currency (``value``, as text)."""

    words: str
    value: str
    currency: str


class ResultView(Part):
    """What a notice reports of a year: never a promise. ``sum`` is the total over all, ``published`` where it was told."""

    id: str
    document: str
    year: int
    stage: str
    stage_word: str
    of: tuple[str, ...]
    batch: str | None
    count: int | None
    unit: str | None
    sum: SumView | None
    clause: str
    place: str
    url: str
    words: str
    published: str
    note: str | None


class CallView(Part):
    """A call as on the data's day (``status``, "" where it sets no days), with its phases for the day of reading."""

    batch: str
    document: str
    year: int | None
    words: str
    url: str
    amount: str
    status: str
    status_word: str
    phases: tuple[WindowPhaseView, ...]


class LinkView(Part):
    """One link of the chain. ``clause`` is ``None`` where the whole document stands there."""

    kind: str
    kind_word: str
    year: int | None
    document: str
    clause: str | None
    words: str
    url: str
    call: CallView | None
    result: ResultView | None


class AnsweredView(Part):
    """What the latest call says where the measures say nothing: see there (见某通知)."""

    field: str
    label: str
    words: str
    batch: str
    clause: str
    place: str
    url: str


def links(support: Support, book: Handbook) -> tuple[LinkView, ...]:
    return tuple(_link(one, book) for one in chain.of_support(support))


def calls(support: Support, book: Handbook) -> tuple[CallView, ...]:
    """The latest calls for a support."""
    return tuple(call_view(batch, book) for batch in latest_batches(support))


def results(of: Support | Document | Batch) -> tuple[ResultView, ...]:
    return tuple(map(result_view, of.results))


def answered(support: Support) -> tuple[AnsweredView, ...]:
    return tuple(
        AnsweredView(
            field=one.field, label=one.label, words=one.words, batch=one.batch.id, clause=one.clause.id,
            place=chain.place(one.clause), url=one.clause.url,
        )
        for one in chain.answered(support)
    )  # fmt: skip


def result_view(one: Outcome) -> ResultView:
    data, clause = one.data, chain.clause_of(one)
    total = data.sum and SumView(
        words=data.sum.printed, value=f"{data.sum.value.normalize():f}", currency=data.sum.currency
    )
    return ResultView(
        id=f"{one.document.id}/{data.id}",
        document=one.document.id,
        year=data.year,
        stage=data.stage,
        stage_word=words.STAGE[data.stage],
        of=data.of,
        batch=data.batch,
        count=data.count,
        unit=data.unit,
        sum=total,
        clause=clause.id,
        place=chain.place(clause),
        url=one.url,
        words=chain.outcome_words(one),
        published=chain.published_in(one),
        note=data.note,
    )


def call_view(batch: Batch, book: Handbook) -> CallView:
    phases = chain.call_phases(batch)
    now = at(list(phases), book.site.as_of.isoformat()) if phases else Phase("", "", "")
    return CallView(
        batch=batch.id,
        document=batch.document.id,
        year=batch.data.year,
        words=f"《{batch.document.data.short_title}》{batch.called}",
        url=batch.url,
        amount=chain.amount_words(batch),
        status=now.code,
        status_word=now.word,
        phases=tuple(WindowPhaseView(begins=p.begins, code=p.code, word=p.word, last=p.last) for p in phases),
    )


def _link(link: Link, book: Handbook) -> LinkView:
    return LinkView(
        kind=link.kind,
        kind_word=words.CHAIN[link.kind],
        year=link.year,
        document=link.document.id,
        clause=link.clause.id if link.clause else None,
        words=link.words,
        url=link.url,
        call=call_view(link.record, book) if isinstance(link.record, Batch) else None,
        result=result_view(link.record) if isinstance(link.record, Outcome) else None,
    )


def said(calls: tuple[CallView, ...]) -> str:
    """The latest calls for a cell of a table, each with its state on the data's day."""
    return "；".join(f"{c.words}（{c.status_word}）" if c.status_word else c.words for c in calls) or "本手册没有收录"


def results_said(results: tuple[ResultView, ...]) -> str:
    return "；".join(f"{one.words}（{one.place}）" for one in results) or "本手册没有收录"
