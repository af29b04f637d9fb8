"""Asking for help, taking it back, and saying that help was given."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.help.call import A_DAY, MOST_A_DAY, Call, Ending
from literacy.help.models import HelpCall
from literacy.help.queries import asked_since, call_by, call_to, helpers_of, own_call
from literacy.lib.errors import Conflict, NotFound, TooMany
from literacy.outbox.actions import record_mail, withdraw

ONE_AT_A_TIME = "You have asked somebody already. Withdraw that call first, then ask anew."


def ask_for_help(
    session: Session,
    viewer: Viewer,
    *,
    helper_id: int,
    lesson: str = "",
    title: str = "",
    note: str = "",
    now: datetime,
) -> Call:
    """Ask one person; `title` names the lesson in the mail. The same call twice is one call."""
    if all(helper.id != helper_id for helper in helpers_of(session, viewer)):
        raise NotFound("This person can’t be asked. Choose somebody of your team.")
    held = own_call(session, viewer)
    if held is None:
        return _call(session, viewer, helper_id, lesson=lesson, title=title, note=note, now=now)
    if (held.helper_id, held.lesson, held.note) != (helper_id, lesson, note):
        raise Conflict(ONE_AT_A_TIME)
    return held


def _call(
    session: Session,
    viewer: Viewer,
    helper_id: int,
    *,
    lesson: str,
    title: str,
    note: str,
    now: datetime,
) -> Call:
    if asked_since(session, viewer, now - A_DAY) >= MOST_A_DAY:
        raise TooMany(f"You asked for help {MOST_A_DAY} times today. Ask again tomorrow.")
    call = HelpCall(person_id=viewer.id, helper_id=helper_id, lesson=lesson, note=note, at=now)
    session.add(call)
    try:
        session.flush()
    except IntegrityError:
        raise Conflict(ONE_AT_A_TIME) from None
    made = call_by(session, viewer, call.id)
    _mail(session, made, title=title, now=now)
    return made


def _mail(session: Session, call: Call, *, title: str, now: datetime) -> None:
    to = session.scalar(select(Person.email).where(Person.id == call.helper_id))
    assert to is not None, "a helper has an account"
    values = {"name": call.helper, "who": call.person, "lesson": title, "note": call.note}
    record_mail(
        session, "help/asked", to=to, key=_key(call.id), values=values, path="/me/help", now=now
    )


def withdraw_call(session: Session, viewer: Viewer, call_id: int, *, now: datetime) -> Call:
    """Take one's own call back; a mail that has not left stays here."""
    call = call_by(session, viewer, call_id)
    _end(session, call, Ending.WITHDRAWN, now=now)
    return call


def close_call(session: Session, viewer: Viewer, call_id: int, *, now: datetime) -> Call:
    """Say that help was given; only who was asked can."""
    call = call_to(session, viewer, call_id)
    _end(session, call, Ending.HELPED, now=now)
    return call


def _end(session: Session, call: Call, ending: Ending, *, now: datetime) -> None:
    session.execute(
        update(HelpCall)
        .where(HelpCall.id == call.id)
        .values(ended_at=now, ending=ending.value, note="")
    )
    withdraw(session, [_key(call.id)])


def _key(call_id: int) -> str:
    return f"help:{call_id}"
