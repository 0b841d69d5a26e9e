"""Kinds of record, as far as reading the data needs them: location, names, address.

Loading, rules, references, the ledger and the editor schemas use this list. How a kind is found, cited, compared and
exported is in ``book.kinds``: one descriptor for each of these.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.records.about import Edition, Link, Site
from generator.records.across import Day, PublicList, Synonym, Target, Topic
from generator.records.base import Record
from generator.records.clauses import Clause
from generator.records.documents import Document
from generator.records.named import Department, Industry, Subfield, Term
from generator.records.supports import Direction, Support
from generator.records.verification import Verification
from generator.records.vocabulary import Vocabulary


def no_names(record: Any) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class RecordKind:
    """Where records of a kind are stored and how they are identified.

    ``code`` is used in references and programs, ``word`` in messages to editors, ``reader_word`` on pages where that
    differs. ``file`` is a file with a list of records, or a folder (ends in ``/``) of such files; with ``one_a_file``
    each file holds one record and is named after its id. A kind nested in another has ``inside``: the outer kind's code
    and the field.

    ``pattern`` is the address with ``{key}``: the id, or with ``long_key`` ``<outer id>/<id>``. ``names`` yields what a
    record may be called; with ``by_name`` references use names, not ids. ``needed``: a handbook cannot do without its file.
    """

    code: str
    word: str
    record: type[Record]
    file: str = ""
    one_a_file: bool = False
    inside: tuple[str, str] | None = None
    pattern: str = ""
    long_key: bool = False
    names: Callable[[Any], Iterable[str]] = field(default=no_names)
    by_name: bool = False
    needed: bool = False
    reader_word: str = ""

    @property
    def to_readers(self) -> str:
        return self.reader_word or self.word

    def key(self, *steps: str) -> str:
        """The key of a record, from the ids of the records around it and its own."""
        return "/".join(steps[-2:]) if self.long_key else steps[-1]

    def at(self, *steps: str) -> str:
        """The address of a record, relative to the site's root."""
        return self.pattern.format(key=self.key(*steps))

    @property
    def page(self) -> str:
        """The page that holds all records of a kind whose addresses are fragments."""
        return self.pattern.partition("#")[0]


def _called(record: Any) -> Iterator[str]:
    yield record.name
    yield from getattr(record, "short_names", ())
    yield from record.aliases


DOCUMENT = RecordKind(
    "document", "文件", Document, "data/documents/", one_a_file=True, pattern="documents/{key}/index.html"
)
CLAUSE = RecordKind(
    "clause", "条款", Clause, inside=("document", "clauses"), pattern="documents/{key}.html", long_key=True
)
SUPPORT = RecordKind("support", "支持事项", Support, inside=("clause", "supports"), pattern="supports/{key}.html")
DIRECTION = RecordKind(
    "direction", "支持方向", Direction, inside=("clause", "directions"), pattern="supports/directions.html#{key}"
)
INDUSTRY = RecordKind(
    "industry", "产业", Industry, "data/industries/", one_a_file=True, pattern="industries/{key}/index.html", names=_called
)  # fmt: skip
SUBFIELD = RecordKind(
    "subfield", "细分领域", Subfield, inside=("industry", "subfields"), pattern="industries/{key}.html", long_key=True,
    names=lambda subfield: (subfield.name,),
)  # fmt: skip
DEPARTMENT = RecordKind(
    "department",
    "单位",
    Department,
    "data/departments.yml",
    pattern="departments/{key}.html",
    names=_called,
    reader_word="部门",
)
TARGET = RecordKind("target", "目标", Target, "data/targets.yml", pattern="goals.html#{key}")
DATE = RecordKind("date", "日期", Day, "data/dates.yml", pattern="dates.html#{key}")
LIST = RecordKind("list", "公开清单", PublicList, "data/lists.yml", pattern="lists.html#{key}")
TOPIC = RecordKind("topic", "专题", Topic, "data/topics.yml", pattern="topics/{key}.html", names=_called)
TERM = RecordKind("term", "术语", Term, "data/terms/", pattern="terms.html#{key}", names=_called, by_name=True)

# Kinds that readers see, in the order of the handbook; then those for the handbook itself, which have no address.
OF_READERS = (DOCUMENT, CLAUSE, SUPPORT, DIRECTION, INDUSTRY, SUBFIELD, DEPARTMENT, TARGET, DATE, LIST, TOPIC, TERM)
OF_THE_HOUSE = (
    RecordKind("synonym", "同义词", Synonym, "data/synonyms.yml"),
    RecordKind("site", "手册", Site, "data/site.yml", one_a_file=True, needed=True),
    RecordKind("vocabulary", "用语", Vocabulary, "data/vocabulary.yml", one_a_file=True),
    RecordKind("link", "外部链接", Link, "data/links.yml"),
    RecordKind("edition", "更新记录", Edition, "data/changes.yml"),
    RecordKind("verification", "核对说明", Verification, "data/verify.yml", one_a_file=True),
)
KINDS = (*OF_READERS, *OF_THE_HOUSE)
