"""Synthetic handbooks: a province of invented cities with as many clauses as asked, for the benchmark and for tests.

``python site_tests/bench write FOLDER CLAUSES [SEED]`` writes one; it passes ``handbook check``. The same numbers give the
same bytes. What grows and what does not follows what a province is like:

- a city for every 400 clauses, with twelve departments and its own documents: departments grow with the clauses, and what
  falls on one of them is bounded by its city;
- a plan for the whole province, with up to thirty industries: the clauses that touch an industry or refer to the plan
  grow without end;
- a document has 24 clauses on average (from 6 to 120), a clause 1.5 supports, 0.4 directions and 0.7 new terms, and uses
  terms of all others by Zipf's law: a few occur everywhere, most in one place.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, count, pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import invented

AS_OF = date(2026, 6, 30)
Data = dict[str, Any]

CLAUSES_OF_A_CITY = 400
CLAUSES_OF_A_DOCUMENT = (6, 24, 120)
SUPPORTS_OF_A_CLAUSE = {0: 17, 1: 29, 2: 23, 3: 16, 4: 10, 5: 5}  # how many: how often; about 1.5 over all clauses
AMENDED = 8  # of so many documents of a city, one is replaced by a later one
HEAD = ("preamble", "closing")  # clauses of a document that give nothing


@dataclass
class City:
    name: str
    key: str
    departments: list[str] = field(default_factory=list)  # ids, the most burdened first
    documents: list[Data] = field(default_factory=list)


def write(folder: Path, clauses: int, seed: int = 1) -> None:
    """Write a handbook of about ``clauses`` clauses (at least 60) as ``folder/data``; the folder is made.

    The count is met within one document's worth. Raises ``FileExistsError`` if there is one already.
    """
    made = _Maker(clauses, random.Random(f"{seed}/{clauses}")).files()
    (folder / "data").mkdir(parents=True)
    (folder / "content").mkdir()
    (folder / "content/home.md").write_text("# 合成手册\n\n供测量用，内容全是编造的。\n", encoding="utf-8")
    yaml = YAML(typ="safe")
    yaml.allow_unicode, yaml.width = True, 4096
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # keys stay in the order of writing
    yaml.representer.ignore_aliases = lambda *_: True  # the data of a handbook may not use them
    for name, data in made.items():
        path = folder / "data" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(data, file)


class _Maker:
    """A handbook under construction: every step draws from one source of chance, so the order of steps is fixed."""

    def __init__(self, clauses: int, chance: random.Random) -> None:
        self.asked, self.chance = clauses, chance
        self.cities = [City(invented.place(n), f"c{n + 1}") for n in range(max(1, round(clauses / CLAUSES_OF_A_CITY)))]
        self.departments: list[Data] = []
        self.terms: list[Data] = []
        self.industries: list[Data] = []
        self.documents: list[Data] = []
        self.lists: list[Data] = []
        self.targets: list[Data] = []
        self.days: list[Data] = []
        self._object = count()
        self._support = count(1)
        self._direction = count(1)

    def files(self) -> dict[str, Any]:
        self._make_departments()
        self.terms += [
            {"id": f"t-q{number}", "name": name, "type": "qualification"}
            for number, (name, _) in enumerate(invented.QUALIFICATIONS, 1)
        ]
        self._make_plan()
        written = len(self.documents[0]["clauses"])
        while written < self.asked:
            city = self.cities[len(self.documents) % len(self.cities)]
            written += self._make_document(city, self.asked - written)
        for city in self.cities:
            self._amend(city)
        self._make_targets()
        urls = [document["url"] for document in self.documents]
        files: dict[str, Any] = {
            "site.yml": {
                "title": "合成省政策手册", "subtitle": "供测量用，内容全是编造的", "city": "合成省", "version": "1.0", "as_of": AS_OF,
                "notice": "本手册内容为虚构", "download": "synthetic",
            },
            "departments.yml": self.departments, "terms/terms.yml": self.terms, "lists.yml": self.lists, "targets.yml": self.targets,
            "dates.yml": self.days, "vocabulary.yml": {"names": {"plan": "行动计划"}, "tiers": invented.TIERS}, "links.yml": [{"url": url, "what": "文件的公开页面"} for url in urls], "synonyms.yml": [],
        }  # fmt: skip
        files |= {f"industries/{entry['id']}.yml": entry for entry in self.industries}
        return files | {f"documents/{entry['id']}.yml": entry for entry in self.documents}

    # --- what the whole province shares ---------------------------------------------------------------------------------

    def _make_departments(self) -> None:
        for city in self.cities:
            for key, name, short in invented.DEPARTMENTS:
                city.departments.append(f"{city.key}-{key}")
                self.departments.append(
                    {"id": f"{city.key}-{key}", "name": f"{city.name}{name}", "short_names": [f"{city.name}{short}"], "kind": "municipal"}
                )  # fmt: skip
            self.departments.append({"id": f"{city.key}-qx", "name": f"{city.name}各区县", "kind": "local"})

    def _make_plan(self) -> None:
        """The plan: its industries and subfields, each of them a clause with a page of its own."""
        clauses: list[Data] = [
            {"id": "part1", "kind": "part", "number": "一、", "heading": "产业", "summary": "列出产业和细分领域。"}
        ]
        item = count(1)
        for number in range(min(len(invented.FIELDS), 4 + self.asked // 200)):
            key, name = f"f{number + 1}", invented.FIELDS[number]
            subfields = []
            clauses.append({"id": f"ind-{key}", "kind": "industry", "under": "part1", "number": f"一、{number + 1}.", "industry": key})  # fmt: skip
            for turn in range(self.chance.randint(3, 5)):
                own = [self._term("product") for _ in range(self.chance.randint(2, 4))]
                at = next(item)
                subfields.append(
                    {
                        "id": f"{key}-{turn + 1}", "number": at, "name": f"{name}{invented.PARTS[turn]}", "summary": f"{name}的{invented.PARTS[turn]}方面。",
                        "products": own, "statements": [{"verb": self.chance.choice(("重点发展", "发展")), "terms": own}],
                    }
                )  # fmt: skip
                clauses.append({"id": f"i{at}", "kind": "item", "under": f"ind-{key}", "number": f"（{at}）", "subfield": f"{key}-{turn + 1}"})  # fmt: skip
            duties = {
                "lead": self.cities[0].departments[:1],
                "responsible": self.cities[0].departments[1:4],
                "open": True,
            }
            self.industries.append(
                {
                    "id": key, "number": f"一、{number + 1}.", "name": name, "tier": invented.TIERS[number % 2]["id"],
                    "summary": f"{name}方面的研究、制造和应用。", "departments": duties, "subfields": subfields,
                }
            )  # fmt: skip
        self.documents.append(self._head("plan", "合成省产业发展行动计划", "行动计划", "合府发", self.cities[0], date(2024, 3, 1), clauses))  # fmt: skip

    def _term(self, kind: str) -> str:
        name = invented.thing(len(self.terms))
        self.terms.append({"id": f"t-{len(self.terms)}", "name": name, "type": kind})
        return name

    # --- a document -----------------------------------------------------------------------------------------------------

    def _make_document(self, city: City, missing: int) -> int:
        """Add a document of a city; returns how many clauses it has."""
        low, usual, high = CLAUSES_OF_A_DOCUMENT
        size = max(low, min(high, round(self.chance.lognormvariate(0, 0.5) * usual * 0.88), missing))
        turn = len(city.documents) + 1
        key, what = f"{city.key}-{turn}", f"{self.chance.choice(invented.FIELDS)}{self.chance.choice(invented.TOPICS)}"
        day = date(2021, 1, 1) + timedelta(days=self.chance.randrange(1900))
        title = f"{city.name}支持{what}若干措施（第{turn}号）"
        document = self._head(key, title, f"{city.name}{what}措施{turn}", f"{city.name[:1]}产", city, day, [])
        document["relations"] = [{"type": "implements", "document": "plan", "note": "第一段写明。"}]
        if city.documents and self.chance.random() < 0.4:
            other = self.chance.choice(city.documents)
            document["relations"].append({"type": "follows", "document": other["id"], "note": "沿用其中的办法。"})
        document["overlap"] = {
            "rule": "就高、不重复",
            "text": "与其他政策重叠时按高的给，不重复。",
            "clause": "closing",
        }
        clauses = document["clauses"]
        clauses.append({"id": "preamble", "kind": "preamble", "heading": "引言", "heading_printed": False, "summary": f"说明为什么支持{what}。", "points": [{"id": "p1", "act": "aim", "text": f"更快发展{what}。"}]})  # fmt: skip
        for number in range(1, size - len(HEAD) + 1):
            clauses.append(self._article(city, document, number))
        clauses.append({"id": "closing", "kind": "closing", "heading": "附则", "heading_printed": False, "summary": "与其他政策重叠时按高的给。", "points": [{"id": "p1", "act": "rule", "text": "与其他政策重叠时按高的给，不重复。"}]})  # fmt: skip
        self.documents.append(document)
        city.documents.append(document)
        return len(clauses)

    def _head(self, key: str, title: str, short: str, mark: str, city: City, day: date, clauses: list[Data]) -> Data:
        in_force = key == "plan" or self.chance.random() < 0.9
        until = date(day.year + self.chance.randint(2, 5), 12, 31)
        document: Data = {
            "id": key, "title": title, "short_title": short, "number": f"{mark}〔{day.year}〕{len(self.documents) + 1}号", "kind": "规范性文件",
            "force": "in-force" if in_force else "reference", "force_text": "正式文件。" if in_force else "只供参考。",
            "issuers": self._some(city.departments, 3), "issued": day, "published": day + timedelta(days=7),
            "url": f"https://example.gov.cn/{key}", "summary": f"{title}的全部条款。",
            "grounds": dict.fromkeys(("kind", "force", "issued", "published", *(("valid_from", "valid_until") if in_force else ())), "stated"),
        }  # fmt: skip
        if in_force:
            document |= {"valid_from": day + timedelta(days=7), "valid_until": until}
        return document | {"clauses": clauses}

    def _article(self, city: City, document: Data, number: int) -> Data:
        what = invented.thing(next(self._object), "项目")
        points: list[Data] = [{"id": "p1", "act": "do", "text": f"推进{what}，每年评估一次。"}]
        clause: Data = {
            "id": f"a{number}", "kind": "article", "number": f"{number}.", "heading": f"支持{what}", "summary": f"推进{what}并给予支持。",
            "points": points, "scope": self._scope(),
            "departments": {"lead": self._some(city.departments, 1), "responsible": self._some(city.departments, 4), "local": [f"{city.key}-qx"]},
        }  # fmt: skip
        if self.chance.random() < 0.3:
            clause["subfields"] = [self._subfield()]
        clause["terms"] = [self._term(self.chance.choice(("technology", "platform", "programme"))) for _ in range(self.chance.choice((0, 1, 1)))]  # fmt: skip
        clause["terms"] = list(dict.fromkeys([*clause["terms"], *(self._popular() for _ in range(2))]))
        clause["related"] = list(self._related(city, document, number))
        if document["force"] == "in-force":  # other texts give nothing
            clause["supports"] = [self._give(points, what) for _ in range(self._often(SUPPORTS_OF_A_CLAUSE))]
        if self.chance.random() < 0.4:
            identity = next(self._direction)
            clause["directions"] = [
                {"id": f"d-{identity}", "title": f"{what}的推广", "text": f"鼓励推广{what}。", "activity": self.chance.choice(invented.ACTIVITIES), "verb": "鼓励"}
            ]  # fmt: skip
        at = f"{document['id']}/a{number}"
        if self.chance.random() < 0.1:
            self.lists.append(
                {"id": f"l-{len(self.lists) + 1}", "name": f"{what}名录", "what": f"收录{what}。", "promised": [{"clause": at, "printed": f"{what}名录", "rhythm": "每年", "duty": ["发布"]}]}
            )  # fmt: skip
        if self.chance.random() < 0.06:
            day = document["issued"] + timedelta(days=self.chance.randrange(30, 900))
            self.days.append({"id": f"day-{len(self.days) + 1}", "date": day, "kind": "deadline", "what": f"报送{what}方案", "for_whom": "各区县", "clause": at})  # fmt: skip
        return clause

    def _give(self, points: list[Data], what: str) -> Data:
        identity, chance = next(self._support), self.chance
        kind = self._often({"cap": 45, "fixed": 15, "unstated": 28, "parts": 12})
        wan = chance.choice(invented.SUMS)
        printed, facet = chance.choice(invented.FORMS)
        whom, codes = chance.choice(invented.APPLICANTS)
        percent = chance.choice((10, 20, 30, 50))
        words, amount = {
            "cap": (f"给予最高{wan}万元{printed}", {"kind": "cap", "wan": wan, "per": "项目"}),
            "fixed": (f"给予{wan}万元{printed}", {"kind": "fixed", "wan": wan, "per": "企业"}),
            "unstated": (f"给予{printed}", {"kind": "unstated"}),
            "parts": (
                f"按投入的{percent}%给予最高{wan}万元{printed}",
                {
                    "parts": [
                        {"id": "m1", "give": "rate", "role": "fixed", "percent": [percent, percent], "of": "投入"},
                        {"id": "m2", "give": "money", "role": "cap", "sum": [None, f"{wan}万元"], "per": "项目"},
                    ]
                },
            ),
        }[kind]
        point = f"p{len(points) + 1}"
        points.append({"id": point, "act": "give", "text": f"对{what}中的{whom or '单位'}（第{identity}类）{words}。"})
        support: Data = {
            "id": f"s-{identity}", "point": point, "title": f"{what}{printed}（第{identity}类）", "what_for": f"支持做{what}的{whom or '单位'}。",
            "activity": chance.choice(invented.ACTIVITIES), "applicant": {"printed": whom, "kinds": codes}, "form": {"printed": printed, "facet": facet},
            "amount": amount, "scope": self._scope(), "terms": [self._popular()],
        }  # fmt: skip
        if chance.random() < 0.35:
            term, level = chance.choice(invented.QUALIFICATIONS)
            support["conditions"] = {"all": [
                {"id": "c1", "kind": "recognition", "term": term, "level": level, "words": term, "at": point},
                {"id": "c2", "kind": "other", "words": f"在{self.cities[0].name}注册", "at": point},
            ]}  # fmt: skip
        return support

    # --- chance ---------------------------------------------------------------------------------------------------------

    def _scope(self) -> Data:
        """Two thirds without a limit, as measures usually are; the others name one industry, or two."""
        reach = self._often({"any": 45, "future": 20, "named": 25, "tagged": 10})
        some = self._some([industry["id"] for industry in self.industries], 2)
        if reach == "named":
            return {"reach": "named", "industries": some}
        return {"reach": "any", "tagged": some} if reach == "tagged" else {"reach": reach}

    def _related(self, city: City, document: Data, number: int) -> Iterator[Data]:
        """Links to an earlier article, to a document of the same city, or (a twelfth of all) to the plan."""
        if number > 1 and self.chance.random() < 0.3:
            yield {"to": f"{document['id']}/a{self.chance.randrange(1, number)}", "why": "同一类事项"}
        if city.documents and self.chance.random() < 0.15:
            other = self.chance.choice(city.documents)
            yield {"to": f"{other['id']}/{self.chance.choice(other['clauses'])['id']}", "why": "沿用其中的办法"}
        if self.chance.random() < 0.08:
            yield {"to": f"plan/{self.chance.choice(self.documents[0]['clauses'])['id']}", "why": "落实行动计划"}

    def _subfield(self) -> str:
        return str(self.chance.choice(self.chance.choice(self.industries)["subfields"])["id"])

    def _popular(self) -> str:
        """A term by Zipf's law: the first of all most often."""
        return str(self.terms[int(len(self.terms) ** self.chance.random()) - 1]["name"])

    def _some(self, things: Sequence[str], most: int) -> list[str]:
        """One to ``most`` of the things, the first ones more often."""
        wanted = self.chance.randint(1, min(most, len(things)))
        found = dict.fromkeys(things[int(len(things) ** self.chance.random()) - 1] for _ in range(wanted * 3))
        return list(found)[:wanted]

    def _often(self, choices: Mapping[Any, int]) -> Any:
        return self.chance.choices(list(choices), cum_weights=list(accumulate(choices.values())))[0]

    # --- what needs all documents ---------------------------------------------------------------------------------------

    def _amend(self, city: City) -> None:
        """Some documents are replaced by a later one of their city."""
        ordered = sorted((d for d in city.documents if d["force"] == "in-force"), key=lambda d: d["issued"])
        for place, (older, newer) in enumerate(pairwise(ordered)):
            if place % AMENDED == 0:
                older |= {"replaced_by": newer["id"], "replaced_on": newer["valid_from"]}

    def _make_targets(self) -> None:
        """Six indicators, of which a fifth of the documents say something."""
        for number, name in enumerate(invented.INDICATORS):
            picked = [d for d in self.documents[1:] if self.chance.random() < 0.2] or self.documents[1:2]
            goals = [
                {"clause": f"{document['id']}/preamble", "printed": f"{at}家", "low": at, "high": at, "unit": "家"}
                for document in picked
                for at in (self.chance.randrange(10, 500, 10),)
            ]
            self.targets.append({"id": f"target-{number + 1}", "indicator": name, "year": 2027, "goals": goals})


def main(arguments: Sequence[str]) -> None:
    folder, clauses, *seed = arguments
    write(Path(folder), int(clauses), int(seed[0]) if seed else 1)
