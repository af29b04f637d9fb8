"""Where somebody may ask from, and what was asked there; every function starts from who looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from literacy.accounts.models import Person, Team
from literacy.accounts.permissions import Permission
from literacy.accounts.viewer import Viewer
from literacy.assignments.nudging import Candidate, candidates
from literacy.lib.errors import Forbidden, NotFound
from literacy.nudges.queries import nudged_this_week
from literacy.progress.asking import Ask
from literacy.progress.mastery import mastery
from literacy.progress.models import Assignment
from literacy.progress.outline import CourseOutline
from literacy.progress.queries import asked_in, facts_of
from literacy.teams.queries import ManagedTeam, members_of, team_of

PAGE_SIZE = 50
KEPT = timedelta(days=30)
"""What was taken back stays on the page so long, to be put back."""
GONE = "This was taken back, or is asked by somebody else."


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody asks from: a team she leads or, without one, the whole company.

    It is proof that somebody looked up whether she may.
    """

    viewer: Viewer
    team: ManagedTeam | None


@dataclass(frozen=True, slots=True)
class AskPage:
    asks: tuple[Ask, ...]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def team_desk(session: Session, viewer: Viewer, slug: str) -> Desk:
    """Raises NotFound unless the viewer leads this team now."""
    return Desk(viewer, team_of(session, viewer, slug))


def company_desk(viewer: Viewer) -> Desk:
    if not viewer.may(Permission.ADMINISTER):
        raise Forbidden("Only administrators ask the whole company.")
    return Desk(viewer, None)


def people_of(session: Session, desk: Desk) -> Mapping[int, str]:
    """Who can be asked by name at this desk."""
    if desk.team is None:
        return {}
    return {each.id: each.name for each in members_of(session, [desk.team])[desk.team.id]}


def person_with(session: Session, email: str) -> int:
    """The open account with this address; raises NotFound."""
    found = session.scalar(
        select(Person.id).where(Person.email == email, Person.deactivated_at.is_(None))
    )
    if found is None:
        raise NotFound(f"Nobody with an open account has the address {email}.")
    return found


def row_of(session: Session, desk: Desk, number: int, *, withdrawn: bool = False) -> Assignment:
    """One assignment this desk may change; raises NotFound.

    A manager changes what is asked in her team; administrators change everything.
    """
    row = session.get(Assignment, number)
    if row and desk.team and row.team_id != desk.team.id:
        row = None
    if row is None or (row.withdrawn_at is not None) != withdrawn:
        raise NotFound(GONE)
    return row


def ask_of(session: Session, desk: Desk, number: int) -> Ask:
    """The same with the names that belong to it."""
    row = row_of(session, desk, number)
    return _ask(session.execute(_with_names(desk).where(Assignment.id == row.id)).one())


def taken_back(session: Session, desk: Desk, *, now: datetime) -> tuple[Ask, ...]:
    """What this desk took back lately, the latest first."""
    rows = session.execute(
        _with_names(desk)
        .where(Assignment.withdrawn_at >= now - KEPT)
        .order_by(Assignment.withdrawn_at.desc(), Assignment.id.desc())
        .limit(PAGE_SIZE)
    )
    return tuple(map(_ask, rows))


def company_asks(session: Session, desk: Desk, *, number: int) -> AskPage:
    """Everything that is asked of anybody, the newest first, for administrators."""
    live = _with_names(desk).where(Assignment.withdrawn_at.is_(None))
    total = session.scalar(select(func.count()).select_from(live.subquery())) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    rows = session.execute(
        live.order_by(Assignment.set_at.desc(), Assignment.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return AskPage(tuple(map(_ask, rows)), total, number)


def nudge_candidates(
    session: Session, team: ManagedTeam, course: CourseOutline, *, now: datetime
) -> tuple[Candidate, ...]:
    """Everybody in the team, with what is open or why a nudge can't reach them."""
    members = members_of(session, [team])[team.id]
    people = [member.id for member in members]
    facts = facts_of(session, people)
    return candidates(
        members,
        {person: mastery(course, found) for person, found in facts.items()},
        asked_in(session, course, [team.id])[team.id].of_people,
        nudged=nudged_this_week(session, people, now=now),
        today=now.date(),
    )


_setter = aliased(Person)
_addressed = aliased(Person)


def _with_names(desk: Desk) -> Select[*tuple[Any, ...]]:
    statement = (
        select(Assignment, _setter.name, Team.name, _addressed.name)
        .outerjoin(_setter, _setter.id == Assignment.set_by)
        .outerjoin(Team, Team.id == Assignment.team_id)
        .outerjoin(_addressed, _addressed.id == Assignment.person_id)
    )
    return statement.where(Assignment.team_id == desk.team.id) if desk.team else statement


def _ask(row: Sequence[Any]) -> Ask:
    held, set_by, team, person = row
    return Ask(
        id=held.id,
        module=held.module or "",
        path=held.path or "",
        due_on=held.due_on,
        joiner_days=held.joiner_days,
        set_on=held.set_at.date(),
        why=held.why,
        set_by=set_by or "",
        team_id=held.team_id,
        person_id=held.person_id,
        team=team or "",
        person=person or "",
    )
