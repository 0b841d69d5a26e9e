"""Claims: every fact that the model states about a document, with its place in the YAML.

``verify`` checks each claim against the original. A claim of a clause must occur in that clause; claims of the
document, and of notes about several clauses, anywhere in it or in the other originals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.audit.extraction import Names, facts_in, timed
from generator.audit.originals import comparable
from generator.records import (
    ROLES,
    AllOf,
    Amount,
    AnyOf,
    Cap,
    Clause,
    Document,
    Duties,
    Industry,
    Leaf,
    Node,
    NotOf,
    PlainAmount,
    Result,
    Scope,
    Subfield,
    Support,
    raised,
)  # fmt: skip
from generator.records.stated import of_cap, of_part
from generator.source.load import Source
from generator.source.problems import Place

CLAUSE, HEAD, DOCUMENT, ANYWHERE = "clause", "head", "document", "anywhere"
_QUOTED = re.compile(r"“([^“”]{2,})”")
_POINT = re.compile(r"p[1-9][0-9]?$")  # a place in the same clause


@dataclass(frozen=True)
class Claim:
    """A fact to check. ``within``: where it must occur. ``key``: as in ``extraction``; for terms and printed words, the
    words.

    ``elsewhere``: the other clause in which it must occur, by local id or ``document/clause``. ``prose``: stated in a
    sentence rather than in a field. A claim of kind ``verb`` has the term as key and in ``parts`` the verb, the noun
    after it, and all verbs of the item.
    """

    place: Place
    kind: str
    key: str
    words: str
    within: str = CLAUSE
    prose: bool = False
    counted: bool = False
    parts: tuple[str, ...] = ()
    elsewhere: str | None = None


class Claims:
    """The claims of all data, clause by clause."""

    def __init__(self, source: Source, names: Names) -> None:
        self.names = names
        self.industries: dict[str, tuple[Place, Industry]] = {r.id: (p, r) for p, r in source.industries}
        self.subfields: dict[str, tuple[Place, Subfield]] = {
            subfield.id: (place / "subfields" / index, subfield)
            for place, industry in source.industries
            for index, subfield in enumerate(industry.subfields)
        }
        self.goals = [(p / "goals" / i, g, t.year) for p, t in source.targets for i, g in enumerate(t.goals)]
        self.promised = [(p / "promised" / i, g) for p, r in source.lists for i, g in enumerate(r.promised)]
        self.industry_of = {subfield.id: r for _, r in source.industries for subfield in r.subfields}
        self.days = source.days
        self.titles = {document.id: document.title for _, document in source.documents}

    def of_clause(self, place: Place, document: Document, clause: Clause) -> Iterator[Claim]:
        identity = f"{document.id}/{clause.id}"
        if clause.industry or clause.subfield:
            yield from self._described(clause)
        elif clause.heading_printed:
            yield Claim(place / "heading", "heading", comparable(str(clause.heading)).text, str(clause.heading))
        yield from self._prose(place / "summary", clause.summary, CLAUSE)
        yield from self._prose(place / "note", clause.note, ANYWHERE)
        yield from self._terms(place / "terms", clause.terms)
        for index, name in enumerate(clause.names):
            yield Claim(place / "names" / index, "department", name, name)
        for index, point in enumerate(clause.points):
            for key in ("text", "whom", "condition"):
                yield from self._prose(place / "points" / index / key, getattr(point, key), CLAUSE, quotes=True)
            if point.number:
                yield Claim(place / "points" / index / "number", "printed", comparable(point.number).text, point.number)
        for index, support in enumerate(clause.supports):
            yield from self._support(place / "supports" / index, support)
        for index, direction in enumerate(clause.directions):
            at = place / "directions" / index
            for key in ("title", "text", "whom"):
                yield from self._prose(at / key, getattr(direction, key), CLAUSE)
            for words in (direction.verb or "").split("……"):
                if words:
                    yield Claim(at / "verb", "printed", comparable(words).text, words)
            if direction.scope:
                yield from self._industries(at / "scope", direction.scope)
            if direction.later:
                yield from self._prose(at / "later" / "gap", direction.later.gap, ANYWHERE)
        yield from self._caps(place, clause.caps)
        if clause.conditions:
            yield from self._conditions(place / "conditions", clause.conditions)
        for index, limit in enumerate(clause.limits):
            at = place / "limits" / index
            for number in {limit.low, limit.high} - {None}:
                yield from self._prose(at, f"{number}{limit.unit or ''}", CLAUSE)
            yield from self._terms(at / "words", limit.words)
        if clause.scope:
            yield from self._industries(place / "scope", clause.scope)
            for step, name in enumerate(clause.scope.tagged):
                words = self.industries[name][1].name
                yield Claim(place / "scope" / "tagged" / step, "tagged", comparable(words).text, words)
        known = set(clause.scope.industries if clause.scope else ())
        for step, name in enumerate(clause.subfields):
            industry = self.industry_of[name]
            if industry.id not in known:
                yield Claim(place / "subfields" / step, "tagged", comparable(industry.name).text, industry.name)
        for index, related in enumerate(clause.related):
            yield from self._prose(place / "related" / index / "why", related.why, ANYWHERE)
        for at, goal, year in self.goals:
            if goal.clause == identity:
                yield Claim(at / "clause", "date", str(year), f"{year}年")
                yield Claim(at / "printed", "printed", comparable(goal.printed).text, goal.printed)
        for at, promise in self.promised:
            if promise.clause == identity:
                yield Claim(at / "printed", "term", comparable(promise.printed).text, promise.printed)
                if promise.rhythm:
                    yield Claim(at / "rhythm", "printed", comparable(promise.rhythm).text, promise.rhythm)
                for step, words in enumerate(promise.duty):
                    yield Claim(at / "duty" / step, "printed", comparable(words).text, words)
        for at, day in self.days:
            if day.clause == identity:
                yield Claim(at / "date", "date", day.date.isoformat(), day.date.isoformat())
                for key in ("what", "for_whom"):
                    yield from self._prose(at / key, getattr(day, key), CLAUSE, quotes=True)

    def _described(self, clause: Clause) -> Iterator[Claim]:
        """Claims of an item of the plan, whose content is in the file of the industry."""
        place, record = self.subfields[clause.subfield] if clause.subfield else self.industries[str(clause.industry)]
        yield Claim(place / "name", "heading", comparable(record.name).text, record.name)
        yield from self._prose(place / "summary", record.summary, CLAUSE if clause.subfield else DOCUMENT)
        yield from self._prose(place / "note", record.note, ANYWHERE)
        if isinstance(record, Subfield):
            for key in ("technologies", "products", "applications"):
                yield from self._terms(place / key, getattr(record, key))
            yield from self._statements(place, record)

    def _statements(self, place: Place, subfield: Subfield) -> Iterator[Claim]:
        """Each term with the verb that governs it."""
        verbs = tuple(comparable(statement.verb).text for statement in subfield.statements if statement.verb)
        for index, statement in enumerate(subfield.statements):
            at = place / "statements" / index
            for step, term in enumerate(statement.terms):
                if statement.verb:
                    verb, then = comparable(statement.verb).text, comparable(statement.then or "").text
                    words = f"{statement.verb}……{term}{statement.then or ''}"
                    parts = (verb, then, *verbs)
                    yield Claim(at / "terms" / step, "verb", comparable(term).text, words, parts=parts)

    def _industries(self, place: Place, scope: Scope) -> Iterator[Claim]:
        """A named industry occurs in the text literally."""
        for step, name in enumerate(scope.industries):
            words = self.industries[name][1].name
            yield Claim(place / "industries" / step, "industry", comparable(words).text, words)

    def _support(self, place: Place, support: Support) -> Iterator[Claim]:
        for key in ("title", "what_for"):
            yield from self._prose(place / key, getattr(support, key), CLAUSE)
        yield from self._conditions(place / "conditions", support.conditions)
        for index, gap in enumerate(support.unstated):
            yield from self._prose(place / "unstated" / index, gap, CLAUSE)
        yield from self._prose(place / "note", support.note, ANYWHERE)
        if support.later:
            yield from self._prose(place / "later" / "gap", support.later.gap, ANYWHERE)
        yield from self._amount(place / "amount", support.amount)
        for key, words in (
            ("form", support.form.printed), ("applicant", support.applicant.printed), ("star", support.star),
        ):  # fmt: skip
            if words:
                yield Claim(place / key, "printed", comparable(words).text, words)
        yield from self._industries(place / "scope", support.scope)
        if support.prior:
            yield from self._prose(place / "prior" / "text", support.prior.text, CLAUSE)
        if support.payee and support.payee.printed:
            yield Claim(
                place / "payee" / "printed", "printed", comparable(support.payee.printed).text, support.payee.printed
            )
        for index, star in enumerate(support.stars):
            yield Claim(place / "stars" / index, "printed", comparable(star).text, star)
        yield from self._terms(place / "terms", support.terms)
        if support.departments:
            for role in ROLES:
                for index, name in enumerate(getattr(support.departments, role)):
                    yield Claim(place / "departments" / role / index, "department", name, name)

    def _amount(self, place: Place, amount: Amount | PlainAmount) -> Iterator[Claim]:
        """Part by part: what is given, how often and in which years, and every printed word."""
        for index, part in enumerate(raised(amount).parts):
            at = place / "parts" / index if isinstance(amount, Amount) else place
            if stated := of_part(part):
                yield Claim(at, stated.kind, stated.key, stated.words, counted=True)
                for kind, key in timed(stated.key, part.period, part.years):
                    yield Claim(at, kind, key, stated.words)
            printed = [part.of, part.giver, part.step, part.less, part.exception, part.words, *part.limits]
            printed += [None if part.per_implied else part.per, *(one.words for one in part.instalments if not one.at)]
            for one in part.instalments:
                if one.at and one.words:
                    yield Claim(at, "printed", comparable(one.words).text, one.words, elsewhere=one.at)
            if tier := part.tier:
                printed += [tier.name, tier.of, tier.from_, tier.to]
            for words in filter(None, printed):
                yield Claim(at, "printed", comparable(words).text, words)

    def _caps(self, place: Place, caps: tuple[Cap, ...]) -> Iterator[Claim]:
        for index, cap in enumerate(caps):
            at = place / "caps" / index
            stated = of_cap(cap)
            yield Claim(at / "sum", "sum", stated.key, stated.words)
            for words in filter(None, (cap.per, cap.words)):
                yield Claim(at, "printed", comparable(words).text, words)

    def _conditions(self, place: Place, conditions: tuple[str, ...] | Node) -> Iterator[Claim]:
        """For each leaf: its words are printed, its term is named; its own text is prose."""
        match conditions:
            case tuple():
                for index, condition in enumerate(conditions):
                    yield from self._prose(place / index, condition, CLAUSE, quotes=True)
                return
            case Leaf():
                at = conditions.at.partition("#")[0] if conditions.at and not _POINT.match(conditions.at) else None
                if conditions.words:
                    words = comparable(conditions.words).text
                    yield Claim(place / "words", "printed", words, conditions.words, elsewhere=at)
                if conditions.term:
                    yield Claim(place / "term", "term", comparable(conditions.term).text, conditions.term, elsewhere=at)
                for index, grade in enumerate(conditions.grade):
                    yield Claim(place / "grade" / index, "printed", comparable(grade).text, grade, elsewhere=at)
            case AllOf(all=parts) | AnyOf(any=parts):
                key = "all" if isinstance(conditions, AllOf) else "any"
                for index, part in enumerate(parts):
                    yield from self._conditions(place / key / index, part)
            case NotOf(not_=part):
                yield from self._conditions(place / "not", part)
        yield from self._prose(place / "text", conditions.text, CLAUSE, quotes=True)

    def of_document(self, place: Place, document: Document) -> Iterator[Claim]:
        """Claims of the metadata."""
        for key in ("title", "number"):
            if value := getattr(document, key):
                kind = "document-number" if key == "number" else "printed"
                yield Claim(place / key, kind, comparable(value).text, value, DOCUMENT)
        for key in ("issued", "published", "valid_from", "valid_until"):
            if day := getattr(document, key):
                yield Claim(place / key, "date", day.isoformat(), day.isoformat(), DOCUMENT)
        for key in ("issuers", "addressed"):
            for index, name in enumerate(getattr(document, key)):
                within = HEAD if key == "issuers" else DOCUMENT
                yield Claim(place / key / index, "department", name, name, within)
        for key in ("title", "posted_by", "addressees", "force_text", "summary", "note", "dates_note", "validity_note"):
            within = DOCUMENT if key in ("posted_by", "addressees") else ANYWHERE
            yield from self._prose(place / key, getattr(document, key), within)
        for index, relation in enumerate(document.relations):
            yield from self._prose(place / "relations" / index / "note", relation.note, ANYWHERE)
            if relation.document and relation.type != "compares":  # comparing two texts is the editors' decision
                title = self.titles[relation.document]
                at = place / "relations" / index / "document"
                yield Claim(at, "relation", comparable(title).text, title, DOCUMENT)
            if relation.external:
                at = place / "relations" / index / "external"
                yield Claim(at, "term", comparable(relation.external).text, relation.external, DOCUMENT)
        yield from (replace(claim, within=DOCUMENT) for claim in self._caps(place, document.caps))
        stated = [(place / "conditions", document.conditions)]
        for index, batch in enumerate(document.batches):
            stated.append((place / "batches" / index / "conditions", batch.conditions))
            yield Claim(
                place / "batches" / index / "name", "printed", comparable(batch.name).text, batch.name, DOCUMENT
            )
            if batch.amount:
                given = self._amount(place / "batches" / index / "amount", batch.amount)
                yield from (replace(claim, within=DOCUMENT, counted=False) for claim in given)
        for index, result in enumerate(document.results):
            yield from self._result(place / "results" / index, result)
        for at, conditions in stated:
            told = self._conditions(at, conditions) if conditions else ()
            yield from (replace(claim, within=DOCUMENT) for claim in told)
        if document.overlap:
            at = place / "overlap" / "rule"
            yield Claim(at, "printed", comparable(document.overlap.rule).text, document.overlap.rule, DOCUMENT)
        if document.contact:
            yield Claim(place / "contact", "department", document.contact.department, document.contact.text, DOCUMENT)
            yield from self._prose(place / "contact" / "text", document.contact.text, DOCUMENT)

    def _result(self, place: Place, result: Result) -> Iterator[Claim]:
        """How many and how much, in the clause that reports it."""
        said = [f"{result.count}{result.unit}"] if result.count is not None else []
        said += [f"{result.year}年", *([result.sum.printed] if result.sum else [])]
        for words in said:
            yield Claim(place, "printed", comparable(words).text, words, elsewhere=result.at)
        yield from self._prose(place / "note", result.note, ANYWHERE)

    def duties(self, place: Place, clause: Clause) -> tuple[Place, Duties | None]:
        """The departments of a clause with their place; those of an industry are in its own file."""
        if clause.industry:
            at, industry = self.industries[clause.industry]
            return at / "departments", industry.departments
        return place / "departments", clause.departments

    def _terms(self, place: Place, terms: tuple[str, ...]) -> Iterator[Claim]:
        for index, term in enumerate(terms):
            yield Claim(place / index, "term", comparable(term).text, term)

    def _prose(self, place: Place, text: str | None, within: str, quotes: bool = False) -> Iterator[Claim]:
        if not text:
            return
        for fact in facts_in(comparable(text).text, self.names):
            yield Claim(place, fact.kind, fact.key, fact.words, within, prose=True)
        for words in _QUOTED.findall(text) if quotes else ():
            yield Claim(place, "printed", comparable(words).text, words, within)
