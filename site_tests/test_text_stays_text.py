"""Text stays text: hostile values in every text of the sample, through the whole build.

Every string reaches pages, JSON and attributes as the same text; in a real browser nothing runs, no link moves, no
table breaks. A new output format needs a reader in ``READERS``.
"""

import base64
import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import openpyxl
import pytest
import vobject  # type: ignore[import-untyped]
from lxml import etree, html
from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML

from browsers import Page, serve
from generator.history import changes
from generator.history.ledger import read as read_ledger
from generator.pipeline.check import check
from generator.pipeline.editions import enter
from generator.pipeline.site import make_site
from generator.records import Change, Edition, Id, Inside, ReportUrl, Url
from generator.search.answers import PARTS
from generator.source.problems import BadData
from searching import hits, open_search, type_query

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
    "＝1+1", "＋1", "－1", "＠SUM(A1)", '=HYPERLINK("http://evil.example","x")', "'=1+1", "_x0041_", "a,b;c", '"quoted", "twice"', "%0d%0aX: y",
    "</ScRiPt ><sCript>window.ran=16</sCript>", "</text><script>window.ran=17</script>", "<a xlink:href='javascript:window.ran=18'>x</a>",
    "</svg><img src=x onerror=window.ran=19>", "<set attributeName=href to=javascript:window.ran=20>", "END:VEVENT", "\\u2028", "#{x}", "--- # x",
    "&colon;", "&#0;", "&bogus;", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>", "__proto__", "constructor",
]  # fmt: skip

# Texts visible to readers and not tied to another record by a rule.
FREE = {
    "documents": ("title", "short_title", "force_text", "summary", "kind", "note", "addressees", "dates_note", "validity_note"),
    "clauses": ("heading", "summary", "note"), "points": ("text", "whom", "condition"),
    "supports": ("title", "what_for", "note"), "directions": ("title", "text", "whom"), "industries": ("name", "summary", "note"),
    "subfields": ("name", "summary", "note"), "terms": ("explanation",), "departments": ("name", "note"), "dates": ("what", "for_whom"),
    "lists": ("name", "what", "note"), "targets": ("indicator", "note"), "related": ("why",), "goals": ("note",),
    "printed": ("printed",), "prior": ("text",), "links": ("what", "seen", "note"),
}  # fmt: skip


def _fill(node: Any, kind: str, values: Iterator[str], put: list[str]) -> None:
    """Put hostile values into every free text of a record and of its nested records."""
    if isinstance(node, list):
        for item in node:
            _fill(item, kind, values, put)
    elif isinstance(node, dict):
        described = "industry" in node or "subfield" in node
        for key in FREE.get(kind, ()):
            optional = kind in ("points", "supports", "documents", "clauses", "terms", "dates", "lists", "targets", "industries", "subfields", "goals") and key in ("whom", "note", "explanation", "for_whom")  # fmt: skip
            if (key in node or optional) and not described:
                word = next(values)
                # Where a sum must stay in the sentence, the value is put before it.
                node[key] = f"{word} {node[key]}" if "万元" in str(node.get(key, "")) else word
                put.append(node[key])
        for key, inner in node.items():
            _fill(inner, key, values, put)


