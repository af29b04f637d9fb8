"""The server's log of a mission: every request that arrived and everything that was set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from literacy.labs.link import moving, plan
from literacy.labs.link.events import Event, Kind, of_mission


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    what: str
    answer: str


def lines(events: Sequence[Event], mission: str) -> tuple[Line, ...]:
    return tuple(Line(each.at, *_told(each)) for each in of_mission(events, mission))


def _told(each: Event) -> tuple[str, str]:
    facts = each.facts
    match each.kind:
        case Kind.HOP:
            return (
                f"GET hop {facts.hop}{_asked(facts.query)}",
                f"{facts.status}, Location: {_short(facts.location)}",
            )
        case Kind.LAND:
            return f"GET the page{_asked(facts.query)}", "200 OK"
        case Kind.RULES:
            rules = zip(facts.rules, facts.statuses, strict=True)
            return "You set the hops", "; ".join(f"{plan.RULES[r].label} ({s})" for r, s in rules)
        case Kind.LABELS:
            return "You label the pieces", ", ".join(
                plan.PARTS[part].lower() for part in facts.labels
            )
        case Kind.BUILT:
            return f"You build a link that ends in {facts.tail}", "kept"
        case Kind.PLAN:
            return "You make a plan", (
                f"TTL {facts.ttl} s from {moving.LOWERED[facts.lowered].label}, "
                f"switch {moving.SWITCHES[facts.switch].label}"
            )


def _asked(query: str) -> str:
    return f"?{query}" if query else ""


def _short(location: str) -> str:
    """The address without the part that only this session may know."""
    path, _question, query = location.partition("?")
    name = "the page" if "/land/" in path else f"hop {path.rpartition('/')[2]}"
    return name + _asked(query)
