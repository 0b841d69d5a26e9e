"""The atlas: which pictures there are, which question each answers, and the answer at a glance."""

from collections.abc import Callable
from dataclasses import dataclass

from generator import addresses
from generator.handbook import Handbook
from generator.pictures import industries
from generator.pictures.shapes import Picture


@dataclass(frozen=True)
class Sheet:
    """One picture with its page. ``answer`` is what a look tells, in a sentence computed from the model."""

    id: str
    title: str
    question: str
    answer: str
    pictures: tuple[Picture, ...]

    @property
    def url(self) -> str:
        return addresses.picture(self.id)

    @property
    def template(self) -> str:
        return f"pictures/{self.id}.html.jinja"


# id, title, question, the module's drawing functions, the answer
KINDS: list[tuple[str, str, str, tuple[Callable[[Handbook], Picture], ...], Callable[[Handbook], str]]] = [
    ("industries", "产业图谱", "发展哪些产业，谁牵头？", (industries.picture,), industries.answer),
]


def sheets(book: Handbook) -> list[Sheet]:
    return [
        Sheet(identity, title, question, answer(book), tuple(draw(book) for draw in drawn))
        for identity, title, question, drawn, answer in KINDS
    ]