OPERATOR = "</title><script>window.ran=16</script>\"x'"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The sample with hostile values, built: the folder of the site, and the values in it."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(HERE / "sample", root, dirs_exist_ok=True)
    for page in (ROOT / "generator/pages/written").glob("*.md"):
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
    with path.open("a", encoding="utf-8") as file:
        yaml.dump({"operator": {"name": OPERATOR, "government": True}}, file)
    for path in sorted((root / "data").rglob("*.yml")):
        if path.name in ("site.yml", "verify.yml"):
            continue
        data = yaml.load(path.read_text(encoding="utf-8"))
        kind = path.parent.name if path.parent.name in FREE else path.stem
        _fill(data, kind, source, put)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(data, file)
    # Every value occurs somewhere: remaining ones get points of their own.
    path = root / "data/documents/plan.yml"
    data = yaml.load(path.read_text(encoding="utf-8"))
    action = next(clause for clause in data["clauses"] if clause["id"] == "act1")
    for number, word in enumerate(HOSTILE, start=2):
        action["points"].append({"id": f"p{number}", "act": "do", "text": word, "whom": word})
        put.append(word)
    action["terms"] = HOSTILE  # terms are referenced by name, so each is registered
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    path = root / "data/terms/hostile.yml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump([{"id": f"t-h{n}", "name": word, "type": "technology"} for n, word in enumerate(HOSTILE)], file)
    _one_support_each(root / "data/documents/measures.yml", yaml)
    # A published version, a second one with hostile changes, and addresses retired for hostile reasons; written by
    # the program itself.
    enter(root)
    for number, word in enumerate(HOSTILE):
        changes.record(root, Edition(id=_urn(number), version=word, date=date(2026, 1, 31), title=word, summary=word, changes=(Change(title=word, what=word, url="lists.html#l-kites"),)))  # fmt: skip
    with (root / "data/ledger.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            (f"terms.html#t-gone-{number}", "2026-01-01", "gone", "2026-01-31", word)
            for number, word in enumerate(HOSTILE)
        )
    make_site(root, root / "build")
    return root / "build/site", {re.sub(r"\s+", " ", word) for word in put}


def _urn(number: int) -> str:
    return f"urn:uuid:{number:08d}-0000-0000-0000-000000000000"


def _one_support_each(path: Path, yaml: YAML) -> None:
    """A support without a sum for each hostile value, so that it is alone in a cell, a title and an attribute."""
    data = yaml.load(path.read_text(encoding="utf-8"))
    clause = next(clause for clause in data["clauses"] if clause.get("supports"))
    (pattern,) = [support for support in clause["supports"] if support["id"] == "s-kite-award"]
    for number, word in enumerate(HOSTILE):
        clause["supports"].append({
            **{key: value for key, value in deepcopy(pattern).items() if key not in ("point", "note")}, "id": f"s-h{number}", "title": word, "what_for": word,
            "amount": {"kind": "unstated"}, "prior": {"kind": "award", "text": word}, "aliases": [f"{word}　别名"],
            "application": {
                "automatic": {"value": True, "words": word, "at": "a1"},
                "windows": [{"id": "w1", "from": "2026-03-01T09:00", "until": "2026-03-31T17:00", "verb": word, "whom": word, "what": word, "at": "a1"}],
                "channels": [{"kind": "online", "name": word, "at": "a1"}], "steps": [{"name": word, "at": "a1"}],
                "materials": [{"name": word, "form": word, "annex": word, "at": "a1"}], "annexes": [{"name": word, "at": "a1"}],
                "offices": [{"department": "kjj", "place": word, "at": "a1"}],
            },
        })  # fmt: skip
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)


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
    site, _ = hostile
    strings = set(_strings(json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))))
    assert {word for word in HOSTILE if word not in strings} == set()


