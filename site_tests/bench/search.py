"""The search compared with two peers on the same pages: Material's search, and a plain scan of all text.

Measures CPU time of indexing, bytes of the index, bytes from opening to the first answer, and the median time from the
last keystroke to the results on a local server. Bytes are gzipped, as sent by a host. The scan is the simplest search
with full recall: one script with all the text that ours covers, searched record by record; its time excludes the pause
after the keystroke and drawing.
"""

import gzip
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import peer

sys.path[:0] = [str(peer.ROOT / "site_tests"), str(peer.ROOT)]

from browsers import Chromium, Page, Server, serve  # noqa: E402
from generator.pipeline.site import make_site  # noqa: E402
from generator.search.indexing import covered, index  # noqa: E402

QUERIES = [
    "低空经济",
    "概念验证",
    "市科技局",
    "3000万元",
    "先导区",
    "孵化器",
    "钙钛矿",
    "eVTOL",
    "人工智能",
    "中试平台",
    "氢能",
    "国际标准",
]

OURS = """(async () => {
    const field = document.querySelector('.search__field'), list = document.querySelector('.search__list');
    const times = [];
    for (const query of %s) {
        list.replaceChildren();
        field.value = query;
        const start = performance.now();
        field.dispatchEvent(new InputEvent('input'));
        while (!list.children.length) await new Promise(done => setTimeout(done, 2));
        times.push(performance.now() - start);
        while (list.getAttribute('aria-busy') !== 'false') await new Promise(done => setTimeout(done, 2));
    }
    return times;
})()"""

MATERIAL = """(async () => {
    const field = document.querySelector('.md-search__input');
    const times = [];
    for (const query of %s) {
        const list = document.querySelector('.md-search-result__list');
        field.value = '';
        field.dispatchEvent(new KeyboardEvent('keyup'));
        await new Promise(done => setTimeout(done, 400));
        field.value = query;
        const start = performance.now();
        field.dispatchEvent(new KeyboardEvent('keyup'));
        while (!list.children.length && performance.now() - start < 2000) await new Promise(done => setTimeout(done, 2));
        times.push(performance.now() - start);
    }
    return times;
})()"""


SCAN = """(async () => {
    const texts = %s, times = [];
    for (const query of %s) {
        const start = performance.now();
        texts.filter(text => text.includes(query));
        times.push(performance.now() - start);
    }
    return times;
})()"""


def sent(server: Server, only: str = "") -> int:
    total = 0
    for path in list(server.sent):
        data = (server.folder / path.lstrip("/")).read_bytes()
        total += min(len(data), len(gzip.compress(data, 9))) if only in path else 0
    return total


def ours(folder: Path) -> dict[str, float]:
    book = make_site(peer.ROOT, folder)
    site = folder / "site"
    again = folder / "again"  # the finished site's files bear the hashes of their content; its index is not made twice
    shutil.copytree(site, again)
    before = peer.cpu()
    index(book, again)
    spent = peer.cpu() - before
    files = [path for path in (site / "search").rglob("*") if path.suffix in (".pf_index", ".pf_fragment", ".pf_meta")]
    texts = covered(book, site)[1]
    with serve(site) as server, Chromium() as browser, browser.page() as page:
        page.goto(server.url + "guide.html")
        server.forget()
        page.press("/")
        page.wait_for("!!(handbook.search && handbook.search.catalogue && handbook.search.catalogue.data)")
        page.evaluate("handbook.search.engine.start().then(() => new Promise(done => setTimeout(done, 500)))")
        opening = sent(server)
        server.forget()
        first = page.evaluate(OURS % json.dumps(QUERIES[:1]))[0]
        query = sent(server)
        times = page.evaluate(OURS % json.dumps(QUERIES[1:]))
        scan = scanned(page, ["\n".join(block.text for block in blocks).lower() for blocks in texts.values()])
    return {
        "index_cpu": spent, "index_bytes": sum(path.stat().st_size for path in files), "opening": opening,
        "first_query": query, "first_ms": first, "ms": statistics.median(times), **scan,
    }  # fmt: skip


def scanned(page: Page, texts: list[str]) -> dict[str, float]:
    """The plain scan: its script, gzipped, and the median search time."""
    script = json.dumps(texts, ensure_ascii=False)
    times = page.evaluate(SCAN % (script, json.dumps([query.lower() for query in QUERIES])))
    return {"scan_bytes": len(gzip.compress(script.encode(), 9)), "scan_ms": statistics.median(times)}


def material(folder: Path, pages: Path) -> dict[str, float]:
    spent = peer.build(pages, folder / "with") - peer.build(pages, folder / "without", search=False)
    site = folder / "with"
    with serve(site) as server, Chromium() as browser, browser.page() as page:
        page.goto(server.url + "guide.html")
        page.evaluate("void document.querySelector('.md-search__input').focus()")
        time.sleep(3)
        opening = sent(server, "search")
        times = page.evaluate(MATERIAL % json.dumps(QUERIES))
    size = len(gzip.compress((site / "search/search_index.json").read_bytes(), 9))
    return {
        "index_cpu": spent,
        "index_bytes": size,
        "opening": opening,
        "first_ms": times[0],
        "ms": statistics.median(times[1:]),
    }


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as temporary:
        folder = Path(temporary)
        we = ours(folder / "ours")
        they = material(folder, folder / "ours/pages")
    first_answer = we["opening"] + we["first_query"]
    peer.table("search", [
        ("indexing, CPU seconds", we["index_cpu"], they["index_cpu"]),
        ("index, bytes", we["index_bytes"], they["index_bytes"]),
        ("opening to first answer, bytes", first_answer, they["opening"]),
        ("  of these on opening", we["opening"], they["opening"]),
        ("  of these for the first query", we["first_query"], 0),
        ("first query, ms", we["first_ms"], they["first_ms"]),
        ("keystroke to results, ms (median)", we["ms"], they["ms"]),
    ], "Material")  # fmt: skip
    peer.table("search", [
        ("opening to first answer, bytes", first_answer, we["scan_bytes"]),
        ("answer to a query, ms (median)", we["ms"], we["scan_ms"]),
    ], "plain scan")  # fmt: skip


if __name__ == "__main__":
    main()
