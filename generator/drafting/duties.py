"""Departments of a clause by role: 牵头单位, 责任单位, 按职责分工负责; whether the list is open (等); and those only named."""

import re
from typing import Any

from generator.drafting.marks import Marks
from generator.drafting.names import Known
from generator.drafting.outline import Part
from generator.text.names import read as names_of
from generator.text.plain import plain
from generator.text.records import Department

# 责任单位：甲、乙等按职责分工负责
_SHARED_LIST = re.compile("(?:单位|部门)(?:为|是)?:([^:;。)\n]{2,200}?)按(?:照)?(?:各自)?职责(?:分工)?")
_SHARED = re.compile("[(][^():;。]{2,200}?按(?:照)?(?:各自)?职责分工(?:负责|落实)?[)]")
_ALONE = re.compile("^[ ]*[(（〔\\[]?(?:牵头|责任|主管|实施|落实|配合)(?:单位|部门)", re.MULTILINE)
# A label on the next line is no part of a name: 各乡镇人民政府 完成时限：……
_NEXT_LABEL = re.compile("(?:完成|办结|办理|推进)?(?:时限|时间|期限)$")
# The roles of the records; others (解释, 受理) are told elsewhere.
_ROLES = ("lead", "responsible")


def lists(raw: str, part: Part, known: Known, marks: Marks, path: str) -> tuple[dict[str, Any], list[str]]:
    """The departments by role, and those named without one, as ids; unknown ones are entered in ``known.new``."""
    whole = plain(raw, part.body, part.end)
    shared = [match.span() for match in _SHARED.finditer(whole.text)]
    shared += [match.span(1) for match in _SHARED_LIST.finditer(whole.text)]
    roles: dict[str, Any] = {}
    named: list[str] = []
    is_open = False
    before: tuple[str, int] | None = None  # the last name with a role, and where it ends
    for fact in names_of(whole):
        if not isinstance(fact, Department):
            continue
        place = whole.index(fact.start)
        name = _NEXT_LABEL.sub("", "".join(fact.name.split()))
        met = name in known.new
        identity, sure = known.department(name)
        at = (fact.start, fact.end)
        role = "shared" if any(a <= place < b for a, b in shared) else fact.role
        # 责任单位：甲局，乙局等: a list whose members stand between commas.
        follows = before is not None and role is None and whole.text[before[1] : place] == ","
        if follows and before is not None:
            role = before[0]
        if role in _ROLES:
            end = whole.index(fact.end - 1) + 1
            before = (role, end)
            is_open = is_open or (follows and whole.text[end : end + 1] == "等")
        if role not in (*_ROLES, "shared") or not (follows or _listed(whole.text, place, role)):
            if sure and identity not in named:
                named.append(identity)
            if not sure and not met:  # named without a role, a name is not proposed
                known.new.pop(name, None)
            continue
        if identity not in roles.setdefault(role, []):
            roles[role].append(identity)
        is_open = is_open or fact.open
        if sure:
            marks.sure(f"{path}/departments/{role}/{identity}", at)
        else:
            marks.guess(f"{path}/departments/{role}/{identity}", f"手册没有登记“{name}”", at)
    for ids in roles.values():
        named = [identity for identity in named if identity not in ids]
    if is_open:
        roles["open"] = True
    order = ("lead", "responsible", "shared", "open")
    return {key: roles[key] for key in order if key in roles}, named


def _listed(text: str, place: int, role: str | None) -> bool:
    """Whether a name stands in a list after a label, and is not the agent of a verb in a sentence (由某局负责…)."""
    if role == "shared":
        return True
    label = max(text.rfind(word, 0, place) for word in ("单位:", "部门:", "单位为:", "部门为:"))
    return label >= 0 and not re.search("[。;,)]", text[label + 3 : place])


def move_up(parts: list[Part], raw: str, found: dict[str, dict[str, Any]]) -> None:
    """Departments on a line of their own after the last of several items are those of the clause above the items."""
    for above in parts:
        children = [part for part in parts if part.under == above.id]
        if len(children) < 2 or found.get(above.id):
            continue
        last = children[-1]
        if not found.get(last.id) or any(found.get(child.id) for child in children[:-1]):
            continue
        if _ALONE.search(raw, last.body, last.end):
            found[above.id] = found.pop(last.id)
