"""Outside links: every outside address in the handbook is listed in ``data/links.yml``, with the day a person checked
it.

An address may be in the data, on a handwritten page or in a template. Each one is listed, and each listed one is used.
``visits`` opens them, since that needs a network.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from generator.records import Record
from generator.source.load import Source
from generator.source.problems import BadData, Place, Problem
from generator.source.rules.walks import all_records

FILE = "data/links.yml"
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
# In pages and templates: attributes, Markdown links, addresses in angle brackets. Addresses that a template composes
# (``{``) come from the data, where they are found as well.
_WRITTEN = re.compile(r"(?:\b(?:href|src|action)\s*=\s*[\"']?|\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?|<)(https?://[^\s<>\"'){]+)(?!\{)", re.MULTILINE)  # fmt: skip


def check(source: Source, root: Path, templates: Path) -> None:
    """Every outside address is listed, and every listed one is used. Raises ``BadData``.

    For the present data only: older states may have no list.
    """
    written = dict(_texts(root, templates))
    problems = [*_listed_once(source), *_days_make_sense(source), *_listed_and_used(source, written)]
    if problems:
        raise BadData(problems, {**written, **source.texts})


def _listed_and_used(source: Source, written: dict[str, str]) -> Iterator[Problem]:
    listed = {link.url for _, link in source.links}
    used: set[str] = set()
    for place, url in [*in_data(source), *in_texts(written)]:
        used.add(url)
        if url not in listed:
            yield Problem(place, f"外部链接没有登记：{url}", _near(url, listed) or f"请在 {FILE} 里加一条：网址（url）、用途（what）；打开看过的，写上日期（checked）。")  # fmt: skip
    for place, link in source.links:
        if link.url not in used:
            yield Problem(place / "url", f"没有一处用到这个链接：{link.url}", _near(link.url, used - listed) or "不再使用的链接，请把这一条删去。")  # fmt: skip


def _near(url: str, others: Iterable[str]) -> str | None:
    """A hint with a nearly identical address. Addresses of one site are all similar, so the threshold is high."""
    near = get_close_matches(url, list(others), n=1, cutoff=0.95)
    return f"是不是想写 {near[0]}？" if near else None


def _listed_once(source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, link in source.links:
        if link.url in seen:
            yield Problem(place / "url", f"这个链接登记了两次：{link.url}", "请合并两条。")
        seen.add(link.url)


def _days_make_sense(source: Source) -> Iterator[Problem]:
    """A day of checking is not later than the data's own day."""
    for place, link in source.links:
        if link.checked and source.site and link.checked > source.site.as_of:
            yield Problem(place / "checked", f"核对日（{link.checked}）晚于数据日期（{source.site.as_of}）", "请核对日期；数据改过的，把 data/site.yml 里的 as_of 一并更新。")  # fmt: skip
        if link.checked and link.checked.year < 1990:
            yield Problem(place / "checked", f"年份 {link.checked.year} 不像是对的", "日期写作 年-月-日，如 2026-01-13。")  # fmt: skip
        if link.seen and not link.checked:
            yield Problem(place / "seen", "写了看到什么（seen），没有写是哪一天看的（checked）", "两样一起写；不知道日期的，写在 note。")  # fmt: skip


# --- where addresses stand --------------------------------------------------------------------------------------------


def in_data(source: Source) -> Iterator[tuple[Place, str]]:
    """Every value of a record that is an outside address, in any field.

    ``live_url`` is the handbook's own address and does not count; a form for reporting mistakes does.
    """
    for place, record in all_records(source):
        yield from ((Place(place.file, path), url) for path, url in _addresses(place.path, record))
    if source.site and source.site.report_url and source.site.report_url.startswith("http"):
        yield Place("data/site.yml", ("report_url",)), source.site.report_url


def _addresses(path: tuple[str | int, ...], value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        if value.startswith("http") and _ADDRESS.fullmatch(value):
            yield path, value
    elif isinstance(value, Record):
        for name, inner in value:
            yield from _addresses((*path, name), inner)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _addresses((*path, index), inner)


def in_texts(texts: dict[str, str]) -> Iterator[tuple[Place, str]]:
    """Every outside link in handwritten pages and templates, with line and column."""
    for name, text in texts.items():
        for match in _WRITTEN.finditer(text):
            before = text[: match.start(1)]
            yield Place(name, mark=(before.count("\n") + 1, match.start(1) - before.rfind("\n"))), match[1]


def _texts(root: Path, templates: Path) -> Iterator[tuple[str, str]]:
    """Handwritten pages, the theme's templates and our own, without those of blank records."""
    for folder, names in ((root / "content", "*.md"), (root / "overrides", "**/*.html"), (templates, "**/*.jinja")):
        for path in sorted(folder.glob(names)):
            name = path.relative_to(root if path.is_relative_to(root) else templates.parents[2]).as_posix()
            yield name, path.read_bytes().decode("utf-8", "replace")
