"""What can be read off a text: frozen records, each with its position in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import ClassVar, TypeAlias

from generator.text.plain import Place

Json: TypeAlias = "bool | int | str | Decimal | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact at a position. ``kind`` is its type; each kind has its own fields."""

    kind: ClassVar[str]
    at: Place

    @property
    def text(self) -> str:
        return self.at.text

    @property
    def start(self) -> int:
        return self.at.start

    @property
    def end(self) -> int:
        return self.at.end

    def to_json(self) -> dict[str, Json]:
        """The record as JSON values, ``kind`` first and the position last. Numbers stay exact: ``int`` or
        ``Decimal``."""
        own = {field.name: _plain(getattr(self, field.name)) for field in fields(self) if field.name != "at"}
        return {"kind": self.kind, **own, "text": self.text, "start": self.start, "end": self.end}


def _plain(value: object) -> Json:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value.normalize()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"no JSON for {value!r}")


@dataclass(frozen=True, kw_only=True)
class Amount(Fact):
    """Common fields of sums and rates.

    ``low`` and ``high``: bounds (``None``: not given); ``low_in``, ``high_in``: whether the bound is included
    (``None``: open). ``about``: ``near``, ``below`` or ``above`` for approximate amounts. ``benefit``: equal for all
    parts of one benefit. ``tier``: from 1, for parts of which one applies. ``years``: first and last year of a
    schedule. ``by_convention``: 以上 and 以下 include the bound by convention, not by the text.
    """

    role: str
    about: bool = False
    about_side: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool | None = None
    high_in: bool | None = None
    by_convention: bool = False
    per: str | None = None
    period: str | None = None
    cumulative: bool = False
    benefit: str | None = None
    tier: int | None = None
    years: tuple[int, int | None] | None = None
    of: str | None = None
    give: str | None = None
    giver: str | None = None
    step: bool = False


@dataclass(frozen=True, kw_only=True)
class Money(Amount):
    """A sum, in units of ``currency`` (元 for CNY). ``exception``: the words that let a ceiling be exceeded."""

    kind: ClassVar[str] = "money"
    currency: str = "CNY"
    exception: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rate(Amount):
    """A share in percent; ``unit`` is ``point`` for percentage points, which are added to a rate and not multiplied."""

    kind: ClassVar[str] = "rate"
    unit: str = "percent"


@dataclass(frozen=True, kw_only=True)
class Quantity(Fact):
    """A number of things: a ``threshold`` for the applicant, a ``limit`` of what is given, or a ``count`` (only
    stated)."""

    kind: ClassVar[str] = "quantity"
    role: str
    about: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool | None = None
    high_in: bool | None = None
    by_convention: bool = False
    unit: str
    of: str | None = None
    step: bool = False


@dataclass(frozen=True, kw_only=True)
class Tier(Fact):
    """One of several tiers: by ``name`` (一等奖), or by bounds of what the applicant reached."""

    kind: ClassVar[str] = "tier"
    tier: int
    name: str | None = None
    of: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool | None = None
    high_in: bool | None = None
    benefit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Years(Fact):
    """Years of a schedule, from the first: 前三年 is 1 to 3, 其后2年 after it 4 to 5; 第二年起 has no last one."""

    kind: ClassVar[str] = "years"
    low: int
    high: int | None


@dataclass(frozen=True, kw_only=True)
class Date(Fact):
    """A day, month or year: ``2027-12-31``, ``2027-12``, ``2027``; ``--12-31`` where the year is not printed."""

    kind: ClassVar[str] = "date"
    value: str


@dataclass(frozen=True, kw_only=True)
class Time(Fact):
    """A time of day, ``17:00``."""

    kind: ClassVar[str] = "time"
    value: str


@dataclass(frozen=True, kw_only=True)
class Window(Fact):
    """A period: days, with times where printed. ``since``: an event (公布之日). ``use``: validity or application.
    ``every``: ``year`` if it recurs."""

    kind: ClassVar[str] = "window"
    begins: str | None
    until: str | None
    since: str | None = None
    use: str | None = None
    every: str | None = None

    def to_json(self) -> dict[str, Json]:
        """As elsewhere; ``begins`` is ``from`` in JSON, a keyword in Python."""
        return {("from" if key == "begins" else key): value for key, value in super().to_json().items()}


@dataclass(frozen=True, kw_only=True)
class Department(Fact):
    """A public body as printed. ``role``: lead, responsible, support, accept, review, interpret, or ``None``."""

    kind: ClassVar[str] = "department"
    name: str
    role: str | None = None
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentNumber(Fact):
    """The number of a document, with the brackets of the standard: 某府办发〔2027〕9号."""

    kind: ClassVar[str] = "document-number"
    number: str


@dataclass(frozen=True, kw_only=True)
class Channel(Fact):
    """A way to apply: ``automatic`` (免申即享), ``online``, ``counter``, ``post``, ``mail``; name and address as
    printed."""

    kind: ClassVar[str] = "channel"
    way: str
    name: str | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Material(Fact):
    """A document to submit, and the number of copies."""

    kind: ClassVar[str] = "material"
    name: str
    copies: int | None = None


@dataclass(frozen=True, kw_only=True)
class Amendment(Fact):
    """What this text does to another or to itself; ``docs/facts.md`` lists the values of ``do`` and their fields."""

    kind: ClassVar[str] = "amendment"
    do: str
    target: str | None = None
    after: str | None = None
    old: str | None = None
    new: str | None = None
    begins: str | None = None
    until: str | None = None

    def to_json(self) -> dict[str, Json]:
        """As elsewhere; ``begins`` is ``from`` in JSON, a keyword in Python."""
        return {("from" if key == "begins" else key): value for key, value in super().to_json().items()}


@dataclass(frozen=True, kw_only=True)
class Said(Fact):
    """A statement without a number. ``what``: its kind (case-by-case, no-cap, difference, …)."""

    kind: ClassVar[str] = "said"
    what: str

    def to_json(self) -> dict[str, Json]:
        """``what`` is the kind in JSON."""
        own: dict[str, Json] = {"kind": self.what, "text": self.text, "start": self.start, "end": self.end}
        return own


@dataclass(frozen=True, kw_only=True)
class Split(Fact):
    """A divided sum: between payers (``payers``), over time (``instalments``), or a ``part`` of a sum named before
    (其中10万元). Not a benefit of its own."""

    kind: ClassVar[str] = "split"
    what: str
    parts: tuple[Decimal, ...]


@dataclass(frozen=True, kw_only=True)
class Unread(Fact):
    """An amount that no rule understands: reported with its position, never guessed."""

    kind: ClassVar[str] = "unread"
    what: str
    reason: str
