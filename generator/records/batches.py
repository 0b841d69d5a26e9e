"""Batches of a call (批次): the rounds or kinds of project that one notice opens, each for some supports."""

from typing import Annotated

from pydantic import Field, StrictInt, StringConstraints

from generator.records.amounts import Amount
from generator.records.application import Application
from generator.records.base import Record, SupportRef, Text
from generator.records.conditions import Node

BatchId = Annotated[str, StringConstraints(pattern=r"^b[1-9][0-9]?$")]


class Batch(Record):
    """One batch: what it is called (``name``, as printed), for which ``year`` and ``of`` which supports, here or in other documents.

    ``application`` and ``conditions`` are what the notice states for this batch alone; what it states for all of them stays
    with the document and holds for each. ``amount`` is what the notice gives in this batch, beside what the measures give at
    most, ``amount_at`` the clause that says so; its parts name points there. ``at`` is the clause (a2), or the point of one (a2#p1), that opens it.
    """

    id: BatchId
    name: Text
    year: StrictInt | None = Field(default=None, ge=2000, le=2100)
    of: tuple[SupportRef, ...] = Field(min_length=1)
    at: Text
    amount: Amount | None = None
    amount_at: Text | None = None
    application: Application | None = None
    conditions: Node | None = None
