"""The layers of an original: its head (issuers, title, number, addressees), the notice that sends the text out, the text.

印发通知 and the text that it sends out are two layers in one file: the number belongs to the notice, the title of the
document is that of the text. Lines are read one by one; places count code points of the whole text.
"""

import re
from dataclasses import dataclass, field

from generator.text.dates import read as dates_of
from generator.text.grammar import data
from generator.text.numbering import folded
from generator.text.plain import plain
from generator.text.records import Date

Span = tuple[int, int]

_NUMBER = re.compile("[ ]*([一-龥]{2,12})[ ]?[〔\\[(（【]((?:19|20)[0-9]{2})[〕\\])）】][ ]?(?:第)?([0-9]{1,4})号[ ]*")
_BODY = re.compile(f"[ ]*(?:[一-龥]{{2,24}}?(?:{data()['public_body']}|中心|人民政府)[ ]*)+")
_SENDS = re.compile("关于(?:印发|公布|发布|转发)[《<]?(.+?)[》>]?的?(?:通知|公告|决定|通告)")
# 某委员会等四部门印发《关于……的措施》的通知: the words before 印发 name bodies, not what the notice is about.
_SENDS_BRACKETED = re.compile("^[^《》<]{0,60}(?:印发|公布|发布|转发)《(.+)》的?(?:通知|公告|决定|通告)$")
_ABOUT = re.compile("关于.+(?:通知|公告|决定|通告|意见|批复|函|建议|通报|方案|措施|公示)")
_KINDS = "办法|措施|方案|计划|规定|细则|标准|意见|建议|规划|条例|规则|目录|指南|指引|要点|政策|章程|通知|公告|决定|通告|公示|解读"
_SPAN_OF_TIME = re.compile("[(](?:(?:19|20)[0-9]{2}[^()]{0,14}年?|试行|暂行|修订|征求意见稿)[)]")
_ENDS_TITLE = re.compile(f"(?:{_KINDS})(?:[ ]*[（(][^（）()]{{2,20}}[）)])*$")
_ADDRESSEES = re.compile("[^。:]{2,300}:[ ]*$")
_AS_ADDRESSED = re.compile("各|有关单位|政府|企业|部门|机构")
# 某机关决定对……作如下修改： and 现就……通知如下： open what follows; nobody is addressed by them.
_ACTS = re.compile("决定|如下|下列|现(?:将|就|对|予)")
_NUMBERED = re.compile("[ ]*(?:第[一二三四五六七八九十百零0-9]{1,5}[编章节条]|[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|[0-9]{1,3}[.、](?![0-9]))")  # fmt: skip
# 印发机关和印发日期 in one line at the foot: 2027年1月9日印发.
_PRINTED_ON = re.compile("[ ]*(?:印发|发布|公布|印)[ ]*$")
_ASIDE = re.compile("[ ]*[(]?(?:此件|主动公开|依申请公开|抄送|印发机关|联系人|发表时间|来源|首页)")


@dataclass(frozen=True)
class Line:
    """A line with its place; ``text`` is folded, so that marks are half width, and without white space around it."""

    text: str
    start: int
    end: int


@dataclass
class Layers:
    """``issuers``: (name, place) as printed; ``printed_on``: the day is that of printing (…印发) at the foot; ``posted``: the day that a web page prints beside the text. ``body``: where the text itself begins, after its title; ``notice``: the
    range of the notice that sends it out, if there is one. ``signed``: the range of a signature at the end."""

    title: tuple[str, Span] | None = None
    number: tuple[str, Span] | None = None
    issuers: list[tuple[str, Span]] = field(default_factory=list)
    issuers_sure: bool = False
    issued: tuple[str, Span] | None = None
    printed_on: bool = False
    posted: tuple[str, Span] | None = None
    addressees: tuple[str, Span] | None = None
    notice: Span | None = None
    body: int = 0
    end: int = 0
    sent_out: bool = False


def lines(raw: str) -> list[Line]:
    """The lines that hold words."""
    text = folded(raw)
    found = []
    for match in re.finditer("[^\n]+", text):
        words = match[0]
        if words.strip():
            start = match.start() + len(words) - len(words.lstrip())
            found.append(Line(words.strip(), start, start + len(words.strip())))
    return found


def layers(raw: str) -> Layers:
    """The layers of a text. What is not found is ``None`` or empty."""
    every = lines(raw)
    found = Layers(end=len(raw))
    first = next((i for i, line in enumerate(every) if _NUMBERED.match(line.text)), len(every))
    head = every[:first]
    _number(found, head, raw)
    title_lines = _title(found, head, raw)
    _addressees(found, head, title_lines)
    _body(found, every, head, title_lines, raw)
    _issuers(found, every, head, title_lines, raw)
    _decreed(found, head)
    _on_one_line(found, head, title_lines, raw)
    if found.issued is None:  # 2026年4月3日 on a line of its own below the title, as on web pages
        days = [(day, (line.start, line.end)) for line in head if (day := _day_alone(line, raw))]
        found.issued = days[0] if len(days) == 1 else None
        found.body = max(found.body, days[0][1][1]) if len(days) == 1 else found.body
    return found


