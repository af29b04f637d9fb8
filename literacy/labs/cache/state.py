"""Everything a page needs to show a mission: goals, controls, what happened, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from literacy.labs.cache import board, deploy_day, moves, plan, where_is_it
from literacy.labs.cache.events import Event, Kind
from literacy.labs.cache.judge import judge
from literacy.labs.cache.record import Run, runs
from literacy.labs.cache.rules import RULES
from literacy.labs.cache.verdict import Verdict
from literacy.labs.missions import MISSIONS


@dataclass(frozen=True, slots=True)
class Gauge:
    """How long a copy with the old price may be used; it falls to `least` and no further."""

    seconds: int
    least: int


@dataclass(frozen=True, slots=True)
class LabState:
    """`files` are the addresses to load now; a lesson page knows none, because it can't see which
    lab session a browser has."""

    mission: str
    title: str
    goal: str
    through_edge: bool
    choices: tuple[plan.Choice, ...]
    chosen: str
    verdict: Verdict
    runs: tuple[board.RunView, ...]
    files: tuple[str, ...]
    link: str
    situation: str
    round_number: int
    asks_who: bool
    gauge: Gauge | None
    published: bool
    renamed: bool
    known: bool
    completed: bool = False
    note: str = ""
    lesson: str = ""

    @property
    def name(self) -> str:
        """The title as it follows a colon."""
        return self.title[0].lower() + self.title[1:]


def lab_state(
    mission: str,
    events: Sequence[Event],
    *,
    path: str,
    now: datetime,
    completed: bool = False,
    note: str = "",
    lesson: str = "",
) -> LabState:
    """The mission as this record leaves it; without a path, as somebody new finds it."""
    set_up = plan.MISSIONS[mission]
    of_mission = runs(events, mission)
    run = of_mission[-1] if of_mission else None
    number, situation = _round(of_mission, mission, path)
    return LabState(
        mission=mission,
        title=MISSIONS["cache"][mission],
        goal=set_up.goal,
        through_edge=set_up.through_edge,
        choices=set_up.choices,
        chosen=run.rule if run else set_up.start,
        verdict=judge(mission, events, path=path, now=now),
        runs=board.shown_runs(of_mission, mission),
        files=_files(run, path),
        link=run.link if run else "",
        situation=situation,
        round_number=number,
        asks_who=_asks_who(run, mission),
        gauge=_gauge(run, mission, now),
        published=run is not None and run.deployed_at is not None,
        renamed=run is not None and run.link != run.name,
        known=bool(path),
        completed=completed,
        note=note,
        lesson=lesson,
    )


def untouched(mission: str, *, completed: bool, note: str) -> LabState:
    """The mission before anything has happened, so at no time in particular."""
    return lab_state(mission, (), path="", now=plan.FIRST_PUBLISHED, completed=completed, note=note)


def _files(run: Run | None, path: str) -> tuple[str, ...]:
    if run is None or not path:
        return ()
    door = "edge" if plan.MISSIONS[run.begun.mission].through_edge else "f"
    return tuple(f"/labs/cache/{door}/{path}/{file.rule}/{file.name}" for file in moves.files(run))


def _round(of_mission: Sequence[Run], mission: str, path: str) -> tuple[int, str]:
    """The round to play now, as its number and situation; 0 when there is none."""
    if mission != plan.WHERE:
        return 0, ""
    rounds = plan.rounds_of(path)
    current = of_mission[-1] if of_mission else None
    waits = current is not None and not current.of(Kind.GUESS)
    if current is not None and waits:
        here = next(each for each in rounds if each.id == current.round)
    else:
        ahead = where_is_it.next_round(of_mission, path)
        if ahead is None:
            return 0, ""
        here = ahead
    return rounds.index(here) + 1, here.situation


def _asks_who(run: Run | None, mission: str) -> bool:
    return run is not None and mission == plan.WHERE and bool(run.loads) and not run.of(Kind.GUESS)


def _gauge(run: Run | None, mission: str, now: datetime) -> Gauge | None:
    if run is None or mission != plan.DEPLOY or run.deployed_at is not None:
        return None
    left = deploy_day.longest_left(run, now)
    return Gauge(
        seconds=-(-left // timedelta(seconds=1)), least=RULES[run.rule].browser_seconds or 0
    )
