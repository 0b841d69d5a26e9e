"""Results (结果): what a notice reports as done with a support in a year. Never a promise: only what a text reports."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from generator.records.amounts import Money
from generator.records.base import Record, SupportRef, Text

ResultId = Annotated[str, StringConstraints(pattern=r"^r[1-9][0-9]?$")]
Stage = Literal["shortlisted", "awarded", "paid", "accepted", "evaluated"]


class Result(Record):
    """One line of what a notice reports: of which ``year`` and supports, and how far it is (``stage``: put out for
    objections, decided, paid, accepted, evaluated).

    ``batch`` names the batch of a call that it comes from (``call-2026-1/b1``). ``count`` and ``unit``: how many, of what, as
    printed (12 家). ``sum`` is the total over all of them, as printed: nobody's own amount. ``None``: the notice does not
    say. ``at`` is the clause (a2), or the point of one (a2#p1), that reports it.
    """

    id: ResultId
    year: StrictInt = Field(ge=2000, le=2100)
    stage: Stage
    of: tuple[SupportRef, ...] = Field(min_length=1)
    batch: Text | None = None
    count: StrictInt | None = Field(default=None, ge=0)
    unit: Text | None = None
    sum: Money | None = None
    at: Text
    note: Text | None = None
