"""The whole text output of the sample, kept in ``golden/``, so that a change of output is visible in review.

``make golden`` (``pytest --update-golden``) rewrites it; the diff of the commit shows what changes for readers and
programs. Kept: all page sources and exports, the search catalogue, and the bundle's readme. Spreadsheet tables have the
rows of the CSV (``test_tables.py``); browsers show the frame around the pages.
"""

import difflib
import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin
from zipfile import ZipFile

import pytest
from pydantic_core import PydanticUndefined

from generator.delivery.editions import plain
from generator.pipeline.check import check
from generator.pipeline.site import make_site
from generator.records import Record
from samples import HERE, copied

GOLDEN = HERE / "golden"
SHOWN = 80  # lines of the diff
BINARY = (".xlsx", ".docx")

# Paths of QR codes, which nobody can review, and names that Pagefind gives to texts.
CODES = re.compile(r'(<svg [^>]*class="qr".*?<path stroke[^>]* d=")([^"]*)(")', re.DOTALL)
OF_PAGEFIND = re.compile(r'"[0-9a-f]{7}"')
# Where a long line may be broken, so that a diff shows a part of it: between tags, and between data records.
BREAKS = re.compile(r"(?<=>)(?=<)|(?<=[\]}],)(?=[\[{])")
LONG = 240


# Records of handbook.json once more: test_handbook_json.py holds that they are the same.
AGAIN = ("data/handbook.jsonl", "data/parts/")


def readable(name: str, text: str) -> str:
    """The text of an output file as kept: complete except for codes, with long lines broken."""
    text = CODES.sub(lambda code: code[1] + hashlib.sha256(code[2].encode()).hexdigest()[:12] + code[3], text)
    if name.startswith("search/"):
        text = OF_PAGEFIND.sub('"text"', text)
    lines = (BREAKS.sub("\n", line) if len(line) > LONG else line for line in text.split("\n"))
    return "\n".join(lines)


def output(root: Path) -> dict[str, str]:
    """Every text made from the handbook in ``root``, by its name below ``golden/``."""
    build = root / "build"
    make_site(root, build)
    kept = {
        path.relative_to(build / "pages").as_posix(): path for path in (build / "pages").rglob("*") if path.is_file()
    }
    kept = {name: path for name, path in kept.items() if not name.startswith(AGAIN)}
    kept |= {f"search/{plain(path.name)}": path for path in (build / "site/search").glob("catalogue*.js")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in kept.items() if path.suffix not in BINARY}
    (bundle,) = build.glob("*.zip")
    with ZipFile(bundle) as archive:
        (first,) = (name for name in archive.namelist() if name.endswith("/先读我.txt"))
        texts["bundle/README.txt"] = archive.read(first).decode("utf-8-sig").replace("\r\n", "\n")
    return {name: readable(name, text) for name, text in sorted(texts.items())}


def difference(kept: dict[str, str], made: dict[str, str]) -> str:
    """A unified diff of all files, cut after ``SHOWN`` lines."""
    lines: list[str] = []
    for name in sorted({*kept, *made}):
        before, after = (texts.get(name, "").splitlines() for texts in (kept, made))
        lines += difflib.unified_diff(before, after, f"golden/{name}", f"made/{name}", n=1, lineterm="")
    more = len(lines) - SHOWN
    return "\n".join([*lines[:SHOWN], *([f"… {more} lines more"] if more > 0 else [])])


def test_the_output_is_the_golden_one(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    made = output(copied(tmp_path / "sample", more=True))
    if pytestconfig.getoption("update_golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in made.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
        return
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes().decode("utf-8")
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    if kept != made:
        said = difference(kept, made)
        pytest.fail(
            f"The output changed. If that is meant: make golden, and review the difference.\n{said}", pytrace=False
        )


def test_a_change_of_one_word_is_seen() -> None:
    """The diff names the file and the words, also inside a long line; codes are compared."""
    long = "<p>" + "<b>很长</b>" * 100 + "<i>{}</i></p>\n"
    said = difference({"a.md": readable("a.md", long.format("旧"))}, {"a.md": readable("a.md", long.format("新"))})
    assert "golden/a.md" in said and "\n-<i>旧</i>\n+<i>新</i>" in said and len(said) < 300
    code = '<svg viewBox="0" class="qr"><path d="M0"/><path stroke="#000" d="{}"/></svg>'
    assert readable("a.md", code.format("M1")) != readable("a.md", code.format("M2"))
    assert "M1" not in readable("a.md", code.format("M1"))


# --- the sample is worth keeping --------------------------------------------------------------------------------------


def records(value: object) -> Iterator[Record]:
    """A record and all records inside it."""
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from records(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from records(inner)


def kinds_in(annotation: object, found: set[type[Record]]) -> set[type[Record]]:
    """Adds to ``found`` the record classes that an annotation names, recursively."""
    if isinstance(annotation, type) and issubclass(annotation, Record) and annotation not in found:
        found.add(annotation)
        for field in annotation.model_fields.values():
            kinds_in(field.annotation, found)
    for part in get_args(annotation):
        kinds_in(part, found)
    return found


def choices(annotation: object) -> set[frozenset[object]]:
    """The sets of values listed in an annotation (``Literal``), at any depth."""
    if get_origin(annotation) is Literal:
        return {frozenset(get_args(annotation))}
    return {named for part in get_args(annotation) for named in choices(part)}


def test_the_sample_has_every_field_and_every_choice(tmp_path: Path) -> None:
    """What no record of the sample contains, the golden output cannot show."""
    source = check(copied(tmp_path / "sample", more=True))
    lists = (source.documents, source.departments, source.terms, source.industries, source.lists, source.targets)
    entries = [entry for entries in (*lists, source.days, source.synonyms, source.links, source.editions) for _, entry in entries]  # fmt: skip
    found = [record for entry in [*entries, source.site] for record in records(entry)]
    kinds: set[type[Record]] = set()
    for record in found:
        kinds_in(type(record), kinds)
    missing: list[str] = []
    wanted: dict[frozenset[object], set[str]] = defaultdict(set)
    said: dict[frozenset[object], set[object]] = defaultdict(set)
    for kind in kinds:
        for name, field in kind.model_fields.items():
            values = [getattr(record, name) for record in found if type(record) is kind]
            may_be_silent = field.default is not PydanticUndefined
            if may_be_silent and all(value == field.default or value == () for value in values):
                missing.append(f"{kind.__name__}.{name}")
            told = {part for value in values for part in (value if isinstance(value, tuple) else (value,)) if not isinstance(part, Record)}  # fmt: skip
            for named in choices(field.annotation):  # several fields share one set of choices, such as the activities
                wanted[named].add(f"{kind.__name__}.{name}")
                said[named] |= told
    missing += [f"{value} ({' or '.join(sorted(fields))})" for named, fields in wanted.items() for value in named - said[named]]  # fmt: skip
    assert not missing, f"add to sample_more: {sorted(missing)}"
