"""Facets: the questions that the finder asks of a support, and the answers of each support.

Templates draw the form and the rows from here; the browser script only compares. An answer is a list of codes.
``unstated`` is an answer of its own where the text is silent, so that silence is never taken for a no.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.book import application, conditions, facts, held, matching, money, payees, standing, windows, words
from generator.book.handbook import Direction, Handbook, Subfield, Support, Term

# Of what a text leaves open no answer is ruled out.
ANY = "*"


@dataclass(frozen=True)
class Option:
    """One answer of a facet. ``hint``: small text beside the name, the words that the texts print."""

    value: str
    name: str
    hint: str = ""


@dataclass(frozen=True)
class Facet:
    """A question. ``always``: shown without asking for more filters."""

    key: str
    name: str
    options: list[Option]
    always: bool = False


def facets(book: Handbook) -> list[Facet]:
    """All questions with the answers that some support gives; none that every text leaves open. Industries are all
    listed, since most supports are open."""
    given: dict[str, Counter[str]] = {}
    for support in book.supports:
        for key, values in answers(support).items():
            given.setdefault(key, Counter()).update(values)
    unstated, times = {"unstated": words.UNSTATED}, _times(book)

    def known(key: str, names: dict[str, str]) -> list[Option]:
        return [Option(code, name) for code, name in names.items() if given.get(key, Counter())[code]]

    departments = {duty.department.id: duty.department.short for s in book.supports for duty in s.departments}
    by_count = sorted(departments, key=lambda code: -given.get("department", Counter())[code])
    found = [
        Facet("applicant", "给谁", known("applicant", {**book.words.APPLICANT, **unstated}), always=True),
        Facet("industry", book.words.names.group, [Option(i.id, i.name) for i in book.industries], always=True),
        Facet("activity", "在做什么", known("activity", book.words.ACTIVITY), always=True),
        Facet("prior", "要先有的资格", known("prior", words.ASKED_PRIOR)),
        Facet("level", "资格级别", known("level", {**book.words.LEVEL, **unstated})),
        Facet("newness", "资格新旧", known("newness", {**words.NEWNESS, **unstated})),
        Facet(
            "grade",
            "等次",
            known("grade", {**{g: g for g in given.get("grade", ()) if g not in ("none", "unstated")}, **unstated}),
        ),
        Facet("barred", "有没有这些情形", known("barred", words.BARRED)),
        Facet("form", "方式", [Option(o.value, o.name, _printed(book, o)) for o in known("form", book.words.FORM)]),
        Facet("kind", "金额", known("kind", words.AMOUNT)),
        Facet("period", "多久给一次", known("period", {**words.PERIOD, **unstated})),
        Facet("per", "按什么计", known("per", {**words.PER, **unstated})),
        Facet(
            "window",
            "办理时间",
            [Option(c, times[c]) for c in windows.ORDER if c in _ever(book)],
            always=bool(_ever(book) - {"unstated"}),
        ),
        Facet("department", "责任单位", [Option(code, departments[code]) for code in by_count]),
        Facet("document", "文件", [Option(d.id, d.data.short_title) for d in book.documents if d.supports]),
    ]
    return [facet for facet in found if {option.value for option in facet.options} - {"unstated"}]


# What a questionnaire asks, in its order; the finder asks the rest beside them.
ASKED = ("applicant", "industry", "activity", "prior", "barred")


def asked(book: Handbook) -> dict[str, Facet]:
    """The questions of the questionnaire that some support answers, by their key, in the order of asking."""
    found = {facet.key: facet for facet in facets(book)}
    return {key: found[key] for key in ASKED if key in found}


def answers(support: Support) -> dict[str, list[str]]:
    """What a support answers to each question. ``named`` tells apart the industries that the text prints; ``window`` is
    that of the data's day."""
    data, as_of = support.data, support.document.as_of.isoformat()
    return {
        "applicant": list(data.applicant.kinds) or ["unstated"],
        "industry": [industry.id for industry in [*support.industries, *support.tagged]],
        "named": [industry.id for industry in support.industries],
        "activity": [data.activity],
        "prior": list(conditions.prior(standing.tree(support)).codes),
        "form": [data.form.facet],
        **marks(support),
        "kind": list(data.money.kinds),
        "period": money.periods(data.money),
        "per": money.per_codes(data.money),
        "window": times_of([windows.at(found, as_of).code for found in _phases(support)]),
        "department": list(dict.fromkeys(duty.department.id for duty in support.departments)),
        "document": [support.document.id],
        "barred": standing.barred(support),
        "subfield": [
            f"{subfield.industry.id}/{subfield.id}"
            for subfield in support.clause.subfields
            if subfield.industry in [*support.industries, *support.tagged]
        ],
    }


