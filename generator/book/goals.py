"""What documents say of goals, and what it means that one says nothing."""

from generator.book.handbook import Document


def silence(document: Document) -> str:
    """What an empty cell says. It speaks of the part on goals alone: elsewhere a document may well name the thing."""
    if any(clause.data.kind == "goals" for clause in document.clauses):
        return "目标部分没有提"
    return "没有列为目标"
