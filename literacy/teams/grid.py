"""What a manager sees of a team: people by modules in four words, and the dates they go by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.help.call import Call
from literacy.progress.deadlines import Asked, Stand
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline, ModuleOutline
from literacy.progress.wording import (
    counted,
    figures,
    first_up,
    listed,
    number,
)
from literacy.teams.attention import Attention, attention
from literacy.teams.cells import Grid, Member, modules_shown, team_grid
from literacy.teams.chart import Progress, progress
from literacy.teams.dates import DateLine, date_lines
from literacy.teams.lens import Lens, seen_members, seen_modules
from literacy.teams.rows import PersonRow, person_row

FEW_MODULES = 3


@dataclass(frozen=True, slots=True)
class TeamPage:
    """`people` and `columns` are what the lens lets through; all else is of the whole team.

    `passed` counts modules that somebody passed, `asked` those that somebody was asked for.
    """

    lead: str
    size: int
    lens: Lens
    modules: tuple[ModuleOutline, ...]
    columns: tuple[ModuleOutline, ...]
    left_out: str
    people: tuple[PersonRow, ...]
    dates: tuple[DateLine, ...]
    attention: Attention
    progress: Progress
    passed: int
    asked: int
    asked_passed: int

    @property
    def has_few_modules(self) -> bool:
        """So few columns that the grid is a list with room beside it."""
        return len(self.columns) <= FEW_MODULES

    @property
    def shown(self) -> str:
        """3 of 8 people, or all of them"""
        everyone = figures(self.size, "person", "people")
        if len(self.people) == self.size:
            return f"Everyone: {everyone}"
        return f"{len(self.people)} of {everyone}"


def team_page(
    course: CourseOutline,
    members: Sequence[Member],
    standings: Mapping[int, Standing],
    *,
    asked: Mapping[int, Sequence[Asked]],
    today: date,
    lens: Lens | None = None,
    calls: Sequence[Call] = (),
) -> TeamPage:
    """`members` in order of name; `asked` is all that binds each of them, by person.

    `calls` are those for help that the one who looks was asked.
    """
    grid = team_grid(members, standings, asked, today=today, calls=calls)
    lens = lens or Lens()
    modules = modules_shown(course)
    columns = seen_modules(lens, modules)
    with_day = [each for _, _, each in grid.all() if each.due_on]
    passed = [each.passed_on for _, _, each in grid.all() if each.passed_on]
    return TeamPage(
        lead=_lead(grid, course),
        size=len(members),
        lens=lens,
        modules=modules,
        columns=columns,
        left_out=_left_out(course, asked),
        people=tuple(
            person_row(member, grid, columns) for member in seen_members(lens, grid, columns)
        ),
        dates=date_lines(course, asked, grid, standings),
        attention=attention(grid, course),
        progress=progress(passed, today=today),
        passed=len(passed),
        asked=len(with_day),
        asked_passed=sum(each.stand is Stand.DONE for each in with_day),
    )


def _lead(grid: Grid, course: CourseOutline) -> str:
    """Eight people. Two are past their date on 06 Caching."""
    if not grid.members:
        return "Nobody is in this team yet."
    people = first_up(counted(len(grid.members), "person", "people"))
    late = [
        (module.name, names)
        for module in course.modules
        if (names := grid.who(module.slug, Stand.LATE))
    ]
    if late:
        told = [_are_late(len(names), module) for module, names in late]
        return f"{people}. {first_up(listed(told))}."
    if any(each.due_on for cells in grid.cells.values() for each in cells.values()):
        return f"{people}. Nobody is past a date."
    return f"{people}. No date is set yet."


def _are_late(count: int, module: str) -> str:
    verb = "is past the date" if count == 1 else "are past the date"
    return f"{number(count)} {verb} on {module}"


def _left_out(course: CourseOutline, asked: Mapping[int, Sequence[Asked]]) -> str:
    """Two modules are in preparation and not shown. What is asked of them counts once written."""
    count = sum(not each.written for each in course.modules)
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    told = f"{first_up(counted(count, 'module'))} {verb} in preparation and not shown."
    wanted = {each.module for asks in asked.values() for each in asks}
    if not any(each.slug in wanted for each in course.modules if not each.written):
        return told
    of_them = "it counts once it is" if count == 1 else "them counts once they are"
    return f"{told} What is asked of {of_them} written."
