"""Sentences composed of parts with known readings: each part is read as it is alone."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.facts import facts_of
from generator.text.numbering import clauses
from generator.text.numerals import han
from generator.text.records import Amount, Money, Rate

Bounds = tuple[Decimal | None, Decimal | None]
FULL = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _written(wan: int) -> list[str]:
    """The printed forms of a sum of 万元."""
    ways = [
        f"{wan}万元",
        f"{wan:,}万元",
        f"{wan} 万元",
        f"{wan}万元".translate(FULL),
        f"{han(wan)}万元",
        f"{wan * 10000}元",
    ]
    if wan % 100 == 0:
        ways.append(f"{Decimal(wan) / 10000:f}亿元")
    return ways


SUMS = st.integers(1, 9999).flatmap(
    lambda wan: st.sampled_from(_written(wan)).map(lambda words: (Decimal(wan) * 10000, words))
)
PERCENTS = st.integers(1, 100).flatmap(
    lambda value: st.sampled_from([f"{value}%", f"{value}％", f"百分之{han(value)}"]).map(
        lambda words: (Decimal(value), words)
    )
)
# Text before and after a sum, and the reading that results.
GIVEN = st.sampled_from(
    [("给予{}奖励", "fixed"), ("一次性奖励{}", "fixed"), ("补贴{}", "fixed"), ("给予最高{}支持", "cap"), ("最高不超过{}", "cap"),
     ("给予不超过{}的补助", "cap"), ("奖励上限为{}", "cap"), ("补助金额以{}为限", "cap"), ("给予{}以内资助", "cap"), ("奖励{}封顶", "cap"),
     ("最多补贴{}", "cap"), ("资助金额至多{}", "cap"), ("给予不低于{}的奖励", "floor"), ("给予不少于{}支持", "floor"), ("给予至少{}补助", "floor")]
)  # fmt: skip
CONDITIONS = st.sampled_from(
    [
        "对注册资本{}以上的企业，",
        "固定资产投资不低于{}的项目，",
        "对年营业收入超过{}的企业，",
        "年产值首次突破{}的，",
        "对合同金额达到{}的，",
    ]
)
UPPER = st.sampled_from(["对年营业收入不超过{}的企业，", "投资额低于{}的项目，", "对总投资{}以下的项目，"])
RATES = st.sampled_from(
    [("按设备投资的{}给予补助，", "fixed", "设备投资"), ("按不超过合同金额的{}给予补贴，", "cap", "合同金额"),
     ("按不低于研发费用{}的比例给予奖励，", "floor", "研发费用"), ("按贷款利息的{}贴息，", "fixed", "贷款利息")]
)  # fmt: skip
PER = st.sampled_from([("", None), ("每家企业", "企业"), ("单个项目", "项目"), ("同一单位", "单位"), ("每人", "人")])
PERIOD = st.sampled_from([("", None), ("每年", "year"), ("每月", "month"), ("累计", "cumulative")])
TOTALS = st.sampled_from(["市财政每年安排{}。", "设立{}产业基金。", "统筹{}专项资金。", "设立规模{}的引导资金。"])


def _bounds(role: str, value: Decimal) -> Bounds:
    return {"cap": (None, value), "floor": (value, None), "fixed": (value, value)}[role]


def _amounts(text: str) -> list[Amount]:
    return [fact for fact in facts_of(text) if isinstance(fact, Amount)]


@settings(max_examples=150, deadline=None)
@given(GIVEN, SUMS, PER, PERIOD)
def test_a_benefit_by_itself(
    given_: tuple[Any, ...], amount: tuple[Any, ...], per: tuple[Any, ...], period: tuple[Any, ...]
) -> None:
    (words, role), (value, printed) = given_, amount
    (fact,) = _amounts(per[0] + period[0] + words.format(printed) + "。")
    assert isinstance(fact, Money)
    assert (fact.role, fact.low, fact.high) == (role, *_bounds(role, value))
    assert fact.per == per[1]
    assert fact.period in (period[1], "once") if "一次性" in words else fact.period == period[1]


@settings(max_examples=150, deadline=None)
@given(st.one_of(CONDITIONS.map(lambda w: (w, "low")), UPPER.map(lambda w: (w, "high"))), SUMS, GIVEN, SUMS)
def test_a_condition_is_never_a_benefit(
    condition: tuple[Any, ...], reached: tuple[Any, ...], given_: tuple[Any, ...], amount: tuple[Any, ...]
) -> None:
    (words, end), (role_words, role) = condition, given_
    first, second = _amounts(words.format(reached[1]) + role_words.format(amount[1]) + "。")
    assert first.role == "threshold"
    assert (first.low, first.high) == ((reached[0], None) if end == "low" else (None, reached[0]))
    assert (second.role, second.low, second.high) == (role, *_bounds(role, amount[0]))
    assert first.benefit == second.benefit


@settings(max_examples=150, deadline=None)
@given(RATES, PERCENTS, SUMS)
def test_a_rate_and_its_ceiling(rate: tuple[Any, ...], share: tuple[Any, ...], amount: tuple[Any, ...]) -> None:
    first, second = _amounts(rate[0].format(share[1]) + f"最高{amount[1]}。")
    assert isinstance(first, Rate) and isinstance(second, Money)
    assert (first.role, first.of, first.low, first.high) == (rate[1], rate[2], *_bounds(rate[1], share[0]))
    assert (second.role, second.high, second.benefit) == ("cap", amount[0], first.benefit)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SUMS, min_size=2, max_size=4),
    st.sampled_from([("分别给予最高{}支持", "cap"), ("分别奖励{}", "fixed"), ("给予{}三档补助", "fixed")]),
)
def test_a_list_shares_its_role(amounts: list[Any], given_: tuple[Any, ...]) -> None:
    facts = _amounts(given_[0].format("、".join(words for _, words in amounts)) + "。")
    assert [(fact.role, fact.high, fact.tier) for fact in facts] == [
        (given_[1], value, tier) for tier, (value, _) in enumerate(amounts, 1)
    ]


@settings(max_examples=60, deadline=None)
@given(TOTALS, SUMS)
def test_what_is_set_aside_is_no_benefit(words: str, amount: tuple[Any, ...]) -> None:
    (fact,) = _amounts(words.format(amount[1]))
    assert (fact.role, fact.low, fact.benefit) == ("total", amount[0], None)


@settings(max_examples=60, deadline=None)
@given(SUMS, SUMS, st.sampled_from(["由{}提高到{}", "从{}调整为{}", "由{}降至{}", "由原来的{}增加到{}"]), st.sampled_from(["奖励标准", "补助上限"]))  # fmt: skip
def test_a_replaced_sum_is_no_benefit(old: tuple[Any, ...], new: tuple[Any, ...], words: str, what: str) -> None:
    first, second = _amounts(what + words.format(old[1], new[1]) + "。")
    assert (first.role, first.benefit) == ("old", None)
    assert (second.role, second.high) == ("cap" if "上限" in what else "fixed", new[0])


# --- numbering --------------------------------------------------------------------------------------------------------

PRINTED = {
    "编": lambda n: f"第{han(n)}编 ", "章": lambda n: f"第{han(n)}章 ", "节": lambda n: f"第{han(n)}节 ", "条": lambda n: f"第{han(n)}条 ",
    "一、": lambda n: f"{han(n)}、", "（一）": lambda n: f"（{han(n)}）", "1.": lambda n: f"{n}.", "（1）": lambda n: f"（{n}）",
}  # fmt: skip
SHAPES = st.sampled_from(
    [("章", "条"), ("编", "章", "条"), ("章", "节", "条"), ("一、", "（一）"), ("一、", "1."), ("一、", "（一）", "1."), ("条",), ("1.",), ("一、",),
     ("一、", "（一）", "1.", "（1）"), ("章", "一、", "（一）"), ("章", "1."), ("1.", "1.1"), ("一、", "1.1", "1.1.1")]
)  # fmt: skip


@st.composite
def numbered(draw: st.DrawFn) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """A text with one to four levels of numbers, and its numbers with those above them. A level goes on through the text
    or begins again under each number."""
    shape = draw(SHAPES)
    goes_on = [index > 0 and "1.1" not in shape and draw(st.booleans()) for index in range(len(shape))]
    counts = [0] * len(shape)
    lines: list[str] = []
    expected: list[tuple[str, tuple[str, ...]]] = []

    def add(level: int, above: tuple[str, ...]) -> None:
        counts[level] = counts[level] if goes_on[level] else 0
        for _ in range(draw(st.integers(1, 3))):
            counts[level] += 1
            decimal = shape[level] in ("1.1", "1.1.1")
            number = ".".join(map(str, counts[: level + 1])) + " " if decimal else PRINTED[shape[level]](counts[level])
            expected.append((number.strip(), above))
            if level < len(shape) - 1:
                lines.append(number + draw(st.sampled_from(["支持创新", "加强保障", "引进人才"])))
                add(level + 1, (*above, number.strip()))
            else:
                words = ["对企业给予50万元奖励。", "按第一条的规定执行。", "给予10万元以上、20万元以下补助，为期3年。"]
                lines.append(number + draw(st.sampled_from(words)))

    add(0, ())
    return "\n".join(lines), expected


@settings(max_examples=150, deadline=None)
@given(numbered(), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_text_of_any_numbering_is_cut_at_its_numbers(
    case: tuple[str, list[tuple[str, tuple[str, ...]]]], ends: str
) -> None:
    text, expected = case
    assert [(clause.number, clause.under) for clause in clauses(text.replace("\n", ends))] == expected


# --- a ceiling is never read as a fixed share -------------------------------------------------------------------------

BASES = st.sampled_from(
    ["合同金额", "银行同期贷款利率", "股权投资损失", "担保费", "实际支付额", "经审计的研发投入", "企业上年度纳税额", "同期LPR", "设备、软件购置费用", "实际租金",
     "专利许可费", "项目总投资", "保费", "首年度运营成本", "市级补助资金", "其对地方经济贡献", "场地租赁费用", "票务收入", "参展费"]
)  # fmt: skip
CEILINGS = st.sampled_from(["不超过", "不高于", "不得超过", "最高不超过", "不超出", "不大于", "至多", "最高"])


@settings(max_examples=200, deadline=None)
@given(CEILINGS, BASES, st.sampled_from(["的", ""]), st.integers(1, 100), st.sampled_from(["给予补助", "的比例给予奖励", "的标准给予贴息", "予以资助"]), st.sampled_from(["按", "按照", "给予", ""]))  # fmt: skip
def test_a_share_at_most_is_a_ceiling(most: str, base: str, of: str, value: int, tail: str, begin: str) -> None:
    sentence = f"{begin}{most}{base}{of}{value}%{tail}。"
    roles = {fact.role for fact in _amounts(sentence)}
    assert not roles & {"fixed", "floor", "range"}, sentence
    assert roles <= {"cap"} or not begin, sentence  # 不超过投资额30%予以资助 could be said of the applicant
