"""Keeping places in lessons, writing beside them, and letting go of them."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.lessons.models import Note
from literacy.lessons.notes.bounds import LONGEST_TEXT, UNDO_FOR
from literacy.lessons.notes.passages import Passage
from literacy.lessons.notes.queries import note_of
from literacy.lib.errors import Invalid

MOST_IN_A_LESSON = 200


def keep(session: Session, viewer: Viewer, lesson: str, passage: Passage, *, now: datetime) -> Note:
    """Keep this place; one that is kept already stays as it is, one just removed comes back."""
    # The row is held, so that two tabs at once can't both keep the same place.
    session.scalar(select(Person.id).where(Person.id == viewer.id).with_for_update())
    own = session.scalars(
        select(Note).where(Note.person_id == viewer.id, Note.lesson == lesson)
    ).all()
    note = next((each for each in own if each.anchor == passage.anchor), None)
    if note is None:
        if len(own) >= MOST_IN_A_LESSON:
            raise Invalid("You keep 200 places in this lesson. Remove one before you add another.")
        note = Note(person_id=viewer.id, lesson=lesson, anchor=passage.anchor, created_at=now)
        session.add(note)
    elif note.removed_at is None:
        return note
    else:
        note.text = ""
    note.section, note.quote = passage.section[:200], passage.quote
    note.updated_at, note.removed_at = now, None
    session.flush()
    return note


def write(session: Session, viewer: Viewer, note_id: int, text: str, *, now: datetime) -> Note:
    """Keep the words as they were typed; writing the same again changes nothing."""
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"A note has room for {LONGEST_TEXT:,} letters. Yours has {len(text):,}.")
    note = note_of(session, viewer, note_id)
    if note.text != text or note.removed_at is not None:
        note.text, note.updated_at, note.removed_at = text, now, None
    return note


def remove(session: Session, viewer: Viewer, note_id: int, *, now: datetime) -> Note:
    """Take the note away; for a few minutes it can be brought back."""
    note = note_of(session, viewer, note_id)
    if note.removed_at is None:
        note.removed_at = now
    return note


def bring_back(session: Session, viewer: Viewer, note_id: int) -> Note:
    note = note_of(session, viewer, note_id)
    note.removed_at = None
    return note


def forget_removed(session: Session, *, now: datetime) -> None:
    """Delete for good what can't be brought back any more."""
    session.execute(delete(Note).where(Note.removed_at <= now - UNDO_FOR))
