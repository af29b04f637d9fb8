"""A session's events put in order: runs, loads and what arrived for each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from literacy.labs.cache import plan
from literacy.labs.cache.events import Event, Kind
from literacy.labs.cache.rules import RULES, Rule
from literacy.labs.limits import REPORT_LATENESS


@dataclass(frozen=True, slots=True)
class Load:
    """A load the browser reported, with the requests that reached us on its behalf."""

    event: Event
    arrivals: tuple[Event, ...]


@dataclass(frozen=True)
class Run:
    """Everything about one file; every run has its own, so no older copy can interfere."""

    events: tuple[Event, ...]

    @property
    def begun(self) -> Event:
        return self.events[0]

    @property
    def number(self) -> int:
        return self.begun.facts.run

    @property
    def name(self) -> str:
        return self.begun.facts.name

    @property
    def round(self) -> str:
        return self.begun.facts.round

    def of(self, kind: Kind) -> tuple[Event, ...]:
        return tuple(each for each in self.events if each.kind is kind)

    @property
    def hits(self) -> tuple[Event, ...]:
        return self.of(Kind.HIT)

    @property
    def edge(self) -> tuple[Event, ...]:
        return self.of(Kind.EDGE)

    @cached_property
    def yours(self) -> tuple[Event, ...]:
        """Requests of the learner's own browser, at the server or at the edge."""
        return tuple(each for each in self.events if _is_yours(each))

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        loads, waiting = [], []
        for each in self.events:
            if _is_yours(each):
                waiting.append(each)
            if each.kind is Kind.LOAD:
                here = [one for one in waiting if file_of(one) == file_of(each)]
                waiting = [one for one in waiting if file_of(one) != file_of(each)]
                loads.append(Load(each, tuple(here)))
        return tuple(loads)

    @cached_property
    def unreported(self) -> tuple[Event, ...]:
        """Requests that arrived and that the browser has not reported yet."""
        paired = {id(one) for load in self.loads for one in load.arrivals}
        return tuple(each for each in self.yours if id(each) not in paired)

    @property
    def rule(self) -> str:
        """The id of the rule in force now, or “apart”."""
        return (self.of(Kind.RULE) or (self.begun,))[-1].facts.rule

    def rule_at(self, at: datetime) -> Rule:
        before = [each for each in self.of(Kind.RULE) if each.at <= at]
        return RULES[(before[-1] if before else self.begun).facts.rule]

    @property
    def deployed_at(self) -> datetime | None:
        deploys = self.of(Kind.DEPLOY)
        return deploys[0].at if deploys else None

    @property
    def price(self) -> str:
        return plan.NEW_PRICE if self.deployed_at else plan.OLD_PRICE

    @property
    def link(self) -> str:
        """The name the page links to now."""
        return (self.of(Kind.RENAME) or (self.begun,))[-1].facts.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which this run's files can be fetched."""
        renamed = tuple(each.facts.name for each in self.of(Kind.RENAME))
        return (self.name, greeting(self.number), *renamed)


def runs(events: Iterable[Event], mission: str) -> tuple[Run, ...]:
    """The runs of a mission, oldest first."""
    gathered: dict[int, list[Event]] = {}
    for each in events:
        if each.mission == mission:
            gathered.setdefault(each.facts.run, []).append(each)
    return tuple(Run(tuple(each)) for each in gathered.values())


def run_named(events: Sequence[Event], name: str) -> Run | None:
    """The newest run with a file of this name."""
    missions = dict.fromkeys(each.mission for each in events)
    found = [run for each in missions for run in runs(events, each) if name in run.names]
    return max(found, key=lambda run: run.number, default=None)


def could_be_a_copy(events: Iterable[Event], name: str, now: datetime) -> bool:
    """True when the learner's browser may have used a copy of this file without asking."""
    fetched = [each for each in events if _is_yours(each) and each.facts.name == name]
    if not fetched or not RULES[fetched[-1].facts.rule].browser_keeps:
        return False
    seconds = RULES[fetched[-1].facts.rule].browser_seconds
    if seconds is None:
        return True
    used = timedelta(seconds=seconds - fetched[-1].facts.age) if seconds else timedelta(0)
    return bool(used) and now - fetched[-1].at < used + REPORT_LATENESS


def next_number(events: Iterable[Event]) -> int:
    return max((each.facts.run for each in events), default=0) + 1


def greeting(number: int) -> str:
    return f"greeting-{number}.html"


def file_of(each: Event) -> str:
    """The name without what follows a question mark."""
    return each.facts.name.partition("?")[0]


def _is_yours(each: Event) -> bool:
    return each.kind is Kind.HIT or (each.kind is Kind.EDGE and not each.facts.who)
