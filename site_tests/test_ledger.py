"""The ledger: no published address is lost, data that would lose one is refused, and retired addresses have pages."""

import contextlib
import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from browsers import Page, Server
from generator.book.answers.all_answers import for_everybody
from generator.book.link import link
from generator.cli import main
from generator.delivery.bundle import ONLY_ONLINE
from generator.exports.handbook_json import handbook_data
from generator.history import ledger
from generator.pipeline.check import check
from generator.source.load import load

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "site_tests/sample"


def run(root: Path, *arguments: str) -> Result:
    with contextlib.chdir(root):
        return CliRunner().invoke(main, arguments)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample, published once."""
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    done = run(root, "publish")
    assert done.exit_code == 0, done.stderr
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_addresses_of_the_data_are_those_of_the_linked_book() -> None:
    source = check(ROOT)
    book = link(source)
    model = handbook_data(book)
    linked = {
        record["url"]
        for records in model.values()
        if isinstance(records, list)
        for record in records
        if "url" in record
    }
    linked |= {point["url"] for clause in model["clauses"] for point in clause["points"]}
    given = set(ledger.addresses_of(source))
    linked |= {f"questions.html#{question.id}" for question, _ in for_everybody(book)}
    assert linked <= given
    assert all(address.isascii() for address in given)


def test_the_ledger_of_this_handbook_holds() -> None:
    """Addresses added since the last publication enter with the next; published ones exist."""
    source = check(ROOT)
    rows, problems = ledger.read(source.texts[ledger.FILE])
    assert problems == [] and len(rows) > 1700
    assert {row.address for row in rows if not row.became} <= set(ledger.addresses_of(source))


def test_every_address_of_the_ledger_is_there(site: Path) -> None:
    """On the built site, as files and elements; the bundle is this folder."""
    rows, _ = ledger.read((ROOT / ledger.FILE).read_text(encoding="utf-8"))
    pages = {page for row in rows if (page := row.address.partition("#")[0]).endswith(".html")}
    ids = {page: set(re.findall(r'\bid="([^"]+)"', (site / page).read_text(encoding="utf-8"))) for page in pages}
    for row in rows:
        page, _, fragment = row.address.partition("#")
        assert (site / page).is_file(), row.address
        assert not fragment or fragment in ids[page], row.address


# Visits each place of the open page and returns those that are not shown, marked and focused. The page is notified of
# each move at once (the browser's own event waits for a frame).
ARRIVE = """(places => places.filter(id => {
  if (location.hash.slice(1) !== id) { location.hash = id; dispatchEvent(new HashChangeEvent('hashchange')) }
  const place = document.getElementById(id);
  return !place || !place.getClientRects().length || document.activeElement !== place
    || !place.classList.contains('is-reached') }))(%s)"""


@pytest.mark.prove
@pytest.mark.parametrize("edition", ["web", "folder"])
def test_every_address_of_the_ledger_is_visited(
    chromium: Page, server: Server, unpacked: Path, site: Path, edition: str
) -> None:
    base = server.url if edition == "web" else unpacked.as_uri() + "/"
    rows, _ = ledger.read((ROOT / ledger.FILE).read_text(encoding="utf-8"))
    pages: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        page, _, place = row.address.partition("#")
        pages[page] += [place] if place else []
    lost = []
    chromium.viewport(800, 400)
    for page, places in pages.items():
        if edition == "folder" and page.startswith(ONLY_ONLINE):
            continue  # the offline copy has the whole of it, and its page of data does not speak of these
        if not page.endswith(".html"):  # a data file, not a page
            assert ((site if edition == "web" else unpacked) / page).is_file(), page
            continue
        chromium.goto(f"{base}{page}#{places[0]}" if places else base + page)
        if not chromium.evaluate("!!document.querySelector('article h1')"):
            lost.append(page)
        lost += [f"{page}#{place}" for place in chromium.evaluate(ARRIVE % json.dumps(places))]
    assert lost == []
    assert chromium.errors == []
    assert edition == "folder" or server.missing == []


def test_publishing_twice_changes_nothing(sample: Path) -> None:
    before = (sample / ledger.FILE).read_bytes(), (sample / "data/changes.yml").read_bytes()
    assert "0 个新地址" in run(sample, "publish").stdout
    assert before == ((sample / ledger.FILE).read_bytes(), (sample / "data/changes.yml").read_bytes())
    assert run(sample, "check").exit_code == 0


def first_point(root: Path) -> str:
    """A point of the sample that no support needs."""
    rows, _ = ledger.read((root / ledger.FILE).read_text(encoding="utf-8"))
    return next(row.address for row in rows if "#p" in row.address)


def test_an_address_that_would_be_lost_is_refused_until_it_is_told_where_it_went(sample: Path) -> None:
    edit(sample, "data/documents/measures.yml", "id: closing", "id: final")
    edit(sample, "data/documents/measures.yml", "clause: closing", "clause: final")
    refused = run(sample, "check")
    assert refused.exit_code == 1 and "Traceback" not in refused.stderr
    assert "data/ledger.csv:" in refused.stderr and "documents/measures/closing.html" in refused.stderr
    assert "handbook retire" in refused.stderr
    unknown = run(
        sample,
        "retire",
        "documents/measures/closing.html",
        "--to",
        "documents/measures/nowhere.html",
        "--reason",
        "改名",
    )
    assert unknown.exit_code == 1 and "不存在" in unknown.stderr
    done = run(
        sample,
        "retire",
        "documents/measures/closing.html",
        "--to",
        "documents/measures/final.html",
        "--reason",
        "改编号",
    )
    assert done.exit_code == 0, done.stderr
    assert run(sample, "check").exit_code == 0
    retired = {entry.address: entry for entry in ledger.check(load(sample))}
    assert retired["documents/measures/closing.html"].to == "documents/measures/final.html"
    assert retired["documents/measures/closing.html#p1"].to == "documents/measures/final.html#p1"
    assert retired["documents/measures/index.html#closing"].to == "documents/measures/index.html#final"


def test_an_address_is_never_given_to_something_else(sample: Path) -> None:
    edit(sample, "data/documents/measures.yml", "id: closing", "id: final")
    edit(sample, "data/documents/measures.yml", "clause: closing", "clause: final")
    run(sample, "retire", "documents/measures/closing.html", "--reason", "撤销")
    edit(sample, "data/documents/measures.yml", "id: final", "id: closing")
    edit(sample, "data/documents/measures.yml", "clause: final", "clause: closing")
    refused = run(sample, "check")
    assert refused.exit_code == 1 and "不能再给别的内容" in refused.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("documents/x.html,not-a-day,,,", "不完整"),
        ("documents/x.html,2026-11-22", "不完整"),
        ("documents/x.html,2026-11-22,documents/nowhere.html,2026-11-22,改名", "不存在"),
        ("index.html,2026-11-22,,,", "登记了两次"),
    ],
)
def test_a_ledger_that_was_edited_by_hand_is_refused(sample: Path, line: str, said: str) -> None:
    path = sample / ledger.FILE
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    refused = run(sample, "check")
    assert refused.exit_code == 1 and said in refused.stderr and "data/ledger.csv:" in refused.stderr


def test_a_ledger_that_was_deleted_is_missed(sample: Path) -> None:
    (sample / ledger.FILE).unlink()
    assert "地址簿不见了" in run(sample, "check").stderr


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a clause renamed and a point withdrawn, built."""
    root = tmp_path_factory.mktemp("moved") / "sample"
    shutil.copytree(SAMPLE, root)
    for name in ("mkdocs.yml", "overrides", "content"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, dirs_exist_ok=name == "content")
        else:
            shutil.copy(ROOT / name, root / name)
    for page in (ROOT / "generator/pages/written").glob("*.md"):
        (root / "content" / page.name).write_text(f"# {page.stem}\n\n文字。\n", encoding="utf-8")
    assert run(root, "publish").exit_code == 0
    edit(root, "data/documents/measures.yml", "id: closing", "id: final")
    edit(root, "data/documents/measures.yml", "clause: closing", "clause: final")
    path = root / ledger.FILE
    # A retired point of a page that stays.
    path.write_text(
        path.read_text(encoding="utf-8") + "documents/measures/final.html#p9,2026-01-01,,,\n", encoding="utf-8"
    )
    assert run(root, "retire", "documents/measures/final.html#p9", "--reason", "要点合并").exit_code == 0
    done = run(
        root, "retire", "documents/measures/closing.html", "--to", "documents/measures/final.html", "--reason", "改编号"
    )
    assert done.exit_code == 0, done.stderr
    done = run(root, "build", "--output", str(root / "build"))
    assert done.exit_code == 0, done.stderr
    return root / "build/site"


def test_an_old_address_is_a_page_that_says_what_happened(chromium: Page, moved_site: Path) -> None:
    base = "file://" + quote(str(moved_site)) + "/"
    chromium.goto(base + "documents/measures/closing.html")
    text = chromium.evaluate("document.querySelector('#main').textContent")
    assert "已移至新地址" in text and "改编号" in text
    chromium.goto(base + "documents/measures/closing.html#p1")
    assert chromium.evaluate("document.querySelector('#p1 a').href").endswith("documents/measures/final.html#p1")
    chromium.click("#p1 a")
    chromium.wait_for("location.pathname.endsWith('final.html') && document.activeElement.id === 'p1'")
    chromium.goto(base + "documents/measures/final.html#p9")
    assert "已撤销" in chromium.evaluate("document.querySelector('#p9').textContent")
    chromium.goto(base + "cite.html?cite=documents/measures/closing.html")
    chromium.wait_for("!!document.querySelector('.locate__found a')")
    chromium.click(".locate__found a")
    chromium.wait_for("location.pathname.endsWith('documents/measures/final.html')")
