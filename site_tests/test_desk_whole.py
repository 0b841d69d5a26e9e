"""A whole policy of ten articles from a Word file to a published edition, at the desk, in a real browser: every key, click and
decision is counted and set against writing the same YAML by hand."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from ruamel.yaml import YAML

from browsers.chromium import Chromium, ChromiumPage
from generator.pipeline.begin import begin
from generator.pipeline.check import check
from samples import HERE

CASES = HERE / "cases/desk"
KEY, CLICK, DECISION = 0.28, 1.1, 1.35  # seconds, of the keystroke model


class Officer:
    """Somebody at a browser; ``keys``, ``clicks`` and ``decisions`` are counted."""

    def __init__(self, page: ChromiumPage, base: str) -> None:
        self.page, self.base = page, base
        self.keys = self.clicks = self.decisions = 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        with self.page._page.expect_navigation(timeout=180_000):
            self.page._page.click(selector)

    def write(self, selector: str, text: str) -> None:
        """Into a field, in the place of what is there."""
        self.clicks += 1
        self.decisions += 1
        self.keys += len(text) + 1
        self.page._page.locator(selector).evaluate(
            "one => { for (let a = one; a; a = a.parentElement) if (a.tagName === 'DETAILS') a.open = true; }"
        )
        self.page._page.fill(selector, text)

    def press(self, key: str) -> None:
        self.keys += 1
        with self.page._page.expect_navigation():
            self.page._page.keyboard.press(key)

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.clicks * CLICK + self.decisions * DECISION


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    root = tmp_path / "handbook"
    begin(root, "云川市", "云川市政策手册", "专题/子专题", date(2027, 1, 20))
    original = Document()
    for line in (CASES / "policy.txt").read_text(encoding="utf-8").splitlines():
        original.add_paragraph(line)
    original.save(str(tmp_path / "policy.docx"))
    return root


@pytest.fixture
def officer(handbook: Path) -> Iterator[Officer]:
    command = [sys.executable, "-m", "generator", "desk", "--no-preview"]
    with subprocess.Popen(command, cwd=handbook, stdout=subprocess.PIPE, text=True) as desk, Chromium() as browser:
        assert desk.stdout
        address = desk.stdout.readline().rpartition("：")[2].strip()
        page = browser.page()
        try:
            page.goto(address)
            yield Officer(page, address.partition("/enter")[0])
            assert page.errors == []
        finally:
            desk.terminate()
            desk.wait(20)


@pytest.mark.prove
def test_from_a_word_file_to_a_published_edition(
    officer: Officer, handbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: dict[str, dict[str, str]] = YAML(typ="safe").load((CASES / "answers.yml").read_text(encoding="utf-8"))
    draft = "data/drafts/culture-2027-3.yml"
    officer.click("nav a[href='/drafts']")
    officer.clicks += 3  # the file is chosen in a window of the system
    officer.page._page.set_input_files("#original", str(handbook.parent / "policy.docx"))
    officer.write("#id", "culture-2027-3")
    officer.click("text=读原文，写成草稿")
    while officer.page._page.query_selector("form.inline button"):
        officer.decisions += 1
        officer.click("form.inline button")
    _fill(officer, answers["document"], {})
    for index, name in enumerate(name for name in answers if name != "document"):
        told = answers[name]
        _open(officer, draft, f"clauses/{index}")
        _fill(
            officer, {}, {"summary": told["summary"], "points.0.text": told["text"], "heading": told.get("heading", "")}
        )
        if "what_for" in told:
            _open(officer, draft, f"clauses/{index}/supports/0")
            _fill(officer, {}, {"what_for": told["what_for"], "title": told.get("title", "")})
    officer.page.goto(f"{officer.base}/edit?file={draft}&at=")
    _settle(officer)
    officer.click("text=写好了，收进手册")
    assert (handbook / "data/documents/culture-2027-3.yml").is_file() and not (handbook / draft).exists()
    by_desk = officer.seconds
    officer.click("nav a[href='/publish']")
    officer.click("form[action='/publish/record'] button")
    officer.click("form[action='/publish/build'] button")
    source = check(handbook)
    assert len(source.documents[0][1].clauses) == 11 and source.editions
    assert list((handbook / "build").glob("*.zip")) and (handbook / "build/release/index.html").is_file()
    with capsys.disabled():
        _report(officer, by_desk, handbook, answers)


def _open(officer: Officer, file: str, at: str) -> None:
    """From the list of records beside the form: a click."""
    officer.clicks += 1
    officer.page.goto(f"{officer.base}/edit?file={file}&at={at}")


def _fill(officer: Officer, fields: dict[str, str], more: dict[str, str]) -> None:
    for name, text in {**fields, **more}.items():
        if text:
            officer.write(f"[id='f-{name}']", text)
    officer.click("#record button.first")
    _settle(officer)


def _settle(officer: Officer) -> None:
    """Confirm every mark that is settled in this form, by keyboard."""
    page = officer.page._page
    if not page.query_selector(".marks li[data-goes]"):
        return
    page.goto(page.url.partition("#")[0] + "#marks")
    page.reload()
    while page.query_selector(".marks li[data-goes].current"):
        officer.decisions += 1
        officer.press("y")


def _report(officer: Officer, seconds: float, handbook: Path, answers: dict[str, Any]) -> None:
    """Both ways in the keystroke model. By hand every character of the YAML is typed, and every value decided."""
    text = (handbook / "data/documents/culture-2027-3.yml").read_text(encoding="utf-8")
    text += (handbook / "data/departments.yml").read_text(encoding="utf-8")
    keys = len([character for character in text if character != " "]) + text.count("\n")  # editors indent by themselves
    values = text.count(": ") + text.count("- ")
    by_hand = keys * KEY + values * DECISION
    prose = sum(len(words) for told in answers.values() for words in told.values()) * KEY
    print(
        f"\n编辑台：{officer.keys} 键，{officer.clicks} 次点击，{officer.decisions} 个决定，{seconds / 60:.1f} 分钟"
        f"（不算要人写的摘要和要点：{(seconds - prose) / 60:.1f} 分钟）。"
        f"\n手写 YAML：{keys} 键，{values} 个决定，{by_hand / 60:.1f} 分钟。"
        f"\n时间之比 {seconds / by_hand:.2f}，击键之比 {officer.keys / keys:.2f}。"
    )
