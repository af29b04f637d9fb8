"""What is asked by when and how it stands, in the same terms for a learner and her manager."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from literacy.progress.mastery import ModuleStanding, ModuleState, Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """A module asked by a day; `set_by` is a name, or empty when that person has left."""

    module: str
    due_on: date
    why: str = ""
    set_by: str = ""


class Stand(StrEnum):
    """How one person stands on one module, in the only terms a manager is told."""

    DONE = "done"
    LATE = "late"
    STARTED = "started"
    NOT_STARTED = "not started"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one module; nothing else about the module leaves this value."""

    stand: Stand
    passed: int
    count: int
    passed_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """`days` from today to the day it is due; below zero it has passed."""

    module: ModuleStanding
    asked: Asked
    days: int
    stand: Stand


def cell(module: ModuleStanding, due_on: date | None, *, today: date) -> Cell:
    done_at = module.passed_at or module.exam_passed_at
    return Cell(
        stand=_stand(module, due_on, today=today),
        passed=module.count_passed,
        count=module.count,
        passed_on=done_at.date() if done_at else None,
        due_on=due_on,
    )


def deadlines(standing: Standing, asked: Iterable[Asked], *, today: date) -> tuple[Deadline, ...]:
    """What is still open, the earliest first."""
    wanted = earliest(asked).values()
    found = [
        Deadline(module, each, (each.due_on - today).days, stand)
        for each in wanted
        if (module := standing.module(each.module))
        and (stand := _stand(module, each.due_on, today=today)) is not Stand.DONE
        and module.can_pass_more
    ]
    return tuple(sorted(found, key=lambda each: (each.asked.due_on, each.module.outline.number)))


def earliest(asked: Iterable[Asked]) -> Mapping[str, Asked]:
    """For each module the day that comes first: a person may be in two teams."""
    first: dict[str, Asked] = {}
    for each in sorted(asked, key=lambda one: (one.due_on, one.why, one.set_by)):
        first.setdefault(each.module, each)
    return first


def _stand(module: ModuleStanding, due_on: date | None, *, today: date) -> Stand:
    """Late only where something can be done about it: a lesson in preparation makes nobody late."""
    if module.is_done:
        return Stand.DONE
    if due_on and due_on < today and module.can_pass_more:
        return Stand.LATE
    if module.state in (ModuleState.STARTED, ModuleState.CAUGHT_UP):
        return Stand.STARTED
    return Stand.NOT_STARTED if due_on else Stand.NOT_ASKED
