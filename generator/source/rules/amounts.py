"""Sums: what a point states is what a support carries, and the other way round."""

from collections import Counter
from collections.abc import Iterator

from generator.records import Amount, Cap, PlainAmount
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules import parts
from generator.source.rules.documents import BINDING
from generator.source.rules.walks import clauses, supports
from generator.text.sums import sums


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
    for place, document, clause, support in supports(source):
        amount = support.amount
        if isinstance(amount, PlainAmount) and (amount.kind == "unstated") != (amount.wan is None):
            said = "不写 wan" if amount.kind == "unstated" else "要写 wan（万元）"
            yield Problem(place / "amount", f"金额种类为 {amount.kind} 时{said}")
        if isinstance(amount, Amount):
            points = {point.id for point in clause.points}
            yield from parts.fit(place / "amount", amount, points)
        if any(part.sum or part.percent for part in support.money.parts if not part.at) and not support.point:
            yield Problem(place, f"支持事项 {support.id} 有金额，却没有写明出自哪个要点（point）")
        if document.force not in BINDING:
            yield Problem(place, "参考文本和提案建议不产生支持事项", "可写成 directions，或删去。")
        if support.prior and (support.prior.kind in ("none", "unstated")) != (support.prior.text is None):
            yield Problem(place / "prior", "有前置资格时写明 text；没有或未载明时不写")


def caps_stand_somewhere(source: Source) -> Iterator[Problem]:
    """A ceiling over several supports is stated by a clause or a point, and is over supports of its own document."""
    for place, document in source.documents:
        own = {support.id for clause in document.clauses for support in clause.supports}
        clauses_known = {clause.id for clause in document.clauses}
        yield from _caps(place, document.caps, clauses_known, own)
        for index, clause in enumerate(document.clauses):
            points = {point.id for point in clause.points}
            yield from _caps(place / "clauses" / index, clause.caps, points | clauses_known, own)


def _caps(place: Place, caps: tuple[Cap, ...], known: set[str], own: set[str]) -> Iterator[Problem]:
    numbered = Counter(cap.id for cap in caps)
    for index, cap in enumerate(caps):
        at = place / "caps" / index
        if numbered[cap.id] > 1:
            yield Problem(at / "id", f"上限编号 {cap.id} 用了两次", "编号写作 k1、k2……，定了就不再改。")
        if cap.at not in known:
            yield Problem(at / "at", f"找不到要点或条款“{cap.at}”", did_you_mean(cap.at, known))
        if not isinstance(cap.over, str):
            for step, support in enumerate(cap.over):
                if support not in own:
                    yield Problem(
                        at / "over" / step, f"支持事项 {support} 不在这份文件里", "合计上限只管本文件的支持事项。"
                    )
