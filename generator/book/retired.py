"""Published addresses that no longer lead to their record, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Retired:
    """A retired address. ``to``: its final successor (``None``: withdrawn)."""

    address: str
    published: date
    on: date
    reason: str
    to: str | None


def moved(retired: Iterable[Retired]) -> dict[str, str]:
    """Retired address -> its successor, or the page that says that there is none."""
    return {entry.address: entry.to or entry.address for entry in retired}
