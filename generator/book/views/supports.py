"""Views of what a clause gives: supports and directions."""

from datetime import date

from pydantic import Field

from generator.book import application, conditions, facts, means, money, payees, standing, telling, words
from generator.book.handbook import Direction, Handbook, Support
from generator.book.views import chain as chain_of
from generator.book.views import states as states_of
from generator.book.views.amounts import AmountView, CapView, FundingView, amount_of, caps_of, funding_of
from generator.book.views.application import ApplicationView, application_view, said
from generator.book.views.base import (
    DutyView,
    HeldView,
    Part,
    ValidityView,
    View,
    duties,
    held_of,
    identity,
    validity_of,
)
from generator.book.views.conditions import ConditionView, condition_view
from generator.records import Amount, Applicant, Form, Leaf, Scope


class PriorView(Part):
    """Prior qualifications. ``also``: kinds of which one is enough; ``every``: kinds that are all needed."""

    kind: str
    also: tuple[str, ...]
    every: tuple[str, ...]
    text: str | None


class PayeeView(Part):
    """Who is paid: kinds that the text names (``yes``) and kinds that it leaves open (``unknown``), with the reason."""

    printed: str | None
    yes: tuple[str, ...]
    unknown: tuple[str, ...]
    ground: str
    ground_word: str
    words: str


class SupportWords(Part):
    """Each field of a support in words, the same in every output."""

    kind: str
    applicant: str
    payee: str
    prior: str
    qualifications: str
    means: str
    conditions: str
    form: str
    form_facet: str
    activity: str
    reach: str
    industries: str
    tagged: str
    departments: str
    overlap: str
    unstated: str
    windows: str
    channels: str
    materials: str
    offices: str
    steps: str
    place: str
    document: str
    number: str
    amount_of: str
    amount_period: str
    caps: str
    funding: str
    calls: str
    results: str


class SupportView(View):
    """A support. Amounts are never added."""

    clause: str
    point: str | None
    document: str
    title: str
    aliases: tuple[str, ...]
    what_for: str
    activity: str
    applicant: Applicant
    payee: PayeeView
    prior: PriorView
    form: Form
    amount: AmountView
    caps: tuple[CapView, ...] = Field(description="几项支持合计的上限，凡管着本项的")
    funding: tuple[FundingView, ...]
    means: tuple[str, ...]
    conditions: tuple[str, ...]
    conditions_tree: tuple[ConditionView, ...] = Field(description="须同时符合的各项条件；每项可以再分")
    star: str | None
    stars: tuple[str, ...]
    object_open: bool
    scope: Scope
    industries: tuple[str, ...]
    departments: tuple[DutyView, ...]
    departments_open: bool
    valid_from: date | None
    valid_until: date | None
    validity: ValidityView
    held: HeldView
    overlap: str | None
    unstated: tuple[str, ...]
    application: ApplicationView
    ways: tuple[str, ...] = Field(description="怎样申请，文中写明的逐条说法；没有写明的见 application.unstated")
    promise: bool
    answered_in: tuple[str, ...]
    answered_by: tuple[str, ...]
    gap: str | None
    said: SupportWords
    calls: tuple[chain_of.CallView, ...] = Field(description="最近年度的通知里为它开的批次")
    results: tuple[chain_of.ResultView, ...] = Field(description="通知公布的历年结果，不是承诺")
    chain: tuple[chain_of.LinkView, ...] = Field(
        description="从政策条款到细则、各年通知、结果；解读和征求意见稿不是依据"
    )
    answered: tuple[chain_of.AnsweredView, ...] = Field(description="政策条款没有写、最近的通知写明的")
    states: tuple[states_of.SupportState, ...] = Field(description="被修改过的支持事项，各个时期的金额；没有修改的为空")


