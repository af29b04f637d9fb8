"""Certificates: one's own with what they need, and one that somebody was shown the address of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.certificates.models import Certificate
from literacy.certificates.validity import Validity, validity
from literacy.lib.errors import NotFound
from literacy.quizzes.models import Attempt
from literacy.quizzes.names import QuizKind, named

NOT_THERE = "There is no certificate at this address. It may have been withdrawn by its owner."


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """A certificate as its page shows it; the name is the person's name today."""

    id: int
    token: str
    of: str
    number: str
    title: str
    outcome: str
    name: str
    course_version: str
    earned_at: datetime
    issued_at: datetime
    withdrawn_at: datetime | None
    validity: Validity


def public_certificate(session: Session, token: str, *, today: date) -> CertificateSeen:
    """The certificate with this address; one that was withdrawn is not there."""
    found = session.scalar(
        select(Certificate).where(Certificate.token == token, Certificate.withdrawn_at.is_(None))
    )
    if found is None:
        raise NotFound(NOT_THERE)
    name = session.get_one(Person, found.person_id).name
    renewals = _renewals(session, found.person_id, [found.of])
    return _seen(found, name, renewals, today)


def certificates_of(
    session: Session, viewer: Viewer, *, today: date
) -> Mapping[str, CertificateSeen]:
    """The viewer's own, by what they are of; two statements however many there are."""
    rows = session.scalars(
        select(Certificate).where(Certificate.person_id == viewer.id).order_by(Certificate.id)
    ).all()
    renewals = _renewals(session, viewer.id, [row.of for row in rows]) if rows else {}
    return {row.of: _seen(row, viewer.name, renewals, today) for row in rows}


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate as its owner's manager is told of it: its address is the owner's to give."""

    number: str
    title: str
    validity: Validity


def held_by(session: Session, person: int, *, today: date) -> tuple[Held, ...]:
    """What this person issued and did not withdraw, in the order of the course."""
    rows = session.scalars(
        select(Certificate).where(
            Certificate.person_id == person, Certificate.withdrawn_at.is_(None)
        )
    ).all()
    renewals = _renewals(session, person, [row.of for row in rows]) if rows else {}
    return tuple(
        Held(row.number, row.title, validity(row.earned_at, renewals.get(row.of, ()), today=today))
        for row in sorted(rows, key=lambda row: (not row.number, row.number))
    )


def own_certificate(session: Session, viewer: Viewer, certificate_id: int) -> Certificate:
    """The viewer's own; raises NotFound for anybody else's."""
    found = session.scalar(
        select(Certificate).where(
            Certificate.id == certificate_id, Certificate.person_id == viewer.id
        )
    )
    if found is None:
        raise NotFound("There is no such certificate.")
    return found


def _renewals(session: Session, person: int, scopes: Iterable[str]) -> Mapping[str, list[datetime]]:
    """When each was renewed, by what it is of."""
    names = {named(scope, QuizKind.RENEWAL): scope for scope in scopes}
    rows = session.execute(
        select(Attempt.quiz, Attempt.finished_at).where(
            Attempt.person_id == person,
            Attempt.quiz.in_(names),
            Attempt.kind == "full",
            Attempt.passed.is_(True),
        )
    )
    found: dict[str, list[datetime]] = defaultdict(list)
    for quiz, finished_at in rows:
        if finished_at is not None:
            found[names[quiz]].append(finished_at)
    return found


def _seen(
    row: Certificate, name: str, renewals: Mapping[str, list[datetime]], today: date
) -> CertificateSeen:
    return CertificateSeen(
        id=row.id,
        token=row.token,
        of=row.of,
        number=row.number,
        title=row.title,
        outcome=row.outcome,
        name=name,
        course_version=row.course_version[:8],
        earned_at=row.earned_at,
        issued_at=row.issued_at,
        withdrawn_at=row.withdrawn_at,
        validity=validity(row.earned_at, renewals.get(row.of, ()), today=today),
    )
