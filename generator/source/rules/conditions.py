"""Conditions and payees: leaves are complete; a payee is not stated more firmly than the text does."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.records import AllOf, AnyOf, Clause, Document, Leaf, Node, NotOf, leaves
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules.walks import clauses, supports

# How an entry of ``unstated`` says that the text does not tell who of several is paid.
_LEFT_OPEN = re.compile(r"给(?!予)[^，。；]*还是|由[^，。；]*还是[^，。；]*获得|收款人")
_MEASURED = ("sum", "size", "firm-age")


def conditions_are_told(source: Source) -> Iterator[Problem]:
    """Leaves have ids, places and the fields of their kind; old and new shape are not mixed."""
    known = {
        f"{document.id}/{clause.id}": {point.id for point in clause.points} for _, document, clause in clauses(source)
    }
    for place, _, _, support in supports(source):
        if support.star and support.stars:
            yield Problem(place.at_key("star"), "star 与 stars 只写一个", "几处都写在 stars 里。")
        if support.prior and not isinstance(support.conditions, tuple):
            yield Problem(place.at_key("prior"), "条件写成树时不再写 prior", "前置资格写成 conditions 里的一项。")
    for place, document, clause, tree in _trees(source):
        numbered = Counter(leaf.id for leaf in leaves(tree))
        points = known[f"{document.id}/{clause.id}"] if clause else set()
        for at, leaf in _placed(place, tree):
            if leaf.id is None or numbered[leaf.id] > 1:
                yield Problem(at, "每个条件写一个编号（id），在本项支持里不重复", "编号写作 c1、c2……，定了就不再改。")
            if leaf.at and leaf.at not in points and not _known(leaf.at, document, known):
                yield Problem(at / "at", f"找不到要点或条款“{leaf.at}”", did_you_mean(leaf.at, points))
            yield from _complete(at, leaf)


def _trees(source: Source) -> Iterator[tuple[Place, Document, Clause | None, Node]]:
    """Every tree of conditions, with the clause whose points its places may name."""
    for place, document in source.documents:
        if document.conditions:
            yield place / "conditions", document, None, document.conditions
        for index, batch in enumerate(document.batches):
            if batch.conditions:
                yield place / "batches" / index / "conditions", document, None, batch.conditions
    for place, document, clause in clauses(source):
        if clause.conditions:
            yield place / "conditions", document, clause, clause.conditions
    for place, document, clause, support in supports(source):
        if not isinstance(support.conditions, tuple):
            yield place / "conditions", document, clause, support.conditions


def _known(at: str, document: Document, known: dict[str, set[str]]) -> bool:
    """A clause of the document (a2), a point of one (a2#p1), or the same of another document (notice/a2)."""
    named, _, point = at.partition("#")
    points = known.get(named if "/" in named else f"{document.id}/{named}")
    return points is not None and (not point or point in points)


def _complete(at: Place, leaf: Leaf) -> Iterator[Problem]:
    if leaf.kind == "open":
        if not (leaf.text or leaf.words):
            yield Problem(at, "写明文中没有写清的是什么（text）")
    elif not (leaf.words and leaf.at):
        yield Problem(at, "条件要照原文写几个字（words），并写明出自哪个要点（at）")
    if leaf.of and leaf.kind != "open":
        yield Problem(at / "of", "of 只写在 kind 为 open 的条件上")
    if leaf.kind in _MEASURED and ((leaf.low is None and leaf.high is None) or not leaf.unit):
        yield Problem(at, f"{leaf.kind} 要写明数（low、high）和单位（unit）")
    if leaf.kind == "date" and not (leaf.since or leaf.until):
        yield Problem(at, "日期条件要写明 since 或 until")


def _placed(place: Place, node: Node) -> Iterator[tuple[Place, Leaf]]:
    """The leaves of a tree, each with its place."""
    match node:
        case Leaf():
            yield place, node
        case AllOf(all=parts):
            for index, part in enumerate(parts):
                yield from _placed(place / "all" / index, part)
        case AnyOf(any=parts):
            for index, part in enumerate(parts):
                yield from _placed(place / "any" / index, part)
        case NotOf(not_=part):
            yield from _placed(place / "not", part)


def payees_are_left_open(source: Source) -> Iterator[Problem]:
    """Where the data says that the payee is unstated, every kind that may be paid stays possible."""
    for place, _, _, support in supports(source):
        payee, named = support.payee, set(support.applicant.kinds)
        for index, gap in enumerate(support.unstated):
            if _LEFT_OPEN.search(gap) and (payee is None or payee.ground != "unstated"):
                yield Problem(place / "unstated" / index, "这里说付给谁未载明，却没有写 payee", "请写 payee：ground 为 unstated，possible 列出可能收款的各类对象（都有可能就不写）。")  # fmt: skip
        if payee is None:
            continue
        if payee.ground == "unstated" and payee.possible and not set(payee.possible) - named:
            yield Problem(place / "payee", "付给谁未载明，possible 里却没有另一类对象", "写上可能建设、运营或依托它的各类对象；都有可能就不写 possible。")  # fmt: skip
        if payee.ground == "stated" and not payee.printed:
            yield Problem(place / "payee", "文中写明付给谁时，照原文写 printed")
