"""How much of a list a page shows, and where all of it stands. Decided here alone; ``m.more`` says it on the page.

A list whose length depends on the rest of the handbook (clauses of a department, supports like this one) would make pages
grow with the handbook: all supports of an activity on each of their pages were two thirds of a site of 5,000 pages. Such a
list is a ``Roll``. Up to its bound it stands whole, in the order of the handbook. Beyond, the page shows the first ones
(documents stand in order of force, newest first, so these bind most) or the nearest ones, says how many others there are,
and links to all of them: in the finder, or on pages of their own, which need no script.

What a text says itself (its clauses, their points and supports) is no roll and always stands whole.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from generator.book import addresses, words
from generator.book.facts import in_force_first
from generator.book.handbook import Clause, Department, Document, Handbook, Industry, Subfield, Support, Term
from generator.book.views.application import all_windows
from generator.records import Edition

LINES = 50  # entries of one line each
ROWS = 12  # rows of several columns
NAMES = 12  # names in one sentence; more are counted
ON_A_PAGE = 200  # entries of a page that holds nothing else

Form = Literal[
    "clauses",
    "supports",
    "documents",
    "related",
    "lists",
    "occurrences",
    "relations",
    "windows",
    "silent",
    "stated",
    "changes",
]
UNITS: Mapping[Form, str] = {
    "clauses": "处", "supports": "项", "documents": "份", "related": "条", "lists": "份", "occurrences": "处", "relations": "份",
    "windows": "段", "silent": "份", "stated": "项", "changes": "处",
}  # fmt: skip


# Records whose pages list others.
Listing = Department | Industry | Subfield | Clause | Document | Term


@dataclass(frozen=True)
class Roll:
    """A list of which a page shows part. ``shown``: entries that stand on the page. ``total``: how many there are.

    ``title``: what they are, on a page of their own; empty without one. ``form``: how an entry is written. ``whole``: address of all of them,
    and ``where``: what that place is called.
    ``things``: all of them, where that address is a page of their own (else the finder has them). ``nearest``: ``shown`` are
    not the first but the nearest ones.
    """

    title: str
    form: Form
    shown: Sequence[Any]
    total: int
    whole: str
    where: str
    things: Sequence[Any] = ()
    nearest: bool = False

    @property
    def others(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)

    @property
    def unit(self) -> str:
        return UNITS[self.form]

    @property
    def pages(self) -> list[Sequence[Any]]:
        """The entries of each page of their own; none where the list is short or the finder has them."""
        if not self.others:
            return []
        return [self.things[start : start + ON_A_PAGE] for start in range(0, len(self.things), ON_A_PAGE)]


def _own(page: str, key: str, title: str, form: Form, things: Sequence[Any]) -> tuple[str, Roll]:
    """A list with pages of its own."""
    where = f"全部 {len(things)} {UNITS[form]}"
    return key, Roll(title, form, things[:LINES], len(things), addresses.whole(page, key), where, things)


def _found(key: str, things: Sequence[Support], question: str, most: int = LINES) -> tuple[str, Roll]:
    """A list of supports that the finder has under ``question``."""
    return key, Roll("", "supports", things[:most], len(things), _finder(question), _FINDER)


def _finder(question: str) -> str:
    return addresses.fragment(addresses.SUPPORTS, question)


_FINDER = "在支持表里按此筛选"


# --- the rolls of a record, by key --------------------------------------------------------------------------------------


def of(record: Listing) -> dict[str, Roll]:
    """The rolls of a record's page by key, which is also the fragment of the list where it has a heading."""
    match record:
        case Department():
            return dict(_of_department(record))
        case Industry():
            return dict(_of_industry(record))
        case Subfield():
            return dict(_of_subfield(record))
        case Clause():
            return dict(_of_clause(record))
        case Document():
            return dict(_of_document(record))
        case Term():
            return dict(_of_term(record))


def _of_department(one: Department) -> Iterator[tuple[str, Roll]]:
    for role in ("lead", "responsible", "shared", "local"):
        yield _own(one.url, role, f"{one.name}{words.ROLE[role]}的条款", "clauses", one.as_role(role))
    yield _own(one.url, "issuer", f"{one.name}发布的文件", "documents", one.as_role("issuer"))
    yield _own(one.url, "addressed", f"{one.name}收到的文件", "documents", one.addressed_by)
    yield _own(one.url, "lists", f"{one.name}的条款提到的清单", "lists", one.lists)
    yield _own(one.url, "named", f"提到{one.name}的条款", "clauses", one.named_in)
    yield _found("supports", one.supports, f"department={one.id}")


def _of_industry(one: Industry) -> Iterator[tuple[str, Roll]]:
    question = f"industry={one.id}"
    yield _found("own-supports", one.own_supports, question, ROWS)
    yield _found("open-supports", one.open_supports, question)
    yield _found("elsewhere", one.elsewhere, question)
    yield _own(one.url, "clauses", f"提到{one.name}的条款", "clauses", one.clauses)


def _of_subfield(one: Subfield) -> Iterator[tuple[str, Roll]]:
    yield _found("own-supports", one.industry.own_supports, f"industry={one.industry.id}", ROWS)
    yield _own(one.url, "clauses", f"涉及{one.name}的条款", "clauses", one.clauses)


