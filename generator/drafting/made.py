"""A draft in the making: the record as data, its marks, its slots, and what may be taken over into other files."""

from dataclasses import dataclass, field
from typing import Any

from generator.drafting.marks import Marks
from generator.drafting.names import Known
from generator.drafting.outline import Part
from generator.reading.original import Original
from generator.text.records import Amendment, Money


@dataclass
class Draft:
    """``document``: as YAML has it, in the order of the record. ``slots``: for each slot (path) the facts that its text
    must carry, as printed. ``days``, ``goals``, ``lists``, ``candidates`` (of terms): what an officer may take over into
    other files. ``caps``: ceilings over several supports, with their clause. ``changes``: what the text does to others, with
    the part that does it; ``amends``: what of that the record does not carry."""

    document: dict[str, Any]
    marks: Marks
    original: Original
    known: Known
    slots: dict[str, list[str]] = field(default_factory=dict)
    days: list[dict[str, Any]] = field(default_factory=list)
    goals: list[dict[str, Any]] = field(default_factory=list)
    lists: list[dict[str, Any]] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    caps: list[tuple[Money, str]] = field(default_factory=list)
    amends: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[Amendment, Part]] = field(default_factory=list)
