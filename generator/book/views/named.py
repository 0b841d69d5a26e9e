"""Views of things called by name: industries, subfields, departments, terms."""

from pydantic import Field

from generator.book import words
from generator.book.handbook import Department, Handbook, Industry, Said, Subfield, Term
from generator.book.views.base import DutyView, Part, View, duties, identity


class IndustryView(View):
    number: str
    name: str
    aliases: tuple[str, ...]
    tier: str | None
    tier_word: str
    summary: str
    departments: tuple[DutyView, ...]
    departments_open: bool
    subfields: tuple[str, ...]
    clause: str


def industry_view(industry: Industry, book: Handbook) -> IndustryView:
    data = industry.data
    return IndustryView(
        **identity(industry, book),
        number=data.number,
        name=industry.name,
        aliases=data.aliases,
        tier=data.tier,
        tier_word=industry.words.tier(data.tier),
        summary=data.summary,
        departments=duties(industry.duties),
        departments_open=data.departments.open,
        subfields=tuple(subfield.id for subfield in industry.subfields),
        clause=industry.clause.id,
    )


class SaidView(Part):
    """What an item says of a term: printed ``words`` (``None``: it only mentions it) and the code ``strength``."""

    strength: str
    strength_word: str
    words: str | None
    open: bool


def said_view(said: Said) -> SaidView:
    return SaidView(strength=said.code, strength_word=words.STRENGTH[said.code], words=said.words, open=said.open)


class StatementView(SaidView):
    """What an item says of some of its terms. ``open``: their list ends in 等."""

    verb: str | None
    then: str | None
    terms: tuple[str, ...]


class SubfieldView(View):
    number: int
    industry: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    terms: tuple[str, ...]
    technologies: tuple[str, ...]
    products: tuple[str, ...]
    applications: tuple[str, ...]
    statements: tuple[StatementView, ...]
    clause: str


def subfield_view(subfield: Subfield, book: Handbook) -> SubfieldView:
    data = subfield.data
    return SubfieldView(
        **identity(subfield, book),
        number=data.number,
        industry=subfield.industry.id,
        name=subfield.name,
        aliases=data.aliases,
        summary=data.summary,
        terms=tuple(term.id for term in subfield.terms),
        technologies=tuple(term.name for term in subfield.technologies),
        products=tuple(term.name for term in subfield.products),
        applications=tuple(term.name for term in subfield.applications),
        statements=tuple(
            StatementView(
                **said_view(said).model_dump(),
                verb=statement.verb,
                then=statement.then,
                terms=tuple(term.name for term in terms),
            )
            for statement, said, terms in subfield.statements
        ),
        clause=subfield.clause.id,
    )


class DepartmentView(View):
    name: str
    name_printed: bool
    short: str
    short_names: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    kind_word: str
    part_of: str | None


def department_view(department: Department, book: Handbook) -> DepartmentView:
    data = department.data
    return DepartmentView(
        **identity(department, book),
        name=department.name,
        name_printed=data.name_printed,
        short=department.short,
        short_names=data.short_names,
        aliases=data.aliases,
        kind=data.kind,
        kind_word=department.words.DEPARTMENT_KIND[data.kind],
        part_of=data.part_of,
    )


class OccurrenceView(Part):
    """``as``: technology, product or application of a subfield, or only named."""

    clause: str
    how: str = Field(serialization_alias="as")
    said: tuple[SaidView, ...]


class TermView(View):
    name: str
    type: str
    type_word: str
    aliases: tuple[str, ...]
    explanation: str | None
    letter: str
    pinyin: str
    occurrences: tuple[OccurrenceView, ...]


def term_view(term: Term, book: Handbook) -> TermView:
    data = term.data
    return TermView(
        **identity(term, book),
        name=term.name,
        type=data.type,
        type_word=term.words.TERM_TYPE[data.type],
        aliases=data.aliases,
        explanation=data.explanation,
        letter=term.letter,
        pinyin=term.pinyin,
        occurrences=tuple(
            OccurrenceView(clause=seen.clause.id, how=seen.how, said=tuple(map(said_view, seen.said)))
            for seen in term.occurrences
        ),
    )
