"""Which conditions hold for a support: its own, those of the latest call for it, and those that its clause, the chapters
around it and its document state for everything in them (适用对象, 不予支持). They add up; each keeps the place where it
stands. Nobody else joins them.
"""

from collections.abc import Iterator

from generator.book import application
from generator.book.handbook import Batch, Clause, Document, Support
from generator.records import AllOf, AnyOf, Leaf, Node, NotOf

# What an applicant may be barred by and can know of itself; of other exclusions only the words are told.
BARRING = ("credit", "accident")


def tree(support: Support) -> Node | None:
    """All conditions of a support as one tree, its own first; ``None`` where no text sets any."""
    found = [part for node in _stated(support) for part in _parts(node)]
    return AllOf(all=tuple(found)) if len(found) > 1 else found[0] if found else None


def barred(support: Support) -> list[str]:
    """Codes of ``BARRING``: in which situations the text rules the applicant out (``not`` over such a condition)."""
    refused = [leaf for part in _parts(tree(support)) if isinstance(part, NotOf) for leaf in _alone(part.not_)]
    return [code for code in BARRING if any(leaf.kind == code for leaf in refused)]


def _stated(support: Support) -> Iterator[Node]:
    if own := support.data.tree:
        yield own
    yield from _around(support)


def _around(support: Support) -> Iterator[Node]:
    if calls := application.latest_batches(support):
        rounds = [part for call in calls if (part := _of_batch(call))]
        if len(rounds) == len(calls):  # whoever meets what one of several batches asks can come in it
            yield AnyOf(any=tuple(rounds)) if len(rounds) > 1 else rounds[0]
    clauses = [support.clause, *reversed(support.clause.ancestors)]
    for clause in clauses:
        if clause.data.conditions:
            yield _placed(clause.data.conditions, clause)
    if support.document.data.conditions:
        yield _placed(support.document.data.conditions, support.document)


def _of_batch(batch: Batch) -> Node | None:
    """What a batch asks, with what its notice asks for all of them."""
    nodes = [_placed(node, batch.document) for node in (batch.data.conditions, batch.document.data.conditions) if node]
    parts = [part for node in nodes for part in _parts(node)]
    return AllOf(all=tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _parts(node: Node | None) -> tuple[Node, ...]:
    """What must hold together: the parts of an ``all`` that has no words of its own for the whole."""
    match node:
        case None:
            return ()
        case AllOf(all=parts, text=None):
            return parts
    return (node,)


def _alone(node: Node) -> list[Leaf]:
    """Leaves each of which makes a node true by itself."""
    match node:
        case Leaf():
            return [node]
        case AnyOf(any=parts):
            return [leaf for part in parts for leaf in _alone(part)]
        case AllOf(all=(part,)):
            return _alone(part)
    return []


def _placed(node: Node, by: Clause | Document) -> Node:
    """A tree whose places name their clause in full, since it is read beside another one."""
    match node:
        case AllOf():
            return node.model_copy(update={"all": tuple(_placed(part, by) for part in node.all)})
        case AnyOf():
            return node.model_copy(update={"any": tuple(_placed(part, by) for part in node.any)})
        case NotOf():
            return node.model_copy(update={"not_": _placed(node.not_, by)})
    return node.model_copy(update={"at": node.at and _whole(node.at, by), "id": node.id and f"{by.data.id}-{node.id}"})


def _whole(at: str, by: Clause | Document) -> str:
    if "/" in at:
        return at
    if isinstance(by, Clause):
        return f"{by.id}#{at}" if any(point.id == at for point in by.data.points) else f"{by.document.id}/{at}"
    return f"{by.id}/{at}"
