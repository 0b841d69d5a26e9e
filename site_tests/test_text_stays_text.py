"""Text stays text: a set of hostile values stands in every text of the sample, and goes through the whole build.

Every string reaches pages, JSON and attributes as the text that it is; in a real browser nothing runs, no link moves,
no table breaks. A new output format is a new reader in ``READERS``.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import Page, serve
from lxml import html
from ruamel.yaml import YAML

from generator import pipeline
from generator.models import Id, Url
from generator.problems import BadData

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

HOSTILE = [
    "<script>window.ran=1</script>", "</textarea><script>window.ran=2</script>", "</title><script>window.ran=3</script>",
    '"onload="window.ran=4', "' onmouseover='window.ran=5", "<img src=x onerror=window.ran=6>", "</script><script>window.ran=7</script>",
    "{{7*7}}", "{% raise %}", "{# gone #}", "${7*7}", "[x](javascript:window.ran=8)", "![x](https://evil.example/x.png)",
    "<javascript:window.ran=9>", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "]]>", "<![CDATA[x", "<!-- x", "--> x",
    "**fat** _thin_ `code` ~~gone~~", "# 标题", "- item", "1. item", "> quote", "| a | b |", "|---|---|", "---", "***",
    "[toc]", "[TOC]", "[ref]: https://evil.example", "^[note]", "[^1]", "*[x]: y", "{: .klass onclick=window.ran=10 }",
    "{#an-id onclick=window.ran=11}", "&lt;b&gt;", "&amp;", "&#x3c;script&#x3e;", "&nbsp;", "%3Cscript%3E", "\\u003cscript\\u003e",
    "\\", "\\\\n", "a&b<c>d\"e'f`g", "<b>b</b>", "<svg onload=window.ran=12>", "<style>*{display:none}</style>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<form action=//evil.example><input name=q>", "</p></div></article>", "</table>",
    "<iframe srcdoc='<script>parent.ran=13</script>'>", "javascript:window.ran=14", "://evil.example", "//evil.example", ":smile:", "--8<-- 'x'",
    "!!! note", "??? x", "=== tab", "$$x$$", "раураl", "ａｄｍｉｎ", "𝓼𝓬𝓻𝓲𝓹𝓽", "x" * 300,
]  # fmt: skip

# Texts that a reader sees and that no rule ties to another record.
FREE = {
    "documents": ("title", "short_title", "force_text", "summary", "kind", "note", "addressees", "dates_note", "validity_note"),
    "clauses": ("heading", "summary", "note"), "points": ("text", "whom", "condition"),
    "supports": ("title", "what_for", "note"), "directions": ("title", "text", "whom"), "industries": ("name", "summary", "note"),
    "subfields": ("name", "summary", "note"), "terms": ("explanation",), "departments": ("name", "note"), "dates": ("what", "for_whom"),
    "lists": ("name", "what", "note"), "targets": ("indicator", "note"), "related": ("why",), "goals": ("note",),
    "printed": ("printed",), "prior": ("text",),
}  # fmt: skip


def _fill(node: Any, kind: str, values: Iterator[str], put: list[str]) -> None:
    """Put hostile values into every free text of a record and of the records inside it."""
    if isinstance(node, list):
        for item in node:
            _fill(item, kind, values, put)
    elif isinstance(node, dict):
        described = "industry" in node or "subfield" in node
        for key in FREE.get(kind, ()):
            optional = kind in ("points", "supports", "documents", "clauses", "terms", "dates", "lists", "targets", "industries", "subfields", "goals") and key in ("whom", "note", "explanation", "for_whom")  # fmt: skip
            if (key in node or optional) and not described:
                word = next(values)
                # Where a sum must stay in the sentence, the value stands before it.
                node[key] = f"{word} {node[key]}" if "万元" in str(node.get(key, "")) else word
                put.append(node[key])
        for key, inner in node.items():
            _fill(inner, key, values, put)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The sample with hostile values, built: the folder of the site, and the values that it holds."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(HERE / "sample", root, dirs_exist_ok=True)
    for page in (ROOT / "content").glob("*.md"):
        (root / "content" / page.name).write_text("# 样本\n", encoding="utf-8")
    for name in ("mkdocs.yml", "overrides"):
        (root / name).symlink_to(ROOT / name)
    put: list[str] = []

    def values() -> Iterator[str]:
        while True:
            yield from HOSTILE

    source, yaml = values(), YAML(typ="safe")
    yaml.allow_unicode, yaml.width = True, 10_000
    path = root / "data/site.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: 样本市政策手册", "title: '</title><script>window.ran=15</script>\"x'"), encoding="utf-8")  # fmt: skip
    for path in sorted((root / "data").rglob("*.yml")):
        if path.name in ("site.yml", "verify.yml"):
            continue
        data = yaml.load(path.read_text(encoding="utf-8"))
        kind = path.parent.name if path.parent.name in FREE else path.stem
        _fill(data, kind, source, put)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(data, file)
    # Every value stands somewhere: those that no place was left for go into points of their own.
    path = root / "data/documents/plan.yml"
    data = yaml.load(path.read_text(encoding="utf-8"))
    action = next(clause for clause in data["clauses"] if clause["id"] == "act1")
    for number, word in enumerate(HOSTILE, start=2):
        action["points"].append({"id": f"p{number}", "act": "do", "text": word, "whom": word})
        put.append(word)
    action["terms"] = HOSTILE  # names of terms are referred to by name: each is registered
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    path = root / "data/terms/hostile.yml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump([{"id": f"t-h{n}", "name": word, "type": "technology"} for n, word in enumerate(HOSTILE)], file)
    pipeline.make_site(root, root / "build")
    return root / "build/site", {re.sub(r"\s+", " ", word) for word in put}


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for inner in node.values():
            yield from _strings(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _strings(inner)


def test_json_holds_every_value_as_it_is(hostile: tuple[Path, set[str]]) -> None:
    site, put = hostile
    strings = set(_strings(json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))))
    assert {word for word in HOSTILE if word not in strings} == set()


def test_pages_show_every_value_as_it_is(hostile: tuple[Path, set[str]]) -> None:
    site, put = hostile
    shown = ""
    for path in sorted(site.rglob("*.html")):
        page = html.fromstring(path.read_bytes().decode("utf-8"))
        for script in page.xpath("//script"):
            assert script.get("src", "").endswith(".js") or script.get("type") in ("application/json", "application/ld+json"), path  # fmt: skip
            if not script.get("src"):
                json.loads(script.text)
        for element in page.iter():
            if isinstance(element.tag, str):
                assert not [name for name in element.attrib if name.startswith("on")], (path, html.tostring(element)[:200])
                for name in ("href", "src", "action"):
                    target = element.get(name, "")
                    assert not target.strip().lower().startswith(("javascript:", "data:", "//")) and "evil.example" not in target, (path, target)  # fmt: skip
        assert not page.xpath("//iframe|//base|//form[@action]|//*[@http-equiv='refresh']|//article//style|//article//svg[@onload]"), path
        shown += " " + re.sub(r"\s+", " ", page.text_content())
    missing = {word for word in HOSTILE if word not in shown}
    assert not missing, missing


def test_tables_keep_their_columns(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    for path in sorted(site.rglob("*.html")):
        for table in html.fromstring(path.read_bytes().decode("utf-8")).iter("table"):
            widths = {sum(int(cell.get("colspan", 1)) for cell in row.xpath("./th|./td")) for row in table.xpath("./thead/tr|./tbody/tr")}  # fmt: skip
            assert len(widths) <= 1, (path, widths)


def test_links_are_those_of_the_harmless_sample(hostile: tuple[Path, set[str]]) -> None:
    """No value adds a link: every link goes to a page of the site or to a public page of the sample."""
    site, _ = hostile
    for path in sorted(site.rglob("*.html")):
        for link in html.fromstring(path.read_bytes().decode("utf-8")).iter("a"):
            target = link.get("href", "")
            if "://" in target:
                assert target.startswith("https://example.gov.cn/"), (path, target)
            elif target and path.name != "404.html":
                file = target.partition("#")[0]
                assert not file or (path.parent / file).exists(), (path, target)


def test_nothing_runs_in_a_real_browser(hostile: tuple[Path, set[str]], chromium: Page) -> None:
    site, _ = hostile
    with serve(site) as server:
        for path in sorted(site.rglob("*.html")):
            chromium.goto(server.url + path.relative_to(site).as_posix())
            assert chromium.evaluate("window.ran === undefined"), path
            assert chromium.evaluate("document.querySelector('.site-footer') !== null && !!document.querySelector('article')"), path
        assert chromium.errors == []
        assert all(request.url.startswith(server.url) for request in chromium.requests)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example", "file:///etc/passwd", "ftp://x",
            "https://x\"onload=y", "https://x y", "https://x<script>", " https://x", "https://x\n"],
)  # fmt: skip
def test_addresses_in_data_are_http_only(url: str) -> None:
    from pydantic import TypeAdapter, ValidationError

    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(url)


@pytest.mark.parametrize("identity", ["раураl", "а", "ａ", "a​b", "../x", "a/b", "A", "a.b", "con ", "a\n", "-a", ""])
def test_ids_are_plain_ascii(identity: str) -> None:
    from pydantic import TypeAdapter, ValidationError

    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(identity)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u0000", "\u0085", "\U000e0041"])
def test_characters_that_nobody_sees_are_refused(mark: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / "sample", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/dates.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("报送风筝方案", f"报送{mark}风筝方案"), encoding="utf-8")
    with pytest.raises(BadData):
        pipeline.check(tmp_path)
