"""Forms of amendment: what a text says that it does to another, or to a clause of another."""

import re
from collections.abc import Iterator

from generator.text import dates
from generator.text.plain import Plain
from generator.text.records import Amendment, Date, Fact

_NUM = "[一二三四五六七八九十百零〇0-9]+"
_PLACE = f"(?:第{_NUM}章)?(?:第{_NUM}节)?(?:第{_NUM}[条点](?:之[一二三四五六七八九十]+)?)(?:第{_NUM}款)?(?:第[(]?{_NUM}[)]?项)?|第{_NUM}[款项章节]|第[(]{_NUM}[)]项|附件{_NUM}?"
_QUOTE = '[“"「『‘]([^”"」』’]*)[”"」』’]'
_TITLE = "《(?:[^《》]|《[^《》]*》)+》(?:[(][^()]{4,40}[)])?"
_WHOM = f"(?:{_TITLE}|[一-龥]{{2,12}}〔(?:19|20)[0-9]{{2}}〕[0-9]+号|本(?:政策措施|办法|措施|规定|政策|细则|通知|文件|意见|方案)|上述(?:政策|文件|措施)?|原(?:政策|文件|办法))"
# do, pattern; groups by name of field.
_FORMS: tuple[tuple[str, str], ...] = (
    ("words", f"(?:(?:将|把)?(?P<target>{_PLACE})(?:中|内)?的?){_QUOTE.replace('(', '(?P<old>', 1)}(?:一词|字样|的表述)?(?:均|统一|分别)?(?:修改|改|调整|变更|替换)(?:为|成){_QUOTE.replace('(', '(?P<new>', 1)}"),
    ("words", f"(?:将|把){_QUOTE.replace('(', '(?P<old>', 1)}(?:一词|字样|的表述)?(?:均|统一|分别)?(?:修改|改|调整|变更|替换)(?:为|成){_QUOTE.replace('(', '(?P<new>', 1)}"),
    ("delete-words", f"(?:删去|删除|去掉)(?P<target>{_PLACE})(?:中|内)?的?{_QUOTE.replace('(', '(?P<old>', 1)}"),
    ("delete-words", f"(?P<target>{_PLACE})(?:中|内)?(?:删去|删除){_QUOTE.replace('(', '(?P<old>', 1)}"),
    ("insert", f"(?:在)?(?:(?P<after>{_PLACE})(?:之?后))?,?(?:增加|新增|增设)(?:一|二|两|三|{_NUM})?(?:条|款|项|章|节|个?条款)?,?(?:作为|列为|为)(?P<target>{_PLACE})(?:[:,](?P<new>[^\n]*?)(?=。?$|[”\"]?\n))?"),
    ("insert", f"(?:在)?(?P<after>{_PLACE})(?:之?后)?,?(?:增加|新增|增设)(?:一|二|两|三|{_NUM})(?:条|款|项|章|节)"),
    ("insert-words", f"(?:在)?(?P<target>{_PLACE})(?:中的?)?{_QUOTE.replace('(', '(?P<after>', 1)}(?:之?后|后面),?(?:增加|新增|加上){_QUOTE.replace('(', '(?P<new>', 1)}"),
    ("replace", f"(?:将|把)?(?P<target>{_PLACE})(?:的?内容|整体|全文)?(?:修改|改|修订|调整)(?:为|成)(?:[:,]?(?P<new>[^\n]*?)(?=。?$|[”\"]?\n))?"),
    ("renumber", f"(?:将|原)?(?P<old>{_PLACE})(?:相应)?(?:顺延|依次顺延)?(?:改为|变为|调整为|作为)(?P<new>{_PLACE})"),
    ("renumber", "(?:条文|条款|条)(?:的)?(?:顺序|序号)(?:作|做|进行)?(?:相应|依次)?(?:调整|顺延)|(?:其余|其他|以下)?(?:条款|各条|条文)?(?:序号|顺序)?(?:依次)?顺延"),
    ("delete", f"(?:删去|删除|取消)(?P<target>{_PLACE})(?!中|内|的?[“\"])"),
    ("delete", f"(?P<target>{_PLACE})(?:予以)?(?:删去|删除)(?![“\"])"),
    ("extend", f"(?:(?P<target>{_WHOM})(?:的)?)?(?:有效期|实施期限|执行期限|施行期限|适用期限)?(?:延续|延长|顺延|延期)(?:到|至)"),
    ("suspend", f"(?:(?P<target>{_WHOM}|{_PLACE})(?:[^,。;《》]{{0,12}}))?(?:停止|暂停|中止)(?:执行|实施|施行|适用|受理)"),
    ("resume", f"(?:(?P<target>{_WHOM}|{_PLACE})(?:[^,。;《》]{{0,8}}))?恢复(?:执行|实施|施行|适用|受理)"),
    ("repeal", f"(?P<target>(?:{_TITLE}|{_PLACE})(?:、(?:{_TITLE}))*)(?:自[^,。;]{{0,24}}起)?(?:同时|即行|予以|自行|一并|现予|相应)*(?:废止|失效)"),
    ("repeal", f"(?:废止|宣布失效)(?P<target>{_TITLE}|{_PLACE})"),
    ("repeal", "(?:同时|即行|予以|自行|一并|现予|一律)+废止|宣布失效"),
    ("precedence", "(?:与|同(?!类|时|一))(?P<target>本(?:文件|措施|政策措施|办法|规定|政策|细则|通知|意见)|上述[^,。;]{0,8})?(?:[^,。;]{0,16})?(?:不一致|不符|相抵触|有冲突|冲突|抵触)的?,?(?:均|一律)?(?:按|以)[^。;]{1,24}?(?:为准|执行|规定执行)"),
)  # fmt: skip
_SUM = re.compile(
    "(?:由|从)(?:原来?的?)?(?P<old>(?:最高|不超过)?[0-9一二两三四五六七八九十百千万亿,.]+(?:[万亿千百]*(?:元|美元)|%|个百分点|[年人家个]))(?:统一|分别|相应)?(?:调整|提高|上调|下调|降低|增加|修改|变更|改|降|提升|减少|扩大|延长)(?:为|至|到)(?P<new>(?:最高|不超过)?[0-9一二两三四五六七八九十百千万亿,.]+(?:[万亿千百]*(?:元|美元)|%|个百分点|[年人家个])?)"
)
_OLDER = re.compile(f"{_TITLE}|〔(?:19|20)[0-9]{{2}}〕[0-9]+号|{_PLACE}")
_COMPILED = [(do, re.compile(pattern, re.MULTILINE)) for do, pattern in _FORMS]


