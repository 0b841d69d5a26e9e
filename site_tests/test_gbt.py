"""References by GB/T 7714: known fields give the known reference, in the editions of 2025 and 2015."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator import records
from generator.book import addresses, citations, handbook
from generator.book.handbook import Citable

CASES = YAML(typ="safe").load(Path(__file__).with_name("cases") / "gbt.yml")


def unchecked(kind: Any, /, **told: object) -> Any:
    """A record with only some fields, without validation."""
    return kind.model_construct(**told)


NAMED: dict[str, Callable[[str], Any]] = {
    "term": lambda name: handbook.Term(unchecked(records.Term, id="x", name=name), "", "", ""),
    "department": lambda name: handbook.Department(unchecked(records.Department, id="x", name=name), ""),
    "list": lambda name: handbook.PublicList(unchecked(records.PublicList, id="x", name=name), ""),
}


def site_of(case: dict[str, Any]) -> records.Site:
    told = {
        "title": "样本市政策手册",
        "subtitle": "样本",
        "city": "样本市",
        "version": "1.10",
        "as_of": date(2026, 1, 31),
    }
    return records.Site(**told, **case.get("site", {}))


def document_of(told: dict[str, Any]) -> handbook.Document:
    empty = dict.fromkeys(records.Document.model_fields) | {"force": "in-force", "id": "x"}
    given = {key: value for key, value in told.items() if key != "issuers"}
    document = handbook.Document(records.Document.model_construct(**empty | given), "", date(2026, 1, 31))
    for name in told.get("issuers", ()):
        document.issuers.append(handbook.Duty(NAMED["department"](name), "issuer", document))
    return document


def clause_of(document: handbook.Document, told: dict[str, Any]) -> handbook.Clause:
    points = [records.Point(id="p1", act="give", **told["point"])] if "point" in told else []
    data = records.Clause.model_construct(
        id="c", kind=told["kind"], heading_printed=told.get("heading_printed", True), points=tuple(points)
    )
    return handbook.Clause(data, document, "", told.get("number"), told["heading"], "")


def cited(case: dict[str, Any]) -> tuple[handbook.Document | None, str]:
    """The document cited by a case, and the place in it."""
    if "named" in case:
        return citations.where(NAMED[case["named"]["kind"]](case["named"]["name"]))
    if "document" not in case:
        return None, ""
    document = document_of(case["document"])
    if "at" not in case:
        return document, ""
    clause = clause_of(document, case["at"])
    if clause.points:
        return document, citations.point_place(clause, clause.points[0])
    record: Citable = clause
    if title := case["at"].get("support"):
        record = handbook.Support(records.Support.model_construct(title=title), "", clause)
    if title := case["at"].get("direction"):
        record = handbook.Direction(records.Direction.model_construct(title=title), "", clause)
    return citations.where(record)


@pytest.mark.parametrize("edition", ["gbt", "gbt-2015"])
@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_reference_is_written_as_the_standard_has_it(case: dict[str, Any], edition: str) -> None:
    site = site_of(case)
    document, place = cited(case)
    note = citations.status_note(case.get("state", document.data.force if document else "in-force"))
    pattern = citations.patterns(document, site)[edition]
    assert citations.fill(pattern, place, addresses.permanent(site, case["address"]), note) == case[edition]


def test_the_cases_are_thirty_at_least_and_no_two_the_same() -> None:
    assert len({case["gbt"] for case in CASES}) == len(CASES) >= 30
