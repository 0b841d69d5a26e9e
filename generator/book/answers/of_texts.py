"""Answers about documents and clauses."""

from collections.abc import Iterator

from generator.book import application, facts, words
from generator.book.answers.answer import Answer, Fact, Step, duties_words, finder
from generator.book.answers.of_supports import SHOWN, basis_words, counted, largest, told
from generator.book.handbook import Clause, Document, Handbook


def of_document(document: Document, book: Handbook) -> Iterator[Answer]:
    view, step = book.views.document(document), Step("看这份文件", document.url)
    force = Fact(f"{document.data.force_text}{basis_words(document, book)}", document)
    valid = Fact(f"有效期：{view.validity.words}", document)

    def answer(intent: str, *said: Fact, step: Step = step) -> Answer:
        return Answer(intent, document.url, said, step)

    yield answer("about", force, valid)
    yield answer("force", force, valid)
    yield answer("meaning", Fact(document.data.summary, document))
    days = [Fact(f"文中定下的日期：{facts.day_and_what(day)}", day.clause or document) for day in document.deadlines]
    yield answer("until", valid, *days, step=Step("看全部日期", "dates.html"))
    issuers = "、".join(duty.department.name for duty in document.issuers) or words.UNSTATED
    yield answer("who", Fact(f"{'提出单位' if not document.binding else '发文单位'}：{issuers}", document))
    yield answer("combine", Fact(facts.overlap(document), document.overlap_clause or document))
    if document.current:
        how_many = counted("支持事项", document.current, book, document)
        found = Step("筛出这份文件的支持", finder(document=document.id))
        for intent in ("list", "sum", "count", "whom"):
            yield answer(intent, how_many, *told(largest(document.current)[:1], book), step=found)
    else:
        none = Fact("没有写明给什么的支持事项", document)
        for intent in ("list", "sum"):
            yield answer(intent, none)
    yield answer("how", *way(document, book))


def of_clause(clause: Clause, book: Handbook) -> Iterator[Answer]:
    view, step = book.views.clause(clause), Step("看这一条", clause.url)

    def answer(intent: str, *said: Fact) -> Answer:
        return Answer(intent, clause.url, said, step)

    duties = duties_words(view.departments, view.departments_open)
    yield answer("who", Fact(duties or f"责任单位：{words.UNSTATED}", clause))
    valid = Fact(f"有效期：{view.validity.words}", clause)
    yield answer("force", Fact(f"{valid.words}{basis_words(clause, book)}", clause))
    days = [Fact(facts.day_and_what(day), clause) for day in clause.days]
    yield answer("until", *days, valid)
    yield answer("combine", Fact(facts.overlap(clause.document), clause.document.overlap_clause or clause.document))
    whom = "、".join(facts.recipients(clause)) or words.UNSTATED
    yield answer("whom", Fact(f"写给谁：{whom}", clause))
    given = told(largest(clause.current), book) + told(
        [s for s in clause.current if s not in largest(clause.current)], book
    )
    if not given:
        given = [Fact("没有写明给什么的支持事项", clause)]
    more = [Fact(f"另有 {len(given) - SHOWN} 项", clause)] if len(given) > SHOWN + 1 else []
    for intent in ("sum", "list", "count"):
        yield answer(intent, *(given[:SHOWN] if more else given), *more)
    yield answer("how", *way(clause, book))


def way(text: Document | Clause, book: Handbook) -> list[Fact]:
    """The way to apply that holds of a text, and what is not stated of it."""
    from generator.book.views.application import application_view

    apply = application_view(text, book)
    said = [Fact(line, text) for line in apply.lines]
    if apply.unstated:
        said.append(Fact(f"{'；'.join(application.in_words(apply.unstated))}：{words.UNSTATED}", text))
    return said
