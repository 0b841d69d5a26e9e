"""Names that the handbook knows: departments, industries, terms; and what a text names that it does not know."""

import re
from dataclasses import dataclass, field

from pypinyin import Style, lazy_pinyin

from generator.source.load import Source
from generator.text.folding import fold


@dataclass
class Known:
    """What the handbook knows by name. ``new``: departments met in the text that it does not know, in order."""

    departments: dict[str, str] = field(default_factory=dict)  # folded name -> id
    industries: dict[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    new: dict[str, str] = field(default_factory=dict)  # name -> proposed id
    numbers: dict[str, str] = field(default_factory=dict)  # number of a document -> its id
    titles: dict[str, str] = field(default_factory=dict)  # folded title of a document -> its id

    def document(self, title: str, number: str | None = None) -> str | None:
        """The id of a document by its number or title as printed; ``None`` if the handbook does not have it."""
        by_number = self.numbers.get(number.replace("第", "")) if number else None
        return by_number or self.titles.get(fold("".join(title.split())))

    def department(self, name: str) -> tuple[str, bool]:
        """The id of a department by a name, and whether the handbook knows it; an unknown one gets a proposed id."""
        key = fold("".join(name.split()))
        if key in self.departments:
            return self.departments[key], True
        printed = "".join(name.split())
        if printed not in self.new:
            self.new[printed] = self._proposed(printed)
        return self.new[printed], False

    def _proposed(self, name: str) -> str:
        bare = re.sub("^(?:市|省|县|区|各)(?=.{2,})", "", name)
        base = (
            "".join(re.sub("[^a-z0-9]", "", first) for first in lazy_pinyin(bare, Style.FIRST_LETTER))[:12] or "danwei"
        )
        taken = {*self.departments.values(), *self.new.values()}
        identity, count = base, 2
        while identity in taken:
            identity, count = f"{base}{count}", count + 1
        return identity

    def industries_in(self, text: str) -> list[str]:
        """Ids of the industries that a text names, in the order of the handbook."""
        return list(dict.fromkeys(identity for name, identity in self.industries.items() if name in text))

    def terms_in(self, text: str) -> list[str]:
        """Known terms that a text names, in the order of the text; of names inside each other the longest."""
        places = sorted((text.find(term), -len(term), term) for term in self.terms if term in text)
        found: list[str] = []
        end = 0
        for place, _, term in places:
            if place >= end:
                found.append(term)
                end = place + len(term)
        return found


def known(source: Source) -> Known:
    """The names of a handbook's data."""
    made = Known()
    for _, department in source.departments:
        for name in (department.name, *department.short_names, *department.aliases):
            made.departments.setdefault(fold(name), department.id)
    for _, industry in source.industries:
        made.industries.setdefault(industry.name, industry.id)  # as printed: a text names it in these words or not
    made.terms = tuple(term.name for _, term in source.terms if len(term.name) >= 3)
    made.numbers = {document.number: document.id for _, document in source.documents if document.number}
    made.titles = {fold(document.title): document.id for _, document in source.documents}
    return made


_BRACKETED = re.compile('[“"]([^”"，。]{2,16})[”"]')


def candidates(text: str, known: Known) -> list[str]:
    """Names in quotation marks that are no terms yet."""
    found = dict.fromkeys(match[1] for match in _BRACKETED.finditer(text))
    return [name for name in found if name not in known.terms and f"“{name}”" not in known.terms]
