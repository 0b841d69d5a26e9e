"""The model against the originals, in both directions, and a build that shows the wording.

The sample has a synthetic original (``originals``). Each case in ``cases/verify`` edits one side and lists the output.
The real originals are tested where HANDBOOK_ORIGINALS names their folder.
"""

import contextlib
import hashlib
import os
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from docx import Document
from lxml import html
from ruamel.yaml import YAML

from generator.audit.originals import comparable, marks, sections
from generator.cli import main
from generator.pipeline.check import check
from generator.pipeline.site import make_site
from generator.source.problems import Told

HERE = Path(__file__).resolve().parent
CASES = {path.stem: path for path in sorted((HERE / "cases/verify").glob("*.yml"))}
REAL = os.environ.get("HANDBOOK_ORIGINALS")
real = pytest.mark.skipif(not REAL, reason="HANDBOOK_ORIGINALS names no folder of original texts")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sample with its originals beside its data."""
    shutil.copytree(HERE / "sample", tmp_path / "sample")
    shutil.copytree(HERE / "originals", tmp_path / "sample/originals")
    return tmp_path / "sample"


def run_verify(root: Path, folder: str = "originals") -> Result:
    with contextlib.chdir(root):
        return CliRunner().invoke(main, ["verify", folder])


def test_the_sample_agrees_with_its_originals(root: Path) -> None:
    done = run_verify(root)
    assert (done.exit_code, done.stderr) == (0, "")
    rows = {line.split()[0]: [int(n) for n in line.split()[1:]] for line in done.stdout.splitlines()[1:]}
    assert set(rows) == {"measures", "plan"}
    for checked, found, expected, missing, extra in rows.values():
        assert checked == found + expected > 30 and missing == extra == 0


@pytest.mark.parametrize("name", CASES)
def test_a_difference_is_told(name: str, root: Path) -> None:
    case = YAML(typ="safe").load(CASES[name])
    for edit in case["edits"]:
        path = root / edit["file"]
        text = path.read_text(encoding="utf-8")
        assert edit["replace"] in text, f"{name}: {edit['replace']!r} is not in {edit['file']}"
        path.write_text(text.replace(edit["replace"], edit["with"], 1), encoding="utf-8")
    done = run_verify(root)
    assert done.exit_code == 1
    for line in case["expect"]:
        assert line in done.stdout, done.stdout


AGREED = (
    "window-hour",
    "copies-of-a-paper",
    "days-of-a-step",
    "telephone-of-an-office",
    "payers-changed",
    "instalments-changed",
)
RIGHT = {"31T18:00": "31T17:00", "copies: 3": "copies: 2", "days: 15": "days: 10", "12345679": "12345678", "按5:5分担": "按6:4分担", "percent: 70": "percent: 60", "percent: 30": "percent: 40"}  # fmt: skip


@pytest.mark.parametrize("name", AGREED)
def test_without_the_difference_it_agrees(name: str, root: Path) -> None:
    """The same edits with the fault put right, so that what is told above is the fault and nothing else."""
    case = YAML(typ="safe").load(CASES[name])
    for edit in case["edits"]:
        path = root / edit["file"]
        words = edit["with"]
        for wrong, right in RIGHT.items():
            words = words.replace(wrong, right)
        path.write_text(path.read_text(encoding="utf-8").replace(edit["replace"], words, 1), encoding="utf-8")
    done = run_verify(root)
    assert done.exit_code == 0, done.stdout


def test_no_originals_is_said(root: Path) -> None:
    done = run_verify(root, "data")
    assert done.exit_code == 1 and "measures.txt" in done.stderr


def test_a_document_without_an_original_is_not_counted(root: Path) -> None:
    (root / "originals/plan.txt").unlink()
    done = run_verify(root)
    assert done.exit_code == 0 and "没有原文，未核对：plan" in done.stdout


def test_an_original_of_an_older_windows_is_read(root: Path) -> None:
    path = root / "originals/plan.txt"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert run_verify(root).exit_code == 0


def test_an_original_may_be_a_word_file_and_a_broken_one_is_told(root: Path) -> None:
    plain, word = root / "originals/plan.txt", root / "originals/plan.docx"
    document = Document()
    for line in plain.read_text(encoding="utf-8").split("\n"):
        document.add_paragraph(line)
    document.save(str(word))
    plain.unlink()
    assert run_verify(root).exit_code == 0
    word.write_bytes(word.read_bytes()[:2000])
    done = run_verify(root)
    assert done.exit_code == 1 and "plan.docx 已损坏" in done.stderr


def test_numbering() -> None:
    assert marks("二、（一）1.") == [(1, 2), (2, 1), (3, 1)]
    assert marks("第二十一条") == [(3, 21)] and marks("第一百零二条") == []
    text = "总则 一、甲 （一）乙。见（二）和10.5。\n(二)丙 1.丁。共10—15.个\n2. 戊\n二、己\n（一）庚 3.辛"
    chains = [section.chain for section in sections(comparable(text))]
    assert chains == [
        ((1, 1),), ((1, 1), (2, 1)), ((1, 1), (2, 2)), ((1, 1), (2, 2), (3, 1)), ((1, 1), (2, 2), (3, 2)), ((1, 2),),
        ((1, 2), (2, 1)), ((1, 2), (2, 1), (3, 3)),
    ]  # fmt: skip


def test_a_build_with_originals_shows_the_wording(root: Path, tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "overrides"):
        (root / name).symlink_to(HERE.parent / name)
    shutil.copytree(HERE.parent / "content", root / "content", dirs_exist_ok=True)
    make_site(root, tmp_path / "out", originals=root / "originals")
    page = html.parse(tmp_path / "out/site/documents/measures/a1.html")
    (official,) = page.xpath("//section[@id='official']")
    words = official.xpath("string(.//blockquote)")
    assert "依法依规给予最高１００万元支持" in words and "给予20万元奖励" in words, "the break inside 20 is the scan's"
    assert {"最高１００万元", "20万元", "市科技局", "载人风筝"} <= set(official.xpath(".//blockquote//*/text()"))
    # Each fact of both leads to the other: the full-width sum of the original to the sum of the summary.
    (sum_there,) = official.xpath(".//blockquote/a[text()='最高１００万元']")
    (sum_here,) = page.xpath(f"//*[@id='{sum_there.get('href')[1:]}']")
    assert sum_here.text == "最高100万元" and sum_here.get("href") == f"#{sum_there.get('id')}"
    assert sum_here.get("data-same") == sum_there.get("data-same")
    make_site(root, tmp_path / "without")
    without = html.parse(tmp_path / "without/site/documents/measures/a1.html")
    assert not without.xpath("//*[@id='official']")
    assert "由人核对" in without.xpath("string(//aside)")
    with ZipFile(next((tmp_path / "out").glob("*.zip"))) as bundle:
        (name,) = (name for name in bundle.namelist() if name.endswith("documents/measures/a1.html"))
        assert 'id="official"' in bundle.read(name).decode()


HOSTILE = "<script>alert(1)</script></blockquote>{{ 7*7 }}{% raw %}&amp;\"'<img src=x onerror=alert(1)>"


def test_hostile_originals_are_text_and_a_setting_brings_them(root: Path, tmp_path: Path) -> None:
    """With the folder named in the settings every build shows them; what they contain stays text."""
    for name in ("mkdocs.yml", "overrides"):
        (root / name).symlink_to(HERE.parent / name)
    shutil.copytree(HERE.parent / "content", root / "content", dirs_exist_ok=True)
    settings, original = root / "data/site.yml", root / "originals/measures.txt"
    settings.write_text(settings.read_text(encoding="utf-8") + "originals: originals\n", encoding="utf-8")
    text = original.read_text(encoding="utf-8").replace("鼓励研究气球。", f"鼓励研究气球{HOSTILE}。")
    original.write_text(text, encoding="utf-8")
    make_site(root, tmp_path / "out")
    page = html.parse(tmp_path / "out/site/documents/measures/a1.html")
    (official,) = page.xpath("//section[@id='official']")
    assert HOSTILE in official.xpath("string(.//blockquote)")
    assert not official.xpath(".//script | .//img")
    assert HOSTILE not in (tmp_path / "out/site/data/handbook.json").read_text(encoding="utf-8")
    shutil.rmtree(root / "originals")
    with pytest.raises(Told, match="originals"):
        make_site(root, tmp_path / "again")


@real
def test_the_real_documents_agree_with_their_originals() -> None:
    done = run_verify(HERE.parent, str(REAL))
    assert done.exit_code == 0, done.stdout
    assert len(re.findall(r"^\S+ +\d+ +\d+ +\d+ +0 +0$", done.stdout, re.MULTILINE)) == 5, done.stdout


# As in test_site: first half of the SHA-256 of what names a person.
PERSONS = {"35579321544654ce", "8333a08ac0a1493d", "4694d08cacdc273f"}


@real
def test_the_wording_shown_names_no_person() -> None:
    source = check(HERE.parent)
    from generator.audit.verify import verify

    for identity, both in verify(source, Path(str(REAL))).wording.items():
        text = "".join(piece.text for piece in both.official)
        shown = {*re.findall(r"\b\d{8}\b", text), *(text[i : i + 3] for i in range(len(text)))}
        assert not PERSONS & {hashlib.sha256(word.encode()).hexdigest()[:16] for word in shown}, identity
