"""Any part of a handbook may be missing: what is left builds, without a dead link, an empty heading or a broken
sentence."""

import random
import re
import shutil
from collections import Counter
from copy import deepcopy
from io import StringIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.book import addresses
from generator.book.link import link
from generator.exports import files
from generator.history import ledger
from generator.pages.render import render
from generator.pipeline.check import check
from generator.source.load import Source
from generator.source.problems import BadData
from samples import HERE, ROOT

HANDBOOKS = {"real": ROOT, "invented": ROOT / "examples/shilishi"}
# Fields of a clause and of a document that say something of the policy and may be silent.
OF_CLAUSES = (
    "supports",
    "directions",
    "terms",
    "departments",
    "related",
    "application",
    "lists",
    "names",
    "caps",
    "limits",
)
OF_DOCUMENTS = (
    "number",
    "issuers",
    "relations",
    "overlap",
    "contact",
    "aliases",
    "application",
    "batches",
    "addressed",
)
PARTS = ("industries", "departments", "terms", "lists", "targets", "dates", "synonyms", "links", "verify", "vocabulary")
removals = st.fixed_dictionaries(
    {
        "parts": st.sets(st.sampled_from([*PARTS, "documents"])),
        "kept": st.integers(1, 9),
        "clause_fields": st.sets(st.sampled_from(OF_CLAUSES)),
        "document_fields": st.sets(st.sampled_from(OF_DOCUMENTS)),
        "seed": st.integers(0, 999),
        "chance": st.sampled_from([0.3, 0.8, 1.0]),
    }
)


def plain(folder: Path) -> dict[str, Any]:
    """The data of a handbook, file -> content."""
    read = YAML(typ="safe")
    found = {}
    for path in sorted((folder / "data").rglob("*.yml")):
        if path.name != "changes.yml" and "schema" not in path.parts:  # as before it was ever published
            found[path.relative_to(folder).as_posix()] = read.load(path.read_text(encoding="utf-8"))
    return found


DATA = {name: plain(folder) for name, folder in HANDBOOKS.items()}


def dumped(content: Any) -> str:
    out, write = StringIO(), YAML(typ="safe")
    write.width, write.allow_unicode = 10_000, True
    write.dump(content, out)
    return out.getvalue()


def taken_from(data: dict[str, Any], gone: dict[str, Any]) -> dict[str, Any]:
    """The data without the parts that a draw takes away; references to them still stand."""
    left, chance = deepcopy(data), random.Random(gone["seed"])
    for name in list(left):
        if name.removeprefix("data/").partition("/")[0].removesuffix(".yml") in gone["parts"]:
            del left[name]
    documents = [name for name in left if name.startswith("data/documents/")]
    chance.shuffle(documents)
    for name in documents[gone["kept"] :]:
        del left[name]
    for name in documents[: gone["kept"]]:
        if "departments" in gone["parts"]:  # a text without an issuer says who posted it
            left[name].setdefault("posted_by", "公开网站")
        if "links" in gone["parts"] and left[name].pop("url", None):
            left[name].setdefault("url_note", "没有公开页面")
        for key in gone["document_fields"]:
            left[name].pop(key, None)
        for clause in left[name]["clauses"]:
            for key in gone["clause_fields"]:
                if chance.random() < gone["chance"]:
                    clause.pop(key, None)
    return left


def written(data: dict[str, Any], root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, content in data.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dumped(content), encoding="utf-8")


def mended(data: dict[str, Any], root: Path) -> Source | None:
    """What an editor would do after taking parts away: delete what ``check`` complains of, until it is content. A
    place that is complained of again is deleted with what is around it."""
    seen: Counter[tuple[str, tuple[Any, ...]]] = Counter()
    for _ in range(40):
        written(data, root)
        try:
            return check(root)
        except BadData as error:
            told = {(problem.place.file, problem.place.path) for problem in error.problems}
        for file, path in sorted(
            told, key=lambda place: (place[0], [(str(type(s)), s) for s in place[1]]), reverse=True
        ):
            seen[file, path] += 1
            steps = path[: max(len(path) - (seen[file, path] - 1), 0)]
            if not steps:
                data.pop(file, None)
                continue
            content: Any = data.get(file)
            try:
                for step in steps[:-1]:
                    content = content[step]
                del content[steps[-1]]
            except (KeyError, IndexError, TypeError):
                continue  # something around it has just been deleted
    return None


