"""目标对照: the goals for the target year, one row each, the documents side by side.

A bar's length is its number relative to its row; scales differ by row, since 个, 项 and 家 do not compare. A goal in words
is shown in words; an approximate one has no bar; notes are below what they explain. If a document's part on goals says
nothing, its cell is empty and says so.
"""

from generator.book import validity
from generator.book.goals import silence
from generator.book.handbook import Document, Goal, Handbook, Target
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
    wrap,
)

LABEL = 214.0


def picture(book: Handbook) -> Picture:
    about = f"{len(book.targets)} 项目标，{len(documents(book))} 份文件并排；条长只在同一行内可比"
    return Picture("goals", "目标对照", about, (_wide(book), _small(book)), "goals-table")


def documents(book: Handbook) -> list[Document]:
    """Documents with goals, those that bind first."""
    return [d for d in book.documents if any(target.goal_of(d) for target in book.targets)]


def answer(book: Handbook) -> str:
    """How many numeric goals differ between the binding text and the reference text."""
    pairs = [numbers for target in book.targets if len(numbers := _numbers(book, target)) > 1]
    differ = sum(len(set(numbers)) > 1 for numbers in pairs)
    first = next((d for d in documents(book) if d.data.force == "in-force"), None)
    rule = f"数字不同时以正式文件《{first.data.short_title}》为准。" if first else ""
    if not pairs:
        return f"{len(book.targets)} 项目标，没有一项在不止一份文件里有数字。"
    told = f"其中 {differ} 项数字不同。{rule}" if differ else "数字都相同。"
    return f"{len(pairs)} 项目标在不止一份文件里有数字，{told}"


def _numbers(book: Handbook, target: Target) -> list[tuple[int | None, int | None]]:
    return [(goal.data.low, goal.data.high) for goal in target.goals if goal.data.high is not None]


def short(document: Document) -> str:
    return document.data.short_title.split("（")[0]


def _css(document: Document) -> str:
    return f"pic-goal--{document.data.force}"


def _cell(
    goal: Goal, document: Document, x: float, y: float, w: float, most: float, size: int
) -> tuple[tuple[Part, ...], float]:
    """A goal as a bar with its printed words, or as words alone, with its note: (shapes, height)."""
    rows = wrap(goal.data.printed, (w - 4) / size)
    parts: list[Part] = []
    top = y
    if goal.data.high is not None and goal.data.low is not None:
        full = w * 0.86
        parts.append(Rect(x, y, full * goal.data.low / most, 10, f"pic-goal-bar {_css(document)}"))
        if goal.data.high > goal.data.low:
            start = x + full * goal.data.low / most
            parts.append(Rect(start, y, full * (goal.data.high - goal.data.low) / most, 10, "pic-range"))
        top += 14
    parts += lines(x, top + 13, rows, size + 4, f"pic-{size}" + (" pic-bold pic-num" if len(parts) else ""))
    height = top - y + (size + 4) * len(rows) + 4
    hit = Rect(x - 4, y - 4, w + 4, height + 6, "pic-hit")
    link = Link(goal.clause.url, f"{goal.target.data.indicator}，{short(document)}", (hit, *parts), "pic-sum")
    note = wrap(goal.data.note, (w - 4) / 12) if goal.data.note else []
    said = lines(x, y + height + 10, note, 16, "pic-12 pic-2")
    return (link, *said), height + 16 * len(note) + (4 if note else 0)


def _most(target: Target) -> float:
    return max((goal.data.high or 0 for goal in target.goals), default=0) or 1


def _wide(book: Handbook) -> Drawing:
    canvas, across = Canvas(), documents(book)
    gap = 24.0
    w = (WIDE - LABEL - gap * len(across)) / max(len(across), 1)
    places = [LABEL + gap + index * (w + gap) for index in range(len(across))]
    for document, x in zip(across, places, strict=True):
        badge = validity.state(document, book.site.as_of).word
        canvas.add(
            Link(
                document.url,
                document.title,
                (
                    Rect(x, 0, w, 52, "pic-frame", 2),
                    Text(x + 12, 22, short(document), "pic-title"),
                    Text(x + 12, 42, badge, "pic-12 pic-status"),
                ),
                f"pic-doc pic-doc--{document.data.force}",
            )
        )
    y = 66.0
    for target in book.targets:
        canvas.add(line(0, y + 0.5, WIDE, y + 0.5, "pic-hair"))
        label = wrap(target.data.indicator, (LABEL - 8) / 14)
        canvas.add(Link(target.url, target.data.indicator, lines(0, y + 24, label, 18, "pic-14"), "pic-clause"))
        note = wrap(target.data.note, (LABEL - 8) / 12) if target.data.note else []
        canvas.add(*lines(0, y + 24 + 18 * len(label), note, 16, "pic-12 pic-2"))
        heights = [12.0 + 18 * len(label) + 16 * len(note)]
        for document, x in zip(across, places, strict=True):
            goal = target.goal_of(document)
            if goal:
                parts, height = _cell(goal, document, x, y + 13, w, _most(target), 14)
                canvas.add(*parts)
                heights.append(height)
            else:
                canvas.add(Text(x, y + 26, silence(document), "pic-13 pic-2"))
        y += max(heights) + 20
    canvas.add(line(0, y + 0.5, WIDE, y + 0.5, "pic-rule"))
    return canvas.drawing("wide", y + 2)


def _small(book: Handbook) -> Drawing:
    canvas, y, label = Canvas(), 0.0, 94.0
    across = documents(book)
    for target in book.targets:
        rows = wrap(target.data.indicator, SMALL / 15)
        canvas.add(line(0, y + 0.5, SMALL, y + 0.5, "pic-rule"))
        canvas.add(Link(target.url, target.data.indicator, lines(0, y + 22, rows, 20, "pic-title"), "pic-clause"))
        y += 14 + 20 * len(rows)
        note = wrap(target.data.note, SMALL / 12) if target.data.note else []
        canvas.add(*lines(0, y + 10, note, 16, "pic-12 pic-2"))
        y += 16 * len(note) + (6 if note else 0)
        for document in across:
            goal = target.goal_of(document)
            # On a phone the documents are below each other, so each label says how far it binds.
            canvas.add(Text(0, y + 13, validity.state(document, book.site.as_of).word, "pic-12 pic-2"))
            if goal:
                parts, height = _cell(goal, document, label, y, SMALL - label, _most(target), 13)
                canvas.add(*parts)
            else:
                canvas.add(Text(label, y + 13, silence(document), "pic-13 pic-2"))
                height = 20
            y += height + 8
        y += 8
    return canvas.drawing("small", max(y - 8, 1))
