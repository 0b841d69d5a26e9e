"""Pictures: every shape links somewhere, every fact is in the table and in the model, all text fits."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browsers import Page, Server
from generator.pages.pictures import shapes
from looking import on_the_day, resolved
from samples import real_source

SHEETS = ("industries", "duties", "documents", "timeline", "amounts", "goals", "coverage")
INDUSTRIES = [industry.id for _, industry in real_source().industries]
WITH_PICTURES = [
    "index.html", *(f"pictures/{sheet}.html" for sheet in SHEETS), *(f"industries/{i}/index.html" for i in INDUSTRIES),
    "departments/jjxxw.html", "departments/gaj.html", "departments/rmyh.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    return {path: html.fromstring((site / path).read_text(encoding="utf-8")) for path in WITH_PICTURES}


def drawn(page: html.HtmlElement, form: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = page.xpath(f'//figure//*[local-name()="svg"][contains(@class, "picture__{form}")]')
    return found


def shape_links(svg: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = svg.xpath('.//*[local-name()="a"]')
    return found


def table(page: html.HtmlElement) -> html.HtmlElement:
    """The place with the same facts as text, to which the skip link of the picture leads."""
    place = page.xpath('//a[@class="picture__skip"]/@href')[0].removeprefix("#")
    return page.get_element_by_id(place)


def leads_to(elements: list[html.HtmlElement], page: str) -> set[tuple[str, str]]:
    return {resolved(element.get("href", ""), page) for element in elements}


# --- in the files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WITH_PICTURES)
def test_every_shape_is_a_named_link_that_lands(site: Path, pages: dict[str, Any], path: str) -> None:
    links = [link for form in ("wide", "small") for svg in drawn(pages[path], form) for link in shape_links(svg)]
    assert links
    for link in links:
        assert (link.get("aria-label") or "").strip()
        target, fragment = resolved(link.get("href", ""), path)
        assert (site / target).is_file(), target
        if fragment:
            assert f'id="{fragment}"' in (site / target).read_text(encoding="utf-8"), (target, fragment)


@pytest.mark.parametrize("path", WITH_PICTURES)
def test_both_forms_lead_to_the_same_places(pages: dict[str, Any], path: str) -> None:
    """The small form is drawn differently but links to everything that the table links to."""
    wide = leads_to([link for svg in drawn(pages[path], "wide") for link in shape_links(svg)], path)
    small = leads_to([link for svg in drawn(pages[path], "small") for link in shape_links(svg)], path)
    below = leads_to([link for link in pages[path].iter("a") if link.get("href")], path)
    assert wide <= small | below and small <= wide | below


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_a_picture_leads_to_its_table_leads_to(pages: dict[str, Any], sheet: str) -> None:
    path = f"pictures/{sheet}.html"
    page = pages[path]
    shown = leads_to(
        [link for form in ("wide", "small") for svg in drawn(page, form) for link in shape_links(svg)], path
    )
    below = leads_to([link for link in table(page).iter("a") if link.get("href")], path)
    # A part of a page that the table links as a whole is the same fact.
    missing = {place for place in shown if place not in below and (place[0], "") not in below}
    assert not missing


@pytest.mark.parametrize("path", WITH_PICTURES)
def test_pictures_carry_no_style_and_no_script_of_their_own(pages: dict[str, Any], path: str) -> None:
    """Colours are classes: light, dark and paper work, and a strict policy needs no exception."""
    for svg in [*drawn(pages[path], "wide"), *drawn(pages[path], "small")]:
        for element in svg.iter():
            assert not {"style", "fill", "stroke", "onclick", "onload"} & set(element.attrib)
            assert element.tag not in ("script", "style", "image")


def names(page: html.HtmlElement, form: str = "wide") -> list[str]:
    return [link.get("aria-label", "") for svg in drawn(page, form) for link in shape_links(svg)]


@pytest.mark.parametrize("path", ["index.html", "pictures/industries.html"])
@pytest.mark.parametrize("form", ["wide", "small"])
def test_the_map_holds_all_industries_and_subfields(
    pages: dict[str, Any], model: dict[str, Any], path: str, form: str
) -> None:
    found = names(pages[path], form)
    short = {d["id"]: (d["short_names"] or [d["name"]])[0] for d in model["departments"]}
    words = {"high-growth": "高成长未来产业", "high-potential": "高潜力未来产业"}
    for industry in model["industries"]:
        leads = [short[d["department"]] for d in industry["departments"] if d["role"] == "lead"]
        assert f"{industry['name']}，{words[industry['tier']]}，牵头单位：{'、'.join(leads)}" in found
        assert all(f"{lead}，{industry['name']}的牵头单位" in found for lead in leads)
    for subfield in model["subfields"]:
        assert any(
            name.replace(" ", "").startswith(f"{subfield['number']}{subfield['name']}，".replace(" ", ""))
            for name in found
        )


@pytest.mark.parametrize("form", ["wide", "small"])
def test_the_matrix_holds_every_duty_and_no_other(pages: dict[str, Any], model: dict[str, Any], form: str) -> None:
    """Counted from the model: each department once per industry, action and article that names it."""
    words = {"lead": "牵头单位", "responsible": "责任单位"}
    duties: dict[tuple[str, str], str] = {}
    for clause in model["clauses"]:
        if clause["kind"] in ("industry", "action", "article"):
            for duty in clause["departments"]:
                if duty["role"] in words:
                    key = duty["department"], clause["id"]
                    if duties.get(key) != "牵头单位":
                        duties[key] = words[duty["role"]]
    marks = [
        name for name in names(pages["pictures/duties.html"], form) if "：牵头单位，" in name or "：责任单位，" in name
    ]
    assert len(marks) == len(duties)
    assert sum("：牵头单位，" in mark for mark in marks) == list(duties.values()).count("牵头单位")


@pytest.mark.parametrize("form", ["wide", "small"])
def test_every_support_has_one_bar_and_its_kind_of_sum(pages: dict[str, Any], model: dict[str, Any], form: str) -> None:
    bars, squares = drawn(pages["pictures/amounts.html"], form)
    kinds = {"cap": "pic-cap", "fixed": "pic-fixed", "unstated": "pic-unstated"}
    for svg in (bars, squares):
        links = [link for link in shape_links(svg) if link.get("class") == "pic-sum"]
        assert len(links) == len(model["supports"])
        for support in model["supports"]:
            sums = {"cap": "上限", "fixed": "定额", "unstated": "未载明"}[support["amount"]["kind"]]
            said = f"{sums} {support['amount']['wan']} 万元" if support["amount"]["wan"] else sums
            mine = [link for link in links if f"{support['title']}{said}" in link.get("aria-label", "")]
            assert len(mine) == 1, support["title"]
            assert kinds[support["amount"]["kind"]] in html.tostring(mine[0], encoding="unicode")
            equity = "股权投资" in mine[0].get("aria-label", "").split("，方式")[0]
            assert equity == ("pic-equity" in html.tostring(mine[0], encoding="unicode"))


def test_a_bar_is_as_long_as_its_sum(pages: dict[str, Any], model: dict[str, Any]) -> None:
    """One scale for all bars of a form; a support without a sum always has the stub."""
    by_title = {support["title"]: support["amount"]["wan"] for support in model["supports"]}
    for form in ("wide", "small"):
        scales = set()
        for link in shape_links(drawn(pages["pictures/amounts.html"], form)[0]):
            wan = next((w for title, w in by_title.items() if link.get("aria-label", "").startswith(title)), None)
            bar = next((r for r in link if (r.get("class") or "").startswith(("pic-cap", "pic-fixed"))), None)
            if wan and bar is not None and float(bar.get("width", "0")) > 4:
                scales.add(round(float(bar.get("width", "0")) / wan, 2))
        assert max(scales) - min(scales) <= 0.02


def test_silence_is_said(pages: dict[str, Any], model: dict[str, Any]) -> None:
    """An industry without supports of its own says so in both forms and in the table."""
    for industry in model["industries"]:
        own = [s for s in model["supports"] if industry["id"] in [*s["industries"], *s.get("tagged", [])]]
        said = f"{len(own)} 项" if own else "没有"
        assert f"{said}，{industry['name']}：点名或归类到它的支持" in names(pages["pictures/coverage.html"])
    text = "".join(table(pages["pictures/coverage.html"]).itertext())
    assert "没有提到" in text and "没有" in text


def test_goals_are_printed_as_the_documents_print_them(pages: dict[str, Any], model: dict[str, Any]) -> None:
    shown = names(pages["pictures/goals.html"])
    for target in model["targets"]:
        for goal in target["goals"]:
            assert any(n.startswith(f"{goal['printed']}，{target['indicator']}，") for n in shown)


def test_every_date_is_on_the_time_line(pages: dict[str, Any], model: dict[str, Any]) -> None:
    shown = leads_to(shape_links(drawn(pages["pictures/timeline.html"], "wide")[0]), "pictures/timeline.html")
    below = leads_to(list(table(pages["pictures/timeline.html"]).iter("a")), "pictures/timeline.html")
    for day in model["dates"]:
        place = tuple(day["url"].split("#"))
        assert place in below
        assert place in shown or day["id"].endswith("valid-from")  # the start of the bar is a mark of its own


# --- in the browser ---------------------------------------------------------------------------------------------------

# Text that leaves the drawing or its shape, or overlaps another text.
CLASH = """(() => {
    const out = [];
    for (const svg of document.querySelectorAll(".picture svg")) {
        if (!svg.checkVisibility()) continue;
        const frame = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")].filter(t => t.textContent.trim() && !t.closest(".pic-today"));
        const boxes = texts.map(t => ems(t, frame.width / svg.viewBox.baseVal.width));
        texts.forEach((t, i) => {
            const b = boxes[i];
            if (b.left < frame.left - 3 || b.right > frame.right + 3 || b.bottom > frame.bottom + 2 || b.top < frame.top - 2)
                out.push(["outside the drawing", t.textContent]);
            const holder = t.parentNode.querySelector(":scope > .pic-box, :scope > .pic-industry, :scope > .pic-frame");
            if (holder) {
                const h = holder.getBoundingClientRect();
                if (b.left < h.left || b.right > h.right + .5 || b.top < h.top - 2 || b.bottom > h.bottom + 2)
                    out.push(["outside its shape", t.textContent]);
            }
            for (let j = i + 1; j < texts.length; j++) {
                const c = boxes[j];
                const w = Math.min(b.right, c.right) - Math.max(b.left, c.left);
                const h = Math.min(b.bottom, c.bottom) - Math.max(b.top, c.top);
                if (w > 1 && h > 3.5) out.push(["on each other", t.textContent, texts[j].textContent]);
            }
        });
    }
    return out.slice(0, 8);

    // The square of each character, not the box around its font, which browsers measure differently.
    function ems(text, scale) {
        const box = text.getBoundingClientRect(), size = parseFloat(getComputedStyle(text).fontSize) * scale;
        const upright = text.classList.contains("pic-upright");
        const x = upright ? (box.width - size) / 2 : 0, y = upright ? 0 : (box.height - size) / 2;
        return {left: box.left + x, right: box.right - x, top: box.top + y, bottom: box.bottom - y,
                width: box.width - 2 * x, height: box.height - 2 * y};
    }
})()"""

SMALLEST = """Math.min(...[...document.querySelectorAll(".picture svg")].filter(s => s.checkVisibility()).flatMap(s =>
    [...s.querySelectorAll("text")].map(t => parseFloat(getComputedStyle(t).fontSize) * s.getBoundingClientRect().width
        / s.viewBox.baseVal.width)))"""


@pytest.mark.parametrize("width", [1280, 960, 768, 360, 320])
def test_all_text_fits(chromium: Page, server: Server, width: int) -> None:
    """With the fonts of this machine no text is cut off, overlaps another, or is below about 11 pixels."""
    fits(chromium, server, width, WITH_PICTURES)


def test_all_text_fits_in_firefox(firefox: Page, server: Server) -> None:
    for width in (1280, 320):
        fits(firefox, server, width, [f"pictures/{sheet}.html" for sheet in SHEETS])


def fits(page: Page, server: Server, width: int, paths: list[str]) -> None:
    page.viewport(width, 900)
    faults = {}
    for path in paths:
        page.goto(server.url + path)
        found = page.evaluate(CLASH)
        small = page.evaluate(SMALLEST)
        if found or small < 10.8:
            faults[path] = (found, small)
        forms = page.evaluate(
            "[...document.querySelectorAll('.picture')].map(p => [...p.querySelectorAll('svg')]"
            ".filter(s => s.checkVisibility()).length)"
        )
        assert set(forms) == {1}, (path, forms)
    assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)


# The contrast of each text with what is under its middle; axe cannot see the shapes of a drawing.
CONTRAST = """(() => {
    const luminance = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => (v /= 255) <= .03928 ? v / 12.92
        : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
    const paper = getComputedStyle(document.body).backgroundColor, low = [];
    for (const svg of document.querySelectorAll(".picture svg")) {
        if (!svg.checkVisibility()) continue;
        for (const text of svg.querySelectorAll("text")) {
            const box = [...text.parentNode.children].filter(e => e.matches("rect, circle") &&
                getComputedStyle(e).fill !== "none" && holds(e, text)).pop();
            const ground = luminance(box ? getComputedStyle(box).fill : paper), ink = luminance(getComputedStyle(text).fill);
            const ratio = (Math.max(ground, ink) + .05) / (Math.min(ground, ink) + .05);
            if (ratio < 4.5) low.push([text.textContent, ratio.toFixed(2)]);
        }
    }
    function holds(shape, text) {
        const a = shape.getBoundingClientRect(), b = text.getBoundingClientRect();
        const x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
        return a.left <= x && x <= a.right && a.top <= y && y <= a.bottom;
    }
    return low.slice(0, 8);
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_in_pictures_has_contrast(chromium: Page, server: Server, scheme: str) -> None:
    chromium.dark(scheme == "dark")
    for width in (1280, 320):
        chromium.viewport(width, 900)
        for path in WITH_PICTURES:
            chromium.goto(server.url + path)
            assert chromium.evaluate(CONTRAST) == [], path


def _today(page: Page, form: str) -> list[Any]:
    found: list[Any] = page.evaluate(
        f"(() => {{ const g = document.querySelector('.picture__{form} .pic-today');"
        " const m = g.transform.baseVal.consolidate().matrix; return [m.e + m.f, g.textContent]; })()"
    )
    return found


def test_today_is_that_of_the_day_of_reading(chromium: Page, server: Server) -> None:
    """It moves with the day, stays within the drawing, and says so when the day is outside."""
    url = server.url + "pictures/timeline.html"
    for form, width in (("wide", 1280), ("small", 360)):
        chromium.viewport(width, 900)
        places = []
        for day in ("2024-08-20", "2025-12-25", "2026-11-22", "2027-12-30", "2040-01-01"):
            on_the_day(chromium, url, day, "pictures")
            at, said = _today(chromium, form)
            places.append(at)
            assert "今天" in said and ("在图之后" in said) == (day == "2040-01-01")
        assert places == sorted(places) and len(set(places)) == len(places)


def test_force_in_the_picture_is_that_of_the_day_of_reading(chromium: Page, server: Server) -> None:
    url = server.url + "pictures/documents.html"
    box = "document.querySelector('.picture__wide a[href*=\"measures-2026-1\"]')"
    for day, word, code in (("2026-06-01", "现行有效", "in-force"), ("2028-01-01", "有效期已届满", "expired")):
        on_the_day(chromium, url, day, "pictures")
        assert chromium.evaluate(f"{box}.querySelector('.pic-status').textContent") == word
        assert chromium.evaluate(f"{box}.getAttribute('class')") == f"pic-doc pic-doc--{code}"
        assert word in chromium.evaluate(f"{box}.getAttribute('aria-label')")


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "em", "rows"),
    [
        ("氢能核能及新型储能", 7, ["氢能核能及", "新型储能"]),
        ("新型卫星", 8, ["新型卫星"]),
        ("新一代 AI 模型", 4, ["新一代", "AI 模型"]),
        ("民进提案（2025年7月）", 8, ["民进提案", "（2025年7月）"]),
        ("", 5, [""]),
    ],
)
def test_text_is_broken_where_it_may_be(text: str, em: float, rows: list[str]) -> None:
    assert shapes.wrap(text, em) == rows


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "卫星互联网等运营平台、核心操作系统，以及“订单式”研发（制造）项目。"
    for em in range(3, 20):
        rows = shapes.wrap(text, em)
        assert "".join(rows) == text
        assert not any(row[0] in shapes.NEVER_FIRST or row[-1] in shapes.NEVER_LAST for row in rows)
