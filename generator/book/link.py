"""Link: join validated records into one ``Handbook``.

A relation is written once in the YAML, by the side that states it; every reverse is computed here. ``validate`` has
checked all references, so this stage has no errors of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from generator import records
from generator.book import addresses, handbook
from generator.book.alphabet import alphabetical, spelled
from generator.book.amended_days import amended_days, true_end
from generator.book.handbook import Handbook
from generator.book.held import of_day
from generator.book.kinds import Kind
from generator.book.publication import published_word
from generator.book.registry import KINDS
from generator.book.states import Maker
from generator.book.validity import ground_words
from generator.book.vocabulary import Words
from generator.book.window_days import window_days
from generator.source.load import Source
from generator.states.replay import ever
from generator.text import verbs

HUES = 9  # colours of industries, in ``tokens.css``
FORCE_ORDER = ("in-force", "closed", "draft", "interpretation", "reference", "proposal")

# Types of records that have neighbours, and of those that can be replaced by another.
Neighbour = TypeVar("Neighbour", handbook.Industry, handbook.Subfield, handbook.Clause)
Replaceable = TypeVar("Replaceable", handbook.Document, handbook.Clause)


def link(source: Source, kinds: Sequence[Kind] = KINDS) -> Handbook:
    """The linked handbook. ``kinds``: those of the registry, and any added ones."""
    linker = _Linker(source, kinds)
    linker.departments()
    linker.terms()
    linker.industries()
    linker.index()
    linker.documents()
    linker.batches()
    linker.results()
    linker.splits()
    linker.relations_of_documents()
    linker.relations_of_clauses()
    linker.successors()
    linker.states()
    linker.promises()
    linker.occurrences()
    linker.industries_seen()
    linker.lists()
    linker.targets()
    linker.days()
    linker.apart()
    linker.others()
    linker.words()
    return linker.book


class _Linker:
    """The book under construction, with indexes by id shared by the steps."""

    def __init__(self, source: Source, kinds: Sequence[Kind]) -> None:
        assert source.site is not None
        self.source = source
        self.book = Handbook(
            site=source.site,
            words=Words(source.vocabulary),
            kinds=kinds,
            synonyms=[data for _, data in source.synonyms],
            links=[data for _, data in source.links],
            editions=[data for _, data in reversed(source.editions)],
        )
        self.department: dict[str, handbook.Department] = {}
        self.term: dict[str, handbook.Term] = {}
        self.industry: dict[str, handbook.Industry] = {}
        self.subfield: dict[str, handbook.Subfield] = {}
        self.document: dict[str, handbook.Document] = {}
        self.clause: dict[str, handbook.Clause] = {}
        self.support: dict[str, handbook.Support] = {}

    def departments(self) -> None:
        for _, data in self.source.departments:
            entry = handbook.Department(data, addresses.department(data.id))
            self.department[data.id] = entry
            self.book.departments.append(entry)
        for entry in self.book.departments:
            if entry.data.part_of:
                entry.part_of = self.department[entry.data.part_of]
                entry.part_of.parts.append(entry)

    def terms(self) -> None:
        """Terms in pinyin order; those that begin with a digit last, under #."""
        for _, data in self.source.terms:
            entry = handbook.Term(data, addresses.term(data.id), *spelled(data.name))
            self.book.terms.append(entry)
            for name in (data.name, *data.aliases):
                self.term[name] = entry
        self.book.terms.sort(key=lambda term: (*alphabetical(term), term.id))

    def industries(self) -> None:
        """Industries in the order of the plan, that is of their subfields' numbers."""
        for _, data in sorted(self.source.industries, key=lambda entry: entry[1].subfields[0].number):
            industry = handbook.Industry(data, addresses.industry(data.id))
            self.industry[data.id] = industry
            self.book.industries.append(industry)
            for inner in data.subfields:
                subfield = handbook.Subfield(inner, addresses.subfield(data.id, inner.id), industry)
                subfield.technologies = [self.term[name] for name in inner.technologies]
                subfield.products = [self.term[name] for name in inner.products]
                subfield.applications = [self.term[name] for name in inner.applications]
                for statement in inner.statements:
                    said = handbook.Said(
                        verbs.of_item(statement.verb, statement.then) or "named",
                        verbs.phrase(statement.verb, statement.then) if statement.verb else None,
                        statement.open,
                    )
                    terms = [self.term[name] for name in statement.terms]
                    subfield.statements.append((statement, said, terms))
                    for term in terms:
                        subfield.said.setdefault(term.id, []).append(said)
                self.subfield[inner.id] = subfield
                industry.subfields.append(subfield)
        for place, industry in enumerate(self.book.industries):
            industry.hue = industry.data.hue or place % HUES + 1
        _chain(self.book.industries)
        _chain(self.book.subfields)

    def index(self) -> None:
        """The term index: all terms, and each industry and subfield whose name is not a term."""
        named: list[handbook.Industry | handbook.Subfield] = [*self.book.industries, *self.book.subfields]
        sees = [handbook.See(record, *spelled(record.name)) for record in named if record.name not in self.term]
        self.book.index = sorted([*self.book.terms, *sees], key=alphabetical)

    # --- documents and their clauses ----------------------------------------------------------------------------------

    def documents(self) -> None:
        """Documents in order of force, newest first; clauses in the order of the text."""
        for _, data in sorted(self.source.documents, key=lambda entry: _document_order(entry[1])):
            line, promulgated = self.source.timelines[data.id], None
            if line.amended:  # everything that ever stands in it, as on the data's day
                promulgated, data = data, ever(line, self.book.site.as_of)
            document = handbook.Document(data, addresses.document(data.id), promulgated, as_of=self.book.site.as_of)
            self.document[data.id] = document
            self.book.documents.append(document)
            for issuer in data.issuers:
                document.issuers.append(self._duty(issuer, "issuer", document))
            local: dict[str, handbook.Clause] = {}
            for record in data.clauses:
                local[record.id] = self._clause(document, record, local)
            _chain(document.clauses)
            if data.overlap:
                document.overlap_clause = local[data.overlap.clause]
            document.addressed = [self.department[name] for name in data.addressed]
            for department in document.addressed:
                department.addressed_by.append(document)
            if data.contact:
                document.contact = self.department[data.contact.department]
                document.contact.documents_contact.append(document)

    def batches(self) -> None:
        """The batches of calls, each joined with its supports, which may stand in other documents."""
        for document in self.book.documents:
            for data in document.data.batches:
                batch = handbook.Batch(data, document, addresses.batch(document.id, data.id))
                document.batches.append(batch)
                for name in data.of:
                    batch.supports.append(self.support[name])
                    self.support[name].batches.append(batch)

    def results(self) -> None:
        """What notices report as done, each joined with its supports and with the batch that it comes from."""
        batches = {batch.id: batch for document in self.book.documents for batch in document.batches}
        for document in self.book.documents:
            for data in sorted(document.data.results, key=lambda one: -one.year):
                result = handbook.Outcome(
                    data, document, addresses.result(document.id, data.id), batches.get(data.batch or "")
                )
                document.results.append(result)
                if result.batch:
                    result.batch.results.append(result)
                for name in data.of:
                    result.supports.append(self.support[name])
                    self.support[name].results.append(result)

    def splits(self) -> None:
        for document in self.book.documents:
            for split in document.data.splits:
                over = document.supports if split.over == "document" else [self.support[name] for name in split.over]
                for support in over:
                    support.splits.append((split, document))

    def _clause(
        self, document: handbook.Document, data: records.Clause, local: dict[str, handbook.Clause]
    ) -> handbook.Clause:
        industry = self.industry[data.industry] if data.industry else None
        subfield = self.subfield[data.subfield] if data.subfield else None
        described = subfield or industry
        clause = handbook.Clause(
            data=data,
            document=document,
            url=described.url if described else addresses.clause(document.id, data.id),
            number=handbook.told_apart(data, self.book.words),
            heading=described.name if described else str(data.heading),
            summary=described.data.summary if described else str(data.summary),
            parent=local[data.under] if data.under else None,
            industry=industry,
            subfield=subfield,
        )
        self.clause[clause.id] = clause
        document.clauses.append(clause)
        if clause.parent:
            clause.parent.children.append(clause)
        if described:
            described.clause = clause
        if industry:
            clause.duties = industry.duties
        self._duties(clause, industry.data.departments if industry else data.departments)
        if subfield:
            # The plan prints departments once per industry: its items share them, but are not counted again.
            clause.duties = subfield.industry.duties
            clause.duties_open = subfield.industry.data.departments.open
        clause.names = [self.department[name] for name in data.names]
        for department in clause.names:
            department.named_in.append(clause)
        if data.scope:
            clause.industries = [self.industry[name] for name in data.scope.industries]
            clause.tagged = [self.industry[name] for name in data.scope.tagged]
        clause.subfields = [self.subfield[name] for name in data.subfields]
        for support in data.supports:
            self._support(clause, support)
        for direction in data.directions:
            clause.directions.append(self._direction(direction, addresses.direction(direction.id), clause))
        return clause

    def _direction(self, data: records.Direction, url: str, clause: handbook.Clause) -> handbook.Direction:
        direction = handbook.Direction(data, url, clause, verbs.of_direction(data.verb) if data.verb else None)
        scope = direction.scope
        # What a clause for all future industries names beside is said of its other sentences, not of each direction.
        if scope and (data.scope or scope.reach != "future"):
            direction.industries = [self.industry[name] for name in scope.industries]
            direction.tagged = [self.industry[name] for name in scope.tagged]
        return direction

    def _duty(self, department: str, role: str, of: handbook.Clause | handbook.Document) -> handbook.Duty:
        duty = handbook.Duty(self.department[department], role, of)
        duty.department.duties.append(duty)
        return duty

    def _duties(self, clause: handbook.Clause, duties: records.Duties | None) -> None:
        if duties is None:
            return
        clause.duties_open = duties.open
        for role in records.ROLES:
            clause.duties += [self._duty(department, role, clause) for department in getattr(duties, role)]
        _leave_open(clause.duties, duties.open)

    def _support(self, clause: handbook.Clause, data: records.Support) -> None:
        support = handbook.Support(data, addresses.support(data.id), clause)
        self.support[data.id] = support
        clause.supports.append(support)
        if data.departments:
            for role in records.ROLES:
                for department in getattr(data.departments, role):
                    support.departments.append(handbook.Duty(self.department[department], role, clause))
            support.departments_open = data.departments.open
            _leave_open(support.departments, data.departments.open)
        else:
            support.departments, support.departments_open = clause.duties, clause.duties_open
        for duty in support.departments:
            if support not in duty.department.supports:
                duty.department.supports.append(support)
        support.industries = [self.industry[name] for name in data.scope.industries]
        support.tagged = [self.industry[name] for name in data.scope.tagged]
        support.terms = [self.term[name] for name in data.terms]

    # --- relations ----------------------------------------------------------------------------------------------------

    def relations_of_documents(self) -> None:
        for document in self.book.documents:
            for relation in document.data.relations:
                if relation.document:
                    other = self.document[relation.document]
                    document.relations.append(handbook.Relation(relation.type, True, relation.note, document=other))
                    other.relations.append(handbook.Relation(relation.type, False, relation.note, document=document))
                else:
                    term = self.term[str(relation.external)]
                    document.relations.append(handbook.Relation(relation.type, True, relation.note, term=term))

    def relations_of_clauses(self) -> None:
        """Links related clauses both ways. If both name each other, each keeps its own reason."""
        named = {(clause.id, related.to) for clause in self.book.clauses for related in clause.data.related}
        for clause in self.book.clauses:
            for related in clause.data.related:
                other = self.clause[related.to]
                clause.related.append((other, related.why))
                if (other.id, clause.id) not in named:
                    other.related.append((clause, related.why))
        for clause in self.book.clauses:
            clause.related.sort(key=lambda entry: self.book.documents.index(entry[0].document))

    def successors(self) -> None:
        """Links replaced texts and their successors, both ways."""
        _succeed(self.book.documents, self.document)
        _succeed(self.book.clauses, self.clause)

    def states(self) -> None:
        """What amended texts were, are and will be."""
        maker = Maker(self.book.words, self.clause, self.department, self.term)
        for document in self.book.documents:
            if document.promulgated:
                maker.document(document, self.source.timelines[document.id])

    def promises(self) -> None:
        for support in self.book.supports:
            later = support.data.later
            if not later:
                continue
            support.answered_in = [self.clause[name] for name in later.clauses]
            support.answered_by = [self.support[name] for name in later.supports]
            for clause in support.answered_in:
                clause.promises_answered.append(support)
            for answer in support.answered_by:
                answer.answers.append(support)
        for direction in self.book.directions:
            if later := direction.data.later:
                direction.answered_in = [self.clause[name] for name in later.clauses]
                direction.answered_by = [self.support[name] for name in later.supports]

    def occurrences(self) -> None:
        """Where each term occurs, and the name that each clause uses for it."""
        for clause in self.book.clauses:
            seen: set[handbook.Term] = set()

            def note(name: str, how: str, clause: handbook.Clause = clause, seen: set[handbook.Term] = seen) -> None:
                term = self.term[name]
                if term not in seen:
                    clause.written[term.id] = name
                    seen.add(term)
                    clause.terms.append(term)
                    said = clause.subfield.said.get(term.id, []) if clause.subfield else []
                    term.occurrences.append(handbook.Occurrence(clause, how, said))

            if clause.subfield:
                for how in ("technologies", "products", "applications"):
                    for name in getattr(clause.subfield.data, how):
                        note(name, how)
            for name in clause.data.terms:
                note(name, "named")
            for support in clause.supports:
                for name in support.data.terms:
                    note(name, "named")

    def industries_seen(self) -> None:
        """For each industry: its own supports, those open to all, and clauses that name it or are tagged with it."""
        for support in self.book.supports:
            own = [*support.industries, *support.tagged]
            for industry in own:
                industry.own_supports.append(support)
            for industry in self.book.industries:
                if not own:
                    industry.open_supports.append(support)
                elif not support.industries and industry not in own:
                    industry.elsewhere.append(support)
        for clause in self.book.clauses:
            for subfield in clause.subfields:
                if subfield.clause is not clause:
                    subfield.clauses.append(clause)
            touched = dict.fromkeys([*clause.industries, *clause.tagged, *(s.industry for s in clause.subfields)])
            for industry in touched:
                if clause.industry is not industry:
                    industry.clauses.append(clause)

    # --- lists, goals, dates ------------------------------------------------------------------------------------------

    def lists(self) -> None:
        for _, data in self.source.lists:
            entry = handbook.PublicList(data, addresses.public_list(data.id))
            self.book.lists.append(entry)
            for promised in data.promised:
                clause = self.clause[promised.clause]
                departments = [self.department[name] for name in promised.departments] or [
                    duty.department for duty in clause.duties if duty.role != "local"
                ]
                open_ = clause.duties_open and not promised.departments
                duty = [(verbs.of_duty(word), word) for word in promised.duty]
                entry.promised.append(
                    handbook.Promised(clause, promised.printed, promised.rhythm, departments, open_, duty)
                )
                if entry not in clause.lists:
                    clause.lists.append(entry)
                for department in departments:
                    if entry not in department.lists:
                        department.lists.append(entry)

    def targets(self) -> None:
        for _, data in self.source.targets:
            target = handbook.Target(data, addresses.target(data.id))
            self.book.targets.append(target)
            for record in data.goals:
                clause = self.clause[record.clause]
                goal = handbook.Goal(record, clause, target)
                target.goals.append(goal)
                clause.goals.append(goal)

    def days(self) -> None:
        """The calendar: dates set by clauses, and dates of the documents themselves."""
        for _, data in self.source.days:
            clause = self.clause[data.clause]
            url = addresses.date(data.id)
            day = handbook.Day(data.id, data.date, data.kind, data.what, clause.document, url, clause, data.for_whom)
            clause.days.append(day)
            self.book.days.append(day)
        for document in self.book.documents:
            for day in window_days(document):
                self.book.days.append(day)
        for document in self.book.documents:
            document.deadlines = [d for d in self.book.days if d.document is document and d.kind == "deadline"]
            ends = [day.date for day in document.deadlines]
            document.closes = max(ends) if ends and document.data.force == "closed" else None
            for kind, what in (
                ("issued", "印发"),
                ("published", published_word(document)),
                ("valid_from", "起施行"),
                ("valid_until", "有效期届满"),
            ):
                when, said = getattr(document.data, kind), what
                if kind == "valid_until" and (ended := true_end(document)):
                    when, said = ended
                if when:
                    identity = f"{document.id}-{kind.replace('_', '-')}"
                    url = addresses.date(identity)
                    ground = ground_words(document, kind)
                    self.book.days.append(handbook.Day(identity, when, kind, said, document, url, ground=ground))
            self.book.days += amended_days(document)
        self.book.days.sort(key=lambda day: (day.date, day.id))

    def apart(self) -> None:
        """What does not hold on the data's day stands apart from what a department or an industry gives now."""
        for clause in self.book.clauses:
            clause.current = of_day(clause.supports, self.book.site.as_of)
        current = set(self.book.current)
        for department in self.book.departments:
            department.apart = [support for support in department.supports if support not in current]
            department.supports = [support for support in department.supports if support in current]
        for industry in self.book.industries:
            industry.apart = [support for support in industry.own_supports if support not in current]
            for held in (industry.own_supports, industry.open_supports, industry.elsewhere):
                held[:] = [support for support in held if support in current]

    # --- kinds that nothing else points at ---------------------------------------------------------------------------

    def others(self) -> None:
        for kind in self.book.kinds:
            if kind.records is None:
                found = [data for _, data in self.source.of(kind.data.record)]
                self.book.others[kind.code] = [
                    handbook.Entity(data, kind.data.at(data.id), kind.data)  # type: ignore[attr-defined]
                    for data in found
                ]

    def words(self) -> None:
        """Each record knows the words of its handbook."""
        book = self.book
        called: Sequence[Sequence[handbook.Identified]] = (
            book.documents, book.industries, book.subfields, book.departments, book.terms, book.supports, book.directions,
        )  # fmt: skip
        for records_ in called:
            for record in records_:
                record.words = book.words


def _document_order(data: records.Document) -> tuple[int, float, str]:
    newest = data.published or data.issued or date.min
    return FORCE_ORDER.index(data.force), -newest.toordinal(), data.id


def _leave_open(duties: list[handbook.Duty], is_open: bool) -> None:
    """Marks the last department of the list proper with 等; districts, which carry tasks out, are printed apart."""
    for duty in [duty for duty in duties if duty.role != "local"][-1:]:
        duty.open = is_open


def _succeed(texts: Sequence[Replaceable], known: Mapping[str, Replaceable]) -> None:
    for text in texts:
        if text.data.replaced_by:
            successor = known[text.data.replaced_by]
            text.replaced_by = successor
            successor.replaces.append(text)


def _chain(entries: Sequence[Neighbour]) -> None:
    for before, after in pairwise(entries):
        before.next, after.previous = after, before
