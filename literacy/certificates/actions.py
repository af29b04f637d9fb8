"""Issuing a certificate, and taking its public page down and up again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.certificates.earning import earned
from literacy.certificates.models import Certificate
from literacy.certificates.queries import own_certificate
from literacy.content.catalogue import Catalogue
from literacy.lib.errors import Conflict
from literacy.lib.tokens import new_token
from literacy.progress.queries import standing_of


def issue(
    session: Session, viewer: Viewer, course: Catalogue, of: str, *, now: datetime
) -> Certificate:
    """The certificate of this module or of the course; issued once, however often asked for.

    Raises Conflict when it is not earned yet.
    """
    # The row is held, so that two tabs at once can't both issue one.
    session.scalar(select(Person.id).where(Person.id == viewer.id).with_for_update())
    held = session.scalar(
        select(Certificate).where(Certificate.person_id == viewer.id, Certificate.of == of)
    )
    if held is not None:
        return held
    standing = standing_of(session, course, viewer.id, now=now)
    all_earned = earned(standing, course_title=course.title)
    found = next((each for each in all_earned if each.of == of), None)
    if found is None:
        raise Conflict("This certificate is not earned yet. “Your progress” says what is open.")
    made = Certificate(
        token=new_token(),
        person_id=viewer.id,
        of=of,
        number=found.number,
        title=found.title,
        outcome=found.outcome,
        course_version=course.version,
        earned_at=found.at,
        issued_at=now,
    )
    session.add(made)
    session.flush()
    _note(session, viewer, "certificate.issued", made, now=now)
    return made


def withdraw(session: Session, viewer: Viewer, certificate_id: int, *, now: datetime) -> None:
    """Its address answers as if it had never been; twice is harmless."""
    held = own_certificate(session, viewer, certificate_id)
    if held.withdrawn_at is None:
        held.withdrawn_at = now
        _note(session, viewer, "certificate.withdrawn", held, now=now)


def publish(session: Session, viewer: Viewer, certificate_id: int, *, now: datetime) -> None:
    """Show it again, at a new address: who had the old one needs to be given this one."""
    held = own_certificate(session, viewer, certificate_id)
    if held.withdrawn_at is not None:
        held.withdrawn_at, held.token = None, new_token()
        _note(session, viewer, "certificate.published", held, now=now)


def _note(
    session: Session, viewer: Viewer, action: str, held: Certificate, *, now: datetime
) -> None:
    subject = f"person:{viewer.id}"
    note(session, action, actor_id=viewer.id, subject=subject, now=now, of=held.of)
