"""Validate: the rules that hold between records. Each rule is a small function that yields problems.

The shape of one record is checked by ``load``; here is what only the whole can tell: ids that are taken twice,
references that lead nowhere, sums that no support carries. A new rule is a function in one of the lists at the end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from generator.load import Source
from generator.models import Clause, Document, Industry, Record, Ref, Support
from generator.problems import BadData, Place, Problem, did_you_mean
from generator.sums import sums

BINDING = ("in-force", "closed")


def validate(source: Source) -> None:
    """Apply every rule. Raises ``BadData`` with all problems, those of reading included.

    Where something could not be read, the rules about the whole would only repeat that it is missing: they wait.
    """
    rules = RULES_OF_RECORDS if source.problems else (*RULES_OF_RECORDS, *RULES_OF_THE_WHOLE)
    problems = [*source.problems, *(problem for rule in rules for problem in rule(source))]
    if problems:
        raise BadData(problems, source.texts)


# --- walks ------------------------------------------------------------------------------------------------------------


def all_records(source: Source) -> Iterator[tuple[Place, Record]]:
    for records in (source.departments, source.terms, source.industries, source.documents, source.lists, source.targets, source.days, source.synonyms):  # fmt: skip
        yield from records


def clauses(source: Source) -> Iterator[tuple[Place, Document, Clause]]:
    for place, document in source.documents:
        for index, clause in enumerate(document.clauses):
            yield place / "clauses" / index, document, clause


def supports(source: Source) -> Iterator[tuple[Place, Document, Clause, Support]]:
    for place, document, clause in clauses(source):
        for index, support in enumerate(clause.supports):
            yield place / "supports" / index, document, clause, support


@cache
def _reference(model: type[Record], name: str) -> str | None:
    """The kind of record that a field refers to, however deep in its annotation the mark stands."""

    def kinds(annotation: Any) -> Iterator[str]:
        for mark in getattr(annotation, "__metadata__", ()):
            if isinstance(mark, Ref):
                yield mark.kind
        for inner in get_args(annotation):
            yield from kinds(inner)

    info = model.model_fields[name]
    marks = [mark.kind for mark in info.metadata if isinstance(mark, Ref)]
    return next(iter([*marks, *kinds(info.annotation)]), None)


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str | None], ...]:
    """The fields that refer to a record or may hold one inside, with the kind: most hold neither."""
    return tuple(
        (name, kind)
        for name, info in model.model_fields.items()
        if (kind := _reference(model, name)) or _holds_records(info.annotation)
    )


def _holds_records(annotation: Any) -> bool:
    return (isinstance(annotation, type) and issubclass(annotation, Record)) or any(map(_holds_records, get_args(annotation)))  # fmt: skip


def references(place: Place, record: Record) -> Iterator[tuple[Place, str, str]]:
    """Every reference in a record and in the records inside it: place, kind of what it refers to, the word."""
    for path, kind, word in _references_at(place.path, record):
        yield Place(place.file, path), kind, word


def _references_at(path: tuple[str | int, ...], record: Record) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    for name, kind in _fields(type(record)):
        value = getattr(record, name)
        for step, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(item, Record):
                yield from _references_at((*path, name) if step is None else (*path, name, step), item)
            elif kind and item is not None:
                yield (*path, name) if step is None else (*path, name, step), kind, item


# --- rules ------------------------------------------------------------------------------------------------------------


def ids_are_unique(source: Source) -> Iterator[Problem]:
    """An id names one thing. Ids that share a kind of address share a space."""
    spaces: dict[str, dict[str, str]] = defaultdict(dict)

    def claim(space: str, place: Place, identity: str) -> Iterator[Problem]:
        if identity in spaces[space]:
            yield Problem(place / "id", f"编号 {identity} 已经用过", f"另一处在 {spaces[space][identity]}，请为其中一处另选编号。")  # fmt: skip
        spaces[space].setdefault(identity, place.file)

    for place, record in all_records(source):
        yield from claim(type(record).__name__, place, record.id)
        if isinstance(record, Industry):
            for index, subfield in enumerate(record.subfields):
                yield from claim("Subfield", place / "subfields" / index, subfield.id)
    for place, document, clause in clauses(source):
        yield from claim(document.id, place, clause.id)
        for index, point in enumerate(clause.points):
            yield from claim(f"{document.id}/{clause.id}", place / "points" / index, point.id)
        for index, direction in enumerate(clause.directions):
            yield from claim("Direction", place / "directions" / index, direction.id)
    for place, _, _, support in supports(source):
        yield from claim("Support", place, support.id)


def files_are_named_by_id(source: Source) -> Iterator[Problem]:
    for place, record in [*source.industries, *source.documents]:
        stem = place.file.rpartition("/")[2].removesuffix(".yml")
        if record.id != stem:
            yield Problem(place / "id", f"编号 {record.id} 与文件名 {stem}.yml 不一致", "文件名就是编号，请改成一样。")


def names_are_unambiguous(source: Source) -> Iterator[Problem]:
    """A name or alias leads to one department and to one term."""
    for records, names in (
        (source.departments, lambda record: {record.name, *record.short_names, *record.aliases}),
        (source.terms, lambda record: {record.name, *record.aliases}),
    ):
        owners: dict[str, Record] = {}
        for place, record in records:
            for name in sorted(names(record)):
                other = owners.setdefault(name, record)
                if other is not record:
                    yield Problem(place / "name", f"名称“{name}”同时属于 {other.id} 和 {record.id}", "请合并两条记录，或改掉其中一个名称。")  # fmt: skip


def synonyms_are_told_once(source: Source) -> Iterator[Problem]:
    """A reader's word stands in one group, so that nobody wonders which of two meanings the search takes."""
    owners: dict[str, str] = {}
    for place, group in source.synonyms:
        for step, word in enumerate(group.readers):
            other = owners.setdefault(word, group.id)
            if other != group.id:
                yield Problem(place / "readers" / step, f"“{word}”已经写在 {other} 里", "请合并两组。")
            if word in group.texts:
                yield Problem(place / "readers" / step, f"“{word}”本身就是文件用语", "这里只写读者的说法。")


