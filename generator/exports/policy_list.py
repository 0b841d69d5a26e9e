"""The list of policies (政策清单) in the form that offices and advisers hand on, as XLSX and DOCX.

All supports, in the order of the documents; in the browser, of a choice of them and of clauses. Every word comes from
the views; what the texts leave open is 未载明. The link of a row leads to its clause: a whole address where the site
has one, else the address from the root of the handbook, as text.
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from generator.book import addresses, held, telling
from generator.book.handbook import Clause, Handbook, Support
from generator.book.script_literal import handed
from generator.book.views.base import ValidityView
from generator.book.views.texts import ClauseView
from generator.exports import office
from generator.exports.office import Row, Template
from generator.exports.office_forms import Head, document, workbook

NAME = "政策清单"
# Headings, and widths in characters.
COLUMNS = (
    ("序号", 6), ("政策名称", 20), ("文号", 15), ("条款", 18), ("支持内容", 32), ("标准", 20), ("条件", 40), ("责任单位", 20),
    ("有效期", 16), ("备注", 40),
)  # fmt: skip
_CLAUSE = 3  # the column with the link
_NOT_OF_A_CLAUSE = "不适用"

FORMS: dict[str, Callable[[Head], Template]] = {"xlsx": workbook, "docx": document}


def files(book: Handbook) -> dict[str, str | bytes]:
    """Both files and the script for the browser, by address."""
    made = {form: template(_head(book)) for form, template in FORMS.items()}
    rows = supports(book)
    of_all = partial(_file, rows=rows, book=book)
    return {
        addresses.POLICY_XLSX: of_all(made["xlsx"]),
        addresses.POLICY_DOCX: of_all(made["docx"]),
        addresses.POLICY_SCRIPT: handed(addresses.POLICY_SCRIPT, _for_browser(book, made)),
    }


def _file(template: Template, rows: list[Row], book: Handbook) -> bytes:
    return office.zipped(office.filled(template, rows), book.site.as_of)


def _head(book: Handbook) -> Head:
    site = book.site
    return Head(
        title=f"{site.title}：{NAME}",
        sheet=NAME,
        notes=(
            f"政策摘编（非正式文本），以公开原文为准。数据版本 {site.version}（{site.as_of.isoformat()}）。",
            "上限不等于可得金额；各项金额不可相加；★ 表示文中写有“依法依规”或“按规定”；文中没有写的写作“未载明”。",
        ),
        columns=COLUMNS,
        link=_CLAUSE if site.live_url and book.supports else None,
        day=site.as_of,
    )


def supports(book: Handbook) -> list[Row]:
    """A row for each support, by document."""
    order = {document.id: index for index, document in enumerate(book.documents)}
    return [_support(support, book) for support in sorted(book.supports, key=lambda s: order[s.document.id])]


def _support(support: Support, book: Handbook) -> Row:
    view = book.views.support(support)
    said = view.said
    remarks = [
        said.kind if view.promise else "",
        f"编者归类：{said.tagged}" if support.tagged else "",
        f"★ {'、'.join(view.stars)}" if view.stars else "",
        f"状态：{view.validity.status_word}（截至{book.site.as_of.isoformat()}）" if support.states else "",
        f"修改：{view.held.changed_by_words}" if support.states else "",
        f"叠加：{said.overlap}",
        f"未载明：{said.unstated}",
    ]
    return _row(
        support.clause,
        book,
        content=f"{view.title}\n{view.what_for}",
        standard="\n".join(
            [
                view.amount.words,
                *(f"合计上限：{cap.words}" for cap in view.caps),
                f"按什么计：{view.amount.per_words}",
                f"方式：{said.form}",
            ]
        ),
        needs=f"对象：{said.applicant}\n前置资格：{said.prior}\n条件：{said.conditions}\n适用产业：{said.industries}",
        departments=said.departments,
        validity=view.validity,
        remarks="\n".join(filter(None, remarks)),
    )


def _clause(clause: Clause, book: Handbook) -> Row:
    view = book.views.clause(clause)
    return _row(
        clause,
        book,
        content=view.summary,
        standard=_NOT_OF_A_CLAUSE,
        needs=_NOT_OF_A_CLAUSE,
        departments=_duties(clause, view),
        validity=view.validity,
        remarks="条款，不是支持事项",
    )


def _duties(clause: Clause, view: ClauseView) -> str:
    """The departments of a clause; where they have several roles, each with its own."""
    if len({duty.role for duty in view.departments}) < 2:
        return telling.departments_words(clause.duties, clause.duties_open)
    named = "、".join(f"{duty.name}（{duty.role_word}）" for duty in view.departments)
    return f"{named}等" if view.departments_open else named


def _row(
    clause: Clause, book: Handbook, content: str, standard: str, needs: str, departments: str, validity: ValidityView, remarks: str,
) -> Row:  # fmt: skip
    view = book.views.clause(clause)
    place = view.said.place if book.site.live_url else f"{view.said.place}\n{view.address}"
    holds = validity.words if validity.status == "in-force" else f"{validity.words}\n{validity.status_words}"
    holds = "\n".join([holds, *held.stops(clause)])
    texts = (view.said.document, view.said.number, place, content, standard, needs, departments, holds, remarks)
    return Row(texts, view.address)


def _for_browser(book: Handbook, templates: dict[str, Template]) -> dict[str, Any]:
    """Templates, and the rows of all supports and clauses by id; of amended ones by the keys of their versions, with the
    days on which each reads so (``spans``)."""
    as_of = book.site.as_of
    clauses = [version for clause in book.clauses for version in held.versions(clause, as_of)]
    given = [version for support in book.supports for version in held.versions(support, as_of)]
    rows = {version.key: _clause(version.text, book) for version in clauses}
    rows |= {version.key: _support(version.text, book) for version in given}
    spans: dict[str, list[list[str]]] = {}
    for version in (*clauses, *given):
        if version.amended:
            spans.setdefault(version.text.id, []).append([version.begins, version.before])
    return {
        "name": NAME,
        "version": book.site.version,
        "day": book.site.as_of.isoformat(),
        "forms": {form: asdict(template) for form, template in templates.items()},
        "spans": spans,
        "rows": {identity: [*row.texts, row.url] for identity, row in rows.items()},
    }
