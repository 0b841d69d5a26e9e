"""Decisions made once have the same words everywhere: the day of publication, relations of documents."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html

WORDS = r"公布|网页发布|张贴"


def text(site: Path, page: str, xpath: str) -> list[str]:
    tree = html.fromstring((site / page).read_bytes().decode("utf-8"))
    return [re.sub(r"\s+", "", node.text_content()) for node in tree.xpath(xpath)]


def test_one_day_of_publication_has_one_word(site: Path, model: dict[str, Any]) -> None:
    calendar = {day["id"]: day["what"] for day in model["dates"]}
    seen = set()
    for document in model["documents"]:
        if not document["published"]:
            continue
        word = calendar[f"{document['id']}-published"]
        day = date.fromisoformat(document["published"])
        said = f"{day.year}年{day.month}月{day.day}日({WORDS})"
        seen.add(word)
        for page, xpath in (
            (document["url"], "//p[@class='doc-head__dates']"),
            ("pictures/documents.html", "//table//td[@data-label='日期']"),
        ):
            found = re.findall(said, "".join(text(site, page, xpath)))
            assert found == [word], (page, word)
        rows = text(site, "pictures/timeline.html", "//table//tr")
        assert [row for row in rows if re.search(said.replace("(", ".*("), row) and word in row], document["id"]
    assert seen == {"公布", "网页发布", "张贴"}, "the real documents have all three"


def test_a_relation_is_told_once_by_the_side_that_states_it(site: Path, model: dict[str, Any]) -> None:
    stated = {
        (document["short_title"], next(d["short_title"] for d in model["documents"] if d["id"] == relation["document"]))
        for document in model["documents"]
        for relation in document["relations"]
        if relation["document"]
    }
    lines = html.fromstring((site / "documents/index.html").read_bytes().decode("utf-8")).xpath(
        "//h2[@id='relations']/following-sibling::ul[1]/li"
    )
    told = [tuple(link.text_content() for link in line.iter("a")) for line in lines]
    assert sorted(told) == sorted(stated)
