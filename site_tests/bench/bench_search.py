"""The search measured next to Material's built-in one on the same pages, as ratios. Not a test: ``make bench``.

Prints, for both: processor time of indexing, bytes of the index, bytes from opening to the first answer, and the time
from the last keystroke to the results on a local server (median). Bytes are counted as a host sends them (gzipped).
"""

import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site_tests"), str(ROOT)]

from browsers import Chromium, Page, Server, serve  # noqa: E402

from generator import pipeline  # noqa: E402
from generator.index import index  # noqa: E402
from generator.link import link  # noqa: E402

QUERIES = ["低空经济", "概念验证", "市科技局", "3000万元", "先导区", "孵化器", "钙钛矿", "eVTOL", "人工智能", "中试平台", "氢能", "国际标准"]

PLAIN = """site_name: bench
docs_dir: {pages}
site_dir: {site}
use_directory_urls: false
theme: {{name: material, language: zh, font: false}}
plugins: {plugins}
markdown_extensions: [attr_list, md_in_html, tables]
validation: {{nav: {{omitted_files: ignore}}, links: {{not_found: ignore}}}}
"""

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


def cpu() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def sent(server: Server, only: str = "") -> int:
    total = 0
    for path in list(server.sent):
        data = (server.folder / path.lstrip("/")).read_bytes()
        total += min(len(data), len(gzip.compress(data, 9))) if only in path else 0
    return total


def ours(folder: Path) -> dict[str, float]:
    book = pipeline.make_site(ROOT, folder)
    site = folder / "site"
    before = cpu()
    index(book, site)
    spent = cpu() - before
    size = sum(path.stat().st_size for path in (site / "search").rglob("*") if path.suffix in (".pf_index", ".pf_fragment", ".pf_meta"))
    with serve(site) as server, Chromium() as browser, browser.page() as page:
        page.goto(server.url + "guide.html")
        server.forget()
        page.press("/")
        page.wait_for("!!(window.handbookSearch.catalogue && handbookSearch.catalogue.data)")
        page.evaluate("handbookSearch.engine.start().then(() => new Promise(done => setTimeout(done, 500)))")
        opening = sent(server)
        server.forget()
        first = page.evaluate(OURS % json.dumps(QUERIES[:1]))[0]
        query = sent(server)
        times = page.evaluate(OURS % json.dumps(QUERIES[1:]))
    return {"index_cpu": spent, "index_bytes": size, "opening": opening, "first_query": query, "first_ms": first, "ms": statistics.median(times)}


def material(folder: Path, pages: Path) -> dict[str, float]:
    spent = {}
    for name, plugins in (("with", "[{search: {lang: zh}}]"), ("without", "[]")):
        config = folder / f"{name}.yml"
        config.write_text(PLAIN.format(pages=pages, site=folder / name, plugins=plugins), encoding="utf-8")
        before = cpu()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)], check=True, capture_output=True)
        spent[name] = cpu() - before
    site = folder / "with"
    with serve(site) as server, Chromium() as browser, browser.page() as page:
        page.goto(server.url + "guide.html")
        opening = sent(server, "search")
        page.evaluate("void document.querySelector('.md-search__input').focus()")
        time.sleep(3)
        opening = sent(server, "search")
        times = page.evaluate(MATERIAL % json.dumps(QUERIES))
    size = len(gzip.compress((site / "search/search_index.json").read_bytes(), 9))
    return {"index_cpu": spent["with"] - spent["without"], "build_cpu": spent["with"], "index_bytes": size, "opening": opening, "first_query": 0, "first_ms": times[0], "ms": statistics.median(times[1:])}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as temporary:
        folder = Path(temporary)
        before = cpu()
        we = ours(folder / "ours")
        whole = cpu() - before
        they = material(folder, folder / "ours/pages")
    rows = [
        ("indexing, CPU seconds", we["index_cpu"], they["index_cpu"]),
        ("index, bytes gzipped", we["index_bytes"], they["index_bytes"]),
        ("opening to first answer, bytes", we["opening"] + we["first_query"], they["opening"] + they["first_query"]),
        ("  of these on opening", we["opening"], they["opening"]),
        ("  of these for the first query", we["first_query"], they["first_query"]),
        ("first query, ms", we["first_ms"], they["first_ms"]),
        ("keystroke to results, ms (median)", we["ms"], they["ms"]),
    ]
    print(f"{'':36}{'ours':>12}{'Material':>12}{'ratio':>8}")
    for name, our, their in rows:
        print(f"{name:36}{our:12.1f}{their:12.1f}{our / their if their else float('nan'):8.2f}")
    print(f"index_cpu of ours is the stage `index` alone; machine load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"plain Material with search, whole build: {they['build_cpu']:.1f} CPU s; all of this run of ours (build twice indexed, browser): {whole:.1f}")


if __name__ == "__main__":
    main()