def read(whole: Plain) -> Iterator[Fact]:
    """The amendments of a passage; of two forms at one place the first in the list stands."""
    text = whole.text
    taken: list[tuple[int, int]] = []
    for do, pattern in [*_COMPILED, ("sum", _SUM)]:
        for match in pattern.finditer(text):
            if do == "sum" and not _OLDER.search(_sentence(text, match.start())):
                continue  # a sentence that names no older text tells; it amends nothing
            if do != "sum" and any(match.start() < end and start < match.end() for start, end in taken):
                continue
            amendment = _amendment(whole, do, match)
            if do == "extend" and not (amendment.until or amendment.target):
                continue  # 贴息期限延长至3年 is a benefit's time, no amendment
            yield amendment
            if do != "sum":
                taken.append((match.start(), match.end()))


def _sentence(text: str, place: int) -> str:
    begin = max(text.rfind(mark, 0, place) for mark in "。\n") + 1
    stop = min((at for mark in "。\n" if (at := text.find(mark, place)) >= 0), default=len(text))
    return text[begin:stop]


def _amendment(whole: Plain, do: str, match: re.Match[str]) -> Amendment:
    groups = match.groupdict()

    def words(name: str) -> str | None:
        return whole.quote(*match.span(name)) if groups.get(name) else None

    until = None
    end = match.end()
    if do == "extend":
        day = next((d for d in dates.read(whole) if isinstance(d, Date) and d.start >= whole.at[match.end() - 1]), None)
        if day and day.start - whole.at[match.end() - 1] <= 2:
            until, end = day.value, whole.index(day.end - 1) + 1
    new = words("new")
    return Amendment(
        do=do, target=words("target"), after=words("after"), old=words("old"), new=new.strip("“”\"‘’「」") if new else None,
        until=until, at=whole.place(match.start(), end),
    )  # fmt: skip
