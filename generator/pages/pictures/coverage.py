"""覆盖: which clauses and supports touch which industry; silence is shown as silence.

All articles and actions of texts that bind are columns, even if they name no industry: an empty column shows that. Of
other texts, only clauses that touch an industry are drawn.
"""

from dataclasses import dataclass

from generator.book import words
from generator.book.handbook import Clause, Handbook, Industry, Support
from generator.pages.pictures.duties import short_number, upright
from generator.pages.pictures.shapes import (
    SMALL,
    WIDE,
    Canvas,
    Drawing,
    Link,
    Part,
    Picture,
    Rect,
    Text,
    line,
    lines,
    width,
    wrap,
)

LABEL, OWN, HEAD = 142.0, 78.0, 190.0
DRAWN_WHOLE = ("article", "action")  # of texts that bind


@dataclass(frozen=True)
class Touch:
    """How a clause touches an industry: ``named`` in the text or ``tagged`` by the editors, with the industry's own
    supports."""

    how: str
    supports: tuple[Support, ...]


@dataclass(frozen=True)
class Block:
    """The columns of one document. ``head``: heading in the picture; ``title``: heading in the table."""

    head: str
    title: str
    columns: tuple[Clause, ...]
    binding: bool


def picture(book: Handbook) -> Picture:
    about = f"{len(book.industries)} 个{book.words.names.group}各被哪些条款点到，有几项点名或由编者归类到它的支持；空格就是没有写"
    return Picture("coverage", "覆盖", about, (_wide(book), _small(book)), "coverage-table")


def answer(book: Handbook) -> str:
    named = [support for support in book.current if support.industries]
    tagged = [support for support in book.current if support.tagged and not support.industries]
    none = [industry for industry in book.industries if not industry.own_supports]
    group = book.words.names.group
    open_ = len(book.current) - len(named) - len(tagged)
    said = [
        f"文中点名{group}的支持有 {len(named)} 项{_counted(book, named)}" if named else f"没有支持点名{group}",
        f"另有 {len(tagged)} 项文中没有限定{group}，由编者归类{_counted(book, tagged)}" if tagged else "",
    ]
    rest = (
        f"其余 {len(none)} 个{group}没有这样的支持"
        if len(none) < len(book.industries)
        else f"各个{group}都没有这样的支持"
    )
    rest += f"，看不分{group}的 {open_} 项" if open_ else ""
    return "；".join(filter(None, said)) + "。" + (f"{rest}。" if none and book.current else "")


def _counted(book: Handbook, supports: list[Support]) -> str:
    """How many supports belong to an industry, in brackets; empty for none."""
    counted = set(supports)
    each = [
        (industry.name, sum(support in counted for support in industry.own_supports)) for industry in book.industries
    ]
    said = "、".join(f"{name} {count} 项" for name, count in each if count)
    return f"（{said}）" if said else ""


def blocks(book: Handbook) -> list[Block]:
    found = []
    for document in book.documents:
        columns = tuple(
            clause for clause in document.clauses
            if (clause.data.kind in DRAWN_WHOLE and document.binding)
            or (not document.binding and any(touch(industry, clause) for industry in book.industries))
        )  # fmt: skip
        if columns:
            title, force = document.data.short_title.split("（")[0], words.FORCE[document.data.force]
            head, title = (title, title) if document.binding else (force, f"{title}（{force}）")
            found.append(Block(head, title, columns, document.binding))
    return found


def touch(industry: Industry, clause: Clause) -> Touch | None:
    supports = tuple(s for s in clause.current if industry in s.industries or industry in s.tagged)
    if industry in clause.industries or any(industry in support.industries for support in supports):
        return Touch("named", supports)
    tagged = industry in clause.tagged or any(subfield.industry is industry for subfield in clause.subfields)
    return Touch("tagged", supports) if tagged or supports else None


def open_supports(clause: Clause) -> list[Support]:
    """Supports of a clause that are for every industry."""
    return [support for support in clause.current if not support.industries and not support.tagged]


def touched(industry: Industry, block: Block) -> list[tuple[Clause, Touch]]:
    return [(clause, found) for clause in block.columns if (found := touch(industry, clause))]


