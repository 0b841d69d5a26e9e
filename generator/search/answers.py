"""What the browser needs to answer questions: their words, and the answers with facts, places, states and next steps.

The first script comes with the first query: the words. Answers lie in parts, by a sum over the letters of what they are
about (an address, or a code), so that a question loads one of them. Texts, places, states and steps stand once in each and are known by number; questions with the same answer share a
row. Fields are read by ``overrides/assets/javascripts/search/answer.js``.
"""

from collections.abc import Hashable, Iterable
from hashlib import sha256
from typing import Any

from generator.book import addresses
from generator.book.answers.all_answers import answers
from generator.book.answers.answer import Answer, Fact, Phases, Text
from generator.book.answers.questions import questions
from generator.book.handbook import Handbook
from generator.book.script_literal import handed, literal

PARTS = 64
# States in which a text gives nothing on that day.
OVER = ("upcoming", "suspended", "expired", "replaced", "repealed", "lapsed", "deleted")


class Numbered:
    """Values in the order of their first use."""

    def __init__(self) -> None:
        self.values: dict[Hashable, int] = {}

    def number(self, value: Hashable) -> int:
        return self.values.setdefault(value, len(self.values))


def scripts(book: Handbook) -> dict[str, str]:
    """Address -> text of the scripts."""
    parts: list[list[Answer]] = [[] for _ in range(PARTS)]
    for answer in answers(book):
        parts[part_of(answer.about)].append(answer)
    known: dict[Text, Phases] = {}
    tables = [table(found, known) for found in parts]
    # The parts carry a sum in their names, told in the first script: in the list of the edition, which every page that
    # searches loads, they would weigh half a kilobyte.
    sum_ = sha256(literal(tables).encode()).hexdigest()[:8]
    first_script = {**_words(book), "parts": PARTS, "sum": sum_}
    made = {addresses.ANSWERS: handed(addresses.ANSWERS, first_script)}
    for number, found in enumerate(tables):
        path = addresses.answers_part(sum_, number)
        made[path] = handed(path, found)
    return made


def part_of(about: str) -> int:
    """In which part the answers about a record lie; answer.js computes the same."""
    return sum(map(ord, about)) % PARTS


def _words(book: Handbook) -> dict[str, Any]:
    known = questions()
    return {
        "intents": [[i.code, i.word, [*i.surely, *_parts(i.code, book)], list(i.maybe)] for i in known.intents],
        "stop": list(known.stop),
        "over": list(OVER),
        "names": {
            **{f"kind/{code}": [word, *known.kinds.get(code, ())] for code, word in book.words.APPLICANT.items()},
            **{f"whole/{code}": list(names) for code, names in known.wholes.items()},
            **{f"house/{word.code}": list(word.names) for word in known.house_words},
        },
    }


def _parts(intent: str, book: Handbook) -> list[str]:
    """Words by which readers ask for the parts of a group, in this handbook's word for them."""
    part = book.words.names.part
    return [part, f"几个{part}", f"哪些{part}", f"有哪些{part}"] if intent == "count" else []


def table(some: Iterable[Answer], known: dict[Text, Phases]) -> dict[str, Any]:
    """``rows``: what an answer is about, its questions, then text and place of each fact, the next step, whom to ask. ``known``
    keeps the phases of texts: thousands of facts have few texts."""
    texts, places, states, steps = Numbered(), Numbered(), Numbered(), Numbered()

    def fact(said: Fact) -> tuple[int, int]:
        return texts.number(said.words), places.number((said.place, said.url, states.number(_states(said, known))))

    rows: dict[tuple[Any, ...], list[str]] = {}
    for answer in some:
        facts_ = tuple(number for said in answer.facts for number in fact(said))
        step = steps.number((answer.step.words, answer.step.url))
        rows.setdefault((answer.about, facts_, step, answer.ask), []).append(answer.intent)
    return {
        "texts": list(texts.values),
        "places": list(places.values),
        "states": list(states.values),
        "steps": list(steps.values),
        "rows": [
            [about, " ".join(intents), list(facts_), step, *([ask] if ask else [])]
            for (about, facts_, step, ask), intents in rows.items()
        ],
    }


def words_of_questions() -> list[str]:
    """All words that readers may ask with, for the table of sounds."""
    known = questions()
    said = [word for intent in known.intents for word in (*intent.surely, *intent.maybe)]
    said += [name for named in (known.kinds, known.wholes) for names in named.values() for name in names]
    return [*said, *known.stop, *(name for word in known.house_words for name in word.names)]


def _states(said: Fact, known: dict[Text, Phases]) -> Phases:
    if said.text is None or said.states is not None:
        return _short(said.phases)
    if said.text not in known:
        known[said.text] = _short(said.phases)
    return known[said.text]


def _short(phases: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Phases without the empty last day that most have."""
    return tuple(phase if phase[3:] and phase[3] else phase[:3] for phase in phases)
