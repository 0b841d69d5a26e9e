"""时间轴: issue, publication, deadlines, validity and the goals of 2027; today's mark is placed on the day of reading.

The drawing carries ``data-stops``: days and where they stand. The script places the mark of today between them and shows
it; without the script there is none. (A mark at the day of the data would change the picture with every edition.)
"""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from generator.book import addresses, facts, rolls, words
from generator.book.handbook import Day, Document, Handbook
from generator.pages.pictures.documents import first_day, ordered
from generator.pages.pictures.shapes import (
    SMALL,
    WIDE,
    Canvas,
    Circle,
    Drawing,
    Group,
    Link,
    Part,
    Path,
    Picture,
    Rect,
    Text,
    line,
    lines,
    number,
    shorten,
    wrap,
)  # fmt: skip

LABEL = 146.0


def picture(book: Handbook) -> Picture:
    about = f"{len(book.documents)} 份文件的印发、公布、截止和有效期，以及目标年份；红线是您阅读的这一天"
    return Picture("timeline", "时间轴", about, (_wide(book), _small(book)), "timeline-table")


def answer(book: Handbook) -> str:
    ends = [document for document in book.documents if document.data.valid_until]
    said = "、".join(
        f"《{document.data.short_title}》到{facts.day_words(document.data.valid_until)}止" for document in ends
    )
    if len(ends) > rolls.NAMES:
        days = [day for document in ends if (day := document.data.valid_until)]
        said = f" {len(ends)} 份，最早到{facts.day_words(min(days))}止，最晚到{facts.day_words(max(days))}止"
    years = "、".join(f"{year} 年" for year in goal_years(book))
    told = [f"写明有效期的只有{said}" if said else "", f"目标都定在 {years}" if years else ""]
    return "；".join(filter(None, told)) + "。" if any(told) else "没有一份文件写明有效期。"


def goal_years(book: Handbook) -> dict[int, dict[Document, int]]:
    """For each target year, the number of goals of each document."""
    years: dict[int, dict[Document, int]] = {}
    for target in book.targets:
        for goal in target.goals:
            counts = years.setdefault(target.data.year, {})
            counts[goal.clause.document] = counts.get(goal.clause.document, 0) + 1
    return years


def short_what(day: Day) -> str:
    """A short name of a day; the table has the rest."""
    if day.kind == "deadline":
        return f"截止：{re.split('[，；]', day.what.split('报送')[-1])[0]}"
    return day.what


