"""Pages that hold everything of a kind: documents, departments, directions, goals, dates, terms, lists. In parts where there is much
(``book.gathered``): the first at the address of the kind, the others below ``all/``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from generator.book import addresses, facets, facts, gathered
from generator.book.gathered import Part
from generator.book.handbook import Document, Handbook, Term
from generator.pages.page import SUPPORTS, Page

T = TypeVar("T")


def _in_parts(
    page: Page, parts: Sequence[Part[T]], context: Callable[[Part[T]], dict[str, Any]] = lambda part: {}
) -> Iterator[Page]:
    """A page for each part, with what the templates need of it. ``page``: the first."""
    for part in parts:
        steps = [(f"第 {number} 页", url) for number, url in enumerate(part.urls, 1)]
        further = part.number > 1
        yield replace(
            page, url=part.url, title=page.title + part.title, context={**page.context, "part": part, **context(part)},
            crumbs=[*page.crumbs, (page.title, page.url)] if further else page.crumbs,
            previous=steps[part.number - 2] if further else page.previous,
            next=steps[part.number] if part.number < len(steps) else page.next,
            parts=not further and len(steps) > 1,
        )  # fmt: skip


def _groups(part: Part[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What stands together in a part of entries (key …, thing): (key …, things)."""
    return [
        (*key, [entry[-1] for entry in entries]) for key, entries in groupby(part.things, key=lambda entry: entry[:-1])
    ]


def documents(book: Handbook) -> Iterator[Page]:
    groups = [
        ("official", "正式文件", [document for document in book.documents if document.binding]),
        ("not-policy", "不是政策，只供对照", [document for document in book.documents if not document.binding]),
    ]
    ordered = [
        (key, label, document) for key, label, found in groups for document in facts.in_force_first(found, book.site.as_of)
    ]  # fmt: skip
    page = Page(
        addresses.DOCUMENTS, "文件", "documents", "documents.html.jinja", "documents", description=f"{len(book.documents)} 份文件及其效力"
    )  # fmt: skip
    yield from _in_parts(page, gathered.parts(page.url, ordered), lambda part: {"groups": _groups(part)})


def departments(book: Handbook) -> Iterator[Page]:
    ordered = [(kind, one) for kind in book.words.DEPARTMENT_KIND for one in book.departments if one.data.kind == kind]
    page = Page(
        addresses.DEPARTMENTS, "部门", "departments", "departments.html.jinja", "departments",
        description="文件中出现的全部单位，全称与简称对照",
    )  # fmt: skip
    yield from _in_parts(page, gathered.parts(page.url, ordered), lambda part: {"groups": _groups(part)})


def around_supports(book: Handbook) -> Iterator[Page]:
    """Promises, what there is besides money, and directions."""
    promises = [support for support in book.current if support.promise]
    page = Page(
        addresses.PROMISES, "承诺、金额与空白", "promises", "promises.html.jinja", "supports",
        {"promised_in": promises[0].document if promises else None}, [SUPPORTS],
        description=f"{book.words.names.plan}的承诺后来由哪一条写明金额，还缺什么",
    )  # fmt: skip
    yield from _in_parts(page, gathered.parts(page.url, promises))
    above = [SUPPORTS] if book.supports else []
    page = Page(
        addresses.BESIDES, "除了资金还有什么", "besides", "besides.html.jinja", "supports", crumbs=above,
        description="文件写到的用地、数据、监管、服务等，各在哪一条",
    )  # fmt: skip
    yield from _in_parts(page, gathered.besides(book), lambda part: {"groups": _groups(part)})
    page = Page(
        addresses.DIRECTIONS, "支持方向", "directions", "directions.html.jinja", "supports", {"facets": facets.direction_facets(book)}, above,
        description="只有方向、没有写明办法的条款，按对象、措辞和所涉领域筛选", finder=("directions",),
    )  # fmt: skip
    yield from _in_parts(page, gathered.directions(book))


def indexes(book: Handbook) -> Iterator[Page]:
    """Goals, dates, terms and lists."""
    years = "、".join(map(str, sorted({target.data.year for target in book.targets})))
    table = gathered.goals(book)
    beside = dict(zip((part.number for part, _ in table), (documents for _, documents in table), strict=True))
    everywhere = len({document for documents in beside.values() for document in documents})
    page = Page(
        addresses.GOALS, "目标", "goals", "goals.html.jinja", "goals", {"year": years, "all_documents": everywhere},
        description=f"{years} 年目标对照",
    )  # fmt: skip
    yield from _in_parts(page, [part for part, _ in table], lambda part: {"documents": beside[part.number]})
    page = Page(addresses.DATES, "日期", "dates", "dates.html.jinja", "dates", description="印发、截止与有效期")
    yield from _in_parts(page, gathered.days(book), lambda part: _days(book, part))
    alphabet, mentioned = _alphabet(gathered.terms(book)), _mentioned(book)
    page = Page(
        addresses.TERMS, "术语索引", "terms", "terms.html.jinja", "terms",
        {"alphabet": alphabet, "related_to": lambda term: mentioned.get(term, [])},
        description="技术、产品、机构、计划和政策用语，按拼音排列",
    )  # fmt: skip
    yield from _in_parts(page, gathered.terms(book), lambda part: {"letters": _letters(part)})
    page = Page(
        addresses.LISTS, "公开清单", "lists", "lists.html.jinja", "lists", description=f"{len(book.documents)} 份文件提到的清单、目录、榜单和报告",
    )  # fmt: skip
    yield from _in_parts(page, gathered.lists(book))


def _days(book: Handbook, part: Part[Any]) -> dict[str, Any]:
    """``turn``: number of the part where the days that have passed begin. ``first``: the number of the first day counted from the end."""
    coming = [day for day in part.things if day.date >= book.site.as_of]
    before = sum(day.date >= book.site.as_of for day in book.days)
    most = gathered.MOST[addresses.DATES]
    return {
        "coming": coming, "passed": part.things[len(coming):], "turn": min(before // most + 1, len(part.urls)),
        "first": part.total - (part.number - 1) * most,
    }  # fmt: skip


def _letters(part: Part[Any]) -> list[tuple[str, list[Any]]]:
    return [(letter, list(entries)) for letter, entries in groupby(part.things, key=lambda entry: entry.letter)]


def _alphabet(parts: Sequence[Part[Any]]) -> list[tuple[str, str]]:
    """Each letter, and the address where it begins."""
    found: dict[str, str] = {}
    for part in parts:
        for letter, _ in _letters(part):
            found.setdefault(letter, addresses.fragment(part.url, f"letter-{letter if letter != '#' else 'other'}"))
    return list(found.items())


def _mentioned(book: Handbook) -> dict[Term, list[Document]]:
    """Documents that a text names and the handbook lacks are terms: which documents are related to each."""
    found: dict[Term, list[Document]] = {}
    for document in book.documents:
        for relation in document.relations:
            if relation.term:
                found.setdefault(relation.term, []).append(document)
    return found
