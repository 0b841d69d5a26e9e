"""The chain by year: what stands in it, in which state each call is on any day, what the newest one answers; results as
reported; and texts that are no ground, which give and answer nothing."""

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from generator.book import chain
from generator.book.answers import all_answers
from generator.book.handbook import Handbook, Support
from generator.book.link import link
from generator.book.windows import at
from generator.exports import tables
from generator.exports.handbook_json import handbook_data
from generator.pages.listing import pages as all_pages
from generator.pages.templating import Layout
from generator.pipeline.check import check
from samples import HERE, ROOT

CITY = ROOT / "examples/shilishi"
LINKS = YAML(typ="safe").load(HERE / "cases/chain/links.yml")
DAYS = YAML(typ="safe").load(HERE / "cases/chain/days.yml")


@pytest.fixture(scope="module")
def book() -> Handbook:
    return link(check(CITY))


@pytest.fixture(scope="module")
def pages(book: Handbook) -> dict[str, html.HtmlElement]:
    layout = Layout(book, ())
    drawn = {page.url: page for page in all_pages(book, layout.written(CITY / "content"))}
    wanted = ("supports/s-rd-growth.html", "documents/pay-2026-40/index.html", "documents/draft-2026-5/what.html", "documents/explain-2026-3/why.html")  # fmt: skip
    return {url: html.fromstring(layout.draw(drawn[url]).split("---\n", 2)[2]) for url in wanted}


def support(book: Handbook, identity: str) -> Support:
    return next(one for one in book.supports if one.id == identity)


@pytest.mark.parametrize("identity", LINKS)
def test_a_chain_runs_from_the_measures_to_what_was_paid(identity: str, book: Handbook) -> None:
    told = [[one.kind, one.year, one.words] for one in chain.of_support(support(book, identity))]
    assert told == LINKS[identity]


@pytest.mark.parametrize("case", DAYS, ids=lambda case: f"{case['call']}@{case['at']}")
def test_a_call_is_in_the_state_of_its_own_times(case: dict[str, Any], book: Handbook) -> None:
    (batch,) = (one for document in book.documents for one in document.batches if one.id == case["call"])
    phase = at(list(chain.call_phases(batch)), str(case["at"]))
    assert (phase.code, phase.word) == (case["code"], case["word"])


def test_the_newest_call_answers_field_by_field_with_its_clause(book: Handbook) -> None:
    view = book.views.support(support(book, "s-rd-growth"))
    told = {(one.field, one.clause) for one in view.answered}
    assert told == {
        ("windows", "call-2026-52/when"), ("channels", "call-2026-52/how"), ("materials", "call-2026-52/papers"),
        ("offices", "call-2026-52/contact"), ("amount", "call-2026-52/amount"),
    }  # fmt: skip
    assert [one.words for one in view.answered if one.field == "amount"] == ["上限 20 万元"]
    assert (
        "上限 30 万元" in view.amount.words and "20 万元" not in view.amount.words
    )  # the measures still say what they say
    assert [one.words for one in view.application.materials][-1] == "研发费用专项审计报告（1份）"
    assert {window.source.batch or window.source.place for window in view.application.windows} == {
        "2027年度研发奖励通知 二、申报时间", "2026年度研发奖励通知 一、申报时间",
    }  # fmt: skip


def test_an_old_call_alone_is_told_as_over(tmp_path: Path) -> None:
    """Without the newer notice the old one is the latest known: it says that it is over, in page, table and answer."""
    root = tmp_path / "city"
    shutil.copytree(CITY, root, ignore=shutil.ignore_patterns("build"))
    (root / "data/documents/call-2026-52.yml").unlink()
    verify = root / "data/verify.yml"
    kept = [line for line in verify.read_text(encoding="utf-8").splitlines() if "call-2026-52" not in line]
    verify.write_text("\n".join(kept) + "\n", encoding="utf-8")
    old = link(check(root))
    view = old.views.support(support(old, "s-rd-growth"))
    assert view.said.calls == "《2026年度研发奖励通知》2026年度研发费用增量奖励（这一次已截止）"
    for answer in all_answers.answers(old):
        if answer.about == view.url and answer.intent in ("how", "until"):
            first = answer.facts[0]
            assert first.words == "最近的通知：《2026年度研发奖励通知》2026年度研发费用增量奖励"
            assert first.state(old.site.as_of) == ("closed", "这一次已截止")
            break
    else:
        pytest.fail("no answer tells how to apply")


def test_results_are_told_with_their_source_and_never_as_a_sum_of_the_support(
    book: Handbook, pages: dict[str, html.HtmlElement]
) -> None:
    growth = support(book, "s-rd-growth")
    view = book.views.support(growth)
    assert [(one.stage, one.count, one.unit, one.sum and one.sum.value, one.clause) for one in view.results] == [
        ("paid", 11, "家", "1655000", "pay-2026-40/money"),
        ("shortlisted", 12, "家", "1800000", "result-2026-33/list"),
    ]
    assert not any(number in view.amount.words for number in ("165", "180"))
    exported = handbook_data(book)["supports"]
    (same,) = (one for one in exported if one["id"] == growth.id)
    assert [one["words"] for one in same["results"]] == [one.words for one in view.results]
    rows = list(csv.DictReader(io.StringIO(tables.supports_csv(book).decode("utf-8-sig"))))
    assert "公示：12家，合计180万元" in next(row["历年结果"] for row in rows if row["编号"] == growth.id)
    assert {row["历年结果"] for row in rows if row["编号"] != growth.id} == {"本手册没有收录"}
    (listed,) = pages["documents/pay-2026-40/index.html"].xpath("//*[@id='result-r1']")
    assert "11家" in listed.text_content() and "165.5万元" in listed.text_content()
    chained = pages["supports/s-rd-growth.html"].xpath("//ol[preceding-sibling::h2[1][@id='chain']]/li")
    assert len(chained) == len(LINKS["s-rd-growth"])
    assert any("示财企〔2026〕40号" in item.text_content() for item in chained)


def test_texts_that_are_no_ground_say_so_and_give_nothing(book: Handbook, pages: dict[str, html.HtmlElement]) -> None:
    for url, mark in (("draft-2026-5/what", "征求意见稿（未施行）"), ("explain-2026-3/why", "政策解读（非依据）")):
        page = pages[f"documents/{url}.html"]
        assert any(mark in notice.text_content() for notice in page.find_class("notice")), url
    quiet = [document for document in book.documents if document.data.force in ("draft", "interpretation")]
    assert len(quiet) == 2 and not any(document.supports or document.binding for document in quiet)
    chained = pages["supports/s-rd-growth.html"].xpath("//ol[preceding-sibling::h2[1][@id='chain']]/li")
    for mark, title in (("征求意见稿（未施行）", "修订征求意见稿"), ("政策解读（非依据）", "研发投入条款解读")):
        assert any(mark in item.text_content() and title in item.text_content() for item in chained)
    answers = list(all_answers.answers(book))
    assert len(answers) > 1000
    assert not any("draft-2026-5/" in answer.about for answer in answers)
    assert not any("50万元" in fact.words for answer in answers for fact in answer.facts if "研发" in fact.words)
