"""Bad data: thousands of seeded edits of the real YAML are harmless, or refused with a place.

Each edit changes one file; records of the other files are read once and reused, so that thousands of edits take
seconds. CPU time is measured, since test machines are busy. A failing edit prints its number: run ``python
site_tests/test_hostile_data.py NUMBER`` to see it.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.book.link import link
from generator.records.kinds import KINDS, RecordKind
from generator.source import load as loading
from generator.source.load import Source, load
from generator.source.plain import parse
from generator.source.problems import BadData, did_you_mean, report
from generator.source.rules import clauses, references
from generator.source.validate import validate

ROOT = Path(__file__).resolve().parent.parent
EDITS = 2000
SLOWEST = 5.0  # seconds

ODD = [
    "\0", "\x07", "\t", "\ufeff", "\u202e", "\u200b", "\u2028", "\x85", "\ud7ff", "\U0010ffff", "：", "“", '"', "'", "#",
    ": ", "- ", "&a ", "*a ", "!!python/object/apply:os.system ['true']", "!!binary ", "{", "[", "}", "]", "|", ">", "%", "@",
    "`", "<<: ", "? ", "---\n", "...\n", "null", "~", "true", "0x1F", "1e400", ".nan", "9" * 400, "9" * 5000, "1_000", "010",
    "2026-02-30", "2026-13-45", "12:30:45", "\\", "\r",
]  # fmt: skip


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def edited(text: str, chance: random.Random) -> bytes:
    """The text with one edit, as bytes."""
    lines = lines_of(text)
    at = chance.randrange(len(lines))
    line = lines[at]

    def put(*new: str, drop: int = 1) -> bytes:
        return "".join([*lines[:at], *new, *lines[at + drop :]]).encode("utf-8", "surrogatepass")

    def value(new: str) -> bytes:
        return put(re.sub(r"(: |- )\S.*", lambda m: m[1] + new, line, count=1))

    spot = chance.randrange(len(line))
    odd = chance.choice(ODD)
    kinds = {
        "delete": lambda: put(),
        "delete some": lambda: put(drop=chance.randrange(2, 12)),
        "double": lambda: put(line, line),
        "swap": lambda: put(*reversed(lines[at : at + 2]), drop=2),
        "truncate the line": lambda: put(line[:spot] + "\n"),
        "truncate the file": lambda: "".join(lines[:at]).encode() + line[:spot].encode(),
        "indent": lambda: put(" " * chance.choice([1, 2, 4, 300]) + line),
        "outdent": lambda: put(line[chance.choice([1, 2]) :]),
        "odd character": lambda: put(line[:spot] + odd + line[spot:]),
        "odd value": lambda: value(odd),
        "number": lambda: put(re.sub(r"\d+", chance.choice(["0", "-1", "9" * 30, "9" * 5000, "1.5", "1e9"]), line)),
        "list for value": lambda: value("[" * chance.choice([1, 5, 50000])),
        "map for value": lambda: value("{a: " * chance.choice([1, 3, 20000])),
        "long value": lambda: value("长" * 100_000),
        "moved": lambda: "".join([*lines[:at], *lines[at + 1 :], line]).encode(),
        "case": lambda: put(line.swapcase()),
        "cut bytes": lambda: text.encode()[: chance.randrange(1, len(text.encode()))],
        "turned bytes": lambda: bytes(
            byte ^ (1 << chance.randrange(8)) if chance.random() < 0.002 else byte for byte in text.encode()
        ),
        "CRLF": lambda: text.replace("\n", "\r\n").encode(),
        "BOM": lambda: b"\xef\xbb\xbf" * chance.choice([1, 2]) + text.encode(),
        "GB18030": lambda: text.encode("gb18030"),
        "UTF-16": lambda: text.encode("utf-16"),
        "bomb": lambda: (BOMB + text).encode(),
        "empty": lambda: chance.choice([b"", b"\n", b"# \n", b"[]", b"{}", b"null", b"- null\n", b"- []\n"]),
    }
    # Kinds of edits to a whole file, which officers rarely make, get less weight.
    weights = [
        1 if name in ("CRLF", "BOM", "GB18030", "UTF-16", "bomb", "empty", "long value") else 6 for name in kinds
    ]
    return chance.choices(list(kinds.values()), weights)[0]()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))  # fmt: skip


class Data:
    """The real data, read once. ``with_file``: what ``load`` makes of it with one file replaced."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.whole = load(root)
        assert not self.whole.problems
        self.files = sorted(name for name in self.whole.texts if name not in loading.PLAIN)
        self.parts = {name: self._alone(name) for name in self.files}

    def _alone(self, name: str) -> Source:
        part = Source()
        loading._take(name, parse(name, self.whole.texts[name], []), self._kind(name), part)
        return part

    @staticmethod
    def _kind(name: str) -> RecordKind:
        return next(kind for kind in KINDS if kind.file in (name, f"{name.rpartition('/')[0]}/"))

    def with_file(self, name: str, data: bytes, tmp: Path) -> Source:
        (tmp / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp / name).write_bytes(data)
        source = Source(texts=dict(self.whole.texts))
        for other in self.files:
            if other != name:
                self._join(source, self.parts[other])
                continue
            text = loading._read(tmp, name, source.problems)
            source.texts[name] = text or ""
            plain = parse(name, text, source.problems) if text is not None else None
            if plain is not None:
                loading._take(name, plain, self._kind(name), source)
        return source

    @staticmethod
    def _join(source: Source, part: Source) -> None:
        for kind in KINDS:
            for place, record in part.of(kind.record):
                source.keep(place, record)


