"""How to apply, as far as the text says it: windows, channels, materials, offices, steps, annexes."""

import re
from typing import Any

from generator.drafting.layers import Layers
from generator.drafting.marks import Marks
from generator.drafting.names import Known
from generator.drafting.outline import Part
from generator.text.facts import facts_of
from generator.text.numbering import folded
from generator.text.records import Channel, Department, Fact, Material, Window

_STEP = re.compile(
    "([0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(工作日|日|天)(?:内|之内|以内)?[^,。;]{0,12}?(初审|审核|审定|复核|评审|拨付|兑付|发放|公示)|(公示)(?:期)?(?:为|不少于)?([0-9]{1,3}|[一二三四五六七八九十]{1,3})个?(工作日|日|天)"
)
_PHONE = re.compile("(?:电话|联系电话)[:：]?[ ]*([0-9]{3,4}-?[0-9]{7,8})")
_ANNEX = re.compile("(?:附件[:：]?)?[ ]*(?:([0-9]{1,2})[.．、])?([^\n。；;]{2,40})")
# 于4月30日前完成初审并报市局: a day for the offices that examine, not for those who apply.
_OF_OFFICES = re.compile("[^，,。；;]{0,4}(?:完成)?(?:初审|审核|审查|评审|复核|汇总|公示|拨付)")
_AUTOMATIC = "automatic"


def application(raw: str, parts: list[Part], layers: Layers, known: Known, marks: Marks) -> dict[str, Any]:
    """The way to apply, as YAML has it; empty where the text says nothing."""
    from generator.text.numerals import number

    way: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        facts = facts_of(raw, part.body, part.end)
        for fact in facts:
            _enter(way, raw, fact, part, known, marks)
        text = "".join(folded(raw[part.body : part.end]).split())
        for match in _STEP.finditer(text):
            name, digits, day = (match[3], match[1], match[2]) if match[3] else (match[4], match[5], match[6])
            days = number(digits)
            step = {"name": name, "days": int(days or 0) or None, "day_kind": "working" if day == "工作日" else "calendar", "at": part.id}  # fmt: skip
            if not any(other["name"] == name for other in way.get("steps", [])):
                way.setdefault("steps", []).append(step)
                marks.guess(
                    f"application/steps/{len(way['steps'])}", "步骤和时限请核对由谁办理", (part.start, part.end)
                )
        _asked(way, text, part, facts, known, marks)
    _annexes(way, raw, layers, parts, marks)
    order = ("windows", "channels", "materials", "offices", "steps", "annexes")
    made: dict[str, Any] = {key: way[key] for key in order if way.get(key)}
    if automatic := way.get(_AUTOMATIC):
        made = {_AUTOMATIC: automatic[0], **made}
    return made


def _enter(way: dict[str, list[dict[str, Any]]], raw: str, fact: Fact, part: Part, known: Known, marks: Marks) -> None:
    at = (fact.start, fact.end)
    if isinstance(fact, Window) and fact.use == "application" and (fact.until or fact.begins):
        if _OF_OFFICES.match(raw, fact.end):
            return
        windows = way.setdefault("windows", [])
        window: dict[str, Any] = {"id": f"w{len(windows) + 1}"}
        for key, moment in (("from", fact.begins), ("until", fact.until)):
            if moment and re.fullmatch("(?:[0-9]{4}-[0-9]{2}|--[0-9]{2})-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?", moment):
                window[key] = moment
        if len(window) > 1:
            every = fact.every or ("year" if any(value.startswith("--") for value in window.values()) else "once")
            windows.append({**window, "every": every, "at": part.id})
            marks.guess(f"application/windows/w{len(windows)}", "请核对是谁的、为什么的期限", at)
    elif isinstance(fact, Channel):
        if fact.way == "automatic":
            way.setdefault(_AUTOMATIC, []).append({"value": True, "words": fact.text, "at": part.id})
            marks.guess("application/automatic", "请核对是全部还是其中几项", at)
        elif fact.way in ("online", "counter", "post", "mail"):
            channel = {"kind": fact.way, **({"name": fact.name} if fact.name else {}), **({"url": fact.url} if fact.url else {}), "at": part.id}  # fmt: skip
            if not any(
                other["kind"] == fact.way and other.get("name") == fact.name for other in way.get("channels", [])
            ):
                way.setdefault("channels", []).append(channel)
                marks.sure(f"application/channels/{len(way['channels'])}", at)
    elif isinstance(fact, Material) and not any(other["name"] == fact.name for other in way.get("materials", [])):
        way.setdefault("materials", []).append({"name": fact.name, **({"copies": fact.copies} if fact.copies else {}), "at": part.id})  # fmt: skip
        marks.sure(f"application/materials/{len(way['materials'])}", at)


def _asked(way: dict[str, list[dict[str, Any]]], text: str, part: Part, facts: tuple[Fact, ...], known: Known, marks: Marks) -> None:  # fmt: skip
    """Offices to ask, with their telephone; never a person, so a number beside a name of one is left out."""
    for fact in facts:
        if not isinstance(fact, Department) or fact.role != "ask":
            continue
        identity, sure = known.department(fact.name)
        phone = _PHONE.search(text)
        office = {"department": identity, "role": "ask", **({"telephone": phone[1]} if phone and "联系人" not in text else {}), "at": part.id}  # fmt: skip
        way.setdefault("offices", []).append(office)
        why = "请核对处室和电话" if sure else f"手册没有登记“{fact.name}”"
        marks.guess(f"application/offices/{identity}", why, (fact.start, fact.end))


def _annexes(way: dict[str, list[dict[str, Any]]], raw: str, layers: Layers, parts: list[Part], marks: Marks) -> None:
    match = re.search("\n[ \u3000]*附件[:：]((?:[^\n]+\n?){1,12})", raw[layers.body :])
    if match is None or not parts:
        return
    for line in match[1].split("\n"):
        found = _ANNEX.fullmatch(line.strip())
        if found is None or re.search("(?:局|委|委员会|政府|中心|办公室)$|年[0-9]+月", line.strip()):
            break
        way.setdefault("annexes", []).append({"name": found[2].strip(), "at": parts[-1].id})
        start = layers.body + match.start(1)
        marks.sure(f"application/annexes/{len(way['annexes'])}", (start, layers.body + match.end(1)))
