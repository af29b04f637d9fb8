"""Letting people in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from literacy.accounts import lifetimes, limits
from literacy.accounts.actions.links import (
    DEAD_LINK,
    mail_link,
    make_link,
    person_of,
    retire_links,
    use_link,
)
from literacy.accounts.models import FailedSignIn, OneTimeLink, Person, SignInSession
from literacy.accounts.permissions import Role
from literacy.accounts.purpose import Purpose
from literacy.audit.actions import note
from literacy.lib.errors import Conflict, Invalid, NotFound, TooMany
from literacy.lib.tokens import fingerprint, new_token, token_hash
from literacy.lib.zones import is_zone
from literacy.outbox.actions import record_mail


@dataclass(frozen=True, slots=True)
class Try:
    """A sign-in on its way: it counts as a failure until the password is proven."""

    id: int
    person_id: int | None
    password_hash: str | None

    def proven(self) -> "Proven":
        """What is known once the password was found to be right."""
        assert self.person_id is not None and self.password_hash is not None
        return Proven(self.id, self.person_id, self.password_hash)


@dataclass(frozen=True, slots=True)
class Proven:
    """A try whose password was right, for the account as it was at that moment."""

    try_id: int
    person_id: int
    password_hash: str


def offer_set_up(session: Session, *, now: datetime) -> str:
    """The token of a new link that makes the first admin; older ones die."""
    token = new_token()
    make_link(session, Purpose.SETUP, None, token=token, now=now)
    note(session, "setup.offered", actor_id=None, now=now)
    return token


def set_up(
    session: Session, token: str, *, name: str, email: str, password_hash: str, now: datetime
) -> Person:
    """Make the first admin; raises NotFound for a dead link or when somebody exists."""
    use_link(session, Purpose.SETUP, token, now=now)
    if session.scalar(select(Person.id).limit(1)) is not None:
        raise NotFound(DEAD_LINK)
    person = Person(
        name=name,
        email=email,
        role=Role.ADMIN.value,
        password_hash=password_hash,
        created_at=now,
        password_changed_at=now,
    )
    session.add(person)
    session.flush()
    note(session, "setup.done", actor_id=person.id, subject=f"person:{person.id}", now=now)
    return person


def start_try(session: Session, email: str, *, address: str, key: str, now: datetime) -> Try:
    """Count a failure in advance and look the account up; raises TooMany past the limits.

    Counting first means that many tries at once can't pass the limit together.
    """
    account = fingerprint(key, f"account {email}")
    place = fingerprint(key, f"network {limits.network(address)}")
    _check_limits(session, account, place, now=now)
    failure = _count_failure(session, account, place, now=now)
    row = session.execute(
        select(Person.id, Person.password_hash).where(
            Person.email == email, Person.deactivated_at.is_(None)
        )
    ).one_or_none()
    return Try(failure, row.id, row.password_hash) if row else Try(failure, None, None)


def _check_limits(session: Session, account: str, place: str, *, now: datetime) -> None:
    rules = (
        (limits.ACCOUNT, FailedSignIn.account == account),
        (limits.ADDRESS, FailedSignIn.address == place),
        (limits.EVERYBODY, FailedSignIn.id > 0),
    )
    for limit, whose in rules:
        _check_limit(session, limit, whose, now=now)


def _check_limit(
    session: Session, limit: limits.Limit, whose: ColumnElement[bool], *, now: datetime
) -> None:
    counted = session.scalars(
        select(FailedSignIn.at)
        .where(whose, FailedSignIn.at > now - limit.within)
        .order_by(FailedSignIn.at.desc())
        .limit(limit.failures)
    ).all()
    if len(counted) >= limit.failures:
        _refuse(counted, limit.within, now=now)


def _refuse(counted: Sequence[datetime], within: timedelta, *, now: datetime) -> None:
    seconds = max(1, int((counted[-1] + within - now).total_seconds()))
    minutes = -(-seconds // 60)
    raise TooMany(
        f"There were too many tries with a wrong password. Wait {minutes} "
        f"{'minute' if minutes == 1 else 'minutes'}, then try again, or reset your password.",
        seconds=seconds,
    )


def _count_failure(session: Session, account: str, place: str, *, now: datetime) -> int:
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < now - limits.REMEMBERED))
    failure = FailedSignIn(account=account, address=place, at=now)
    session.add(failure)
    session.flush()
    return failure.id


def forget_try(session: Session, try_id: int) -> None:
    """It was no failure after all."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.id == try_id))


def sign_in(
    session: Session, proof: Proven, *, better_hash: str | None, device: str, now: datetime
) -> str:
    """The token of a new session; raises Conflict when the account changed after the proof."""
    person = _proven_person(session, proof)
    if better_hash:
        person.password_hash = better_hash
    note(session, "signed_in", actor_id=person.id, subject=f"person:{person.id}", now=now)
    return open_session(session, person, device=device, now=now)


def _proven_person(session: Session, proof: Proven) -> Person:
    person = session.get(Person, proof.person_id)
    if person is None or person.deactivated_at or person.password_hash != proof.password_hash:
        raise Conflict("Your account was changed a moment ago. Sign in again.")
    forget_try(session, proof.try_id)
    return person


def open_session(session: Session, person: Person, *, device: str, now: datetime) -> str:
    """A new session's token; sessions of this person that ran out are swept away."""
    session.execute(
        delete(SignInSession).where(
            SignInSession.person_id == person.id, SignInSession.expires_at <= now
        )
    )
    token = new_token()
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=person.id,
            device=device[:120],
            created_at=now,
            last_seen_at=now,
            expires_at=now + lifetimes.SESSION,
        )
    )
    return token


