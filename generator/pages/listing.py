"""Which pages there are, with title, place and context. ``templating`` draws them.

Each kind of page is one small function that yields pages. Words are in ``book.words``, decisions in ``book.facts``.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from markdown import markdown
from markupsafe import Markup

from generator.book import addresses, facets, money, presence, rolls, topics, volumes, words
from generator.book.answers.all_answers import for_everybody
from generator.book.handbook import Clause, Handbook
from generator.book.retired import Retired
from generator.pages import gatherings
from generator.pages.page import DEPARTMENTS, DOCUMENTS, PICTURES, SUPPORTS, TOPICS, Page, Prose
from generator.pages.pictures import atlas, duties, industries
from generator.records import kinds

Thing = TypeVar("Thing")


def pages(book: Handbook, written: Mapping[str, Prose]) -> Iterator[Page]:
    """All pages of the handbook. ``written``: file name -> handwritten page, with ``home`` among them.

    Of the pages that gather records, those of parts that the handbook lacks are left out (``book.presence``).
    """
    there = presence.of_book(book)
    sheets = atlas.sheets(book, there)
    yield _home(book, written["home"], sheets)
    for page in _gathering(book, sheets):
        if page.url in there or page.url not in addresses.PAGES:
            yield page
    yield from _of_other_kinds(book)
    yield from _written_by_hand(written)


def _gathering(book: Handbook, sheets: list[atlas.Sheet]) -> Iterator[Page]:
    if book.industries:
        yield from _industries(book)
    yield from _documents(book)
    yield from _supports(book)
    yield from _departments(book)
    yield from _pictures(sheets)
    yield from _indexes(book)


def _home(book: Handbook, written: Prose, sheets: list[atlas.Sheet]) -> Page:
    map_ = next((sheet for sheet in sheets if sheet.id == "industries"), None)
    prose = Markup(markdown(written.text).replace("h1>", "h2>"))
    return Page(
        addresses.HOME, book.site.title, "home", "home.html.jinja", "home",
        {**({"map": map_.pictures[0]} if map_ else {}), "others": [sheet for sheet in sheets if sheet is not map_], "prose": prose},
        description=f"{book.site.title}：{book.site.subtitle}",
    )  # fmt: skip


def _industries(book: Handbook) -> Iterator[Page]:
    plan, names = book.industries[0].clause.document, book.words.names
    section = (names.group, addresses.INDUSTRIES)
    yield Page(
        addresses.INDUSTRIES, names.group, "industries", "industries.html.jinja", "industries",
        {"tiers": industries.tiers(book), "plan": plan}, description=f"{len(book.industries)} 个{names.group}与 {len(book.subfields)} 个{names.part}",
    )  # fmt: skip
    for industry in book.industries:
        yield Page(
            industry.url, industry.name, "industry", "industry.html.jinja", "industries",
            {"industry": industry, "picture": industries.part(industry)}, [section], _step(industry.previous), _step(industry.next),
            industry.data.summary, industry.clause.document.data.force, f"个{names.group}",
        )  # fmt: skip
        for subfield in industry.subfields:
            yield Page(
                subfield.url, subfield.name, "subfield", "subfield.html.jinja", "industries",
                {"subfield": subfield}, [section, (industry.name, industry.url)],
                _step(subfield.previous), _step(subfield.next), subfield.data.summary,
                subfield.clause.document.data.force, "项",
            )  # fmt: skip


def _documents(book: Handbook) -> Iterator[Page]:
    yield from gatherings.documents(book)
    for document in book.documents:
        yield Page(
            document.url, document.title, "document", "document.html.jinja", "documents",
            {"document": document}, [DOCUMENTS], description=document.data.summary, force=document.data.force,
            contents=[(f"{c.own_number}{c.heading}", c.data.id, c.depth) for c in document.clauses],
        )  # fmt: skip
        for clause in document.clauses:
            if not clause.industry and not clause.subfield:
                yield Page(
                    clause.url, f"{clause.title}（{document.data.short_title}）", "clause", "clause.html.jinja",
                    "documents", {"clause": clause}, _crumbs_of(clause), _step(clause.previous), _step(clause.next),
                    clause.summary, document.data.force, "条",
                )  # fmt: skip


def _supports(book: Handbook) -> Iterator[Page]:
    counted = {**dict.fromkeys(words.AMOUNT, 0), **money.counted(support.data.money for support in book.current)}
    counted["promises"] = sum(bool(support.promise) for support in book.current)
    yield Page(
        addresses.SUPPORTS, "找支持", "supports", "supports.html.jinja", "supports",
        {"counted": counted, "facets": facets.facets(book)},
        description="全部支持事项：对象、金额、条件、责任单位和依据", finder=("product", "table"),
    )  # fmt: skip
    yield Page(
        addresses.ASK, "可能得到哪些支持", "ask", "ask.html.jinja", "supports", {"asked": facets.asked(book)}, [SUPPORTS],
        description="回答几个问题，看哪些支持可能与您有关", finder=("product", "ask"),
    )  # fmt: skip
    yield Page(
        addresses.COMPARE, "对比支持事项", "compare", "compare.html.jinja", "supports", {}, [SUPPORTS],
        description="最多四项支持并排对比，标出不同", finder=("compare",),
    )  # fmt: skip
    yield Page(
        addresses.PICKED, "我的清单", "picked", "picked.html.jinja", "supports", {}, [SUPPORTS] if book.supports else [],
        description="挑出的支持事项和条款：打印、复制引用、导出", finder=("picked",),
    )  # fmt: skip
    yield from gatherings.around_supports(book)
    ordered, alike = book.supports, rolls.Alike(book)
    for index, support in enumerate(ordered):
        yield Page(
            support.url, support.title, "support", "support.html.jinja", "supports",
            {"support": support, "siblings": rolls.siblings(support), "alike": alike.to(support)}, [SUPPORTS], _step(_at(ordered, index - 1)),
            _step(_at(ordered, index + 1)), f"{support.title}：{book.views.support(support).amount.words}。{support.data.what_for}",
            support.document.data.force, "项",
        )  # fmt: skip


def _departments(book: Handbook) -> Iterator[Page]:
    yield from gatherings.departments(book)
    for department in book.departments:
        part, left_out = volumes.about(book, department)
        yield Page(
            department.url, department.name, "department", "department.html.jinja", "departments",
            {"department": department, "picture": duties.row(part, department), "left_out": left_out}, [DEPARTMENTS],
            description=f"{department.name}牵头、负责和发布的事项",
        )  # fmt: skip


def _pictures(sheets: list[atlas.Sheet]) -> Iterator[Page]:
    yield Page(
        addresses.PICTURES, "图谱", "pictures", "pictures/index.html.jinja", "pictures", {"sheets": sheets},
        description=f"几张图看清{'、'.join(sheet.title for sheet in sheets)}",
    )  # fmt: skip
    for index, sheet in enumerate(sheets):
        yield Page(
            sheet.url, sheet.title, "picture", "pictures/page.html.jinja", "pictures",
            {"book": sheet.book, "sheet": sheet, "picture": sheet.pictures[0], **sheet.facts}, [PICTURES], _step(_at(sheets, index - 1)),
            _step(_at(sheets, index + 1)), sheet.answer,
        )  # fmt: skip


def _indexes(book: Handbook) -> Iterator[Page]:
    yield from gatherings.indexes(book)
    answered = for_everybody(book)
    yield Page(
        addresses.QUESTIONS, "常见问题", "questions", "questions.html.jinja", "questions", {"answered": answered},
        description="每个人都会问的：怎样申请、多少钱、到什么时候、找谁、能否同享",
        contents=[(question.question, question.id, 0) for question, _ in answered],
    )  # fmt: skip
    yield from _topics(book)
    yield Page(addresses.UPDATES, "更新记录", "updates", "updates.html.jinja", "updates", description="每一版改了什么")
    yield Page(addresses.CITE, "定位条款", "locate", "cite.html.jinja", "cite", description="从引用找到条款")


def _topics(book: Handbook) -> Iterator[Page]:
    found = book.others.get(kinds.TOPIC.code, [])
    yield Page(
        addresses.TOPICS, "专题", "topics", "topics.html.jinja", "topics", {"topics": found},
        description="散在几份文件里的同一件事，在一页上并排看",
    )  # fmt: skip
    for index, record in enumerate(found):
        yield Page(
            record.url, record.title, "topic", "topic.html.jinja", "topics",
            {"record": record, "topic": topics.of(record, book)}, [TOPICS], _step(_at(found, index - 1)),
            _step(_at(found, index + 1)), record.data.what, None, "个专题",
        )  # fmt: skip


def _of_other_kinds(book: Handbook) -> Iterator[Page]:
    """Pages of kinds that need only the record; the descriptor says everything about them."""
    for kind in book.kinds:
        for record in kind.all(book) if kind.template else ():
            yield Page(
                record.url, record.title, kind.code, kind.template, kind.key, {"record": record},
                description=f"{kind.word}：{record.title}",
            )  # fmt: skip


_HEADING = re.compile(r"^## (.+?) \{: #([a-z-]+) \}$", re.MULTILINE)
_EDITION = re.compile(r'<section data-edition="(web|offline)"[^>]*>(.*?)</section>', re.DOTALL)


def _written_by_hand(written: Mapping[str, Prose]) -> Iterator[Page]:
    for name, prose in written.items():
        if name != "home":
            contents = [(heading.strip(), fragment, 0) for heading, fragment in _HEADING.findall(prose.text)]
            editions = {
                fragment: edition
                for edition, text in _EDITION.findall(prose.text)
                for _, fragment in _HEADING.findall(text)
            }
            yield Page(
                prose.url, prose.title, "prose", "prose.html.jinja", name, {"prose": prose.text},
                description=_first_sentence(prose), contents=contents, editions=editions,
            )  # fmt: skip


def _first_sentence(prose: Prose) -> str:
    """The first sentence of a handwritten page without markup: no heading, no list, nothing of one edition only."""
    shared = _EDITION.sub("", prose.text)
    lines = (line.strip() for line in shared.splitlines())
    first = next((line for line in lines if line and not re.match(r"[#<|{*-](?!\*)|\d+\.", line)), "")
    said = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", first).replace("**", "").replace("`", "")
    return html.unescape(f"{prose.title}：{said.partition('。')[0]}。") if said else prose.title


def pages_of_retired(live: set[str], retired: Sequence[Retired]) -> Iterator[Page]:
    """Pages for retired addresses and for the missing pages of retired fragments. ``live``: addresses of all other
    pages."""
    for url in dict.fromkeys(entry.address.partition("#")[0] for entry in retired):
        if url not in live:
            entry = next((entry for entry in retired if entry.address == url), None)
            yield Page(
                url, "此页已移至新地址" if entry and entry.to else "此页已撤销", "retired", "retired.html.jinja", "",
                {"entry": entry}, description="旧地址的去向",
            )  # fmt: skip


# --- small shared steps -----------------------------------------------------------------------------------------------


def _crumbs_of(clause: Clause) -> list[tuple[str, str]]:
    document = clause.document
    return [
        DOCUMENTS,
        (document.data.short_title, document.url),
        *((ancestor.title, ancestor.url) for ancestor in clause.ancestors),
    ]


class _Titled(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...


def _step(thing: _Titled | None) -> tuple[str, str] | None:
    """A neighbour as (title, address)."""
    return (thing.title, thing.url) if thing else None


def _at(things: Sequence[Thing], index: int) -> Thing | None:
    return things[index] if 0 <= index < len(things) else None
