"""The one way through, told once. Only this module knows all stages.

    data/*.yml --load--> records --validate--> records --link--> Handbook --render--> Markdown
               --build--> HTML --bundle--> one zip for readers without a network
"""

from collections.abc import Callable
from pathlib import Path

from generator.build import BuildFailed, build, serve, write_pages
from generator.bundle import bundle
from generator.checksums import write_checksums
from generator.fingerprint import fingerprint
from generator.handbook import Handbook
from generator.link import link
from generator.load import Source, load
from generator.problems import BadData
from generator.publish import Busy, fresh, only_one, publish, recover
from generator.release import release
from generator.render import render
from generator.validate import validate
from generator.verify import Report, verify

WATCHED = ("data", "content", "overrides", "generator/templates", "mkdocs.yml")


def check(root: Path) -> Source:
    """Read and validate the data below ``root``. Raises ``BadData``."""
    source = load(root)
    validate(source)
    return source


def compare(root: Path, folder: Path) -> tuple[Report, dict[str, str]]:
    """Hold the data below ``root`` against the originals in ``folder``. Raises ``BadData``."""
    source = check(root)
    return verify(source, folder), source.texts


def make_site(
    root: Path, output: Path, say: Callable[[str], None] = lambda step: None, originals: Path | None = None
) -> Handbook:
    """Build the whole site and its bundle into ``output``: ``output/site`` and ``output/*.zip``.

    Nothing is written before the model is known to be right, and the last good site stays until the new one is whole.
    ``say`` is told each step in Chinese. With ``originals`` (a folder) clause pages show the official wording. Raises
    ``BadData`` or ``BuildFailed``.
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
    files = render(book, root / "content")
    with only_one(output):
        site = output / "site"
        recover(site)
        write_pages(files, output / "pages")
        say(f"排版 {len(files)} 个页面")
        build(root, output / "pages", fresh(site), book.site)
        fingerprint(fresh(site))
        write_checksums(fresh(site))
        say("打包离线版")
        bundle(fresh(site), output, book.site)
        publish(fresh(site), site)
    return book


def make_release(root: Path, output: Path, say: Callable[[str], None] = lambda step: None) -> tuple[Path, int]:
    """Build the site and make of it ``output/release``, for a web server. Raises what ``make_site`` raises."""
    make_site(root, output, say)
    say("压缩成 gzip 和 brotli")
    return release(output)


def preview(root: Path, output: Path, port: int, say: Callable[[str], None], warn: Callable[[str], None]) -> None:
    """Build, serve on this machine and build again on each change. Bad data is told by ``warn``; the last site stays."""

    def rebuild() -> None:
        try:
            make_site(root, output, say)
        except (BadData, BuildFailed, Busy) as error:
            warn(str(error))

    make_site(root, output, say)
    serve(output / "site", rebuild, [root / name for name in WATCHED], ("127.0.0.1", port))
