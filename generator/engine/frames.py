"""One drawing of the theme for many pages.

What the theme puts around a page (head, menu, footer) is the same on most pages but for a few words. Here it is drawn once
with holes in place of everything that differs, and filled for each page that would give it the same way. Nothing about the
templates is known beforehand: a hole can be printed, and compared; each comparison is noted, and a frame serves only pages
that would answer all of them alike. What a template does otherwise with a value (joins it to an address, measures it) is
noticed, since that value was asked for and not printed whole: the frame is then drawn for that value alone. (Two things go
unnoticed: to print a text made of a value and also to compare that text, and to fill a value up to a length.)
"""

import re
import string
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup, escape

Path = tuple[str | int, ...]
CONTENT: Path = ("content",)
# A hole as text. What changes a text does not leave it whole: it is long, and has every printable letter and a tag. The
# first letter tells whether it is printed as it is or escaped.
_FILLING = f" <x> {string.ascii_letters}{string.digits}{string.punctuation} " * 20
_HOLE = re.compile(f"\ue000([rE])([0-9]+){re.escape(_FILLING)}\ue001")


class Decides(Exception):
    """The template does more with a value than to print or compare it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class Cannot(Exception):
    """The template does something with a hole of which nobody can tell what it was."""


class Hole:
    """Stands for a text that is not empty. ``asked``: what was compared, in order; ``shown``: how often it was wanted as text."""

    def __init__(self, path: Path, value: str, drawing: "Drawing") -> None:
        self.path, self.value, self._drawing = path, value, drawing
        self.shown = 0

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self._text("r")

    def __html__(self) -> str:
        return Markup(self._text("E"))

    def _text(self, how: str) -> str:
        self.shown += 1
        return f"\ue000{how}{self._drawing.number(self)}{_FILLING}\ue001"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Hole):
            return self._drawing.ask(Same(self.path, other.path, self.value == other.value))
        return self._drawing.ask(Equal(self.path, other, self.value == other))

    def __hash__(self) -> int:
        raise Decides(self.path)  # a table finds nothing under a hole

    def __getattr__(self, name: str) -> Any:
        raise Decides(self.path)

    def __iter__(self) -> Iterator[str]:
        raise Decides(self.path)

    def __len__(self) -> int:
        raise Decides(self.path)

    def __int__(self) -> int:
        raise Decides(self.path)

    def __float__(self) -> float:
        raise Decides(self.path)

    def __getitem__(self, key: object) -> str:
        raise Decides(self.path)


class Content(Hole):
    """The hole for the content of a page, which templates search for words."""

    def __contains__(self, word: object) -> bool:
        return self._drawing.ask(Within(self.path, str(word), str(word) in self.value))


@dataclass(frozen=True)
class Equal:
    path: Path
    other: object
    answer: bool

    def holds(self, values: Mapping[Path, str]) -> bool:
        return (values[self.path] == self.other) is self.answer


@dataclass(frozen=True)
class Same:
    path: Path
    other: Path
    answer: bool

    def holds(self, values: Mapping[Path, str]) -> bool:
        return (values[self.path] == values[self.other]) is self.answer


@dataclass(frozen=True)
class Within:
    path: Path
    word: str
    answer: bool

    def holds(self, values: Mapping[Path, str]) -> bool:
        return (self.word in values[self.path]) is self.answer


Question = Equal | Same | Within


@dataclass
class Drawing:
    """A drawing of a frame under way."""

    holes: list[Hole] = field(default_factory=list)
    asked: dict[Question, None] = field(default_factory=dict)

    def hole(self, path: Path, value: str) -> Hole:
        self.holes.append((Content if path == CONTENT else Hole)(path, value, self))
        return self.holes[-1]

    def number(self, hole: Hole) -> int:
        return next(number for number, one in enumerate(self.holes) if one is hole)

    def ask(self, question: Question) -> bool:
        self.asked[question] = None
        return question.answer

    def frame(self, text: str) -> "Frame":
        """The frame that a drawn text is. Raises ``Decides`` or ``Cannot``."""
        pieces = _HOLE.split(text)
        if "\ue000" in "".join(pieces[::3]) or "\ue001" in "".join(pieces[::3]):
            raise Cannot
        printed = [0] * len(self.holes)
        for number in map(int, pieces[2::3]):
            printed[number] += 1
        for hole, times in zip(self.holes, printed, strict=True):
            if hole.shown != times:
                raise Decides(hole.path)
        slots = [(self.holes[int(n)].path, how == "E") for how, n in zip(pieces[1::3], pieces[2::3], strict=True)]
        return Frame(tuple(pieces[::3]), tuple(slots), tuple(self.asked))


@dataclass(frozen=True)
class Frame:
    """``texts`` around the ``slots``, each of which is filled with the value of a path, escaped or as it is."""

    texts: tuple[str, ...]
    slots: tuple[tuple[Path, bool], ...]
    asked: tuple[Question, ...]

    def serves(self, values: Mapping[Path, str]) -> bool:
        return all(question.holds(values) for question in self.asked)

    def filled(self, values: Mapping[Path, str]) -> str:
        pieces = [self.texts[0]]
        for (path, escaped), text in zip(self.slots, self.texts[1:], strict=True):
            pieces += (str(escape(values[path])) if escaped else values[path], text)
        return "".join(pieces)


def texts_of(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in front matter that is not empty, with its path."""
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts_of(inner, (*path, index))


