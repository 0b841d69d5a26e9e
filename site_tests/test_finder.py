"""The finder in a real browser: choices, counts, the address, guided questions, products, keyboard.

Cases are data files in ``cases/finder``; counts are compared with the same questions asked of the data.
"""

import gzip
import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

from browsers import Page, Server
from finding import FINDER, cases, opened, show
from generator.book import conditions, facets, money
from generator.book.conditions import Value
from generator.book.handbook import Handbook, Support
from generator.records import Leaf
from samples import real_book

ROOT = Path(__file__).resolve().parent.parent

LISTS = (
    "applicant",
    "industry",
    "activity",
    "prior",
    "level",
    "newness",
    "grade",
    "form",
    "kind",
    "per",
    "department",
    "document",
)


# --- the same question asked of the data ------------------------------------------------------------------------------


@cache
def told_of(identity: str) -> dict[str, Any]:
    """What a support's row says, made once: the questions below are asked of it many thousand times."""
    return facets.row(next(support for support in real_book().supports if support.id == identity))


@cache
def prior_of(identity: str) -> conditions.Prior:
    return conditions.prior(next(support for support in real_book().supports if support.id == identity).data.tree)


def answer(support: Support, key: str, values: list[str]) -> bool | None:
    """A support's answer to a question; ``None`` where the text leaves it open."""
    told = told_of(support.id)
    if key == "industry":
        if not told["industry"] or {v.split("/")[0] for v in values} & set(told["industry"]):
            return True
        return False if told["named"] else None
    if key == "range":
        low, high = values
        spans = money.sums(support.data.money)
        inside = any(int(low or 0) <= (to or 10**9) and from_ <= int(high or 10**9) for from_, to in spans)
        return inside if spans else None
    if key == "prior":
        prior = prior_of(support.id)
        if prior.needs is None:
            return bool(set(values) & set(prior.codes))
        known = conditions.held(values)

        def asked_for(leaf: Leaf) -> Value:
            return "yes" if "unstated" in values and leaf.of == "qualification" else known(leaf)

        return {"yes": True, "no": False, "unknown": None}[conditions.evaluate(prior.needs, asked_for)]
    if set(values) & set(told[key]):
        return True
    maybe = told["maybe"].get(key, [])
    if key == "activity" and "platform" in values and "platform" in support.data.applicant.kinds:
        return None
    return None if key != "activity" and (maybe == facets.ANY or set(values) & set(maybe)) else False


def asked(book: Handbook, choice: dict[str, Any], also_without_sum: bool, also_aside: bool = False) -> list[str]:
    """The supports that no answer rules out. Only on demand: those without a sum where a range was asked for, and what is
    put aside (another kind of activity, an industry that only the editors gave, a qualification not chosen)."""

    def stays(support: Support) -> bool:
        said = {key: answer(support, key, values) for key, values in choice.items()}
        aside = (
            said.pop("activity", True) is False,
            said.pop("prior", True) is False,
            said.get("industry", True) is None,
        )
        without_sum = said.get("range", True) is None
        return False not in said.values() and (also_without_sum or not without_sum) and (also_aside or not any(aside))

    return [support.id for support in book.supports if stays(support)]


def test_counts_equal_what_filtering_the_data_gives(chromium: Page, server: Server) -> None:
    """For random choices, the rows shown and the number beside every option equal those of the data."""
    book = real_book()
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
        also_without_sum, also_aside = chance.random() < 0.5, chance.random() < 0.3
        state = [f"{key}={','.join(v)}" for key, v in choice.items() if key != "range"]
        state += [f"{key}={v}" for key, v in zip(("min", "max"), choice.get("range", ["", ""]), strict=True) if v]
        state += ["open=1"] * also_without_sum + ["aside=1"] * also_aside
        seen = show(chromium, "&".join(state))
        assert sorted(seen["rows"]) == sorted(asked(book, choice, also_without_sum, also_aside)), state
        for option, count in seen["counts"].items():
            key, _, value = option.partition("/")
            assert count == len(asked(book, {**choice, key: [value]}, also_without_sum)), (state, option)
    assert chromium.errors == []


