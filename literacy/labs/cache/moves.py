"""What each button and each request does, as new events for the record; nothing is stored here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from literacy.labs.cache import edge, plan
from literacy.labs.cache.events import Draft, Event, Facts, Kind
from literacy.labs.cache.record import Run, could_be_a_copy, greeting, next_number, run_named, runs
from literacy.labs.cache.rules import RULES, Rule
from literacy.labs.cache.where_is_it import answered_by, next_round
from literacy.labs.limits import LOADS_PER_RUN, REPORTED_MILLISECONDS, RESPONSE_BYTES
from literacy.lib.errors import Invalid, NotFound

COLLEAGUE, NEW_VISITOR, BEN = "colleague", "new", "ben"
ANSWERERS = ("browser", "edge", "origin")
_VISITORS = {plan.PURGE: NEW_VISITOR, plan.HELLO: BEN}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a run: its name and how its rule stands in the address."""

    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server, or the edge in front of it, says to one request."""

    run: Run
    file: str
    shown: str
    rule: Rule
    changed_at: datetime
    from_edge: bool = False
    age: int = 0
    kept: bool = False


def files(run: Run) -> tuple[File, ...]:
    """What a visitor's browser fetches to show this run's page."""
    if run.rule == plan.APART:
        return (
            File(run.link, "shared-600"),
            File(greeting(run.number), plan.GREETING_RULE.id),
        )
    return (File(run.link, plan.address_rule(run.begun.mission, run.rule)),)


def load(events: Sequence[Event], mission: str, rule: str, path: str) -> tuple[Draft, ...]:
    """A run to load from: the current one while it has room, else a new one."""
    current = _current(events, mission)
    if mission == plan.WHERE:
        return _next_piece(events, current, path)
    wanted = _start_rule(mission, rule)
    if current is not None and _goes_on(mission, current, wanted):
        return ()
    return (_begin(events, mission, wanted),)


def _start_rule(mission: str, rule: str) -> str:
    known = [choice.id for choice in plan.MISSIONS[mission].choices]
    if mission in (plan.DEPLOY, plan.PURGE):
        return plan.MISSIONS[mission].start
    if rule not in known:
        raise Invalid("Choose one of the rules first, then load the file.")
    return rule


def _goes_on(mission: str, current: Run, wanted: str) -> bool:
    if mission == plan.SECOND:
        return current.rule == wanted and len(current.loads) < 2
    return mission in (plan.DEPLOY, plan.PURGE) or current.rule == wanted


def _begin(events: Sequence[Event], mission: str, rule: str) -> Draft:
    number = next_number(events)
    name = f"{plan.MISSIONS[mission].file}-{number}.html"
    return Draft(Kind.RUN, Facts(run=number, name=name, rule=rule))


def _next_piece(events: Sequence[Event], current: Run | None, path: str) -> tuple[Draft, ...]:
    if current is not None and not current.of(Kind.GUESS):
        if current.loads:
            raise Invalid("Say first who answered this load, then go on to the next piece.")
        return ()
    wanted = next_round(runs(events, plan.WHERE), path)
    if wanted is None:
        raise Invalid("All four rounds are done. Reset this lab to play them again.")
    begun = _begin(events, plan.WHERE, plan.MISSIONS[plan.WHERE].rule)
    begun = replace(begun, facts=replace(begun.facts, round=wanted.id))
    if wanted.id == "again":
        begun = replace(begun, facts=replace(begun.facts, name=_opened_before(events)))
    return (begun, *_set_up(begun.facts))


def _opened_before(events: Sequence[Event]) -> str:
    opened = [run for run in runs(events, plan.WHERE) if run.round == "first" and run.loads]
    return opened[-1].name


def _set_up(begun: Facts) -> tuple[Draft, ...]:
    visited = Draft(
        Kind.EDGE,
        replace(
            begun,
            round="",
            who=COLLEAGUE,
            status=200,
            shown=plan.OLD_PRICE,
            answer="miss",
            stored=True,
        ),
    )
    purged = Draft(Kind.PURGE, Facts(run=begun.run))
    steps = {"colleague": (visited,), "purged": (visited, purged)}
    return steps.get(begun.round, ())


def report(
    events: Sequence[Event],
    mission: str,
    *,
    name: str,
    ms: int | None,
    size: int | None,
    now: datetime,
) -> tuple[Draft, ...]:
    """The loads a browser says it made; without a name, all files of the current run.

    A load that reached nobody is believed only where a copy may have answered it.
    """
    run = _running(events, mission)
    if len(run.loads) >= LOADS_PER_RUN:
        raise Invalid("This run has had all its loads. Start over to try again.")
    if mission == plan.WHERE and run.loads:
        raise Invalid("This piece has been loaded. Say who answered.")
    named = [file.name for file in files(run) if name in ("", file.name)]
    if not named:
        raise Invalid("That file is not part of this run. Load the file again.")
    if not all(_is_believable(events, run, each, now) for each in named):
        raise Invalid(
            "This load never reached us, and your browser has no copy it may use without asking. "
            "Open the file, then come back to this button."
        )
    measured = Facts(
        run=run.number,
        ms=_within(ms, REPORTED_MILLISECONDS),
        bytes=_within(size, RESPONSE_BYTES),
    )
    return tuple(Draft(Kind.LOAD, replace(measured, name=each)) for each in named)


def _is_believable(events: Sequence[Event], run: Run, name: str, now: datetime) -> bool:
    arrived = any(each.facts.name == name for each in run.unreported)
    return arrived or could_be_a_copy(events, name, now)


def _within(number: int | None, most: int) -> int | None:
    return number if number is not None and 0 <= number <= most else None


def start_over(events: Sequence[Event], mission: str) -> tuple[Draft, ...]:
    """A fresh run at the old price, with a file that nobody holds a copy of."""
    if mission not in (plan.DEPLOY, plan.PURGE):
        raise NotFound("This mission has no start to go back to.")
    return (_begin(events, mission, plan.MISSIONS[mission].start),)


def change_rule(events: Sequence[Event], rule: str) -> tuple[Draft, ...]:
    run = _running(events, plan.DEPLOY)
    if rule not in [choice.id for choice in plan.MISSIONS[plan.DEPLOY].choices]:
        raise Invalid("Choose one of the three rules.")
    return () if run.rule == rule else (Draft(Kind.RULE, Facts(run=run.number, rule=rule)),)


def deploy(events: Sequence[Event], mission: str) -> tuple[Draft, ...]:
    """The new price goes live; publishing it twice changes nothing."""
    if mission not in (plan.DEPLOY, plan.PURGE):
        raise NotFound("Nothing is published in this mission.")
    run = _running(events, mission)
    return () if run.deployed_at else (Draft(Kind.DEPLOY, Facts(run=run.number)),)


def rename(events: Sequence[Event]) -> tuple[Draft, ...]:
    run = _running(events, plan.DEPLOY)
    name = f"winter-{run.name}"
    return () if run.link == name else (Draft(Kind.RENAME, Facts(run=run.number, name=name)),)


def purge(events: Sequence[Event]) -> tuple[Draft, ...]:
    run = _running(events, plan.PURGE)
    return (Draft(Kind.PURGE, Facts(run=run.number)),)


def visit(events: Sequence[Event], mission: str, *, rule: str, now: datetime) -> tuple[Draft, ...]:
    """Somebody without the learner's copies opens the page: made here, answered by the edge."""
    if mission not in _VISITORS:
        raise NotFound("Nobody else comes in this mission.")
    who = _VISITORS[mission]
    # Ben may come before Anna: then his visit begins the run.
    begun = load(events, mission, rule, "") if mission == plan.HELLO else ()
    so_far = (*events, *(Event(now, mission, each.kind, each.facts) for each in begun))
    run = _running(so_far, mission)
    answers = [at_edge(so_far, file.rule, file.name, who=who, now=now) for file in files(run)]
    return (*begun, *(edge_event(answer, who=who, status=200) for answer in answers))


