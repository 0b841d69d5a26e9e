"""Forms from the published schemas of ``data/schema``: one for each record, without code of its own for any kind.

A schema becomes a tree of fields with their present values; what a browser sends becomes a value again. Names of inputs are
paths below the record (``points.0.text``). What is left empty is not in the record; what nobody changed keeps its type.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.book.vocabulary import Words
from generator.desk import fields as told
from generator.source.problems import Steps

Schema = dict[str, Any]
# Records with forms of their own: a form of what is around them leaves them out.
NESTED = {"Document": ("clauses",), "Clause": ("supports", "directions"), "Industry": ("subfields",)}
_CHOSEN, _THERE = "~", "."  # the shape chosen of several; that an empty entry is there


@dataclass
class Field:
    """One field of a form.

    ``kind``: ``text``, ``number``, ``date``, ``yes``, ``code``, ``codes``, ``texts`` (a line each), ``pair`` (least and most),
    ``group`` (``fields``), ``groups`` (``entries``), ``variant`` (``options`` are its shapes, ``fields`` those of the chosen one).
    ``ref``: the kind of record that it names. ``shown``: the value as text.
    """

    name: str
    label: str
    help: str
    kind: str
    shown: Any = ""
    needed: bool = False
    long: bool = False
    ref: str | None = None
    options: list[tuple[str, str]] = field(default_factory=list)
    fields: list["Field"] = field(default_factory=list)
    entries: list[list["Field"]] = field(default_factory=list)
    chosen: str = ""

    @property
    def filled(self) -> bool:
        return bool(self.shown or self.entries or any(inner.filled for inner in self.fields))


@dataclass(frozen=True)
class Shape:
    """A place in a schema: the schema there, and the definitions that it may name."""

    schema: Schema
    defs: Mapping[str, Schema]

    def at(self, path: Steps) -> "Shape":
        """The shape below a path of keys and indexes."""
        shape = self
        for step in path:
            inner = shape.bare()
            shape = Shape(inner["items"] if isinstance(step, int) else inner["properties"][step], self.defs)
        return shape

    def bare(self) -> Schema:
        """The schema without references and without the choice of nothing."""
        schema = self.schema
        while True:
            if "$ref" in schema:
                schema = self.defs[schema["$ref"].rpartition("/")[2]]
            elif "anyOf" in schema and len(there := [one for one in schema["anyOf"] if one.get("type") != "null"]) == 1:
                schema = {**there[0], **({"x-ref": schema["x-ref"]} if "x-ref" in schema else {})}
            else:
                return schema

    def within(self, schema: Schema) -> "Shape":
        return Shape(schema, self.defs)

    @property
    def model(self) -> str:
        return str(self.bare().get("title", ""))

    def shapes(self) -> list[tuple[str, "Shape"]]:
        """The shapes that a value may take, with their names, where there are several."""
        schema = self.bare()
        found: list[tuple[str, Shape]] = []
        for one in schema.get("oneOf") or schema.get("anyOf") or []:
            if one.get("type") == "null":
                continue
            inner = self.within(one)
            if "oneOf" in inner.bare() or "anyOf" in inner.bare():
                found += inner.shapes()
            else:
                found.append((_shape_name(inner), inner))
        return found


def _shape_name(shape: Shape) -> str:
    schema = shape.bare()
    if schema.get("type") == "object":
        return shape.model
    return "texts" if schema.get("type") == "array" else "text"


# --- from a value to fields -------------------------------------------------------------------------------------------


def form(shape: Shape, value: Any, words: Words) -> list[Field]:
    """The fields of a record: those it needs first, then in the order of the schema."""
    return list(_fields(shape, value if isinstance(value, dict) else {}, "", words))


def _fields(shape: Shape, value: Mapping[str, Any], prefix: str, words: Words) -> Iterator[Field]:
    schema, model = shape.bare(), shape.model
    for key, inner in schema.get("properties", {}).items():
        if not prefix and key in NESTED.get(model, ()):
            continue
        needed = key in schema.get("required", ())
        yield _field(shape.within(inner), model, key, value.get(key), f"{prefix}{key}", needed, words)


def _field(shape: Shape, model: str, key: str, value: Any, name: str, needed: bool, words: Words) -> Field:
    says, schema = told.told(model, key), shape.bare()
    made = Field(name, says.name, says.help, "text", needed=needed, long=says.long, ref=schema.get("x-ref"))
    kind = schema.get("type")
    if shapes := shape.shapes():
        _of_shapes(made, shapes, value, model, key, words)
    elif kind == "object":
        made.kind = "group"
        made.fields = list(_fields(shape, value if isinstance(value, dict) else {}, f"{name}.", words))
    elif kind == "array" and "prefixItems" in schema:
        made.kind, pair = "pair", list(value) if isinstance(value, list) else [None, None]
        made.shown = [as_text(one) for one in pair] if any(one is not None for one in pair) else ""
    elif kind == "array":
        _of_list(made, shape.within(schema.get("items", {})), value, model, key, words)
    elif "enum" in schema:
        made.kind, made.shown = "code", as_text(value)
        made.options = told.choices(model, key, schema["enum"], words)
    elif kind == "boolean":
        made.kind, made.shown = "yes", {True: "true", False: "false"}.get(value, "") if value is not None else ""
    else:
        made.kind = "date" if schema.get("format") == "date" else "number" if kind == "integer" else "text"
        made.shown = as_text(value)
    return made


def _of_list(made: Field, items: Shape, value: Any, model: str, key: str, words: Words) -> None:
    given, schema = value if isinstance(value, list) else [], items.bare()
    if schema.get("type") == "object" or items.shapes():
        made.kind = "groups"
        for index, one in enumerate(given):
            made.entries.append(_entry(items, one, f"{made.name}.{index}.", model, key, words))
    elif "enum" in schema:
        made.kind, made.shown = "codes", [as_text(one) for one in given]
        made.options = told.choices(model, key, schema["enum"], words)
    else:
        made.kind, made.shown = "texts", "\n".join(as_text(one) for one in given)
        made.ref = schema.get("x-ref")


def _entry(items: Shape, value: Any, prefix: str, model: str, key: str, words: Words) -> list[Field]:
    if not items.shapes():
        return list(_fields(items, value if isinstance(value, dict) else {}, prefix, words))
    one = Field(prefix[:-1], told.told(model, key).name, "", "variant")
    _of_shapes(one, items.shapes(), value, model, key, words)
    return [one]


def _of_shapes(made: Field, shapes: list[tuple[str, Shape]], value: Any, model: str, key: str, words: Words) -> None:
    if all(not _is_large(shape) for _, shape in shapes):
        made.kind, made.shown = "text", as_text(value)
        return
    made.kind = "variant"
    made.options = [(name, told.variant(name)) for name, _ in shapes]
    made.chosen = which(shapes, value) if value not in (None, [], {}) else ""
    for name, shape in shapes:
        if name != made.chosen:
            continue
        if name == "texts":
            made.fields = [Field(f"{made.name}.", made.label, "", "texts", "\n".join(map(as_text, value)))]
        elif name == "text":
            made.fields = [Field(f"{made.name}.", made.label, "", "text", as_text(value))]
        else:
            made.fields = list(_fields(shape, value, f"{made.name}.", words))


def _is_large(shape: Shape) -> bool:
    return shape.bare().get("type") in ("object", "array") and "prefixItems" not in shape.bare()


def which(shapes: Sequence[tuple[str, Shape]], value: Any) -> str:
    """The shape that a value has: the one whose fields it has."""
    for name, shape in shapes:
        schema = shape.bare()
        if isinstance(value, dict) and schema.get("type") == "object":
            if set(schema.get("required", ())) <= set(value) <= set(schema["properties"]):
                return name
        elif isinstance(value, list) == (schema.get("type") == "array") and not isinstance(value, dict):
            return name
    return next((name for name, shape in shapes if (shape.bare().get("type") == "object") == isinstance(value, dict)), "")  # fmt: skip


def as_text(value: Any) -> str:
    """A plain value as an officer sees and types it."""
    if value is None:
        return ""
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


# --- from what was sent to a value ------------------------------------------------------------------------------------

Sent = Mapping[str, str]


def value_of(shape: Shape, sent: Sent, old: Any) -> dict[str, Any]:
    """The record that was sent: ``old`` with what the form holds. Keys keep their order; new ones follow."""
    read = _object(shape, sent, "", old if isinstance(old, dict) else {})
    return _in_order(read, old, NESTED.get(shape.model, ()))


def _in_order(new: dict[str, Any], old: Any, kept: Sequence[str]) -> dict[str, Any]:
    if not isinstance(old, dict):
        return new
    found = {key: new.get(key, old[key]) for key in old if key in new or key in kept}
    return {**found, **{key: value for key, value in new.items() if key not in found}}


def _object(shape: Shape, sent: Sent, prefix: str, old: Mapping[str, Any]) -> dict[str, Any]:
    schema, found = shape.bare(), {}
    for key, inner in schema.get("properties", {}).items():
        if not prefix and key in NESTED.get(shape.model, ()):
            continue
        value = _value(shape.within(inner), sent, f"{prefix}{key}", old.get(key))
        if value is not None:
            found[key] = value
        elif key in old and old[key] in (None, [], {}):  # said to be nothing, not left out
            found[key] = old[key]
    return _in_order(found, old, ())


def _value(shape: Shape, sent: Sent, name: str, old: Any) -> Any:
    """One value, or ``None`` where nothing was given."""
    schema = shape.bare()
    if shapes := shape.shapes():
        return _chosen(shapes, sent, name, old)
    if schema.get("type") == "object":
        return _object(shape, sent, f"{name}.", old if isinstance(old, dict) else {}) or None
    if schema.get("type") == "array" and "prefixItems" in schema:
        before = old if isinstance(old, list) and len(old) == 2 else [None, None]
        pair = [_scalar(sent.get(f"{name}.{i}", ""), before[i], schema["prefixItems"][i]) for i in (0, 1)]
        return pair if any(one is not None for one in pair) else None
    if schema.get("type") == "array":
        return _list(shape.within(schema.get("items", {})), sent, name, old)
    return _scalar(sent.get(name, ""), old, schema)


def _chosen(shapes: list[tuple[str, Shape]], sent: Sent, name: str, old: Any) -> Any:
    if all(not _is_large(shape) for _, shape in shapes):
        return _scalar(sent.get(name, ""), old, shapes[0][1].bare())
    chosen = sent.get(f"{name}.{_CHOSEN}", "")
    for one, shape in shapes:
        if one != chosen:
            continue
        if one == "texts":
            return _lines(sent.get(f"{name}.", ""), old) or None
        if one == "text":
            return _scalar(sent.get(f"{name}.", ""), old, shape.bare())
        before = old if isinstance(old, dict) and which(shapes, old) == one else {}
        return _object(shape, sent, f"{name}.", before) or _skeleton(shape)
    return None


def _skeleton(shape: Shape) -> dict[str, Any]:
    """What a value of a shape has at least, with nothing in it: by this it is known again."""
    schema = shape.bare()
    return {key: [] if schema["properties"][key].get("type") == "array" else None for key in schema.get("required", ())}


def _list(items: Shape, sent: Sent, name: str, old: Any) -> list[Any] | None:
    before = old if isinstance(old, list) else []
    if items.bare().get("type") != "object" and not items.shapes():
        if "enum" in items.bare():
            ticked = [one for one in sent.get(name, "").split("\n") if one]
            # Boxes stand in the order of the vocabulary; what was there keeps the order of the record.
            return [*(one for one in before if one in ticked), *(one for one in ticked if one not in before)] or None
        return _lines(sent.get(name, ""), before) or None
    found = []
    for index in indexes(sent, name):
        one = before[index] if index < len(before) else None
        below = f"{name}.{index}"
        if items.shapes():
            found.append(_chosen(items.shapes(), sent, below, one) or {})
        else:
            found.append(_object(items, sent, f"{below}.", one if isinstance(one, dict) else {}))
    return found or None


def indexes(sent: Sent, name: str) -> list[int]:
    """Which entries of a list were sent, in order."""
    begin = re.compile(re.escape(name) + r"\.(\d{1,4})\.")
    return sorted({int(match[1]) for key in sent if (match := begin.match(key))})


def _lines(text: str, old: Any) -> list[Any]:
    shown = {as_text(one): one for one in old} if isinstance(old, list) else {}
    return [shown.get(line, line) for line in map(str.strip, text.splitlines()) if line]


_INTEGER, _DAY = re.compile("-?[0-9]{1,18}"), re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _scalar(text: str, old: Any, schema: Schema) -> Any:
    """A value from its text; one that reads as before stays as it was, type included."""
    text = " ".join(text.split()) if "\n" in text else text.strip()
    if not text:
        return None
    if old is not None and as_text(old) == text and not isinstance(old, bool):
        return old
    kinds = {schema.get("type"), *(one.get("type") for one in schema.get("anyOf", ()))}
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if "integer" in kinds and _INTEGER.fullmatch(text):
        return int(text)
    if (schema.get("format") == "date" or "pattern" not in schema) and (match := _DAY.fullmatch(text)):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return text  # check says what is wrong with it
    return text
