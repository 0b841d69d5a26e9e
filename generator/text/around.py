"""The context of an amount in its sentence: per what, how often, of what, by whom, in which form."""

import re

from generator.text import schedule
from generator.text.grammar import Token, grammar
from generator.text.plain import Plain
from generator.text.roles import Reading, Sentence

_CLASSIFIER = re.compile(
    "(?:架次|航班|标准箱|个|家|户|名|位|项|件|款|种|笔|批|台[（(]套[)）]|台套|台|套|张|辆|艘|架|条|座|篇|所)"
)
_ONE_OF = re.compile("^(?:每一?|单一?|同一?)")
_NO_MEASURE = frozenset(
    "分 共 为 在 按 有 每 则 仅 各 约 期 给予 需确定 选择 连续 限报 建成 请首批 引进 服务 支持".split()
)
_TITLES = re.compile(
    "^(?:申报|申请)?(?:企业|单位|项目|平台|机构|公司|团队)(?=.{2})|^(?:支持|奖励|补贴|补助|鼓励)(?:引进)?(?!标准|金|额|资|上限|比)(?=.{2})|^(?:本市|我市|我区)|^(?:获得|完成|实现|取得|当年|其|但|且|并(?!购))(?=.{2})|^[时日](?=.{2})|[在为达]$"
)
_SHARE = re.compile("(?:率|占比|比重|比例|强度)$")