def guess(events: Sequence[Event], answer: str) -> tuple[Draft, ...]:
    run = _running(events, plan.WHERE)
    if answer not in ANSWERERS:
        raise Invalid("Choose your browser, the edge or the origin server.")
    if answered_by(run) is None:
        raise Invalid("Load the piece first, then say who answered.")
    if run.of(Kind.GUESS):
        return ()
    return (Draft(Kind.GUESS, Facts(run=run.number, answer=answer)),)


def at_origin(events: Sequence[Event], rule: str, name: str, *, now: datetime) -> Answer:
    """The server's answer; raises NotFound for a file that no run of this session has."""
    run = _run_with(events, rule, name, through_edge=False)
    return _built(run, name, run.rule_at(now), who="")


def hit_event(answer: Answer, *, status: int, size: int) -> Draft:
    return Draft(
        Kind.HIT,
        Facts(
            run=answer.run.number,
            name=answer.file,
            rule=answer.rule.id,
            status=status,
            shown=answer.shown,
            bytes=size,
        ),
    )


def at_edge(
    events: Sequence[Event], rule: str, name: str, *, query: str = "", who: str, now: datetime
) -> Answer:
    """The edge's answer: its own fresh copy, else what the server says, kept if that is allowed."""
    run = _run_with(events, rule, name, through_edge=True)
    key = f"{name}?{query}" if query else name
    built = _built(run, key, RULES[rule], who=who)
    copy = edge.fresh_copy(events, key, now)
    if copy is None:
        return replace(built, kept=built.rule.edge_keeps)
    return replace(built, shown=copy.shown, from_edge=True, age=copy.age(now))


