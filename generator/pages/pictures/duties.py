"""部门与产业: who leads and who is responsible for which industry, action and article; on a department's page, its row."""

from collections import Counter
from dataclasses import dataclass

from generator.book import words
from generator.book.handbook import Clause, Department, Handbook
from generator.pages.pictures.shapes import (
    SMALL,
    WIDE,
    Canvas,
    Circle,
    Drawing,
    Link,
    Part,
    Picture,
    Rect,
    Text,
    line,
    shorten,
    width,
)

HEAD = 188.0  # room for vertical headings
LABEL = 118.0
DRAWN = ("lead", "responsible", "shared")  # districts carry out every industry, which is stated once


@dataclass(frozen=True)
class Block:
    """Columns of one kind. ``short``: heading where there is no room for ``title``."""

    title: str
    columns: tuple[Clause, ...]

    def duty(self, department: Department, clause: Clause) -> str | None:
        """The role of a department in a clause; a lead that is also named as responsible is a lead."""
        roles = [duty.role for duty in clause.duties if duty.department is department]
        return next((role for role in DRAWN if role in roles), None)

    def touches(self, department: Department) -> bool:
        return any(self.duty(department, clause) for clause in self.columns)


def blocks(book: Handbook) -> list[Block]:
    """Columns of the matrix: industries and actions of the plan, articles of the measures."""

    def with_duties(kind: str) -> tuple[Clause, ...]:
        return tuple(clause for clause in book.clauses if clause.data.kind == kind and clause.duties)

    kinds = ((f"个{book.words.names.group}", "industry"), ("项行动", "action"), ("条", "article"))
    found: list[Block] = []
    for title, kind in kinds:
        columns = with_duties(kind)
        if columns:
            new = not found or found[-1].columns[0].document is not columns[0].document
            document = f"{columns[0].document.data.short_title}：" if new else ""
            found.append(Block(f"{document}{len(columns)} {title}", columns))
    return found


def rows(book: Handbook) -> list[Department]:
    """Departments with a duty in the picture, those with most duties first."""
    kinds = blocks(book)
    weight = Counter(
        department
        for block in kinds
        for clause in block.columns
        for department in {duty.department for duty in clause.duties if duty.role in DRAWN}
    )
    return sorted((d for d in book.departments if weight[d]), key=lambda d: -weight[d])


def picture(book: Handbook) -> Picture:
    departments = rows(book)
    about = f"{len(departments)} 个单位各牵头、负责或按职责分工负责哪些{_columns(book)}{_everywhere(book)}"
    return Picture(
        "duties",
        f"部门与{book.words.names.group}",
        about,
        (_wide(book, departments), _small(book, departments)),
        "duties-table",
    )


def _columns(book: Handbook) -> str:
    """What the columns of the matrix are: 产业、行动和条."""
    called = {"industry": book.words.names.group, "action": "行动", "article": "条"}
    kinds = [called[block.columns[0].data.kind] for block in blocks(book)]
    return "和".join(filter(None, ("、".join(kinds[:-1]), kinds[-1]))) if kinds else ""


def _everywhere(book: Handbook) -> str:
    """That districts carry out the tasks of every industry, where the plan says so: it is not drawn."""
    if not book.industries or not all(industry.data.departments.local for industry in book.industries):
        return ""
    return f"；{book.words.names.districts}落实全部{book.words.names.group}，不在图中逐格标出"


def row(book: Handbook, department: Department) -> Picture | None:
    """The row of one department, if any, with all columns, so that gaps are visible."""
    first = next((role for role in DRAWN if department.as_role(role)), None)
    if not any(block.touches(department) for block in blocks(book)) or not first:
        return None
    about = f"{department.short}牵头、负责或按职责分工负责的{_columns(book)}"
    drawings = (_wide(book, [department]), _small(book, [department]))
    return Picture("duties", f"{department.short}在分工图中", about, drawings, first)


def answer(book: Handbook) -> str:
    departments = rows(book)
    leading = {duty.department: 0 for industry in book.industries for duty in industry.duties if duty.role == "lead"}
    for industry in book.industries:
        for duty in industry.duties:
            if duty.role == "lead":
                leading[duty.department] += 1
    said = "，".join(f"{d.short}牵头 {n} 个" for d, n in sorted(leading.items(), key=lambda entry: -entry[1]))
    led = f"；{len(book.industries)} 个{book.words.names.group}中{said}" if said else ""
    return (
        f"{len(departments)} 个单位分担{led}。"
        if departments
        else f"文件没有写明{book.words.names.group}由哪个单位负责。"
    )


def by_role(clause: Clause, role: str) -> list[Department]:
    return [duty.department for duty in clause.duties if duty.role == role]


def short_number(clause: Clause) -> str:
    """The printed number without its part: 三、（一） gives 一, 10. gives 10."""
    return (clause.number or "").split("、")[-1].strip("（）.")


def _hue(clause: Clause) -> str:
    return f"hue-{clause.industry.id}" if clause.industry else ""


