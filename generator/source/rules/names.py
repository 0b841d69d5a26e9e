"""Ids, names and readers' words are unambiguous."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from generator.records.kinds import CLAUSE, RecordKind
from generator.source.file_names import unfit
from generator.source.load import Source
from generator.source.problems import Place, Problem
from generator.source.rules.walks import clauses, of_kind


def unfit_as_file_name(identity: str, kind: str) -> str | None:
    """Why an id cannot be a file name, in Chinese; ``None`` if it can. ``kind``: code of the kind.

    All kinds are checked, also those that are only places on a page, because an id outlives the decision whether its
    kind has pages. Fixed pages beside records need no list here: only ``index`` fits the pattern of ids in such a
    folder (tested).
    """
    if identity == "index":
        return "目录页用这个名字"
    if why := unfit(identity):
        return why
    if identity == "handbook" and kind == "document":
        return "整部手册的 PDF 用这个名字"
    return None


def ids_fit_file_names(source: Source) -> Iterator[Problem]:
    """An id becomes the name of a page, folder or file: names that are impossible or taken are refused."""
    for kind, place, around in _ids(source):
        identity = around[-1].id
        if why := unfit_as_file_name(identity, kind.code):
            yield Problem(
                place / "id", f"编号 {identity} 不能用：{why}", f"编号会成为文件名，请另选一个，如 {identity}-a。"
            )


def _ids(source: Source) -> Iterator[tuple[RecordKind, Place, tuple[Any, ...]]]:
    """Every record with an id of its own: kind, place, and the records around it with itself last."""
    for kind in source.kinds:
        if kind.pattern or kind.code == "synonym":
            for place, around in of_kind(source, kind):
                yield kind, place, around


def ids_are_unique(source: Source) -> Iterator[Problem]:
    """Ids are unique among records of a kind; of clauses, within the document; of points, within the clause."""
    spaces: dict[str, dict[str, str]] = defaultdict(dict)

    def claim(space: str, place: Place, identity: str) -> Iterator[Problem]:
        if identity in spaces[space]:
            yield Problem(place / "id", f"编号 {identity} 已经用过", f"另一处在 {spaces[space][identity]}，请为其中一处另选编号。")  # fmt: skip
        spaces[space].setdefault(identity, place.file)

    for kind, place, around in _ids(source):
        yield from claim(around[0].id if kind is CLAUSE else kind.code, place, around[-1].id)
    for place, document, clause in clauses(source):
        for index, point in enumerate(clause.points):
            yield from claim(f"{document.id}/{clause.id}", place / "points" / index, point.id)


def files_are_named_by_id(source: Source) -> Iterator[Problem]:
    for kind in source.kinds:
        if kind.one_a_file and kind.file.endswith("/"):
            for place, (record,) in of_kind(source, kind):
                stem = place.file.rpartition("/")[2].removesuffix(".yml")
                if record.id != stem:
                    yield Problem(place / "id", f"编号 {record.id} 与文件名 {stem}.yml 不一致", "文件名就是编号，请改成一样。")  # fmt: skip


def names_are_unambiguous(source: Source) -> Iterator[Problem]:
    """A name or alias belongs to one department and to one term."""
    yield from _owned_once((place, d.id, {d.name, *d.short_names, *d.aliases}) for place, d in source.departments)
    yield from _owned_once((place, term.id, {term.name, *term.aliases}) for place, term in source.terms)


def _owned_once(records: Iterable[tuple[Place, str, set[str]]]) -> Iterator[Problem]:
    """``records``: place, id and names of each; a set, since a record may repeat its own name."""
    owners: dict[str, str] = {}
    for place, identity, names in records:
        for name in sorted(names):
            if name in owners:
                yield Problem(place / "name", f"名称“{name}”同时属于 {owners[name]} 和 {identity}", "请合并两条记录，或改掉其中一个名称。")  # fmt: skip
            owners.setdefault(name, identity)


def synonyms_are_told_once(source: Source) -> Iterator[Problem]:
    """A reader's word is in one group only, so that its meaning in the search is unambiguous."""
    owners: dict[str, str] = {}
    for place, group in source.synonyms:
        for step, word in enumerate(group.readers):
            other = owners.setdefault(word, group.id)
            if other != group.id:
                yield Problem(place / "readers" / step, f"“{word}”已经写在 {other} 里", "请合并两组。")
            if word in group.texts:
                yield Problem(place / "readers" / step, f"“{word}”本身就是文件用语", "这里只写读者的说法。")


def synonyms_lead_somewhere(source: Source) -> Iterator[Problem]:
    """The words that a reader's word leads to occur somewhere in the data."""
    folders = ("data/documents/", "data/industries/", "data/terms/", "data/departments.yml")
    said = "\n".join(text for name, text in source.texts.items() if name.startswith(folders))
    for place, group in source.synonyms:
        for step, word in enumerate(group.texts):
            if word not in said:
                yield Problem(
                    place / "texts" / step,
                    f"手册里没有“{word}”，读者的说法由此找不到什么",
                    "这里写文件或手册里真有的词。",
                )


def terms_agree_with_their_place(source: Source) -> Iterator[Problem]:
    """The type of a term agrees with the list of a subfield (technologies, products, applications) that names it."""
    kinds = {name: term.type for _, term in source.terms for name in (term.name, *term.aliases)}
    lists = (("technologies", "technology"), ("products", "product"), ("applications", "application"))
    for place, industry in source.industries:
        for index, subfield in enumerate(industry.subfields):
            for key, kind in lists:
                for step, name in enumerate(getattr(subfield, key)):
                    if kinds.get(name, kind) != kind:
                        yield Problem(place / "subfields" / index / key / step, f"术语“{name}”登记为 {kinds[name]}，这里列在 {key}", "两处要一致。")  # fmt: skip
