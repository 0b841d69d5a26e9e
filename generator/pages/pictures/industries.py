"""The map of industries: industries and their subfields; and the part of it on an industry's page.

Tier is shown by form, not only by colour: the heads of one class are filled, those of others hollow.
"""

from generator.book import words
from generator.book.handbook import Duty, Handbook, Industry, Subfield
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

GAP = 10


def picture(book: Handbook) -> Picture:
    names, found = book.words.names, [book.words.tier(tier) for tier, _ in tiers(book) if tier]
    count = f"{len(book.industries)} 个{names.group}、{len(book.subfields)} 个{names.part}"
    sorted_ = f"，按{'、'.join(found)}排列" if found else ""
    return Picture(
        "industry-map",
        f"{names.group}图谱",
        f"{count}{sorted_}，并写明牵头单位；每一格通向它的页面",
        (_wide(book), _small(book)),
        "industry-map-table",
    )


def answer(book: Handbook) -> str:
    names = book.words.names
    said = "，".join(f"{book.words.tier(tier)} {len(industries)} 个" for tier, industries in tiers(book) if tier)
    return (
        f"{len(book.industries)} 个{names.group}，{len(book.subfields)} 个{names.part}{f'：{said}' if said else ''}。"
    )


def part(industry: Industry) -> Picture:
    """One industry and its subfields, with the number of technologies, products and applications named for each."""
    about = f"{industry.name}及其 {len(industry.subfields)} 个{industry.words.names.part}，各点名多少项技术、产品和应用"
    drawings = (_wide_part(industry), _small_part(industry))
    return Picture("industry-part", f"{industry.name}在图谱中", about, drawings, "industry-part-table")


def leads(industry: Industry) -> list[Duty]:
    return [duty for duty in industry.duties if duty.role == "lead"]


def lead_names(industry: Industry) -> str:
    return "、".join(duty.department.short for duty in leads(industry)) or words.UNSTATED


def counts(subfield: Subfield) -> list[tuple[str, int]]:
    """Number of terms of each kind in an item; kinds without terms are omitted."""
    kinds = (("技术", subfield.technologies), ("产品", subfield.products), ("应用", subfield.applications))
    return [(word, len(terms)) for word, terms in kinds if terms]


def tiers(book: Handbook) -> list[tuple[str, list[Industry]]]:
    """Industries by class, in the order of the classes; those of none last, under an empty code."""
    found = [
        (tier, [industry for industry in book.industries if (industry.data.tier or "") == tier])
        for tier in (*book.words.TIER, "")
    ]
    return [(tier, industries) for tier, industries in found if industries]


def tier_words(industries: list[Industry]) -> str:
    names = industries[0].words.names
    subfields = sum(len(industry.subfields) for industry in industries)
    return f"{len(industries)} 个{names.group}，{subfields} 个{names.part}"


def _name(industry: Industry) -> str:
    tier = industry.words.tier(industry.data.tier)
    return f"{industry.name}{'，' if tier else ''}{tier}，牵头单位：{lead_names(industry)}"


def _subfield_link(subfield: Subfield, box: Rect, number: Text, rows: tuple[Text, ...]) -> Link:
    name = f"{subfield.data.number}{subfield.name}，属于{subfield.industry.name}"
    return Link(subfield.url, name, (box, number, *rows), f"pic-cell hue-{subfield.industry.hue}")


def _wide(book: Handbook) -> Drawing:
    """Each tier is a row of industries; the fewer industries, the more columns of subfields in each."""
    canvas, y = Canvas(), 0.0
    for tier, industries in tiers(book):
        canvas.add(
            line(0, y + 0.5, WIDE, y + 0.5, "pic-rule"),
            Text(0, y + 28, book.words.tier(tier), "pic-head"),
            Text(WIDE, y + 28, tier_words(industries), "pic-2", "end"),
        )
        y += 44
        w = (WIDE - GAP * (len(industries) - 1)) / len(industries)
        inner = 2 if w > 260 else 1
        below = max(_lead_rows(industry, w) for industry in industries) * 18
        ends = []
        for index, industry in enumerate(industries):
            ends.append(_column(canvas, industry, index * (w + GAP), y, w, inner, below))
        y = max(ends) + 30
    return canvas.drawing("wide", y - 34)