def _mark(department: Department, clause: Clause, role: str, x: float, y: float, cell: float, r: float) -> Link:
    place = clause.heading if clause.industry else f"{short_number(clause)} {clause.heading}"
    name = f"{department.short}：{words.ROLE[role]}，{place}"
    hit = Rect(x - cell / 2, y - cell / 2, cell, cell, "pic-hit")
    return Link(clause.url, name, (hit, Circle(x, y, r, f"pic-{role}")), f"pic-mark {_hue(clause)}".rstrip(), tip=True)


def _wide(book: Handbook, departments: list[Department]) -> Drawing:
    canvas, kinds = Canvas(), blocks(book)
    gap, count = 14.0, sum(len(block.columns) for block in kinds)
    cell = (WIDE - LABEL - gap * len(kinds)) / max(count, 1)
    step = 28.0
    bottom = 30 + HEAD + step * len(departments)
    x = LABEL + gap
    for block in kinds:
        canvas.add(Text(x + 2, 14, block.title, "pic-13 pic-2"))
        canvas.add(line(x, 24.5, x + cell * len(block.columns), 24.5, "pic-rule"))
        for clause in block.columns:
            canvas.add(line(x, 34, x, bottom, "pic-hair"))
            canvas.add(upright(clause, x + cell / 2, 36, cell, HEAD - 6))
            x += cell
        canvas.add(line(x, 34, x, bottom, "pic-hair"))
        x += gap
    for index, department in enumerate(departments):
        y = 30 + HEAD + index * step
        canvas.add(line(0, y, WIDE, y, "pic-hair"))
        canvas.add(_label(department, y + step / 2, LABEL, 14))
        _marks(canvas, kinds, department, y + step / 2, LABEL + gap, cell, gap, 8)
    canvas.add(line(0, bottom, WIDE, bottom, "pic-rule"))
    return canvas.drawing("wide", bottom + 2)


def _marks(
    canvas: Canvas, kinds: list[Block], department: Department, y: float, x: float, cell: float, gap: float, r: float
) -> None:
    for block in kinds:
        for clause in block.columns:
            role = block.duty(department, clause)
            if role:
                canvas.add(_mark(department, clause, role, x + cell / 2, y, cell, r))
            x += cell
        x += gap


def _label(department: Department, y: float, w: float, size: int) -> Link:
    size = size if width(department.short) * size <= w - 4 else 12
    name = Text(0, y + size * 0.36, department.short, f"pic-{size}")
    return Link(department.url, department.name, (Rect(0, y - 12, w - 6, 24, "pic-hit"), name), "pic-word")


def upright(clause: Clause, x: float, y: float, cell: float, depth: float) -> Link:
    """A vertical heading: industries below a bar of their hue, others below their number."""
    start = y + 4 if clause.industry else y + 22
    top: Part = (
        Rect(x - cell / 2 + 3, y - 9, cell - 6, 3, "pic-bar")
        if clause.industry
        else Text(x, y + 9, short_number(clause), "pic-no", "middle")
    )
    size = 13 if width(clause.heading) * 13 <= depth - (start - y) else 12
    hit = Rect(x - cell / 2 + 1, y - 10, cell - 2, depth, "pic-hit")
    heading = shorten(clause.heading, (depth - (start - y)) / size)
    name = Text(x, start, heading, f"pic-upright pic-{size}")
    said = clause.heading if clause.industry else f"{short_number(clause)}{clause.heading}"
    return Link(clause.url, said, (hit, top, name), f"pic-cell {_hue(clause)}".rstrip())


def _small(book: Handbook, departments: list[Department]) -> Drawing:
    """Blocks below each other, articles in halves; a block lists only departments that it names."""
    canvas, y = Canvas(), 0.0
    label, cell, step = 90.0, 22.0, 26.0
    for block in _halves(blocks(book)):
        touched = [department for department in departments if block.touches(department)]
        if not touched:
            continue
        depth = max(width(clause.heading) for clause in block.columns) * 13 + 12
        depth += 0 if block.columns[0].industry else 18
        canvas.add(Text(0, y + 14, block.title, "pic-13 pic-2"), line(0, y + 22.5, SMALL, y + 22.5, "pic-rule"))
        y += 36
        for index, clause in enumerate(block.columns):
            x = label + index * cell
            canvas.add(line(x, y - 8, x, y + depth + step * len(touched), "pic-hair"))
            canvas.add(upright(clause, x + cell / 2, y, cell, depth))
        y += depth
        for department in touched:
            canvas.add(line(0, y, SMALL, y, "pic-hair"), _label(department, y + step / 2, label, 13))
            _marks(canvas, [block], department, y + step / 2, label, cell, 0, 7)
            y += step
        canvas.add(line(0, y, SMALL, y, "pic-hair"))
        y += 26
    return canvas.drawing("small", max(y - 24, 1))


def _halves(kinds: list[Block]) -> list[Block]:
    """Blocks of at most nine columns: more do not fit beside the names on a phone."""
    parts = []
    for block in kinds:
        pieces = -(-len(block.columns) // 9)
        size = -(-len(block.columns) // pieces)
        for start in range(0, len(block.columns), size):
            columns = block.columns[start : start + size]
            span = f"（第 {short_number(columns[0])} 至 {short_number(columns[-1])} 条）" if pieces > 1 else ""
            parts.append(Block(f"{columns[0].document.data.short_title}{span}" if span else block.title, columns))
    return parts