# --- golden cases -----------------------------------------------------------------------------------------------------


# Chance states of every kind, and for each the options whose count is not the number of rows that would be listed.
COUNTED = """(() => {
  const F = handbook.finder, rows = [...document.querySelectorAll("#finder-table tbody tr")].map((element, index) => ({
    id: element.id, index, answers: JSON.parse(element.dataset.answers), wan: null, text: handbook.bare(element.textContent),
  }));
  rows.forEach(F.timely);
  const periods = [...new Set(rows.flatMap((row) => row.answers.period))].map((value) => ["period", value]);  // also where the page asks for none
  rows.forEach(({ answers }, index) => { if (index %% 3 === 0) answers.recurring = [[10 * index, 20 * index, answers.period[0]]]; });
  const options = [...[...document.querySelectorAll(".option input")].map((box) => [box.name, box.value]).filter(([key]) => key !== "period"), ...periods], keys = [...new Set(options.map(([key]) => key))];
  let seed = 7;
  const chance = (most) => { seed = (seed * 16807) %% 2147483647; return seed %% most; };
  const wrong = [], seen = new Set();
  for (let turn = 0; turn < %d; turn += 1) {
    const state = F.parse("");
    for (let times = chance(4); times > 0; times -= 1) {
      const [key, value] = options[chance(options.length)];
      state[key] = [...new Set([...state[key], value])];
    }
    if (!chance(2)) state.period = [periods[chance(periods.length)][1]];
    if (!chance(2)) state.min = String(50 * chance(20));
    if (!chance(4)) state.max = String(100 * chance(30));
    if (!chance(2)) state.open = "1";
    if (!chance(4)) state.aside = "1";
    if (!chance(4)) state.ask = "1";
    if (!chance(6)) state.q = rows[chance(rows.length)].text.slice(0, 2);
    if (!chance(6)) state.pin = [rows[chance(rows.length)].id];
    const counted = F.counts(rows, state, options);
    options.forEach(([key, value]) => {
      const alone = { ...state, [key]: [value], aside: "", ask: "", pin: [] };
      const wanted = rows.filter((row) => F.passes(row, alone)).length;
      seen.add(wanted);
      if (counted.get(key + "/" + value) !== wanted) wrong.push([F.format(state), key, value, counted.get(key + "/" + value), wanted]);
    });
  }
  return { wrong: wrong.slice(0, 5), seen: seen.size, keys: keys.length };
})()"""


def test_counts_of_all_options_at_once_are_those_of_each(chromium: Page, server: Server) -> None:
    opened(chromium, server.url + FINDER)
    found = chromium.evaluate(COUNTED % 150)
    assert found["wrong"] == []
    assert found["seen"] > 20 and found["keys"] > 10


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
        exact, _, partial = said.partition("部分相同") if "名称或别名相同" in said else ("", "", said)
        assert all(name in exact for name in case.get("exact", [])), (case, said)
        assert all(name in said for name in case.get("says", [])), (case, said)
        assert all(name in partial for name in case.get("partial", [])), (case, said)
        assert ("不在列" in said and "不分产业" in said) == case.get("absent", False), (case, said)
    # The product found becomes the choice of its industry.
    chromium.evaluate(
        "void ((f) => { f.value = 'evtol'; f.dispatchEvent(new Event('input')); })(document.getElementById('product'))"
    )
    chromium.wait_for(
        "document.querySelector('#product-found button') !== null && document.querySelector('#product-found').textContent.includes('eVTOL')"
    )
    chromium.evaluate(
        "[...document.querySelectorAll('#product-found button')].find(b => b.textContent === '看它的支持').click()"
    )
    assert chromium.evaluate("document.getElementById('product').value") == "evtol"
    assert "industry=low-altitude/advanced-aircraft" in chromium.url
    assert chromium.errors == []


# --- the address ------------------------------------------------------------------------------------------------------


