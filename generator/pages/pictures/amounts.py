"""支持力度: every support with its amount, by article and by form.

A ceiling is a hollow bar closed by a heavy edge, a fixed sum a solid bar, a support without a sum a dashed stub without
length; equity is hatched. Nothing is added up: no bar stands for more than one support.
"""

from decimal import Decimal

from generator.book import facts, money, words
from generator.book.handbook import Clause, Handbook, Support
from generator.pages.pictures.shapes import (
    SMALL,
    WIDE,
    Canvas,
    Drawing,
    Link,
    Picture,
    Rect,
    Text,
    line,
    lines,
    width,
    wrap,
)

MARKED = ("cap", "fixed")  # the kinds of sums that bars tell apart
STUB = 34.0  # the width of what has no sum


def picture(book: Handbook) -> Picture:
    about = f"{len(book.current)} 项支持逐条列出，条长表示单笔上限或定额；没有写金额的画成虚线，不占长度；各笔不能相加"
    return Picture("amounts", "按条款看", about, (_wide(book), _small(book)), "amounts-table")


def by_form(book: Handbook) -> Picture:
    about = "同样的支持，按支持方式分行，从左到右金额由低到高；没有写金额的在最左一列"
    return Picture("amounts-form", "按支持方式看", about, (_wide_forms(book), _small_forms(book)), "amounts-table")


def answer(book: Handbook) -> str:
    kinds = {kind: sum(support.data.money.kind == kind for support in book.current) for kind in words.AMOUNT}
    sums = [money.exact(high) for support in book.current if (high := money.order(support.data.money))]
    span = f"，单笔从 {min(sums)} 万元到 {max(sums)} 万元" if sums else ""
    told = "，".join(
        f"{count} 项写{words.AMOUNT[kind]}" for kind, count in kinds.items() if count and kind != "unstated"
    )
    silent = f"{kinds['unstated']} 项没有写金额" if kinds["unstated"] else ""
    return (
        f"{len(book.current)} 项支持：{'，'.join(filter(None, (told, silent)))}{span}。"
        "上限不等于可得金额，各笔不能相加。"
    )


def largest(book: Handbook) -> float:
    return float(max((money.order(support.data.money) for support in book.current), default=0) or 1)


def groups(book: Handbook) -> list[tuple[Clause, list[Support]]]:
    """Clauses with supports, in the order of the documents."""
    return [(clause, clause.current) for clause in book.clauses if clause.current]


def forms(book: Handbook) -> list[tuple[str, list[Support]]]:
    """Forms of support in the order of the words, each with its supports by ascending amount."""
    found = [(facet, [s for s in book.current if s.data.form.facet == facet]) for facet in book.words.FORM]
    return [(facet, sorted(supports, key=lambda s: money.order(s.data.money))) for facet, supports in found if supports]


def kind(support: Support) -> str:
    """The class of a bar: kind of sum, and whether it is equity, which is no grant. A rate has no length."""
    amount = support.data.money
    code = next((kind for kind in amount.kinds if kind in MARKED), "fixed") if money.order(amount) else amount.kind
    return f"pic-{code if code in (*MARKED, 'unstated') else 'rate'}" + (
        " pic-equity" if support.words.core("forms", support.data.form.facet) == "equity" else ""
    )


def said(support: Support) -> str:
    """The sum as it stands beside a bar, with what it is if it is no grant."""
    return money.in_words(support.data.money, bool(support.data.all_stars)) + (
        "（股权投资）" if support.words.core("forms", support.data.form.facet) == "equity" else ""
    )


def _name(support: Support) -> str:
    return f"{support.title}{said(support)}，方式：{facts.form(support)}"


def _bar(support: Support, x: float, y: float, w: float, most: float) -> tuple[Rect, ...]:
    """The bar of a support, ``w`` for the largest sum; a range begins where it does. A ceiling ends in an edge: up to here,
    not this much; so does every tier. What cannot be compared (a rate, a sum a year) has no length."""
    sums, css = money.sums(support.data.money), kind(support)
    if not sums:
        return (Rect(x, y, STUB, 9, css),)
    ends = sorted({max(w * float(high or low) / most, 4) for low, high in sums})
    spans = len(sums) == 1 and sums[0][1] is not None and sums[0][0] != sums[0][1]
    start = w * float(sums[0][0]) / most if spans else 0
    bar = Rect(x + start, y, max(ends[-1] - start, 4), 9, css)
    if css.startswith("pic-cap") or len(ends) > 1 or spans:
        return bar, *(Rect(x + end - 3, y - 2, 3, 13, "pic-edge") for end in ends)
    return (bar,)


def _place(clause: Clause) -> str:
    return clause.title if clause.data.kind == "article" else f"{clause.words.names.plan} {clause.title}"


def _entry(canvas: Canvas, support: Support, x: float, y: float, w: float, most: float) -> float:
    """Title, sum and bar of one support. Returns where the next begins."""
    sum_ = said(support)
    title = wrap(support.title, (w - width(sum_) * 13 - 14) / 13)
    bottom = y + 4 + 17 * len(title)
    canvas.add(
        Link(
            support.url,
            _name(support),
            (
                Rect(x - 6, y - 2, w + 12, bottom - y + 20, "pic-hit"),
                *lines(x, y + 13, title, 17, "pic-13"),
                Text(
                    x + w,
                    y + 13,
                    sum_,
                    "pic-13 pic-num pic-bold" if money.order(support.data.money) else "pic-13 pic-2",
                    "end",
                ),
                *_bar(support, x, bottom, w, most),
            ),
            "pic-sum",
        )
    )
    return bottom + 22


