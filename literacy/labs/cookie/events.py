"""What happened in the cookie jar, one thing after another."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from literacy.labs.entries import Entry


class Kind(StrEnum):
    BEGIN = "begin"  # the learner opened the mission
    RECORDED = "recorded"  # the learner plays a recorded run instead of this browser
    HAND = "hand"  # the shop handed out a badge
    TAKE = "take"  # the learner deleted one
    VISIT = "visit"  # the shop's page was asked for, with these badges
    NAME = "name"  # the learner said which badge holds what
    PREDICT = "predict"  # the learner said which badges will be sent
    DOT = "dot"  # the partner's picture was asked for, to hand out badges or to show them
    SHOP = "shop"  # a page of one of two shops was asked for
    PIXEL = "pixel"  # the picture in it was asked for
    DIARY = "diary"  # the partner's diary was opened
    MARK = "mark"  # the learner marked a line of a log
    VIEW = "view"  # a page with a banner was asked for
    CALL = "call"  # a tag in it called the partner
    CONSENT = "consent"  # the banner was answered
    RULE = "rule"  # the shop's tag runs by another rule from now on


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to know about an event; what it has not got stays empty.

    `site` is how the browser named the call's origin (Fetch Metadata); `recorded` is the
    recording that an event was played from.
    """

    run: int = 0
    name: str = ""
    code: str = ""
    place: str = ""
    step: str = ""
    answer: str = ""
    rule: str = ""
    site: str = ""
    recorded: str = ""
    badges: tuple[str, ...] = ()


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


def event(entry: Entry) -> Event:
    facts = {**entry.facts, "badges": tuple(entry.facts.get("badges", ()))}
    return Event(entry.at, entry.mission, Kind(entry.kind), Facts(**facts))
