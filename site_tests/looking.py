"""Shared by tests of built pages: link targets, a page on another day, one page of every kind."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from browsers import Page
from edition import EDITION

# One page of every kind, by name.
KINDS: dict[str, str] = EDITION["pages"]


def links(page: html.HtmlElement) -> list[str]:
    return [link for element in page.iter("a") if (link := element.get("href"))]


def resolved(link: str, page: str) -> tuple[str, str]:
    """A relative link on a page as (address from the root, fragment)."""
    parts = urlsplit(link)
    path = page if not parts.path else str(Path("/") / Path(page).parent / unquote(parts.path))
    steps: list[str] = []
    for step in path.strip("/").split("/"):
        steps = steps[:-1] if step == ".." else steps if step == "." else [*steps, step]
    return "/".join(steps), unquote(parts.fragment)


def on_the_day(page: Page, url: str, day: str, *more: str) -> None:
    """Open a page as on another day: set the clock, then rerun the script that knows the day, and ``more``."""
    page.goto(url)
    page.evaluate(
        f"""(async () => {{
            const Real = Date, then = Real.parse("{day}T12:00:00+08:00");
            window.Date = class extends Real {{ constructor(...given) {{ super(...(given.length ? given : [then])); }} }};
            for (const name of {json.dumps(["status", *more])}) {{
                const script = document.createElement("script");
                script.src = document.querySelector(`script[src*="javascripts/${{name}}."]`).src + "?again";
                await new Promise((done, failed) => {{
                    script.onload = done; script.onerror = failed; document.head.append(script);
                }});
            }}
            return true;
        }})()"""
    )
