"""Benefits that stand in a table: its rows are the tiers of one benefit."""

import re
from dataclasses import replace

from generator.drafting.benefits import Found
from generator.text.records import Fact, Tier


def merge_rows(found: Found, tables: tuple[tuple[int, int], ...]) -> None:
    """The benefits of one table are the tiers of one benefit: each cell a tier, named by its row and its column. What the
    sentence before the table says of all of them (给予一次性补助) holds for all."""
    raw = found.text.raw
    for start, end in tables:
        inside = [one for one in found.benefits if one.facts and start <= one.facts[0].start < end]
        if len(inside) < 2:
            continue
        first = inside[0]
        place = found.benefits.index(first)
        before = found.benefits[place - 1] if place else None
        facts = [fact for one in inside for fact in one.facts]
        once = None
        if before is not None and not before.facts and not before.said:
            once = "once" if "一次性" in found.text.text[before.start : before.end] else None
            first.start, first.sentence, first.form, first.facet = (
                before.start,
                before.sentence,
                before.form,
                before.facet,
            )
            first.lead = before.end
            found.benefits.remove(before)
        first.facts = [replace(fact, tier=i, period=fact.period or once) for i, fact in enumerate(facts, 1)]
        first.tiers = [Tier(tier=i, name=_cell(raw, start, fact), at=fact.at) for i, fact in enumerate(facts, 1)]
        first.conditions = []
        first.limits = []
        for one in inside[1:]:
            found.benefits.remove(one)


def _cell(raw: str, start: int, fact: Fact) -> str:
    """The name of a cell: the first of its row, and the head of its column where there are several."""
    line = raw[raw.rfind("\n", 0, fact.start) + 1 : fact.start]
    row = line.partition("；")[0]
    column = re.sub("(?:给予)?$", "", line.rpartition("；")[2])
    column = re.sub("^.*(?:标准|补助|补贴|奖励|金额|额度)", "", column)
    return f"{row}，{column}"[:40] if column and line.count("；") else row[:40]
