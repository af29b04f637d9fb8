"""Writing a company's own note, and bringing an older version back."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note as audit
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.company.notes import LONGEST, Subject
from literacy.glossary.company.queries import history, note_on
from literacy.lib.errors import Conflict, Invalid, NotFound

CHANGED = "Somebody else changed this note while you wrote. Both texts are below."


def write_note(
    session: Session, viewer: Viewer, subject: Subject, *, text: str, based_on: int, now: datetime
) -> None:
    """Add a version; `based_on` is the version its writer began from, 0 for none.

    Raises Conflict if somebody else wrote one since. Saying the same again adds nothing.
    """
    if len(text) > LONGEST:
        raise Invalid(f"Keep the note to {LONGEST} characters; a longer text belongs in a lesson.")
    held = note_on(session, subject)
    if (held.text if held else "") == text:
        return
    if (held.number if held else 0) != based_on:
        raise Conflict(CHANGED)
    _add(session, viewer, subject, text, now=now)


def restore_note(
    session: Session, viewer: Viewer, subject: Subject, number: int, *, now: datetime
) -> None:
    """Write an older version once more, as the newest."""
    versions = history(session, subject)
    older = next((each for each in versions if each.number == number), None)
    if older is None:
        raise NotFound("This note has no such version.")
    write_note(session, viewer, subject, text=older.text, based_on=versions[0].number, now=now)


def _add(session: Session, viewer: Viewer, subject: Subject, text: str, *, now: datetime) -> None:
    """Under the name it has now; numbers go on where those of older names stopped."""
    highest = select(func.max(CompanyNote.number)).where(
        CompanyNote.about == subject.about.value, CompanyNote.ref.in_(subject.refs)
    )
    number = (session.scalar(highest) or 0) + 1
    session.add(
        CompanyNote(
            about=subject.about.value,
            ref=subject.refs[0],
            number=number,
            text=text,
            person_id=viewer.id,
            at=now,
        )
    )
    try:
        session.flush()
    except IntegrityError:
        raise Conflict(CHANGED) from None
    audit(
        session,
        "company_note.written" if text else "company_note.removed",
        actor_id=viewer.id,
        subject=f"{subject.about.value}:{subject.slug}",
        now=now,
        version=number,
    )
