"""Small decisions about what pages say, each a named function over linked records. Templates only place the results."""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup, escape

from generator.book import citations, money, standing, words
from generator.book import conditions as conditions_of
from generator.book.goals import silence
from generator.book.handbook import (
    Citable,
    Clause,
    Day,
    Department,
    Document,
    Handbook,
    Industry,
    PublicList,
    Subfield,
    Support,
    Term,
)
from generator.book.imprint import MARKS
from generator.book.publication import published_word
from generator.book.validity import (
    Text,
    basis,
    day_words,
    ground_words,
    in_words,
    interval,
    phases,
    rank,
    replaced_on,
    state,
    status,
)
from generator.records import Cap, Point

SomeText = TypeVar("SomeText", bound=Text)

# Re-exported for templates: decisions of ``validity`` and ``citations``.
__all__ = [
    "basis",
    "day_words",
    "ground_words",
    "phases",
    "published_word",
    "rank",
    "replaced_on",
    "silence",
    "state",
    "status",
]
validity = in_words
cited_number = citations.place


def phases_json(record: Clause | Document) -> str:
    """The phases of a text as JSON, for an attribute that scripts read."""
    return json.dumps(phases(record), ensure_ascii=False, separators=(",", ":"))


def notice(document: Document) -> str:
    """Why a text binds less, without the word already shown before it."""
    return re.sub(rf"^{words.FORCE[document.data.force]}[。，：]?", "", document.data.force_text)


_UNBROKEN = re.compile(
    MARKS.words + r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年|\d+(?:\.\d+)?[万亿]元|第\d+条|〔\d{4}〕\d+号"
)


def unbroken(text: str) -> Markup:
    """A text as HTML in which dates, sums and document numbers do not break across lines."""
    return Markup(_UNBROKEN.sub(r'<span class="nowrap">\g<0></span>', str(escape(text))))


def act(clause: Clause, point: Point) -> str:
    """The act of a point, as shown. Relabels ``give`` as ``direction`` where the point has a direction and no
    support, and ``do`` as ``envisage`` in a text without effect."""
    if point.act == "do" and not clause.document.binding:
        return "envisage"
    promised = any(support.data.point == point.id for support in clause.supports)
    if (
        point.act == "give"
        and not promised
        and any(direction.data.point == point.id for direction in clause.directions)
    ):
        return "direction"
    return point.act


def form(support: Support) -> str:
    return support.data.form.printed or words.UNSTATED


def applicant(support: Support) -> str:
    return support.data.applicant.printed or words.UNSTATED


def prior(support: Support) -> str:
    """Prior qualifications in words: which kinds, all or one of them, and the text's own words."""
    data = conditions_of.prior(standing.tree(support))
    return f"{data.kinds}：{data.text}" if data.text else words.PRIOR[data.kind]


def conditions(support: Support) -> list[str]:
    """All conditions, what two texts say in the same words once; the general reservations (依法依规, 按规定) last."""
    return list(dict.fromkeys([*conditions_of.texts(standing.tree(support)), *support.data.all_stars]))


def reach(support: Support) -> str:
    """Which industries a support is for, where the text names none."""
    return support.words.REACH.get(support.data.scope.reach, "")


def in_order_of_points(clause: Clause) -> list[Support]:
    """The supports of a clause as its points have them; those of the whole clause last."""
    place = {point.id: at for at, point in enumerate(clause.points)}
    return sorted(clause.supports, key=lambda support: place.get(support.data.point or "", len(place)))


def goal_label(document: Document, day: date) -> str:
    """A document and its state as the label of a cell; a state that its name already tells is not said twice."""
    name, word = document.data.short_title, state(document, day).word
    return name if word in name else f"{name}（{word}）"


def common_ends(book: Handbook) -> list[str]:
    """Until when the supports of a document hold, where that is the same for all of them: said once above a table."""
    said = []
    for document in book.documents:
        ends = {interval(support)[1] for support in document.supports}
        if len(document.supports) > 1 and len(ends) == 1 and (end := ends.pop()):
            said.append(f"《{document.data.short_title}》{len(document.supports)} 项的有效期都到{day_words(end)}")
    return said


def overlap(document: Document) -> str:
    return document.data.overlap.text if document.data.overlap else "文中未载明与其他政策能否同享。"


