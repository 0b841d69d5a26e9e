"""Changes: what one state of the data says differently from another, told as an officer would tell it.

A state is a commit, a folder with ``data/`` or a built site. ``compare`` works on the exported model
(``data/handbook.json``), which outlives changes in the shape of the YAML. ``record`` puts an edition into the committed
log ``data/changes.yml``, from which the page 更新记录 and the feeds are made (``feeds``).
"""

import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.book import words
from generator.records import Change, Edition

LOG = "data/changes.yml"
TOLD = "# yaml-language-server: $schema=schema/changes.json\n# 更新记录：每次发布后由命令追加（handbook publish、handbook changes），不要手工改动。编号 id 永不改变。\n"

Model = dict[str, Any]


class NoSuchState(Exception):
    """There is no such commit or folder; the message says what would do."""


# --- states -----------------------------------------------------------------------------------------------------------


def state(root: Path, name: str, read: Callable[[Path], Model]) -> Model:
    """The exported model of a state. ``read`` makes it from a folder with ``data/``."""
    folder = root / name
    for built in (folder / "data/handbook.json", folder / "site/data/handbook.json"):
        if built.is_file():
            model: Model = json.loads(built.read_text(encoding="utf-8"))
            return model
    if (folder / "data").is_dir():
        return read(folder)
    asked = ["git", "-C", str(root), "archive", "--format=tar", f"{name}^{{tree}}:./", "data"]
    try:
        done = subprocess.run(asked, capture_output=True, timeout=60)
    except FileNotFoundError as error:
        raise NoSuchState(f"{name} 不是含有 data 的文件夹；这台机器上没有 git，不能比较提交。") from error
    if done.returncode:
        raise NoSuchState(f"{name} 既不是含有 data 的文件夹，也不是版本库里的提交。")
    with tempfile.TemporaryDirectory() as there:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(there, filter="data")
        return read(Path(there))


# --- comparison -------------------------------------------------------------------------------------------------------


def compare(old: Model, new: Model) -> list[Change]:
    """Everything that ``new`` says differently, in the order of the handbook: what is gone first, then new, then altered."""
    names = Names(old, new)
    return [change for kind in KINDS for change in _kind(kind, old, new, names)]


class Names:
    """What ids are called, in the newer state where it knows them."""

    def __init__(self, old: Model, new: Model) -> None:
        self.called: dict[str, str] = {}
        for model in (old, new):
            for kind in ("documents", "industries", "subfields", "departments", "terms", "supports"):
                for record in model[kind]:
                    self.called[record["id"]] = record.get("short_title") or record.get("title") or record["name"]
            for clause in model["clauses"]:
                self.called[clause["id"]] = clause.get("place") or clause["citation"]

    def of(self, identity: str) -> str:
        return self.called.get(identity, identity)

    def title(self, kind: str, record: Model) -> str:
        if kind == "clauses":
            return f"{self.of(record['document'])} {self.of(record['id'])}"
        if kind == "supports":
            return f"{record['title']}（{self.of(record['document'])} {self.of(record['clause'])}）"
        if kind == "directions":
            return f"{record['title']}（{self.of(record['clause'])}）"
        if kind == "dates":
            return f"{self.of(record['document'])}：{record['what']}"
        called: str = record.get("title") or record.get("name") or record["indicator"]
        return called


KINDS = {
    "documents": "文件", "clauses": "条款", "supports": "支持事项", "directions": "支持方向", "industries": "产业",
    "subfields": "细分领域", "departments": "部门", "targets": "目标", "dates": "日期", "lists": "公开清单", "terms": "术语",
}  # fmt: skip


def _kind(kind: str, old: Model, new: Model, names: Names) -> Iterator[Change]:
    before = {record["id"]: record for record in old[kind]}
    after = {record["id"]: record for record in new[kind]}
    for identity, record in before.items():
        if identity not in after:
            yield Change(title=names.title(kind, record), what=f"{KINDS[kind]}删除")
    for identity, record in after.items():
        title, url = names.title(kind, record), record["url"]
        if identity not in before:
            yield Change(title=title, what=f"{KINDS[kind]}新增", url=url)
            continue
        for what in _altered(kind, before[identity], record, names):
            yield Change(title=title, what=what, url=url)


def _altered(kind: str, old: Model, new: Model, names: Names) -> Iterator[str]:
    if kind == "supports" and _sum(old) != _sum(new):
        yield _amount_change(old["amount"], new["amount"])
    if kind == "clauses":
        yield from _points(old["points"], new["points"])
    for field, (label, say) in FIELDS.get(kind, {}).items():
        if field not in old:  # an older program did not tell it, which says nothing of the data
            continue
        if say is _set:
            yield from _members(label, old.get(field) or [], new.get(field) or [], names)
        elif say is _duties:
            yield from _members(label, _roles(old, field, names), _roles(new, field, names), names)
        elif (was := old.get(field)) != (now := new.get(field)):
            yield say(label, was, now)