def _block(canvas: Canvas, clause: Clause, supports: list[Support], x: float, y: float, w: float, most: float) -> float:
    rows = wrap(_place(clause), w / 15)
    canvas.add(line(x, y + 0.5, x + w, y + 0.5, "pic-rule"))
    canvas.add(Link(clause.url, _place(clause), lines(x, y + 22, rows, 20, "pic-title"), "pic-clause"))
    y += 16 + 20 * len(rows)
    for support in supports:
        y = _entry(canvas, support, x, y, w, most)
    return y + 12


def _wide(book: Handbook) -> Drawing:
    """Two columns of about equal height, read downwards."""
    found, most, gap = groups(book), largest(book), 56.0
    w = (WIDE - gap) / 2
    heights = [_block(Canvas(), clause, supports, 0, 0, w, most) for clause, supports in found]
    canvas, x, y, used, ends = Canvas(), 0.0, 0.0, 0.0, [0.0]
    for (clause, supports), height in zip(found, heights, strict=True):
        if x == 0 and used and used + height / 2 > sum(heights) / 2:
            x, y = w + gap, 0.0
        used += height
        y = _block(canvas, clause, supports, x, y, w, most)
        ends.append(y)
    return canvas.drawing("wide", max(ends) - 16)


def _small(book: Handbook) -> Drawing:
    canvas, y, most = Canvas(), 0.0, largest(book)
    for clause, supports in groups(book):
        y = _block(canvas, clause, supports, 0, y, SMALL, most)
    return canvas.drawing("small", max(y - 16, 1))


# --- by form ----------------------------------------------------------------------------------------------------------


def steps(book: Handbook) -> list[Decimal]:
    """The largest sums that occur, each a column; first (0) that of what has no sum to compare."""
    return [Decimal(0), *sorted({high for s in book.current if (high := money.order(s.data.money))})]


def _mark(support: Support, x: float, y: float, size: float) -> Link:
    shape = [Rect(x - size / 2, y - size / 2, size, size, kind(support), 1)]
    if kind(support).startswith("pic-cap"):
        shape.append(Rect(x + size / 2 - 3, y - size / 2 - 2, 3, size + 4, "pic-edge"))
    hit = Rect(x - size / 2 - 3, y - size / 2 - 5, size + 6, size + 10, "pic-hit")
    return Link(support.url, _name(support), (hit, *shape), "pic-sum", tip=True)


def _wide_forms(book: Handbook) -> Drawing:
    """Rows are forms, columns amounts: how often each occurs, and of which kind."""
    canvas, columns, label = Canvas(), steps(book), 92.0
    first = 170.0
    w = (WIDE - label - first) / max(len(columns) - 1, 1)

    def span(index: int) -> tuple[float, float]:
        return (label, first) if index == 0 else (label + first + w * (index - 1), w)

    canvas.add(line(0, 28.5, WIDE, 28.5, "pic-rule"))
    other = any(not money.order(s.data.money) and money.has_sum(s.data.money) for s in book.current)
    without = f"{words.UNSTATED}或不可比" if other else words.UNSTATED
    for index, wan in enumerate(columns):
        x, wide = span(index)
        word = f"{money.exact(wan)} {money.UNIT}" if wan else without
        canvas.add(Text(x + wide / 2, 18, word, "pic-13 pic-num" + ("" if wan else " pic-2"), "middle"))
    y = 29.0
    for facet, supports in forms(book):
        cells = [[s for s in supports if money.order(s.data.money) == wan] for wan in columns]
        fits = [max(int((span(i)[1] - 12) // 24), 1) for i in range(len(columns))]
        height = 36 + 24 * max((len(cell) - 1) // fit for cell, fit in zip(cells, fits, strict=True) if cell)
        canvas.add(Text(0, y + 23, book.words.FORM[facet], "pic-14"))
        for index, cell in enumerate(cells):
            x, wide = span(index)
            across = min(len(cell), fits[index])
            for place, support in enumerate(cell):
                left = x + wide / 2 + 24 * (place % fits[index] - (across - 1) / 2)
                canvas.add(_mark(support, left, y + 18 + 24 * (place // fits[index]), 14))
        y += height
        canvas.add(line(0, y, WIDE, y, "pic-hair"))
    return canvas.drawing("wide", y + 2)


def _small_forms(book: Handbook) -> Drawing:
    """On a phone each form is a line with its amounts in words, each with its mark."""
    canvas, y = Canvas(), 0.0
    for facet, supports in forms(book):
        canvas.add(
            line(0, y + 0.5, SMALL, y + 0.5, "pic-hair"), Text(0, y + 22, book.words.FORM[facet], "pic-14 pic-bold")
        )
        y += 34
        for index, support in enumerate(supports):
            x, top = (index % 3) * (SMALL / 3), y + 27 * (index // 3)
            largest_sum = money.order(support.data.money)
            word = str(money.exact(largest_sum)) if largest_sum else words.AMOUNT[support.data.money.kind]
            word += "★" if support.data.all_stars else ""
            mark = _mark(support, x + 10, top + 6, 13)
            tone = "pic-12 pic-num" if largest_sum else "pic-12 pic-2"
            canvas.add(
                Link(mark.url, mark.name, (*mark.parts, Text(x + 24, top + 10.5, word, tone)), mark.css, tip=True)
            )
        y += 27 * -(-len(supports) // 3) + 6
    return canvas.drawing("small", max(y, 1))
