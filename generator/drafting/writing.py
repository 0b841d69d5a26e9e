"""Drafts as files: ``data/drafts/<id>.yml``, the record as a person would write it, and ``<id>.marks.yml`` beside it."""

import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from generator.drafting.made import Draft
from generator.drafting.marks import Mark

FOLDER = "data/drafts"
_DAYS = ("issued", "published", "valid_from", "valid_until")
# Small records that stand on one line.
_FLOW = ("parts", "windows", "channels", "materials", "offices", "steps", "annexes", "caps", "tier", "kinds", "industries", "stars", "form", "issuers", "lead", "responsible", "shared", "names", "automatic", "grounds", "sum", "percent", "years", "limits", "grade", "terms")  # fmt: skip


def paths(root: Path, identity: str) -> tuple[Path, Path]:
    """Where a draft and its marks lie."""
    return root / FOLDER / f"{identity}.yml", root / FOLDER / f"{identity}.marks.yml"


def as_yaml(draft: Draft) -> str:
    """The record. A slot (待填写) has beside it the facts that its text must carry."""
    head = f"# 草稿：由程序从原文读出，还不是数据。带“待填写”的地方要写；{draft.document['id']}.marks.yml 列出要核对的地方。\n# 写好、核对完，运行 handbook adopt {draft.document['id']}。\n"  # fmt: skip
    return head + _dumped(_styled(draft.document, "", draft.slots))


def marks_as_yaml(draft: Draft, name: str) -> str:
    """The marks, the hash of the original, and what stands ready to be taken over into other files."""
    original = draft.original
    told: dict[str, Any] = {
        "original": {
            "name": name, "sha256": original.digest, "form": original.form, "characters": len(original.text),
            **({"notes": list(original.notes)} if original.notes else {}),
            **({"doubtful": original.doubtful} if original.doubtful else {}),
        }
    }  # fmt: skip
    if draft.known.new:
        told["departments"] = [{"id": identity, "name": name, "kind": _kind(name)} for name, identity in draft.known.new.items()]  # fmt: skip
    if draft.candidates:
        told["terms"] = draft.candidates
    if draft.days:
        told["dates"] = draft.days
    if draft.goals:
        told["goals"] = draft.goals
    if draft.lists:
        told["lists"] = draft.lists
    if draft.amends:
        told["amends"] = draft.amends
    told["marks"] = [_mark(mark) for mark in draft.marks.entries]
    head = (
        "# 每个值的来历：已识别，原文写着；待核，由程序推断，请对照原文；未识别，原文有而草稿没有。at 是在读出的文字里的起止（按字）。\n"
        "# 核对过的，把 state 改为 已核对，或删去这一条。departments 是手册没有登记的单位，核对后写进 data/departments.yml。\n"
    )
    return head + _dumped(_flowing(told))


def _mark(mark: Mark) -> dict[str, Any]:
    told: dict[str, Any] = {"path": mark.path, "state": mark.state}
    if mark.reason:
        told["reason"] = mark.reason
    if mark.at:
        told["at"] = list(mark.at)
    return told


def _kind(name: str) -> str:
    if re.match("各|区|县|.*(?:区|县)(?:级)?(?!.*市)", name) and not name.startswith("市"):
        return "local"
    return (
        "party"
        if name.startswith(("市委", "中共"))
        else "national"
        if name.startswith(("国家", "中国"))
        else "municipal"
    )


def _flowing(told: dict[str, Any]) -> CommentedMap:
    made = CommentedMap()
    for key, value in told.items():
        if isinstance(value, list):
            seq = CommentedSeq(_flow(item) for item in value)
            made[key] = seq
        else:
            made[key] = CommentedMap(value) if isinstance(value, dict) else value
    return made


def _flow(value: Any) -> Any:
    if isinstance(value, dict):
        made = CommentedMap((key, _flow(inner)) for key, inner in value.items())
        made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        seq = CommentedSeq(_flow(inner) for inner in value)
        seq.fa.set_flow_style()
        return seq
    return _text(value)


def _text(value: Any) -> Any:
    """Texts that YAML would read otherwise, or that hold marks of its syntax, in double quotes."""
    if isinstance(value, str) and (re.fullmatch(r"[0-9.:+-]+|[0-9]{4}-.*|--.*", value) or re.search(r":| #|^[&*!|>%@`'\"\[\]{}#,-]|[{}\[\],]", value)):  # fmt: skip
        return DoubleQuotedScalarString(value)
    return value


def _styled(value: Any, path: str, slots: dict[str, list[str]]) -> Any:
    """The record as commented YAML: small parts on one line, slots with their facts."""
    made = CommentedMap()
    for key, inner in value.items():
        if key in _DAYS and isinstance(inner, str):
            made[key] = date.fromisoformat(inner)
        elif isinstance(inner, dict):
            made[key] = _flow(inner) if key in _FLOW or key == "scope" or _small(inner, f"{path}{key}/", slots) else _styled(inner, f"{path}{key}/", slots)  # fmt: skip
        elif isinstance(inner, list):
            made[key] = _list(key, inner, f"{path}{key}/", slots)
        else:
            made[key] = _text(inner)
        facts = slots.get(f"{path}{key}")
        if facts and isinstance(inner, str):
            made.yaml_add_eol_comment("须写到：" + "；".join(facts), key, column=0)
    return made


def _small(value: dict[str, Any], path: str, slots: dict[str, list[str]]) -> bool:
    """Whether a record stands on one line: nothing in it is nested, and no slot needs its facts beside it."""
    flat = all(not isinstance(inner, dict | list) for inner in value.values()) and len(value) <= 8
    return flat and not any(slots.get(f"{path}{key}") for key in value)


def _list(key: str, value: list[Any], path: str, slots: dict[str, list[str]]) -> CommentedSeq:
    seq = CommentedSeq()
    for item in value:
        if not isinstance(item, dict):
            seq.append(_text(item))
        elif key in _FLOW or key in ("all", "any"):
            seq.append(_flow(item))
        else:
            seq.append(_styled(item, f"{path}{item.get('id', item.get('document', ''))}/", slots))
    if key in _FLOW and all(not isinstance(item, dict) for item in value):
        seq.fa.set_flow_style()
    return seq


def _dumped(value: Any) -> str:
    yaml = YAML()
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.default_flow_style = False
    yaml.representer.ignore_aliases = lambda _: True  # a day that stands twice is written twice
    out = StringIO()
    yaml.dump(value, out)
    return out.getvalue()


def write(root: Path, draft: Draft, name: str) -> tuple[Path, Path]:
    """Write a draft and its marks; neither is left alone. Raises ``FileExistsError``, ``OSError``."""
    record, marks = paths(root, str(draft.document["id"]))
    texts = (as_yaml(draft), marks_as_yaml(draft, name))
    record.parent.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    try:
        for path, text in zip((record, marks), texts, strict=True):
            with path.open("x", encoding="utf-8") as file:
                made.append(path)
                file.write(text)
    except OSError:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    return record, marks
