"""Index: the search of the built site. Cuts the texts, runs Pagefind once, and writes ``search/``.

That folder contains the catalogue (names, numbers, facets) as two classic scripts, Pagefind's worker and WebAssembly,
its index in chunks, and one text fragment for each record that says more than its name.
"""

import gzip
import json
import re
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from generator.book import addresses, gathered
from generator.book.handbook import Handbook
from generator.book.kinds import Found
from generator.search import catalogue, page_text
from generator.search.catalogue import Entry
from generator.search.pagefind import service
from generator.search.tokenizer import HAN, SHARES, WALL, Block, as_searched, cut

# Pagefind also writes user interfaces: besides its table of contents (``*.pf_meta``) only these are kept.
NEEDED = ("pagefind-worker.js", "wasm.unknown.pagefind", "index/", "fragment/")

_TOKEN = re.compile(rf"\d+[%％‰]|(?:(?![{HAN}])[^\W_])+")


def index(book: Handbook, site: Path) -> None:
    """Write the search index of the built ``site`` into its folder ``search``. Raises ``IndexFailed``."""
    found, texts = covered(book, site)
    target = site / addresses.SEARCH
    shutil.rmtree(target, ignore_errors=True)
    with service() as pagefind:
        for number, entry in enumerate(found):
            if _says_more_than_its_name(entry, texts[entry.url]):
                pagefind.add(f"{number}.html", _cut_page(texts[entry.url]))
        name = keep(pagefind.files(), target)
    for number, identity in fragments(target):
        found[number].text = identity
    text = "\n".join(block.text for blocks in texts.values() for block in blocks)
    for path, data in catalogue.catalogue(book, found, name, _tokens(text), _last_pairs(text), text).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(data, encoding="utf-8")


def covered(book: Handbook, site: Path) -> tuple[list[Entry], dict[str, list[Block]]]:
    """All searchable records, and the blocks of text for each address."""
    found = catalogue.entries(book)
    wanted: dict[str, dict[str, str]] = defaultdict(
        dict
    )  # by page: fragment -> address of the record that stands there
    places = gathered.places(book)
    for entry in found:
        path, _, fragment = places.get(entry.url, entry.url).partition("#")
        wanted[path][fragment] = entry.url
    own = {record.url for kind in book.kinds for record in kind.all(book)}
    texts = {}
    for file in sorted(site.rglob("*.html")):
        url = file.relative_to(site).as_posix()
        page = page_text.read(file, {*wanted[url], ""} if url not in own else wanted[url])
        for fragment, address in wanted[url].items():
            texts[address] = page.texts[fragment]
        if page.title and url not in (addresses.HOME, "404.html") and url not in own and not _is_rest(url):
            found.append(Entry(None, url, Found(page.title)))
            # A page that lists records has their text, so that it is found by its name only.
            texts[url] = page.texts[""] if page.by_hand else []
    return found, texts


def _is_rest(url: str) -> bool:
    """Whether a page only continues the list of a record, by whose name it is found."""
    return url.startswith(f"{addresses.WHOLE}/")


def _says_more_than_its_name(entry: Entry, blocks: list[Block]) -> bool:
    names = {as_searched(name) for name in (entry.found.title, *entry.found.names)}
    return any(as_searched(block.text) not in {*names, ""} for block in blocks)


def _cut_page(blocks: list[Block]) -> str:
    """A page for Pagefind: one span per block, with an id on the first piece of each place that can be linked to.

    ``top`` stands for the page itself and ends the previous place.
    """
    spans, anchor = [], "top"
    for block in blocks:
        words = cut(block.text)
        if not words:  # a single ★ or dash
            continue
        first, rest = "", words
        if (block.anchor or "top") != anchor:
            anchor = block.anchor or "top"
            first, rest = f'<span id="{escape(anchor)}">{escape(words[0])}</span> ', words[1:]
        text = first + escape(" ".join([*rest, ""]))
        spans.append(f'<span data-pagefind-weight="{block.weight:g}">{text}{WALL}</span>\n')
    return f'<!doctype html><html lang="und"><body data-pagefind-body>{"".join(spans)}</body></html>'


def fragments(target: Path) -> Iterator[tuple[int, str]]:
    """(number of the record, id of its fragment) pairs, so that no browser has to open fragments to find out."""
    for path in target.glob("fragment/*.pf_fragment"):
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        yield int(Path(json.loads(text)["url"]).stem), path.stem.partition("_")[2]


def keep(files: Iterable[tuple[str, bytes]], target: Path) -> str:
    """Write what is needed into ``target``, and say by which name the index calls itself. Its first file gets that name, too: a
    site that is replaced file by file has the first files of both editions, and readers of either go on searching."""
    name = ""
    for path, data in files:
        if path == "pagefind-entry.json":
            entry = json.loads(data)
            name = str(entry["languages"]["und"]["hash"])
            path, data = f"pagefind-entry.{name}.json", json.dumps(entry, sort_keys=True).encode()
        elif not path.startswith(NEEDED) and not path.endswith(".pf_meta"):
            continue
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return name


def _last_pairs(text: str) -> str:
    """For each Han character that begins several pieces, the last of them; as pairs in one string.

    For a single character Pagefind loads the chunk in which that character would be. Pieces that begin with it may
    continue in the next chunk; asking for the last piece first loads that chunk too.
    """
    seconds: dict[str, set[str]] = defaultdict(set)
    for run in re.finditer(f"[{HAN}]+", unicodedata.normalize("NFKC", text)):
        for first, second in pairwise(run[0]):
            seconds[first].add(second)
        seconds[run[0][-1]].add("")
    return "".join(first + max(found) for first, found in sorted(seconds.items()) if len(found) > 1)


def _tokens(text: str) -> list[str]:
    """The words of the index that are not Han; a query may be part of one (vtol)."""
    return sorted({as_searched(match[0]).translate(SHARES) for match in _TOKEN.finditer(text)})
