"""Payees: which kinds of applicant a support is for, and which it may be for.

Whom a text names and who receives the support can differ: a platform is built, run or hosted by somebody. A kind is
ruled out only where the text rules it out.
"""

from dataclasses import dataclass

from generator.book import words
from generator.book.handbook import Support
from generator.records import ApplicantKind


@dataclass(frozen=True)
class Paid:
    """``yes``: kinds that the text names; ``unknown``: kinds that it leaves open; all others are ruled out.

    ``ground``: as in the data. ``words``: why it is open, or who is paid, as printed.
    """

    yes: tuple[ApplicantKind, ...]
    unknown: tuple[ApplicantKind, ...]
    ground: str
    words: str


def paid(support: Support) -> Paid:
    """Who is paid by a support."""
    every = tuple(support.words.APPLICANT)
    named, payee = support.data.applicant.kinds, support.data.payee
    if payee is None:
        ground = "stated" if named else "unstated"
        return Paid(named, () if named else every, ground, "" if named else words.NOBODY_NAMED)
    possible = payee.possible or (every if payee.ground == "unstated" else ())
    others = tuple(kind for kind in possible if kind not in named)
    reason = payee.note or payee.printed or (words.NOBODY_NAMED if payee.ground == "unstated" else "")
    return Paid(named, others, payee.ground, reason)
