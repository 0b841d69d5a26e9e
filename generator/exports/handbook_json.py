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
from pydantic_core import to_json

from generator.book.handbook import Handbook
from generator.book.kinds import Kind
from generator.book.registry import KINDS

FORMAT = 2


def handbook_json(book: Handbook) -> str:
    """The JSON text: UTF-8, fixed order of keys, one line per field."""
    return to_json(handbook_data(book), indent=1).decode() + "\n"


def handbook_data(book: Handbook) -> dict[str, Any]:
    return {
        "title": book.site.title,
        "format": FORMAT,
        "version": book.site.version,
        "as_of": book.site.as_of.isoformat(),
        "notice": book.site.notice,
        **{
            kind.key: [book.views.of(record).model_dump(mode="json", by_alias=True) for record in kind.all(book)]
            for kind in book.kinds
        },
    }


class Whole(BaseModel):
    """一部政策手册的全部数据。金额单位为万元；日期为 ISO 日；null 表示文中未载明。"""

    model_config = ConfigDict(extra="forbid")

    title: str
    format: int = Field(description="本文件格式的版本：同一版本里字段只增不减")
    version: str = Field(description="数据的版本")
    as_of: date = Field(description="数据的日期")
    notice: str | None = Field(description="用这些数据的人必须知道的一句话，如内容为虚构；null 表示没有")


def schema(kinds: Sequence[Kind] = KINDS) -> dict[str, Any]:
    """The JSON Schema of ``handbook.json``."""
    lists: dict[str, Any] = {kind.key: (list[kind.shape], ...) for kind in kinds}  # type: ignore[name-defined]
    whole = create_model("Handbook", __base__=Whole, **lists)
    made = whole.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_json(kinds: Sequence[Kind] = KINDS) -> str:
    return json.dumps(schema(kinds), ensure_ascii=False, indent=1) + "\n"