def support_view(support: Support, book: Handbook) -> SupportView:
    data, document, valid = support.data, support.document, validity_of(support, book)
    apply = application_view(support, book)
    calls, results = chain_of.calls(support, book), chain_of.results(support)
    return SupportView(
        **identity(support, book),
        clause=support.clause.id,
        point=data.point,
        document=document.id,
        title=support.title,
        aliases=data.aliases,
        what_for=data.what_for,
        activity=data.activity,
        applicant=data.applicant,
        payee=_payee(support),
        prior=_prior(support),
        form=data.form,
        amount=amount_of(support),
        caps=caps_of(support),
        funding=funding_of(support),
        means=means.of_support(support),
        conditions=tuple(facts.conditions(support)),
        conditions_tree=tuple(
            condition_view(said, support, book) for said in conditions.said(standing.tree(support), support.words)
        ),
        star=next(iter(data.all_stars), None),
        stars=data.all_stars,
        object_open=data.object_open,
        scope=data.scope,
        industries=tuple(industry.id for industry in [*support.industries, *support.tagged]),
        departments=duties(support.departments),
        departments_open=support.departments_open,
        valid_from=valid.valid_from,
        valid_until=valid.valid_until,
        validity=valid,
        held=held_of(support, book),
        overlap=document.data.overlap.rule if document.data.overlap else None,
        unstated=data.unstated,
        application=apply,
        ways=apply.lines,
        promise=support.promise,
        answered_in=tuple(clause.id for clause in support.answered_in),
        answered_by=tuple(other.id for other in support.answered_by),
        gap=data.later.gap if data.later else None,
        said=_said(support, apply, calls, results),
        calls=calls,
        results=results,
        chain=chain_of.links(support, book),
        answered=chain_of.answered(support),
        states=states_of.of_support(support, book),
    )


def _prior(support: Support) -> PriorView:
    prior = conditions.prior(standing.tree(support))
    return PriorView(kind=prior.kind, also=prior.also, every=prior.every, text=prior.text)


def _payee(support: Support) -> PayeeView:
    paid, payee = payees.paid(support), support.data.payee
    return PayeeView(
        printed=payee.printed if payee else None,
        yes=paid.yes,
        unknown=paid.unknown,
        ground=paid.ground,
        ground_word=words.PAYEE_GROUND[paid.ground],
        words=paid.words,
    )


def _said(
    support: Support,
    apply: ApplicationView,
    calls: tuple[chain_of.CallView, ...],
    results: tuple[chain_of.ResultView, ...],
) -> SupportWords:
    data = support.data
    return SupportWords(
        kind="未定额承诺" if support.promise else "支持事项",
        applicant=facts.applicant(support),
        prior=facts.prior(support),
        payee=_payee_words(support),
        means=_joined([words.MEANS[code] for code in means.of_support(support)]),
        qualifications=_joined(
            [_qualification(leaf, support) for leaf in conditions.qualifications(standing.tree(support))], "无"
        ),
        conditions=_joined(facts.conditions(support), words.NO_CONDITION),
        form=facts.form(support),
        form_facet=support.words.FORM[data.form.facet],
        activity=support.words.ACTIVITY[data.activity],
        reach=facts.reach(support),
        industries=_joined([industry.name for industry in support.industries], facts.reach(support)),
        tagged=_joined([industry.name for industry in support.tagged], "无"),
        departments=telling.departments_words(support.departments, support.departments_open),
        overlap=facts.overlap(support.document),
        unstated=_joined([*data.unstated, *application.silence(support)], "无"),
        windows=said(apply.windows),
        channels=said(apply.channels),
        materials=said(apply.materials),
        offices=said(apply.offices, labelled=True),
        steps=said((*apply.automatic, *apply.steps), labelled=bool(apply.automatic)),
        place=facts.short_place(support.clause),
        document=support.document.title,
        number=support.document.data.number or words.UNSTATED,
        amount_of=_amount_of(data.money),
        amount_period="、".join(dict.fromkeys(money.period_words(part) for part in data.money.parts)),
        calls=chain_of.said(calls),
        results=chain_of.results_said(results),
        caps=_joined([f"{cap.words}（{cap.place}）" if cap.place else cap.words for cap in caps_of(support)]),
        funding=_joined([f"{one.words}（{one.place}）" if one.place else one.words for one in funding_of(support)]),
    )


