"""Translates errors of YAML and pydantic into Chinese messages for officers who are not programmers."""

import re
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic_core import ErrorDetails
from ruamel.yaml.error import MarkedYAMLError

from generator.records import INSIDE, SITE_ID_CODE, AllOf, Amount, AnyOf, Leaf, NotOf, PlainAmount, Record
from generator.records.about import ORIGINALS
from generator.records.amounts import PARTS, PLAIN
from generator.records.application import MOMENT
from generator.records.conditions import MARK
from generator.source.problems import Place, Problem, Steps, did_you_mean


def syntax(error: MarkedYAMLError) -> tuple[str, str | None]:
    """A YAML syntax error as (message, hint)."""
    told = f"{error.problem or ''} {error.context or ''}"
    if "duplicate key" in told:
        key = re.search(r'key "([^"]*)"', told)
        return f"键“{key[1] if key else ''}”写了两次", "同一条记录里每个键只能出现一次，请合并或删去一个。"
    if "tab" in told or "\\t" in told:
        return "这里有制表符（Tab）", "YAML 的缩进只能用空格。"
    if "mapping values are not allowed" in told:
        return "这里多了一个冒号，或上一行的缩进不对", "文字中含有“: ”时，请给整段文字加引号。"
    if "could not find expected ':'" in told or "while scanning a simple key" in told:
        return "这一行缺少冒号和空格（键: 值）", "请检查冒号是否为半角，冒号后是否有空格。"
    if "quoted scalar" in told:
        return "引号没有成对", "请检查这一行开头和结尾的引号。"
    return f"YAML 语法不对（{error.problem or error.context}）", "请检查这一行和上一行的缩进、冒号与引号。"


_WANTED = {
    "string_type": "这里要写文字", "int_type": "这里要写整数", "bool_type": "这里要写 true 或 false",
    "bool_parsing": "这里要写 true 或 false", "tuple_type": "这里应为列表（每项以 - 开头）",
    "model_type": "这里应为若干“键: 值”", "model_attributes_type": "这里应为若干“键: 值”",
    "date_type": "这里要写日期（如 2026-01-13）", "date_from_datetime_parsing": "日期不存在或写法不对（应如 2026-01-13）",
    "date_parsing": "日期不存在或写法不对（应如 2026-01-13）",
    "date_from_datetime_inexact": "这里只写日期，不写时刻（如 2026-01-13）",
    "string_too_short": "文字不能为空", "too_short": "至少要有一项", "greater_than": "数字必须大于 0",
    "greater_than_equal": "数字太小",
}  # fmt: skip


# The shapes that a node of a tree of conditions and an amount may have, by their marks in the paths of pydantic's errors.
SHAPES: dict[str, type[Record]] = {
    **{f"{MARK}{key}": shape for key, shape in (("all", AllOf), ("any", AnyOf), ("not", NotOf), ("leaf", Leaf))},
    PARTS: Amount, PLAIN: PlainAmount,
}  # fmt: skip

# What is not written as it should be, and how it is written.
_FORMS = {
    "sum_form": ("“{value}”不是一笔金额", "写数和单位，如 1000万元、1.5亿元、100元、500万美元；要加引号时用半角引号。"),
    "percent_form": ("“{value}”不是比例", '写百分数，如 20；有小数的加引号，如 "0.5"；也可写 20%、3‰。'),
    "pair_form": ("这里要写两项：[下限, 上限]", "没有的一项写 null，如 [null, 1000万元]；定额两项相同。"),
}


def misfit(place: Place, model: type[Record], fault: ErrorDetails) -> Problem:
    """A pydantic error as a problem. ``place``: the record; ``fault["loc"]`` is relative to it."""
    shaped, kind, value = fault["loc"], fault["type"], _shown(fault["input"])
    path = tuple(step for step in shaped if not str(step).startswith(MARK))
    where = Place(place.file, place.path + path)
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        fields = _fields_at(model, shaped[:-1])
        above = tuple(step for step in path[:-1] if isinstance(step, str))
        return Problem(
            Place(where.file, where.path, key=True), f"不认识的键“{last}”", _key_hint(last, fields, model, above)
        )
    if kind == "missing":
        return Problem(Place(where.file, where.path[:-1]), f"缺少必填的键“{last}”")
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(fault["ctx"]["expected"]))
        return Problem(where, f"“{value}”不在可选值之内：{'、'.join(choices)}", did_you_mean(value, choices))
    if kind == "string_type" and isinstance(fault["input"], int | float | date):
        return Problem(where, f"{_WANTED.get(kind, '这里要写文字')}，YAML 却把它读成了数字或日期（{value}）", "请给它加上引号，例如 \"1.10\"。")  # fmt: skip
    if kind == "string_pattern_mismatch":
        return Problem(where, *_pattern(last, value, fault["ctx"]["pattern"]))
    if kind == "moment":
        return Problem(where, f"“{value[:40]}”这一天不存在", "请核对月和日。")
    if kind == "unfilled":
        return Problem(where, "这里还没有填写", "填好内容；不需要的键整行删去。")
    if kind == "invisible":
        return Problem(where, f"文字里有看不见的字符（{fault['msg']}）", "请删去后重新输入这段文字。")
    if kind in _FORMS:
        said, hint = _FORMS[kind]
        return Problem(where, said.format(value=value[:40]), hint)
    if kind == "too_short" and fault["ctx"]["min_length"] > 1:
        return Problem(where, f"至少要有 {fault['ctx']['min_length']} 项")
    wanted = _WANTED.get(kind, f"这个值不合要求（{fault['msg']}）")
    return Problem(
        where, f"{wanted}，读到的是“{value[:40]}”" if fault["input"] is not None else f"{wanted}，这里却是空的"
    )


