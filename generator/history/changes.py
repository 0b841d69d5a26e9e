"""Changes: how one state of the data differs from another, worded for officers.

A state is a commit, a folder with ``data/``, or a built site. ``compare`` works on the exported model
(``data/handbook.json``), which outlives changes of the YAML's shape. ``record`` appends an edition to the committed log
``data/changes.yml``, from which the page 更新记录 and the feeds are made.
"""

import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.book import money, words
from generator.book.kinds import Compared, Kind
from generator.book.publication import day_words
from generator.book.registry import KINDS
from generator.book.vocabulary import DEFAULT, Words
from generator.records import Change, Edition
from generator.records import Names as GroupNames
from generator.source.problems import Told

LOG = "data/changes.yml"
TOLD = "# yaml-language-server: $schema=schema/changes.json\n# 更新记录：每次发布后由命令追加（handbook publish、handbook changes），不要手工改动。编号 id 永不改变。\n"

Model = dict[str, Any]

# Of the entries of lists (goals, promised lists): fields that older data had not.
GROWN = ("duty", "public", "about", "number")


class NoSuchState(Told):
    """No such commit or folder; the message says what would be valid."""


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


def compare(old: Model, new: Model, kinds: Sequence[Kind] = KINDS, called: Words = DEFAULT) -> list[Change]:
    """All differences of ``new``, in the order of the handbook: removed, then added, then changed records. ``called``:
    the words of the handbook."""
    names = Names(old, new, kinds, called)
    return [change for kind in kinds for change in _kind(kind, old, new, names)]


class Names:
    """Names for ids, from the newer state where it has them; ``words``: those of the handbook."""

    def __init__(self, old: Model, new: Model, kinds: Sequence[Kind], words: Words) -> None:
        self.words = words
        self.called: dict[str, str] = {}
        for model in (old, new):
            for kind in kinds:
                for record in model.get(kind.key, []):
                    self.called[record["id"]] = _short(record)

    def of(self, identity: str) -> str:
        return self.called.get(identity, identity)

    def label(self, compared: Compared) -> str:
        return compared.label.format(group=self.words.names.group, part=self.words.names.part)

    def table(self, compared: Compared) -> Mapping[str, str]:
        """The words for the codes of a field."""
        return {**(getattr(self.words, compared.axis) if compared.axis else {}), **compared.words}


def _short(record: Model) -> str:
    """Short name of an exported record: a clause by its place, a document by its short title."""
    for key in ("short_title", "place", "title", "name", "citation"):
        if record.get(key):
            return str(record[key])
    return str(record["id"])


def _kind(kind: Kind, old: Model, new: Model, names: Names) -> Iterator[Change]:
    before = {record["id"]: record for record in old.get(kind.key, [])}
    after = {record["id"]: record for record in new.get(kind.key, [])}
    for identity, record in before.items():
        if identity not in after:
            yield Change(title=kind.title_in_log(record, names.of), what=f"{names.words.kind(kind.data)}删除")
    for identity, record in after.items():
        title, url = kind.title_in_log(record, names.of), record["url"]
        if identity not in before:
            yield Change(title=title, what=f"{names.words.kind(kind.data)}新增", url=url)
            continue
        for what in _altered(kind, before[identity], record, names):
            yield Change(title=title, what=what, url=url)


def _altered(kind: Kind, old: Model, new: Model, names: Names) -> Iterator[str]:
    for name, compared in kind.compared.items():
        if name not in old:  # an older program did not export it; no change of the data
            continue
        was, now = old.get(name), new.get(name)
        if compared.grown and not was:
            continue
        label, table = names.label(compared), names.table(compared)
        match compared.how:
            case "points":
                yield from _points(was or [], now or [])
            case "set":
                before, after = ([_word(table, entry) for entry in entries or []] for entries in (was, now))
                yield from _members(label, before, after, names)
            case "duties":
                yield from _members(label, _roles(old, name, names), _roles(new, name, names), names)
            case "batches":
                yield from _batches(was or [], now or [], names)
            case "states":
                yield from _states(was or [], now or [])
            case "amount":
                yield from filter(None, [money.changed(old[name], new[name])])
            case _ if was == now:
                pass
            case "text":  # showing both wordings would bury the rest
                yield f"{label}改写"
            case "part":
                yield _part(label, table, compared.part, was or {}, now or {})
            case _:
                yield _value(label, _word(table, was), _word(table, now))


def _states(old: list[Model], new: list[Model]) -> Iterator[str]:
    """Amendments that are new in the data: from which day, what is done, by which clause."""
    known = {(state["since"], change["clause"], change["do"]) for state in old for change in state["by"]}
    for before, state in zip([None, *new], new, strict=False):
        for change in state["by"]:
            if (state["since"], change["clause"], change["do"]) not in known:
                day = day_words(date.fromisoformat(state["since"]))
                yield f"{day}起{change['do_word']}，依据{change['citation']}{_becomes(before or {}, state)}"