class Around:
    """A sentence and its readings. Positions count its signs."""

    def __init__(self, whole: Plain, sentence: Sentence, readings: list[Reading]) -> None:
        self.whole, self.sentence, self.readings = whole, sentence, readings
        self.all = sentence.words(0, len(sentence.tokens))
        self.rent = "租" in self.all

    def segment(self, place: int) -> int:
        """The first sign of the part between commas that contains a position."""
        return self.sentence.signs.rfind(",", 0, place) + 1

    def gives_in_segment(self, place: int) -> bool:
        """Whether something is given between a position and the next comma: 前三年每年80%, but not 成立前两年内获得融资的."""
        behind = re.match("[^,;.]*", self.sentence.signs[place + 1 :])
        return behind is None or not behind[0] or bool(re.search("[vVBAPRWhXCsEz]", behind[0]))

    def printed(self, first: int, last: int) -> str:
        """The printed text from sign ``first`` to ``last``, without white space."""
        tokens = self.sentence.tokens
        return self.whole.quote(tokens[first].start, tokens[last - 1].end) if first < last else ""

    # --- per what, how often ---

    def per(self, first: int, last: int, since: int) -> str | None:
        """What an amount from sign ``first`` to ``last`` is per; ``since``: end of the amount before it."""
        for place in range(first - 1, max(self.segment(first), since) - 1, -1):
            token = self.sentence.tokens[place]
            if token.sign == "p":
                return self.counted(token)
            if token.sign == "M":
                stop = re.match("M[^,.;vVBCLFgHAPRQN]*", self.sentence.signs[place:first])
                return self.printed(place, place + (stop.end() if stop else first)).removeprefix("每")
        step_before = re.search("M[^,.;APRQN]{1,12},[xvVBg]{0,8}$", self.sentence.signs[since:first])
        if step_before and self.sentence.tokens[since + step_before.start()].words[-1] == "一":  # 每新增一家企业，奖励
            begin = since + step_before.start()
            return self.printed(begin, self.sentence.signs.index(",", begin)).removeprefix("每")
        behind = re.match("t?p(?![yCLg]*[A-Z])", self.sentence.signs[last:])
        if behind:
            return self.counted(self.sentence.tokens[last + behind.end() - 1])
        step = next((r for r in self.readings if r.step and r.amounts.last == since), None)
        if step:
            begin = self.sentence.signs.rfind("M", 0, step.amounts.first)
            return self.printed(begin, step.amounts.last).removeprefix("每")
        return None

    def counted(self, token: Token) -> str:
        """企业 of 每家企业 and 单个企业; 亩 of 每亩; 单家 is kept, since it does not name a unit."""
        printed = self.whole.quote(token.start, token.end)
        rest = _ONE_OF.sub("", printed)
        if _CLASSIFIER.fullmatch(rest):
            return rest if printed[0] == "每" else printed
        found = _CLASSIFIER.match(rest)
        return rest[found.end() :] if found else rest

    def period(self, first: int, last: int, since: int) -> tuple[str | None, bool]:
        """How often, and whether the sum is a total over time."""
        begin = max(self.segment(first), since)
        before = self.sentence.tokens[begin:first]
        words = [token.words for token in before if token.sign == "y"]
        if behind := re.match("t?(?:[xV]{0,2}t)?y", self.sentence.signs[last:]):
            words.append(self.sentence.tokens[last + behind.end() - 1].words)
        words += [
            t.words
            for t in self.sentence.tokens[begin : last + 1]
            if t.sign == "q" and re.search("[年月天日]", t.words)
        ]
        return schedule.period(words)

    # --- of what ---

    def measure(self, reading: Reading, since: int) -> str | None:
        """The base of a rate, or what is compared with a threshold."""
        signs, tokens, first = self.sentence.signs, self.sentence.tokens, reading.amounts.first
        share = reading.amounts.kind in "PR"
        if reading.base and share:
            return _TITLES.sub("", self.printed(*reading.base))
        if share and reading.role not in ("threshold", "limit", "old"):
            return self._ground(reading)
        end = first
        while end and signs[end - 1] in "CLFGlMcgyi:(":
            end -= 1
        start = end
        allowed = "xKJnfU" if reading.amounts.kind == "Q" else "xzKJnyfUD0NVp"
        while start > since and signs[start - 1] in allowed:
            start -= 1
        while start < end and signs[start] in "pyD":
            start += 1
        if re.fullmatch("n", signs[start:end]) and (named := re.search("[xzKJnyfUD0N]*[KJf]t$", signs[since:start])):
            start = since + named.start()  # 研发投入占营业收入的比例
        if start == end or reading.role not in ("threshold", "limit", "old", "count"):
            return None
        if (
            reading.amounts.kind != "Q"
            and not re.search("[KJfn]", signs[start:end])
            and not _SHARE.search(self.printed(start, end))
        ):
            return None
        words = _TITLES.sub("", self.whole.quote(tokens[start].start, tokens[end - 1].end))
        measured = 0 < len(words) <= 24 and words not in _NO_MEASURE and not words.endswith(("一式", "连续", "起"))
        return words if measured else None

    def _ground(self, reading: Reading) -> str | None:
        """The base named before a ground: 研发费用按100%, 超过30%的部分给予10%."""
        signs, first = self.sentence.signs, reading.amounts.first
        start = self.segment(first)
        part = signs.rfind("U", start, first)
        if part >= 0 and re.fullmatch("U[HvzgpyCLFx]*", signs[part:first]):
            begin = max(signs.rfind("a", start, part) + 1, start)
            return self.printed(begin, part + 1)
        given = re.search("H([xzKVBn]{2,16})[CL]?$", signs[start:first]) if reading.amounts.kind == "R" else None
        if given and re.search("[KVBn]", given[1]):  # 按国家立项资助1:0.3配套
            return _TITLES.sub("", self.printed(start + given.start(1), start + given.end(1)))
        for pattern in ("H[CLF]([xzKJnf]{2,14})$", "H([xzKVJnf]+?)[CLFgpy]{1,4}$", "([xzKVJnf]+?)H[CLFgpyx]{0,4}$"):
            if found := re.search(pattern, signs[start:first]):
                begin, end = start + found.start(1), start + found.end(1)
                if re.search("[Kf]" if reading.amounts.kind == "P" else "[KfV]", found[1]):
                    return _TITLES.sub("", self.printed(begin, end))
        return None

    # --- by whom, in which form, with which exception ---

    def give(self, place: int) -> str:
        """money, interest, tax, rent, equity or voucher, from the surrounding words."""
        near = self.sentence.words(self.segment(place), min(len(self.sentence.tokens), place + 12))
        for name, pattern in grammar().gives:
            if pattern.search(self.all if name == "voucher" else near):
                return name
        return "money"

    def giver(self, place: int, since: int) -> str | None:
        """Who gives: 省 of 省级贴息. A giver inside a base (按省级补助的) does not count."""
        begin = max(self.segment(place), since)
        for i in range(begin, place):
            if self.sentence.signs[i] == "z" and not {"H", "t"} & set(self.sentence.signs[i:place]):
                return self.sentence.tokens[i].words.removesuffix("财政").removesuffix("级")
        return None

    def exception(self, last: int) -> str | None:
        """The words that let a ceiling be exceeded, later in the sentence."""
        found = grammar().exceptions.search(self.sentence.text, self.sentence.tokens[last - 1].end)
        return self.whole.quote(found.start(), found.end()) if found else None
