"""A small shared cache: it keeps copies by path and query and is honest about their age.

Its copies are worked out from the record, so they are the same in every process and are gone
when the record is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from literacy.labs.cache.events import Event, Kind
from literacy.labs.cache.rules import RULES, Rule


@dataclass(frozen=True, slots=True)
class Copy:
    shown: str
    rule: Rule
    stored_at: datetime

    def age(self, now: datetime) -> int:
        """Whole seconds spent here, as the Age line says it (RFC 9111, 5.1)."""
        return max(0, int((now - self.stored_at).total_seconds()))

    def is_fresh(self, now: datetime) -> bool:
        return self.age(now) < self.rule.edge_seconds


def copies(events: Iterable[Event]) -> Mapping[str, Copy]:
    """What the edge holds after these events, by name and query."""
    held: dict[str, Copy] = {}
    for each in events:
        if each.kind is Kind.EDGE and each.facts.stored:
            held[each.facts.name] = Copy(each.facts.shown, RULES[each.facts.rule], each.at)
        if each.kind is Kind.PURGE:
            held.clear()
    return held


def fresh_copy(events: Iterable[Event], name: str, now: datetime) -> Copy | None:
    """The copy the edge may answer with, or None: then it asks the server."""
    copy = copies(events).get(name)
    return copy if copy is not None and copy.is_fresh(now) else None
