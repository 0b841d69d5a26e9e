"""Calendar files, read back by another library than the one that writes them."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]

from generator.book import addresses
from generator.book.link import link
from generator.exports import calendar
from generator.pipeline.check import check
from samples import copied, real_book


def read(data: bytes | str) -> dict[str, Any]:
    """The entries of a calendar by their UID without what all share."""
    text = data.decode("utf-8") if isinstance(data, bytes) else data
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "lines are folded"
    events = vobject.readOne(text).vevent_list
    found = {event.uid.value.partition("@")[0]: event for event in events}
    assert len(found) == len(events), "no UID stands twice"
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | bytes]:
    return calendar.files(link(check(copied(tmp_path_factory.mktemp("calendar") / "sample", more=True))))


def test_a_window_is_there_to_the_minute_and_a_day_is_whole(made: dict[str, str | bytes]) -> None:
    found = read(made[addresses.CALENDAR])
    ends = found["s-field-w1-until"].dtstart.value
    assert isinstance(ends, datetime) and ends.isoformat() == "2026-02-10T17:00:00+08:00"
    assert found["s-field-w1-from"].dtstart.value.isoformat() == "2026-01-10T09:00:00+08:00"
    held = found["measures-valid-until"]
    assert (held.dtstart.value, held.dtend.value) == (date(2027, 12, 31), date(2028, 1, 1))
    assert found["kite-day"].valarm.trigger.value == timedelta(days=-3)
    assert not hasattr(held, "valarm")


def test_what_recurs_has_a_rule(made: dict[str, str | bytes]) -> None:
    found = read(made[addresses.CALENDAR])
    yearly, monthly = found["s-construction-w1"], found["s-operation-w1"]
    assert "FREQ=YEARLY" in yearly.rrule.value and yearly.dtstart.value.isoformat()[5:] == "03-01"
    assert "FREQ=MONTHLY" in monthly.rrule.value and monthly.dtstart.value.day == 5


def test_documents_and_departments_have_their_own(made: dict[str, str | bytes]) -> None:
    whole = set(read(made[addresses.CALENDAR]))
    own = {name: set(read(data)) for name, data in made.items() if name.startswith("data/calendar/")}
    assert own[addresses.calendar("measures")] == {
        "measures-valid-from", "measures-valid-until", "measures-since-2025-12-01",
    }  # fmt: skip
    assert "call-req1-w1-until" in own[addresses.calendar("call")]
    assert "s-field-w1-until" in own[addresses.department_calendar("kpc")], "it is named as the office"
    assert all(entries and entries <= whole for entries in own.values())


def test_the_real_deadlines_and_the_end_of_the_measures_are_there() -> None:
    found = read(calendar.files(real_book())[addresses.CALENDAR])
    assert {key for key in found if key.startswith("zone-")} == {"zone-summary-due", "zone-plan-due"}
    assert found["zone-plan-due"].dtstart.value == date(2025, 12, 31)
    assert any(event.dtstart.value == date(2027, 12, 31) for event in found.values())


def test_the_same_data_gives_the_same_bytes(made: dict[str, str | bytes], tmp_path: Path) -> None:
    assert calendar.files(link(check(copied(tmp_path / "sample", more=True)))) == made
