"""What an answer is made of: facts in ready words, each with the text that says it, whom to ask, and one next step."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from generator.book import addresses, facts, held
from generator.book.handbook import Batch, Clause, Document, Support
from generator.book.views.base import DutyView

Text = Document | Clause | Support | Batch
# Phases as pages carry them: (ISO day or minute from which, code, word, last day for ``{n}``).
Phases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Fact:
    """One sentence. ``text`` says it (``None``: counted over the book); ``states`` are phases of its own (a deadline),
    where they are not those of the text. What a version of a text says is told on the days on which it reads so."""

    words: str
    text: Text | None = None
    states: Phases | None = None

    @property
    def place(self) -> str:
        """The text in few words: document and number."""
        text = self.text.clause if isinstance(self.text, Support) else self.text
        if text is None:
            return ""
        if isinstance(text, Document):
            return f"《{text.data.short_title}》"
        return facts.short_place(text) if isinstance(text, Clause) else text.title

    @property
    def url(self) -> str:
        text = self.text.clause if isinstance(self.text, Support) else self.text
        return text.url if text else ""

    @property
    def phases(self) -> Phases:
        if self.states is not None:
            return self.states
        return tuple(held.told_phases(self.text)) if self.text else ()

    def state(self, day: date) -> tuple[str, str]:
        """Code and word of its own state on a day, ("", "") where it has none; ``{n}`` is filled with the days left."""
        begun = [phase for phase in self.states or () if phase[0] <= day.isoformat()]
        if not begun:
            return "", ""
        _, code, word, *last = begun[-1]
        left = (date.fromisoformat(last[0][:10]) - day).days if last and last[0] else 0
        return code, word.replace("{n}", str(left))


@dataclass(frozen=True)
class Step:
    """Where to go on: words of the link, address from the root."""

    words: str
    url: str


@dataclass(frozen=True)
class Answer:
    """``intent``: a code of ``questions.yml``, or ``about`` for a name alone. ``about``: address of the record, a code
    (``kind/person``, ``house/cap``), or empty for the handbook. ``ask``: whom to ask first, where the texts leave
    something open."""

    intent: str
    about: str
    facts: tuple[Fact, ...]
    step: Step
    ask: str = field(default="")


def finder(**chosen: str) -> str:
    """The address of the finder with these choices."""
    said = "&".join(f"{key}={quote(value, safe=',/')}" for key, value in chosen.items())
    return f"{addresses.SUPPORTS}#{said}" if said else addresses.SUPPORTS


def duties_words(duties: Iterable[DutyView], is_open: bool) -> str:
    """Departments by role: 牵头单位：甲局；责任单位：乙委等."""
    by_role: dict[str, list[str]] = {}
    for duty in duties:
        by_role.setdefault(duty.role_word, []).append(duty.name)
    said = [f"{role}：{'、'.join(names)}" for role, names in by_role.items()]
    return "；".join(said) + ("等" if is_open and said else "")
