"""What an original says about its terms: each verb of an item with the text it governs.

A verb governs what follows it, up to the next verb of the same item or the end of the sentence; if a noun closes it
(推动……研发与应用), up to that noun.
"""

import re
from collections.abc import Iterable

# A verb begins a sentence or part of one: 发展 in 重点发展 is not a verb of its own.
_BEFORE = r"(?:^|(?<=[。;:,)]))"


def stretches(text: str, verbs: Iterable[str]) -> list[tuple[str, str]]:
    """The (verb, governed text) pairs of a text in comparable form, in order. ``verbs``: all verbs that the item is
    said to use."""
    known = "|".join(map(re.escape, sorted(set(verbs), key=len, reverse=True)))
    if not known:
        return []
    begins = list(re.finditer(f"{_BEFORE}(?:{known})", text))
    found = []
    for index, match in enumerate(begins):
        stop = begins[index + 1].start() if index + 1 < len(begins) else len(text)
        stretch = re.split("[。;]", text[match.end() : stop])[0]
        found.append((match[0], stretch))
    return found


def governed(text: str, verbs: Iterable[str], verb: str, then: str | None) -> list[str]:
    """The texts governed by ``verb``; with ``then`` only those closed by it, cut after it."""
    own = [stretch for found, stretch in stretches(text, verbs) if found == verb]
    if then is None:
        return own
    return [stretch[: stretch.rindex(then) + len(then)] for stretch in own if then in stretch]
