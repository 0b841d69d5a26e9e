"""Facts read off a policy text. Cases are data: ``cases/facts/*.jsonl``, a text and its facts in ``facts_notation``.

``rows.jsonl`` has the sentences on which the reading of sums was agreed; the others are of the same kinds.
"""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from facts_notation import line
from generator.text import amendments, grammar, money
from generator.text.facts import decoded, facts_of, read
from generator.text.numbering import Mark, clauses, marks, printed
from generator.text.numerals import han, number, percent
from generator.text.plain import plain
from generator.text.records import Amendment, Amount, Money, Rate

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "site_tests/cases/facts"
GIVEN = ("cap", "fixed", "floor", "range")
BY_THEMSELVES = ("benefits", "numbering")


def _rows(name: str) -> list[Any]:
    return [json.loads(row) for row in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


SENTENCES = [
    (f.stem, *row) for f in sorted(CASES.glob("*.jsonl")) if f.stem not in BY_THEMSELVES for row in _rows(f.stem)
]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: f"{case[0]}: {case[1][:40]}")
def test_a_sentence_reads_as_agreed(case: tuple[Any, ...]) -> None:
    _, text, *expected = case
    assert [line(fact.to_json()) for fact in facts_of(text)] == expected


def test_there_are_cases_enough() -> None:
    assert len(_rows("rows")) >= 58, "every variant of the agreed sentences"
    assert len(SENTENCES) - len(_rows("rows")) >= 200


def test_no_sum_is_lost_by_not_reading_a_text() -> None:
    """``possible`` spares most texts the reading: where it says no, the reading finds nothing to lose. Pieces of the
    agreed sentences are many texts that nearly state a sum."""
    spared = 0
    for _, case, *_ in SENTENCES:
        for piece in (case, *(case[first : first + 8] for first in range(0, len(case), 3))):
            whole = plain(piece)
            if not money.possible(whole):
                spared += 1
                assert not [fact for fact in money.read(whole, money.Counter()) if isinstance(fact, Money | Rate)], (
                    piece
                )
    assert spared > 1000


def test_no_changed_sum_is_lost_by_not_reading_a_text() -> None:
    for _, case, *_ in SENTENCES:
        changed = [fact for fact in amendments.read(plain(case)) if isinstance(fact, Amendment) and fact.do == "sum"]
        assert not changed or amendments.may_change_sums(plain(case)), case


def test_every_fact_stands_where_it_says() -> None:
    for _, case, *_ in SENTENCES:
        text = "前文。\n" + case + "\n第九条 后文。"
        for fact in facts_of(text):
            assert text[fact.start : fact.end] == fact.text
            assert fact.text in case


def test_bounds_agree_with_the_role() -> None:
    for _, case, *_ in SENTENCES:
        for fact in facts_of(case):
            if isinstance(fact, Amount):
                _agree(fact)


def _agree(fact: Amount) -> None:
    assert fact.low is not None or fact.high is not None
    match fact.role:
        case "cap":
            assert fact.low is None
        case "floor":
            assert fact.high is None
        case "fixed":
            assert fact.low == fact.high
        case "range":
            assert fact.low is not None and fact.high is not None and fact.low < fact.high
    assert (fact.benefit is not None) or fact.role not in GIVEN


@pytest.mark.parametrize("row", _rows("benefits"), ids=lambda row: row[0][:40])
def test_parts_of_one_benefit_are_joined(row: list[Any]) -> None:
    text, *expected = row
    amounts = [fact for fact in facts_of(text) if isinstance(fact, Amount)]
    found = [[fact.text for fact in group] for _, group in groupby(amounts, key=lambda fact: fact.benefit)]
    assert found == expected


# --- numbers and numbering ---


@pytest.mark.parametrize(
    ("text", "value"),
    [("3,000万", 30000000), ("三千万", 30000000), ("叁仟万", 30000000), ("1亿5000万", 150000000), ("两千", 2000), ("十", 10),
     ("一百零五", 105), ("二〇二六", 2026), ("0.3亿", 30000000), ("2万5千", 25000), ("三点五", Decimal("3.5")), ("企业", None), ("", None)],
)  # fmt: skip
def test_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("20%", 20), ("百分之三十", 30), ("3‰", "0.3"), ("千分之五", "0.5"), ("三成", 30), ("12.5%", "12.5")],
)
def test_shares(text: str, value: object) -> None:
    assert percent(text) == Decimal(str(value))


@pytest.mark.parametrize("value", [0, 1, 9, 10, 11, 20, 99, 100, 101, 110, 111, 305, 1000, 1001, 1010, 9999])
def test_han_numerals_are_read_back(value: int) -> None:
    assert number(han(value)) == value


@pytest.mark.parametrize("row", _rows("numbering"), ids=lambda row: row["text"][:30])
def test_a_text_is_cut_by_its_own_numbering(row: dict[str, Any]) -> None:
    found = clauses(row["text"])
    assert [[clause.number, clause.heading, list(clause.under)] for clause in found] == row["clauses"]
    assert found[0].start == 0 and found[-1].end == len(row["text"])
    assert all(before.end == after.start for before, after in pairwise(found))


