"""Benefits as readers meet them: the second handbook, whose texts state windows to the minute, in a browser.

The clock of the browser is set to each boundary of a window, and its zone to one elsewhere: what the page says goes by
Asia/Shanghai, on the web and from a folder. Files that the browser hands over are read by other programs than wrote them.
"""

import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pytest
import vobject  # type: ignore[import-untyped]
from ruamel.yaml import YAML

from browsers import Page, serve
from browsers.chromium import ChromiumPage
from finding import FINDER, opened, saved, show
from samples import HERE
from searching import ask, open_search

# The window of the call: 2026-12-01 9:00 to 2026-12-31 17:00 (Asia/Shanghai). What the page says at each boundary.
CALL = {
    "2026-12-01T08:59:59+08:00": "未开始",
    "2026-12-01T09:00:00+08:00": "申报期内",
    "2026-12-16T23:59:59+08:00": "申报期内",
    "2026-12-17T00:00:00+08:00": "即将截止（剩14日）",
    "2026-12-31T16:59:59+08:00": "即将截止（今日17:00截止）",
    "2026-12-31T17:00:00+08:00": "已截止",
}
# One that comes every year, from January 4 to February 28, 17:00.
YEARLY = {
    "2027-01-03T23:59:59+08:00": "upcoming",
    "2027-01-04T00:00:00+08:00": "open",
    "2027-02-28T16:59:59+08:00": "soon",
    "2027-02-28T17:00:00+08:00": "upcoming",
}
ELSEWHERE = {"web": "America/New_York", "folder": "Pacific/Kiritimati"}
PICKS = "s-tech-upgrade,s-first-set,s-jobs"


@pytest.fixture(params=["web", "folder"])
def place(request: pytest.FixtureRequest, city: Path) -> Iterator[tuple[str, str]]:
    """The second handbook on the web and from a folder, with a zone that is not Shanghai's."""
    site = city / "build/site"
    if request.param == "folder":
        yield site.as_uri() + "/", ELSEWHERE["folder"]
        return
    with serve(site) as server:
        yield server.url, ELSEWHERE["web"]


def set_clock(page: Page, moment: str, zone: str) -> None:
    """From the next page on it is this moment in that zone."""
    assert isinstance(page, ChromiumPage)
    protocol = page._protocol
    protocol.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
    protocol.send("Page.enable")
    script = (
        "(() => { const Real = globalThis.RealDate || Date; globalThis.RealDate = Real;"
        f"const then = Real.parse({json.dumps(moment)});"
        "globalThis.Date = class extends Real { constructor(...given) { super(...(given.length ? given : [then])); }"
        " static now() { return then; } }; })()"
    )
    protocol.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})


def test_a_window_at_each_of_its_boundaries(chromium: Page, place: tuple[str, str]) -> None:
    root, zone = place
    for moment, word in CALL.items():
        set_clock(chromium, moment, zone)
        opened(chromium, root + "supports/s-tech-upgrade.html")
        assert chromium.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        assert chromium.evaluate("document.querySelector('#apply li .window').textContent") == word, moment
    assert chromium.errors == []


def test_filters_and_order_go_by_the_minute(chromium: Page, place: tuple[str, str]) -> None:
    root, zone = place
    for moment, code in YEARLY.items():
        set_clock(chromium, moment, zone)
        opened(chromium, root + FINDER)
        running, ending = (show(chromium, f"window={state}")["rows"] for state in ("open", "soon"))
        assert ("s-rent-subsidy" in running) == (code in ("open", "soon")), moment
        assert ("s-rent-subsidy" in ending) == (code == "soon"), moment
        assert set(ending) <= set(running), "what ends soon is open, too"
        rows = show(chromium, "")["rows"]
        assert sorted(rows[: len(ending)]) == sorted(ending) and sorted(rows[: len(running)]) == sorted(running), moment
    assert chromium.errors == []


def test_exclusions_and_kinds_of_sums_filter_as_what_they_are(chromium: Page, place: tuple[str, str]) -> None:
    root, _ = place
    opened(chromium, root + FINDER)
    everything = show(chromium, "")["rows"]
    barred = show(chromium, "barred=credit")["rows"]
    assert "s-tech-upgrade" not in barred and "s-district-upgrade" in barred, "only where a text says it"
    assert len(barred) < len(everything)
    monthly = show(chromium, "period=month&min=0.1&max=0.3")["rows"]
    assert "s-living" in monthly and "s-challenge" not in monthly
    assert "s-living" not in show(chromium, "min=0.1&max=0.3")["rows"], "a monthly sum is no sum given once"
    assert "s-test-platform" not in show(chromium, "min=1&max=999&kind=rate")["rows"], "a rate lies in no range of sums"
    assert set(show(chromium, "per=person")["rows"]) >= {"s-jobs", "s-postdoc", "s-training"}
    provincial = show(chromium, "level=provincial")["rows"]
    assert "s-mic-provincial" in provincial and "s-mic-national" not in provincial
    assert "s-contest" in show(chromium, "grade=一等奖")["rows"]
    assert "s-mic-national" in show(chromium, "newness=new")["rows"]
    assert chromium.errors == []


