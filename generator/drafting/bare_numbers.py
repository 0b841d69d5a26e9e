"""Numbers without a stop: 1 总则, below which stand 1.1 and 1.2, as rules for subsidies and standards print them."""

import re

_BARE = re.compile("^[ \t\u3000]*([1-9][0-9]?)([ \t\u3000]+)(?=[一-龥])", re.MULTILINE)


def stopped(raw: str) -> tuple[str, frozenset[int]]:
    """The text with a stop behind each such number, every character at its place, and where these numbers begin. A number
    counts only where its first decimal stands at the beginning of a line below it, before the next such number."""
    found = list(_BARE.finditer(raw))
    made, places = list(raw), set()
    for i, match in enumerate(found):
        below = raw[match.end() : found[i + 1].start() if i + 1 < len(found) else len(raw)]
        if re.search(rf"^[ \t\u3000]*{match[1]}[.．]1(?![0-9])", below, re.MULTILINE):
            made[match.start(2)] = "."
            places.add(match.start(1))
    return "".join(made), frozenset(places)
