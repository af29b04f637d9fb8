"""What happened in a session of this lab, one thing after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from literacy.labs.entries import Entry


class Kind(StrEnum):
    VISIT = "visit"  # the learner began a visit: nine files at addresses of their own
    HIT = "hit"  # a request for one of them was answered
    MEASURED = "measured"  # the browser says when it asked and when it had the answers
    ANSWER = "answer"  # the learner answered the mission's question


class Bar(NamedTuple):
    """One file as the browser measured it, in milliseconds from the start of the visit."""

    name: str
    start: int
    took: int
    bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to know about an event; what it has not got stays empty.

    `name` is a file of the plan; `sent` is what it was called where scripts don't run.
    """

    visit: int = 0
    late: str = ""
    failing: str = ""
    others: tuple[str, ...] = ()
    partner: str = ""
    change: str = ""
    name: str = ""
    sent: str = ""
    host: str = ""
    status: int = 0
    took: int = 0
    hurried: bool = False
    cookies: str = ""
    referrer: str = ""
    language: str = ""
    device: str = ""
    agent: str = ""
    address: str = ""
    bars: tuple[Bar, ...] = ()
    shown: int | None = None
    answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that has not been recorded yet."""

    kind: Kind
    facts: Facts


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is when it happened; for a request, when it arrived."""

    at: datetime
    mission: str
    kind: Kind
    facts: Facts

    @property
    def ended_at(self) -> datetime:
        return self.at + timedelta(milliseconds=self.facts.took)


def read(entries: Iterable[Entry]) -> tuple[Event, ...]:
    return tuple(_event(each) for each in entries)


def _event(entry: Entry) -> Event:
    """JSON has no tuples, so the lists are made into what they were."""
    facts = dict(entry.facts)
    for name in ("others", "answer"):
        facts[name] = tuple(facts.get(name, ()))
    facts["bars"] = tuple(Bar(*each) for each in facts.get("bars", ()))
    return Event(entry.at, entry.mission, Kind(entry.kind), Facts(**facts))
