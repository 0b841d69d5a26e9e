"""The words of one handbook: the defaults of ``book.words``, with what its ``data/vocabulary.yml`` renames and adds.

A linked record has them as ``words``, a book as ``book.words``; whatever a handbook cannot change is taken from the
defaults. Decisions are made on core codes (``core``), never on words.
"""

from typing import Any

from generator.book import words as defaults
from generator.records.kinds import RecordKind
from generator.records.vocabulary import CORE, Names, Vocabulary


class Words:
    """Words by code, in the order shown; codes that are hidden have none. ``names``: what the parts are called."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        told = vocabulary or Vocabulary()
        self.names: Names = told.names
        self.ACTIVITY = _table(told, "activities", defaults.ACTIVITY)
        self.FORM = _table(told, "forms", defaults.FORM)
        self.APPLICANT = _table(told, "applicants", defaults.APPLICANT)
        self.DEPARTMENT_KIND = _table(told, "departments", defaults.DEPARTMENT_KIND)
        self.TERM_TYPE = _table(told, "terms", defaults.TERM_TYPE)
        self.LEVEL = _table(told, "levels", defaults.LEVEL)
        self.CLAUSE_KIND = _table(
            told, "clauses", {**defaults.CLAUSE_KIND, "industry": self.names.group, "item": self.names.part}
        )
        self.TIER = _table(told, "tiers", {})
        field = f"{self.names.field}领域" if self.names.field else "文件所指的领域"
        unclear = f"是否限{self.names.field}" if self.names.field else "限于哪些领域"
        self.REACH = {
            "future": f"{field}，不分{self.names.group}",
            "any": f"文中未限定{self.names.group}",
            "unclear": f"{unclear}，文中不明确",
        }
        self._core = {
            axis: {word.id: getattr(word, "counts_as", None) or word.id for word in told.words(axis)} for axis in CORE
        }
        self._looks = {tier.id: tier.look or ("hollow" if place else "filled") for place, tier in enumerate(told.tiers)}

    def __getattr__(self, name: str) -> Any:
        return getattr(defaults, name)

    def core(self, axis: str, code: str) -> str:
        """The core code that a code counts as; an unknown one counts as itself."""
        return self._core[axis].get(code, code)

    def look(self, tier: str | None) -> str:
        """How pictures show a group of this class: ``filled`` or ``hollow``."""
        return self._looks.get(tier or "", "filled")

    def tier(self, code: str | None) -> str:
        """The word for a class of groups; empty where the plan has none."""
        return self.TIER.get(code, code) if code else ""

    def kind(self, kind: RecordKind) -> str:
        """What readers call a kind of record."""
        own = {"industry": self.names.group, "subfield": self.names.part}
        return own.get(kind.code, kind.to_readers)


class _Table(dict[str, str]):
    """Words by code. A code without a word stands for itself: an older state of the data may use codes that are not
    declared any more."""

    def __missing__(self, code: str) -> str:
        return code


def _table(vocabulary: Vocabulary, axis: str, words: dict[str, str]) -> _Table:
    told = {word.id: word.name for word in vocabulary.words(axis)}
    return _Table((code, told.get(code) or words.get(code, code)) for code in vocabulary.codes(axis))


DEFAULT = Words()
