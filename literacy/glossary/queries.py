"""Requests for terms, as authors and the asker see them."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.glossary.asking import WAITING, Asked
from literacy.glossary.models import TermRequest, TermRequestVote
from literacy.lib.errors import NotFound


def open_requests(session: Session) -> tuple[Asked, ...]:
    """What IT is asked to explain: most wanted first, then the oldest."""
    return _asked(session, TermRequest.status == "open")


def accepted_requests(session: Session) -> tuple[Asked, ...]:
    """What somebody in IT is writing an entry for."""
    return _asked(session, TermRequest.status == "accepted")


def waiting_requests(session: Session) -> tuple[Asked, ...]:
    """Everything that is neither answered nor declined."""
    return _asked(session, TermRequest.status.in_(WAITING))


def waiting_request(session: Session, request_id: int) -> Asked:
    """One request that waits; raises NotFound when there is none."""
    found = _asked(session, (TermRequest.id == request_id) & TermRequest.status.in_(WAITING))
    if not found:
        raise NotFound("There is no such request, or it was settled already.")
    return found[0]


def answered_for(session: Session, viewer: Viewer, *, since: datetime) -> tuple[Asked, ...]:
    """What this person asked for and IT settled after `since`."""
    joined = select(TermRequestVote.request_id).where(TermRequestVote.person_id == viewer.id)
    return _asked(session, TermRequest.id.in_(joined) & (TermRequest.settled_at > since))


def voters(session: Session, request_id: int) -> tuple[int, ...]:
    """Everybody who asked for it, in the order they did."""
    asked = select(TermRequestVote.person_id).where(TermRequestVote.request_id == request_id)
    return tuple(session.scalars(asked.order_by(TermRequestVote.id)))


def requests_of(session: Session, viewer: Viewer) -> tuple[Asked, ...]:
    """What this person asked or joined."""
    joined = select(TermRequestVote.request_id).where(TermRequestVote.person_id == viewer.id)
    return _asked(session, TermRequest.id.in_(joined))


def answer_times(session: Session, *, since: datetime) -> tuple[timedelta, ...]:
    """How long each request waited that IT settled after `since`, however it was settled."""
    rows = session.execute(
        select(TermRequest.at, TermRequest.settled_at).where(TermRequest.settled_at > since)
    )
    return tuple(settled_at - at for at, settled_at in rows if settled_at)


def open_request_for(session: Session, word_key: str) -> TermRequest | None:
    return session.scalars(
        select(TermRequest).where(TermRequest.word_key == word_key, TermRequest.status.in_(WAITING))
    ).first()


def asked_since(session: Session, viewer: Viewer, since: datetime) -> int:
    """How many words this person asked for after `since`."""
    counted = select(func.count()).where(TermRequest.person_id == viewer.id, TermRequest.at > since)
    return session.scalar(counted) or 0


def _asked(session: Session, condition: object) -> tuple[Asked, ...]:
    votes = (
        select(TermRequestVote.request_id, func.count().label("votes"))
        .group_by(TermRequestVote.request_id)
        .subquery()
    )
    number = func.coalesce(votes.c.votes, 0)
    rows = session.execute(
        select(TermRequest, number, Person.name)
        .outerjoin(votes, votes.c.request_id == TermRequest.id)
        .outerjoin(Person, Person.id == TermRequest.person_id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(number.desc(), TermRequest.at, TermRequest.id)
    )
    return tuple(
        Asked(
            id=request.id,
            word=request.word,
            context=request.context,
            place=request.place,
            status=request.status,
            at=request.at,
            votes=count,
            asker=name or "somebody who left",
            slug=request.slug,
            reason=request.reason,
            settled_at=request.settled_at,
        )
        for request, count, name in rows
    )
