"""Shared by the search tests: asking the search of a page many questions at once, and using its dialog."""

import json
from dataclasses import dataclass

from browsers import Page

ASK = """(async () => {
    const answers = [];
    for (const query of %s) {
        const { hits, partial, nearest } = await handbook.search.ask(query);
        answers.push([partial, nearest, hits.map(hit => [hit.record.url, hit.via, hit.words])]);
    }
    return answers;
})()"""


@dataclass(frozen=True)
class Answer:
    """An answer of the search: addresses of the hits in order, and why each is one."""

    query: str
    partial: bool
    nearest: list[str]
    urls: list[str]
    via: dict[str, str]
    words: dict[str, list[str]]


def open_search(page: Page, address: str) -> None:
    """Open a page and the search on it, and wait for the catalogue."""
    page.goto(address)
    page.press("/")
    page.wait_for(
        "!!(window.handbook && handbook.search && handbook.search.catalogue && handbook.search.catalogue.data)"
    )


def ask(page: Page, queries: list[str]) -> list[Answer]:
    """Ask the search of an open page, bypassing its dialog."""
    answers = []
    for start in range(0, len(queries), 50):
        some = queries[start : start + 50]
        for query, (partial, nearest, hits) in zip(some, page.evaluate(ASK % json.dumps(some)), strict=True):
            via, words = {hit[0]: hit[1] for hit in hits}, {hit[0]: hit[2] for hit in hits}
            answers.append(Answer(query, partial, nearest, [hit[0] for hit in hits], via, words))
    return answers


def type_query(page: Page, query: str) -> None:
    """Type into the dialog and wait until its hits are there."""
    page.evaluate("void document.querySelector('.search__field').select()")
    before = page.evaluate("document.querySelector('.search__list').getAttribute('aria-busy')")
    page.type(query)
    settled(page, query, before)


def settled(page: Page, query: str, _before: str | None = None) -> None:
    value = json.dumps(query.strip())
    page.wait_for(
        f"new URLSearchParams(location.search).get('q') === {value} && "
        "document.querySelector('.search__list').getAttribute('aria-busy') === 'false'"
    )


def hits(page: Page) -> list[str]:
    """The addresses of the shown links, relative to the site's root, without the words to mark."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.search__list a[href]')].map(a => { const url = new URL(a.href); url.search = '';"
        " return url.href.slice(handbook.root.length) })"
    )
    return found


def status(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.search__status').textContent"))
