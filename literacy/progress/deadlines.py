"""What is asked by when and how it stands, in the same terms for a learner and her manager."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from literacy.progress.mastery import ModuleStanding, ModuleState, Standing, essentials_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A module asked by a day; `set_by` is a name, or empty when that person has left.

    `ask` numbers what it follows from. As a piece of a path it has the path's title, and may ask
    for the essential lessons only.
    """

    module: str
    due_on: date
    why: str = ""
    set_by: str = ""
    ask: int = 0
    path: str = ""
    essential: bool = False


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
    tested_out: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """`days` from today to the day it is due; below zero it has passed."""

    module: ModuleStanding
    asked: Asked
    days: int
    stand: Stand


def cells(standing: Standing, asked: Iterable[Asked], *, today: date) -> Mapping[str, Cell]:
    """One person's row: a cell for each module of the course, as far as its lessons are asked.

    What is asked of a module that nobody can begin yet counts once a lesson of it is written.
    """
    by_module = asked_by_module(asked)
    counted = (what_counts(each, by_module.get(each.slug, ())) for each in standing.modules)
    return {
        module.slug: cell(
            module, each.due_on if each and module.outline.written else None, today=today
        )
        for module, each in counted
    }


def cell(module: ModuleStanding, due_on: date | None, *, today: date) -> Cell:
    done_at = module.passed_at or module.exam_passed_at
    return Cell(
        stand=_stand(module, due_on, today=today),
        passed=module.count_passed,
        count=module.count,
        passed_on=done_at.date() if done_at else None,
        due_on=due_on,
        tested_out=module.state is ModuleState.TESTED_OUT,
    )


def deadlines(standing: Standing, asked: Iterable[Asked], *, today: date) -> tuple[Deadline, ...]:
    """What is still open, the earliest first; of two days for one module the one that presses."""
    by_module = asked_by_module(asked)
    counted = [
        what_counts(module, by_module[module.slug])
        for module in standing.modules
        if module.slug in by_module
    ]
    found = [
        Deadline(module, each, (each.due_on - today).days, stand)
        for module, each in counted
        if each
        and (stand := _stand(module, each.due_on, today=today)) is not Stand.DONE
        and module.can_pass_more
    ]
    return tuple(sorted(found, key=lambda each: (each.asked.due_on, each.module.outline.number)))


def what_counts(
    module: ModuleStanding, asked: Iterable[Asked]
) -> tuple[ModuleStanding, Asked | None]:
    """Of all that is asked of one module: the first that is open, or what was asked last.

    The standing is that of the lessons which are asked.
    """
    in_order = sorted(asked, key=lambda one: (one.due_on, one.why, one.set_by))
    pairs = [(essentials_of(module) if each.essential else module, each) for each in in_order]
    still_open = (pair for pair in pairs if not pair[0].is_done)
    return next(still_open, pairs[-1] if pairs else (module, None))


def asked_by_module(asked: Iterable[Asked]) -> Mapping[str, tuple[Asked, ...]]:
    """The same, sorted into modules."""
    found: dict[str, tuple[Asked, ...]] = {}
    for each in asked:
        found[each.module] = (*found.get(each.module, ()), each)
    return found


def overall(standing: Standing, asked: Iterable[Asked], *, today: date) -> Stand:
    """How somebody stands on all the modules of one path: what can't be passed yet is left out."""
    pairs = [
        (essentials_of(module) if each.essential else module, each)
        for each in asked
        if (module := standing.module(each.module))
    ]
    stands = {
        _stand(module, each.due_on, today=today)
        for module, each in pairs
        if module.is_done or module.can_pass_more
    }
    if Stand.LATE in stands:
        return Stand.LATE
    if len(stands) > 1 or stands == {Stand.STARTED}:
        return Stand.STARTED
    return next(iter(stands), Stand.NOT_STARTED)


def _stand(module: ModuleStanding, due_on: date | None, *, today: date) -> Stand:
    """Late only where something can be done about it: a lesson in preparation makes nobody late."""
    if module.is_done:
        return Stand.DONE
    if due_on and due_on < today and module.can_pass_more:
        return Stand.LATE
    if module.state in (ModuleState.STARTED, ModuleState.CAUGHT_UP):
        return Stand.STARTED
    return Stand.NOT_STARTED if due_on else Stand.NOT_ASKED
