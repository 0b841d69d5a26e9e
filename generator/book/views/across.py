"""Views of records that span documents: goals, dates, promised lists."""

from datetime import date as Date  # noqa: N812 (a field is called date)

from pydantic import Field

from generator.book import topics
from generator.book.handbook import Day, Entity, Handbook, PublicList, Target
from generator.book.views.base import Part, View, identity


class GoalView(Part):
    """As printed, and in numbers where there are any: bounds, or ``number`` with ``about`` for an approximate one."""

    document: str
    clause: str
    printed: str
    low: int | None
    high: int | None
    about: bool
    number: int | None
    unit: str | None
    note: str | None


class TargetView(View):
    indicator: str
    year: int
    goals: tuple[GoalView, ...]


def target_view(target: Target, book: Handbook) -> TargetView:
    return TargetView(
        **identity(target, book),
        indicator=target.data.indicator,
        year=target.data.year,
        goals=tuple(
            GoalView(
                document=goal.clause.document.id,
                clause=goal.clause.id,
                printed=goal.data.printed,
                low=goal.data.low,
                high=goal.data.high,
                about=goal.data.about,
                number=goal.data.number,
                unit=goal.data.unit,
                note=goal.data.note,
            )
            for goal in target.goals
        ),
    )


class DateView(View):
    """``time`` is the hour of the day in Asia/Shanghai (17:00), where a text sets one."""

    date: Date
    time: str | None
    kind: str
    what: str
    for_: str | None = Field(serialization_alias="for")
    document: str
    clause: str | None


def date_view(day: Day, book: Handbook) -> DateView:
    return DateView(
        **identity(day, book),
        date=day.date,
        time=day.hour or None,
        kind=day.kind,
        what=day.what,
        for_=day.for_whom,
        document=day.document.id,
        clause=day.clause.id if day.clause else None,
    )


class TopicClauseView(Part):
    """A clause that treats a topic, and those of its points that do."""

    clause: str
    points: tuple[str, ...]


class TopicView(View):
    """A topic and what belongs to it in all documents; ``also``: other clauses that have its words."""

    name: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]
    what: str
    clauses: tuple[TopicClauseView, ...]
    supports: tuple[str, ...]
    directions: tuple[str, ...]
    targets: tuple[str, ...]
    dates: tuple[str, ...]
    lists: tuple[str, ...]
    departments: tuple[str, ...]
    also: tuple[str, ...]


def topic_view(record: Entity, book: Handbook) -> TopicView:
    topic = topics.of(record, book)
    return TopicView(
        **identity(record, book),
        name=record.name,
        aliases=record.data.aliases,
        words=record.data.words,
        what=record.data.what,
        clauses=tuple(
            TopicClauseView(clause=clause.id, points=tuple(point.id for point in points))
            for clause, points in topic.clauses
        ),
        supports=tuple(support.id for support in topic.supports),
        directions=tuple(direction.id for direction in topic.directions),
        targets=tuple(target.id for target in topic.targets),
        dates=tuple(day.id for day in topic.days),
        lists=tuple(entry.id for entry in topic.lists),
        departments=tuple(department.id for department in topic.departments),
        also=tuple(clause.id for clause in topic.also),
    )


class ListDutyView(Part):
    """What is done with a list: ``code`` of ``words.DUTY``, ``printed`` as in the text."""

    code: str | None
    printed: str


class PromisedView(Part):
    """``public``: the text says that the list is published, not only made."""

    clause: str
    printed: str
    rhythm: str | None
    duty: tuple[ListDutyView, ...]
    public: bool
    departments: tuple[str, ...]
    departments_open: bool


class ListView(View):
    name: str
    what: str
    published_at: str | None
    promised: tuple[PromisedView, ...]


def list_view(entry: PublicList, book: Handbook) -> ListView:
    return ListView(
        **identity(entry, book),
        name=entry.name,
        what=entry.data.what,
        published_at=entry.data.published_at,
        promised=tuple(
            PromisedView(
                clause=promised.clause.id,
                printed=promised.printed,
                rhythm=promised.rhythm,
                duty=tuple(ListDutyView(code=code, printed=word) for code, word in promised.duty),
                public=promised.public,
                departments=tuple(department.id for department in promised.departments),
                departments_open=promised.open,
            )
            for promised in entry.promised
        ),
    )
