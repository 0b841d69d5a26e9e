"""Answers about what has a name: industries, subfields, departments, lists, goals, dates, kinds of applicant."""

from collections.abc import Iterator
from datetime import timedelta

from generator.book import addresses, facts, money, payees, telling, words
from generator.book.answers.answer import Answer, Fact, Step, duties_words, finder
from generator.book.answers.of_supports import SHOWN, counted, largest, told
from generator.book.handbook import Day, Department, Handbook, Industry, PublicList, Subfield, Support, Target, Term
from generator.book.memo import once, once_a_book

SUPPORT_QUESTIONS = ("list", "sum")
GOALS_STEP = Step("各份文件的目标并排看", addresses.GOALS)


def of_industry(industry: Industry, book: Handbook) -> Iterator[Answer]:
    step = Step(f"筛出{industry.name}的支持", finder(industry=industry.id))
    given, duty = _for_industry(industry, book), _duties(industry, book)
    yield Answer("about", industry.url, (duty, given[-1]), step)
    for intent in SUPPORT_QUESTIONS:
        yield Answer(intent, industry.url, given, step)
    yield Answer("who", industry.url, (duty,), Step(f"看{industry.name}", industry.url))
    names = "、".join(subfield.name for subfield in industry.subfields)
    parts = Fact(f"{industry.name}有 {len(industry.subfields)} 个{book.words.names.part}：{names}", industry.clause)
    yield Answer("count", industry.url, (parts,), Step(f"看{industry.name}", industry.url))


def of_subfield(subfield: Subfield, book: Handbook) -> Iterator[Answer]:
    industry = subfield.industry
    step = Step(f"筛出{subfield.name}的支持", finder(industry=f"{industry.id}/{subfield.id}"))
    place = Fact(f"{industry.name}的{book.words.names.part}", subfield.clause)
    given, duty = _for_industry(industry, book), _duties(industry, book)
    yield Answer("about", subfield.url, (place, duty), step)
    for intent in SUPPORT_QUESTIONS:
        yield Answer(intent, subfield.url, given, step)
    yield Answer("who", subfield.url, (duty,), Step(f"看{subfield.name}", subfield.url))


@once
def _for_industry(industry: Industry, book: Handbook) -> tuple[Fact, ...]:
    """What is only for an industry, then how much is open to all."""
    own, open_ = industry.own_supports, industry.open_supports
    said = told(largest(own)[:SHOWN], book) if own else []
    head = f"只写给{industry.name}的支持 {len(own)} 项" if own else f"没有只写给{industry.name}的支持事项"
    many = counted(f"文中没有限定{book.words.names.group}、{industry.name}也在内的支持", open_, book)
    return Fact(head), *said, many


@once_a_book
def _by_term(book: Handbook) -> dict[Term, list[Support]]:
    """The supports of each term that hold on the data's day, in the order of the book."""
    found: dict[Term, list[Support]] = {}
    for support in book.current:
        for term in dict.fromkeys(support.terms):
            found.setdefault(term, []).append(support)
    return found


def _duties(industry: Industry, book: Handbook) -> Fact:
    view = book.views.industry(industry)
    return Fact(duties_words(view.departments, view.departments_open) or f"责任单位：{words.UNSTATED}", industry.clause)


def of_department(department: Department, book: Handbook) -> Iterator[Answer]:
    figures = facts.department_figures(department)
    said = "、".join(f"{n} {word}" for n, word, _ in figures) or "没有写它牵头、负责或发布什么"
    step = Step(f"看{department.short}的全部事项", department.url)
    for intent in ("about", "who", "list", "count"):
        yield Answer(intent, department.url, (Fact(f"{department.name}：{said}"),), step)
    if department.supports:
        given = counted(f"{department.short}负责的支持", department.supports, book)
        top = told(largest(department.supports)[:1], book)
        step = Step(f"筛出{department.short}负责的支持", finder(department=department.id))
        yield Answer("sum", department.url, (given, *top), step)


