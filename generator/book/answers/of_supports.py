"""Answers about a support or a direction, from its view."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.book import application, facts, held, money, telling, validity, words
from generator.book.answers.answer import Answer, Fact, Step, Text
from generator.book.handbook import Direction, Handbook, Support
from generator.book.views.application import ApplicationView
from generator.book.views.supports import SupportView

SHOWN = 3  # supports told one by one; the finder has the rest


def of_support(support: Support, book: Handbook) -> Iterator[Answer]:
    view, step, ask = book.views.support(support), Step("看这一项支持", support.url), first_to_ask(support, book)
    valid = Fact(f"有效期：{view.validity.words}", support)
    versions = [version.text for version in held.versions(support, book.site.as_of)]
    sums = [Fact(sum_words(text, book), text) for text in versions]
    sums += [Fact(money.cap_words(cap), clause or support.clause) for cap, clause in facts.caps_over(support)]
    paid = Fact(f"付给谁：{view.said.payee}", support)

    def answer(intent: str, *told: Fact, open_: bool = True) -> Answer:
        return Answer(intent, support.url, told, step, ask if open_ else "")

    sums += [fact for call in support_calls(support, view) for fact in call.sums]
    told = [fact for call in support_calls(support, view) for fact in call.last]
    done = [Fact(f"结果：{one.words}；公布在{one.published}", support) for one in view.results[:SHOWN]]
    yield answer("about", *sums, paid)
    yield answer("sum", *sums, paid, *done)
    yield answer("meaning", Fact(support.data.what_for.rstrip("。"), support), open_=False)
    whom = [(text, book.views.support(text).said) for text in versions]
    conditions = [Fact(f"条件：{said.conditions}", text) for text, said in whom]
    yield answer("whom", *(Fact(f"写的对象：{said.applicant}", text) for text, said in whom), *conditions, paid)
    yield answer("who", Fact(f"责任单位：{view.said.departments}", support), Fact(giver_words(support, book), support))
    yield answer("until", *told, *window_facts(view.application, support), valid)
    yield answer("how", *told, *way_facts(view.application, support))
    yield answer(
        "contact",
        *[Fact(f"{e.label}：{e.words}", support) for e in view.application.offices]
        or [Fact(f"电话和地址：{words.UNSTATED}", support)],
    )
    yield answer("combine", Fact(view.said.overlap, support.document.overlap_clause or support.document))
    yield answer("force", Fact(f"{valid.words}{basis_words(support, book)}", support), open_=False)


@dataclass(frozen=True)
class _Call:
    """What is told of a call: that it is the latest one, with its state on the day of reading; what it gives."""

    last: tuple[Fact, ...]
    sums: tuple[Fact, ...]


def support_calls(support: Support, view: SupportView) -> list[_Call]:
    """What the latest calls for a support add to its own text. The state is the call's: an old one says that it is over."""
    made = []
    for batch, call in zip(application.latest_batches(support), view.calls, strict=True):
        phases = tuple((p.begins, p.code, p.word, p.last) for p in call.phases) or None
        sums = (Fact(f"{call.words}：{call.amount}", batch, phases),) if call.amount else ()
        made.append(_Call((Fact(f"最近的通知：{call.words}", batch, phases),), sums))
    return made


def of_direction(direction: Direction, book: Handbook) -> Iterator[Answer]:
    said = [Fact(f"{telling.direction_note(direction)}：条款只写了方向，没有写给什么、怎样给", direction.clause)]
    said += [
        Fact(f"写明办法的：{other.title}，{sum_words(other, book)}", other) for other in direction.answered_by[:SHOWN]
    ]
    for intent in ("about", "sum", "how", "whom", "list"):
        yield Answer(intent, direction.url, tuple(said), Step("看这个支持方向", direction.url))


def basis_words(text: Text, book: Handbook) -> str:
    """On what the state of a text rests, in brackets; empty where it needs no word."""
    said = validity.basis(text, validity.day_words(book.site.as_of))
    return f"（{said}）" if said else ""


