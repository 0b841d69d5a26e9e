"""Frames of the theme that serve many pages: the same bytes as a theme drawn for each page.

All pages of the sample and of the real handbook are held against the full drawing; whatever a theme might do with a value
is tried on small templates of one line.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from generator.book.link import link
from generator.engine.build import build, write_pages
from generator.engine.frames import CONTENT, Frames, Hole
from generator.engine.frames import Path as At
from generator.engine.sample_page import share_links
from generator.pages.render import render
from generator.pipeline.check import check
from samples import copied

ROOT = Path(__file__).resolve().parent.parent
OPERATOR = 'operator: {name: 样本市科学技术局, government: true, site_id_code: "5000000001"}\n'
LIVE = "live_url: https://example.cn/handbook/\n"
SITES = {"nowhere": "", "live": LIVE, "government": LIVE + OPERATOR}

# What a theme may do with the title of a page; ``{t}`` is the title, ``{c}`` the content.
USES = [
    "{t}", "{t|e}", "{t ~ (t|e) ~ t}", "{t|upper}", "{t ~ '.html'}", "{(t ~ '<')|e}", "{t|length}", "{t|truncate(3)}", "{t|truncate(255)}", "{t|wordwrap(60)}", "{'a' in t}", "{t in ['a', 'b<']}",
    "{t == 'a'}", "{t != 'a' and t}", "{'x' if t == u else t}", "{t|replace('a', 'b')}", "{t[0]}", "{t.startswith('a')}", "{(t ~ '') == 'a'}",
    "{t|striptags}", "{t|e|upper}", "{[t, u]|join(',')}", "{{'a': 1}.get(t, 2)}", "{t < 'b'}", "{t is string}", "{t is mapping}", "{t|tojson}",
    "{t|urlencode}", "{'%s!'|format(t)}", "{t|default('x')}", "{t or 'x'}", "{(t|string|length) ~ t}", "{t|list}", "{t is iterable}", "{t|trim}", "{t|title}",
    "{t|wordcount}", "{[t, u]|sort|first}", "{[t, u]|unique|list|length}", "{t|reverse}", "{t * 2}", "{t + u}", "{t|int(3)}", "{t % ()}",
    "{c}", "{'b<' in c}", "{c if 'a' in c and 'b' in c else t}", "{c|length}", "{c|striptags}",
]  # fmt: skip
TEXT = st.sampled_from(["a", "b<", "ab", "a b", "B&c", "&amp;", 'a"', "", "12", "\u6587"])


@pytest.mark.parametrize("use", USES)
@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=2, max_size=8))
def test_a_shared_frame_is_what_would_be_drawn(use: str, pages: list[tuple[str, str, str]]) -> None:
    env = Environment(undefined=StrictUndefined)
    share_links(env)
    inner = use[1:-1].replace("{{", "{").replace("}}", "}")
    template = env.from_string("<{{ " + inner + " }}> {% set t = 'end' %}{{ t }}")
    shared = Frames()
    for title, other, content in pages:
        meta, text = {"t": title, "u": other}, content or "-"

        def draw(front: Any, holes: Mapping[At, Hole]) -> tuple[str, bool]:
            return template.render(**front, c=holes[CONTENT]), False

        found = shared.page("depth", "folder", meta, {CONTENT: text}, draw)
        if found is not None:
            assert found == template.render(**meta, c=text)


def test_what_is_printed_or_compared_is_shared() -> None:
    """As many drawings as there are answers to what the theme compares, not as there are pages."""
    template = Environment().from_string("{{ t | e }}{% if t == 'a' %}!{% endif %}{% if 'x' in c %}?{% endif %}{{ c }}")
    shared, drawn = Frames(), []

    def draw(front: Any, holes: Mapping[At, Hole]) -> tuple[str, bool]:
        drawn.append(front)
        return template.render(**front, c=holes[CONTENT]), False

    for number in range(100):
        for title in ("a", f"b{number}"):
            for content in ("x", f"y{number}"):
                assert shared.page(1, 1, {"t": title}, {CONTENT: content}, draw) == template.render(t=title, c=content)
    assert len(drawn) == 4
    assert shared.decisive == set()


def _both(root: Path, folder: Path) -> tuple[list[dict[str, bytes]], list[int]]:
    """Every page of a handbook, with shared frames and without, and how often the theme was drawn."""
    book = link(check(root))
    assert book.site is not None
    write_pages(render(book, root / "content").items(), folder / "pages")
    found, drawn = [], []
    for share in (True, False):
        drawn.append(
            build(root, folder / "pages", folder / str(share), book.site, defaultdict(lambda: "2026-01-01"), {}, share)
        )
        pages = sorted((folder / str(share)).rglob("*.html"))
        found.append({path.relative_to(folder / str(share)).as_posix(): path.read_bytes() for path in pages})
    return found, drawn


@pytest.mark.parametrize("which", SITES)
def test_pages_of_the_sample_are_those_of_the_engine(which: str, tmp_path: Path) -> None:
    root = copied(tmp_path / "book", more=which == "live")
    about = root / "data/site.yml"
    lines = [line for line in about.read_text(encoding="utf-8").splitlines(True) if not line.startswith("live_url")]
    about.write_text("".join(lines) + SITES[which], encoding="utf-8")
    (shared, full), (sharing, alone) = _both(root, tmp_path)
    assert shared == full
    assert sharing < alone


def test_pages_of_the_handbook_are_those_of_the_engine(tmp_path: Path) -> None:
    (shared, full), (sharing, alone) = _both(ROOT, tmp_path)
    assert shared == full
    assert alone > 200
    assert sharing < alone / 4
