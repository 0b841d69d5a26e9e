"""``handbook init``: an empty folder becomes an empty handbook that checks and builds at once, whatever it is called."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.book.link import link
from generator.cli import main
from generator.pages.render import render
from generator.pipeline.begin import FILES, CannotBegin, begin
from generator.pipeline.check import check
from generator.source.editor_schemas import FOLDER

DAY = date(2027, 3, 1)
# Names as people give them, and signs that mean something to YAML, to templates and to the format of our own files.
NAMES = st.text(st.sampled_from(list("某市政策ABc1：:#{}[]'\"\\%&*!|>-,?@`<（）/ no")), min_size=1, max_size=12)


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["init", *words])
    return done.exit_code, done.output


def test_an_empty_folder_becomes_a_handbook(tmp_path: Path) -> None:
    folder = tmp_path / "新手册"
    code, said = run(str(folder), "--city", "样城市", "--groups", "专题/事项")
    assert code == 0 and "handbook check" in said and "README.md" in said
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in found if not name.startswith(FOLDER)} == set(FILES.values())
    source = check(folder)
    assert source.site is not None
    assert (source.site.city, source.site.title, source.site.download) == (
        "样城市",
        "样城市政策手册",
        "yangchengshi-handbook",
    )
    assert (source.vocabulary.names.group, source.vocabulary.names.part) == ("专题", "事项")
    pages = render(link(source), folder / "content")
    assert set(pages) == {
        f"{name}.md" for name in ("index", "guide", "about", "data", "offline", "accessibility", "updates")
    }
    assert "这本手册还没有收录文件。" in pages["index.md"]


@settings(max_examples=30, deadline=None)
@given(city=NAMES, title=NAMES, group=NAMES)
def test_whatever_a_handbook_is_called_its_files_say_so(city: str, title: str, group: str) -> None:
    with TemporaryDirectory() as there:
        folder = Path(there) / "handbook"
        try:
            begin(folder, city, title, group, DAY)
        except CannotBegin:
            assert not folder.exists()
            assert any(name != name.strip() or not name for name in (city, title, *group.split("/", 1)[:1]))
            return
        source = check(folder)
        assert source.site is not None
        assert (source.site.city, source.site.title) == (city, title)
        assert source.vocabulary.names.group == group.partition("/")[0].strip()


def test_nothing_of_somebody_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "笔记.txt").write_text("原有", encoding="utf-8")
    code, said = run(str(tmp_path), "--city", "样城市")
    assert code == 1 and "里已经有文件（笔记.txt），没有改动它" in said
    assert [path.name for path in tmp_path.iterdir()] == ["笔记.txt"]
    code, said = run(str(tmp_path / "笔记.txt"), "--city", "样城市")
    assert code == 1 and "是一个文件，不是文件夹" in said


def test_without_a_terminal_the_city_must_be_named(tmp_path: Path) -> None:
    code, said = run(str(tmp_path / "handbook"))
    assert code == 1 and "请写明城市" in said and not (tmp_path / "handbook").exists()


@pytest.mark.parametrize("city", ["", " ", "某市\u202e"])
def test_a_name_that_cannot_be_seen_is_refused(city: str, tmp_path: Path) -> None:
    with pytest.raises(CannotBegin, match="不能作名称"):
        begin(tmp_path / "handbook", city, "手册", "产业", DAY)
    assert not (tmp_path / "handbook").exists()
