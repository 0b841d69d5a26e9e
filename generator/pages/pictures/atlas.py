"""Atlas: which pictures there are, the question that each answers, and the answer in a sentence."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.book import addresses
from generator.book.goals import silence
from generator.book.handbook import Handbook
from generator.book.volumes import volumes
from generator.pages.pictures import amounts, coverage, documents, duties, goals, industries, sketches, timeline
from generator.pages.pictures.shapes import Drawing, Picture


@dataclass(frozen=True)
class Sheet:
    """A picture with its page. ``answer``: a sentence computed from the model; ``facts``: template context for the
    table below the picture.

    A picture of a large handbook is in ``parts`` (their addresses), this being the one of ``number``; ``book`` is what this
    part shows.
    """

    id: str
    title: str
    question: str
    answer: str
    pictures: tuple[Picture, ...]
    facts: dict[str, Any]
    book: Handbook
    parts: tuple[str, ...] = ()
    number: int = 1

    @property
    def sketch(self) -> Drawing:
        return sketches.sketch(self.pictures[0])

    @property
    def url(self) -> str:
        return _address(self.id, self.number)

    @property
    def template(self) -> str:
        return f"pictures/{self.id}.html.jinja"


QUESTIONS: tuple[tuple[str, str, str, Callable[[Handbook], str]], ...] = (
    ("industries", "{group}图谱", "有哪些{group}，谁牵头？", industries.answer),
    ("duties", "部门与{group}", "哪个部门管哪个{group}、哪项行动、哪一条？", duties.answer),
    ("documents", "政策脉络", "这些文件是什么关系，各有多大约束力？", documents.answer),
    ("timeline", "时间轴", "什么时候开始，什么时候截止，今天在哪里？", timeline.answer),
    ("amounts", "支持力度", "写明了多少金额，哪些没有写？", amounts.answer),
    ("goals", "目标对照", "到目标年份要做到什么，几份文件说法一样吗？", goals.answer),
    ("coverage", "覆盖", "哪些条款和支持写到哪个{group}，哪里没有写？", coverage.answer),
)

DRAWN: dict[str, tuple[Callable[[Handbook], Picture], ...]] = {
    "industries": (industries.picture,),
    "duties": (duties.picture,),
    "documents": (documents.picture,),
    "timeline": (timeline.picture,),
    "amounts": (amounts.picture, amounts.by_form),
    "goals": (goals.picture,),
    "coverage": (coverage.picture,),
}


# What a part of a handbook must have to be worth a part of the picture; those that are not here are drawn whole.
DIVIDED: dict[str, Callable[[Handbook], bool]] = {
    "duties": lambda book: bool(duties.blocks(book)),
    "documents": lambda book: True,
    "timeline": lambda book: bool(book.days),
    "amounts": lambda book: bool(book.supports),
    "goals": lambda book: bool(book.targets),
    "coverage": lambda book: bool(coverage.blocks(book)),
}


def sheets(book: Handbook, there: Container[str]) -> list[Sheet]:
    """The pictures whose pages are ``there``; of a large handbook the first part of each."""
    return [sheet for sheet in _sheets(book, volumes(book), there) if sheet.number == 1]


def further(book: Handbook, there: Container[str]) -> Iterator[Sheet]:
    """The further parts of the pictures of a large handbook, picture by picture."""
    parts = volumes(book)
    if len(parts) > 1:
        yield from (sheet for sheet in _sheets(book, parts, there) if sheet.number > 1)


def _sheets(book: Handbook, parts: Sequence[Handbook], there: Container[str]) -> Iterator[Sheet]:
    group = book.words.names.group
    for identity, title, question, answer in QUESTIONS:
        if addresses.picture(identity) not in there:
            continue
        drawn = [part for part in parts if DIVIDED[identity](part)] if identity in DIVIDED and len(parts) > 1 else []
        said = answer(book)
        named = tuple(_address(identity, number) for number in range(1, len(drawn) + 1))
        for number, part in enumerate(drawn or [book], 1):
            pictures = tuple(draw(part) for draw in DRAWN[identity])
            yield Sheet(
                identity, title.format(group=group), question.format(group=group), said, pictures, _facts(identity, part), part,
                named if len(named) > 1 else (), number,
            )  # fmt: skip


def _address(identity: str, number: int) -> str:
    page = addresses.picture(identity)
    return page if number == 1 else addresses.whole(page, "part", number)


def _facts(identity: str, book: Handbook) -> dict[str, Any]:
    """Template context of a table, from the functions that the drawing used."""
    if identity == "duties":
        return {"duties": [clause for block in duties.blocks(book) for clause in block.columns]}
    if identity == "documents":
        return {
            "ordered": documents.ordered(book), "arrows": documents.arrows(book), "outside": documents.outside,
            "date_words": documents.date_words,
        }  # fmt: skip
    if identity == "timeline":
        return {"goal_years": timeline.goal_years}
    if identity == "goals":
        return {"documents": goals.documents(book), "silence": silence}
    if identity == "coverage":
        return {
            "blocks": coverage.blocks(book), "touched": coverage.touched, "open_supports": coverage.open_supports,
            "silent": coverage.silent, "own_supports": coverage.own_supports,
        }  # fmt: skip
    return {}
