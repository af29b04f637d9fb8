"""Asking a team for a module by a day, and taking it back."""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.lib.errors import Invalid
from literacy.progress.models import Assignment
from literacy.teams.queries import ManagedTeam, date_of


def set_date(
    session: Session,
    viewer: Viewer,
    team: ManagedTeam,
    *,
    module: str,
    due_on: date,
    why: str,
    now: datetime,
) -> date | None:
    """Ask the team for a module by a day; returns the day that stood there before, if any."""
    if due_on < now.date():
        raise Invalid("This day has passed. Choose today or a later day.")
    held = session.scalar(
        select(Assignment).where(Assignment.team_id == team.id, Assignment.module == module)
    )
    before = held.due_on if held else None
    if held is None:
        held = Assignment(team_id=team.id, module=module)
        session.add(held)
    held.due_on, held.why, held.set_by, held.set_at = due_on, why, viewer.id, now
    session.flush()
    note(
        session,
        "date.set",
        actor_id=viewer.id,
        subject=f"team:{team.slug}",
        now=now,
        module=module,
        due_on=due_on.isoformat(),
        before=before.isoformat() if before else None,
    )
    return before


def remove_date(
    session: Session,
    viewer: Viewer,
    team: ManagedTeam,
    assignment: int,
    *,
    now: datetime,
) -> None:
    """Take a date of this team back; raises NotFound when it is not there."""
    asked = date_of(session, team, assignment).asked
    session.execute(
        delete(Assignment).where(Assignment.id == assignment, Assignment.team_id == team.id)
    )
    note(
        session,
        "date.removed",
        actor_id=viewer.id,
        subject=f"team:{team.slug}",
        now=now,
        module=asked.module,
        due_on=asked.due_on.isoformat(),
    )