def test_unlike_amounts_stand_line_by_line(chromium: Page, place: tuple[str, str]) -> None:
    root, _ = place
    opened(chromium, root + "supports/compare.html#compare=s-rd-growth,s-challenge,s-contest")
    chromium.wait_for("document.querySelector('table.compare') !== null")
    lines: dict[str, list[str]] = {
        head.removesuffix("不同").removesuffix("相同"): cells
        for head, *cells in chromium.evaluate(
            "[...document.querySelectorAll('table.compare tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
        )
    }
    assert lines["金额：上限"] == ["上限 30 万元", "上限 500 万元", "没有写上限"]
    assert lines["金额：比例"][0].startswith("比例 研发费用增量的 10%") and lines["金额：比例"][1:] == [
        "没有写比例",
        "没有写比例",
    ]
    assert lines["金额：定额"][:2] == ["没有写定额", "没有写定额"] and "一等奖：定额 100 万元" in lines["金额：定额"][2]
    assert all("3000 万元" in cell for cell in lines["合计上限"])


def test_the_calculator_of_a_page(chromium: Page, place: tuple[str, str]) -> None:
    root, _ = place
    opened(chromium, root + "supports/s-rd-growth.html")
    enter = (
        "((v) => {{ const f = document.querySelector('.reckon input'); f.value = v; f.dispatchEvent(new Event('input'));"
        "return document.querySelector('.reckon__answer').textContent; }})({value})"
    )
    answers = {
        value: chromium.evaluate(enter.format(value=json.dumps(value))) for value in ("200", "0.6亿", "很多", "")
    }
    assert answers["200"] == "按文中办法算得：20 万元。以核定数和年度预算为准，不等于可得金额。"
    assert answers["0.6亿"].startswith("按文中办法算得：30 万元（受限于：上限 30 万元）")
    assert answers["很多"] == answers[""] == ""
    opened(chromium, root + "supports/s-test-platform.html")
    assert chromium.evaluate("document.querySelector('[data-reckon]')") is None, "the method is open"
    assert chromium.errors == []


def test_the_search_finds_benefits_however_they_are_written(chromium: Page, city: Path) -> None:
    with serve(city / "build/site") as server:
        open_search(chromium, server.url + "index.html")
        _found_as_told(chromium)


def _found_as_told(chromium: Page) -> None:
    cases = YAML(typ="safe").load((HERE / "search/second-city.yml").read_text(encoding="utf-8"))
    faults = []
    for case, answer in zip(cases, ask(chromium, [case["q"] for case in cases]), strict=True):
        found = set(case.get("five", [])) <= set(answer.urls[:5]) and set(case.get("hits", [])) <= set(answer.urls)
        if answer.partial or not found or set(case.get("none", [])) & set(answer.urls):
            faults.append((case, answer.partial, answer.urls[:8]))
    assert not faults


# --- files for picks --------------------------------------------------------------------------------------------------


def press(label: str) -> str:
    return f"[...document.querySelectorAll('#picked-tools button')].find(b => b.textContent === '{label}').click()"


def handed_over(page: Page, root: str, label: str) -> bytes:
    """What a button of the list hands over."""
    opened(page, root + "supports/list.html#pick=" + PICKS)
    page.wait_for("document.querySelectorAll('.picked__item').length === 3")
    return saved(page, press(label))


def test_a_calendar_of_picks_is_read_by_two_programs(chromium: Page, place: tuple[str, str]) -> None:
    data = handed_over(chromium, place[0], "导出日历")
    events = {str(event["uid"]).partition("@")[0]: event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    other = {event.uid.value.partition("@")[0]: event for event in vobject.readOne(data.decode()).vevent_list}
    assert set(events) == set(other)
    ends = events["call-2026-45-w1-until"].decoded("dtstart")
    assert isinstance(ends, datetime) and ends.isoformat() == "2026-12-31T17:00:00+08:00"
    assert other["call-2026-45-w1-until"].dtstart.value == ends
    assert events["call-2026-45-w1-from"].decoded("dtstart").isoformat() == "2026-12-01T09:00:00+08:00"
    assert "measures-2026-2-valid-until" in events
    assert not any(name.startswith("interest") for name in events), "only what was picked"
    assert chromium.errors == []


def test_a_list_of_picks_is_read_by_office_readers(chromium: Page, place: tuple[str, str]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(handed_over(chromium, place[0], "政策清单 XLSX"))).active
    assert sheet is not None
    rows: list[list[Any]] = [list(row) for row in sheet.iter_rows(values_only=True)]
    (head,) = [index for index, row in enumerate(rows) if row[0] == "序号"]
    told = rows[head + 1 :]
    (table,) = docx.Document(io.BytesIO(handed_over(chromium, place[0], "政策清单 DOCX"))).tables
    paper = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert [[str(cell) for cell in row] for row in told] == paper
    assert [row[4].split("\n")[0] for row in paper] == [
        "技术改造补助",
        "首台（套）装备补贴",
        paper[2][4].split("\n")[0],
    ]
    upgrade = paper[0]
    assert (
        upgrade[3].startswith("若干措施 第八条")
        and "比例 设备购置额的 15%" in upgrade[5]
        and "上限 600 万元" in upgrade[5]
    )
    assert "合计上限" in upgrade[5] and "没有这种情形：被列入严重失信主体名单" in upgrade[6]
    assert chromium.errors == []