def mended(item: Any, faults: list[Any]) -> Any:
    """A record with what does not fit taken out, or with something that fits in its place, so that its rules are asked, too,
    and an officer sees all problems at once. ``None`` where nobody can say what would fit."""
    rest = deepcopy(item)
    for number, fault in enumerate(faults):
        *above, last = [step for step in fault["loc"] if not str(step).startswith(MARK)] or [None]
        inner, kind = rest, fault["type"]
        for step in above:
            if isinstance(inner, dict) and step not in inner:
                return None
            inner = inner[step]
        if kind == "literal_error" and last is not None:
            inner[last] = re.findall(r"'([^']+)'", str(fault["ctx"]["expected"]))[0]
        elif kind == "unfilled" and last is not None:
            inner[last] = f"还没有填写的第{number}处"  # each its own, so that no two names are alike
        elif kind == "string_type" and isinstance(fault["input"], int | float | date) and last is not None:
            inner[last] = _shown(fault["input"])
        elif kind != "missing" and isinstance(inner, dict) and isinstance(last, str):
            inner.pop(last, None)
        else:
            return None
    return rest


def _shown(value: Any) -> str:
    try:
        return str(value)
    except (ValueError, RecursionError):  # Python refuses to print numbers of more than 4,300 digits
        return "很长的数"


def _pattern(key: str, value: str, pattern: str) -> tuple[str, str | None]:
    if pattern.startswith("^https"):
        return f"“{value[:60]}”不是网址", "网址以 https:// 或 http:// 开头。"
    if "mailto:" in pattern:
        return f"“{value[:60]}”不是网址，也不是邮箱", "网址以 https:// 或 http:// 开头，邮箱以 mailto: 开头。"
    if pattern == MOMENT:
        return (
            f"“{value[:60]}”不是日期，也不是日期加时刻",
            "写作 2027-03-31 或 2027-03-31T17:00；每年的只写月日 --03-31，每月的只写日 ---05。",
        )
    if key == "telephone":
        return f"“{value[:60]}”不像办公电话", "只写号码，如 023-12345678；不写人名。"
    if pattern == ORIGINALS:
        return f"“{value[:60]}”不能作放原文的文件夹", "放在 data/ 旁边，名称以 originals 开头，如 originals。"
    if pattern == INSIDE:
        return f"“{value[:60]}”不是手册里的地址", "从网站根目录写起，如 documents/index.html。"
    if pattern == SITE_ID_CODE:
        return f"“{value[:60]}”不是网站标识码", "政府网站标识码是 10 位数字，写的时候加引号。"
    if pattern.startswith("^[A-Z]"):
        return f"“{value[:60]}”不是币种代码", "三个大写字母，如 CNY（人民币）、USD（美元）。"
    if pattern.startswith(r"^\S"):
        return "文字不能为空、不能换行，首尾不能有空格", None
    prefix = re.match(r"\^([a-z]-)", pattern)
    start = f"，以 {prefix[1]} 开头" if prefix else ""
    return (
        f"编号“{value[:60]}”写法不对",
        f"编号只用小写英文字母、数字和连字符{start}，如 {(prefix[1] if prefix else '')}flight-test。",
    )


# Where the things belong that officers look for when they write how to apply, by the words that they may try.
_OF_APPLICATION = {
    "windows": ("window", "windows", "deadline", "deadlines", "open", "close", "申报时间", "申报期限", "报送时间", "报送期限", "受理时间", "截止时间"),
    "channels": ("channel", "channels", "platform", "website", "申报渠道", "渠道", "平台", "申报平台", "网址", "窗口"),
    "materials": ("material", "materials", "papers", "材料", "申报材料", "报送材料"),
    "offices": ("office", "offices", "telephone", "phone", "tel", "电话", "办公电话", "咨询电话", "联系电话", "受理单位", "受理部门"),
    "steps": ("step", "steps", "process", "procedure", "流程", "程序", "办理流程", "办理程序"),
    "annexes": ("annex", "annexes", "附件"),
    "automatic": ("automatic", "免申即享"),
}  # fmt: skip
_DEEPEST = 5
_PERSON = ("person", "contact_person", "contacts", "联系人", "经办人", "mobile", "手机")