def test_every_filter_by_hand_and_the_address_survives(chromium: Page, root: str, model: dict[str, Any]) -> None:
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
    every = f"共 {len(model['supports'])} 项"
    assert chromium.evaluate("document.getElementById('finder-count').textContent") == every
    chromium.evaluate("history.back()")
    chromium.wait_for(f"document.querySelector('.chosen--all') && {look} === {json.dumps(before)}")
    assert chromium.errors == []


def test_typing_is_one_step_for_back(chromium: Page, server: Server) -> None:
    opened(chromium, server.url + FINDER)
    chromium.click("#finder-q")
    chromium.type("单项冠军")
    chromium.wait_for("document.getElementById('finder-count').textContent.includes('现列')")
    assert "q=" in chromium.url
    chromium.evaluate("history.back()")
    chromium.wait_for("document.getElementById('finder-q').value === ''")


def test_every_column_sorts(chromium: Page, server: Server, model: dict[str, Any]) -> None:
    opened(chromium, server.url + FINDER)
    keys = chromium.evaluate("[...document.querySelectorAll('#finder-table th[data-key]')].map(h => h.dataset.key)")
    everything = sorted(support["id"] for support in model["supports"])
    wan = {support["id"]: support["amount"]["wan"] for support in model["supports"]}
    for key in keys:
        up, down = (show(chromium, f"sort={sign}{key}")["rows"] for sign in ("", "-"))
        assert sorted(up) == sorted(down) == everything, key
        shown = chromium.evaluate(
            f"new Set([...document.querySelectorAll('tr[id]')].map(r => r.cells[{keys.index(key)}].textContent)).size"
        )
        assert up != down or (key == "until" and shown == 2), "one date and 未载明, which stands last either way"
    for sign, turned in (("", False), ("-", True)):
        sums = [wan[identity] for identity in show(chromium, f"sort={sign}amount")["rows"]]
        stated = [sum_ for sum_ in sums if sum_ is not None]
        assert stated == sorted(stated, reverse=turned)
        assert sums[len(stated) :] == [None] * (len(sums) - len(stated)), "未载明 is not a number, and stands last"


# --- in passing -------------------------------------------------------------------------------------------------------


def test_the_finder_by_keyboard(chromium: Page, server: Server, model: dict[str, Any]) -> None:
    opened(chromium, server.url + FINDER)
    chromium.evaluate("document.getElementById('finder-q').focus()")
    chromium.press("Tab")
    chromium.press("Space")
    assert chromium.evaluate("document.activeElement.name") == "applicant"
    assert "applicant=enterprise" in chromium.url
    left = len(asked(real_book(), {"applicant": ["enterprise"]}, also_without_sum=False))
    said = chromium.evaluate("document.querySelector('#finder-count[role=status]').textContent")
    assert said == f"共 {len(model['supports'])} 项，现列 {left} 项"
    # After picking, the focus stays in the row; after removing a choice it is on the count.
    chromium.evaluate("document.querySelector('#s-little-giant .pick input').focus()")
    chromium.press("Space")
    assert "pick=s-little-giant" in chromium.url
    assert chromium.evaluate("document.activeElement.closest('tr').id") == "s-little-giant"
    chromium.evaluate("document.querySelector('.chosen').focus()")
    chromium.press("Enter")
    assert chromium.evaluate("document.activeElement.id") == "finder-count"


def test_weight(site: Path) -> None:
    """The finder's own scripts that its page loads are at most 25 kB gzipped; what only some readers ask for (reasons, the
    writer of XLSX, the list of policies) comes on demand."""
    page = (site / FINDER).read_text(encoding="utf-8")
    scripts = re.findall(r'src="\.\./(assets/javascripts/finder/[^"]+)"', page)
    assert len(scripts) >= 5 and sum(len(gzip.compress((site / path).read_bytes())) for path in scripts) <= 25_000
    assert "write-excel-file" not in page and 'supports.js"' not in page and "reasons" not in page
    loaded = [site / "supports" / address for address in re.findall(r'(?:src|stylesheet" href)="([^"]+)"', page)]
    assert sum(len(gzip.compress(path.read_bytes())) for path in [site / FINDER, *loaded]) <= 130_000
    assert "javascripts/finder/" not in (site / "index.html").read_text(encoding="utf-8")
