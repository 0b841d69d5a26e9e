"""What an amending clause makes of other texts, as claims: each fact that is new must stand in the amending text.

What a changed text says as before was claimed of its own original; only the difference is the amendment's.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator.audit.claims import CLAUSE, DOCUMENT, Claim, Claims
from generator.audit.originals import comparable
from generator.records import Clause, Document
from generator.source.load import Source
from generator.source.problems import Place
from generator.states.apply import Event
from generator.states.replay import Timeline
from generator.states.targets import clause_of, support_of

# What is printed as a heading in a text stands in quotes in the text that adds it; what editors classify is not printed.
_AS = {"heading": "printed"}
_EDITORS = ("tagged",)
_TIMED = ("period", "years")


def claims_of(claims: Claims, source: Source, place: Place, document: Document, clause: Clause) -> Iterator[Claim]:
    """Claims of what the clause does to other documents. ``place`` is the document."""
    for index, amendment in enumerate(document.amends):
        if amendment.at != clause.id:
            continue
        at, becomes = place / "amends" / index, amendment.becomes
        if amendment.from_ not in (document.issued, document.published):
            yield Claim(at / "from", "date", amendment.from_.isoformat(), amendment.from_.isoformat(), DOCUMENT)
        if becomes.until:
            yield Claim(at / "becomes" / "until", "date", becomes.until.isoformat(), becomes.until.isoformat())
        for step, one in enumerate(becomes.numbers):
            number = comparable(one.number).text
            yield Claim(at / "becomes" / "numbers" / step, "printed", number, one.number)
        if amendment.words:
            yield Claim(at / "words", "printed", comparable(amendment.words).text, amendment.words)
        for event, line in _events(source, document, index):
            yield from _new(claims, at / "becomes", document, event, line)


def _events(source: Source, document: Document, index: int) -> Iterator[tuple[Event, Timeline]]:
    for line in source.timelines.values():
        for state in line.states:
            for event in state.events:
                if event.by == document.id and event.index == index and event.do not in ("renumber", "delete"):
                    yield event, line


def _new(claims: Claims, place: Place, document: Document, event: Event, line: Timeline) -> Iterator[Claim]:
    """The claims of the clause that an amendment changes, less those that it had before that day."""
    at = next(i for i, state in enumerate(line.states) if event in state.events)
    before, after = line.states[at - 1].whole.document, line.states[at].whole.document
    now = _clause(after, event)
    if now is None:
        return
    was = clause_of(before, now.id)
    known = {(c.kind, c.key) for c in claims.of_clause(place, before, was)} if was else set()
    often = {(kind, key.partition("/")[2]) for kind, key in known if kind in _TIMED}
    for claim in claims.of_clause(place, after, now):
        # Where only a number is changed, how often it is given stands in the old text.
        if claim.kind in _TIMED and (claim.kind, claim.key.partition("/")[2]) in often:
            continue
        # A condition may stand in another clause of the amended text, which its own original answers for.
        own = claim.within == CLAUSE and claim.elsewhere is None
        if own and (claim.kind, claim.key) not in known and claim.kind not in _EDITORS:
            yield replace(claim, place=place, kind=_AS.get(claim.kind, claim.kind), counted=False)


def _clause(document: Document, event: Event) -> Clause | None:
    if event.do == "insert" and event.amendment.becomes.clause:
        return clause_of(document, event.amendment.becomes.clause.id)
    if event.target.kind in ("support", "part"):
        found = support_of(document, event.target.support)
        return found[0] if found else None
    return clause_of(document, event.target.clause)