def silent(book: Handbook, block: Block) -> list[Clause]:
    """Clauses that name no industry and give no support."""
    return [
        clause for clause in block.columns
        if not open_supports(clause) and not any(touch(industry, clause) for industry in book.industries)
    ]  # fmt: skip


def touch_words(found: Touch) -> str:
    said = "文中点名" if found.how == "named" else "编者归类"
    return f"{said}，{len(found.supports)} 项支持" if found.supports else said


def own_supports(industry: Industry, book: Handbook) -> list[Support]:
    """The supports of an industry in the documents of ``book``, which may be a part of the whole."""
    kept = set(book.documents)
    return [support for support in industry.own_supports if support.document in kept]


def _mark(industry: Industry, clause: Clause, found: Touch, x: float, y: float, size: float, text: str = "") -> Link:
    """A square; with own supports it is filled and shows their number."""
    url = found.supports[0].url if len(found.supports) == 1 else clause.url
    state = f"pic-{found.how}" + (" pic-own" if found.supports else "")
    parts: list[Part] = [Rect(x - size / 2, y - size / 2, size, size, f"pic-touch {state}", 2)]
    label = text or (str(len(found.supports)) if found.supports else "")
    if label:
        parts.append(Text(x, y + 4.5, label, f"pic-13 pic-num pic-count {state}", "middle"))
    name = f"{industry.name}：{clause.document.data.short_title} {clause.title}，{touch_words(found)}"
    return Link(url, name, tuple(parts), f"pic-mark hue-{industry.hue}", tip=True)


def _wide(book: Handbook) -> Drawing:
    canvas, kinds, gap, step = Canvas(), blocks(book), 12.0, 32.0
    count = sum(len(block.columns) for block in kinds)
    cell = (WIDE - LABEL - OWN - gap * len(kinds)) / max(count, 1)
    top = 30 + HEAD
    bottom = top + step * (len(book.industries) + 1)
    canvas.add(*lines(LABEL + 4, top - 48, ["点名或归类", "的支持"], 18, "pic-13 pic-2"))
    x = LABEL + OWN + gap
    for block in kinds:
        across = cell * len(block.columns)
        # The title of a narrow block extends to the left, over its wide neighbour's.
        narrow = width(block.head) * 12 > across
        canvas.add(Text(x + across if narrow else x, 14, block.head, "pic-12 pic-2", "end" if narrow else "start"))
        canvas.add(line(x, 22.5, x + across, 22.5, "pic-rule" if block.binding else "pic-open"))
        for index, clause in enumerate(block.columns):
            at = x + cell * (index + 0.5)
            canvas.add(line(at - cell / 2, 32, at - cell / 2, bottom, "pic-hair"))
            canvas.add(upright(clause, at, 36, cell, HEAD - 8))
            number = len(open_supports(clause))
            if number:
                canvas.add(_open_mark(clause, at, bottom - step / 2, number))
        x += across
        canvas.add(line(x, 32, x, bottom, "pic-hair"))
        x += gap
    for index, industry in enumerate(book.industries):
        y = top + index * step
        canvas.add(line(0, y, WIDE, y, "pic-hair"))
        canvas.add(_label(industry, y + step / 2, LABEL))
        canvas.add(_own(industry, len(own_supports(industry, book)), LABEL + 4, y + step / 2))
        x = LABEL + OWN + gap
        for block in kinds:
            for place, clause in enumerate(block.columns):
                if found := touch(industry, clause):
                    canvas.add(
                        _mark(industry, clause, found, x + cell * (place + 0.5), y + step / 2, min(cell - 4, 20))
                    )
            x += cell * len(block.columns) + gap
    canvas.add(
        line(0, bottom - step, WIDE, bottom - step, "pic-rule"),
        Text(0, bottom - step / 2 + 5, f"不分{book.words.names.group}", "pic-14 pic-bold"),
    )
    total = sum(len(open_supports(clause)) for clause in book.clauses)
    canvas.add(
        Text(LABEL + 4, bottom - step / 2 + 5, f"{total} 项" if total else "没有", "pic-14 pic-num"),
        line(0, bottom, WIDE, bottom, "pic-rule"),
    )
    return canvas.drawing("wide", bottom + 2)


