"""Team pages for exports, and deadlines for calendars."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Team
from literacy.help.queries import calls_to
from literacy.lib.errors import NotFound
from literacy.lib.spreadsheets import Cell
from literacy.progress.asking import name_of
from literacy.progress.deadlines import deadlines
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline
from literacy.progress.queries import asked_in, asked_of, facts_of
from literacy.progress.reasons import reason
from literacy.reports.agenda import Entry
from literacy.reports.rows import report_rows
from literacy.teams.grid import TeamPage, team_page
from literacy.teams.lens import Lens
from literacy.teams.queries import ManagedTeam, members_of


def page_of(
    session: Session,
    course: CourseOutline,
    team: ManagedTeam,
    *,
    today: date,
    viewer_id: int | None = None,
    lens: Lens | None = None,
) -> TeamPage:
    """The page of this team as its manager sees it; without a viewer nobody asks for help."""
    members = members_of(session, [team])[team.id]
    people = {member.id for member in members}
    facts = facts_of(session, people)
    return team_page(
        course,
        members,
        {person: mastery(course, found) for person, found in facts.items()},
        (),
        asked=asked_in(session, course, [team.id])[team.id].of_people,
        calls=calls_to(session, viewer_id, people) if viewer_id else (),
        today=today,
        lens=lens,
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


def rows_of(
    session: Session,
    course: CourseOutline,
    teams: Iterable[ManagedTeam],
    *,
    today: date,
    lens: Lens | None = None,
) -> Iterator[tuple[Cell, ...]]:
    """The rows of one team after the other, so that a company takes no more room than a team."""
    for team in teams:
        page = page_of(session, course, team, today=today, lens=lens)
        yield from report_rows(team.name, page)


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
