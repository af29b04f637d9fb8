"""What leaves a trace: switching the needs-help signal, and looking at it."""

from datetime import datetime

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.teams.queries import ManagedTeam, signal_is_on

SWITCH = {True: "signal.on", False: "signal.off"}


def note_switch(session: Session, *, is_on: bool, now: datetime) -> None:
    """Write down that the setting is another one than at the last start."""
    if signal_is_on(session) is not is_on:
        note(session, SWITCH[is_on], actor_id=None, subject="signal:help", now=now)


def note_look(session: Session, viewer: Viewer, team: ManagedTeam, *, now: datetime) -> None:
    """Write down that this manager looks at the signal of this team."""
    note(session, "signal.read", actor_id=viewer.id, subject=f"team:{team.slug}", now=now)
