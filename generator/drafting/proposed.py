"""Goals and promised lists that a text names: proposed for ``targets.yml`` and ``lists.yml``, for an officer to take over."""

import re
from typing import Any

from generator.text.facts import facts_of
from generator.text.plain import plain
from generator.text.records import Quantity

_LIST = re.compile(
    "((?:定期|动态|每(?:季度|半年|年))?(?:征集|遴选|发布(?:一次)?|编制|绘制|建立|制定|完善|[、和并])+)([^,。;、]{0,20}?(?:清单|目录|名单|地图|白名单|数据库|榜单))"
)
_RHYTHM = re.compile("定期|动态|每季度|每半年|每年")
_GOAL = re.compile("到(20[0-9]{2})年")


def lists(raw: str, start: int, end: int, clause: str) -> list[dict[str, Any]]:
    """Lists that the text promises: printed name, verbs, rhythm, place."""
    whole = plain(raw, start, end)
    made = []
    for match in _LIST.finditer(whole.text):
        rhythm = _RHYTHM.search(match[1])
        if match[1].startswith(("和", "并", "、")):
            continue
        verbs = re.findall("征集|遴选|发布|编制|绘制|建立|制定|完善", match[1])
        made.append({"printed": match[2], "duty": verbs, **({"rhythm": rhythm[0]} if rhythm else {}), "clause": clause, "at": list(whole.span(match.start(), match.end()))})  # fmt: skip
    return made


def goals(raw: str, start: int, end: int, clause: str) -> list[dict[str, Any]]:
    """Numbers set as goals for a year: as printed, with bounds (none where the text says about), unit and place."""
    whole = plain(raw, start, end)
    years = [(match.start(), int(match[1])) for match in _GOAL.finditer(whole.text)]
    made = []
    for fact in facts_of(raw, start, end):
        if not isinstance(fact, Quantity) or not years:
            continue
        place = whole.index(fact.start)
        year = next((year for at, year in reversed(years) if at <= place), None)
        if year is None:
            continue
        begin = max(whole.text.rfind(mark, 0, place) for mark in ",。;") + 1
        made.append(
            {
                "indicator": whole.text[begin:place][:20], "year": year, "printed": "".join(fact.text.split()), "unit": fact.unit,
                **({"about": True} if fact.about else {"low": _whole(fact.low), "high": _whole(fact.high)}), "clause": clause,
                "at": [fact.start, fact.end],
            }
        )  # fmt: skip
    return made


def _whole(value: object) -> int | str | None:
    if value is None:
        return None
    text = format(value, "f") if not isinstance(value, str) else value
    return int(text) if text.isdigit() else text
