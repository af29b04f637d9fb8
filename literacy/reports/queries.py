"""Team pages for exports, and deadlines for calendars."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Team
from literacy.help.queries import calls_to
from literacy.lib.errors import NotFound
from literacy.lib.spreadsheets import Cell
from literacy.progress.asking import name_of
from literacy.progress.deadlines import Asked, deadlines
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline
from literacy.progress.queries import asked_in, asked_of, facts_of
from literacy.progress.reasons import reason
from literacy.reports.agenda import Entry
from literacy.reports.rows import COLUMNS, OF_COMPANY, Column, person_rows
from literacy.teams.cells import Grid, modules_shown, team_grid
from literacy.teams.grid import TeamPage, team_page
from literacy.teams.lens import BY_NAME, Lens, seen_members, seen_modules, sort_key
from literacy.teams.queries import ManagedTeam, member_ids, members_of
from literacy.teams.rows import person_row

AT_ONCE = 500
"""People whose facts are held together: a team of thousands takes no more room than these."""


def page_of(
    session: Session,
    course: CourseOutline,
    team: ManagedTeam,
    *,
    today: date,
) -> TeamPage:
    """The page of this team as its manager sees it, without calls: those are told on the page."""
    members = members_of(session, [team])[team.id]
    people = {member.id for member in members}
    facts = facts_of(session, people)
    return team_page(
        course,
        members,
        {person: mastery(course, found) for person, found in facts.items()},
        asked=asked_in(session, course, [team.id])[team.id].of_people,
        today=today,
    )


def teams_called(session: Session, slugs: Iterable[str]) -> tuple[ManagedTeam, ...]:
    """These teams, or all of them, for the command line; raises NotFound for an unknown one."""
    wanted = list(slugs)
    rows = session.execute(select(Team.id, Team.slug, Team.name).order_by(Team.name)).all()
    unknown = set(wanted) - {row.slug for row in rows}
    if unknown:
        raise NotFound(f"There is no team with the slug {min(unknown)}.")
    return tuple(
        ManagedTeam(*row, is_only=False) for row in rows if not wanted or row.slug in wanted
    )


@dataclass(frozen=True, slots=True)
class Export:
    """A team as a file shows it; without a viewer it is the company's, which tells no calls."""

    course: CourseOutline
    team: ManagedTeam
    today: date
    lens: Lens
    viewer_id: int | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS if self.viewer_id else OF_COMPANY


def rows_of(session: Session, export: Export) -> Iterator[tuple[Cell, ...]]:
    """What the page shows through this lens, line by line, from a few hundred people at a time."""
    people = member_ids(session, export.team)
    modules = seen_modules(export.lens, modules_shown(export.course))
    for few in _few(_in_order(session, export, people)):
        grid = _grid(session, export, few)
        for member in seen_members(export.lens, grid, modules):
            person = person_row(member, grid, modules)
            yield from person_rows(export.team.name, person, modules, export.columns)


def _in_order(session: Session, export: Export, people: Sequence[int]) -> Sequence[int]:
    """The people in the order of the lens; of each one only a number stays in memory."""
    if export.lens.sort == BY_NAME:
        return people
    keyed = [
        (sort_key(export.lens, grid, member), member.id)
        for grid in (_grid(session, export, few) for few in _few(people))
        for member in grid.members
    ]
    return [person for _key, person in sorted(keyed, key=lambda pair: pair[0])]


def _grid(session: Session, export: Export, few: Sequence[int]) -> Grid:
    members = members_of(session, [export.team], among=few)[export.team.id]
    place = {person: number for number, person in enumerate(few)}
    facts = facts_of(session, few)
    return team_grid(
        sorted(members, key=lambda member: place[member.id]),
        {person: mastery(export.course, found) for person, found in facts.items()},
        _asked(session, export, few),
        today=export.today,
        calls=calls_to(session, export.viewer_id, few) if export.viewer_id else (),
    )


def _asked(session: Session, export: Export, few: Sequence[int]) -> Mapping[int, tuple[Asked, ...]]:
    asked = asked_in(session, export.course, [export.team.id], among=few)
    return asked[export.team.id].of_people


def _few(people: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(people), AT_ONCE):
        yield people[first : first + AT_ONCE]


def own_entries(
    session: Session, course: CourseOutline, person: int, *, origin: str, today: date
) -> list[Entry]:
    """What this person is still asked for."""
    standing = mastery(course, facts_of(session, [person])[person])
    found = deadlines(standing, asked_of(session, course, person), today=today)
    return [
        Entry(
            uid=f"person-{person}-{each.module.slug}@{_host(origin)}",
            day=each.asked.due_on,
            title=f"{each.module.outline.name} is due",
            text=reason(each.asked),
            url=f"{origin}/#m{each.module.outline.number}",
        )
        for each in found
    ]


def team_entries(
    session: Session, course: CourseOutline, team: ManagedTeam, *, origin: str
) -> list[Entry]:
    """The days that were set in this team; nobody's progress is in a calendar."""
    return [
        Entry(
            uid=f"assignment-{ask.id}-team-{team.id}@{_host(origin)}",
            day=ask.due_on,
            title=f"{name_of(course, ask)} is due: {ask.person or team.name}",
            text=ask.why,
            url=f"{origin}/team/{team.slug}/assignments",
        )
        for ask in asked_in(session, course, [team.id])[team.id].asks
        if ask.due_on
    ]


def _host(origin: str) -> str:
    return origin.partition("://")[2].partition(":")[0]
