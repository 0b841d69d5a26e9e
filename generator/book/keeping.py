"""What the keeper of a handbook should look at in the next days: what opens, closes, begins or ends, which amendments begin
to work, and which texts count as in force only because no end was seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.book import due, validity, words
from generator.book.handbook import Document, Handbook

_KIND = {
    "opening": "开始办理", "deadline": "截止", "event": "活动", "valid_from": "开始施行", "valid_until": "有效期届满", "amends": "修改生效",
    "review": "要复核",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A day, what happens on it (a code of ``kind`` with its ``word``), and the text concerned, as readers call it."""

    day: date
    kind: str
    what: str

    @property
    def word(self) -> str:
        return _KIND[self.kind]


def entries(book: Handbook, first: date, days: int) -> list[Entry]:
    """Everything from the first day on for so many days, in order; what wants a review stands on the first day."""
    last = first + timedelta(days=days)
    found = [
        Entry(entry.begins, entry.kind, f"{entry.what}{f'（{entry.hour}）' if entry.hour else ''}")
        for entry in due.everything(book)
        if first <= entry.begins <= last and entry.kind in _KIND and entry.kind != "amends"
    ]
    for document in book.documents:
        found += [entry for entry in _amended(document) if first <= entry.day <= last]
    found += [Entry(first, "review", what) for what in _unsure(book, first)]
    return sorted(found, key=lambda entry: (entry.day, entry.kind, entry.what))


def _amended(document: Document) -> Iterator[Entry]:
    for day, changes in document.changes:
        for change in changes:
            by = f"依据《{change.clause.document.data.short_title}》{change.clause.title}"
            yield Entry(day, "amends", f"《{document.data.short_title}》{words.DO[change.do]}：{change.target}，{by}")


def _unsure(book: Handbook, day: date) -> Iterator[str]:
    for document in book.documents:
        state = validity.state(document, day, book.site.as_of)
        if state.code == "in-force" and state.ground == "inferred":
            yield f"《{document.data.short_title}》没有写有效期，手册按{state.words}处理，请看看有没有被废止或宣布失效"
