"""What the site tells programs: sitemap, robots, absolute addresses, descriptions, government tags.

The sample is built three times: without an address, with one, and as a government website.
"""

import shutil
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from lxml import etree, html

from generator.book.link import link
from generator.pages.render import render
from generator.pipeline.check import check
from generator.pipeline.editions import enter
from generator.pipeline.site import make_site

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LIVE = "https://example.gov.cn/handbook/"
OPERATOR = 'operator: {name: 样本市科学技术局, government: true, site_id_code: "5000000001"}\n'
SITES = {"nowhere": "", "live": f"live_url: {LIVE}\n", "government": f"live_url: {LIVE}\n{OPERATOR}"}
GONE = "supports/s-gone.html"  # published once, then retired
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module", params=SITES)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Which of the sites, and its folder."""
    root = tmp_path_factory.mktemp(request.param)
    for name in ("overrides", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(HERE / "sample/data", root / "data")
    shutil.copytree(HERE / "sample/content", root / "content")
    about = root / "data/site.yml"
    about.write_text(about.read_text(encoding="utf-8") + SITES[request.param], encoding="utf-8")
    enter(root)
    with (root / "data/ledger.csv").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{GONE},2026-01-01,gone,2026-01-31,撤销\n")
    make_site(root, root / "build")
    return request.param, root / "build/site"


def pages(site: Path) -> dict[str, html.HtmlElement]:
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return {name: html.fromstring(path.read_bytes().decode("utf-8")) for name, path in found.items()}


def metas(tree: html.HtmlElement) -> list[tuple[str, str]]:
    return [(name, meta.get("content", "")) for meta in tree.iter("meta") if (name := meta.get("name"))]


def test_map_and_robots_stand_where_the_address_is_known(built: tuple[str, Path]) -> None:
    which, site = built
    if which == "nowhere":
        assert not list(site.glob("sitemap*")) and not (site / "robots.txt").exists()
        return
    urls = {
        url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in etree.parse(site / "sitemap.xml").getroot()
    }
    assert set(urls) == {LIVE + name for name in pages(site) if name not in ("404.html", GONE)}
    assert set(urls.values()) == {"2026-01-31"}, "the day of the data, not of the build"
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "User-agent: *" and f"Sitemap: {LIVE}sitemap.xml" in lines
    assert not (site / "sitemap.xml.gz").exists()


def test_the_offline_copy_says_nothing_to_search_engines(built: tuple[str, Path]) -> None:
    _, site = built
    with ZipFile(next(site.parent.glob("*.zip"))) as bundle:
        names = {name.partition("/")[2] for name in bundle.namelist()}
    assert "index.html" in names and not names & {"sitemap.xml", "sitemap.xml.gz", "robots.txt"}


def test_every_page_names_its_whole_address_or_none_does(built: tuple[str, Path]) -> None:
    which, site = built
    for name, tree in pages(site).items():
        given = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
        assert given == ([] if which == "nowhere" or name == "404.html" else [LIVE + name]), name


def test_every_page_describes_itself(built: tuple[str, Path]) -> None:
    _, site = built
    for name, tree in pages(site).items():
        said = [value for key, value in metas(tree) if key.lower() == "description"]
        assert len(said) == 1 and len(said[0]) >= 4, name


def test_feeds_are_offered_where_they_are(built: tuple[str, Path]) -> None:
    _, site = built
    assert (site / "updates.atom").is_file() and (site / "updates.json").is_file()
    for name, tree in pages(site).items():
        kinds = [link.get("type") for link in tree.iter("link") if link.get("rel") == "alternate"]
        assert kinds == ([] if name == "404.html" else ["application/atom+xml", "application/feed+json"]), name


def test_a_handbook_without_editions_offers_no_feed() -> None:
    source = check(HERE / "sample")
    assert not source.editions
    for name, text in render(link(source), HERE / "sample/content").items():
        assert "feed" not in text.partition("\n---\n")[0], name


def test_tags_of_government_sites_stand_where_the_operator_is_one(built: tuple[str, Path]) -> None:
    which, site = built
    found = {name: dict(metas(tree)) for name, tree in pages(site).items()}
    if which != "government":
        assert not any("SiteName" in tags for tags in found.values())
        return
    for name, tags in found.items():
        assert (tags["SiteName"], tags["SiteDomain"], tags["SiteIDCode"]) == (
            "样本市政策手册", urlsplit(LIVE).hostname, "5000000001",
        ), name  # fmt: skip
    assert not [name for name in ("index.html", "404.html", GONE) if "ColumnName" in found[name]]
    assert found["documents/index.html"]["ColumnName"] == "文件" and "ArticleTitle" not in found["documents/index.html"]
    article = next(
        tags for name, tags in found.items() if name.startswith("documents/") and not name.endswith("index.html")
    )
    assert article["ColumnName"] == "文件" and article["ColumnType"] == "政策解读"
    assert article["ArticleTitle"] in article["Keywords"] and article["Url"].startswith(f"{LIVE}documents/")
    assert (article["PubDate"], article["ContentSource"], article["Author"]) == (
        "2026-01-31", "样本市科学技术局", "样本市科学技术局",
    )  # fmt: skip
