"""A team as a table of people by modules: the one source of every number on a manager's page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from literacy.help.call import Call
from literacy.progress.deadlines import Asked, Cell, Stand, cells
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline, ModuleOutline

SOON = timedelta(days=14)
"""A date this near is told before it has passed."""


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str
    job: str


@dataclass(frozen=True, slots=True)
class Grid:
    """`cells` by person and module; `members` in order of name.

    `calls` are the open calls for help that the one who looks was asked, by person.
    """

    members: Sequence[Member]
    cells: Mapping[int, Mapping[str, Cell]]
    today: date
    calls: Mapping[int, Call] = field(default_factory=dict)
    called_from: Mapping[int, str] = field(default_factory=dict)

    def asks_in(self, member: Member, module: str) -> bool:
        """This person asks for help with a lesson of this module."""
        return self.called_from.get(member.id) == module

    def who(self, module: str, stand: Stand) -> list[str]:
        return [
            member.name for member in self.members if self.cells[member.id][module].stand is stand
        ]

    def all(self) -> Iterator[tuple[Member, str, Cell]]:
        """Every cell with its person and its module."""
        for member in self.members:
            for module, each in self.cells[member.id].items():
                yield member, module, each

    def is_soon(self, each: Cell) -> bool:
        """Asked, open, and due within two weeks."""
        still_open = each.stand in (Stand.STARTED, Stand.NOT_STARTED)
        return still_open and each.due_on is not None and each.due_on <= self.today + SOON


def modules_shown(course: CourseOutline) -> tuple[ModuleOutline, ...]:
    """What can be learned now."""
    return tuple(each for each in course.modules if each.written)


def team_grid(
    members: Sequence[Member],
    standings: Mapping[int, Standing],
    asked: Mapping[int, Sequence[Asked]],
    *,
    today: date,
    calls: Iterable[Call] = (),
) -> Grid:
    """`asked` is all that binds each person, by person."""
    rows = {
        member.id: cells(standings[member.id], asked.get(member.id, ()), today=today)
        for member in members
    }
    by_person = {call.person_id: call for call in calls if call.person_id in rows}
    called_from = {
        person: _module_of(call.lesson, standings[person]) for person, call in by_person.items()
    }
    return Grid(members, rows, today, by_person, called_from)


def _module_of(lesson: str, standing: Standing) -> str:
    """The module of a lesson by its id; empty for the course in general."""
    found = (
        module.slug
        for module in standing.modules
        for each in module.lessons
        if each.outline.id == lesson
    )
    return next(found, "")
