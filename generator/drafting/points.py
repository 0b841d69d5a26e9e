"""The points of a clause as slots: one for each sentence, with its act and the facts that its text must carry."""

import re
from dataclasses import dataclass
from typing import Any

from generator.drafting.benefits import Found
from generator.drafting.made import Draft
from generator.records.base import UNFILLED
from generator.text.facts import facts_of
from generator.text.plain import BREAK

_SENTENCE = re.compile(f"[^。;{BREAK}]+")
_DUTIES = re.compile("[(][^()]*(?:单位|部门)[:].*|[(].*职责分工.*")
MOST = 99  # ids of points have two digits
_KEPT = ("money", "rate", "quantity", "date", "time", "document-number", "unread", "tier", "years", "said")
_WORDS = re.compile("依法依规|按规定|等(?=国家|市级|重点|[，。、]|$)")
_ACTS = (
    ("rule", "不得|不予|应当|必须|负责解释|施行|有效期|同时废止|是指|所称|适用于|不重复|追回|承担|分担"), ("ask", "提交|报送|申请|申报|填报|请各|请于|须|需"),
    ("aim", "目标|到20[0-9]{2}年|为(?:了)?(?:深入|加快|落实|贯彻|促进|规范)|力争"), ("do", "建设|推动|建立|开展|发布|实施|支持|鼓励|引导|加强|完善|探索|打造|培育|组织"),
)  # fmt: skip


@dataclass(frozen=True)
class Points:
    """``records`` as YAML has them, and the range of each in the plain text of the clause."""

    records: list[dict[str, Any]]
    ranges: list[tuple[int, int]]

    def at(self, place: int) -> str:
        """The id of the point at a position of the plain text; the nearest one before it between points."""
        before = [record["id"] for record, (start, _) in zip(self.records, self.ranges, strict=True) if start <= place]
        return str(before[-1]) if before else "p1"


def points(made: Draft, raw: str, found: Found, kind: str, path: str) -> Points:
    """A slot for each sentence of a clause; where it stands is in its mark."""
    records: list[dict[str, Any]] = []
    ranges: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(found.text.text):
        words = match[0].strip()
        if len(words) < 4 or _DUTIES.fullmatch(words):
            continue
        start, end = found.text.span(match.start(), match.end())
        if len(records) == MOST:
            made.marks.unread(path, f"要点超过 {MOST} 个，其余没有列出", (start, end))
            break
        identity = f"p{len(records) + 1}"
        gives = any(benefit.start < match.end() and match.start() < benefit.end for benefit in found.benefits)
        records.append({"id": identity, "act": act_of(words, gives, kind), "text": UNFILLED})
        ranges.append(match.span())
        made.slots[f"{path}/points/{identity}/text"] = facts(raw, start, end)
        made.marks.guess(f"{path}/points/{identity}/act", "按用词推断", (start, end))
    return Points(records, ranges)


def act_of(words: str, gives: bool, kind: str) -> str:
    """What the text does in these words, of a clause of that kind."""
    if kind in ("problem", "suggestion"):
        return "problem" if kind == "problem" else "suggest"
    if gives:
        return "give"
    return next((act for act, known in _ACTS if re.search(known, words)), "fact")


def facts(raw: str, start: int, end: int) -> list[str]:
    """What a text about this part must not lose: sums, rates, days, numbers, 等 and 依法依规; as printed."""
    kept = [
        "".join(fact.text.split()) for fact in facts_of(raw, start, end) if fact.kind in _KEPT and len(fact.text) <= 30
    ]
    kept += [match[0] for match in _WORDS.finditer(raw[start:end])]
    return list(dict.fromkeys(kept))
