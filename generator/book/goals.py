"""What documents say about goals, and what silence means."""

from generator.book.handbook import Document


def silence(document: Document) -> str:
    """The text of an empty cell. It refers to the part on goals only; the document may mention the thing elsewhere."""
    if any(clause.data.kind == "goals" for clause in document.clauses):
        return "目标部分没有提"
    return "没有列为目标"
