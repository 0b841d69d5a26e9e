"""The outline of a draft: which numbered and headed parts are clauses, with number, heading, kind and place.

A part whose series restarts under each part above is numbered with those above it (三、（一）), as the handbook cites it;
one whose numbers run through the text stands alone. Items of a list (after a colon, or ending in ；) are points of their
clause.
"""

import re
from dataclasses import dataclass, field

from generator.drafting.bare_numbers import stopped
from generator.drafting.layers import Layers
from generator.text.numbering import Clause as Cut
from generator.text.numbering import Mark, clauses, folded, marks

_PART = ("编", "章", "节")
_SMALL = ("1.", "(1)", "①")  # where such a series is parted by ；, it lists what the clause above it says
# The kind of a clause, by the heading above it or its own: the first row with a word decides.
_KINDS = (
    ("action", "行动$"), ("goals", "目标"), ("principle", "原则"), ("condition", "条件|对象|范围|资格|主体|方向|类别|情形"),
    ("task", "任务"), ("safeguard", "保障|组织实施|组织领导"), ("action", "行动|举措"),
    ("requirement", "要求|程序|办理|申请|申报|材料|兑现|监督|管理|步骤|时间|方式|联系|约束|纪律|附则|其他"),
    ("problem", "问题|不足"), ("suggestion", "建议|对策"),
)  # fmt: skip
_CLOSING = re.compile("负责解释|施行|实施期限|有效期|生效|执行期")
# Annexes and what stands at the foot of a text are no clauses: an annex is named among the annexes.
_FOOT = re.compile("\n[ ]*(?:附件[:：]|附件[0-9一二三四五六七八九十]{0,2}[ ]*\n|抄送|联系人[:：]|[(（]此件)")


_SENTENCE = re.compile("应当|不得|负责|可以|必须")
_PRINCIPLE = re.compile("(?:^|[。\\s])([一-龥]{2,8}、[一-龥]{2,8})(?=。[^。])")


@dataclass
class Item:
    """A numbered item of a list inside a clause."""

    number: str
    start: int
    end: int


@dataclass
class Part:
    """A clause of the draft. ``number`` as the handbook cites it, ``own`` as printed there; ``start`` is where its number
    begins, ``body`` its text, ``end`` where the next clause begins. ``kind_sure``: the text itself says what it is."""

    id: str
    kind: str
    number: str | None
    own: str | None
    heading: str | None
    heading_printed: bool
    under: str | None
    start: int
    body: int
    end: int
    items: list[Item] = field(default_factory=list)
    children: bool = False
    kind_sure: bool = True
    mark: Mark | None = None


def outline(raw: str, layers: Layers) -> list[Part]:
    """The clauses of a text in order; the notice that sends it out and its opening words are clauses of their own."""
    end = _foot(raw, layers)
    cut_up, bare = stopped(raw[layers.body : end])
    cuts = [_moved(cut, layers.body) for cut in clauses(cut_up)]
    bare = frozenset(place + layers.body for place in bare)
    cuts = _without_false_headings(cuts, raw)
    parts: list[Part] = []
    if layers.notice and raw[slice(*layers.notice)].strip():
        first, last = layers.notice
        first = max(first, *(span[1] for _, span in filter(None, (layers.number, layers.addressees))), first)
        if layers.issued and first < layers.issued[1][0] < last:
            names = [span[0] for name, span in layers.issuers if first < span[0] < last]
            signed = [raw.find(name, first, layers.issued[1][0]) for name, _ in layers.issuers]
            last = min(
                [
                    layers.issued[1][0],
                    *names,
                    *(place for place in signed if place > first and raw[place - 1] in "\n \u3000"),
                ]
            )
        parts.append(Part("issuing", "paragraph", None, None, "印发通知", False, None, first, first, last))
    nodes = _nodes(cuts, raw)
    qualified = _restarting(nodes)
    numbers: dict[int, str] = {}
    ids: dict[int, str] = {}
    for i, node in enumerate(nodes):
        cut = node.cut
        up = node.up
        if node.mark is not None and node.mark.style in qualified and up is not None and nodes[up].mark is not None:
            above: int | None = up
            for _ in node.mark.outer:  # 2.1 repeats the 2. above it
                above = nodes[above].up if above is not None else None
            numbers[i] = (numbers[above] if above is not None else "") + _wide(cut.number)
        else:
            numbers[i] = _wide(cut.number)
        if cut.start in bare:
            numbers[i] = numbers[i].rstrip(".")
        kind, sure = _kind(node, nodes, raw, i)
        ids[i] = _id(node, nodes, ids, kind, qualified)
        part = Part(
            ids[i], kind, numbers[i] or None, cut.number, node.heading, node.heading is not None and kind != "preamble",
            ids[up] if up is not None else None, cut.start, cut.body, cut.end, node.items, node.children, sure, node.mark,
        )  # fmt: skip
        if kind == "preamble":
            part.heading, part.heading_printed = "引言", False
        parts += [part, *_principles(part, raw)]
    return parts


