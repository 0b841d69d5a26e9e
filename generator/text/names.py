"""Departments, document numbers, ways to apply, materials, and what is said in fixed words (一事一议, 上不封顶)."""

import re
from collections.abc import Iterator

from generator.text.grammar import data, named, pattern
from generator.text.numerals import number
from generator.text.plain import Plain, sentence, sentence_before
from generator.text.records import Channel, Department, DocumentNumber, Fact, Material, Said

_NUMBER = re.compile("([一-龥]{2,12})[〔(]((?:19|20)[0-9]{2})[〕)](?:第)?([0-9]{1,4})号")
# Words that precede a document number in a sentence: 根据某府办发…, 和工信部联科….
_LEAD = re.compile("^.*(?:通知|意见|决定|办法|按照|按|根据|依据|依照|执行|贯彻|落实|参照|关于|废止|修改|印发|以及|及|和|与|对|在|以|将|由|见|的|为|原|即|该)(?=[一-龥]{2,})")  # fmt: skip
_NAMED = re.compile(
    f"(?:[、:;(,。和与及由向经至从\n]|^)((?:市|省|区|县|国家|各区县|本市|自治区|人行|中国|中共|[一-龥]{2,4}(?:市|新区|高新区|科学城))[一-龥]{{1,16}}?{data()['public_body']})(?=[、,;)。等负会牵按和与及同在将组统另审初受予给提\n]|$)"
)  # fmt: skip
_SHARED = re.compile("[(]([^():;。]{2,200}?)按(?:照)?(?:职责|各自职责)分工(?:负责|落实)?[)]")
_LIST_END = re.compile("[,。;:)〕\n]")
# How a list of departments may close: all of them by their duties.
_BY_DUTY = re.compile("按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实|做好)?[^、]*$")


def read(whole: Plain) -> Iterator[Fact]:
    """The facts of this kind in a passage, unordered."""
    text = whole.text
    for what, words in named("said"):
        for match in words.finditer(text):
            yield Said(what=what, at=whole.place(match.start(), match.end()))
    for match in _NUMBER.finditer(text):
        name = _LEAD.sub("", match[1])
        start = match.end(1) - len(name)
        yield DocumentNumber(number=f"{name}〔{match[2]}〕{int(match[3])}号", at=whole.place(start, match.end()))
    yield from _departments(whole)
    yield from _channels(whole)
    yield from _materials(whole)


def _departments(whole: Plain) -> Iterator[Fact]:
    """Departments: lists after a label, agents of a verb, then names by their form; once per position."""
    text = whole.text
    taken: set[int] = set()
    for role, first, last, is_open in [*_listed(text), *_doing(text), *((None, m.start(1), m.end(1), False) for m in _NAMED.finditer(text))]:  # fmt: skip
        if first < last and not taken.intersection(range(first, last)):
            taken.update(range(first, last))
            yield Department(name=whole.quote(first, last), role=role, open=is_open, at=whole.place(first, last))


Named = tuple[str | None, int, int, bool]


def _listed(text: str) -> Iterator[Named]:
    """责任单位:甲、乙等; (甲、乙按职责分工负责)."""
    stretches: list[tuple[str, int, int]] = []
    for role, label in named("department_labels"):
        for match in re.finditer(f"(?:{label.pattern})(?:为:?|是|:)", text):
            stop = _LIST_END.search(text, match.end())
            stretches.append((role, match.end(), stop.start() if stop else len(text)))
    stretches += [("responsible", match.start(1), match.end(1)) for match in _SHARED.finditer(text)]
    for role, start, end in stretches:
        words = _BY_DUTY.sub("", text[start:end])
        for match in re.finditer("[^、]+", words.removesuffix("等")):
            if re.search("[一-龥]", match[0]):
                yield role, start + match.start(), start + match.end(), words.endswith("等")


def _doing(text: str) -> Iterator[Named]:
    """由甲会同乙负责解释: both interpret; 由甲牵头."""
    body = re.compile(f".*{data()['public_body']}")
    for role, verb in named("department_verbs"):
        for match in re.finditer(f"由([^,。;()由]{{2,60}}?)(?:{verb.pattern})", text):
            start = match.start(1)
            for part in re.finditer("(?:会同|会商)?((?:(?!会同|会商)[^、和及与])+)", match[1]):
                if body.fullmatch(part[1]):
                    yield role, start + part.start(1), start + part.end(1), False


def _channels(whole: Plain) -> Iterator[Fact]:
    text = whole.text
    for way, words in named("channels"):
        for match in words.finditer(text):
            if way not in ("automatic", "fast") and not pattern("applying").search(sentence(text, match.start())):
                continue
            name = match.re.groups and match[1] and re.sub('[“”"「」]', "", match[1])
            url = _address(text, match.end()) if way == "online" else None
            yield Channel(way=way, name=name or None, url=url[0].rstrip(".,") if url else None, at=whole.place(match.start(), match.end()))  # fmt: skip


def _address(text: str, place: int) -> re.Match[str] | None:
    """The first address of the same sentence, if it begins soon."""
    found = pattern("url").search(text, place)
    return found if found and found.start() - place <= 60 and "。" not in text[place : found.start()] else None


def _materials(whole: Plain) -> Iterator[Fact]:
    text = whole.text
    for match in pattern("materials").finditer(text):
        if not pattern("handing").search(sentence(text, match.start())):
            continue
        if match[3] and not pattern("handed").search(sentence_before(text, match.start())):
            continue  # 按采购合同金额的30%: a contract that is not handed in
        copies = pattern("copies").match(text[match.end() : match.end() + 60])
        count = number(copies[1]) if copies else None
        end = match.end() + (copies.end() if copies else 0)
        yield Material(name=match[1] or match[2] or match[3], copies=None if count is None else int(count), at=whole.place(match.start(), end))  # fmt: skip
