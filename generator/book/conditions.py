"""Conditions: evaluating trees, stating them in words, and reducing them for filters and files.

Values are Kleene's three: *no* only where the text rules something out, *unknown* where it is silent or the reader has
not answered. Everything that pages, filters and files state about conditions is decided here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal, get_args

from generator.book import words
from generator.book.vocabulary import Words
from generator.records import AllOf, AnyOf, Leaf, Node, NotOf, leaves
from generator.records.conditions import Level, QualificationKind

Value = Literal["yes", "no", "unknown"]
Known = Callable[[Leaf], Value]

# Codes of qualifications in filters and files; ``award`` is a prize.
GRADED = ("assessment", "prize")  # qualifications that come in grades
CODES = {"recognition": "recognition", "assessment": "assessment", "selection": "selection", "prize": "award"}


# --- the algebra ------------------------------------------------------------------------------------------------------


def both(one: Value, other: Value) -> Value:
    if "no" in (one, other):
        return "no"
    return "unknown" if "unknown" in (one, other) else "yes"


def either(one: Value, other: Value) -> Value:
    return negation(both(negation(one), negation(other)))


def negation(value: Value) -> Value:
    opposite: dict[Value, Value] = {"yes": "no", "no": "yes", "unknown": "unknown"}
    return opposite[value]


def evaluate(tree: Node | None, known: Known, told: dict[Node, Value] | None = None) -> Value:
    """The value of a tree, with ``known`` giving the values of leaves. ``None`` (no conditions) is *yes*.

    Equal trees are evaluated once per ``told``, a cache that calls with the same ``known`` may share.
    """
    if tree is None:
        return "yes"
    told = {} if told is None else told
    if tree not in told:
        match tree:
            case AllOf(all=parts):
                start: Value = "yes"
                told[tree] = reduce(both, (evaluate(part, known, told) for part in parts), start)
            case AnyOf(any=parts):
                start = "no"
                told[tree] = reduce(either, (evaluate(part, known, told) for part in parts), start)
            case NotOf(not_=part):
                told[tree] = negation(evaluate(part, known, told))
            case Leaf():
                told[tree] = known(tree)
    return told[tree]


def asked(tree: Node | None, concerns: Callable[[Leaf], bool]) -> Node | None:
    """The part of a tree that a question concerns; the rest counts as fulfilled. ``None``: nothing is left to ask.

    If one alternative of an ``any`` is not concerned, it is open to everybody, so nothing is asked.
    """
    match tree:
        case AllOf(all=parts):
            kept = [part for part in (asked(part, concerns) for part in parts) if part]
            if len(kept) < 2:
                return kept[0] if kept else None
            return AllOf(all=tuple(kept), text=tree.text if len(kept) == len(parts) else None)
        case AnyOf(any=parts):
            ways = [asked(part, concerns) for part in parts]
            return AnyOf(any=tuple(way for way in ways if way), text=tree.text) if all(ways) else None
        case NotOf(not_=part):
            return tree if asked(part, concerns) else None
        case Leaf() if concerns(tree):
            return tree
    return None


# --- qualifications ---------------------------------------------------------------------------------------------------


def is_qualification(leaf: Leaf) -> bool:
    """Whether a leaf is something that an applicant must already be or have."""
    return leaf.kind in get_args(QualificationKind) and leaf.held


def qualifications(tree: Node | None) -> list[Leaf]:
    return [leaf for leaf in leaves(tree) if is_qualification(leaf)]


def leaves_qualification_open(tree: Node | None) -> bool:
    """Whether the text leaves open if a qualification is asked for, or which others count."""
    return any(leaf.kind == "open" and leaf.of in ("qualification", *CODES) for leaf in leaves(tree))


def levels(leaf: Leaf) -> list[Level]:
    """The levels that answer a qualification: its own, and the higher ones where they count too."""
    every = get_args(Level)
    if leaf.level is None:
        return []
    return list(every[every.index(leaf.level) :]) if leaf.and_above else [leaf.level]


def _about_qualification(leaf: Leaf) -> bool:
    return is_qualification(leaf) or (leaf.kind == "open" and leaf.of in ("qualification", *CODES))


def held(kinds: Collection[str]) -> Known:
    """Values of leaves for an applicant with exactly these qualifications (codes of the filter)."""

    def known(leaf: Leaf) -> Value:
        if is_qualification(leaf):
            return "yes" if CODES[leaf.kind] in kinds else "no"
        if leaf.kind == "open" and leaf.of in CODES:
            return "unknown" if CODES[str(leaf.of)] in kinds else "no"
        return "unknown"

    return known


@dataclass(frozen=True)
class Prior:
    """Prior qualifications, as filters and files use them.

    ``codes``: answers to the filter (``none`` where some way needs no qualification, ``unstated`` where the text leaves
    it open). ``needs``: the tree of what is asked (``None``: nothing). ``kind``, ``also`` (one is enough), ``every``
    (all are needed) and ``text``: the same for exported files; ``kinds`` are the kinds in words.
    """

    codes: tuple[str, ...]
    needs: Node | None
    kind: str
    also: tuple[str, ...]
    every: tuple[str, ...]
    kinds: str | None
    text: str | None


def prior(tree: Node | None) -> Prior:
    """The prior qualifications that a tree asks for."""
    needs = asked(tree, _about_qualification)
    kinds = tuple(dict.fromkeys(CODES[leaf.kind] for leaf in qualifications(tree)))
    left_open = any(leaf.kind == "open" and leaf.of == "qualification" for leaf in leaves(needs))
    codes = [*kinds]
    if needs is None:
        codes.append("none")
    elif left_open or not kinds:
        codes.append("unstated")
    if not kinds:
        return Prior(tuple(codes), needs, codes[0], (), (), None, None)
    direct = [part for part in needs.all if isinstance(part, Leaf)] if isinstance(needs, AllOf) else []
    every = tuple(dict.fromkeys(CODES[leaf.kind] for leaf in direct if is_qualification(leaf)))
    also = () if isinstance(needs, AllOf) else kinds[1:]
    free = "；".join(map(in_words, qualifications(tree))) + "；其余情形文中未设"
    text = in_words(needs) if needs else free
    return Prior(tuple(codes), needs, kinds[0], also, every, _kinds(needs or tree), text)


def _kinds(node: Node | None, inside: bool = False) -> str:
    """Which kinds of qualification a tree asks for, in words: 认定和（评估等次或获奖）."""
    match node:
        case AllOf(all=parts) | AnyOf(any=parts):
            found = list(dict.fromkeys(filter(None, (_kinds(part, True) for part in parts))))
            said = ("和" if isinstance(node, AllOf) else "或").join(found)
            return f"（{said}）" if inside and len(found) > 1 else said
        case NotOf(not_=part):
            return _kinds(part, inside)
        case Leaf() if is_qualification(node):
            return words.PRIOR[CODES[node.kind]]
    return ""


def compact(tree: Node | None) -> Any:
    """A tree in compact JSON for scripts: ``["all", "award", "?"]``.

    A string is a code of the filter; ``?`` is always unknown; ``?award`` is unknown with that qualification, else *no*.
    """
    match tree:
        case AllOf(all=parts):
            return ["all", *map(compact, parts)]
        case AnyOf(any=parts):
            return ["any", *map(compact, parts)]
        case NotOf(not_=part):
            return ["not", compact(part)]
        case Leaf() if is_qualification(tree):
            return CODES[tree.kind]
        case Leaf():
            return f"?{CODES[str(tree.of)]}" if tree.of in CODES else "?"
    return None


# --- in words ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A condition in words, for a page: its text, how its parts are joined, and its leaf if it has no parts.

    ``joined``: ``all``, ``any``, ``not``, or ``""`` for a leaf. ``marks``: level, newness and grades in words.
    """

    text: str
    joined: str = ""
    parts: tuple["Said", ...] = ()
    leaf: Leaf | None = None
    marks: tuple[str, ...] = ()


