"""The official wording of a passage in pieces, its plain summary beside it, and the way texts join the items of a list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.audit.extraction import Fact, Names, facts_in
from generator.audit.originals import Comparable, Original, Passage, comparable
from generator.book.handbook import Piece

_BREAK = re.compile(r"(?:(?<=([。；：：）)]))|)[ \t\u3000]*\n\s*")

Wording = list[Piece]


@dataclass(frozen=True)
class Beside:
    """A clause twice: the official wording, and what the handbook says of it (the summary, then the text of each point)."""

    official: Wording
    plain: list[Wording]


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


def marked(original: Original, passage: Passage, facts: Iterable[Fact]) -> Wording:
    """The wording of a passage with its facts marked."""
    if passage.start >= passage.end:
        return []
    found = pieces(original.whole, passage.start, passage.end, facts)
    # A line break inside a sentence comes from the scan; one after a sentence ends a paragraph.
    return [replace(piece, text=_BREAK.sub(lambda m: "\n" if m[1] else "", piece.text)) for piece in found]


def plain(text: str, known: Iterable[tuple[str, str]], names: Names) -> Wording:
    """A text of the handbook with its facts marked by the same reading as those of the original. ``known``: (kind, key) of what the
    record of the clause names."""
    whole = comparable(text)
    named = [
        Fact(kind, words, words, at.start(), at.end())
        for kind, words in known
        if kind in ("term", "heading", "printed") and len(words) > 1
        for at in re.finditer(re.escape(words), whole.text)
    ]
    return pieces(whole, 0, len(whole.text), [*facts_in(whole.text, names), *named])


def pieces(whole: Comparable, begin: int, close: int, facts: Iterable[Fact]) -> Wording:
    """A part of a text in pieces, as it is written; places of ``facts`` are counted from ``begin``. Of overlapping facts, the one that
    begins first."""
    found: Wording = []
    at, raw_at = begin, whole.at[begin]
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        start, end = begin + fact.start, begin + fact.end
        if start < at or start >= end:
            continue
        found += [Piece(whole.raw[raw_at : whole.at[start]]), Piece(whole.quote(start, end), fact.kind, fact.key)]
        at, raw_at = end, whole.at[end - 1] + 1
    found.append(Piece(whole.raw[raw_at : whole.at[close - 1] + 1]))
    return [piece for piece in found if piece.text]


def beside(official: Wording, plain: list[Wording]) -> Beside:
    """Both texts of a clause, with the facts numbered that stand in both."""
    ours = {(piece.kind, piece.key) for text in plain for piece in text if piece.kind}
    both = dict.fromkeys(
        (piece.kind, piece.key) for piece in official if piece.kind and (piece.kind, piece.key) in ours
    )
    number = {fact: index for index, fact in enumerate(both, 1)}

    def numbered(texts: list[Wording]) -> Iterator[Wording]:
        seen: set[int | None] = {None}
        for text in texts:
            done = []
            for piece in text:
                same = number.get((piece.kind, piece.key)) if piece.kind else None
                done.append(replace(piece, same=same, first=same not in seen))
                seen.add(same)
            yield done

    return Beside(next(numbered([official])), list(numbered(plain)))
