"""One person as her manager sees her: the way through the course, open dates, and a call for help.

The learner's own page shows the same value, made by the same function.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from literacy.certificates.queries import Held
from literacy.help.call import Call
from literacy.progress.deadlines import Asked, Deadline, Stand, deadlines
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline, ModuleOutline
from literacy.progress.reasons import reason
from literacy.progress.wording import days_away, first_up
from literacy.teams.attention import day_of
from literacy.teams.cells import Member, modules_shown, team_grid
from literacy.teams.rows import GridCell, PersonRow, person_row


@dataclass(frozen=True, slots=True)
class DueLine:
    """An open date, who set it and why."""

    module: ModuleOutline
    on: date
    day: str
    when: str
    late: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`row` is her row of the team's grid; nothing stands beside it that is not listed here."""

    row: PersonRow
    path: tuple[tuple[ModuleOutline, GridCell], ...]
    dues: tuple[DueLine, ...]
    call: Call | None
    certificates: tuple[Held, ...] = ()


def person_page(
    course: CourseOutline,
    member: Member,
    standing: Standing,
    asked: Sequence[Asked],
    *,
    calls: Sequence[Call] = (),
    certificates: Sequence[Held] = (),
    today: date,
) -> PersonPage:
    """`calls` are those for help that this manager was asked; `certificates` what she issued."""
    grid = team_grid([member], {member.id: standing}, {member.id: asked}, today=today, calls=calls)
    modules = modules_shown(course)
    row = person_row(member, grid, modules)
    return PersonPage(
        row=row,
        path=tuple(zip(modules, row.cells, strict=True)),
        dues=tuple(_due(each, today) for each in deadlines(standing, asked, today=today)),
        call=grid.calls.get(member.id),
        certificates=tuple(certificates),
    )


def _due(deadline: Deadline, today: date) -> DueLine:
    asked = deadline.asked
    return DueLine(
        module=deadline.module.outline,
        on=asked.due_on,
        day=day_of(asked.due_on, today),
        when=first_up(days_away(deadline.days)),
        late=deadline.stand is Stand.LATE,
        reason=reason(asked),
    )
