"""Writing a lab session's record down, and what a learner keeps of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.labs.entries import Draft, stored
from literacy.labs.limits import EVENTS_KEPT, EVENTS_PER_SESSION
from literacy.labs.models import LabCompletion, LabEvent, LabNote
from literacy.lib.errors import Busy, TooMany

# On PostgreSQL two requests may want the same number; on SQLite writers stand in line.
_ATTEMPTS = 5


def append(
    session: Session,
    key: str,
    drafts: Sequence[Draft],
    *,
    lab: str,
    mission: str,
    now: datetime,
) -> None:
    """Add to a record; raises TooMany when it is full. Old records go at the same time."""
    forget_old(session, now=now)
    for _attempt in range(_ATTEMPTS):
        rows = _rows(session, key, drafts, lab=lab, mission=mission, now=now)
        try:
            with session.begin_nested():
                session.add_all(rows)
        except IntegrityError:
            continue
        return
    raise Busy("This lab was asked too many things at once. Try again in a moment.")


def _rows(
    session: Session,
    key: str,
    drafts: Sequence[Draft],
    *,
    lab: str,
    mission: str,
    now: datetime,
) -> list[LabEvent]:
    last = session.scalar(select(func.max(LabEvent.seq)).where(LabEvent.token == key)) or 0
    if last + len(drafts) > EVENTS_PER_SESSION:
        raise TooMany("The record of this lab is full. Reset the lab to go on.")
    return [
        LabEvent(
            token=key,
            lab=lab,
            mission=mission,
            seq=seq,
            at=now,
            kind=draft.kind.value,
            facts=stored(draft.facts),
        )
        for seq, draft in enumerate(drafts, start=last + 1)
    ]


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what is older than a day."""
    session.execute(delete(LabEvent).where(LabEvent.at < now - EVENTS_KEPT))


def reset(session: Session, key: str) -> None:
    """Delete a lab session's record; goals that were reached stay reached."""
    session.execute(delete(LabEvent).where(LabEvent.token == key))


def complete(
    session: Session, viewer: Viewer, lab: str, mission: str, *, how: str, now: datetime
) -> None:
    """The viewer has reached this goal; the first time is the one that is kept."""
    if session.get(LabCompletion, (viewer.id, lab, mission)) is None:
        session.add(LabCompletion(person_id=viewer.id, lab=lab, mission=mission, how=how, at=now))
        session.flush()


def save_note(
    session: Session, viewer: Viewer, lab: str, mission: str, *, text: str, now: datetime
) -> None:
    """Keep the viewer's own sentence; a new one takes its place."""
    session.merge(LabNote(person_id=viewer.id, lab=lab, mission=mission, text=text, at=now))
