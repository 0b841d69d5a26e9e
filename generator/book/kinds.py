"""What a kind of record is to readers: how it is found, called, cited, compared, exported.

One descriptor a kind (``Kind``), built upon where its records stand in the data (``records.kinds``). Catalogue, resolver,
log of changes, JSON and pages go through the list ``book.registry.KINDS``; whoever adds a kind writes a descriptor, a
record and a template.
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
    """A record as the search lists it. ``names`` are other ways to call it, the printed short names first."""

    title: str
    number: str = ""
    names: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    industries: list[Industry] = field(default_factory=list)
    note: str = ""
    binding: bool = True


@dataclass(frozen=True)
class Compared:
    """How two states of one field of the JSON are told apart.

    ``how`` is ``value`` (both are said), ``text`` (only that it was rewritten), ``set`` (what came and went), ``duties``
    (so, with roles), ``amount``, ``points``, or ``part`` (a small record of which ``part`` alone is said). ``words`` are
    those for codes. ``grown``: a field that older data had not, so that nothing there is no state of the texts.
    """

    label: str
    how: str = "value"
    words: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    grown: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record.

    ``data`` is where its records stand. ``key`` names its list in the JSON, ``rank`` its place among hits that nothing else tells apart. ``linked`` is the class of its linked records, ``records`` finds
    them. ``found`` is the record as the search lists it (``None``: it is
    found as another), ``names`` what the resolver takes for it (none: it is resolved
    by its document), ``cited`` its name in a citation. ``view`` makes the typed view and ``model`` is its class.
    ``compared`` are the fields that the log of changes tells, ``logged`` the title of an exported record there.
    ``template`` draws its page, where that needs nothing but the record; it lies in ``folder`` or with all others.
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
        """The class of its views: of a kind without one of its own, the record as the data states it."""
        return self.model or _shape(self)

    def view_of(self, record: Any, book: Handbook) -> View:
        if self.view:
            return self.view(record, book)
        return self.shape(**{**record.data.model_dump(), **identity(record, book)})

    def title_in_log(self, record: Mapping[str, Any], called: Callable[[str], str]) -> str:
        """What the log of changes calls an exported record; ``called`` gives names for the ids of others."""
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