def edge_event(answer: Answer, *, who: str, status: int, size: int | None = None) -> Draft:
    return Draft(
        Kind.EDGE,
        Facts(
            run=answer.run.number,
            name=answer.file,
            rule=answer.rule.id,
            who=who,
            status=status,
            shown=answer.shown,
            answer="hit" if answer.from_edge else "miss",
            age=answer.age,
            stored=answer.kept,
            bytes=size,
        ),
    )


def _run_with(events: Sequence[Event], rule: str, name: str, *, through_edge: bool) -> Run:
    run = run_named(events, name)
    known = run is not None and plan.MISSIONS[run.begun.mission].through_edge is through_edge
    if run is None or not known or rule not in _rules_of(run, name):
        raise NotFound("There is no such file in this lab. Load it from the lab itself.")
    return run


def _rules_of(run: Run, name: str) -> tuple[str, ...]:
    """How this file's rule may stand in its address; a renamed file keeps its old address too."""
    if run.rule == plan.APART:
        return tuple(file.rule for file in files(run) if file.name == name)
    if name == greeting(run.number):
        return ()
    return (plan.address_rule(run.begun.mission, run.begun.facts.rule),)


def _built(run: Run, file: str, rule: Rule, *, who: str) -> Answer:
    return Answer(
        run=run,
        file=file,
        shown=_shown(run, file, who),
        rule=rule,
        changed_at=run.deployed_at or plan.FIRST_PUBLISHED,
    )


def _shown(run: Run, file: str, who: str) -> str:
    if run.begun.mission != plan.HELLO:
        return run.price
    if run.rule == plan.APART and file.startswith(run.name):
        return plan.SALE
    return plan.HELLO_BEN if who == BEN else plan.HELLO_ANNA


def _current(events: Sequence[Event], mission: str) -> Run | None:
    of_mission = runs(events, mission)
    return of_mission[-1] if of_mission else None


def _running(events: Sequence[Event], mission: str) -> Run:
    run = _current(events, mission)
    if run is None:
        raise Invalid("Load the file first. Then this button has something to work on.")
    return run
