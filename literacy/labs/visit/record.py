"""A session's events put in order: visits, with what arrived in each and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from literacy.labs.visit import plan
from literacy.labs.visit.events import Event, Facts, Kind


@dataclass(frozen=True)
class Visit:
    """One opening of the sale page; every visit has addresses of its own."""

    events: tuple[Event, ...]

    @property
    def begun(self) -> Facts:
        return self.events[0].facts

    @property
    def number(self) -> int:
        return self.begun.visit

    @property
    def mission(self) -> str:
        return self.events[0].mission

    @property
    def change(self) -> plan.Change:
        return plan.CHANGES[self.begun.change] if self.begun.change else plan.AS_IT_IS

    @property
    def expected(self) -> tuple[str, ...]:
        """The files that the page asks for by itself, in the order of its text."""
        return tuple(name for name in plan.FILES if name not in self.change.without)

    @cached_property
    def hits(self) -> tuple[Event, ...]:
        """The first request for each file the page needs, in the order of arrival."""
        first: dict[str, Event] = {}
        for each in self._of(Kind.HIT):
            if each.facts.name in self.expected:
                first.setdefault(each.facts.name, each)
        return tuple(sorted(first.values(), key=lambda hit: hit.at))

    def times_asked(self, name: str) -> int:
        return sum(each.facts.name == name for each in self._of(Kind.HIT))

    def called(self, name: str) -> str:
        """What a file was called in this visit: scripts have other names where they don't run."""
        return next((hit.facts.sent for hit in self.hits if hit.facts.name == name), "") or name

    @property
    def is_open(self) -> bool:
        """True once the page itself was asked for."""
        return any(hit.facts.name == plan.PAGE for hit in self.hits)

    @property
    def missing(self) -> tuple[str, ...]:
        arrived = {hit.facts.name for hit in self.hits}
        return tuple(name for name in self.expected if name not in arrived)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def was_hurried(self) -> bool:
        """True where the server had too much to do to make its late file late."""
        return any(hit.facts.hurried for hit in self.hits)

    @property
    def span(self) -> int:
        """Milliseconds from the first request to the end of the last answer, by the server."""
        if not self.hits:
            return 0
        lasted = max(hit.ended_at for hit in self.hits) - self.hits[0].at
        return round(lasted.total_seconds() * 1000)

    @property
    def measured(self) -> Facts | None:
        """What the browser measured; the newest report counts."""
        reports = self._of(Kind.MEASURED)
        return reports[-1].facts if reports else None

    @property
    def answers(self) -> tuple[tuple[str, ...], ...]:
        return tuple(each.facts.answer for each in self._of(Kind.ANSWER))

    def _of(self, kind: Kind) -> tuple[Event, ...]:
        return tuple(each for each in self.events if each.kind is kind)


def visits(events: Iterable[Event], mission: str) -> tuple[Visit, ...]:
    """The visits of a mission, oldest first."""
    gathered: dict[int, list[Event]] = {}
    for each in events:
        if each.mission == mission:
            gathered.setdefault(each.facts.visit, []).append(each)
    return tuple(Visit(tuple(each)) for each in gathered.values())


def numbered(events: Iterable[Event], number: int) -> Visit | None:
    """The visit with this number, whatever its mission."""
    found = tuple(each for each in events if each.facts.visit == number)
    return Visit(found) if found else None


def next_number(events: Iterable[Event]) -> int:
    return max((each.facts.visit for each in events), default=0) + 1