def _becomes(old: Model, new: Model) -> str:
    """What a state says that the one before it said otherwise: the amount of a support, the points of a clause, the end of
    a document."""
    told = []
    if old.get("amount") and new.get("amount"):
        told = list(filter(None, [money.changed(old["amount"], new["amount"])]))
    elif old.get("present") and new.get("present"):
        told = list(_points(old.get("points") or [], new.get("points") or []))
        if old.get("valid_until") != new.get("valid_until"):
            told.append(_value("有效期至", old.get("valid_until"), new.get("valid_until")))
    return "".join(f"；{one}" for one in told)


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


def _own_ways(batch: Model) -> list[str]:
    """What a batch itself says of how to apply: what it takes from its document is told there."""
    entries = [entry for group in batch["application"].values() if isinstance(group, list) for entry in group]
    return [
        f"{entry.get('label') or words.APPLICATION['windows']}：{entry['words']}"
        for entry in entries
        if isinstance(entry, dict) and entry["source"]["level"] == "batch"
    ]


def _batches(old: list[Model], new: list[Model], names: Names) -> Iterator[str]:
    before, after = ({batch["id"]: batch for batch in batches} for batches in (old, new))
    for identity, batch in before.items():
        if identity not in after:
            yield f"批次删除：{batch['name']}"
    for identity, batch in after.items():
        if identity not in before:
            yield f"批次新增：{batch['name']}"
            continue
        sums = [one["call"]["amount"] if "call" in one else "" for one in (before[identity], batch)]
        if sums[0] != sums[1]:
            yield f"批次“{batch['name']}”的标准：{sums[0] or '没有写'} → {sums[1] or '没有写'}"
        was, now = map(_own_ways, (before[identity], batch))
        yield from _members(f"批次“{batch['name']}”", was, now, names)


def _value(label: str, was: Any, now: Any) -> str:
    return f"{label}：{_said(was)}→{_said(now)}"


def _word(table: Mapping[str, str], code: Any) -> Any:
    """The word for a code; values that are no codes (a sum, ``None``) are kept."""
    return table.get(code, code) if isinstance(code, str) else code


def _said(value: Any) -> str:
    if value is None or value == []:
        return words.UNSTATED
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _part(label: str, table: Mapping[str, str], part: str, was: Model, now: Model) -> str:
    """A field that is a small record: one key of it is reported, or that the rest changed."""
    old, new = was.get(part), now.get(part)
    if old == new:
        return f"{label}的说明改动"
    return _value(label, _word(table, old), _word(table, new))


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
    elif list(map(_grown, was, now)) != list(now):
        yield f"{label}的说明改写"


def _grown(was: Any, now: Any) -> Any:
    """An entry of an older state with what it could not say yet filled in, so that this counts as no change."""
    if not isinstance(was, dict) or not isinstance(now, dict):
        return was
    return {**was, **{key: now.get(key) for key in GROWN if not was.get(key) and key in now}}


def _said_member(entry: Any, names: Names) -> str:
    if isinstance(entry, str):
        return names.of(entry)
    if "printed" in entry:  # a goal, or where a list is promised
        return f"“{entry['printed']}”（{names.of(entry['clause'])}）"
    if "sum" in entry or "place" in entry:  # a ceiling over several supports; who pays which share
        return str(entry["words"])
    if "terms" in entry:  # what an item says of some of its terms
        return f"{entry['words'] or words.STRENGTH['named']}：{'、'.join(entry['terms'])}"
    if "clause" in entry:
        return names.of(entry["clause"])
    if "external" in entry:  # a relation to another document, inside or outside the handbook
        return names.of(entry["document"]) if entry["document"] else str(entry["external"])
    return entry.get("note") or json.dumps(entry, ensure_ascii=False, sort_keys=True)


# --- the log ----------------------------------------------------------------------------------------------------------


def first_edition(model: Model, names: GroupNames) -> Edition:
    """The entry with which the log begins: what the first published state holds."""
    sums = sum(1 for support in model["supports"] if support["amount"]["kind"] != "unstated")
    groups = "".join(
        f"，{len(model[key])} 个{word}"
        for key, word in (("industries", names.group), ("subfields", names.part))
        if model[key]
    )
    supports = f"，{len(model['supports'])} 个支持事项（{sums} 项写明金额）" if model["supports"] else ""
    summary = f"手册首次发布：{len(model['documents'])} 份文件，{len(model['clauses'])} 个条款{supports}{groups}。"
    return _edition(model, "首次发布", summary, [])


def next_edition(model: Model, changes: list[Change], title: str | None = None) -> Edition:
    said = f"与上一版相比有 {len(changes)} 处变化。" if changes else "数据说的与上一版相同，变的是页面和格式。"
    return _edition(model, title or ("数据更新" if changes else "页面更新"), said, changes)


def _edition(model: Model, title: str, summary: str, changes: list[Change]) -> Edition:
    identity = uuid5(NAMESPACE_URL, f"policy-handbook/{model['title']}/{model['version']}/{model['as_of']}")
    return Edition(
        id=f"urn:uuid:{identity}", version=model["version"], date=model["as_of"], title=title, summary=summary,
        changes=tuple(changes),
    )  # fmt: skip


def _quoted(text: str) -> str:
    """A text as YAML; every JSON string is valid YAML."""
    return json.dumps(text, ensure_ascii=False)


def record(root: Path, edition: Edition) -> None:
    """Append an edition to the log. Existing entries are never rewritten."""
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
