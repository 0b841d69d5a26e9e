"""The report of ``verify``: its rows, and the whole as text."""

from dataclasses import dataclass, field

from generator.audit.wording import Beside
from generator.records import Document
from generator.source.problems import Problem, located


@dataclass
class Row:
    """A line of the table. ``missing``: in the handbook, not in the original; ``extra``: the reverse."""

    document: Document
    checked: int = 0
    found: int = 0
    expected: int = 0
    missing: list[Problem] = field(default_factory=list)
    extra: list[Problem] = field(default_factory=list)


@dataclass
class Report:
    rows: list[Row]
    stale: list[Problem]
    without_original: list[Document]
    wording: dict[str, Beside]  # by clause id

    @property
    def problems(self) -> list[Problem]:
        return [*self.stale, *(p for row in self.rows for p in (*row.missing, *row.extra))]


def table(report: Report, texts: dict[str, str]) -> str:
    """Every difference with its place, then a table with one line per document."""
    blocks = located(report.problems, texts)
    head = ("文件", "核对", "相符", "已知差异", "原文没有", "手册没有")
    lines = [
        (row.document.id, *map(str, (row.checked, row.found, row.expected, len(row.missing), len(row.extra))))
        for row in report.rows
    ]
    wide = max((len(line[0]) for line in lines), default=4)
    drawn = [f"{head[0]}{' ' * (wide - 4)}" + "".join(f"  {word}" for word in head[1:])]
    for name, *numbers in lines:
        cells = (f"{number:>{2 * len(word)}}" for word, number in zip(head[1:], numbers, strict=True))
        drawn.append(f"{name:<{wide}}  " + "  ".join(cells))
    notes = [f"没有原文，未核对：{document.id}（找的是 {document.id}.txt）" for document in report.without_original]
    return "\n\n".join([*blocks, "\n".join([*drawn, *notes])])
