"""政策脉络: the documents in order of time, each in the lane of its force, with arrows between them.

An arrow runs from the document that states a relation to the one it names; where no text names the other, the
comparison is the editors' and labelled so. What a document rests on outside the collection is above its box.
"""

from dataclasses import dataclass
from datetime import date

from generator.book import facts, rolls, validity, words
from generator.book.handbook import Document, Handbook
from generator.book.imprint import MARKS
from generator.pages.pictures.shapes import (
    SMALL,
    WIDE,
    Canvas,
    Drawing,
    Link,
    Path,
    Picture,
    Rect,
    Text,
    line,
    lines,
    number,
    width,
    wrap,
)

LANES = (
    ("有约束力", ("in-force",)),
    ("报送期限已过", ("closed",)),
    ("不是政策，只供参考", ("draft", "interpretation", "reference", "proposal")),
)


@dataclass(frozen=True)
class Arrow:
    """What one document says of another, in words. ``stated`` is false where only the editors compare them."""

    source: Document
    target: Document
    label: str
    type: str
    note: str

    @property
    def stated(self) -> bool:
        return self.type != "compares"


def picture(book: Handbook) -> Picture:
    return Picture(
        "documents",
        "政策脉络",
        f"{len(book.documents)} 份文件按时间从左到右（手机上从上到下），箭头从作出表述的文件指向它提到的文件，虚线是编者的对照，边框表示效力",
        (_wide(book), _small(book)),
        "documents-table",
    )


def answer(book: Handbook) -> str:
    bind = [document for document in book.documents if document.data.force == "in-force"]
    said: dict[str, list[str]] = {}
    for document in bind:
        word = validity.state(document, book.site.as_of).word
        said.setdefault(word, []).append(f"《{document.data.short_title}》")
    told = "；".join(
        f"{word}的是{'、'.join(names)}" if len(bind) <= rolls.NAMES else f"{word}的有 {len(names)} 份"
        for word, names in said.items()
    )
    rest = (
        "" if len(bind) == len(book.documents) else "其余的已过报送期限，或者不是政策" if told else "没有现行有效的文件"
    )
    return f"截至{MARKS.words}，{len(book.documents)} 份文件里{'；'.join(filter(None, (told, rest)))}。"


def first_day(document: Document) -> date | None:
    days = [day for day in (document.data.issued, document.data.published) if day]
    return min(days) if days else None


def date_words(document: Document, book: Handbook) -> list[str]:
    """The dates in a box. A document without a date says so and shows its first deadline."""
    data = document.data
    said = []
    if data.issued:
        said.append(f"{facts.day_words(data.issued)}印发")
    if data.published:
        said.append(f"{facts.day_words(data.published)}{facts.published_word(document)}")
    if not said:
        said.append(f"印发日期{words.UNSTATED}")
        said += [f"{facts.day_words(document.closes)}截止"] if document.closes else []
    return said


def ordered(book: Handbook) -> list[Document]:
    """Documents by date. One without a date comes before its first deadline, the latest date it can have."""

    def day(document: Document) -> date:
        ends = [day.date for day in book.days if day.document is document]
        return first_day(document) or (min(ends) if ends else book.site.as_of)

    return sorted(book.documents, key=lambda document: (day(document), document.id))


def arrows(book: Handbook) -> list[Arrow]:
    """Relations of the documents with others of the collection, from the side that states them."""
    return [
        Arrow(document, relation.document, relation.label, relation.code, relation.note)
        for document in book.documents
        for relation in document.relations
        if relation.document and relation.stated
    ]


def _drawn(book: Handbook) -> list[Arrow]:
    """The relations whose both ends are in the picture, which may show a part of the collection."""
    kept = set(book.documents)
    return [arrow for arrow in arrows(book) if arrow.target in kept]


def outside(document: Document) -> list[tuple[str, str]]:
    """What a document rests on outside the collection: name, and address in the term index."""
    return [(relation.term.name, relation.term.url) for relation in document.relations if relation.term]


