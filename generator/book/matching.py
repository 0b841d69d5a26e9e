"""Matching: what a script needs to say how a support stands to what a reader has answered.

The answers are the reader's, so they are weighed in the browser (``finder/match.js``), by the algebra of ``conditions``.
What each condition asks, what must come first and what only the office can tell is stated here.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from generator.book import application, conditions, facts, held, payees, rolls, standing, telling, words
from generator.book.handbook import Clause, Handbook, Support
from generator.records import AllOf, AnyOf, Leaf, Node, NotOf, leaves

# Conditions that only an office can weigh, whatever the reader answers.
_WEIGHED = ("open", "law")


def row(support: Support) -> dict[str, Any]:
    """What the conditions of a support ask, JSON-ready: ``reach`` (code of its scope) and ``tree``.

    A tree is ``["all" | "any" | "not", parts...]`` over leaves ``"code:id"``. Codes: those of qualifications
    (``conditions.CODES``), what may bar (``standing.BARRING``), ``future`` (to belong to one of the handbook's
    industries), ``own`` (only the reader knows), ``open`` (the text leaves it open), and ``open-award`` and the like (open
    for who has such a qualification, else no).
    """
    return {"reach": support.data.scope.reach, "tree": _compact(standing.tree(support), support, iter(named(support)))}


def named(support: Support) -> list[tuple[str, Leaf]]:
    """The leaves of a support in order, each with its name there: its id, with its place where that is no name of its
    own (older data, and batches that ask alike)."""
    found: dict[str, Leaf] = {}
    for place, leaf in enumerate(leaves(standing.tree(support)), 1):
        name = leaf.id or f"c{place}"
        found[f"{name}-{place}" if name in found else name] = leaf
    return list(found.items())


def _compact(tree: Node | None, support: Support, names: Iterator[tuple[str, Leaf]]) -> Any:
    match tree:
        case AllOf(all=parts):
            return ["all", *(_compact(part, support, names) for part in parts)]
        case AnyOf(any=parts):
            return ["any", *(_compact(part, support, names) for part in parts)]
        case NotOf(not_=part):
            return ["not", _compact(part, support, names)]
        case Leaf():
            return f"{code(tree, support)}:{next(names)[0]}"
    return None


def code(leaf: Leaf, support: Support) -> str:
    """What decides a leaf; codes as in ``row``."""
    if conditions.is_qualification(leaf):
        return conditions.CODES[leaf.kind]
    if leaf.kind == "open" and leaf.of in conditions.CODES:
        return f"open-{conditions.CODES[str(leaf.of)]}"
    if leaf.kind in standing.BARRING:
        return leaf.kind
    if leaf.kind in _WEIGHED or not leaf.held:
        return "open"
    if leaf.kind == "industry" and support.data.scope.reach == "future":
        return "future"
    return "own"


def activities(support: Support) -> list[str]:
    """Kinds of activity that a reader may rightly take a support for, besides its own: what is given to a platform is
    for who builds one, whatever heading the text puts it under."""
    called = support.words

    def platform(axis: str, code: str) -> bool:
        return called.core(axis, code) == "platform"

    if not any(platform("applicants", kind) for kind in support.data.applicant.kinds):
        return []
    return [code for code in called.ACTIVITY if platform("activities", code) and code != support.data.activity]


# --- in words ---------------------------------------------------------------------------------------------------------


def data(book: Handbook) -> dict[str, Any]:
    """For each support, by id, of an amended one by the keys of its versions: its conditions and the letter of questions, in words; and other texts by what a reader
    answers (``else``). ``same``: conditions with the same content, of which a leaf has the number."""
    asked: dict[Leaf, dict[str, None]] = {}
    versions = [version for support in book.supports for version in held.versions(support, book.site.as_of)]
    for version in versions:
        for name, leaf in named(version.text):
            asked.setdefault(_content(leaf), {})[f"{version.text.id}/{name}"] = None
    # A condition that hundreds of supports share is listed once, not with each of them: that would grow by the square.
    shared = {leaf: keys for leaf, keys in asked.items() if len(keys) > 1}
    same = {leaf: number for number, leaf in enumerate(shared)}
    return {
        "same": [list(keys) for keys in shared.values()],
        "supports": {version.key: _support(version.text, book, same) for version in versions},
        "else": _elsewhere(book),
    }


def _content(leaf: Leaf) -> Leaf:
    """What a leaf asks, wherever it stands: equal ones are answered once."""
    return leaf.model_copy(update={"id": None, "at": None})


def _support(support: Support, book: Handbook, same: dict[Leaf, int]) -> dict[str, Any]:
    view = book.views.support(support)
    return {
        "leaves": {
            name: {
                "text": conditions.in_words(leaf) + _marked(leaf, support),
                "place": place(leaf, support, book),
                **({"first": comes_first(leaf, support)} if conditions.is_qualification(leaf) else {}),
                **({"same": same[content]} if (content := _content(leaf)) in same else {}),
            }
            for name, leaf in named(support)
        },
        "payee": payees.paid(support).words,
        "scope": support.data.scope.note or facts.reach(support),
        "ask": first_asked(support),
        "questions": questions(support, book),
        "citation": view.citation,
    }


def place(leaf: Leaf, support: Support, book: Handbook) -> str:
    """The clause in which a condition stands, by its short name."""
    named, _, _ = (leaf.at or "").partition("#")
    wanted = named if "/" in named else f"{support.document.id}/{named}"
    own, all_ = (
        support.document.clauses,
        book.clauses,
    )  # nearly always the document's own: there are thousands of others
    clause = next((clause for some in (own, all_) for clause in some if clause.id == wanted), support.clause)
    return facts.short_place(clause)


def _marked(leaf: Leaf, support: Support) -> str:
    found = conditions.marks(leaf, support.words)
    return f"（{'、'.join(found)}）" if found else ""


def comes_first(leaf: Leaf, support: Support) -> str:
    """What must be had before, by name, and which clause tells more of it; that none does is said too."""
    what = words.CONDITION[leaf.kind]
    term = next((term for term in support.terms if term.name == leaf.term), None)
    places = _others(term.occurrences, support) if term else []
    name = f"“{leaf.term}”" if leaf.term else "这项资格"
    if places:
        more = f"等 {len(places)} 处" if len(places) > rolls.NAMES else ""
        return f"须先有这项{what}。另有{'、'.join(places[: rolls.NAMES])}{more}写到{name}；由谁、怎样取得，请先看这几处，没有写明的要问。"
    return f"须先有这项{what}。本手册收录的文件，除{facts.short_place(support.clause)}外没有写到{name}，由谁、怎样取得未载明。"


def _others(occurrences: Iterable[Any], support: Support) -> list[str]:
    """Clauses of binding texts that speak of a term, besides the support's own, each with its short name."""
    found: list[Clause] = [seen.clause for seen in occurrences if seen.clause.document.binding]
    return list(dict.fromkeys(facts.short_place(clause) for clause in found if clause is not support.clause))


