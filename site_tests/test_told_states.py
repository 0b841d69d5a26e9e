"""What calendars and tables say of amendments: from which day, what it was, what it is, by whom; and that what has ended
takes no part in what is told of today. Expected words are data (``cases/states/told.yml``)."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from ruamel.yaml import YAML

from generator.book import addresses
from generator.book.answers.all_answers import answers
from generator.book.handbook import Handbook
from generator.book.held import is_held
from generator.book.link import link
from generator.exports import calendar, tables
from generator.history import ledger
from generator.pipeline.check import check
from generator.records.kinds import KINDS, OF_THE_HOUSE
from generator.source.load import load
from samples import ROOT

TOLD: dict[str, Any] = YAML(typ="safe").load(ROOT / "site_tests/cases/states/told.yml")
CITY = ROOT / "examples/shilishi"


@pytest.fixture(scope="module")
def book() -> Handbook:
    return link(check(CITY))


def test_calendars_tell_amendments_with_old_and_new(book: Handbook) -> None:
    whole = Calendar.from_ical(calendar.files(book)[addresses.CALENDAR])
    entries: dict[str, Any] = {str(event["uid"]).partition("@")[0]: event for event in whole.walk("VEVENT")}
    for identity, told in TOLD["days"].items():
        event = entries[identity]
        assert event["dtstart"].dt == told["day"], identity
        assert told["title"] in str(event["summary"]), (identity, str(event["summary"]))
        assert not [said for said in told["said"] if said not in str(event["description"])], (
            identity,
            str(event["description"]),
        )
    # Every one of them is a place on the page of dates, for ever.
    published = set(ledger.addresses_of(check(CITY)))
    assert {addresses.date(identity) for identity in TOLD["days"]} <= published
    assert {day.url for day in book.days if day.kind == "amends"} <= published


def test_rows_of_the_table_say_from_when_to_when_they_hold(book: Handbook) -> None:
    rows = list(csv.reader(io.StringIO(tables.supports_csv(book).decode("utf-8-sig"))))
    keys = [column.key for column in tables.columns(book.site)]
    found = {row[0]: dict(zip(keys, row, strict=True)) for row in rows[1:]}
    assert len(found) == len(rows) - 1 == len(book.supports)
    for identity, told in TOLD["rows"].items():
        wrong = {key: found[identity][key] for key, words in told.items() if words not in found[identity][key]}
        assert not wrong, (identity, wrong)
    assert {row["as_of"] for row in found.values()} == {book.site.as_of.isoformat()}


def test_what_does_not_hold_on_the_data_s_day_stands_apart(tmp_path: Path) -> None:
    """Once documents have ended, their supports belong to no count, and to no list of what is given now."""
    shutil.copytree(CITY / "data", tmp_path / "data")
    about = tmp_path / "data/site.yml"
    for day, gone in ((date(2026, 11, 25), {"s-risk-share"}), (date(2029, 6, 1), set[str]())):
        text = about.read_text(encoding="utf-8")
        about.write_text(text.replace("as_of: 2026-11-25", f"as_of: {day}"), encoding="utf-8")
        book = link(load(tmp_path, [*KINDS, *OF_THE_HOUSE]))
        ended = ("foreign-2026-7", "talent-2026-4")  # repealed, and lapsed; the others by their own last day
        over = gone or {
            s.id for s in book.supports if s.document.id in ended or (s.document.data.valid_until or day) < day
        }
        assert {support.id for support in book.supports} - {support.id for support in book.current} == over
        lists = [(one.supports, one.apart) for one in book.departments]
        lists += [([*one.own_supports, *one.open_supports, *one.elsewhere], one.apart) for one in book.industries]
        for given, apart in lists:
            assert not {support.id for support in given} & over and {support.id for support in apart} <= over
        if not gone:
            assert len(over) > 12 and len({s.id for one in book.departments for s in one.apart}) > 5
        said = [
            fact for answer in answers(book) if answer.intent == "sum" and not answer.about for fact in answer.facts
        ]
        assert said and all(is_held(fact.text, day) for fact in said if fact.text)
