"""Render: the pages of the handbook as Markdown files with front matter, from the linked records and the templates.

Nothing is written here: ``render`` returns every file of the site's source by its path. Each kind of page is one small
function that yields pages; layout is in ``templates/``, words in ``words``, decisions about what to say in ``facts``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markdown import markdown
from markupsafe import Markup

from generator import addresses, cite, facts, feeds, finder, qr, tables, words
from generator.export import handbook_json
from generator.handbook import Clause, Document, Handbook, Industry
from generator.ledger import Retired, moved
from generator.models import Site
from generator.pictures import atlas, duties, industries, shapes

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class Page:
    """A page before it is drawn. ``crumbs``, ``previous`` and ``next`` are (title, address from the root).

    ``unit`` is what the previous and the next are called (上一条), ``contents`` the headings of a long page as
    (title, fragment, level). ``finder`` names the scripts of the finder that the page loads,
    besides those that all its pages share.
    """

    url: str
    title: str
    kind: str
    template: str
    section: str
    context: dict[str, Any] = field(default_factory=dict)
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    description: str = ""
    force: str | None = None
    unit: str = "页"
    contents: list[tuple[str, str, int]] = field(default_factory=list)
    finder: tuple[str, ...] = ()


def render(book: Handbook, content: Path, retired: Sequence[Retired] = ()) -> dict[str, str | bytes]:
    """All files below the documents folder of the engine, by path: Markdown pages, the files of ``data/``, feeds.

    ``retired`` are the addresses that were published and are no more: each stays a page, or a place on its page.
    ``content`` is the folder of pages written by hand; they are Markdown in which ``{{ }}`` may quote the model.
    """
    environment = _environment(book)
    environment.globals["retired"] = retired
    files: dict[str, str | bytes] = {addresses.JSON: handbook_json(book), **tables.files(book)}
    files[addresses.CITATIONS] = cite.table_script(book, moved(list(retired)))
    if book.editions:
        files[addresses.ATOM] = feeds.atom(book.site, book.editions)
        files[addresses.FEED] = feeds.json_feed(book.site, book.editions)
    live = list(_pages(book, environment, content))
    for page in [*live, *_retired({page.url for page in live}, retired)]:
        files[page.url.removesuffix(".html") + ".md"] = _draw(page, environment)
    return files


# --- the pages --------------------------------------------------------------------------------------------------------

SUPPORTS = ("找支持", addresses.SUPPORTS)
INDUSTRIES = ("产业", addresses.INDUSTRIES)
DOCUMENTS = ("文件", addresses.DOCUMENTS)
DEPARTMENTS = ("部门", addresses.DEPARTMENTS)
PICTURES = ("图谱", addresses.PICTURES)


def _pages(book: Handbook, environment: Environment, content: Path) -> Iterator[Page]:
    sheets = atlas.sheets(book)
    yield _home(book, environment, content, sheets)
    yield from _industries(book)
    yield from _documents(book)
    yield from _supports(book)
    yield from _departments(book)
    yield from _pictures(sheets)
    yield from _indexes(book)
    yield from _written_by_hand(environment, content)


def _home(book: Handbook, environment: Environment, content: Path, sheets: list[atlas.Sheet]) -> Page:
    _, text = _prose(environment, content / "home.md", addresses.HOME)
    prose = Markup(markdown(text).replace("h1>", "h2>"))  # noqa: S704 - the page has a heading of its own
    return Page(
        addresses.HOME, book.site.title, "home", "home.html.jinja", "home",
        {"map": sheets[0].pictures[0], "sheets": sheets, "prose": prose}, description=f"{book.site.title}：{book.site.subtitle}",
    )  # fmt: skip


def _industries(book: Handbook) -> Iterator[Page]:
    plan = book.industries[0].clause.document
    yield Page(
        addresses.INDUSTRIES, "产业", "industries", "industries.html.jinja", "industries",
        {"tiers": _tiers(book), "plan": plan}, description="九个产业与三十八个细分领域",
    )  # fmt: skip
    for industry in book.industries:
        yield Page(
            industry.url, industry.name, "industry", "industry.html.jinja", "industries",
            {"industry": industry, "picture": industries.part(industry)}, [INDUSTRIES], _step(industry.previous), _step(industry.next),
            industry.data.summary, industry.clause.document.data.force, "个产业",
        )  # fmt: skip
        for subfield in industry.subfields:
            yield Page(
                subfield.url, subfield.name, "subfield", "subfield.html.jinja", "industries",
                {"subfield": subfield}, [INDUSTRIES, (industry.name, industry.url)],
                _step(subfield.previous), _step(subfield.next), subfield.data.summary,
                subfield.clause.document.data.force, "项",
            )  # fmt: skip


def _documents(book: Handbook) -> Iterator[Page]:
    groups = [
        ("official", "正式文件", [document for document in book.documents if document.binding]),
        ("not-policy", "不是政策，只供对照", [document for document in book.documents if not document.binding]),
    ]
    yield Page(
        addresses.DOCUMENTS, "文件", "documents", "documents.html.jinja", "documents", {"groups": groups},
        description="五份文件及其效力",
    )  # fmt: skip
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
    counted: dict[str, int] = defaultdict(int)
    for support in book.supports:
        counted[support.data.amount.kind] += 1
    promises = [support for support in book.supports if support.promise]
    counted["promises"] = len(promises)
    yield Page(
        addresses.SUPPORTS, "找支持", "supports", "supports.html.jinja", "supports",
        {"counted": counted, "facets": finder.facets(book)},
        description="全部支持事项：对象、金额、条件、责任单位和依据", finder=("product", "reasons", "table"),
    )  # fmt: skip
    yield Page(
        addresses.ASK, "我能申报什么", "ask", "ask.html.jinja", "supports", {"facets": finder.facets(book)}, [SUPPORTS],
        description="回答四个问题，看哪些支持可能与您有关", finder=("product", "ask"),
    )  # fmt: skip
    yield Page(
        addresses.COMPARE, "对比支持事项", "compare", "compare.html.jinja", "supports", {}, [SUPPORTS],
        description="最多四项支持并排对比，标出不同", finder=("compare",),
    )  # fmt: skip
    yield Page(
        addresses.PICKED, "我的清单", "picked", "picked.html.jinja", "supports", {}, [SUPPORTS],
        description="挑出的支持事项和条款：打印、复制引用、导出", finder=("picked",),
    )  # fmt: skip
    yield Page(
        addresses.PROMISES, "承诺、金额与空白", "promises", "promises.html.jinja", "supports",
        {"promises": promises, "promised_in": promises[0].document if promises else None}, [SUPPORTS],
        description="行动计划的承诺后来由哪一条写明金额，还缺什么",
    )  # fmt: skip
    groups = [(document, [d for c in document.clauses for d in c.directions]) for document in book.documents]
    yield Page(
        addresses.DIRECTIONS, "支持方向", "directions", "directions.html.jinja", "supports",
        {"groups": [(document, directions) for document, directions in groups if directions]}, [SUPPORTS],
        description="只有方向、没有写明办法的条款",
    )  # fmt: skip
    ordered = book.supports
    for index, support in enumerate(ordered):
        siblings = [other for other in support.clause.supports if other is not support]
        alike = [
            other for other in ordered
            if other.data.activity == support.data.activity and other.clause is not support.clause
        ]  # fmt: skip
        yield Page(
            support.url, support.title, "support", "support.html.jinja", "supports",
            {"support": support, "siblings": siblings, "alike": alike}, [SUPPORTS], _step(_at(ordered, index - 1)),
            _step(_at(ordered, index + 1)), f"{support.title}：{facts.amount(support)}。{support.data.what_for}",
            support.document.data.force, "项",
        )  # fmt: skip


def _departments(book: Handbook) -> Iterator[Page]:
    kinds = [
        (kind, [department for department in book.departments if department.data.kind == kind])
        for kind in words.DEPARTMENT_KIND
    ]
    yield Page(
        addresses.DEPARTMENTS, "部门", "departments", "departments.html.jinja", "departments",
        {"groups": [(kind, departments) for kind, departments in kinds if departments]},
        description="文件中出现的全部单位，全称与简称对照",
    )  # fmt: skip
    for department in book.departments:
        yield Page(
            department.url, department.name, "department", "department.html.jinja", "departments",
            {"department": department, "picture": duties.row(book, department)}, [DEPARTMENTS],
            description=f"{department.name}牵头、负责和发布的事项",
        )  # fmt: skip


def _pictures(sheets: list[atlas.Sheet]) -> Iterator[Page]:
    yield Page(
        addresses.PICTURES, "图谱", "pictures", "pictures/index.html.jinja", "pictures", {"sheets": sheets},
        description="几张图看清产业、分工、文件、时间、金额、目标和覆盖",
    )  # fmt: skip
    for index, sheet in enumerate(sheets):
        yield Page(
            sheet.url, sheet.title, "picture", "pictures/page.html.jinja", "pictures",
            {"sheet": sheet, "picture": sheet.pictures[0], **sheet.facts}, [PICTURES], _step(_at(sheets, index - 1)),
            _step(_at(sheets, index + 1)), sheet.answer,
        )  # fmt: skip


def _indexes(book: Handbook) -> Iterator[Page]:
    documents = list(dict.fromkeys(goal.clause.document for target in book.targets for goal in target.goals))
    documents.sort(key=book.documents.index)
    years = sorted({target.data.year for target in book.targets})
    yield Page(
        addresses.GOALS, "目标", "goals", "goals.html.jinja", "goals",
        {"documents": documents, "year": "、".join(map(str, years))}, description="2027 年目标对照",
    )  # fmt: skip
    days = sorted(book.days, key=lambda day: day.date, reverse=True)
    yield Page(
        addresses.DATES, "日期", "dates", "dates.html.jinja", "dates",
        {"coming": [day for day in days if day.date >= book.site.as_of],
         "passed": [day for day in days if day.date < book.site.as_of]}, description="印发、截止与有效期",
    )  # fmt: skip
    letters = [(letter, list(terms)) for letter, terms in groupby(book.terms, key=lambda term: term.letter)]
    yield Page(
        addresses.TERMS, "术语索引", "terms", "terms.html.jinja", "terms", {"letters": letters},
        description="技术、产品、机构、计划和政策用语，按拼音排列",
    )  # fmt: skip
    yield Page(addresses.LISTS, "公开清单", "lists", "lists.html.jinja", "lists", description="文件承诺公开的清单")
    yield Page(addresses.UPDATES, "更新记录", "updates", "updates.html.jinja", "updates", description="每一版改了什么")
    yield Page(addresses.CITE, "定位条款", "locate", "cite.html.jinja", "cite", description="从引用找到条款")


def _retired(live: set[str], retired: Sequence[Retired]) -> Iterator[Page]:
    """A page for each address whose page is no more, and that of a fragment whose page is no more."""
    for url in dict.fromkeys(entry.address.partition("#")[0] for entry in retired):
        if url not in live:
            entry = next((entry for entry in retired if entry.address == url), None)
            yield Page(
                url, "此页已移至新地址" if entry and entry.to else "此页已撤销", "retired", "retired.html.jinja", "",
                {"entry": entry}, description="旧地址的去向",
            )  # fmt: skip


_HEADING = re.compile(r"^## (.+?) \{: #([a-z-]+) \}$", re.MULTILINE)


def _written_by_hand(environment: Environment, content: Path) -> Iterator[Page]:
    for path in sorted(content.glob("*.md")):
        if path.name == "home.md":
            continue
        url = f"{path.stem}.html"
        title, prose = _prose(environment, path, url)
        contents = [(heading.strip(), fragment, 0) for heading, fragment in _HEADING.findall(prose)]
        yield Page(
            url, title, "prose", "prose.html.jinja", path.stem, {"prose": prose}, description=title, contents=contents
        )


# --- drawing ----------------------------------------------------------------------------------------------------------


def _environment(book: Handbook) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=False,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.globals.update(
        book=book, cite=cite, facts=facts, feeds=feeds, finder=finder, words=words, href=_href, qr=_qr(book.site)
    )
    environment.filters.update(
        by_role=_by_role,
        number=shapes.number,
        host=lambda url: urlsplit(url).hostname,
        json=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
    return environment


def _qr(site: Site) -> Callable[[str], Markup]:
    """The QR code of a record's permanent address."""
    return lambda url: Markup(qr.svg(cite.address(site, url), "永久地址的二维码"))  # noqa: S704 - drawn by the library


