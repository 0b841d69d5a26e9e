"""Drafts held against what is known of the same texts: committed models, or facts written down beforehand.

Both sides are reduced to the same facts, each a kind and a key; a fact that both have is a hit. Clauses are told apart by
their place in the order of numbered parts, and supports of a clause are paired by their amounts, then by their words.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from generator.drafting.draft import draft
from generator.drafting.made import Draft
from generator.drafting.names import Known, known
from generator.reading.read import read
from generator.source.load import Source, load
from generator.text.numbering import marks

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
EXAMPLE = ROOT / "examples/shilishi"
UNSEEN = HERE / "cases/drafts"
REAL = os.environ.get("HANDBOOK_ORIGINALS")

# What is counted, in the order of the table.
KINDS = {
    "clause": "clauses with their numbers", "heading": "headings", "title": "titles", "number": "document numbers", "issuer": "issuers",
    "day": "days of issue and validity", "addressees": "addressees", "duty": "departments with role, 等", "support": "supports",
    "sum": "sums and rates with role", "per": "per what (where printed)", "period": "how often", "form": "printed form", "reach": "reach",
    "star": "stars", "direction": "directions (counted)", "cap": "ceilings over several", "window": "windows",
}  # fmt: skip


@dataclass
class Score:
    """Of one kind: how many of the known facts the draft has, how many it has besides."""

    hits: int = 0
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        self.hits += other.hits
        self.missing += other.missing
        self.extra += other.extra

    @property
    def known(self) -> int:
        return self.hits + len(self.missing)

    @property
    def recall(self) -> float | None:
        return self.hits / self.known if self.known else None

    @property
    def precision(self) -> float | None:
        found = self.hits + len(self.extra)
        return self.hits / found if found else None


Scores = dict[str, Score]


@dataclass
class Result:
    """``wrongly_fixed``: ceilings that the draft gives as fixed sums; there must be none."""

    name: str
    scores: Scores = field(default_factory=dict)
    wrongly_fixed: list[str] = field(default_factory=list)

    def count(self, kind: str, ours: list[str], theirs: list[str]) -> None:
        """Compare two lists of keys as bags; ``theirs`` is what is known."""
        score = self.scores.setdefault(kind, Score())
        left, right = Counter(ours), Counter(theirs)
        score.hits += sum((left & right).values())
        score.missing += [f"{self.name}: {key}" for key in (right - left).elements()]
        score.extra += [f"{self.name}: {key}" for key in (left - right).elements()]


def sets() -> dict[str, list[tuple[str, Path, dict[str, Any], Path]]]:
    """The sets of texts: name -> (name, original, what is known of it, folder of the handbook)."""
    made: dict[str, list[tuple[str, Path, dict[str, Any], Path]]] = {}
    if REAL:
        made["five originals"] = list(_models(ROOT, Path(REAL)))
    made["invented city"] = list(_models(EXAMPLE, EXAMPLE / "originals"))
    yaml = YAML(typ="safe")
    made["six unseen"] = [(path.stem, UNSEEN / told["original"], told, ROOT) for path in sorted(UNSEEN.glob("*.yml")) for told in [yaml.load(path)]]  # fmt: skip
    for name, folder in (
        ("three later ones", "second"),
        ("three last ones", "third"),
        ("six of another hand", "fourth"),
    ):
        made[name] = [(path.stem, path.parent / told["original"], told, ROOT) for path in sorted((UNSEEN / folder).glob("*.yml")) for told in [yaml.load(path)]]  # fmt: skip
    return made


@cache
def _loaded(root: Path) -> Source:
    return load(root)


def _models(root: Path, originals: Path) -> Iterator[tuple[str, Path, dict[str, Any], Path]]:
    source = _loaded(root)
    by_name = {department.id: department.name for _, department in source.departments}
    for _, document in sorted(source.documents, key=lambda entry: entry[1].id):
        path = originals / f"{document.id}.txt"
        if path.is_file():
            yield document.id, path, _told(document.model_dump(mode="json", by_alias=True), source, by_name), root


def _told(document: dict[str, Any], source: Source, names: dict[str, str]) -> dict[str, Any]:
    """A committed model in the shape of what was written down of the unseen texts."""
    raised = {support.id: support.money.model_dump(mode="json") for _, record in source.documents for clause in record.clauses for support in clause.supports}  # fmt: skip
    industries = {industry.id: industry for _, industry in source.industries}
    subfields = {sub.id: sub.name for industry in industries.values() for sub in industry.subfields}
    clauses = []
    for clause in document["clauses"]:
        industry = industries.get(clause["industry"] or "")
        heading = industry.name if industry else subfields.get(clause["subfield"] or "", clause["heading"])
        duties = industry.departments.model_dump() if industry else clause["departments"] or {}
        clauses.append(
            {
                "number": clause["number"],
                "heading": heading if clause["heading_printed"] else None,
                "departments": duties,
                "points": [point["number"] for point in clause["points"] if point["number"]],
                "directions": len(clause["directions"]),
                "supports": [
                    {
                        "title": support["title"], "form": support["form"]["printed"], "reach": support["scope"]["reach"],
                        "stars": support["stars"] or ([support["star"]] if support["star"] else []),
                        "applicant": support["applicant"]["printed"], "words": f"{support['title']}{support['what_for']}",
                        "amount": [_as_written(part) for part in raised[support["id"]]["parts"]],
                    }
                    for support in clause["supports"]
                ],
                "unnumbered": clause["heading_printed"] is False and not clause["number"],
            }
        )  # fmt: skip
    told = {key: document[key] for key in ("title", "number", "issued", "valid_from", "valid_until", "addressees")}
    # A day that the text does not print (an inference of the editors) cannot be read off it.
    if (document["grounds"] or {}).get("valid_from") == "derived":
        told["valid_from"] = None
    return {
        "document": {**told, "issuers": document["issuers"]}, "clauses": clauses, "names": names,
        "caps": [cap["sum"] for cap in document["caps"]], "windows": [],
    }  # fmt: skip


def _as_written(part: dict[str, Any]) -> dict[str, Any]:
    """A part as YAML has it: sums as words."""
    kept = {key: value for key, value in part.items() if value not in (None, [], (), False)}
    if part.get("sum"):
        kept["sum"] = [None if bound is None else bound["value"] for bound in part["sum"]]
    return kept


def measure(name: str, original: Path, told: dict[str, Any], root: Path) -> Result:
    """The draft of one text against what is known of it."""
    result = Result(name)
    source = _loaded(root)
    names = known(source)
    made = draft(read(original), name, names, source.vocabulary.names.field)
    _document(result, made, told, names)
    _clauses(result, made, told, names)
    return result


def _document(result: Result, made: Draft, told: dict[str, Any], names: Known) -> None:
    document, expected = made.document, told["document"]
    for key in ("title", "number"):
        result.count(key, _filled(document.get(key)), _filled(expected[key]))
    result.count("addressees", _filled(document.get("addressees")), _filled(expected["addressees"]))
    days = ("issued", "valid_from", "valid_until")
    result.count("day", [f"{key} {document[key]}" for key in days if document.get(key)], [f"{key} {expected[key]}" for key in days if expected.get(key)])  # fmt: skip
    ids = {identity: identity for identity in names.departments.values()}
    theirs = [ids.get(name) or names.department(name)[0] for name in expected["issuers"]]
    if full := told.get("names"):  # what the text lost with its layout, nobody can read
        printed = re.sub(r"\s", "", made.original.text)
        theirs = [name for name in theirs if full[name] in printed]
    result.count("issuer", document.get("issuers", []), theirs)
    result.count("cap", [_sum(cap["sum"]) for cap in document.get("caps", [])], [_sum(cap) for clause in told["clauses"] for cap in clause.get("caps", [])] + [_sum(cap if isinstance(cap, str) else cap["value"]) for cap in told.get("caps", [])])  # fmt: skip
    windows = [f"{window.get('from')}–{window.get('until')}" for window in document.get("application", {}).get("windows", [])]  # fmt: skip
    if told.get("windows"):
        result.count("window", windows, [f"{window['from']}–{window['until']}" for window in told["windows"]])


def _filled(value: Any) -> list[str]:
    return (
        [re.sub(r"\s", "", str(value)).translate(str.maketrans("(),", "（），"))] if value and value != "待填写" else []
    )


def _clauses(result: Result, made: Draft, told: dict[str, Any], names: Known) -> None:
    ours = [clause for clause in made.document["clauses"] if clause.get("number") or clause.get("heading_printed", True) or clause.get("supports")]  # fmt: skip
    theirs = [clause for clause in told["clauses"] if not clause.get("unnumbered") or clause.get("supports")]
    points = [number for clause in told["clauses"] for number in clause.get("points", [])]
    keys = [key for clause in theirs if (key := _key(clause))]
    own_keys = [key for clause in ours if (key := _key(clause))]
    spare = Counter(_last(number) for number in points)
    # A numbered item may be modelled as a clause or as a point of one: either is right.
    extra = Counter(own_keys) - Counter(keys)
    for key in list(extra.elements()):
        if spare[key.split(" ")[0]] > 0:
            spare[key.split(" ")[0]] -= 1
            own_keys.remove(key)
    result.count("clause", own_keys, keys)
    pairs = _paired(ours, theirs)
    for mine, other in pairs:
        if not (mine.get("number") or mine.get("heading_printed", True)):
            continue
        heading = mine.get("heading") if mine.get("heading_printed", True) else None
        if other.get("heading") or heading:
            result.count("heading", _filled(heading), _filled(other.get("heading")))
        where = f"{mine.get('number') or mine.get('heading')}"
        result.count("duty", [f"{where} {duty}" for duty in _duties(mine, names)], [f"{where} {duty}" for duty in _duties(other, names)])  # fmt: skip
        count = other.get("directions") or 0
        mine_count = len(mine.get("directions", []))
        result.count("direction", [f"{where} 方向"] * mine_count, [f"{where} 方向"] * count)
        _supports(result, where, mine.get("supports", []), other.get("supports", []))
    paired = {id(mine) for mine, _ in pairs}
    for mine in ours:
        if id(mine) not in paired:
            _supports(result, str(mine.get("number")), mine.get("supports", []), [])


def _key(clause: dict[str, Any]) -> str | None:
    if clause.get("number"):
        return _last(clause["number"])
    return f"“{clause['heading']}”" if clause.get("heading") and clause.get("heading_printed", True) else None


def _last(number: str) -> str:
    found = marks(number)
    return f"{found[-1].style}{found[-1].value}" if found else number


def _paired(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Clauses with the same last number, in the order of both."""
    from difflib import SequenceMatcher

    left = [_key(clause) or "" for clause in ours]
    right = [_key(clause) or "" for clause in theirs]
    pairs = []
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        pairs += list(zip(ours[block.a : block.a + block.size], theirs[block.b : block.b + block.size], strict=True))
    return pairs


