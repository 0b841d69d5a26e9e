"""The card above the hits: golden questions, what it says against the exported model, and what it may not claim.

Cases: ``search/questions.yml``. The reader's script itself is asked, all questions in one page.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypinyin import Style, pinyin
from ruamel.yaml import YAML

from browsers import Page, Server
from generator.search.answers import PARTS, part_of
from searching import hits, open_search, type_query

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / "site_tests/search/questions.yml")
ANSWER = """(async () => {
    await handbook.search.ask('x');
    const found = [];
    for (const query of %s) found.push(await handbook.search.answer(query));
    return found;
})()"""


def answers(page: Page, questions: list[str]) -> list[dict[str, Any] | None]:
    found: list[dict[str, Any] | None] = page.evaluate(ANSWER % json.dumps(questions))
    return found


def faults(case: dict[str, Any], answer: dict[str, Any] | None) -> list[str]:
    """How a card differs from its golden case."""
    if case.get("none"):
        return [f"{case['q']}: no card expected, but {answer['intent']} of {answer['about']}"] if answer else []
    if answer is None:
        return [f"{case['q']}: no card"]
    told = []
    if answer["intent"] != case["kind"]:
        told.append(f"{case['q']}: {answer['intent']}, expected {case['kind']}")
    if answer["step"]["url"] != case["leads"]:
        told.append(f"{case['q']}: leads to {answer['step']['url']}, expected {case['leads']}")
    if case.get("cites") and case["cites"] not in [line["url"] for line in answer["lines"]]:
        told.append(f"{case['q']}: does not cite {case['cites']}")
    return told


def test_golden_questions_on_the_web(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    found = answers(chromium, [case["q"] for case in QUESTIONS])
    assert [fault for case, answer in zip(QUESTIONS, found, strict=True) for fault in faults(case, answer)] == []
    assert chromium.errors == []


@pytest.mark.prove
def test_golden_questions_from_a_folder(page: Page, unpacked: Path) -> None:
    open_search(page, (unpacked / "guide.html").as_uri())
    found = answers(page, [case["q"] for case in QUESTIONS])
    assert [fault for case, answer in zip(QUESTIONS, found, strict=True) for fault in faults(case, answer)] == []
    assert page.errors == []


def test_golden_questions_are_asked_once_and_lead_somewhere(site: Path) -> None:
    assert len({case["q"] for case in QUESTIONS}) == len(QUESTIONS)
    for case in QUESTIONS:
        for address in (case.get("cites"), case.get("leads")):
            if address:
                path, _, fragment = address.partition("#")
                text = (site / path).read_text(encoding="utf-8")
                assert "=" in fragment or not fragment or f'id="{fragment}"' in text, address


def test_both_sides_know_in_which_part_a_record_lies(site: Path, model: dict[str, Any]) -> None:
    """Each record with answers stands in the part that the script will look in, and in no other."""
    seen: set[str] = set()
    for part in range(PARTS):
        (path,) = site.glob(f"search/answers-*-{part}.js")
        here = {row[0] for row in _table(path)["rows"]}
        assert {part_of(about) for about in here} <= {part}
        seen |= here
    assert {support["url"] for support in model["supports"]} <= seen
    assert {industry["url"] for industry in model["industries"]} <= seen
    assert {term["url"] for term in model["terms"]} <= seen


def _table(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text[text.index(",") + 1 : text.rindex(");")])
    return data


def test_sounds_of_common_characters_are_those_of_another_reader() -> None:
    """slips.js knows the sound of each common character by its place in GB 2312; pypinyin reads them one by one."""
    source = (ROOT / "overrides/assets/javascripts/search/slips.js").read_text(encoding="utf-8")
    match = re.search(r'BEGINS = "([^"]+)"', source)
    assert match
    begins = {int(place): sound for sound, place in re.findall(r"([a-z]+)(\d+)", match[1])}
    sound, wrong = "", []
    for index in range(3755):
        sound = begins.get(index, sound)
        letter = bytes([0xB0 + index // 94, 0xA1 + index % 94]).decode("gb2312")
        if sound not in pinyin(letter, style=Style.NORMAL, heteronym=True)[0]:
            wrong.append((letter, sound))
    assert wrong == []


def test_composed_questions_are_answered_as_the_model_says(
    chromium: Page, server: Server, model: dict[str, Any]
) -> None:
    """Every support, industry, document and department, asked for by its name: the card says what handbook.json says,
    citing the clause."""
    clauses = {clause["id"]: clause for clause in model["clauses"]}
    asked: list[tuple[str, str, str, str]] = []  # question, address, what the card must say, what it must cite
    for support in model["supports"]:
        said, cites, lead = support["said"], clauses[support["clause"]]["url"], support["url"]
        amount = support["amount"]["words"]
        asked += [
            (f"{support['title']}多少钱", lead, amount, cites),
            (f"谁负责{support['title']}", lead, said["departments"], cites),
            (f"{support['title']}什么时候截止", lead, support["validity"]["words"], cites),
            (f"{support['title']}给谁", lead, said["applicant"], cites),
            (f"{support['title']}怎么申请", lead, support["application"]["unstated_words"][0], cites),
            (f"{support['title']}能不能叠加", lead, said["overlap"], ""),
        ]
    for industry in model["industries"]:
        lead = next(duty for duty in industry["departments"] if duty["role"] == "lead")
        asked.append((f"{industry['name']}谁牵头", industry["url"], lead["name"], industry["url"]))
        own = [s for s in model["supports"] if s["industries"] == [industry["id"]] and s["scope"]["reach"] == "named"]
        for support in own[:1]:
            asked.append(
                (f"{industry['name']}有什么支持", industry["url"], support["title"], clauses[support["clause"]]["url"])
            )
    for document in model["documents"]:
        asked.append((f"{document['title']}有效期", document["url"], document["validity"]["words"], document["url"]))
    open_search(chromium, server.url + "guide.html")
    found = answers(chromium, [question for question, *_ in asked])
    wrong = []
    for (question, about, says, cites), answer in zip(asked, found, strict=True):
        if answer is None or about not in answer["about"]:
            wrong.append((question, answer and answer["about"]))
            continue
        told = [line["words"] for line in answer["lines"]]
        if not any(says in words for words in told) or (
            cites and cites not in [line["url"] for line in answer["lines"]]
        ):
            wrong.append((question, told))
    assert wrong == []


def test_a_ceiling_is_never_said_as_a_sum_that_one_gets(site: Path, model: dict[str, Any]) -> None:
    """Wherever an answer says the number of a ceiling, it says 上限 (or 最高) before it."""
    sums = {
        str(part["high"] // 10000)
        for s in model["supports"]
        for part in s["amount"]["parts"]
        if part["role"] == "cap" and part["unit"] == "CNY"
    }
    tables = [_table(path) for path in site.glob("search/answers-*.js")]
    assert tables
    for table in tables:
        for text in table["texts"]:
            for number in re.findall(r"(?<![0-9])([0-9]+) ?万元", text):
                before = text[: text.index(f"{number} ")] if f"{number} " in text else text
                assert number not in sums or re.search("上限|最高|定额|单项写明", before), text


def test_the_card_stands_above_the_hits_and_its_day_is_that_of_reading(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    type_query(chromium, "先导区什么时候截止")
    card = "document.querySelector('.search__scroll > .answer:not([hidden])')"
    chromium.wait_for(f"!!{card}")
    assert chromium.evaluate(f"{card}.nextElementSibling.classList.contains('search__list')")
    assert "已过" in chromium.evaluate(f"{card}.textContent")
    assert hits(chromium)[0] == "topics/on-pilot-zones.html"
    type_query(chromium, "今天天气怎么样")
    chromium.wait_for("document.querySelector('.answer').hidden")
