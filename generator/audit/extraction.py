"""Facts read off a text: sums, dates, quantities, document numbers, departments, lists of duties.

The same code reads the original and the handbook's own sentences, so that they can be compared. Texts are in the
comparable form of ``originals``: no white space, half-width marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.originals import comparable
from generator.text.sums import sums


@dataclass(frozen=True)
class Fact:
    """A fact at a position in a text. ``key`` is compared; ``words`` are shown."""

    kind: str
    key: str
    words: str
    start: int
    end: int


_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年(?:(\d{1,2})月(?:(\d{1,2})日)?)?|-(\d\d)-(\d\d))")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)-((?:19|20)\d\d)年")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}\[(?:19|20)\d\d\]\d+号")
# Counting words of quantities. 第10条 is a citation and 10. the number of a clause, neither is a quantity.
_UNIT = "个|项|家|份|大|条|种|款|件|套|台|批|名|人|倍|部门|所|座|次|期|届|%|亿元"
_QUANTITY = re.compile(rf"(?<![第\d.-])(\d+(?:[-~至]\d+)?)({_UNIT})")


def facts_in(text: str, names: "Names") -> list[Fact]:
    """All facts of a text in comparable form, unordered."""
    return [*_sums(text), *_dates(text), *_document_numbers(text, names), *_quantities(text), *names.found(text)]


def _sums(text: str) -> Iterator[Fact]:
    for found in sums(text):
        kind = {"cap": "最高", "fixed": "定额"}[found.kind]
        yield Fact("sum", f"{kind}{found.wan}万元", text[found.start : found.end], found.start, found.end)


def _dates(text: str) -> Iterator[Fact]:
    for match in _YEARS.finditer(text):
        yield Fact("date", match[1], match[0], match.start(), match.end())
        yield Fact("date", match[2], match[0], match.start(), match.end())
    for match in _DATE.finditer(text):
        parts = [match[1], *(f"{int(part):02d}" for part in (match[2] or match[4], match[3] or match[5]) if part)]
        yield Fact("date", "-".join(parts), match[0], match.start(), match.end())


def _document_numbers(text: str, names: "Names") -> Iterator[Fact]:
    for match in _NUMBER.finditer(text):
        # Han characters before the number proper (按照工信部联科) do not belong to it: the longest known prefix is kept.
        known = next((number for number in names.document_numbers if match[0].endswith(number)), match[0])
        yield Fact("document-number", known, known, match.end() - len(known), match.end())


def _quantities(text: str) -> Iterator[Fact]:
    for match in _QUANTITY.finditer(text):
        yield Fact("quantity", match[0].replace("至", "-").replace("~", "-"), match[0], match.start(), match.end())


# --- departments ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DutyList:
    """The departments of a role as printed. ``open``: the list ends in 等. Unknown names are kept as names."""

    role: str
    departments: tuple[str, ...]
    open: bool
    start: int
    end: int


# The name of a public body unknown to the handbook, recognised by how it begins and ends.
_UNKNOWN = re.compile(
    r"(?:(?<=[、:;(,。])|^)((?:市|重庆市)[\u4e00-\u9fff]{2,10}?(?:委员会|办公厅|办公室|管理局|委|局|厅|办))(?=[、,;)。等])"
)
_LABEL = re.compile(r"(牵头单位|责任单位):")
_SHARED = re.compile(r"\(([^():;]+?)按职责分工负责\)")


class Names:
    """All names of departments. ``found`` finds them in a text, longest first."""

    def __init__(self, ids_by_name: dict[str, str], document_numbers: list[str]) -> None:
        self.ids = {comparable(name).text: identity for name, identity in ids_by_name.items()}
        self.document_numbers = sorted((comparable(number).text for number in document_numbers), key=len, reverse=True)
        ordered = sorted(self.ids, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered)) if ordered else r"(?!)")

    def found(self, text: str) -> Iterator[Fact]:
        taken: set[int] = set()
        for match in self._pattern.finditer(text):
            taken.update(range(match.start(), match.end()))
            yield Fact("department", self.ids[match[0]], match[0], match.start(), match.end())
        for match in _UNKNOWN.finditer(text):
            if not taken.intersection(range(match.start(1), match.end(1))):
                yield Fact("department", match[1], match[1], match.start(1), match.end(1))

    def duties(self, text: str) -> list[DutyList]:
        """The lists of departments at the end of a clause: 责任单位：甲、乙等, or 甲、乙等按职责分工负责."""
        lists = []
        for match in _LABEL.finditer(text):
            role = "lead" if match[1] == "牵头单位" else "responsible"
            stop = re.compile(r"[;)\],]|$").search(text, match.end())
            assert stop is not None
            lists.append(self._list(role, text, match.end(), stop.start()))
        for match in _SHARED.finditer(text):
            lists.append(self._list("shared", text, match.start(1), match.end(1)))
        return lists

    def _list(self, role: str, text: str, start: int, end: int) -> DutyList:
        words = text[start:end]
        is_open = words.endswith("等")
        names = words.removesuffix("等").split("、")
        return DutyList(role, tuple(self.ids.get(name, name) for name in names), is_open, start, end)
