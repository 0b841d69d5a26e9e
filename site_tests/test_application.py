"""Ways to apply: when a window is open to the minute, which of several statements holds, and what is not stated."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.book import application, windows
from generator.book.handbook import Document, Handbook
from generator.book.link import link
from generator.pipeline.check import check
from generator.records import Application, Window
from samples import HERE, copied, real_book

CASES = HERE / "cases/application"


def cases(name: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load((CASES / f"{name}.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return link(check(copied(tmp_path_factory.mktemp("apply") / "sample")))


def document(book: Handbook, identity: str) -> Document:
    return next(document for document in book.documents if document.id == identity)


@pytest.mark.parametrize("case", cases("windows"), ids=lambda case: case["about"])
def test_a_window_is_in_the_state_of_the_minute(case: dict[str, Any], book: Handbook) -> None:
    window, plan = Window.model_validate(case["window"]), document(book, "plan")
    assert windows.in_words(window, plan) == case["words"]
    found = windows.phases(window, plan)
    assert [phase.begins for phase in found] == sorted({phase.begins for phase in found})
    for moment, expected in case["at"].items():
        phase = windows.at(found, str(moment))
        assert [phase.code, phase.word] == expected, moment


def test_a_window_ends_with_the_text_that_it_is_for(book: Handbook) -> None:
    """The measures hold until the end of 2027: nothing of them is open or to be announced in 2028."""
    measures = document(book, "measures")
    for stated in ({"every": "always"}, {"ends": "notice"}, {"from": "2027-12-20", "until": "2028-01-10"}):
        found = windows.phases(Window.model_validate({"id": "w1", "at": "a1", **stated}), measures)
        assert windows.at(found, "2028-01-01T00:00").code == "closed"
        assert windows.at(found, "2027-12-31T23:59").code != "closed"


@pytest.mark.parametrize("case", cases("nearest"), ids=lambda case: case["about"])
def test_the_nearest_statement_holds_field_by_field(case: dict[str, Any], tmp_path: Path) -> None:
    book = link(check(copied(tmp_path / "sample")))
    (support,) = (support for support in book.supports if support.id == "s-kite")
    texts: dict[str, Any] = {"document": support.document, "clause": support.clause, "support": support}
    for level, stated in case["stated"].items():
        text = texts[level]
        text.data = text.data.model_copy(update={"application": Application.model_validate(stated)})
    told = application.way(support)
    assert {name: found.level for name, found in told.fields.items()} == case["holds"]
    assert application.silence(support) == case["unstated"]
    view = book.views.support(support)
    assert list(view.application.unstated_words) == case["unstated"]
    assert view.said.unstated.endswith("；".join(case["unstated"]) or "无")


def test_of_the_real_supports_nothing_is_stated() -> None:
    """Computed, not asserted: no text of the edition says where, when or how to apply for a support."""
    book = real_book()
    for support in book.supports:
        assert application.silence(support) == ["在哪里办", "什么时候办、多久一次", "怎样办（程序和材料）"], support.id
    assert application.silence_note(book.supports) == "在哪里、什么时候、怎样办，文中未载明。"
    assert application.rule_words(book.supports) == "办理程序文中未载明"


def test_the_notice_tells_what_to_hand_in_where_and_until_when() -> None:
    book = real_book()
    told = {text.id: book.views.of(text) for text in application.stating(document(book, "notice-2025-6"))}
    plan, report = (told[f"notice-2025-6/{clause}"].ways for clause in ("req1", "req2"))  # type: ignore[attr-defined]
    assert (
        plan[0]
        == "办理时间：2025年12月31日前报送，开始时间未载明：建设方案（各单位）（第二批先导区通知 五、（一）报送建设方案）"
    )
    assert any("2份" in line for line in plan) and any("2013办公室" in line for line in plan)
    assert report[0].startswith("办理时间：2025年12月19日前报送")
    assert not any("晏" in line or "63895507" in line for line in (*plan, *report)), "no person, and no number of one"
    assert len([day for day in book.days if day.kind == "deadline"]) == 2, "each deadline stands once"


def test_once_something_is_stated_nobody_says_that_nothing_is(tmp_path: Path) -> None:
    """The sample with everything in it: the heads of the tables, and the sentence above the finder."""
    book = link(check(copied(tmp_path / "sample", more=True)))
    note = application.silence_note(book.supports)
    assert note == "怎样申请，文中写明的见各行。" and application.rule_words(book.supports) == ""
    silent = {support.id for support in book.supports if "在哪里办" in application.silence(support)}
    assert "s-kite" in silent and "s-field" not in silent
