"""The built site as readers get it: content, links in both directions, weight."""

import gzip
import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from edition import EDITION
from looking import links, resolved
from samples import real_source

# The outside sites that the handbook links to, from ``data/links.yml``.
PUBLIC_PAGES = {urlsplit(link.url).hostname for _, link in real_source().links}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page by its address from the root."""
    return {
        path.relative_to(site).as_posix(): html.fromstring(path.read_bytes().decode("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


# --- the whole, not a sample ------------------------------------------------------------------------------------------


def test_the_figures_of_the_material(model: dict[str, Any]) -> None:
    """Counts of what the documents contain, made by hand from their texts."""
    assert Counter(i["tier"] for i in model["industries"]) == EDITION["tiers"]
    assert [s["number"] for s in model["subfields"]] == list(range(1, EDITION["subfields"] + 1))
    assert {d["id"] for d in model["documents"]} == set(EDITION["documents"])
    for document, counted in EDITION["documents"].items():
        kinds = Counter(c["kind"] for c in model["clauses"] if c["document"] == document)
        assert {kind: kinds[kind] for kind in counted["clauses"]} == counted["clauses"], document


def test_the_sums_of_the_measures(model: dict[str, Any]) -> None:
    """Each sum in its article, as a ceiling or as fixed: the table from which the supports were entered."""
    found: dict[str, dict[str, list[int]]] = {"cap": {}, "fixed": {}}
    for support in model["supports"]:
        if support["amount"]["wan"]:
            document, local = support["clause"].split("/")
            assert document == EDITION["sums"]["document"]
            found[support["amount"]["kind"]].setdefault(local, []).append(support["amount"]["wan"])
    for kind, articles in found.items():
        assert {local: sorted(sums) for local, sums in articles.items()} == EDITION["sums"][kind]
    unstated = Counter(s["document"] for s in model["supports"] if s["amount"]["kind"] == "unstated")
    assert unstated == {d: held["unstated"] for d, held in EDITION["documents"].items() if held["unstated"]}
    equity = [s["amount"]["wan"] for s in model["supports"] if s["form"]["printed"] == "股权投资"]
    assert equity == [EDITION["sums"]["equity"]]


def test_the_issuers_and_the_dates(model: dict[str, Any]) -> None:
    documents = {d["id"]: d for d in model["documents"]}
    names = {d["id"]: d["name"] for d in model["departments"]}
    measures = documents[EDITION["sums"]["document"]]
    assert [names[i] for i in measures["issuers"]] == EDITION["issuers_of_the_measures"]
    facts = {i: [d["force"], d["issued"], d["published"], d["valid_until"]] for i, d in documents.items()}
    assert facts == {document: held["days"] for document, held in EDITION["documents"].items()}
    assert {d["date"] for d in model["dates"]} >= set(EDITION["deadlines"])


def test_no_person_is_named(site: Path) -> None:
    """The notice and the proposal name persons; the handbook keeps only offices."""
    shown: set[str] = set()
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".js"):
            text = path.read_text(encoding="utf-8")
            shown.update(re.findall(r"\b\d{8}\b", text))
            for run in set(re.findall(r"[\u4e00-\u9fff]{3,}", text)):
                shown.update(run[start : start + 3] for start in range(len(run) - 2))
    assert not set(EDITION["persons"]) & {hashlib.sha256(word.encode()).hexdigest()[:16] for word in shown}


# --- addresses and links ----------------------------------------------------------------------------------------------


def test_every_record_is_where_it_says(site: Path, model: dict[str, Any], pages: dict[str, Any]) -> None:
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


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Any]) -> None:
    """Every link inside the site reaches a file and its fragment an element; outside links are the known few."""
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
            state = "=" in fragment  # a choice of the finder, not a place on the page
            if not (site / target).is_file() or (
                fragment and not state and target in ids and fragment not in ids[target]
            ):
                broken.append((page, link))
    assert not broken


def test_links_are_relative_and_nothing_comes_from_outside(pages: dict[str, Any]) -> None:
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


def test_what_is_linked_one_way_is_linked_back(model: dict[str, Any], pages: dict[str, Any]) -> None:
    """Supports, departments, related clauses, lists and goals: pages of both ends link to each other."""
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


def test_one_thing_has_one_address(site: Path, model: dict[str, Any]) -> None:
    """An item of the plan and the subfield that it describes are one page."""
    clauses = {clause["id"]: clause for clause in model["clauses"]}
    for subfield in model["subfields"]:
        assert clauses[subfield["clause"]]["url"] == subfield["url"]
        assert clauses[subfield["clause"]]["number"] == f"（{subfield['number']}）"
        assert not (site / "documents/action-plan-2024-75" / f"i{subfield['number']}.html").exists()


# --- force ------------------------------------------------------------------------------------------------------------


def test_a_text_that_binds_less_says_so_in_the_same_place(model: dict[str, Any], pages: dict[str, Any]) -> None:
    """Pages of the reference text, the proposal and the closed call have their notice right after the head."""
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


def test_no_support_stands_on_a_text_that_does_not_bind(model: dict[str, Any]) -> None:
    force = {document["id"]: document["force"] for document in model["documents"]}
    assert {force[support["document"]] for support in model["supports"]} == {"in-force"}


def test_a_ceiling_is_called_one_wherever_its_sum_stands(model: dict[str, Any], pages: dict[str, Any]) -> None:
    """Every amount on every page has the word of its kind right before its number."""
    kinds = {"amount--cap": "上限", "amount--fixed": "定额", "amount--unstated": "未载明"}
    for page, tree in pages.items():
        for amount in tree.find_class("amount"):
            kind = next(kinds[name] for name in amount.get("class").split() if name in kinds)
            assert amount.text_content().strip().startswith(kind), page


def test_the_table_is_complete_without_javascript(model: dict[str, Any], pages: dict[str, Any]) -> None:
    (table,) = pages["supports/index.html"].find_class("data--supports")
    rows = {row.get("id"): row for row in table.find("tbody")}
    assert list(rows) == [support["id"] for support in model["supports"]]
    for support in model["supports"]:
        cells = {cell.get("data-label"): cell.text_content().strip() for cell in rows[support["id"]]}
        assert all(cells.values()), support["id"]
        assert str(support["amount"]["wan"] or "未载明") in cells["金额"]


# --- weight -----------------------------------------------------------------------------------------------------------

FIRST_PAGE = 100_000


def test_a_first_page_weighs_at_most_100_kb(site: Path, pages: dict[str, Any]) -> None:
    """Page, styles, scripts and images, gzipped as sent by a server."""
    sizes: dict[str, int] = {}
    for page, tree in pages.items():
        if page == "supports/index.html":  # the finder has its own budget: test_finder.py
            continue
        loaded = [e for e in tree.iter("script", "link", "img") if e.get("rel") != "alternate"]  # feeds load on demand
        own = [e.get("src") or e.get("href") for e in loaded]
        files = {page, *(resolved(address, page)[0] for address in own if address)}
        files = {name for name in files if (site / name).is_file()}
        for name in files - sizes.keys():
            sizes[name] = len(gzip.compress((site / name).read_bytes()))
        weight = sum(sizes[name] for name in files)
        assert weight <= FIRST_PAGE, (page, weight)


def test_every_page_has_a_bounded_menu_and_no_web_font(site: Path, pages: dict[str, Any]) -> None:
    for page, tree in pages.items():
        assert sum(len(links(menu)) for menu in tree.iter("nav") if menu.get("aria-label") == "主菜单") <= 40, page
    for sheet in site.rglob("*.css"):
        assert "@font-face" not in sheet.read_text(encoding="utf-8"), sheet
