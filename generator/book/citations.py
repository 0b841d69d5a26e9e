"""Cite: how records are named in writing.

A citation has two parts: the document (title, number, how far it binds) and the place in it (第10条, or words that
identify an unnumbered point). The forms of a citation differ only around the place, so each document has one set of
patterns; pages contain the patterns once and the place at each point, and ``cite.js`` inserts the address. ``gbt``
writes references by GB/T 7714; ``resolver_table`` is the way back.
"""

import copy
import re
from collections import Counter
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from generator import records
from generator.book import addresses, gbt, handbook, readings, words
from generator.book.handbook import Called, Citable, Clause, Direction, Document, Support
from generator.book.imprint import Imprint
from generator.book.publication import published_word
from generator.book.states import TextState
from generator.records import kinds
from generator.text.numbering import marks

_ONE_NUMBER = re.compile("第[^条]+条.*|[0-9一二三四五六七八九十百]+[.．、]?")

# States that only amended texts can have: no other page carries their words.
_OF_AMENDED = ("repealed", "lapsed", "suspended", "deleted")

# States that never change: only the pages of such texts carry their words.
_ABOUT_OTHERS = ("draft", "interpretation")

# What a citation adds for a text that binds less, or no longer; by code of its state.
NOTES = {
    "draft": "征求意见稿，没有施行", "interpretation": "政策解读，不是依据",
    "reference": "参考文本，不是政策文件", "proposal": "提案建议，不是政策文件",
    **{code: words.STATUS[code] for code in ("closed", "upcoming", "expired", "replaced")},
    **{code: words.STATUS[code] for code in _OF_AMENDED},
}  # fmt: skip

FORMS = {
    "short": "公文（只引条款）",
    "gongwen": "公文（带出处）",
    "gbt": "GB/T 7714—2025",
    "gbt-2015": "GB/T 7714—2015（旧）",
    "markdown": "Markdown",
    "link": "链接",
}

_KINDS = {
    handbook.Department: kinds.DEPARTMENT, handbook.Industry: kinds.INDUSTRY, handbook.Subfield: kinds.SUBFIELD,
    handbook.Support: kinds.SUPPORT, handbook.Term: kinds.TERM, handbook.PublicList: kinds.LIST,
    handbook.Target: kinds.TARGET, handbook.Day: kinds.DATE, handbook.Direction: kinds.DIRECTION,
}  # fmt: skip


def kind_word(record: Called) -> str:
    """The word for a record's kind, as shown to readers."""
    kind = record.kind if isinstance(record, handbook.Entity) else _KINDS[type(record)]
    return kind.to_readers


# --- the place in a document ------------------------------------------------------------------------------------------


def place(clause: Clause) -> str:
    """A clause within its document: an article as 第10条, an item as 第（24）项, others by number and heading. A number that
    comes back in the document (第一条 of each chapter) has those above it before it: 第二章第一条, 一、（一）.

    A heading added by the editors is never quoted as if printed.
    """
    before = "".join(above(clause)) if _comes_back(clause) else ""
    if is_article(clause) and (not before or str(clause.number).startswith("第")):
        return before + counted(str(clause.number), "条")
    if clause.number and clause.data.kind == "item":
        return f"{before}{counted(clause.number, '项')}“{clause.heading}”"
    if not clause.data.heading_printed:
        return f"{before}{clause.number or ''}中“{clause.heading}”部分（标题为编者所加）"
    if clause.number:
        return f"{before}{clause.number}“{clause.heading}”"
    over = next((step for step in reversed(clause.ancestors) if step.number), None)
    return f"{''.join((*above(over), str(over.number))) if over else ''}“{clause.heading}”"


def above(clause: Clause) -> tuple[str, ...]:
    """The printed numbers above that of a clause, outermost first, without those that it says itself (三、（二）)."""
    found: list[str] = []
    own = str(clause.number or "")
    for step in reversed(clause.ancestors):
        if step.number and not own.startswith(step.number):
            found.insert(0, step.number)
            own = step.number
    return tuple(found)


def _comes_back(clause: Clause) -> bool:
    """Whether another clause of the document has the same number, or one that reads alike: 一、 and （一）."""
    own = _read(*_printed(clause))
    if clause.document.promulgated:  # a number that went over to another clause comes back only in time
        return bool(own) and any(_read(*_printed(other)) == own for other in readings.beside(clause))
    return bool(own) and _numbers(clause.document)[own] > 1


