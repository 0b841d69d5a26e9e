"""Views of documents, clauses and points."""

from datetime import date

from pydantic import Field

from generator.book import citations, facts, words
from generator.book.handbook import Batch, Clause, Document, Handbook
from generator.book.views import chain as chain_of
from generator.book.views import states as states_of
from generator.book.views.amounts import CapView, cap_view
from generator.book.views.application import ApplicationView, application_view, own_view
from generator.book.views.base import DutyView, Part, ValidityView, View, duties, identity, point_address, validity_of
from generator.records import Contact, Limit, Overlap, Point, Relation


class BatchView(Part):
    """A batch of a call: the supports that it is for, and the way to apply in it, with what the notice states for all."""

    id: str
    name: str
    year: int | None
    of: tuple[str, ...]
    at: str
    url: str
    application: ApplicationView
    ways: tuple[str, ...]
    call: chain_of.CallView
    results: tuple[chain_of.ResultView, ...] = Field(description="这一批次公布的结果")


class DocumentView(View):
    """A document with its metadata."""

    title: str
    short_title: str
    aliases: tuple[str, ...]
    number: str | None
    index_number: str | None
    kind: str
    force: str
    force_text: str
    issuers: tuple[str, ...]
    posted_by: str | None
    addressees: str | None
    contact: Contact | None
    application: ApplicationView | None
    ways: tuple[str, ...]
    issued: date | None
    published: date | None
    dates_note: str | None
    valid_from: date | None
    valid_until: date | None
    validity_note: str | None
    kind_ground: str | None
    force_ground: str | None
    issued_ground: str | None
    published_ground: str | None
    valid_from_ground: str | None
    valid_until_ground: str | None
    validity: ValidityView
    closes: date | None
    source: str | None
    summary: str
    relations: tuple[Relation, ...]
    replaced_by: str | None
    replaced_on: date | None
    overlap: Overlap | None
    caps: tuple[CapView, ...]
    batches: tuple[BatchView, ...]
    results: tuple[chain_of.ResultView, ...] = Field(description="本文件公布的结果")
    outcomes: tuple[str, ...] = Field(description="本文件公布的结果，逐条说法")
    states: tuple[states_of.DocumentState, ...] = Field(description="被修改过的文件，各个时期的情况；没有修改的为空")


def document_view(document: Document, book: Handbook) -> DocumentView:
    data, apply = document.data, own_view(document, book)
    return DocumentView(
        **identity(document, book),
        title=data.title,
        short_title=data.short_title,
        aliases=data.aliases,
        number=data.number,
        index_number=data.index_number,
        kind=data.kind,
        force=data.force,
        force_text=data.force_text,
        issuers=tuple(duty.department.id for duty in document.issuers),
        posted_by=data.posted_by,
        addressees=data.addressees,
        contact=data.contact,
        application=apply,
        ways=(*(apply.lines if apply else ()), *_ways_of_batches(document, book)),
        issued=data.issued,
        published=data.published,
        dates_note=data.dates_note,
        valid_from=data.valid_from,
        valid_until=data.valid_until,
        validity_note=data.validity_note,
        **{f"{value}_ground": ground for value, ground in data.grounds.model_dump().items()},
        validity=validity_of(document, book),
        closes=document.closes,
        source=data.url,
        summary=data.summary,
        relations=data.relations,
        replaced_by=data.replaced_by,
        replaced_on=data.replaced_on,
        overlap=data.overlap,
        caps=tuple(map(cap_view, data.caps)),
        results=(results := chain_of.results(document)),
        outcomes=tuple(f"{one.words}（{one.place}）" for one in results),
        batches=tuple(_batch(batch, book) for batch in document.batches),
        states=states_of.of_document(document, book),
    )


def _ways_of_batches(document: Document, book: Handbook) -> list[str]:
    """What the notice states of each batch alone, as the log of changes compares it."""
    told = [(batch.data.name, own_view(batch, book)) for batch in document.batches]
    return [f"{name}：{line}" for name, stated in told if stated for line in stated.lines]


def _batch(batch: Batch, book: Handbook) -> BatchView:
    data, apply = batch.data, application_view(batch, book)
    return BatchView(
        id=data.id, name=data.name, year=data.year, of=data.of, at=data.at, url=batch.url, application=apply, ways=apply.lines,
        call=chain_of.call_view(batch, book), results=chain_of.results(batch),
    )  # fmt: skip


class PointView(Point):
    """One thing that a clause says, with its citation and its address."""

    citation: str
    url: str


class RelatedView(Part):
    clause: str
    why: str


class ClauseWords(Part):
    """``place``: document and number, short; ``document`` and ``number`` as printed."""

    place: str
    document: str
    number: str


class ClauseView(View):
    """A clause. An item of the plan has heading, summary and departments of its industry or subfield."""

    document: str
    kind: str
    number: str | None
    heading: str
    heading_printed: bool
    summary: str
    parent: str | None
    points: tuple[PointView, ...]
    limits: tuple[Limit, ...]
    caps: tuple[CapView, ...]
    application: ApplicationView | None
    ways: tuple[str, ...]
    outlasts: bool
    departments: tuple[DutyView, ...]
    departments_open: bool
    names: tuple[str, ...]
    industries: tuple[str, ...]
    tagged: tuple[str, ...]
    subfields: tuple[str, ...]
    related: tuple[RelatedView, ...]
    supports: tuple[str, ...]
    terms: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    validity: ValidityView
    replaced_by: str | None
    replaced_on: date | None
    place: str
    said: ClauseWords
    states: tuple[states_of.ClauseState, ...] = Field(description="被修改过的条款，各个时期的文本；没有修改的为空")


def clause_view(clause: Clause, book: Handbook) -> ClauseView:
    data, valid, apply = clause.data, validity_of(clause, book), own_view(clause, book)
    return ClauseView(
        **identity(clause, book),
        document=clause.document.id,
        kind=data.kind,
        number=data.number,
        heading=clause.heading,
        heading_printed=data.heading_printed,
        summary=clause.summary,
        parent=clause.parent.id if clause.parent else None,
        points=tuple(
            PointView(
                **point.model_dump(),
                citation=citations.point_citation(clause, point),
                url=point_address(clause.url, point.id),
            )
            for point in clause.points
        ),
        limits=data.limits,
        caps=tuple(map(cap_view, data.caps)),
        application=apply,
        ways=apply.lines if apply else (),
        outlasts=data.outlasts,
        departments=duties(clause.duties),
        departments_open=clause.duties_open,
        names=tuple(department.id for department in clause.names),
        industries=tuple(industry.id for industry in clause.industries),
        tagged=tuple(industry.id for industry in clause.tagged),
        subfields=tuple(subfield.id for subfield in clause.subfields),
        related=tuple(RelatedView(clause=other.id, why=why) for other, why in clause.related),
        supports=tuple(support.id for support in clause.supports),
        terms=tuple(term.id for term in clause.terms),
        valid_from=valid.valid_from,
        valid_until=valid.valid_until,
        validity=valid,
        replaced_by=data.replaced_by,
        replaced_on=data.replaced_on,
        place=citations.place(clause),
        said=ClauseWords(
            place=facts.short_place(clause),
            document=clause.document.title,
            number=clause.document.data.number or words.UNSTATED,
        ),
        states=states_of.of_clause(clause, book),
    )