def _principles(part: Part, raw: str) -> list[Part]:
    """Principles told one after the other without numbers: a pair of words and a stop, then what it means."""
    if not part.heading or not part.heading.endswith("原则") or part.children:
        return []
    found = list(_PRINCIPLE.finditer(raw, part.body, part.end))
    if len(found) < 2:
        return []
    ends = [*(match.start(1) for match in found[1:]), part.end]
    made = [
        Part(f"{part.id}-p{i}", "principle", None, None, match[1], True, part.id, match.start(1), match.start(1), end)
        for i, (match, end) in enumerate(zip(found, ends, strict=True), 1)
    ]
    part.end, part.children, part.kind = found[0].start(1), True, "section"
    return made


def _wide(number: str | None) -> str:
    """A number as Chinese print has it: （1） for (1)."""
    return (number or "").replace("(", "（").replace(")", "）")


@dataclass
class _Node:
    cut: Cut
    mark: Mark | None
    heading: str | None
    up: int | None = None
    children: bool = False
    items: list[Item] = field(default_factory=list)


def _moved(cut: Cut, by: int) -> Cut:
    return Cut(cut.number, cut.heading, cut.under, cut.start + by, cut.body + by, cut.end + by)


def _foot(raw: str, layers: Layers) -> int:
    """Where the clauses end: before annexes, the signature and what is printed below it."""
    end = layers.end
    if match := _FOOT.search(folded(raw), layers.body):
        end = match.start()
    if layers.issued and layers.issued[1][0] > layers.body:
        inside = raw[layers.body : layers.issued[1][0]]
        lines = inside.rstrip().split("\n")
        while lines and (not lines[-1].strip() or any(name in lines[-1] for name, _ in layers.issuers)):
            lines.pop()
        end = min(end, layers.body + len("\n".join(lines)))
    return end


def _without_false_headings(cuts: list[Cut], raw: str) -> list[Cut]:
    """The closing sentence of a text belongs to the part above it, if that one has nothing else (附则)."""
    kept: list[Cut] = []
    for cut in cuts:
        if (
            kept and cut.number is None and cut.heading is None
            and (kept[-1].number or kept[-1].heading) and not raw[kept[-1].body : kept[-1].end].replace(kept[-1].heading or "", "").strip()
        ):  # fmt: skip
            above = kept.pop()
            cut = Cut(above.number, above.heading, above.under, above.start, above.body, cut.end)
        kept.append(cut)
    return kept


def _nodes(cuts: list[Cut], raw: str) -> list[_Node]:
    """The cuts that are clauses, each with the one above it; list items are put into the clause that they belong to."""
    nodes: list[_Node] = []
    stack: list[int] = []
    for cut in cuts:
        own = marks(cut.number) if cut.number else []
        mark = own[-1] if own else None
        if mark is None:
            stack = []
            nodes.append(_Node(cut, None, cut.heading))
            if cut.heading:
                stack = [len(nodes) - 1]
            continue
        while stack and (above := nodes[stack[-1]].mark) is not None and above.level >= mark.level:
            stack.pop()
        up = stack[-1] if stack else None
        listed = mark.style in _SMALL and mark.value == 1 and raw[cut.body : cut.end].rstrip().endswith(("；", ";"))
        if up is not None and (nodes[up].items or listed or _opens_a_list(raw, nodes[up].cut)):
            nodes[up].items.append(Item(str(cut.number), cut.start, cut.end))
            nodes[up].cut = _until(nodes[up].cut, cut.end)
            continue
        nodes.append(_Node(cut, mark, cut.heading, up))
        stack.append(len(nodes) - 1)
    for node in nodes:
        if node.up is not None:
            nodes[node.up].children = True
    _drop_odd_headings(nodes, raw)
    return nodes


def _until(cut: Cut, end: int) -> Cut:
    return Cut(cut.number, cut.heading, cut.under, cut.start, cut.body, end)


def _opens_a_list(raw: str, cut: Cut) -> bool:
    return raw[cut.body : cut.end].rstrip().endswith(("：", ":"))


