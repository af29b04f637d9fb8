"""Deadlines as a calendar file (RFC 5545) that any calendar takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day; `uid` stays the same, so that a calendar moves it and adds no second one."""

    uid: str
    day: date
    title: str
    text: str
    url: str


def calendar(name: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Literacy//Deadlines//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for entry in entries:
        made.add_component(_event(entry, now))
    return bytes(made.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    return event
