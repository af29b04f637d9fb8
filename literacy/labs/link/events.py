"""What happened in a session of this lab, one thing after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from literacy.labs.entries import Entry


class Kind(StrEnum):
    LABELS = "labels"  # the learner labelled the five pieces
    BUILT = "built"  # the learner wrote a link of their own
    RULES = "rules"  # the learner set the hops
    HOP = "hop"  # a request reached a hop, which named the next address
    LAND = "land"  # a request reached the page
    PLAN = "plan"  # the learner made a plan for moving day


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to know about an event; what it has not got stays empty."""

    run: int = 0
    labels: tuple[str, ...] = ()
    tail: str = ""
    rules: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    hop: int = 0
    status: int = 0
    query: str = ""
    location: str = ""
    ttl: str = ""
    lowered: str = ""
    switch: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that has not been recorded yet."""

    kind: Kind
    facts: Facts


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    mission: str
    kind: Kind
    facts: Facts


def read(entries: Iterable[Entry]) -> tuple[Event, ...]:
    return tuple(_event(each) for each in entries)


def _event(entry: Entry) -> Event:
    """JSON has no tuples, so the lists are made into what they were."""
    lists = {name: tuple(entry.facts.get(name, ())) for name in ("labels", "rules", "statuses")}
    return Event(entry.at, entry.mission, Kind(entry.kind), Facts(**{**entry.facts, **lists}))


def of_mission(events: Iterable[Event], mission: str) -> tuple[Event, ...]:
    return tuple(each for each in events if each.mission == mission)


def newest(events: Iterable[Event], kind: Kind) -> Event | None:
    return next((each for each in reversed(tuple(events)) if each.kind is kind), None)


def next_run(events: Iterable[Event]) -> int:
    return max((each.facts.run for each in events), default=0) + 1
