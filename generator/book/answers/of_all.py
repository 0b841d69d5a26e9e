"""Answers about the handbook as a whole, and about its own words."""

from collections import Counter
from collections.abc import Iterator

from generator.book import addresses, application, facts, payees, words
from generator.book.answers.answer import Answer, Fact, Step, finder
from generator.book.answers.of_names import GOALS_STEP, day_fact, span_words
from generator.book.answers.of_supports import basis_words, counted, largest, told
from generator.book.answers.questions import questions
from generator.book.handbook import Department, Handbook
from generator.book.views.application import all_windows, own_view


def of_house(book: Handbook) -> Iterator[Answer]:
    """The handbook's own words."""
    for word in questions().house_words:
        step = Step("看使用说明", f"{addresses.GUIDE}#{word.at}")
        for intent in ("meaning", "about"):
            yield Answer(intent, f"house/{word.code}", (Fact(f"{word.names[0]}：{word.says}"),), step)


def of_wholes(book: Handbook) -> Iterator[Answer]:
    """All lists, all documents, all directions."""
    names = "、".join(entry.name for entry in book.lists)
    public = sum(1 for entry in book.lists if any(promised.public for promised in entry.promised))
    published = f"，其中 {public} 份文中写了发布" if public else ""
    lists = (Fact(f"公开清单 {len(book.lists)} 份{published}"), *([Fact(names)] if names else []))
    directions = (Fact(f"只有方向、没有写明给什么的 {len(book.directions)} 项"),)
    for intent in ("about", "list", "count", "who", "until"):
        if book.lists:
            yield Answer(intent, "whole/lists", lists, Step("看全部清单", addresses.LISTS))
    for intent in ("about", "list", "count", "force", "until"):
        yield Answer(intent, "whole/documents", _force(book).facts, Step("看全部文件", addresses.DOCUMENTS))
    for intent in ("about", "list", "count") if book.directions else ():
        yield Answer(intent, "whole/directions", directions, Step("看支持方向", addresses.DIRECTIONS))


def of_all(book: Handbook) -> Iterator[Answer]:
    for make in (_how, _sum, _list, _whom, _who, _until, _combine, _force, _count, _goal, _changed, _meaning, _contact):
        yield make(book)


def _how(book: Handbook) -> Answer:
    stated = [support for support in book.current if application.way(support).fields]
    silent = application.silent_of_all(book.current)
    said = (
        [Fact(f"{len(stated)} 项支持写明了怎样申请（渠道、材料、时间、程序中的几样），见各项的页面")] if stated else []
    )
    said += [Fact(f"支持事项{silent}，文中{words.UNSTATED}")] if silent else []
    for document in book.documents:
        if not document.supports and application.stating(document):
            told_ = f"《{document.data.short_title}》写明了怎样{document.data.submission}，见这份文件"
            said.append(Fact(told_, document))
    answered = [support for support in book.current if support.departments]
    said += [Fact(f"{len(answered)} 项支持写明了责任单位，可按事项去问")] if answered else []
    step = "找到那一项支持，看它的责任单位" if answered else "找到那一项支持"
    return Answer("how", "", tuple(said), Step(step, finder()), _most_named(book))


def _sum(book: Handbook) -> Answer:
    said = [counted("支持事项", book.current, book)]
    if span := span_words(book.current):
        said.append(Fact(span))
    said += told(largest(book.current)[:1], book)
    return Answer("sum", "", tuple(said), Step("按金额从大到小看", finder(sort="-amount")))


def _list(book: Handbook) -> Answer:
    said = [counted("支持事项", book.current, book)]
    if book.directions:
        said.append(Fact(f"只有方向、没有写明办法的 {len(book.directions)} 项，单列一页"))
    return Answer("list", "", tuple(said), Step("按对象、金额等筛选", finder()))


def _whom(book: Handbook) -> Answer:
    paid = [payees.paid(support) for support in book.current]
    named: Counter[str] = Counter(kind for who in paid for kind in who.yes)
    said = [f"{word} {named[kind]} 项" for kind, word in book.words.APPLICANT.items() if named[kind]]
    facts_ = [Fact(f"文中写给谁：{'、'.join(said)}（一项可以写给几类）")]
    silent = sum(1 for who in paid if not who.yes)
    if silent:
        facts_.append(Fact(f"{silent} 项没有写给谁，不能排除任何一类"))
    return Answer("whom", "", tuple(facts_), Step("回答几个问题，看哪些可能与您有关", addresses.ASK))


def _named_most(book: Handbook) -> list[tuple[Department, int]]:
    counted = Counter(
        duty.department for support in book.current for duty in support.departments if duty.role != "local"
    )
    return counted.most_common(3)


def _most_named(book: Handbook) -> str:
    most = _named_most(book)
    return f"{most[0][0].short}（{most[0][1]} 项支持的责任单位）" if most else ""


def _who(book: Handbook) -> Answer:
    said = "、".join(f"{department.short}（{n} 项）" for department, n in _named_most(book))
    told_ = [Fact("每项支持由哪个单位负责，写在它自己的页面上")]
    if said:
        told_.append(Fact(f"负责支持事项最多的：{said}"))
    shared = sum(1 for support in book.current if book.views.support(support).amount.payers)
    told_.append(Fact(f"由谁出钱：{f'{shared} 项写明了分担' if shared else words.UNSTATED}"))
    return Answer("who", "", tuple(told_), Step("看全部部门", addresses.DEPARTMENTS))


