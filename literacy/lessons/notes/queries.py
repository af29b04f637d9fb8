"""Notes as their own writer may see them; nobody else does."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.lessons.models import Note
from literacy.lessons.notes.bounds import UNDO_FOR
from literacy.lessons.notes.sheet import Kept
from literacy.lib.errors import NotFound

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the notes, the newest first, and how many there are in all."""

    notes: tuple[Kept, ...]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def note_of(session: Session, viewer: Viewer, note_id: int) -> Note:
    """The viewer's own note, also while its removal can be undone; raises NotFound."""
    note = session.scalar(select(Note).where(Note.id == note_id, Note.person_id == viewer.id))
    if note is None:
        raise NotFound("There is no such note.")
    return note


def kept(note: Note) -> Kept:
    return Kept(
        id=note.id,
        lesson=note.lesson,
        anchor=note.anchor,
        section=note.section,
        quote=note.quote,
        text=note.text,
        at=note.updated_at,
        is_removed=note.removed_at is not None,
    )


def notes_in(session: Session, viewer: Viewer, lesson: str, *, now: datetime) -> tuple[Kept, ...]:
    """The viewer's notes in one lesson, the oldest first."""
    wanted = select(Note).where(_mine(viewer, now), Note.lesson == lesson).order_by(Note.id)
    return tuple(map(kept, session.scalars(wanted)))


def page_of(session: Session, viewer: Viewer, *, search: str, number: int, now: datetime) -> Page:
    """A page of the viewer's notes in all lessons, in two statements however many there are."""
    wanted = _mine(viewer, now)
    if search:
        wanted = wanted & _matches(search)
    total = session.scalar(select(func.count()).select_from(Note).where(wanted)) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    notes = session.scalars(
        select(Note)
        .where(wanted)
        .order_by(Note.updated_at.desc(), Note.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Page(tuple(map(kept, notes)), total, number)


def _mine(viewer: Viewer, now: datetime) -> ColumnElement[bool]:
    kept = Note.removed_at.is_(None) | (Note.removed_at > now - UNDO_FOR)
    return (Note.person_id == viewer.id) & kept


def _matches(search: str) -> ColumnElement[bool]:
    # SQLite folds the case of A to Z only, so other alphabets are asked for in three cases.
    variants = sorted({search, search.lower(), search.title(), search.upper()})
    return or_(
        *(
            column.icontains(variant, autoescape=True)
            for variant in variants
            for column in (Note.text, Note.quote, Note.section)
        )
    )
