"""Any city: nothing of a city stands in the program, and a handbook has words and codes of its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.book.link import link
from generator.pages.render import render
from generator.pipeline.check import check
from generator.source.load import Source
from samples import HERE, ROOT, copied

EXAMPLE = ROOT / "examples/shilishi"
CASES = HERE / "cases/any_city"
PROGRAM = ("generator", "overrides", "mkdocs.yml")
TEXTS = {".py", ".jinja", ".md", ".yml", ".json", ".js", ".css", ".html", ".svg"}


def general_words() -> list[str]:
    """Names in the data that are general words of Chinese policy, reviewed one by one."""
    words: list[str] = YAML(typ="safe").load((CASES / "general_words.yml").read_text(encoding="utf-8"))
    return words


def names_of(source: Source) -> Iterator[str]:
    """Every name by which a city's data calls its documents, departments, industries, zones, plan, classes, itself."""
    site = source.site
    assert site is not None
    yield from (site.city, site.title, site.download)
    vocabulary = source.vocabulary
    yield from filter(None, (vocabulary.names.plan, vocabulary.names.field))
    yield from (tier.name for tier in vocabulary.tiers)
    yield from (
        word.name for axis in ("activities", "departments", "forms") for word in vocabulary.words(axis) if word.name
    )
    for _, document in source.documents:
        yield from filter(None, (document.title, document.short_title, document.number, *document.aliases))
    for _, department in source.departments:
        yield from (department.name, *department.short_names, *department.aliases)
    for _, industry in source.industries:
        yield from (industry.name, *industry.aliases)
        yield from (name for subfield in industry.subfields for name in (subfield.name, *subfield.aliases))
    yield from (name for _, term in source.terms if term.type == "zone" for name in (term.name, *term.aliases))


def stands(name: str, text: str) -> bool:
    """Whether a text contains a name; one in Latin letters (AI) as a word of its own."""
    return bool(re.search(rf"\b{re.escape(name)}\b", text)) if name.isascii() else name in text


def program_texts() -> dict[str, str]:
    paths = [
        path for name in PROGRAM for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))
    ]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in TEXTS and "vendor" not in path.parts and "defaults" not in path.parts
    }


@pytest.mark.parametrize("folder", [ROOT, EXAMPLE], ids=["the real city", "the invented city"])
def test_no_name_of_a_city_stands_in_the_program(folder: Path) -> None:
    names = {name for name in names_of(check(folder)) if len(name) > 1} - set(general_words())
    assert len(names) > 30
    texts = program_texts()
    assert len(texts) > 200
    found = {(name, path) for path, text in texts.items() for name in names if stands(name, text)}
    assert not found, "put it into data/, or on the reviewed list if it is a general word"


def test_the_list_of_general_words_holds_no_word_in_vain() -> None:
    names = {name for folder in (ROOT, EXAMPLE) for name in names_of(check(folder))}
    text = "\n".join(program_texts().values())
    assert [word for word in general_words() if word not in names or not stands(word, text)] == []


def edited(tmp_path: Path, edits: dict[str, Any]) -> Path:
    """A copy of the sample: each file with replacements, or written anew."""
    root = copied(tmp_path / "handbook")
    for name, change in edits.items():
        path = root / name
        if isinstance(change, str):
            path.write_text(change, encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        for old, new in change.items():
            assert old in text, (name, old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return root


VOCABULARY = YAML(typ="safe").load((CASES / "vocabulary.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", VOCABULARY, ids=lambda case: case["about"])
def test_a_handbook_has_words_and_codes_of_its_own(case: dict[str, Any], tmp_path: Path) -> None:
    root = edited(tmp_path, case["edits"])
    source = check(root)
    pages = render(link(source), root / "content")
    for name, said in case["says"].items():
        for words in [said] if isinstance(said, str) else said:
            assert words in pages[name], (name, words)
    everything = "\n".join(pages.values())
    for words in case.get("nowhere", []):
        assert words not in everything, words
