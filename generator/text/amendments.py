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
    taken: dict[tuple[int, int], Amendment] = {}
    for form in forms():
        for match in form.pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken) and form.do != "sum":
                continue
            if form.do == "sum" and not pattern("older_text").search(sentence(text, match.start())):
                continue  # a sentence that names no older text reports; it amends nothing
            amendment = _amendment(whole, form, match, taken)
            if amendment is None:
                continue
            yield amendment
            taken[match.span()] = amendment


def may_change_sums(whole: Plain) -> bool:
    """Whether ``read`` may find that a passage changes a sum of another text; for most texts this saves reading them."""
    return any(form.pattern.search(whole.text) for form in forms("sum"))


def _amendment(
    whole: Plain, form: Form, match: re.Match[str], taken: dict[tuple[int, int], Amendment]
) -> Amendment | None:
    words = {
        field: whole.quote(*match.span(group)).strip('“”"‘’「」')
        for group, field in enumerate(form.fields, 1)
        if match[group]
    }
    if form.do == "sum":
        named = list(pattern("older_text").finditer(whole.text[: match.start()]))
        if named:
            words["target"] = whole.quote(*named[-1].span())
    if form.do == "insert":
        words = _inserted(words)
    if form.do == "replace" and "target" not in words:  # 第十条改为第十一条，修改为：“…”
        before = next((one for (_, end), one in taken.items() if end == match.start() and one.do == "renumber"), None)
        if before is None or before.new is None:
            return None
        words["target"] = before.new
    until, end = None, match.end()
    if form.do in ("extend", "suspend", "continue"):
        until, end = _until(whole, match.end())
    if form.do == "extend" and not (until or "target" in words):
        return None  # 贴息期限延长至3年 is the duration of a benefit
    return Amendment(
        do=form.do, target=words.get("target"), after=words.get("after"), old=words.get("old"), new=words.get("new"),
        begins=_begins(whole, match.start(), end), until=until, at=whole.place(match.start(), end),
    )  # fmt: skip


_ARTICLE = re.compile("第[一二三四五六七八九十百零〇0-9]+条(?:之[一二三四五六七八九十]+)?")
_SMALL = re.compile("第[一二三四五六七八九十0-9]+款|第[（(]?[一二三四五六七八九十0-9]+[）)]?项")


def _inserted(words: dict[str, str]) -> dict[str, str]:
    """A paragraph or item with the article that it goes into: 第六条第一款后增加一款，作为第二款 adds 第六条第二款."""
    article = _ARTICLE.match(words.get("within", words.get("after", "")))
    target = words.get("target", "")
    if article and _SMALL.match(target):
        return {**words, "target": article[0] + target}
    return words


def _begins(whole: Plain, start: int, end: int) -> str | None:
    """The day from which it works, where its sentence names one: 自2027年1月1日起."""
    said = sentence(whole.text, start)
    begin = whole.text.find(said, max(0, start - len(said)))
    for day in dates.read(whole):
        if isinstance(day, Date) and len(day.value) == 10:
            first, last = whole.index(day.start), whole.index(day.end - 1) + 1
            inside = begin <= first < max(begin + len(said), end)
            if inside and whole.text[last : last + 1] == "起" and whole.text[first - 1 : first] in ("自", "从"):
                return day.value
    return None


def _until(whole: Plain, end: int) -> tuple[str | None, int]:
    """The day until which it works, right behind: (停止执行)至2027年12月31日, (继续有效),有效期至…. And where it ends."""
    to = re.compile("[,，]?(?:有效期)?(?:延长|延续)?(?:至|到)").match(whole.text, end)
    place = to.end() if to else end
    for day in dates.read(whole):
        if isinstance(day, Date) and whole.index(day.start) == place and (to or whole.text[end - 1] in "到至"):
            return day.value, whole.index(day.end - 1) + 1
    return None, end