def sum_words(support: Support, book: Handbook) -> str:
    """The amount with what it is counted by and the reservations printed with it."""
    view = book.views.support(support)
    said = f"金额：{view.amount.words}"
    if view.amount.kinds != ("unstated",):
        said += f"；按什么计：{view.amount.per_words}"
    if "cap" in view.amount.kinds:
        said += "；上限不等于可得金额"
    return said + (f"；条款写有{'、'.join(f'“{star}”' for star in view.stars)}" if view.stars else "")


def giver_words(support: Support, book: Handbook) -> str:
    """Who bears the money: the shares that a text prints, else that it is not stated."""
    payers = book.views.support(support).amount.payers
    shares = "、".join(f"{payer.giver} {payer.percent}%" for payer in payers)
    return f"由谁出钱：{shares or words.UNSTATED}"


def first_to_ask(support: Support, book: Handbook) -> str:
    """The office that the texts name for questions, else the first department that answers for the support."""
    offices = book.views.support(support).application.offices
    asked = next((office for office in offices if office.data["role"] == "ask"), None)
    if asked:
        return f"{asked.words}（咨询）"
    duties = [duty for duty in support.departments if duty.role != "local"]
    if duties:
        return f"{duties[0].department.short}（{telling.departments_label(duties)}{'之一' if len(duties) > 1 else ''}）"
    contact = support.document.contact
    return f"{contact.short}（文件的联系处室）" if contact else ""


def window_facts(apply: ApplicationView, support: Support) -> list[Fact]:
    """Each time to apply with its state on the day of reading, or that none is stated."""
    told = [
        Fact(f"办理时间：{w.words}", support, tuple((p.begins, p.code, p.word, p.last) for p in w.phases))
        for w in apply.windows
    ]
    return told or [Fact(f"什么时候办：{words.UNSTATED}", support)]


def way_facts(apply: ApplicationView, support: Support) -> list[Fact]:
    """What the texts say of the way to apply, and what they leave open."""
    told = [Fact(line, support) for line in apply.lines]
    if apply.unstated_words:
        told.append(Fact(f"{'；'.join(apply.unstated_words)}：{words.UNSTATED}", support))
    return told


def counted(lead: str, supports: Sequence[Support], book: Handbook, text: Text | None = None) -> Fact:
    """How many supports there are and which kinds of sum they state. That changes as days pass: from the first day on which
    one of them begins or ends, the day of the count is told beside it."""
    day = book.site.as_of
    change = held.next_change(supports, day)
    since = f"截至{validity.day_words(day)}"
    return Fact(
        f"{lead} {len(supports)} 项：{counted_words(supports)}",
        text,
        (("", "in-force", "", ""), (change, "closed", since, "")) if change else None,
    )


def counted_words(supports: Iterable[Support]) -> str:
    """How many of some supports state which kind of sum: 20 项写明上限、3 项写明定额、8 项没有写金额."""
    counted = money.counted(support.data.money for support in supports)
    said = [f"{n} 项写明{words.AMOUNT[kind]}" for kind, n in counted.items() if n and kind != "unstated"]
    return "、".join([*said, f"{counted['unstated']} 项没有写金额"] if counted.get("unstated") else said)


def largest(supports: Iterable[Support]) -> list[Support]:
    """Supports with a comparable sum, the largest first."""
    tops = {support: top(support) for support in supports}
    return sorted((support for support in tops if tops[support]), key=lambda support: -tops[support])


def top(support: Support) -> float:
    """The largest number of a support's sums in 万元; 0 where there is none to compare."""
    return max((float(high if high is not None else low) for low, high in money.sums(support.data.money)), default=0.0)


def told(supports: Iterable[Support], book: Handbook) -> list[Fact]:
    """Some supports, each in one sentence with its own text; an amended one in one for each version."""
    return [
        Fact(f"{version.text.title}：{book.views.support(version.text).amount.words}", version.text)
        for support in supports
        for version in held.versions(support, book.site.as_of)
    ]
