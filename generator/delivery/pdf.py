"""PDF files of each document and of the whole handbook, printed by an installed Chromium.

Built pages are joined into one page per file, so that links between them become links inside the PDF and headings its
outline. A link that leads out keeps its absolute address only where ``live_url`` is set; otherwise it becomes plain
text, since a path of the printing machine is useless.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from lxml import html

from generator.book import addresses
from generator.book.handbook import Document, Handbook
from generator.book.validity import day_words
from generator.source.problems import Told

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
LEFT_OUT = "cite anchor contents locate retired paper-head pager crumbs screen-only doors clause__own".split()
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class PaperFailed(Told):
    """No PDF could be made; the message says what to do."""


def browser() -> str:
    """The Chromium to print with: ``HANDBOOK_CHROMIUM``, else the first one installed."""
    named = os.environ.get("HANDBOOK_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        raise PaperFailed("没有找到 Chromium 或 Chrome。请安装 chromium（Debian：apt-get install chromium），或用环境变量 HANDBOOK_CHROMIUM 指明它的位置。")  # fmt: skip
    return found


def print_all(book: Handbook, site: Path, folder: Path, say: Callable[[str], None]) -> list[Path]:
    """Print one PDF for each document and one of the whole into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    program, made = browser(), []
    for document in book.documents:
        say(f"打印《{document.data.short_title}》")
        sheets = _Sheets(book, site, document.title, [("", [document.url])])
        made.append(_print(program, sheets.text(), folder / f"{document.id}.pdf"))
    say("打印整部手册")
    made.append(
        _print(program, _Sheets(book, site, book.site.title, _whole(book)).text(cover=True), folder / "handbook.pdf")
    )
    return made


def _whole(book: Handbook) -> list[tuple[str, list[str]]]:
    return [
        ("文件", [document.url for document in book.documents]),
        ("支持事项", [addresses.SUPPORTS, *(support.url for support in book.supports), addresses.PROMISES, addresses.BESIDES, addresses.DIRECTIONS]),
        (book.words.names.group, [url for industry in book.industries for url in (industry.url, *(s.url for s in industry.subfields))]),
        ("部门", [department.url for department in book.departments]),
        ("目标、日期、公开清单", [addresses.GOALS, addresses.DATES, addresses.LISTS]),
        ("术语", [addresses.TERMS]),
        ("关于本手册", [addresses.GUIDE, addresses.ABOUT, addresses.UPDATES]),
    ]  # fmt: skip


