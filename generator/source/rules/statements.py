"""Facts about wording: strength of verbs, duties about lists, bounds, and the grounds of values.

Rules of the last part hold for the present data only (``RULES_OF_TODAY``): older states lack these fields, and must
still load for comparison.
"""

import re
from collections.abc import Iterator

from generator.records import Document, Subfield
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules.walks import clauses
from generator.text import verbs

ABOUT = re.compile("左右|上下|约|近")
_VERBS = "重点发展、发展、研发、研究、探索、推动等"
_DAYS = ("issued", "published", "valid_from", "valid_until")


def _subfields(source: Source) -> Iterator[tuple[Place, Subfield]]:
    for place, industry in source.industries:
        for index, subfield in enumerate(industry.subfields):
            yield place / "subfields" / index, subfield


def _terms(subfield: Subfield) -> list[str]:
    return [*subfield.technologies, *subfield.products, *subfield.applications]


def statements_tell_the_terms(source: Source) -> Iterator[Problem]:
    """If an item has statements, they cover each of its terms and no others, with known verbs."""
    for place, subfield in _subfields(source):
        told: set[str] = set()
        known = set(_terms(subfield))
        for index, statement in enumerate(subfield.statements):
            at = place / "statements" / index
            told.update(statement.terms)
            for step, term in enumerate(statement.terms):
                if term not in known:
                    yield Problem(at / "terms" / step, f"本项的术语里没有“{term}”", did_you_mean(term, known))
            if statement.then and not statement.verb:
                yield Problem(at / "then", "有 then（后面的词）就要有 verb（前面的动词）")
            if verbs.of_item(statement.verb, statement.then) is None:
                yield Problem(at / "verb", f"不认识的动词“{statement.verb}”", f"照原文写，如{_VERBS}。")
        for key in ("technologies", "products", "applications"):
            for step, term in enumerate(getattr(subfield, key)):
                if subfield.statements and term not in told:
                    yield Problem(place / key / step, f"“{term}”没有写明动词", "请写进 statements：原文用哪个动词说到它；只在标题里提到的，不写 verb。")  # fmt: skip


def directions_are_told_as_strong_as_printed(source: Source) -> Iterator[Problem]:
    for place, _, clause in clauses(source):
        for index, direction in enumerate(clause.directions):
            if direction.verb and verbs.of_direction(direction.verb) is None:
                yield Problem(place / "directions" / index / "verb", f"不认识的动词“{direction.verb}”", "照原文写，其中要有支持、鼓励、引导、推动或探索。")  # fmt: skip


def duties_about_lists_are_known(source: Source) -> Iterator[Problem]:
    for place, entry in source.lists:
        for index, promised in enumerate(entry.promised):
            for step, word in enumerate(promised.duty):
                if verbs.of_duty(word) is None:
                    yield Problem(place / "promised" / index / "duty" / step, f"不认识的动词“{word}”", "照原文写，如发布、建立、编制、绘制、征集、遴选。")  # fmt: skip


def goals_have_the_bounds_printed(source: Source) -> Iterator[Problem]:
    """A goal has bounds, or an approximate number, or neither."""
    for place, target in source.targets:
        for index, goal in enumerate(target.goals):
            at = place / "goals" / index
            if goal.about != (goal.number is not None):
                yield Problem(at, "约数写 about: true 和 number，二者一起写")
            if goal.about and (goal.low is not None or goal.high is not None):
                yield Problem(at, "约数没有确切的上下限", "删去 low 和 high，只写 about: true 和 number。")
            if goal.low is not None and goal.high is not None and goal.low > goal.high:
                yield Problem(at / "high", f"high（{goal.high}）小于 low（{goal.low}）")


def limits_bound_something(source: Source) -> Iterator[Problem]:
    for place, _, clause in clauses(source):
        points = {point.id for point in clause.points}
        for index, limit in enumerate(clause.limits):
            at = place / "limits" / index
            numbers = limit.low is not None or limit.high is not None
            if numbers == bool(limit.words):
                yield Problem(at, "限定写数字（low、high）或写种类（words），写且只写一样")
            if limit.low is not None and limit.high is not None and limit.low > limit.high:
                yield Problem(at / "high", f"high（{limit.high}）小于 low（{limit.low}）")
            if limit.point not in points:
                yield Problem(at / "point", f"本条款没有要点 {limit.point}", did_you_mean(limit.point, points))


def grounds_belong_to_values(source: Source) -> Iterator[Problem]:
    """A ground needs its value; a day derived from the day of publication needs that day."""
    for place, document in source.documents:
        for key in _DAYS:
            if getattr(document.grounds, key) and not getattr(document, key):
                yield Problem(place / "grounds" / key, f"没有 {key}，却写了它的依据")
        if document.grounds.valid_from == "derived" and not document.published:
            yield Problem(place / "grounds" / "valid_from", "起始日由公布日推算，却没有公布日（published）")
        for index, clause in enumerate(document.clauses):
            if clause.outlasts and document.force != "closed":
                yield Problem(place / "clauses" / index / "outlasts", "只有报送期限已过的文件（force: closed）才需要写 outlasts")  # fmt: skip


# --- of the handbook as it is -----------------------------------------------------------------------------------------


def values_have_grounds(source: Source) -> Iterator[Problem]:
    for place, document in source.documents:
        for key in ("kind", "force", *_DAYS):
            if getattr(document, key) and not getattr(document.grounds, key):
                yield Problem(place / key, f"没有写明 {key} 的依据（grounds）", _grounds_hint(document))


def _grounds_hint(document: Document) -> str:
    return "依据写 stated（文内载明）、issuing-page（发布页标注）、page-address（页面地址）、derived（推算）或 inferred（编者推断）。"


def strength_is_told(source: Source) -> Iterator[Problem]:
    """Items with terms have statements, directions a verb, promised lists a duty."""
    for place, subfield in _subfields(source):
        if _terms(subfield) and not subfield.statements:
            yield Problem(place, f"细分领域 {subfield.id} 没有写明原文用哪些动词（statements）", f"照原文写动词，如{_VERBS}。")  # fmt: skip
    for place, _, clause in clauses(source):
        for index, direction in enumerate(clause.directions):
            if not direction.verb:
                yield Problem(place / "directions" / index, f"支持方向 {direction.id} 没有写明动词（verb）", "照原文写，如支持、鼓励、引导、推动。")  # fmt: skip
    for place, entry in source.lists:
        for index, promised in enumerate(entry.promised):
            if not promised.duty:
                yield Problem(place / "promised" / index, "没有写明要对清单做什么（duty）", "照原文写动词，如发布、建立、编制、征集。")  # fmt: skip


def about_is_told_as_about(source: Source) -> Iterator[Problem]:
    for place, target in source.targets:
        for index, goal in enumerate(target.goals):
            if (found := ABOUT.search(goal.printed)) and not goal.about:
                yield Problem(
                    place / "goals" / index / "printed", f"原文写的是约数（“{found[0]}”），没有写 about: true"
                )
