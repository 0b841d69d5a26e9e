"""The calculator: where base and method are stated, exact, never above a bound, and the same in the browser as here."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browsers import Page, Server
from finding import opened
from generator.book.link import link
from generator.book.reckoning import Plan, plan, reckon
from generator.book.views.amounts import reckoning_of
from generator.pipeline.check import check
from generator.records import AllOf, Amount, Leaf
from samples import ROOT

CITY = ROOT / "examples/shilishi"
TIERS = [
    {"of": "投资额", "to": "500万元", "to_in": True},
    {"of": "投资额", "from": "500万元", "from_in": False, "to": "2000万元", "to_in": True},
    {"of": "投资额", "from": "2000万元", "from_in": False},
]


def amount(*parts: dict[str, Any], **more: Any) -> Amount:
    return Amount.model_validate(
        {"parts": [{"id": f"m{number}", **part} for number, part in enumerate(parts, 1)], **more}
    )


def rate(percent: Any, of: str | None = "设备购置额", **more: Any) -> dict[str, Any]:
    bounds = percent if isinstance(percent, list) else [percent, percent]
    return {"give": "rate", "role": "fixed", "percent": bounds, "of": of, **more}


def cap(said: str, **more: Any) -> dict[str, Any]:
    return {"give": "money", "role": "cap", "sum": [None, said], **more}


def tiered(method: str | None, *rates: int) -> Amount:
    parts = [rate(share, "投资额", tier=tier) for share, tier in zip(rates, TIERS, strict=True)]
    return amount(*parts, cap("1000万元"), apply="one-of", method=method)


# A sum for each of something, a condition of the support, and whether it can be reckoned.
PER_PERSON = {"give": "money", "role": "fixed", "sum": ["1000元", "1000元"], "per": "人", "period": "once"}
FROM_A_NUMBER_ON = [
    (condition, unit, reckoned)
    for unit, conditions in {
        "人": [
            ("招用毕业生20人以上", False), ("招用不少于20人", False), ("新增就业达到50人", False), ("用工满100人", False),
            ("组织培训超过30名职工", False), ("接收实习生五人及以上", False), ("安置残疾人至少3位", False), ("培训200人次以上", False),
            ("招用毕业生", True), ("企业人数不超过300人", True), ("签订1年以上劳动合同", True), ("取得证书", True),
            ("建筑面积1000平方米以上", True), ("投资2000万元以上", True),
        ],
        "亩": [("流转土地100亩以上", False), ("种植面积不低于50亩", False), ("每亩税收30万元以上", True), ("用工20人以上", True)],
        "平方米": [("租用面积达到500平方米", False), ("租用1000平米及以上", False), ("租用面积不超过500平方米", True)],
    }.items()
    for condition, reckoned in conditions
]  # fmt: skip


@pytest.mark.parametrize(("condition", "unit", "reckoned"), FROM_A_NUMBER_ON)
@pytest.mark.parametrize("inside", [False, True])
def test_what_counts_only_from_a_number_on_is_not_reckoned(
    condition: str, unit: str, reckoned: bool, inside: bool
) -> None:
    """Whether those below the number count, too, is open; however deep in the tree the number stands."""
    leaf = Leaf(kind="other", words=condition)
    tree = AllOf(all=(Leaf(kind="other", words="在本市登记"), leaf)) if inside else leaf
    assert (plan(amount({**PER_PERSON, "per": unit}), tree) is not None) == reckoned


def test_a_recorded_number_counts_as_a_printed_one() -> None:
    told = amount(PER_PERSON)
    assert plan(told, Leaf(kind="size", words="规模", low=20, unit="人")) is None
    assert plan(told, Leaf(kind="size", words="规模", high=300, unit="人")) is not None
    assert plan(told, Leaf(kind="sum", words="投资", low=20, unit="万元")) is not None


# A sum that a text states, what is entered, and what it gives: from, to, and the ceilings that cut it.
REACHED = [
    (amount(rate(20), cap("1000万元")), {"base": "600"}, ("120", "120", ())),
    (amount(rate(20), cap("1000万元")), {"base": "6000"}, ("1000", "1000", ("m2",))),
    (amount(rate("0.3"), cap("1000万元")), {"base": "0.1"}, ("0.0003", "0.0003", ())),
    (amount(rate([None, 30], role="cap"), cap("200万元", period="year")), {"base": "100"}, (None, "30", ())),
    (amount(rate([2, None], role="floor"), cap("1亿元")), {"base": "100"}, ("2", "10000", ("m2",))),
    (amount(rate([5, 10], role="range"), cap("500万元")), {"base": "6000"}, ("300", "500", ("m2",))),
    (tiered("whole", 5, 3, 2), {"base": "600"}, ("18", "18", ())),
    (tiered("stepwise", 5, 3, 2), {"base": "600"}, ("28", "28", ())),
    (tiered("whole", 5, 3, 2), {"base": "500"}, ("25", "25", ())),
    (tiered("stepwise", 5, 3, 2), {"base": "100000"}, ("1000", "1000", ("m4",))),
    (amount({"give": "money", "role": "fixed", "sum": ["2000元", "2000元"], "per": "人", "period": "month", "limits": ["最长36个月"]}),
     {"count": "3", "time": "40"}, ("21.6", "21.6", ())),
    (amount({"give": "money", "role": "fixed", "sum": ["100元", "100元"], "per": "亩", "period": "once"}), {"count": "2.5"}, ("0.025", "0.025", ())),
    (amount(rate(50, "企业实付利息", give="interest", period="year", limits=["最长3年"]), cap("100万元", period="year")),
     {"base": "300", "time": "5"}, ("300", "300", ("m2",))),
]  # fmt: skip

OPEN = {
    "比例没有基数": amount(rate(20, None), cap("1000万元")),
    "分档没有写怎样算": tiered(None, 5, 3, 2),
    "利率不是申请人知道的数": amount(rate(50, "贷款市场报价利率（LPR）", give="interest", limits=["最长3年"])),
    "按另一项的标准": amount(rate(50, "市级标准", refers_to="s-x")),
    "一事一议": amount({"give": "case-by-case", "words": "一事一议"}),
    "补足差额": amount(
        rate(20), cap("1000万元"), {"give": "money", "role": "cap", "sum": [None, "5万元"], "less": "已得"}
    ),
    "约数": amount(rate(20), cap("500万元", about=True)),
    "不足一步的": amount({"give": "money", "role": "fixed", "sum": ["10万元", "10万元"], "step": "每增加1亿元"}),
    "两个比例一并适用": amount(rate(50, "实付利息"), rate([None, 50], "实付利息", role="cap")),
    "税是国家的": amount(rate(100, "研发费用", give="tax")),
    "外币": amount(rate(20), cap("500万美元", currency="USD")),
    "没有写到多久": amount({"give": "money", "role": "fixed", "sum": ["1元", "1元"], "per": "人", "period": "month"}),
    "界限看不懂": amount(rate(20, limits=["视情况"])),
    "只有一笔钱": amount(cap("500万元")),
}


def entered(values: dict[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in values.items()}


@pytest.mark.parametrize("case", REACHED, ids=range(len(REACHED)))
def test_what_the_text_gives(
    case: tuple[Amount, dict[str, str], tuple[str | None, str | None, tuple[str, ...]]],
) -> None:
    told, values, (low, high, bounds) = case
    made = plan(told)
    assert made is not None
    (result,) = reckon(made, entered(values))
    assert (result.low, result.high) == tuple(None if end is None else Decimal(end) for end in (low, high))
    assert result.bounds == bounds


@pytest.mark.parametrize("told", OPEN.values(), ids=OPEN.keys())
def test_where_something_is_open_nothing_is_reckoned(told: Amount) -> None:
    assert plan(told) is None and reckoning_of(told) is None


def test_years_of_a_schedule_stand_side_by_side() -> None:
    made = plan(amount(rate(80, years=[1, 3]), rate(50, years=[4, 5])))
    assert made is not None
    assert [line.words for line in made.lines] == ["第 1—3 年", "第 4—5 年"]
    assert [result.high for result in reckon(made, {"base": Decimal(10)})] == [Decimal(8), Decimal(5)]


def test_of_the_invented_city() -> None:
    """By hand from its texts: which supports state enough, and a bound or floor that the formula names."""
    book = link(check(CITY))
    made = {one.id: book.views.support(one).amount.reckoning for one in book.supports}
    assert {key for key, way in made.items() if way} == {
        "s-foreign-new", "s-import", "s-intensive", "s-intensive-tax", "s-postdoc", "s-training", "s-intern", "s-contribution",
        "s-risk-share", "s-compute-voucher", "s-rd-growth", "s-national-match", "s-standard-match", "s-tech-upgrade",
        "s-new-project", "s-software-growth", "s-first-set",
    }  # fmt: skip
    assert made["s-foreign-new"].formula == ("实际使用外资金额 × 不低于 2%", "上限 1 亿元")  # type: ignore[union-attr]
    assert all(way.note == "以核定数和年度预算为准，不等于可得金额" for way in made.values() if way)


# --- for any amount ---------------------------------------------------------------------------------------------------

numbers = st.decimals(min_value=0, max_value=999999, places=4)
shares = st.decimals(min_value="0.001", max_value=150, places=3).map(str)
sums = st.integers(1, 99999).map(lambda wan: f"{wan}万元")


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, Amount]:
    """A rate of any role, tiers by either method, or so much for each person; with ceilings or without."""
    caps = [cap(draw(sums)) for _ in range(draw(st.integers(0, 2)))]
    kind = draw(st.sampled_from(["rate", "tiers", "units", "interest"]))
    low, high = sorted([draw(shares), draw(shares)], key=Decimal)
    if kind == "rate":
        role = draw(st.sampled_from(["fixed", "cap", "floor", "range"]))
        ends = {"fixed": [low, low], "cap": [None, low], "floor": [low, None], "range": [low, high]}[role]
        told = amount(rate(ends, role=role), *caps)
    elif kind == "tiers":
        parts = [rate(draw(shares), "投资额", tier=tier) for tier in TIERS]
        told = amount(*parts, *caps, apply="one-of", method=draw(st.sampled_from(["whole", "stepwise"])))
    elif kind == "units":
        each = f"{draw(st.integers(1, 9999))}元"
        unit = {
            "give": "money",
            "role": "fixed",
            "sum": [each, each],
            "per": "人",
            "period": "month",
            "limits": ["最长36个月"],
        }
        told = amount(unit, *caps)
    else:
        yearly = [{**one, "period": "year"} for one in caps]
        told = amount(rate(low, "实付利息", give="interest", period="year", limits=["最长3年"]), *yearly)
    made = plan(told)
    assert made is not None
    return made, told


@given(plans(), numbers, st.integers(0, 99), st.integers(0, 60))
def test_no_result_is_above_a_bound_or_below_zero(
    drawn: tuple[Plan, Amount], base: Decimal, count: int, time: int
) -> None:
    made, _ = drawn
    for result in reckon(made, {"base": base, "count": Decimal(count), "time": Decimal(time)}):
        years = min(Decimal(time), next((one.most for one in made.inputs if one.key == "time"), None) or Decimal(time))
        for bound in made.bounds:
            assert result.high is not None and result.high <= bound.sum * (years if bound.first else 1)
        assert all(end is None or end >= 0 for end in (result.low, result.high))
        assert None in (result.low, result.high) or result.low <= result.high  # type: ignore[operator]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(plans(), numbers, st.integers(0, 99), st.integers(0, 60)), min_size=10, max_size=20))
def _compared(page: Page, cases: list[tuple[tuple[Plan, Amount], Decimal, int, int]]) -> None:
    asked, expected = [], []
    for (made, told), base, count, time in cases:
        values = {"base": base, "count": Decimal(count), "time": Decimal(time)}
        shown = reckoning_of(told)
        assert shown is not None
        asked.append([shown.model_dump(mode="json"), {key: f"{value:f}" for key, value in values.items()}])
        expected.append([(one.low, one.high, list(one.bounds)) for one in reckon(made, values)])
    found = page.evaluate(f"{json.dumps(asked)}.map(([plan, values]) => handbook.reckon.reckon(plan, values))")
    read = [
        [(one["low"] and Decimal(one["low"]), one["high"] and Decimal(one["high"]), one["bounds"]) for one in lines]
        for lines in found
    ]
    assert read == expected


def test_the_browser_reckons_the_same(chromium: Page, server: Server) -> None:
    opened(chromium, server.url + "supports/index.html")
    script = (ROOT / "overrides/assets/javascripts/reckon.js").read_text(encoding="utf-8")
    chromium.evaluate("void " + script[script.index("(function") :].rstrip().removesuffix(";"))
    _compared(chromium)
    typed = {
        "1000": "1000", "1,000.5万": "1000.5", "0.1亿元": "1000", "５００万元": "500", "1000元": "0.1", "": "", "很多": "", "-5": "", "1e3": "",
        "1.23456789": "",
    }  # fmt: skip
    for text, value in typed.items():
        assert chromium.evaluate(f"handbook.reckon.typed({json.dumps(text)}, {{unit: '万元'}})") == value, text
    assert chromium.evaluate("handbook.reckon.typed('2.5', {unit: '人', whole: true})") == ""
    assert chromium.errors == []
