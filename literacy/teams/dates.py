"""The dates a team goes by, of everybody in it or of single people, and how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.progress.deadlines import Asked, Stand, overall
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline
from literacy.progress.wording import days_away, figures, first_up, listed, number
from literacy.teams.attention import day_of
from literacy.teams.cells import Grid, Member

MOST_NAMES = 5
"""A line that names more people is not read."""

EVERYBODY = "Everyone"
FEW = 2
"""So many are named as left out, rather than all who are not."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date and how it stands; `name` is of a module or a path, `late` counts people."""

    name: str
    on: date
    day: str
    why: str
    who: str
    late: int
    detail: str
    when: str


@dataclass(frozen=True, slots=True)
class _Bound:
    """Whom a date binds, in words and counted, and how they stand."""

    who: str
    late: Sequence[str]
    done: int
    people: int


def date_lines(
    course: CourseOutline,
    asked: Mapping[int, Sequence[Asked]],
    grid: Grid,
    standings: Mapping[int, Standing],
) -> tuple[DateLine, ...]:
    """Every day that is set in this team, the earliest first.

    They are found in what each person is asked: with the team or by name, as a module or by a
    path, with more time for who joined later.
    """
    names = {module.slug: module.name for module in course.modules}
    lines = [
        _date_line(asks, names, grid, standings)
        for asks in _by_ask(asked, grid.members, names).values()
    ]
    return tuple(sorted(lines, key=lambda line: (line.on, line.name, line.who)))


Asks = Sequence[tuple[Member, Sequence[Asked]]]
"""What follows for some people from one ask with one day: a module, or those of a path."""


def _by_ask(
    asked: Mapping[int, Sequence[Asked]], members: Iterable[Member], names: Mapping[str, str]
) -> Mapping[tuple[int, date], Asks]:
    found: dict[tuple[int, date], dict[Member, list[Asked]]] = {}
    for member in members:
        for each in (one for one in asked.get(member.id, ()) if one.module in names):
            people = found.setdefault((each.ask, each.due_on), {})
            people.setdefault(member, []).append(each)
    return {key: tuple(people.items()) for key, people in found.items()}


def _date_line(
    asks: Asks, names: Mapping[str, str], grid: Grid, standings: Mapping[int, Standing]
) -> DateLine:
    stands = [
        (member.name, overall(standings[member.id], each, today=grid.today))
        for member, each in asks
    ]
    first = asks[0][1][0]
    bound = _Bound(
        _who(asks, grid.members),
        [name for name, stand in stands if stand is Stand.LATE],
        sum(stand is Stand.DONE for _name, stand in stands),
        len(asks),
    )
    return _line(first, first.path or names[first.module], bound, grid.today)


def _who(asks: Asks, members: Sequence[Member]) -> str:
    """Everyone, Everyone but Femi Adeyemi, or the names of those who are bound."""
    bound = {member for member, _asked in asks}
    others = [member.name for member in members if member not in bound]
    if not others:
        return EVERYBODY
    if len(others) <= FEW and len(bound) > FEW * len(others):
        return f"{EVERYBODY} but {listed(others)}"
    return _listed([member.name for member, _asked in asks])


def _line(asked: Asked, name: str, bound: _Bound, today: date) -> DateLine:
    names_late = bound.late and bound.people > 1
    return DateLine(
        name=name,
        on=asked.due_on,
        day=day_of(asked.due_on, today),
        why=asked.why,
        who=bound.who,
        late=len(bound.late),
        detail=_listed(bound.late) if names_late else _done_count(bound.done, bound.people),
        when=first_up(days_away((asked.due_on - today).days)),
    )


def _listed(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES:
        return listed(names)
    others = figures(len(names) - MOST_NAMES, "other")
    return f"{', '.join(names[:MOST_NAMES])} and {others}"


def _done_count(done: int, people: int) -> str:
    if people == 1:
        return "Passed" if done else "Not passed yet"
    if done in (0, people):
        return "Everybody has passed it" if done else "Nobody has passed it yet"
    return (
        f"{first_up(number(done))} of {number(people)} {'has' if done == 1 else 'have'} passed it"
    )
