"""The cookie jar's record, and a mission as its viewer finds it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.labs.cookie import state
from literacy.labs.cookie.events import Event, event
from literacy.labs.cookie.plan import Sites
from literacy.labs.queries import completed, entries_of, note_of
from literacy.labs.sessions import key_of

LAB = "cookie"


def events_of(session: Session, key: str) -> tuple[Event, ...]:
    """What happened in a lab session, in order; empty for a key that nobody has."""
    return tuple(event(each) for each in entries_of(session, key, LAB))


def mission_state(
    session: Session,
    viewer: Viewer,
    mission: str,
    *,
    path: str,
    sites: Sites,
    received: Mapping[str, str],
    now: datetime,
    lesson: str,
) -> state.CookieState:
    return state.cookie_state(
        mission,
        events_of(session, key_of(path)),
        path=path,
        sites=sites,
        received=received,
        now=now,
        completed=completed(session, viewer, LAB, mission),
        note=note_of(session, viewer, LAB, mission),
        lesson=lesson,
    )
