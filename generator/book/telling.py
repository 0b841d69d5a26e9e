"""Wording of strength, duties and bounds: how strongly a text speaks, what is done, how many at most."""

from collections.abc import Iterable

from generator.book import words
from generator.book.handbook import Clause, Direction, Duty, Handbook, Occurrence, Promised, PublicList, Term
from generator.book.validity import rank
from generator.records import Limit


def term_note(term: Term) -> str:
    """The type of a term and how strongly items of the plan speak of it: 产品，重点、发展."""
    strong = dict.fromkeys(
        words.STRENGTH[said.code] for seen in term.occurrences for said in seen.said if said.code != "named"
    )
    kind = term.words.TERM_TYPE[term.data.type]
    return f"{kind}，原文写{'、'.join(strong)}" if strong else kind


def said_words(seen: Occurrence) -> str:
    """What an item says of a term, as printed: “重点发展”. Empty where it only mentions it."""
    return "、".join(f"“{said.words}”" for said in seen.said if said.words)


def direction_note(direction: Direction) -> str:
    activity = direction.words.ACTIVITY[direction.data.activity]
    return f"{words.DIRECTION[direction.strength]}，{activity}" if direction.strength else activity


def departments_label(duties: Iterable[Duty]) -> str:
    """The label of a support's departments: the printed role."""
    roles = {duty.role for duty in duties} - {"local"}
    return words.ROLE["shared"] if roles == {"shared"} else words.ROLE["responsible"]


def departments_words(duties: list[Duty], is_open: bool) -> str:
    """The departments of a support for a cell: by short names, 等 where the list is open, and the role where it is not
    that of the column (责任单位); 未载明 where there is none."""
    names = "、".join(duty.department.short for duty in duties if duty.role != "local")
    if not names:
        return words.UNSTATED
    label = departments_label(duties)
    role = "" if label == words.ROLE["responsible"] else f"（{label}）"
    return f"{names}{'等' if is_open else ''}{role}"


def limit_words(limit: Limit) -> str:
    """A bound of a clause in words."""
    unit = limit.unit or ""
    match limit.low, limit.high:
        case None, None:
            return "、".join(limit.words) + ("等" if limit.open else "")
        case low, high if low == high:
            return f"{low} {unit}"
        case None, high:
            return f"不超过 {high} {unit}"
        case low, None:
            return f"不少于 {low} {unit}"
        case low, high:
            return f"{low} 至 {high} {unit}"


def duty_words(promised: Promised) -> str:
    """What is done with a list, as printed, and whether readers will see it."""
    return "、".join(word for _, word in promised.duty) or words.UNSTATED


def duties_of_list(entry: PublicList, clause: Clause | None = None) -> str:
    """What the texts say is done with a list: 文中写“发布”. ``clause``: only as that clause says it."""
    said = [duty_words(promised) for promised in entry.promised if clause in (None, promised.clause)]
    return "文中写" + "；".join(f"“{word}”" for word in dict.fromkeys(said))


def directions_in_force_first(book: Handbook) -> list[Direction]:
    """Directions in their order, those of texts in force first."""
    return sorted(book.directions, key=lambda direction: rank(direction.clause, book.site.as_of))
