"""Sums: points and supports of a clause must state the same ones."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.records import Amount, Cap, Clause, Document, Part, PlainAmount, Support, raised
from generator.records.stated import NO_BENEFIT, Stated, amounts, carried, given, of_cap, of_part
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean
from generator.source.rules import parts
from generator.source.rules.documents import BINDING, without_effect
from generator.source.rules.walks import clauses, supports


@dataclass(frozen=True)
class _OfSupport:
    """The new amount of a support that itself is written elsewhere."""

    money: Amount


def sums_are_carried(source: Source) -> Iterator[Problem]:
    """Every sum and rate that a point gives is carried by a support of that clause, as what it is; and the other way round."""
    for place, document, clause in clauses(source):
        if document.force in ("draft", "interpretation"):  # tells what another text gives, or would give
            continue
        caps = {of_cap(cap) for cap in (*document.caps, *clause.caps)}
        totals = {result.sum.value for result in document.results if result.sum}  # over all, nobody's own
        given_by = (*clause.supports, *_amended(document, clause), *_called(document))
        held = {stated for support in given_by for part in support.money.parts if (stated := of_part(part))}
        for index, point in enumerate(clause.points):
            for stated in dict.fromkeys(stated for stated, _ in carried(point.text)):
                if stated not in held | caps and stated.high not in totals:
                    yield Problem(place / "points" / index / "text", f"这里写了“{stated.words}”，却没有支持事项记录它", "请在本条款的 supports 里写明金额，并核对是否“最高”。")  # fmt: skip
        texts = {point.id: point.text for point in clause.points}
        for step, support in enumerate(clause.supports):
            for at, part in _placed(place / "supports" / step / "amount", support.amount):
                text = texts.get(part.at or support.point or "")
                if text is not None:
                    yield from _backed(at, part, part.at or str(support.point), text)
        for key in ("summary", "note"):
            for stated, _ in carried(getattr(clause, key) or ""):
                if stated not in held | caps and stated.high not in totals:
                    yield Problem(place / key, f"这里写了“{stated.words}”，本条款的支持事项里没有这笔金额")


def _called(document: Document) -> Iterator[_OfSupport]:
    """What a notice gives in its batches."""
    for batch in document.batches:
        if batch.amount:
            yield _OfSupport(batch.amount)


def _amended(document: Document, clause: Clause) -> Iterator[Support | _OfSupport]:
    """What an amending clause gives is given by the texts that it amends."""
    for amendment in document.amends:
        if amendment.at == clause.id:
            becomes = amendment.becomes
            yield from becomes.clause.supports if becomes.clause else ()
            if becomes.support:
                yield becomes.support
            if becomes.amount:
                yield _OfSupport(raised(becomes.amount))


def _placed(place: Place, amount: Amount | PlainAmount) -> Iterator[tuple[Place, Part]]:
    """The parts of an amount, each with its place in the file; older data has one line for all."""
    for index, part in enumerate(raised(amount).parts):
        yield place / "parts" / index if isinstance(amount, Amount) else place, part


def _backed(at: Place, part: Part, point: str, text: str) -> Iterator[Problem]:
    """A part against the point that it stands in: the same amount in the same role, for the same time."""
    recorded = of_part(part)
    if recorded is None:
        return
    facts = [fact for stated, fact in given(text) if stated == recorded]
    if not facts:
        yield Problem(at, f"要点 {point} 里没有这笔金额（{recorded.words}）", _instead(recorded, text))
        return
    years = [fact.years for fact in facts]
    if part.years not in years:
        first = years[0]
        told = first and (f"第 {first[0]} 至 {first[1]} 年" if first[1] else f"第 {first[0]} 年起")
        yield Problem(
            at, f"要点 {point} 里这笔金额的年份是：{told or '没有写分年'}", "年份写作 years: [第几年, 到第几年]。"
        )
    # Older data cannot say 一次性, and loses nothing by it; that something comes each year must be said.
    periods = {fact.period for fact in facts}
    if part.period not in periods and (part.period is not None or "once" not in periods):
        often = next((period for period in periods if period), None)
        hint = (
            f"请写 period: {often}；老写法（kind、wan）写不了，要写成 parts。"
            if often
            else "要点里没有写，就不写 period。"
        )
        yield Problem(at, f"要点 {point} 里这笔金额多久给一次，与记录的不同", hint)


def _instead(recorded: Stated, text: str) -> str:
    """What the point says where its number is the same, but what it means is not."""
    for stated, fact in amounts(text):
        if stated.kind == recorded.kind and {stated.low, stated.high} & {recorded.low, recorded.high} - {None}:
            if fact.role in NO_BENEFIT:
                return f"要点里的“{fact.text}”是{NO_BENEFIT[fact.role]}，不是给付的金额。"
            return f"要点里写的是“{stated.words}”。"
    return "请核对金额，以及要点里是否写有“最高”。"


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
            yield Problem(place, f"{without_effect(document)}不产生支持事项", "可写成 directions，或删去。")
        if support.prior and (support.prior.kind in ("none", "unstated")) != (support.prior.text is None):
            yield Problem(place / "prior", "有前置资格时写明 text；没有或未载明时不写")


def batches_state_amounts(source: Source) -> Iterator[Problem]:
    """What a notice gives in a batch stands in a clause of it, each part in a point there."""
    for place, document in source.documents:
        known = {clause.id: {point.id: point.text for point in clause.points} for clause in document.clauses}
        for index, batch in enumerate(document.batches):
            at = place / "batches" / index
            if (batch.amount is None) != (batch.amount_at is None):
                yield Problem(at, "amount（这一批给多少）和 amount_at（写在哪一条）要一起写")
            elif batch.amount and batch.amount_at:
                if batch.amount_at not in known:
                    hint = did_you_mean(batch.amount_at, known) or "写本文件的条款编号。"
                    yield Problem(at / "amount_at", f"本文件没有条款 {batch.amount_at}", hint)
                    continue
                texts = known[batch.amount_at]
                yield from parts.fit(at / "amount", batch.amount, set(texts))
                for step, part in enumerate(batch.amount.parts):
                    if part.at is None:
                        yield Problem(at / "amount" / "parts" / step, "批次的金额要写明出自哪个要点（at）")
                    elif part.at in texts:
                        yield from _backed(at / "amount" / "parts" / step, part, part.at, texts[part.at])


def caps_stand_somewhere(source: Source) -> Iterator[Problem]:
    """A ceiling over several supports is stated by a clause or a point, and is over supports of its own document."""
    for place, document in source.documents:
        own = {support.id for clause in document.clauses for support in clause.supports}
        clauses_known = {clause.id for clause in document.clauses}
        yield from _caps(place, document.caps, clauses_known, own)
        for index, clause in enumerate(document.clauses):
            points = {point.id for point in clause.points}
            yield from _caps(place / "clauses" / index, clause.caps, points | clauses_known, own)


def splits_stand_somewhere(source: Source) -> Iterator[Problem]:
    """Shares add up to the whole, have numbers of their own, and stand in a clause of their document."""
    for place, document in source.documents:
        known = {clause.id: {point.id for point in clause.points} for clause in document.clauses}
        numbered = Counter(split.id for split in document.splits)
        for index, split in enumerate(document.splits):
            at, (clause, _, point) = place / "splits" / index, split.at.partition("#")
            if numbered[split.id] > 1:
                yield Problem(at / "id", f"编号 {split.id} 用了两次", "编号写作 f1、f2……，定了就不再改。")
            if sum(payer.percent for payer in split.payers) != 100:
                yield Problem(at / "payers", "各方分担的比例合起来不是 100%")
            if clause not in known or (point and point not in known[clause]):
                yield Problem(
                    at / "at",
                    f"找不到要点或条款“{split.at}”",
                    did_you_mean(clause, known) or "写条款（a2）或条款的要点（a2#p1）。",
                )


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
