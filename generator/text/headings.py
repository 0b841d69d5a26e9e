"""Headings without a number: 适用范围 alone on a line, 附则, 附件1, 【支持标准】. A short line between others is one where its
words are those of headings, or where it stands before a paragraph and the line before it is finished.

Texts are in the form of ``numbering.folded``: every character has its position in the file.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

_LINE = re.compile("[^\n]+")
_ANNEX = re.compile(
    r"^[ \t]*(附(?:件|录|表)[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})?)[:]?[ \t]*$"
    r"|^[ \t]*(附(?:件|录|表)[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[: 、.]+[^\n。,;:]{2,30})$",
    re.MULTILINE,
)
# The list of annexes at the end of a letter: its numbers are no clauses.
_ANNEX_LIST = re.compile(
    r"^[ \t]*附件?[:][ \t]*(?:[0-9]{1,2}[.、])?[^\n]+(?:\n[ \t]*[0-9]{1,2}[.、][^\n。]{1,60}$)*", re.MULTILINE
)
# What follows the last number and concerns the whole text.
_CLOSING = re.compile(
    "^[ ]*(本(?:政策|措施|若干|办法|规定|细则|通知|意见|方案)[^。\n]{0,30}(?:自|有效期|期限|施行|实施)[^\n]*)",
    re.MULTILINE,
)
_NO_HEADING = re.compile('[,。;:!?、“”"0-9]|年|委员会$|办公厅$|局$|办公室$|厅$|市$|政府$|^联系人|^抄送|^附|通知$')
_WORDS = re.compile(
    "(?:总|附)则|前言|引言|目录|其他|"
    "[一-龥、和与及]{0,10}"
    "(?:范围|对象|标准|条件|材料|时间|时限|期限|方式|程序|流程|步骤|要求|依据|内容|渠道|途径|措施|原则|目的|定义|职责|分工|管理|监督|监管"
    "|责任|安排|须知|事项|名词解释|术语|方向|重点|任务|目标|保障|咨询|受理|审核|评审|公示|兑付|兑现|拨付|验收|绩效|追责|解释|说明|附则|总则"
    "|比例|额度|来源|方法|类型|类别|政策|有效期|电话)"
)  # fmt: skip
_STOPS = "。;!?)]】"
_NUMBERED = re.compile(r"(?:第[一二三四五六七八九十百0-9]+[编章节条]|[一二三四五六七八九十]{1,4}[、.]|[(]?[一二三四五六七八九十0-9]{1,4}[)]|[0-9]{1,3}[.、])[^。,]{0,24}$")  # fmt: skip
_TITLE = re.compile("(?:办法|措施|通知|细则|规定|意见|方案|政策|指南|公告)(?:[(][^()]{1,12}[)])?$")


@dataclass(frozen=True)
class Heading:
    """A heading at positions ``start`` to ``end``. ``words``: as in the text, ``None`` for a paragraph that ends what
    came before (本办法自……施行). ``body``: where the words begin, behind a bracket. ``anew``: all numbers begin again after
    it, as in an annex. ``inner``: it comes back in the text (支持标准 under 一、 and 二、), and so belongs to the number
    above it."""

    words: str | None
    start: int
    body: int
    anew: bool = False
    inner: bool = False


def annex_lists(text: str) -> list[tuple[int, int]]:
    """The stretches of the text that list annexes (附件：1.申报书 2.承诺书)."""
    return [match.span() for match in _ANNEX_LIST.finditer(text)]


def headings(text: str) -> list[Heading]:
    """The headings without a number, in order."""
    every = {heading.start: heading for heading in [*_closing(text), *_annexes(text), *_lines(text)]}
    found: list[Heading] = []
    for start in sorted(every):
        one, last = every[start], found[-1] if found else None
        # 附则, and on the next line 本办法自……施行: that paragraph has a heading already.
        if one.words is None and last and last.words and not text[last.body + len(last.words) : start].strip("】]: \n"):
            continue
        found.append(one)
    count = Counter(one.words for one in found)
    return [replace(one, inner=bool(one.words) and not one.anew and count[one.words] > 1) for one in found]


def _annexes(text: str) -> Iterator[Heading]:
    for match in _ANNEX.finditer(text):
        words = match[1] or match[2]
        start = match.start(1) if match[1] else match.start(2)
        yield Heading(words, start, start, anew=True)


def _closing(text: str) -> Iterator[Heading]:
    for match in _CLOSING.finditer(text):
        yield Heading(None, match.start(1), match.start(1))
    for start, _ in annex_lists(text):
        begin = start + len(text[start:]) - len(text[start:].lstrip())
        yield Heading(None, begin, begin)


def _lines(text: str) -> Iterator[Heading]:
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    finished = True  # whether the line before is a whole one, and not the first part of a wrapped one
    for i, line in enumerate(lines):
        words = line[0].strip()
        bare = words.strip("【】[]").removesuffix(":") if words[0] in "【[" or words[-1] == ":" else words
        gap = i == 0 or text[lines[i - 1].end() : line.start()].count("\n") > 1
        after = lines[i + 1][0].strip() if i + 1 < len(lines) else ""
        known = 2 <= len(bare) <= 14 and not _NUMBERED.match(bare) and bool(_WORDS.fullmatch(bare)) and bool(after)
        plain = (
            bare == words
            and 3 <= len(words) <= 24
            and not _NO_HEADING.search(words)
            and not _NUMBERED.match(words)
            and (len(after) > len(words) + 8 or after.endswith(":"))
            and (i == 0 or lines[i - 1][0].strip()[-1] in _STOPS)
        )
        heading = (known and (finished or gap)) or plain
        if heading:
            yield Heading(bare, line.start() + line[0].index(words), line.start() + line[0].index(bare))
        finished = heading or words[-1] in _STOPS or bool(_NUMBERED.match(words)) or (i == 0 and bool(_TITLE.search(words)))  # fmt: skip
