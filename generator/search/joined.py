"""The search of a joined site: one index over the texts of all its handbooks, one catalogue, their answers.

The texts come from the handbooks' own indexes, where they lie already cut, so that the same pieces are found.
"""

import gzip
import json
import re
import shutil
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from generator.book import addresses
from generator.book.script_literal import handed, literal
from generator.joining import lookup
from generator.joining.finished import CannotJoin, Finished
from generator.search.answers import PARTS, Numbered, part_of
from generator.search.indexing import fragments, keep
from generator.search.page_text import TITLE_WEIGHT
from generator.search.pagefind import service
from generator.search.tokenizer import BREAK, HAN, WALL
from generator.text import folding


def index(handbooks: Sequence[Finished], pages: Sequence[tuple[str, str]], title: str, site: Path) -> None:
    """Write ``search/`` and the tables beside it into the built ``site``. ``pages``: address and title of the joined
    site's own pages, found by their names. Raises ``IndexFailed`` or ``CannotJoin``."""
    first, second = lookup.catalogue(handbooks)
    rows = [*first["records"], *second["records"]]
    letters: set[str] = set()
    target = site / addresses.SEARCH
    shutil.rmtree(target, ignore_errors=True)
    with service() as pagefind:
        for number, row in enumerate(rows):
            letters.update(row["title"], *(row.get("names") or ()))
            if row["text"]:
                of, identity = row["text"]
                text = _text(handbooks[of], identity)
                letters.update(text["content"])
                pagefind.add(f"{number}.html", _page(text))
        name = keep(pagefind.files(), target)
    for row in rows:
        row["text"] = ""
    for number, identity in fragments(target):
        rows[number]["text"] = identity
    kind = next(at for at, kind in enumerate(first["kinds"]) if kind["id"] == "page")
    second["records"] += [{"kind": kind, "key": url, "title": said} for url, said in pages]
    fields = first["fields"]
    for half in (first, second):
        half["records"] = [_short([row.get(field, 0) for field in fields]) for row in half["records"]]
    made = {
        addresses.CATALOGUE: {"index": name, **first},
        addresses.CATALOGUE_MORE: second,
        addresses.FOLDING: folding.tables({c for c in letters if re.match(f"[{HAN}]", c)}),
        addresses.CITATIONS: lookup.citations(handbooks, title),
        **_answers(handbooks),
    }
    for path, value in made.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(handed(path, value), encoding="utf-8")


def _text(one: Finished, identity: str) -> dict[str, Any]:
    """A text of a handbook's index: ``content`` in pieces, ``anchors`` with the number of the piece at which they begin."""
    path = one.site / addresses.SEARCH / f"fragment/und_{identity}.pf_fragment"
    try:
        read: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
    except (OSError, EOFError, ValueError) as error:
        raise CannotJoin(f"{path} 缺失或已损坏。请重新生成这本手册。") from error
    return read


def _page(text: dict[str, Any]) -> str:
    """The text as a page for Pagefind, one span per block as ``indexing`` writes it; the first block is the heading."""
    anchors = {anchor["location"]: anchor["id"] for anchor in text["anchors"]}
    spans: list[str] = []
    block: list[str] = []
    for place, piece in enumerate(text["content"].removesuffix(".").split()):
        if piece.rstrip(".") == WALL:
            weight = 1.0 if spans else TITLE_WEIGHT
            spans.append(f'<span data-pagefind-weight="{weight:g}">{" ".join(block)} {WALL}</span>\n')
            block = []
            continue
        shown = escape(re.sub(rf"{BREAK}\.$", BREAK, piece))
        block.append(f'<span id="{escape(anchors[place])}">{shown}</span>' if place in anchors else shown)
    return f'<!doctype html><html lang="und"><body data-pagefind-body>{"".join(spans)}</body></html>'


def _short(row: list[Any]) -> list[Any]:
    while row and row[-1] in (0, "", []):
        row.pop()
    return row


def _answers(handbooks: Sequence[Finished]) -> dict[str, Any]:
    """Path -> value of the scripts of answers, in parts as those of one handbook."""
    parts: list[list[dict[str, Any]]] = [[] for _ in range(PARTS)]
    for one in handbooks:
        for answer in lookup.answers(one):
            parts[part_of(answer["about"])].append(answer)
    tables = [_table(found) for found in parts]
    sum_ = sha256(literal(tables).encode()).hexdigest()[:8]
    return {
        addresses.ANSWERS: {**lookup.words_of_questions(handbooks), "parts": PARTS, "sum": sum_},
        **{addresses.answers_part(sum_, number): found for number, found in enumerate(tables)},
    }


def _table(some: list[dict[str, Any]]) -> dict[str, Any]:
    texts, places, states, steps = Numbered(), Numbered(), Numbered(), Numbered()

    def place(said: list[Any]) -> int:
        words, url, phases = said
        return places.number((words, url, states.number(tuple(map(tuple, phases)))))

    rows = [
        [
            answer["about"], answer["intents"],
            [number for text, at in answer["facts"] for number in (texts.number(text), place(at))],
            steps.number(tuple(answer["step"])), *answer["ask"],
        ]
        for answer in some
    ]  # fmt: skip
    return {
        "texts": list(texts.values), "places": list(places.values), "states": list(states.values),
        "steps": list(steps.values), "rows": rows,
    }  # fmt: skip
