"""Everything that can be read off a policy text: its clauses by their own numbering, and the facts of each."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from generator.text import amendments, dates, money, names
from generator.text.numbering import Clause, clauses
from generator.text.plain import plain
from generator.text.records import Fact, Json


class Unreadable(Exception):
    """Not a text file in UTF-8 or GB18030; the message tells the officer."""


@dataclass(frozen=True)
class Read:
    """A clause and its facts, in the order of the text."""

    clause: Clause
    facts: tuple[Fact, ...]

    def to_json(self) -> dict[str, Json]:
        clause = self.clause
        return {
            "number": clause.number, "heading": clause.heading, "under": list(clause.under), "start": clause.start, "end": clause.end,
            "facts": [fact.to_json() for fact in self.facts],
        }  # fmt: skip


def decoded(path: Path) -> str:
    """The text of a file in UTF-8 (without byte order mark) or GB18030. Raises ``Unreadable``, ``OSError``."""
    return decoded_content(path.read_bytes(), str(path))


def decoded_content(content: bytes, name: str) -> str:
    """The same of what was read already; ``name`` is told in the message. Raises ``Unreadable``."""
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in content:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Unreadable(f"{name} 不是 UTF-8 或 GB18030 的文本文件。请用记事本另存为 UTF-8 的 .txt。")


def read(raw: str) -> list[Read]:
    """The clauses of a text with their facts. Places count code points of ``raw``, ends exclusive."""
    benefits = money.Counter()
    return [Read(clause, facts_of(raw, clause.start, clause.end, benefits, clause.body)) for clause in clauses(raw)]


def facts_of(raw: str, start: int = 0, end: int | None = None, benefits: money.Counter | None = None, body: int | None = None) -> tuple[Fact, ...]:  # fmt: skip
    """The facts of a part of a text, in order. ``body``: where to begin, so that the number of a clause is not read
    as an amount."""
    whole = plain(raw, start if body is None else body, end)
    found = [
        *money.read(whole, benefits or money.Counter()),
        *dates.read(whole),
        *names.read(whole),
        *amendments.read(whole),
    ]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.kind)))


def as_json(read_clauses: list[Read]) -> str:
    """``{"clauses": […]}``. Numbers are exact, never binary floats."""
    return _json({"clauses": [one.to_json() for one in read_clauses]}) + "\n"


_KINDS = {
    "money": "金额", "rate": "比例", "quantity": "数量", "tier": "分档", "years": "分年", "date": "日期", "time": "时间",
    "window": "起止", "department": "部门", "document-number": "文号", "channel": "申报渠道", "material": "材料", "amendment": "修改",
    "split": "分担或分期", "unread": "未识别", "case-by-case": "一事一议", "no-cap": "不封顶", "difference": "补足差额",
    "proration": "按比例折减", "no-stacking": "不重复享受", "stacking": "可叠加", "reference": "参照其他标准", "budget": "受预算控制",
}  # fmt: skip
_ROLES = {
    "cap": "上限", "fixed": "定额", "floor": "下限", "range": "区间", "threshold": "门槛", "total": "安排总额", "old": "原标准",
    "limit": "限制", "count": "数", "uplift": "上浮或下浮",
}  # fmt: skip


def as_words(read_clauses: list[Read]) -> str:
    """The same for readers: one line per clause, and below it one line per fact."""
    lines = []
    for one in read_clauses:
        lines.append(" ".join(part for part in (one.clause.number, one.clause.heading) if part) or "（无编号）")
        for fact in one.facts:
            told = fact.to_json()
            kind = _KINDS.get(str(told["kind"]), str(told["kind"]))
            role = _ROLES.get(str(told.get("role")), "")
            lines.append(f"  {kind}{'·' + role if role else ''}：{''.join(fact.text.split())}")
    return "\n".join(lines) + "\n" if lines else "没有可读的文字。\n"


def _json(value: Json, indent: int = 0) -> str:
    pad = "  " * (indent + 1)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        if not value:
            return "{}"
        if indent >= 3:
            return "{" + ", ".join(f"{json.dumps(k)}: {_json(v, indent + 1)}" for k, v in value.items()) + "}"
        return "{\n" + ",\n".join(f"{pad}{json.dumps(k)}: {_json(v, indent + 1)}" for k, v in value.items()) + "\n" + "  " * indent + "}"  # fmt: skip
    if isinstance(value, list):
        if not value or not isinstance(value[0], dict):
            return "[" + ", ".join(_json(one, indent + 1) for one in value) + "]"
        return "[\n" + ",\n".join(pad + _json(one, indent + 1) for one in value) + "\n" + "  " * indent + "]"
    return json.dumps(value, ensure_ascii=False)
