"""Small decisions about what a page says, each a named function over linked records. Templates only place the words."""

from datetime import date, timedelta

from generator import words
from generator.handbook import Clause, Department, Document, Handbook, Support


def phases(document: Document) -> list[tuple[str, str, str]]:
    """The states that a document goes through: the ISO day on which each begins ("" from the start), code and word."""
    data, codes = document.data, [("", document.data.force)]
    if data.force == "in-force":
        if data.valid_from:
            codes = [("", "upcoming"), (data.valid_from.isoformat(), "in-force")]
        if data.valid_until:
            codes.append(((data.valid_until + timedelta(days=1)).isoformat(), "expired"))
    elif data.force == "closed" and document.closes:
        codes = [("", "in-force"), ((document.closes + timedelta(days=1)).isoformat(), "closed")]
    return [(day, code, words.STATUS[code]) for day, code in codes]


def status(document: Document, day: date) -> str:
    """The code of a document's state on a day."""
    return [code for begins, code, _ in phases(document) if begins <= day.isoformat()][-1]


def day_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else words.UNSTATED


def validity(document: Document) -> str:
    """Validity in words. A document that gives none says so."""
    data = document.data
    if data.valid_until:
        return f"{day_words(data.valid_from)}至{day_words(data.valid_until)}"
    return words.UNSTATED


def amount(support: Support) -> str:
    """The sum in words, told as what it is: a ceiling, a fixed sum, or not stated."""
    sum_ = support.data.amount
    return words.AMOUNT[sum_.kind] if sum_.wan is None else f"{words.AMOUNT[sum_.kind]} {sum_.wan} 万元"


def per(support: Support) -> str:
    """What one sum is given for."""
    sum_ = support.data.amount
    if sum_.per is None:
        return words.UNSTATED
    return f"{sum_.per}（依文意）" if sum_.per_implied else sum_.per


def form(support: Support) -> str:
    return support.data.form.printed or words.UNSTATED


def applicant(support: Support) -> str:
    return support.data.applicant.printed or words.UNSTATED


def prior(support: Support) -> str:
    data = support.data.prior
    return f"{words.PRIOR[data.kind]}：{data.text}" if data.text else words.PRIOR[data.kind]


def conditions(support: Support) -> list[str]:
    """All conditions, the general one (依法依规, 按规定) last."""
    return [*support.data.conditions, *([support.data.star] if support.data.star else [])]


def reach(support: Support) -> str:
    """Which industries a support is for, where the text names none."""
    return words.REACH.get(support.data.scope.reach, "")


def overlap(document: Document) -> str:
    return document.data.overlap.text if document.data.overlap else "文中未载明与其他政策能否同享。"


def citation(clause: Clause) -> str:
    """A clause in the form of official writing. Its status goes with it where the text binds less."""
    document = clause.document
    number = f"（{document.data.number}）" if document.data.number else ""
    text = f"《{document.title}》{number}{cited_number(clause)}"
    if document.data.force in ("reference", "proposal"):
        return f"{text}〔{words.FORCE[document.data.force]}，不是政策文件〕"
    return text


def cited_number(clause: Clause) -> str:
    """How the number of a clause is cited: an article as 第10条, an item as 第（24）项, others with number and heading."""
    if clause.data.kind == "article" and clause.number:
        return f"第{clause.number.rstrip('.')}条"
    if clause.data.kind == "item" and clause.number:
        return f"第{clause.number}项“{clause.heading}”"
    return f"{clause.number or ''}“{clause.heading}”"


def short_place(clause: Clause) -> str:
    """Document and number in few words, for tables: 若干政策措施 第10条."""
    return f"{clause.document.data.short_title} {cited_number(clause) if clause.data.kind == 'article' else clause.title}"


def ask_whom(support: Support) -> list[Department]:
    """The departments that a reader may ask about a support: those that its clause names."""
    return [duty.department for duty in support.departments if duty.role != "local"]


def figures(book: Handbook) -> list[tuple[str, str, str]]:
    """The figures at a glance: number, unit and word, the address that shows them."""
    sums = [support for support in book.supports if support.data.amount.wan]
    articles = [clause for clause in book.clauses if clause.data.kind == "article"]
    caps = [support for support in sums if support.data.amount.kind == "cap"]
    return [
        (str(len(book.industries)), "个产业", "industries/index.html"),
        (str(len(book.subfields)), "个细分领域", "industries/index.html"),
        (str(len(book.documents)), "份文件", "documents/index.html"),
        (str(len(articles)), "条政策措施", articles[0].document.url if articles else "documents/index.html"),
        (str(len(sums)), f"笔写明的金额（{len(caps)} 个上限，{len(sums) - len(caps)} 个定额）", "supports/index.html"),
        (str(len(book.clauses)), "个可引用的条款", "documents/index.html"),
    ]
