"""The kinds of record of a policy handbook, one descriptor each, in the order of the handbook."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.book import application, citations, facts, handbook, held, money, telling, windows, words
from generator.book.handbook import Clause, Day, Department, Document, Entity, Industry, PublicList, Support, Term
from generator.book.kinds import Compared, Found, Kind
from generator.book.views import across, named, supports, texts
from generator.records import kinds

Exported = Mapping[str, Any]
Called = Callable[[str], str]


def _documents(clauses: Iterable[Clause]) -> list[Document]:
    return list(dict.fromkeys(clause.document for clause in clauses))


def _touched(clause: Clause) -> list[Industry]:
    own = [clause.subfield.industry] if clause.subfield else []
    return list(dict.fromkeys([*own, *clause.industries, *clause.tagged, *(s.industry for s in clause.subfields)]))


def _cited(record: Any) -> tuple[str]:
    return (citations.name_of(record),)


_ALIASES = Compared("别名", "set")
_STATES = {"states": Compared("修改", "states")}
_VALIDITY = {
    "valid_from": Compared("施行日期"),
    "valid_until": Compared("有效期至"),
    "replaced_by": Compared("替代它的文本"),
    "replaced_on": Compared("被替代的日期"),
}


# --- texts and what they give -----------------------------------------------------------------------------------------

DOCUMENT = Kind(
    data=kinds.DOCUMENT,
    key="documents",
    rank=2,
    linked=Document,
    records=lambda book: book.documents,
    found=lambda document: Found(
        document.title,
        document.data.number or "",
        [document.data.short_title, *document.data.aliases],
        [document],
        binding=document.binding,
    ),
    names=lambda document: (),
    view=texts.document_view,
    model=texts.DocumentView,
    compared={
        "batches": Compared("批次", "batches"),
        "outcomes": Compared("公布的结果", "set", grown=True),
        "title": Compared("标题"),
        "number": Compared("文号"),
        "kind": Compared("性质"),
        "force": Compared("效力", words=words.FORCE),
        "issuers": Compared("发文单位", "set"),
        "issued": Compared("印发日期"),
        "published": Compared("公布日期"),
        **_VALIDITY,
        **_STATES,
        "source": Compared("公开页面"),
        **{
            f"{value}_ground": Compared(f"{word}的依据", words=words.GROUND_SHORT, grown=True)
            for value, word in words.VALUE.items()
        },
        "overlap": Compared("叠加规则", "part", part="text"),
        "caps": Compared("合计上限", "set", grown=True),
        "force_text": Compared("效力说明", "text"),
        "dates_note": Compared("日期说明", "text"),
        "validity_note": Compared("有效期说明", "text"),
        "addressees": Compared("主送", "text"),
        "contact": Compared("联系处室", "part", part="text"),
        "ways": Compared("怎样申请", "set"),
        "summary": Compared("概要", "text"),
        "aliases": _ALIASES,
        "relations": Compared("与其他文件的关系", "set"),
    },
)


def _clause_found(clause: Clause) -> Found:
    own = clause.subfield
    return Found(
        clause.heading,
        clause.number or "",
        [*clause.data.aliases, *(own.data.aliases if own else ())],
        [clause.document],
        _touched(clause),
        own.industry.name if own else clause.words.CLAUSE_KIND[clause.data.kind],
        clause.document.binding,
    )


CLAUSE = Kind(
    data=kinds.CLAUSE,
    key="clauses",
    rank=4,
    linked=Clause,
    records=lambda book: book.clauses,
    # An industry or an item of the plan is found as what it describes.
    found=lambda clause: None if clause.industry or clause.subfield else _clause_found(clause),
    names=lambda clause: (),
    view=texts.clause_view,
    model=texts.ClauseView,
    compared={
        "points": Compared("要点", "points"),
        "limits": Compared("限定", "set", grown=True),
        "ways": Compared("怎样申请", "set", grown=True),
        "caps": Compared("合计上限", "set", grown=True),
        "outlasts": Compared("不随期限终止", grown=True),
        "number": Compared("编号"),
        "heading": Compared("标题"),
        "departments": Compared("责任单位", "duties"),
        "departments_open": Compared("责任单位后的“等”"),
        "names": Compared("提到的单位", "set"),
        **_VALIDITY,
        **_STATES,
        "industries": Compared("涉及{group}", "set"),
        "tagged": Compared("编者归类的{group}", "set"),
        "subfields": Compared("涉及{part}", "set"),
        "related": Compared("相关条款", "set"),
        "terms": Compared("术语", "set"),
        "summary": Compared("概要", "text"),
    },
    logged=lambda clause, called: f"{called(clause['document'])} {called(clause['id'])}",
)


def _note(support: Support) -> str:
    """What stands beside a support among hits: its amount, and the time to apply where a text states one; of an amended or
    stopped one each amount with the days on which it holds."""
    amount = money.in_words(support.data.money, bool(support.data.all_stars))
    if support.states:
        versions = [version.text for version in held.versions(support, support.document.as_of)]
        spoken = [(money.in_words(text.data.money, bool(text.data.all_stars)), held.held(text)) for text in versions]
        amount = "；".join(
            f"{'、'.join(one.words for one in days if one.words)}：{said}" for said, days in spoken if days
        )
    told = application.way(support).fields.get("windows")
    return "；".join([amount, *(windows.in_words(one.entry, support) for one in told.held)] if told else [amount])


def _support_found(support: Support) -> Found:
    return Found(
        support.title,
        names=list(support.data.aliases),
        documents=[support.document],
        industries=[*support.industries, *support.tagged],
        note=_note(support),
    )


def _in_its_document(record: Exported, called: Called) -> str:
    return f"{record['title']}（{called(record['document'])} {called(record['clause'])}）"


_NAMED = {"named": "文中点名的"}  # pages list them instead


SUPPORT = Kind(
    data=kinds.SUPPORT,
    key="supports",
    rank=5,
    linked=Support,
    records=lambda book: book.supports,
    found=_support_found,
    names=lambda support: (support.title, *support.data.aliases),
    view=supports.support_view,
    model=supports.SupportView,
    compared={
        "caps": Compared("合计上限", "set", grown=True),
        "funding": Compared("资金由谁出", "set", grown=True),
        "amount": Compared("金额", "amount"),
        "title": Compared("名称"),
        "clause": Compared("依据条款"),
        "what_for": Compared("支持内容", "text"),
        "applicant": Compared("惠及对象", "part", part="printed"),
        "payee": Compared("付给谁", "part", part="words", grown=True),
        "prior": Compared("前置资格", "part", part="text"),
        "means": Compared("得到什么", "set", words.MEANS, grown=True),
        "stars": Compared("依法依规等写法", "set", grown=True),
        "object_open": Compared("支持对象后的“等”", grown=True),
        "conditions_tree": Compared("条件的细目", "text", grown=True),
        "form": Compared("方式", "part", part="printed"),
        "conditions": Compared("条件", "set"),
        "departments": Compared("责任单位", "duties"),
        "industries": Compared("涉及{group}", "set"),
        "scope": Compared("{group}范围", "part", axis="REACH", part="reach", words=_NAMED),
        "activity": Compared("事项类别", axis="ACTIVITY"),
        **_VALIDITY,
        **_STATES,
        "unstated": Compared("未载明事项", "set"),
        "ways": Compared("怎样申请", "set"),
        "answered_by": Compared("后来写明的支持事项", "set"),
        "gap": Compared("空白"),
        "aliases": _ALIASES,
    },
    logged=_in_its_document,
)

DIRECTION = Kind(
    data=kinds.DIRECTION,
    key="directions",
    rank=8,
    linked=handbook.Direction,
    records=lambda book: book.directions,
    found=lambda direction: Found(
        direction.data.title,
        documents=[direction.clause.document],
        industries=_touched(direction.clause),
        note=telling.direction_note(direction),
        binding=direction.clause.document.binding,
    ),
    names=_cited,
    view=supports.direction_view,
    model=supports.DirectionView,
    compared={
        "title": Compared("名称"),
        "text": Compared("内容", "text"),
        "whom": Compared("对象"),
        "verb": Compared("动词", grown=True),
        "kinds": Compared("对象的种类", "set", axis="APPLICANT", grown=True),
        "means": Compared("方式", "set", words.MEANS, grown=True),
        "industries": Compared("涉及{group}", "set", grown=True),
        "scope": Compared("{group}范围", "part", axis="REACH", part="reach", grown=True, words=_NAMED),
        "note": Compared("编者说明", "text", grown=True),
        "answered_by": Compared("后来写明的支持事项", "set", grown=True),
        "gap": Compared("空白", grown=True),
    },
    logged=_in_its_document,
)

# --- what they call by name -------------------------------------------------------------------------------------------


def _industry_found(industry: Industry) -> Found:
    clause = industry.clause
    return Found(
        industry.name,
        clause.number or "",
        list(industry.data.aliases),
        [clause.document],
        [industry],
        industry.words.tier(industry.data.tier),
    )


INDUSTRY = Kind(
    data=kinds.INDUSTRY,
    key="industries",
    rank=0,
    linked=Industry,
    records=lambda book: book.industries,
    found=_industry_found,
    names=lambda industry: (industry.name, *industry.data.aliases),
    view=named.industry_view,
    model=named.IndustryView,
    compared={
        "name": Compared("名称"),
        "tier": Compared("类别", axis="TIER"),
        "departments": Compared("责任单位", "duties"),
        "summary": Compared("概要", "text"),
        "aliases": _ALIASES,
    },
)

SUBFIELD = Kind(
    data=kinds.SUBFIELD,
    key="subfields",
    rank=1,
    linked=handbook.Subfield,
    records=lambda book: book.subfields,
    found=lambda subfield: _clause_found(subfield.clause),
    names=lambda subfield: (subfield.name, *subfield.data.aliases),
    view=named.subfield_view,
    model=named.SubfieldView,
    compared={
        "name": Compared("名称"),
        "number": Compared("序号"),
        "technologies": Compared("关键技术", "set"),
        "products": Compared("产品", "set"),
        "applications": Compared("应用", "set"),
        "statements": Compared("动词", "set", grown=True),
        "summary": Compared("概要", "text"),
        "aliases": _ALIASES,
    },
)

DEPARTMENT = Kind(
    data=kinds.DEPARTMENT,
    key="departments",
    rank=3,
    linked=Department,
    records=lambda book: book.departments,
    found=lambda department: Found(
        department.name,
        names=[*department.data.short_names, *department.data.aliases],
        note=department.words.DEPARTMENT_KIND[department.data.kind],
    ),
    names=lambda department: (department.name, *department.data.short_names, *department.data.aliases),
    view=named.department_view,
    model=named.DepartmentView,
    compared={
        "name": Compared("全称"),
        "short_names": Compared("简称", "set"),
        "aliases": _ALIASES,
        "kind": Compared("类别", axis="DEPARTMENT_KIND"),
    },
)

# --- what stands across documents -------------------------------------------------------------------------------------


def _target_found(target: handbook.Target) -> Found:
    clauses = [goal.clause for goal in target.goals]
    binding = any(clause.document.binding for clause in clauses)
    return Found(target.data.indicator, documents=_documents(clauses), note=f"{target.data.year} 年", binding=binding)


TARGET = Kind(
    data=kinds.TARGET,
    key="targets",
    rank=7,
    linked=handbook.Target,
    records=lambda book: book.targets,
    found=_target_found,
    names=_cited,
    view=across.target_view,
    model=across.TargetView,
    compared={"indicator": Compared("指标"), "year": Compared("年份"), "goals": Compared("目标值", "set")},
    logged=lambda target, called: str(target["indicator"]),
)

DATE = Kind(
    data=kinds.DATE,
    key="dates",
    rank=9,
    linked=Day,
    records=lambda book: book.days,
    found=lambda day: Found(facts.day_and_what(day), documents=[day.document], binding=day.document.binding),
    names=_cited,
    view=across.date_view,
    model=across.DateView,
    compared={
        "date": Compared("日期"),
        "time": Compared("时刻", grown=True),
        "what": Compared("事项"),
        "for": Compared("对象"),
    },
    logged=lambda day, called: f"{called(day['document'])}：{day['what']}",
)


def _list_found(entry: PublicList) -> Found:
    clauses = [promised.clause for promised in entry.promised]
    return Found(
        entry.name,
        names=[promised.printed for promised in entry.promised if promised.printed != entry.name],
        documents=_documents(clauses),
        binding=any(clause.document.binding for clause in clauses),
    )


LIST = Kind(
    data=kinds.LIST,
    key="lists",
    rank=6,
    linked=PublicList,
    records=lambda book: book.lists,
    found=_list_found,
    names=lambda entry: (entry.name,),
    view=across.list_view,
    model=across.ListView,
    compared={
        "name": Compared("名称"),
        "published_at": Compared("公布地址"),
        "promised": Compared("依据", "set"),
        "what": Compared("内容", "text"),
    },
)


def _topic_found(topic: Entity) -> Found:
    return Found(topic.name, names=[*topic.data.aliases])


TOPIC = Kind(
    data=kinds.TOPIC,
    key="topics",
    rank=1,
    found=_topic_found,
    names=lambda topic: (topic.name, *topic.data.aliases),
    view=across.topic_view,
    model=across.TopicView,
    compared={
        "name": Compared("名称"),
        "aliases": _ALIASES,
        "words": Compared("用语", "set"),
        "what": Compared("内容", "text"),
        "clauses": Compared("条款", "set"),
        "departments": Compared("部门", "set"),
    },
)


def _term_found(term: Term) -> Found:
    clauses = [seen.clause for seen in term.occurrences]
    return Found(
        term.name,
        names=list(term.data.aliases),
        documents=_documents(clauses),
        industries=list(dict.fromkeys(clause.subfield.industry for clause in clauses if clause.subfield)),
        note=telling.term_note(term),
        binding=bool(term.binding) or not term.occurrences,
    )


TERM = Kind(
    data=kinds.TERM,
    key="terms",
    rank=10,
    linked=Term,
    records=lambda book: book.terms,
    found=_term_found,
    names=lambda term: (term.name, *term.data.aliases),
    view=named.term_view,
    model=named.TermView,
    compared={
        "name": Compared("名称"),
        "type": Compared("类型", axis="TERM_TYPE"),
        "aliases": _ALIASES,
        "explanation": Compared("解释", "text"),
    },
)

KINDS = (DOCUMENT, CLAUSE, SUPPORT, DIRECTION, INDUSTRY, SUBFIELD, DEPARTMENT, TARGET, DATE, LIST, TOPIC, TERM)