def sign_out(session: Session, token: str, *, now: datetime) -> None:
    """Delete the session of this token; one that is gone already is no error."""
    person_id = session.scalar(
        delete(SignInSession)
        .where(SignInSession.token_hash == token_hash(token))
        .returning(SignInSession.person_id)
    )
    if person_id is not None:
        note(session, "signed_out", actor_id=person_id, subject=f"person:{person_id}", now=now)


def end_session(session: Session, person_id: int, session_id: int, *, now: datetime) -> None:
    """End one of this person's own sessions; raises NotFound for anybody else's."""
    ended = session.scalar(
        delete(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.person_id == person_id)
        .returning(SignInSession.id)
    )
    if ended is None:
        raise NotFound("That session has ended already.")
    note(session, "session.ended", actor_id=person_id, subject=f"person:{person_id}", now=now)


def end_sessions(session: Session, person_id: int, *, by: int | None, now: datetime) -> int:
    """End every session of this person; returns how many there were."""
    count = len(
        session.scalars(
            delete(SignInSession)
            .where(SignInSession.person_id == person_id)
            .returning(SignInSession.id)
        ).all()
    )
    if count:
        subject = f"person:{person_id}"
        note(session, "sessions.ended", actor_id=by, subject=subject, now=now, count=count)
    return count


def touch_session(session: Session, session_id: int, *, now: datetime) -> None:
    session.execute(
        update(SignInSession).where(SignInSession.id == session_id).values(last_seen_at=now)
    )


def accept_invitation(
    session: Session, token: str, *, name: str, password_hash: str, now: datetime
) -> Person:
    """Use the invitation up; its owner has a name and a password from now on."""
    person = person_of(session, use_link(session, Purpose.INVITE, token, now=now))
    person.name = name
    _set_password(session, person, password_hash, now=now)
    note(session, "invitation.accepted", actor_id=person.id, subject=f"person:{person.id}", now=now)
    return person


def ask_for_reset(session: Session, email: str, *, address: str, key: str, now: datetime) -> None:
    """Mail a link to this address if it has an account; says nothing about whether it has.

    Both cases write one row, so they take the same time. Raises TooMany past the limits.
    """
    account = fingerprint(key, f"reset {email}")
    place = fingerprint(key, f"reset from {limits.network(address)}")
    _check_limit(session, limits.ADDRESS, FailedSignIn.address == place, now=now)
    _count_failure(session, account, place, now=now)
    person = session.scalar(
        select(Person).where(Person.email == email, Person.deactivated_at.is_(None))
    )
    if person is None or _links_today(session, person, now=now) >= limits.RESET_MAILS.failures:
        return
    # Who was invited and lost the mail asks here too: a reset would skip the name.
    purpose = Purpose.RESET if person.password_hash else Purpose.INVITE
    mail_link(session, purpose, person, key=key, now=now)
    note(session, "reset.asked", actor_id=None, subject=f"person:{person.id}", now=now)


def _links_today(session: Session, person: Person, *, now: datetime) -> int:
    counted = session.scalar(
        select(func.count())
        .select_from(OneTimeLink)
        .where(
            OneTimeLink.person_id == person.id,
            OneTimeLink.created_at > now - limits.RESET_MAILS.within,
        )
    )
    return counted or 0


def reset_password(session: Session, token: str, *, password_hash: str, now: datetime) -> Person:
    """Use the link up and set the password; every session of this person ends."""
    person = person_of(session, use_link(session, Purpose.RESET, token, now=now))
    _set_password(session, person, password_hash, now=now)
    note(session, "password.reset", actor_id=person.id, subject=f"person:{person.id}", now=now)
    _tell_of_change(session, person, now=now)
    return person


def change_password(
    session: Session, proof: Proven, *, password_hash: str, now: datetime
) -> Person:
    """Set a new password; every session of this person ends."""
    person = _proven_person(session, proof)
    _set_password(session, person, password_hash, now=now)
    note(session, "password.changed", actor_id=person.id, subject=f"person:{person.id}", now=now)
    _tell_of_change(session, person, now=now)
    return person


def _set_password(session: Session, person: Person, password_hash: str, *, now: datetime) -> None:
    person.password_hash = password_hash
    person.password_changed_at = now
    retire_links(session, person, now=now)
    session.execute(delete(SignInSession).where(SignInSession.person_id == person.id))


def _tell_of_change(session: Session, person: Person, *, now: datetime) -> None:
    record_mail(
        session,
        "accounts/password-changed",
        to=person.email,
        key=f"accounts-password-changed-{person.id}-{now.timestamp()}",
        now=now,
        values={"name": person.name},
        path="/password/forgot",
        good_for=timedelta(days=2),
    )


def save_profile(
    session: Session,
    person_id: int,
    *,
    name: str,
    job: str,
    theme: str,
    zone: str = "",
    now: datetime,
) -> None:
    """Keep what a person says about herself; saving the same again changes nothing."""
    if theme not in ("auto", "light", "dark"):
        raise Invalid("Choose one of the three looks.")
    if zone and not is_zone(zone):
        raise Invalid("Choose one of the time zones in the list.")
    person = session.get_one(Person, person_id)
    if (person.name, person.job) != (name, job):
        subject = f"person:{person.id}"
        note(session, "profile.changed", actor_id=person.id, subject=subject, now=now)
    person.name, person.job, person.theme, person.zone = name, job, theme, zone
