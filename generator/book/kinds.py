"""What a kind of record is to readers: how it is found, named, cited, compared, exported.

One descriptor per kind (``Kind``), based on its description in the data (``records.kinds``). Catalogue, resolver,
change log, JSON and pages use the list ``book.registry.KINDS``. A new kind needs a record, a descriptor and a template.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import create_model

from generator.book.handbook import Document, Entity, Handbook, Industry
from generator.book.views.base import View, identity
from generator.records.kinds import RecordKind


@dataclass
class Found:
    """A record as a search result. ``names``: other names, printed short names first."""

    title: str
    number: str = ""
    names: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    industries: list[Industry] = field(default_factory=list)
    note: str = ""
    binding: bool = True


@dataclass(frozen=True)
class Compared:
    """How the change log compares one field of the JSON.

        ``how``: ``value`` (report both), ``text`` (report that it was rewritten), ``set`` (report additions and removals),
        ``duties`` (a set with roles), ``amount``, ``points``, ``batches`` (of a call), ``states`` (of amended texts), or
    ``part`` (a small record of which only ``part`` is reported). ``words``: code -> word, or ``axis``: the table of the
    handbook's own words
        (``ACTIVITY``). ``label`` may contain {group} and {part}, what the handbook calls them. ``grown``: older data lacked the field, so its absence there is not a state of
        the texts.
    """

    label: str
    how: str = "value"
    words: Mapping[str, str] = field(default_factory=dict)
    axis: str = ""
    part: str = ""
    grown: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record.

    ``data``: its description in the data. ``key``: name of its list in the JSON. ``rank``: order among otherwise equal
    search results. ``linked``: class of its linked records; ``records`` returns them. ``found``: the search result of a
    record (``None``: found as another record). ``names``: names for the resolver (none: resolved through its document).
    ``view`` makes the typed view, ``model`` is its class. ``compared``: fields reported by the change log; ``logged``:
    title of an exported record there. ``template`` draws its page where only the record is needed; it is in ``folder``,
    or among the other templates.
    """

    data: RecordKind
    key: str
    rank: int
    linked: type = Entity
    records: Callable[[Handbook], Sequence[Any]] | None = None
    found: Callable[[Any], Found | None] = lambda record: Found(record.title)
    names: Callable[[Any], Iterable[str]] = lambda record: (record.title,)
    view: Callable[[Any, Handbook], View] | None = None
    model: type[View] | None = None
    compared: Mapping[str, Compared] = field(default_factory=dict)
    logged: Callable[[Mapping[str, Any], Callable[[str], str]], str] | None = None
    template: str = ""
    folder: Path | None = None

    @property
    def code(self) -> str:
        return self.data.code

    @property
    def word(self) -> str:
        return self.data.to_readers

    def all(self, book: Handbook) -> Sequence[Any]:
        return self.records(book) if self.records else book.others.get(self.code, [])

    @property
    def shape(self) -> type[View]:
        """The class of its views; for a kind without one, made from the fields of its record."""
        return self.model or _shape(self)

    def view_of(self, record: Any, book: Handbook) -> View:
        if self.view:
            return self.view(record, book)
        return self.shape(**{**record.data.model_dump(), **identity(record, book)})

    def title_in_log(self, record: Mapping[str, Any], called: Callable[[str], str]) -> str:
        """The title of an exported record in the change log; ``called`` maps ids of other records to names."""
        if self.logged:
            return self.logged(record, called)
        return str(record.get("title") or record["name"])


def kind_of(record: object, known: Sequence[Kind]) -> Kind:
    """The kind of a linked record."""
    if isinstance(record, Entity):
        return next(kind for kind in known if kind.code == record.kind.code)
    return next(kind for kind in known if isinstance(record, kind.linked))


_SHAPES: dict[str, type[View]] = {}


def _shape(kind: Kind) -> type[View]:
    if kind.code not in _SHAPES:
        fields: dict[str, Any] = {
            name: (info.annotation, info)
            for name, info in kind.data.record.model_fields.items()
            if name not in View.model_fields
        }
        _SHAPES[kind.code] = create_model(f"{kind.code.capitalize()}View", __base__=View, **fields)
    return _SHAPES[kind.code]
