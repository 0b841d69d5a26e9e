"""Cite: how each record is named in writing, and the table by which a written citation finds its way back.

A citation has two parts: the document (title, number, how far it binds) and the place in it (第10条, or the words that
name a point which the text does not number). The forms of a citation differ only in what stands around the place, so
they are patterns, one set a document; pages carry the patterns once and the place at each point, and
``cite.js`` fills in the address. The way back is one function, ``overrides/assets/javascripts/resolve.js``: it reads
``table``, and it alone knows how numerals, brackets and spaces may vary. Its test goes through every record.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from generator import addresses, handbook, models
from generator.handbook import Called, Citable, Clause, Document, Handbook, Support
from generator.scripts import handed

# What a citation says of a text that binds less, or no longer, by the code of its state.
NOTES = {
    "reference": "参考文本，不是政策文件", "proposal": "提案建议，不是政策文件", "closed": "申报已截止",
    "upcoming": "尚未施行", "expired": "已失效", "replaced": "已被替代",
}  # fmt: skip

FORMS = {
    "short": "公文（只引条款）",
    "gongwen": "公文（带出处）",
    "gbt": "GB/T 7714",
    "markdown": "Markdown",
    "link": "链接",
}

KIND = {
    handbook.Department: "部门", handbook.Industry: "产业", handbook.Subfield: "细分领域", handbook.Support: "支持事项",
    handbook.Term: "术语", handbook.PublicList: "公开清单", handbook.Target: "目标", handbook.Day: "日期",
    handbook.Direction: "支持方向",
}  # fmt: skip


# --- the place in a document ------------------------------------------------------------------------------------------


def place(clause: Clause) -> str:
    """A clause within its document: an article as 第10条, an item as 第（24）项, others by number and heading.

    A heading of the editors is never quoted as if it were printed.
    """
    if clause.number and clause.data.kind == "article":
        return f"第{clause.number.rstrip('.')}条"
    if clause.number and clause.data.kind == "item":
        return f"第{clause.number}项“{clause.heading}”"
    if not clause.data.heading_printed:
        return f"{clause.number or ''}中“{clause.heading}”部分（标题为编者所加）"
    above = next((step.number for step in reversed(clause.ancestors) if step.number), "")
    return f"{clause.number or above}“{clause.heading}”"


def point_place(clause: Clause, point: models.Point) -> str:
    """A point within its document: by its number where the text prints one, else by its words."""
    if point.number:
        return f"{place(clause)}{point.number}"
    return f"{place(clause)}关于{point_words(clause, point)}的{_said(clause, point)}"


def _said(clause: Clause, point: models.Point) -> str:
    if not clause.document.binding:
        return "内容"
    return "说明" if point.act == "fact" else "规定"


_ENDS = re.compile(r"[，。；：、]")


def point_words(clause: Clause, point: models.Point) -> str:
    """The words that name a point and no other of its clause.

    Those that the editors chose (``cite``); else the title of its support; else the beginning of its text, cut at a
    pause, as long as is needed to tell it from its neighbours.
    """
    if point.cite:
        return point.cite
    titles = [support.title for support in clause.supports if support.data.point == point.id]
    if len(titles) == 1 and not any(p.text.startswith(titles[0]) for p in clause.points if p is not point):
        return titles[0]
    others = [other.text for other in clause.points if other is not point]
    pauses = [match.start() for match in _ENDS.finditer(point.text)]
    for end in pauses:
        words_ = _whole(point.text[:end])
        if (
            len(words_) >= 8
            and words_.count("“") == words_.count("”")
            and not any(o.startswith(words_) for o in others)
        ):
            return words_
    return _whole(point.text)


def _whole(text: str) -> str:
    """Words that can stand before 的规定: without a closing mark and without a dangling 的."""
    text = text.strip("。；，：、 ")
    return text[:-1] if text.endswith("的") else text


def support_place(support: Support) -> str:
    inner = support.title.replace("“", "‘").replace("”", "’")  # quotes within quotes
    return f"{place(support.clause)}支持事项“{inner}”"


# --- citations --------------------------------------------------------------------------------------------------------


def status_note(code: str) -> str:
    """What a citation says of the state of its text: nothing where it is in force."""
    return f"〔{NOTES[code]}〕" if code in NOTES else ""


def _inside(record: Citable) -> Citable:
    """An industry or a subfield is the clause of the plan that describes it."""
    return record.clause if isinstance(record, handbook.Industry | handbook.Subfield) else record


def where(record: Citable) -> tuple[Document | None, str]:
    """The document of a record and its place there; what is no part of one is cited from the handbook itself."""
    inside = _inside(record)
    if isinstance(inside, Document):
        return inside, ""
    if isinstance(inside, Clause):
        return inside.document, place(inside)
    if isinstance(inside, Support):
        return inside.document, support_place(inside)
    return None, f"“{name_of(inside)}”（{KIND[type(inside)]}）"


def citation(record: Citable, site: models.Site) -> str:
    """A record in the form of official writing, without address: what the text is and where it says it."""
    document, place_ = where(record)
    return _in_document(document, place_) if document else f"{site.title}{place_}"


def point_citation(clause: Clause, point: models.Point) -> str:
    return _in_document(clause.document, point_place(clause, point))


def name_of(record: Called) -> str:
    if isinstance(record, handbook.Target):
        return f"{record.data.indicator}（{record.data.year}年）"
    if isinstance(record, handbook.Day):
        return f"{record.document.data.short_title}{record.date.isoformat()}{record.what}"
    if isinstance(record, handbook.Direction):
        return f"{record.clause.document.data.short_title}{place(record.clause)}{record.data.title}"
    return record.title


def _in_document(document: Document, place_: str) -> str:
    number = f"（{document.data.number}）" if document.data.number else ""
    note = status_note(document.data.force) if not document.binding else ""
    return f"《{document.title}》{number}{place_}{note}"


def patterns(document: Document | None, site: models.Site) -> dict[str, str]:
    """The forms of a citation, with ``{place}``, ``{note}`` and ``{address}`` to be filled; ``None``: the handbook's own.

    ``{note}`` is what ``status_note`` says on the day of reading.
    """
    day = site.as_of
    dated = f"{site.version}版，{day.year}年{day.month}月{day.day}日"
    version = f"{site.title}{dated}"
    if document is None:
        named = f"{site.title}{{place}}"
        return {
            "short": named,
            "gongwen": f"{named}（{dated}，{{address}}）",
            "gbt": f"{site.title}. {{place}}[EB/OL]. ({day})[{day}]. {{address}}.",
            "markdown": f"[{named}]({{address}})（{dated}）",
            "link": f"{named} {{address}} （{dated}）",
        }
    number = f"（{document.data.number}）" if document.data.number else ""
    named = f"《{document.title}》{number}{{place}}{{note}}"
    gbt = f"{_authors(document)}. {_gbt_title(document)}{{place}}{{note}}[EB/OL]. {_gbt_day(document)}[{day}]. {{address}}."
    return {
        "short": named,
        "gongwen": f"{named}（见{version}，{{address}}）",
        "gbt": gbt,
        "markdown": f"[{named}]({{address}})（{version}）",
        "link": f"{named} {{address}} （{version}）",
    }


def _authors(document: Document) -> str:
    """The first three, then 等, as GB/T 7714 has it; where no issuer is known, who put the text up."""
    names = [duty.department.name for duty in document.issuers] or [document.data.posted_by or "责任者不详"]
    return ", ".join(names[:3]) + (", 等" if len(names) > 3 else "")


def _gbt_title(document: Document) -> str:
    return f"{document.title}: {document.data.number}: " if document.data.number else f"{document.title}: "


def _gbt_day(document: Document) -> str:
    day = document.data.published or document.data.issued
    return f"({day.isoformat()})" if day else ""


def fill(pattern: str, place_: str, address: str, note: str = "") -> str:
    """One form of one citation. ``cite.js`` does the same in the browser."""
    text = pattern.replace("{note}", note).replace("{place}", place_).replace("{address}", address)
    return re.sub(r": (?=\[EB/OL\])", "", text)  # a document as a whole has no place after its title


# --- the table for the way back ---------------------------------------------------------------------------------------


def table(book: Handbook, moved: dict[str, str]) -> dict[str, Any]:
    """What ``resolve.js`` needs: the names of documents, the places in them, other names, and old addresses.

    ``moved`` leads from each address that is no more to the one that took its place.
    """
    numbers = [document.data.number for document in book.documents if document.data.number]
    tails = [number.rpartition("〕")[2] for number in numbers]

    def names(document: Document) -> list[str]:
        data = document.data
        given = [data.title, data.short_title, *data.aliases]
        if data.number:
            given.append(data.number)
            given.append(data.number[data.number.index("〔") :] if "〔" in data.number else data.number)
            tail = data.number.rpartition("〕")[2]
            if tails.count(tail) == 1:
                given += [f"{tail}文件", f"{tail}文", tail]
        return given

    return {
        "handbook": book.site.title,
        "notes": list(NOTES.values()),
        "documents": [
            {
                "id": document.id, "url": document.url, "title": document.data.short_title, "names": names(document),
                "clauses": [
                    {
                        "url": clause.url, "kind": clause.data.kind, "number": clause.number or "",
                        "heading": clause.heading, "place": place(clause), "aliases": list(clause.data.aliases),
                        "points": [
                            {"id": p.id, "number": p.number or "", "words": point_words(clause, p)} for p in clause.points
                        ],
                    }
                    for clause in document.clauses
                ],
            }
            for document in book.documents
        ],
        "pages": list(addresses.PAGES),
        # Clauses whose address does not follow from their id: items of the plan, which are pages of industries.
        "ids": {clause.id: clause.url for clause in book.clauses if clause.industry or clause.subfield},
        "names": [
            {"name": name, "kind": KIND[type(record)], "url": record.url}
            for record, given in _named(book)
            for name in dict.fromkeys(given)
        ],
        "moved": moved,
    }  # fmt: skip


def _named(book: Handbook) -> Iterator[tuple[Called, list[str]]]:
    """All records that are called by a name, those first whose bare name should win."""
    for industry in book.industries:
        yield industry, [industry.name, *industry.data.aliases]
    for subfield in book.subfields:
        yield subfield, [subfield.name, *subfield.data.aliases]
    for department in book.departments:
        yield department, [department.name, *department.data.short_names, *department.data.aliases]
    for support in book.supports:
        yield support, [support.title, *support.data.aliases]
    for entry in book.lists:
        yield entry, [entry.name]
    for term in book.terms:
        yield term, [term.name, *term.data.aliases]
    for record in chain[Called](book.targets, book.directions, book.days):
        yield record, [name_of(record)]


def table_script(book: Handbook, moved: dict[str, str]) -> str:
    """The table as a classic script."""
    return handed(addresses.CITATIONS, table(book, moved))


# --- what a page says of its own citation -----------------------------------------------------------------------------


def address(site: models.Site, url: str) -> str:
    """The permanent address: whole where the site's own is known, else from the handbook's root. Never an invented one."""
    return f"{site.live_url.rstrip('/')}/{url}" if site.live_url else url


def page_block(record: Citable, site: models.Site, day_code: str) -> dict[str, Any]:
    """What the block 引用 of a page shows, and what ``cite.js`` needs to make any form of it and of the places around."""
    document, place_ = where(record)
    forms = patterns(document, site)
    note, identity = status_note(day_code), _inside(record).id
    return {
        "place": place_, "url": record.url, "address": address(site, record.url),
        "forms": [(label, fill(forms[form], place_, address(site, record.url), note)) for form, label in FORMS.items()],
        "id": identity,
        "report": report(site, identity, address(site, record.url)),
        "data": {
            "forms": forms, "labels": FORMS, "notes": {code: status_note(code) for code in NOTES}, "live": site.live_url,
            "id": identity, "version": f"{site.version}（{site.as_of.isoformat()}）", "report": site.report_url,
        },
    }  # fmt: skip


def report_text(site: models.Site, identity: str, where: str) -> str:
    return f"报告错误\n编号：{identity}\n地址：{where}\n数据版本：{site.version}（{site.as_of.isoformat()}）\n哪里不对：\n应为（依据）：\n"


def report(site: models.Site, identity: str, where: str) -> str | None:
    """A link to report a fault, filled in; ``None`` where nobody has said whom to tell (``report_url``)."""
    if not site.report_url:
        return None
    title, body = quote(f"手册勘误：{identity}", safe=""), quote(report_text(site, identity, where), safe="")
    if "{body}" in site.report_url:
        return site.report_url.replace("{title}", title).replace("{body}", body)
    first = "subject" if site.report_url.startswith("mailto:") else "title"
    return f"{site.report_url}{'&' if '?' in site.report_url else '?'}{first}={title}&body={body}"
