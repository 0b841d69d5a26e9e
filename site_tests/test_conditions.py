"""Conditions: Kleene's three values hold for every tree, and the filter of qualifications answers as the texts do."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from generator.book import conditions
from generator.book.conditions import Value, evaluate
from generator.book.vocabulary import DEFAULT
from generator.records import AllOf, AnyOf, Leaf, Node, NotOf, leaves
from generator.records.conditions import Prior, tree_of

CASES = YAML(typ="safe").load((Path(__file__).parent / "cases/conditions/held.yml").read_text(encoding="utf-8"))
NODE: TypeAdapter[Node | None] = TypeAdapter(Node | None)

VALUES: tuple[Value, ...] = ("yes", "no", "unknown")
values = st.sampled_from(VALUES)
leaf = st.one_of(
    st.builds(Leaf, kind=st.sampled_from(["prize", "recognition", "open", "other"]), text=st.sampled_from("甲乙丙丁")),
    st.builds(Leaf, kind=st.just("open"), of=st.sampled_from(["prize", "qualification"]), text=st.sampled_from("甲乙")),
)
trees = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(all=tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(any=tuple(parts))),
        inner.map(lambda part: NotOf.model_validate({"not": part})),
    ),
    max_leaves=8,
)
answered = st.dictionaries(st.sampled_from("甲乙丙丁"), values)


def answers(told: dict[str, Value]) -> Callable[[Leaf], Value]:
    return lambda one: told.get(str(one.text), "unknown")


def negated(tree: Node) -> Node:
    return NotOf.model_validate({"not": tree})


@given(trees, answered)
def test_not_twice_is_the_thing_itself(tree: Node, told: dict[str, Value]) -> None:
    assert evaluate(negated(negated(tree)), answers(told)) == evaluate(tree, answers(told))


@given(st.lists(trees, min_size=2, max_size=3), answered)
def test_not_all_is_one_that_is_not(parts: list[Node], told: dict[str, Value]) -> None:
    one_fails = AnyOf(any=tuple(map(negated, parts)))
    assert evaluate(negated(AllOf(all=tuple(parts))), answers(told)) == evaluate(one_fails, answers(told))


@given(trees, answered, answered)
def test_knowing_more_never_turns_a_decision(tree: Node, told: dict[str, Value], more: dict[str, Value]) -> None:
    """A yes or no stays, whatever else becomes known."""
    first = evaluate(tree, answers(told))
    settled = {key: value for key, value in told.items() if value != "unknown"}
    assert first == "unknown" or evaluate(tree, answers({**more, **settled})) == first


@given(trees, answered)
def test_what_is_known_throughout_is_decided(tree: Node, told: dict[str, Value]) -> None:
    known = {letter: told[letter] if told.get(letter) == "no" else "yes" for letter in "甲乙丙丁"}
    assert evaluate(tree, answers(known)) != "unknown"


@given(trees)
def test_nothing_known_rules_nothing_out(tree: Node) -> None:
    assert evaluate(tree, answers({})) == "unknown"


@given(trees, answered)
def test_equal_parts_are_answered_once(tree: Node, told: dict[str, Value]) -> None:
    asked: Counter[Leaf] = Counter()

    def known(one: Leaf) -> Value:
        asked[one] += 1
        return answers(told)(one)

    evaluate(AllOf(all=(tree, tree, negated(tree))), known)
    assert set(asked.values()) <= {1}


@given(trees)
def test_a_question_that_concerns_all_asks_all(tree: Node) -> None:
    assert conditions.asked(tree, lambda one: True) is not None
    assert conditions.asked(tree, lambda one: False) is None


@given(trees)
def test_every_tree_has_an_answer_to_the_filter_and_words(tree: Node) -> None:
    prior = conditions.prior(tree)
    assert prior.codes and len(set(prior.codes)) == len(prior.codes)
    assert ("none" in prior.codes) == (prior.needs is None)
    assert all(conditions.texts(tree)) and all(said.text for said in conditions.said(tree, DEFAULT))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_qualifications_are_asked_as_the_text_sets_them(case: dict[str, Any]) -> None:
    tree = NODE.validate_python(case["tree"])
    prior = conditions.prior(tree)
    assert list(prior.codes) == case["codes"]
    for has, expected in case["answers"].items():
        assert evaluate(prior.needs, conditions.held(has.split())) == expected, has
    if "prior" in case:
        assert prior.text == case["prior"]
    if "texts" in case:
        assert conditions.texts(tree) == case["texts"]


def test_the_shape_of_older_data_is_raised() -> None:
    one_of_two = Prior(kind="recognition", also=("award",), text="新认定或获奖")
    raised = tree_of(("属于未来产业领域",), one_of_two)
    assert [found.kind for found in leaves(raised)] == ["recognition", "prize", "other"]
    assert conditions.prior(raised).also == ("award",)
    assert conditions.prior(tree_of((), Prior(kind="unstated"))).codes == ("unstated",)
    assert tree_of((), Prior(kind="none")) is None
