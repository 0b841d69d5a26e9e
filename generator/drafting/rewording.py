"""Words of a clause are replaced: a sum, a point, or, where neither can be found, the clause as a whole."""

import re
from datetime import date
from typing import Any

from generator.drafting import becomes
from generator.drafting.becomes import NewSum, Pair, as_written
from generator.drafting.named_texts import Spot
from generator.drafting.outline import Part
from generator.drafting.proposals import Proposals, entry_of, keep
from generator.records import Clause, Document
from generator.records.base import UNFILLED
from generator.text.plain import plain
from generator.text.records import Amendment

_MORE = re.compile(
    '[，,、；](?:并)?(?:将)?[“"]([^”"]+)[”"](?:一词|字样|的表述)?(?:修改|改|调整)(?:为|成)[“"]([^”"]+)[”"]'
)


def pairs_of(text: Proposals, fact: Amendment) -> list[Pair]:
    """Old and new words; those that follow in the same breath too (，“甲”修改为“乙”)."""
    if fact.do == "delete-words":
        return [(fact.old or "", "")]
    if fact.do == "insert-words":
        return [(fact.after or "", f"{fact.after or ''}{fact.new or ''}")]
    pairs, end = [(fact.old or "", fact.new or "")], fact.end
    while match := _MORE.match(text.raw, end):
        pairs.append((match[1], match[2]))
        end = match.end()
    return pairs


def reword(text: Proposals, fact: Amendment, part: Part, document: Document, aim: Spot, day: date | None) -> bool:
    """Words of a clause are replaced: sums where nothing else changes, else the point that has the old words, else the
    whole clause is told anew. The rest of the record stays as it is."""
    sums: dict[str, list[NewSum]] = {}
    others: list[Pair] = []
    for pair in pairs_of(text, fact):
        if found := becomes.new_sum(aim.clause, pair):
            sums.setdefault(found.support.id, []).append(found)
        else:
            others.append(pair)
    for changes in sums.values():
        _sum(text, fact, part, aim.clause, day, changes)
    for pair in others:
        _reword(text, fact, part, document, aim.clause, day, pair)
    return True


def _sum(text: Proposals, fact: Amendment, part: Part, clause: Clause, day: date | None, changes: list[NewSum]) -> None:
    entry = entry_of(text, fact, part, "sum", day)
    path = f"amends/{entry['id']}/becomes"
    support = changes[0].support
    touched = [one for one in support.money.parts if any(change.part.id == one.id for change in changes)]
    told = [becomes.changed_part(one, [c for c in changes if c.part.id == one.id]) for one in touched]
    if len(touched) == 1 and len(support.money.parts) > 1:
        target, amount = f"{support.id}/{touched[0].id}", {"parts": told}
    else:
        target, amount = support.id, as_written(support.money)
        new = {one["id"]: one for one in told}
        amount["parts"] = [new.get(one["id"], one) for one in amount["parts"]]
    made: dict[str, Any] = {"amount": amount}
    pairs = [change.words for change in changes]
    for old, _ in pairs:
        if "point" not in made and (point := becomes.point_with(clause, old)):
            facts = becomes.numbers_after(point.text, pairs)
            made["point"] = becomes.rewritten(text.made, point, f"{path}/point", facts)
        if old in plain(clause.summary or "").text:
            made["summary"] = UNFILLED
            text.made.slots[f"{path}/summary"] = becomes.numbers_after(clause.summary or "", pairs)
    keep(text, entry, fact, "按旧数推断改的是哪一部分金额，请核对", target=target, becomes=made)


def _reword(text: Proposals, fact: Amendment, part: Part, document: Document, clause: Clause, day: date | None, pair: Pair) -> None:  # fmt: skip
    entry = entry_of(text, fact, part, "replace", day)
    path = f"amends/{entry['id']}/becomes"
    facts = [pair[1]] if 0 < len(pair[1]) <= 24 else []
    if point := becomes.point_with(clause, pair[0]):
        made: dict[str, Any] = {"point": becomes.rewritten(text.made, point, f"{path}/point", facts)}
        if pair[0] and plain(pair[0]).text in plain(clause.summary or "").text:
            made["summary"] = UNFILLED
            text.made.slots[f"{path}/summary"] = facts
        keep(
            text,
            entry,
            fact,
            "要点里有改动前的字句；请核对条款的其他内容",
            target=f"{document.id}/{clause.id}#{point.id}",
            becomes=made,
        )
        return
    told = {"clause": becomes.copied(text.made, clause, f"{path}/clause", facts)}
    keep(
        text,
        entry,
        fact,
        "没有一个要点单独写着改动前的字句；沿用了原条款，请按新的字句核对每一项",
        target=f"{document.id}/{clause.id}",
        becomes=told,
    )
