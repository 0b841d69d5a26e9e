"""Sums: points and supports of a clause must state the same ones."""

from collections.abc import Iterator

from generator.source.load import Source
from generator.source.problems import Problem
from generator.source.rules.documents import BINDING
from generator.source.rules.walks import clauses, supports
from generator.text.sums import sums


def sums_are_carried(source: Source) -> Iterator[Problem]:
    """Every sum in a point has a support in that clause (a ceiling where the point says 最高), and vice versa."""
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
    """Ceilings and fixed sums have a number, unstated ones none; a sum names a point that states it."""
    for place, document, _, support in supports(source):
        amount = support.amount
        if (amount.kind == "unstated") != (amount.wan is None):
            said = "不写 wan" if amount.kind == "unstated" else "要写 wan（万元）"
            yield Problem(place / "amount", f"金额种类为 {amount.kind} 时{said}")
        if amount.wan and not support.point:
            yield Problem(place, f"支持事项 {support.id} 有金额，却没有写明出自哪个要点（point）")
        if document.force not in BINDING:
            yield Problem(place, "参考文本和提案建议不产生支持事项", "可写成 directions，或删去。")
        if support.prior and (support.prior.kind in ("none", "unstated")) != (support.prior.text is None):
            yield Problem(place / "prior", "有前置资格时写明 text；没有或未载明时不写")
