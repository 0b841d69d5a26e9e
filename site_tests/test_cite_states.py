"""Citations of amended texts: each state is named, and its name leads back to it; old numbers lead on and say so.

What officers write is data (``cases/cite/states.yml``); the city is the invented one of ``examples``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from browsers import Page
from generator.book import citations, resolver_table
from generator.book.handbook import Clause, Document, Handbook, Support
from generator.book.link import link
from generator.history import ledger
from generator.pipeline.check import check
from samples import ROOT

CASES: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / "site_tests/cases/cite/states.yml")
# Each question on its own day: the table is read anew, since what a number means today is settled with it.
ASK = """(([table, cases]) => cases.map(([day, text, here]) => {
  Object.defineProperty(handbook, "now", { get: () => day + "T12:00", configurable: true });
  Object.defineProperty(handbook, "today", { get: () => day, configurable: true });
  return handbook.resolve(text, Object.assign({}, table), here).map(({ url, title, exact }) => [url, title, exact]);
}))"""


@pytest.fixture(scope="module")
def book() -> Handbook:
    return link(check(ROOT / "examples/shilishi"))


@pytest.fixture
def reader(chromium: Page, site: Path) -> Page:
    chromium.goto((site / "cite.html").as_uri())
    chromium.evaluate(
        "(async () => { for (const name of ['fold', 'resolve']) await handbook.load.script(`assets/javascripts/${name}.js`);"
        " await handbook.folding(); return 1; })()"
    )
    return chromium


def asked(reader: Page, book: Handbook, cases: list[tuple[str, str, str | None]]) -> list[list[list[Any]]]:
    """The hits of each case: address, title, whether it is sure."""
    found: list[list[list[Any]]] = reader.evaluate(f"{ASK}({json.dumps([resolver_table.table(book, {}), cases])})")
    return found


def test_what_officers_write_of_amended_texts(reader: Page, book: Handbook) -> None:
    found = asked(reader, book, [(str(case["day"]), case["cite"], case.get("here")) for case in CASES])
    wrong = []
    for case, hits in zip(CASES, found, strict=True):
        said = " ".join(title for _, title, _ in hits)
        right = [url for url, _, _ in hits] == case["to"] and all(sure is case.get("sure", True) for _, _, sure in hits)
        if not right or any(words not in said for words in case.get("said", ())):
            wrong.append((case["cite"], hits))
    assert not wrong, wrong


def test_every_state_is_named_and_found_again(reader: Page, book: Handbook) -> None:
    """resolve(cite(record, state)) for every state of every document, clause and support, on days around all changes."""
    texts: list[Document | Clause | Support] = [*book.documents, *book.clauses, *book.supports]
    states = [
        (citations.state_citation(state), state.url)
        for text in texts
        for state in text.states
        if state.text is not None
    ]
    assert len(states) > 100 and len({text for text, _ in states}) == len(states), "no two states are cited alike"
    published = set(ledger.addresses_of(check(ROOT / "examples/shilishi")))
    assert not [url for _, url in states if url not in published]
    for day in ("2026-03-01", "2026-09-30", "2026-11-25", "2027-01-01"):
        found = asked(reader, book, [(day, text, None) for text, _ in states])
        lost = [
            (text, url, hits)
            for (text, url), hits in zip(states, found, strict=True)
            if [hit[::2] for hit in hits] != [[url, True]]
        ]
        assert not lost, (day, lost[:5])


def test_the_reading_is_named_only_where_there_are_several(book: Handbook) -> None:
    """What the cite button gives on each day is one of the readings; a text with one reading is cited as ever."""
    texts: list[Clause | Support] = [*book.clauses, *book.supports]
    for text in texts:
        places = citations.places(text)
        if len(text.versions) < 2:
            gone = bool(text.states) and text.states[-1].text is None
            assert bool(citations.reading(text)) == gone, text.id
            continue
        assert next(begins for begins, _, _ in places) == "" and places[-1][1] == ""
        assert len({place for _, _, place in places}) == len(places) == len(text.versions)
        assert citations.citation(text, book.site).endswith(
            next(
                place
                for begins, before, place in places
                if begins <= "2026-11-25" and (not before or before > "2026-11-25")
            )
        )
