"""Marks: how each value of a draft is known.

``已识别``: the text says it where the mark points. ``待核``: guessed, for the reason given; an officer looks. ``未识别``: the
text says something there that the draft does not carry. ``已核对`` is written by the officer who looked.
"""

from dataclasses import dataclass, field
from typing import Literal

State = Literal["已识别", "待核", "未识别", "已核对"]
OPEN_STATES = ("待核", "未识别")


@dataclass(frozen=True)
class Mark:
    """``path``: the keys that lead to a value, list entries by their id (``clauses/a5/supports/s-x/form``). ``at``: its
    place in the text as read, in code points, end exclusive; ``None`` where it has none."""

    path: str
    state: State
    reason: str | None = None
    at: tuple[int, int] | None = None


@dataclass
class Marks:
    """The marks of one draft, in the order in which values were found."""

    entries: list[Mark] = field(default_factory=list)
    doubtful: str | None = None  # a reason to look at everything

    def sure(self, path: str, at: tuple[int, int] | None = None) -> None:
        """The text says it."""
        if self.doubtful:
            self.guess(path, self.doubtful, at)
        else:
            self.entries.append(Mark(path, "已识别", None, at))

    def guess(self, path: str, reason: str, at: tuple[int, int] | None = None) -> None:
        self.entries.append(Mark(path, "待核", reason, at))

    def unread(self, path: str, reason: str, at: tuple[int, int] | None = None) -> None:
        self.entries.append(Mark(path, "未识别", reason, at))
