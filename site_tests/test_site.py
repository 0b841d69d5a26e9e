"""The built site as readers get it: what it holds, that everything is linked both ways, and what it weighs."""

import gzip
import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

PUBLIC_PAGES = {"jjxxw.cq.gov.cn", "yunzaosi.cn", "cqmjsw.gov.cn"}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page by its address from the root."""
    return {
        path.relative_to(site).as_posix(): html.fromstring(path.read_bytes().decode("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def links(page: html.HtmlElement) -> list[str]:
    return [element.get("href") for element in page.iter("a") if element.get("href")]


def resolved(link: str, page: str) -> tuple[str, str]:
    """A relative link on a page as (address from the root, fragment)."""
    parts = urlsplit(link)
    path = page if not parts.path else str(Path("/") / Path(page).parent / unquote(parts.path))
    steps: list[str] = []
    for step in path.strip("/").split("/"):
        steps = steps[:-1] if step == ".." else steps if step == "." else [*steps, step]
    return "/".join(steps), unquote(parts.fragment)


# --- the whole, not a sample ------------------------------------------------------------------------------------------


def test_the_figures_of_the_material(model: dict) -> None:
    """What the five documents hold, counted by hand from their texts."""
    assert len(model["industries"]) == 9
    assert Counter(i["tier"] for i in model["industries"]) == {"high-growth": 6, "high-potential": 3}
    assert [s["number"] for s in model["subfields"]] == list(range(1, 39))
    assert {d["id"] for d in model["documents"]} == {
        "action-plan-2024-75", "measures-2026-1", "notice-2025-6", "cluster-plan-2024-08", "proposal-2025-07",
    }  # fmt: skip
    of_document = {d["id"]: Counter(c["kind"] for c in model["clauses"] if c["document"] == d["id"]) for d in model["documents"]}  # fmt: skip
    assert of_document["measures-2026-1"]["article"] == 14
    assert of_document["measures-2026-1"]["part"] == 4
    plan = of_document["action-plan-2024-75"]
    assert (plan["item"], plan["industry"], plan["action"], plan["safeguard"]) == (38, 9, 6, 4)
    notice = of_document["notice-2025-6"]
    assert (notice["condition"], notice["task"], notice["requirement"]) == (4, 5, 3)
    cluster = of_document["cluster-plan-2024-08"]
    assert (cluster["principle"], cluster["action"], cluster["safeguard"], cluster["frontier"]) == (4, 6, 4, 1)
    proposal = of_document["proposal-2025-07"]
    assert (proposal["problem"], proposal["suggestion"]) == (3, 3)


def test_the_sums_of_the_measures(model: dict) -> None:
    """27 sums, 21 ceilings and 6 fixed, each in its article: the table that the support rows were read from."""
    cap, fixed = "cap", "fixed"
    expected = {
        "a1": [(cap, 500), (cap, 3000)], "a2": [(cap, 100), (cap, 500), (cap, 1000), (cap, 2000)],
        "a3": [(cap, 200), (cap, 500)], "a4": [(cap, 30), (cap, 50)], "a5": [(cap, 50), (cap, 100), (cap, 200)],
        "a6": [(fixed, 50), (fixed, 50), (fixed, 100)], "a9": [(fixed, 50)],
        "a10": [(cap, 300), (cap, 500), (fixed, 50), (fixed, 1000)],
        "a11": [(cap, 500), (cap, 500), (cap, 1000), (cap, 1000)], "a12": [(cap, 30), (cap, 60)],
    }  # fmt: skip
    found: dict[str, list] = {}
    for support in model["supports"]:
        if support["amount"]["wan"]:
            document, local = support["clause"].split("/")
            assert document == "measures-2026-1"
            found.setdefault(local, []).append((support["amount"]["kind"], support["amount"]["wan"]))
    assert {local: sorted(sums) for local, sums in found.items()} == expected
    unstated = Counter(s["document"] for s in model["supports"] if s["amount"]["kind"] == "unstated")
    assert unstated == {"measures-2026-1": 9, "action-plan-2024-75": 9}
    assert next(s for s in model["supports"] if s["form"]["printed"] == "股权投资")["amount"]["wan"] == 200


def test_the_ten_issuers_and_the_dates(model: dict) -> None:
    documents = {d["id"]: d for d in model["documents"]}
    names = {d["id"]: d["name"] for d in model["departments"]}
    assert [names[i] for i in documents["measures-2026-1"]["issuers"]] == [
        "重庆市经济和信息化委员会",
        "中共重庆市委金融委员会办公室",
        "重庆市发展和改革委员会",
        "重庆市教育委员会",
        "重庆市科学技术局",
        "重庆市财政局",
        "重庆市人力资源和社会保障局",
        "重庆市国有资产监督管理委员会",
        "重庆市知识产权局",
        "中国人民银行重庆市分行",
    ]
    facts = {i: (d["force"], d["issued"], d["published"], d["valid_until"]) for i, d in documents.items()}
    assert facts == {
        "action-plan-2024-75": ("in-force", "2024-09-27", "2024-10-12", None),
        "measures-2026-1": ("in-force", None, "2026-01-13", "2027-12-31"),
        "notice-2025-6": ("closed", None, None, None),
        "cluster-plan-2024-08": ("reference", None, "2024-08-12", None),
        "proposal-2025-07": ("proposal", None, "2025-07-11", None),
    }
    assert {d["date"] for d in model["dates"]} >= {"2025-12-19", "2025-12-31", "2027-12-31"}


# First half of the SHA-256 of the names and the telephone number of persons in the notice and the proposal. They are
# not written here either.
PERSONS = {"35579321544654ce", "8333a08ac0a1493d", "4694d08cacdc273f"}


def test_no_person_is_named(site: Path) -> None:
    """The notice and the proposal name persons; the handbook keeps offices only."""
    shown: set[str] = set()
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".js"):
            text = path.read_text(encoding="utf-8")
            shown.update(re.findall(r"\b\d{8}\b", text))
            for run in set(re.findall(r"[\u4e00-\u9fff]{3,}", text)):
                shown.update(run[start : start + 3] for start in range(len(run) - 2))
    assert not PERSONS & {hashlib.sha256(word.encode()).hexdigest()[:16] for word in shown}


# --- addresses and links ----------------------------------------------------------------------------------------------


def test_every_record_is_where_it_says(site: Path, model: dict, pages: dict) -> None:
    ids = cache(lambda page: {element.get("id") for element in pages[page].iter() if element.get("id")})
    for kind, records in model.items():
        if not isinstance(records, list):
            continue
        assert len({record["id"] for record in records}) == len(records), kind
        for record in records:
            page, _, fragment = record["url"].partition("#")
            assert page in pages, record["id"]
            assert not fragment or fragment in ids(page), record["url"]
            assert record["url"].isascii()
    for clause in model["clauses"]:
        for point in clause["points"]:
            page, _, fragment = point["url"].partition("#")
            assert fragment in ids(page), point["url"]


def test_every_link_leads_somewhere(site: Path, pages: dict) -> None:
    """Every link inside the site reaches a file and, with a fragment, an element; links to outside are the known few."""
    ids = {page: {element.get("id") for element in tree.iter() if element.get("id")} for page, tree in pages.items()}
    broken = []
    for page, tree in pages.items():
        if page == "404.html":
            continue
        for link in links(tree):
            if urlsplit(link).scheme:
                assert urlsplit(link).hostname in PUBLIC_PAGES, (page, link)
                continue
            target, fragment = resolved(link, page)
            state = "=" in fragment  # the finder's choice, not a place on the page
            if not (site / target).is_file() or (
                fragment and not state and target in ids and fragment not in ids[target]
            ):
                broken.append((page, link))
    assert not broken


def test_links_are_relative_and_nothing_comes_from_outside(pages: dict) -> None:
    for page, tree in pages.items():
        if page == "404.html":
            continue
        for link in links(tree):
            assert not link.startswith("/"), (page, link)
        for element in tree.iter("script", "link", "img", "iframe", "source"):
            address = element.get("src") or element.get("href") or ""
            if element.tag == "link" and element.get("rel") == "canonical":
                continue
            assert not urlsplit(address).scheme and not address.startswith("/"), (page, address)


def test_what_is_linked_one_way_is_linked_back(model: dict, pages: dict) -> None:
    """Supports, departments, related clauses, lists and goals: each end's page links to the other's."""
    url = {record["id"]: record["url"] for kind in model.values() if isinstance(kind, list) for record in kind}
    reached = {page: {resolved(link, page)[0] for link in links(tree)} for page, tree in pages.items()}

    def both(one: str, other: str) -> None:
        a, b = url[one].partition("#")[0], url[other].partition("#")[0]
        assert a == b or b in reached[a], f"{a} does not link to {b}"
        assert a == b or a in reached[b], f"{b} does not link to {a}"

    for support in model["supports"]:
        both(support["id"], support["clause"])
        for duty in support["departments"]:
            both(support["id"], duty["department"])
        for other in support["answered_by"]:
            both(support["id"], other)
        for industry in support["industries"]:
            both(support["id"], industry)
    for clause in model["clauses"]:
        both(clause["id"], clause["document"])
        for related in clause["related"]:
            both(clause["id"], related["clause"])
        if clause["kind"] != "item":  # the items of an industry share its departments
            for duty in clause["departments"]:
                both(clause["id"], duty["department"])
        for industry in [*clause["industries"], *clause["tagged"]]:
            both(clause["id"], industry)
        for subfield in clause["subfields"]:
            both(clause["id"], subfield)
        for term in clause["terms"]:
            both(clause["id"], term)
    for document in model["documents"]:
        for department in document["issuers"]:
            both(document["id"], department)
    for entry in model["lists"]:
        for promised in entry["promised"]:
            both(entry["id"], promised["clause"])
            for department in promised["departments"]:
                both(entry["id"], department)
    for target in model["targets"]:
        for goal in target["goals"]:
            both(target["id"], goal["clause"])


def test_one_thing_has_one_address(site: Path, model: dict) -> None:
    """An item of the plan and the subfield that it describes are one page."""
    clauses = {clause["id"]: clause for clause in model["clauses"]}
    for subfield in model["subfields"]:
        assert clauses[subfield["clause"]]["url"] == subfield["url"]
        assert clauses[subfield["clause"]]["number"] == f"（{subfield['number']}）"
        assert not (site / "documents/action-plan-2024-75" / f"i{subfield['number']}.html").exists()


# --- force ------------------------------------------------------------------------------------------------------------


def test_a_text_that_binds_less_says_so_in_the_same_place(model: dict, pages: dict) -> None:
    """Pages of the reference text, the proposal and the closed call carry their notice right after the head."""
    for document in model["documents"]:
        own = [document["url"], *(c["url"] for c in model["clauses"] if c["document"] == document["id"])]
        for page in own:
            (body,) = pages[page].find_class("page")
            shown = [child for child in body if "print-only" not in (child.get("class") or "")]
            second = shown[1]
            said = second.get("class") or ""
            if document["force"] == "in-force":
                assert "notice--" not in said, page
            else:
                assert f"notice--{document['force']}" in said, page
                word = {"closed": "报送期限已过", "reference": "参考文本", "proposal": "提案建议"}[document["force"]]
                assert word in second.text_content(), page


def test_no_support_stands_on_a_text_that_does_not_bind(model: dict) -> None:
    force = {document["id"]: document["force"] for document in model["documents"]}
    assert {force[support["document"]] for support in model["supports"]} == {"in-force"}


def test_a_ceiling_is_called_one_wherever_its_sum_stands(model: dict, pages: dict) -> None:
    """Every amount on every page has its kind in words right before its number."""
    kinds = {"amount--cap": "上限", "amount--fixed": "定额", "amount--unstated": "未载明"}
    for page, tree in pages.items():
        for amount in tree.find_class("amount"):
            kind = next(kinds[name] for name in amount.get("class").split() if name in kinds)
            assert amount.text_content().strip().startswith(kind), page


def test_the_table_is_complete_without_javascript(model: dict, pages: dict) -> None:
    (table,) = pages["supports/index.html"].find_class("data--supports")
    rows = {row.get("id"): row for row in table.find("tbody")}
    assert list(rows) == [support["id"] for support in model["supports"]]
    for support in model["supports"]:
        cells = {cell.get("data-label"): cell.text_content().strip() for cell in rows[support["id"]]}
        assert all(cells.values()), support["id"]
        assert str(support["amount"]["wan"] or "未载明") in cells["金额"]


# --- weight -----------------------------------------------------------------------------------------------------------

FIRST_PAGE = 100_000


def test_a_first_page_weighs_at_most_100_kb(site: Path, pages: dict) -> None:
    """Page, styles, scripts and images, gzipped as a server would send them."""
    sizes: dict[str, int] = {}
    for page, tree in pages.items():
        if page == "supports/index.html":  # the finder has a budget of its own: test_finder.py
            continue
        loaded = [
            e for e in tree.iter("script", "link", "img") if e.get("rel") != "alternate"
        ]  # feeds wait to be asked
        own = [e.get("src") or e.get("href") for e in loaded]
        files = {page, *(resolved(address, page)[0] for address in own if address)}
        files = {name for name in files if (site / name).is_file()}
        for name in files - sizes.keys():
            sizes[name] = len(gzip.compress((site / name).read_bytes()))
        weight = sum(sizes[name] for name in files)
        assert weight <= FIRST_PAGE, (page, weight)


def test_every_page_has_a_bounded_menu_and_no_web_font(site: Path, pages: dict) -> None:
    for page, tree in pages.items():
        assert sum(len(links(menu)) for menu in tree.iter("nav") if menu.get("aria-label") == "主菜单") <= 40, page
    for sheet in site.rglob("*.css"):
        assert "@font-face" not in sheet.read_text(encoding="utf-8"), sheet
