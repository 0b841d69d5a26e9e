"""The amendments that a text makes to documents of the handbook, proposed in the shape of the records.

A target is found by the title or number of its document and by the number of its article, as the document stood the day
before. What a person must write or choose is a slot (待填写), so that no draft with one can be adopted; whatever is not
understood goes back to the caller, which tells it as 未识别.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from generator.drafting.added import Added
from generator.drafting.becomes import day_of
from generator.drafting.made import Draft
from generator.drafting.named_texts import Spot, mentions, several, spot
from generator.drafting.outline import Part
from generator.drafting.proposals import (
    Proposals,
    day_from,
    entry_of,
    keep,
    read_days,
    says_again,
    sentence,
    stands_in_heading,
)
from generator.drafting.rewording import reword
from generator.drafting.supports import Reach
from generator.records import Document
from generator.records.base import UNFILLED
from generator.states.replay import Timeline
from generator.text.records import Amendment

Change = tuple[Amendment, Part]

_SMALL = re.compile("第[（(]?[一二三四五六七八九十0-9]+[）)]?(?:款|项|目)")
_ARTICLE = re.compile("第[一二三四五六七八九十百零〇0-9]+(?:条(?:之[一二三四五六七八九十])?|部分|章|节|编)")
_LISTED = re.compile("下列|以下|如下|上述")
_WHOLE_TEXTS = {"extend", "continue", "suspend", "resume", "repeal"}


def propose(made: Draft, parts: list[Part], raw: str, amended: Mapping[str, Timeline], reach: Reach, begins: str | None) -> list[Change]:  # fmt: skip
    """Enter what the text does to ``amended`` (by id) into ``made.document["amends"]``, each with its mark, and return the
    changes that are not entered: of other documents, or not understood. ``begins``: the day on which the text begins."""
    quoted = [match.span() for match in re.finditer('[“"][^”"]*[”"]', raw)]
    named = [one for one in mentions(raw, made.known) if not any(a < one.start < b for a, b in quoted)]
    text = Proposals(made, raw, {part.id: part for part in parts}, amended, reach, begins, named)
    read_days(text, parts)
    left: list[Change] = []
    changes = sorted(made.changes, key=lambda change: (change[0].start, -change[0].end))
    before: Amendment | None = None
    for fact, part in changes:
        moved = before if before and before.do == "renumber" and before.end == fact.start else None
        before, text.doubt = fact, None
        if not _enter(text, fact, part, moved) and not says_again(text, fact, part):
            left.append((fact, part))
    if text.entries:
        made.document["amends"] = text.entries
    return left


def _enter(text: Proposals, fact: Amendment, part: Part, moved: Amendment | None) -> bool:
    """Propose one change; ``moved``: the renumbering in the same breath (第十条改为第十一条，修改为…). Whether it is entered."""
    if fact.do in _WHOLE_TEXTS:
        return _whole(text, fact, part)
    identity = _document(text, fact, part)
    if identity is None:
        return False
    day = day_from(text, fact, part)
    document = _before(text.amended[identity], day)
    printed = _printed(text, (moved.old if moved else fact.target or fact.old) or "", part)
    if fact.do == "renumber":
        return _renumber(text, fact, part, document, day)
    added = Added(text.made, text.raw, text.reach, document)
    entry = entry_of(text, fact, part, fact.do, day)
    path = f"amends/{entry['id']}/becomes"
    if fact.do == "insert" and (told := added.inserted(fact, printed, path)):
        keep(text, entry, fact, told.why, target=told.target, after=told.after, becomes=told.becomes)
        return True
    if fact.do == "delete":
        return _delete(text, fact, document, printed, entry)
    aim = spot(document, printed)
    if aim is None:
        return False
    if fact.do == "replace" and (told := added.replaced(fact, aim, path)):
        keep(text, entry, fact, told.why, target=told.target, becomes=told.becomes)
        return True
    if fact.do in ("words", "delete-words", "insert-words", "sum"):
        return reword(text, fact, part, document, aim, day)
    return False


# --- which document, which clause, which day ---------------------------------------------------------------------------


def _document(text: Proposals, fact: Amendment, part: Part) -> str | None:
    """The document that a change speaks of: named in it, else the one named last before it, else the only one asked of."""
    inside = mentions(text.raw, text.made.known, fact.start, fact.end)
    if inside:
        return _asked(text, inside[-1].identity)
    before = [one for one in text.named if one.start < fact.start]
    if not before:
        text.doubt = "原文没有写修改的是哪份文件"
        return next(iter(text.amended)) if len(text.amended) == 1 else None
    above: list[Part] = [part]
    while above[-1].under and above[-1].under in text.parts:
        above.append(text.parts[above[-1].under])
    near = any(one.start <= before[-1].start < one.end for one in above)
    if not near and len({one.identity for one in before}) > 1:
        text.doubt = "上文提到几份文件，请核对改的是哪一份"
    return _asked(text, before[-1].identity)


def _asked(text: Proposals, identity: str | None) -> str | None:
    return identity if identity in text.amended else None


def _printed(text: Proposals, printed: str, part: Part) -> str:
    """The citation of a place, with the article named before it in the same part where it says only 第三款."""
    if article := _ARTICLE.search(printed):
        text.last[part.id] = article[0]
        return printed
    return text.last.get(part.id, "") + printed


def _called(document: Document, aim: Spot) -> str:
    """A clause as a target; the point of a 款 or 项 is for a person to say, since points are not paragraphs."""
    point = aim.point.id if aim.point else UNFILLED
    return f"{document.id}/{aim.clause.id}" + (f"#{point}" if aim.below else "")


def _unsure(aim: Spot) -> str | None:
    return f"{aim.below}是哪个要点，请对照原文件填写" if aim.below and not aim.point else None


def _before(timeline: Timeline, day: date | None) -> Document:
    """A document as it stands the day before a change, or last of all where the day is not known."""
    return (timeline.on(day - timedelta(days=1)) if day else timeline.states[-1]).whole.document


# --- entries -----------------------------------------------------------------------------------------------------------


def _whole(text: Proposals, fact: Amendment, part: Part) -> bool:
    """What ends, stops, goes on or is extended: documents, or one clause of one."""
    named = mentions(text.raw, text.made.known, fact.start, fact.end)
    before = text.raw[sentence(text, fact, part) : fact.end]
    if not named and (_LISTED.search(before) or stands_in_heading(text, fact, part)):
        under = [part, *(other for other in text.parts.values() if other.under == part.id)]
        named = mentions(text.raw, text.made.known, fact.end, max(other.end for other in under))
    ours = [one.identity for one in named if one.identity in text.amended]
    if not ours and named:
        return False
    if not ours:
        sole = _document(text, fact, part)
        if sole is None or (fact.target is None and fact.do not in ("extend", "resume")):
            return False  # 停止执行 without an object is the heading of what follows
        ours = [sole]
    day = day_from(text, fact, part)
    entry = entry_of(
        text, fact, part, "declare-lapsed" if fact.do == "repeal" and "失效" in fact.text else fact.do, day
    )
    document = _before(text.amended[str(ours[0])], day)
    printed = _printed(text, _clause_words(text, fact, part), part)
    aim = spot(document, printed) if printed and len(ours) == 1 else None
    if printed and aim is None and fact.do != "extend":
        return False
    target = _called(document, aim) if aim else ours[0]
    if fact.do == "extend":
        why = None if fact.until else "延长到哪一天没有写，请推算填写"
        keep(text, entry, fact, why, target=target, becomes={"until": day_of(fact.until) or UNFILLED})
    elif len(ours) > 1:
        del entry["target"]
        keep(text, entry, fact, None, targets=ours)
    else:
        keep(text, entry, fact, _unsure(aim) if aim else None, target=target)
    return True


def _clause_words(text: Proposals, fact: Amendment, part: Part) -> str:
    """The citation of a clause in what a change speaks of, between the name of the document and the verb."""
    words = text.raw[sentence(text, fact, part) : fact.end].rpartition("》")[2]
    return "".join(match[0] for match in re.finditer(f"{_ARTICLE.pattern}|{_SMALL.pattern}", words))


def _delete(text: Proposals, fact: Amendment, document: Document, printed: str, entry: dict[str, Any]) -> bool:
    gone = several(document, printed)
    if not gone:
        return False
    why = "；".join(reason for one in gone if (reason := _unsure(one))) or None
    targets = [_called(document, one) for one in gone]
    if len(targets) > 1:
        del entry["target"]
        keep(text, entry, fact, why, targets=targets)
    else:
        keep(text, entry, fact, why, target=targets[0])
    return True


def _renumber(text: Proposals, fact: Amendment, part: Part, document: Document, day: date | None) -> bool:
    """All new numbers of one document and day are one amendment."""
    aim = spot(document, fact.old or "") if fact.old and fact.new else None
    if aim is None or aim.below:
        return False
    key = (document.id, day)
    if key not in text.numbers:
        entry = entry_of(text, fact, part, "renumber", day)
        text.numbers[key] = {"numbers": []}
        keep(text, entry, fact, None, target=document.id, becomes=text.numbers[key])
    text.numbers[key]["numbers"].append({"clause": aim.clause.id, "number": fact.new})
    return True
