"""``handbook.json`` against its published JSON Schema, read by a validator that is not ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from generator.book.registry import KINDS


@pytest.fixture(scope="module")
def schema(site: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((site / "data/handbook.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(told)
    return told


def test_the_model_is_what_its_schema_says(model: dict[str, Any], schema: dict[str, Any]) -> None:
    faults = sorted(Draft202012Validator(schema).iter_errors(model), key=lambda fault: list(map(str, fault.path)))
    assert faults == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "2"),
        (("supports", 0, "amount", "kind"), None),
        (("clauses", 0, "url"), 7),
        (("terms", 0, "new"), 1),
    ],
)
def test_the_schema_refuses_what_is_none(
    model: dict[str, Any], schema: dict[str, Any], path: tuple[Any, ...], value: object
) -> None:
    broken = json.loads(json.dumps(model))
    inner = broken
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(broken)


def test_every_record_bears_its_address_and_its_citation(model: dict[str, Any]) -> None:
    assert isinstance(model["format"], int)
    for kind in KINDS:
        for record in model[kind.key]:
            assert record["url"] and record["address"].endswith(record["url"]) and record["citation"], record["id"]