class _Sheets:
    """The joined pages of one file. ``groups``: (heading, addresses); an empty heading makes no group."""

    def __init__(self, book: Handbook, site: Path, title: str, groups: Iterable[tuple[str, list[str]]]) -> None:
        self.book, self.site, self.title = book, site, title
        self.groups = [(name, [url for url in urls if (site / url).is_file()]) for name, urls in groups]
        self.number = {url: f"s{n}" for n, url in enumerate(url for _, urls in self.groups for url in urls)}
        # A clause is contained in the whole text of its document: links to its page lead there.
        self.inside = {clause.url: (clause.document, clause.data.id) for clause in book.clauses}

    def text(self, cover: bool = False) -> str:
        parts = [self._cover()] if cover else []
        for name, urls in self.groups:
            if name and urls:
                parts.append(f'<article class="md-typeset folio folio--group"><h1>{escape(name)}</h1></article>')
            parts += [self._sheet(url, lower=bool(name)) for url in urls]
        links = "".join(f'<link rel="stylesheet" href="{escape(path.resolve().as_uri())}">' for path in self._styles())
        return (
            f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{escape(self.title)}</title>{links}</head>'
            f'<body data-md-color-scheme="default" class="paper">{"".join(parts)}</body></html>'
        )

    def _styles(self) -> list[Path]:
        """The style sheets of the pages; only the built pages know their hashed names."""
        seen: dict[Path, None] = {}
        for url in self.number:
            links = html.parse(str(self.site / url)).getroot().iterfind('.//link[@rel="stylesheet"]')
            named = [href for link in links if (href := link.get("href"))]
            seen.update(dict.fromkeys((self.site / dirname(url) / href).resolve() for href in named))
        # Sheets of some pages only come first, so that the print sheet has the last word.
        return sorted(seen, key=lambda path: (path.name.startswith("print."), list(seen).index(path)))

    def _cover(self) -> str:
        site = self.book.site
        address = f"<p>{escape(site.live_url)}</p>" if site.live_url else ""
        return (
            f'<article class="md-typeset folio folio--cover"><h1>{escape(site.title)}</h1><p>{escape(site.subtitle)}</p>'
            f"{self._notice()}<p>{escape(site.version)} 版，{day_words(site.as_of)}</p>{address}"
            "<p>本手册不是官方文本，政策内容以发布机关公布的原文为准。</p></article>"
        )

    def _notice(self) -> str:
        """The notice of the handbook, which on the pages stands outside the part that is printed here."""
        notice = self.book.site.notice
        return f'<p class="notice site-notice">{escape(notice)}</p>' if notice else ""

    def _sheet(self, url: str, lower: bool) -> str:
        tree = html.parse(str(self.site / url), html.HTMLParser(encoding="utf-8")).getroot()
        article = tree.get_element_by_id("main")
        number = self.number[url]
        for element in list(article.iter("script", "noscript", "form", "button")):
            element.drop_tree()
        for name in LEFT_OUT:
            for element in article.find_class(name):
                element.drop_tree()
        if url not in {document.url for document in self.book.documents}:
            for element in article.find_class("paper-foot"):
                element.drop_tree()
        for element in article.iter():
            if not isinstance(element.tag, str):
                continue
            if element.get("id"):
                element.set("id", f"{number}-{element.get('id')}")
            if lower and element.tag in HEADINGS:
                element.tag = HEADINGS[min(HEADINGS.index(element.tag) + 1, 5)]
        for link in list(article.iter("a")):
            if (href := link.get("href")) is not None:
                self._lead(link, href, url)
        article.set("id", number)
        if notice := self._notice():
            article.insert(0, html.fromstring(notice))
        own_page = url in {document.url for document in self.book.documents} or url.endswith("/index.html")
        article.set("class", f"{article.get('class')} folio{'' if own_page else ' folio--flow'}")
        document = next((document for document in self.book.documents if document.url == url), None)
        if document:
            (body,) = article.find_class("book")
            body.addprevious(html.fromstring(self._contents(document, number)))
        return html.tostring(article, encoding="unicode")

    def _contents(self, document: Document, number: str) -> str:
        entries = "".join(
            f'<li class="depth-{clause.depth}"><a href="#{number}-{clause.data.id}">{escape(clause.title)}</a></li>'
            for clause in document.clauses
            if clause.data.kind != "item"
        )
        return f'<ul class="paper-contents" aria-label="目录">{entries}</ul>'

    def _lead(self, link: html.HtmlElement, href: str, page: str) -> None:
        if urlsplit(href).scheme:
            return
        path, _, fragment = href.partition("#")
        if not re.fullmatch(r"[\w-]*", fragment):
            fragment = ""  # the state of a table, not a place
        target = normpath(join(dirname(page), path)) if path else page
        document, local = self.inside.get(target, (None, None))
        if target in self.number:
            link.set("href", f"#{self.number[target]}" + (f"-{fragment}" if fragment else ""))
        elif isinstance(document, Document) and document.url in self.number:
            link.set("href", f"#{self.number[document.url]}-{local}")
        elif self.book.site.live_url:
            link.set("href", addresses.permanent(self.book.site, target + (f"#{fragment}" if fragment else "")))
        else:
            link.tag = "span"  # keeps its place in the layout
            link.attrib.pop("href")


def _print(program: str, text: str, target: Path) -> Path:
    with tempfile.TemporaryDirectory() as scratch:
        page, fresh = Path(scratch) / "paper.html", Path(scratch) / "paper.pdf"
        page.write_text(text, encoding="utf-8")
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            "--generate-pdf-document-outline", f"--user-data-dir={scratch}/profile", f"--print-to-pdf={fresh}",
            "--virtual-time-budget=20000", page.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to run as root with its sandbox
        try:
            done = subprocess.run(command, capture_output=True, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PaperFailed(f"浏览器 {program} 没有完成打印：{error}") from error
        if not fresh.is_file():
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise PaperFailed(f"浏览器 {program} 没有生成 {target.name}。{' '.join(told)}")
        from generator.delivery.pdf_outline import mend_outline  # slow to import, and only needed here

        mend_outline(fresh, target)
    return target
