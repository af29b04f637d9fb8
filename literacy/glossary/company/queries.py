"""A company's notes: the one in force, all of them, and how one came to be."""

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from literacy.accounts.models import Person
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.company.notes import About, Note, Subject


def note_on(session: Session, subject: Subject) -> Note | None:
    """The newest version under any name that this term or lesson ever had."""
    return next(iter(history(session, subject, most=1)), None)


def history(session: Session, subject: Subject, *, most: int = 100) -> tuple[Note, ...]:
    """All versions, the newest first."""
    of_subject = (CompanyNote.about == subject.about.value) & CompanyNote.ref.in_(subject.refs)
    return _notes(session, of_subject, most)


def all_notes(session: Session, *, most: int = 500) -> tuple[Note, ...]:
    """The newest version under each name, the latest changed first."""
    return _notes(session, CompanyNote.number == newest_number(), most)


def newest_number() -> ScalarSelect[int]:
    """The number of the newest version of the note in an outer statement."""
    other = aliased(CompanyNote)
    return (
        select(func.max(other.number))
        .where(other.about == CompanyNote.about, other.ref == CompanyNote.ref)
        .correlate(CompanyNote)
        .scalar_subquery()
    )


def _notes(session: Session, which: ColumnElement[bool], most: int) -> tuple[Note, ...]:
    rows = session.execute(
        select(CompanyNote, Person.name)
        .outerjoin(Person, Person.id == CompanyNote.person_id)
        .where(which)
        .order_by(CompanyNote.at.desc(), CompanyNote.id.desc())
        .limit(most)
    )
    return tuple(
        Note(About(row.about), row.ref, row.number, row.text, row.at, name or "somebody who left")
        for row, name in rows
    )
