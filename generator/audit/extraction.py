"""Facts that can be read off a text: sums and rates, dates, quantities, document numbers, departments, lists of duties.

The same code reads the original and the handbook's own sentences, so that they can be compared. Texts are in the
comparable form of ``originals``: no white space, half-width marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.originals import comparable
from generator.records.stated import amounts, facts_of_money
from generator.text.numerals import number
from generator.text.records import Rate, Unread
from generator.text.records import Tier as TierFact
from generator.text.tiers import GIVEN


@dataclass(frozen=True)
class Fact:
    """A fact at a position in a text. ``key`` is compared; ``words`` are shown."""

    kind: str
    key: str
    words: str
    start: int
    end: int


_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年(?:(\d{1,2})月(?:(\d{1,2})日)?)?|-(\d\d)-(\d\d))")
# As signatures write it: 二〇二六年四月二十日. Only whole days: 三年 and 十月 are no dates by themselves.
_HAN_DATE = re.compile(
    r"(二[〇○零O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)-((?:19|20)\d\d)年")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}\[(?:19|20)\d\d\]\d+号")
# What a quantity counts. 第10条 is a citation and 10.  a number of a clause: neither is a quantity. Shares that nobody gets
# (a growth of 20%) are quantities too; those that somebody gets are rates.
_UNIT = "个|项|家|份|大|条|种|款|件|套|台|批|名|人|倍|部门|所|座|次|期|届|%"
_QUANTITY = re.compile(rf"(?<![第\d.-])(\d+(?:[-~至]\d+)?)({_UNIT})")


def facts_in(text: str, names: "Names") -> list[Fact]:
    """All facts of a text in comparable form, unordered."""
    return [*_sums(text), *_dates(text), *_document_numbers(text, names), *_quantities(text), *names.found(text)]


def _sums(text: str) -> Iterator[Fact]:
    """Sums in every role (a threshold is no benefit, and told as what it is), rates that somebody gets, with their years
    and how often; sums whose role nobody can tell, as they stand."""
    for stated, fact in amounts(text):
        if isinstance(fact, Rate) and fact.role not in GIVEN:
            continue
        yield Fact(stated.kind, stated.key, fact.text, fact.start, fact.end)
        if fact.role in GIVEN:
            for kind, key in timed(stated.key, fact.period, fact.years):
                yield Fact(kind, key, fact.text, fact.start, fact.end)
    for other in facts_of_money(text):
        if isinstance(other, Unread) and other.what == "money":
            yield Fact("sum", other.text, other.text, other.start, other.end)
        elif isinstance(other, TierFact) and other.name:
            yield Fact("tier", other.name, other.text, other.start, other.end)


def timed(amount: str, period: str | None, years: tuple[int, int | None] | None) -> Iterator[tuple[str, str]]:
    """How often an amount is given, and in which years of a schedule, as facts of their own."""
    if period:
        yield "period", f"{amount}/{period}"
    if years:
        yield "years", f"{amount}/{years[0]}-{years[1] or ''}"


def _dates(text: str) -> Iterator[Fact]:
    for match in _YEARS.finditer(text):
        yield Fact("date", match[1], match[0], match.start(), match.end())
        yield Fact("date", match[2], match[0], match.start(), match.end())
    for match in _DATE.finditer(text):
        parts = [match[1], *(f"{int(part):02d}" for part in (match[2] or match[4], match[3] or match[5]) if part)]
        yield Fact("date", "-".join(parts), match[0], match.start(), match.end())

    for match in _HAN_DATE.finditer(text):
        year, month, day = (int(number(part) or 0) for part in match.groups())
        yield Fact("date", f"{year}-{month:02d}-{day:02d}", match[0], match.start(), match.end())


def _document_numbers(text: str, names: "Names") -> Iterator[Fact]:
    for match in _NUMBER.finditer(text):
        # Han characters before the number proper (按照工信部联科) do not belong to it: the longest known prefix is kept.
        known = next((number for number in names.document_numbers if match[0].endswith(number)), match[0])
        yield Fact("document-number", known, known, match.end() - len(known), match.end())


def _quantities(text: str) -> Iterator[Fact]:
    given = (fact for _, fact in amounts(text) if isinstance(fact, Rate) and fact.role in GIVEN)
    rates = {place for fact in given for place in range(fact.start, fact.end)}
    for match in _QUANTITY.finditer(text):
        if match[2] == "%" and match.start() in rates:
            continue
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
    r"(?:(?<=[、:;(,。])|^)((?:市|(?![而我本全各该])[\u4e00-\u9fff]{2,4}市)[\u4e00-\u9fff]{2,10}?(?:委员会|办公厅|办公室|管理局|委|局|厅|办))(?=[、,;)。等])"
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
