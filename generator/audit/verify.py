"""Verify: compare the model with the original texts, in both directions.

Every fact that the model states about a clause must occur in the original of that clause; every sum, date, document
number and department of the original must be in the model at that clause; numbering, headings and lists of departments
must agree exactly. ``data/verify.yml`` lists known differences with reasons.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.audit import amended, applying
from generator.audit.claims import ANYWHERE, CLAUSE, DOCUMENT, HEAD, Claim, Claims
from generator.audit.extraction import DutyList, Fact, Names, facts_in
from generator.audit.originals import Original, Passage, comparable, marks, read_originals
from generator.audit.report import Report, Row
from generator.audit.said import governed
from generator.audit.wording import Beside, beside, in_a_list, marked, plain
from generator.book.words import FACT, ROLE
from generator.records import ROLES, Clause, Document
from generator.records.stated import carried, of_cap, of_part
from generator.source.load import Source
from generator.source.problems import Place, Problem, did_you_mean

# Both directions are asked of these; the others only of the model.
BOTH_WAYS = ("sum", "rate", "period", "years", "tier", "date", "document-number", "department")


def verify(source: Source, folder: Path) -> Report:
    """Compare validated data with the originals in ``folder``."""
    return _Verifier(source, folder).report()


class _Verifier:
    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        self.told = source.verification
        documents = [document for _, document in source.documents]
        ids = {name: d.id for _, d in source.departments for name in (*d.aliases, *d.short_names, d.name)}
        ids.update({entry.printed: entry.department for entry in self.told.names})
        numbers = [document.number for document in documents if document.number]
        numbers += [
            alias for _, term in source.terms if term.type == "document" for alias in (term.name, *term.aliases)
        ]
        self.names = Names(ids, [number for number in numbers if number.endswith("号")])
        self.claims = Claims(source, self.names)
        self.originals = read_originals(folder, documents, self.told)
        self.department = {d.id: d.short_names[0] if d.short_names else d.name for _, d in source.departments}
        self.aliases = {name: (t.name, *t.aliases) for _, t in source.terms for name in (t.name, *t.aliases)}
        self.days = [day.isoformat() for d in documents for day in (d.issued, d.published) if day]
        self.applying = {document.id: list(applying.claims(place, document)) for place, document in source.documents}
        self.used: set[tuple[int, str]] = set()
        self.whole = "\n".join(original.whole.text for original in self.originals.values())
        self.whole_keys = {(fact.kind, fact.key) for fact in facts_in(self.whole, self.names)}

    def report(self) -> Report:
        rows, without = [], []
        wording: dict[str, Beside] = {}
        for place, document in self.source.documents:
            if original := self.originals.get(document.id):
                rows.append(self._document(place, document, original, wording))
            else:
                without.append(document)
        return Report(rows, list(self._stale()), without, wording)

    # --- one document -------------------------------------------------------------------------------------------------

    def _document(self, place: Place, document: Document, original: Original, wording: dict[str, Beside]) -> Row:
        row = Row(document)
        places = {clause.id: place / "clauses" / i for i, clause in enumerate(document.clauses)}
        for clause in original.unplaced:
            row.checked += 1
            row.missing.append(Problem(places[clause.id], f"原文里找不到条款 {clause.id}（{clause.number or clause.heading or ''}）", "没有编号的条款，请在 data/verify.yml 的 begins 里写明它从哪几个字开始。"))  # fmt: skip
        for unclaimed in original.unclaimed:
            row.checked += 1
            words = original.text(unclaimed)[:16]
            row.extra.append(
                Problem(place / "clauses", f"原文的“{words}……”没有对应的条款", "请补上这一条，并写明编号。")
            )
        claimed: dict[str, set[tuple[str, str]]] = {}
        for clause in document.clauses:
            passage = original.passages.get(clause.id)
            if passage:
                at = places[clause.id]
                claims = list(self.claims.of_clause(at, document, clause))
                claims += amended.claims_of(self.claims, self.source, place, document, clause)
                scope = self._scope(document, clause, original)
                self._held(row, clause, claims, scope, original)
                self._numbered(row, at, clause, passage)
                claimed[clause.id] = {(claim.kind, claim.key) for claim in claims if claim.within == CLAUSE}
        self._duties(row, places, document, original, claimed)
        self._held(row, None, self.applying[document.id], original.whole.text, original)
        metadata = list(self.claims.of_document(place, document))
        self._held(row, None, metadata, original.whole.text, original)
        about = {(claim.kind, claim.key) for claim in metadata}
        self._backwards(row, places, document, original, claimed, about, wording)
        return row

    def _scope(self, document: Document, clause: Clause, original: Original) -> str:
        """The text in which the claims of a clause must occur: its own and that of its child clauses."""
        inside, texts = {clause.id}, []
        for other in document.clauses:
            if other.id in inside or other.under in inside:
                inside.add(other.id)
                if passage := original.passages.get(other.id):
                    texts.append(original.text(passage))
        return "\n".join(texts)

    def _held(self, row: Row, clause: Clause | None, claims: list[Claim], scope: str, original: Original) -> None:
        """Checks each claim. Sums of supports are counted: two of 500 need two in the original."""
        facts = facts_in(scope, self.names)
        keys = Counter((fact.kind, fact.key) for fact in facts)
        amounts: Counter[tuple[str, str]] = Counter()
        for claim in claims:
            row.checked += 1
            if claim.elsewhere:
                text = self._clause_text(claim.elsewhere, row.document)
                stands = self._stands(claim, text, {(f.kind, f.key) for f in facts_in(text, self.names)})
            elif claim.within == ANYWHERE:
                stands = self._stands(claim, self.whole, self.whole_keys)
            elif claim.within in (HEAD, DOCUMENT):
                text = original.text(original.head) if claim.within == HEAD else original.whole.text
                stands = self._stands(claim, text, {(f.kind, f.key) for f in facts_in(text, self.names)})
            elif claim.within == CLAUSE and clause and claim.kind == "heading":
                stands = self._heading(claim, clause, original)
            else:
                stands = self._stands(claim, scope, set(keys))
            if claim.counted:
                amounts[claim.kind, claim.key] += 1
                stands = stands and amounts[claim.kind, claim.key] <= keys[claim.kind, claim.key]
            if stands or self._said_of_documents(claim, row.document):
                row.found += 1
            elif self._expected("model", row.document, clause, claim.kind, claim.key, claim.words):
                row.expected += 1
            else:
                row.missing.append(self._missing(claim, facts))

    def _clause_text(self, name: str, document: Document) -> str:
        """The original of a clause by its local id or by ``document/clause``; empty where there is none."""
        whole, _, local = name.partition("#")[0].rpartition("/")
        original = self.originals.get(whole or document.id)
        passage = original.passages.get(local) if original else None
        return original.text(passage) if original and passage else ""

    def _missing(self, claim: Claim, facts: list[Fact]) -> Problem:
        match claim.kind:
            case "tagged":
                return Problem(
                    claim.place, f"原文印有“{claim.words}”，不是编者归类", "写到 industries（文中印出的产业）。"
                )
            case "industry":
                return Problem(claim.place, f"原文里没有印出产业“{claim.words}”", "编辑人员归类的产业写在 tagged。")
            case "verb":
                return Problem(
                    claim.place, f"原文不是这样说的：{claim.words}", "照原文写 verb（前面的动词）和 then（后面的词）。"
                )
            case "relation":
                return Problem(
                    claim.place, f"原文没有提到《{claim.words}》", "原文没有说的关系，type 写 compares（编者对照）。"
                )
        return Problem(claim.place, f"原文里没有这个{FACT[claim.kind]}：{self._said(claim)}", self._near(claim, facts))

    def _stands(self, claim: Claim, text: str, keys: set[tuple[str, str]]) -> bool:
        if (applied := applying.stands(claim, text)) is not None:
            return applied
        if claim.kind == "term":
            return self._term_stands(claim.key, claim.words, text)
        if claim.kind == "verb":
            verb, then, *verbs = claim.parts
            term = claim.words.removeprefix(f"{verb}……").removesuffix(then)
            return any(self._term_stands(claim.key, term, part) for part in governed(text, verbs, verb, then or None))
        if claim.kind in ("printed", "industry", "relation"):
            return claim.key in text
        if claim.kind == "tagged":
            return claim.key not in text
        if claim.kind == "date":
            return any(kind == "date" and key.startswith(claim.key) for kind, key in keys)
        return (claim.kind, claim.key) in keys

    def _term_stands(self, key: str, term: str, text: str) -> bool:
        """Whether a text contains a term by one of its names, or as an item of a list."""
        names = [key, *(comparable(name).text for name in self.aliases.get(term, ()))]
        return any(name in text for name in names) or in_a_list(key, text)

    def _said_of_documents(self, claim: Claim, document: Document) -> bool:
        """What sentences may use for a document (its day, its issuer) though the clause itself does not."""
        if not claim.prose:
            return False
        if claim.kind == "date":
            return any(day.startswith(claim.key) for day in self.days)
        return claim.kind == "department" and claim.key in document.issuers

    def _heading(self, claim: Claim, clause: Clause, original: Original) -> bool:
        passage = original.passages[clause.id]
        text = original.whole.text
        if not text.startswith(claim.key, passage.body):
            return False
        end = passage.body + len(claim.key)
        if end >= passage.end or text[end] in "。:":
            return True
        # Without a full stop the heading ends at the end of the line, or at a space.
        return bool(re.search(r"\s", original.whole.raw[original.whole.at[end - 1] : original.whole.at[end]]))

    def _numbered(self, row: Row, place: Place, clause: Clause, passage: Passage) -> None:
        if not clause.number:
            return
        row.checked += 1
        ours, theirs = marks(clause.number), list(passage.chain)
        if theirs[-len(ours) :] == ours:
            row.found += 1
        else:
            row.missing.append(Problem(place / "number", f"编号“{clause.number}”与原文的位置不一致"))

    def _duties(
        self,
        row: Row,
        places: dict[str, Place],
        document: Document,
        original: Original,
        claimed: dict[str, set[tuple[str, str]]],
    ) -> None:
        """Compares lists of departments exactly: names, order, role, and whether the list is open."""
        by_id = {clause.id: clause for clause in document.clauses}
        printed: dict[str, list[DutyList]] = {}
        for clause in document.clauses:
            if passage := original.passages.get(clause.id):
                owner = str(clause.under) if clause.subfield else clause.id
                printed.setdefault(owner, []).extend(self.names.duties(original.text(passage)))
        for identity, lists in printed.items():
            place, duties = self.claims.duties(places[identity], by_id[identity])
            row.checked += 1
            before = len(row.missing)
            for role in ("lead", "responsible", "shared"):
                ours = tuple(getattr(duties, role)) if duties else ()
                theirs = tuple(name for one in lists if one.role == role for name in one.departments)
                if ours != theirs:
                    names = "、".join(self.department.get(name, name) for name in theirs) or "没有"
                    row.missing.append(Problem(place if duties else places[identity], f"原文的{ROLE[role]}是：{names}", "名称、先后都要与原文一致。"))  # fmt: skip
            is_open = any(one.open for one in lists)
            if duties and duties.open != is_open:
                row.missing.append(
                    Problem(place / "open", "原文的单位名单" + ("以“等”结尾" if is_open else "没有“等”"))
                )
            if duties:
                held = {("department", name) for role in ROLES for name in getattr(duties, role)}
                claimed.setdefault(identity, set()).update(held)
            row.found += before == len(row.missing)

    # --- from the original back ---------------------------------------------------------------------------------------

    def _backwards(
        self, row: Row, places: dict[str, Place], document: Document, original: Original,
        claimed: dict[str, set[tuple[str, str]]], about: set[tuple[str, str]], wording: dict[str, Beside],
    ) -> None:  # fmt: skip
        self._from(row, places[document.clauses[0].id], document, None, original, original.head, about)
        for clause in document.clauses:
            if passage := original.passages.get(clause.id):
                known = set(claimed.get(clause.id, ())) | set(
                    applying.known(applying.placed(self.applying, document, clause))
                )
                if not clause.number:  # the line of addressees may be in the first paragraph
                    known |= {("department", name) for name in document.addressed}
                if clause.subfield and clause.under:
                    known |= claimed.get(clause.under, set())
                good = self._from(row, places[clause.id], document, clause, original, passage, known)
                good += self._checked_terms(original, passage, known)
                self._applied(row, places[clause.id], document, clause, original.text(passage))
                official = marked(original, passage, good)
                wording[f"{document.id}/{clause.id}"] = beside(
                    official, [plain(text, known, self.names) for text in self._said_of(clause)]
                )

    def _applied(self, row: Row, place: Place, document: Document, clause: Clause, text: str) -> None:
        """How to apply, payers and instalments of an original clause, against what the data places there."""
        claimed = applying.placed(self.applying, document, clause)
        # A last day for somebody who does not apply for a support is a date of the handbook.
        days = [(at, day) for at, day in self.claims.days if day.clause == f"{document.id}/{clause.id}"]
        claimed += [Claim(at, "window", f"/{day.date.isoformat()}", day.what) for at, day in days]
        points = "。".join(comparable(point.text).text for point in clause.points)
        stated = applying.said(text)
        unrecorded = applying.unrecorded(stated, claimed, points)
        row.checked += len(stated)
        row.found += len(stated) - len(unrecorded)
        for one in unrecorded:
            if self._expected("original", document, clause, one.kind, one.words, one.words):
                row.expected += 1
            else:
                row.extra.append(Problem(place, f"原文这里有{FACT[one.kind]}“{one.words}”，手册没有记录", applying.HINTS[one.kind]))  # fmt: skip

    def _from(
        self, row: Row, place: Place, document: Document, clause: Clause | None, original: Original, passage: Passage,
        known: set[tuple[str, str]],
    ) -> list[Fact]:  # fmt: skip
        """Checks each fact of a passage against the model and returns the known ones. Sums are counted against
        supports."""
        # The document's own title is metadata wherever it is printed.
        title = comparable(document.title).text
        text = original.text(passage).replace(title, "#" * len(title))
        good, once = [], set()
        for fact in facts_in(text, self.names):
            same = (fact.kind, fact.key) in known
            if fact.kind == "date":
                same = any(kind == "date" and key.startswith(fact.key) for kind, key in known)
            if same:
                good.append(fact)
            if fact.kind not in BOTH_WAYS or (fact.kind, fact.key) in once:
                continue
            once.add((fact.kind, fact.key))
            row.checked += 1
            if same:
                row.found += 1
            elif self._expected("original", document, clause, fact.kind, fact.key, fact.words):
                row.expected += 1
            else:
                row.extra.append(Problem(place, f"原文这里有{FACT[fact.kind]}“{fact.words}”，手册没有记录", "请写进要点、单位或日期；若确实不需要，在 data/verify.yml 里写明理由。"))  # fmt: skip
        if clause and clause.supports:
            stated = Counter(amount.key for amount, _ in carried(text))
            caps = (*document.caps, *clause.caps)
            recorded = [of_part(part) for support in clause.supports for part in support.money.parts]
            held = Counter(amount.key for amount in (*recorded, *map(of_cap, caps)) if amount)
            for key, count in (stated - held).items():
                row.extra.append(Problem(place, f"原文有 {stated[key]} 笔“{key}”，支持事项少了 {count} 笔"))
        return good

    def _said_of(self, clause: Clause) -> list[str]:
        """What the handbook says of a clause: its summary (that of the industry or subfield which it describes), its points."""
        summaries = {s.id: s.summary for _, i in self.source.industries for s in i.subfields if clause.subfield == s.id}
        summaries |= {i.id: i.summary for _, i in self.source.industries if clause.industry == i.id}
        return [
            text for text in (clause.summary, *summaries.values(), *(point.text for point in clause.points)) if text
        ]

    def _checked_terms(self, original: Original, passage: Passage, known: set[tuple[str, str]]) -> list[Fact]:
        text = original.text(passage)
        return [
            Fact(kind, words, words, start, start + len(words))
            for kind, words in known
            if kind in ("term", "heading", "printed") and len(words) > 1 and (start := text.find(words)) >= 0
        ]

    # --- what is expected ---------------------------------------------------------------------------------------------

    def _expected(self, side: str, document: Document, clause: Clause | None, kind: str, key: str, words: str) -> bool:
        for index, entry in enumerate(self.told.differences):
            same_place = entry.document == document.id and entry.clause == (clause.id if clause else None)
            if same_place and entry.side == side and entry.kind == kind:
                for fact in entry.facts:
                    if comparable(fact).text in (key, comparable(words).text):
                        self.used.add((index, fact))
                        return True
        return False

    def _stale(self) -> Iterator[Problem]:
        """Entries of ``data/verify.yml`` that no longer apply."""
        place = Place("data/verify.yml")
        for original in self.originals.values():
            for words in original.stale:
                kind, index, key = next(
                    (kind, index, key)
                    for kind, key in (("misread", "read"), ("left_out", "begin"))
                    for index, entry in enumerate(getattr(self.told, kind))
                    if getattr(entry, key) == words
                )
                yield Problem(place / kind / index / key, f"原文里没有“{words}”，这一条已不适用", "请删去或更正。")
        for index, entry in enumerate(self.told.differences):
            for step, fact in enumerate(entry.facts):
                if entry.document in self.originals and (index, fact) not in self.used:
                    yield Problem(place / "differences" / index / "facts" / step, f"“{fact}”已没有差异，这一条已不适用", "请删去。")  # fmt: skip

    def _said(self, claim: Claim) -> str:
        return self.department.get(claim.key, claim.words) if claim.kind == "department" else claim.words

    def _near(self, claim: Claim, facts: list[Fact]) -> str | None:
        return did_you_mean(claim.words, {fact.words for fact in facts if fact.kind == claim.kind})
