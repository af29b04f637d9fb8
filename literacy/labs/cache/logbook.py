"""The server's log of a mission: every request that arrived and everything that was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from literacy.labs.cache import plan
from literacy.labs.cache.events import Event, Kind
from literacy.labs.cache.rules import RULES

_WHO = {
    "": "Your browser",
    "colleague": "A colleague",
    "new": "A new visitor",
    "ben": "Ben",
}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    who: str
    what: str
    answer: str


def lines(events: Sequence[Event], mission: str) -> tuple[Line, ...]:
    return tuple(_line(each) for each in events if each.mission == mission)


def _line(each: Event) -> Line:
    facts = each.facts
    match each.kind:
        case Kind.HIT:
            answer = f"{_status(facts.status)}, {facts.bytes or 0:,} bytes"
            return Line(each.at, "Your browser", f"GET {facts.name}", answer)
        case Kind.EDGE:
            how = f"edge: hit, Age {facts.age}" if facts.answer == "hit" else "edge: miss"
            asked = "" if facts.answer == "hit" else ", asked the server"
            answer = f"{_status(facts.status)}, {how}{asked}"
            return Line(each.at, _WHO[facts.who], f"GET {facts.name}", answer)
        case Kind.LOAD:
            return Line(each.at, "Your browser", f"reports a load of {facts.name}", "noted")
        case _:
            who, what = _deed(each)
            return Line(each.at, who, what, "noted")


def _deed(each: Event) -> tuple[str, str]:
    facts = each.facts
    match each.kind:
        case Kind.RUN:
            rule = facts.rule if facts.rule == plan.APART else RULES[facts.rule].label
            return "You", f"begin a run with {facts.name}: {rule}"
        case Kind.RULE:
            return "IT", f"sends {RULES[facts.rule].label} from now on"
        case Kind.DEPLOY:
            return "IT", f"publishes {plan.NEW_PRICE}"
        case Kind.RENAME:
            return "IT", f"links to {facts.name} from now on"
        case Kind.PURGE:
            return "IT", "empties the edge"
        case _:
            return "You", f"say that it was {_ANSWERERS.get(facts.answer, facts.answer)}"


def _status(status: int) -> str:
    return "304 Not Modified" if status == 304 else "200 OK"


_ANSWERERS = {"browser": "your browser", "edge": "the edge", "origin": "the origin server"}
