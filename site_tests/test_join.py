"""Several handbooks as one site: the real handbook and that of the invented city, joined by the command's own function.

What each city says must be what its own handbook.json says; the joined site adds the city, and decides nothing.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from lxml import html
from ruamel.yaml import YAML

from browsers import Page, Server, serve
from finding import opened
from generator.book import words
from generator.joining.finished import CannotJoin, together
from generator.joining.matters import matters
from generator.pipeline.joint import join
from searching import ask, open_search

CASES = YAML(typ="safe").load((Path(__file__).parent / "cases/joined.yml").read_text(encoding="utf-8"))
REAL, INVENTED = "chongqing-future-industries-handbook", "shilishi-handbook"


@pytest.fixture(scope="module")
def folders(site: Path, city: Path) -> dict[str, Path]:
    return {REAL: site, INVENTED: city / "build/site"}


@pytest.fixture(scope="module")
def models(folders: dict[str, Path]) -> dict[str, Any]:
    return {key: json.loads((path / "data/handbook.json").read_text(encoding="utf-8")) for key, path in folders.items()}


@pytest.fixture(scope="module")
def joined(folders: dict[str, Path], city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with ``site`` and the zip. The second handbook is given by its own folder, as a keeper would."""
    output = tmp_path_factory.mktemp("joined")
    join([folders[REAL], city], output)
    return output


@pytest.fixture(scope="module")
def unpacked_joined(joined: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle") / "合 在一起"
    with ZipFile(next(joined.glob("*.zip"))) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def web(joined: Path) -> Iterator[Server]:
    with serve(joined / "site") as running:
        yield running


@pytest.fixture(params=["web", "folder"])
def place(request: pytest.FixtureRequest) -> str:
    """The joined site on the web, and the offline copy in a folder."""
    if request.param == "web":
        return str(request.getfixturevalue("web").url)
    return str(request.getfixturevalue("unpacked_joined").as_uri()) + "/"


def page_of(path: Path) -> html.HtmlElement:
    return html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()


# --- files ------------------------------------------------------------------------------------------------------------


def test_every_handbook_lies_unchanged_below_its_folder(joined: Path, folders: dict[str, Path]) -> None:
    for key, own in folders.items():
        before = {path.relative_to(own): path.read_bytes() for path in own.rglob("*") if path.is_file()}
        inside = joined / "site" / key
        assert {path.relative_to(inside): path.read_bytes() for path in inside.rglob("*") if path.is_file()} == before


def test_the_offline_copy_holds_the_offline_copy_of_each(unpacked_joined: Path, folders: dict[str, Path]) -> None:
    for key, own in folders.items():
        with ZipFile(next((own / "download").glob("*.zip"))) as archive:
            for name in archive.namelist():
                inner = name.partition("/")[2]
                if inner != "先读我.txt":
                    assert (unpacked_joined / key / inner).read_bytes() == archive.read(name), inner


def test_links_of_the_joined_pages_lead_somewhere(joined: Path) -> None:
    root = joined / "site"
    own = [path for path in root.rglob("*.html") if path.relative_to(root).parts[0] not in (REAL, INVENTED)]
    assert len(own) > 10
    ids: dict[Path, set[str]] = {}
    for path in own:
        if path.name == "404.html":
            continue
        for href in page_of(path).xpath("//a/@href | //link/@href | //script/@src"):
            if href.startswith(("#", "http", "mailto:")):
                continue
            target, _, fragment = href.partition("#")
            there = (path.parent / target.partition("?")[0]).resolve()
            assert there.is_file(), (path.name, href)
            if fragment and "=" not in fragment and there.suffix == ".html":
                if there not in ids:
                    ids[there] = set(page_of(there).xpath("//@id"))
                assert fragment in ids[there], (path.name, href)


# --- without JavaScript -------------------------------------------------------------------------------------------------


def test_the_start_page_tells_each_city_with_its_own_edition(joined: Path, models: dict[str, Any]) -> None:
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page_of(joined / "site/index.html").xpath("//tbody/tr")]  # fmt: skip
    for (city, title, version, _, documents, supports), model in zip(rows, models.values(), strict=True):
        assert (city, version) == (model["city"], model["version"]) and title.startswith(model["title"])
        assert (documents, supports) == (str(len(model["documents"])), str(len(model["supports"])))


def test_the_finder_has_every_support_with_its_city_and_the_amount_as_its_handbook_says(
    joined: Path, models: dict[str, Any]
) -> None:
    rows = {row.get("id"): row for row in page_of(joined / "site/supports/index.html").xpath("//tbody/tr")}
    assert list(rows) and set(rows) == {f"{key}.{s['id']}" for key, m in models.items() for s in m["supports"]}
    for key, model in models.items():
        for support in model["supports"]:
            cells = {c.get("data-label"): " ".join(c.text_content().split()) for c in rows[f"{key}.{support['id']}"]}
            assert cells["城市"] == model["city"]
            if support["amount"]["wan"] is not None:
                assert support["amount"]["kind_word"] in cells["金额"], (support["id"], cells["金额"])
                assert f"{support['amount']['wan']} 万元" in cells["金额"]


def test_comparison_shows_every_support_once_and_silence_as_silence(joined: Path, models: dict[str, Any]) -> None:
    seen: list[str] = []
    silent = 0
    for path in (joined / "site/compare").glob("*.html"):
        if path.name == "index.html":
            continue
        tree = page_of(path)
        levels = [" ".join(cell.text_content().split()) for cell in tree.xpath("//tbody/tr/th")]
        assert levels[:3] == ["国家", "本市", "区县"]
        for cell in tree.xpath("//tbody/tr/td"):
            titles = cell.xpath("./ul/li/a/@href")
            assert titles or cell.text_content().strip() == words.UNSTATED
            silent += not titles
            seen += [re.sub(r"^\.\./", "", href) for href in titles]
    expected = [f"{key}/{support['url']}" for key, model in models.items() for support in model["supports"]]
    assert sorted(seen) == sorted(expected) and silent


