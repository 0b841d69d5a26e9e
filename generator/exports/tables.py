"""The table of supports as CSV, XLSX and JSON, and as scripts for exports made in the browser.

All have the same columns in the same order. A value is text or a whole number; what the texts leave open is 未载明, never
an empty cell. Same data, same bytes.
"""

import csv
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from generator.book import addresses, facets, held, matching, money, words
from generator.book.application import silence_note
from generator.book.handbook import Clause, Handbook, Support
from generator.book.held import Version
from generator.book.script_literal import handed
from generator.book.views.supports import SupportView
from generator.records import Site

Value = str | int


# Characters that begin a formula, including full-width forms, which East Asian spreadsheet editions accept too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Column:
    """A column: key in JSON, Chinese heading, width in XLSX, and the function from a support to its value."""

    def __init__(self, key: str, name: str, width: int, of: Callable[[SupportView, Site], Value]) -> None:
        self.key, self.name, self.width, self.of = key, name, width, of


COLUMNS = (
    Column("id", "编号", 22, lambda s, _: s.id),
    Column("kind", "类别", 12, lambda s, _: s.said.kind),
    Column("title", "支持事项", 34, lambda s, _: s.title),
    Column("what_for", "支持内容", 48, lambda s, _: s.what_for),
    Column("activity", "事项类别", 12, lambda s, _: s.said.activity),
    Column("applicant", "惠及对象", 22, lambda s, _: s.said.applicant),
    Column("prior", "前置资格", 28, lambda s, _: s.said.prior),
    Column("conditions", "条件", 34, lambda s, _: s.said.conditions),
    Column("form", "方式（原文）", 12, lambda s, _: s.said.form),
    Column("form_facet", "方式（归类）", 12, lambda s, _: s.said.form_facet),
    Column("amount_kind", "金额性质", 10, lambda s, _: s.amount.kind_word),
    Column(
        "amount_wan",
        "金额（万元）",
        12,
        lambda s, _: s.amount.wan or (words.UNSTATED if s.amount.kind == "unstated" else words.SEE_PARTS),
    ),
    Column("per", "按什么计", 14, lambda s, _: s.amount.per_words),
    Column("industries", "适用产业", 26, lambda s, _: s.said.industries),
    Column("tagged", "编者归类", 14, lambda s, _: s.said.tagged),
    Column("departments", "责任单位", 34, lambda s, _: s.said.departments),
    Column("valid_until", "有效期至", 12, lambda s, _: s.validity.until_words),
    Column("overlap", "叠加规则", 34, lambda s, _: s.said.overlap),
    Column("unstated", "未载明事项", 40, lambda s, _: s.said.unstated),
    Column("document", "文件", 30, lambda s, _: s.said.document),
    Column("number", "文号", 22, lambda s, _: s.said.number),
    Column("clause", "条款编号", 24, lambda s, _: s.clause),
    Column("place", "依据条款", 24, lambda s, _: s.said.place),
    Column("citation", "引用", 48, lambda s, _: s.citation),
    Column("address", "地址", 36, lambda s, _: s.address),
    Column("version", "数据版本", 10, lambda _, site: site.version),
    Column("payee", "付给谁", 34, lambda s, _: s.said.payee),
    Column("qualifications", "资格细目", 34, lambda s, _: s.said.qualifications),
    Column("means", "得到什么", 12, lambda s, _: s.said.means),
    Column("stars", "依法依规", 14, lambda s, _: "、".join(s.stars) or "未写"),
    Column("object_open", "对象是否列完", 12, lambda s, _: "以“等”结尾，没有列完" if s.object_open else "没有写“等”"),
    Column("windows", "办理时间", 30, lambda s, _: s.said.windows),
    Column("channels", "办理渠道", 24, lambda s, _: s.said.channels),
    Column("materials", "办理材料", 30, lambda s, _: s.said.materials),
    Column("offices", "受理和咨询单位", 30, lambda s, _: s.said.offices),
    Column("steps", "办理程序", 24, lambda s, _: s.said.steps),
    Column("amount_words", "金额（全部写法）", 40, lambda s, _: "；".join(part.words for part in s.amount.parts)),
    Column("amount_of", "比例的计算基数", 20, lambda s, _: s.said.amount_of),
    Column("amount_period", "多久给一次", 12, lambda s, _: s.said.amount_period),
    Column("caps", "合计上限", 30, lambda s, _: s.said.caps),
    Column("funding", "资金由谁出", 24, lambda s, _: s.said.funding),
    Column("state", "状态", 16, lambda s, _: s.validity.status_word),
    Column("holds_from", "本行自哪天有效", 14, lambda s, _: s.held.begins_words),
    Column("holds_until", "本行到哪天为止", 14, lambda s, _: s.held.until_words),
    Column("ended_by", "此后", 16, lambda s, _: s.held.after_words),
    Column("changed_by", "修改依据", 34, lambda s, _: s.held.changed_by_words),
    Column("as_of", "数据日期", 12, lambda _, site: site.as_of.isoformat()),
    Column("calls", "最近的通知", 30, lambda s, _: s.said.calls),
    Column("results", "历年结果", 36, lambda s, _: s.said.results),
)


# The notice stands in every row, since rows are copied out of tables.
NOTICE = Column("notice", "提示", 34, lambda _, site: site.notice or words.UNSTATED)