def _sum(record: Model) -> tuple[str, int | None]:
    return record["amount"]["kind"], record["amount"]["wan"]


def _amount_change(old: Model, new: Model) -> str:
    if old["kind"] == new["kind"]:
        return f"{words.AMOUNT[new['kind']]} {old['wan']}→{new['wan']} 万元"
    return f"金额：{_amount(old)}→{_amount(new)}"


def _amount(amount: Model) -> str:
    return words.AMOUNT[amount["kind"]] + (f" {amount['wan']} 万元" if amount["wan"] else "")


def _points(old: list[Model], new: list[Model]) -> Iterator[str]:
    before = {point["id"]: point for point in old}
    after = {point["id"]: point for point in new}
    for identity, point in before.items():
        if identity not in after:
            yield f"要点删除：{point['text']}"
    for identity, point in after.items():
        if identity not in before:
            yield f"要点新增：{point['text']}"
            continue
        for field, label in (("text", "要点"), ("whom", "要点对象"), ("condition", "要点条件"), ("act", "要点性质")):
            was, now = before[identity].get(field), point.get(field)
            if was != now:
                table = words.ACT if field == "act" else {}
                yield _value(label, _word(table, was), _word(table, now))


def _value(label: str, was: Any, now: Any) -> str:
    return f"{label}：{_said(was)}→{_said(now)}"


def _word(table: dict[str, str], code: Any) -> Any:
    """The word for a code; what is none (a sum, nothing at all) stays as it is."""
    return table.get(code, code)


def _said(value: Any) -> str:
    if value is None or value == []:
        return words.UNSTATED
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _text(label: str, was: Any, now: Any) -> str:
    """Prose is told as altered: both wordings would drown the rest."""
    return f"{label}改写"


def _code(table: dict[str, str]) -> Callable[[str, Any, Any], str]:
    return lambda label, was, now: _value(label, _word(table, was), _word(table, now))


def _part(key: str, table: dict[str, str] | None = None) -> Callable[[str, Any, Any], str]:
    """A field that is a small record: only its ``key`` is told, or that the rest was altered."""

    def say(label: str, was: Any, now: Any) -> str:
        old, new = (was or {}).get(key), (now or {}).get(key)
        if old == new:
            return f"{label}的说明改动"
        return _value(label, _word(table or {}, old), _word(table or {}, new))

    return say


def _set(label: str, was: Any, now: Any) -> str:
    raise AssertionError("told by _members")


def _duties(label: str, was: Any, now: Any) -> str:
    raise AssertionError("told by _members")


def _roles(record: Model, field: str, names: Names) -> list[str]:
    return [f"{words.ROLE[duty['role']]}{names.of(duty['department'])}" for duty in record.get(field) or []]


def _members(label: str, was: list[Any], now: list[Any], names: Names) -> Iterator[str]:
    plain = [[_said_member(entry, names) for entry in entries] for entries in (was, now)]
    gone = [entry for entry in plain[0] if entry not in plain[1]]
    come = [entry for entry in plain[1] if entry not in plain[0]]
    told = [f"增加{'、'.join(come)}"] if come else []
    told += [f"删去{'、'.join(gone)}"] if gone else []
    if told:
        yield f"{label}变更：{'；'.join(told)}"
    elif plain[0] != plain[1]:
        yield f"{label}的次序变更"
    elif was != now:
        yield f"{label}的说明改写"


def _said_member(entry: Any, names: Names) -> str:
    if isinstance(entry, str):
        return names.of(entry)
    if "printed" in entry:  # a goal, or where a list is promised
        return f"“{entry['printed']}”（{names.of(entry['clause'])}）"
    if "clause" in entry:
        return names.of(entry["clause"])
    if "external" in entry:  # a relation to another document, ours or not
        return names.of(entry["document"]) if entry["document"] else str(entry["external"])
    return entry.get("note") or json.dumps(entry, ensure_ascii=False, sort_keys=True)


