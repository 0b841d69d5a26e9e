"""All answers of a book."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.book import addresses, presence
from generator.book.answers import of_all, of_names, of_supports, of_texts, of_topics
from generator.book.answers.answer import Answer, Step
from generator.book.answers.questions import Everybody, questions
from generator.book.handbook import Handbook

Make = Callable[[Any, Handbook], Iterable[Answer]]


def answers(book: Handbook) -> Iterator[Answer]:
    """Every answer: of the whole, of kinds of applicant, of the handbook's words, and of each record. A next step to a page
    that this handbook does not have leads to its first page."""
    yield from _with_steps(_of_the_whole(book), book)
    yield from _with_steps(_of_each(book), book)


def _with_steps(found: Iterable[Answer], book: Handbook) -> Iterator[Answer]:
    there = presence.of_book(book)
    for answer in found:
        page = answer.step.url.partition("#")[0]
        lost = page in addresses.PAGES and page not in there
        yield replace(answer, step=Step("看首页", addresses.HOME)) if lost else answer


def _of_the_whole(book: Handbook) -> Iterator[Answer]:
    yield from of_all.of_all(book)
    yield from of_all.of_house(book)
    yield from of_all.of_wholes(book)
    for kind in book.words.APPLICANT:
        yield from of_names.of_kind(kind, book)


def _of_each(book: Handbook) -> Iterator[Answer]:
    for records, make in _of_records(book):
        for record in records:
            yield from make(record, book)


def _of_records(book: Handbook) -> list[tuple[Iterable[Any], Make]]:
    # A draft is put out for comment: what it says answers nothing.
    documents = [document for document in book.documents if document.data.force != "draft"]
    texts = [clause for document in documents for clause in document.clauses]
    clauses = [clause for clause in texts if not clause.industry and not clause.subfield]
    return [
        (book.supports, of_supports.of_support),
        (book.directions, of_supports.of_direction),
        (book.industries, of_names.of_industry),
        (book.subfields, of_names.of_subfield),
        (book.departments, of_names.of_department),
        (book.departments, of_all.of_contact),
        (book.terms, of_names.of_term),
        (book.others.get("topic", []), of_topics.of_topic),
        (book.lists, of_names.of_list),
        (book.targets, of_names.of_target),
        (book.days, of_names.of_day),
        (documents, of_texts.of_document),
        (clauses, of_texts.of_clause),
    ]


def for_everybody(book: Handbook) -> list[tuple[Everybody, Answer]]:
    """The questions that concern everybody, each with its answer; none about a part that the handbook lacks."""
    there = presence.of_book(book)
    # None of them is about a single record, and those are nearly all.
    known = {(answer.intent, answer.about): answer for answer in _with_steps(_of_the_whole(book), book)}
    return [
        (question, known[question.intent, question.about])
        for question in questions().everybody
        if addresses.question(question.id) in there
    ]
