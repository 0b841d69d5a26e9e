"""Articles and paragraphs that an amending text puts into another one, read as benefits, duties and points are read."""

import re
from dataclasses import dataclass
from typing import Any

from generator.drafting import duties
from generator.drafting.becomes import as_written
from generator.drafting.benefits import benefits
from generator.drafting.clause import clause
from generator.drafting.made import Draft
from generator.drafting.named_texts import Spot, before, spot
from generator.drafting.outline import Part
from generator.drafting.points import act_of, facts
from generator.drafting.supports import Reach, support
from generator.records import Clause, Document
from generator.records.base import UNFILLED
from generator.text import money
from generator.text.plain import plain
from generator.text.records import Amendment

_OPEN, _CLOSE = '“「『"', '”」』"'
_HEADING = re.compile("[ \u3000]*【?([^。；，：:\n【】]{2,20})(?:】|[。\u3000])(?=[^\\s])")

_SEVERAL = re.compile("(?:增加|新增|增设)[两二三四五六七八九十2-9]")
_OWN_NUMBER = re.compile("\\s*第[一二三四五六七八九十百零〇0-9]+条(?:之[一二三四五六七八九十])?[\\s\u3000]*")


@dataclass(frozen=True)
class Told:
    """A proposal: its target, the record behind which it stands, what it makes; ``why``: what a person must look at."""

    target: str
    becomes: dict[str, Any]
    after: str | None = None
    why: str | None = None