def _numbers(document: Document) -> "Counter[tuple[tuple[str, tuple[int, ...]], ...]]":
    """How many clauses of a document have which number. Counted anew for a document that is still being linked."""
    size, found = _COUNTED.get(document, (0, Counter()))
    if size != len(document.clauses):
        found = Counter(_read(*_printed(clause)) for clause in document.clauses)
        _COUNTED[document] = len(document.clauses), found
    return found


_COUNTED: "WeakKeyDictionary[Document, tuple[int, Counter[tuple[tuple[str, tuple[int, ...]], ...]]]]" = (
    WeakKeyDictionary()
)


def _printed(clause: Clause) -> tuple[str, str]:
    """The number of a clause and the unit by which it is cited."""
    return clause.number or "", "条" if is_article(clause) else "项" if clause.data.kind == "item" else ""


@lru_cache(maxsize=65536)
def _read(number: str, unit: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """A number as it is read in a citation: brackets and commas do not matter, 条 and 项 do."""
    return tuple((mark.style if mark.style in "编章节条" else unit, mark.values) for mark in marks(number))


def is_article(clause: Clause) -> bool:
    """Whether a clause is cited as 第…条: its number is one number. 二、（一） and 第一章1. are cited as printed."""
    return clause.data.kind == "article" and bool(_ONE_NUMBER.fullmatch(clause.number or ""))


def counted(number: str, unit: str) -> str:
    """A printed number with its unit: 10. and 一、 become 第10条 and 第一条; a number printed as 第一条 is kept."""
    return number if number.startswith("第") else f"第{number.rstrip('.．、')}{unit}"


def titled(document: Document) -> str:
    """The title of a document in 《》; title marks inside it become 〈〉."""
    return "《" + document.title.replace("《", "〈").replace("》", "〉") + "》"


def point_place(clause: Clause, point: records.Point) -> str:
    """A point within its document: by its printed number, else by its words."""
    if point.number:
        return f"{place(clause)}{as_item(point.number)}"
    return f"{place(clause)}关于{point_words(clause, point)}的{_said(clause, point)}"


def _said(clause: Clause, point: records.Point) -> str:
    if not clause.document.binding:
        return "内容"
    return "说明" if point.act == "fact" else "规定"


_ITEM = re.compile("[（(][0-9一二三四五六七八九十百]{1,4}[）)]|[0-9]{1,3}(?=[.．、]$)")


def as_item(number: str) -> str:
    """A number printed at a point as it is cited: （三） and 3. become 第（三）项 and 第3项; ③ is kept."""
    found = _ITEM.match(number)
    return f"第{found[0]}项" if found else number


_ENDS = re.compile(r"[，。；：、]")


def point_words(clause: Clause, point: records.Point) -> str:
    """Words that identify a point within its clause.

    The editors' choice (``cite``); else the title of its only support; else the beginning of its text, cut at a pause
    and as long as needed to differ from its neighbours.
    """
    if point.cite:
        return point.cite
    titles = [support.title for support in clause.supports if support.data.point == point.id]
    if len(titles) == 1 and not any(p.text.startswith(titles[0]) for p in clause.points if p is not point):
        return titles[0]
    others = [other.text for other in clause.points if other is not point]
    pauses = [match.start() for match in _ENDS.finditer(point.text)]
    for end in pauses:
        said = _whole(point.text[:end])
        if len(said) >= 8 and said.count("“") == said.count("”") and not any(o.startswith(said) for o in others):
            return said
    return _whole(point.text)


def _whole(text: str) -> str:
    """Words that can precede 的规定: without a closing mark and without a final 的."""
    text = text.strip("。；，：、 ")
    return text[:-1] if text.endswith("的") else text


def support_place(support: Support) -> str:
    return f"{place(support.clause)}支持事项{_quoted(support.title)}"


def direction_place(direction: Direction) -> str:
    return f"{place(direction.clause)}支持方向{_quoted(direction.data.title)}"


def _quoted(title: str) -> str:
    """A title in quotes; quotes inside it become inner quotes."""
    return "“" + title.replace("“", "‘").replace("”", "’") + "”"


# --- citations --------------------------------------------------------------------------------------------------------


def status_note(code: str) -> str:
    """The note on the state of a text; empty where it is in force."""
    return f"〔{NOTES[code]}〕" if code in NOTES else ""


def _inside(record: Citable) -> Citable:
    """The clause that describes an industry or subfield; other records unchanged."""
    return record.clause if isinstance(record, handbook.Industry | handbook.Subfield) else record


def where(record: Citable) -> tuple[Document | None, str]:
    """The document of a record and its place there. ``None``: the record is cited from the handbook itself."""
    inside = _inside(record)
    if isinstance(inside, Document):
        return inside, ""
    if isinstance(inside, Clause):
        return inside.document, place(inside)
    if isinstance(inside, Support):
        return inside.document, support_place(inside)
    if isinstance(inside, Direction):
        return inside.clause.document, direction_place(inside)
    return None, f"“{name_of(inside)}”（{kind_word(inside)}）"


def citation(record: Citable, site: records.Site | None) -> str:
    """A record as cited in official writing, without address; of an amended text with the words that say which of its
    readings is meant. ``site`` is only needed for what no document says."""
    document, place_ = where(record)
    if document:
        return _in_document(document, place_ + reading(record))
    assert site is not None
    return f"{site.title}{place_}"


def reading(record: Citable) -> str:
    """Which reading of an amended text is meant, to stand behind its place; empty where it has only one."""
    inside = _inside(record)
    return readings.suffix(inside) if isinstance(inside, Document | Clause | Support) else ""


def state_citation(state: TextState) -> str:
    """A text as it read in one of its states: ……第十条，2026年3月1日起施行的文本."""
    document, place_ = where(_then(state))
    assert document is not None
    return _in_document(document, f"{place_}，{readings.called(state.text, state.since, state.standing)}")


def _then(state: TextState) -> Document | Clause | Support:
    """The text of a state; a support below its clause as that was numbered then."""
    text: Document | Clause | Support = state.text
    if isinstance(text, Support):
        text = copy.copy(text)
        text.clause = readings.clause_on(text.clause, state.since)
    return text


def point_citation(clause: Clause, point: records.Point) -> str:
    return _in_document(clause.document, cited_point(clause, point))


def cited_point(clause: Clause, point: records.Point) -> str:
    """The place of a point as it is cited, with the reading of its clause."""
    return point_place(clause, point) + readings.suffix(clause)


def places(record: Citable) -> list[tuple[str, str, str]]:
    """How the place of an amended text is cited from one day (ISO) up to another: its readings, and those of the clause
    that it stands in. Empty where it has only one."""
    inside = _inside(record)
    if not isinstance(inside, Document | Clause | Support):
        return []
    texts: list[Document | Clause | Support] = [inside, *([inside.clause] if isinstance(inside, Support) else [])]
    turns = sorted({state.since for text in texts for state in text.versions if state.since})
    found = []
    for since, after in zip([None, *turns], [*turns, None], strict=True):
        version = [state for state in inside.versions if state.since is None or (since and state.since <= since)]
        then = version[-1].text if version else inside
        if isinstance(then, Support):
            then = copy.copy(then)
            then.clause = readings.clause_on(inside.clause, since)  # type: ignore[union-attr]
        place_ = where(then)[1] + (reading(then) or (reading(then.clause) if isinstance(then, Support) else ""))
        found.append((since.isoformat() if since else "", after.isoformat() if after else "", place_))
    return found if len({place_ for _, _, place_ in found}) > 1 else []


def name_of(record: Called) -> str:
    if isinstance(record, handbook.Target):
        return f"{record.data.indicator}（{record.data.year}年）"
    if isinstance(record, handbook.Day):
        return f"{record.document.data.short_title}{record.date.isoformat()}{record.what}"
    if isinstance(record, Direction):
        return f"{record.clause.document.data.short_title}{place(record.clause)}{record.data.title}"
    return record.title


def _in_document(document: Document, place_: str) -> str:
    number = f"（{document.data.number}）" if document.data.number else ""
    note = status_note(document.data.force) if not document.binding else ""
    return f"{titled(document)}{number}{place_}{note}"


def patterns(document: Document | None, site: records.Site) -> dict[str, str]:
    """The forms of a citation, to be filled by ``fill``; ``None``: the handbook's own.

    ``{note}`` is what ``status_note`` says on the day of reading; ``{version}``, ``{day}`` (in words) and ``{iso}`` are the
    edition of the handbook that is cited.
    """
    dated = "{version}版，{day}"
    version = f"{site.title}{dated}"
    reference = _reference(document, site)
    by_gbt = {edition: gbt.pattern(reference, edition) for edition in gbt.EDITIONS}
    if document is None:
        named = f"{site.title}{{place}}"
        return {
            "short": named,
            "gongwen": f"{named}（{dated}，{{address}}）",
            **by_gbt,
            "markdown": f"[{named}]({{address}})（{dated}）",
            "link": f"{named} {{address}} （{dated}）",
        }
    number = f"（{document.data.number}）" if document.data.number else ""
    named = f"{titled(document)}{number}{{place}}{{note}}"
    return {
        "short": named,
        "gongwen": f"{named}（见{version}，{{address}}）",
        **by_gbt,
        "markdown": f"[{named}]({{address}})（{version}）",
        "link": f"{named} {{address}} （{version}）",
    }


def _reference(document: Document | None, site: records.Site) -> gbt.Reference:
    """The parts of a reference by GB/T 7714. ``None``: to the handbook itself.

    Who only posted a text does not answer for it: such a text has no responsible body, and its poster is told as one.
    The day of citing is that of the edition, the last on which its editors held it to be right.
    """
    if document is None:
        operator = (site.operator.name,) if site.operator else ()
        return gbt.Reference(site.title, "{iso}", operator, version="{version}版", dated="{iso}")
    data = document.data
    bodies = tuple(duty.department.name for duty in document.issuers)
    posted = ((data.posted_by, published_word(document)),) if data.posted_by and not bodies else ()
    dated = data.published or data.issued
    return gbt.Reference(
        document.title, "{iso}", bodies, data.number, posted, dated=dated.isoformat() if dated else None
    )


def fill(pattern: str, place_: str, address: str, edition: Imprint, note: str = "") -> str:
    """One form of one citation. ``cite.js`` does the same in the browser, with the edition of the day of reading."""
    text = pattern.replace("{version}", edition.version).replace("{day}", edition.words).replace("{iso}", edition.iso)
    text = text.replace("{note}", note).replace("{place}", place_).replace("{address}", address)
    return gbt.without_empty_place(text)


# --- what a page says of its own citation -----------------------------------------------------------------------------


def handbook_forms(site: records.Site, edition: Imprint) -> list[tuple[str, str, str]]:
    """The handbook as a whole, in every form that says where it is: the name of the form, the citation, and the same
    with the edition still to be filled in by a script."""
    whole, home = patterns(None, site), addresses.permanent(site, addresses.HOME)
    unfilled = Imprint("{version}", "{iso}", "{day}")
    return [
        (label, fill(whole[form], "", home, edition), fill(whole[form], "", home, unfilled))
        for form, label in FORMS.items()
        if form != "short"
    ]


def page_block(record: Citable, site: records.Site, day_code: str, edition: Imprint) -> dict[str, Any]:
    """What the block 引用 of a page shows, and what ``cite.js`` needs to make any form of it and of the places around.

    ``edition`` is the one that the page names.
    """
    document, place_ = where(record)
    place_ += reading(record)
    forms, address = patterns(document, site), addresses.permanent(site, record.url)
    note, identity = status_note(day_code), _inside(record).id
    amended = document is not None and document.promulgated is not None
    own = document.data.force if document else ""
    notes = {
        code: status_note(code)
        for code in NOTES
        if code == own or ((amended or code not in _OF_AMENDED) and code not in _ABOUT_OTHERS)
    }
    return {
        "place": place_, "places": places(record), "url": record.url, "address": address,
        "forms": [(label, fill(forms[form], place_, address, edition, note)) for form, label in FORMS.items()],
        "id": identity,
        "report": report(site, identity, address, edition),
        "data": {
            "forms": forms, "labels": FORMS, "notes": notes, "live": site.live_url,
            "id": identity, "edition": {"version": edition.version, "as_of": edition.iso}, "report": site.report_url,
        },
    }  # fmt: skip


def report_text(identity: str, where: str, edition: Imprint) -> str:
    return f"报告错误\n编号：{identity}\n地址：{where}\n本页版本：{edition.version}（{edition.iso}）\n哪里不对：\n应为（依据）：\n"


def report(site: records.Site, identity: str, where: str, edition: Imprint) -> str | None:
    """A link to report a fault, filled in; ``None`` where nobody has said whom to tell (``report_url``)."""
    if not site.report_url:
        return None
    title, body = quote(f"手册勘误：{identity}", safe=""), quote(report_text(identity, where, edition), safe="")
    if "{body}" in site.report_url:
        return site.report_url.replace("{title}", title).replace("{body}", body)
    first = "subject" if site.report_url.startswith("mailto:") else "title"
    return f"{site.report_url}{'&' if '?' in site.report_url else '?'}{first}={title}&body={body}"
