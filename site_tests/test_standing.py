"""Conditions and batches that stand elsewhere than in the support: what holds for it, told with the clause, and for whom not.

The second handbook has them all: exclusions of a document (第二条), a call with two batches, each with papers of its own.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.book import application, due, facets, standing, windows
from generator.book.handbook import Handbook, Support
from generator.book.link import link
from generator.exports import policy_list, tables
from generator.pipeline.check import check
from generator.records import AllOf, AnyOf, NotOf
from generator.source.problems import BadData
from samples import ROOT

CITY = ROOT / "examples/shilishi"
CALL = "documents/call-2026-45.yml"


@pytest.fixture(scope="module")
def city() -> Handbook:
    return link(check(CITY))


def changed(folder: Path, change: Any, path: str = CALL) -> Handbook:
    """The city with one file changed."""
    shutil.copytree(CITY, folder, ignore=shutil.ignore_patterns("build"))
    file, yaml = folder / "data" / path, YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    data = yaml.load(file.read_text(encoding="utf-8"))
    change(data)
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(data, out)
    return link(check(folder))


def support(book: Handbook, identity: str) -> Support:
    return next(support for support in book.supports if support.id == identity)


def test_exclusions_of_a_document_hold_for_each_of_its_supports(city: Handbook) -> None:
    (measures,) = (document for document in city.documents if document.id == "measures-2026-2")
    assert len(measures.supports) > 15
    for one in measures.supports:
        view = city.views.support(one)
        told = {(part.text, part.place, part.url) for node in view.conditions_tree for part in (node, *node.parts)}
        refused = ("被列入严重失信主体名单、还没有移出", "若干措施 第二条", "documents/measures-2026-2/a2.html#p2")
        assert refused in told, one.id
        assert "没有这种情形：被列入严重失信主体名单、还没有移出" in view.said.conditions
        assert standing.barred(one) == ["credit", "accident"]


def test_what_a_support_sets_itself_comes_first_and_what_is_around_adds_up(city: Handbook) -> None:
    view = city.views.support(support(city, "s-new-project"))
    assert view.conditions[0].startswith("固定资产投资5000万元以上")
    assert view.conditions[1:3] == ("在本市登记注册", "有独立法人资格")
    call = city.views.support(support(city, "s-first-set"))
    places = [node.place or node.parts[0].place for node in call.conditions_tree if node.place or node.parts]
    assert places.index("2026年度申报通知 二、申报条件") < places.index("若干措施 第二条"), "the call is nearer"


def test_nobody_is_ruled_out_where_no_text_says_it(city: Handbook) -> None:
    for one in city.supports:
        refused = any(
            isinstance(node, NotOf) and "失信" in str(node)
            for node in getattr(standing.tree(one), "all", (standing.tree(one),))
        )
        assert ("credit" in standing.barred(one)) == refused, one.id
    assert standing.barred(support(city, "s-district-upgrade")) == []
    assert facets.row(support(city, "s-district-upgrade"))["barred"] == []


def test_a_batch_tells_its_papers_and_the_notice_the_rest(city: Handbook) -> None:
    upgrade, first = (city.views.support(support(city, name)) for name in ("s-tech-upgrade", "s-first-set"))
    for view, own, other in ((upgrade, "专项审计报告", "检测报告"), (first, "检测报告", "专项审计报告")):
        assert own in view.said.materials and other not in view.said.materials
        assert {entry.source.level for entry in view.application.materials} == {"batch"}
        assert {window.source.level for window in view.application.windows} == {"document"}
        assert view.said.windows.startswith("2026年12月1日9:00至2026年12月31日17:00申报")
        assert view.application.windows[0].ground == "（按通知所载时间）"
    assert upgrade.application.materials[0].source.batch == "2026年度技术改造项目"
    assert upgrade.application.materials[0].source.place == "2026年度申报通知 四、申报材料"
    assert "设备购置额不低于300万元" in upgrade.conditions and "设备购置额不低于300万元" not in first.conditions
    (notice,) = (document for document in city.documents if document.id == "call-2026-45")
    told = city.views.document(notice)
    assert [(batch.name, batch.year, batch.of) for batch in told.batches] == [
        ("技术改造项目", 2026, ("s-tech-upgrade",)), ("首台（套）装备项目", 2026, ("s-first-set",)),
    ]  # fmt: skip


def test_several_batches_of_one_support(tmp_path: Path) -> None:
    """Every batch has its own window; papers are those of the latest year; whoever may come in one of them may come."""

    def second(data: Any) -> None:
        del data["batches"][0]["application"]["materials"][3:]
        data["batches"][0]["application"]["windows"] = [
            {"id": "w1", "from": "2026-12-01", "until": "2026-12-10", "at": "when"}
        ]
        data["batches"].append({
            "id": "b3", "name": "第二批", "year": 2026, "of": ["s-tech-upgrade"], "at": "kinds",
            "application": {"windows": [{"id": "w1", "from": "2027-03-01", "until": "2027-03-31T12:00", "at": "when"}],
                            "materials": [{"name": "补充说明", "at": "papers"}]},
        })  # fmt: skip
        data["batches"].append({
            "id": "b4", "name": "上一年", "year": 2025, "of": ["s-tech-upgrade"], "at": "kinds",
            "application": {"materials": [{"name": "旧的申请表", "at": "papers"}]},
        })  # fmt: skip

    book = changed(tmp_path / "city", second)
    one = support(book, "s-tech-upgrade")
    found = [windows.phases(window, one) for window in application.way(one).windows]
    states = {moment: {windows.at(phases, moment).code for phases in found} for moment in ("2026-12-05", "2027-03-31T11:59", "2027-03-31T12:00")}  # fmt: skip
    assert "soon" in states["2026-12-05"] and "soon" in states["2027-03-31T11:59"]
    assert states["2027-03-31T12:00"] == {"closed"}
    view = book.views.support(one)
    assert "补充说明" in view.said.materials and "项目申请表" in view.said.materials
    assert "旧的申请表" not in view.said.materials
    alternatives = [node for node in getattr(standing.tree(one), "all", ()) if isinstance(node, AnyOf)]
    assert len(alternatives) == 1 and all(isinstance(part, AllOf) for part in alternatives[0].any)
    assert standing.barred(one) == ["credit", "accident"], "the measures say it for all"
    entries = {entry.id for entry in due.of_pick(one, due.everything(book))}
    assert {"call-2026-45-b1-w1-from", "call-2026-45-b3-w1-until"} <= entries
    assert "call-2026-45-b3-w1-until" not in {entry.id for entry in due.of_pick(support(book, "s-first-set"), due.everything(book))}  # fmt: skip


def test_a_batch_stands_somewhere_and_is_for_something(tmp_path: Path) -> None:
    def wrong(data: Any) -> None:
        data["batches"][0].update({"at": "nowhere", "of": ["s-nothing"]})
        data["batches"][1]["id"] = "b1"

    with pytest.raises(BadData) as raised:
        changed(tmp_path / "city", wrong)
    said = str(raised.value.problems)
    assert "找不到要点或条款“nowhere”" in said and "s-nothing" in said and "编号 b1 用了两次" in said


def test_ceilings_and_shares_stand_at_every_support_that_they_concern(city: Handbook) -> None:
    """Stated once for a document, or in the detailed rules of another one: page, JSON, tables, list of policies."""
    (rules,) = (document for document in city.documents if document.id == "rules-2026-3")
    listed = set(rules.data.splits[0].over)
    assert len(listed) > 15
    for one in city.supports:
        view = city.views.support(one)
        if one.document.id == "measures-2026-2":
            assert [(cap.words, cap.place) for cap in view.caps] == [("每企业累计最高 3000 万元", "若干措施 第十六条")]
            if one.id in listed:
                assert view.said.funding == "市 50%，区县 50%（若干措施实施细则 三、（二）“市区分担”）"
        assert (view.said.caps == "未载明") == (not view.caps) and (view.said.funding == "未载明") == (not view.funding)
    upgrade = city.views.support(support(city, "s-tech-upgrade"))
    assert "其中 50% 第 1 年付，其中 50% 第 2 年付" in upgrade.amount.words
    assert {part.at for part in upgrade.amount.parts[0].instalments} == {"rules-2026-3/m4"}
    names = [column.key for column in tables.COLUMNS]
    rows = {str(row[0]): row for row in tables.rows(city)}
    assert rows["s-tech-upgrade"][names.index("caps")] == upgrade.said.caps
    (row,) = [row for row in policy_list.supports(city) if row.texts[3].startswith("技术改造补助\n")]
    assert "合计上限：每企业累计最高 3000 万元" in row.texts[4]
