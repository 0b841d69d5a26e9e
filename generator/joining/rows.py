"""The rows of the joined finder: those of each handbook's own finder, with the city and the answers in core codes.

Each handbook has worded its rows; here their links get the folder of the handbook, and nothing else of them changes.
"""

import copy
import json
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html

from generator.book import addresses, words
from generator.book.facets import Facet, Option
from generator.joining.finished import CannotJoin, Finished

# The columns of a row that are shown, by the label of the cell, after the city; the first is the heading of the row.
COLUMNS = ("支持事项", "金额", "惠及对象", "前置资格", "责任单位", "依据", "有效期至")
# Questions whose answers are codes of a vocabulary: key -> axis.
CODED = {"applicant": "applicants", "activity": "activities", "form": "forms", "level": "levels"}
# Questions that the joined finder asks, with the word and the answers in order; 城市 and groups come from the handbooks.
ASKED: tuple[tuple[str, str, dict[str, str], bool], ...] = (
    ("applicant", "给谁", words.APPLICANT, True),
    ("activity", "在做什么", words.ACTIVITY, True),
    ("form", "方式", words.FORM, False),
    ("kind", "金额", words.AMOUNT, False),
    ("period", "多久给一次", words.PERIOD, False),
    ("level", "资格级别", words.LEVEL, False),
)


@dataclass(frozen=True)
class Row:
    """A support of one city. ``cells``: label -> HTML with links from the page of the finder. ``answers``: as
    ``book.facets.row`` tells them, in core codes."""

    id: str
    city: Finished
    cells: dict[str, str]
    answers: dict[str, Any]
    words: str


def rows(handbooks: Sequence[Finished]) -> list[Row]:
    """All rows, city by city, each in the order of its own finder. Raises ``CannotJoin``."""
    groups = groups_of(handbooks)
    return [row for one in handbooks for row in _of(one, groups)]


def groups_of(handbooks: Sequence[Finished]) -> dict[str, dict[str, str]]:
    """By folder of the handbook: id of a group -> the id by which the joined finder knows it. Groups with the same
    printed name are one; nothing else makes them one."""
    by_name: dict[str, str] = {}
    return {
        one.key: {
            group["id"]: by_name.setdefault(group["name"], f"{one.key}.{group['id']}")
            for group in one.data["industries"]
        }
        for one in handbooks
    }


def facets(handbooks: Sequence[Finished], found: Sequence[Row]) -> list[Facet]:
    """The questions that some row answers. ``unstated`` stands last in each: silence is an answer of its own."""
    made = [Facet("city", "城市", [Option(one.key, one.city) for one in handbooks], always=True)]
    for key, name, table, always in ASKED:
        given = {value for row in found for value in row.answers[key]}
        known = {**table, "unstated": words.UNSTATED}
        options = [Option(code, word) for code, word in known.items() if code in given]
        if {option.value for option in options} - {"unstated"}:
            made.append(Facet(key, name, options, always))
    groups = groups_of(handbooks)
    named: dict[str, str] = {}
    for one in handbooks:
        for group in one.data["industries"]:
            named.setdefault(groups[one.key][group["id"]], group["name"])
    if named:
        made.insert(
            2, Facet("industry", "产业或领域", [Option(code, name) for code, name in named.items()], always=False)
        )
    return made


def _of(one: Finished, groups: dict[str, dict[str, str]]) -> list[Row]:
    path = one.site / addresses.SUPPORTS
    if not path.is_file():
        if one.data["supports"]:
            raise CannotJoin(f"{one.site} 没有 {addresses.SUPPORTS}。请重新生成这本手册。")
        return []
    tree = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8"))
    found = []
    for element in tree.xpath("//*[@id='finder-table']//tbody/tr[@id]"):
        cells = {cell.get("data-label"): _inner(cell, one) for cell in element if cell.get("data-label")}
        answers = _in_core(json.loads(element.get("data-answers")), one, groups[one.key])
        found.append(Row(f"{one.key}.{element.get('id')}", one, cells, answers, element.get("data-words") or ""))
    if {row.id for row in found} != {f"{one.key}.{support['id']}" for support in one.data["supports"]}:
        raise CannotJoin(
            f"{one.site} 的 {addresses.SUPPORTS} 与 {addresses.JSON} 里的支持事项对不上。请重新生成这本手册。"
        )
    return found


def _inner(cell: html.HtmlElement, one: Finished) -> str:
    """The content of a cell, its links led into the folder of the handbook."""
    cell = copy.deepcopy(cell)
    cell.tail = None
    for link in cell.iter("a"):
        target = link.get("href") or ""
        if target and not target.startswith(("http:", "https:", "mailto:")):
            start = addresses.SUPPORTS if target.startswith("#") else posixpath.dirname(addresses.SUPPORTS)
            inside = start + target if target.startswith("#") else posixpath.normpath(posixpath.join(start, target))
            link.set("href", f"../{one.url(inside)}")
    for named in cell.xpath(".//*[@id]"):
        del named.attrib["id"]
    whole = html.tostring(cell, encoding="unicode")
    return str(whole[whole.index(">") + 1 : whole.rindex("</")])


def _in_core(given: dict[str, Any], one: Finished, groups: dict[str, str]) -> dict[str, Any]:
    """The answers of a row in core codes, and no others than the joined finder asks."""
    answers: dict[str, Any] = {"city": [one.key], "reach": given.get("reach"), "needs": None}
    for key in ("applicant", "activity", "form", "kind", "period", "level"):
        answers[key] = _codes(given[key], key, one)
    for key in ("industry", "named"):
        answers[key] = [groups[code] for code in given[key]]
    answers["sums"], answers["recurring"] = given["sums"], given["recurring"]
    answers["maybe"] = {
        key: codes if isinstance(codes, str) else _codes(codes, key, one)
        for key, codes in given["maybe"].items()
        if key in answers
    }
    return answers


def _codes(codes: Sequence[str], key: str, one: Finished) -> list[str]:
    axis = CODED.get(key)
    return list(dict.fromkeys(one.core(axis, code) if axis else code for code in codes))