def _amount_of(amount: Amount) -> str:
    """What the rates of an amount are of; that there is no rate is said too, for silence would be another thing."""
    rates = [part for part in amount.parts if part.percent is not None and part.unit == "percent"]
    return "、".join(dict.fromkeys(map(money.of_words, rates))) or "没有写比例"


def _payee_words(support: Support) -> str:
    """Who is paid, for a table cell: whom the text names, or why it is open and who else it may be."""
    paid = payees.paid(support)
    others = [support.words.APPLICANT[kind] for kind in paid.unknown]
    if not others:
        return paid.words or facts.applicant(support)
    named = (
        "各类对象都不能排除"
        if set(paid.unknown) | set(paid.yes) == set(support.words.APPLICANT)
        else f"不能排除{'、'.join(others)}"
    )
    return f"{paid.words.rstrip('。')}；{named}"


def _qualification(leaf: Leaf, support: Support) -> str:
    """A qualification in one line: kind, level, newness, grades."""
    return " · ".join([words.CONDITION[leaf.kind], conditions.in_words(leaf), *conditions.marks(leaf, support.words)])


def _joined(items: list[str], none: str = words.UNSTATED) -> str:
    return "；".join(items) or none


class DirectionWords(Part):
    """Each field of a direction in words."""

    strength: str
    whom: str
    kinds: str
    means: str
    activity: str
    industries: str
    reach: str
    place: str


class DirectionView(View):
    """A direction without a stated way. ``strength``: code of ``words.DIRECTION``; ``means``: ways named without an
    extent; ``answered_in`` and ``answered_by``: what states more elsewhere; ``gap``: what is still missing."""

    clause: str
    document: str
    point: str | None
    title: str
    text: str
    whom: str | None
    verb: str | None
    strength: str | None
    kinds: tuple[str, ...]
    activity: str
    means: tuple[str, ...]
    scope: Scope | None
    industries: tuple[str, ...]
    answered_in: tuple[str, ...]
    answered_by: tuple[str, ...]
    gap: str | None
    note: str | None
    validity: ValidityView
    said: DirectionWords


def direction_view(direction: Direction, book: Handbook) -> DirectionView:
    data = direction.data
    return DirectionView(
        **identity(direction, book),
        clause=direction.clause.id,
        document=direction.document.id,
        point=data.point,
        title=data.title,
        text=data.text,
        whom=data.whom,
        verb=data.verb,
        strength=direction.strength,
        kinds=data.kinds,
        activity=data.activity,
        means=data.means,
        scope=direction.scope,
        industries=tuple(industry.id for industry in [*direction.industries, *direction.tagged]),
        answered_in=tuple(clause.id for clause in direction.answered_in),
        answered_by=tuple(support.id for support in direction.answered_by),
        gap=data.later.gap if data.later else None,
        note=data.note,
        validity=validity_of(direction.clause, book),
        said=_direction_said(direction),
    )


def _direction_said(direction: Direction) -> DirectionWords:
    data, scope = direction.data, direction.scope
    reach = direction.words.REACH.get(scope.reach, "") if scope else direction.words.REACH["any"]
    return DirectionWords(
        strength=words.DIRECTION[direction.strength] if direction.strength else words.UNSTATED,
        whom=data.whom or words.UNSTATED,
        kinds=_joined([direction.words.APPLICANT[kind] for kind in data.kinds]),
        means=_joined([words.MEANS[means] for means in data.means]),
        activity=direction.words.ACTIVITY[data.activity],
        industries=_joined([industry.name for industry in [*direction.industries, *direction.tagged]], reach),
        reach=reach,
        place=facts.short_place(direction.clause),
    )
