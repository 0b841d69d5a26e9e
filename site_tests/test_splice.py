"""Is YAML changed at its marks: what was not changed stays to the byte, and what is written reads as meant?"""

import copy
import random
from pathlib import Path
from typing import Any

import pytest
import yaml as other_reader  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.source.saving import ChangedMeanwhile, read, save
from generator.source.splice import Change, Insert, NotSpliced, Put, Remove, between, edited

HERE = Path(__file__).parent
ROOT = HERE.parent
CASES = YAML(typ="safe").load((HERE / "cases" / "splice" / "edits.yml").read_text("utf-8"))
FILES = sorted(
    path
    for folder in ("data", "examples/shilishi/data", "site_tests/sample/data", "site_tests/sample_more")
    for path in (ROOT / folder).rglob("*.yml")
)


def change(told: dict[str, Any]) -> Change:
    path = tuple(told.get("path", ()))
    if told["do"] == "put":
        return Put(path, told["value"])
    if told["do"] == "insert":
        return Insert(path, told["at"], told["value"], told.get("after"))
    return Remove(path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("ended", [True, False], ids=["ended", "open"])
def test_cases(case: dict[str, Any], newline: str, ended: bool) -> None:
    """Each case in both kinds of line breaks, with and without a last one, with a byte order mark and without."""
    before, after = (case[name].replace("\n", newline) for name in ("before", "after"))
    if not ended:
        before, after = before.removesuffix(newline), after.removesuffix(newline)
    changes = [change(told) for told in case["changes"]]
    assert edited(before, changes) == after
    assert edited("\ufeff" + before, changes) == "\ufeff" + after


def test_refused() -> None:
    """What cannot be edited is refused with its line, in Chinese."""
    for case in YAML(typ="safe").load((HERE / "cases" / "splice" / "refused.yml").read_text("utf-8")):
        with pytest.raises(NotSpliced) as refused:
            edited(case["before"], [change(told) for told in case["changes"]], "data/x.yml")
        assert case["says"] in str(refused.value), case["case"]
    with pytest.raises(NotSpliced, match="这里写不下要写的值"):
        edited("a: x", [Put(("a",), "\ud800")])


def test_text_that_ends_a_file_with_a_line_break() -> None:
    assert edited("a: 1\nb: 乙", [Put(("b",), "三\n四\n")]) == "a: 1\nb: |\n  三\n  四\n"


def plain(path: Path) -> Any:
    """A file as another reader reads it (its days as text: that reader knows only some of them)."""
    return other_reader.load(path.read_text("utf-8"), Loader=other_reader.BaseLoader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_changed_is_nothing_written(path: Path) -> None:
    """Every file, all of its values put again: the same bytes."""
    text, _ = read(path)
    model = YAML(typ="safe").load(text)
    assert edited(text, []) == text
    if model is not None:
        assert edited(text, [Put((), copy.deepcopy(model))]) == text


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [found for step, item in inner for found in leaves(item, (*path, step))]


def at(model: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        model = model[step]
    return model


WORDS = st.text(st.sampled_from("最高给予3000万元，：:#-[]{}\"'&*!|>%@` \n\t研发a1.?,~=\u2028é😀"), max_size=12)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-9999, 9999), st.dates(), WORDS, st.sampled_from(["yes", "1.", "2026", "null", "0x1", "1e3", "2026-01-01", "--04-01", "~", "<<", "12:30", "-", "? a", "a: b", "x #y"]))  # fmt: skip
VALUES = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "要点", "a b", "yes", "1", "x: y", "#"]), inner, max_size=3)), max_leaves=5)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([path for path in FILES if path.stat().st_size < 20_000]), st.integers(0, 10**6), st.sampled_from(["put", "insert", "remove"]), VALUES)  # fmt: skip
def test_random_edits_change_only_their_lines(path: Path, seed: int, do: str, value: Any) -> None:
    """One edit anywhere: what is read again is the old with that change, and lines outside the entry are as they were."""
    text, _ = read(path)
    model = YAML(typ="safe").load(text)
    found = leaves(model)
    if not found:
        return
    where = random.Random(seed).choice(found)
    around = at(model, where[:-1])
    wanted = copy.deepcopy(model)
    inner = at(wanted, where[:-1])
    if do == "put":
        inner[where[-1]] = value
        made: Change = Put(where, value)
    elif do == "remove":
        del inner[where[-1]]
        made = Remove(where)
    elif isinstance(around, list):
        inner.insert(where[-1], value)
        made = Insert(where[:-1], where[-1], value)
    else:
        inner["新增"] = value
        made = Insert(where[:-1], "新增", value)
    after = edited(text, [made])
    assert YAML(typ="safe").load(after) == wanted
    assert other_reader.load(after, Loader=other_reader.BaseLoader) is not None
    # The lines of the record around the entry, as the pure Python parser marks them.
    node: Any = YAML(typ="safe", pure=True).compose(text)
    for step in where[:-1]:
        node = node.value[step] if isinstance(step, int) else next(v for k, v in node.value if k.value == str(step))
    old, new = text.splitlines(), after.splitlines()
    first, last = node.start_mark.line, node.end_mark.line
    head = max(0, first - 4)  # a comment right above the first item stays with it
    assert new[:head] == old[:head]
    tail = len(old) - last - 1
    assert tail <= 0 or new[len(new) - tail :] == old[last + 1 :]
    comments = [line.strip() for line in old if line.strip().startswith("#")]
    assert [line.strip() for line in new if line.strip().startswith("#")] == comments or do == "remove" or (isinstance(around, list | dict) and isinstance(at(model, where), list | dict))  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(VALUES, VALUES)
def test_any_value_becomes_any_other(old: Any, new: Any) -> None:
    """The changes between two values, written into a file with the first, make one that reads as the second."""
    text = edited("# 头\n", [Put((), {"值": old})])
    assert YAML(typ="safe").load(text) == {"值": old}
    assert YAML(typ="safe").load(edited(text, between({"值": old}, {"值": new}))) == {"值": new}


def test_saved_only_over_what_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    first = save(path, "a: 1\r\n", None)
    assert path.read_bytes() == b"a: 1\r\n"
    path.chmod(0o640)
    second = save(path, "a: 2\n", first)
    assert path.stat().st_mode & 0o777 == 0o640
    with pytest.raises(ChangedMeanwhile) as refused:
        save(path, "a: 3\n", first)
    assert (refused.value.ours, refused.value.theirs) == ("a: 3\n", b"a: 2\n")
    assert read(path) == ("a: 2\n", second)
    with pytest.raises(ChangedMeanwhile):
        save(path, "a: 3\n", None)
    path.unlink()
    with pytest.raises(ChangedMeanwhile, match="删去"):
        save(path, "a: 3\n", second)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yml"
    seen = save(path, "a: 1\n", None)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(path, "a: 2\n", seen)
    assert path.read_text() == "a: 1\n"
    assert [found.name for found in tmp_path.iterdir()] == ["a.yml"]