_NAMES = ("别名", _set)
_VALIDITY = {
    "valid_from": ("施行日期", _value), "valid_until": ("有效期至", _value),
    "replaced_by": ("替代它的文本", _value), "replaced_on": ("被替代的日期", _value),
}  # fmt: skip
FIELDS: dict[str, dict[str, tuple[str, Callable[[str, Any, Any], str]]]] = {
    "documents": {
        "title": ("标题", _value), "number": ("文号", _value), "kind": ("性质", _value), "force": ("效力", _code(words.FORCE)),
        "issuers": ("发文单位", _set), "issued": ("印发日期", _value), "published": ("公布日期", _value), **_VALIDITY,
        "source": ("公开页面", _value), "overlap": ("叠加规则", _part("text")), "summary": ("概要", _text),
        "aliases": _NAMES, "relations": ("与其他文件的关系", _set),
    },
    "clauses": {
        "number": ("编号", _value), "heading": ("标题", _value), "departments": ("责任单位", _duties),
        "departments_open": ("责任单位后的“等”", _value), "names": ("提到的单位", _set), **_VALIDITY,
        "industries": ("涉及产业", _set), "tagged": ("编者归类的产业", _set), "subfields": ("涉及细分领域", _set),
        "related": ("相关条款", _set), "terms": ("术语", _set), "summary": ("概要", _text),
    },
    "supports": {
        "title": ("名称", _value), "clause": ("依据条款", _value), "what_for": ("支持内容", _text),
        "applicant": ("惠及对象", _part("printed")), "payee": ("付给谁", _part("printed")), "stars": ("依法依规等写法", _set),
        "object_open": ("支持对象后的“等”", _value), "conditions_tree": ("条件的细目", _text),
        "prior": ("前置资格", _part("text")),
        "form": ("方式", _part("printed")), "conditions": ("条件", _set), "departments": ("责任单位", _duties),
        "industries": ("涉及产业", _set), "scope": ("产业范围", _part("reach", words.REACH)),
        "activity": ("事项类别", _code(words.ACTIVITY)), **_VALIDITY, "unstated": ("未载明事项", _set),
        "answered_by": ("后来写明的支持事项", _set), "gap": ("空白", _value), "aliases": _NAMES,
    },
    "directions": {"title": ("名称", _value), "text": ("内容", _text), "whom": ("对象", _value)},
    "industries": {
        "name": ("名称", _value), "tier": ("类别", _code(words.TIER)), "departments": ("责任单位", _duties),
        "summary": ("概要", _text), "aliases": _NAMES,
    },
    "subfields": {
        "name": ("名称", _value), "number": ("序号", _value), "technologies": ("关键技术", _set),
        "products": ("产品", _set), "applications": ("应用", _set), "summary": ("概要", _text), "aliases": _NAMES,
    },
    "departments": {
        "name": ("全称", _value), "short_names": ("简称", _set), "aliases": _NAMES,
        "kind": ("类别", _code(words.DEPARTMENT_KIND)),
    },
    "targets": {"indicator": ("指标", _value), "year": ("年份", _value), "goals": ("目标值", _set)},
    "dates": {"date": ("日期", _value), "what": ("事项", _value), "for": ("对象", _value)},
    "lists": {"name": ("名称", _value), "published_at": ("公布地址", _value), "promised": ("依据", _set), "what": ("内容", _text)},
    "terms": {
        "name": ("名称", _value), "type": ("类型", _code(words.TERM_TYPE)), "aliases": _NAMES, "explanation": ("解释", _text),
    },
}  # fmt: skip


# --- the log ----------------------------------------------------------------------------------------------------------


def first_edition(model: Model) -> Edition:
    """The entry with which the log begins: what the first published state holds."""
    sums = sum(1 for support in model["supports"] if support["amount"]["wan"])
    summary = (
        f"手册首次发布：{len(model['documents'])} 份文件，{len(model['clauses'])} 个条款，{len(model['supports'])} 个支持事项"
        f"（{sums} 项写明金额），{len(model['industries'])} 个产业，{len(model['subfields'])} 个细分领域。"
    )
    return _edition(model, "首次发布", summary, [])


def next_edition(model: Model, changes: list[Change], title: str | None = None) -> Edition:
    return _edition(model, title or "数据更新", f"与上一版相比有 {len(changes)} 处变化。", changes)


def _edition(model: Model, title: str, summary: str, changes: list[Change]) -> Edition:
    identity = uuid5(NAMESPACE_URL, f"policy-handbook/{model['title']}/{model['version']}/{model['as_of']}")
    return Edition(
        id=f"urn:uuid:{identity}", version=model["version"], date=model["as_of"], title=title, summary=summary,
        changes=tuple(changes),
    )  # fmt: skip


def _quoted(text: str) -> str:
    """A text as YAML: every JSON string is one."""
    return json.dumps(text, ensure_ascii=False)


def record(root: Path, edition: Edition) -> None:
    """Append an edition to the log. What stands there is never rewritten."""
    path = root / LOG
    before = path.read_text(encoding="utf-8") if path.is_file() else TOLD
    lines = [f"- id: {edition.id}", f"  version: {_quoted(edition.version)}", f"  date: {edition.date.isoformat()}"]
    lines += [f"  title: {_quoted(edition.title)}", f"  summary: {_quoted(edition.summary)}"]
    if edition.changes:
        lines.append("  changes:")
    for change in edition.changes:
        lines += [f"    - title: {_quoted(change.title)}", f"      what: {_quoted(change.what)}"]
        if change.url:
            lines.append(f"      url: {_quoted(change.url)}")
    path.write_text(before + "\n".join(lines) + "\n", encoding="utf-8")
