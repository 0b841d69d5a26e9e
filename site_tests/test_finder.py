"""The subsidy finder in real browsers: choices, counts, the address, guided questions, comparison, list and exports.

The cases are data files in ``cases/finder``; the counts are checked against the same questions asked of ``handbook.json``.
"""

import base64
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsers import Page
from ruamel.yaml import YAML

CASES = Path(__file__).parent / "cases/finder"
FINDER = "supports/index.html"
LISTS = ("applicant", "industry", "activity", "prior", "form", "kind", "department", "document")

# What the page shows for an address: rows in their order, groups, counts beside options, notes.
SHOW = """((hash) => {
  history.replaceState(null, "", location.pathname + "#" + hash);
  dispatchEvent(new PopStateEvent("popstate"));
  const text = (id) => document.getElementById(id).textContent;
  const counts = {};
  document.querySelectorAll(".option input").forEach((box) => {
    counts[box.name + "/" + box.value] = parseInt(box.parentNode.querySelector("[data-count]").textContent, 10);
  });
  document.querySelectorAll("select[name=subfield] option").forEach((option) => {
    if (option.value) counts["industry/" + option.value] = Number(option.textContent.match(/（(\\d+)）$/)[1]);
  });
  return {
    rows: [...document.querySelectorAll("#finder-table tbody tr[id]")].filter((row) => !row.hidden).map((row) => row.id),
    groups: [...document.querySelectorAll("tr.group")].map((row) => row.textContent),
    status: text("finder-count"), notes: text("finder-notes"), counts,
    empty: document.getElementById("finder-empty").hidden ? "" : text("finder-empty"),
  };
})(%s)"""


def cases(name: str) -> list[dict]:
    return YAML(typ="safe").load((CASES / f"{name}.yml").read_text(encoding="utf-8"))


def address(state: str) -> str:
    return "&".join(f"{k}={quote(v, safe=',/')}" for k, v in (part.split("=", 1) for part in state.split("&") if part))