# What officers call things, and the key that holds them.
_CALLED = {
    "标题": "title", "名称": "title", "简称": "short_title", "文号": "number", "摘要": "summary", "金额": "amount", "标准": "amount",
    "条件": "conditions", "申报条件": "conditions", "不予支持": "conditions", "排除": "conditions", "责任单位": "departments",
    "牵头单位": "departments", "有效期": "valid_until", "施行日期": "valid_from", "对象": "applicant", "方式": "form", "上限": "caps",
    "比例": "percent", "批次": "batches", "分担": "splits", "备注": "note", "说明": "note", "网址": "url", "依据": "at",
}  # fmt: skip
_LEVEL = {
    "clauses": "条款",
    "supports": "支持事项",
    "directions": "支持方向",
    "points": "要点",
    "subfields": "细分领域",
    "goals": "目标",
}
_REFUSED = "不得有的情形写作 not。"


def _key_hint(key: str, fields: list[str], model: type[Record], above: tuple[str, ...]) -> str:
    """Where a thing goes that was written in the wrong place or by another name, else the keys that there are."""
    if key == "supports":
        return "支持事项写在条款（clauses）之下，不能离开条款。"
    if key in _PERSON:
        return "手册不记录个人；处室和办公电话写在 application 的 offices 里。"
    if home := next((name for name, said in _OF_APPLICATION.items() if key in said), None):
        inner = f"{home} 里的 telephone" if key in ("telephone", "phone", "tel") or key.endswith("电话") else home
        if "application" in fields:
            return f"写在 application 里：application.{inner.replace(' 里的 ', ' 各项的 ')}。"
        if home in fields and key != home:
            return f"写在 {inner.replace(' 里的 ', ' 各项的 ')} 里。"
        if home not in fields:
            where = (
                "支持事项、条款或文件"
                if _homes(model, "application", above)
                else "data/documents/ 里支持事项、条款或文件"
            )
            return f"写在{where}的 application 里：application.{inner.replace(' 里的 ', ' 各项的 ')}。"
    wanted = _CALLED.get(key, key)
    more = _REFUSED if key in ("不予支持", "排除") else ""
    if wanted in fields:
        return f"这里的键是 {wanted}。{more}"
    if homes := _homes(model, wanted, above):
        below = homes[0][: len(above)] == above and above
        path = homes[0][len(above) :] if below else homes[0]
        return f"写在{'这里的下一层' if below else _level(homes[0])}：{'.'.join((*path, wanted))}。{more}"
    return did_you_mean(key, fields) or f"可用的键：{'、'.join(fields)}"


def _level(path: tuple[str, ...]) -> str:
    named = [_LEVEL[step] for step in path if step in _LEVEL]
    return f"{named[-1]}里" if named else "最外层" if not path else f" {path[0]} 里"


def _homes(model: type[Record], key: str, above: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths that lead to a key of this name: those below the place at hand first, then the nearest to it."""
    found = _paths(model).get(key, [])
    return sorted(found, key=lambda path: (path[: len(above)] != above, len(path)))


@cache
def _paths(model: type[Record]) -> dict[str, list[tuple[str, ...]]]:
    """Every key of a record and of the records in it, with the keys above it; trees of conditions are not walked."""
    found: dict[str, list[tuple[str, ...]]] = {}
    waiting: list[tuple[type[Record], tuple[str, ...]]] = [(model, ())]
    while waiting:
        record, above = waiting.pop(0)
        for name, info in record.model_fields.items():
            key = info.alias or name
            if above not in found.setdefault(key, []):
                found[key].append(above)
            if len(above) < _DEEPEST and key not in above and not issubclass(record, AllOf | AnyOf | NotOf):
                waiting += [(inner, (*above, key)) for inner in _records_in(info.annotation)]
    return found


def _records_in(annotation: Any) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [found for inner in get_args(annotation) for found in _records_in(inner)]


def _fields_at(model: type[Record], path: Steps) -> list[str]:
    """The keys allowed in the record at ``path`` inside ``model``."""
    for step in path:
        if isinstance(step, str) and step in SHAPES:
            model = SHAPES[step]
        elif isinstance(step, str) and step in model.model_fields:
            inner = _record_in(model.model_fields[step].annotation)
            if inner:
                model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _record_in(inner))), None)