def _box(document: Document, book: Handbook, x: float, y: float, w: float, h: float) -> Link:
    data, pad = document.data, 12.0
    code = facts.status(document, book.site.as_of)
    title = wrap(data.short_title, (w - 2 * pad) / 15)
    top = y + 28
    texts = [*lines(x + pad, top, title, 21, "pic-title")]
    top += 21 * len(title)
    texts.append(Text(x + pad, top, data.number or "无文号", "pic-2 pic-12"))
    texts += lines(x + pad, top + 19, date_words(document, book), 18, "pic-12")
    texts.append(
        Text(x + pad, y + h - 12, validity.state(document, book.site.as_of).word, "pic-bold pic-12 pic-status")
    )
    phases = facts.phases_json(document)
    frame = Rect(x, y, w, h, "pic-frame", 2)
    return Link(document.url, document.title, (frame, *texts), f"pic-doc pic-doc--{code}", data=(("states", phases),))


def _height(document: Document, book: Handbook, w: float) -> float:
    title = wrap(document.data.short_title, (w - 24) / 15)
    return 28 + 21 * len(title) + 18 * len(date_words(document, book)) + 34


def _wide(book: Handbook) -> Drawing:
    canvas, documents = Canvas(), ordered(book)
    gap = 28.0
    w = (WIDE - gap * (len(documents) - 1)) / max(len(documents), 1)
    box: dict[Document, Rect] = {}
    y = 0.0
    for title, forces in LANES:
        members = [document for document in documents if document.data.force in forces]
        if not members:
            continue
        canvas.add(line(0, y + 0.5, WIDE, y + 0.5, "pic-hair"), Text(0, y + 20, title, "pic-2 pic-13"))
        h = max(_height(document, book, w) for document in members)
        y += 34 + max(_outside_height(document, w) for document in members)
        for document in members:
            box[document] = Rect(documents.index(document) * (w + gap), y, w, h, "")
        y += h + 24
    bottom = y + 6
    for document in documents:
        _arrows_of(canvas, document, _drawn(book), box)
    for document in documents:
        at = box[document]
        canvas.add(_box(document, book, at.x, at.y, at.w, at.h))
        _outside(canvas, document, at.x, at.y - _outside_height(document, at.w), at.w)
        day = first_day(document)
        year = f"{day.year}年{day.month}月" if day else "日期未载明"
        canvas.add(Text(at.x, bottom + 22, year, "pic-13 pic-bold"))
        canvas.add(line(at.x, bottom - 4, at.x, bottom + 4, "pic-rule"))
    canvas.add(line(0, bottom, WIDE, bottom, "pic-rule"))
    return canvas.drawing("wide", bottom + 30)


def _arrows_of(canvas: Canvas, document: Document, found: list[Arrow], box: dict[Document, Rect]) -> None:
    """All arrows into one document. Those from its own lane are straight; others rise to its lower edge side by
    side."""
    into = [arrow for arrow in found if arrow.target is document]
    at = box[document]
    level = [arrow for arrow in into if box[arrow.source].y == at.y]
    rising = sorted((arrow for arrow in into if arrow not in level), key=lambda arrow: box[arrow.source].x)
    for arrow in level:
        source = box[arrow.source]
        right = source.x > at.x
        x1, x2 = (source.x, at.x + at.w) if right else (source.x + source.w, at.x)
        y = at.y + 34
        _arrow(canvas, arrow, [(x1, y), (x2, y)], ((x1 + x2) / 2, y - 7), "middle")
    before = [arrow for arrow in rising if box[arrow.source].x < at.x]
    after = [arrow for arrow in rising if arrow not in before]
    # The lowest source enters at the right, so that no two lines cross.
    after.sort(key=lambda arrow: -box[arrow.source].y)
    places = [*before, *after]
    for index, arrow in enumerate(places):
        source = box[arrow.source]
        x = at.x + at.w * (index + 1) / (len(places) + 1)
        y = source.y + 34
        left = arrow in before
        start = source.x + source.w if left else source.x
        label = (start + 8, y - 7) if left else (start - 8, y - 7)
        _arrow(canvas, arrow, [(start, y), (x, y), (x, at.y + at.h)], label, "start" if left else "end")