def _column(canvas: Canvas, industry: Industry, x: float, y: float, w: float, inner: int, below: float) -> float:
    """One industry: head, leading departments (``below``: room for them, equal in a row), subfields. Returns its
    lower end."""
    names = wrap(industry.name, (w - 24) / 17)
    head = 50.0 if inner > 1 else 62.0
    top = y + head / 2 + 6 - (len(names) - 1) * 11
    canvas.add(
        Link(
            industry.url,
            _name(industry),
            (Rect(x, y, w, head, "pic-industry", 2), *lines(x + 12, top, names, 22, "pic-name")),
            f"pic-{industry.words.look(industry.data.tier)} hue-{industry.hue}",
        )
    )
    y += head + 20
    _leads(canvas, industry, x, y, w)
    y += below - 8
    cell = (w - 6 * (inner - 1)) / inner
    step = 44.0 if inner == 1 else 40.0
    rows = -(-len(industry.subfields) // inner)
    for index, subfield in enumerate(industry.subfields):
        # Read downwards: the first column has the lower numbers.
        left, top = x + (index // rows) * (cell + 6), y + (index % rows) * step
        text = wrap(subfield.name, (cell - 42) / 14)
        first = top + (step - 6) / 2 + 5 - (len(text) - 1) * 8
        canvas.add(
            _subfield_link(
                subfield,
                Rect(left, top, cell, step - 5, "pic-box", 2),
                Text(left + 28, top + step / 2 + 2, str(subfield.data.number), "pic-no", "end"),
                lines(left + 36, first, text, 16, "pic-14"),
            )
        )
    return y + rows * step


def _lead_rows(industry: Industry, w: float) -> int:
    return int((_leads(Canvas(), industry, 0, 0, w) + 18) / 18)


def _leads(canvas: Canvas, industry: Industry, x: float, y: float, w: float) -> float:
    """The line 牵头 …, each department a link. Returns the last baseline."""
    canvas.add(Text(x + 1, y, "牵头", "pic-2 pic-13"))
    left = x + 34
    for duty in leads(industry):
        short = duty.department.short
        needs = width(short) * 13
        if left + needs > x + w and left > x + 34:
            left, y = x + 34, y + 18
        canvas.add(
            Link(
                duty.department.url,
                f"{short}，{industry.name}的牵头单位",
                (Text(left, y, short, "pic-13"),),
                "pic-word",
            )
        )
        left += needs + 10
    if not leads(industry):
        canvas.add(Text(left, y, words.UNSTATED, "pic-2 pic-13"))
    return y


def _small(book: Handbook) -> Drawing:
    canvas, y = Canvas(), 0.0
    for tier, industries in tiers(book):
        canvas.add(
            line(0, y + 0.5, SMALL, y + 0.5, "pic-rule"),
            Text(0, y + 24, book.words.tier(tier), "pic-head"),
            Text(SMALL, y + 24, tier_words(industries), "pic-2 pic-12", "end"),
        )
        y += 38
        for industry in industries:
            canvas.add(
                Link(
                    industry.url,
                    _name(industry),
                    (Rect(0, y, SMALL, 36, "pic-industry", 2), Text(10, y + 24, industry.name, "pic-name")),
                    f"pic-{industry.words.look(industry.data.tier)} hue-{industry.hue}",
                )
            )
            y = _leads(canvas, industry, 0, y + 54, SMALL) + 9
            y = _small_cells(canvas, industry, y) + 14
        y += 8
    return canvas.drawing("small", y - 16)


def _small_cells(canvas: Canvas, industry: Industry, y: float) -> float:
    """Subfields in two columns, read across; a row is as high as its longer name."""
    cell = (SMALL - 6) / 2
    for start in range(0, len(industry.subfields), 2):
        pair = industry.subfields[start : start + 2]
        texts = [wrap(subfield.name, (cell - 34) / 13) for subfield in pair]
        height = 16 + 16 * max(map(len, texts))
        for index, (subfield, text) in enumerate(zip(pair, texts, strict=True)):
            left = index * (cell + 6)
            first = y + height / 2 + 4.5 - (len(text) - 1) * 8
            canvas.add(
                _subfield_link(
                    subfield,
                    Rect(left, y, cell, height, "pic-box", 2),
                    Text(left + 22, y + height / 2 + 4.5, str(subfield.data.number), "pic-no", "end"),
                    lines(left + 28, first, text, 16, "pic-13"),
                )
            )
        y += height + 5
    return y


# --- on the page of an industry ---------------------------------------------------------------------------------------

PART = 760  # units: the text column beside the margin


def _said(subfield: Subfield) -> str:
    return " · ".join(f"{word} {count}" for word, count in counts(subfield)) or "未点名"


def _wide_part(industry: Industry) -> Drawing:
    """A small tree: the industry on the left, a branch to each subfield."""
    canvas, step, stem = Canvas(), 46, 212.0
    height = step * len(industry.subfields) - 8
    middle = max(height / 2, 44)
    names = wrap(industry.name, 10)
    top = middle - (len(names) - 1) * 11 - 3
    for index in range(len(industry.subfields)):
        y = index * step + 19
        canvas.add(line(stem, y, stem + 28, y, f"pic-branch hue-{industry.hue}"))
    canvas.add(line(stem, 19, stem, 19 + step * (len(industry.subfields) - 1), f"pic-branch hue-{industry.hue}"))
    canvas.add(line(190, middle, stem, middle, f"pic-branch hue-{industry.hue}"))
    canvas.add(
        Link(
            industry.clause.url if industry.clause else industry.url,
            _name(industry),
            (
                Rect(0, middle - 44, 190, 88, "pic-industry", 2),
                *lines(14, top, names, 22, "pic-name"),
                Text(14, middle + 32, industry.words.tier(industry.data.tier), "pic-name pic-13 pic-plain"),
            ),
            f"pic-{industry.words.look(industry.data.tier)} hue-{industry.hue}",
        )
    )
    for index, subfield in enumerate(industry.subfields):
        y = index * step
        said = _said(subfield)
        canvas.add(
            Link(
                subfield.url,
                f"{subfield.data.number}{subfield.name}{said}",
                (
                    Rect(stem + 28, y, PART - stem - 28, 38, "pic-box", 2),
                    Text(stem + 60, y + 24, str(subfield.data.number), "pic-no", "end"),
                    Text(stem + 72, y + 24.5, subfield.name, "pic-15"),
                    Text(PART - 14, y + 24, said, "pic-2 pic-13", "end"),
                ),
                f"pic-cell hue-{industry.hue}",
            )
        )
    return canvas.drawing("wide", max(height, 88), PART)


def _small_part(industry: Industry) -> Drawing:
    canvas, y = Canvas(), 0.0
    for subfield in industry.subfields:
        text, said = wrap(subfield.name, (SMALL - 46) / 14), _said(subfield)
        height = 36 + 17 * len(text)
        canvas.add(
            Link(
                subfield.url,
                f"{subfield.data.number}{subfield.name}{said}",
                (
                    Rect(0, y, SMALL, height, "pic-box", 2),
                    Text(26, y + 22, str(subfield.data.number), "pic-no", "end"),
                    *lines(36, y + 22.5, text, 17, "pic-14"),
                    Text(36, y + height - 11, said, "pic-2 pic-12"),
                ),
                f"pic-cell hue-{industry.hue}",
            )
        )
        y += height + 6
    return canvas.drawing("small", y - 6)
