"""The one way through, told once. Only this module knows all stages.

data/*.yml --load--> records --validate--> records --link--> Handbook --render--> Markdown
           --build--> HTML --index--> site with search --bundle--> one zip for readers without a network
"""

from collections.abc import Callable
from pathlib import Path

from generator import changes, ledger, links, paper
from generator.build import BuildFailed, build, serve, write_pages
from generator.bundle import bundle
from generator.checksums import write_checksums
from generator.edition import edition
from generator.export import handbook_data
from generator.fingerprint import fingerprint
from generator.handbook import Handbook
from generator.index import IndexFailed, index
from generator.link import link
from generator.load import Source, load
from generator.models import Change, Link, Site
from generator.problems import BadData, Place
from generator.publish import Busy, fresh, only_one, publish, recover
from generator.release import release
from generator.render import render
from generator.validate import validate
from generator.verify import Report, verify
from generator.visit import Finding, visit

WATCHED = ("data", "content", "overrides", "generator/templates", "mkdocs.yml")


def check(root: Path) -> Source:
    """Read and validate the data below ``root``; no address that was ever published may be lost, and every address
    outside is listed. Raises ``BadData``."""
    source = load(root)
    validate(source)
    links.check(source, root)
    ledger.check(source)
    return source


def hold_against(root: Path, folder: Path) -> tuple[Report, dict[str, str]]:
    """Hold the data below ``root`` against the originals in ``folder``. Raises ``BadData``."""
    source = check(root)
    return verify(source, folder), source.texts


def visit_links(
    root: Path, timeout: float, say: Callable[[str], None] = lambda step: None
) -> tuple[list[tuple[Place, Link, Finding]], dict[str, str]]:
    """Visit every listed address outside: what was found at each, and the texts for quoting. Writes nothing."""
    source = check(root)
    found = visit([link for _, link in source.links], timeout, say)
    return [(place, link, finding) for (place, link), finding in zip(source.links, found, strict=True)], source.texts


def make_site(
    root: Path, output: Path, say: Callable[[str], None] = lambda step: None, originals: Path | None = None
) -> Handbook:
    """Build the whole site and its bundle into ``output``: ``output/site`` and ``output/*.zip``.

    Nothing is written before the model is known to be right, and the last good site stays until the new one is whole.
    ``say`` is told each step in Chinese. With ``originals`` (a folder) clause pages show the official wording. Raises
    ``BadData``, ``BuildFailed``, ``IndexFailed`` or ``Busy``.
    """
    say("读取并检查数据")
    source = check(root)
    say("联结条款、支持、部门和术语")
    book = link(source)
    if originals:
        say("与原文核对")
        wording = verify(source, originals).wording
        for clause in book.clauses:
            clause.official = wording.get(clause.id, [])
    say("生成页面")
    files = render(book, root / "content", ledger.check(source))
    with only_one(output):
        site = output / "site"
        recover(site)
        write_pages(files, output / "pages")
        say(f"排版 {len(files)} 个页面")
        build(root, output / "pages", fresh(site), book.site)
        fingerprint(fresh(site), book.site.live_url)
        say("编制搜索索引")
        index(book, fresh(site))
        edition(fresh(site), book.site)
        say("打包离线版")
        bundle(fresh(site), output, book.site)
        write_checksums(fresh(site))
        publish(fresh(site), site)
    return book


def make_release(root: Path, output: Path, say: Callable[[str], None] = lambda step: None) -> tuple[Path, int, Site]:
    """Build the site and make of it ``output/release``, for a web server: its folder, how many files were compressed,
    and what the site says of itself. Raises what ``make_site`` raises."""
    book = make_site(root, output, say)
    say("压缩成 gzip 和 brotli")
    return *release(output), book.site


def make_paper(root: Path, output: Path, say: Callable[[str], None] = lambda step: None) -> list[Path]:
    """PDF files of each document and of the whole handbook, from a fresh build, into ``output/pdf``."""
    paper.browser()
    book = make_site(root, output, say)
    return paper.print_all(book, output / "site", output / "pdf", say)


def preview(root: Path, output: Path, port: int, say: Callable[[str], None], tell: Callable[[str], None]) -> None:
    """Build, serve on this machine and build again on each change. Bad data is told by ``tell``; the last site stays."""

    def rebuild() -> None:
        try:
            make_site(root, output, say)
        except (BadData, BuildFailed, Busy, IndexFailed) as error:
            tell(str(error))

    make_site(root, output, say)
    tell(f"预览地址：http://127.0.0.1:{port}/ （按 Ctrl+C 结束）")
    serve(output / "site", rebuild, [root / name for name in WATCHED], ("127.0.0.1", port))


def enter(root: Path) -> tuple[list[str], bool]:
    """Enter new addresses into the ledger, and begin the log of changes where there is none.

    Returns the addresses entered, and whether the log was begun. Raises ``Unwritten`` where this version has no entry
    in the log yet: what changed is told by ``compare``.
    """
    source = check(root)
    assert source.site is not None
    version = source.site.version
    if source.editions and version not in {entry.version for _, entry in source.editions}:
        raise ledger.Unwritten(
            f"更新记录里还没有 {version} 版。请先运行 handbook changes 上一版的提交 . --record，再发布。"
        )
    fresh = ledger.publish(root, source)
    if not source.editions:
        changes.record(root, changes.first_edition(handbook_data(link(source))))
    return fresh, not source.editions


def retire(root: Path, address: str, to: str | None, reason: str) -> list[str]:
    """Enter into the ledger what became of an address. The data need not be whole for this, but readable."""
    source = load(root)
    if source.problems:
        raise BadData(source.problems, source.texts)
    return ledger.retire(root, source, address, to, reason)


def compare(root: Path, old: str, new: str, record: bool, title: str | None = None) -> list[Change]:
    """What the state ``new`` says differently from ``old``; with ``record`` it becomes an entry of the log, under ``title``."""

    def read(folder: Path) -> changes.Model:
        source = load(folder)
        validate(source)
        return handbook_data(link(source))

    after = changes.state(root, new, read)
    found = changes.compare(changes.state(root, old, read), after)
    if record:
        fresh_one = changes.next_edition(after, found, title)
        if fresh_one.id in {entry.id for _, entry in load(root).editions}:
            raise ledger.Unwritten(f"更新记录里已有 {fresh_one.version} 版（{fresh_one.date}）。新的一版要在 data/site.yml 里改 version 和 as_of。")  # fmt: skip
        changes.record(root, fresh_one)
    return found