def references_lead_somewhere(source: Source) -> Iterator[Problem]:
    known: dict[str, dict[str, str]] = {
        "clause": {f"{document.id}/{clause.id}": "" for _, document, clause in clauses(source)},
        "department": _called(source.departments),
        "document": {record.id: "" for _, record in source.documents},
        "industry": _called(source.industries),
        "subfield": {s.id: s.name for _, industry in source.industries for s in industry.subfields},
        "support": {support.id: "" for *_, support in supports(source)},
        "term": {name: "" for _, term in source.terms for name in (term.name, *term.aliases)},
    }
    words = {
        "clause": "条款", "department": "单位编号", "document": "文件", "industry": "产业编号", "subfield": "细分领域编号",
        "support": "支持事项", "term": "术语",
    }  # fmt: skip
    for place, record in all_records(source):
        for at, kind, word in references(place, record):
            if word not in known[kind]:
                by_name = next((key for key, called in known[kind].items() if called and word in called.split("|")), None)
                hint = f"是不是想写 {by_name}？" if by_name else did_you_mean(word, known[kind])
                if kind == "term" and not hint:
                    hint = "请先在 data/terms/ 里登记这个术语。"
                yield Problem(at, f"找不到{words[kind]}“{word}”", hint)


def _called(records: list[tuple[Place, Any]]) -> dict[str, str]:
    """Ids with the names that somebody may write instead."""
    return {
        record.id: "|".join((record.name, *getattr(record, "short_names", ()), *record.aliases)) for _, record in records
    }


def clauses_stand_in_order(source: Source) -> Iterator[Problem]:
    """A clause stands under one that came before it; supports and directions name points that exist."""
    for place, document in source.documents:
        seen: set[str] = set()
        for index, clause in enumerate(document.clauses):
            at = place / "clauses" / index
            if clause.under and clause.under not in seen:
                yield Problem(at / "under", f"上级条款“{clause.under}”不在它前面", did_you_mean(clause.under, seen))
            seen.add(clause.id)
            points = {point.id for point in clause.points}
            for kind in ("supports", "directions"):
                for step, record in enumerate(getattr(clause, kind)):
                    if record.point and record.point not in points:
                        yield Problem(at / kind / step / "point", f"本条款没有要点 {record.point}", did_you_mean(record.point, points))  # fmt: skip


