"""The views of a whole book, each created once."""

from typing import Any, TypeVar, cast

from generator.book.handbook import Clause, Department, Document, Handbook, Industry, Support
from generator.book.kinds import kind_of
from generator.book.views.base import View
from generator.book.views.named import DepartmentView, IndustryView
from generator.book.views.supports import SupportView
from generator.book.views.texts import ClauseView, DocumentView

Shape = TypeVar("Shape", bound=View)


class Views:
    """``of`` works for any record; the other methods only narrow the type."""

    def __init__(self, book: Handbook) -> None:
        self._book = book
        self._made: dict[Any, View] = {}

    def of(self, record: Any) -> View:
        if record not in self._made:
            self._made[record] = kind_of(record, self._book.kinds).view_of(record, self._book)
        return self._made[record]

    def support(self, record: Support) -> SupportView:
        return cast(SupportView, self.of(record))

    def clause(self, record: Clause) -> ClauseView:
        return cast(ClauseView, self.of(record))

    def document(self, record: Document) -> DocumentView:
        return cast(DocumentView, self.of(record))

    def department(self, record: Department) -> DepartmentView:
        return cast(DepartmentView, self.of(record))

    def industry(self, record: Industry) -> IndustryView:
        return cast(IndustryView, self.of(record))
