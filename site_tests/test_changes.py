"""Changes between two states, the log with its page and feeds, and validity on the day of reading."""

import contextlib
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from browsers import Page
from edition import EDITION
from generator.book import addresses, validity
from generator.book.handbook import Clause
from generator.book.link import link
from generator.book.registry import KINDS
from generator.cli import main
from generator.exports import feeds
from generator.exports.handbook_json import handbook_data
from generator.pipeline.check import check
from generator.records import Edition
from generator.source.load import load

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "site_tests/sample"
MEASURES = "data/documents/measures.yml"


def run(root: Path, *arguments: str) -> Result:
    with contextlib.chdir(root):
        return CliRunner().invoke(main, arguments)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "old")
    shutil.copytree(SAMPLE, tmp_path / "new")
    return tmp_path / "new"


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed(sample: Path) -> None:
    assert run(sample, "changes", "../old").stdout == "共 0 处变化。\n"


def told(root: Path, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        edit(root, MEASURES, old, new)
    done = run(root, "changes", "../old", ".")
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_a_ceiling_that_was_raised(sample: Path) -> None:
    model = json.loads(json.dumps(handbook_data(link(load(sample)))))
    wan = next(s["amount"]["wan"] for s in model["supports"] if s["amount"]["kind"] == "cap")
    text = told(sample, (f"wan: {wan}", f"wan: {wan + 300}"), (f"{wan}万元", f"{wan + 300}万元"))
    assert f"上限 {wan}→{wan + 300} 万元" in text


def test_a_state_older_than_a_field_is_read_and_compared(sample: Path) -> None:
    """Grounds, verbs and duties were added later: an older state lacks them, which is no change of the texts."""
    old = sample.parent / "old"
    edit(old, "data/industries/air.yml", "    statements: [{verb: 重点发展, terms: [载人风筝]}]\n", "")
    edit(old, "data/lists.yml", "      duty: [发布]\n", "")
    edit(old, MEASURES, "        verb: 鼓励\n", "")
    path = old / MEASURES
    path.write_text(path.read_text(encoding="utf-8").partition("grounds:\n")[0], encoding="utf-8")
    assert run(old, "check").exit_code == 1, "what is new must be told today"
    assert run(sample, "changes", "../old").stdout == "共 0 处变化。\n"


def test_departments_dates_and_clauses(sample: Path) -> None:
    from ruamel.yaml import YAML

    data = YAML(typ="safe").load((sample / MEASURES).read_text(encoding="utf-8"))
    until = data["valid_until"].isoformat()
    text = told(sample, (until, "2028-12-31"), ("id: closing", "id: final"), ("clause: closing", "clause: final"))
    assert f"有效期至：{until}→2028-12-31" in text
    assert "条款新增" in text and "条款删除" in text


def test_a_way_to_apply_is_told_where_it_is_stated(tmp_path: Path) -> None:
    """A later end is told at the call that states it and at each support that it answers; its batches did not change."""
    for name in ("old", "new"):
        shutil.copytree(ROOT / "examples/shilishi/data", tmp_path / name / "data")
    edit(tmp_path / "new", "data/documents/call-2026-45.yml", "2027-01-08T17:00", "2027-01-15T12:00")
    said = run(tmp_path / "new", "changes", "../old").stdout
    assert "2027年1月15日12:00" in said and "2027年1月8日17:00" in said
    assert said.count("怎样申请变更") == 3 and "批次" not in said
    assert all(f"supports/{support}.html" in said for support in ("s-tech-upgrade", "s-first-set"))


def test_two_commits_are_compared(sample: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@t", *arguments],
            cwd=sample,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    edit(sample, MEASURES, "id: closing", "id: final")
    edit(sample, MEASURES, "clause: closing", "clause: final")
    git("commit", "-qam", "two")
    assert "条款新增" in run(sample, "changes", "HEAD~1", "HEAD").stdout
    refused = run(sample, "changes", "no-such-thing")
    assert refused.exit_code == 1 and "既不是" in refused.stderr and "Traceback" not in refused.stderr


def test_every_field_that_readers_see_is_compared() -> None:
    """Otherwise a field of the exported model could change unnoticed: each is compared, or left out on purpose."""
    model = handbook_data(link(check(ROOT)))
    on_purpose = {
        "id", "url", "citation", "place", "document", "kind", "parent", "points", "amount", "point", "star", "promise", "posted_by",
        "short_title", "index_number", "closes", "answered_in", "heading_printed", "supports", "subfields", "clause",
        "industry", "letter", "pinyin", "occurrences", "name_printed", "part_of", "overlap", "activity", "number", "terms",
        "departments_open",
        # What belongs to a topic follows from its words and clauses.
        "directions", "targets", "dates", "lists", "also",
        # What notices say of a support is compared with the notice: its batches and outcomes.
        "results", "calls", "chain", "answered",
        # Words for codes that are compared themselves.
        "address", "validity", "held", "said", "application", "strength", "tier_word", "type_word", "kind_word", "short",
    }  # fmt: skip
    for kind in KINDS:
        for record in model[kind.key]:
            forgotten = set(record) - set(kind.compared) - on_purpose
            assert not forgotten, (kind.code, forgotten)


def test_the_log_grows_by_the_command_alone(sample: Path) -> None:
    assert run(sample, "publish").exit_code == 0
    first = load(sample).editions[0][1]
    assert first.title == "首次发布" and first.changes == ()
    edit(sample, "data/site.yml", f'version: "{first.version}"', 'version: "2099.1"')
    refused = run(sample, "publish")
    assert refused.exit_code == 1 and "handbook changes" in refused.stderr
    edit(sample, "data/departments.yml", "name: ", "name: 新")
    done = run(sample, "changes", "../old", ".", "--record")
    if done.exit_code:  # the sample may use that name elsewhere; any change will do
        pytest.fail(done.stderr)
    editions = [edition for _, edition in load(sample).editions]
    assert editions[0] == first and editions[1].version == "2099.1" and editions[1].changes
    assert run(sample, "publish").exit_code == 0
    assert run(sample, "changes", "../old", ".", "--record").exit_code == 1


def test_the_log_of_this_handbook_begins_with_its_first_state() -> None:
    first = load(ROOT).editions[0][1]
    assert [first.version, first.date.isoformat(), first.title] == EDITION["first"]


def test_feeds_are_valid_and_their_ids_stay(site: Path) -> None:
    source = load(ROOT)
    ids = [edition.id for _, edition in source.editions]
    space = {"a": feeds.ATOM}
    feed = etree.parse(site / "updates.atom")
    assert feed.xpath("//a:entry/a:id/text()", namespaces=space) == ids[::-1]
    for needed in ("title", "id", "updated", "author/a:name"):
        assert feed.xpath(f"/a:feed/a:{needed}", namespaces=space), needed
    data = json.loads((site / "updates.json").read_text(encoding="utf-8"))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in data["items"]] == ids[::-1]
    page = (site / "updates.html").read_text(encoding="utf-8")
    for _, edition in source.editions:
        assert f'id="{addresses.edition_place(edition.id)}"' in page


def test_text_of_the_log_stays_text() -> None:
    site = load(ROOT).site
    assert site is not None
    edition = Edition(
        id="urn:uuid:f3f046fe-ff48-53ae-94c0-07a84616ce0c", version="1", date=date(2026, 1, 1), title="]]> <script>", summary="& 一",
        changes=({"title": "<b>", "what": "上限 1→2 万元"},),
    )  # fmt: skip
    feed = etree.fromstring(feeds.atom(site, [edition]).encode())
    assert "<b>：上限 1→2 万元" in str(feed.findtext(f".//{{{feeds.ATOM}}}content"))


# --- validity ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str], Clause]:
    """The linked sample with validity written at its closing clause."""

    def make(lines: str) -> Clause:
        root = tmp_path / "sample"
        shutil.copytree(SAMPLE, root)
        edit(root, MEASURES, "id: closing\n", f"id: closing\n{lines}")
        book = link(check(root))
        return next(clause for clause in book.clauses if clause.data.id == "closing")

    return make


def test_a_clause_may_hold_for_less_than_its_document(changed: Callable[[str], Clause]) -> None:
    clause = changed("    valid_until: 2026-06-30\n")
    assert validity.status(clause, date(2026, 6, 30)) == "in-force"
    assert validity.status(clause, date(2026, 7, 1)) == "expired"
    assert validity.status(clause.document, date(2026, 7, 1)) == "in-force"
    assert "2026年6月30日" in validity.in_words(clause)


def test_a_clause_that_was_replaced_names_its_successor(changed: Callable[[str], Clause]) -> None:
    clause = changed("    replaced_by: plan/act1\n    replaced_on: 2026-06-01\n")
    assert validity.status(clause, date(2026, 5, 31)) == "in-force"
    assert validity.status(clause, date(2027, 1, 1)) == "replaced"
    assert validity.status(clause, date(2099, 1, 1)) == "replaced", "what was replaced does not expire as well"
    assert clause.replaced_by is not None and clause.replaced_by.replaces == [clause]


def test_what_is_in_force_comes_first(site: Path) -> None:
    text = (site / "supports/index.html").read_text(encoding="utf-8")
    book = link(check(ROOT))
    ranks = [validity.rank(support, book.site.as_of) for support in book.supports]
    assert ranks == sorted(ranks) and text.count("<tr") > len(book.supports)
    documents = [validity.rank(document, book.site.as_of) for document in book.documents]
    assert documents == sorted(documents)


# Set the clock to 2028 and rerun the script that reads it.
LATER = """(() => { const Real = Date;
  Date = class extends Real { constructor(...given) { given.length ? super(...given) : super('2028-02-01T00:00:00Z') } };
  const again = document.createElement('script'); again.src = document.querySelector('script[src*="javascripts/status"]').src;
  document.body.append(again) })()"""


def test_an_old_copy_shows_the_state_of_the_day_of_reading(chromium: Page, site: Path) -> None:
    """With the clock at 2028 the measures have expired: in the badge, and in what is copied."""
    chromium.goto((site / "documents/measures-2026-1/a10.html").as_uri())
    phases = chromium.evaluate("JSON.parse(document.querySelector('.page-head__status > .force').dataset.phases)")
    assert [phase[1] for phase in phases] == ["upcoming", "in-force", "expired"]
    assert phases[2][0] == "2028-01-01"
    chromium.evaluate(f"void ({LATER})")
    chromium.wait_for("document.querySelector('.page-head__status > .force').textContent === '有效期已届满'")
    chromium.evaluate("void document.querySelector('.cite__form').dispatchEvent(new Event('change'))")
    assert "第10条〔有效期已届满〕" in chromium.evaluate("document.querySelector('q.citation').textContent")