def marks(support: Support) -> dict[str, list[str]]:
    """Level, newness and grades of the qualifications that a support asks for: what the text names of each, ``unstated``
    where it asks for one and names none, or leaves open whether it asks; ``none`` where it asks for no qualification."""
    tree = standing.tree(support)
    asked, left_open = conditions.qualifications(tree), conditions.leaves_qualification_open(tree)
    told: dict[str, list[str]] = {
        "level": [level for leaf in asked for level in conditions.levels(leaf)],
        "newness": [leaf.newness for leaf in asked if leaf.newness],
        "grade": [grade for leaf in asked for grade in leaf.grade],
    }
    silent = {
        "level": left_open or any(not leaf.level for leaf in asked),
        "newness": left_open or any(not leaf.newness for leaf in asked),
        "grade": left_open or any(not leaf.grade for leaf in asked if leaf.kind in conditions.GRADED),
    }
    return {
        key: [*dict.fromkeys(found), *(["unstated"] if silent[key] else [])] or ["none"] for key, found in told.items()
    }


def times_of(codes: list[str]) -> list[str]:
    """The answers to when: what ends soon is open, too. The browser does the same for the moment of reading (``timely``)."""
    return list(dict.fromkeys([*codes, *(["open"] if "soon" in codes else [])])) or ["unstated"]


def direction_facets(book: Handbook) -> list[Facet]:
    """The questions about directions."""
    given: dict[str, Counter[str]] = {}
    for direction in book.directions:
        for key, values in direction_answers(direction).items():
            given.setdefault(key, Counter()).update(values)
    unstated = {"unstated": words.UNSTATED}

    def known(key: str, names: dict[str, str]) -> list[Option]:
        return [Option(code, name) for code, name in names.items() if given.get(key, Counter())[code]]

    found = [
        Facet("applicant", "对象", known("applicant", {**book.words.APPLICANT, **unstated}), always=True),
        Facet("strength", "措辞", known("strength", words.DIRECTION), always=True),
        Facet("means", "写到的方式", known("means", {**words.MEANS, **unstated}), always=True),
        Facet("industry", book.words.names.group, [Option(i.id, i.name) for i in book.industries]),
        Facet("activity", "在做什么", known("activity", book.words.ACTIVITY)),
        Facet(
            "document",
            "文件",
            [Option(d.id, d.data.short_title) for d in book.documents if given.get("document", Counter())[d.id]],
        ),
    ]
    return [facet for facet in found if facet.options]


def direction_answers(direction: Direction) -> dict[str, list[str]]:
    """A direction's answers by code of the facet. ``named``: industries that the text prints."""
    data = direction.data
    return {
        "applicant": list(data.kinds) or ["unstated"],
        "strength": [direction.strength] if direction.strength else ["unstated"],
        "means": list(data.means) or ["unstated"],
        "industry": [industry.id for industry in [*direction.industries, *direction.tagged]],
        "named": [industry.id for industry in direction.industries],
        "activity": [data.activity],
        "document": [direction.document.id],
    }


def direction_row(direction: Direction) -> dict[str, Any]:
    """As ``row``: where a text names nobody, it leaves everybody open; nothing is asked beforehand."""
    return {
        **direction_answers(direction),
        "maybe": {} if direction.data.kinds else {"applicant": list(direction.words.APPLICANT)},
        "needs": None,
    }


def row(support: Support) -> dict[str, Any]:
    """What a script needs to know about a support, or a version of an amended one, to answer the questions, JSON-ready.

    Besides ``answers``: ``maybe``, the answers that the text leaves open (they never rule a row out), ``needs``, what is
    asked beforehand as a tree (``conditions.compact``), ``held``, when it holds (as in ``held.Held``; without it: always), what ``matching.row`` tells of all conditions, and ``windows``, the phases of each window (from when, code), by
    which a script answers ``window`` for the moment of reading.
    """
    return {
        **answers(support),
        "sums": [_span(low, high) for low, high in money.sums(support.data.money)],
        "recurring": [[*_span(low, high), period] for low, high, period in money.recurring(support.data.money)],
        "maybe": {
            "applicant": list(payees.paid(support).unknown),
            "activity": matching.activities(support),
            **{key: ANY for key, found in marks(support).items() if "unstated" in found},
        },
        "needs": conditions.compact(conditions.prior(standing.tree(support)).needs),
        **matching.row(support),
        **({"held": when} if (when := days(support)) != [["", ""]] else {}),
        **(
            {"windows": [[[p.begins, p.code] for p in found] for found in _phases(support)]} if _phases(support) else {}
        ),
    }


