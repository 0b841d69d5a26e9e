"""Comparison: what each city's texts give for one activity, and which level of government gives it.

Activities go by core codes, levels by the kind of department that issued the document. What no text of a handbook says
is said to be unstated there: that is no statement about the city.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.book import words
from generator.joining.finished import Finished

# Kind of the department that issued a document (core code) -> level. Bodies of the central state that sit in a city act
# for the centre.
LEVEL_OF = {
    "national": "national", "central": "national", "municipal": "municipal", "party": "municipal",
    "office": "municipal", "coordination": "municipal", "local": "district",
}  # fmt: skip
# In the order shown, whether or not a text of that level is there: silence is shown.
LEVELS = {"national": "国家", "municipal": "本市", "district": "区县"}
UNKNOWN = "发文单位的层级未载明"


@dataclass(frozen=True)
class Given:
    """One support as the handbook words it. Addresses from the root of the joined site."""

    title: str
    url: str
    amount: str
    place: str
    status: dict[str, str]  # code and word, for the data's day of its handbook
    phases: list[list[str]]  # as ``status.js`` reads them, for the day of reading


@dataclass(frozen=True)
class Line:
    """One level, with what each city's texts of that level give (city by city, in the order of the handbooks)."""

    level: str
    cells: list[list[Given]]


@dataclass(frozen=True)
class Matter:
    """One activity over all handbooks. ``counts``: supports of each city."""

    code: str
    name: str
    lines: list[Line]
    counts: list[int]


def matters(handbooks: Sequence[Finished]) -> list[Matter]:
    """All activities for which some city gives something, in the order of the core codes."""
    return [found for code, name in words.ACTIVITY.items() if any((found := _matter(handbooks, code, name)).counts)]


def _matter(handbooks: Sequence[Finished], code: str, name: str) -> Matter:
    cells: dict[str, list[list[Given]]] = {level: [[] for _ in handbooks] for level in (*LEVELS, "")}
    for number, one in enumerate(handbooks):
        levels = level_of_documents(one)
        titles = {document["id"]: document["short_title"] for document in one.data["documents"]}
        for support in one.data["supports"]:
            if one.core("activities", support["activity"]) == code:
                cells[levels[support["document"]]][number].append(
                    Given(
                        support["title"], one.url(support["url"]), support["amount"]["words"], titles[support["document"]],
                        {"code": support["validity"]["status"], "word": support["validity"]["status_word"]},
                        [[phase[name] for name in ("begins", "code", "word")] for phase in support["validity"]["phases"]],
                    )
                )  # fmt: skip
    lines = [Line(LEVELS.get(level, UNKNOWN), found) for level, found in cells.items() if level or any(found)]
    counts = [sum(len(line.cells[number]) for line in lines) for number in range(len(handbooks))]
    return Matter(code, name, lines, counts)


def level_of_documents(one: Finished) -> dict[str, str]:
    """Document -> level of the department that issued it first; empty where no level is known."""
    kinds = {each["id"]: one.core("departments", each["kind"]) for each in one.data["departments"]}
    return {
        document["id"]: next((LEVEL_OF.get(kinds.get(name, ""), "") for name in document["issuers"]), "")
        for document in one.data["documents"]
    }