def clauses_say_something(source: Source) -> Iterator[Problem]:
    """A clause has a heading and a summary of its own, or is an industry or subfield and takes them from there."""
    for place, _, clause in clauses(source):
        own = {"heading": clause.heading, "summary": clause.summary}
        if clause.industry or clause.subfield:
            for key in own:
                if own[key]:
                    yield Problem(place.at_key(key), f"这一条的内容写在产业文件里，这里不再写“{key}”", "同一事实只写一处。")
        else:
            for key in own:
                if not own[key]:
                    yield Problem(place, f"条款 {clause.id} 缺少“{key}”")
            if clause.kind not in ("part", "section") and not clause.points:
                yield Problem(place, f"条款 {clause.id} 没有要点（points）", "正文里的每件事写成一个要点。")


def plan_items_are_described_once(source: Source) -> Iterator[Problem]:
    """Each industry and each subfield is the content of exactly one clause, since the two share one address."""
    claims: Counter[tuple[str, str]] = Counter()
    for place, _, clause in clauses(source):
        for kind in ("industry", "subfield"):
            if name := getattr(clause, kind):
                claims[kind, name] += 1
                if claims[kind, name] == 2:
                    yield Problem(place / kind, f"{name} 已经有一个条款", "一个产业或细分领域只对应一个条款。")
    for place, industry in source.industries:
        if not claims["industry", industry.id]:
            yield Problem(place / "id", f"没有条款写到产业 {industry.id}", "请在行动计划文件里加一条 industry。")
        for index, subfield in enumerate(industry.subfields):
            if not claims["subfield", subfield.id]:
                yield Problem(place / "subfields" / index / "id", f"没有条款写到细分领域 {subfield.id}", "请在行动计划文件里加一条 subfield。")  # fmt: skip


def subfields_are_numbered_through(source: Source) -> Iterator[Problem]:
    places = [
        (subfield.number, place / "subfields" / index / "number")
        for place, industry in source.industries
        for index, subfield in enumerate(industry.subfields)
    ]
    for expected, (number, place) in enumerate(sorted(places, key=lambda entry: entry[0]), start=1):
        if number != expected:
            yield Problem(place, f"细分领域的序号应连续：这里应为 {expected}，写的是 {number}")
            return


def sums_are_carried(source: Source) -> Iterator[Problem]:
    """Every sum that a point states is carried by a support of that clause, as a ceiling where it says 最高; and back."""
    for place, _, clause in clauses(source):
        carried = {(support.amount.wan, support.amount.kind) for support in clause.supports}
        for index, point in enumerate(clause.points):
            stated = _sums(point.text)
            for wan, kind in stated - carried:
                word = "上限（cap）" if kind == "cap" else "定额（fixed）"
                yield Problem(place / "points" / index / "text", f"这里写了 {wan} 万元{word}，却没有支持事项记录它", "请在本条款的 supports 里写明金额，并核对是否“最高”。")  # fmt: skip
            for step, support in enumerate(clause.supports):
                amount = (support.amount.wan, support.amount.kind)
                if support.point == point.id and support.amount.wan and amount not in stated:
                    yield Problem(place / "supports" / step / "amount", f"要点 {point.id} 里没有这笔金额（{support.amount.wan} 万元，{support.amount.kind}）", "请核对金额，以及要点里是否写有“最高”。")  # fmt: skip
        for key in ("summary", "note"):
            for wan, kind in _sums(getattr(clause, key) or "") - carried:
                yield Problem(place / key, f"这里写了 {wan} 万元（{kind}），本条款的支持事项里没有这笔金额")


def _sums(text: str) -> set[tuple[int, str]]:
    return {(found.wan, found.kind) for found in sums(text)}


def amounts_are_whole(source: Source) -> Iterator[Problem]:
    """A ceiling or a fixed sum has a number, an unstated one has none; a sum has a point that states it."""
    for place, document, _, support in supports(source):
        amount = support.amount
        if (amount.kind == "unstated") != (amount.wan is None):
            said = "不写 wan" if amount.kind == "unstated" else "要写 wan（万元）"
            yield Problem(place / "amount", f"金额种类为 {amount.kind} 时{said}")
        if amount.wan and not support.point:
            yield Problem(place, f"支持事项 {support.id} 有金额，却没有写明出自哪个要点（point）")
        if document.force not in BINDING:
            yield Problem(place, "参考文本和提案建议不产生支持事项", "可写成 directions，或删去。")
        if (support.prior.kind in ("none", "unstated")) != (support.prior.text is None):
            yield Problem(place / "prior", "有前置资格时写明 text；没有或未载明时不写")


