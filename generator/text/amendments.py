"""Amendments: what a text does to another text, or to one of its clauses."""

import re
from collections.abc import Iterator

from generator.text import dates
from generator.text.grammar import Form, forms, pattern
from generator.text.plain import Plain, sentence
from generator.text.records import Amendment, Date, Fact


def read(whole: Plain) -> Iterator[Fact]:
    """The amendments of a passage; where two forms match at one place, the first in the list wins."""
    text = whole.text
    taken: list[tuple[int, int]] = []
    for form in forms():
        for match in form.pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken) and form.do != "sum":
                continue
            if form.do == "sum" and not pattern("older_text").search(sentence(text, match.start())):
                continue  # a sentence that names no older text reports; it amends nothing
            amendment = _amendment(whole, form, match)
            if form.do == "extend" and not (amendment.until or amendment.target):
                continue  # 贴息期限延长至3年 is the duration of a benefit
            yield amendment
            taken.append((match.start(), match.end()))


def _amendment(whole: Plain, form: Form, match: re.Match[str]) -> Amendment:
    words = {
        field: whole.quote(*match.span(group)).strip('“”"‘’「」')
        for group, field in enumerate(form.fields, 1)
        if match[group]
    }
    if form.do == "sum":
        named = list(pattern("older_text").finditer(whole.text[: match.start()]))
        if named:
            words["target"] = whole.quote(*named[-1].span())
    until, end = None, match.end()
    if form.do == "extend":
        last = whole.at[match.end() - 1]
        day = next((day for day in dates.read(whole) if isinstance(day, Date) and last < day.start <= last + 2), None)
        if day:
            until, end = day.value, whole.index(day.end - 1) + 1
    return Amendment(
        do=form.do, target=words.get("target"), after=words.get("after"), old=words.get("old"), new=words.get("new"),
        until=until, at=whole.place(match.start(), end),
    )  # fmt: skip
