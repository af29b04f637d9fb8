"""Recording news with the change that caused it, and what became of it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.outbox.models import Edition, OutboxMessage
from literacy.outbox.patience import LEASE, MOST_TRIES, next_try

MAIL = "mail"
KEPT = timedelta(days=90)


def record(
    session: Session,
    kind: str,
    *,
    key: str,
    body: Mapping[str, Any],
    now: datetime,
    due: datetime | None = None,
) -> bool:
    """Let news of this `kind` leave after the commit, or when it is `due`.

    False when `key` was recorded before.
    """
    if session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key)):
        return False
    session.add(
        OutboxMessage(
            key=key, kind=kind, body=dict(body), recorded_at=now, due_at=due or now, tries=0
        )
    )
    session.flush()
    return True


def record_mail(
    session: Session,
    template: str,
    *,
    to: str,
    key: str,
    now: datetime,
    values: Mapping[str, str | int] | None = None,
    path: str = "",
    seed: str = "",
    good_for: timedelta | None = None,
    due: datetime | None = None,
    stop: str = "",
) -> bool:
    """Let a letter of `templates/mail/<template>` leave after the commit.

    The template may use `values`, `company`, `origin` and `link`, which is the site's address and
    `path`; with a `seed` its secret end is made when the letter leaves. After `good_for` the
    letter is not worth sending any more. `stop` names whose mail of which kind the reader may
    stop with one click; use accounts/news/actions.py for letters that can be stopped.
    """
    until = ((due or now) + good_for).isoformat() if good_for else ""
    body = mail_body(template, to=to, values=values, path=path, seed=seed, stop=stop, until=until)
    return record(session, MAIL, key=key, body=body, now=now, due=due)


def mail_body(
    template: str,
    *,
    to: str,
    values: Mapping[str, str | int] | None,
    path: str,
    seed: str,
    until: str,
    stop: str = "",
) -> dict[str, Any]:
    """A letter as it waits, for who writes thousands at once into the outbox."""
    return {
        "template": template,
        "to": to,
        "values": dict(values or {}),
        "path": path,
        "seed": seed,
        "stop": stop,
        "until": until,
    }


def new_edition(session: Session, name: str) -> int:
    """Tell every process that what it holds under `name` is old; gives the number of the new one.

    Until the commit nobody else makes an edition of this name: what is read after this call is
    what will be in force.
    """
    number = _next_edition(session, name)
    if number is None:
        try:
            with session.begin_nested():
                session.add(Edition(name=name, number=1))
        except IntegrityError:
            # Somebody else made the very first one meanwhile.
            number = _next_edition(session, name)
    return number or 1


def _next_edition(session: Session, name: str) -> int | None:
    return session.scalar(
        update(Edition)
        .where(Edition.name == name)
        .values(number=Edition.number + 1)
        .returning(Edition.number)
    )


def withdraw(session: Session, keys: Collection[str]) -> None:
    """Take back news that has not left: what it would say is no longer true."""
    session.execute(
        delete(OutboxMessage).where(OutboxMessage.key.in_(keys), OutboxMessage.sent_at.is_(None))
    )


def claim(session: Session, message: OutboxMessage, *, now: datetime) -> bool:
    """Take the message for this process; False when another one was quicker."""
    taken = session.scalar(
        update(OutboxMessage)
        .where(
            OutboxMessage.id == message.id,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.tries == message.tries,
            OutboxMessage.due_at <= now,
        )
        .values(tries=message.tries + 1, due_at=now + LEASE)
        .returning(OutboxMessage.id)
    )
    return taken is not None


def settle(session: Session, message: OutboxMessage, *, now: datetime) -> None:
    """It left: keep that it did, and forget to whom and what it said."""
    _change(session, message, sent_at=now, problem="", body={})


def postpone(session: Session, message: OutboxMessage, *, problem: str, now: datetime) -> None:
    """It did not leave: say why, and try again later; `message` is as it was before the claim."""
    _change(session, message, problem=problem, due_at=next_try(message.tries + 1, now=now))


def give_up(session: Session, message: OutboxMessage, *, problem: str) -> None:
    """It never will leave: keep why, and forget to whom and what it said."""
    _change(session, message, problem=problem, tries=MOST_TRIES, body={})


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what left, or was given up, three months ago."""
    session.execute(
        delete(OutboxMessage).where(
            OutboxMessage.recorded_at < now - KEPT,
            OutboxMessage.sent_at.is_not(None) | (OutboxMessage.tries >= MOST_TRIES),
        )
    )


def _change(session: Session, message: OutboxMessage, **values: Any) -> None:
    session.execute(update(OutboxMessage).where(OutboxMessage.id == message.id).values(**values))
