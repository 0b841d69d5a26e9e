"""The whole model as one JSON document, for programs: ``data/handbook.json``. Its fields are described in ``data.md``.

Every record has an ``id`` and a ``url`` (relative to the site's root, with a fragment where it is part of a page).
Amounts are in 万元; dates are ISO days; ``null`` is what the texts do not say.
"""

import json
from typing import Any

from generator import records
from generator.book import addresses, citations, conditions, facts
from generator.book.handbook import Clause, Duty, Handbook, Support
from generator.book.validity import interval


def handbook_json(book: Handbook) -> str:
    """The JSON text: UTF-8, keys in a fixed order, one line a record's field."""
    return json.dumps(handbook_data(book), ensure_ascii=False, indent=1) + "\n"


def handbook_data(book: Handbook) -> dict[str, Any]:
    return {
        "title": book.site.title,
        "version": book.site.version,
        "as_of": book.site.as_of.isoformat(),
        "documents": [_document(document, book.site) for document in book.documents],
        "clauses": [_clause(clause, book.site) for clause in book.clauses],
        "supports": [_support(support, book.site) for support in book.supports],
        "directions": [
            {
                "id": direction.data.id, "clause": direction.clause.id, "point": direction.data.point,
                "title": direction.data.title, "text": direction.data.text, "whom": direction.data.whom,
                "activity": direction.data.activity, "url": direction.url,
            }
            for direction in book.directions
        ],
        "industries": [
            {
                "id": industry.id, "number": industry.data.number, "name": industry.name, "aliases": industry.data.aliases,
                "tier": industry.data.tier, "summary": industry.data.summary, "departments": _duties(industry.duties),
                "subfields": [subfield.id for subfield in industry.subfields], "clause": industry.clause.id,
                "url": industry.url,
            }
            for industry in book.industries
        ],
        "subfields": [
            {
                "id": subfield.id, "number": subfield.data.number, "industry": subfield.industry.id,
                "name": subfield.name, "aliases": subfield.data.aliases, "summary": subfield.data.summary,
                "terms": [term.id for term in subfield.terms],
                "technologies": [term.name for term in subfield.technologies],
                "products": [term.name for term in subfield.products],
                "applications": [term.name for term in subfield.applications],
                "clause": subfield.clause.id, "url": subfield.url,
            }
            for subfield in book.subfields
        ],
        "departments": [
            {
                "id": department.id, "name": department.name, "name_printed": department.data.name_printed,
                "short_names": department.data.short_names, "aliases": department.data.aliases,
                "kind": department.data.kind, "part_of": department.data.part_of, "url": department.url,
            }
            for department in book.departments
        ],
        "terms": [
            {
                "id": term.id, "name": term.name, "type": term.data.type, "aliases": term.data.aliases,
                "explanation": term.data.explanation, "letter": term.letter, "pinyin": term.pinyin,
                "occurrences": [{"clause": seen.clause.id, "as": seen.how} for seen in term.occurrences],
                "url": term.url,
            }
            for term in book.terms
        ],
        "targets": [
            {
                "id": target.id, "indicator": target.data.indicator, "year": target.data.year,
                "goals": [
                    {
                        "document": goal.clause.document.id, "clause": goal.clause.id, "printed": goal.data.printed,
                        "low": goal.data.low, "high": goal.data.high, "unit": goal.data.unit, "note": goal.data.note,
                    }
                    for goal in target.goals
                ],
                "url": target.url,
            }
            for target in book.targets
        ],
        "dates": [
            {
                "id": day.id, "date": day.date.isoformat(), "kind": day.kind, "what": day.what, "for": day.for_whom,
                "document": day.document.id, "clause": day.clause.id if day.clause else None, "url": day.url,
            }
            for day in book.days
        ],
        "lists": [
            {
                "id": entry.id, "name": entry.name, "what": entry.data.what, "published_at": entry.data.published_at,
                "promised": [
                    {
                        "clause": promised.clause.id, "printed": promised.printed, "rhythm": promised.rhythm,
                        "departments": [department.id for department in promised.departments],
                    }
                    for promised in entry.promised
                ],
                "url": entry.url,
            }
            for entry in book.lists
        ],
    }  # fmt: skip