def edits(data: Data) -> Iterator[tuple[int, str, bytes]]:
    for number in range(EDITS):
        chance = random.Random(f"handbook {number}")
        # Small files more often than large ones, which take longer to read.
        name = chance.choice(data.files)
        if len(data.whole.texts[name]) > 9000 and chance.random() < 0.6:
            name = chance.choice(data.files)
        yield number, name, edited(data.whole.texts[name], chance)


@pytest.fixture(scope="module")
def data() -> Data:
    return Data()


def outcome(data: Data, name: str, changed: bytes, tmp: Path, tell: bool) -> str:
    """``harmless`` or ``refused``; anything else raises. ``tell``: also format the problems, which takes longer."""
    source = data.with_file(name, changed, tmp)
    try:
        validate(source)
    except BadData as error:
        assert error.problems
        for problem in error.problems:
            assert problem.place.file in data.whole.texts or problem.place.file.startswith("data")
            assert re.search(r"[\u4e00-\u9fff]", problem.message)
        if tell:
            told = report(error.problems[:50], error.texts)
            assert re.match(r"data\S*?:\d+:\d+: .+", told), told
            assert not re.search(r"[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", told), (
                "odd characters reach the terminal"
            )
        return "refused"
    return "harmless"


@pytest.mark.prove
def test_thousands_of_edits_are_harmless_or_refused(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: Counter[str] = Counter()
    slow = []
    for number, name, changed in edits(data):
        started, tell = time.process_time(), number % 10 == 0
        # Hints take half of the time of a refusal: they are made only where the problems are formatted.
        for rules in (clauses, references):
            monkeypatch.setattr(rules, "did_you_mean", did_you_mean if tell else lambda word, known: None)
        try:
            seen[outcome(data, name, changed, tmp_path, tell)] += 1
        except Exception as error:  # the number reproduces the edit
            pytest.fail(f"edit {number} of {name}: {type(error).__name__}: {error}")
        if (took := time.process_time() - started) > SLOWEST:
            slow.append((number, name, took))
    assert not slow
    assert seen["refused"] > EDITS // 3 and seen["harmless"] > EDITS // 10, seen


def test_harmless_edits_can_be_linked(data: Data, tmp_path: Path) -> None:
    """Data that passes the check can be linked."""
    linked = 0
    for number, name, changed in edits(data):
        if number % 50 == 0 and outcome(data, name, changed, tmp_path, tell=False) == "harmless":
            link(data.with_file(name, changed, tmp_path))
            linked += 1
    assert linked >= 10


HUGE = {
    "100,000 brackets": "a: " + "[" * 100_000,
    "20,000 nested maps": "{a: " * 20_000 + "}" * 20_000,
    "30,000 dashes": "- " * 30_000 + "a",
    "20,000 question marks": "? " * 20_000,
    "1,500 levels of indentation": "\n".join(" " * level + "a:" for level in range(900)),
    "a million digits": "title: " + "9" * 400_000,
    "a million hexadecimal digits": "title: 0x" + "f" * 400_000,
    "an endless number": "title: 1e99999999",
    "a bomb": BOMB,
    "a bomb after a second BOM": "\ufeff" + BOMB,
    "30,000 keys": "\n".join(f"k{number}: v" for number in range(30_000)),
    "3 million characters": "title: " + "x" * 3_000_000,
    "an open quote over 100,000 lines": 'title: "' + "x\n" * 100_000,
    "a number in base 60": "%YAML 1.1\n---\ntitle: " + ":".join(["59"] * 10_000),
    "python": "title: !!python/object/apply:os.system ['touch /tmp/handbook-was-here']",
    "a tag of a directive": "%TAG ! tag:yaml.org,2002:python/\n---\ntitle: !object/apply:os.system ['true']",
}


@pytest.mark.parametrize("what", HUGE)
def test_huge_and_hostile_files_are_refused(what: str, data: Data, tmp_path: Path) -> None:
    started = time.process_time()
    assert outcome(data, "data/site.yml", HUGE[what].encode(), tmp_path, tell=True) == "refused"
    assert time.process_time() - started < SLOWEST
    assert not Path("/tmp/handbook-was-here").exists()


if __name__ == "__main__":
    import tempfile

    everything = Data()
    chosen = {int(word) for word in sys.argv[1:]}
    for index, file, bytes_ in edits(everything):
        if index in chosen:
            with tempfile.TemporaryDirectory() as folder:
                broken = everything.with_file(file, bytes_, Path(folder))
                try:
                    validate(broken)
                    print(index, file, "harmless")
                except BadData as error:
                    print(index, file, error, sep="\n")
