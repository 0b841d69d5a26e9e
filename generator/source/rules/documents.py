"""Documents are complete, and their dates are consistent."""

from collections.abc import Iterator

from generator.records import Clause, Document
from generator.source.load import Source
from generator.source.problems import Place, Problem

BINDING = ("in-force", "closed")
# Texts that say nothing of their own: they speak of another document.
_ABOUT_OTHERS = ("draft", "interpretation")
_DAYS = ("issued", "published", "valid_from", "valid_until", "replaced_on")


def dates_make_sense(source: Source) -> Iterator[Problem]:
    """Dates are in order and plausible; a clause's validity lies within its document's; replacements have a text and
    a date."""
    texts: list[tuple[Place, Document | Clause, Document | None]] = []
    for place, whole in source.documents:
        texts.append((place, whole, None))
        texts += [(place / "clauses" / i, clause, whole) for i, clause in enumerate(whole.clauses)]
    for place, text, document in texts:
        days = {key: day for key in _DAYS if (day := getattr(text, key, None))}
        for early, late in (("issued", "published"), ("valid_from", "valid_until"), ("valid_from", "replaced_on")):
            if early in days and late in days and days[early] > days[late]:
                yield Problem(place / late, f"{late}（{days[late]}）早于 {early}（{days[early]}）")
        for key, day in days.items():
            if not 1990 <= day.year <= 2100:
                yield Problem(place / key, f"年份 {day.year} 不像是对的", "日期写作 年-月-日，如 2026-01-13。")
        if bool(text.replaced_by) != bool(text.replaced_on):
            yield Problem(place, "replaced_by（由什么替代）和 replaced_on（哪一天起）要一起写")
        own = f"{document.id}/{text.id}" if document else text.id
        if text.replaced_by == own:
            yield Problem(place / "replaced_by", "替代它的不能是它自己")
        if document:
            if document.force not in BINDING and days:
                yield Problem(place, f"{without_effect(document)}没有有效期，也不被替代")
            begins, ends = document.valid_from, document.valid_until
            if "valid_from" in days and begins and days["valid_from"] < begins:
                yield Problem(place / "valid_from", f"条款的起始日（{days['valid_from']}）早于文件的起始日（{begins}）")
            if "valid_until" in days and ends and days["valid_until"] > ends:
                yield Problem(place / "valid_until", f"条款的截止日（{days['valid_until']}）晚于文件的截止日（{ends}）")


def without_effect(document: Document) -> str:
    """What a text that binds nobody is called in messages; "" for one with effect."""
    if document.force in BINDING:
        return ""
    return "征求意见稿和政策解读" if document.force in _ABOUT_OTHERS else "参考文本和提案建议"


def documents_are_complete(source: Source) -> Iterator[Problem]:
    for place, document in source.documents:
        if not document.issuers and not document.posted_by:
            yield Problem(place, "发文单位（issuers）和张贴者（posted_by）都没有", "正式文件写 issuers，来历不明的文本写 posted_by。")  # fmt: skip
        for key, note in (("published", "dates_note"), ("url", "url_note")):
            if getattr(document, key) is None and getattr(document, note) is None:
                yield Problem(place, f"没有 {key}，也没有说明（{note}）", "缺少的事实要写明缺少。")
        if document.overlap and document.overlap.clause not in {clause.id for clause in document.clauses}:
            yield Problem(place / "overlap" / "clause", f"本文件没有条款 {document.overlap.clause}")
        for index, relation in enumerate(document.relations):
            if (relation.document is None) == (relation.external is None):
                yield Problem(place / "relations" / index, "document 与 external 写且只写一个")
