"""Departments, document numbers, ways to apply, materials, and what is said in fixed words (一事一议, 上不封顶)."""

import re
from collections.abc import Iterator

from generator.text.numerals import number
from generator.text.plain import Plain
from generator.text.records import Channel, Department, DocumentNumber, Fact, Material, Said

_SAID = (
    ("case-by-case", "一事一议|一企一策|一案一策|一项目一策|一人一策|一园一策|一链一策|(?:按|视|根据|依据|结合)(?:照)?(?:实际|具体|项目)?情况(?:另行)?(?:予以)?(?:确定|核定|研究确定|商定)|另行(?:确定|研究|制定|商定)|按(?:照)?实(?:际)?核定|个案(?:研究|审议)"),
    ("no-cap", "上不封顶|不封顶|不设(?:置)?(?:上限|封顶)|无上限|不限额|不设限额"),
    ("difference", "补足差额|补差(?!异)|差额(?:部分)?(?:予以)?(?:补足|奖励|补助|补齐)|按差额"),
    ("proration", "按比例(?:折减|核减|削减|缩减|递减|调减|折算|压减)|同比例(?:折减|核减|调减|压减)|等比例(?:折减|核减|调减|压减|缩减)"),
    ("no-stacking", "不(?:得)?(?:重复|叠加|多头)(?:享受|支持|奖励|补助|补贴|资助|申报|申请)|不(?:再)?重复(?=[。,;])|就高不重复|就高不就低|就新[、,]?不重复|从优不重复|就高原则|择优不重复|择高不重复"),
    ("stacking", "可(?:以)?(?:同时|叠加|累加)享受|可(?:以)?叠加"),
    ("reference", "(?:按照?|参照|比照)(?!本|实际|规定|有关规定|相关规定)[^,。;按]{2,24}?(?:标准|政策|规定|办法)(?:的(?:[0-9.]+%|[0-9]+:[0-9.]+))?(?:执行|给予|享受)"),
    ("budget", "(?:超出|超过|不超过|在)?(?:当年|本年|年度)?(?:财政)?预算(?:总额|额度|规模)?(?:控制|限额|安排|范围内|内)|总额控制|额满即止|先到先得"),
)  # fmt: skip
_NUMBER = re.compile("([一-龥]{2,12})[〔(]((?:19|20)[0-9]{2})[〕)](?:第)?([0-9]{1,4})号")
_LEAD = re.compile(
    "^.*(?:通知|意见|决定|办法|》|按照|按|根据|依据|依照|执行|贯彻|落实|参照|关于|废止|修改|印发|以及|及|和|与|对|在|以|将|由|见|的|为|原|即|该)(?=[一-龥]{2,})"
)
_BODY = "(?:委员会办公室|委员会|办公厅|办公室|管理局|监督局|监管局|财政局|科学技术局|科技局|经济信息委|发展改革委|分行|税务局|海关|通信管理局|管委会|人民政府|(?<![在各])委(?!托|派|任|员|会|书|内)|局(?!部|面|势|限|长)|厅(?!堂)|办(?!法|理|公|学|事|好|案|展|会|结|件|成|卡|赛|税|医)|署)"
_NAMED = re.compile(f"(?:(?<=[、:;(,。和与及由向经至从\n])|^)((?:市|省|区|县|国家|重庆|各区县|本市|自治区|人行|中国|中共|两江|西部)[一-龥]{{1,16}}?{_BODY})(?=[、,;)。等负会牵按和与及同在将组统另审初受予给提\n]|$)")  # fmt: skip
_ROLES = (
    ("lead", "牵头(?:单位|部门)"), ("responsible", "责任(?:单位|部门)|主管(?:单位|部门)|实施(?:单位|部门)|落实(?:单位|部门)"),
    ("support", "配合(?:单位|部门)|协助(?:单位|部门)|参与(?:单位|部门)"), ("accept", "受理(?:单位|部门|机构)|申报受理"),
    ("review", "审核(?:单位|部门)|评审(?:单位|部门)"), ("pay", "拨付(?:单位|部门)|兑现(?:单位|部门)"),
    ("recommend", "推荐(?:单位|部门)"), ("ask", "咨询(?:单位|部门|电话)"),
)  # fmt: skip
_LABEL = re.compile("(" + "|".join(f"(?:{words})" for _, words in _ROLES) + ")(?:为)?:([^:;)〕。\n]{2,200})")
_SHARED = re.compile("[(]([^():;。]{2,200}?)按(?:照)?(?:职责|各自职责)分工(?:负责|落实)?[)]")
_DOES = re.compile("由([^,。;()由]{2,40}?)(负责解释|会同|牵头|负责|受理|审核|拨付|组织)")
_DOES_ROLES = {"负责解释": "interpret", "会同": "lead", "牵头": "lead", "负责": "responsible", "受理": "accept", "审核": "review", "拨付": "pay", "组织": "lead"}  # fmt: skip

