"""A manager's teams and what happened in them; every function starts from who is looking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.viewer import Viewer
from literacy.lib.errors import NotFound
from literacy.progress.deadlines import Asked
from literacy.progress.models import Assignment
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
    """What is asked of whole teams by team id, and of single people by person id."""

    of_teams: Mapping[int, tuple[TeamDate, ...]]
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


def dates_of(session: Session, teams: Iterable[ManagedTeam], people: Iterable[int]) -> Dates:
    """The dates of these teams, and those of these people alone."""
    rows = session.execute(
        select(Assignment, Person.name)
        .outerjoin(Person, Person.id == Assignment.set_by)
        .where(
            Assignment.team_id.in_([team.id for team in teams])
            | Assignment.person_id.in_(list(people))
        )
    )
    of_teams: dict[int, tuple[TeamDate, ...]] = {}
    of_people: dict[int, tuple[Asked, ...]] = {}
    for row, name in rows:
        asked = Asked(row.module, row.due_on, row.why, name or "")
        if row.team_id is not None:
            of_teams[row.team_id] = (*of_teams.get(row.team_id, ()), TeamDate(row.id, asked))
        elif row.person_id is not None:
            of_people[row.person_id] = (*of_people.get(row.person_id, ()), asked)
    return Dates(of_teams, of_people)


def date_of(session: Session, team: ManagedTeam, assignment: int) -> TeamDate:
    """One date of this team."""
    found = dates_of(session, [team], []).of_teams.get(team.id, ())
    for each in found:
        if each.id == assignment:
            return each
    raise NotFound("This date is not set, or no longer.")
