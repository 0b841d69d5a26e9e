"""How somebody applies: of a support, its clause and its document the nearest statement holds, field by field; and what
none of them states, computed for each support. No template and no format decides that again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.book import windows, words
from generator.book.handbook import Batch, Clause, Document, Support
from generator.records import Application, Stated, Window

Text = Document | Clause | Support | Batch

FIELDS = ("automatic", "windows", "channels", "materials", "offices", "steps", "annexes")
# What somebody has to know to apply; ``unstated`` says which of these no text tells.
WAYS = ("where", "office", "when", "often", "how", "materials")
ALL_SILENT = "在哪里、什么时候、怎样办"


@dataclass(frozen=True)
class Held:
    """An entry, and the text that states it: the support, a clause, the document, or a batch of a call."""

    entry: Any
    by: Text

    @property
    def level(self) -> str:
        return next(name for name, kind in _LEVELS.items() if isinstance(self.by, kind))


_LEVELS: dict[str, type] = {"support": Support, "batch": Batch, "clause": Clause, "document": Document}


@dataclass(frozen=True)
class Told:
    """What holds of one field: entries of one text, or of the batches of a call."""

    held: tuple[Held, ...]

    @property
    def entries(self) -> tuple[Any, ...]:
        return tuple(held.entry for held in self.held)

    @property
    def level(self) -> str:
        return self.held[0].level


@dataclass(frozen=True)
class Way:
    """The way to apply for what a text gives. ``fields`` has only those that some text states."""

    text: Text
    fields: dict[str, Told] = field(default_factory=dict)

    def entries(self, name: str) -> tuple[Any, ...]:
        return self.fields[name].entries if name in self.fields else ()

    @property
    def windows(self) -> tuple[Window, ...]:
        return self.entries("windows")

    @property
    def automatic(self) -> bool:
        return any(entry.value for entry in self.entries("automatic"))


def way(text: Text) -> Way:
    """What holds of a text: its own statement, else the nearest around it, for each field apart.

    A support's own statement comes first, then those of the calls that name it: the windows of all their batches, and the
    rest of those of the latest year; then its clause, the chapters around it and its document.
    """
    found = dict(own_way(text).fields)
    for group in _around(text):
        latest = _latest(group)
        ways = {id(each): way(each) for each in group}
        for name in FIELDS:
            stating = group if name == "windows" else latest
            held = [held for each in stating if (told := ways[id(each)].fields.get(name)) for held in told.held]
            if held and name not in found:
                once = {id(one.entry): one for one in held}  # what the notice states for all its batches is one thing
                found[name] = Told(tuple(_told_for(text, one) for one in once.values()))
    return Way(text, {name: found[name] for name in FIELDS if name in found})


def own(text: Text) -> Application | None:
    return text.data.application


def _around(text: Text) -> list[list[Text]]:
    """What stands next around a text, the nearest first; texts of equal distance in one list."""
    match text:
        case Support():
            return [list(text.batches), [text.clause]]
        case Batch():
            return [[text.document]]
        case Clause():
            return [[text.parent or text.document]]
    return []


def _latest(group: Sequence[Text]) -> list[Text]:
    years = [each.data.year or 0 if isinstance(each, Batch) else 0 for each in group]
    return [each for each, year in zip(group, years, strict=True) if year == max(years)]


def latest_batches(support: Support) -> list[Batch]:
    """The batches of the latest call for a support."""
    return [each for each in _latest(support.batches) if isinstance(each, Batch)]


def _told_for(text: Text, held: Held) -> Held:
    """A window of a call keeps the word of its notice (申报) beside a support of another document."""
    entry = held.entry
    if isinstance(entry, Window) and not isinstance(held.by, Support):
        document = held.by if isinstance(held.by, Document) else held.by.document
        entry = entry.model_copy(update={"verb": entry.verb or document.data.submission})
    return Held(entry, held.by)


def stating(document: Document) -> list[Text]:
    """Everything in a document that states a way to apply itself, in the order of the text."""
    texts: list[Text] = [document]
    texts += document.batches
    for clause in document.clauses:
        texts += [clause, *clause.supports]
    return [text for text in texts if own(text)]


def stands_in(entry: Stated, by: Text, clauses: Iterable[Clause]) -> tuple[Clause, str | None]:
    """The clause, and the point of it, where an entry stands. ``clauses``: all of the book (``validate`` saw that it is
    among them)."""
    clause = by.clause if isinstance(by, Support) else by
    if isinstance(clause, Clause) and any(point.id == entry.at for point in clause.points):
        return clause, entry.at
    named, _, point = entry.at.partition("#")
    document = clause if isinstance(clause, Document) else clause.document
    wanted = named if "/" in named else f"{document.id}/{named}"
    return next(found for found in clauses if found.id == wanted), point or None


# --- what is not stated -----------------------------------------------------------------------------------------------


def unstated(text: Text) -> tuple[str, ...]:
    """Which of ``WAYS`` no text tells. What comes without an application has no place, office or papers to name."""
    told = way(text)
    stated = {
        "where": bool(told.entries("channels")) or told.automatic,
        "office": any(office.role in ("submit", "accept") for office in told.entries("offices")) or told.automatic,
        "when": bool(told.windows),
        "often": any(window.every for window in told.windows),
        "how": bool(told.entries("steps")) or told.automatic,
        "materials": bool(told.entries("materials")) or told.automatic,
    }
    return tuple(code for code in WAYS if not stated[code])


def in_words(codes: Iterable[str]) -> list[str]:
    """What is not stated, in words: two that belong together are said together, 什么时候办、多久一次."""
    silent, said = set(codes), []
    for pair in (("where", "office"), ("when", "often"), ("how", "materials")):
        missing = [code for code in pair if code in silent]
        if missing:
            said.append(words.WAY["+".join(missing)])
    return said


def silence(support: Support) -> list[str]:
    """What no text tells of the way to apply for a support, in words; none where all is told."""
    return in_words(unstated(support))


def silent_of_all(supports: Iterable[Support]) -> str:
    """What is told of no support of a book, in few words: 在哪里、什么时候、怎样办. Empty where each thing is told of one."""
    everywhere = set(WAYS)
    for support in supports:
        everywhere &= set(unstated(support))
    pairs = ((("where", "office"), "在哪里"), (("when", "often"), "什么时候"), (("how", "materials"), "怎样"))
    silent = [word for pair, word in pairs if everywhere.issuperset(pair)]
    return f"{'、'.join(silent)}办" if silent else ""


def silence_note(supports: Iterable[Support]) -> str:
    """A sentence for the head of a table: what is stated of no row, and where to look for the rest."""
    supports = list(supports)
    of_all = silent_of_all(supports)
    told = any(way(support).fields for support in supports)
    if not told:
        return f"{of_all}，文中{words.UNSTATED}。" if of_all else ""
    rest = "怎样申请，文中写明的见各行"
    return f"{rest}；{of_all}，文中{words.UNSTATED}。" if of_all else f"{rest}。"


# --- what is stated, in words -----------------------------------------------------------------------------------------


def own_way(text: Text) -> Way:
    """What a text states itself."""
    stated = own(text)
    entries = {name: getattr(stated, name) for name in FIELDS if stated and getattr(stated, name)}
    return Way(
        text,
        {n: Told(tuple(Held(one, text) for one in (e if isinstance(e, tuple) else (e,)))) for n, e in entries.items()},
    )


def entry_in_words(kind: str, entry: Any, short: Mapping[str, str]) -> str:
    """An entry of any field but the windows in words. ``short``: the names of departments by their ids."""
    match kind:
        case "automatic":
            said = entry.words or ("是" if entry.value else "否，须申请")
            consent = (
                {True: "，须本人或企业同意", False: "，不须另行同意"}.get(entry.consent, "") if entry.value else ""
            )
            return f"{said}{consent}"
        case "channels":
            return f"{words.CHANNEL[entry.kind]}：{entry.name}" if entry.name else words.CHANNEL[entry.kind]
        case "materials":
            more = [entry.form, f"{entry.copies}份" if entry.copies else "", f"见{entry.annex}" if entry.annex else ""]
            return _with(entry.name, more)
        case "offices":
            name = short[entry.department] + (short[entry.division] if entry.division else "")
            telephone = f"电话{entry.telephone}" if entry.telephone else ""
            return _with(name, [entry.place, telephone])
        case "steps":
            return _with(entry.name, [f"{entry.days}{words.DAY_KIND[entry.day_kind or 'calendar']}" if entry.days else ""])  # fmt: skip
    return str(entry.name)


def label(kind: str, entry: Any) -> str:
    """What stands before an entry: the name of its field, of an office what it does."""
    return words.OFFICE[entry.role] if kind == "offices" else words.APPLICATION[kind]


def _with(name: str, more: Iterable[str | None]) -> str:
    said = "，".join(filter(None, more))
    return f"{name}（{said}）" if said else name


def rule_words(supports: Iterable[Support]) -> str:
    """The same as ``silent_of_all`` in the one sentence above the finder."""
    silent = silent_of_all(supports)
    return f"{'办理程序' if silent == ALL_SILENT else silent + '，'}文中{words.UNSTATED}" if silent else ""


def open_first(supports: Iterable[Support]) -> list[Support]:
    """Supports in their order, those first whose time to apply ends soon or runs on the data's day."""

    def rank(support: Support) -> int:
        day = support.document.as_of.isoformat()
        codes = {windows.at(windows.phases(window, support), day).code for window in way(support).windows}
        return 0 if "soon" in codes else 1 if "open" in codes else 2

    return sorted(supports, key=rank)


def compact(window: Any) -> list[list[str]]:
    """The phases of a window's view for an attribute of the page, where scripts read them."""
    return [[phase.begins, phase.code, phase.word, phase.last] for phase in window.phases]
