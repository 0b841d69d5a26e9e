"""Addresses that were published and no longer lead to their record: what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Retired:
    """An address that no longer leads to its record. ``to`` is where it went in the end (``None``: nowhere)."""

    address: str
    published: date
    on: date
    reason: str
    to: str | None


def moved(retired: Iterable[Retired]) -> dict[str, str]:
    """Old addresses with where they lead: to the successor, or to the page that says that there is none."""
    return {entry.address: entry.to or entry.address for entry in retired}
