"""A manager's teams and what happened in them; every function starts from who is looking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.viewer import Viewer
from literacy.lib.errors import NotFound
from literacy.progress.deadlines import Asked
from literacy.progress.outline import CourseOutline
from literacy.progress.queries import asked_in
from literacy.teams.cells import Member, TeamDate


@dataclass(frozen=True, slots=True)
class ManagedTeam:
    """A team that this viewer leads: proof that somebody looked it up in her name."""

    id: int
    slug: str
    name: str
    is_only: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """What a team goes by: the days of the whole team, and all that each of its people is asked."""

    lines: tuple[TeamDate, ...]
    of_people: Mapping[int, tuple[Asked, ...]]


def teams_of(session: Session, viewer: Viewer) -> tuple[ManagedTeam, ...]:
    """The viewer's teams in order of name, as of this very moment."""
    rows = session.execute(
        select(Team.id, Team.slug, Team.name)
        .join(Management, Management.team_id == Team.id)
        .where(Management.person_id == viewer.id)
        .order_by(Team.name)
    ).all()
    return tuple(ManagedTeam(*row, is_only=len(rows) == 1) for row in rows)


def team_of(session: Session, viewer: Viewer, slug: str) -> ManagedTeam:
    """The viewer's team; one she does not lead is not there."""
    found = [team for team in teams_of(session, viewer) if team.slug == slug]
    if not found:
        raise NotFound("There is no such team among those you lead.")
    return found[0]


def members_of(session: Session, teams: Iterable[ManagedTeam]) -> Mapping[int, tuple[Member, ...]]:
    """The people of each team in order of name; closed accounts have left."""
    members: dict[int, list[Member]] = {team.id: [] for team in teams}
    rows = session.execute(
        select(Membership.team_id, Person.id, Person.name, Person.job)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(members), Person.deactivated_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    for team, person, name, job in rows:
        members[team].append(Member(person, name, job))
    return {team: tuple(found) for team, found in members.items()}


def dates_of(
    session: Session, course: CourseOutline, teams: Iterable[ManagedTeam]
) -> Mapping[int, Dates]:
    """What is asked in each of these teams."""
    asked = asked_in(session, course, [team.id for team in teams])
    return {
        team: Dates(
            lines=tuple(
                TeamDate(ask.id, Asked(ask.module, ask.due_on, ask.why, ask.set_by, ask=ask.id))
                for ask in found.asks
                if ask.module and ask.due_on and ask.person_id is None
            ),
            of_people=found.of_people,
        )
        for team, found in asked.items()
    }