def _duties(duties: list[Duty]) -> list[dict[str, str]]:
    return [{"department": duty.department.id, "role": duty.role} for duty in duties]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _document(document: Any, site: records.Site) -> dict[str, Any]:
    data = document.data
    return {
        "id": document.id, "title": data.title, "short_title": data.short_title, "aliases": data.aliases,
        "number": data.number, "index_number": data.index_number, "kind": data.kind, "force": data.force,
        "issuers": [duty.department.id for duty in document.issuers], "posted_by": data.posted_by,
        "issued": _day(data.issued), "published": _day(data.published), "valid_from": _day(data.valid_from),
        "valid_until": _day(data.valid_until), "closes": _day(document.closes), "source": data.url,
        "summary": data.summary, "relations": [relation.model_dump() for relation in data.relations],
        "replaced_by": data.replaced_by, "replaced_on": _day(data.replaced_on),
        "overlap": data.overlap.model_dump() if data.overlap else None,
        "citation": citations.citation(document, site), "url": document.url,
    }  # fmt: skip


def _clause(clause: Clause, site: records.Site) -> dict[str, Any]:
    return {
        "id": clause.id, "document": clause.document.id, "kind": clause.data.kind, "number": clause.data.number,
        "heading": clause.heading, "heading_printed": clause.data.heading_printed, "summary": clause.summary,
        "parent": clause.parent.id if clause.parent else None,
        "points": [
            {
                **point.model_dump(), "citation": citations.point_citation(clause, point),
                "url": addresses.fragment(clause.url, point.id),
            }
            for point in clause.points
        ],
        "departments": _duties(clause.duties), "departments_open": clause.duties_open,
        "names": [department.id for department in clause.names],
        "industries": [industry.id for industry in clause.industries],
        "tagged": [industry.id for industry in clause.tagged],
        "subfields": [subfield.id for subfield in clause.subfields],
        "related": [{"clause": other.id, "why": why} for other, why in clause.related],
        "supports": [support.id for support in clause.supports],
        "terms": [term.id for term in clause.terms],
        "valid_from": _day(interval(clause)[0]), "valid_until": _day(interval(clause)[1]),
        "replaced_by": clause.data.replaced_by, "replaced_on": _day(clause.data.replaced_on),
        "place": citations.place(clause), "citation": citations.citation(clause, site), "url": clause.url,
    }  # fmt: skip


def _support(support: Support, site: records.Site) -> dict[str, Any]:
    data = support.data
    return {
        "id": support.id, "clause": support.clause.id, "point": data.point, "document": support.document.id,
        "title": support.title, "aliases": data.aliases, "what_for": data.what_for, "activity": data.activity,
        "applicant": data.applicant.model_dump(), "prior": _prior(support), "form": data.form.model_dump(),
        "amount": {
            "kind": data.amount.kind, "wan": data.amount.wan, "per": data.amount.per,
            "per_implied": data.amount.per_implied,
        },
        "conditions": facts.conditions(support), "conditions_tree": conditions.as_json(data.tree), "star": next(iter(data.all_stars), None),
        "stars": data.all_stars, "object_open": data.object_open, "payee": data.payee.model_dump() if data.payee else None,
        "scope": data.scope.model_dump(),
        "industries": [industry.id for industry in [*support.industries, *support.tagged]],
        "departments": _duties(support.departments), "departments_open": support.departments_open,
        "valid_from": _day(interval(support)[0]), "valid_until": _day(interval(support)[1]),
        "overlap": support.document.data.overlap.rule if support.document.data.overlap else None,
        "unstated": data.unstated, "promise": support.promise,
        "answered_in": [clause.id for clause in support.answered_in],
        "answered_by": [other.id for other in support.answered_by],
        "gap": data.later.gap if data.later else None, "citation": citations.citation(support, site), "url": support.url,
    }  # fmt: skip


def _prior(support: Support) -> dict[str, Any]:
    """``also``: other kinds of which one is enough; ``every``: kinds that are all needed."""
    prior = conditions.prior(support.data.tree)
    return {"kind": prior.kind, "also": prior.also, "every": prior.every, "text": prior.text}
