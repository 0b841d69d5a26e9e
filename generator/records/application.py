"""How somebody applies, as the texts state it: when, through what, with which papers, at which office, in which steps.

A document, a clause or a support may state any of these; of a support the nearest holds, field by field
(``generator/book/application.py``). A field that is not stated is not written here: that it is 未载明 is computed.
Offices are recorded, never persons.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from generator.records.base import DepartmentRef, Record, Text, Url

# A day or a moment of it in Asia/Shanghai. Of what comes every year only month and day are written (--03-01), of what
# comes every month only the day (---05). 24:00 is the end of a day.
MOMENT = r"^(?:[0-9]{4}-[0-9]{2}|--[0-9]{2}|--)-[0-9]{2}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]|T24:00)?$"


def _as_text(value: Any) -> Any:
    """YAML reads an unquoted day as a date, and a moment with seconds as one, too: both are meant as they are written."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M") if value.tzinfo is None and not value.second else value.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _existing(value: str) -> str:
    """Refuse days that are in no calendar. A day of every year may be that of a leap year."""
    day = value.partition("T")[0]
    whole = {5: f"2000-01-{day[-2:]}", 7: f"2000-{day[2:]}"}.get(len(day), day)
    try:
        date.fromisoformat(whole)
    except ValueError:
        raise PydanticCustomError("moment", "moment") from None
    return value


Moment = Annotated[str, BeforeValidator(_as_text), StringConstraints(pattern=MOMENT), AfterValidator(_existing)]
# An office's number: digits as printed, with area code and extension.
Telephone = Annotated[str, StringConstraints(pattern=r"^[0-9（）() +转-]{5,30}$")]
WindowId = Annotated[str, StringConstraints(pattern=r"^w[1-9][0-9]?$")]

Every = Literal["once", "year", "month", "always"]
ChannelKind = Literal["online", "counter", "post", "mail", "other"]
OfficeRole = Literal["submit", "accept", "recommend", "review", "pay", "ask", "interpret"]


class Stated(Record):
    """One thing that a text states of the way to apply. ``at`` is where: a point of the same clause (``p2``), a clause of
    the same document (``a20``), a point of one (``a20#p2``), or one of another document (``notice/a3``)."""

    at: Text


class Automatic(Stated):
    """Whether a support comes without an application (免申即享). ``consent``: it still needs a yes of who gets it."""

    value: StrictBool
    consent: StrictBool | None = None
    words: Text | None = None


class Window(Stated):
    """From when until when applications are taken; a day without an hour is a whole day, a last one included.

    ``every`` is how often (``None``: 未载明): ``once``, each ``year`` or ``month``, ``always`` (常年). ``ends`` is what ends
    it or sets it besides a day: ``full`` (额满即止), ``notice`` (另行通知). ``verb`` is the text's word for handing in, where
    it is not that of the document (``submission``). ``whom`` and ``what``: only for these, only of this, as printed.
    """

    id: WindowId
    from_: Moment | None = Field(default=None, alias="from")
    until: Moment | None = None
    every: Every | None = None
    ends: Literal["full", "notice"] | None = None
    verb: Text | None = None
    whom: Text | None = None
    what: Text | None = None


class Channel(Stated):
    """Through what: a site (``online``), a window, post or mail, by the name that is printed."""

    kind: ChannelKind
    name: Text | None = None
    url: Url | None = None


class Material(Stated):
    """A paper to hand in: how many ``copies``, in which ``form`` (刻盘的PDF), after which ``annex``, as printed."""

    name: Text
    copies: StrictInt | None = Field(default=None, ge=1)
    form: Text | None = None
    annex: Text | None = None


class Office(Stated):
    """An office and what it does here. ``division`` is a department that is part of it; ``place`` a room or a street;
    ``telephone`` that of the office, never a person's."""

    department: DepartmentRef
    division: DepartmentRef | None = None
    role: OfficeRole = "submit"
    place: Text | None = None
    telephone: Telephone | None = None


class Step(Stated):
    """What happens to an application, and within how many days: ``working`` or ``calendar`` ones, ``None``: not said."""

    name: Text
    days: StrictInt | None = Field(default=None, ge=1)
    day_kind: Literal["working", "calendar"] | None = None


class Annex(Stated):
    """What the text has as an annex for applicants: a form, a guide."""

    name: Text
    url: Url | None = None


class Application(Record):
    """The way to apply, as far as a text states it."""

    automatic: Automatic | None = None
    windows: tuple[Window, ...] = ()
    channels: tuple[Channel, ...] = ()
    materials: tuple[Material, ...] = ()
    offices: tuple[Office, ...] = ()
    steps: tuple[Step, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def entries(self) -> Iterator[tuple[tuple[str | int, ...], Stated]]:
        """Everything stated, with the keys that lead to it."""
        if self.automatic:
            yield ("automatic",), self.automatic
        for name in ("windows", "channels", "materials", "offices", "steps", "annexes"):
            for index, entry in enumerate(getattr(self, name)):
                yield (name, index), entry
