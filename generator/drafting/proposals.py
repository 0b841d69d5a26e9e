"""Proposed amendments in the making: what is entered so far, from when each change works, and how an entry is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.drafting.becomes import day_of
from generator.drafting.made import Draft
from generator.drafting.named_texts import Mention
from generator.drafting.outline import Part
from generator.drafting.supports import Reach
from generator.records.base import UNFILLED
from generator.states.replay import Timeline
from generator.text.dates import read as dates_of
from generator.text.numerals import number
from generator.text.plain import plain
from generator.text.records import Amendment, Date

_OF_ITSELF = re.compile("(?:之日|即日)起(?:施行|实施|执行|生效)")


@dataclass
class Proposals:
    """What is proposed so far. ``days``: from when the numbered parts of the text work, by the number of the part."""

    made: Draft
    raw: str
    parts: dict[str, Part]
    amended: Mapping[str, Timeline]
    reach: Reach
    begins: str | None
    named: list[Mention] = field(default_factory=list)
    days: dict[int, date] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    numbers: dict[tuple[str, date | None], dict[str, Any]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)  # part -> the article that it spoke of last
    doubt: str | None = None  # why the document of the present change is not sure


def read_days(text: Proposals, parts: list[Part]) -> None:
    """本决定第一条自……起施行，第二条自……起施行: from when each numbered part works."""
    for part in parts:
        for fact in dates_of(plain(text.raw, part.body, part.end)):
            if not isinstance(fact, Date) or (day := day_of(fact.value)) is None:
                continue
            before = re.search("第([一二三四五六七八九十0-9]{1,3})[条项部]分?自$", text.raw[part.body : fact.start])
            if before and re.match("起(?:施行|实施|执行|生效)", text.raw[fact.end :]):
                text.days[int(number(before[1]) or 0)] = day


def sentence(text: Proposals, fact: Amendment, part: Part) -> int:
    """Where the sentence of a change begins."""
    return max(part.start, *(text.raw.rfind(sign, part.start, fact.start) + 1 for sign in "。；\n"))


def day_from(text: Proposals, fact: Amendment, part: Part) -> date | None:
    """From when a change works: the day named last before it in its sentence, that of its numbered part, that of the text."""
    start = sentence(text, fact, part)
    end = part.end if stands_in_heading(text, fact, part) else fact.end
    inside = [one for one in dates_of(plain(text.raw, start, end)) if isinstance(one, Date)]
    begun = [day for one in inside if text.raw[one.end : one.end + 1] == "起" and (day := day_of(one.value))]
    if begun:
        return begun[-1]
    above = part
    while above.under and above.under in text.parts:
        above = text.parts[above.under]
    if above.mark and above.mark.value in text.days:
        return text.days[above.mark.value]
    return day_of(text.begins) or day_of(text.made.document.get("issued"))


def entry_of(text: Proposals, fact: Amendment, part: Part, do: str, day: date | None) -> dict[str, Any]:
    """The beginning of an entry with the next free id; ``keep`` enters it."""
    return {"id": f"e{len(text.entries) + 1}", "at": part.id, "do": do, "target": None, "from": day or UNFILLED}


def keep(text: Proposals, entry: dict[str, Any], fact: Amendment, why: str | None, **told: Any) -> None:
    """Enter a proposal, in the order of the record; what is guessed says so."""
    filled = {**entry, **{key: value for key, value in told.items() if value is not None}}
    order = ("id", "at", "do", "target", "targets", "after", "from", "becomes")
    text.entries.append({key: filled[key] for key in order if filled.get(key) is not None})
    marks, path, at = text.made.marks, f"amends/{entry['id']}", (fact.start, fact.end)
    if reasons := [reason for reason in (why, text.doubt) if reason]:
        marks.guess(path, "；".join(reasons), at)
    else:
        marks.sure(path, at)
    if entry["from"] == UNFILLED:
        marks.guess(f"{path}/from", "没有找到从哪一天起，请填写", at)
    elif entry["from"] == day_of(text.made.document.get("issued")):
        said = "原文写自公布或印发之日起" if _OF_ITSELF.search(text.raw) else "原文没有写从哪一天起"
        marks.guess(f"{path}/from", f"{said}，这里按成文日期填写", at)


def stands_in_heading(text: Proposals, fact: Amendment, part: Part) -> bool:
    """Whether a change is said in the heading of its part alone (四、宣布失效的文件)."""
    return _in_heading(fact, part) and not says_again(text, fact, part)


def _in_heading(fact: Amendment, part: Part) -> bool:
    return bool(part.heading) and fact.end <= part.body + len(part.heading or "") + 1


def says_again(text: Proposals, fact: Amendment, part: Part) -> bool:
    """Whether a heading only announces what is said below it."""
    return _in_heading(fact, part) and any(
        other.start > fact.start and other.do == fact.do and where is part for other, where in text.made.changes
    )