def caps_over(support: Support) -> list[tuple[Cap, Clause | None]]:
    """The ceilings over several supports that hold for one of them too, each with the clause that states it."""
    document = support.document
    clauses = {clause.data.id: clause for clause in document.clauses}
    found = [
        (cap, clauses.get(cap.at)) for cap in document.data.caps if cap.over == "document" or support.id in cap.over
    ]
    for clause in document.clauses:
        for cap in clause.data.caps:
            own = cap.over == "clause" and clause is support.clause
            if own or cap.over == "document" or (isinstance(cap.over, tuple) and support.id in cap.over):
                found.append((cap, clauses.get(cap.at, clause)))
    return found


def funding(support: Support) -> list[tuple[str, Clause | None]]:
    """Who pays which share of a support, in words, each with the clause that says so (``None``: its own)."""
    found: list[tuple[str, Clause | None]] = []
    if own := support.data.money.payers:
        found.append((money.payers_words(own), None))
    for split, document in support.splits:
        named = split.at.partition("#")[0]
        clause = next(clause for clause in document.clauses if clause.data.id == named)
        found.append((money.payers_words(split.payers), clause))
    return found


def short_place(clause: Clause) -> str:
    """Short form of document and number for tables: 某某办法 第10条."""
    return f"{clause.document.data.short_title} {place_in_document(clause)}"


def place_in_document(clause: Clause) -> str:
    return cited_number(clause) if clause.data.kind == "article" else clause.title


def rhythms(entry: PublicList, clause: Clause | None = None) -> list[str]:
    """How often a list appears, each wording once. ``clause``: only as that clause says it."""
    said = [promised.rhythm for promised in entry.promised if clause in (None, promised.clause)]
    return list(dict.fromkeys(rhythm or words.UNSTATED for rhythm in said))


def is_long(number: str) -> bool:
    """Whether a number needs its own line rather than the margin: more than three characters wide."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in number) > 6


def by_document(clauses: Iterable[Clause]) -> list[tuple[Document, list[Clause]]]:
    """Clauses grouped by document, in the given order."""
    return [(document, list(group)) for document, group in groupby(clauses, key=lambda clause: clause.document)]


def supports_by_document(supports: Iterable[Support]) -> list[tuple[Document, list[Support]]]:
    return [(document, list(group)) for document, group in groupby(supports, key=lambda support: support.document)]


def recipients(clause: Clause) -> list[str]:
    """Whom a clause addresses: the applicants of its supports; without supports, the addressees of its points."""
    if clause.supports:
        return sorted(dict.fromkeys(map(applicant, clause.supports)), key=lambda whom: whom == words.UNSTATED)
    return list(dict.fromkeys(point.whom for point in clause.points if point.whom))


def other_names(term: Term) -> list[str]:
    """Aliases worth showing: those that differ from the name by more than spaces and width."""

    def spaceless(name: str) -> str:
        return unicodedata.normalize("NFKC", name).replace(" ", "").casefold()

    return [alias for alias in term.data.aliases if spaceless(alias) != spaceless(term.name)]


def compared(document: Document, book: Handbook) -> str:
    """When a person last opened the public page of a document and compared it, in words."""
    day = next((link.checked for link in book.links if link.url == document.data.url), None)
    return f"{day_words(day)}由人核对过" if day else "没有记下由人核对的日期"


def term_groups(subfield: Subfield) -> list[tuple[str, str, list[Term]]]:
    """The terms of an item by type: code, word, terms."""
    return [
        (how, words.OCCURRENCE[how], getattr(subfield, how)) for how in ("technologies", "products", "applications")
    ]


def see_words(record: Industry | Subfield) -> str:
    """What the term index calls the place that an entry leads to."""
    names = record.words.names
    return f"{names.plan}第 {record.data.number} 项" if isinstance(record, Subfield) else names.group


def day_and_what(day: Day) -> str:
    """A date and what is due; the date is omitted if the sentence already contains it."""
    said = day_words(day.date)
    return day.what if day.what.startswith(said) else f"{said} {day.what}"


def external_name(term: Term) -> str:
    """What a document rests on outside the handbook: documents in 《》, everything else by plain name."""
    return f"《{term.name}》" if term.data.type == "document" else term.name


def days_of(document: Document, book: Handbook) -> list[Day]:
    """The dates of a document, each linked to the page of dates."""
    return [day for day in book.days if day.document is document]


def industries_of(department: Department, role: str) -> list[Industry]:
    """The industries in which a department has a role; the role extends to their subfields."""
    clauses = [clause for clause in department.as_role(role) if isinstance(clause, Clause)]
    return [clause.industry for clause in clauses if clause.industry]


def department_counts(department: Department) -> list[tuple[str, int]]:
    """The columns of the table of departments."""
    return [
        ("牵头", len(department.as_role("lead"))),
        ("责任", len(department.as_role("responsible"))),
        ("按职责分工", len(department.as_role("shared"))),
        ("落实", len(department.as_role("local"))),
        ("发文", len(department.as_role("issuer"))),
        ("支持事项", len(department.supports)),
        ("清单", len(department.lists)),
    ]


def department_figures(department: Department) -> list[tuple[int, str, str]]:
    """Counts for a department's page with their headings; zero counts are omitted."""
    issued = "提出的文件" if department.words.core("departments", department.data.kind) == "proposer" else "发文"
    counted = [
        (len(department.as_role("lead")), "处牵头", "lead"),
        (len(department.as_role("responsible")), "处负责", "responsible"),
        (len(department.as_role("shared")), "处按职责分工负责", "shared"),
        (len(department.as_role("local")), "处落实", "local"),
        (len(department.as_role("issuer")), f"份{issued}", "issuer"),
        (len(department.supports), "项支持", "supports"),
        (len(department.lists), "份条款提到的清单", "lists"),
        (len(department.named_in), "处提到", "named"),
    ]
    return [entry for entry in counted if entry[0]]


