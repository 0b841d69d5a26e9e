"""The messages of Pagefind's worker, which are undocumented and specific to one version: an upgrade that changes
them must fail here, not as silent empty results. ``engine.js`` relies on exactly these assertions."""

import json
import re
from importlib.metadata import version
from pathlib import Path

from browsers import Page, Server
from generator.search.answers import PARTS

PINNED = "1.5.2"

# The worker as it comes, but for the name of its first file, which bears that of the index here.
START = """void (() => {
    const own = `const get = self.fetch;
        self.fetch = (url) => get(new URL(String(url).replace("pagefind-entry.", "pagefind-entry.%s."), "${location.origin}"));
        importScripts("${location.origin}/search/pagefind-worker.js");`;
    const worker = new Worker(URL.createObjectURL(new Blob([own]))), waiting = {};
    let last = 0;
    worker.onmessage = event => waiting[event.data.id](event.data);
    window.tell = (method, ...args) => new Promise(done => {
        waiting[++last] = done;
        worker.postMessage({ id: last, method, args });
    });
})()"""


def start(page: Page, server: Server) -> None:
    page.goto(server.url + "guide.html")
    page.evaluate(START % page.evaluate("handbook.load.data('search/catalogue.js').then((data) => data.index)"))
    assert page.evaluate("tell('init', { basePath: '/search/', language: 'und' })") == {"id": 1, "result": True}


def words(page: Page, query: str) -> dict[str, list[int]]:
    answer = page.evaluate(f"tell('search', {json.dumps(query)}, {{}})")
    assert set(answer) == {"id", "result"}
    return {result["id"]: result["words"] for result in answer["result"]["results"]}


def test_the_pinned_version_is_installed(site: Path) -> None:
    assert version("pagefind-bin") == PINNED
    (first,) = (site / "search").glob("pagefind-entry.*.json")
    entry = json.loads(first.read_text(encoding="utf-8"))
    assert entry["version"] == PINNED
    assert first.name == f"pagefind-entry.{entry['languages']['und']['hash']}.json"
    assert set(entry["languages"]) == {"und"}
    assert entry["languages"]["und"]["wasm"] is None, "the worker then loads wasm.unknown.pagefind"
    source = (site / "search/pagefind-worker.js").read_text(encoding="utf-8")
    assert f'pagefind_version="{PINNED}"' in source


def test_only_what_the_search_needs_is_on_the_site(site: Path) -> None:
    names = {
        re.sub(r"\.[0-9a-f]{12}(?=\.js$)|(?<=answers-)[0-9a-f]{8}-", "", path.name)
        for path in (site / "search").iterdir()
    }
    meta = {name for name in names if name.endswith(".pf_meta") or name.startswith("pagefind-entry.")}
    assert len(meta) == 2
    assert names - meta == {
        "catalogue.js", "catalogue-more.js", "fragment", "index", "pagefind-worker.js",
        "wasm.unknown.pagefind", "answers.js", *(f"answers-{part}.js" for part in range(PARTS)),
    }  # fmt: skip


def test_answers_have_ids_scores_and_places(chromium: Page, server: Server) -> None:
    start(chromium, server)
    answer = chromium.evaluate("tell('search', '概念 念验 验证', {})")
    first = answer["result"]["results"][0]
    assert {"id", "score", "words"} <= set(first)
    assert first["id"].startswith("und_")
    assert (server.folder / "search/fragment" / f"{first['id']}.pf_fragment").is_file()
    assert first["score"] > 0


def test_quoted_queries_are_phrases_and_plain_ones_prefixes(chromium: Page, server: Server) -> None:
    start(chromium, server)
    phrase, plain = words(chromium, '"概念 念验 验证"'), words(chromium, "概念 念验 验证")
    assert phrase
    assert set(phrase) <= set(plain)
    assert words(chromium, '"验证 概念"') == {}
    assert words(chromium, '"鑫鑫"') == words(chromium, "鑫") == {}
    # Positions are those of all words with that prefix; a phrase reports its first position only. engine.before()
    # relies on it.
    ends, begins = words(chromium, "3000"), words(chromium, "万")
    assert any(place + 1 in begins.get(text, []) for text, places in ends.items() for place in places)
    assert len(words(chromium, "氢")) > len(words(chromium, '"氢"'))


def test_fragments_hold_the_pieces_in_order(chromium: Page, server: Server) -> None:
    start(chromium, server)
    name = next(iter(words(chromium, '"概念 念验 验证"')))
    said = chromium.evaluate(
        f"tell('search', '\"概念 念验 验证\"', {{}}).then(a => tell('getData', a.result.results.find(r => r.id === {name!r}).data))"
    )
    content, places = said["result"]["content"].split(), said["result"]["locations"]
    assert content[places[0]].startswith("概念")
    for anchor in said["result"]["anchors"]:
        assert {"id", "location"} <= set(anchor)


def test_an_unknown_method_is_an_error(chromium: Page, server: Server) -> None:
    start(chromium, server)
    assert "error" in chromium.evaluate("tell('nonsense')")
