"""Everything a page needs to show a mission: goals, controls, both columns, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from literacy.labs.cache.verdict import Verdict
from literacy.labs.visit import judge, page, plan
from literacy.labs.visit.board import Board, board
from literacy.labs.visit.events import Event
from literacy.labs.visit.record import Visit, visits


@dataclass(frozen=True, slots=True)
class Choice:
    """A file to name, as it was called in this visit."""

    value: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class VisitState:
    """`files` holds the address to open now; a lesson page knows none, because it can't see which
    lab session a browser has. `asks` says whether the question can be answered now."""

    mission: str
    title: str
    goal: str
    verdict: Verdict
    board: Board | None
    first_span: int
    files: tuple[str, ...]
    asks: bool
    answered: tuple[str, ...]
    choices: tuple[Choice, ...]
    changes: tuple[plan.Change, ...]
    chosen: str
    is_blocked: bool
    begun: bool
    known: bool
    completed: bool = False
    note: str = ""
    lesson: str = ""

    @property
    def name(self) -> str:
        """The title as it follows a colon."""
        return self.title[0].lower() + self.title[1:]


def visit_state(
    mission: str,
    events: Sequence[Event],
    *,
    path: str,
    completed: bool = False,
    note: str = "",
    lesson: str = "",
) -> VisitState:
    """The mission as this record leaves it; without a path, as somebody new finds it."""
    of_mission = visits(events, mission)
    visit = of_mission[-1] if of_mission else None
    first = judge.first_visit(of_mission)
    return VisitState(
        mission=mission,
        title=plan.TITLES[mission],
        goal=plan.GOALS[mission],
        verdict=judge.judge(mission, of_mission),
        board=board(visit, len(of_mission)) if visit else None,
        first_span=first.span if first and mission == plan.SOONER else 0,
        files=(page.address(visit, path, plan.PAGE),) if visit and path else (),
        asks=visit is not None and _asks(visit),
        answered=visit.answers[-1] if visit and visit.answers else (),
        choices=_choices(visit),
        changes=tuple(plan.CHANGES.values()) if mission == plan.SOONER else (),
        chosen=_chosen(visit),
        is_blocked=visit is not None and _is_blocked(visit),
        begun=visit is not None,
        known=bool(path),
        completed=completed,
        note=note,
        lesson=lesson,
    )


def untouched(mission: str, *, completed: bool, note: str) -> VisitState:
    """The mission before anything has happened."""
    return visit_state(mission, (), path="", completed=completed, note=note)


def _choices(visit: Visit | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(name, visit.called(name) if visit else name, file.what)
        for name, file in plan.FILES.items()
    )


def _asks(visit: Visit) -> bool:
    """A question stands until it is answered; marks may be mended until they are right."""
    if not visit.is_complete or visit.was_hurried or visit.mission == plan.SOONER:
        return False
    if visit.mission == plan.WHOSE:
        return not judge.named_right(visit)
    return not visit.answers


def _is_blocked(visit: Visit) -> bool:
    """The page came, and all that is missing is the other company's."""
    missing = set(visit.missing)
    return visit.is_open and bool(missing) and missing <= set(visit.begun.others)


def _chosen(visit: Visit | None) -> str:
    return visit.change.id if visit is not None else plan.AS_IT_IS.id