def _of_clause(one: Clause) -> Iterator[tuple[str, Roll]]:
    yield _own(one.url, "related", f"与“{one.title}”相关的条款", "related", one.related)
    yield _own(one.url, "promises", f"“{one.title}”对应的承诺", "supports", one.promises_answered)


def _of_document(one: Document) -> Iterator[tuple[str, Roll]]:
    yield _own(one.url, "relations", f"与《{one.data.short_title}》有关的文件", "relations", one.relations)


def _of_term(one: Term) -> Iterator[tuple[str, Roll]]:
    yield _own(one.url, "binding", f"写到“{one.name}”的条款", "occurrences", one.binding)
    yield _own(one.url, "reference", f"写到“{one.name}”而不具约束力的文本", "occurrences", one.reference)


# --- the rolls of the handbook and of its log ---------------------------------------------------------------------------


def of_book(book: Handbook) -> dict[str, tuple[tuple[str, str], Roll]]:
    """Lists of pages of the whole handbook by key: title and address of the page, and the roll."""
    stated = [
        (d, relation) for d in book.documents for relation in d.relations if relation.document and relation.stated
    ]
    silent = [document for document in book.documents if document.data.dates_note or document.data.validity_note]
    return {
        key: ((title, page), roll)
        for title, page, (key, roll) in (
            ("日期", addresses.DATES, _own(addresses.DATES, "windows", "办理的时间", "windows", all_windows(book))),
            ("日期", addresses.DATES, _own(addresses.DATES, "missing", "没有写明的日期", "silent", silent)),
            ("文件", addresses.DOCUMENTS, _own(addresses.DOCUMENTS, "relations", "文件之间的关系", "stated", stated)),
        )
    }


def of_edition(edition: Edition) -> Roll:
    """What an edition of the handbook changed."""
    title = f"{edition.version} 版的变化"
    return _own(addresses.edition(edition.id), "changes", title, "changes", edition.changes)[1]


def documents_of(book: Handbook, binding: bool) -> Roll:
    """The texts that bind, or the others, as the home page lists them: the page of documents has all."""
    found = [document for document in book.documents if document.binding == binding]
    shown = found if len(found) <= LINES else in_force_first(found, book.site.as_of)[:LINES]
    return Roll("", "documents", shown, len(found), addresses.DOCUMENTS, "全部文件")


# --- supports like another one ------------------------------------------------------------------------------------------


class Alike:
    """Supports of the same activity under other clauses; where there are many, the nearest: first those that share an
    industry, then a department, then those that stand nearest in the handbook."""

    def __init__(self, book: Handbook) -> None:
        self._place = {support: place for place, support in enumerate(book.supports)}
        self._groups: dict[tuple[str, ...], list[Support]] = defaultdict(list)
        self._current = frozenset(book.current)
        for support in book.current:
            for key in self._keys(support):
                self._groups[key].append(support)

    @staticmethod
    def _keys(support: Support) -> list[tuple[str, ...]]:
        """The groups of a support, the nearest first; the last is that of its activity."""
        activity = support.data.activity
        industries = dict.fromkeys([*support.industries, *support.tagged])
        departments = dict.fromkeys(duty.department for duty in support.departments if duty.role != "local")
        return [
            *((activity, "industry", industry.id) for industry in industries),
            *((activity, "department", department.id) for department in departments),
            (activity,),
        ]

    @cached_property
    def _places(self) -> dict[tuple[str, ...], list[int]]:
        return {key: [self._place[support] for support in group] for key, group in self._groups.items()}

    def to(self, support: Support) -> Roll:
        activity = support.data.activity
        whole = _finder(f"activity={activity}")
        own = sum(other.data.activity == activity and other in self._current for other in support.clause.supports)
        total = len(self._groups[activity,]) - own
        if total <= ROWS:
            shown = [other for other in self._groups[activity,] if other.clause is not support.clause]
            return Roll("", "supports", shown, total, whole, _FINDER)
        near: dict[Support, None] = {}
        for key in self._keys(support):
            for other in self._outwards(key, self._place[support]):
                if len(near) == ROWS:
                    break
                if other.clause is not support.clause:
                    near[other] = None
        return Roll("", "supports", sorted(near, key=self._place.__getitem__), total, whole, _FINDER, nearest=True)

    def _outwards(self, key: tuple[str, ...], place: int) -> Iterator[Support]:
        """The supports of a group from a place in the handbook outwards."""
        group, places = (
            self._groups.get(key, []),
            self._places.get(key, []),
        )  # an ended support may be alone in its groups
        after = bisect_left(places, place)
        before = after - 1
        while before >= 0 or after < len(group):
            behind = after < len(group) and (before < 0 or places[after] - place <= place - places[before])
            yield group[after] if behind else group[before]
            after, before = (after + 1, before) if behind else (after, before - 1)


def siblings(support: Support) -> Roll:
    """Other supports of the same clause, whose page has all."""
    found = [other for other in support.clause.supports if other is not support]
    return Roll("", "supports", found[:ROWS], len(found), f"{support.clause.url}#supports", "见这一条")
