"""Tables as lines of text: a cell says what its head says, as a sentence would.

A row 受理审核 | 某局 under 任务 | 牵头单位 becomes 受理审核；牵头单位：某局。 A number under 补助标准（万元） gets its unit.
"""

import re
from collections.abc import Sequence

from generator.text.grammar import named

_UNIT = re.compile("[（(][^（）()]*?((?:[十百千]?[万亿]?(?:美|欧|港)?元)|%|％)[^（）()]*[）)]")
_MEASURE = re.compile("[（(](天|日|个?月|年|人|家|个|项|次|亩|平方米|立方米)[^（）()]{0,2}[）)]$")
_NUMBER = re.compile(r"(?:最高|不超过)?[0-9]+(?:[.,，][0-9]+)*(?:\s*[—\-~～至]\s*[0-9]+(?:[.,][0-9]+)*)?")
_GIVES = re.compile("补助|奖励|补贴|资助|支持|标准|金额|额度")


def rows_as_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """One line for each row below the head. A merged cell is repeated by the caller in each place that it covers."""
    told = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not told:
        return []
    head = _head(told)
    labels = _labels(told[:head])
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