@pass_context
def _href(context: Context, url: str) -> str:
    """A link from the page at hand to an address from the root."""
    return addresses.relative(url, context["page_url"])


def _by_role(duties: list) -> list[tuple[str, list]]:
    """Duties in groups: role in words, and its duties, in the order of the text."""
    return [(words.ROLE[role], list(group)) for role, group in groupby(duties, key=lambda duty: duty.role)]


def _prose(environment: Environment, path: Path, url: str) -> tuple[str, Markup]:
    """Title (the first line, ``# ...``) and text of a page written by hand."""
    text = environment.from_string(path.read_text(encoding="utf-8")).render(page_url=url)
    title = text.lstrip().splitlines()[0].removeprefix("#").strip()
    return title, Markup(text)  # noqa: S704 - Markdown of the project's own, not data


def _draw(page: Page, environment: Environment) -> str:
    body = environment.get_template(page.template).render(page_url=page.url, **page.context)
    gone = [e for e in environment.globals["retired"] if e.address.startswith(f"{page.url}#")]
    if gone:
        body += environment.get_template("retired-parts.html.jinja").render(page_url=page.url, gone=gone)
    if page.template != "prose.html.jinja":
        body = f'<div class="page">\n{body}\n</div>\n'
    meta: dict[str, Any] = {"title": page.title, "kind": page.kind, "section": page.section}
    if page.description:
        meta["description"] = page.description
    if page.force:
        meta["force"] = page.force
    if page.finder:
        meta["finder"] = page.finder
    if environment.globals["book"].editions:
        meta["feed"] = addresses.relative(addresses.ATOM, page.url)
    home = [("首页", addresses.HOME)] if page.url != addresses.HOME else []
    trail = [*home, *page.crumbs]
    meta["crumbs"] = [{"title": title, "url": addresses.relative(url, page.url)} for title, url in trail]
    for key, step in (("prev", page.previous), ("next", page.next)):
        if step:
            meta[key] = {"title": step[0], "url": addresses.relative(step[1], page.url)}
    if page.previous or page.next:
        meta["pager_unit"] = page.unit
    if page.contents:
        meta["contents"] = [{"title": t, "url": f"#{fragment}", "level": level} for t, fragment, level in page.contents]
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body


# --- small shared steps -----------------------------------------------------------------------------------------------


def _tiers(book: Handbook) -> list[tuple[str, list[Industry]]]:
    return [(tier, [i for i in book.industries if i.data.tier == tier]) for tier in words.TIER]


def _crumbs_of(clause: Clause) -> list[tuple[str, str]]:
    document: Document = clause.document
    return [
        DOCUMENTS,
        (document.data.short_title, document.url),
        *((ancestor.title, ancestor.url) for ancestor in clause.ancestors),
    ]


def _step(thing: Any) -> tuple[str, str] | None:
    """A neighbour as a link: title and address."""
    return (thing.title, thing.url) if thing else None


def _at(things: list, index: int) -> Any:
    return things[index] if 0 <= index < len(things) else None
