"""Publication: what happened on a document's day of publication; and days in words."""

from datetime import date

from generator.book import words
from generator.book.handbook import Document


def published(document: Document) -> str:
    """Code of ``words.PUBLISHED``: texts with effect are promulgated; others are put online by their issuer, or
    posted by somebody else."""
    if document.binding:
        return "promulgated"
    return "online" if document.issuers else "posted"


def published_word(document: Document) -> str:
    return words.PUBLISHED[published(document)]


def day_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else words.UNSTATED
