"""``handbook.json`` against its published JSON Schema, read by a validator that is not ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from generator.book.registry import KINDS
from generator.exports import handbook_parts
from generator.exports.handbook_json import handbook_data
from samples import real_book


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


# --- the same in pieces -------------------------------------------------------------------------------------------------


def _piece(schema: dict[str, Any], name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})


def test_the_lines_are_the_whole(model: dict[str, Any], schema: dict[str, Any], site: Path) -> None:
    lines = [json.loads(line) for line in (site / "data/handbook.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        _piece(schema, "Line").validate(line)
    whole: dict[str, Any] = {**lines[0]["handbook"], **{kind.key: [] for kind in KINDS}}
    for line in lines[1:]:
        ((key, record),) = line.items()
        whole[key].append(record)
    assert whole == model


def test_the_parts_together_are_the_whole(model: dict[str, Any], schema: dict[str, Any], site: Path) -> None:
    """Each record in one part, beside its document; no file of a part that is not listed."""
    told = json.loads((site / "data/parts.json").read_text(encoding="utf-8"))
    _piece(schema, "PartList").validate(told)
    together: dict[str, Any] = {kind.key: [] for kind in KINDS}
    for part in told["parts"]:
        lists = json.loads((site / part["path"]).read_text(encoding="utf-8"))
        _piece(schema, "PartFile").validate(lists)
        assert part["counts"] == {key: len(records) for key, records in lists.items()}
        for key, records in lists.items():
            together[key] += records
            for record in records:
                own = record["id"] if key == "documents" else record.get("document")
                assert part["document"] in (own, None), record["url"]
    assert {part["path"] for part in told["parts"]} == {
        path.relative_to(site).as_posix() for path in (site / "data/parts").rglob("*.json")
    }
    head = {name: value for name, value in told.items() if name != "parts"}
    assert head == {name: value for name, value in model.items() if name not in together}
    for key, records in together.items():
        assert sorted(records, key=lambda record: record["url"]) == sorted(model[key], key=lambda r: r["url"]), key


def test_long_lists_of_no_document_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handbook_parts, "RECORDS", 100)
    book = real_book()
    made = handbook_parts.files(book, handbook_data(book))
    terms = [json.loads(text)["terms"] for path, text in made.items() if path.startswith("data/parts/terms")]
    assert [len(found) for found in terms[:-1]] == [100] * (len(book.terms) // 100)
    assert [term["id"] for found in terms for term in found] == [term.id for term in book.terms]


def test_the_schema_refuses_lines_and_parts_that_are_none(schema: dict[str, Any]) -> None:
    for name, value in (
        ("Line", {}),
        ("Line", {"clauses": [], "terms": []}),
        ("PartFile", {"version": "1"}),
        ("PartList", {}),
    ):
        with pytest.raises(ValidationError):
            _piece(schema, name).validate(value)