def test_activities_and_levels_go_by_core_codes(folders: dict[str, Path], tmp_path: Path) -> None:
    """A city with a code and a kind of department of its own is compared by what these count as."""
    copies = []
    for key in (REAL, INVENTED):
        shutil.copytree(folders[key], tmp_path / key)
        copies.append(tmp_path / key)
    path = tmp_path / INVENTED / "data/handbook.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    moved = model["supports"][0]
    moved["activity"] = "own-code"
    model["codes"]["activities"]["own-code"] = {"word": "自己的词", "core": "zone"}
    issuer = next(d for d in model["documents"] if d["id"] == moved["document"])["issuers"][0]
    next(d for d in model["departments"] if d["id"] == issuer)["kind"] = "own-kind"
    model["codes"]["departments"]["own-kind"] = {"word": "自己的部门", "core": "local"}
    path.write_text(json.dumps(model, ensure_ascii=False), encoding="utf-8")
    (zone,) = [matter for matter in matters(together(copies)) if matter.code == "zone"]
    district = next(line for line in zone.lines if line.level == "区县")
    assert moved["title"] in [given.title for given in district.cells[1]]


# --- refused by name ----------------------------------------------------------------------------------------------------


def _damage(copy: Path, how: str) -> None:
    path = copy / "data/handbook.json"
    model = json.loads(path.read_text(encoding="utf-8"))
    if how in ("older", "newer"):
        model["format"] += -1 if how == "older" else 1
    elif how == "before-joining":
        del model["codes"]
    elif how == "cut":
        path.write_text(path.read_text(encoding="utf-8")[:5000], encoding="utf-8")
        return
    elif how == "no-site":
        path.unlink()
        return
    elif how == "no-bundle":
        next((copy / "download").glob("*.zip")).unlink()
    elif how == "broken-bundle":
        next((copy / "download").glob("*.zip")).write_bytes(b"PK")
    elif how == "no-catalogue":
        next((copy / "search").glob("catalogue-more.*.js")).unlink()
    elif how == "rows":
        model["supports"].pop()
    path.write_text(json.dumps(model, ensure_ascii=False), encoding="utf-8")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("older", "请用本程序在那里重新运行"), ("newer", "请先更新本程序"), ("before-joining", "较早的程序"), ("cut", "已损坏"),
        ("no-site", "没有生成好的手册"), ("no-bundle", "没有离线压缩包"), ("broken-bundle", "已损坏"),
        ("no-catalogue", "缺失或已损坏"), ("rows", "对不上"),
    ],
)  # fmt: skip
def test_a_broken_or_older_handbook_is_refused_by_name(
    how: str, said: str, folders: dict[str, Path], tmp_path: Path
) -> None:
    copy = tmp_path / "坏的手册"
    shutil.copytree(folders[INVENTED], copy)
    _damage(copy, how)
    with pytest.raises(CannotJoin) as refused:
        join([folders[REAL], copy], tmp_path / "out")
    assert said in str(refused.value) and "坏的手册" in str(refused.value)
    assert not (tmp_path / "out/site").exists()


def test_one_handbook_or_the_same_twice_is_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(CannotJoin, match="至少给出两本"):
        join([folders[REAL]], tmp_path / "out")
    with pytest.raises(CannotJoin, match="地址会混在一起"):
        join([folders[REAL], folders[REAL]], tmp_path / "out")


# --- in a browser -------------------------------------------------------------------------------------------------------


def test_one_search_and_one_finder_over_all_cities(chromium: Page, place: str, models: dict[str, Any]) -> None:
    open_search(chromium, place + "index.html")
    for case, answer in zip(CASES["searches"], ask(chromium, [case["q"] for case in CASES["searches"]]), strict=True):
        if "first" in case:
            assert answer.urls[0].partition("#")[0] == case["first"], answer.urls[:3]
        found = {url.partition("/")[0] for url in answer.urls}
        assert {models[key]["city"] for key in found if key in models} >= set(case.get("cities", ())), answer.urls
    chromium.goto(place + "index.html?q=" + quote("首台套"))
    chromium.wait_for("document.querySelectorAll('.search__list > *').length > 3")
    named = chromium.evaluate("[...document.querySelectorAll('.search__list > *')].map((hit) => hit.textContent)")
    assert all("重庆市" in text or "示例市" in text for text in named), named
    assert chromium.evaluate("[...document.querySelector('select[data-facet=city]').options].map((o) => o.value)") == [
        "", REAL, INVENTED,
    ]  # fmt: skip
    _finder(chromium, place, models)
    assert not chromium.errors


def _finder(page: Page, place: str, models: dict[str, Any]) -> None:
    """Rows of each choice, against the cities' own data by core codes."""
    for choice in CASES["finder"]:
        hash_ = "&".join(f"{key}={','.join(values)}" for key, values in choice.items())
        opened(page, f"{place}supports/index.html#{hash_}")
        page.wait_for("!document.getElementById('directions-state').hidden")
        shown = page.evaluate(
            "[...document.querySelectorAll('#directions-table tbody tr')].filter((row) => !row.hidden).map((row) => row.id)"
        )
        expected = {
            f"{key}.{support['id']}"
            for key, model in models.items()
            for support in model["supports"]
            if key in choice.get("city", models)
            and (
                "activity" not in choice
                or model["codes"]["activities"][support["activity"]]["core"] in choice["activity"]
            )
            and ("kind" not in choice or set(support["amount"]["kinds"]) & set(choice["kind"]))
        }
        assert expected and set(shown) == expected, hash_
