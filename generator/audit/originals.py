"""Originals: the officer's copies of the documents, split into clauses by their own numbering.

``<folder>/<document id>.txt`` (or .docx, .pdf, .html) is the original of a document; none is committed. Texts come from scans and web pages:
page breaks inside sentences, mixed half-width and full-width marks, everything on one line. Comparison therefore uses a
comparable form (no white space, NFKC, one kind of dash and quote) that maps each character to its original position.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from generator.reading.read import read
from generator.records import Clause, Document, Point
from generator.records.verification import Verification
from generator.source.problems import Told
from generator.text.facts import Unreadable

_SAME = str.maketrans({"—": "-", "–": "-", "―": "-", "‐": "-", "“": '"', "”": '"', "‘": '"', "’": '"', "〔": "[", "〕": "]", "【": "[", "】": "]"})  # fmt: skip


@dataclass(frozen=True)
class Comparable:
    """A text in comparable form. ``at[i]``: position of character i in ``raw``."""

    text: str
    at: tuple[int, ...]
    raw: str

    def index(self, raw_index: int) -> int:
        """The first comparable character at or after a position in the raw text."""
        return bisect_left(self.at, raw_index)

    def quote(self, start: int, end: int) -> str:
        return self.raw[self.at[start] : self.at[end - 1] + 1] if start < end else ""


def comparable(raw: str) -> Comparable:
    """The comparable form of a text."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(raw):
        for simple in unicodedata.normalize("NFKC", character).translate(_SAME):
            if not simple.isspace() and unicodedata.category(simple) not in ("Cc", "Cf"):
                characters.append(simple)
                places.append(place)
    return Comparable("".join(characters), tuple(places), raw)


# The forms of an original, the first that is there counts.
FORMS = (".txt", ".docx", ".pdf", ".html", ".htm", ".doc", ".wps")


class UnreadableOriginal(Told):
    """An original cannot be read; the message says which, and why."""


# --- numbering --------------------------------------------------------------------------------------------------------

# Levels, outermost first; an article (第十条) counts like 10., a chapter (第一章) like 一、.
_HAN = "一二三四五六七八九十百"
_MARKS = (
    (1, rf"([{_HAN}]{{1,4}})、"), (1, rf"第([{_HAN}\d]{{1,4}})章"), (2, rf"[（(]([{_HAN}]{{1,4}})[）)]"),
    (3, r"(\d{1,3})[.．](?!\d)"), (3, rf"第([{_HAN}\d]{{1,5}})条"), (4, r"[（(](\d{1,3})[）)]"),
)  # fmt: skip
_MARK = re.compile("|".join(pattern for _, pattern in _MARKS))
_CANDIDATE = re.compile(rf"(?:^|(?<=[\s。；;：:]))(?:{_MARK.pattern})", re.MULTILINE)

Mark = tuple[int, int]


def _value(digits: str) -> int:
    """十二 or 12 as a number, up to 999."""
    if digits.isdecimal():
        return int(digits)
    total, unit = 0, 0
    for character in digits:
        if character == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif character == "十":
            total, unit = total + (unit or 1) * 10, 0
        else:
            unit = _HAN.index(character) + 1
    return total + unit


def _mark(match: re.Match[str]) -> Mark:
    which = next(i for i, group in enumerate(match.groups()) if group)
    return _MARKS[which][0], _value(match[which + 1])


def marks(number: str) -> list[Mark]:
    """The marks of a printed number: ``二、（一）1.`` has three."""
    return [_mark(match) for match in _MARK.finditer(number)]


@dataclass
class Section:
    """A numbered part of an original: its marks, outermost first, where it begins and where its heading begins."""

    chain: tuple[Mark, ...]
    start: int
    body: int


def sections(whole: Comparable) -> list[Section]:
    """The numbered parts in order. A mark counts at the beginning of a line or sentence if it is the next of its
    series."""
    found: list[Section] = []
    stack: list[Mark] = []
    last: dict[int, int] = {}
    for match in _CANDIDATE.finditer(whole.raw):
        level, value = _mark(match)
        at_line_start = not whole.raw[: match.start()].rpartition("\n")[2].strip()
        deeper = not stack or level > stack[-1][0]
        follows = value == last.get(level, 0) + 1
        if not (follows or (value == 1 and (deeper or at_line_start))):
            continue
        stack = [mark for mark in stack if mark[0] < level] + [(level, value)]
        last[level] = value
        # Inner series restart or continue (items 1 to 38 continue); both are accepted above.
        found.append(Section(tuple(stack), whole.index(match.start()), whole.index(match.end())))
    return found


