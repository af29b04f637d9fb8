"""What a manager may want to do something about: who is past a date, and whose date is near."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.help.call import Call
from literacy.progress.deadlines import Cell, Stand
from literacy.progress.outline import CourseOutline, ModuleOutline
from literacy.progress.wording import days_away, figures, first_up, full_day, short_day
from literacy.teams.cells import Grid, Member

MOST_PEOPLE = 5
"""A line that names more people is not read."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person and how far she is, such as 2 of 4."""

    member: Member
    so_far: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One module and one day: `people` are the first few of `count`."""

    module: ModuleOutline
    on: date
    day: str
    when: str
    people: tuple[Named, ...]
    count: int

    @property
    def others(self) -> str:
        """3 others, or nothing where all are named."""
        left = self.count - len(self.people)
        return figures(left, "other") if left else ""


@dataclass(frozen=True, slots=True)
class Attention:
    """`late` and `soon` by day, `calls` the oldest first; the counts are people, each once."""

    late: tuple[OpenLine, ...]
    soon: tuple[OpenLine, ...]
    calls: tuple[Call, ...]
    late_people: int
    soon_people: int


def attention(grid: Grid, course: CourseOutline) -> Attention:
    late = [entry for entry in grid.all() if entry[2].stand is Stand.LATE]
    soon = [entry for entry in grid.all() if grid.is_soon(entry[2])]
    return Attention(
        late=tuple(_lines(late, course, grid.today)),
        soon=tuple(_lines(soon, course, grid.today)),
        calls=tuple(sorted(grid.calls.values(), key=lambda call: (call.at, call.id))),
        late_people=len({member.id for member, _module, _cell in late}),
        soon_people=len({member.id for member, _module, _cell in soon}),
    )


def _lines(
    entries: Sequence[tuple[Member, str, Cell]], course: CourseOutline, today: date
) -> Iterator[OpenLine]:
    modules = {module.slug: module for module in course.modules}
    days = sorted(
        {(each.due_on, modules[slug].number, slug) for _, slug, each in entries if each.due_on}
    )
    for due_on, _number, slug in days:
        people = [
            Named(member, f"{each.passed} of {each.count}")
            for member, module, each in entries
            if module == slug and each.due_on == due_on
        ]
        yield OpenLine(
            module=modules[slug],
            on=due_on,
            day=day_of(due_on, today),
            when=first_up(days_away((due_on - today).days)),
            people=tuple(people[:MOST_PEOPLE]),
            count=len(people),
        )


def day_of(day: date, today: date) -> str:
    """Dec 3, with its year where that is another one."""
    return short_day(day) if day.year == today.year else full_day(day)