def _arrow(
    canvas: Canvas, arrow: Arrow, points: list[tuple[float, float]], label: tuple[float, float], anchor: str
) -> None:
    shaft = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    (x0, _), (x, y) = points[-2], points[-1]
    if x0 == x:
        head = f"M{number(x - 5)} {number(y + 9)}L{number(x)} {number(y + 1)}L{number(x + 5)} {number(y + 9)}"
    else:
        back = 9 if x0 > x else -9
        head = (
            f"M{number(x + back)} {number(y - 5)}L{number(x + back / 9)} {number(y)}L{number(x + back)} {number(y + 5)}"
        )
    canvas.add(Path(shaft, f"pic-arrow pic-arrow--{arrow.type}"), Path(head, "pic-arrow pic-arrow--head"))
    canvas.add(Text(*label, arrow.label, "pic-13 pic-bold", anchor))


def _outside_rows(document: Document, w: float) -> list[tuple[list[str], str, str]]:
    return [(wrap(f"依据 {name}", (w - 12) / 12), name, url) for name, url in outside(document)]


def _outside_height(document: Document, w: float) -> float:
    return sum(16 * len(rows) + 12 for rows, _, _ in _outside_rows(document, w))


def _outside(canvas: Canvas, document: Document, x: float, y: float, w: float) -> None:
    for rows, name, url in _outside_rows(document, w):
        canvas.add(line(x + 1, y, x + 1, y + 16 * len(rows) + 12, "pic-arrow"))
        canvas.add(Link(url, f"依据 {name}，不在手册的文件之内", lines(x + 10, y + 12, rows, 16, "pic-12"), "pic-word"))
        y += 16 * len(rows) + 12


# --- on a phone -------------------------------------------------------------------------------------------------------


def _small(book: Handbook) -> Drawing:
    """Boxes below each other in order of time; arrows run in a gutter on the left, and each box states its
    relations."""
    canvas, documents = Canvas(), ordered(book)
    found = _nested(documents, _drawn(book))
    gutter, y = 36.0, 0.0
    w = SMALL - gutter
    tops: dict[Document, float] = {}
    for document in documents:
        tops[document] = y
        y += _height(document, book, w) + _outside_height(document, w)
        y += 20 * sum(arrow.source is document for arrow in found) + 22
    for index, arrow in enumerate(found):
        from_above = tops[arrow.source] < tops[arrow.target]
        beside = [a for a in found if a.target is arrow.target and (tops[a.source] < tops[a.target]) == from_above]
        lane = beside.index(arrow) if from_above else len(beside) - 1 - beside.index(arrow)
        x = gutter - 12 - lane * 10
        start, end = tops[arrow.source] + 22, tops[arrow.target] + 18 + 15 * _rank(found, index)
        shaft = f"M{gutter} {number(start)}H{number(x)}V{number(end)}H{number(gutter - 2)}"
        head = f"M{number(gutter - 6)} {number(end - 4)}L{number(gutter - 1)} {number(end)}L{number(gutter - 6)} {number(end + 4)}"
        canvas.add(Path(shaft, f"pic-arrow pic-arrow--{arrow.type}"), Path(head, "pic-arrow pic-arrow--head"))
    for document in documents:
        top = tops[document]
        h = _height(document, book, w)
        canvas.add(_box(document, book, gutter, top, w, h))
        top += h
        for arrow in found:
            if arrow.source is document:
                said = f"{arrow.label} → {arrow.target.data.short_title}"
                size = 12 if width(said) * 12 <= w - 10 else 11
                canvas.add(Text(gutter + 10, top + 18, said, f"pic-{size} pic-bold"))
                top += 20
        _outside(canvas, document, gutter, top + 6, w)
    return canvas.drawing("small", y - 20)


def _nested(documents: list[Document], found: list[Arrow]) -> list[Arrow]:
    """Arrows ordered so that none crosses another where they enter a box: from above, nearest first; then from
    below, farthest first."""

    def order(arrow: Arrow) -> tuple[int, bool, int]:
        source, target = documents.index(arrow.source), documents.index(arrow.target)
        return target, source > target, -source

    return sorted(found, key=order)


def _rank(found: list[Arrow], index: int) -> int:
    """The index of an arrow among those into its box."""
    return sum(arrow.target is found[index].target for arrow in found[:index])
