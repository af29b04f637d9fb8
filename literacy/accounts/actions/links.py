"""One-time links: made, used once, and dead when they ran out or were replaced."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from literacy.accounts.models import OneTimeLink, Person
from literacy.accounts.purpose import CARRIERS, Purpose, mail_key
from literacy.lib.errors import NotFound
from literacy.lib.tokens import derived_token, new_token, token_hash
from literacy.outbox.actions import record_mail, withdraw

DEAD_LINK = "This link was used already, has run out, or was replaced by a newer one."


def make_link(
    session: Session, purpose: Purpose, person: Person | None, *, token: str, now: datetime
) -> OneTimeLink:
    """Open a new door and close the older ones of this person."""
    retire_links(session, person, now=now)
    link = OneTimeLink(
        purpose=purpose.value,
        token_hash=token_hash(token),
        person_id=person.id if person else None,
        created_at=now,
        expires_at=now + purpose.life,
    )
    session.add(link)
    session.flush()
    return link


def mail_link(
    session: Session, purpose: Purpose, person: Person, *, key: str, now: datetime
) -> str:
    """Make a link, let it leave by mail, and return its token; `key` is the site's secret."""
    carrier = CARRIERS[purpose]
    seed = new_token()
    token = derived_token(key, seed)
    link = make_link(session, purpose, person, token=token, now=now)
    record_mail(
        session,
        carrier.template,
        to=person.email,
        key=mail_key(purpose, link.id),
        now=now,
        values={"name": person.name, "email": person.email},
        path=carrier.path,
        seed=seed,
        good_for=purpose.life,
    )
    return token


def use_link(session: Session, purpose: Purpose, token: str, *, now: datetime) -> int | None:
    """Use the link up and return whose it is; raises NotFound when it is not alive.

    One statement decides, so of fifty parallel uses one succeeds.
    """
    used = session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.purpose == purpose.value,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(OneTimeLink.id, OneTimeLink.person_id)
    ).one_or_none()
    if used is None:
        raise NotFound(DEAD_LINK)
    person_id: int | None = used.person_id
    return person_id


def retire_links(session: Session, person: Person | None, *, now: datetime) -> None:
    """Kill every unused link of this person; without one, every unused link for setting up.

    A mail that waits with such a link is taken back: nobody is sent a dead one.
    """
    whose = (
        OneTimeLink.person_id == person.id if person else OneTimeLink.purpose == Purpose.SETUP.value
    )
    retired = session.execute(
        update(OneTimeLink)
        .where(whose, OneTimeLink.used_at.is_(None))
        .values(used_at=now)
        .returning(OneTimeLink.id, OneTimeLink.purpose)
    ).all()
    withdraw(session, [mail_key(Purpose(row.purpose), row.id) for row in retired])


def person_of(session: Session, person_id: int | None) -> Person:
    person = session.scalar(
        select(Person).where(Person.id == person_id, Person.deactivated_at.is_(None))
    )
    if person is None:
        raise NotFound(DEAD_LINK)
    return person
