"""The official wording of a passage in pieces, and the way texts join the items of a list."""

import re

from generator.audit.extraction import Fact
from generator.audit.originals import Original, Passage

_BREAK = re.compile(r"(?:(?<=([。；：：）)]))|)[ \t\u3000]*\n\s*")

# The official wording in pieces, with the kind of fact for checked pieces.
Wording = list[tuple[str, str | None]]


def in_a_list(term: str, text: str) -> bool:
    """Whether a term is an item of a list whose items share an end or a beginning.

    固态、液态等储运设备 contains 固态储运设备; 电动船舶、汽车 contains 电动汽车. Both halves are in one part of a sentence, in order; the
    list continues right after the first or right before the second (、 / 和 等 ...).
    """
    for cut in range(1, len(term)):
        first, rest = re.escape(term[:cut]), re.escape(term[cut:])
        if re.search(rf"{first}(?:[、/和及或与等][^。;,]{{0,60}}?|[^。;,]{{0,60}}?[、/和及或与等]){rest}", text):
            return True
    return False


def marked(original: Original, passage: Passage, facts: list[Fact]) -> Wording:
    """The wording of a passage with its facts marked; of overlapping facts, the one that begins first."""
    if passage.start >= passage.end:
        return []
    whole, pieces = original.whole, []
    at, raw_at = passage.start, whole.at[passage.start]
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        start, end = passage.start + fact.start, passage.start + fact.end
        if start < at or start >= end:
            continue
        pieces += [(whole.raw[raw_at : whole.at[start]], None), (whole.quote(start, end), fact.kind)]
        at, raw_at = end, whole.at[end - 1] + 1
    pieces.append((whole.raw[raw_at : whole.at[passage.end - 1] + 1], None))
    # A line break inside a sentence comes from the scan; one after a sentence ends a paragraph.
    return [(_BREAK.sub(lambda m: "\n" if m[1] else "", text), kind) for text, kind in pieces if text]
