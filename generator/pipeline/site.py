"""Site: from the data to everything delivered: the site with its bundle, the server release, PDF files."""

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.book import addresses
from generator.book.handbook import Handbook
from generator.book.imprint import Imprint, imprints
from generator.book.kinds import Kind
from generator.book.link import link
from generator.book.registry import KINDS
from generator.delivery import pdf
from generator.delivery.bundle import bundle, offer_again
from generator.delivery.checksums import write_checksums
from generator.delivery.compression import Released, release
from generator.delivery.editions import carry_over, edition
from generator.delivery.fingerprints import Names
from generator.delivery.swap import edition_of, fresh, kept, only_one, publish, recover, roll_back
from generator.engine.build import build, write_pages
from generator.exports import files as exports
from generator.history import ledger, page_editions
from generator.pages.render import drawing
from generator.pages.render import source as page_source
from generator.pipeline.check import check
from generator.records import Site
from generator.records.kinds import OF_THE_HOUSE
from generator.search.indexing import index
from generator.source.problems import Told


def make_site(
    root: Path,
    output: Path,
    say: Callable[[str], None] = lambda step: None,
    originals: Path | None = None,
    kinds: Sequence[Kind] = KINDS,
    whole: bool = True,
) -> Handbook:
    """Build the whole site and its bundle: ``output/site`` and ``output/*.zip``.

    Nothing is written before the model is valid, and the last good site stays until the new one is complete. ``say``
    gets each step in Chinese. With ``originals`` (a folder; else the one that ``data/site.yml`` names) clause pages show the
    official wording beside their own. ``kinds``: those of the registry, and any added ones. ``whole``: without, the index of
    the search and the offline copy are those of the last site, if there is one; all else is the same, byte for byte. Raises
    ``BadData``, ``BuildFailed``, ``IndexFailed`` or ``Busy``.
    """
    say("读取并检查数据")
    source = check(root, [*(kind.data for kind in kinds), *OF_THE_HOUSE])
    say("联结条款、支持、部门和术语")
    book = link(source, kinds)
    if originals is None and book.site.originals:
        originals = root / book.site.originals
        if not originals.is_dir():
            raise Told(f"data/site.yml 写了 originals: {book.site.originals}，这里没有这个文件夹。")
    if originals:
        from generator.audit.verify import verify  # readers of PDF and Word, which no other build needs

        say("与原文核对")
        wording = verify(source, originals).wording
        for clause in book.clauses:
            if both := wording.get(clause.id):
                clause.official, clause.plain = both.official, both.plain
    gc.freeze()  # what was loaded stays: no need to look through it for garbage
    gc.enable()
    say("生成页面")
    retired = ledger.check(source)
    kept = page_editions.check(source)
    editions: dict[str, Imprint] = {}

    def files() -> Iterator[tuple[str, str | bytes]]:
        """Pages are drawn as they are written: together they would be the largest thing in memory."""
        for url, text in drawing(book, root / "content", retired):
            editions.update(imprints({url: text}, book.site, kept))
            yield page_source(url, text, editions[url])
        yield from exports.files(book, retired).items()

    with only_one(output):
        site = output / "site"
        recover(site)
        number = write_pages(files(), output / "pages")
        say(f"排版 {number} 个页面")
        names = Names(fresh(site), book.site.live_url)
        build(
            root,
            output / "pages",
            fresh(site),
            book.site,
            {url: edition.iso for url, edition in editions.items()},
            {addresses.INDUSTRIES: book.words.names.group},
            finish=names.linked,
        )
        names.finish()
        if whole or not site.is_dir():
            say("编制搜索索引")
            index(book, fresh(site))
            edition(fresh(site), book.site)
            say("打包离线版")
            bundle(fresh(site), output, book.site)
        else:
            carry_over(site, fresh(site), (addresses.SEARCH, addresses.FOLDING))
            edition(fresh(site), book.site)
            offer_again(fresh(site), site)
        write_checksums(fresh(site))
        publish(fresh(site), site)
    return book


def make_release(
    root: Path, output: Path, say: Callable[[str], None] = lambda step: None, published: Path | None = None
) -> tuple[Released, Site]:
    """Build the site and ``output/release`` for a web server. Returns what was released and the settings of the site.
    ``published``: the ``SHA256SUMS`` of the edition that readers have. Raises what ``make_site`` and ``release`` raise."""
    book = make_site(root, output, say)
    say("压缩成 gzip 和 brotli")
    return release(output, published=published, live_url=book.site.live_url), book.site


def make_paper(root: Path, output: Path, say: Callable[[str], None] = lambda step: None) -> list[Path]:
    """Build the site and print PDFs of each document and of the whole into ``output/pdf``. Raises ``PaperFailed``
    and what ``make_site`` raises."""
    pdf.browser()
    book = make_site(root, output, say)
    return pdf.print_all(book, output / "site", output / "pdf", say)


def put_back(output: Path) -> tuple[str, str, bool]:
    """Put the last site of another edition back, and its release where one was made. Returns the edition that is back, the
    one that it took the place of, and whether ``output/release`` is of the former, too. Raises ``NothingKept``, ``Busy``."""
    with only_one(output):
        back, gone = roll_back(output / "site")
        release_ = output / "release"
        if edition_of(release_) not in (None, back) and edition_of(kept(release_)) == back:
            roll_back(release_)
        return back, gone, edition_of(release_) == back