def _on_one_line(found: Layers, head: list[Line], title_lines: list[int], raw: str) -> None:
    """某政办发〔2028〕7号　　某办公室　　2028年3月5日: number, issuer and day beside each other below the title."""
    for line in head[title_lines[-1] + 1 if title_lines else 0 :]:
        spans = [(line.start + m.start(), line.start + m.end()) for m in re.finditer("[^ ]+(?: [^ ]+)*", line.text)]
        pieces = [Line(folded(raw[start:end]), start, end) for start, end in spans]
        number = next((match for one in pieces if (match := _NUMBER.fullmatch(one.text))), None)
        if len(pieces) < 2 or number is None or found.number:
            continue
        found.number = (f"{number[1]}〔{number[2]}〕{int(number[3])}号", (line.start, line.end))
        for one in pieces:
            if not found.issuers and _BODY.fullmatch(one.text):
                found.issuers, found.issuers_sure = [(raw[one.start : one.end], (one.start, one.end))], True
            if found.issued is None and (day := _day_alone(one, raw)):
                found.issued = (day, (one.start, one.end))
        found.body = max(found.body, line.end)


_DECREE = re.compile(
    "((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日([一-龥]{2,20}?)令(?:第[0-9一二三四五六七八九十百]{1,5}号)?(?:公布|发布)"
)


def _decreed(found: Layers, head: list[Line]) -> None:
    """（2026年9月8日某市人民政府令第31号公布）: a decree says its issuer and its day in brackets below its title."""
    for line in head:
        if line.text.startswith("(") and (match := _DECREE.search(line.text)):
            place = line.start + match.start(4)
            if not found.issuers:
                found.issuers = [(match[4], (place, line.start + match.end(4)))]
                found.issuers_sure = True
            if found.issued is None:
                day = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
                found.issued = (day, (line.start + match.start(), line.start + match.end(3) + 1))
            found.body = max(found.body, line.end)


def _number(found: Layers, head: list[Line], raw: str) -> None:
    for line in head:
        if match := _NUMBER.fullmatch(line.text):
            found.number = (f"{match[1]}〔{match[2]}〕{int(match[3])}号", (line.start, line.end))
            return


def _title(found: Layers, head: list[Line], raw: str) -> list[int]:
    """Finds the title, over several lines if it takes them; returns which lines of the head hold it."""
    for i in range(len(head)):
        words = ""
        for j in range(i, min(i + 4, len(head))):
            told = head[j].text
            if _NUMBER.fullmatch(told) or (_ADDRESSEES.fullmatch(told) and j > i):
                break
            words += _printed(raw, head[j])
            simple = folded(words)
            if (match := _SENDS_BRACKETED.search(simple)) and _closed(simple):
                found.sent_out = True
                found.title = (_bare(words[match.start(1) : match.end(1)]), (head[i].start, head[j].end))
                return list(range(i, j + 1))
            about = simple.find("关于")
            if about < 0 or (about and not _BODY.fullmatch(simple[:about])):
                if i == j and about < 0:
                    break
                continue
            if (match := _SENDS.search(simple)) and _closed(simple):
                found.sent_out = True
                title = words[match.start(1) : match.end(1)]
                found.title = (_bare(title), (head[i].start, head[j].end))
                return list(range(i, j + 1))
            if _ABOUT.fullmatch(simple[about:]) and _ENDS_TITLE.search(simple):
                found.title = (words[about:], (head[i].start, head[j].end))
                return list(range(i, j + 1))
    for i, line in enumerate(head):
        cut = re.split("发表时间|来源:", line.text)[0].strip()
        match = re.match(f"[^。,;:!?]{{4,60}}?(?:{_KINDS})(?:[ ]*[(][^()]{{2,20}}[)])?(?=$|[ ])", cut)
        if match and not _ASIDE.match(cut) and not _NUMBER.fullmatch(line.text):
            printed = raw[line.start : line.start + match.end()]
            if "关于" in printed and "——" in printed:
                printed = printed.rpartition("——")[2]
            below = head[i + 1] if i + 1 < len(head) else None
            if below and match.end() == len(line.text) and _SPAN_OF_TIME.fullmatch(below.text):
                found.title = (_bare(printed + raw[below.start : below.end]), (line.start, below.end))
                return [i, i + 1]
            found.title = (_bare(printed), (line.start, line.start + match.end()))
            return [i]
    return []


