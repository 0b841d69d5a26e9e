"""The command and the manuals: verbs, templates of records, the schema, and that the last good site stays."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from generator.cli import main
from generator.records import UNFILLED
from generator.source import scaffolds
from generator.source.editor_schemas import schemas
from generator.source.load import load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample handbook, with the theme and settings of this project, to build and to break."""
    root = tmp_path / "样本 手册"
    shutil.copytree(HERE / "sample", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    monkeypatch.chdir(root)
    return root


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_failed_build_leaves_the_last_good_site(sample: Path) -> None:
    assert run("build").exit_code == 0
    good = tree(sample / "build/site")
    assert "index.html" in good
    path = sample / "data/documents/measures.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("wan: 100", "wan: 1000"), encoding="utf-8")
    done = run("build")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "data/documents/measures.yml" in done.stderr and "Traceback" not in done.stderr
    assert tree(sample / "build/site") == good


def test_a_failure_of_the_engine_is_told_and_leaves_the_last_good_site(sample: Path) -> None:
    assert run("build").exit_code == 0
    good = tree(sample / "build/site")
    (sample / "mkdocs.yml").write_text("theme: {name: 没有这个主题}\n", encoding="utf-8")
    done = run("build")
    assert done.exit_code == 1 and "MkDocs" in done.stderr
    assert tree(sample / "build/site") == good


def test_pages_that_no_longer_belong_disappear(sample: Path) -> None:
    assert run("build").exit_code == 0
    assert (sample / "build/site/supports/s-kite-award.html").is_file()
    path = sample / "data/documents/measures.yml"
    text = path.read_text(encoding="utf-8").replace("对获奖的风筝给予20万元奖励。", "获奖的风筝另行通知。")
    start, end = text.index("      - id: s-kite-award"), text.index("    directions:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert run("build").exit_code == 0
    assert not (sample / "build/site/supports/s-kite-award.html").exists()
    assert not (sample / "build/pages/supports/s-kite-award.md").exists()


@pytest.mark.parametrize("kind", sorted(scaffolds.AS_FILES))
def test_a_new_record_is_a_file_that_asks_to_be_filled(kind: str, sample: Path) -> None:
    """Every blank is reported with its place; nothing else is wrong with a new template."""
    assert run("new", kind, "neu-2027").exit_code == 0
    told = run("check").stderr
    path = sample / scaffolds.AS_FILES[kind] / "neu-2027.yml"
    blanks = len(re.findall(rf"^\s*(?:- )?[a-z_]+: {UNFILLED}", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert told.count("这里还没有填写") == blanks > 0
    assert f"共 {blanks} 处问题" in told
    assert run("new", kind, "neu-2027").exit_code == 1


@pytest.mark.parametrize("kind", sorted({*scaffolds.KINDS} - {*scaffolds.AS_FILES}))
def test_a_blank_record_fits_once_it_is_filled(kind: str, sample: Path) -> None:
    record = YAML(typ="safe").load(run("new", kind).stdout.replace(UNFILLED, "新的"))[0]
    target = {
        "department": "data/departments.yml", "term": "data/terms/products.yml", "list": "data/lists.yml",
        "support": "data/documents/measures.yml", "direction": "data/documents/measures.yml",
    }[kind]  # fmt: skip
    yaml = YAML(typ="safe")
    whole = yaml.load(sample / target)
    if kind == "list":
        record["promised"][0]["clause"] = "plan/act1"
    if kind in ("support", "direction"):
        whole["clauses"][0][f"{kind}s"].append(record)
    else:
        whole.append(record)
    with (sample / target).open("w", encoding="utf-8") as file:
        yaml.dump(whole, file)
    assert run("check").stderr == ""


def test_new_needs_a_proper_id(sample: Path) -> None:
    for identity in ("新文件", "../evil", "A", ""):
        done = run("new", "document", identity)
        assert done.exit_code == 1 and "请给出编号" in done.stderr
    assert "编号 con 不能用" in run("new", "document", "con").stderr
    assert not (sample / "data/documents/con.yml").exists()


def test_the_schema_for_editors_is_current() -> None:
    for name, text in schemas(load(ROOT).vocabulary).items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"{name}: run `handbook schema`"
    for path in (ROOT / "data").rglob("*.yml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = first.partition("$schema=")[2]
        assert (path.parent / schema).resolve().is_file(), f"{path}: the first line names the schema"


def test_the_fast_loader_is_used() -> None:
    """Without ruamel.yaml.clib the check would silently take five times as long."""
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # where it comes from

    assert YAML(typ="safe").Parser is CParser


def test_the_manuals_name_what_exists() -> None:
    """Every `make` target, verb and file named in README and CONTRIBUTING exists."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for manual in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / manual).read_text(encoding="utf-8")
        assert set(re.findall(r"\bmake ([a-z]+)", text)) - {"and"} <= targets
        assert set(re.findall(r"bin/handbook ([a-z]+)", text)) <= set(main.commands)
        for name in re.findall(r"`((?:data|content|generator|overrides|site_tests)/[\w./-]*)`", text):
            assert (ROOT / name).exists(), (manual, name)
    assert set(re.findall(r"`new ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))) <= set(
        scaffolds.KINDS
    )


def test_the_changelog_has_a_heading_for_every_edition() -> None:
    """Headings of releases are the editions of the data, newest first, with their days; above them, what is
    unreleased."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    editions = [f"{edition.version}（{edition.date}）" for _, edition in reversed(load(ROOT).editions)]
    assert editions and [heading for heading in headings if heading != "未发布"] == editions
    assert headings[0] in ("未发布", editions[0])


def test_the_map_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in (ROOT / "generator").iterdir():
        name = f"{path.name}/" if path.is_dir() else path.name
        if not path.stem.startswith("__"):
            assert name in text, f"{name} is not in ARCHITECTURE.md"
