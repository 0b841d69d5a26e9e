"""Base of all views. A view is a record as seen from outside the book: codes with ready words.

Pages, tables, JSON, scripts, search and pictures take their values from views and do not compute them again. Views are
pydantic models, so that their JSON has a schema. Days are ISO days; ``None``: the texts do not say it.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from generator.book import addresses, citations, held, validity, words
from generator.book.handbook import Citable, Duty, Handbook
from generator.book.validity import Text


class Part(BaseModel):
    """A part of a view."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class View(Part):
    """A record: id, address relative to the site's root, permanent address, citation."""

    id: str
    url: str = Field(description="从网站根目录写起的地址；是页面一部分的，带片段")
    address: str = Field(description="永久地址：手册登记了网址的，是完整网址")
    citation: str = Field(description="公文写法的引用，不带地址")


def identity(record: Citable, book: Handbook) -> dict[str, str]:
    """The fields that every view begins with."""
    return {
        "id": record.id,
        "url": record.url,
        "address": addresses.permanent(book.site, record.url),
        "citation": citations.citation(record, book.site),
    }


class DutyView(Part):
    """A department in a role."""

    department: str
    name: str
    role: str
    role_word: str


def duties(records: list[Duty]) -> tuple[DutyView, ...]:
    return tuple(
        DutyView(
            department=duty.department.id,
            name=duty.department.short,
            role=duty.role,
            role_word=words.ROLE[duty.role],
        )
        for duty in records
    )


class Phase(Part):
    """A state of a text: the ISO day on which it begins ("" for the first), code, word."""

    begins: str
    code: str
    word: str


class HeldView(Part):
    """From when to when a text may be relied on as it reads here: the days around the data's day, else the last before it,
    else the first after it. ``before``: the first day (or minute) on which it no longer holds so, and ``after`` what
    became of it then. ``changed_by``: who changed, stopped or ended it, and when. ``*_words``: for a table."""

    begins: str = Field(serialization_alias="from")
    before: str
    after: str
    begins_words: str
    until_words: str
    after_words: str
    changed_by: tuple[str, ...]
    changed_by_words: str


def held_of(text: Text, book: Handbook) -> HeldView:
    one, by = held.around(text, book.site.as_of), tuple(held.changed_by(text))
    return HeldView(
        begins=one.begins if one else "", before=one.before if one else "", after=one.after if one else "", after_words=(one and one.after) or words.UNSTATED,
        begins_words=(one and one.begins) or words.UNSTATED, until_words=(one and one.until) or words.UNSTATED,
        changed_by=by, changed_by_words="；".join(by) or words.UNCHANGED,
    )  # fmt: skip


class ValidityView(Part):
    """How long a text holds, and its states; ``status`` is that of the data's day.

    Each ``*_ground`` is a code of ``words.GROUND``, or ``None`` for a day that is not stated. ``status_words``: in
    full; ``status_word``: short.
    """

    valid_from: date | None
    valid_from_ground: str | None
    valid_until: date | None
    valid_until_ground: str | None
    until_words: str
    words: str
    ground_words: str
    status: str
    status_word: str
    status_words: str
    status_ground: str
    phases: tuple[Phase, ...]


def validity_of(text: Text, book: Handbook) -> ValidityView:
    begins, ends = validity.interval(text)
    begins_ground, ends_ground = validity.interval_grounds(text)
    state = validity.state(text, book.site.as_of)
    return ValidityView(
        valid_from=begins,
        valid_from_ground=begins_ground,
        valid_until=ends,
        valid_until_ground=ends_ground,
        until_words=ends.isoformat() if ends else validity.in_words(text),
        words=validity.in_words(text),
        ground_words=validity.interval_ground_words(text),
        status=state.code,
        status_word=state.word,
        status_words=state.words,
        status_ground=state.ground,
        phases=tuple(Phase(begins=day, code=code, word=word) for day, code, word in validity.phases(text)),
    )


def point_address(clause_url: str, point: str) -> str:
    return addresses.fragment(clause_url, point)