_URL = re.compile("(?:https?://|www[.])[A-Za-z0-9.\\-_/~%?=&#:]+")
_CHANNELS = (
    ("automatic", "免申即享|免申请即享"), ("fast", "即申即享|直达快享"),
    ("online", "[“\"「]?[一-龥A-Za-z0-9·+]{2,20}(?:服务平台|申报平台|申报系统|管理平台|管理系统|信息系统|服务系统|业务系统|政务服务网|小程序|APP|公众号|平台网站|门户网站)[”\"」]?|线上(?:申报|提交|填报|办理)|网上(?:申报|提交|填报|办理)|在线(?:申报|提交|填报|办理)"),
    ("counter", "[一-龥]{0,12}(?:服务窗口|综合窗口|受理窗口|政务服务中心|办事大厅|服务大厅)|现场(?:提交|申报|递交)|线下(?:提交|申报|办理|递交)|当面(?:提交|递交)"),
    ("post", "邮寄(?:至|到)?|快递(?:至|到)|寄送(?:至|到)?"), ("mail", "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|电子邮箱|发送至邮箱"),
)  # fmt: skip
_APPLYING = re.compile("申报|申请|报送|提交|填报|登录|登陆|受理|办理|报名|网址|报")
_MATERIAL = re.compile(
    "(《[^《》]{2,40}(?:方案|申报书|申请书|申请表|申报表|承诺书|报告|推荐表|汇总表|登记表|表|书)》|[一-龥]{0,14}(?:申请表|申报表|申报书|申请书|申请报告|推荐表|汇总表|登记表|承诺书|声明书|营业执照(?:复印件)?|身份证(?:复印件)?|审计报告|财务报表|完税证明|证明材料|合同(?:复印件|原件)|发票(?:复印件)?|银行(?:流水|回单)|付款凭证|资金申请报告|申报材料|总结报告))"
    "(?:[(][^()]*?一式([0-9一二两三四五六七八九十]{1,2})[份套][^()]*?[)]|,?(?:纸质(?:件|版|材料)?)?一式([0-9一二两三四五六七八九十]{1,2})[份套])?"
)  # fmt: skip
_HANDED = re.compile("材料|提交|报送|提供|申报|申请|附件|附|递交|出具|填写|填报|一式")


def read(whole: Plain) -> Iterator[Fact]:
    """The facts of this kind of a passage, in no order."""
    text = whole.text
    for what, words in _SAID:
        for match in re.finditer(words, text):
            yield Said(what=what, at=whole.place(match.start(), match.end()))
    for match in _NUMBER.finditer(text):
        name = _LEAD.sub("", match[1])
        start = match.end(1) - len(name)
        yield DocumentNumber(number=f"{name}〔{match[2]}〕{int(match[3])}号", at=whole.place(start, match.end()))
    yield from _departments(whole)
    yield from _channels(whole)
    for match in _MATERIAL.finditer(text):
        around = _sentence(text, match.start())
        if _HANDED.search(around):
            copies = number(match[2] or match[3] or "")
            name = re.sub(
                "^(?:.*(?:请|将|提交|报送|提供|递交|填写|包括|出具|填报|附|的|和|及|与))(?=[一-龥]{3,})",
                "",
                match[1].strip("《》"),
            )
            yield Material(
                name=name, copies=None if copies is None else int(copies), at=whole.place(match.start(1), match.end())
            )


def _sentence(text: str, place: int) -> str:
    begin = max(text.rfind(mark, 0, place) for mark in "。\n") + 1
    stop = min((at for mark in "。\n" if (at := text.find(mark, place)) >= 0), default=len(text))
    return text[begin:stop]


def _departments(whole: Plain) -> Iterator[Fact]:
    text = whole.text
    taken: set[int] = set()
    lists = [
        (next(role for role, words in _ROLES if re.fullmatch(words, m[1])), m.start(2), m.end(2))
        for m in _LABEL.finditer(text)
    ]
    lists += [("responsible", match.start(1), match.end(1)) for match in _SHARED.finditer(text)]
    for role, start, end in lists:
        stop = re.search("[,。]", text[start:end])
        end = start + stop.start() if stop else end
        is_open = text[start:end].endswith("等")
        for match in re.finditer("[^、]+", text[start:end].removesuffix("等")):
            first, last = start + match.start(), start + match.end()
            if first not in taken and re.search("[一-龥]", match[0]):
                taken.update(range(first, last))
                yield Department(name=whole.quote(first, last), role=role, open=is_open, at=whole.place(first, last))
    for match in _DOES.finditer(text):
        for part in re.finditer("[^、和及与]+", match[1]):
            first, last = match.start(1) + part.start(), match.start(1) + part.end()
            if re.fullmatch(f".*{_BODY}", part[0]) and not taken.intersection(range(first, last)):
                taken.update(range(first, last))
                yield Department(name=whole.quote(first, last), role=_DOES_ROLES[match[2]], at=whole.place(first, last))
    for match in _NAMED.finditer(text):
        if not taken.intersection(range(match.start(1), match.end(1))):
            yield Department(
                name=whole.quote(match.start(1), match.end(1)), at=whole.place(match.start(1), match.end(1))
            )


def _channels(whole: Plain) -> Iterator[Fact]:
    text = whole.text
    for way, words in _CHANNELS:
        for match in re.finditer(words, text):
            around = _sentence(text, match.start())
            if way not in ("automatic", "fast") and not _APPLYING.search(around):
                continue
            name = re.sub(
                "^.*(?:登录|登陆|通过|在|于|到|至|向|经由|依托|进入)(?=[一-龥A-Za-z])", "", match[0].strip('“”"「」')
            )
            url = _URL.search(text, match.end(), match.end() + 80) if way == "online" else None
            yield Channel(
                way=way,
                name=name,
                url=url[0].rstrip(".,") if url else None,
                at=whole.place(match.start(), match.end()),
            )
