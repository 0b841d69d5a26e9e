"""Tables as lines of text: a cell says what its head says, as a sentence would.

A row 受理审核 | 某局 under 任务 | 牵头单位 becomes 受理审核；牵头单位：某局。 A number under 补助标准（万元） gets its unit.
"""

import re
from collections.abc import Sequence

from generator.text.grammar import named

_UNIT = re.compile("[（(][^（）()]*?((?:[十百千]?[万亿]?(?:美|欧|港)?元)|%|％)[^（）()]*[）)]")
_MEASURE = re.compile("[（(](天|日|个?月|年|人|家|个|项|次|亩|平方米|立方米)[^（）()]{0,2}[）)]$")
_NUMBER = re.compile(r"(?:最高|不超过)?[0-9]+(?:[.,，][0-9]+)*(?:\s*[—\-~～至]\s*[0-9]+(?:[.,][0-9]+)*)?")
# Columns of sums that nobody is given.
_OTHER = re.compile("投资|总额|费用|价格|产值|收入|面积|年限|最高|上限")
_GIVES = re.compile("补助|奖励|补贴|资助|支持|标准|金额|额度")


# 单位：万元, 单位：元/台 beside a table: the unit of its numbers, and per what.
_CAPTION = re.compile(
    "[（(]?(?:金额)?单位[:：]\\s*((?:[十百千]?[万亿]?(?:美|欧|港)?元))(?:\\s*[/每]\\s*([一-龥]{1,4}))?[）)]?\\s*$"
)


def rows_as_lines(rows: Sequence[Sequence[str]], before: str = "") -> list[str]:
    """One line for each row below the head. A merged cell is repeated by the caller in each place that it covers.
    ``before``: the words above the table, its caption last, which may say the unit of all its numbers."""
    told = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not told:
        return []
    head = _head(told)
    labels = _labels(told[:head])
    if caption := _CAPTION.search(before):
        labels = [_measured(label, column, told[head:], caption, before) for column, label in enumerate(labels)]
    # The head is text of its own, too: nothing is dropped.
    return [*(_line([], row) for row in told[:head]), *(_line(labels, row) for row in told[head:])]


def _head(rows: list[list[str]]) -> int:
    """How many rows are head: the first, and those after it that a merged cell of it covers."""
    if len(rows) < 2 or len({*rows[0]}) < 2:
        return 0
    head = 1
    while head < len(rows) - 1 and any(
        above == below for above, below in zip(rows[head - 1], rows[head], strict=False)
    ):
        if any(_NUMBER.fullmatch(cell) for cell in rows[head]):
            break
        head += 1
    return head


def _labels(head: list[list[str]]) -> list[str]:
    columns = max((len(row) for row in head), default=0)
    labels = []
    for column in range(columns):
        words = [row[column] for row in head if column < len(row)]
        labels.append("".join(dict.fromkeys(words)))
    return labels


def _measured(label: str, column: int, rows: list[list[str]], caption: re.Match[str], before: str) -> str:
    """A label with the unit of the caption, where its column holds numbers and it has no unit of its own."""
    cells = [row[column] for row in rows if column < len(row)]
    if _UNIT.search(label) or _MEASURE.search(label) or not cells or not all(map(_NUMBER.fullmatch, cells)):
        return label
    per = f"每{caption[2]}" if caption[2] else ""
    gives = "" if _GIVES.search(label) or not _GIVES.search(before) or _OTHER.search(label) else "给予"
    return f"{label}{per}{gives}（{caption[1]}）"


def _line(labels: list[str], row: list[str]) -> str:
    cells = []
    before = None
    for column, cell in enumerate(row):
        if not cell or (cell == before and cell and not _NUMBER.fullmatch(cell)):
            continue
        before = cell
        cells.append(_cell(labels[column] if column < len(labels) else "", cell))
    return "；".join(cells) + "。"


def _cell(label: str, cell: str) -> str:
    if any(pattern.search(label.replace("：", "").strip()) for _, pattern in named("department_labels")):
        return f"{label}：{cell}"
    unit = _UNIT.search(label) or _MEASURE.search(label)
    if unit and _NUMBER.fullmatch(cell):
        name = label.replace(unit[0], "")
        return (
            f"{name}{'给予' if _GIVES.search(name) and not re.search('最高|不超过|上限', name) else ''}{cell}{unit[1]}"
        )
    return cell
