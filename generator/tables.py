"""The table of supports as files for other programs: CSV, XLSX and JSON, and as scripts for exports in the browser.

All of them come from the same columns in the same order. A value is a text or a whole number; what the texts leave open
is 未载明, never an empty cell. The same data gives the same bytes.
"""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from generator import addresses, cite, facts, words
from generator.finder import products
from generator.handbook import Clause, Handbook, Support
from generator.scripts import handed

Value = str | int


# What begins a formula, in the full-width forms too: East Asian editions of spreadsheet programs take those as well.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Column:
    """A column: its key in JSON, its heading in Chinese, its width in XLSX, and how a support fills it."""

    def __init__(self, key: str, name: str, width: int, of: Callable[[Support, Handbook], Value]) -> None:
        self.key, self.name, self.width, self.of = key, name, width, of


def _joined(items: Any, none: str = words.UNSTATED) -> str:
    return "；".join(items) or none


COLUMNS = (
    Column("id", "编号", 22, lambda s, _: s.id),
    Column("kind", "类别", 12, lambda s, _: "未定额承诺" if s.promise else "支持事项"),
    Column("title", "支持事项", 34, lambda s, _: s.title),
    Column("what_for", "支持内容", 48, lambda s, _: s.data.what_for),
    Column("activity", "事项类别", 12, lambda s, _: words.ACTIVITY[s.data.activity]),
    Column("applicant", "惠及对象", 22, lambda s, _: facts.applicant(s)),
    Column("prior", "前置资格", 28, lambda s, _: facts.prior(s)),
    Column("conditions", "条件", 34, lambda s, _: _joined(facts.conditions(s), "条款没有另设条件")),
    Column("form", "方式（原文）", 12, lambda s, _: facts.form(s)),
    Column("form_facet", "方式（归类）", 12, lambda s, _: words.FORM[s.data.form.facet]),
    Column("amount_kind", "金额性质", 10, lambda s, _: words.AMOUNT[s.data.amount.kind]),
    Column("amount_wan", "金额（万元）", 12, lambda s, _: s.data.amount.wan or words.UNSTATED),
    Column("per", "按什么计", 14, lambda s, _: facts.per(s)),
    Column("industries", "适用产业", 26, lambda s, _: _joined([i.name for i in s.industries], facts.reach(s))),
    Column("tagged", "编者归类", 14, lambda s, _: _joined([i.name for i in s.tagged], "无")),
    Column("departments", "责任单位", 34, lambda s, _: departments(s)),
    Column("valid_until", "有效期至", 12, lambda s, _: str(s.document.data.valid_until or words.UNSTATED)),
    Column("overlap", "叠加规则", 34, lambda s, _: facts.overlap(s.document)),
    Column("unstated", "未载明事项", 40, lambda s, _: _joined([*s.data.unstated, *words.ALWAYS_UNSTATED])),
    Column("document", "文件", 30, lambda s, _: s.document.title),
    Column("number", "文号", 22, lambda s, _: s.document.data.number or words.UNSTATED),
    Column("clause", "条款编号", 24, lambda s, _: s.clause.id),
    Column("place", "依据条款", 24, lambda s, _: facts.short_place(s.clause)),
    Column("citation", "引用", 48, lambda s, book: cite.citation(s, book.site)),
    Column("address", "地址", 36, lambda s, book: address(s.url, book)),
    Column("version", "数据版本", 10, lambda _, book: book.site.version),
)


def files(book: Handbook) -> dict[str, str | bytes]:
    """Every table file of the site by its address."""
    return {
        addresses.TABLE_CSV: supports_csv(book),
        addresses.TABLE_XLSX: supports_xlsx(book),
        addresses.TABLE_JSON: supports_json(book),
        addresses.TABLE_SCRIPT: handed(addresses.TABLE_SCRIPT, _for_browser(book)),
        addresses.CLAUSES_SCRIPT: handed(addresses.CLAUSES_SCRIPT, [_clause(c, book) for c in book.clauses]),
        addresses.PRODUCTS_SCRIPT: handed(addresses.PRODUCTS_SCRIPT, products(book)),
    }