def _until(book: Handbook) -> Answer:
    said = [
        Fact(f"办理时间：{window.words}", text, tuple((p.begins, p.code, p.word, p.last) for p in window.phases))
        for text, window in all_windows(book)
    ][:4]
    # A window of the way to apply is a day of the calendar too (``of``): each deadline is told once.
    said += [day_fact(day) for day in book.days if day.kind == "deadline" and day.of is None and not day.clause][:4]
    for document in facts.in_force_first([d for d in book.documents if d.binding], book.site.as_of):
        said.append(
            Fact(f"《{document.data.short_title}》有效期：{book.views.document(document).validity.words}", document)
        )
    return Answer("until", "", tuple(said), Step("看全部日期", addresses.DATES))


def _combine(book: Handbook) -> Answer:
    stated = [document for document in book.documents if document.data.overlap]
    said = [Fact(facts.overlap(document), document.overlap_clause or document) for document in stated]
    silent = [d.data.short_title for d in book.documents if d.binding and d.supports and not d.data.overlap]
    if silent:
        said.append(Fact(f"{'、'.join(f'《{title}》' for title in silent)}没有写能否与其他政策同享：{words.UNSTATED}"))
    return Answer("combine", "", tuple(said), Step("看支持事项", finder()), _most_named(book))


def _force(book: Handbook) -> Answer:
    said = [
        Fact(f"《{document.data.short_title}》{basis_words(document, book)}", document)
        for document in facts.in_force_first(book.documents, book.site.as_of)
    ]
    return Answer("force", "", tuple(said), Step("看全部文件", addresses.DOCUMENTS))


def _count(book: Handbook) -> Answer:
    said = "、".join(f"{n} {unit}" for n, unit, _ in facts.figures(book))
    names = "、".join(industry.name for industry in book.industries)
    counts = (
        (len(book.current), "支持事项 {} 项"),
        (len(book.directions), "支持方向 {} 项"),
        (len(book.lists), "公开清单 {} 份"),
    )
    # What a handbook has none of is not counted.
    besides = "，".join(words_.format(n) for n, words_ in counts if n)
    group = book.words.names.group
    told_ = (said, besides, f"{group}：{names}" if names else "")
    step = Step(f"看{group}", addresses.INDUSTRIES) if names else Step("看全部文件", addresses.DOCUMENTS)
    return Answer("count", "", tuple(Fact(words_) for words_ in told_ if words_), step)


def _goal(book: Handbook) -> Answer:
    documents = dict.fromkeys(goal.clause.document for target in book.targets for goal in target.goals)
    said = [
        Fact(f"《{d.data.short_title}》写了 {sum(1 for t in book.targets if t.goal_of(d))} 项目标", d)
        for d in documents
    ]
    return Answer("goal", "", tuple(said) or (Fact(f"目标：{words.UNSTATED}"),), GOALS_STEP)


def office_facts(book: Handbook, department: Department | None = None) -> list[Fact]:
    """Offices with their place and telephone as the texts state them, and offices for questions; of one department, or all."""
    found: dict[str, Fact] = {}
    for document in book.documents:
        contact = document.data.contact
        if contact and department in (None, document.contact):
            found[contact.text] = Fact(f"《{document.data.short_title}》的联系处室：{contact.text}", document)
        for text in application.stating(document):
            view = own_view(text, book)
            for office in view.offices if view else ():
                if department and department.id not in (office.data["department"], office.data["division"]):
                    continue
                if office.data["telephone"] or office.data["place"] or office.data["role"] == "ask":
                    found.setdefault(office.words, Fact(f"{office.label}：{office.words}", text))
    return list(found.values())


def _contact(book: Handbook) -> Answer:
    said = office_facts(book)
    shown = said[:4]
    if len(said) > 4:
        shown.append(Fact(f"另有 {len(said) - 4} 处，见各项支持和条款的页面"))
    shown.append(Fact("其余的，文中没有写电话和地址" if said else f"电话和地址：文中{words.UNSTATED}"))
    return Answer("contact", "", tuple(shown), Step("看全部部门", addresses.DEPARTMENTS), _most_named(book))


def of_contact(department: Department, book: Handbook) -> Iterator[Answer]:
    """How to reach a department, as far as the texts say."""
    said = office_facts(book, department) or [Fact(f"电话和地址：文中{words.UNSTATED}")]
    yield Answer("contact", department.url, tuple(said[:4]), Step(f"看{department.short}的全部事项", department.url))


def _changed(book: Handbook) -> Answer:
    said = [Fact(f"数据版本 {book.site.version}，{facts.day_words(book.site.as_of)}")]
    if book.editions:
        latest = book.editions[0]
        said.append(Fact(f"{latest.version} 版：{latest.title}，{len(latest.changes)} 处变化"))
    return Answer("changed", "", tuple(said), Step("看更新记录", addresses.UPDATES))


def _meaning(book: Handbook) -> Answer:
    said = [Fact(f"《{book.site.title}》是公开政策文件的摘编，不是官方文本，以公开原文为准")]
    if book.site.notice:
        said.insert(0, Fact(book.site.notice.rstrip("。")))
    return Answer("meaning", "", tuple(said), Step("看这本手册怎样编成", addresses.ABOUT))
