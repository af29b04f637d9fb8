"""The overview from its summaries, and which teams were counted longest ago."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person, Team
from literacy.overview.counts import Count, Overview, TeamLine, written
from literacy.overview.models import TeamSummary
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline
from literacy.progress.queries import standings_of

PAGE = 50


def overview_page(session: Session, course: CourseOutline, *, search: str, page: int) -> Overview:
    """The company's counts and one page of its teams, in five statements at any size."""
    modules = written(course)
    named = Team.name.icontains(search, autoescape=True)
    teams = session.execute(
        select(Team.id, Team.slug, Team.name)
        .where(named)
        .order_by(Team.name)
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    ).all()
    shown = [team.id for team in teams]
    counts, sizes = _counts(session, shown), _sizes(session, shown)
    lines = [
        TeamLine(
            team.slug,
            team.name,
            sizes.get(team.id, 0),
            tuple(counts.get((team.id, module.slug)) for module in modules),
        )
        for team in teams
    ]
    everybody, all_teams, found = _sums(session, search)
    totals, made_at = _totals(session)
    return Overview(
        modules=modules,
        totals=tuple(totals.get(each.slug, Count(each.slug, 0, 0, 0)) for each in modules),
        lines=tuple(lines),
        teams=all_teams,
        people=everybody,
        found=found,
        made_at=made_at,
    )


def _sums(session: Session, search: str) -> tuple[int, int, int]:
    """People with an open account, all teams, and the teams whose name fits."""
    named = Team.name.icontains(search, autoescape=True)
    row = session.execute(
        select(
            select(func.count(Person.id)).where(Person.deactivated_at.is_(None)).scalar_subquery(),
            select(func.count(Team.id)).scalar_subquery(),
            select(func.count(Team.id)).where(named).scalar_subquery(),
        )
    ).one()
    return (row[0], row[1], row[2])


def _totals(session: Session) -> tuple[dict[str, Count], datetime | None]:
    rows = session.execute(
        select(
            TeamSummary.module,
            func.sum(TeamSummary.people),
            func.sum(TeamSummary.done),
            func.sum(TeamSummary.begun),
            func.min(TeamSummary.made_at),
        ).group_by(TeamSummary.module)
    ).all()
    made = [row[4] for row in rows]
    return {row[0]: Count(row[0], row[1], row[2], row[3]) for row in rows}, min(made, default=None)


def _counts(session: Session, teams: Sequence[int]) -> Mapping[tuple[int, str], Count]:
    rows = session.execute(
        select(
            TeamSummary.team_id,
            TeamSummary.module,
            TeamSummary.people,
            TeamSummary.done,
            TeamSummary.begun,
        ).where(TeamSummary.team_id.in_(teams))
    )
    return {(team, module): Count(module, *counts) for team, module, *counts in rows}


def _sizes(session: Session, teams: Sequence[int]) -> Mapping[int, int]:
    rows = session.execute(
        select(Membership.team_id, func.count())
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(teams), Person.deactivated_at.is_(None))
        .group_by(Membership.team_id)
    )
    return {row[0]: row[1] for row in rows}


def counted_longest_ago(session: Session, most: int | None = None) -> Sequence[int]:
    """Teams never counted first, then the oldest counts."""
    made_at = (
        select(TeamSummary.team_id, func.min(TeamSummary.made_at).label("made_at"))
        .group_by(TeamSummary.team_id)
        .subquery()
    )
    return session.scalars(
        select(Team.id)
        .outerjoin(made_at, made_at.c.team_id == Team.id)
        .order_by(made_at.c.made_at.is_not(None), made_at.c.made_at, Team.id)
        .limit(most)
    ).all()


def standings_in(
    session: Session, course: CourseOutline, teams: Sequence[int]
) -> Mapping[int, Sequence[Standing]]:
    """Where everybody in these teams stands, by the one function that knows."""
    rows = session.execute(
        select(Membership.team_id, Person.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(teams), Person.deactivated_at.is_(None))
    ).all()
    standings = standings_of(session, course, {person for _team, person in rows})
    return {team: [standings[person] for of, person in rows if of == team] for team in teams}