# --- clauses ----------------------------------------------------------------------------------------------------------


@dataclass
class Passage:
    """The part of an original for one clause, from ``start`` to ``end``; its heading begins at ``body``."""

    start: int
    end: int
    body: int
    chain: tuple[Mark, ...] = ()


@dataclass
class Original:
    """A split original. ``passages``: local clause id -> passage; ``unclaimed``: parts that no clause describes."""

    document: Document
    whole: Comparable
    passages: dict[str, Passage] = field(default_factory=dict)
    unclaimed: list[Passage] = field(default_factory=list)
    unplaced: list[Clause] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def head(self) -> Passage:
        """The text before the first clause."""
        starts = [p.start for p in [*self.passages.values(), *self.unclaimed]]
        return Passage(0, min(starts, default=len(self.whole.text)), 0)

    def text(self, passage: Passage) -> str:
        return self.whole.text[passage.start : passage.end]


def read_originals(folder: Path, documents: list[Document], told: Verification) -> dict[str, Original]:
    """The originals in ``folder``, by document id, in any form that can be read. Raises ``UnreadableOriginal``, ``OSError``."""
    found = {}
    for document in documents:
        path = next((path for form in FORMS if (path := folder / f"{document.id}{form}").is_file()), None)
        if path is not None:
            try:
                found[document.id] = split(read(path).text, document, told)
            except Unreadable as error:
                raise UnreadableOriginal(str(error)) from error
    return found


def split(raw: str, document: Document, told: Verification) -> Original:
    """Split an original into the passages of the clauses of ``document``."""
    raw, stale = _prepared(raw, document.id, told)
    original = Original(document, comparable(raw), stale=stale)
    starts: list[tuple[int, int, str | None, tuple[Mark, ...]]] = []
    for told_by, section in _aligned(document, sections(original.whole)):
        if isinstance(told_by, Point):
            continue  # a numbered item that the handbook tells as a point stays part of its clause
        if section:
            starts.append((section.start, section.body, told_by.id if told_by else None, section.chain))
        elif told_by:
            original.unplaced.append(told_by)
    begin_of = {entry.clause: comparable(entry.words).text for entry in told.begins}
    by_id = {identity: start for start, _, identity, _ in starts if identity}
    after = 0
    for clause in document.clauses:
        if clause.id in by_id:
            after = max(after, by_id[clause.id] + 1)
        elif not clause.number:
            words = begin_of.get(f"{document.id}/{clause.id}") or (comparable(clause.heading).text if clause.heading and clause.heading_printed else "")  # fmt: skip
            start = original.whole.text.find(words, after) if words else -1
            if start < 0:
                original.unplaced.append(clause)
            else:
                starts.append((start, start, clause.id, ()))
                after = start + 1
    starts.sort()
    ends = [start for start, *_ in starts[1:]] + [len(original.whole.text)]
    for (start, body, identity, chain), end in zip(starts, ends, strict=True):
        passage = Passage(start, end, body, chain)
        if identity:
            original.passages[identity] = passage
        else:
            original.unclaimed.append(passage)
    return original


def _prepared(raw: str, document: str, told: Verification) -> tuple[str, list[str]]:
    """The text without misreadings and omitted passages, and the entries that no longer apply."""
    stale = []
    for misread in told.misread:
        if misread.document == document:
            if misread.read not in raw:
                stale.append(misread.read)
            raw = raw.replace(misread.read, misread.means)
    for omitted in told.left_out:
        if omitted.document == document:
            begin = raw.find(omitted.begin)
            end = raw.find(omitted.end, begin) if omitted.end else len(raw)
            if begin < 0 or end < 0:
                stale.append(omitted.begin)
            else:
                raw = raw[:begin] + raw[end + len(omitted.end or "") :]
    return raw, stale


def _aligned(document: Document, found: list[Section]) -> Iterator[tuple[Clause | Point | None, Section | None]]:
    """Pairs numbered clauses, and points with a number of their own, with numbered parts, in the order of both; unmatched
    ones stand alone."""
    every: list[Clause | Point] = []
    for clause in document.clauses:
        every += [clause, *clause.points]
    numbered = [one for one in every if one.number and marks(one.number)]
    ours = [marks(str(one.number))[-1] for one in numbered]
    theirs = [section.chain[-1] for section in found]
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(numbered[a:b], found[c:d], strict=True)
        else:
            yield from ((one, None) for one in numbered[a:b])
            yield from ((None, section) for section in found[c:d])
