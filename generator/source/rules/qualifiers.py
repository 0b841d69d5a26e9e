"""Qualifiers: a summary that mentions a thing must not drop the word that narrows it. A warning, not an error."""

import re
from collections.abc import Iterator

from generator.source.load import Source
from generator.source.problems import Problem
from generator.source.rules.walks import clauses

# Words that narrow what follows; 领域 and 的 may come between.
_QUALIFIER = re.compile(r"(前沿|细分领域|市级|国家级|部级|新认定|牵头|初创期|种子期)(?:领域)?的?")
_NAMED = 4  # characters that identify a thing


def qualifiers_are_kept(source: Source) -> Iterator[Problem]:
    """Report summaries that contain what a point narrows but not the word that narrows it.

    A qualifier that is left out on purpose is declared in the clause (``leaves_out``).
    """
    common = source.vocabulary.names.field
    for place, _, clause in clauses(source):
        summary, told = clause.summary or "", set(clause.leaves_out)
        for point in clause.points:
            for found in _QUALIFIER.finditer(point.text):
                rest = point.text[found.end() :]
                # What the whole handbook is about does not identify a thing.
                thing = rest[: _NAMED + 2 if common and rest.startswith(common) else _NAMED]
                if len(thing) >= _NAMED and thing in summary and found[1] not in summary and found[1] not in told:
                    told.add(found[1])
                    yield Problem(place / "summary", f"摘要写了“{thing}……”，漏了要点 {point.id} 里的限定词“{found[1]}”", "请补上；有意不写的，在本条款写 leaves_out。")  # fmt: skip
        for index, word in enumerate(clause.leaves_out):
            if not any(word in point.text for point in clause.points):
                yield Problem(place / "leaves_out" / index, f"要点里没有“{word}”，这一条已不适用", "请删去。")
