"""Answers about a topic: those about its supports, clauses, dates and goals, together."""

from collections.abc import Iterator

from generator.book import application, facts, held, topics, words
from generator.book.answers.answer import Answer, Fact, Step, duties_words
from generator.book.answers.of_names import day_fact, goal_facts
from generator.book.answers.of_supports import basis_words, largest, sum_words
from generator.book.handbook import Clause, Entity, Handbook, Support
from generator.book.views.application import own_view

MANY = 4  # facts of one kind on a card; the page has all


def of_topic(record: Entity, book: Handbook) -> Iterator[Answer]:
    topic, step = topics.of(record, book), Step(f"看专题“{record.name}”的全部内容", record.url)
    clauses = [clause for clause, _ in topic.clauses]
    what = Fact(record.data.what)

    def answer(intent: str, *said: Fact) -> Answer:
        return Answer(intent, record.url, _some(said), step)

    given = _given(topic.supports, book) or [Fact("没有写明给什么的支持事项")]
    yield answer("about", what, *given[:2])
    yield answer("meaning", what)
    for intent in ("sum", "list"):
        yield answer(intent, *given)
    counted = f"支持事项 {len(topic.supports)} 项，支持方向 {len(topic.directions)} 项，写到它的条款 {len(clauses) + len(topic.also)} 处"
    yield answer("count", Fact(counted))
    duties = [(clause, book.views.clause(clause)) for clause in clauses if clause.duties]
    yield answer("who", *[Fact(duties_words(view.departments, view.departments_open), clause) for clause, view in duties]
                 or [Fact(f"责任单位：{words.UNSTATED}")])  # fmt: skip
    asked = [
        Fact(f"{clause.heading}：{clause.summary.rstrip('。')}", clause)
        for clause in clauses
        if clause.data.kind == "condition"
    ]
    asked += [
        Fact(f"{support.title}，写的对象：{view.said.applicant}；条件：{view.said.conditions}", support)
        for support in topic.supports
        for view in [book.views.support(support)]
    ]
    yield answer("whom", *asked or [Fact(f"给谁、什么条件：{words.UNSTATED}")])
    days = [day_fact(day) for day in topic.days]
    documents = list(dict.fromkeys(clause.document for clause in clauses if clause.document.binding))
    valid = [Fact(f"《{d.data.short_title}》有效期：{book.views.document(d).validity.words}", d) for d in documents]
    yield answer("until", *days, *valid)
    yield answer(
        "force",
        *[
            Fact(f"《{d.data.short_title}》{basis_words(d, book)}", d)
            for d in dict.fromkeys(c.document for c in clauses)
        ],
    )
    stating: list[Clause | Support] = [*clauses, *topic.supports]
    ways = [fact for text in stating for fact in _ways(text, book)]
    silent = application.silent_of_all(topic.supports) if topic.supports else application.ALL_SILENT
    if silent:
        ways.append(Fact(f"{'支持事项' if topic.supports and ways else ''}{silent}，文中{words.UNSTATED}"))
    yield answer("how", *ways)
    if topic.targets:
        yield answer("goal", *[fact for target in topic.targets for fact in goal_facts(target)])
    overlaps = dict.fromkeys(support.document for support in topic.supports)
    if overlaps:
        yield answer("combine", *[Fact(facts.overlap(d), d.overlap_clause or d) for d in overlaps])


def _ways(text: Clause | Support, book: Handbook) -> list[Fact]:
    """The way to apply that a text states itself."""
    view = own_view(text, book)
    return [Fact(line, text) for line in view.lines] if view else []


def _given(supports: list[Support], book: Handbook) -> list[Fact]:
    """Supports with a sum first, the largest before."""
    first = largest(supports)
    ordered = [*first, *(support for support in supports if support not in first)]
    versions = [version.text for support in ordered for version in held.versions(support, book.site.as_of)]
    return [Fact(f"{text.title}：{sum_words(text, book).removeprefix('金额：')}", text) for text in versions]


def _some(said: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """As many facts as a card holds, and how many more there are."""
    if len(said) <= MANY + 1:
        return said
    return (*said[:MANY], Fact(f"另有 {len(said) - MANY} 项，见专题页"))