def _label(industry: Industry, y: float, w: float) -> Link:
    hit = Rect(0, y - 13, w - 4, 26, "pic-hit")
    bar = Rect(0, y - 9, 4, 18, "pic-bar")
    size = 14 if len(industry.name) < 10 else 13
    return Link(
        industry.url,
        industry.name,
        (hit, bar, Text(12, y + 5, industry.name, f"pic-{size}")),
        f"pic-cell hue-{industry.hue}",
    )


def _own(industry: Industry, number: int, x: float, y: float) -> Link:
    """How many own supports; none is shown as 没有, not as 0."""
    tone = "pic-14 pic-bold pic-num" if number else "pic-13 pic-2"
    name = f"{industry.name}：点名或归类到它的支持"
    parts = (Rect(x - 4, y - 13, OWN - 10, 26, "pic-hit"), Text(x, y + 5, f"{number} 项" if number else "没有", tone))
    return Link(f"{industry.url}#own-supports", name, parts, "pic-cell")


def _open_mark(clause: Clause, x: float, y: float, number: int) -> Link:
    name = f"{clause.title}：不分{clause.words.names.group}的支持"
    parts = (
        Rect(x - 10, y - 10, 20, 20, "pic-open-mark", 2),
        Text(x, y + 4.5, str(number), "pic-13 pic-num", "middle"),
    )
    return Link(clause.url, name, parts, "pic-mark", tip=True)


# --- on a phone -------------------------------------------------------------------------------------------------------


def _small(book: Handbook) -> Drawing:
    """Each industry a block: the names of its own supports, or that there are none, then the numbers of the clauses
    that touch it. Untouched clauses stay pale, so that silence is visible here too."""
    canvas, y = Canvas(), 0.0
    for industry in book.industries:
        canvas.add(Rect(0, y, SMALL, 3, f"pic-bar hue-{industry.hue}"))
        canvas.add(
            Link(
                industry.url,
                industry.name,
                (Text(0, y + 25, industry.name, "pic-name"),),
                f"pic-clause hue-{industry.hue}",
            )
        )
        y += 40
        own = own_supports(industry, book)
        for support in own:
            rows = wrap(support.title, (SMALL - 16) / 13)
            canvas.add(Rect(0, y - 2, 9, 9, f"pic-touch pic-own hue-{industry.hue}"))
            canvas.add(Link(support.url, support.title, lines(16, y + 7, rows, 18, "pic-13"), "pic-word"))
            y += 18 * len(rows) + 4
        if not own:
            canvas.add(Text(0, y + 7, "没有点名或归类到它的支持", "pic-13 pic-2"))
            y += 22
        for block in blocks(book):
            y = _strip(canvas, industry, block, y + 6)
        y += 18
    return canvas.drawing("small", max(y - 14, 1))


def _strip(canvas: Canvas, industry: Industry, block: Block, y: float) -> float:
    """The clauses of one document by number; clauses without a number by heading, and only where they touch."""
    canvas.add(Text(0, y + 10, block.title, "pic-12 pic-2"))
    y += 18
    if all(clause.number for clause in block.columns) and block.binding:
        for index, clause in enumerate(block.columns):
            x, top = 14 + 40 * (index % 7) + 6, y + 14 + 30 * (index // 7)
            found = touch(industry, clause)
            if found:
                canvas.add(_mark(industry, clause, found, x, top, 26, short_number(clause)))
            else:
                canvas.add(Text(x, top + 4.5, short_number(clause), "pic-13 pic-2 pic-num pic-silent", "middle"))
        return y + 30 * -(-len(block.columns) // 7) + 4
    found_here = touched(industry, block)
    for clause, found in found_here:
        rows = wrap(f"{clause.title}（{'点名' if found.how == 'named' else '编者归类'}）", (SMALL - 16) / 13)
        canvas.add(Rect(0, y, 9, 9, f"pic-touch pic-{found.how} hue-{industry.hue}"))
        canvas.add(Link(clause.url, clause.title, lines(16, y + 9, rows, 18, "pic-13"), "pic-word"))
        y += 18 * len(rows) + 4
    if not found_here:
        canvas.add(Text(0, y + 9, "没有提到", "pic-13 pic-2"))
        y += 20
    return y + 4
