"""Documents: their metadata, how they relate to each other, what they amend."""

from datetime import date
from typing import Literal

from pydantic import Field

from generator.records.amendments import Amendment
from generator.records.amounts import Cap, Split
from generator.records.application import Application
from generator.records.base import DepartmentRef, DocumentRef, Id, Record, TermName, Text, Url
from generator.records.batches import Batch
from generator.records.clauses import Clause
from generator.records.conditions import Node
from generator.records.results import Result


class Relation(Record):
    """How a document relates to another: ``document`` is one of ours, ``external`` the name of a term of type
    ``document``. ``explains``: it is an official interpretation of that one; ``proposes``: a draft, put out for comment, of
    what shall stand beside or in the place of that one."""

    type: Literal["implements", "based-on", "follows", "compares", "responds", "explains", "proposes"]
    document: DocumentRef | None = None
    external: TermName | None = None
    note: Text


class Overlap(Record):
    """The rule for overlapping supports, and the clause that states it."""

    rule: Text
    text: Text
    clause: Id


class Contact(Record):
    """The office to ask, as named in the document. Never a person."""

    department: DepartmentRef
    text: Text


Ground = Literal["stated", "issuing-page", "page-address", "derived", "inferred"]


class Grounds(Record):
    """How each value of a document is known that readers would take for a fact.

    ``stated``: the text says it. ``issuing-page``: the page that publishes it says it. ``page-address``: read off the
    address of that page. ``derived``: follows from another value. ``inferred``: concluded by the editors.
    """

    kind: Ground | None = None
    force: Ground | None = None
    issued: Ground | None = None
    published: Ground | None = None
    valid_from: Ground | None = None
    valid_until: Ground | None = None


class Document(Record):
    """``data/documents/<id>.yml``: a document, its metadata and all its clauses in order.

    ``replaced_by``: the document that took its place, from the day ``replaced_on``. ``submission``: the document's word
    for what its deadlines are for. ``conditions`` hold for every support of it (适用对象, 不予支持). ``batches`` are those that a notice
    opens, ``results`` what it reports as done; ``splits`` say who pays which share. ``amends``: what it does to other documents, which stay as they were
    promulgated.
    """

    id: Id
    title: Text
    short_title: Text
    aliases: tuple[Text, ...] = ()
    number: Text | None = None
    index_number: Text | None = None
    kind: Text
    force: Literal["in-force", "closed", "draft", "interpretation", "reference", "proposal"]
    force_text: Text
    issuers: tuple[DepartmentRef, ...] = ()
    posted_by: Text | None = None
    addressees: Text | None = None
    addressed: tuple[DepartmentRef, ...] = ()
    issued: date | None = None
    published: date | None = None
    dates_note: Text | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_note: Text | None = None
    grounds: Grounds = Grounds()
    submission: Text = "报送"
    replaced_by: DocumentRef | None = None
    replaced_on: date | None = None
    url: Url | None = None
    url_note: Text | None = None
    summary: Text
    relations: tuple[Relation, ...] = ()
    overlap: Overlap | None = None
    caps: tuple[Cap, ...] = ()
    splits: tuple[Split, ...] = ()
    contact: Contact | None = None
    conditions: Node | None = None
    application: Application | None = None
    batches: tuple[Batch, ...] = ()
    results: tuple[Result, ...] = ()
    note: Text | None = None
    amends: tuple[Amendment, ...] = ()
    clauses: tuple[Clause, ...] = Field(min_length=1)
