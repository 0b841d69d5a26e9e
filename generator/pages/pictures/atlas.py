"""Atlas: which pictures there are, the question that each answers, and the answer in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.book import addresses
from generator.book.goals import silence
from generator.book.handbook import Handbook
from generator.pages.pictures import amounts, coverage, documents, duties, goals, industries, sketches, timeline
from generator.pages.pictures.shapes import Drawing, Picture


@dataclass(frozen=True)
class Sheet:
    """A picture with its page. ``answer``: a sentence computed from the model; ``facts``: template context for the
    table below the picture."""

    id: str
    title: str
    question: str
    answer: str
    pictures: tuple[Picture, ...]
    facts: dict[str, Any]

    @property
    def sketch(self) -> Drawing:
        return sketches.sketch(self.pictures[0])

    @property
    def url(self) -> str:
        return addresses.picture(self.id)

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


def sheets(book: Handbook) -> list[Sheet]:
    group = book.words.names.group
    return [
        Sheet(
            identity,
            title.format(group=group),
            question.format(group=group),
            answer(book),
            tuple(draw(book) for draw in DRAWN[identity]),
            _facts(identity, book),
        )
        for identity, title, question, answer in QUESTIONS
    ]


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
            "silent": coverage.silent,
        }  # fmt: skip
    return {}
