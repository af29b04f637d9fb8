"""What happened in a lab session, one thing after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from literacy.labs.entries import Entry


class Kind(StrEnum):
    RUN = "run"  # the learner began a run: a file with a name of its own
    HIT = "hit"  # a request reached the server
    EDGE = "edge"  # a request reached the edge, which answered or asked the server
    LOAD = "load"  # the browser says that it loaded a file
    RULE = "rule"  # IT sends another rule from now on
    DEPLOY = "deploy"  # IT publishes the new price
    RENAME = "rename"  # the page links to a new name from now on
    PURGE = "purge"  # IT empties the edge
    GUESS = "guess"  # the learner said who answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to know about an event; what it has not got stays empty."""

    run: int = 0
    name: str = ""
    rule: str = ""
    round: str = ""
    who: str = ""
    status: int = 0
    shown: str = ""
    answer: str = ""
    age: int = 0
    stored: bool = False
    bytes: int | None = None
    ms: int | None = None


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
    return tuple(
        Event(each.at, each.mission, Kind(each.kind), Facts(**each.facts)) for each in entries
    )