def replaced(value: Any, by: Mapping[Path, Any], path: Path = ()) -> Any:
    """Front matter with other values at some paths."""
    if path in by:
        return by[path]
    if isinstance(value, dict):
        return {key: replaced(inner, by, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [replaced(inner, by, (*path, index)) for index, inner in enumerate(value)]
    return value


def shape(value: Any, decisive: set[Path], path: Path = ()) -> Any:
    """What of front matter is the same on all pages of a frame: all but its texts, and of those the decisive ones."""
    if isinstance(value, str):
        return value if not value or path in decisive else True
    if isinstance(value, dict):
        return tuple((key, shape(inner, decisive, (*path, key))) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(shape(inner, decisive, (*path, index)) for index, inner in enumerate(value))
    return repr(value)


# Draws a frame from front matter with holes, and all holes by path. Also says whether the frame holds for pages in this
# folder alone.
Draw = Callable[[Any, Mapping[Path, Hole]], tuple[str, bool]]


class Frames:
    """The frames drawn so far, and what was learned of the templates."""

    def __init__(self) -> None:
        self._known: dict[Hashable, list[Frame]] = {}
        self.decisive: set[Path] = set()

    def page(self, depth: Hashable, folder: Hashable, meta: Any, more: Mapping[Path, str], draw: Draw) -> str | None:
        """A page in a frame that serves it, drawn if there is none yet; ``None`` if the page must be drawn by itself.

        ``depth``: what pages of one frame have in common besides front matter; ``folder``: where the page lies.
        ``meta``: front matter; ``more``: texts of the page besides it, ``CONTENT`` among them.
        """
        own = dict(texts_of(meta))
        values = {**own, **more}
        while True:
            key = (depth, shape(meta, self.decisive))
            known: Iterable[Frame] = (*self._known.get(key, ()), *self._known.get((folder, key), ()))
            if serving := next((frame for frame in known if frame.serves(values)), None):
                return serving.filled(values)
            drawing = Drawing()
            holes = {path: drawing.hole(path, value) for path, value in values.items() if path not in self.decisive}
            try:
                text, bound = draw(replaced(meta, holes), holes)
                frame = drawing.frame(text)
            except Decides as met:
                if met.path not in own:
                    return None
                self.decisive.add(met.path)
            except (Cannot, TypeError, TemplateError):
                return None
            else:
                self._known.setdefault((folder, key) if bound else key, []).append(frame)
                return frame.filled(values)