def _duties(clause: dict[str, Any], names: Known) -> list[str]:
    duties = clause.get("departments") or {}
    made = [
        f"{role} {name if name in names.departments.values() or name in names.new.values() else names.department(name)[0]}"
        for role in ("lead", "responsible", "shared")
        for name in duties.get(role, ())
    ]
    return made + (["等"] if duties.get("open") else [])


def _supports(result: Result, where: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    left, right = list(ours), list(theirs)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    ranked = sorted(
        ((_alike(mine, other), -abs(i - j), i, j) for i, mine in enumerate(left) for j, other in enumerate(right)),
        reverse=True,
    )
    used: set[tuple[str, int]] = set()
    for alike, _, i, j in ranked:
        if alike <= 0 or ("o", i) in used or ("t", j) in used:
            continue
        used |= {("o", i), ("t", j)}
        pairs.append((left[i], right[j]))
    score = result.scores.setdefault("support", Score())
    score.hits += len(pairs)
    score.missing += [f"{result.name}: {where} {support['title']}" for j, support in enumerate(right) if ("t", j) not in used]  # fmt: skip
    score.extra += [f"{result.name}: {where} {support['title']}" for i, support in enumerate(left) if ("o", i) not in used]  # fmt: skip
    for mine, other in pairs:
        named = f"{where} {other['title']}"
        amounts, wanted = _parts(mine), _parts(other)
        result.count("sum", [f"{named} {key}" for key, *_ in amounts], [f"{named} {key}" for key, *_ in wanted])
        fixed = {key.removeprefix("fixed ") for key, *_ in amounts if key.startswith("fixed ")}
        result.wrongly_fixed += [f"{result.name}: {named} {key}" for key, *_ in wanted if key.startswith("cap ") and key.removeprefix("cap ") in fixed and f"fixed {key.removeprefix('cap ')}" not in [k for k, *_ in wanted]]  # fmt: skip
        both = [(a, b) for a, b in zip(amounts, wanted, strict=False) if a[0] == b[0]]
        for (_, per, period), (_, other_per, other_period) in both:
            if not (other_per or "").endswith("~") and not (per or "").endswith("~"):
                result.count("per", [f"{named} {_bare(per)}"] if per else [], [f"{named} {_bare(other_per)}"] if other_per else [])  # fmt: skip
            result.count("period", [f"{named} {period}"] if period else [], [f"{named} {other_period}"] if other_period else [])  # fmt: skip
        result.count("reach", [f"{named} {mine['scope']['reach']}"], [f"{named} {other['reach']}"])
        result.count("star", [f"{named} {star}" for star in mine.get("stars", [])], [f"{named} {star}" for star in other.get("stars", [])])  # fmt: skip
        if other.get("form"):
            result.count("form", [f"{named} {mine['form'].get('printed')}"], [f"{named} {other['form']}"])


def _bare(per: str | None) -> str:
    return re.sub("单个|单家|单户|~", "", per or "") or "单个"


def _parts(support: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Each part: role and numbers, for what, how often. What was printed and what was only implied are told apart."""
    amount = support["amount"]
    parts = amount["parts"] if isinstance(amount, dict) else amount
    made = []
    for part in parts:
        if part.get("sum"):
            key = f"{part.get('role')} {[None if bound is None else _sum(bound) for bound in part['sum']]}"
        elif part.get("percent"):
            key = f"{part.get('role')} {[None if bound is None else f'{float(bound):g}%' for bound in part['percent']]}"
        else:
            key = str(part.get("give"))
        implied = "~" if part.get("per_implied") else ""
        made.append((key, f"{part['per']}{implied}" if part.get("per") else None, part.get("period")))
    return made


def _sum(words: Any) -> str:
    """A sum as a plain number."""
    from generator.records.amounts import Sum, sum_of

    if isinstance(words, Sum):
        return f"{float(words.value):g}"
    return (
        f"{float(sum_of(words).value):g}"
        if isinstance(words, str) and not words.replace(".", "").isdigit()
        else f"{float(words):g}"
    )


def _alike(mine: dict[str, Any], other: dict[str, Any]) -> float:
    """How much two supports of one clause are the same: by their amounts, then by their words."""
    nothing = {"unstated", "case-by-case"}
    left, right = Counter(key for key, *_ in _parts(mine)), Counter(key for key, *_ in _parts(other))
    shared = sum(count for key, count in (left & right).items() if key not in nothing)
    numbers = {key.split(" ", 1)[-1] for key in left} & {key.split(" ", 1)[-1] for key in right} - nothing
    words = _pairs_of(str(mine["title"])) & _pairs_of(str(other.get("words") or other["title"]))
    if not shared and not numbers and len(words) < 2:
        return 0.0
    return shared * 10 + len(numbers) * 5 + len(words) / 10


def _pairs_of(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def measured(name: str) -> tuple[Scores, list[str]]:
    """The scores of a whole set of texts, and its ceilings that were given as fixed sums."""
    total: Scores = {}
    wrong: list[str] = []
    for entry in sets()[name]:
        result = measure(*entry)
        wrong += result.wrongly_fixed
        for kind, score in result.scores.items():
            total.setdefault(kind, Score()).add(score)
    return total, wrong


def table(all_scores: dict[str, tuple[Scores, list[str]]]) -> str:
    """The scores as a Markdown table: found of known, and precision."""
    head = ["| what | " + " | ".join(f"{name}: found of known | precision" for name in all_scores) + " |"]
    head.append("|---|" + "---:|---:|" * len(all_scores))
    for kind, word in KINDS.items():
        cells = []
        for scores, _ in all_scores.values():
            score = scores.get(kind)
            if score is None or (score.known == 0 and not score.extra):
                cells.append("— | —")
            else:
                recall = f"{score.hits} / {score.known}" + (
                    f" ({score.recall:.0%})" if score.recall is not None else ""
                )
                cells.append(f"{recall} | {'—' if score.precision is None else f'{score.precision:.0%}'}")
        head.append(f"| {word} | " + " | ".join(cells) + " |")
    head.append(
        "| ceilings given as fixed | " + " | ".join(f"{len(wrong)} |" for _, wrong in all_scores.values()) + " |"
    )
    return "\n".join(head)
