"""The search in real browsers, on the web and from a folder. Cases: ``search/golden.yml``."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from pypinyin import lazy_pinyin
from ruamel.yaml import YAML

from browsers import Page, Server
from generator.book import citations
from generator.book.alphabet import sounds
from generator.book.handbook import Handbook
from generator.search import catalogue, indexing, pagefind
from generator.search.tokenizer import HAN, as_searched, cut
from samples import real_book
from searching import Answer, ask, open_search

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = YAML(typ="safe").load(ROOT / "site_tests/search/golden.yml")
TOKEN = re.compile(rf"(?:(?![{HAN}])[^\W_])")
SEED, SUBSTRINGS = 20261122, 600


@pytest.fixture(scope="module")
def book() -> Handbook:
    return real_book()


def faults(case: dict[str, Any], answer: Answer) -> list[str]:
    """The differences between an answer and a golden case."""
    told = f"{case['q']}: {answer.urls[:4]}"
    wrong = []
    if "none" in case:
        if answer.urls:
            wrong.append(f"{told}, expected nothing")
        if case.get("near") and case["near"] not in answer.nearest:
            wrong.append(f"{case['q']}: {case['near']} is not among the nearest {answer.nearest}")
        return wrong
    if not answer.urls or answer.partial != case.get("partial", False):
        wrong.append(f"{told}, partial: {answer.partial}")
    if "first" in case and answer.urls[:1] != [case["first"]]:
        wrong.append(f"{told}, expected first {case['first']}")
    if "three" in case and case["three"] not in answer.urls[:3]:
        wrong.append(f"{told}, expected among three {case['three']}")
    return wrong


def test_golden_queries_are_many_and_lead_somewhere(site: Path) -> None:
    assert len(GOLDEN) >= 80
    assert len({case["q"] for case in GOLDEN}) == len(GOLDEN)
    for case in GOLDEN:
        for address in (case.get("first"), case.get("three")):
            if address:
                path, _, fragment = address.partition("#")
                text = (site / path).read_text(encoding="utf-8")
                assert not fragment or f'id="{fragment}"' in text, address


def test_golden_queries_on_the_web(chromium: Page, server: Server) -> None:
    open_search(chromium, server.url + "guide.html")
    answers = ask(chromium, [case["q"] for case in GOLDEN])
    assert [fault for case, answer in zip(GOLDEN, answers, strict=True) for fault in faults(case, answer)] == []
    assert chromium.errors == []
    assert server.missing == []


def test_golden_queries_from_a_folder(page: Page, unpacked: Path, chromium_answers: list[Answer]) -> None:
    open_search(page, (unpacked / "guide.html").as_uri())
    answers = ask(page, [case["q"] for case in GOLDEN])
    assert [fault for case, answer in zip(GOLDEN, answers, strict=True) for fault in faults(case, answer)] == []
    assert [answer.urls for answer in answers] == [answer.urls for answer in chromium_answers], (
        "same answers as on the web"
    )
    assert page.console == []


@pytest.fixture(scope="session")
def chromium_answers(running_browser: Any, server: Server) -> list[Answer]:
    """The answers on the web, to compare with those from a folder. Cached, since Firefox needs them later."""
    with running_browser.get("chromium").page() as page:
        open_search(page, server.url + "guide.html")
        return ask(page, [case["q"] for case in GOLDEN])


def test_no_clause_is_indexed_twice(site: Path) -> None:
    """A document can be read on one page, but each of its clauses is found only at its own page."""
    book = real_book()
    _, texts = indexing.covered(book, site)
    for document in book.documents:
        own = {block.text for block in texts[document.url]}
        for clause in document.clauses:
            assert clause.summary not in own, (document.url, clause.url)
            if clause.url in texts:
                assert clause.summary in {block.text for block in texts[clause.url]}, clause.url


# --- nothing is missed, nothing is made up ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def texts(site: Path) -> dict[str, list[str]]:
    """The covered text of the built pages: address -> its blocks."""
    found, covered = indexing.covered(real_book(), site)
    return {entry.url: [block.text for block in covered[entry.url]] for entry in found}


@pytest.fixture(scope="session")
def names(site: Path) -> dict[str, list[str]]:
    """The names of each record: title, other names, number."""
    found, _ = indexing.covered(real_book(), site)
    return {
        entry.url: [as_searched(name) for name in (entry.found.title, *entry.found.names, entry.found.number)]
        for entry in found
    }


def substring(text: str, rng: random.Random) -> str:
    """A random piece of a text, starting and ending at boundaries of Latin words and numbers."""
    start = rng.randrange(len(text))
    end = min(len(text), start + rng.choice([1, 1, 2, 2, 3, 4, 5, 6, 8, 12]))
    while start > 0 and TOKEN.match(text[start - 1]) and TOKEN.match(text[start]):
        start -= 1
    while end < len(text) and TOKEN.match(text[end - 1]) and TOKEN.match(text[end]):
        end += 1
    return text[start:end]


def stands_in(text: str, piece: str) -> bool:
    """Whether a text contains a piece, at boundaries of Latin words and numbers."""
    at = 0
    while (at := text.find(piece, at)) >= 0:
        end = at + len(piece)
        left = at and TOKEN.match(text[at - 1]) and TOKEN.match(piece[0])
        right = end < len(text) and TOKEN.match(text[end]) and TOKEN.match(piece[-1])
        if not left and not right:
            return True
        at += 1
    return False


def test_search_equals_substring_search(
    chromium: Page, server: Server, texts: dict[str, Any], names: dict[str, Any]
) -> None:
    rng = random.Random(SEED)
    blocks = [text for some in texts.values() for text in some]
    weights = [len(text) for text in blocks]
    pieces: dict[str, None] = {}
    while len(pieces) < SUBSTRINGS:
        piece = substring(rng.choices(blocks, weights)[0], rng).strip()
        if as_searched(piece):
            pieces[piece] = None
    open_search(chromium, server.url + "guide.html")
    missed, made_up = [], []
    for answer in ask(chromium, list(pieces)):
        piece, found = answer.query, set(answer.urls)
        really = {url for url, some in texts.items() if any(stands_in(text, piece) for text in some)}
        missed += [(piece, url) for url in really - found]
        assert not answer.partial, f"{piece} stands in {sorted(really)[:3]}, but is said to match in part"
        if len(piece.split()) > 1:
            continue
        for url in found:
            said = as_searched(piece)
            if answer.via[url] in ("synonym", "cited", "pinyin"):
                continue
            if not any(said in text for text in [*map(as_searched, texts[url]), *names[url]]):
                made_up.append((piece, url, answer.via[url]))
    assert missed == []
    assert made_up == []


def test_every_single_character_is_found(chromium: Page, server: Server, texts: dict[str, Any]) -> None:
    """Prefixes are split across chunks of the index, and a missing chunk would go unnoticed."""
    letters = sorted(
        {letter for some in texts.values() for text in some for letter in text if re.match(f"[{HAN}]", letter)}
    )
    assert len(letters) > 1000
    open_search(chromium, server.url + "guide.html")
    for answer in ask(chromium, letters):
        really = {url for url, blocks in texts.items() if any(answer.query in text for text in blocks)}
        assert really <= set(answer.urls), answer.query


def test_citations_are_found_like_in_the_box(chromium: Page, server: Server, book: Handbook) -> None:
    """What the site lets people copy is also found by the search: clauses, points, supports, addresses."""
    rng = random.Random(SEED)
    cases = []
    for clause in rng.sample(book.clauses, 40):
        cases += [(citations.citation(clause, book.site), clause.url), (clause.url, clause.url)]
        cases += [(f"https://example.gov.cn/handbook/{clause.url}?h=x", clause.url), (clause.id, clause.url)]
    cases += [(citations.citation(support, book.site), support.url) for support in rng.sample(book.supports, 10)]
    articles = [clause for clause in book.clauses if clause.data.kind == "article"]
    cases += [(citations.point_citation(a, point), a.url) for a in articles for point in a.points]
    open_search(chromium, server.url + "guide.html")
    found = ask(chromium, [asked for asked, _ in cases])
    wrong = [
        (one.query, url, one.urls[:2]) for one, (_, url) in zip(found, cases, strict=True) if one.urls[:1] != [url]
    ]
    assert wrong == []


# --- both sides cut alike ---------------------------------------------------------------------------------------------


def test_texts_and_queries_are_cut_alike(chromium: Page, server: Server, texts: dict[str, Any]) -> None:
    """cut.js drops the last single character of a query and punctuation; otherwise its pieces equal those of the
    tokenizer."""
    rng = random.Random(SEED)
    samples = rng.sample([text for some in texts.values() for text in some if as_searched(text)], 150)
    samples += [
        "3,000万元",
        "不超过30%，12.5％、3‰",
        "1,000%",
        "１２，０００ 元",
        "1.5",
        "1,23",
        "eVTOL（电动）",
        "Ⅱ类",
        "(38)6G",
        "“低空装备+”典型",
        "A中B",
        "〇二",
        "𠮷野",
    ]
    open_search(chromium, server.url + "guide.html")
    chromium.evaluate("handbook.search.catalogue.loadMore().then(() => 1)")
    for sample in samples:
        ours = [re.sub(r"[\W_]", "", piece).lower() for piece in cut(sample)]
        listed, is_open = chromium.evaluate(
            f"(p => [p.list, p.open])(handbook.search.cut.pieces({json.dumps(sample)}))"
        )
        assert listed == (ours if is_open or not re.match(f"[{HAN}]", ours[-1]) else ours[:-1]), sample


def test_a_name_sounds_as_the_library_reads_it(book: Handbook) -> None:
    names = [entry.found.title for entry in catalogue.entries(book)]
    assert len(names) > 500
    assert [name for name in names if sounds(name) != lazy_pinyin(name)] == []


ERROR = '{"message_id": 1, "payload": {"type": "Error", "message": "no memory"}}'
BROKEN = {
    "is not there": (None, "不能启动"),
    "ends at once": ("", "中"),
    "ends after the first answer": ("head -c 9 > /dev/null; printf '%s,' " + "$(printf '%s' '{\"message_id\": 1, \"payload\": {\"type\": \"NewIndex\", \"index_id\": 0}}' | base64 -w0)", "中"),
    "says that it failed": (f"printf '%s,' $(printf '%s' '{ERROR}' | base64 -w0); cat > /dev/null", "no memory"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_indexer_is_reported_and_does_not_hang(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, told = BROKEN[name]
    program = tmp_path / "indexer"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: str(program))
    with pytest.raises(pagefind.IndexFailed, match=told), pagefind.service() as running:
        for number in range(100):
            running.add(f"{number}.html", "<html>" + "文" * 10_000)
        list(running.files())