def first_asked(support: Support) -> dict[str, Any]:
    """Whom to ask: ``first`` and ``then`` (short names), with the printed ``role``; nobody where none is named."""
    offices = application.way(support).entries("offices")
    told = [entry.department for role in ("ask", "accept") for entry in offices if entry.role == role]
    duties = [duty.department for duty in support.departments if duty.role != "local"]
    names = [department.short for department in sorted(duties, key=lambda one: one.id not in told)]
    return {
        "role": telling.departments_label(support.departments), "first": names[0] if names else "",
        "then": names[1:], "open": support.departments_open,
    }  # fmt: skip


def questions(support: Support, book: Handbook) -> list[str]:
    """What the texts leave open about a support, each as a question to the office."""
    asked = []
    paid = payees.paid(support)
    if paid.unknown:
        asked.append(f"支持付给谁？（{paid.words.rstrip('。')}）")
    if support.data.scope.reach == "unclear":
        asked.append(
            f"{support.words.REACH['unclear'].partition('，')[0]}？（{_bare(support.data.scope.note or '文中不明确')}）"
        )
    for leaf in leaves(standing.tree(support)):
        if code(leaf, support).startswith("open") and leaf.kind != "law":
            asked.append(
                f"{_bare(leaf.text or leaf.words or words.LEFT_OPEN)}？（{place(leaf, support, book)}没有写明）"
            )
        elif leaf.kind == "law":
            asked.append(
                f"{_bare(leaf.text or leaf.words or words.LEFT_OPEN)}，是哪些规定？（{place(leaf, support, book)}）"
            )
        elif leaf.note and words.UNSTATED in leaf.note:
            what = conditions.in_words(leaf.model_copy(update={"note": None}))
            asked.append(f"{what}：{_bare(leaf.note)}？（文中{words.UNSTATED}）")
    silent = [*support.data.unstated, *application.silence(support)]
    asked += [f"{_bare(item)}？（文中{words.UNSTATED}）" for item in silent]
    return list(dict.fromkeys(asked))


def _bare(text: str) -> str:
    """A statement of silence as the thing that is asked: 怎样认定，未载明 is 怎样认定."""
    return text.removesuffix("。").removesuffix(words.UNSTATED).rstrip("，：")


def _elsewhere(book: Handbook) -> dict[str, list[dict[str, str]]]:
    """Texts without any support that speak to a kind of applicant or of an activity, by ``applicant/code`` and
    ``activity/code``: a reader who answers so should know of them."""
    found: dict[str, list[dict[str, str]]] = {}
    for document in book.documents:
        if document.supports or not document.binding:
            continue
        keys: dict[str, None] = {}
        for direction in book.directions:
            if direction.document is document:
                keys |= dict.fromkeys(
                    [f"activity/{direction.data.activity}", *(f"applicant/{kind}" for kind in direction.data.kinds)]
                )
        for key in keys:
            found.setdefault(key, []).append({"title": document.title, "url": document.url})
    return found
