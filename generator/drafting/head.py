"""The metadata of a draft: title, number, issuers, addressees, days with their grounds, relations to other documents."""

import re
from typing import Any

from generator.drafting.layers import Layers
from generator.drafting.made import Draft
from generator.drafting.validity import Validity
from generator.records.base import UNFILLED
from generator.text.facts import facts_of
from generator.text.numerals import number
from generator.text.records import DocumentNumber

_OF_DOCUMENT = (
    ("申报通知", "申报|征集|申请"), ("实施细则", "实施细则|操作细则"), ("提案（非政策）", "建议$"), ("其他公文", "通知|公告|通告|决定|计划|方案|意见"),
    ("行政规范性文件", "办法|规定|措施|细则|标准|政策"),
)  # fmt: skip


def head(made: Draft, found: Layers, valid: Validity | None, raw: str) -> None:
    """Fill in the metadata of a draft: title, number, issuers, addressees, days, grounds, relations."""
    document, marks = made.document, made.marks
    if found.title:
        document["title"] = found.title[0]
        marks.sure("title", found.title[1])
    else:
        document["title"] = UNFILLED
        marks.guess("title", "没有找到标题")
    document["short_title"] = UNFILLED
    if found.number:
        document["number"] = found.number[0]
        marks.sure("number", found.number[1])
    else:
        marks.guess("number", "没有找到文号，请核对是不是没有")
    document["kind"] = next(
        (kind for kind, words in _OF_DOCUMENT if re.search(words, str(document["title"]))), "其他公文"
    )
    marks.guess("kind", "按标题推断")
    document["force"] = "in-force"
    marks.guess("force", "效力由编辑人员核定")
    document["force_text"] = UNFILLED
    made.slots["force_text"] = [raw[slice(*valid.at)]] if valid and valid.at else []
    issuers = []
    for name, at in found.issuers:
        identity, sure = made.known.department(name)
        if identity in issuers:
            continue
        issuers.append(identity)
        if sure and found.issuers_sure:
            marks.sure(f"issuers/{identity}", at)
        else:
            why = "落款与文首不同，或只有一处" if sure else f"手册没有登记“{name}”"
            marks.guess(f"issuers/{identity}", why, at)
    if issuers:
        document["issuers"] = issuers
    else:
        document["posted_by"] = UNFILLED
        marks.guess("posted_by", "没有找到发文机关；是发文的改写 issuers，不是的写谁张贴")
    _said_number(made, found, raw, len(issuers))
    if found.addressees:
        document["addressees"] = _wide(found.addressees[0])
        marks.sure("addressees", found.addressees[1])
    grounds = {"kind": "inferred", "force": "inferred"}
    if found.issued:
        document["issued"] = found.issued[0]
        grounds["issued"] = "stated"
        if found.printed_on:
            marks.guess("issued", "这是版记里的印发日期，未必是成文日期", found.issued[1])
        else:
            marks.sure("issued", found.issued[1])
    if found.posted:
        document["published"] = found.posted[0]
        grounds["published"] = "issuing-page"
        marks.guess("published", "网页上写的时间，未必是公布日期", found.posted[1])
    if "published" not in document:
        document["dates_note"] = UNFILLED
    _validity(made, valid, grounds)
    document["grounds"] = grounds
    document["url_note"] = UNFILLED
    document["summary"] = UNFILLED
    if relations := _relations(made, found, raw):
        document["relations"] = relations


def _validity(made: Draft, valid: Validity | None, grounds: dict[str, str]) -> None:
    """The days of validity with their grounds; a note, where the text leaves something open."""
    document, marks = made.document, made.marks
    if valid is None:
        marks.guess("validity_note", "没有找到施行日期和有效期，请核对是不是没有写")
    elif valid.begins:
        document["valid_from"], grounds["valid_from"] = valid.begins, "stated"
        marks.sure("valid_from", valid.at)
    elif valid.since:
        marks.guess("validity_note", f"原文只写“{valid.since}”，请填写起始日期和根据", valid.at)
    if valid and valid.until:
        document["valid_until"] = valid.until
        grounds["valid_until"] = "derived" if valid.reckoned else "stated"
        if valid.reckoned:
            marks.guess("valid_until", "按年数推算", valid.at)
        else:
            marks.sure("valid_until", valid.at)
    if valid is None or not valid.begins or not valid.until:
        document["validity_note"] = UNFILLED


def _said_number(made: Draft, found: Layers, raw: str, count: int) -> None:
    """Where a text says how many bodies issue it (十部门), their list must be as long."""
    before = raw[: found.body]
    if (
        (match := re.search("等([二三四五六七八九十]{1,3})部门", before))
        and (said := number(match[1]))
        and int(said) != count
    ):
        made.marks.unread("issuers", f"文中写“{match[0]}”，只找到 {count} 个", match.span())


def _wide(words: str) -> str:
    return words.replace("(", "（").replace(")", "）").replace(",", "，")


def _relations(made: Draft, found: Layers, raw: str) -> list[dict[str, Any]]:
    """Documents of the handbook that the text names by number."""
    relations: list[dict[str, Any]] = []
    for fact in facts_of(raw, found.body, found.end):
        if not isinstance(fact, DocumentNumber):
            continue
        identity = made.known.numbers.get(fact.number)
        if identity in (None, made.document["id"]) or any(one["document"] == identity for one in relations):
            continue
        relations.append({"type": "based-on", "document": identity, "note": UNFILLED})
        made.marks.guess(f"relations/{identity}", "文中引用了它，请核对是什么关系", (fact.start, fact.end))
    return relations
