"""Clauses: order, required content, one clause per plan item, and their scopes."""

from collections import Counter
from collections.abc import Iterator

from generator.source.load import Source
from generator.source.problems import Problem, did_you_mean
from generator.source.rules.walks import clauses


def clauses_stand_in_order(source: Source) -> Iterator[Problem]:
    """A clause follows the clause that contains it; supports and directions name existing points."""
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
    """A clause has its own heading and summary, or is an industry or subfield and takes them from there."""
    for place, _, clause in clauses(source):
        own = {"heading": clause.heading, "summary": clause.summary}
        if clause.industry or clause.subfield:
            for key in own:
                if own[key]:
                    yield Problem(
                        place.at_key(key), f"这一条的内容写在产业文件里，这里不再写“{key}”", "同一事实只写一处。"
                    )
        else:
            for key in own:
                if not own[key]:
                    yield Problem(place, f"条款 {clause.id} 缺少“{key}”")
            if clause.kind not in ("part", "section") and not clause.points:
                yield Problem(place, f"条款 {clause.id} 没有要点（points）", "正文里的每件事写成一个要点。")


def plan_items_are_described_once(source: Source) -> Iterator[Problem]:
    """Each industry and subfield is described by exactly one clause, since they share one address."""
    claims: Counter[tuple[str, str]] = Counter()
    for place, _, clause in clauses(source):
        for kind in ("industry", "subfield"):
            if name := getattr(clause, kind):
                claims[kind, name] += 1
                if claims[kind, name] == 2:
                    yield Problem(place / kind, f"{name} 已经有一个条款", "一个产业或细分领域只对应一个条款。")
    for place, industry in source.industries:
        if not claims["industry", industry.id]:
            yield Problem(place / "id", f"没有条款写到产业 {industry.id}", "请在列出它的文件里加一条 industry。")
        for index, subfield in enumerate(industry.subfields):
            if not claims["subfield", subfield.id]:
                yield Problem(place / "subfields" / index / "id", f"没有条款写到细分领域 {subfield.id}", "请在列出它的文件里加一条 subfield。")  # fmt: skip


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


def scopes_make_sense(source: Source) -> Iterator[Problem]:
    for place, _, clause in clauses(source):
        scopes = [(place / "scope", clause.scope)] if clause.scope else []
        scopes += [(place / "supports" / i / "scope", support.scope) for i, support in enumerate(clause.supports)]
        for at, scope in scopes:
            # A clause about all future industries may name one as an example; a support that names one is for that
            # one.
            example = scope.reach == "future" and scope is clause.scope
            if not example and (scope.reach == "named") != bool(scope.industries):
                yield Problem(at, "reach 为 named 时写明 industries（文中印出的产业），其他情形不写", "编辑人员归类的产业写在 tagged。")  # fmt: skip
            for both in set(scope.industries) & set(scope.tagged):
                yield Problem(at / "tagged", f"{both} 已是文中印出的产业，不再归类")