def said(tree: Node | None, called: Words) -> list[Said]:
    """The conditions of a support in the order of the data. A top-level ``all`` without text becomes one list."""
    match tree:
        case None:
            return []
        case AllOf(all=parts, text=None):
            return [_said(part, called) for part in parts]
    return [_said(tree, called)]


def _said(node: Node, called: Words) -> Said:
    match node:
        case AllOf(all=parts):
            return Said(in_words(node, joined=False), "all", tuple(_said(part, called) for part in parts))
        case AnyOf(any=parts):
            return Said(in_words(node, joined=False), "any", tuple(_said(part, called) for part in parts))
        case NotOf(not_=part):
            return Said(in_words(node, joined=False), "not", (_said(part, called),))
        case Leaf():
            return Said(in_words(node), leaf=node, marks=marks(node, called))


def marks(leaf: Leaf, called: Words) -> tuple[str, ...]:
    """Level, newness and grades of a leaf in words, except where its text already contains them."""
    level = leaf.level and called.LEVEL[leaf.level] + ("以上" if leaf.and_above else "")
    found = (level, leaf.newness and words.NEWNESS[leaf.newness], "、".join(leaf.grade))
    return tuple(mark for mark in found if mark and mark not in in_words(leaf))


def in_words(node: Node, *, joined: bool = True) -> str:
    """A tree in one line. ``joined``: append whether all parts must hold or one is enough.

    A list with a text of our own already contains 或; it is repeated only for qualifications.
    """
    match node:
        case AllOf(all=parts):
            text, how = node.text or "；".join(map(in_words, parts)), words.JOINED["all"]
        case AnyOf(any=parts):
            text, how = node.text or "；或".join(map(in_words, parts)), words.JOINED["any"]
            joined = joined and not (node.text and not qualifications(node))
        case NotOf(not_=part):
            return node.text or f"没有这种情形：{in_words(part)}"
        case Leaf():
            text = node.text or node.words or words.LEFT_OPEN
            return f"{text}（{node.note}）" if node.note else text
    if not joined:
        return text
    return f"{text[:-1]}；{how}）" if text.endswith("）") else f"{text}（{how}）"


def texts(tree: Node | None) -> list[str]:
    """The conditions as a list of texts for files. Whether a qualification is needed at all is not a condition."""

    def is_condition(part: Node) -> bool:
        return not all(leaf.kind == "open" and leaf.of == "qualification" for leaf in leaves(part))

    match tree:
        case None:
            return []
        case AllOf(all=parts, text=None):
            return [in_words(part) for part in parts if is_condition(part)]
    return [in_words(tree)] if is_condition(tree) else []
