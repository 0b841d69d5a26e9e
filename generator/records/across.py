"""What stands across documents: lists that they promise, goals side by side, days, the words of readers."""

from datetime import date
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from generator.records.base import ClauseRef, DepartmentRef, Id, ListId, Record, Text, Url


class Promised(Record):
    """Where a list is promised: the clause, its name there as printed, the rhythm as printed (``None``: 未载明).

    ``duty`` are the verbs that say what is to be done with it, as printed (征集, 遴选, 发布); only where 发布 is among them
    does the text promise that readers will see it.
    """

    clause: ClauseRef
    printed: Text
    rhythm: Text | None = None
    duty: tuple[Text, ...] = ()
    departments: tuple[DepartmentRef, ...] = ()


class PublicList(Record):
    """``data/lists.yml``: a list or report that the documents promise to publish."""

    id: ListId
    name: Text
    what: Text
    promised: tuple[Promised, ...] = Field(min_length=1)
    published_at: Url | None = None
    note: Text | None = None


class Goal(Record):
    """What one document says of a goal: as printed, and as numbers where it names any (``low`` to ``high``).

    A number that is only ``about`` right (10个左右) has no bounds: it stands in ``number`` alone.
    """

    clause: ClauseRef
    printed: Text
    low: StrictInt | None = None
    high: StrictInt | None = None
    about: StrictBool = False
    number: StrictInt | None = None
    unit: Text | None = None
    note: Text | None = None


class Target(Record):
    """``data/targets.yml``: an indicator with the goals that the documents set for it."""

    id: Id
    indicator: Text
    year: StrictInt
    goals: tuple[Goal, ...] = Field(min_length=1)
    note: Text | None = None


class Synonym(Record):
    """``data/synonyms.yml``: words of readers (``readers``) and the words that the documents use for the same thing."""

    id: Id
    readers: tuple[Text, ...] = Field(min_length=1)
    texts: tuple[Text, ...] = Field(min_length=1)


class Day(Record):
    """``data/dates.yml``: a date that a clause sets. Issue, publication and validity come from the documents."""

    id: Id
    date: date
    kind: Literal["deadline", "event"]
    what: Text
    for_whom: Text | None = None
    clause: ClauseRef
