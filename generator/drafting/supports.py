"""A support of the draft from a benefit of the text: object, applicant, form, conditions, stars, reach."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.drafting import amounts
from generator.drafting.benefits import Benefit, Found
from generator.drafting.marks import Marks
from generator.drafting.names import Known
from generator.records.base import UNFILLED

_LEAD = "(?:最高|不超过|不低于|每年|每人|每月|一次性|分别|依次|单个|每|按|[0-9])"
_OF = re.compile(
    "对(?:于)?([^,]+?),?(?:分别|依次|一次性|依法依规|按规定|根据|按照?|给予|予以|再|采取|实行|奖励|累计|由市|在用地)"
)
_TO = re.compile(f'(?:给予|予以|发放)(?!最高|不超过|一次性|每)([一-龥()“”"+A-Za-z]{{2,16}}?)(?={_LEAD})')
_IF = re.compile("(?:^|,)([^,]{2,40})的,")
_INTO = re.compile("将([^,]{2,40}?)纳入|为([^,]{2,24}?)提供")
_BACKS = re.compile("支持(?:建设)?([^,]{2,40}?)(?:并|,|$)")
_FORM = re.compile(
    "(?:建设|运营|运行|绩效|运营绩效|安家|生活|岗位|就业|房租|租金|装修|设备|贷款|贴息|一定|经费|资金|要素|后|前|一次性|年度|成长|升级|科研|专项|项目|配套|住房)*"
    "(?:奖励|奖补|补贴|补助|资助|贴息|补偿|配套|股权投资|津贴|奖金|支持|扶持)(?:资金)?"
)  # fmt: skip
_NAMED_FORM = re.compile(
    "(?![的以上下左右至到和及或再])(?:(?!予|企业|单位|标准|比例)[一-龥]){2,4}?(?:补贴|补助|资助|津贴|奖励|补偿)(?=[,、]|$)"
)
_FACETS = (
    ("equity", "股权投资"), ("risk-sharing", "补偿"), ("finance", "贴息"), ("construction", "^建设"), ("operation", "运营支持|运行"),
    ("personal", "津贴|安家|生活"), ("resources", "要素|免租"), ("award", "奖"), ("funding", "配套|经费|资金|资助"), ("subsidy", "补|券"),
    ("support", "支持|扶持"),
)  # fmt: skip
_KINDS = (
    ("person", "博士|硕士|人才|职工|员工|学生|工程师|技师|教师|个人|团队|骨干"), ("fund-manager", "基金管理人|基金管理机构"),
    ("financial", "银行|金融机构|担保机构|保险机构|担保贷款"), ("platform", "平台|中心|孵化器|基地|实验室|工作站|综合体|示范点"),
    ("institute", "研究院|科研机构|科研院所"), ("university", "高校|院校|高等院校"), ("district", "区县"),
    ("enterprise", "企业|公司|合作社|农场"),
)  # fmt: skip
_HEAD = re.compile(
    "(企业|公司|机构|单位|平台|中心|孵化器|基地|实验室|工作站|综合体|研究院|高校|院所|博士|硕士|博士后|人才|职工|团队|基金管理人|银行|农场|合作社)$"
)
_COUNTED = re.compile(
    "(项目|企业|平台|中心|基地|研究院|孵化器|产品|场景|综合体|标准|示范点|机构|工作站)(?=$|[,给分按最])"
)
_ACTIVITIES = (
    ("standards", "标准制|制修订|知识产权|专利"), ("incubation", "孵化|种子|创业"), ("talent", "人才|博士|职工|学生|技能|引进.{0,6}工程师|就业"),
    ("finance", "贷款|贴息|担保|基金|授信|保险|融资"), ("scenario", "场景|示范点|示范应用"), ("product", "首台|首批次|首版次|产品|创新药|装备"),
    ("transfer", "中试|概念验证|成果转化"), ("platform", "创新中心|实验室|创新平台|平台|综合体|研究中心"), ("research", "攻关|研发|关键核心技术|研究"),
    ("infrastructure", "基础设施|厂房|用地|租金|冷库|设施|算力"), ("growth", "企业|产值|收入|规模|改造|投资"),
)  # fmt: skip
_GRADES = re.compile("优秀|良好|合格|[一二三四五]星级?|[AB]级")
_LEVELS = (("national", "国家级|全国|国家"), ("ministry", "部级"), ("provincial", "省级"), ("municipal", "市级"), ("district", "区级|县级"))  # fmt: skip
MOST_WORDS = 24  # a phrase, never a sentence


@dataclass(frozen=True)
class Reach:
    """What a document says of whom it is for. ``word``: the industry in general (未来产业) that its title names, if it does;
    ``all_of_it``: the document says that all its benefits are for that industry (or, ``any``, for no one industry)."""

    word: str | None
    whole: str | None = None


def support(benefit: Benefit, found: Found, identity: str, point_at: Callable[[int], str], path: str, reach: Reach, known: Known, marks: Marks) -> dict[str, Any]:  # fmt: skip
    """The support as YAML has it; marks are set below ``path``. ``point_at``: the point at a position of the text."""
    point = point_at(benefit.start)
    at = found.text.span(benefit.start, max(benefit.end, benefit.start + 1))
    text = found.text.text[benefit.start : benefit.lead or benefit.end].strip(",、")
    thing, sure = _object(benefit, text)
    benefit.object = thing if benefit.object is None else benefit.object
    made: dict[str, Any] = {"id": identity, "point": point}
    form, facet = _form(benefit, found, text)
    title = _title(thing, form)
    made["title"] = title or UNFILLED
    marks.guess(f"{path}/title", "名称由程序取自原文用词，请定名" if title else "没有找到支持的对象，请写名称", at)
    made["what_for"] = UNFILLED
    made["activity"] = activity_of(f"{thing or ''}{text}")
    marks.guess(f"{path}/activity", "按用词归类", at)
    made["applicant"] = _applicant(thing, text)
    if sure and made["applicant"]:
        marks.sure(f"{path}/applicant", at)
    else:
        why = "对象是谁由程序推断" if made["applicant"] else "没有找到写明给谁的用词"
        marks.guess(f"{path}/applicant", why, at)
    made["form"] = {**({"printed": form} if form else {}), "facet": facet}
    if form:
        marks.sure(f"{path}/form", at)
    else:
        marks.guess(f"{path}/form", "没有找到支持方式的用词", at)
    parts = amounts.parts(benefit, found.text, point_at)
    _implied_per(parts, thing, path, marks, at)
    made["amount"] = {**({"apply": "one-of"} if amounts.apply(parts) == "one-of" else {}), "parts": parts}
    if benefit.facts or benefit.said:
        facts = [*benefit.facts, *benefit.said]
        marks.sure(f"{path}/amount", (min(fact.start for fact in facts), max(fact.end for fact in facts)))
        if any(fact.by_convention for fact in benefit.facts):
            marks.guess(f"{path}/amount", "以上、以下是否含本数按惯例推断", at)
    else:
        marks.guess(f"{path}/amount", "没有写金额，请核对是不是一项支持", at)
    if benefit.stars:
        made["stars"] = list(benefit.stars)
        marks.sure(f"{path}/stars", at)
    if leaves := _conditions(benefit, thing, text, point):
        made["conditions"] = leaves[0] if len(leaves) == 1 else {"all": leaves}
        marks.guess(f"{path}/conditions", "条件由程序拆分，请对照原文核对且、或、等", at)
    if re.search("等(?!奖|级|次)", thing or ""):
        made["object_open"] = True
        marks.sure(f"{path}/object_open", at)
    made["scope"] = scope_of(benefit, found, thing, reach, known, path, marks, at)
    return made


def activity_of(words: str) -> str:
    """The code of what something is about, by the first word of the table; growth where none is met."""
    return _of(_ACTIVITIES, words) or "growth"


def _object(benefit: Benefit, text: str) -> tuple[str | None, bool]:
    """The thing or the people that the benefit is for, and whether the text marks it as such (对…给予)."""
    if benefit.object:
        return benefit.object, True
    if benefit.facet:
        if match := _INTO.search(text):
            return match[1] or match[2], True
        if benefit.facet == "service":
            return text.rpartition(",")[2], False
    for pattern, sure in ((_OF, True), (_TO, True), (_IF, False), (_BACKS, False)):
        if matches := list(pattern.finditer(text)):
            words = matches[-1 if pattern is not _IF else 0][1].strip(",")
            if words and not re.fullmatch("企业|超过.*", words):
                return words.removesuffix("的"), sure
    stretch = text.partition(",")[0] if benefit.said and not benefit.facts else text.rpartition(",")[2] or text
    before = re.split(f"{_LEAD}|给予|奖励|资助", stretch)[0]
    return (before or None), False


def _title(thing: str | None, form: str | None) -> str | None:
    if not thing:
        return None
    words = thing.replace("(", "（").replace(")", "）")
    if words.count('"') % 2 == 0:
        for i in range(words.count('"')):
            words = words.replace('"', "“”"[i % 2], 1)
    if len(words) > MOST_WORDS:
        words = re.split("[、和及]", words)[-1] if len(re.split("[、和及]", words)[-1]) > 3 else words[-MOST_WORDS:]
    words = words[-MOST_WORDS:].strip("、的，。；： ")
    return words or None


def _form(benefit: Benefit, found: Found, text: str) -> tuple[str | None, str]:
    """The printed word for how it is given, and its code: after the first amount, else after 给予, else anywhere."""
    if benefit.facet:
        return benefit.form, benefit.facet
    word = None
    if benefit.facts and any(fact.give == "voucher" for fact in benefit.facts):
        match = re.search("[一-龥]{2}券", text)
        word = match[0] if match else None
    if benefit.facts and word is None:
        whole = found.text
        for fact in benefit.facts:
            end = whole.index(fact.end - 1) + 1
            stretch = whole.text[end : max(end, benefit.end)]
            match = re.match("(?:、[^,]*?)?(?:的)?(?:一次性)?(?:给予)?", stretch)
            rest = stretch[match.end() :] if match else stretch
            # 10万元开办补助: whatever two to four characters name it, between a sum and its noun.
            if named := _NAMED_FORM.match(rest):
                word = named[0]
                break
            if direct := _FORM.match(rest):
                word = direct[0]
                break
            # 10万元至30万元的一次性建设补助
            if later := re.match(f"[一-龥、0-9万元]{{0,14}}?({_FORM.pattern})(?=$|[,、])", rest):
                word = later[1]
                break
    if word is None:
        for lead in ("(?:给予|予以|发放|享受)[^,]{0,16}?", "(?:再|分别)", ""):
            if match := re.search(f"{lead}({_FORM.pattern})", _after_conditions(text)):
                word = match[1]
                break
    # 给予运营补贴，……每床每天分别补贴20元: the fuller word is its name.
    if word and (
        fuller := re.search(
            f"(?:给予|予以|发放)((?!企业|单位|个人|机构|项目|平台)[一-龥]{{2,4}}{word})(?=[,、]|$)", text
        )
    ):
        word = fuller[1]
    if word is None and "免租" in text:
        word = "免租"
    if word:
        word = re.sub("^一次性|^后(?=支持)", "", word)
    return word, (_of(_FACETS, word) or "support") if word else "support"


def _after_conditions(text: str) -> str:
    """What follows the last condition (已享受国家支持的，…): the words before it are not those of this benefit."""
    return text[max((match.end() for match in _IF.finditer(text)), default=0) :] or text


def _of(table: tuple[tuple[str, str], ...], words: str) -> str | None:
    return next((code for code, pattern in table if re.search(pattern, words)), None)


def _applicant(thing: str | None, text: str) -> dict[str, Any]:
    """Who is named: the object, if it is somebody; else who stands at the head of the sentence (企业……的)."""
    for words in filter(
        None,
        (
            thing,
            *(
                match[1]
                for match in re.finditer("(?:^|,)([^,]{0,12}?(?:企业|机构|银行|单位|合作社))(?=[一-龥]{2,})", text)
            ),
        ),
    ):
        members = re.split("[、和及]", words)
        last = (
            words
            if len(words) <= 16 and len(members) > 1 and all(_HEAD.search(one) for one in members)
            else members[-1]
        )
        last = re.split("的(?=[^的]{2,})", last)[-1]
        if _HEAD.search(last) and len(last) <= MOST_WORDS:
            printed = re.sub("^(?:新认定|新建|新设立|新引进|市本级)的?", "", last)
            kinds = [kind for kind, known in _KINDS if re.search(known, printed)][:1]
            return {"printed": printed, **({"kinds": kinds} if kinds else {})}
    return {}


def _implied_per(parts: list[dict[str, Any]], thing: str | None, path: str, marks: Marks, at: tuple[int, int]) -> None:
    """A sum for a thing that can be counted is for one of them; only implied, so marked."""
    sums = [part for part in parts if "sum" in part]
    if len(sums) < len(parts) or any("per" in part or part.get("period") not in (None, "once") for part in parts):
        return
    if len(parts) > 1 and not all("tier" in part for part in parts):
        return
    if thing and (match := _COUNTED.search(re.sub("等$", "", thing))):
        for part in parts:
            part["per"] = match[1]
            part["per_implied"] = True
            marks.guess(f"{path}/amount/parts/{part['id']}/per", "按对象推断，原文没有写“每”或“单个”", at)


def _conditions(benefit: Benefit, thing: str | None, text: str, point: str) -> list[dict[str, Any]]:
    leaves: list[dict[str, Any]] = []
    level = _of(_LEVELS, thing or text)
    if "新认定" in text:
        leaves.append(
            {"kind": "recognition", **({"level": level} if level else {}), "newness": "new", "words": "新认定"}
        )
    either = bool(re.search("新认定(?:或|或者)", text))
    if match := re.search("(?:评估|考核|评价|考评)(?:结果)?", text):
        grades = list(dict.fromkeys(_GRADES.findall(text)))
        leaves.append({"kind": "assessment", **({"grade": grades} if grades else {}), "words": match[0]})
    if match := re.search("(?:入选|纳入|列入)([^,]{2,20}?)(?:的|,|$)", text):
        leaves.append({"kind": "selection", "words": match[0].strip(",的")[:MOST_WORDS]})
    if re.search("获得[^,]{0,16}奖|获奖", text):
        leaves.append({"kind": "prize", "words": "获奖" if "获奖" in text else "获得" + text.partition("获得")[2][:8]})
    leaves += [amounts.threshold(fact) for fact in benefit.conditions]
    for match in _IF.finditer(text):
        words = match[1]
        if len(words) <= MOST_WORDS and not any(leaf["words"] in words for leaf in leaves):
            leaves.append({"kind": "other", "words": words})
    told = [{"id": f"c{i}", **leaf, "at": point} for i, leaf in enumerate(leaves, 1)]
    return [{"any": told[:2]}, *told[2:]] if either and len(told) > 1 else told


_AND = re.compile("(?:和|及|以及|或)(?:解决|开展|从事|承担|参与|突破|建设|实施|符合|属于)")
_EFFORT = re.compile("(?:大力|积极|持续)?(?:加强|推动|完善|健全|优化|提升|强化)")


def _only_beside(own: str, thing: str | None, word: str) -> str | None:
    """Why a name of the industry in the stretch of a benefit does not say that the benefit is for it alone: it stands with
    one of two objects that each have a clause of their own, or with an effort told before the object (加强未来产业专利布局，对
    纳入计划的项目给予支持). ``None``: it does."""
    if thing and word in thing:
        parts = [part for part in _AND.split(thing) if part]
        if len(parts) > 1 and not all(word in part for part in parts):
            return f"“{word}”只写在并列对象中的一个里"
        return None
    if thing and f"对{thing}" in own:
        before = [part for part in own.partition(f"对{thing}")[0].split(",") if word in part]
        if before and all(_EFFORT.match(part) for part in before) and word not in own.partition(f"对{thing}")[2]:
            return f"“{word}”写在对象之前的另一句里"
    return None


def scope_of(benefit: Benefit, found: Found, thing: str | None, reach: Reach, known: Known, path: str, marks: Marks, at: tuple[int, int]) -> dict[str, Any]:  # fmt: skip
    """Which industries it concerns: those named beside it, the industry in general where the same sentence says so before
    it (and not as the object of another benefit), else what the document says of all."""
    own = found.text.text[benefit.start : benefit.end]
    industries = known.industries_in(own)
    if industries:
        marks.sure(f"{path}/scope", at)
        return {"reach": "named", "industries": industries}
    first = benefit.sentence[0]
    before = found.text.text[first : benefit.end]
    if reach.word and reach.word in own:
        if why := _only_beside(own, thing, reach.word):
            marks.guess(f"{path}/scope", why, at)
            return {"reach": "unclear"}
        marks.sure(f"{path}/scope", at)
        return {"reach": "future"}
    carried = re.sub(f"对[^,]*{reach.word or '#'}[^,]*?(?:给予|,)", "", before) if reach.word else ""
    if reach.word and reach.word in carried:
        marks.guess(f"{path}/scope", f"“{reach.word}”写在同一句的前面", at)
        return {"reach": "future"}
    if reach.whole:
        marks.guess(f"{path}/scope", "按文件的适用范围推断", at)
        return {"reach": reach.whole}
    if reach.word:
        marks.guess(f"{path}/scope", f"本句没有写“{reach.word}”，只在文件标题里写", at)
        return {"reach": "unclear"}
    marks.sure(f"{path}/scope", at)
    return {"reach": "any"}
