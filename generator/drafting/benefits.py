"""Which benefits a clause gives: each with its stretch of the text, its amounts and its words.

A benefit is a sum or a share that somebody gets (by the grammar of ``text``), or an advantage that is named without one
(给予奖励). Ceilings over several benefits are told apart, and so are directions: 支持 or 鼓励 without an object or a way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from generator.text import amendments, money, names
from generator.text.plain import BREAK, Plain, plain
from generator.text.records import Amendment, Amount, Fact, Money, Quantity, Said, Tier, Unread
from generator.text.tiers import GIVEN

_NOUNS = "奖励|奖补|补贴|补助|资助|支持|扶持|贴息|补偿|配套|股权投资|津贴|奖金"
# An advantage without a sum: who gives it says so (给予, 发放, 享受), and it has a name.
_NAMED = re.compile(
    f"(?:给予|予以|发放|按规定享受|享受)(?:(?!不|给予|对)[^,。;:]){{0,14}}?(?:{_NOUNS})(?!政策|资金管理|的情形|标准|对象|范围|方向|体系|名单|意见|条件)"
)
# Other advantages that texts name: each with its form and facet.
_OTHERS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("priority", "优先审查", re.compile("纳入[^,。;]{0,8}优先审查|(?:享受|给予)[^,。;]{0,6}优先审查")),
    ("risk-sharing", "风险补偿", re.compile("纳入[^,。;]{0,16}风险补偿[^,。;]{0,8}(?:范围|名单)?")),
    ("finance", "", re.compile("提供[^,。;]{0,10}(?:授信|信贷|融资服务|担保服务)")),
    ("support", "支持", re.compile("(?:依法依规|按规定)支持[^,。;]{2,30}")),
    ("service", "", re.compile("(?:常态化)?开展[^,。;]{0,20}(?:服务活动|对接活动)")),
)
_NOT = re.compile("不予|不再|不得|不给予|不享受|不重复|不能|取消|追回|停止|已(?:经)?(?:享受|获得|发放)[^,]{0,20}$")
# The wording that an amendment gives to another text.
_QUOTED = re.compile('[“"][^“”"]{8,}[”"]')
# Of all that somebody may get together: a ceiling over what was said elsewhere.
_MANY = re.compile("累计|合计|总额|总计")
_EVERY = re.compile(
    "同一(?:企业|单位|主体|申请人|项目|个人|机构)|按照?本[^,。;]{1,6}(?:获得|享受)|单[户家个](?:机构|企业)"
)
# 各项补贴合计不超过实际投资的20%，且不超过100万元: nothing is given there.
_TOGETHER = re.compile("合计(?:不|最)|(?:补助|补贴|奖励|资金)(?:总额|合计|总计)(?:不|最|以)")
_GIVING = re.compile("给予|予以|发放|补助(?:[0-9]|按)|奖励[0-9]|补贴[0-9]")
_STAR = re.compile("依法依规|按(?:照)?(?:有关|相关|国家)?规定(?!的|享受|列入|处理|执行)|按规定")
_DIRECTION = re.compile(
    '(?:大力|积极)?(?:鼓励和引导|鼓励引导|支持鼓励|支持|鼓励|引导)(?=[一-龥"])(?!资金|标准|范围|对象|方式|金额|政策|力度|方向|体系)'
)
_DUTIES = re.compile(r"[(][^()]{0,12}(?:单位|部门)[:][^()]*[)]|[(][^()]{2,200}按(?:照)?(?:各自)?职责分工[^()]{0,4}[)]")


@dataclass
class Benefit:
    """A benefit. ``start``, ``end``: its stretch of the plain text of its clause; ``facts``: its amounts, in order;
    ``said``: what is said in fixed words (一事一议). ``form``, ``facet``: where the rule that found it knows them."""

    start: int
    end: int
    sentence: tuple[int, int]
    facts: list[Amount] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    limits: list[Quantity] = field(default_factory=list)
    conditions: list[Amount | Quantity] = field(default_factory=list)
    tiers: list[Tier] = field(default_factory=list)
    stars: tuple[str, ...] = ()
    form: str | None = None
    facet: str | None = None
    object: str | None = None  # where one of several named things is meant (分别)
    whole: str = ""
    lead: int | None = None  # of a table: where the sentence that introduces it ends


@dataclass
class Found:
    """What a clause gives. ``caps``: ceilings over several benefits; ``directions``: (verb, start, end) in the plain text;
    ``unread``: amounts of which nobody knows what they are, and shares that bound several benefits."""

    text: Plain
    benefits: list[Benefit] = field(default_factory=list)
    caps: list[Money] = field(default_factory=list)
    directions: list[tuple[str, int, int]] = field(default_factory=list)
    unread: list[Unread | Amount] = field(default_factory=list)


def benefits(raw: str, start: int, end: int, counter: money.Counter, named: bool = True) -> Found:
    """The benefits of the part of a text, with places in its plain form (``Found.text``). ``named``: also those without a
    sum; a condition or a problem only speaks of them."""
    whole = plain(raw, start, end)
    facts = sorted(
        [*money.read(whole, counter), *(fact for fact in names.read(whole) if isinstance(fact, Said))],
        key=lambda fact: (fact.start, fact.end),
    )
    changed = [fact for fact in amendments.read(whole) if isinstance(fact, Amendment)]
    found = Found(whole)
    quoted = _quoted(whole.text) if changed else []
    for first, last in _sentences(whole.text):
        if any(first <= whole.index(fact.start) < last for fact in changed) or any(a <= first < b for a, b in quoted):
            continue  # what a text makes of another one, that one gives
        inside = [fact for fact in facts if first <= whole.index(fact.start) < last]
        inside = [fact for fact in inside if not any(a <= whole.index(fact.start) < b for a, b in quoted)]
        _sentence(found, first, last, inside, named)
    return found


def _quoted(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTED.finditer(text)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    hidden = [match.span() for match in _DUTIES.finditer(text)]
    start = 0
    for match in re.finditer(f"[。;{BREAK}]|$", text):
        if any(a <= match.start() < b for a, b in hidden) or match.end() <= start:
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()


def _sentence(found: Found, first: int, last: int, facts: list[Fact], named: bool) -> None:
    text = found.text.text
    at = found.text.index
    groups: list[Benefit] = []
    by_benefit: dict[str, Benefit] = {}
    for fact in facts:
        if isinstance(fact, Unread):
            found.unread.append(fact)
        # A national rule on taxes that is retold is no benefit of this text.
        retold = isinstance(fact, Amount) and fact.give == "tax"
        if isinstance(fact, Amount) and fact.role in GIVEN and fact.benefit and not retold:
            if fact.benefit not in by_benefit:
                by_benefit[fact.benefit] = Benefit(
                    at(fact.start), at(fact.start), (first, last), whole=text[first:last]
                )
                groups.append(by_benefit[fact.benefit])
            by_benefit[fact.benefit].facts.append(fact)
            by_benefit[fact.benefit].end = _after(found.text, fact)
    for fact in facts:
        if isinstance(fact, Said) and fact.what in ("case-by-case", "no-cap", "difference"):
            _say(groups, fact, found.text, first, last)
    groups.sort(key=lambda group: group.start)
    _take_caps(found, groups, first)
    if named:
        _name_others(found, groups, first, last)
    groups.sort(key=lambda group: group.start)
    _join(found.text.text, groups)
    if len(groups) == 1 and _continues(found, groups[0], first):
        found.benefits[-1].facts += groups.pop().facts
    _stretch(found.text, groups, first, last)
    ends = [*(group.start for group in groups[1:]), last][: len(groups)]
    for fact in facts:
        for group, end in zip(groups, ends, strict=True):
            if group.start <= at(fact.start) < end:
                if isinstance(fact, Quantity) and fact.role == "limit":
                    group.limits.append(fact)
                elif isinstance(fact, Amount | Quantity) and fact.role == "threshold":
                    group.conditions.append(fact)
                elif isinstance(fact, Tier):
                    group.tiers.append(fact)
    _star(text, groups, first)
    for group in groups:
        found.benefits += _separate(text, group)
    _direct(found, groups, first, last)


def _after(whole: Plain, fact: Fact) -> int:
    return whole.index(fact.end - 1) + 1


def _say(groups: list[Benefit], fact: Said, whole: Plain, first: int, last: int) -> None:
    """一事一议 is a benefit of its own, or part of the sum that follows it; 上不封顶 and 补足差额 belong to what is before."""
    place = whole.index(fact.start)
    before = [group for group in groups if group.start < place]
    if fact.what != "case-by-case":
        if before and "," not in whole.text[before[-1].end : place].replace(",", "", 1):
            before[-1].said.append(fact)
        return
    after = next((group for group in groups if group.start > place), None)
    if after and re.fullmatch("[^,]{0,10},[^,对]{0,4}", whole.text[_after(whole, fact) : after.start]):
        after.said.append(fact)
        return
    if _NOT.search(whole.text[first:place]):
        return
    groups.append(Benefit(place, _after(whole, fact), (first, last), said=[fact], whole=whole.text[first:last]))


def _take_caps(found: Found, groups: list[Benefit], first: int) -> None:
    """Ceilings that hold over several benefits are taken out of the benefits."""
    for group in list(groups):
        before = found.text.text[first : group.end]
        if all(fact.role == "cap" for fact in group.facts) and _TOGETHER.search(before) and not _GIVING.search(before):
            groups.remove(group)
            found.caps += [fact for fact in group.facts if isinstance(fact, Money)]
            found.unread += [fact for fact in group.facts if not isinstance(fact, Money)]  # a share has no record there
        elif len(group.facts) == 1 and isinstance(cap := group.facts[0], Money) and cap.role == "cap":
            before = found.text.text[first : group.start]
            if _MANY.search(before[-12:]) and _EVERY.search(before):
                groups.remove(group)
                found.caps.append(cap)
        elif (
            len(group.facts) > 1 and isinstance(cap := group.facts[-1], Money) and cap.role == "cap" and cap.cumulative
        ):
            before = found.text.text[found.text.index(group.facts[-2].start) : found.text.index(cap.start)]
            if re.search("同一(?:企业|单位|主体|申请人|个人|机构)", before):
                group.facts.remove(cap)
                found.caps.append(cap)


def _name_others(found: Found, groups: list[Benefit], first: int, last: int) -> None:
    """Advantages that are named without a sum, in stretches between commas that give none."""
    text = found.text.text
    taken = [_comma_stretch(text, group.start, group.end, first, last) for group in groups]
    patterns: list[tuple[str | None, str | None, re.Pattern[str]]] = [(None, None, _NAMED)]
    patterns += [(facet, form, pattern) for facet, form, pattern in _OTHERS]
    for facet, form, pattern in patterns:
        for match in pattern.finditer(text, first, last):
            if any(a <= match.start() < b for a, b in taken) or _NOT.search(text[max(first, match.start() - 12) : match.start() + 2]):  # fmt: skip
                continue
            if facet == "service" and "企业" not in text[first:last]:
                continue
            if re.match("的(?:[^,。;]{0,6})?(?:,|$)", text[match.end() : last]) or re.search("已$|未$|应当$", text[: match.start()]):  # fmt: skip
                continue  # 给予支持的，… is a condition
            taken.append(_comma_stretch(text, match.start(), match.end(), first, last))
            groups.append(Benefit(match.start(), match.end(), (first, last), facet=facet, form=form or None, whole=text[first:last]))  # fmt: skip


def _join(text: str, groups: list[Benefit]) -> None:
    """A benefit told in two breaths is one: 给予补贴，每人不超过1.5万元; 在省级贴息1个百分点的基础上，市级再贴1个百分点."""
    for group, after in list(pairwise(groups)):
        between = text[group.end : after.start]
        bare = not group.facts and not group.said and group.facet is None
        on_top = group.facts and re.fullmatch("的基础上,[^,对]{0,12}", between)
        # 给予运营补贴，等级为一级、二级的，每床每天分别补贴……: the same noun, the sums behind a condition.
        nouns = re.findall(_NOUNS, text[group.start : group.end])
        again = nouns and re.fullmatch(f",[^,对]{{0,24}}的,[^,对给]{{0,12}}{nouns[-1]}", between)
        if on_top or (bare and (again or re.fullmatch(",[^,对]{0,12}", between))):
            after.facts = [*group.facts, *after.facts]
            after.start = group.start
            groups.remove(group)


def _continues(found: Found, group: Benefit, first: int) -> bool:
    """A ceiling of the benefit told before the semicolon: …；同一企业领取的创新券以20万元为限."""
    text = found.text.text
    return (
        bool(found.benefits)
        and first > 0
        and text[first - 1] == ";"
        and len(group.facts) == 1
        and group.facts[0].role == "cap"
        and bool(re.match("同一|单[个家户]|每[个家户]", text[first:]))
        and not re.search(f"给予|{_NOUNS}", text[first : group.end + 6])
    )


def _comma_stretch(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    begin = text.rfind(",", first, start) + 1 or first
    stop = text.find(",", end, last)
    return max(begin, first), stop if stop >= 0 else last


def _stretch(whole: Plain, groups: list[Benefit], first: int, last: int) -> None:
    """Each benefit takes the text from the end of the one before it, to the comma after its last amount."""
    before = first
    for i, group in enumerate(groups):
        following = groups[i + 1].start if i + 1 < len(groups) else last
        stop = next((place for place in range(group.end, following) if whole.text[place] in ",、"), following)
        group.start, group.end = before, min(stop, last)
        before = group.end


def _star(text: str, groups: list[Benefit], first: int) -> None:
    """依法依规 before a benefit in its own stretch holds for it, and for those joined to it by 、 or 和."""
    before: Benefit | None = None
    for group in groups:
        inside = text[group.start : group.end]
        group.stars = tuple(dict.fromkeys("依法依规" if "依法" in star else "按规定" for star in _STAR.findall(inside)))
        if before and before.stars and not group.stars and inside[:1] in "、和及":
            group.stars = before.stars
        before = group
    # A rule that follows in the same breath (，并按规定享受…) is part of what is given before it.
    for group in groups:
        rest = re.match(",并(按规定|依法依规)", text[group.end :])
        if rest and rest[1] not in group.stars and group.stars:
            group.stars = (*group.stars, rest[1])


_TIERS = re.compile("(?:博士|硕士|本科生?|专科生?|等奖|等|档|等次|级别)$|首次|达到|突破|不同|以上|以下|[0-9]")


def _separate(text: str, group: Benefit) -> list[Benefit]:
    """分别 over things of several kinds (市级、国家级中心) gives a benefit to each; over tiers of one thing (一、二、三等奖) it
    is one benefit in tiers."""
    count = len(group.facts)
    if count < 2 or group.conditions or group.tiers or [fact.tier for fact in group.facts] != list(range(1, count + 1)):
        return [group]
    match = re.search("(?:对|给|为)?([^,]*?)(?:的[^、,]{0,14})?,?(?:分别|依次)", text[group.start : group.end])
    if match is None:
        return [group]
    things = _list_of(match[1], count)
    if things is None or any(_TIERS.search(thing) for thing in things):
        return [group]
    if "用" in match[1][-3:]:  # 按首次应用和推广应用: two occasions of one thing
        return [group]
    made = []
    for thing, fact in zip(things, group.facts, strict=True):
        made.append(
            Benefit(
                group.start, group.end, group.sentence, [fact], group.said, group.limits, [], [], group.stars, group.form,
                group.facet, thing, group.whole,
            )
        )  # fmt: skip
    return made


def _list_of(words: str, count: int) -> list[str] | None:
    """The last ``count`` members of a list (甲、乙和丙), without what stands before the first."""
    members = re.split("、|和|及|以及|与", words)
    if len(members) < count:
        return None
    members = members[-count:]
    members[0] = re.sub("^.*(?:对|认定|评估[^的]*|入选|获得|发布)的?", "", members[0]) or members[0]
    members[0] = re.sub("^[^的]{1,6}的", "", members[0]) or members[0]
    return members if all(len(member) >= 2 for member in members) else None


def _own(text: str, group: Benefit) -> int:
    """Where the stretch begins that a benefit needs: at the comma before its 对, or before its amount."""
    stretch = text[group.start : group.end]
    cut = max(stretch.rfind(",对"), stretch.rfind(",依法依规"), stretch.rfind(",按规定"), stretch.rfind(",将"))
    if cut < 0 and not re.match(",?对", stretch):
        return group.start
    return group.start + max(cut, 0)


def _direct(found: Found, groups: list[Benefit], first: int, last: int) -> None:
    """Directions of a sentence: 支持 or 鼓励 at the beginning of a stretch that gives nothing."""
    text = found.text.text
    for match in _DIRECTION.finditer(text, first, last):
        start = match.start()
        if start != first and text[start - 1] not in ",。;" + BREAK:
            continue
        if "制定本" in text[first:last] or any(_own(text, group) <= start < group.end for group in groups):
            continue
        stop = text.find(",", match.end(), last)
        found.directions.append((match[0], start, stop if stop >= 0 else last))
