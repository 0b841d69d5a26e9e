"""Which document an amendment speaks of, and which clause of it: by title and number, and by 第十二条之一 or 第三部分第3项."""

import re
from dataclasses import dataclass

from generator.drafting.names import Known
from generator.records import Clause, Document, Point
from generator.text.numbering import folded, marks
from generator.text.numerals import number

_NUM = "[一二三四五六七八九十百零〇0-9]+"
_TITLE = re.compile(
    "《((?:[^《》]|《[^《》]*》)+)》(?:[（(]([^（）()]{2,16}[〔\\[][0-9]{4}[〕\\]][^（）()]{1,8}号)[）)])?"
)
_OF_TEXT = re.compile(
    "(?:办法|措施|方案|计划|规定|细则|标准|意见|规划|条例|规则|指南|指引|政策|通知|公告|决定|通告)(?:[（(][^（）()]*[）)])?$"
)
_STEP = re.compile(f"第[（(]?({_NUM})[）)]?(条|章|节|编|部分|款|项|目)(?:之([一二三四五六七八九十]))?")
# The styles of numbers that a word of citation may mean, the likeliest first.
_STYLES = {
    "条": ("条", "1.", "一、"), "章": ("章",), "节": ("节",), "编": ("编",), "部分": ("一、",), "项": ("(一)", "1.", "(1)", "①"), "目": ("1.", "(1)", "①"),
}  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """A document named in a text; ``identity`` is ``None`` where the handbook does not have it."""

    identity: str | None
    start: int
    end: int


def mentions(raw: str, known: Known, start: int = 0, end: int | None = None) -> list[Mention]:
    """The documents that a range of a text names in 《》, in order. Names of other things (forms, lists) are left out."""
    found = []
    for match in _TITLE.finditer(raw.replace("〈", "《").replace("〉", "》"), start, len(raw) if end is None else end):
        identity = known.document(match[1], match[2])
        inner = mentions(match[1], known) if identity is None and "《" in match[1] else []
        if inner:  # 关于修改《某办法》的决定 names the 办法
            found.append(Mention(inner[-1].identity, match.start(), match.end()))
        elif identity or match[2] or _OF_TEXT.search(match[1]):
            found.append(Mention(identity, match.start(), match.end()))
    return found


@dataclass(frozen=True)
class Spot:
    """A clause of a document, with what a citation says below it (第二款) that no clause of the record is."""

    clause: Clause
    below: str = ""

    @property
    def point(self) -> Point | None:
        """The point that is meant below, where the record numbers its points as the text does (第（二）项)."""
        steps = list(_STEP.finditer(self.below))
        if len(steps) != 1 or steps[0][2] != "项":
            return None
        wanted = int(number(steps[0][1]) or 0)
        found = [
            point
            for point in self.clause.points
            if point.number and [one.value for one in marks(point.number)] == [wanted]
        ]
        return found[0] if len(found) == 1 else None


def spot(document: Document, printed: str) -> Spot | None:
    """The clause that a citation names, as the document is numbered on that day; ``None`` where it has none."""
    at: Clause | None = None
    text = folded(printed)
    steps = list(_STEP.finditer(text))
    if sum(step[2] == "条" for step in steps) > 1:
        return None
    for i, step in enumerate(steps):
        value = number(step[1])
        inserted = number(step[3]) if step[3] else 0
        found = _below(document, at, step[2], int(value or 0), int(inserted or 0))
        if found is None:
            if at is None:
                return None
            return Spot(at, "".join(one[0] for one in steps[i:]))
        at = found
    return Spot(at) if at else None


def several(document: Document, printed: str) -> list[Spot]:
    """The places of a list with ranges of articles (第十条至第十二条、第六条第二款、第三款); empty where one of them is not there."""
    found: list[Spot] = []
    article = ""
    for piece in re.split("[、和及,]", folded(printed)):
        steps = list(_STEP.finditer(piece))
        if not steps:
            return []
        if len(steps) == 2 and re.fullmatch("[至到~-]", piece[steps[0].end() : steps[1].start()]):
            within = _range(document, steps[0][0], steps[1][0])
        else:
            article = steps[0][0] if steps[0][2] not in ("款", "项", "目") else article
            one = spot(document, piece if piece.startswith(article) else article + piece)
            within = [one] if one else []
        if not within:
            return []
        found += within
    return found


def _range(document: Document, first: str, last: str) -> list[Spot]:
    """The articles from one to another."""
    ends = [spot(document, first), spot(document, last)]
    if not ends[0] or not ends[1] or ends[0].below or ends[1].below:
        return []
    own = [marks(one.clause.number or "")[-1:] for one in ends if one]
    start, stop = (document.clauses.index(one.clause) for one in ends if one)
    if not own[0] or not own[1] or own[0][0].style != own[1][0].style:
        return []
    between = document.clauses[start : stop + 1]
    return [
        Spot(one) for one in between if one.number and (of := marks(one.number)) and of[-1].style == own[0][0].style
    ]


def _below(document: Document, above: Clause | None, unit: str, value: int, inserted: int) -> Clause | None:
    for style in _STYLES.get(unit, ()):
        for clause in document.clauses:
            own = marks(clause.number) if clause.number else []
            if not own or (own[-1].style, own[-1].value, own[-1].inserted) != (style, value, inserted):
                continue
            if above is None or clause.under == above.id:
                return clause
    return None


def before(document: Document, printed: str) -> Clause | None:
    """The clause behind which a new one stands that is printed so: of 第十二条之一 第十二条, of 第九条 第八条; the last of those
    inserted there already."""
    step = _STEP.search(folded(printed))
    if step is None or step[2] != "条":
        return None
    value, inserted = int(number(step[1]) or 0), int(number(step[3]) or 0) if step[3] else 0
    rows = []
    for clause in document.clauses:
        own = marks(clause.number) if clause.number else []
        if own and own[-1].style in _STYLES["条"]:
            key = (own[-1].value, own[-1].inserted)
            if key < (value, inserted):
                rows.append((key, clause))
    return max(rows, key=lambda row: row[0])[1] if rows else None