def figures(book: Handbook) -> list[tuple[str, str, str]]:
    """The figures at a glance: number, unit and word, the address that shows them. What there is none of has no figure."""
    articles = [clause for clause in book.clauses if citations.is_article(clause)]
    kinds = {"cap": 0, "fixed": 0, **money.counted(support.data.money for support in book.current)}
    stated = {kind: count for kind, count in kinds.items() if kind != "unstated"}
    told = "，".join(f"{count} 个{words.AMOUNT[kind]}" for kind, count in stated.items() if count)
    found = [
        (str(len(book.industries)), f"个{book.words.names.group}", "industries/index.html"),
        (str(len(book.subfields)), f"个{book.words.names.part}", "industries/index.html"),
        (str(len(book.documents)), "份文件", "documents/index.html"),
        (str(len(articles)), "条政策措施", articles[0].document.url if articles else "documents/index.html"),
        (str(sum(stated.values())), f"笔写明的金额（{told}）", "supports/index.html"),
        (str(len(book.clauses)), "个可引用的条款", "documents/index.html"),
    ]
    return [entry for entry in found if entry[0] != "0"]


def examples(book: Handbook) -> list[dict[str, str]]:
    """Example citations from the data: an article in full and short form, an item, a name."""
    found = []
    articles = [clause for clause in book.clauses if citations.is_article(clause)]
    items = [clause for clause in book.clauses if clause.data.kind == "item"]
    if articles:
        clause = articles[len(articles) * 2 // 3]
        number = citations.counted(str(clause.number), "条")
        found.append(
            {
                "text": f"{clause.document.data.number or clause.document.data.short_title}{number}",
                "url": clause.url,
            }
        )
        found.append({"text": number, "url": clause.url})
        found.append({"text": clause.url, "url": clause.url})
    if items:
        clause = items[len(items) * 2 // 3]
        tail = (clause.document.data.number or "").rpartition("〕")[2]
        name = f"{tail}文" if tail else clause.document.data.short_title
        found.append({"text": f"{name} 第{str(clause.number).strip('（）')}项", "url": clause.url})
    if book.departments and book.departments[0].data.short_names:
        found.append({"text": book.departments[0].data.short_names[0], "url": book.departments[0].url})
    return found


def cited_status(record: Citable, day: date) -> str:
    """The state that a citation must mention. Records that are not texts count as in force."""
    return status(record, day) if isinstance(record, Clause | Document | Support) else "in-force"


def links_on_paper(record: Clause | Support) -> list[tuple[str, str]]:
    """Links whose addresses are printed on paper: the original first, then the main links of the text."""
    clause = record.clause if isinstance(record, Support) else record
    document = clause.document
    found = [("原文公开页面", document.data.url)] if document.data.url else []
    found.append((f"《{document.data.short_title}》", document.url))
    if isinstance(record, Support):
        found.append((short_place(clause), clause.url))
    else:
        found += [(support.title, support.url) for support in clause.supports]
    duties = record.departments if isinstance(record, Support) else record.duties
    return [*found, *dict.fromkeys((duty.department.short, duty.department.url) for duty in duties)]


def in_force_first(texts: Iterable[SomeText], day: date) -> list[SomeText]:
    """Texts in their order, those in force on the given day first."""
    return sorted(texts, key=lambda text: rank(text, day))
