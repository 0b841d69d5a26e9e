"""The whole model as one JSON document (``data/handbook.json``), and its JSON Schema.

Every record has an ``id``, a ``url`` (relative to the site's root, with a fragment if it is part of a page), its
permanent ``address`` and its ``citation``. Amounts are in 万元; dates are ISO days; ``null``: the texts do not say it.
``version`` is that of the data, ``format`` that of this shape: within a format names are only added.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from generator.book.handbook import Handbook
from generator.book.kinds import Kind
from generator.book.registry import KINDS

FORMAT = 2


def text_of(data: dict[str, Any]) -> str:
    """The JSON text of ``handbook_data``: UTF-8, fixed order of keys, one line per field."""
    return to_json(data, indent=1).decode() + "\n"


def handbook_data(book: Handbook) -> dict[str, Any]:
    return {
        "title": book.site.title,
        "format": FORMAT,
        "version": book.site.version,
        "as_of": book.site.as_of.isoformat(),
        "notice": book.site.notice,
        "city": book.site.city,
        "codes": codes(book),
        **{
            kind.key: [book.views.of(record).model_dump(mode="json", by_alias=True) for record in kind.all(book)]
            for kind in book.kinds
        },
    }


def codes(book: Handbook) -> dict[str, dict[str, dict[str, str]]]:
    """By axis of the vocabulary: each code with its word and the core code that it counts as."""
    tables = {
        "activities": book.words.ACTIVITY, "forms": book.words.FORM, "applicants": book.words.APPLICANT,
        "departments": book.words.DEPARTMENT_KIND, "levels": book.words.LEVEL, "terms": book.words.TERM_TYPE,
    }  # fmt: skip
    return {
        axis: {code: {"word": word, "core": book.words.core(axis, code)} for code, word in table.items()}
        for axis, table in tables.items()
    }


class Code(BaseModel):
    """一个编号：手册用的词，以及它算作哪个通用编号（各手册之间按通用编号比较）。"""

    model_config = ConfigDict(extra="forbid")

    word: str
    core: str


class Whole(BaseModel):
    """一部政策手册的全部数据。金额单位为万元；日期为 ISO 日；null 表示文中未载明。"""

    model_config = ConfigDict(extra="forbid")

    title: str
    format: int = Field(description="本文件格式的版本：同一版本里字段只增不减")
    version: str = Field(description="数据的版本")
    as_of: date = Field(description="数据的日期")
    notice: str | None = Field(description="用这些数据的人必须知道的一句话，如内容为虚构；null 表示没有")
    city: str = Field(description="手册所属的城市")
    codes: dict[str, dict[str, Code]] = Field(description="各类编号的词，以及算作哪个通用编号")


class Part(BaseModel):
    """一部分数据的文件：在哪里，是哪份文件的（null：不属于某一份文件），各类记录有多少条。"""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(description="相对于网站根目录")
    document: str | None = Field(description="文件的编号")
    counts: dict[str, int] = Field(description="顶层键和记录的条数")


def schema(kinds: Sequence[Kind] = KINDS) -> dict[str, Any]:
    """The JSON Schema of ``handbook.json``; among its ``$defs`` are those of the same in pieces (``handbook_parts``):
    ``Line`` of a line, ``PartFile`` of a part, ``PartList`` of ``parts.json``."""
    lists: dict[str, Any] = {kind.key: (list[kind.shape], ...) for kind in kinds}  # type: ignore[name-defined]
    whole = create_model("Handbook", __base__=Whole, **lists)
    parts = create_model("PartList", __base__=Whole, parts=(list[Part], ...))
    _, made = models_json_schema([(model, "serialization") for model in (whole, Whole, parts)], by_alias=True)
    known = made["$defs"]
    told = known.pop("Handbook")
    of_lists = {kind.key: told["properties"][kind.key] for kind in kinds}
    known["PartFile"] = {
        "description": "一部分数据：键和记录与整本的相同，没有的键不写。",
        "type": "object", "properties": of_lists, "additionalProperties": False,
    }  # fmt: skip
    known["Line"] = {
        "description": "逐行数据的一行：第一行是 handbook（整本的题名、版本和日期），其余每行一条记录，键与整本的相同。",
        "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False,
        "properties": {"handbook": {"$ref": "#/$defs/Whole"}, **{key: found["items"] for key, found in of_lists.items()}},
    }  # fmt: skip
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **told, "$defs": dict(sorted(known.items()))}


def schema_json(kinds: Sequence[Kind] = KINDS) -> str:
    return json.dumps(schema(kinds), ensure_ascii=False, indent=1) + "\n"
