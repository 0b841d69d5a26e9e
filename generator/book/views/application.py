"""Views of the way to apply: what is stated, by which text and where, beside what no text states."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from generator.book import addresses, application, facts, windows, words
from generator.book.application import Held, Text, Way
from generator.book.handbook import Batch, Handbook
from generator.book.views.base import Part
from generator.book.windows import verb


class SourceView(Part):
    """Where something stands: ``level`` is whether the support, a batch of a call, a clause or the document states it;
    ``batch`` is that batch, by its name and year."""

    level: str
    batch: str | None
    clause: str
    point: str | None
    url: str
    place: str


class WindowPhaseView(Part):
    """From ``begins`` (an ISO day or minute in Asia/Shanghai, "" from the start) a window is in the state ``code``.

    ``word`` may hold ``{n}``, the days left until the ISO day ``last``.
    """

    begins: str
    code: str
    word: str
    last: str


class WindowView(Part):
    """A time to apply. ``status`` is that of the data's day; ``words`` say the time, ``verb`` is the text's own word."""

    id: str
    from_: str | None = Field(serialization_alias="from")
    until: str | None
    every: str | None
    ends: str | None
    verb: str
    whom: str | None
    what: str | None
    words: str
    status: str
    status_word: str
    status_words: str
    ground: str
    phases: tuple[WindowPhaseView, ...]
    source: SourceView


class EntryView(Part):
    """Anything else that is stated: ``kind`` is the field of the data, ``data`` what stands there, ``words`` say it and
    ``label`` stands before them."""

    kind: str
    label: str
    data: dict[str, Any]
    words: str
    url: str | None
    source: SourceView


class ApplicationView(Part):
    """The way to apply. ``unstated`` are codes of what no text states, ``unstated_words`` say them; ``lines`` say all
    that is stated, each with its place, as the log of changes compares them."""

    windows: tuple[WindowView, ...]
    automatic: tuple[EntryView, ...]
    channels: tuple[EntryView, ...]
    materials: tuple[EntryView, ...]
    offices: tuple[EntryView, ...]
    steps: tuple[EntryView, ...]
    annexes: tuple[EntryView, ...]
    unstated: tuple[str, ...]
    unstated_words: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def stated(self) -> bool:
        return bool(self.lines)


def application_view(text: Text, book: Handbook) -> ApplicationView:
    """What holds of a text, its own or that of the texts around it."""
    return _view(application.way(text), book, application.unstated(text))


def own_view(text: Text, book: Handbook) -> ApplicationView | None:
    """What a text states itself; ``None`` where it states nothing of it."""
    stated = application.own_way(text)
    return _view(stated, book, ()) if stated.fields else None


def all_windows(book: Handbook) -> list[tuple[Text, WindowView]]:
    """Every window with the text that states it, those first that are open on the data's day or open soon."""
    found = [
        (text, window)
        for document in book.documents
        for text in application.stating(document)
        if (stated := own_view(text, book))
        for window in stated.windows
    ]
    return sorted(found, key=lambda entry: (windows.ORDER.index(entry[1].status), entry[1].until or "9"))


def _view(way: Way, book: Handbook, unstated: tuple[str, ...]) -> ApplicationView:
    made = {name: tuple(_entry(name, held, book) for held in told.held) for name, told in way.fields.items() if name != "windows"}  # fmt: skip
    times = tuple(_window(held, way.text, book) for told in [way.fields.get("windows")] if told for held in told.held)
    lines = [f"{words.APPLICATION['windows']}：{window.words}（{_from(window.source)}）" for window in times]
    lines += [f"{e.label}：{e.words}（{_from(e.source)}）" for entries in made.values() for e in entries]
    return ApplicationView(
        windows=times,
        **{name: made.get(name, ()) for name in application.FIELDS if name != "windows"},
        unstated=unstated,
        unstated_words=tuple(application.in_words(unstated)),
        lines=tuple(lines),
    )


def _from(source: SourceView) -> str:
    return f"{source.batch}，{source.place}" if source.batch else source.place


def _source(held: Held, book: Handbook) -> SourceView:
    clause, point = application.stands_in(held.entry, held.by, book.clauses)
    url = addresses.fragment(clause.url, point) if point else clause.url
    return SourceView(
        level=held.level,
        batch=held.by.called if isinstance(held.by, Batch) else None,
        clause=clause.id,
        point=point,
        url=url,
        place=facts.short_place(clause),
    )


def _window(held: Held, text: Text, book: Handbook) -> WindowView:
    window = held.entry
    found, now = windows.phases(window, text), windows.state(window, text, book.site.as_of.isoformat())
    return WindowView(
        id=window.id,
        from_=window.from_,
        until=window.until,
        every=window.every,
        ends=window.ends,
        verb=verb(window, text),
        whom=window.whom,
        what=window.what,
        words=windows.in_words(window, text),
        status=now.code,
        status_word=now.word,
        status_words=now.words,
        ground=windows.ground("open", held.by),
        phases=tuple(WindowPhaseView(begins=p.begins, code=p.code, word=p.word, last=p.last) for p in found),
        source=_source(held, book),
    )


def _entry(kind: str, held: Held, book: Handbook) -> EntryView:
    entry = held.entry
    names = {department.id: department for department in book.departments}
    url = getattr(entry, "url", None)
    if kind == "offices":
        url = names[entry.division or entry.department].url
    return EntryView(
        kind=kind,
        label=application.label(kind, entry),
        data=entry.model_dump(mode="json", exclude={"at"}),
        words=application.entry_in_words(kind, entry, {key: record.short for key, record in names.items()}),
        url=url,
        source=_source(held, book),
    )


def said(entries: Sequence[EntryView] | Sequence[WindowView], labelled: bool = False) -> str:
    """The entries of one field for a cell of a table; ``labelled``: each after what it is."""
    return (
        "；".join(f"{e.label}：{e.words}" if labelled and isinstance(e, EntryView) else e.words for e in entries)
        or words.UNSTATED
    )