def of_term(term: Term, book: Handbook) -> Iterator[Answer]:
    """Its meaning, where the handbook explains it, and the first places that name it, binding ones first."""
    places = [*term.binding, *term.reference]
    said = [
        Fact(
            term.data.explanation.rstrip("。")
            if term.data.explanation
            else f"{book.words.TERM_TYPE[term.data.type]}；文中没有解释这个词"
        )
    ]
    said += [Fact(f"{words.OCCURRENCE[seen.how]}{telling.said_words(seen)}", seen.clause) for seen in places[:SHOWN]]
    if len(places) > SHOWN:
        said.append(Fact(f"共 {len(places)} 处"))
    given = _by_term(book).get(term, [])
    industries = list(dict.fromkeys(seen.clause.subfield.industry for seen in term.binding if seen.clause.subfield))
    facts_ = told(largest(given) or given, book) if given else [Fact(f"没有只写给“{term.name}”的支持事项")]
    step = (
        Step(f"在“找支持”里找“{term.name}”", finder(q=term.name)) if given else Step("看这个术语的全部出处", term.url)
    )
    if given or len(industries) in (1, 2):
        facts_ += [fact for industry in industries[:2] for fact in _for_industry(industry, book)]
    if industries and not given:
        step = Step(f"筛出{industries[0].name}的支持", finder(industry=industries[0].id))
    for intent in SUPPORT_QUESTIONS:
        yield Answer(intent, term.url, tuple(facts_[:6]), step)
    called = (term.name, *term.data.aliases)
    goals = [t for t in book.targets if any(name in t.data.indicator for name in called)]
    if goals:
        yield Answer("goal", term.url, tuple(fact for t in goals for fact in goal_facts(t)), GOALS_STEP)
    for intent in ("meaning", "about"):
        yield Answer(intent, term.url, tuple(said), Step("看这个术语的全部出处", term.url))


def of_list(entry: PublicList, book: Handbook) -> Iterator[Answer]:
    step = Step("看这份清单", entry.url)
    made = [
        Fact(f"{entry.name}：{telling.duties_of_list(entry, p.clause)}；节奏：{'；'.join(facts.rhythms(entry, p.clause))}", p.clause)
        for p in entry.promised
    ]  # fmt: skip
    where = Fact(f"公布的地址：{entry.data.published_at or words.UNSTATED}")
    for intent in ("about", "until", "list", "how"):
        yield Answer(intent, entry.url, (*made, where), step)
    who = [
        Fact(
            f"{p.printed}：{'、'.join(d.short for d in p.departments) or words.UNSTATED}{'等' if p.open else ''}",
            p.clause,
        )
        for p in entry.promised
    ]
    yield Answer("who", entry.url, tuple(who), step)


def goal_facts(target: Target) -> list[Fact]:
    """What each document sets."""
    lead = f"{target.data.indicator}，{target.data.year} 年"
    return [Fact(f"{lead}：{goal.data.printed}", goal.clause) for goal in target.goals]


def of_target(target: Target, book: Handbook) -> Iterator[Answer]:
    for intent in ("about", "goal", "count", "sum", "until"):
        yield Answer(intent, target.url, tuple(goal_facts(target)), Step("各份文件的目标并排看", target.url))


def day_fact(day: Day) -> Fact:
    """A date of the calendar; one that has passed says so on the day of reading."""
    over = f"{day.date.isoformat()}T{day.hour}" if day.hour else (day.date + timedelta(days=1)).isoformat()
    states = (("", "upcoming", "还没有到", ""), (over, "closed", "已过", ""))
    whom = f"（{day.for_whom}）" if day.for_whom else ""
    return Fact(f"{facts.day_and_what(day)}{whom}", day.clause or day.document, states)


def of_day(day: Day, book: Handbook) -> Iterator[Answer]:
    for intent in ("about", "until", "force"):
        yield Answer(intent, day.url, (day_fact(day),), Step("看全部日期", day.url))


def of_kind(kind: str, book: Handbook) -> Iterator[Answer]:
    """What a kind of applicant may get: what is written for it, and what the texts leave open."""
    word = book.words.APPLICANT[kind]
    paid = {support: payees.paid(support) for support in book.current}
    named = [support for support, who in paid.items() if kind in who.yes]
    maybe = [support for support, who in paid.items() if kind in who.unknown]
    said = [counted(f"写给{word}的支持", named, book) if named else Fact(f"没有写给{word}的支持")]
    said += told(largest(named)[:SHOWN], book)
    if maybe:
        more = "另有" if named else "有"
        said.append(Fact(f"{more} {len(maybe)} 项没有写明付给谁，不能排除{word}，须自行核对"))
    step = Step(f"筛出与{word}有关的支持", finder(applicant=kind, sort="-amount"))
    for intent in ("about", "sum", "whom", "list", "count"):
        yield Answer(intent, f"kind/{kind}", tuple(said), step)


def span_words(supports: list[Support]) -> str:
    """From the smallest to the largest sum that single supports state; sums are never added."""
    tops = [sum_ for support in supports for sum_ in money.sums(support.data.money)]
    if not tops:
        return ""
    low, high = min(first for first, _ in tops), max(last if last is not None else first for first, last in tops)
    return f"单项写明的数从 {money.exact(low)} 万元到 {money.exact(high)} 万元；各项金额从不相加"