@pytest.fixture(scope="module")
def model(site: Path) -> dict:
    return json.loads((site / "data/handbook.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["web", "folder"])
def root(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The site on the web, and the same site opened from a folder."""
    yield request.getfixturevalue("server").url if request.param == "web" else site.as_uri() + "/"


def opened(page: Page, url: str) -> Page:
    page.goto("about:blank")  # so that an address that differs in its state only is a new page
    page.goto(url)
    return page


def show(page: Page, state: str) -> dict:
    return page.evaluate(SHOW % json.dumps(address(state)))


# --- the same question asked of the data ------------------------------------------------------------------------------


def answer(support: dict, key: str, values: list[str]) -> bool | None:
    """Whether a support of handbook.json answers a question: ``None`` where the text is silent."""
    if key == "industry":
        if not support["industries"] or {v.split("/")[0] for v in values} & set(support["industries"]):
            return True
        return False if support["scope"]["industries"] else None
    if key == "range":
        low, high = values
        wan = support["amount"]["wan"]
        return None if wan is None else int(low or 0) <= wan <= int(high or 10**9)
    given = {
        "applicant": support["applicant"]["kinds"] or ["unstated"], "activity": [support["activity"]],
        "prior": [support["prior"]["kind"]], "form": [support["form"]["facet"]], "kind": [support["amount"]["kind"]],
        "department": [duty["department"] for duty in support["departments"]], "document": [support["document"]],
    }[key]  # fmt: skip
    if set(values) & set(given):
        return True
    return None if key in ("applicant", "prior") and "unstated" in given else False


def asked(model: dict, choice: dict, also_silent: bool) -> list[str]:
    """The supports that answer every question of a choice, in the order of the data."""
    return [
        support["id"] for support in model["supports"]
        if all(
            (also_silent if (said := answer(support, key, values)) is None else said) for key, values in choice.items()
        )
    ]  # fmt: skip


def test_counts_equal_what_filtering_the_data_gives(chromium: Page, server, model: dict) -> None:
    """For random choices: the rows shown, and the number beside every option, are those of handbook.json."""
    opened(chromium, server.url + FINDER)
    options = list(show(chromium, "")["counts"])
    values: dict[str, list[str]] = {}
    for option in options:
        key, _, value = option.partition("/")
        values.setdefault(key, []).append(value)
    assert set(values) == set(LISTS) and len(options) == len(set(options))
    chance = random.Random(20260113)
    for _ in range(40):
        choice = {}
        for key in chance.sample(LISTS, chance.randint(0, 4)):
            choice[key] = chance.sample(values[key], chance.randint(1, min(3, len(values[key]))))
        if chance.random() < 0.4:
            low, high = sorted(chance.choice([0, 30, 50, 100, 200, 500, 1000, 3000]) for _ in "ab")
            choice["range"] = [str(low or ""), str(high)]
        also_silent = chance.random() < 0.5
        state = [f"{key}={','.join(v)}" for key, v in choice.items() if key != "range"]
        state += [f"{key}={v}" for key, v in zip(("min", "max"), choice.get("range", ["", ""]), strict=True) if v]
        state += ["open=1"] if also_silent else []
        seen = show(chromium, "&".join(state))
        assert sorted(seen["rows"]) == sorted(asked(model, choice, also_silent)), state
        for option, count in seen["counts"].items():
            key, _, value = option.partition("/")
            assert count == len(asked(model, {**choice, key: [value]}, also_silent)), (state, option)
    assert chromium.errors == []


# --- golden cases -----------------------------------------------------------------------------------------------------


def test_choices(chromium: Page, root: str) -> None:
    opened(chromium, root + FINDER)
    for case in cases("choices"):
        seen = show(chromium, case["address"])
        name = case["name"]
        if "rows" in case:
            if "sort" in case["address"]:
                assert seen["rows"] == case["rows"], name
            assert sorted(seen["rows"]) == sorted(case["rows"]), name
        assert len(seen["rows"]) == case.get("count", len(seen["rows"])), name
        first = case.get("first", [])
        assert seen["rows"][: len(first)] == first, name
        assert set(case.get("has", [])) <= set(seen["rows"]), name
        assert not set(case.get("lacks", [])) & set(seen["rows"]), name
        assert case.get("group", "") in "".join(seen["groups"]), name
        assert case.get("note", "") in seen["notes"], name
        assert all(words in seen["empty"] for words in case.get("empty", [])), (name, seen["empty"])
        assert bool(seen["empty"]) == (not seen["rows"]), name
        assert f"现列 {len(seen['rows'])} 项" in seen["status"], name
    assert chromium.errors == []


def test_guided_questions_end_in_the_table_with_reasons(chromium: Page, root: str) -> None:
    for case in cases("asked")[: 2 if root.startswith("file") else None]:
        opened(chromium, root + "supports/ask.html")
        for key, values in case["answers"].items():
            for value in values:
                chromium.evaluate(f"document.querySelector('#ask input[name={key}][value={value}]').click()")
        chromium.evaluate("void setTimeout(() => document.querySelector('#ask button[type=submit]').click())")
        chromium.wait_for("location.pathname.endsWith('supports/index.html') && document.querySelector('tr.why') !== null")
        shown = chromium.evaluate(
            "Object.fromEntries([...document.querySelectorAll('#finder-table tr[id]')].filter(r => !r.hidden)"
            ".map(r => [r.id, [...r.nextElementSibling.querySelectorAll('dd')].map(d => d.textContent)"
            ".concat(r.nextElementSibling.querySelectorAll('a').length)]))"
        )
        name = case["name"]
        assert len(shown) == case.get("count", len(shown)), name
        assert sorted(shown) == sorted(case.get("rows", shown)), (name, sorted(shown))
        assert not set(case.get("lacks", [])) & set(shown), name
        for support, (why, check, links) in shown.items():
            assert why and check and links == 1, (name, support)
            assert case.get("why", {}).get(support, "") in why, (name, support, why)
            assert case.get("check", {}).get(support, "") in check, (name, support, check)
        assert case.get("note", "") in chromium.evaluate("document.getElementById('finder-notes').textContent"), name
        # Back leads to the questions with the answers still given.
        chromium.evaluate("void setTimeout(() => history.back())")
        chromium.wait_for("location.pathname.endsWith('ask.html') && document.getElementById('ask')?.hidden === false")
        kept = chromium.evaluate("[...document.querySelectorAll('#ask input:checked')].map(b => b.value)")
        assert kept == [value for values in case["answers"].values() for value in values], name
    assert chromium.errors == []


def test_is_my_product_in_it(chromium: Page, root: str) -> None:
    opened(chromium, root + FINDER)
    for case in cases("products"):
        chromium.evaluate(
            f"void ((f) => {{ f.value = {json.dumps(case['asked'])}; f.dispatchEvent(new Event('input')); }})"
            "(document.getElementById('product'))"
        )
        said = chromium.wait_for(
            "(p => p.textContent && p.dataset.was !== p.textContent && (p.dataset.was = p.textContent))"
            "(document.getElementById('product-found'))"
        )
        exact, _, partial = said.partition("部分相同") if "写法相同" in said else ("", "", said)
        assert all(name in exact for name in case.get("exact", [])), (case, said)
        assert all(name in said for name in case.get("says", [])), (case, said)
        assert all(name in partial for name in case.get("partial", [])), (case, said)
        assert ("不在列" in said and "不分产业" in said) == case.get("absent", False), (case, said)
    # What is found becomes the choice of its industry.
    chromium.evaluate("void ((f) => { f.value = 'evtol'; f.dispatchEvent(new Event('input')); })(document.getElementById('product'))")
    chromium.wait_for("document.querySelector('#product-found button') !== null && document.querySelector('#product-found').textContent.includes('eVTOL')")
    chromium.evaluate("[...document.querySelectorAll('#product-found button')].find(b => b.textContent === '看它的支持').click()")
    assert "industry=low-altitude/advanced-aircraft" in chromium.url
    assert chromium.errors == []


# --- the address ------------------------------------------------------------------------------------------------------


def test_every_filter_by_hand_and_the_address_survives(chromium: Page, root: str) -> None:
    """One click on an option of each question writes the address; reload, Back and a new tab show the same."""
    opened(chromium, root + FINDER)
    chromium.evaluate("void (document.querySelector('.finder__more').open = true)")
    for key in LISTS:
        chromium.evaluate(f"document.querySelector('.option input[name={key}]').click()")
        assert f"{key}=" in chromium.url
    chromium.evaluate("document.querySelector('th[data-key=amount] button').click()")
    chromium.evaluate("[...document.querySelectorAll('.pick input')].slice(0, 2).forEach(b => b.click())")
    assert "sort=-amount" in chromium.url and "pick=" in chromium.url
    look = (
        "JSON.stringify([document.getElementById('finder-count').textContent, [...document.querySelectorAll('.option input:checked')]"
        ".map(b => b.value), document.querySelector('.tray__count').textContent, document.querySelector('[aria-sort]').dataset.key])"
    )
    before, url = chromium.evaluate(look), chromium.url
    assert opened(chromium, url).evaluate(look) == before
    chromium.evaluate("document.querySelector('.chosen--all').click()")
    assert chromium.evaluate("document.getElementById('finder-count').textContent") == "共 45 项"
    chromium.evaluate("history.back()")
    chromium.wait_for(f"document.querySelector('.chosen--all') && {look} === {json.dumps(before)}")
    assert chromium.errors == []


def test_typing_is_one_step_for_back(chromium: Page, server) -> None:
    opened(chromium, server.url + FINDER)
    chromium.click("#finder-q")
    chromium.type("单项冠军")
    chromium.wait_for("document.getElementById('finder-count').textContent.includes('现列 2 项')")
    assert "q=" in chromium.url
    chromium.evaluate("history.back()")
    chromium.wait_for("document.getElementById('finder-q').value === ''")


def test_every_column_sorts(chromium: Page, server, model: dict) -> None:
    opened(chromium, server.url + FINDER)
    keys = chromium.evaluate("[...document.querySelectorAll('#finder-table th[data-key]')].map(h => h.dataset.key)")
    everything = sorted(support["id"] for support in model["supports"])
    wan = {support["id"]: support["amount"]["wan"] for support in model["supports"]}
    for key in keys:
        up, down = (show(chromium, f"sort={sign}{key}")["rows"] for sign in ("", "-"))
        assert sorted(up) == sorted(down) == everything, key
        shown = chromium.evaluate(f"new Set([...document.querySelectorAll('tr[id]')].map(r => r.cells[{keys.index(key)}].textContent)).size")
        assert up != down or (key == "until" and shown == 2), "one date and 未载明, which stands last either way"
    for sign, turned in (("", False), ("-", True)):
        sums = [wan[identity] for identity in show(chromium, f"sort={sign}amount")["rows"]]
        stated = [sum_ for sum_ in sums if sum_ is not None]
        assert stated == sorted(stated, reverse=turned)
        assert sums[len(stated) :] == [None] * (len(sums) - len(stated)), "未载明 is not a number, and stands last"


# --- comparison and list ----------------------------------------------------------------------------------------------


def test_comparison_marks_what_differs(chromium: Page, root: str) -> None:
    ids = "s-order-rnd,s-first-set,s-seed-equity,s-key-core-tech,s-cro"
    opened(chromium, root + "supports/compare.html#compare=" + ids)
    chromium.wait_for("document.querySelector('table.compare') !== null")
    table = chromium.evaluate(
        "[...document.querySelectorAll('table.compare tbody tr')].map(r => [r.className, ...[...r.cells].map(c => c.textContent)])"
    )
    assert len(table[0]) == 2 + 4, "the fifth is one too many"
    for look, head, *cells in table:
        assert look == ("differs" if len(set(cells)) > 1 else "same")
        assert head.endswith("不同" if look == "differs" else "相同")
    assert table[0][2:] == ["上限 300 万元", "上限 500 万元", "上限 200 万元", "上限 3000 万元"]
    chromium.evaluate("document.querySelector('.compare__act button').click()")
    chromium.wait_for("document.querySelectorAll('table.compare thead th').length === 4")
    assert "s-order-rnd" not in chromium.url
    assert chromium.errors == []


def test_the_list_lives_in_the_address(chromium: Page, root: str) -> None:
    """Picked on the finder, joined by a clause from its own page, copied as text with citations."""
    opened(chromium, root + FINDER + "#pick=s-order-rnd,s-seed-equity")
    chromium.goto(root + "documents/measures-2026-1/a8.html")
    chromium.click("a[data-pick]")
    chromium.wait_for("document.querySelectorAll('.picked__item').length > 0")
    count = chromium.evaluate("document.querySelectorAll('.picked__item').length")
    url = chromium.url
    assert "add=" not in url and "measures-2026-1/a8" in url
    assert count == 3, "the tab kept the list on the way over another page"
    opened(chromium, url).wait_for("document.querySelectorAll('.picked__item').length === 3")
    said = chromium.evaluate("document.querySelector('[data-sums]').textContent")
    assert "上限 1 项（300 万元）" in said and "股权投资 1 项（上限 200 万元，不是补助）" in said
    assert "500" not in said, "sums are told one by one and never added"
    chromium.evaluate(
        "void (window.copied = '', Object.defineProperty(navigator, 'clipboard', {value: {writeText: async t => { copied = t; }}, configurable: true}))"
    )
    chromium.evaluate("document.querySelector('#picked-tools button').click()")
    text = chromium.wait_for("copied")
    assert "依据：《重庆市未来产业培育发展若干政策措施》（渝经信规范〔2026〕1号）第10条" in text
    assert "上限 300 万元（不等于可得金额）" in text and "第8条" in text and text.count("地址：") == 3
    assert chromium.errors == []


# --- exports ----------------------------------------------------------------------------------------------------------

CATCH = """void (window.saved = null, URL.createObjectURL = (blob) => {
  blob.arrayBuffer().then((bytes) => { window.saved = btoa(String.fromCharCode(...new Uint8Array(bytes))); });
  return "#saved";
})"""


def saved(page: Page, press: str) -> bytes:
    page.evaluate(CATCH)
    page.evaluate(press)
    return base64.b64decode(page.wait_for("window.saved"))


def test_files_made_in_the_browser_are_those_built_with_the_site(chromium: Page, root: str, site: Path) -> None:
    from test_tables import read_csv, read_xlsx

    opened(chromium, root + FINDER)
    for kind in ("csv", "json"):
        made = saved(chromium, f"document.querySelector('[data-export={kind}]').click()")
        assert made == (site / f"data/supports.{kind}").read_bytes(), kind
    made = saved(chromium, "document.querySelector('[data-export=xlsx]').click()")
    assert read_xlsx(made) == read_xlsx((site / "data/supports.xlsx").read_bytes())
    show(chromium, "kind=fixed&sort=-amount")
    rows = read_csv(saved(chromium, "document.querySelector('[data-export=csv]').click()"))
    assert [row[0] for row in rows[1:]] == show(chromium, "kind=fixed&sort=-amount")["rows"]
    assert chromium.errors == []


def test_no_text_becomes_a_formula_in_the_browser(chromium: Page, server) -> None:
    from test_tables import HOSTILE, read_csv, read_xlsx

    opened(chromium, server.url + FINDER)
    table = json.dumps({"columns": [["a", "甲", 10], ["b", "乙", 10]], "title": "", "version": "", "as_of": "", "note": ""})
    rows = json.dumps([[text, 5] for text in HOSTILE])
    csv = chromium.evaluate(f"Finder.csv({table}, {rows})").encode()
    assert read_csv(csv)[1:] == [[text if text.startswith("http") else f"'{text}", "5"] for text in HOSTILE]
    xlsx = chromium.evaluate(
        f"Finder.xlsx({table}, {rows}).then(b => b.arrayBuffer()).then(b => btoa(String.fromCharCode(...new Uint8Array(b))))"
    )
    assert read_xlsx(base64.b64decode(xlsx))[1:] == [[text, 5] for text in HOSTILE]


# --- in passing -------------------------------------------------------------------------------------------------------


def test_the_finder_by_keyboard(chromium: Page, server) -> None:
    opened(chromium, server.url + FINDER)
    chromium.evaluate("document.getElementById('finder-q').focus()")
    chromium.press("Tab")
    chromium.press("Space")
    assert chromium.evaluate("document.activeElement.name") == "applicant"
    assert "applicant=enterprise" in chromium.url
    assert chromium.evaluate("document.querySelector('#finder-count[role=status]').textContent") == "共 45 项，现列 13 项"
    # A row that is picked stays the place where one is, and what was taken back leaves one at the count.
    chromium.evaluate("document.querySelector('#s-little-giant .pick input').focus()")
    chromium.press("Space")
    assert "pick=s-little-giant" in chromium.url
    assert chromium.evaluate("document.activeElement.closest('tr').id") == "s-little-giant"
    chromium.evaluate("document.querySelector('.chosen').focus()")
    chromium.press("Enter")
    assert chromium.evaluate("document.activeElement.id") == "finder-count"


def test_weight(site: Path) -> None:
    """Scripts of the finder at most 30 kB gzipped with the page's share of data; the XLSX writer only when asked for."""
    scripts = sorted((site / "assets/javascripts/finder").glob("*.js"))
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= 30_000
    page = (site / FINDER).read_text(encoding="utf-8")
    assert "write-excel-file" not in page and "supports.js\"" not in page
    loaded = [site / "supports" / address for address in re.findall(r'(?:src|stylesheet" href)="([^"]+)"', page)]
    assert sum(len(gzip.compress(path.read_bytes())) for path in [site / FINDER, *loaded]) <= 130_000
    assert "javascripts/finder/" not in (site / "index.html").read_text(encoding="utf-8")


def test_firefox_from_a_folder(firefox: Page, site: Path) -> None:
    opened(firefox, site.as_uri() + "/" + FINDER + "#industry=low-altitude&activity=product")
    assert "现列 4 项" in firefox.evaluate("document.getElementById('finder-count').textContent")
    firefox.evaluate("document.querySelector('.option input[name=applicant]').click()")
    assert "applicant=enterprise" in firefox.url
    made = saved(firefox, "document.querySelector('[data-export=csv]').click()")
    assert made.startswith(b"\xef\xbb\xbf") and b"s-order-rnd" in made
    opened(firefox, site.as_uri() + "/supports/list.html#pick=s-order-rnd,measures-2026-1/a10")
    firefox.wait_for("document.querySelectorAll('.picked__item').length === 2")
    assert firefox.errors == []
