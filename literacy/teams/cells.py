"""A team as a table of people by modules: the one source of every number on a manager's page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from literacy.progress.deadlines import Asked, Cell, Stand, cell, earliest
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
class TeamDate:
    """A module asked of the whole team."""

    id: int
    asked: Asked


@dataclass(frozen=True, slots=True)
class Grid:
    """`cells` by person and module; `members` in order of name."""

    members: Sequence[Member]
    cells: Mapping[int, Mapping[str, Cell]]
    today: date

    def modules_shown(self, course: CourseOutline) -> tuple[ModuleOutline, ...]:
        """What can be learned now, and what was asked before it could be."""
        asked = {
            slug for cells in self.cells.values() for slug, each in cells.items() if each.due_on
        }
        return tuple(each for each in course.modules if each.written or each.slug in asked)

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


def team_grid(
    members: Sequence[Member],
    standings: Mapping[int, Standing],
    dates: Iterable[TeamDate],
    *,
    own_dates: Mapping[int, Sequence[Asked]],
    today: date,
) -> Grid:
    """`dates` are asked of the whole team, `own_dates` of one person alone."""
    of_team = [each.asked for each in dates]
    return Grid(
        members,
        {
            member.id: cells_of(
                standings[member.id], [*of_team, *own_dates.get(member.id, ())], today=today
            )
            for member in members
        },
        today,
    )


def cells_of(standing: Standing, asked: Iterable[Asked], *, today: date) -> Mapping[str, Cell]:
    """One person's row: a cell for each module of the course."""
    due = {module: each.due_on for module, each in earliest(asked).items()}
    return {
        module.slug: cell(module, due.get(module.slug), today=today) for module in standing.modules
    }
