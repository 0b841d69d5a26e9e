"""Who is paid: which kinds of applicant a support is for, and which it may be for, as far as the text tells.

Whom a text names is one thing, who receives what is given another: a platform has somebody who builds, runs or hosts it.
Nobody who could be paid is ruled out; only what the text says rules out.
"""

from dataclasses import dataclass
from typing import get_args

from generator.book import words
from generator.book.handbook import Support
from generator.records import ApplicantKind

EVERY: tuple[ApplicantKind, ...] = get_args(ApplicantKind)


@dataclass(frozen=True)
class Paid:
    """``yes``: kinds that the text names; ``unknown``: kinds that it leaves open; all others are ruled out.

    ``ground`` as in the data, ``words`` the reason why it is open, or who is paid as printed.
    """

    yes: tuple[ApplicantKind, ...]
    unknown: tuple[ApplicantKind, ...]
    ground: str
    words: str


def paid(support: Support) -> Paid:
    """The answer of a support to the question for whom it is."""
    named, payee = support.data.applicant.kinds, support.data.payee
    if payee is None:
        ground = "stated" if named else "unstated"
        return Paid(named, () if named else EVERY, ground, "" if named else words.NOBODY_NAMED)
    possible = payee.possible or (EVERY if payee.ground == "unstated" else ())
    others = tuple(kind for kind in possible if kind not in named)
    reason = payee.note or payee.printed or (words.NOBODY_NAMED if payee.ground == "unstated" else "")
    return Paid(named, others, payee.ground, reason)
