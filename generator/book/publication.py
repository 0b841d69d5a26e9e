"""Publication: what happened on the day that a document calls its day of publication."""

from generator.book import words
from generator.book.handbook import Document


def published(document: Document) -> str:
    """Only a text with effect is promulgated; others appear on a page of their author, or are posted by somebody else."""
    if document.binding:
        return "promulgated"
    return "online" if document.issuers else "posted"


def published_word(document: Document) -> str:
    return words.PUBLISHED[published(document)]
