"""Records that span documents: promised lists, goals side by side, dates, synonyms."""

from datetime import date
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from generator.records.base import ClauseRef, DepartmentRef, Id, ListId, Record, Text, Url


class Promised(Record):
    """Where a list is promised: the clause, the printed name, and how often (``rhythm``, as printed; ``None``: 未载明).

    ``duty``: the printed verbs for what is done with it (征集, 遴选, 发布). Only 发布 promises that readers will see it.
    """

    clause: ClauseRef
    printed: Text
    rhythm: Text | None = None
    duty: tuple[Text, ...] = ()
    departments: tuple[DepartmentRef, ...] = ()


class PublicList(Record):
    """``data/lists.yml``: a list or report that the documents promise to publish or keep."""

    id: ListId
    name: Text
    what: Text
    promised: tuple[Promised, ...] = Field(min_length=1)
    published_at: Url | None = None
    note: Text | None = None


class Goal(Record):
    """What one document says of a goal: as printed, and in numbers where it gives any (``low`` to ``high``, inclusive).

    An approximate number (10个左右) has no bounds: it is in ``number``, with ``about`` true.
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
    """``data/targets.yml``: an indicator with the goals that documents set for it."""

    id: Id
    indicator: Text
    year: StrictInt
    goals: tuple[Goal, ...] = Field(min_length=1)
    note: Text | None = None


class Topic(Record):
    """``data/topics.yml``: a matter that stands in several documents, to be seen on one page.

    ``aliases``: what readers call it. ``words``: the texts' words for it, by which points, supports, goals and lists are
    picked out. ``clauses``: those that treat it; a clause without such a word counts as a whole.
    """

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    words: tuple[Text, ...] = Field(min_length=1)
    what: Text
    clauses: tuple[ClauseRef, ...] = Field(min_length=1)
    note: Text | None = None


class Synonym(Record):
    """``data/synonyms.yml``: words of readers (``readers``) and the words of the documents for the same thing
    (``texts``)."""

    id: Id
    readers: tuple[Text, ...] = Field(min_length=1)
    texts: tuple[Text, ...] = Field(min_length=1)


class Day(Record):
    """``data/dates.yml``: a date set by a clause. Days of issue, publication and validity are fields of the
    documents."""

    id: Id
    date: date
    kind: Literal["deadline", "event"]
    what: Text
    for_whom: Text | None = None
    clause: ClauseRef
