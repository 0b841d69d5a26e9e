"""Upload: the site into object storage, one object after the other, so that readers never meet a half of it.

Object storage has no exchange of folders: while an upload runs, readers get some files of the old edition and some of the
new one. So the order of the objects is such that after each of them every page has all that it loads and links to:

1. files whose names carry a sum of their content: no page of the old edition asks for them;
2. other paths that the old edition has not: only changed pages will link to them;
3. changed pages and data;
4. ``assets/data/edition.js``, by which scripts ask for data of the new edition;
5. deletions: of paths that went out of use with the edition *before*, since pages of the old one may still be open;
6. ``SHA256SUMS.previous`` and ``SHA256SUMS``, from which the next upload knows what is there.

An upload that was stopped is simply begun again.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from generator.book import addresses
from generator.delivery import checksums
from generator.delivery.checksums import NAME, Difference, difference
from generator.source.problems import Told

PREVIOUS = f"{NAME}.previous"  # what was there before the edition that SHA256SUMS tells of
COMING = f"{NAME}.coming"  # what an upload that was not finished meant to bring

# A sum in the name: a path that is there already has the same content. The last are files of the index of the search.
_BY_CONTENT = re.compile(
    r"\.[0-9a-f]{8,}\.(?:min\.)?(?:js|css)$|^search/(?:index|fragment)/|^search/(?:answers-[0-9a-f]+-\d+\.js$|pagefind(?:-entry)?\.und_)"
)
_TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".json": "application/json", ".jsonl": "application/jsonl",
    ".svg": "image/svg+xml", ".txt": "text/plain", ".csv": "text/csv", ".ics": "text/calendar", ".atom": "application/atom+xml",
    ".xml": "application/xml", ".md": "text/markdown", ".sha256": "text/plain", "": "text/plain",
    ".png": "image/png", ".ico": "image/x-icon", ".woff2": "font/woff2", ".wasm": "application/wasm", ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


_EITHER = "0" * 64  # in COMING, of a path that several stopped uploads meant to bring: no content has this sum


class NotBuilt(Told):
    """There is no whole site to upload."""


class Store(Protocol):
    """A place for objects, by path from the root of the site."""

    def get(self, path: str) -> bytes | None: ...
    def put(self, path: str, data: bytes, kind: str, cache: str) -> None: ...
    def delete(self, path: str) -> None: ...


@dataclass(frozen=True)
class Step:
    act: Literal["put", "delete"]
    path: str


@dataclass(frozen=True)
class Uploaded:
    """``put`` and ``deleted``: numbers of objects. ``since``: how the site differs from what was there."""

    put: int
    deleted: int
    since: Difference


def steps(now: Mapping[str, str], there: Mapping[str, str], previous: Mapping[str, str]) -> Iterator[Step]:
    """What is done to the objects, in order. Each is path -> SHA-256: of the site, of the edition that is there, and of the one
    before that."""
    found = difference(there, now)
    hashed = [path for path in found.new if _BY_CONTENT.search(path)]
    last = [path for path in (*found.new, *found.changed) if path == addresses.EDITION]
    others = [path for path in found.new if path not in {*hashed, *last}]
    changed = [path for path in found.changed if path not in last]
    yield from (Step("put", path) for path in (*hashed, *others, *changed, *last))
    yield from (Step("delete", path) for path in sorted(previous.keys() - there.keys() - now.keys()))


def upload(site: Path, store: Store, say: Callable[[str], None] = lambda step: None) -> Uploaded:
    """Bring ``store`` to the state of the built ``site``. Raises ``NotBuilt``, and what the store raises."""
    if not (site / NAME).is_file():
        raise NotBuilt(f"{site} 里没有完整的网站。请先运行 handbook build 或 handbook release。")
    now = checksums.read((site / NAME).read_text(encoding="utf-8"))
    there, previous, coming = (_known(store, name) for name in (NAME, PREVIOUS, COMING))
    since = difference(there, now)
    if now == there and not coming:
        return Uploaded(0, 0, since)
    # Objects of an upload that was stopped and is not taken up again go out with the next edition.
    leftover = {path: sum_ for path, sum_ in coming.items() if path not in now and path not in there}
    told = {path: sum_ if coming.get(path, sum_) == sum_ else _EITHER for path, sum_ in now.items()}
    _put(store, COMING, checksums.written({**coming, **told}))
    # What it may have replaced is of neither edition for sure.
    sure = {path: sum_ if coming.get(path, sum_) == sum_ else "" for path, sum_ in there.items()}
    put = deleted = 0
    for step in steps(now, sure, {} if now == there else previous):
        if step.act == "put":
            _put(store, step.path, (site / step.path).read_bytes())
            put += 1
            if put % 500 == 0:
                say(f"已上传 {put} 个文件")
        else:
            store.delete(step.path)
            deleted += 1
    _put(store, PREVIOUS, checksums.written({**leftover, **(previous if now == there else there)}))
    _put(store, NAME, (site / NAME).read_bytes())
    store.delete(COMING)
    return Uploaded(put, deleted, since)


def _known(store: Store, name: str) -> dict[str, str]:
    return checksums.read((store.get(name) or b"").decode("utf-8", errors="replace"))


def _put(store: Store, path: str, data: bytes) -> None:
    store.put(path, data, kind_of(path), cache_of(path))


def kind_of(path: str) -> str:
    """The media type of a file, with its encoding where it is text."""
    suffix = Path(path).suffix
    told = _TYPES.get(suffix, "application/octet-stream")
    if suffix in (".previous", ".coming"):
        told = "text/plain"
    if path.startswith("search/") and suffix not in (".js", ".json"):
        told = "application/octet-stream"
    return f"{told}; charset=utf-8" if told.startswith("text/") else told


def cache_of(path: str) -> str:
    """How long browsers may keep a file without asking: for ever where the name carries a sum of the content."""
    return "public, max-age=31536000, immutable" if _BY_CONTENT.search(path) else "no-cache"
