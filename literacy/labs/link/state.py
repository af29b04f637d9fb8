"""Everything a page needs to show a mission: goals, controls, what happened, what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from literacy.labs.cache.verdict import Verdict
from literacy.labs.link import building, chain, judge, moving, plan
from literacy.labs.link.events import Event, Kind, newest, of_mission


@dataclass(frozen=True, slots=True)
class SetUp:
    """What there is to choose from, the same for everybody."""

    link: str = plan.LINK
    parts: Mapping[str, str] = field(default_factory=lambda: plan.PARTS)
    rules: Mapping[str, plan.Rule] = field(default_factory=lambda: plan.RULES)
    statuses: Mapping[int, str] = field(default_factory=lambda: plan.STATUSES)
    ttls: Mapping[str, moving.Option] = field(default_factory=lambda: moving.TTLS)
    lowered: Mapping[str, moving.Option] = field(default_factory=lambda: moving.LOWERED)
    switches: Mapping[str, moving.Option] = field(default_factory=lambda: moving.SWITCHES)


SET_UP = SetUp()


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Labelling:
    """The link in pieces, and the link that the learner builds; `arrived` is None until it did."""

    pieces: tuple[Piece, ...]
    page: str
    tail: str
    address: str
    arrived: str | None
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HopView:
    """A hop as it is set, and as the server saw it; `got` is None where nobody came by."""

    number: int
    says: str
    rule: str
    status: int
    got: str | None
    gave: str
    lost: bool


@dataclass(frozen=True, slots=True)
class ChainView:
    hops: tuple[HopView, ...]
    followed: bool
    landed: str | None
    kept: int


@dataclass(frozen=True, slots=True)
class HelperView:
    """A helper's line on the clock; `until` is the percent at which its old copy runs out."""

    name: str
    taken: str
    runs_out: str
    late: int
    early: int
    until: float


@dataclass(frozen=True, slots=True)
class Clock:
    """The plan and, once it has run, how each helper came through; marks are percents."""

    plan: moving.Plan
    helpers: tuple[HelperView, ...]
    marks: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LinkState:
    """`files` holds the address to open now; a lesson page knows none, because it can't see which
    lab session a browser has."""

    mission: str
    title: str
    goal: str
    verdict: Verdict
    files: tuple[str, ...]
    labelling: Labelling | None
    chain: ChainView | None
    clock: Clock | None
    known: bool
    completed: bool = False
    note: str = ""
    lesson: str = ""
    set_up: SetUp = SET_UP

    @property
    def name(self) -> str:
        """The title as it follows a colon."""
        return self.title[0].lower() + self.title[1:]


def link_state(
    mission: str,
    events: Sequence[Event],
    *,
    path: str,
    completed: bool = False,
    note: str = "",
    lesson: str = "",
) -> LinkState:
    """The mission as this record leaves it; without a path, as somebody new finds it."""
    here = of_mission(events, mission)
    return LinkState(
        mission=mission,
        title=plan.TITLES[mission],
        goal=plan.GOALS[mission],
        verdict=judge.judge(mission, events),
        files=_files(here, path),
        labelling=_labelling(here, path) if mission == plan.LABEL else None,
        chain=_chain(here) if mission == plan.KEEP else None,
        clock=_clock(here) if mission == plan.MOVE else None,
        known=bool(path),
        completed=completed,
        note=note,
        lesson=lesson,
    )


def untouched(mission: str, *, completed: bool, note: str) -> LinkState:
    """The mission before anything has happened."""
    return link_state(mission, (), path="", completed=completed, note=note)


def _files(here: Sequence[Event], path: str) -> tuple[str, ...]:
    """The link to open: the learner's own, or the first hop of the chain."""
    built, rules = building.last_built(here), newest(here, Kind.RULES)
    if path and built is not None:
        return (_own_link(path, built),)
    return (chain.start(path, rules.facts.run),) if path and rules is not None else ()


def _own_link(path: str, built: Event) -> str:
    return f"/labs/link/land/{path}/{built.facts.run}{built.facts.tail}"


def _labelling(here: Sequence[Event], path: str) -> Labelling:
    labelled, built = newest(here, Kind.LABELS), building.last_built(here)
    labels = labelled.facts.labels if labelled else ("",) * len(plan.PARTS)
    landing = building.landing_of(here, built.facts.run) if built else None
    pieces = (plan.PIECES[at] for at in plan.SHOWN)
    return Labelling(
        pieces=tuple(Piece(*each) for each in zip(pieces, labels, strict=True)),
        page="/lamps",
        tail=built.facts.tail if built else plan.AGENCYS_TAIL,
        address=_own_link(path, built) if built and path else "",
        arrived=landing.facts.query if landing else None,
        tags=building.tags_arrived(landing.facts.query) if landing else (),
    )


def _chain(here: Sequence[Event]) -> ChainView:
    rules = newest(here, Kind.RULES)
    ways = chain.ways(here, rules.facts.run) if rules else ()
    way = ways[-1] if ways else chain.Way((), None)
    landing = way.landing
    return ChainView(
        hops=tuple(_hop(number, hop, rules, way) for number, hop in enumerate(plan.HOPS, start=1)),
        followed=bool(way.hops),
        landed=landing.facts.query if landing else None,
        kept=len(judge.carried(landing)) if landing else 0,
    )


def _hop(number: int, hop: plan.Hop, rules: Event | None, way: chain.Way) -> HopView:
    passed = next((each.facts for each in way.hops if each.facts.hop == number), None)
    gave = passed.location.partition("?")[2] if passed else ""
    return HopView(
        number=number,
        says=hop.says,
        rule=rules.facts.rules[number - 1] if rules else hop.rule,
        status=rules.facts.statuses[number - 1] if rules else hop.status,
        got=passed.query if passed else None,
        gave=gave,
        lost=passed is not None and chain.tags_in(passed.query) != chain.tags_in(gave),
    )


def _clock(here: Sequence[Event]) -> Clock:
    made = judge.newest_plan(here)
    shown = made or moving.FIRST
    return Clock(
        plan=shown,
        helpers=tuple(_helper(each) for each in moving.outcomes(shown)) if made else (),
        marks=(
            ("TTL lowered", _percent(shown.lowered.minutes)),
            ("switch", _percent(shown.switch.minutes)),
            ("09:00", _percent(moving.DEADLINE)),
        ),
    )


def _helper(outcome: moving.Outcome) -> HelperView:
    return HelperView(
        name=outcome.helper.name,
        taken=moving.in_words(outcome.taken_at),
        runs_out=moving.in_words(outcome.runs_out),
        late=outcome.late,
        early=outcome.early,
        until=_percent(outcome.runs_out),
    )


def _percent(minutes: int) -> float:
    """The place of a time on the clock's face, from Monday 00:00 to its end."""
    return round(min(100.0, 100 * minutes / moving.ENDS), 2)
