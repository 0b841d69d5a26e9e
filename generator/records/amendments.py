"""Amendments: what a document does to other documents, from a day on. Its targets stay as they were promulgated."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.records.amounts import AnyAmount
from generator.records.base import Record, Text
from generator.records.clauses import Clause, Point
from generator.records.supports import Support

AmendmentId = Annotated[str, StringConstraints(pattern=r"^e[1-9][0-9]{0,2}$")]

# ``continue``: a list says that a document goes on (继续有效). ``renumber``: 条文顺序作相应调整.
Do = Literal[
    "replace", "insert", "delete", "renumber", "sum", "repeal", "declare-lapsed", "suspend", "resume", "extend", "continue",
]  # fmt: skip


class Renumbered(Record):
    """A clause (its local id) and the number that it has from then on, as printed."""

    clause: Text
    number: Text


class Becomes(Record):
    """What stands there from then on. ``clause``, ``point`` and ``support`` are whole records.

    ``amount``: the new amount of a support; where the target is one part of it, what takes the place of that part.
    ``until``: the new last day. ``numbers``: renumbered clauses. ``text``: the document or clause that takes the place of
    a repealed one. ``summary``: the plain summary of the clause, where a changed point or sum makes the old one untrue.
    """

    clause: Clause | None = None
    point: Point | None = None
    support: Support | None = None
    amount: AnyAmount | None = None
    until: date | None = None
    numbers: tuple[Renumbered, ...] = ()
    text: Text | None = None
    summary: Text | None = None


class Amendment(Record):
    """One thing that a document does to others.

    ``at``: the clause of the amending document (its local id) that does it. ``target``: a document (``x``), a clause
    (``x/a12``), a point (``x/a12#p2``), a support (``s-y``) or a part of its amount (``s-y/m1``); ``targets``: several, as
    in a list of what ends or continues. ``after``: for an insertion, the local id behind which the new record stands
    (``None``: first). ``from``: the first day on which it works. ``words``: as printed, where they say more.
    """

    id: AmendmentId
    at: Text
    do: Do
    target: Text | None = None
    targets: tuple[Text, ...] = ()
    after: Text | None = None
    from_: date = Field(alias="from")
    becomes: Becomes = Becomes()
    words: Text | None = None

    @property
    def all_targets(self) -> tuple[str, ...]:
        return (self.target, *self.targets) if self.target else self.targets