def scopes_make_sense(source: Source) -> Iterator[Problem]:
    for place, _, clause in clauses(source):
        scopes = [(place / "scope", clause.scope)] if clause.scope else []
        scopes += [(place / "supports" / i / "scope", support.scope) for i, support in enumerate(clause.supports)]
        for at, scope in scopes:
            if (scope.reach == "named") != bool(scope.industries):
                yield Problem(at, "reach 为 named 时写明 industries（文中印出的产业），其他情形不写", "编辑人员归类的产业写在 tagged。")  # fmt: skip
            for both in set(scope.industries) & set(scope.tagged):
                yield Problem(at / "tagged", f"{both} 已是文中印出的产业，不再归类")


_DAYS = ("issued", "published", "valid_from", "valid_until", "replaced_on")


def dates_make_sense(source: Source) -> Iterator[Problem]:
    """Days in order and of our time; a clause holds within its document; what was replaced says by what and when."""
    texts: list[tuple[Place, Any, Document | None]] = []
    for place, document in source.documents:
        texts.append((place, document, None))
        texts += [(place / "clauses" / i, clause, document) for i, clause in enumerate(document.clauses)]
    for place, text, document in texts:
        days = {key: day for key in _DAYS if (day := getattr(text, key, None))}
        for early, late in (("issued", "published"), ("valid_from", "valid_until"), ("valid_from", "replaced_on")):
            if early in days and late in days and days[early] > days[late]:
                yield Problem(place / late, f"{late}（{days[late]}）早于 {early}（{days[early]}）")
        for key, day in days.items():
            if not 1990 <= day.year <= 2100:
                yield Problem(place / key, f"年份 {day.year} 不像是对的", "日期写作 年-月-日，如 2026-01-13。")
        if bool(text.replaced_by) != bool(text.replaced_on):
            yield Problem(place, "replaced_by（由什么替代）和 replaced_on（哪一天起）要一起写")
        own = f"{document.id}/{text.id}" if document else text.id
        if text.replaced_by == own:
            yield Problem(place / "replaced_by", "替代它的不能是它自己")
        if document:
            if document.force not in BINDING and days:
                yield Problem(place, "参考文本和提案建议没有有效期，也不被替代")
            begins, ends = document.valid_from, document.valid_until
            if "valid_from" in days and begins and days["valid_from"] < begins:
                yield Problem(place / "valid_from", f"条款的起始日（{days['valid_from']}）早于文件的起始日（{begins}）")
            if "valid_until" in days and ends and days["valid_until"] > ends:
                yield Problem(place / "valid_until", f"条款的截止日（{days['valid_until']}）晚于文件的截止日（{ends}）")


def documents_are_complete(source: Source) -> Iterator[Problem]:
    for place, document in source.documents:
        if not document.issuers and not document.posted_by:
            yield Problem(place, "发文单位（issuers）和张贴者（posted_by）都没有", "正式文件写 issuers，来历不明的文本写 posted_by。")  # fmt: skip
        for key, note in (("published", "dates_note"), ("url", "url_note")):
            if getattr(document, key) is None and getattr(document, note) is None:
                yield Problem(place, f"没有 {key}，也没有说明（{note}）", "缺少的事实要写明缺少。")
        if document.overlap and document.overlap.clause not in {clause.id for clause in document.clauses}:
            yield Problem(place / "overlap" / "clause", f"本文件没有条款 {document.overlap.clause}")
        for index, relation in enumerate(document.relations):
            if (relation.document is None) == (relation.external is None):
                yield Problem(place / "relations" / index, "document 与 external 写且只写一个")


RULES_OF_RECORDS = (
    ids_are_unique,
    files_are_named_by_id,
    names_are_unambiguous,
    synonyms_are_told_once,
    clauses_stand_in_order,
    clauses_say_something,
    sums_are_carried,
    amounts_are_whole,
    scopes_make_sense,
    dates_make_sense,
    documents_are_complete,
)

RULES_OF_THE_WHOLE = (
    references_lead_somewhere,
    plan_items_are_described_once,
    subfields_are_numbered_through,
)
