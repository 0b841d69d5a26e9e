"""Strength of wording and grounds of values, in the data and on pages. Cases are data files in ``cases``."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from generator import records
from generator.book import handbook, validity
from generator.text import verbs

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 11, 25)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe").load(HERE / f"cases/{name}.yml")
    return found


@pytest.mark.parametrize("case", cases("strength"), ids=lambda case: f"{case['of']} {case.get('verb')}")
def test_the_printed_words_tell_the_strength(case: dict[str, Any]) -> None:
    match case["of"]:
        case "item":
            code = verbs.of_item(case.get("verb"), case.get("then"))
        case "direction":
            code = verbs.of_direction(case["verb"])
        case _:
            code = verbs.of_duty(case["verb"])
    assert code == case["code"]


@pytest.mark.parametrize("case", cases("validity"), ids=lambda case: case["about"])
def test_a_state_says_what_it_rests_on(case: dict[str, Any]) -> None:
    clause_data = {"id": "a1", "kind": "article", **case.get("clause", {})}
    data = records.Document.model_validate(
        {
            "id": "text", "title": "文", "short_title": "文", "kind": "文", "force_text": "文", "summary": "文",
            "clauses": [clause_data], **case["document"],
        }
    )  # fmt: skip
    document = handbook.Document(data, "documents/text/index.html", AS_OF, closes=case.get("closes"))
    text: validity.Text = document
    if "clause" in case:
        text = handbook.Clause(data.clauses[0], document, "documents/text/a1.html", None, "", "")
    for day, code, words in case["says"]:
        state = validity.state(text, day)
        assert (state.code, state.words) == (code, words), day
    assert validity.in_words(text) == case["interval"]
    assert validity.interval_ground_words(text) == case["how"]


# --- on the pages of the real handbook --------------------------------------------------------------------------------


def said(site: Path, page: str, xpath: str) -> list[str]:
    tree = html.fromstring((site / page).read_bytes().decode("utf-8"))
    return [re.sub(r"\s+", "", node.text_content()) for node in tree.xpath(xpath)]


def test_each_term_says_how_strong_its_items_speak_of_it(site: Path, model: dict[str, Any]) -> None:
    """重点发展, 发展 or 探索: at the term, for each item that names it, in the printed words."""
    where = dict(
        zip(
            said(site, "terms.html", "//*[@class='term']//dfn"),
            said(site, "terms.html", "//*[@class='term' and .//dfn]"),
            strict=True,
        )
    )
    told = 0
    for term in model["terms"]:
        shown = where[re.sub(r"\s+", "", term["name"])]
        for seen in term["occurrences"]:
            for one in seen["said"]:
                told += bool(one["words"])
                assert not one["words"] or f"“{one['words']}”" in shown, (term["name"], one)
    assert told > 300


def test_each_item_lists_its_terms_under_the_verb(site: Path, model: dict[str, Any]) -> None:
    for subfield in model["subfields"]:
        rows = said(site, subfield["url"], "//*[contains(@class, 'said')]/div")
        named = {term for statement in subfield["statements"] for term in statement["terms"]}
        assert named >= {*subfield["technologies"], *subfield["products"], *subfield["applications"]}, subfield["id"]
        for row, statement in zip(rows, subfield["statements"], strict=True):
            assert row.startswith(statement["words"] or ""), subfield["id"]
            assert row.endswith("等") == statement["open"], subfield["id"]


def test_every_direction_can_be_filtered(site: Path, model: dict[str, Any]) -> None:
    """One table with a row per direction, with its answers to every question of the form."""
    tree = html.fromstring((site / "supports/directions.html").read_bytes().decode("utf-8"))
    rows = {row.get("id"): row for row in tree.xpath("//tbody/tr[@data-answers]")}
    assert set(rows) == {direction["id"] for direction in model["directions"]}
    asked = {field.get("name") for field in tree.xpath("//form//input[@type='checkbox']")}
    assert asked == {"applicant", "strength", "means", "industry", "activity", "document"}
    for direction in model["directions"]:
        row = re.sub(r"\s+", "", rows[direction["id"]].text_content())
        assert direction["verb"] in row and direction["strength"], direction["id"]


def test_a_value_that_was_inferred_says_so_wherever_it_stands(site: Path, model: dict[str, Any]) -> None:
    for document in model["documents"]:
        if document["published_ground"] == "page-address":
            for page in (document["url"], "documents/index.html", "index.html", "dates.html"):
                assert "按官网页面地址推得" in "".join(said(site, page, "//body")), page
        for value in ("issued", "published", "valid_from", "valid_until"):
            assert bool(document[value]) == bool(document[f"{value}_ground"]), (document["id"], value)
    grounds = {document["validity"]["status_ground"] for document in model["documents"]}
    assert "inferred" in grounds and "stated" in grounds


def test_a_number_that_is_about_right_has_no_bounds(model: dict[str, Any]) -> None:
    about = [goal for target in model["targets"] for goal in target["goals"] if goal["about"]]
    assert about, "the real goals have one"
    for goal in about:
        assert goal["low"] is None and goal["high"] is None and goal["number"], goal["printed"]