@dataclass(frozen=True)
class Scale:
    """Maps days to units, linearly from the first day of one year to the last of another."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return self.start + share * (self.end - self.start)


def _span(book: Handbook) -> tuple[date, date]:
    """From the quarter of the first day to a little after the last, so that both ends have space."""
    days = [day.date for day in book.days] or [book.site.as_of]
    last = max([*days, *(date(year, 12, 31) for year in goal_years(book))])
    first = min(days)
    return date(first.year, 3 * ((first.month - 1) // 3) + 1, 1), last + timedelta(days=120)


def _today(stops: list[tuple[date, float]], parts: tuple[Part, ...], across: bool) -> Group:
    """The mark of today, before a script has placed it. ``across``: time runs to the right, else downwards."""
    data = json.dumps([[day.isoformat(), round(at, 1)] for day, at in stops], separators=(",", ":"))
    css = "pic-today pic-today--across" if across else "pic-today pic-today--down"
    return Group(parts, (0, 0), css, (("stops", data),))


# --- wide: a row a document -------------------------------------------------------------------------------------------


def _wide(book: Handbook) -> Drawing:
    canvas = Canvas()
    first, last = _span(book)
    scale = Scale(first, last, LABEL + 8, WIDE)
    top, y = 48.0, 68.0
    rows: list[tuple[Document, float, float]] = []
    for document in ordered(book):
        labels = max((len(cluster) for cluster in _clusters(book, document, scale)), default=1)
        height = 18.0 * max(labels + 1, len(_label(document))) + 16
        rows.append((document, y, height))
        y += height
    goals = goal_years(book)
    bottom = y + 62 * bool(goals)
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        x = scale.at(begin)
        canvas.add(line(x, top - 12, x, bottom, "pic-hair"))
        if scale.at(end) - x > 60:
            canvas.add(Text(x + 6, top - 14, f"{year}年", "pic-13 pic-bold pic-num"))
    canvas.add(line(LABEL + 8, top - 6.5, WIDE, top - 6.5, "pic-rule"))
    for document, y, _ in rows:
        canvas.add(line(0, y - 8, WIDE, y - 8, "pic-hair"))
        _span_bar(canvas, document, scale, y + 8)
    if goals:
        canvas.add(line(0, y + height - 8, WIDE, y + height - 8, "pic-hair"))
        _goal_bands(canvas, goals, scale, y + height + 4)
    canvas.add(line(0, bottom, WIDE, bottom, "pic-rule"))
    # Above the bars, below the words.
    label = (
        line(0, 2, 0, bottom, "pic-now"),
        Text(6, 14, "今天", "pic-13 pic-bold pic-red"),
    )
    canvas.add(_today([(first, scale.start), (last, scale.end)], label, across=True))
    for document, y, _ in rows:
        _row(canvas, book, document, scale, y)
    return canvas.drawing("wide", bottom + 2)


def _label(document: Document) -> list[str]:
    return wrap(document.data.short_title, LABEL / 14)


def _clusters(book: Handbook, document: Document, scale: Scale) -> list[list[Day]]:
    """Groups days of a document that are too close for labels of their own; each group shares a stack of labels."""
    found: list[list[Day]] = []
    for day in (day for day in book.days if day.document is document and day.kind != "valid_from"):
        if found and scale.at(day.date) - scale.at(found[-1][-1].date) < 150:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _row(canvas: Canvas, book: Handbook, document: Document, scale: Scale, y: float) -> None:
    title = _label(document)
    canvas.add(Link(document.url, document.title, lines(0, y + 14, title, 18, "pic-14"), "pic-word"))
    middle, until = y + 8, document.data.valid_until
    if until:
        text = f"有效期至{facts.day_words(until)}"
        canvas.add(Text(scale.at(until) + 6, middle + 22, text, "pic-12 pic-2 pic-halo", "end"))
    elif first_day(document) and document.binding:
        canvas.add(Text(WIDE, middle + 22, f"有效期{words.UNSTATED}", "pic-12 pic-2 pic-halo", "end"))
    for cluster in _clusters(book, document, scale):
        right = scale.at(cluster[-1].date)
        late = right + 190 > WIDE
        for index, day in enumerate(cluster):
            if late and day.kind == "valid_until":
                canvas.add(_point(day, scale.at(day.date), middle))
                continue
            x = scale.at(cluster[0].date) - 1
            label = shorten(f"{facts.day_words(day.date)} {_both(book, day)}", (WIDE - x) / 12)
            words_ = Text(x, middle + 22 + 18 * index, label, "pic-12 pic-num pic-halo")
            canvas.add(_point(day, scale.at(day.date), middle, words_))
    if not first_day(document):
        canvas.add(Text(scale.start + 4, middle + 5, f"印发日期{words.UNSTATED}", "pic-12 pic-2"))


def _span_bar(canvas: Canvas, document: Document, scale: Scale, y: float) -> None:
    """Validity as a bar; open-ended if the text gives no end."""
    data, start = document.data, first_day(document)
    if data.valid_until:
        x = scale.at(data.valid_from or start or scale.first)
        canvas.add(Rect(x, y - 5, scale.at(data.valid_until) - x, 10, "pic-valid"))
    elif start and document.binding:
        canvas.add(line(scale.at(start), y, WIDE, y, "pic-open"))


def _both(book: Handbook, day: Day) -> str:
    """One label for a document that takes effect on its day of publication."""
    same = [other.what for other in book.days if other.document is day.document and other.date == day.date]
    return "、".join(dict.fromkeys(same)) if day.kind == "published" else short_what(day)


def _point(day: Day, x: float, y: float, *texts: Text) -> Link:
    name = f"{facts.day_words(day.date)}：{day.document.data.short_title}，{day.what}"
    shape = Circle(x, y, 6, "pic-day") if day.kind != "deadline" else _diamond(x, y, 8)
    return Link(
        day.url,
        name,
        (shape, *texts),
        f"pic-event is-{day.document.data.force}",
        not texts,
        (("day", day.date.isoformat()),),
    )


def _diamond(x: float, y: float, r: float) -> Path:
    return Path(
        f"M{number(x)} {number(y - r)}L{number(x + r)} {number(y)}L{number(x)} {number(y + r)}L{number(x - r)} {number(y)}Z",
        "pic-day",
    )


def _goal_words(counts: dict[Document, int]) -> str:
    return "，".join(f"{document.data.short_title.split('（')[0]} {count} 项" for document, count in counts.items())


def _goal_bands(canvas: Canvas, goals: dict[int, dict[Document, int]], scale: Scale, y: float) -> None:
    canvas.add(Text(0, y + 12, "目标年份", "pic-14"))
    for year, counts in goals.items():
        x, end = scale.at(date(year, 1, 1)), scale.at(date(year, 12, 31))
        said = [f"{document.data.short_title.split('（')[0]}：{count} 项" for document, count in counts.items()]
        canvas.add(
            Link(
                addresses.GOALS,
                f"{year} 年的目标：{'，'.join(said)}",
                (
                    Rect(x, y - 6, end - x, 26, "pic-goal", 2),
                    Text((x + end) / 2, y + 12, f"{year} 年目标", "pic-13 pic-bold", "middle"),
                ),
                "pic-cell",
            )
        )
        canvas.add(Text(end, y + 38, " · ".join(said), "pic-12 pic-2", "end"))


# --- small: time runs downwards ---------------------------------------------------------------------------------------


def _small(book: Handbook) -> Drawing:
    """Days below each other with room for their words; gaps grow with time, but not in proportion."""
    canvas = Canvas()
    axis, text = 62.0, 80.0
    first, last = _span(book)
    entries: list[Link] = []
    y, stops, before = 30.0, [(first, 8.0)], first
    pending = [day for day in book.days if day.kind != "valid_from"]
    for day in pending:
        gap = min(max((day.date - before).days * 0.16, 0), 96)
        y += gap
        rows = wrap(f"{day.document.data.short_title.split('（')[0]}：{_both(book, day)}", (SMALL - text) / 13)
        body = (
            Text(text, y + 4.5, facts.day_words(day.date), "pic-13 pic-bold pic-num"),
            *lines(text, y + 23, rows, 17, "pic-13"),
        )
        entries.append(_point(day, axis, y, *body))
        if not stops or stops[-1][0] != day.date:
            stops.append((day.date, y))
        y += 32 + 17 * len(rows)
        before = day.date
    goals = goal_years(book)
    for year, counts in goals.items():
        rows = [f"{document.data.short_title.split('（')[0]}：{count} 项" for document, count in counts.items()]
        box: tuple[Part, ...] = (
            Rect(text - 8, y - 14, SMALL - text + 8, 30 + 17 * len(rows), "pic-goal", 2),
            Text(text, y + 5, f"{year} 年目标", "pic-13 pic-bold"),
            *lines(text, y + 24, rows, 17, "pic-12"),
        )
        entries.append(Link(addresses.GOALS, f"{year} 年的目标：{'，'.join(rows)}", box, "pic-cell"))
        y += 34 + 17 * len(rows)
    bottom = y + 4
    stops.append((last, bottom))
    canvas.add(line(axis, 4, axis, bottom, "pic-rule"))
    for year in range(first.year + 1, last.year + 1):
        at = _between(stops, date(year, 1, 1))
        canvas.add(
            line(axis - 6, at, axis, at, "pic-rule"),
            Text(axis - 10, at + 4.5, f"{year}年", "pic-12 pic-2 pic-num", "end"),
        )
    canvas.add(*entries)
    label = (
        Rect(0, -19, 58, 38, "pic-paper"), line(0, 0, axis + 10, 0, "pic-now"),
        Text(0, -6, "今天", "pic-12 pic-bold pic-red"), Text(0, 15, "", "pic-12 pic-red pic-num"),
    )  # fmt: skip
    canvas.add(_today(stops, label, across=False))
    return canvas.drawing("small", bottom + 4)


def _between(stops: list[tuple[date, float]], day: date) -> float:
    for (d1, y1), (d2, y2) in pairwise(stops):
        if d1 <= day <= d2 and d1 != d2:
            return y1 + (y2 - y1) * (day - d1).days / (d2 - d1).days
    return stops[-1][1]