def rows(book: Handbook) -> list[list[Value]]:
    return [[column.of(support, book) for column in COLUMNS] for support in book.supports]


def supports_csv(book: Handbook) -> bytes:
    """CSV as spreadsheet programs open it: UTF-8 with a byte order mark, CRLF."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([[harmless(value) for value in row] for row in rows(book)])
    return text.getvalue().encode("utf-8-sig")


def harmless(value: Value) -> Value:
    """A text that a spreadsheet would read as a formula, with an apostrophe before it, so that it stays a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def supports_xlsx(book: Handbook) -> bytes:
    """A workbook with one sheet. Texts are written as texts: no formulas, no links made of what looks like one."""
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    day = book.site.as_of
    workbook.set_properties(
        {
            "title": book.site.title,
            "comments": _about(book),
            "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
    )
    sheet = workbook.add_worksheet("支持事项")
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.name, head)
    for number, row in enumerate(rows(book), 1):
        for index, value in enumerate(row):
            write = sheet.write_number if isinstance(value, int) else sheet.write_string
            write(number, index, value, body)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, len(book.supports), len(COLUMNS) - 1)
    workbook.close()
    return buffer.getvalue()


def supports_json(book: Handbook) -> str:
    data = {
        "title": f"{book.site.title}：支持事项", "version": book.site.version, "as_of": book.site.as_of.isoformat(),
        "note": _about(book), "columns": [{"key": column.key, "name": column.name} for column in COLUMNS],
        "rows": [dict(zip([column.key for column in COLUMNS], row, strict=True)) for row in rows(book)],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def departments(support: Support) -> str:
    names = "、".join(department.short for department in facts.ask_whom(support))
    return f"{names}等" if names and support.departments_open else names or words.UNSTATED


def address(url: str, book: Handbook) -> str:
    """The address of a record: whole where the site has one of its own, else from the site's root."""
    return f"{book.site.live_url.rstrip('/')}/{url}" if book.site.live_url else url


def _about(book: Handbook) -> str:
    return (
        f"数据版本 {book.site.version}（{book.site.as_of.isoformat()}）。上限不等于可得金额；各行金额不可相加；"
        "在哪里、什么时候、怎样申报，文中未载明。本表不是官方文本，以公开原文为准。"
    )


# --- for the browser --------------------------------------------------------------------------------------------------


def _for_browser(book: Handbook) -> dict[str, Any]:
    """The table with what scripts need besides: for each row, by name, addresses and codes, and which columns are silent."""
    return {
        "title": f"{book.site.title}：支持事项", "version": book.site.version, "as_of": book.site.as_of.isoformat(),
        "note": _about(book),
        "columns": [{"key": column.key, "name": column.name, "width": column.width} for column in COLUMNS],
        "rows": rows(book),
        "codes": [
            {
                "url": support.url, "clause": support.clause.url, "amount": support.data.amount.kind,
                "wan": support.data.amount.wan, "form": support.data.form.facet, "prior": support.data.prior.kind,
                "prior_text": support.data.prior.text, "until": str(support.document.data.valid_until or ""),
                "conditions": facts.conditions(support), "missing": [*support.data.unstated, *words.ALWAYS_UNSTATED],
                "silent": [c.key for c in COLUMNS if c.of(support, book) == words.UNSTATED],
            }
            for support in book.supports
        ],
    }  # fmt: skip


def _clause(clause: Clause, book: Handbook) -> dict[str, str]:
    document = clause.document
    return {
        "id": clause.id, "name": facts.short_place(clause), "heading": clause.heading, "summary": clause.summary,
        "citation": cite.citation(clause, book.site), "address": address(clause.url, book), "url": clause.url,
        "document": document.title, "number": document.data.number or words.UNSTATED,
        "until": str(document.data.valid_until or words.UNSTATED),
    }  # fmt: skip