@dataclass(frozen=True)
class Added:
    """Reads what is put into ``document``, which is as it stands the day before."""

    made: Draft
    raw: str
    reach: Reach
    document: Document

    def inserted(self, fact: Amendment, printed: str, path: str) -> Told | None:
        """A new article, or a new paragraph of one; ``None`` where the text does not give its words in one piece."""
        span = self._quoted(fact)
        if span is None or re.search("[、和至]第", printed) or _SEVERAL.search(fact.text):
            return None
        words = re.sub("^.*?(第[^第]*条(?:之[一二三四五六七八九十])?)", r"\1", printed)
        if re.search("款|项", words):
            aim = spot(self.document, words)
            return self._paragraph(aim.clause, span, path) if aim else None
        if "条" not in words:
            return None
        above = before(self.document, words)
        if above is None:
            return None
        identity = self._free(above.id)
        part = self._part(identity, "article", above, words, self._after_number(span))
        told = self._clause(part, f"{path}/clause")
        why = None if "之" in words else "插在它前面一条之后；以后各条的编号是不是顺延，请核对"
        return Told(self.document.id, {"clause": told}, above.id, why)

    def replaced(self, fact: Amendment, aim: Spot, path: str) -> Told | None:
        """An article in new words; of a paragraph, the point is for a person to name."""
        span = self._quoted(fact)
        if span is None or re.search("(?:章|节)名|标题|条标|名称", fact.target or ""):
            return None
        old = aim.clause
        if aim.below:
            identity = aim.point.id if aim.point else UNFILLED
            point = self._point(identity, span, f"{path}/point")
            if aim.point:
                point = {**as_written(aim.point), **point}
            why = None if aim.point else f"{aim.below}是哪个要点，请对照原文件填写"
            return Told(f"{self.document.id}/{old.id}#{identity}", {"point": point}, None, why)
        if old.industry or old.subfield:
            return None
        part = self._part(old.id, old.kind, old, old.number, self._after_number(span))
        told = self._clause(part, f"{path}/clause", tuple(one.id for one in old.supports))
        if old.heading and not part.heading:
            told["heading"], told["heading_printed"] = old.heading, False
        if old.under:
            told["under"] = old.under
        else:
            told.pop("under", None)
        if old.related:
            told["related"] = as_written(old.related)
        count = len(told.get("supports", []))
        why = None
        if count != len(old.supports):
            why = f"原条有 {len(old.supports)} 项支持，新的读出 {count} 项；继续的一项请沿用原来的编号"
        return Told(
            f"{self.document.id}/{old.id}", {"clause": told}, None, why or "整条改写：编号、所在章节、相关条款沿用原条"
        )

    def _quoted(self, fact: Amendment) -> tuple[int, int] | None:
        """The range of the words that are put in: between quotation marks, else what follows the colon."""
        if fact.new:
            first = self.raw.find(fact.new[:6], fact.start)
        else:  # the words begin on the next line
            opens = re.compile(rf"[：:，,]?\s*[{_OPEN}]").match(self.raw, fact.end)
            first = opens.end() if opens else -1
        if first < 0:
            return None
        opened = self.raw[first - 1 : first]
        if opened not in _OPEN or not opened:
            return first, fact.end
        close, depth = _CLOSE[_OPEN.index(opened)], 1
        for place in range(first, len(self.raw)):
            if self.raw[place] == close:
                depth -= 1
            elif self.raw[place] == opened:
                depth += 1
            if depth == 0:
                return first, place
        return None

    def _after_number(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words behind their own number, where they are quoted with it (“第八条　……”)."""
        number = _OWN_NUMBER.match(self.raw, *span)
        return (number.end() if number else span[0], span[1])

    def _free(self, above: str) -> str:
        taken = {one.id for one in self.document.clauses}
        base = re.sub("-[0-9]+$", "", above) if re.fullmatch("a[0-9]+-[0-9]+", above) else above
        return next(name for i in range(1, 1000) if (name := f"{base}-{i}") not in taken)

    def _part(self, identity: str, kind: str, beside: Clause, printed: str | None, span: tuple[int, int]) -> Part:
        """The new words as a part; a heading, where the article beside it prints one."""
        heading = _HEADING.match(self.raw, *span) if beside.heading_printed else None
        return Part(
            identity, kind, printed, printed, heading[1].strip() if heading else None, heading is not None, beside.under,
            span[0], span[0], span[1],
        )  # fmt: skip

    def _clause(self, part: Part, path: str, ids: tuple[str, ...] = ()) -> dict[str, Any]:
        made = self._scratch()
        roles, named = duties.lists(self.raw, part, made.known, made.marks, path)
        told = clause(made, part, self.raw, money.Counter(), self.reach, roles, named, path, ids)
        for cap, _ in made.caps:
            made.marks.unread(path, "几项合计的上限没有写进去", (cap.start, cap.end))
        return told

    def _scratch(self) -> Draft:
        """Days, goals and lists of another text are not this one's; marks and slots are."""
        made = self.made
        return Draft(made.document, made.marks, made.original, made.known, slots=made.slots)

    def _point(self, identity: str, span: tuple[int, int], path: str) -> dict[str, Any]:
        found = benefits(self.raw, *span, money.Counter())
        self.made.slots[f"{path}/text"] = facts(self.raw, *span)
        return {
            "id": identity,
            "act": act_of(plain(self.raw, *span).text, bool(found.benefits), "article"),
            "text": UNFILLED,
        }

    def _paragraph(self, old: Clause, span: tuple[int, int], path: str) -> Told:
        """A paragraph as a point behind the last one, with the first benefit that it gives."""
        numbers = [int(point.id[1:]) for point in old.points]
        identity = f"p{max(numbers, default=0) + 1}"
        becomes: dict[str, Any] = {"point": self._point(identity, span, f"{path}/point"), "summary": UNFILLED}
        self.made.slots[f"{path}/summary"] = facts(self.raw, *span)
        found = benefits(self.raw, *span, money.Counter())
        why = "加在最后一个要点之后，请核对位置"
        if found.benefits:
            own = f"s-{self.made.document['id']}-{old.id}-1"
            becomes["support"] = support(
                found.benefits[0], found, own, lambda _: identity, f"{path}/support", self.reach, self.made.known, self.made.marks,
            )  # fmt: skip
        if len(found.benefits) > 1:
            why += f"；这一款读出 {len(found.benefits)} 项支持，只写了第一项"
        after = old.points[-1].id if old.points else None
        return Told(f"{self.document.id}/{old.id}", becomes, after, why)