@pytest.mark.parametrize("mark", [Mark("条", 10), Mark("条", 12, 1), Mark("一、", 3), Mark("(一)", 11), Mark("1.", 7), Mark("(1)", 38), Mark("①", 5), Mark("章", 2)])  # fmt: skip
def test_printed_numbers_are_read_back(mark: Mark) -> None:
    forms = printed(mark)
    assert marks(forms[0]) == [mark]
    assert all(marks(form)[-1].value == mark.value for form in forms)


def test_an_article_is_cited_in_three_ways() -> None:
    assert {"第十条", "第10条", "10."} <= set(printed(Mark("条", 10)))
    assert marks("二、（一）1.") == [Mark("一、", 2), Mark("(一)", 1), Mark("1.", 1)]


# --- the data file ---


def test_patterns_run_in_python_and_in_javascript() -> None:
    """No lookbehind, named groups, possessive or atomic parts, and no classes on which the two languages differ."""

    def texts(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return [text for row in rows for text in texts(row)]

    for text in texts(grammar.data()):
        assert "\\" not in text, text
        assert not re.search(r"\(\?(?!:|=|!)", text), text
        assert not re.search(r"[*+?]\+|[0-9,]\}\+", text), text


def test_tokens_have_no_groups_of_their_own() -> None:
    """The number of the group identifies the token."""
    raw = grammar.data()
    for row in [*raw["tokens"], {"pattern": raw["element"]}]:
        assert re.compile(grammar.filled(row["pattern"], raw["parts"])).groups == 0, row


# --- the command ---


def _facts(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from generator.cli import main; main()", "facts", str(path), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)


TEXT = "第一条 对新认定的企业给予最高50万元奖励。\n第二条 按投资额的0.35%给予补助，总额为3000万元。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_command_reads_utf8_and_gb18030(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode(encoding))
    done = _facts(path, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout, parse_float=Decimal)
    assert [clause["number"] for clause in told["clauses"]] == ["第一条", "第二条"]
    (ceiling,) = told["clauses"][0]["facts"]
    assert (ceiling["kind"], ceiling["role"], ceiling["low"], ceiling["high"]) == ("money", "cap", None, 500000)
    assert TEXT[ceiling["start"] : ceiling["end"]] == ceiling["text"] == "最高50万元"
    rate = told["clauses"][1]["facts"][0]
    assert (rate["low"], rate["of"]) == (Decimal("0.35"), "投资额")


def test_the_command_speaks_to_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert "金额·上限：最高50万元" in _facts(path).stdout


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("最高50万元".encode("utf-16"))
    done = _facts(path, "--json")
    assert done.returncode == 1 and "UTF-8" in done.stderr and not done.stdout


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = _facts(tmp_path / "nothing.txt", "--json")
    assert done.returncode == 2 and "找不到文件" in done.stderr and not done.stdout
    done = _facts(tmp_path, "--json")
    assert done.returncode == 2 and "是文件夹" in done.stderr


def test_an_empty_text_has_no_clauses(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("\n \n", encoding="utf-8")
    assert json.loads(_facts(path, "--json").stdout) == {"clauses": []}


# --- the originals, where they are ---

REAL = os.environ.get("HANDBOOK_ORIGINALS")
real = pytest.mark.skipif(not REAL, reason="HANDBOOK_ORIGINALS names no folder of original texts")


@real
def test_sums_of_the_measures_are_those_of_the_data() -> None:
    data = YAML(typ="safe").load((ROOT / "data/documents/measures-2026-1.yml").read_text(encoding="utf-8"))
    articles = {clause["number"]: clause for clause in data["clauses"] if clause["kind"] == "article"}
    found = {
        one.clause.number: one for one in read(decoded(Path(str(REAL)) / "measures-2026-1.txt")) if one.clause.number
    }
    assert len(articles) == 14
    for mark, article in articles.items():
        recorded = sorted(
            (support["amount"]["kind"], support["amount"]["wan"] * 10000)
            for support in article.get("supports", [])
            if support["amount"]["kind"] in ("cap", "fixed")
        )
        sums = sorted((fact.role, int(fact.high or 0)) for fact in found[mark].facts if isinstance(fact, Money))
        assert sums == recorded, mark
        assert found[mark].clause.heading == article["heading"]
        assert not [fact for fact in found[mark].facts if fact.kind == "unread"]


@real
@pytest.mark.parametrize("path", sorted(Path(str(REAL)).glob("*.txt")) if REAL else [], ids=lambda path: path.stem)
def test_every_number_of_a_clause_is_found_in_the_original(path: Path) -> None:
    source = ROOT / f"data/documents/{path.stem}.yml"
    if not source.is_file():
        pytest.skip("no document of this id")
    data = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    ours = [marks(str(clause["number"]))[-1] for clause in data["clauses"] if clause.get("number")]
    theirs = [marks(clause.number)[-1] for clause in clauses(decoded(path)) if clause.number]
    assert theirs == ours
