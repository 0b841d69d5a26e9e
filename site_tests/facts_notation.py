"""One-line notation of facts, used by the cases in ``site_tests/cases/facts``.

``money cap ..300000 per=企业 year``: kind, role, ``low..high`` (a single number if equal; ``(`` and ``)`` for an excluded
end, ``?`` for an open one), unit or currency if not the usual one, then the other fields.
"""

from typing import Any

PLAIN = {"money": "CNY", "rate": "percent"}
WORDS = ("per", "period", "of", "give", "giver", "tier", "years", "exception", "about_side")
MARKS = ("cumulative", "step", "by_convention")


def line(fact: dict[str, Any]) -> str:
    """One fact of ``handbook facts --json`` in the notation of the cases, without benefit and position."""
    kind = fact["kind"]
    if kind in ("money", "rate", "quantity", "tier"):
        parts = [kind, *([fact["role"]] if "role" in fact else [str(fact["tier"])])]
        if fact.get("name"):
            parts.append(fact["name"])
        else:
            parts.append(_stretch(fact))
        unit = fact.get("currency") or fact.get("unit")
        if unit and unit != PLAIN.get(kind):
            parts.append(unit)
        for word in WORDS:
            value = fact.get(word)
            if value is not None and (word, value) != ("give", "money") and not (kind == "tier" and word == "tier"):
                parts.append(
                    f"{word}={'-'.join('' if v is None else str(v) for v in value) if isinstance(value, list) else value}"
                )
        return " ".join([*parts, *(mark for mark in MARKS if fact.get(mark))])
    rest = {key: value for key, value in fact.items() if key not in ("kind", "text", "start", "end", "benefit")}
    said = [
        f"{key}={'-'.join(map(str, v)) if isinstance(v, list) else v}"
        for key, v in rest.items()
        if v not in (None, False) and key != "reason"
    ]
    return " ".join([kind, *said] if said else [kind, fact["text"]])


def _stretch(fact: dict[str, Any]) -> str:
    low, high = fact["low"], fact["high"]
    if low is not None and low == high:
        return str(low)
    first = "" if low is None else f"{'(' if fact['low_in'] is False else '?' if fact['low_in'] is None else ''}{low}"
    last = (
        "" if high is None else f"{high}{')' if fact['high_in'] is False else '?' if fact['high_in'] is None else ''}"
    )
    return f"{first}..{last}"