def _drop_odd_headings(nodes: list[_Node], raw: str) -> None:
    """A short first sentence is a heading only where most clauses of its kind have one, and it is followed by more."""
    groups: dict[tuple[str, int | None, int], list[_Node]] = {}
    runs: dict[tuple[str, int | None], int] = {}
    for node in nodes:
        if node.mark is not None:
            place = (node.mark.style, None if node.mark.style == "条" else node.up)
            runs[place] = runs.get(place, 0) + (node.mark.value == 1)
            groups.setdefault((*place, runs[place]), []).append(node)
    for group in groups.values():
        for node in group:
            if node.heading and _SENTENCE.search(node.heading):
                node.heading = None
        with_heading = [node for node in group if node.heading]
        if len(with_heading) * 5 < len(group) * 3:
            forms = ([_form(node, raw, form) for node in group] for form in (_TWO_PARTS, _BEFORE_COLON))
            told = next((one for one in forms if len(one) > 1 and sum(map(bool, one)) * 5 >= len(one) * 3), None)
            for i, node in enumerate(group):
                node.heading = told[i] if told else None


# 聚焦场景创新，激活未来新场景。…… in two parts; 摸清底数：…… closed by a colon. Only where most of a series are like that.
_TWO_PARTS = re.compile("\\s*([^，,。；;：:\n]{4,18}[，,][^，,。；;：:\n]{4,18})。(?=[^\\s。])")
_BEFORE_COLON = re.compile("\\s*([^，,。；;：:\n]{2,14})[：:](?=[^\\s：:])")


def _form(node: _Node, raw: str, form: re.Pattern[str]) -> str | None:
    """A heading in a form that is one only if most of its series have it."""
    match = form.match(raw[node.cut.body : node.cut.end])
    if match is None or re.search("[0-9]|的$", match[1]) or _SENTENCE.search(match[1]):
        return None
    return match[1].strip().replace(",", "，")


def _restarting(nodes: list[_Node]) -> set[str]:
    """Styles whose numbers occur more than once: alone they would not say which clause is meant."""
    seen: set[tuple[str, tuple[int, ...]]] = set()
    styles = set()
    for node in nodes:
        if node.mark is not None:
            key = (node.mark.style, node.mark.values)
            if key in seen:
                styles.add(node.mark.style)
            seen.add(key)
    return styles


def _kind(node: _Node, nodes: list[_Node], raw: str, place: int) -> tuple[str, bool]:
    text = raw[node.cut.body : node.cut.end]
    if node.mark is None and node.heading is None:
        if place == 0:
            return "preamble", True
        return ("closing", True) if _CLOSING.search(text) else ("paragraph", False)
    if node.mark is None:
        return ("closing" if place == len(nodes) - 1 and _CLOSING.search(text) else "paragraph"), True
    last = place == len(nodes) - 1
    if last and _CLOSING.search(text) and len(text) < 400:
        return "closing", True
    if node.mark.style == "条":
        return "article", True
    if node.mark.style in _PART or (node.children and node.up is None):
        return "part", True
    if node.children:
        return "section", True
    above = nodes[node.up].heading if node.up is not None else None
    deep = node.mark.style in ("(1)", "①")  # the headings of small items are names of things
    for words in (None if deep else node.heading, above):
        for kind, known in _KINDS:
            if words and re.search(known, words):
                return kind, False
    return ("item" if node.up is not None and nodes[node.up].up is not None else "article"), False


def _id(node: _Node, nodes: list[_Node], ids: dict[int, str], kind: str, qualified: set[str]) -> str:
    """An id from the number: a10, part2, part2-3; an officer may choose a better one before the draft is adopted."""
    taken = set(ids.values())
    mark = node.mark
    if mark is None:
        base = kind if kind in ("preamble", "closing") else "u"
        wanted = base if base != "u" else f"u{sum(1 for value in taken if value.startswith('u')) + 1}"
    else:
        inserted = f"-{mark.inserted}" if mark.inserted else ""
        short = {"条": "a", "章": "ch", "编": "book", "节": "sec"}.get(mark.style)
        if node.up is not None and (mark.style in qualified or short is None) and ids.get(node.up):
            wanted = (
                f"{ids[node.up]}-{mark.value}"
                if mark.style in qualified or mark.outer
                else f"{'i' if mark.style == '(1)' else 'a'}{mark.value}"
            )
        else:
            wanted = f"{short or 'part'}{mark.value}"
        wanted += inserted
    unique, count = wanted, 2
    while unique in taken or unique == "issuing":
        unique, count = f"{wanted}-{count}" if not wanted[-1].isdigit() else f"{wanted}x{count}", count + 1
    return unique
