"""支持力度: every support with its amount, by article and by form.

A ceiling is a hollow bar closed by a heavy edge, a fixed sum a solid bar, a support without a sum a dashed stub without
length; equity is hatched. Nothing is added up: no bar stands for more than one support.
"""

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

STUB = 34.0  # width of the stub for a support without a sum


def picture(book: Handbook) -> Picture:
    about = f"{len(book.supports)} 项支持逐条列出，条长表示单笔上限或定额；没有写金额的画成虚线，不占长度；各笔不能相加"
    return Picture("amounts", "按条款看", about, (_wide(book), _small(book)), "amounts-table")


def by_form(book: Handbook) -> Picture:
    about = "同样的支持，按支持方式分行，从左到右金额由低到高；没有写金额的在最左一列"
    return Picture("amounts-form", "按支持方式看", about, (_wide_forms(book), _small_forms(book)), "amounts-table")


def answer(book: Handbook) -> str:
    kinds = {kind: sum(support.data.amount.kind == kind for support in book.supports) for kind in words.AMOUNT}
    sums = [support.data.amount.wan for support in book.supports if support.data.amount.wan]
    span = f"，单笔从 {min(sums)} 万元到 {max(sums)} 万元" if sums else ""
    return (
        f"{len(book.supports)} 项支持：{kinds['cap']} 项写上限，{kinds['fixed']} 项写定额，{kinds['unstated']} 项没有写金额{span}。"
        "上限不等于可得金额，各笔不能相加。"
    )


def largest(book: Handbook) -> int:
    return max((money.order(support.data.amount) for support in book.supports), default=0) or 1


def groups(book: Handbook) -> list[tuple[Clause, list[Support]]]:
    """Clauses with supports, in the order of the documents."""
    return [(clause, clause.supports) for clause in book.clauses if clause.supports]


def forms(book: Handbook) -> list[tuple[str, list[Support]]]:
    """Forms of support in the order of ``words.FORM``, each with its supports by ascending amount."""
    found = [(facet, [s for s in book.supports if s.data.form.facet == facet]) for facet in words.FORM]
    return [
        (facet, sorted(supports, key=lambda s: money.order(s.data.amount))) for facet, supports in found if supports
    ]


def kind(support: Support) -> str:
    """CSS class of a bar: kind of amount, and whether it is equity, which is not a grant."""
    return f"pic-{support.data.amount.kind}" + (" pic-equity" if support.data.form.facet == "equity" else "")


def said(support: Support) -> str:
    """The amount as shown beside a bar, with its kind if it is not a grant."""
    return money.in_words(support.data.amount, bool(support.data.all_stars)) + (
        "（股权投资）" if support.data.form.facet == "equity" else ""
    )


def _name(support: Support) -> str:
    return f"{support.title}{said(support)}，方式：{facts.form(support)}"


def _bar(support: Support, x: float, y: float, w: float, most: int) -> tuple[Rect, ...]:
    """The bar of one amount; ``w`` is the width of the largest. A ceiling ends in an edge: at most, not exactly."""
    wan, css = support.data.amount.wan, kind(support)
    if wan is None:
        return (Rect(x, y, STUB, 9, css),)
    length = max(w * wan / most, 4)
    if support.data.amount.kind == "cap":
        return Rect(x, y, length, 9, css), Rect(x + length - 3, y - 2, 3, 13, "pic-edge")
    return (Rect(x, y, length, 9, css),)


def _place(clause: Clause) -> str:
    return clause.title if clause.data.kind == "article" else f"行动计划 {clause.title}"


def _entry(canvas: Canvas, support: Support, x: float, y: float, w: float, most: int) -> float:
    """Title, amount and bar of one support. Returns the y of the next entry."""
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
                    x + w, y + 13, sum_, "pic-13 pic-num pic-bold" if support.data.amount.wan else "pic-13 pic-2", "end"
                ),
                *_bar(support, x, bottom, w, most),
            ),
            "pic-sum",
        )
    )
    return bottom + 22


def _block(canvas: Canvas, clause: Clause, supports: list[Support], x: float, y: float, w: float, most: int) -> float:
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


def steps(book: Handbook) -> list[int | None]:
    """The distinct amounts, one column each; unstated first."""
    return [None, *sorted({s.data.amount.wan for s in book.supports if s.data.amount.wan})]


def _mark(support: Support, x: float, y: float, size: float) -> Link:
    shape = [Rect(x - size / 2, y - size / 2, size, size, kind(support), 1)]
    if support.data.amount.kind == "cap":
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
    for index, wan in enumerate(columns):
        x, wide = span(index)
        word = words.UNSTATED if wan is None else f"{wan} {money.UNIT}"
        canvas.add(Text(x + wide / 2, 18, word, "pic-13 pic-num" + (" pic-2" if wan is None else ""), "middle"))
    y = 29.0
    for facet, supports in forms(book):
        cells = [[s for s in supports if s.data.amount.wan == wan] for wan in columns]
        fits = [max(int((span(i)[1] - 12) // 24), 1) for i in range(len(columns))]
        height = 36 + 24 * max((len(cell) - 1) // fit for cell, fit in zip(cells, fits, strict=True) if cell)
        canvas.add(Text(0, y + 23, words.FORM[facet], "pic-14"))
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
        canvas.add(line(0, y + 0.5, SMALL, y + 0.5, "pic-hair"), Text(0, y + 22, words.FORM[facet], "pic-14 pic-bold"))
        y += 34
        for index, support in enumerate(supports):
            x, top = (index % 3) * (SMALL / 3), y + 27 * (index // 3)
            word = str(support.data.amount.wan or words.UNSTATED) + ("★" if support.data.all_stars else "")
            mark = _mark(support, x + 10, top + 6, 13)
            tone = "pic-12 pic-num" if support.data.amount.wan else "pic-12 pic-2"
            canvas.add(
                Link(mark.url, mark.name, (*mark.parts, Text(x + 24, top + 10.5, word, tone)), mark.css, tip=True)
            )
        y += 27 * -(-len(supports) // 3) + 6
    return canvas.drawing("small", max(y, 1))
