"""Amounts in parts: what each becomes in words, filters, order and JSON. The cases are files in ``cases/amounts``."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from generator.book import money
from generator.book.views.amounts import PartView, parts_of
from generator.records import Amount, Part, PlainAmount, Sum, raised
from generator.records.amounts import AnyAmount, percent_of, sum_of
from generator.records.stated import given as given_in
from generator.records.stated import of_part
from generator.source.problems import Place
from generator.source.rules.parts import fit

CASES = Path(__file__).parent / "cases/amounts"
AMOUNT: TypeAdapter[Amount | PlainAmount] = TypeAdapter(AnyAmount)


def cases(name: str) -> list[Any]:
    found: list[Any] = YAML(typ="safe").load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return found


def amount(told: object) -> Amount:
    return raised(AMOUNT.validate_python(told))


@pytest.mark.parametrize("case", cases("parts"), ids=lambda case: case["name"])
class TestAmount:
    def test_it_is_right_in_itself(self, case: dict[str, Any]) -> None:
        assert not list(fit(Place("data/x.yml"), amount(case["amount"]), set()))

    def test_words(self, case: dict[str, Any]) -> None:
        assert money.in_words(amount(case["amount"])) == case["words"]

    def test_filter_and_order(self, case: dict[str, Any]) -> None:
        read = amount(case["amount"])
        assert list(read.kinds) == case["kinds"]
        told = [[None if bound is None else money.exact(bound) for bound in span] for span in money.sums(read)]
        assert (told, money.exact(money.order(read))) == (case["sums"], case["order"])

    def test_the_one_number_of_older_exports(self, case: dict[str, Any]) -> None:
        assert amount(case["amount"]).wan == case["wan"]

    def test_what_is_open(self, case: dict[str, Any]) -> None:
        assert money.open_words(amount(case["amount"])) == case.get("open", [])

    def test_a_text_that_says_it_is_read_alike(self, case: dict[str, Any]) -> None:
        if "sentence" in case:
            recorded = [of_part(part) for part in amount(case["amount"]).parts]
            assert [stated for stated, _ in given_in(case["sentence"])] == recorded


def exported(told: dict[str, Any], plain: bool = False) -> dict[str, Any]:
    """An amount as JSON has it; ``plain`` as programs wrote it that knew no parts."""
    read = amount(told)
    parts = [part.model_dump(mode="json", by_alias=True) for part in parts_of(read, None)]
    return {"kind": read.kind, "wan": read.wan, **({} if plain else {"parts": parts})}


@pytest.mark.parametrize("case", cases("changed"), ids=lambda case: case["name"])
def test_what_the_log_says(case: dict[str, Any]) -> None:
    old = exported(case["old"], plain=case.get("plain", False))
    assert money.changed(old, exported(case["new"])) == case["said"]


# --- what holds for every amount --------------------------------------------------------------------------------------

figures = st.decimals(min_value="0.01", max_value=99999, places=2)
units = st.sampled_from(["元", "万元", "亿元", "百万元", "万美元", "千万元"])
printed = st.builds(lambda figure, unit: f"{figure}{unit}", figures, units)


@given(printed)
def test_a_sum_keeps_its_digits_and_its_unit(text: str) -> None:
    read = sum_of(text)
    assert isinstance(read, Sum) and text.endswith(read.unit)
    assert Decimal(text.removesuffix(read.unit)) == read.figure


@given(printed, st.sampled_from(["cap", "fixed", "floor"]))
def test_the_exported_number_is_the_one_of_the_text(text: str, role: str) -> None:
    bounds = {"cap": [None, text], "fixed": [text, text], "floor": [text, None]}[role]
    currency = "USD" if "美" in text else "CNY"
    part = Part.model_validate({"id": "m1", "give": "money", "role": role, "sum": bounds, "currency": currency})
    view: PartView = parts_of(Amount(parts=(part,)), None)[0]
    number = view.low if role == "floor" else view.high
    assert Decimal(str(number)) == sum_of(text).value and view.unit == currency


@given(st.lists(printed, min_size=1, max_size=4), figures)
def test_a_rate_never_moves_an_amount_among_sums(texts: list[str], percent: Decimal) -> None:
    parts = [
        Part.model_validate({
            "id": f"m{index}", "give": "money", "role": "cap", "sum": [None, text], "currency": "USD" if "美" in text else "CNY"
        })
        for index, text in enumerate(texts, 1)
    ]  # fmt: skip
    rate = Part(id="m9", give="rate", role="fixed", percent=(percent, percent))
    alone, both = Amount(parts=tuple(parts)), Amount(parts=(rate, *parts))
    assert money.order(both) == money.order(alone) and money.sums(both) == money.sums(alone)
    assert both.wan is None and money.order(Amount(parts=(rate,))) == 0


@given(st.integers(1, 10**6), st.sampled_from(["cap", "fixed"]))
def test_the_older_shape_says_the_same_as_its_part(wan: int, kind: str) -> None:
    older = PlainAmount.model_validate({"kind": kind, "wan": wan, "per": "项目"})
    read = raised(older)
    assert (read.kind, read.wan, read.per, read.per_implied) == (kind, wan, "项目", False)
    assert money.in_words(read) == money.said(kind, wan)


@given(st.floats(allow_nan=False))
def test_binary_floats_are_no_rates_and_no_sums(number: float) -> None:
    for read in (percent_of, sum_of):
        with pytest.raises(Exception, match=r"sum|percent"):
            read(number)