def _bare(title: str) -> str:
    """A title without white space, with full-width brackets; quotation marks inside one become those outside."""
    title = re.sub(r"\s+", "", title).replace("(", "（").replace(")", "）")
    if "《" not in title:
        title = title.replace("〈", "《").replace("〉", "》")
    return title[1:-1] if title.startswith("《") and title.endswith("》") and title.count("《") == 1 else title


def _printed(raw: str, line: Line) -> str:
    return "".join(raw[line.start : line.end].split())


def _closed(words: str) -> bool:
    return words.count("《") == words.count("》") and words.count("<") == words.count(">") and bool(_ENDS_TITLE.search(words))  # fmt: skip


def _addressees(found: Layers, head: list[Line], title_lines: list[int]) -> None:
    after = title_lines[-1] + 1 if title_lines else 0
    for line in head[after:]:
        if _ADDRESSEES.fullmatch(line.text) and _AS_ADDRESSED.search(line.text) and not _ACTS.search(line.text):
            found.addressees = (line.text.rstrip(": "), (line.start, line.end))
            return
        if "。" in line.text:
            return


def _body(found: Layers, every: list[Line], head: list[Line], title_lines: list[int], raw: str) -> None:
    """Where the text begins: after its own title, if it has one below the notice that sends it out, else after the head."""
    last_head = title_lines[-1] if title_lines else -1
    if found.title:
        wanted = _key(found.title[0])
        for i in range(last_head + 1, len(every)):
            words = ""
            for j in range(i, min(i + 3, len(every))):
                words += _key(every[j].text)
                if words == wanted:
                    found.notice = (every[last_head + 1].start, every[i].start)
                    found.body = every[j].end
                    return
                if not wanted.startswith(words):
                    break
    after = head[last_head].end if 0 <= last_head < len(head) else 0
    if found.title and not title_lines[1:] and head:
        after = max(found.title[1][1], 0)
    for _, span in filter(None, (found.number, found.addressees)):
        after = max(after, span[1])
    found.body = after


def _key(words: str) -> str:
    return re.sub(r"[\s《》〈〉<>]|[—–-]", "", folded(words))


def _issuers(found: Layers, every: list[Line], head: list[Line], title_lines: list[int], raw: str) -> None:
    """The bodies above the title or in it, and those that sign with a day."""
    above: list[tuple[str, Span]] = []
    for i, line in enumerate(head):
        if i in title_lines:
            about = folded(_printed(raw, line)).find("关于")
            if about > 0 and _BODY.fullmatch(folded(_printed(raw, line))[:about]):
                above += _bodies(raw, line.start, line.start + raw[line.start : line.end].find("关于"))
            continue
        if found.title and line.start > found.title[1][1]:
            break
        if _BODY.fullmatch(line.text):
            above += _bodies(raw, line.start, line.end)
    signed, issued = _signature(found, every, raw)
    found.issued = issued
    found.printed_on = issued is not None and bool(_PRINTED_ON.search(folded(raw[slice(*issued[1])])))
    if match := re.search(
        "(?:发表|发布|公布|成文)?(?:时间|日期):[ ]*((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})", folded(raw[:2000])
    ):
        found.posted = (match[1], match.span(1))
    names = {name for name, _ in above}
    found.issuers = above or signed
    found.issuers_sure = bool(above) and (not signed or {name for name, _ in signed} == names)


def _bodies(raw: str, start: int, end: int) -> list[tuple[str, Span]]:
    found = []
    for match in re.finditer(r"[^\s、,，]+", raw[start:end]):
        found.append((match[0], (start + match.start(), start + match.end())))
    return found


def _signature(found: Layers, every: list[Line], raw: str) -> tuple[list[tuple[str, Span]], tuple[str, Span] | None]:
    """Bodies on lines of their own, the day after them: at the end of the notice, else of the text."""
    ranges = [found.notice] if found.notice else []
    ranges.append((found.body, len(raw)))
    for start, end in ranges:
        inside = [line for line in every if start <= line.start < end]
        for i in range(len(inside) - 1, -1, -1):
            day = _day_alone(inside[i], raw)
            if day is None:
                continue
            bodies: list[tuple[str, Span]] = []
            for line in reversed(inside[:i]):
                if not _BODY.fullmatch(line.text):
                    break
                bodies = _bodies(raw, line.start, line.end) + bodies
            if bodies:
                return bodies, (day, (inside[i].start, inside[i].end))
    last = [line for line in every if line.start >= found.body and _BODY.fullmatch(line.text)]
    return ([body for line in last[-1:] for body in _bodies(raw, line.start, line.end)], None)


def _day_alone(line: Line, raw: str) -> str | None:
    days = [fact for fact in dates_of(plain(raw, line.start, line.end)) if isinstance(fact, Date)]
    alone = "".join(_PRINTED_ON.sub("", line.text).split())
    if len(days) == 1 and len(days[0].value) == 10 and len(alone) <= len("".join(days[0].text.split())) + 1:
        return days[0].value
    return None
