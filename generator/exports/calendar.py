"""Calendars: what is due when, for the calendars of readers (iCalendar, RFC 5545): of everything, of a document, of a
department.

Entries keep their UID for ever and carry the data's day as their stamp, so that the same data gives the same bytes. A day
without an hour is a whole day; hours are told in Asia/Shanghai, with that zone's rule in the file. What comes every year
or month is one entry with a rule, which ends with the text that it is for.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard
from icalendar.prop import vRecur

from generator.book import addresses, due
from generator.book.due import Due
from generator.book.handbook import Clause, Handbook, Support
from generator.book.script_literal import handed

ZONE = ZoneInfo("Asia/Shanghai")


def files(book: Handbook) -> dict[str, str | bytes]:
    """Every calendar by its address, of documents and departments those that have something to tell; and for the list
    that a reader picked, a script with all entries, from which the browser puts a calendar together."""
    everything = due.everything(book)
    made: dict[str, str | bytes] = {addresses.CALENDAR: calendar(book.site.title, everything, book)}
    for document in book.documents:
        if own := due.of_document(document, everything):
            made[addresses.calendar(document.id)] = calendar(document.data.short_title, own, book)
    for department in book.departments:
        if own := due.of_department(department, everything):
            made[addresses.department_calendar(department.id)] = calendar(department.short, own, book)
    return {**made, addresses.CALENDAR_SCRIPT: handed(addresses.CALENDAR_SCRIPT, _for_browser(everything, book))}


def _for_browser(everything: Sequence[Due], book: Handbook) -> dict[str, Any]:
    """What stands before and after the entries of a calendar, each entry by its id, and which belong to what may be picked."""
    empty = calendar("我的清单", [], book).decode()
    head, end, tail = empty.rpartition("END:VCALENDAR")
    picks: list[Support | Clause] = [*book.supports, *book.clauses]
    belongs = {pick.id: [entry.id for entry in due.of_pick(pick, everything)] for pick in picks}
    return {
        "head": head,
        "tail": end + tail,
        "events": {entry.id: _event(entry, book).to_ical().decode() for entry in everything},
        "of": {identity: ids for identity, ids in belongs.items() if ids},
    }


def calendar(name: str, entries: Iterable[Due], book: Handbook) -> bytes:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//policy-handbook//calendar//ZH")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", f"{name}：日期")
    made.add("x-wr-calname", f"{name}：日期")
    made.add("x-wr-timezone", ZONE.key)
    made.add_component(_zone())
    for entry in entries:
        made.add_component(_event(entry, book))
    text: bytes = made.to_ical()
    return text


def _event(entry: Due, book: Handbook) -> Event:
    """An entry; its hour, where a text sets one, is when it happens."""
    event = Event()
    event.add("uid", f"{entry.id}@{_host(book)}")
    event.add("dtstamp", datetime.combine(book.site.as_of, time(), UTC))
    event.add("summary", entry.what)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT")
    if book.site.live_url:
        event.add("url", addresses.permanent(book.site, entry.url))
    if entry.hour:
        moment = datetime.combine(entry.begins, time.fromisoformat(entry.hour), ZONE)
        event.add("dtstart", moment)
        event.add("dtend", moment)
    else:
        event.add("dtstart", entry.begins)
        event.add("dtend", entry.ends + timedelta(days=1))
    if entry.every:
        rule: dict[str, object] = {"FREQ": "YEARLY" if entry.every == "year" else "MONTHLY"}
        event.add("rrule", vRecur({**rule, "UNTIL": entry.last} if entry.last else rule))
    if entry.kind == "deadline":
        event.add_component(_reminder(entry.what))
    return event


def _host(book: Handbook) -> str:
    """What makes a UID our own, the same whether the site's address is set or not: the name of the download."""
    return f"{book.site.download}.policy-handbook"


def _reminder(what: str) -> Alarm:
    """Three days before a deadline."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(days=-3))
    return alarm


def _zone() -> Timezone:
    """China keeps UTC+8 all year."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE.key)
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