def days(support: Support) -> list[list[str]]:
    """From when and before when it holds, then both in words and what became of it, where there is something to say."""
    found = []
    for one in held.held(support):
        told = [one.begins, one.before, one.words, one.called]
        while len(told) > 2 and not told[-1]:
            told.pop()
        found.append(told)
    return found


def _phases(support: Support) -> list[list[windows.Phase]]:
    """The phases of each window of a support."""
    return [windows.phases(window, support) for window in application.way(support).windows]


def _times(book: Handbook) -> dict[str, str]:
    """States of windows in words, with the texts' own word for handing in where all agree."""
    verbs = {windows.verb(window, support) for support in book.supports for window in application.way(support).windows}
    own = {"open": words.WINDOW["open"].format(verb=verbs.pop())} if len(verbs) == 1 else {}
    return {**words.WINDOW_SHORT, **own}


def _span(low: Decimal, high: Decimal | None) -> list[Any]:
    return [money.exact(low), None if high is None else money.exact(high)]


def _ever(book: Handbook) -> set[str]:
    """The states in which a window of some support is on some day: the day of reading is not known here."""
    found = {phase.code for s in book.supports for phases in _phases(s) for phase in phases}
    return (set(times_of(list(found))) if found else set()) | {"unstated" for s in book.supports if not _phases(s)}


def spoken(support: Support) -> str:
    """Words by which a reader may search for a support, beyond those shown in its row."""
    data = support.data
    said = [
        *data.aliases, data.what_for, *conditions.texts(standing.tree(support)), *(term.name for term in support.terms),
        support.clause.heading, support.words.ACTIVITY[data.activity], support.words.FORM[data.form.facet],
        *(name for duty in support.departments for name in (duty.department.name, *duty.department.data.short_names, *duty.department.data.aliases)),
    ]  # fmt: skip
    shown = f"{support.title} {facts.applicant(support)} {facts.prior(support)}"
    return " ".join(word for word in dict.fromkeys(said) if word not in shown)


PRODUCT_TYPES = ("technology", "product", "application")


def products(book: Handbook) -> dict[str, Any]:
    """The data behind 我的产品在列吗: subfields, their terms, and supports with all their names."""
    subfields = book.subfields
    place = {subfield: index for index, subfield in enumerate(subfields)}
    terms = []
    for term in book.terms:
        seen = [{"subfield": place[s], **_said(s, term, how)} for s in subfields for how in _roles(s, term)]
        if seen or term.words.core("terms", term.data.type) in PRODUCT_TYPES:
            terms.append({
                "names": [term.name, *term.data.aliases], "seen": seen, "url": term.url, "binding": bool(term.binding),
                "elsewhere": [facts.short_place(o.clause) for o in term.occurrences if not o.clause.subfield],
            })  # fmt: skip
    return {
        "subfields": [
            {
                "value": f"{s.industry.id}/{s.id}", "number": s.data.number, "names": [s.name, *s.data.aliases],
                "industry": s.industry.name, "url": s.url,
            }
            for s in subfields
        ],
        "industries": [{"value": i.id, "names": [i.name, *i.data.aliases], "url": i.url} for i in book.industries],
        "terms": terms,
        "supports": [{"value": s.id, "names": [s.title, *s.data.aliases], "url": s.url} for s in book.supports],
        "open": sum(1 for s in book.current if not s.industries and not s.tagged),
    }  # fmt: skip


def _said(subfield: Subfield, term: Term, how: str) -> dict[str, str]:
    """What an item says of a term: in words (``how``), code of its strength, printed verb."""
    role, said = words.OCCURRENCE[how], subfield.said.get(term.id, [])
    printed = "、".join(one.words for one in said if one.words)
    return {
        "how": f"{role}，原文写“{printed}”" if printed else role,
        "strength": said[0].code if said else "named",
        "verb": printed,
    }


def _roles(subfield: Any, term: Term) -> list[str]:
    return [how for how in ("technologies", "products", "applications") if term in getattr(subfield, how)]


def _printed(book: Handbook, option: Option) -> str:
    """The printed words for a form, where they differ from its name."""
    printed = dict.fromkeys(facts.form(s) for s in book.supports if s.data.form.facet == option.value)
    return "" if list(printed) == [option.name] else "、".join(printed)
