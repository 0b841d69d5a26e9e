"""Shared by the tests of the finder: opening its page as a reader does, and reading what it shows for an address."""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ruamel.yaml import YAML

from browsers import Page

CASES = Path(__file__).parent / "cases/finder"
FINDER = "supports/index.html"

# What the page shows for an address: rows in order, groups, counts beside options, notes.
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


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = YAML(typ="safe").load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return found


def address(state: str) -> str:
    return "&".join(f"{k}={quote(v, safe=',/')}" for k, v in (part.split("=", 1) for part in state.split("&") if part))


def opened(page: Page, url: str) -> Page:
    page.goto("about:blank")  # so that an address that differs only in its state loads a new page
    page.goto(url)
    return page


def show(page: Page, state: str) -> dict[str, Any]:
    seen: dict[str, Any] = page.evaluate(SHOW % json.dumps(address(state)))
    return seen


# Instead of a download, the file that a page hands over.
CATCH = """void (window.saved = null, URL.createObjectURL = (blob) => {
  blob.arrayBuffer().then((bytes) => { window.saved = btoa(String.fromCharCode(...new Uint8Array(bytes))); });
  return "#saved";
})"""


def saved(page: Page, press: str) -> bytes:
    """The file that a page hands over when ``press``, a script, is run."""
    page.evaluate(CATCH)
    page.evaluate(press)
    return base64.b64decode(page.wait_for("window.saved"))
