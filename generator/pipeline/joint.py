"""Joint: one site of finished handbooks, with a search, a finder and a comparison over all of them."""

import shutil
from collections.abc import Callable
from pathlib import Path

from generator.book import addresses
from generator.delivery.bundle import bundle
from generator.delivery.checksums import write_checksums
from generator.delivery.editions import edition
from generator.delivery.fingerprints import fingerprint
from generator.delivery.swap import fresh, only_one, publish, recover
from generator.engine.build import build, write_pages
from generator.joining.finished import Finished, about, together
from generator.joining.pages import COMPARE, DATA, data, drawn, listing
from generator.search.joined import index
from generator.source.defaults import DEFAULTS


def join(
    folders: list[Path], output: Path, title: str | None = None, say: Callable[[str], None] = lambda step: None
) -> list[Finished]:
    """Join the finished handbooks of ``folders`` into ``output/site`` and one offline ``output/*.zip``.

    Each handbook lies unchanged below a folder of its own. Nothing is written before all are known to be whole, and the
    last good site stays until the new one is. Raises ``CannotJoin``, ``BuildFailed``, ``IndexFailed`` or ``Busy``.
    """
    say("读取各本手册")
    handbooks = together(folders)
    site_of_all = about(handbooks, title)
    pages = listing(handbooks, site_of_all)
    menu = [
        {"首页": "index.md"}, {"找支持": "supports/index.md"}, {"对比": COMPARE.replace(".html", ".md")},
        *({one.city: one.url(addresses.HOME)} for one in handbooks),
    ]  # fmt: skip
    with only_one(output):
        site = output / "site"
        recover(site)
        write_pages(drawn(pages, handbooks, site_of_all), output / "pages")
        say(f"排版 {len(pages)} 个页面")
        days = {page.url: site_of_all.as_of.isoformat() for page in pages}
        build(DEFAULTS, output / "pages", fresh(site), site_of_all, days, {}, menu=menu)
        fingerprint(fresh(site))
        (fresh(site) / DATA).parent.mkdir(parents=True, exist_ok=True)
        (fresh(site) / DATA).write_text(data(handbooks, site_of_all), encoding="utf-8")
        say("编制合在一起的搜索索引")
        own = [(page.url, page.title) for page in pages if page.url not in (addresses.HOME, addresses.OFFLINE)]
        index(handbooks, own, site_of_all.title, fresh(site))
        edition(fresh(site), site_of_all)
        say("打包离线版")
        inside = {one.url(path): content for one in handbooks for path, content in one.offline().items()}
        bundle(fresh(site), output, site_of_all, inside)
        for one in handbooks:
            shutil.copytree(one.site, fresh(site) / one.key)
        write_checksums(fresh(site))
        publish(fresh(site), site)
    return handbooks