# In HTML; and in the Markdown of handwritten pages.
LINK = re.compile(r'href="([^"#?:]*)[^":]*"')
WRITTEN = re.compile(r"\]\(([^)#?:]*)[^):]*\)")


def faults(root: Path, source: Source) -> list[str]:
    """Dead links, headings without content and broken sentences of all pages."""
    book = link(source)
    pages = render(book, root / "content", ledger.check(source))
    there = {name.removesuffix(".md") + ".html" for name in pages} | set(files.files(book)) | {"licences.txt"}
    fixed = {url for url in there if url in addresses.PAGES or url.startswith("pictures/")}
    told = set(ledger.addresses_of(source))
    found = [f"the ledger would not know {url}" for url in fixed - told]
    found += [
        f"the ledger would register {url}"
        for url in told - there
        if url in addresses.PAGES and not url.startswith("updates.")
    ]
    for name, text in pages.items():
        url = name.removesuffix(".md") + ".html"
        body = text.partition("\n---\n")[2]
        written_ = name.removesuffix(".md") in ("guide", "about", "data", "offline", "accessibility")
        for match in [*LINK.finditer(body), *(WRITTEN.finditer(body) if written_ else ())]:
            target = normpath(join(dirname(url), match[1])) if match[1] else url
            if not target.startswith(("https", "mailto", "..", "download/")) and target not in there and "." in target:
                found.append(f"{url}: dead link to {target}")
        found += [f"{url}: empty {part!r}" for part in EMPTY.findall(body)]
        found += [f"{url}: {words.group()!r}" for words in BROKEN.finditer(re.sub("<[^>]*>", "", body))]
    return found


# A heading with nothing before the next of its level, a list or a table body without an entry.
EMPTY = re.compile(
    r"<h2[^>]*>[^<]*</h2>\s*(?:<h2[^>]*>|$)|<[ou]l(?![^>]*id=)[^>]*>\s*</[ou]l>|<tbody>\s*</tbody>|<h[12][^>]*>\s*</h[12]>"
)
# What a sentence looks like whose list or value is missing. A count of nothing is no sentence to print.
BROKEN = re.compile(
    r"None|undefined|[：、，；]。|[（“《][）”》]|(?<![0-9.])0 (?:份|个|项|条)[^0-9]{0,12}|、、|，，|。。|至…"
)


def holds(name: str, gone: dict[str, Any], folder: Path) -> None:
    root = folder / "handbook"
    source = mended(taken_from(DATA[name], gone), root)
    assert source is not None, "no handbook was left that check is content with"
    assert faults(root, source) == []


BARE: list[dict[str, Any]] = YAML(typ="safe").load((HERE / "cases/any_city/parts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case["about"], marks=[pytest.mark.prove] if case.get("long") else []) for case in BARE],
)
def test_a_handbook_without_a_part_builds(case: dict[str, Any], tmp_path: Path) -> None:
    gone = {
        "parts": [],
        "kept": 9,
        "clause_fields": [],
        "document_fields": [],
        "seed": 0,
        "chance": 1.0,
        **case["gone"],
    }
    holds(case["of"], gone, tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("name", HANDBOOKS)
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,  # ten draws of so large a space find something new on a chance day; then a change is not to blame
    # A draw builds a whole handbook, up to half a minute: a failing one is said as it is, not made smaller.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(gone=removals)
def test_whatever_is_taken_away_the_rest_builds(name: str, gone: dict[str, Any], tmp_path: Path) -> None:
    holds(name, gone, tmp_path)