def columns(site: Site) -> tuple[Column, ...]:
    """The columns of a handbook in their order; its notice, where it has one, is the last."""
    return (*COLUMNS, NOTICE) if site.notice else COLUMNS


def files(book: Handbook) -> dict[str, str | bytes]:
    """Every table file of the site, by address."""
    return {
        addresses.TABLE_CSV: supports_csv(book),
        addresses.TABLE_XLSX: supports_xlsx(book),
        addresses.TABLE_JSON: supports_json(book),
        addresses.TABLE_SCRIPT: handed(addresses.TABLE_SCRIPT, _for_browser(book)),
        addresses.CLAUSES_SCRIPT: handed(
            addresses.CLAUSES_SCRIPT, [_clause(v, book) for v in _versions(book.clauses, book)]
        ),
        addresses.PRODUCTS_SCRIPT: handed(addresses.PRODUCTS_SCRIPT, facets.products(book)),
        addresses.MATCHING_SCRIPT: handed(addresses.MATCHING_SCRIPT, matching.data(book)),
    }


def rows(book: Handbook) -> list[list[Value]]:
    """A row for each support, as on the data's day."""
    return [_row(support, book) for support in book.supports]


def _row(support: Support, book: Handbook) -> list[Value]:
    view = book.views.support(support)
    return [column.of(view, book.site) for column in columns(book.site)]


def _versions(texts: Sequence[Support] | Sequence[Clause], book: Handbook) -> list[Version]:
    return [version for text in texts for version in held.versions(text, book.site.as_of)]


def supports_csv(book: Handbook) -> bytes:
    """CSV for spreadsheet programs: UTF-8 with byte order mark, CRLF."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns(book.site)])
    writer.writerows([[harmless(value) for value in row] for row in rows(book)])
    return text.getvalue().encode("utf-8-sig")


def harmless(value: Value) -> Value:
    """A text that a spreadsheet would read as a formula gets an apostrophe, so that it stays text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def supports_xlsx(book: Handbook) -> bytes:
    """A workbook with one sheet. Texts are written as texts: no formulas, no automatic links."""
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
    for index, column in enumerate(columns(book.site)):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.name, head)
    for number, row in enumerate(rows(book), 1):
        for index, value in enumerate(row):
            write = sheet.write_number if isinstance(value, int) else sheet.write_string
            write(number, index, value, body)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, len(book.supports), len(columns(book.site)) - 1)
    workbook.close()
    return buffer.getvalue()


def supports_json(book: Handbook) -> str:
    data = {
        "title": f"{book.site.title}：支持事项", "version": book.site.version, "as_of": book.site.as_of.isoformat(),
        "note": _about(book),
        "columns": [{"key": column.key, "name": column.name} for column in columns(book.site)],
        "rows": [dict(zip([column.key for column in columns(book.site)], row, strict=True)) for row in rows(book)],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _about(book: Handbook) -> str:
    return (
        f"{book.site.notice or ''}数据版本 {book.site.version}（{book.site.as_of.isoformat()}）。"
        f"上限不等于可得金额；各行金额不可相加；{silence_note(book.supports)}本表不是官方文本，以公开原文为准。"
    )


# --- for the browser --------------------------------------------------------------------------------------------------


def _for_browser(book: Handbook) -> dict[str, Any]:
    """The table with data for scripts: for each row, by name, addresses and codes, and the columns without a
    statement. An amended support has a row for each version."""
    versions = _versions(book.supports, book)
    return {
        "title": f"{book.site.title}：支持事项", "version": book.site.version, "as_of": book.site.as_of.isoformat(),
        "note": _about(book),
        "columns": [{"key": column.key, "name": column.name, "width": column.width} for column in columns(book.site)],
        "rows": [_row(version.text, book) for version in versions],
        "kinds": words.AMOUNT,
        "codes": [_codes(version, book) for version in versions],
    }  # fmt: skip


def _codes(version: Version, book: Handbook) -> dict[str, Any]:
    """What scripts need about a row besides its words: address, codes, and the columns without a statement; when it holds,
    and of a version the days on which it reads so (``span``)."""
    support = version.text
    view = book.views.support(support)
    return {
        **_span(version), "held": facets.days(support), "phases": [[p.begins, p.code, p.word] for p in view.validity.phases],
        "url": view.url, "clause": support.clause.url, "amount": view.amount.kind, "wan": view.amount.wan,
        "kinds": money.by_kind(support.data.money), "stars": view.stars,
        "form": view.form.facet, "prior": view.prior.kind, "prior_text": view.prior.text,
        "until": view.valid_until.isoformat() if view.valid_until else "", "conditions": view.conditions,
        "missing": [*view.unstated, *view.application.unstated_words],
        "silent": [column.key for column in COLUMNS if column.of(view, book.site) == words.UNSTATED],
    }  # fmt: skip


def _span(version: Version) -> dict[str, list[str]]:
    return {"span": [version.begins, version.before]} if version.amended else {}


def _clause(version: Version, book: Handbook) -> dict[str, Any]:
    view = book.views.clause(version.text)
    return {
        **_span(version), "id": view.id, "name": view.said.place, "heading": view.heading, "summary": view.summary,
        "citation": view.citation, "address": view.address, "url": view.url, "document": view.said.document,
        "number": view.said.number, "until": view.validity.until_words,
    }  # fmt: skip
