"""Results: each stands in the notice that reports it; and texts without effect give nothing, call for nothing, report nothing."""

from collections import Counter
from collections.abc import Iterator

from generator.records import Document
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules.documents import without_effect

# The relation that says of what a text without effect speaks.
SPEAKS_OF = {"interpretation": ("explains", "政策解读"), "draft": ("proposes", "征求意见稿")}


def results_are_reported(source: Source) -> Iterator[Problem]:
    batches = {f"{d.id}/{batch.id}": batch for _, d in source.documents for batch in d.batches}
    for place, document in source.documents:
        known = {clause.id: {point.id for point in clause.points} for clause in document.clauses}
        counted = Counter(result.id for result in document.results)
        for index, result in enumerate(document.results):
            at, (clause, _, point) = place / "results" / index, result.at.partition("#")
            if counted[result.id] > 1:
                yield Problem(at / "id", f"编号 {result.id} 用了两次", "每个结果写一个编号（r1、r2……），定了就不再改。")
            if clause not in known or (point and point not in known[clause]):
                yield Problem(
                    at / "at", f"找不到要点或条款“{result.at}”",
                    did_you_mean(clause, known) or "写本文件的条款（a2）或条款的要点（a2#p1）。",
                )  # fmt: skip
            if (result.count is None) != (result.unit is None):
                yield Problem(at, "count（多少）和 unit（个、家……）要一起写", "文中没有写数量，两样都不写。")
            if result.batch is None:
                continue
            if result.batch not in batches:
                yield Problem(
                    at / "batch", f"找不到批次“{result.batch}”",
                    did_you_mean(result.batch, batches) or "写 文件编号/批次编号，如 call-2026-1/b1。",
                )  # fmt: skip
                continue
            batch = batches[result.batch]
            for step, support in enumerate(result.of):
                if support not in batch.of:
                    yield Problem(at / "of" / step, f"批次 {result.batch} 里没有支持事项 {support}")
            if batch.year and batch.year != result.year:
                yield Problem(at / "year", f"批次 {result.batch} 是 {batch.year} 年度的，不是 {result.year} 年度")


def texts_without_effect_speak_of_others(source: Source) -> Iterator[Problem]:
    """An interpretation or a draft says of which document; a draft has no days on which it would hold."""
    for place, document in source.documents:
        yield from _nothing_of_its_own(place, document)
        if document.force not in SPEAKS_OF:
            continue
        relation, word = SPEAKS_OF[document.force]
        if not any(one.type == relation for one in document.relations):
            yield Problem(
                place / "force", f"{word}没有写明说的是哪份文件", f"在 relations 里写 type: {relation} 和那份文件。"
            )
        for key in ("valid_from", "valid_until"):
            if getattr(document, key):
                yield Problem(place / key, f"{word}没有有效期", "征求意见稿没有施行，解读不是依据；拟施行的日期写在 summary 或要点里。")  # fmt: skip
    yield from _no_promises(source)


def _nothing_of_its_own(place: Place, document: Document) -> Iterator[Problem]:
    said = without_effect(document)
    if not said:
        return
    for key, what in (("batches", "批次"), ("results", "结果")):
        if getattr(document, key):
            yield Problem(place / key, f"{said}没有{what}", "批次写在通知里，结果写在公布结果的文件里。")


def _no_promises(source: Source) -> Iterator[Problem]:
    """What a draft or an interpretation would support, list or aim at is no one's promise, and must not be found as one."""
    silent = {d.id: SPEAKS_OF[d.force][1] for _, d in source.documents if d.force in SPEAKS_OF}
    for place, document in source.documents:
        for index, clause in enumerate(document.clauses):
            if document.id in silent and clause.directions:
                yield Problem(
                    place / "clauses" / index / "directions", f"{silent[document.id]}不产生支持方向", "写成要点。"
                )
    told = [(p / "promised" / i / "clause", g.clause) for p, r in source.lists for i, g in enumerate(r.promised)]
    told += [(p / "goals" / i / "clause", g.clause) for p, t in source.targets for i, g in enumerate(t.goals)]
    for at, name in told:
        word = silent.get(name.partition("/")[0])
        if word:
            yield Problem(at, f"{word}不产生清单和目标", "写成要点。")