def test_pages_show_every_value_as_it_is(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    shown = ""
    for path in sorted(site.rglob("*.html")):
        page = html.fromstring(path.read_bytes().decode("utf-8"))
        for script in page.xpath("//script"):
            assert script.get("src", "").endswith(".js") or script.get("type") in ("application/json", "application/ld+json"), path  # fmt: skip
            if not script.get("src"):
                json.loads(script.text)
        for element in page.iter():
            if isinstance(element.tag, str):
                assert not [name for name in element.attrib if name.startswith("on")], (
                    path,
                    html.tostring(element)[:200],
                )
                for name in ("href", "src", "action"):
                    target = element.get(name, "")
                    assert not target.strip().lower().startswith(("javascript:", "data:", "//")) and "evil.example" not in target, (path, target)  # fmt: skip
        assert not page.xpath(
            "//iframe|//base|//form[@action]|//*[@http-equiv='refresh']|//article//style|//article//svg[@onload]"
        ), path
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
    """No value adds a link: all links go to pages of the site or to public pages of the sample."""
    site, _ = hostile
    for path in sorted(site.rglob("*.html")):
        for link in html.fromstring(path.read_bytes().decode("utf-8")).iter("a"):
            target = link.get("href", "")
            if "://" in target:
                assert target.startswith("https://example.gov.cn/"), (path, target)
            elif target and path.name != "404.html":
                file = target.partition("#")[0].partition("?")[0]
                assert not file or (path.parent / file).exists(), (path, target)


# --- one reader for each format of the site ---------------------------------------------------------------------------

# Formats that are read here or contain no data. A new one fails the test below until it has a reader.
READ = {
    ".html",
    ".json",
    ".jsonl",
    ".js",
    ".csv",
    ".xlsx",
    ".docx",
    ".atom",
    ".xml",
    ".zip",
    ".pf_index",
    ".pf_meta",
    ".pf_fragment",
    ".pagefind",
    ".ics",
}
NOTHING_OF_THE_DATA = {".css", ".map", ".png", ".svg", ".txt", ".sha256", ""}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def test_every_format_of_the_site_has_a_reader(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    found = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert found <= READ | NOTHING_OF_THE_DATA, "a new output format adds its reader here"


def test_data_in_lines_holds_every_value(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    lines = (site / "data/handbook.jsonl").read_bytes().decode("utf-8").removesuffix("\n").split("\n")
    strings = {word for line in lines for word in _strings(json.loads(line))}
    assert {word for word in HOSTILE if word not in strings} == set()


def _supports(head: list[Any], rows: list[list[Any]]) -> dict[str, dict[str, Any]]:
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def test_csv_holds_every_value_and_no_formula(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    text = (site / "data/supports.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    assert not [cell for row in [head, *rows] for cell in row if cell.startswith(FORMULA)]
    found = _supports(head, rows)
    for number, word in enumerate(HOSTILE):
        cells = found[f"s-h{number}"]
        for column in ("支持事项", "支持内容"):
            assert cells[column] == (f"'{word}" if word.startswith(FORMULA) else word)


def test_xlsx_holds_every_value_as_it_is_and_no_formula(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    data = (site / "data/supports.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n") and cell.hyperlink is None, (cell.coordinate, cell.data_type)
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = _supports(head, rows)
    for number, word in enumerate(HOSTILE):
        # Spreadsheets write _x005F_ for an underscore that would begin an escape; this reader keeps it.
        cells = {key: str(value).replace("_x005F_", "_") for key, value in found[f"s-h{number}"].items()}
        assert cells["支持事项"] == cells["支持内容"] == word
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if re.search(r"externalLinks|vba|hyperlink|embeddings", name)]
        for name in parts.namelist():
            tree = etree.fromstring(parts.read(name), etree.XMLParser(resolve_entities=False))
            assert not tree.xpath("//*[local-name()='f' or local-name()='hyperlink']"), name
            assert not tree.xpath("//*[@TargetMode='External']"), name


def test_the_list_of_policies_holds_every_value_as_it_is_and_no_formula(hostile: tuple[Path, set[str]]) -> None:
    """Both forms; besides the number of the page in its footer, a document has no field and no link."""
    site, _ = hostile
    sheet = openpyxl.load_workbook(site / "data/policy-list.xlsx").active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "inlineStr"}
    (table,) = docx.Document(str(site / "data/policy-list.docx")).tables
    # See above: spreadsheets write _x005F_ for an underscore that would begin an escape.
    of_sheet = {str(row[4]).replace("_x005F_", "_") for row in sheet.iter_rows(values_only=True)}
    of_paper = {cell.text for cell in table.columns[4].cells}
    for word in HOSTILE:
        assert f"{word}\n{word}" in of_sheet and f"{word}\n{word}" in of_paper
    for form in ("xlsx", "docx"):
        with zipfile.ZipFile(site / f"data/policy-list.{form}") as parts:
            for name in parts.namelist():
                tree = etree.fromstring(parts.read(name), etree.XMLParser(resolve_entities=False))
                assert not tree.xpath(
                    "//*[local-name()='f' or local-name()='hyperlink' or local-name()='instrText']"
                ), name
                assert not tree.xpath("//*[@TargetMode='External']"), name
                fields = tree.xpath("//*[local-name()='fldSimple']/@*[local-name()='instr']")
                assert name == "word/footer1.xml" or not fields, name


def test_the_json_table_holds_every_value_as_it_is(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    rows = {row["id"]: row for row in json.loads((site / "data/supports.json").read_text(encoding="utf-8"))["rows"]}
    for number, word in enumerate(HOSTILE):
        assert rows[f"s-h{number}"]["title"] == rows[f"s-h{number}"]["what_for"] == word


# Scripts with data, with the text before and after their literal.
ANSWERS = ("search/answers.js", *(f"search/answers-{part}.js" for part in range(PARTS)))
SCRIPTS = {
    **{name: (rf'handbook\.take\("{name.replace("answers-", "answers-[0-9a-f]{8}-")}",', r"\);\n") for name in ANSWERS},
    "data/supports.js": (r'handbook\.take\("data/supports.js",', r"\);\n"),
    "data/matching.js": (r'handbook\.take\("data/matching.js",', r"\);\n"),
    "data/policy-list.js": (r'handbook\.take\("data/policy-list.js",', r"\);\n"),
    "data/clauses.js": (r'handbook\.take\("data/clauses.js",', r"\);\n"),
    "data/calendar.js": (r'handbook\.take\("data/calendar.js",', r"\);\n"),
    "data/products.js": (r'handbook\.take\("data/products.js",', r"\);\n"),
    "assets/data/citations.js": (r'handbook\.take\("assets/data/citations.js",', r"\);\n"),
    "assets/data/glossary.js": (r'handbook\.take\("assets/data/glossary.js",', r"\);\n"),
    "assets/data/folding.js": (r'handbook\.take\("assets/data/folding.js",', r"\);\n"),
    "search/catalogue.js": (r'handbook\.take\("search/catalogue.js",', r"\);\n"),
    "assets/data/edition.js": (r'handbook\.take\("assets/data/edition.js",', r"\);\n"),
    "search/catalogue-more.js": (r'handbook\.take\("search/catalogue-more.js",', r"\);\n"),
}  # fmt: skip


def named(site: Path, name: str) -> Path:
    """The file that scripts request as ``name``; its actual name contains a hash."""
    stem = Path(name).stem
    patterns = (f"{stem}.*.js", f"{stem.replace('answers-', 'answers-*-')}.js")
    return next((path for pattern in patterns for path in (site / name).parent.glob(pattern)), site / name)


def test_scripts_that_carry_data_are_one_literal_and_end_nowhere_else(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    strings: dict[str, set[str]] = {}
    for name, (before, after) in SCRIPTS.items():
        text = named(site, name).read_bytes().decode("utf-8")
        match = re.fullmatch(f"{before}(.*){after}", text)
        assert match, name
        assert not re.search("[<\u2028\u2029]", text), name
        strings[name] = set(_strings(json.loads(match[1])))
    for name in ("data/supports.js",):
        assert {word for word in HOSTILE if word not in strings[name]} == set(), name
    assert {word for word in HOSTILE if word not in strings["search/catalogue.js"] | strings["search/catalogue-more.js"]} == set()  # fmt: skip
    written = {path.relative_to(site).as_posix() for folder in ("data", "assets/data") for path in (site / folder).glob("*.js")}  # fmt: skip
    written |= {path.relative_to(site).as_posix() for path in (site / "search").glob("[ac]*.js")}
    written = {re.sub(r"\.[0-9a-f]{12}(?=\.js$)|(?<=answers-)[0-9a-f]{8}-", "", name) for name in written}
    assert written == set(SCRIPTS), "a new script with data adds its line"


def test_the_bundle_hands_over_the_index_as_base64_only(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    (path,) = site.parent.glob("*.zip")
    read = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            inner = name.partition("/")[2]
            if inner.startswith("search/") and not inner.startswith(("search/catalogue", "search/answers")):
                match = re.fullmatch(r'handbook\.take\("([\w./-]+)","([A-Za-z0-9+/=]*)"\);\n', archive.read(name).decode("ascii"))  # fmt: skip
                assert match and base64.b64decode(match[2], validate=True), name
                read += 1
    assert read > 50


def test_calendars_hold_every_value_as_it_is_and_no_property_more(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    whole = vobject.readOne((site / "data/calendar.ics").read_bytes().decode("utf-8"))
    events = {event.uid.value.partition("@")[0]: event for event in whole.vevent_list}
    known = {"uid", "dtstamp", "summary", "description", "transp", "dtstart", "dtend", "valarm"}
    for number, word in enumerate(HOSTILE):
        event = events[f"s-h{number}-w1-until"]
        assert event.summary.value == f"{word}：{word}{word}截止"
        assert event.description.value.startswith(f"对象：{word}\n")
        assert set(event.contents) <= known, event.contents


ATOM = "{http://www.w3.org/2005/Atom}"


def test_atom_is_well_formed_and_holds_every_value_as_it_is(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    data = (site / "updates.atom").read_bytes()
    assert b"<!DOCTYPE" not in data and b"<?xml-stylesheet" not in data
    feed = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    known = {"feed", "title", "id", "updated", "author", "name", "link", "entry", "content"}
    assert {element.tag for element in feed.iter()} == {ATOM + name for name in known}
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in feed.iter(f"{ATOM}entry")}
    for number, word in enumerate(HOSTILE):
        entry = entries[_urn(number)]
        assert entry.findtext(f"{ATOM}title") == f"{word}（{word}）"
        content = entry.find(f"{ATOM}content")
        assert content is not None and content.get("type") == "text" and len(content) == 0
        assert (content.text or "").split("\n") == [word, f"{word}：{word}"]
    for link in feed.iter(f"{ATOM}link"):
        target = urlsplit(link.get("href", ""))
        assert not target.scheme and not target.netloc and (site / target.path).is_file()


def test_json_feed_holds_every_value_as_it_is(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    feed = json.loads((site / "updates.json").read_text(encoding="utf-8"))
    items = {item["id"]: item for item in feed["items"]}
    for number, word in enumerate(HOSTILE):
        item = items[_urn(number)]
        assert item["title"] == f"{word}（{word}）" and "content_html" not in item
        assert item["content_text"].split("\n") == [word, f"{word}：{word}"]
        assert not urlsplit(item["url"]).scheme and not item["url"].startswith("/")


def test_the_page_of_changes_and_that_of_what_is_gone_show_every_value(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    page = html.fromstring((site / "updates.html").read_bytes().decode("utf-8"))
    sections = {section.get("id"): section for section in page.iter("section") if section.get("class") == "edition"}
    for number, word in enumerate(HOSTILE):
        section = sections[f"e-{number:08d}"]
        said = re.sub(r"\s+", " ", section.text_content())
        assert f"{word} 版：{word}" in said and said.count(re.sub(r"\s+", " ", word)) >= 3
        # A word that is the name of a term leads to it, too.
        leads = {link.get("href") for link in section.iter("a") if "term-mark" not in (link.get("class") or "")}
        assert leads == {"lists.html#l-kites"}
    gone = html.fromstring((site / "terms.html").read_bytes().decode("utf-8"))
    for number, word in enumerate(HOSTILE):
        assert re.sub(r"\s+", " ", word) in re.sub(r"\s+", " ", gone.get_element_by_id(f"t-gone-{number}").text_content())  # fmt: skip


def test_tags_of_government_sites_hold_values_as_they_are(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    for number, word in enumerate(HOSTILE):
        page = html.fromstring((site / f"supports/s-h{number}.html").read_bytes().decode("utf-8"))
        said = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
        assert said["ArticleTitle"] == word and word in str(said["Keywords"]) and said["Author"] == OPERATOR


_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_ACTIVE = {"script", "foreignobject", "style", "image", "use", "animate", "set", "animatetransform", "animatemotion", "iframe"}  # fmt: skip


def test_drawings_are_well_formed_and_hold_values_as_text(hostile: tuple[Path, set[str]]) -> None:
    """Each inline SVG is well-formed XML, contains nothing active, and has hostile names as text and labels."""
    site, _ = hostile
    said: set[str] = set()
    drawn = 0
    for path in sorted(site.rglob("*.html")):
        for match in _SVG.finditer(path.read_bytes().decode("utf-8")):
            drawing = etree.fromstring(match[0], etree.XMLParser(resolve_entities=False))
            drawn += 1
            for element in drawing.iter():
                assert isinstance(element.tag, str) and etree.QName(element).localname.lower() not in _ACTIVE, path
                for name, value in element.attrib.items():
                    assert not etree.QName(name).localname.lower().startswith("on"), path
                    if etree.QName(name).localname.lower() == "href":
                        target = urlsplit(value)
                        assert not target.scheme and not target.netloc and not value.startswith("/"), (path, value)
                said |= {element.text or "", element.get("aria-label", "")}
    assert drawn > 100
    everything = "\n".join(said)
    assert len([word for word in HOSTILE if word in everything]) > len(HOSTILE) // 4


def test_front_matter_heads_and_attributes_hold_values_as_they_are(hostile: tuple[Path, set[str]]) -> None:
    site, _ = hostile
    for number, word in enumerate(HOSTILE):
        plain = re.sub(r"\s+", " ", word)
        text = (site.parent / f"pages/supports/s-h{number}.md").read_text(encoding="utf-8")
        head, _, _ = text.removeprefix("---\n").partition("\n---\n")
        meta = {key: json.loads(value) for key, _, value in (line.partition(": ") for line in head.split("\n"))}
        assert meta["title"] == word and meta["description"].endswith(f"。{word}")
        page = html.fromstring((site / f"supports/s-h{number}.html").read_bytes().decode("utf-8"))
        assert plain in re.sub(r"\s+", " ", page.findtext(".//head/title") or "")
        assert page.xpath("string(//meta[@name='Description']/@content)") == meta["description"]
        assert plain == " ".join(page.xpath("string(//article//h1)").split())
        (cite,) = page.xpath("//*[@data-cite]/@data-cite")
        assert json.loads(cite)["id"] == f"s-h{number}"
    table = html.fromstring((site / "supports/index.html").read_bytes().decode("utf-8"))
    for number, word in enumerate(HOSTILE):
        row = table.get_element_by_id(f"s-h{number}")
        assert isinstance(json.loads(row.get("data-answers", "")), dict | list)
        assert " ".join(word.split()) in " ".join(row.text_content().split())


def test_linked_data_if_any_is_json_and_holds_values_as_text(hostile: tuple[Path, set[str]]) -> None:
    """No page has JSON-LD today. If one gets it, no value may end the script or add a link."""
    site, _ = hostile
    for path in sorted(site.rglob("*.html")):
        text = path.read_bytes().decode("utf-8")
        for block in re.findall(r"<script[^>]*application/(?:ld\+)?json[^>]*>(.*?)</script", text, re.DOTALL | re.I):
            assert "<!--" not in block and "<script" not in block.lower(), path
            for string in _strings(json.loads(block)):
                assert not string.lower().startswith(("javascript:", "data:", "//")) or string in HOSTILE, (path, string)  # fmt: skip


# --- a real browser ---------------------------------------------------------------------------------------------------


def test_nothing_runs_in_a_real_browser(hostile: tuple[Path, set[str]], chromium: Page) -> None:
    site, _ = hostile
    with serve(site) as server:
        for path in sorted(site.rglob("*.html")):
            number = re.fullmatch(r"s-h(\d+)", path.stem)
            if number and not re.search("[<{]", HOSTILE[int(number[1])]):
                continue  # of pages with a value in the title, those with one that could do something
            chromium.goto(server.url + path.relative_to(site).as_posix())
            assert chromium.evaluate("window.ran === undefined"), path
            assert chromium.evaluate(
                "document.querySelector('.site-footer') !== null && !!document.querySelector('article')"
            ), path
        assert chromium.errors == []
        assert all(request.url.startswith(server.url) for request in chromium.requests)


def test_a_search_shows_values_as_text_and_runs_nothing(hostile: tuple[Path, set[str]], chromium: Page) -> None:
    """Names come from the catalogue, excerpts from the index: both reach the dialog, with marks around matches."""
    site, _ = hostile
    with serve(site) as server:
        for query in ("window.ran", "script", "onerror"):
            open_search(chromium, server.url + "index.html")
            type_query(chromium, query)
            assert hits(chromium)
            shown = chromium.evaluate("document.querySelector('dialog').textContent")
            assert query in shown and "<" in shown
            assert chromium.evaluate("window.ran === undefined")
            assert not chromium.evaluate("document.querySelector('dialog').querySelector('img, iframe, script, base, svg[onload], [onclick], [onerror]') !== null")  # fmt: skip
        assert chromium.errors == []


# --- what is refused before anything is built --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example", "file:///etc/passwd", "ftp://x",
            "https://x\"onload=y", "https://x y", "https://x<script>", " https://x", "https://x\n"],
)  # fmt: skip
def test_addresses_in_data_are_http_only(url: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(url)


@pytest.mark.parametrize("identity", ["раураl", "а", "ａ", "a​b", "../x", "a/b", "A", "a.b", "con ", "a\n", "-a", ""])
def test_ids_are_plain_ascii(identity: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(identity)


@pytest.mark.parametrize(
    "mark",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\u0000",
        "\u0085",
        "\U000e0041",
        "\u2028",
        "\u2029",
        "\u3164",
        "\u2800",
        "\u061c",
    ],
)
def test_characters_that_nobody_sees_are_refused(mark: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / "sample", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "data/dates.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("报送风筝方案", f"报送{mark}风筝方案"), encoding="utf-8")
    with pytest.raises(BadData):
        check(tmp_path)


BAD = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://x.example/",
    "blob:https://x.example/y", "//evil.example/x", "\\\\evil.example\\x", "https:evil", "https://", "about:blank", "intent://x", "ws://x.example",
]  # fmt: skip
# Every place of the data that may contain an address: file, existing line (or a line to add after it), key.
PLACES = {
    "document": ("data/documents/measures.yml", "url: https://example.gov.cn/measures", "url"),
    "list": ("data/lists.yml", "  what: 收录载人风筝。", "  published_at"),
    "link": ("data/links.yml", "- url: https://example.gov.cn/measures", "- url"),
    "own address": ("data/site.yml", "city: 样本市", "live_url"),
    "report": ("data/site.yml", "city: 样本市", "report_url"),
}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("url", BAD)
def test_an_address_in_the_data_is_http_only(url: str, where: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / "sample", tmp_path, dirs_exist_ok=True)
    file, line, key = PLACES[where]
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert f"{line}\n" in text
    fresh = f"{key}: {json.dumps(url)}"
    path.write_text(text.replace(line, fresh if "url: " in line else f"{line}\n{fresh}", 1), encoding="utf-8")
    with pytest.raises(BadData) as error:
        check(tmp_path)
    assert "不是网址" in str(error.value) and file in str(error.value)


@pytest.mark.parametrize(
    "url", [*BAD, "https://x.example/y", "/index.html", "../index.html", "a/../../b.html", "index.html?x", "A.html", "index.html#A b", "", "раураl.html"],
)  # fmt: skip
def test_an_address_of_our_own_pages_leads_inside(url: str) -> None:
    """Addresses of our own pages in the change log and the ledger: no scheme, no host, no way out of the folder."""
    with pytest.raises(ValidationError):
        TypeAdapter(Inside).validate_python(url)
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow((url, "2026-01-01", "gone", "2026-01-31", "撤销"))
    rows, problems = read_ledger(f"address,published,became,on,reason\n{row.getvalue()}")
    assert rows == [] and len(problems) == 1


def test_addresses_of_our_own_pages_are_such() -> None:
    for line in (ROOT / "data/ledger.csv").read_text(encoding="utf-8").splitlines()[1:]:
        TypeAdapter(Inside).validate_python(line.partition(",")[0])


def test_a_link_of_the_log_of_changes_stays_inside(tmp_path: Path) -> None:
    shutil.copytree(HERE / "sample", tmp_path, dirs_exist_ok=True)
    enter(tmp_path)
    path = tmp_path / "data/changes.yml"
    path.write_text(path.read_text(encoding="utf-8") + "  changes:\n    - title: x\n      what: x\n      url: javascript:alert(1)\n", encoding="utf-8")  # fmt: skip
    with pytest.raises(BadData, match="不是手册里的地址"):
        check(tmp_path)


@pytest.mark.parametrize("reason", ["撤\u202e销", "撤销\x07", " ", "撤\n销", "撤\u2028销"])
def test_a_reason_in_the_ledger_is_plain_text(reason: str) -> None:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(("index.html", "2026-01-01", "gone", "2026-01-31", reason))
    assert len(read_ledger(f"address,published,became,on,reason\n{row.getvalue()}")[1]) == 1


@pytest.mark.parametrize("url", ["mailto:a@example.gov.cn", "https://example.gov.cn/report?t={title}&b={body}"])
def test_faults_may_be_told_by_mail(url: str) -> None:
    assert TypeAdapter(ReportUrl).validate_python(url) == url
